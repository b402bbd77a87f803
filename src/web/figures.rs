//! Headline figures, each of which explains itself and shows by how much the last edit moved it.

pub use crate::present::number::period_label;

use crate::edit::Command;
use crate::engine::{Metric, Outcome, Row, Scope, Span};
use crate::model::{GrrForm, NrrForm, Recurring, Settings};
use crate::present::{figure, recurring, words};
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::{App, Asked};
use crate::web::ui::{Kpi, Kpis, Tab, Tabs, Tone};
use leptos::prelude::*;
use std::sync::Arc;

/// Headline figures of the plan: stocks and ratios at its end, flows of its last fiscal year. Retention in the forms chosen.
pub fn headlines(settings: &Settings) -> Vec<Metric> {
    let nrr = match settings.nrr_form {
        NrrForm::Cohort => Metric::NrrCohort,
        NrrForm::Bridge => Metric::NrrBridge,
    };
    let grr = match settings.grr_form {
        GrrForm::Event => Metric::GrrEvent,
        GrrForm::CustomerMinimum => Metric::GrrCustomer,
    };
    vec![
        Metric::ClosingArr,
        Metric::NewArr,
        nrr,
        grr,
        Metric::Seats,
        Metric::CompCost,
        Metric::Ccos,
        Metric::CacPayback,
    ]
}

/// The months a headline is about: stocks and ratios of the plan's last fiscal year, or the whole plan where a flow is asked for.
pub fn headline_span(outcome: &Outcome) -> Span {
    outcome.periods(Cadence::Year).last().map_or_else(|| outcome.whole(), |(_, span)| *span)
}

/// The label of a headline, with the year for what is a flow.
fn headline_label(metric: Metric, outcome: &Outcome) -> String {
    let year = outcome.periods(Cadence::Year).last().map(|(period, _)| period_label(period, false)).unwrap_or_default();
    let over_the_year = matches!(
        metric,
        Metric::NewArr
            | Metric::ExpansionArr
            | Metric::NetNewArr
            | Metric::CompCost
            | Metric::Capacity
            | Metric::Attrition
            | Metric::Pipeline
            | Metric::ChurnArr
            | Metric::BasePay
            | Metric::VariablePay
    );
    let name = recurring::name(outcome.recurring, metric);
    if over_the_year {
        [name.as_str(), ", ", &year].concat()
    } else if metric == Metric::Ccos {
        [tr!("CCOS, "), &year].concat()
    } else if metric == Metric::CacPayback {
        tr!("CAC payback").to_owned()
    } else {
        name
    }
}

/// Recurring revenue by the year or by the month.
#[component]
pub fn RecurringTabs() -> AnyView {
    let app = App::here();
    let tabs = Signal::derive(|| vec![Tab::new("ARR", "ARR"), Tab::new("MRR", "MRR")]);
    let chosen = Signal::derive(move || app.document.with(|it| recurring::short(it.settings.recurring)));
    let choose = move |key: &'static str| {
        let mut settings = app.document.with_untracked(|document| document.settings.clone());
        settings.recurring = if key == recurring::short(Recurring::Mrr) { Recurring::Mrr } else { Recurring::Arr };
        let label = [tr!("show recurring revenue as "), key].concat();
        app.dispatch(Command::batch(label, vec![Command::Settings(Box::new(settings))]));
    };
    view! { <Tabs label=tr!("Recurring revenue, a year or a month") tabs=tabs chosen=chosen on_choose=choose/> }
        .into_any()
}

/// A strip of headline figures of the last fiscal year of the plan.
#[component]
pub fn HeadlineStrip(
    /// Which figures.
    #[prop(into)]
    metrics: Signal<Vec<Metric>>,
    /// Whose figures; the company's, if nothing is given.
    #[prop(optional, into)]
    scope: Signal<Scope>,
) -> AnyView {
    let app = App::here();
    let items = Signal::derive(move || {
        let locale = app.locale.get();
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let scope = scope.get();
                let row = Row::scoped(outcome, scope, headline_span(outcome));
                metrics
                    .get()
                    .iter()
                    .map(|metric| {
                        let value = recurring::value(outcome.recurring, *metric, row.value(*metric));
                        Kpi {
                            key: Arc::from(metric.key()),
                            label: headline_label(*metric, outcome),
                            value: figure::headline(value, &locale, outcome.currency),
                            amount: value.to_f64(),
                            note: if let crate::engine::Value::Undefined(needs) = value {
                                needs.to_owned()
                            } else if scope != Scope::Company && *metric == Metric::ClosingArr {
                                // The target is the company's.
                                String::new()
                            } else {
                                words::beside(*metric, &row, outcome, document, &locale)
                            },
                            tone: Tone::Plain,
                        }
                    })
                    .collect::<Vec<_>>()
            })
        })
    });
    let open = Signal::derive(move || {
        app.asked.get().filter(|it| it.scope == scope.get()).map(|it| Arc::from(it.metric.key()))
    });
    let on_open = Callback::new(move |key: Arc<str>| {
        if let Some(metric) = Metric::from_key(&key) {
            let span = app.outcome.with_untracked(|outcome| headline_span(outcome));
            app.ask(Asked { metric, scope: scope.get_untracked(), span });
        }
    });
    let move_text = Callback::new(move |(key, by): (Arc<str>, f64)| {
        let Some(metric) = Metric::from_key(&key) else { return (String::new(), Tone::Plain) };
        let currency = app.outcome.with_untracked(|outcome| outcome.currency);
        let text = figure::moved(metric, by, &app.locale.get_untracked(), currency);
        let tone = match (metric.welcome(), by > 0.0) {
            (0, _) => Tone::Plain,
            (1, true) | (-1, false) => Tone::Good,
            _unwelcome => Tone::Bad,
        };
        (text, tone)
    });
    // Figures of another scope, or of months in place of years, are no moves.
    let scene = Signal::derive(move || {
        let view = app.document.with(|it| it.settings.recurring);
        format!("{} {:?} {:?}", app.scene.get(), scope.get(), view)
    });
    view! { <Kpis label=tr!("Headline figures") items=items open=open on_open=on_open move_text=move_text scene=scene/> }
        .into_any()
}
