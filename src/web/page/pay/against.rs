//! Two plans side by side: the curves of both, what each is held against, pay at every attainment, and what to expect.

use super::attainments::{AttainmentPick, Attainments, MOST};
use super::chosen::Chosen;
use super::curve::{drawing, rival_say};
use super::rival::{Beside, BesidePick, Two, has_rival};
use super::take::TakeTable;
use crate::edit::{Command, copy_plan};
use crate::engine::capacity::Why;
use crate::engine::{CostLine, Half, PairColumn, PairOf, PlanPair, Spread, Value, plan_pair};
use crate::present::taken::{Taken, TakenCell};
use crate::present::words_pay::{self, PairWords};
use crate::present::{PlanOf, figure};
use crate::text::tr;
use crate::units::{Currency, Rate};
use crate::web::app::App;
use crate::web::plan_rates::PlanRates;
use crate::web::ui::{AskRow, Button, ChartFrame, Empty, Panel, PanelHead, Say, Tab, Tabs, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The panels of the part.
#[component]
pub(super) fn AgainstPanels() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let fits = Memo::new(move |_| beside.look(app, chosen, |_| ()).is_some());
    view! {
        <CurvesPanel fits=fits/>
        <Show when=move || fits.get()>
            <PairPanel/>
        </Show>
    }
    .into_any()
}

/// The choice of both, and their curves.
#[component]
fn CurvesPanel(
    /// Whether there are two plans to look at.
    fits: Memo<bool>,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let view = RwSignal::new("chart");
    let as_table = Signal::derive(move || view.get() == "table");
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    let say = rival_say(app, chosen, beside, f64::from(MOST) / 100.0);
    let held = move || {
        let locale = app.locale.get();
        let lines = beside.look(app, chosen, |two| {
            let line = |half, at: usize, side| {
                let (name, role) = two.names.get(at).zip(two.roles.get(at))?;
                Some(words_pay::pair_held(half, name, side, role, &locale))
            };
            let rate = words_pay::pair_rate(&two.other, &locale);
            let lines = [line(Half::One, 0, &two.one), line(Half::Other, 1, &two.other), Some(rate)];
            lines.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>()
        });
        lines.unwrap_or_default().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()
    };
    view! {
        <Panel class="pay-two">
            <PanelHead
                title=tr!("Two plans side by side")
                say=say
                actions=move || view! {
                    <Show when=move || fits.get()>
                        <Tabs label=tr!("Show as") tabs=tabs chosen=view on_choose=move |key| view.set(key)/>
                    </Show>
                }
            />
            <div class="fields pay-rival">
                <BesidePick whole=true/>
                <super::assumes::Others/>
            </div>
            <Show when=move || fits.get() fallback=|| view! { <Nothing/> }>
                <ul class="pay-words pay-held">{held}</ul>
                <ChartFrame legend=true label=say draw=drawing(app, chosen, beside) as_table=as_table/>
            </Show>
        </Panel>
    }
    .into_any()
}

