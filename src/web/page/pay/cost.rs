//! What the plan costs at every attainment, for one person under the chosen terms or for everyone it pays.

use super::attainments::{AttainmentPick, Attainments};
use super::chosen::Chosen;
use super::take::TakeTable;
use crate::engine::capacity::Why;
use crate::engine::{CostColumn, CostTable, Value, cost_table, cost_why, one_person, paid_team};
use crate::present::figure;
use crate::present::taken::{Taken, TakenCell};
use crate::present::words_pay::{self, CostWords};
use crate::text::tr;
use crate::units::Rate;
use crate::web::app::App;
use crate::web::ui::{AskRow, Panel, PanelHead, Tab, Tabs, Told};
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
        self.table.with(|table| {
            let table = table.as_ref()?;
            chosen.look(app, |_, plan, version| cost_why(table, (&plan.id, version), line, column, &whose))
        })
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

/// The table of what the plan costs.
#[component]
pub(super) fn CostPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let rows_at = Attainments::here();
    let whose = RwSignal::new("one");
    let team = Memo::new(move |_| whose.get() == "team");
    let tabs = Signal::derive(|| vec![Tab::new("one", tr!("One person")), Tab::new("team", tr!("Whole team"))]);
    let table = Memo::new(move |_| -> Option<CostTable> {
        let ats = rows_at.all();
        if team.get() {
            let lines = chosen.lines.get();
            return chosen
                .look(app, |document, _, version| cost_table(document, version, &paid_team(document, &lines), &ats));
        }
        chosen.under_terms(app, |document, version, _, terms| cost_table(document, version, &one_person(terms), &ats))
    });
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        table
            .with(|table| {
                let table = table.as_ref()?;
                chosen.look(app, |_, _, version| words_pay::cost(table, version, &locale))
            })
            .unwrap_or_default()
    });
    let cost = Cost { team, table, words };
    let name = Memo::new(move |_| {
        let locale = app.locale.get();
        if team.get() {
            let heads = table.with(|table| table.as_ref().map_or(0.0, |it| it.heads));
            let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
            tr!("{name}, {} heads on average in {}", locale.people(heads), chosen.year.get())
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
        super::assumes::of_one_version(app, chosen, said)
    });
    let why = move || {
        table.with(|table| {
            table.as_ref().map(|it| words_pay::cost_why(it, team.get(), &super::assumes::assumed(app, chosen)))
        })
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
            <div class="fields pay-step"><AttainmentPick/></div>
            <CostRows cost=cost/>
            <TakeTable title=title table=move |()| cost.taken(app, chosen)/>
            <p class="fine">{why}" "{move || super::assumes::floor_said(app, chosen)}</p>
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
