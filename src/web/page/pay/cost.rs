//! What the plan costs at every attainment, for one person under the chosen terms or for everyone it pays.

use super::chosen::Chosen;
use crate::engine::{CostTable, cost_table, one_person, paid_team};
use crate::present::words_pay::{self, CostWords};
use crate::units::PlanId;
use crate::web::app::App;
use crate::web::ui::{Choice, Panel, PanelHead, Pick, Tab, Tabs};
use leptos::prelude::*;

/// The last attainment of the table, in per cent.
const MOST: u32 = 200;
/// The steps to choose from, in per cent.
const STEPS: [u32; 4] = [5, 10, 20, 25];

/// The table of what the plan costs.
#[component]
pub(super) fn CostPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let whose = RwSignal::new("one");
    let step = RwSignal::new(10_u32);
    let team = Memo::new(move |_| whose.get() == "team");
    let tabs = Signal::derive(|| vec![Tab::new("one", "One person"), Tab::new("team", "Whole team")]);
    let table = Memo::new(move |_| -> Option<CostTable> {
        let step = step.get();
        let ats: Vec<f64> = (0..=MOST / step).map(|at| f64::from(at * step) / 100.0).collect();
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
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let name = if team.get() {
            let heads = table.with(|table| table.as_ref().map_or(0.0, |it| it.heads));
            let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
            format!("{name}, {} heads on average in {}", locale.people(heads), chosen.year.get())
        } else {
            chosen
                .under_terms(app, |document, _, role, terms| words_pay::terms_name(document, role, terms))
                .unwrap_or_default()
        };
        table.with(|table| {
            table.as_ref().map(|it| words_pay::cost_say(it, &name, &locale, currency)).unwrap_or_default()
        })
    });
    let why = move || {
        table.with(|table| {
            table.as_ref().map(|it| words_pay::cost_why(it, team.get(), &super::assumes::assumed(app, chosen)))
        })
    };
    let choices = Signal::derive(move || {
        let locale = app.locale.get();
        STEPS
            .iter()
            .map(|step| Choice::new(step.to_string(), locale.percent(f64::from(*step) / 100.0, 0)))
            .collect::<Vec<_>>()
    });
    let set_step = move |key: String| {
        if let Some(wanted) = key.parse().ok().filter(|wanted| STEPS.contains(wanted)) {
            step.set(wanted);
        }
    };
    view! {
        <Panel>
            <PanelHead
                title="Cost at every attainment"
                say=say
                actions=move || view! { <Tabs label="Whose cost" tabs=tabs chosen=whose on_choose=move |key| whose.set(key)/> }
            />
            <CostRows words=words/>
            <div class="fields pay-step">
                <Pick label="Step" choices=choices chosen=Signal::derive(move || step.get().to_string()) on_choose=set_step/>
            </div>
            <p class="fine">{why}</p>
        </Panel>
    }
    .into_any()
}

/// The rows; the heading stays while they scroll.
#[component]
fn CostRows(words: Memo<CostWords>) -> AnyView {
    let head = move || {
        words.with(|it| it.header.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view())
    };
    let body = move || {
        words.with(|it| {
            let rows = it.rows.iter().map(|(row, at_target)| {
                let mut cells = row.iter().cloned();
                let name = cells.next();
                let figures = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
                view! { <tr class:sel=*at_target><th scope="row">{name}</th>{figures}</tr> }
            });
            rows.collect_view()
        })
    };
    view! {
        <div class="scroll pay-cost" tabindex="0" role="region" aria-label="Cost at every attainment">
            <table class="figures">
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The other plans, to compare with one.
pub(super) fn rivals(app: App, plan: Option<PlanId>) -> Vec<Choice> {
    let others = app.document.with(|document| {
        let others = document.plans.iter().filter(|it| Some(&it.id) != plan.as_ref());
        others.map(|it| Choice::new(it.id.as_str(), it.name.clone())).collect::<Vec<_>>()
    });
    std::iter::once(Choice::new("", "No other plan")).chain(others).collect()
}
