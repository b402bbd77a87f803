//! What a plan pays by attainment.

use super::*;

pub(super) fn plan_a(attainment: f64) -> f64 {
    let slices = [(1.0, 1.0), (0.25, 1.5), (f64::INFINITY, 2.0)];
    let mut left = attainment;
    slices
        .iter()
        .map(|(width, multiple)| {
            let slice = left.min(*width);
            left -= slice;
            slice * multiple * 90_000.0
        })
        .sum()
}

pub(super) fn plan_b(attainment: f64) -> f64 {
    match attainment {
        it if it < 0.5 => 45_000.0 * it,
        it if it < 1.0 => 90_000.0 * it,
        it => 102_000.0 + 117_000.0 * (it - 1.0),
    }
}

pub(super) fn curves(max: f64) -> Vec<PayoutCurve> {
    let next = 100.0 / 810_000.0;
    vec![
        PayoutCurve::trace("A: FY27 proposal", "A", max, &[0.5, 1.0, 1.25], next, &plan_a),
        PayoutCurve::trace("B: FY26 today", "B", max, &[0.5, 1.0, 1.25], next, &plan_b),
    ]
}

pub(super) fn payout<'a>(curves: &'a [PayoutCurve]) -> PayoutChart<'a> {
    PayoutChart {
        name: "Variable pay by attainment, two plans",
        curves,
        parts: false,
        max: 2.0,
        quota: "quota: $810k new ARR",
        axis_title: "attainment of annual quota",
        next_title: "Paid on the next $100 of new ARR",
        next_label: "next 100",
        marker: None,
        crowd: None,
        least: None,
        axis: &axis,
        amount: &whole,
        next: &whole,
        percent: &percent,
    }
}

#[test]
fn the_payout_chart_looks_as_agreed() {
    let both = curves(2.0);
    check("payout-wide", &payout_chart(&payout(&both), Size { width: 700, height: 450 }));
    check("payout-phone", &payout_chart(&payout(&both), PHONE));
    let capped = [PayoutCurve::trace("Retention bonus", "R", 1.5, &[0.8, 1.2], 0.01, &|it| {
        if it < 0.8 { 0.0 } else { 12_000.0 + (it.min(1.2) - 0.8) * 40_000.0 }
    })];
    let marker = Some(Marker { at: 0.96, label: "plan 96 %".to_owned() });
    let data = PayoutChart {
        max: 1.5,
        marker,
        quota: "target: NRR 105 %",
        next_title: "Paid on the next point of NRR",
        next_label: "next 100",
        ..payout(&capped)
    };
    check("payout-capped", &payout_chart(&data, Size { width: 700, height: 420 }));
}

#[test]
fn the_payout_curve_runs_through_what_the_plan_pays() {
    let both = curves(2.0);
    let chart = payout_chart(&payout(&both), Size { width: 700, height: 450 });
    let pay = values_at(&chart.svg, ("$50k", 50_000.0), ("$200k", 200_000.0));
    let of_x = |x: f64| (x - chart.plot.left) / chart.plot.width() * 2.0;
    let a = paths(&chart.svg, "line c-a w24");
    assert_eq!(a.len(), 1, "plan A has no cliff");
    for point in &a[0] {
        close(pay(point.1), plan_a(of_x(point.0)), 300.0);
    }
    let b = paths(&chart.svg, "line c-b w24 dash");
    assert_eq!(b.len(), 3, "plan B is interrupted by two cliffs");
    let open: Vec<_> =
        elements(&chart.svg).into_iter().filter(|it| it.tag == "circle" && it.class == "line c-warn w2 open").collect();
    let closed: Vec<_> =
        elements(&chart.svg).into_iter().filter(|it| it.tag == "circle" && it.class == "fill c-warn").collect();
    let at = |list: &[Element], index: usize| (of_x(list[index].x), pay(list[index].y));
    close(at(&open, 0).1, 22_500.0, 300.0);
    close(at(&closed, 0).1, 45_000.0, 300.0);
    close(at(&closed, 0).0, 0.5, 0.002);
    close(at(&open, 1).1, 90_000.0, 300.0);
    close(at(&closed, 1).1, 102_000.0, 300.0);
    let said = texts(&chart.svg).join("|");
    assert!(said.contains("50\u{a0}%: $22,500 at once") && said.contains("100\u{a0}%: $12,000 at once"), "{said}");
    assert!(said.contains("A overtakes B at 137"), "{said}");
    // Beneath, the next 100 earns 11.11 up to quota, then 16.67, then 22.22.
    let rate = values_at(&chart.svg, ("$10", 10.0), ("$20", 20.0));
    let band = &paths(&chart.svg, "line c-a w2")[0];
    for (at, expected) in [(0.3, 11.11), (1.1, 16.67), (1.8, 22.22)] {
        let level = band.windows(2).find(|it| of_x(it[0].0) <= at && at <= of_x(it[1].0)).unwrap();
        close(rate(level[0].1), expected, 0.15);
    }
    let row = chart.table.rows.iter().find(|it| it[0].starts_with("150")).unwrap();
    assert_eq!(row[1..], ["$168,750", "$22", "$160,500", "$14"]);
    assert_eq!(chart.hits.len(), 41);
    close(pay(chart.hits[30].marks[0].y), 168_750.0, 300.0);
}

