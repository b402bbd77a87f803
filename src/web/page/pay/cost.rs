//! What the plan costs at every attainment, for one person under the chosen terms or for everyone it pays.

use super::chosen::Chosen;
use crate::engine::{CostColumn, CostTable, cost_table, cost_why, one_person, paid_team};
use crate::present::figure;
use crate::present::words_pay::{self, CostWords};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{AskRow, Choice, Panel, PanelHead, Pick, Tab, Tabs, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
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
    let tabs = Signal::derive(|| vec![Tab::new("one", tr!("One person")), Tab::new("team", tr!("Whole team"))]);
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
            tr!("{name}, {} heads on average in {}", locale.people(heads), chosen.year.get())
        } else {
            chosen
                .under_terms(app, |document, _, role, terms| words_pay::terms_name(document, role, terms))
                .unwrap_or_default()
        };
        let said = table.with(|table| {
            table.as_ref().map(|it| words_pay::cost_say(it, &name, &locale, currency)).unwrap_or_default()
        });
        super::assumes::of_one_version(app, chosen, said)
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
                title=tr!("Cost at every attainment")
                say=say
                actions=move || view! { <Tabs label=tr!("Whose cost") tabs=tabs chosen=whose on_choose=move |key| whose.set(key)/> }
            />
            <CostRows words=words table=table team=team/>
            <div class="fields pay-step">
                <Pick label=tr!("Step") choices=choices chosen=Signal::derive(move || step.get().to_string()) on_choose=set_step/>
            </div>
            <p class="fine">{why}" "{move || super::assumes::floor_said(app, chosen)}</p>
        </Panel>
    }
    .into_any()
}

/// The rows; the heading stays while they scroll. Each figure explains itself.
#[component]
fn CostRows(
    /// The table in words.
    words: Memo<CostWords>,
    /// The table.
    table: Memo<Option<CostTable>>,
    /// Whether it is everyone's.
    team: Memo<bool>,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let header =
        Signal::derive(move || words.with(|it| it.header.iter().map(|name| (name.clone(), false)).collect::<Vec<_>>()));
    let rows = Signal::derive(move || {
        words.with(|it| {
            let row = |(at, (row, at_target)): (usize, &(Vec<String>, bool))| {
                let mut texts = row.iter().cloned();
                let name = texts.next().unwrap_or_default();
                let cells = texts.zip(&it.columns).map(|(text, column)| {
                    // A dash stands for no figure.
                    if text.contains(|it: char| it.is_ascii_digit()) {
                        Told::Figure(text, (at, *column))
                    } else {
                        Told::Text(text)
                    }
                });
                AskRow { name, head: None, wrap: false, sum: false, chosen: *at_target, cells: cells.collect() }
            };
            it.rows.iter().enumerate().map(row).collect::<Vec<_>>()
        })
    });
    let answer = move |(line, column): (usize, CostColumn)| {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let whose = if team.get() {
            "role".to_owned()
        } else {
            chosen.under_terms(app, |_, _, role, terms| words_pay::terms_path(role, terms)).unwrap_or_default()
        };
        let at = words.with(|it| it.columns.iter().position(|it| *it == column))?;
        let name = words.with(|it| it.header.get(at + 1).cloned()).unwrap_or_default();
        let (attainment, why) = table.with(|table| {
            let table = table.as_ref()?;
            let attainment = table.lines.get(line)?.attainment;
            let why =
                chosen.look(app, |_, plan, version| cost_why(table, (&plan.id, version), line, column, &whose))?;
            Some((attainment, why))
        })?;
        let value = figure::in_full(why.value, &locale, currency);
        let title = tr!("{name}, at {}: {value}", locale.percent(attainment, 0));
        Some(Answer::of(title, (&name, column.formula()), &why, None, (&locale, currency)))
    };
    view! {
        <AnsweringTable label=tr!("Cost at every attainment") header=header rows=rows answer=answer class="pay-cost"/>
    }
    .into_any()
}
