//! The course of ARR over its flows.

use super::*;

/// Two years of a plan like that of the design, with a bottleneck in the middle.
pub(super) fn periods(count: usize) -> Vec<ArrPeriod> {
    let mut closing = 18_200_000.0;
    let start = Month::new(2027, 1);
    (0..count)
        .map(|index| {
            let month = start.plus(index as i32);
            let season = [0.6, 0.8, 1.2, 0.7, 0.9, 1.3, 0.8, 0.9, 1.2, 0.9, 1.1, 1.6][month.index0()];
            let new = 720_000.0 * season * (1.0 + index as f64 / 60.0);
            let expansion = 240_000.0 * season * (1.0 + index as f64 / 24.0);
            let (price, churn, contraction) = (closing * 0.0015, closing * 0.0068 * season, closing * 0.002 * season);
            let reactivation = if index % 5 == 4 { 60_000.0 } else { 0.0 };
            closing += new + expansion + price + reactivation - churn - contraction;
            let limit = if (7..15).contains(&index) { Limit::Pipeline } else { Limit::Capacity };
            ArrPeriod {
                start: month,
                name: show_month(month),
                tick: show_month_short(month),
                closing,
                new,
                expansion,
                price,
                reactivation,
                churn,
                contraction,
                limit,
                shortfall: if limit == Limit::Pipeline { 137_500.0 } else { 0.0 },
            }
        })
        .collect()
}

pub(super) fn arr<'a>(periods: &'a [ArrPeriod]) -> ArrChart<'a> {
    ArrChart {
        name: "Annual recurring revenue by month, FY27 base plan",
        opening: 18_200_000.0,
        periods,
        closed: 0.0,
        compared: None,
        target: None,
        axis: &axis,
        flow_axis: &flow_axis,
        headline: &headline,
        amount: &thousands,
    }
}

pub(super) fn full_arr<'a>(periods: &'a [ArrPeriod]) -> ArrChart<'a> {
    let closing = periods.iter().enumerate().map(|(index, it)| it.closing * (1.0 - index as f64 * 0.002)).collect();
    ArrChart {
        compared: Some(Compared { name: "FY26 run rate".to_owned(), closing }),
        target: Some(Target { label: "target $38.5M".to_owned(), value: 38_500_000.0 }),
        ..arr(periods)
    }
}

#[test]
fn the_arr_chart_looks_as_agreed() {
    let sample = periods(24);
    check("arr-wide", &arr_chart(&full_arr(&sample), WIDE));
    check("arr-phone", &arr_chart(&full_arr(&sample), PHONE));
    check("arr-60-months", &arr_chart(&arr(&periods(60)), WIDE));
}

#[test]
fn the_balance_runs_through_its_values_and_the_flows_are_as_high_as_they_are() {
    let sample = periods(24);
    let chart = arr_chart(&arr(&sample), WIDE);
    let line = &paths(&chart.svg, "line c-ink w2")[0];
    assert_eq!(line.len(), 25, "the opening and 24 closings");
    let value = values_at(&chart.svg, ("$20M", 20e6), ("$40M", 40e6));
    close(value(line[0].1), 18_200_000.0, 25_000.0);
    for (point, period) in line[1..].iter().zip(&sample) {
        close(value(point.1), period.closing, 25_000.0);
    }
    // A tenth of a pixel is what coordinates are rounded to.
    let flow = values_at(&chart.svg, ("0", 0.0), ("+1M", 1e6));
    let height = |bar: &(f64, f64, f64, f64)| flow(bar.1) - flow(bar.3);
    for (class, of) in [
        ("fill c-new", (|it: &ArrPeriod| it.new) as fn(&ArrPeriod) -> f64),
        ("fill c-churn", |it| it.churn),
        ("fill c-exp", |it| it.expansion),
    ] {
        let drawn = bars(&chart.svg, class);
        assert_eq!(drawn.len(), 24, "{class}");
        for (bar, period) in drawn.iter().zip(&sample) {
            close(height(bar), of(period), 3_500.0);
        }
    }
    let (new, expansion, churn) =
        (bars(&chart.svg, "fill c-new"), bars(&chart.svg, "fill c-exp"), bars(&chart.svg, "fill c-churn"));
    close(new[0].1, expansion[0].3, 0.11);
    close(flow(new[0].3), 0.0, 2_500.0);
    close(churn[0].1, new[0].3, 0.11);
    // Hits lie over the bars, and mark the line.
    for ((hit, bar), point) in chart.hits.iter().zip(&new).zip(&line[1..]) {
        assert!(hit.area.left < bar.0 && bar.2 < hit.area.right);
        close(hit.marks[0].y, point.1, 0.11);
        close(hit.x, point.0, 0.11);
    }
    assert_eq!(chart.hits[14].title, "Mar 2028");
    assert_eq!(chart.hits[14].rows.last().unwrap().value, "pipeline, short $138k");
    assert_eq!(
        chart.table.header,
        [
            "Period",
            "Opening",
            "New business",
            "Reactivation",
            "Expansion",
            "Price uplift",
            "Churn",
            "Contraction",
            "Closing",
            "Limited by"
        ]
    );
    assert_eq!(chart.table.rows.len(), 24);
    assert!(chart.table.rows[0][6].starts_with('('), "losses are in brackets: {:?}", chart.table.rows[0]);
}

