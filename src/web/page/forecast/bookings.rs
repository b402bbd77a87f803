//! Bookings: capacity against pipeline, month by month.

use crate::engine::{Outcome, Row, Scope, Span};
use crate::model::Recurring;
use crate::present::chart::{self, CapacityChart, CapacityPeriod, Size, capacity_chart};
use crate::present::number::{show_month, show_month_short};
use crate::present::{Locale, forecast, recurring};
use crate::units::Money;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Key, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// The chart with what binds in words.
#[component]
pub fn BookingsPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let form = RwSignal::new("chart");
    let tabs = Signal::derive(|| vec![Tab::new("chart", "Chart"), Tab::new("table", "Table")]);
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| forecast::bookings(outcome, scope.get(), &locale))
    });
    let drawn = move |width: f64| {
        let locale = app.locale.get();
        app.outcome.with(|outcome| months(outcome, scope.get(), &locale, width))
    };
    let title = Signal::derive(move || {
        let title = "Bookings: capacity against pipeline, by month";
        app.outcome.with(|outcome| match outcome.recurring {
            Recurring::Arr => title.to_owned(),
            Recurring::Mrr => [title, ", in MRR"].concat(),
        })
    });
    let key = Signal::derive(move || draw::key(&drawn(720.0)));
    view! {
        <Panel>
            <PanelHead
                title=title
                say=say
                actions=move || view! { <Tabs label="Form" tabs=tabs chosen=form on_choose=move |key| form.set(key)/> }
            />
            <Key items=key/>
            <ChartFrame
                label=say
                draw=Callback::new(move |width| draw::view(drawn(width)))
                as_table=Signal::derive(move || form.get() == "table")
            />
        </Panel>
    }
    .into_any()
}

fn months(outcome: &Outcome, scope: Scope, locale: &Locale, width: f64) -> chart::Chart {
    let major = |money: Money| recurring::major(outcome.recurring, money.to_major());
    let periods: Vec<CapacityPeriod> = outcome
        .months
        .iter()
        .enumerate()
        .map(|(at, month)| {
            let row = Row::scoped(outcome, scope, Span { from: at, to: at });
            CapacityPeriod {
                start: *month,
                name: show_month(*month),
                tick: show_month_short(*month),
                bookings: major(row.movements.new),
                capacity: major(row.capacity),
                pipeline: major(row.pipeline),
            }
        })
        .collect();
    let data = CapacityChart {
        name: "New bookings by month, with selling capacity and the pipeline that can close",
        periods: &periods,
        axis: &|value| locale.money_tick(value, outcome.currency),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
        headline: &|value| locale.money_compact(Money::from_major_f64(value), outcome.currency),
    };
    let height = if width < 520.0 { 260 } else { 300 };
    capacity_chart(&data, Size { width: width as u32, height })
}
