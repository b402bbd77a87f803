//! What the plan costs at every attainment, for one person under the chosen terms or for everyone it pays.

use super::assumes::{assumed_by, floor_by, of_one_version};
use super::attainments::{AttainmentPick, Attainments};
use super::chosen::{Chosen, terms_at};
use super::take::TakeTable;
use crate::engine::capacity::Why;
use crate::engine::{
    CostColumn, CostTable, Span, Value, cost_of_year, cost_table, cost_why, held_in, one_person, paid_team, payee_lines,
};
use crate::model::Document;
use crate::present::figure;
use crate::present::taken::{Taken, TakenCell};
use crate::present::words_pay::{self, CostWords};
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod, PlanId, Rate};
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::ui::{AskRow, Choice, Panel, PanelHead, Pick, Tab, Tabs, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;

/// The table, handed to its rows and to what takes it along.
#[derive(Clone, Copy)]
struct Cost {
    /// Whether it is everyone's.
    team: Memo<bool>,
    /// The figures.
    table: Memo<Option<CostTable>>,
    /// The same in words.
    words: Memo<CostWords>,
}

impl Cost {
    /// Why the figure in a column is what it is, in the line at a position.
    fn why(self, app: App, chosen: Chosen, line: usize, column: CostColumn) -> Option<Why> {
        let whose = if self.team.get() {
            "role".to_owned()
        } else {
            chosen.under_terms(app, |_, _, role, terms| words_pay::terms_path(role, terms)).unwrap_or_default()
        };
        self.table.with(|table| Some(cost_why(table.as_ref()?, &chosen.plan.get()?, line, column, &whose)))
    }

    /// The table with its figures in full.
    fn taken(self, app: App, chosen: Chosen) -> Option<Taken> {
        let attainments: Vec<f64> =
            self.table.with(|table| Some(table.as_ref()?.lines.iter().map(|it| it.attainment).collect()))?;
        let (header, columns) = self.words.with(|it| (it.header.clone(), it.columns.clone()));
        let value = |line: usize, column: &CostColumn| Some(self.why(app, chosen, line, *column)?.value);
        let row = |(line, at): (usize, &f64)| {
            let figures = columns.iter().filter_map(|column| value(line, column));
            std::iter::once(Value::Share(*at)).chain(figures).map(TakenCell::Figure).collect()
        };
        let rows = attainments.iter().enumerate().map(row).collect();
        Some(Taken::new(header, rows, app.document.with(|document| document.settings.currency)))
    }
}

/// A fiscal year of the plan, with the versions that hold in it.
#[derive(Clone, PartialEq)]
struct YearOf {
    period: FiscalPeriod,
    span: Span,
    /// Their numbers, in order of time.
    numbers: Vec<usize>,
}

impl YearOf {
    fn name(&self) -> String {
        period_label(&self.period, false)
    }
}

/// The fiscal years of a plan that has several versions, and the one that is priced.
#[derive(Clone, Copy)]
struct Years {
    /// All of them; none where one version holds throughout.
    all: Memo<Vec<YearOf>>,
    /// The one that is priced; none where the chosen version is, as if it held all year.
    year: Memo<Option<YearOf>>,
    /// What is asked for: a year by its key, or all year one version.
    wanted: RwSignal<Option<String>>,
}

/// The key of one version all year among the years.
const ALL_YEAR: &str = "all-year";

impl Years {
    /// Begins with the year that the chosen version shares with another, else the last in which it holds.
    fn new(app: App, chosen: Chosen) -> Years {
        let all = Memo::new(move |_| {
            let found = chosen.look(app, |_, plan, _| {
                let year = |(period, span): (FiscalPeriod, Span)| YearOf {
                    numbers: held_in(plan, &period).iter().map(|it| it.number).collect(),
                    period,
                    span,
                };
                let several = plan.versions.len() > 1;
                several.then(|| app.outcome.with(|it| it.periods(Cadence::Year).into_iter().map(year).collect()))
            });
            found.flatten().unwrap_or_default()
        });
        let wanted = RwSignal::new(None::<String>);
        let year = Memo::new(move |_| {
            let (version, wanted) = (chosen.version.get() + 1, wanted.get());
            if wanted.as_deref() == Some(ALL_YEAR) {
                return None;
            }
            all.with(|all: &Vec<YearOf>| {
                let asked = all.iter().find(|it| wanted.as_ref() == Some(&it.period.key()));
                let own = || all.iter().rev().filter(|it| it.numbers.contains(&version));
                asked.or_else(|| own().find(|it| it.numbers.len() > 1)).or_else(|| own().next()).cloned()
            })
        });
        Years { all, year, wanted }
    }
}

/// The choice of the year, where versions make a difference.
#[component]
fn YearPick(
    /// The years.
    years: Years,
) -> AnyView {
    let chosen = Chosen::here();
    let Years { all, year, wanted } = years;
    let some = Memo::new(move |_| all.with(|all| !all.is_empty()));
    let choices = Signal::derive(move || {
        let choice =
            |it: &YearOf| Choice::new(it.period.key(), words_pay::version_year_choice(&it.name(), &it.numbers));
        let mut choices: Vec<Choice> = all.with(|all| all.iter().map(choice).collect());
        choices.push(Choice::new(ALL_YEAR, tr!("Version {} all year", chosen.version.get() + 1)));
        choices
    });
    let now = Signal::derive(move || year.get().map_or(ALL_YEAR.to_owned(), |it| it.period.key()));
    view! {
        <Show when=move || some.get()>
            <Pick label=tr!("Year") choices=choices chosen=now on_choose=move |key: String| wanted.set(Some(key))/>
        </Show>
    }
    .into_any()
}

/// The table of what the plan costs.
#[component]
pub(super) fn CostPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let rows_at = Attainments::here();
    let years = Years::new(app, chosen);
    let whose = RwSignal::new("one");
    let team = Memo::new(move |_| whose.get() == "team");
    let tabs = Signal::derive(|| vec![Tab::new("one", tr!("One person")), Tab::new("team", tr!("Whole team"))]);
    let Years { year, .. } = years;
    let table = Memo::new(move |_| -> Option<CostTable> {
        let (ats, year) = (rows_at.all(), year.get());
        let people = |document: &Document, plan: &PlanId| match &year {
            _ if !team.get() => Some(one_person(terms_at(document, &chosen.terms.get()?)?.1)),
            Some(year) => app
                .outcome
                .with(|outcome| Some(paid_team(document, &payee_lines(document, outcome, Some(plan), year.span)))),
            None => chosen.lines.with(|lines| Some(paid_team(document, lines))),
        };
        let priced = chosen.look(app, |document, plan, version| {
            let people = people(document, &plan.id)?;
            Some(match &year {
                Some(year) => cost_of_year(document, plan, &year.period, &people, &ats),
                None => cost_table(document, version, &people, &ats),
            })
        });
        priced.flatten()
    });
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        table.with(|table| table.as_ref().map(|it| words_pay::cost(it, &locale))).unwrap_or_default()
    });
    let cost = Cost { team, table, words };
    let name = Memo::new(move |_| {
        let locale = app.locale.get();
        if team.get() {
            let heads = table.with(|table| table.as_ref().map_or(0.0, |it| it.heads));
            let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
            let year = year.get().map_or_else(|| chosen.year.get(), |it| it.name());
            tr!("{name}, {} heads on average in {year}", locale.people(heads))
        } else {
            chosen
                .under_terms(app, |document, _, role, terms| words_pay::terms_name(document, role, terms))
                .unwrap_or_default()
        }
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let said = table.with(|table| {
            table.as_ref().map(|it| words_pay::cost_say(it, &name.get(), &locale, currency)).unwrap_or_default()
        });
        match year.get() {
            Some(year) => {
                let runs = table.with(|table| table.as_ref().map(|it| it.runs.clone()).unwrap_or_default());
                [said, words_pay::version_year(&year.name(), &year.numbers, &runs)].join(" ")
            }
            None => of_one_version(app, chosen, said),
        }
    });
    let numbers = move || year.get().map_or_else(|| vec![chosen.version.get() + 1], |it| it.numbers);
    let why = move || {
        let assumed = assumed_by(app, chosen, &numbers());
        table.with(|table| table.as_ref().map(|it| words_pay::cost_why(it, team.get(), &assumed)))
    };
    let title = Signal::derive(move || {
        let whose = tabs.with(|tabs| tabs.iter().find(|it| it.key == whose.get()).map(|it| it.label.clone()));
        [tr!("Cost at every attainment"), &whose.unwrap_or_default().to_lowercase()].join(", ")
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Cost at every attainment")
                say=say
                actions=move || view! { <Tabs label=tr!("Whose cost") tabs=tabs chosen=whose on_choose=move |key| whose.set(key)/> }
            />
            <div class="fields pay-step"><AttainmentPick/><YearPick years=years/></div>
            <CostRows cost=cost/>
            <TakeTable title=title table=move |()| cost.taken(app, chosen)/>
            <p class="fine">{why}" "{move || floor_by(app, chosen, &numbers())}</p>
        </Panel>
    }
    .into_any()
}

