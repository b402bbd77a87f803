//! Capacity against pipeline, month by month.

use crate::engine::{Outcome, Row, Scope, Span};
use crate::present::chart::{CapacityChart, CapacityPeriod, Chart, Size, capacity_chart};
use crate::present::number::{show_month, show_month_short};
use crate::present::{Locale, recurring};
use crate::text::tr;
use crate::units::Money;

/// New bookings by month, with selling capacity and the pipeline that can close.
pub fn bookings(outcome: &Outcome, scope: Scope, locale: &Locale, size: Size) -> Chart {
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
                unused: major(row.idle_capacity),
            }
        })
        .collect();
    let data = CapacityChart {
        name: tr!("New bookings by month, with selling capacity and the pipeline that can close"),
        periods: &periods,
        axis: &|value| locale.money_tick(value, outcome.currency),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
        headline: &|value| locale.money_compact(Money::from_major_f64(value), outcome.currency),
    };
    capacity_chart(&data, size)
}