#[test]
fn people_stand_behind_the_curve_where_most_of_them_are() {
    let both = curves(2.0);
    // Nobody below 50 %, twice as many from 100 to 150 % as from 50 to 100 %.
    let steps = [(0.0, 0.5, 0.0), (0.5, 1.0, 0.3), (1.0, 1.5, 0.6), (1.5, 2.0, 0.1), (2.0, 2.5, 0.0)];
    let crowd = |smooth| Some(Crowd { steps: &steps, smooth, label: "people by attainment" });
    let size = Size { width: 700, height: 450 };
    let chart = payout_chart(&PayoutChart { crowd: crowd(false), ..payout(&both) }, size);
    let areas = paths(&chart.svg, "fill c-axis faint");
    assert_eq!(areas.len(), 1);
    let of_x = |x: f64| (x - chart.plot.left) / chart.plot.width() * 2.0;
    let foot = areas[0][0].1;
    let heights: Vec<(f64, f64)> = areas[0].iter().map(|it| (of_x(it.0), foot - it.1)).collect();
    let peak = heights.iter().map(|it| it.1).fold(0.0, f64::max);
    let at = |attainment: f64| {
        heights.windows(2).find(|it| it[0].0 <= attainment && attainment <= it[1].0).map(|it| it[0].1).unwrap()
    };
    close(at(0.25), 0.0, 0.2);
    close(at(0.75), peak / 2.0, 0.2);
    close(at(1.25), peak, 0.2);
    close(at(1.75), peak / 6.0, 0.2);
    assert!(heights.iter().all(|it| it.0 <= 2.001), "nothing is drawn beyond the axis: {heights:?}");
    assert!(chart.key.iter().any(|it| it.label == "people by attainment"));
    let smooth = payout_chart(&PayoutChart { crowd: crowd(true), ..payout(&both) }, size).svg;
    assert_eq!(paths(&smooth, "fill c-axis faint")[0].len(), 6, "one point for each step, and both ends");
    check("payout-crowd", &payout_chart(&PayoutChart { crowd: crowd(true), ..payout(&both) }, size));
}

#[test]
fn rests_and_the_present_attainment_are_marked() {
    let capped = [PayoutCurve::trace("C", "C", 2.0, &[0.5, 1.5], 0.01, &|it| (it.clamp(0.5, 1.5) - 0.5) * 50_000.0)];
    let marker = Some(Marker { at: 0.9, label: "plan 90 %".to_owned() });
    let svg = payout_chart(&PayoutChart { marker, ..payout(&capped) }, Size { width: 700, height: 450 }).svg;
    let said = texts(&svg);
    for text in ["pays nothing", "pays no more", "plan 90 %"] {
        assert!(said.contains(&text.to_owned()), "{text} in {said:?}");
    }
    assert!(!svg.contains("open"), "no cliff, no circles");
}
