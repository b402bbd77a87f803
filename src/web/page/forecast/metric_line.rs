//! One metric over time: chosen from a list, with its target and what other companies have.

use crate::engine::{Metric, Scope};
use crate::present::chart::Size;
use crate::present::metric_line::{chart, metrics, say};
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Choice, Panel, PanelHead, Pick, Tab, Tabs};
use leptos::prelude::*;

/// The panel.
#[component]
pub fn MetricLinePanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let wanted = RwSignal::new(Metric::NrrCohort);
    let cadence = RwSignal::new("month");
    // A segment has no cost of its own: where it is chosen, such a metric gives way.
    let metric = Memo::new(move |_| {
        let wanted = wanted.get();
        if metrics(scope.get()).contains(&wanted) { wanted } else { Metric::NrrCohort }
    });
    let choices = Signal::derive(move || {
        metrics(scope.get()).into_iter().map(|it| Choice::new(it.key(), it.name())).collect::<Vec<_>>()
    });
    let tabs = Signal::derive(|| {
        vec![Tab::new("month", tr!("Month")), Tab::new("quarter", tr!("Quarter")), Tab::new("table", tr!("Table"))]
    });
    let told = Signal::derive(move || {
        let locale = app.locale.get();
        app.document
            .with(|document| app.outcome.with(|outcome| say(document, outcome, (metric.get(), scope.get()), &locale)))
    });
    let drawn = move |width: f64| {
        let by = if cadence.get() == "quarter" { Cadence::Quarter } else { Cadence::Month };
        let size = Size { width: width as u32, height: if width < 520.0 { 260 } else { 300 } };
        let locale = app.locale.get();
        app.document.with(|document| {
            app.outcome.with(|outcome| chart(document, outcome, (metric.get(), scope.get()), by, &locale, size))
        })
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("A metric over time")
                say=told
                actions=move || view! {
                    <Tabs label=tr!("Period") tabs=tabs chosen=cadence on_choose=move |key| cadence.set(key)/>
                }
            />
            <div class="fields">
                <Pick
                    label=tr!("Metric")
                    choices=choices
                    chosen=Signal::derive(move || metric.get().key().to_owned())
                    on_choose=move |key: String| {
                        if let Some(metric) = Metric::from_key(&key) {
                            wanted.set(metric);
                        }
                    }
                />
            </div>
            <ChartFrame
                legend=true
                label=told
                draw=Callback::new(move |width| draw::view(drawn(width)))
                as_table=Signal::derive(move || cadence.get() == "table")
            />
        </Panel>
    }
    .into_any()
}
