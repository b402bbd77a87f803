//! Two plans side by side: the curves of both, what each is held against, pay at every attainment, and what to expect.

use super::chosen::Chosen;
use super::curve::{drawing, rival_say};
use super::rival::{Beside, BesidePick, Two, has_rival};
use crate::edit::{Command, copy_plan};
use crate::engine::{Half, PairColumn, PairOf, PlanPair, Spread, plan_pair};
use crate::present::words_pay::{self, PairWords};
use crate::present::{PlanOf, figure};
use crate::text::tr;
use crate::units::{Currency, Rate};
use crate::web::app::App;
use crate::web::plan_rates::PlanRates;
use crate::web::ui::{AskRow, Button, ChartFrame, Choice, Empty, Panel, PanelHead, Pick, Say, Tab, Tabs, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The last attainment of the table, in per cent.
const MOST: u32 = 200;
/// The steps to choose from, in per cent.
const STEPS: [u32; 4] = [5, 10, 20, 25];

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
    let step = RwSignal::new(10_u32);
    let found = Memo::new(move |_| {
        let step = step.get();
        let ats: Vec<f64> = (0..=MOST / step).map(|at| f64::from(at * step) / 100.0).collect();
        let spread = app.document.with(|document| Spread::of(&document.assumptions.attainment));
        beside.look(app, chosen, |two| plan_pair(&two.one, &two.other, &ats, spread.as_ref()))
    });
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        found.with(|it| it.as_ref().map(|it| words_pay::pair(it, &locale))).unwrap_or_default()
    });
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
    let choices = Signal::derive(move || {
        let locale = app.locale.get();
        let step = |step: &u32| Choice::new(step.to_string(), locale.percent(f64::from(*step) / 100.0, 0));
        STEPS.iter().map(step).collect::<Vec<_>>()
    });
    let set_step = move |key: String| {
        if let Some(wanted) = key.parse().ok().filter(|wanted| STEPS.contains(wanted)) {
            step.set(wanted);
        }
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Pay at every attainment") say=say/>
            <Say text=Signal::derive(move || {
                let currency = app.document.with(|document| document.settings.currency);
                tr!("{currency} a year, one person.")
            })/>
            <PairRows words=words found=found/>
            <div class="fields pay-step">
                <Pick label=tr!("Step") choices=choices chosen=Signal::derive(move || step.get().to_string()) on_choose=set_step/>
            </div>
            <p class="fine">{why}</p>
        </Panel>
    }
    .into_any()
}

/// The rows; each figure explains itself.
#[component]
fn PairRows(
    /// The table in words.
    words: Memo<PairWords>,
    /// The table.
    found: Memo<Option<PlanPair>>,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let header =
        Signal::derive(move || words.with(|it| it.header.iter().map(|name| (name.clone(), false)).collect::<Vec<_>>()));
    let rows = Signal::derive(move || {
        words.with(|it| {
            let row = |(at, (row, chosen)): (usize, &(Vec<String>, bool))| {
                let mut texts = row.iter().cloned();
                let name = texts.next().unwrap_or_default();
                let cell = |(text, column): (String, &PairColumn)| {
                    // A dash stands for no figure.
                    if text.contains(|it: char| it.is_ascii_digit()) {
                        Told::Figure(text, (at, *column))
                    } else {
                        Told::Text(text)
                    }
                };
                let cells = texts.zip(&it.columns).map(cell).collect();
                AskRow { name, head: None, wrap: false, sum: false, chosen: *chosen, cells }
            };
            it.rows.iter().enumerate().map(row).collect::<Vec<_>>()
        })
    });
    let answer = move |(line, column): (usize, PairColumn)| {
        let locale = app.locale.get();
        let why = found.with(|found| {
            let found = found.as_ref()?;
            beside.look(app, chosen, |two| {
                let [role, other] = two.roles;
                let whose = [words_pay::terms_path(role, two.one.terms), words_pay::terms_path(other, two.other.terms)];
                found.why(line, column, of(two, &whose))
            })
        })?;
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
    (
        PairOf { plan: one, version: two.one.version, whose: own, is_open: true },
        PairOf { plan: other, version: two.other.version, whose: others, is_open: !two.is_abroad },
    )
}