#[test]
fn the_target_and_the_compared_course_lie_where_their_values_are() {
    let sample = periods(24);
    let data = full_arr(&sample);
    let chart = arr_chart(&data, WIDE);
    let value = values_at(&chart.svg, ("$20M", 20e6), ("$40M", 40e6));
    let target = &paths(&chart.svg, "line c-target w15 dots")[0];
    close(value(target[0].1), 38_500_000.0, 25_000.0);
    let second = &paths(&chart.svg, "line c-b w15 dash")[0];
    close(value(second[24].1), data.compared.as_ref().unwrap().closing[23], 25_000.0);
    let labels: Vec<_> =
        elements(&chart.svg).into_iter().filter(|it| it.tag == "text" && it.x > chart.plot.right).collect();
    assert_eq!(labels.len(), 2, "the two courses end in a figure each");
    assert!((labels[0].y - labels[1].y).abs() >= 14.0, "which do not touch");
}

#[test]
fn the_strip_names_what_limits_each_run_of_months_as_room_allows() {
    let sample = periods(24);
    let wide = texts(&arr_chart(&arr(&sample), WIDE).svg);
    assert!(wide.contains(&"limited by pipeline, short $1.1M".to_owned()), "{wide:?}");
    assert_eq!(wide.iter().filter(|it| *it == "limited by selling capacity").count(), 2);
    let phone = texts(&arr_chart(&arr(&sample), PHONE).svg);
    assert!(phone.contains(&"pipeline".to_owned()) && phone.contains(&"capacity".to_owned()), "{phone:?}");
    let tiny = texts(&arr_chart(&arr(&sample), Size { width: 160, height: 300 }).svg);
    assert!(!tiny.contains(&"pipeline".to_owned()), "what does not fit is left out");
    let svg = arr_chart(&arr(&sample), WIDE).svg;
    let runs = bars(&svg, "fill c-pipeline faint");
    let months = bars(&svg, "fill c-new");
    assert!(runs.len() == 1 && runs[0].0 <= months[7].0 && runs[0].2 >= months[14].2 && runs[0].2 <= months[15].0);
    let free: Vec<ArrPeriod> = sample.into_iter().map(|it| ArrPeriod { limit: Limit::None, ..it }).collect();
    let without = arr_chart(&arr(&free), WIDE);
    assert!(!without.table.header.contains(&"Limited by".to_owned()) && !without.svg.contains("c-capacity"));
}

#[test]
fn a_phone_gets_fewer_labels_and_none_is_cut_off_or_touches_another() {
    for width in [320, 334, 390, 700, 1000, 1400] {
        for count in [1, 2, 7, 12, 24, 36, 60] {
            let sample = periods(count);
            let svg = arr_chart(&full_arr(&sample), Size { width, height: 420 }).svg;
            let ticks: Vec<f64> = elements(&svg)
                .into_iter()
                .filter(|it| sample.iter().any(|p| p.tick == it.text))
                .map(|it| it.x)
                .collect();
            assert!(
                !ticks.is_empty() && ticks.iter().all(|x| (18.0..=f64::from(width) - 18.0).contains(x)),
                "{width} {count} {ticks:?}"
            );
            assert!(ticks.windows(2).all(|it| it[1] - it[0] > 40.0), "{width} {count} {ticks:?}");
        }
    }
}
