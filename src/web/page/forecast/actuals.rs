//! Plan against actual: closed months, why they are not as planned, and what that means for the plan.

use super::actual_grid::ActualGrid;
use crate::engine::{Env, Outcome, Scope, Span, Variance, closed_in, planned, variance};
use crate::present::actuals::{by_cause, chart, comparison, meanings, outlook, summary};
use crate::present::chart::Size;
use crate::present::number::show_month;
use crate::present::recurring::{self, Shown};
use crate::text::tr;
use crate::units::Month;
use crate::web::app::{App, today};
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Choice, Empty, Panel, PanelHead, Pick, Say, Tab, Table, Tabs};
use leptos::prelude::*;
use std::sync::Arc;

/// The part of the page.
#[component]
pub fn Actuals(scope: Memo<Scope>) -> AnyView {
    view! {
        <ActualGrid scope=scope/>
        <VariancePanel scope=scope/>
    }
    .into_any()
}

#[component]
fn VariancePanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let some = Memo::new(move |_| app.outcome.with(|outcome| closed_in(outcome, scope.get()) > 0));
    let body = move || {
        if some.get() {
            view! { <Compared scope=scope/> }.into_any()
        } else {
            view! {
                <Panel>
                    <Empty
                        title=tr!("Nothing to compare yet")
                        text=tr!("Once the first month has its figures above, the plan goes on from there, and this shows why ARR is not what was planned: customers won, price, mix, timing, growth and retention.")
                    />
                </Panel>
            }
            .into_any()
        }
    };
    body.into_any()
}

#[component]
fn Compared(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let from = RwSignal::new(None::<Month>);
    let to = RwSignal::new(None::<Month>);
    let as_table = RwSignal::new("chart");
    let plan: Memo<Arc<Outcome>> =
        Memo::new(move |_| app.document.with(|document| Arc::new(planned(document, &Env { today: today() }))));
    let closed = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let count = closed_in(outcome, scope.get());
            outcome.months.iter().copied().take(count).collect::<Vec<_>>()
        })
    });
    let span = Memo::new(move |_| {
        closed.with(|closed| {
            let at = |wanted: Option<Month>| wanted.and_then(|month| closed.iter().position(|it| *it == month));
            let last = closed.len().saturating_sub(1);
            let (from, to) = (at(from.get()).unwrap_or(0), at(to.get()).unwrap_or(last));
            Span { from: from.min(to), to: to.max(from) }
        })
    });
    let told: Memo<Variance> = Memo::new(move |_| {
        app.document.with(|document| {
            app.outcome.with(|actual| plan.with(|plan| variance(document, plan, actual, scope.get(), span.get())))
        })
    });
    let month = move |at: usize| closed.with(|closed| closed.get(at).copied());
    let choices = Signal::derive(move || {
        closed.with(|closed| closed.iter().map(|it| Choice::new(it.to_string(), show_month(*it))).collect::<Vec<_>>())
    });
    let named = move |at: fn(Span) -> usize| {
        Signal::derive(move || month(at(span.get())).map(|month| month.to_string()).unwrap_or_default())
    };
    let say = Signal::derive(move || {
        let last = month(span.get().to)?;
        let locale = app.locale.get();
        Some(app.outcome.with(|outcome| told.with(|told| summary(told, last, &Shown::of(outcome, &locale)))))
    });
    let say = Signal::derive(move || say.get().unwrap_or_default());
    let ahead = Signal::derive(move || {
        let target = app.document.with(|document| document.settings.target_arr);
        let locale = app.locale.get();
        app.outcome.with(|actual| plan.with(|plan| outlook(plan, actual, scope.get(), target, &locale)))
    });
    let drawn = move |width: f64| {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            let size = Size { width: width as u32, height: if width < 520.0 { 300 } else { 320 } };
            draw::view(told.with(|told| chart(told, &Shown::of(outcome, &locale), size)))
        })
    };
    let beside = Memo::new(move |_| {
        let locale = app.locale.get();
        app.document.with(|document| {
            app.outcome
                .with(|actual| plan.with(|plan| comparison(document, plan, actual, scope.get(), span.get(), &locale)))
        })
    });
    let causes = Memo::new(move |_| {
        let (locale, span) = (app.locale.get(), span.get());
        let months: Vec<Month> = (span.from..=span.to).filter_map(month).collect();
        app.outcome.with(|outcome| told.with(|told| by_cause(told, &months, &Shown::of(outcome, &locale))))
    });
    let compared = Signal::derive(|| ["", tr!("Plan"), tr!("Actual"), tr!("Difference")].map(str::to_owned).to_vec());
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    view! {
        <Panel>
            <PanelHead
                title=Signal::derive(move || app.outcome.with(|it| recurring::words(it.recurring, tr!("Why ARR is not as planned"))))
                say=say
                actions=move || view! {
                    <Tabs label=tr!("Shown as") tabs=tabs chosen=as_table on_choose=move |key| as_table.set(key)/>
                }
            />
            <div class="fields">
                <Pick
                    label=tr!("From")
                    choices=choices
                    chosen=named(|span| span.from)
                    on_choose=move |key: String| from.set(key.parse().ok())
                />
                <Pick
                    label=tr!("To")
                    choices=choices
                    chosen=named(|span| span.to)
                    on_choose=move |key: String| to.set(key.parse().ok())
                />
            </div>
            <ChartFrame
                label=say
                draw=Callback::new(drawn)
                as_table=Signal::derive(move || as_table.get() == "table")
            />
            <Say text=ahead/>
        </Panel>
        <Panel>
            <PanelHead title=tr!("Month by month") say=Signal::derive(move || app.outcome.with(|outcome| told.with(|told| meanings(told, outcome.recurring))))/>
            <Table
                label=tr!("Actual less plan by cause and month")
                header=Signal::derive(move || causes.get().0)
                rows=Signal::derive(move || causes.get().1)
                sum=true
            />
        </Panel>
        <Panel>
            <PanelHead
                title=tr!("Plan beside actual")
                say=tr!("The plan as it was before any month was closed. In closed months reported pay stands in the cost of the plan, so CCOS and CAC follow what was really paid; what people earn stays as planned, and heads are compared only.")
            />
            <Table label=tr!("Plan, actual and difference") header=compared rows=beside/>
        </Panel>
    }
    .into_any()
}