/// Why nothing can be compared, and what can be done about it.
#[component]
fn Nothing() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let wanted = Memo::new(move |_| beside.of.with(Option::is_some));
    let lacks = Memo::new(move |_| beside.without_rate(app));
    let trouble = Memo::new(move |_| beside.trouble(app));
    let open = Signal::derive(move || app.document.with(|it| it.settings.currency));
    let title = Signal::derive(move || {
        let text = match (wanted.get(), has_rival(app, chosen, beside)) {
            (true, _) => tr!("These two cannot be compared yet"),
            (false, true) => tr!("Choose what to compare the plan with"),
            (false, false) => tr!("There is no second plan yet"),
        };
        text.to_owned()
    });
    let text = Signal::derive(move || {
        let code = lacks.get().and_then(|code| code.parse::<Currency>().ok());
        match (wanted.get(), code) {
            (true, Some(own)) => words_pay::pair_without_rate(own, open.get()),
            (true, None) if !trouble.with(String::is_empty) => trouble.get(),
            (true, None) => tr!("Both need a version in force and a role whose terms they are looked at under.").to_owned(),
            (false, _) => tr!(
                "Another plan, another version of this one, or a plan of another scenario. To try a change, add a copy, change the copy on Design, \
                 and see here what it does at every attainment."
            )
            .to_owned(),
        }
    });
    // The copy stands beside the plan and is changed there.
    let copy = move |()| {
        let Some(plan) = chosen.plan.get_untracked() else { return };
        let made = app.document.with_untracked(|document| copy_plan(document, &plan));
        if let Some((id, command)) = made {
            app.dispatch_with_undo(
                command,
                tr!("A copy was added. It pays nobody until a role is given to it.").to_owned(),
            );
            beside.choose(chosen, Some(PlanOf { plan: id.to_string(), version: None, scenario: None }));
        }
    };
    let rows = Signal::derive(move || lacks.get().map(|code| (code, 1)).into_iter().collect::<BTreeMap<_, usize>>());
    let rated = move |(code, rate): (String, Option<Rate>)| {
        let mut settings = app.document.with_untracked(|it| it.settings.clone());
        let Some(rate) = rate else { return };
        settings.plan_rates.insert(code, rate);
        app.dispatch(Command::batch(tr!("rate of the plan year"), vec![Command::Settings(Box::new(settings))]));
    };
    view! {
        <Empty
            title=title
            text=text
            actions=move || view! {
                <Show when=move || !wanted.get()>
                    <Button label=tr!("Add a copy of this plan") on_press=copy/>
                </Show>
            }
        />
        <Show when=move || lacks.with(Option::is_some)>
            <PlanRates
                rows=rows
                own=open
                rates=Signal::derive(move || app.document.with(|it| it.settings.plan_rates.clone()))
                help=|_, _, _| String::new()
                on_rate=rated
            />
        </Show>
    }
    .into_any()
}

/// Pay at every attainment, as a table whose figures answer.
#[component]
fn PairPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let rows_at = Attainments::here();
    let found = Memo::new(move |_| {
        let ats = rows_at.all();
        let spread = app.document.with(|document| Spread::of(&document.assumptions.attainment));
        beside.look(app, chosen, |two| plan_pair(&two.one, &two.other, &ats, spread.as_ref()))
    });
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        found.with(|it| it.as_ref().map(|it| words_pay::pair(it, &locale))).unwrap_or_default()
    });
    let pair = Pair { found, words };
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        found.with(|it| it.as_ref().map(|it| words_pay::pair_expected(it, &locale, currency))).unwrap_or_default()
    });
    let why = move || {
        let is_abroad = beside.of.with(|it| it.as_ref().is_some_and(|it| it.scenario.is_some()));
        let has_ccos = words.with(|it| it.columns.contains(&PairColumn::Ccos(Half::One)));
        let assumed = super::assumes::assumed(app, chosen);
        [&words_pay::pair_why(is_abroad, has_ccos), " ", &assumed].concat()
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Pay at every attainment") say=say/>
            <Say text=Signal::derive(move || {
                let currency = app.document.with(|document| document.settings.currency);
                tr!("{currency} a year, one person.")
            })/>
            <div class="fields pay-step"><AttainmentPick/></div>
            <PairRows pair=pair/>
            <TakeTable title=Signal::stored(tr!("Pay at every attainment").to_owned()) table=move |()| pair.taken(app, (chosen, beside))/>
            <p class="fine">{why}</p>
        </Panel>
    }
    .into_any()
}

/// The table of both, handed to its rows and to what takes it along.
#[derive(Clone, Copy)]
struct Pair {
    /// The figures.
    found: Memo<Option<PlanPair>>,
    /// The same in words.
    words: Memo<PairWords>,
}

impl Pair {
    /// Why the figure in a column is what it is, in the line at a position.
    fn why(self, app: App, (chosen, beside): (Chosen, Beside), line: usize, column: PairColumn) -> Option<Why> {
        self.found.with(|found| {
            let found = found.as_ref()?;
            beside.look(app, chosen, |two| {
                let [role, other] = two.roles;
                let whose = [words_pay::terms_path(role, two.one.terms), words_pay::terms_path(other, two.other.terms)];
                found.why(line, column, of(two, &whose))
            })
        })
    }

