//! The retention triangle: what customers who joined in a quarter have become, by ARR or by number.

use crate::engine::{Scope, cohorts};
use crate::present::chart;
use crate::present::plan_charts::{cohort_map, cohort_say};
use crate::present::recurring;
use crate::text::tr;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// The triangle.
#[component]
pub fn CohortsPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let by = RwSignal::new("arr");
    let look = RwSignal::new("map");
    let table = Memo::new(move |_| app.document.with(|document| cohorts(document, scope.get())));
    let drawn = move |width: f64| -> chart::Chart {
        let locale = app.locale.get();
        let by_arr = by.get() == "arr";
        app.outcome.with(|outcome| table.with(|table| cohort_map(outcome, table, by_arr, &locale, width as u32)))
    };
    let say = Signal::derive(move || {
        let by_arr = by.get() == "arr";
        let locale = app.locale.get();
        app.outcome.with(|outcome| table.with(|table| cohort_say(outcome, table, by_arr, &locale)))
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Cohorts by quarter of start")
                say=say
                actions=move || view! {
                    <Tabs
                        label=tr!("Counted by")
                        tabs=Signal::derive(move || {
                            let called = app.outcome.with(|outcome| recurring::short(outcome.recurring));
                            vec![Tab::new("arr", called), Tab::new("logo", tr!("Customers"))]
                        })
                        chosen=by
                        on_choose=move |key| by.set(key)
                    />
                    <Tabs
                        label=tr!("Shown as")
                        tabs=Signal::derive(|| vec![Tab::new("map", tr!("Heat map")), Tab::new("table", tr!("Table"))])
                        chosen=look
                        on_choose=move |key| look.set(key)
                    />
                }
            />
            <ChartFrame
                legend=true
                label=say
                draw=Callback::new(move |width| draw::view(drawn(width)))
                as_table=Signal::derive(move || look.get() == "table")
            />
            <p class="fine">
                {tr!("Columns count quarters since the start; 0 is the end of the quarter of joining, for the opening book the start of the plan. Customers who come back join anew. In per cent of what a row began with; expected figures, before rounding.")}
            </p>
        </Panel>
    }
    .into_any()
}