/// The rows; the heading stays while they scroll. Each figure explains itself.
#[component]
fn CostRows(
    /// The table.
    cost: Cost,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let rows_at = Attainments::here();
    let Cost { table, words, .. } = cost;
    let header =
        Signal::derive(move || words.with(|it| it.header.iter().map(|name| (name.clone(), false)).collect::<Vec<_>>()));
    // A figure is asked by its attainment: rows that come and go leave the answer on screen with its own.
    let attainments =
        Memo::new(move |_| table.with(|table| table.as_ref().map_or(Vec::new(), |it| it.attainments().collect())));
    let rows = Signal::derive(move || {
        let attainments: Vec<Rate> = attainments.get();
        words.with(|it| {
            let row = |((row, at_target), at): (&(Vec<String>, bool), &Rate)| {
                let mut texts = row.iter().cloned();
                let name = texts.next().unwrap_or_default();
                let cells = texts.zip(&it.columns).map(|(text, column)| {
                    // A dash stands for no figure.
                    if text.contains(|it: char| it.is_ascii_digit()) {
                        Told::Figure(text, (*at, *column))
                    } else {
                        Told::Text(text)
                    }
                });
                let chosen = *at_target || rows_at.is_own(*at);
                AskRow { name, head: None, wrap: false, sum: false, chosen, cells: cells.collect() }
            };
            it.rows.iter().zip(&attainments).map(row).collect::<Vec<_>>()
        })
    });
    let answer = move |(at, column): (Rate, CostColumn)| {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let place = words.with(|it| it.columns.iter().position(|it| *it == column))?;
        let name = words.with(|it| it.header.get(place + 1).cloned()).unwrap_or_default();
        let line = attainments.with(|all| all.iter().position(|it| *it == at))?;
        let why = cost.why(app, chosen, line, column)?;
        let value = figure::in_full(why.value, &locale, currency);
        let title = tr!("{name}, at {}: {value}", locale.rate(at));
        Some(Answer::of(title, (&name, column.formula()), &why, None, (&locale, currency)))
    };
    view! {
        <AnsweringTable label=tr!("Cost at every attainment") header=header rows=rows answer=answer class="pay-cost"/>
    }
    .into_any()
}
