//! Capacity against pipeline.

use super::arr::periods;
use super::*;

pub(super) fn capacities(count: usize) -> Vec<CapacityPeriod> {
    periods(count)
        .into_iter()
        .map(|it| {
            let capacity = it.new + it.shortfall;
            let pipeline = if it.limit == Limit::Pipeline { it.new } else { it.new * 1.1 };
            let unused = if it.limit == Limit::Pipeline { it.shortfall } else { 0.0 };
            CapacityPeriod {
                start: it.start,
                name: it.name,
                tick: it.tick,
                bookings: it.new,
                capacity,
                pipeline,
                unused,
            }
        })
        .collect()
}

pub(super) fn capacity<'a>(periods: &'a [CapacityPeriod]) -> CapacityChart<'a> {
    CapacityChart {
        name: "Bookings: capacity against pipeline",
        periods,
        axis: &axis,
        amount: &thousands,
        headline: &headline,
    }
}

#[test]
fn capacity_against_pipeline_looks_as_agreed() {
    let sample = capacities(24);
    check("capacity-wide", &capacity_chart(&capacity(&sample), Size { width: 700, height: 280 }));
    check("capacity-phone", &capacity_chart(&capacity(&sample), Size { width: 334, height: 240 }));
}

#[test]
fn unused_capacity_is_hatched_between_bookings_and_capacity_where_pipeline_binds() {
    let sample = capacities(24);
    let chart = capacity_chart(&capacity(&sample), Size { width: 700, height: 280 });
    let value = values_at(&chart.svg, ("$0", 0.0), ("$1M", 1e6));
    let booked = bars(&chart.svg, "fill c-new");
    let hatch = paths(&chart.svg, "line c-warn");
    for (index, (bar, period)) in booked.iter().zip(&sample).enumerate() {
        close(value(bar.1), period.bookings, 6_000.0);
        let strokes: Vec<_> = hatch.iter().filter(|it| it[0].0 >= bar.0 - 0.1 && it[1].0 <= bar.2 + 0.1).collect();
        assert_eq!(strokes.is_empty(), !(7..15).contains(&index), "month {index}");
        for stroke in strokes {
            for point in stroke {
                let at = value(point.1);
                assert!(at >= period.bookings - 6_000.0 && at <= period.capacity + 6_000.0, "month {index}: {at}");
            }
        }
    }
    assert!(texts(&chart.svg).contains(&"pipeline binds: short $1.1M".to_owned()));
    assert_eq!(
        chart.table.header,
        ["Period", "New bookings", "Selling capacity", "Pipeline that can close", "Capacity unused"]
    );
}
