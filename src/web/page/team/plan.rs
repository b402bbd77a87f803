//! The hiring plan's yield: selling capacity against pipeline.

use crate::engine::{Outcome, Row, Scope};
use crate::present::chart::{self, CapacityChart, CapacityPeriod, Size, capacity_chart};
use crate::present::number::show_month_short;
use crate::present::{Locale, forecast, staffing};
use crate::text::tr;
use crate::units::{Cadence, Money};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::figures::{headline_span, period_label};
use crate::web::ui::{ChartFrame, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// Selling capacity by quarter or month, with a sentence on what it means.
#[component]
pub(super) fn PlanPanel() -> AnyView {
    let app = App::here();
    let shown = RwSignal::new("quarter");
    let as_table = Signal::derive(move || shown.get() == "table");
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            let year = outcome.periods(Cadence::Year).last().map(|(period, _)| period_label(period, false));
            let yields = staffing::yields(outcome, &year.unwrap_or_default(), headline_span(outcome), &locale);
            let waits = forecast::pipeline_that_waits(outcome, Scope::Company);
            [yields.as_str()].into_iter().chain(waits).collect::<Vec<_>>().join(" ")
        })
    });
    let tabs = Signal::derive(|| {
        vec![Tab::new("quarter", tr!("Quarter")), Tab::new("month", tr!("Month")), Tab::new("table", tr!("Table"))]
    });
    let drawn = move |width: f64| {
        let by = if shown.get() == "month" { Cadence::Month } else { Cadence::Quarter };
        let locale = app.locale.get();
        app.outcome.with(|outcome| capacity(outcome, by, &locale, width))
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Hiring plan and the capacity it yields")
                say=say
                actions=move || view! { <Tabs label=tr!("Period") tabs=tabs chosen=shown on_choose=move |key| shown.set(key)/> }
            />
            <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
        </Panel>
    }
    .into_any()
}

fn capacity(outcome: &Outcome, by: Cadence, locale: &Locale, width: f64) -> chart::Chart {
    let currency = outcome.currency;
    let periods: Vec<CapacityPeriod> = outcome
        .periods(by)
        .into_iter()
        .map(|(period, span)| {
            let row = Row::of(outcome, span);
            let tick = if by == Cadence::Month { show_month_short(period.first) } else { period_label(&period, true) };
            CapacityPeriod {
                start: period.first,
                name: period_label(&period, false),
                tick,
                bookings: row.movements.new.to_major(),
                capacity: row.capacity.to_major(),
                pipeline: row.pipeline.to_major(),
                unused: row.idle_capacity.to_major(),
            }
        })
        .collect();
    let data = CapacityChart {
        name: tr!("Selling capacity and pipeline by period"),
        periods: &periods,
        axis: &|value| locale.money_tick(value, currency),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
        headline: &|value| locale.money_compact(Money::from_major_f64(value), currency),
    };
    capacity_chart(&data, Size { width: width as u32, height: if width < 520.0 { 260 } else { 320 } })
}
