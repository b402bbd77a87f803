//! Bookings: capacity against pipeline, month by month.

use crate::engine::Scope;
use crate::model::Recurring;
use crate::present::chart::Size;
use crate::present::forecast;
use crate::present::plan_charts::bookings;
use crate::text::tr;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// The chart with what binds in words.
#[component]
pub fn BookingsPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let form = RwSignal::new("chart");
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| forecast::bookings(outcome, scope.get(), &locale))
    });
    let drawn = move |width: f64| {
        let locale = app.locale.get();
        let size = Size { width: width as u32, height: if width < 520.0 { 260 } else { 300 } };
        app.outcome.with(|outcome| bookings(outcome, scope.get(), &locale, size))
    };
    let title = Signal::derive(move || {
        let title = tr!("Bookings: capacity against pipeline, by month");
        app.outcome.with(|outcome| match outcome.recurring {
            Recurring::Arr => title.to_owned(),
            Recurring::Mrr => [title, tr!(", in MRR")].concat(),
        })
    });
    view! {
        <Panel>
            <PanelHead
                title=title
                say=say
                actions=move || view! { <Tabs label=tr!("Form") tabs=tabs chosen=form on_choose=move |key| form.set(key)/> }
            />
            <ChartFrame
                legend=true
                label=say
                draw=Callback::new(move |width| draw::view(drawn(width)))
                as_table=Signal::derive(move || form.get() == "table")
            />
        </Panel>
    }
    .into_any()
}