    /// The attainment of each line; none for what is expected over the spread.
    fn attainments(self) -> Vec<Option<Rate>> {
        let at = |(one, _, expected): (&CostLine, &CostLine, bool)| (!expected).then(|| Rate::from_f64(one.attainment));
        self.found.with(|found| found.as_ref().map_or(Vec::new(), |it| it.lines().map(at).collect()))
    }

    /// The table with its figures in full.
    fn taken(self, app: App, looks: (Chosen, Beside)) -> Option<Taken> {
        let (header, columns) = self.words.with(|it| (it.header.clone(), it.columns.clone()));
        let row = |(line, at): (usize, &Option<Rate>)| {
            let expected = || TakenCell::Text(tr!("Expected").to_owned());
            let first = at.map_or_else(expected, |at| TakenCell::Figure(Value::Share(at.to_f64())));
            let value = |column: &PairColumn| Some(self.why(app, looks, line, *column)?.value);
            let figures = columns.iter().filter_map(value).map(TakenCell::Figure);
            std::iter::once(first).chain(figures).collect()
        };
        let rows = self.attainments().iter().enumerate().map(row).collect();
        Some(Taken::new(header, rows, app.document.with(|document| document.settings.currency)))
    }
}

/// The rows; each figure explains itself.
#[component]
fn PairRows(
    /// The table.
    pair: Pair,
) -> AnyView {
    let app = App::here();
    let looks = (Chosen::here(), Beside::here());
    let rows_at = Attainments::here();
    let words = pair.words;
    let header =
        Signal::derive(move || words.with(|it| it.header.iter().map(|name| (name.clone(), false)).collect::<Vec<_>>()));
    // A figure is asked by its attainment: rows that come and go leave the answer on screen with its own.
    let attainments = Memo::new(move |_| pair.attainments());
    let rows = Signal::derive(move || {
        let attainments = attainments.get();
        words.with(|it| {
            let row = |((row, stands_out), at): (&(Vec<String>, bool), &Option<Rate>)| {
                let mut texts = row.iter().cloned();
                let name = texts.next().unwrap_or_default();
                let cell = |(text, column): (String, &PairColumn)| {
                    // A dash stands for no figure.
                    if text.contains(|it: char| it.is_ascii_digit()) {
                        Told::Figure(text, (*at, *column))
                    } else {
                        Told::Text(text)
                    }
                };
                let cells = texts.zip(&it.columns).map(cell).collect();
                let chosen = *stands_out || at.is_some_and(|at| rows_at.is_own(at));
                AskRow { name, head: None, wrap: false, sum: false, chosen, cells }
            };
            it.rows.iter().zip(&attainments).map(row).collect::<Vec<_>>()
        })
    });
    let answer = move |(at, column): (Option<Rate>, PairColumn)| {
        let locale = app.locale.get();
        let line = attainments.with(|all| all.iter().position(|it| *it == at))?;
        let why = pair.why(app, looks, line, column)?;
        let currency = app.document.with(|document| document.settings.currency);
        let name = words_pay::pair_column(column);
        let at = words.with(|it| it.rows.get(line).and_then(|row| row.0.first().cloned())).unwrap_or_default();
        let title = tr!("{name}, {at}: {}", figure::in_full(why.value, &locale, currency));
        Some(Answer::of(title, (&name, column.formula()), &why, None, (&locale, currency)))
    };
    view! {
        <AnsweringTable label=tr!("Pay at every attainment") header=header rows=rows answer=answer class="pay-cost pay-pair"/>
    }
    .into_any()
}

/// Which plans the two halves are, for their explanations. `whose`: where the terms of each are typed.
fn of<'a>(two: &'a Two<'_>, whose: &'a [String; 2]) -> (PairOf<'a>, PairOf<'a>) {
    let ([one, other], [own, others]) = (two.plans, whose);
    (PairOf { plan: one, whose: own, is_open: true }, PairOf { plan: other, whose: others, is_open: !two.is_abroad })
}
