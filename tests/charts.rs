//! Charts, judged from outside: by the SVG they write and the geometry in it.
//!
//! Goldens lie in `tests/golden/charts`; `UPDATE_GOLDEN=1 cargo test --test charts` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use remit::present::Locale;
use remit::present::chart::*;
use remit::present::number::{show_month, show_month_short};
use remit::units::{Currency, Money, Month};

const WIDE: Size = Size { width: 1000, height: 460 };
const PHONE: Size = Size { width: 334, height: 400 };

fn axis(value: f64) -> String {
    Locale::EN_US.money_tick(value, Currency::USD)
}

fn flow_axis(value: f64) -> String {
    Locale::EN_US.money_tick_flow(value)
}

fn headline(value: f64) -> String {
    Locale::EN_US.money_compact(Money::from_major_f64(value), Currency::USD)
}

fn thousands(value: f64) -> String {
    if value.is_finite() { Locale::EN_US.money_thousands(Money::from_major_f64(value)) } else { "–".to_owned() }
}

fn movement(value: f64) -> String {
    if value > 0.0 { format!("+{}", thousands(value)) } else { thousands(value) }
}

fn whole(value: f64) -> String {
    Locale::EN_US.money_whole_named(Money::from_major_f64(value), Currency::USD)
}

fn percent(value: f64) -> String {
    Locale::EN_US.percent(value, 0)
}

// ---- reading what was drawn ---------------------------------------------------------------------------------------------------

/// The elements of a drawing with their attributes, as far as tests need them.
#[derive(Debug)]
struct Element {
    tag: String,
    class: String,
    d: String,
    x: f64,
    y: f64,
    text: String,
}

fn elements(svg: &str) -> Vec<Element> {
    let inner = &svg[svg.find('>').unwrap() + 1..svg.rfind("</svg>").unwrap()];
    let mut found = Vec::new();
    let mut rest = inner;
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let head = rest[start + 1..end].trim_end_matches('/');
        let attribute = |name: &str| {
            let at = head.find(&format!(" {name}=\""))? + name.len() + 3;
            Some(head[at..at + head[at..].find('"')?].to_owned())
        };
        let number = |name: &str| attribute(name).and_then(|it| it.parse().ok()).unwrap_or(f64::NAN);
        rest = &rest[end + 1..];
        if head.starts_with('/') {
            continue;
        }
        let tag = head.split(' ').next().unwrap().to_owned();
        let text = if tag == "text" { rest[..rest.find('<').unwrap()].to_owned() } else { String::new() };
        let (x, y) = if tag == "circle" { (number("cx"), number("cy")) } else { (number("x"), number("y")) };
        found.push(Element {
            class: attribute("class").unwrap_or_default(),
            d: attribute("d").unwrap_or_default(),
            tag,
            x,
            y,
            text,
        });
    }
    found
}

/// The sub-paths of all paths with this class, as points.
fn paths(svg: &str, class: &str) -> Vec<Vec<(f64, f64)>> {
    let all = elements(svg);
    let data = all.iter().filter(|it| it.tag == "path" && it.class == class).map(|it| it.d.as_str());
    data.flat_map(points).collect()
}

fn points(d: &str) -> Vec<Vec<(f64, f64)>> {
    let mut found: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut numbers = d.replace(['M', 'L', 'H', 'V', 'Z'], " ");
    numbers = numbers.trim().to_owned();
    let mut numbers = numbers.split_whitespace().map(|it| it.parse::<f64>().unwrap());
    for command in d.chars().filter(char::is_ascii_alphabetic) {
        let last = found.last().and_then(|it| it.last().copied());
        let mut next = || numbers.next().unwrap();
        match command {
            'M' => found.push(vec![(next(), next())]),
            'L' => found.last_mut().unwrap().push((next(), next())),
            'H' => found.last_mut().unwrap().push((next(), last.unwrap().1)),
            'V' => found.last_mut().unwrap().push((last.unwrap().0, next())),
            'Z' => {}
            other => panic!("{other}"),
        }
    }
    found
}

/// The rectangles of a class as (left, top, right, bottom).
fn bars(svg: &str, class: &str) -> Vec<(f64, f64, f64, f64)> {
    let edges = |corners: Vec<(f64, f64)>| {
        let fold = |pick: fn(f64, f64) -> f64, of: fn(&(f64, f64)) -> f64| corners.iter().map(of).reduce(pick).unwrap();
        (fold(f64::min, |it| it.0), fold(f64::min, |it| it.1), fold(f64::max, |it| it.0), fold(f64::max, |it| it.1))
    };
    paths(svg, class).into_iter().map(edges).collect()
}

fn texts(svg: &str) -> Vec<String> {
    elements(svg).into_iter().filter(|it| it.tag == "text").map(|it| it.text).collect()
}

/// Where the label of an axis says a value is: the inverse of the scale, read off two labels.
fn values_at(svg: &str, low: (&str, f64), high: (&str, f64)) -> impl Fn(f64) -> f64 {
    let all = elements(svg);
    let y = |label: &str| all.iter().find(|it| it.text == label).unwrap_or_else(|| panic!("no {label}")).y - 4.0;
    let (y0, y1) = (y(low.0), y(high.0));
    move |y| low.1 + (y - y0) / (y1 - y0) * (high.1 - low.1)
}

#[track_caller]
fn close(a: f64, b: f64, within: f64) {
    assert!((a - b).abs() <= within, "{a} is not {b}, to {within}");
}

fn check(name: &str, chart: &Chart) {
    check_svg(name, &chart.svg);
    let Size { width, height } = chart.size;
    for hit in &chart.hits {
        assert!(
            hit.area.left >= -0.1
                && hit.area.right <= f64::from(width) + 0.1
                && hit.area.bottom <= f64::from(height) + 0.1
        );
        assert!(hit.area.width() >= 0.0 && !hit.title.is_empty() && !hit.rows.is_empty(), "{hit:?}");
    }
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.header.len()), "{:?}", chart.table);
}

fn check_svg(name: &str, svg: &str) {
    sound(svg);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts").join(format!("{name}.svg"));
    // One element a line, so that a difference can be read.
    let readable = svg.replace("><", ">\n<") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &readable).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == readable,
        "{name} is drawn differently; UPDATE_GOLDEN=1 writes it anew, then look at the difference"
    );
}

/// What holds for every drawing: it names itself, styles nothing, and stays on its sheet.
fn sound(svg: &str) {
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && svg.contains("aria-label=\""));
    for forbidden in ["style=", " id=", "#", "rgb(", "NaN", "inf", "<script"] {
        assert!(!svg.replace("&#39;", "").contains(forbidden), "{forbidden} in {svg}");
    }
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
}

// ---- the sample ---------------------------------------------------------------------------------------------------------------

/// Two years of a plan like that of the design, with a bottleneck in the middle.
fn periods(count: usize) -> Vec<ArrPeriod> {
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

fn arr<'a>(periods: &'a [ArrPeriod]) -> ArrChart<'a> {
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

fn full_arr<'a>(periods: &'a [ArrPeriod]) -> ArrChart<'a> {
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

// ---- payout -------------------------------------------------------------------------------------------------------------------

fn plan_a(attainment: f64) -> f64 {
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

fn plan_b(attainment: f64) -> f64 {
    match attainment {
        it if it < 0.5 => 45_000.0 * it,
        it if it < 1.0 => 90_000.0 * it,
        it => 102_000.0 + 117_000.0 * (it - 1.0),
    }
}

fn curves(max: f64) -> Vec<PayoutCurve> {
    let next = 100.0 / 810_000.0;
    vec![
        PayoutCurve::trace("A: FY27 proposal", "A", max, &[0.5, 1.0, 1.25], next, &plan_a),
        PayoutCurve::trace("B: FY26 today", "B", max, &[0.5, 1.0, 1.25], next, &plan_b),
    ]
}

fn payout<'a>(curves: &'a [PayoutCurve]) -> PayoutChart<'a> {
    PayoutChart {
        name: "Variable pay by attainment, two plans",
        curves,
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

// ---- the others ---------------------------------------------------------------------------------------------------------------

fn capacities(count: usize) -> Vec<CapacityPeriod> {
    periods(count)
        .into_iter()
        .map(|it| {
            let capacity = it.new + it.shortfall;
            let pipeline = if it.limit == Limit::Pipeline { it.new } else { it.new * 1.1 };
            CapacityPeriod { start: it.start, name: it.name, tick: it.tick, bookings: it.new, capacity, pipeline }
        })
        .collect()
}

fn capacity<'a>(periods: &'a [CapacityPeriod]) -> CapacityChart<'a> {
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

fn years() -> Vec<WaterfallPeriod> {
    let year = |name: &str, opening, new, expansion, contraction, churn, closing| WaterfallPeriod {
        name: name.to_owned(),
        opening_name: format!("Jan {name}"),
        closing_name: format!("Dec {name}"),
        opening,
        new,
        reactivation: 0.0,
        expansion,
        price: 0.0,
        contraction,
        churn,
        closing,
    };
    vec![
        year("2027", 18_200e3, 8_940e3, 3_120e3, 486e3, 1_574e3, 28_200e3),
        year("2028", 28_200e3, 10_560e3, 4_690e3, 690e3, 2_360e3, 40_400e3),
    ]
}

fn falls<'a>(periods: &'a [WaterfallPeriod]) -> Waterfall<'a> {
    Waterfall {
        name: "ARR from opening to closing, 2027 and 2028",
        periods,
        axis: &axis,
        balance: &thousands,
        movement: &movement,
    }
}

#[test]
fn the_waterfall_looks_as_agreed() {
    let sample = years();
    check("waterfall-wide", &waterfall(&falls(&sample), Size { width: 760, height: 420 }));
    check("waterfall-phone", &waterfall(&falls(&sample), PHONE));
    let mut deep = years();
    for year in &mut deep {
        (year.price, year.reactivation) = (300e3, 200e3);
        year.closing += 500e3;
    }
    deep[1].opening += 500e3;
    deep[1].closing += 500e3;
    check("waterfall-all-kinds", &waterfall(&falls(&deep), WIDE));
}

/// Four quarters of standing capacity, with a leave in the second.
fn standing() -> Vec<StandingPeriod> {
    let quarter = |name: &str, opening, [gain, loss, recovered, leave]: [f64; 4]| StandingPeriod {
        name: format!("{name} FY2027"),
        opening_name: format!("before {name}"),
        closing_name: format!("end {name}"),
        opening,
        gain,
        loss,
        recovered,
        leave,
        response: 0.0,
        closing: opening + gain - loss + recovered + leave,
    };
    vec![
        quarter("Q1", 9_600e3, [420e3, 560e3, 0.0, 0.0]),
        quarter("Q2", 9_460e3, [860e3, 810e3, 280e3, -300e3]),
        quarter("Q3", 9_490e3, [700e3, 850e3, 660e3, 300e3]),
        quarter("Q4", 10_300e3, [320e3, 890e3, 830e3, 0.0]),
    ]
}

fn capacity_falls<'a>(periods: &'a [StandingPeriod]) -> CapacityWaterfall<'a> {
    CapacityWaterfall { name: "Standing capacity", periods, axis: &axis, balance: &thousands, movement: &movement }
}

#[test]
fn the_capacity_waterfall_looks_as_agreed_and_has_leaves_only_where_there_are_some() {
    let sample = standing();
    let wide = capacity_waterfall(&capacity_falls(&sample), WIDE);
    check("capacity-waterfall-wide", &wide);
    check("capacity-waterfall-phone", &capacity_waterfall(&capacity_falls(&sample), PHONE));
    assert_eq!(wide.table.header, ["Period", "Opening", "Gained", "Lost", "Recovered", "Leave", "Closing"]);
    assert_eq!(wide.table.rows[1][3..6], ["(810)", "+280", "(300)"]);
    let calm = capacity_waterfall(&capacity_falls(&sample[..1]), WIDE);
    assert_eq!(calm.table.header, ["Period", "Opening", "Gained", "Lost", "Recovered", "Closing"]);
    let mut responds = sample.clone();
    (responds[2].response, responds[2].closing, responds[3].opening) = (-90e3, 10_210e3, 10_210e3);
    let told = capacity_waterfall(&capacity_falls(&responds), WIDE).table;
    assert_eq!(told.header[5..], ["Leave", "Response to pay", "Closing"]);
    assert_eq!(told.rows[2][6], "(90)");
    // Five columns: from balance over gain and loss to balance; the loss hangs from where the gain ended.
    assert_eq!(calm.hits.len(), 5);
    assert_eq!(calm.hits[0].rows[0].label, "Capacity");
}

#[test]
fn a_budget_is_a_limit_more_than_it_is_a_warning_and_less_no_gap() {
    let quarters = quarters();
    let (series, target) = capacity_against_target();
    let limit = Some(StackTarget { limit: true, ..target });
    let data = StackChart { target: limit, ..stack_of_people(&quarters, &series) };
    let chart = stack_chart(&data, WIDE);
    assert!(!chart.key.iter().any(|it| it.label == "Gap"));
    assert!(!chart.svg.contains("hatch"), "what is left of a budget is not a gap");
    assert!(chart.hits[0].rows.iter().any(|it| it.label == "Over or left"));
}

#[test]
fn a_waterfall_steps_from_balance_to_balance_without_a_gap() {
    let sample = years();
    for size in [Size { width: 760, height: 420 }, PHONE] {
        let chart = waterfall(&falls(&sample), size);
        let balances = bars(&chart.svg, "fill c-balance");
        assert_eq!((balances.len(), chart.hits.len()), (3, 11));
        let rows = size == PHONE;
        // Lengths run upwards in columns and to the right in rows.
        let length = |bar: &(f64, f64, f64, f64)| if rows { bar.2 - bar.0 } else { bar.3 - bar.1 };
        let scale = length(&balances[2]) / 40_400.0;
        close(length(&balances[0]), 18_200.0 * scale, 0.3);
        close(length(&balances[1]), 28_200.0 * scale, 0.3);
        for (class, values) in
            [("fill c-new", [8_940.0, 10_560.0]), ("fill c-con", [486.0, 690.0]), ("fill c-churn", [1_574.0, 2_360.0])]
        {
            for (bar, value) in bars(&chart.svg, class).iter().zip(values) {
                close(length(bar), value * scale, 0.3);
            }
        }
        let (new, expansion, churn) =
            (bars(&chart.svg, "fill c-new"), bars(&chart.svg, "fill c-exp"), bars(&chart.svg, "fill c-churn"));
        if rows {
            close(new[0].0, balances[0].2, 0.2);
            close(expansion[0].0, new[0].2, 0.2);
            close(churn[0].0, balances[1].2, 0.2);
        } else {
            close(new[0].3, balances[0].1, 0.2);
            close(expansion[0].3, new[0].1, 0.2);
            close(churn[0].3, balances[1].1, 0.2);
        }
        let said = texts(&chart.svg);
        for text in ["Jan 2027", "Dec 2028", "Contraction", "+8,940", "(486)", "40,400"] {
            assert!(said.contains(&text.to_owned()), "{text} in {said:?}");
        }
        assert!(!chart.table.header.contains(&"Reactivation".to_owned()), "kinds that never occur are left out");
    }
}

#[test]
fn a_waterfall_of_many_quarters_keeps_its_height_and_names_as_many_balances_as_there_is_room_for() {
    let quarter = |at: usize| {
        let opening = 18_200e3 + 2_000e3 * at as f64;
        WaterfallPeriod {
            name: format!("Q{} {}", at % 4 + 1, 2027 + at / 4),
            opening_name: "Jan 2027".to_owned(),
            closing_name: format!("{} {}", ["Mar", "Jun", "Sep", "Dec"][at % 4], 2027 + at / 4),
            opening,
            new: 2_100e3,
            expansion: 300e3,
            churn: 400e3,
            closing: opening + 2_000e3,
            ..years()[0].clone()
        }
    };
    // Two years are named at each quarter, five years at every second one; both end where the plan ends.
    for (count, named, first, end) in [(8, 9, "Jan 2027", "Dec 2028"), (20, 11, "Jan 2027", "Dec 2031")] {
        let periods: Vec<WaterfallPeriod> = (0..count).map(quarter).collect();
        let chart = waterfall(&falls(&periods), Size { width: 1140, height: 390 });
        assert_eq!(chart.size.height, 390);
        let balances = bars(&chart.svg, "fill c-balance");
        assert_eq!((balances.len(), chart.hits.len()), (count + 1, count * 5 + 1));
        let scale = (balances[0].3 - balances[0].1) / 18_200e3;
        close(balances[count].3 - balances[count].1, periods[count - 1].closing * scale, 0.3);
        let names: Vec<Element> =
            elements(&chart.svg).into_iter().filter(|it| it.tag == "text" && it.text.contains(" 20")).collect();
        assert_eq!((names.len(), names[0].text.as_str(), names[named - 1].text.as_str()), (named, first, end));
        for pair in names.windows(2) {
            assert!(pair[1].x - pair[0].x > 60.0, "{} and {} lie on each other", pair[0].text, pair[1].text);
        }
        // The key stands in the drawing, as nothing else names the movements.
        assert!(["New", "Expansion", "Churn"].iter().all(|it| texts(&chart.svg).contains(&(*it).to_owned())));
    }
    // On a phone the same is read row by row.
    let periods: Vec<WaterfallPeriod> = (0..8).map(quarter).collect();
    assert!(waterfall(&falls(&periods), PHONE).size.height > 900);
}

fn quarters() -> Vec<StackPeriod> {
    let name = |index: usize| format!("Q{} {}", index % 4 + 1, 2027 + index / 4);
    (0..8)
        .map(|index| StackPeriod { name: name(index), tick: format!("Q{} {}", index % 4 + 1, 27 + index / 4) })
        .collect()
}

fn count(value: f64) -> String {
    Locale::EN_US.people(value)
}

fn stack_of_people<'a>(periods: &'a [StackPeriod], series: &'a [StackSeries]) -> StackChart<'a> {
    StackChart {
        name: "People by quarter and family",
        periods,
        series,
        target: None,
        axis: &count,
        amount: &count,
        gap: &movement,
    }
}

fn families() -> Vec<StackSeries> {
    let family =
        |name: &str, ink, values: [f64; 8]| StackSeries { name: name.to_owned(), ink, values: values.to_vec() };
    vec![
        family("Account executives", Ink::New, [14.0, 15.0, 17.0, 18.0, 18.0, 19.0, 20.0, 20.0]),
        family("Account management", Ink::Retention, [6.0, 6.0, 7.0, 8.0, 9.0, 9.0, 9.0, 9.0]),
        family("SDR and SE", Ink::T1, [8.0, 9.0, 10.0, 10.0, 11.0, 11.0, 11.0, 11.0]),
        family("Leaders", Ink::Cost, [4.0, 4.0, 5.0, 5.0, 5.0, 6.0, 6.0, 6.0]),
    ]
}

fn capacity_against_target() -> (Vec<StackSeries>, StackTarget) {
    let values = vec![1_860e3, 2_150e3, 2_540e3, 3_070e3, 2_560e3, 2_640e3, 2_700e3, 3_080e3];
    let target = vec![1_900e3, 2_150e3, 2_500e3, 3_100e3, 2_500e3, 2_800e3, 2_800e3, 3_300e3];
    let series = StackSeries { name: "Capacity".to_owned(), ink: Ink::New, values };
    (vec![series], StackTarget { name: "Target".to_owned(), values: target, limit: false })
}

#[test]
fn stacked_bars_look_as_agreed() {
    let (periods, families) = (quarters(), families());
    check("people-wide", &stack_chart(&stack_of_people(&periods, &families), Size { width: 700, height: 260 }));
    check("people-phone", &stack_chart(&stack_of_people(&periods, &families), Size { width: 334, height: 240 }));
    let (series, target) = capacity_against_target();
    let data = StackChart {
        target: Some(target),
        axis: &axis,
        amount: &thousands,
        gap: &|it| Locale::EN_US.count_delta((it / 1_000.0).round() as i64),
        ..stack_of_people(&periods, &series)
    };
    check("target-wide", &stack_chart(&data, Size { width: 700, height: 260 }));
    check("target-phone", &stack_chart(&data, Size { width: 334, height: 240 }));
}

#[test]
fn stacks_add_up_and_gaps_reach_from_the_sum_to_the_target() {
    let (periods, families) = (quarters(), families());
    let chart = stack_chart(&stack_of_people(&periods, &families), Size { width: 700, height: 260 });
    let value = values_at(&chart.svg, ("0", 0.0), ("40", 40.0));
    let (lowest, highest) = (bars(&chart.svg, "fill c-new"), bars(&chart.svg, "fill c-cost"));
    for index in 0..8 {
        let sum: f64 = families.iter().map(|it| it.values[index]).sum();
        close(value(highest[index].1), sum, 0.1);
        close(value(lowest[index].3), 0.0, 0.05);
        assert_eq!(chart.hits[index].rows.last().unwrap().value, sum.to_string());
    }
    let (series, target) = capacity_against_target();
    let data = StackChart {
        target: Some(target.clone()),
        axis: &axis,
        amount: &thousands,
        ..stack_of_people(&periods, &series)
    };
    let chart = stack_chart(&data, Size { width: 700, height: 260 });
    let value = values_at(&chart.svg, ("$1M", 1e6), ("$3M", 3e6));
    let lines = paths(&chart.svg, "line c-ink w2");
    let hatch = paths(&chart.svg, "line c-warn");
    for (index, bar) in bars(&chart.svg, "fill c-new").iter().enumerate() {
        close(value(lines[index][0].1), target.values[index], 12_000.0);
        let hatched = hatch.iter().any(|it| it[0].0 >= bar.0 - 0.1 && it[1].0 <= bar.2 + 0.1);
        assert_eq!(hatched, target.values[index] > series[0].values[index] + 10e3, "quarter {index}");
    }
}

#[test]
fn a_sparkline_is_a_course_and_its_end() {
    let size = Size { width: 80, height: 20 };
    let svg = sparkline("ARR over 24 months", &[1.0, 3.0, 2.0, f64::NAN, 5.0, 5.0], Ink::Main, size);
    check_svg("spark", &svg);
    let runs = paths(&svg, "line c-ink w15");
    assert_eq!(runs.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2], "a missing value interrupts the line");
    close(runs[0][0].1 - runs[0][1].1, runs[0][1].1 - runs[1][0].1, 0.21);
    let dot = elements(&svg).into_iter().find(|it| it.tag == "circle").unwrap();
    close(dot.x, runs[1][1].0, 0.11);
    assert!(paths(&sparkline("none", &[], Ink::Main, size), "line c-ink w15").is_empty());
}

// ---- heat map ------------------------------------------------------------------------------------------------------------------

fn cohort(name: &str, shares: &[f64]) -> HeatRow {
    HeatRow {
        name: name.to_owned(),
        short: name.to_owned(),
        whole: "$1.2M".to_owned(),
        shares: shares.iter().map(|it| Some(*it).filter(|it| !it.is_nan())).collect(),
        details: shares.iter().map(|it| format!("{} of 100", it * 100.0)).collect(),
        sum: false,
    }
}

fn triangle() -> Vec<HeatRow> {
    vec![
        cohort("Opening", &[1.0, 0.97, 0.82, 0.7, 0.41]),
        cohort("Q1 27", &[1.0, 1.0, 1.08, 1.3]),
        cohort("Q2 27", &[1.0, f64::NAN, 0.9]),
        cohort("Q3 27", &[]),
    ]
}

fn heat<'a>(rows: &'a [HeatRow], show: Show<'a>) -> HeatMap<'a> {
    HeatMap { name: "ARR kept", of: "Joined in", whole: "ARR", column: "quarter", rows, show, cell: show }
}

#[test]
fn heat_maps_look_as_agreed() {
    let rows = triangle();
    check("heat-wide", &heat_map(&heat(&rows, &percent), Size { width: 700, height: 260 }));
    check("heat-phone", &heat_map(&heat(&rows, &percent), Size { width: 334, height: 240 }));
}

#[test]
fn each_share_is_a_cell_in_the_shade_of_its_size() {
    let rows = triangle();
    let chart = heat_map(&heat(&rows, &percent), Size { width: 700, height: 260 });
    // By hand: 41 % is far below; 70 % below; 82 and 90 % a little below; 97, 100 % as much; 108 and 130 % above.
    for (class, count) in [("loss3", 1), ("loss2", 1), ("loss1", 2), ("level", 5), ("gain1", 1), ("gain2", 1)] {
        assert_eq!(bars(&chart.svg, &format!("fill c-{class}")).len(), count, "{class}");
    }
    assert_eq!(chart.hits.len(), 11, "a missing share has no cell");
    assert_eq!(chart.hits[8].title, "Q1 27, quarter 3");
    assert_eq!(chart.hits[8].rows[0].value, percent(1.3));
    for (hit, other) in chart.hits.iter().zip(&chart.hits[1..]) {
        let apart = hit.area.right <= other.area.left + 1e-9 || hit.area.bottom <= other.area.top + 1e-9;
        assert!(apart, "cells do not overlap");
    }
    let bar = bars(&chart.svg, "fill c-gain2")[0];
    let area = chart.hits[8].area;
    assert!(
        area.left <= bar.0 + 0.1 && bar.2 <= area.right + 0.1 && area.top <= bar.1 + 0.1 && bar.3 <= area.bottom + 0.1
    );
    let none = String::new;
    assert_eq!(chart.table.rows[2][2..], [percent(1.0), none(), percent(0.9), none(), none()]);
}

// ---- whatever comes -----------------------------------------------------------------------------------------------------------

#[test]
fn texts_are_escaped() {
    let mut sample = periods(3);
    sample[0].tick = "<b>&\"'".to_owned();
    let data = ArrChart { name: "R&D <\"plan\">", ..arr(&sample) };
    let svg = arr_chart(&data, WIDE).svg;
    assert!(
        svg.contains("aria-label=\"R&amp;D &lt;&quot;plan&quot;&gt;\"") && svg.contains("&lt;b&gt;&amp;&quot;&#39;")
    );
    sound(&svg);
}

#[test]
fn no_data_whatever_breaks_a_chart() {
    let odd = [0.0, -0.0, 1.0, -5e6, 1e15, -1e300, 1e300, 1e-300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let sizes = [
        WIDE,
        PHONE,
        Size { width: 0, height: 0 },
        Size { width: 1400, height: 1 },
        Size { width: u32::MAX, height: u32::MAX },
    ];
    let show = |value: f64| if value.is_finite() { "x".to_owned() } else { "–".to_owned() };
    for size in sizes {
        for count in [0usize, 1, 2, 5] {
            for (turn, value) in odd.iter().copied().enumerate() {
                let other = odd[(turn + 3) % odd.len()];
                let sample: Vec<ArrPeriod> = (periods(count).into_iter())
                    .map(|it| ArrPeriod {
                        closing: value,
                        new: other,
                        expansion: value,
                        churn: other,
                        price: value,
                        shortfall: other,
                        ..it
                    })
                    .collect();
                let chart = arr_chart(
                    &ArrChart {
                        opening: other,
                        compared: Some(Compared { name: "b".to_owned(), closing: vec![other; 3] }),
                        target: Some(Target { label: "t".to_owned(), value }),
                        ..ArrChart { axis: &show, flow_axis: &show, headline: &show, amount: &show, ..arr(&sample) }
                    },
                    size,
                );
                sound(&chart.svg);
                assert_eq!(chart.hits.len(), count);

                let months: Vec<CapacityPeriod> = (capacities(count).into_iter())
                    .map(|it| CapacityPeriod { bookings: value, capacity: other, pipeline: value, ..it })
                    .collect();
                sound(
                    &capacity_chart(
                        &CapacityChart { axis: &show, amount: &show, headline: &show, ..capacity(&months) },
                        size,
                    )
                    .svg,
                );

                let years: Vec<WaterfallPeriod> = (years().into_iter().take(count))
                    .map(|it| WaterfallPeriod { opening: value, new: other, churn: value, closing: other, ..it })
                    .collect();
                sound(
                    &waterfall(&Waterfall { axis: &show, balance: &show, movement: &show, ..falls(&years) }, size).svg,
                );

                let quarters: Vec<StackPeriod> = quarters().into_iter().take(count).collect();
                let series =
                    [StackSeries { name: "s".to_owned(), ink: Ink::of_thing(turn), values: vec![value, other] }];
                let target = Some(StackTarget { name: "t".to_owned(), values: vec![other], limit: false });
                let data = StackChart {
                    target,
                    axis: &show,
                    amount: &show,
                    gap: &show,
                    ..stack_of_people(&quarters, &series)
                };
                sound(&stack_chart(&data, size).svg);

                let traced = [PayoutCurve::trace("c", "c", other, &[value, 0.5], other, &|at| {
                    if at > 0.5 { value } else { other * at }
                })];
                let marker = Some(Marker { at: value, label: "m".to_owned() });
                let steps = [(0.0, value, other), (value, other, value), (other, other, 1.0)];
                let data = PayoutChart {
                    max: other,
                    marker,
                    crowd: Some(Crowd { steps: &steps, smooth: count % 2 == 0, label: "c" }),
                    axis: &show,
                    amount: &show,
                    next: &show,
                    percent: &show,
                    ..payout(&traced)
                };
                sound(&payout_chart(&data, size).svg);
                sound(&payout_chart(&PayoutChart { curves: &[], ..data }, size).svg);

                let cohorts: Vec<HeatRow> =
                    (0..count).map(|at| cohort("c", &[value, other, 1.0][..at.min(3)])).collect();
                sound(&heat_map(&heat(&cohorts, &show), size).svg);

                sound(&sparkline("s", &vec![value; count], Ink::Main, size));
            }
        }
    }
}

#[test]
fn zeros_and_losses_keep_their_axis() {
    let zeros: Vec<ArrPeriod> = (periods(3).into_iter())
        .map(|it| ArrPeriod {
            closing: 0.0,
            new: 0.0,
            expansion: 0.0,
            price: 0.0,
            reactivation: 0.0,
            churn: 0.0,
            contraction: 0.0,
            ..it
        })
        .collect();
    let chart = arr_chart(&ArrChart { opening: 0.0, ..arr(&zeros) }, WIDE);
    assert!(bars(&chart.svg, "fill c-new").is_empty() && texts(&chart.svg).contains(&"0".to_owned()));
    let series = [StackSeries { name: "Net".to_owned(), ink: Ink::Cost, values: vec![5.0, -4.0] }];
    let quarters: Vec<StackPeriod> = quarters().into_iter().take(2).collect();
    let chart = stack_chart(&stack_of_people(&quarters, &series), Size { width: 400, height: 240 });
    let drawn = bars(&chart.svg, "fill c-cost");
    close(drawn[0].3, drawn[1].1, 0.11);
    close((drawn[0].3 - drawn[0].1) / (drawn[1].3 - drawn[1].1), 1.25, 0.01);
}

#[test]
fn the_stylesheet_knows_every_class_that_is_drawn() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let style = std::fs::read_to_string(root.join("style/charts.css")).unwrap();
    let known = |class: &str| {
        let named = |rest: &str| {
            rest.starts_with(class) && !rest[class.len()..].starts_with(|it: char| it.is_alphanumeric() || it == '-')
        };
        style.split('.').skip(1).any(named)
    };
    assert!(known("c-new") && !known("c-ne") && !known("c-nowhere"));
    for golden in std::fs::read_dir(root.join("tests/golden/charts")).unwrap() {
        let svg = std::fs::read_to_string(golden.unwrap().path()).unwrap();
        for class in svg.split("class=\"").skip(1).flat_map(|it| it[..it.find('"').unwrap()].split(' ')) {
            assert!(known(class), "{class}");
        }
    }
}

#[test]
fn drawings_stay_small() {
    let (sample, both) = (periods(60), curves(2.0));
    assert!(arr_chart(&full_arr(&sample), WIDE).svg.len() < 20_000);
    assert!(payout_chart(&payout(&both), WIDE).svg.len() < 12_000);
}

// ---- bridges, metrics over time, closed months, pictures ----------------------------------------------------------------------

fn a_bridge() -> Chart {
    let step =
        |ink, name: &str, short: &str, amount| BridgeStep { ink, name: name.into(), short: short.into(), amount };
    let steps = [
        step(Ink::New, "Volume", "Volume", -180_000.0),
        step(Ink::New, "Price", "Price", 60_000.0),
        step(Ink::Retention, "Base", "Base", 25_000.0),
        step(Ink::Churn, "Renewal rate", "Renewal", -90_000.0),
    ];
    let data = Bridge {
        name: "Closing ARR, actual less plan, by cause",
        steps: &steps,
        total: "Difference",
        header: ["Cause", "Actual less plan"],
        axis: &axis,
        movement: &movement,
    };
    bridge(&data, Size { width: 900, height: 320 })
}

#[test]
fn a_bridge_goes_on_from_cause_to_cause_and_ends_at_their_sum() {
    let chart = a_bridge();
    check("bridge-wide", &chart);
    assert_eq!(chart.table.rows.last().unwrap()[1], movement(-185_000.0));
    let at = |class: &str| bars(&chart.svg, class);
    let (new, base, churn, sum) = (at("fill c-new"), at("fill c-ret"), at("fill c-churn"), at("fill c-balance"));
    let per_pixel = 180_000.0 / (new[0].3 - new[0].1);
    close(new[1].3 - new[1].1, 60_000.0 / per_pixel, 0.3);
    // Price begins where volume ends, below zero, and goes up; the sum hangs from zero as far as all of them together.
    close(new[0].3, new[1].3, 0.2);
    close(new[1].1, base[0].3, 0.2);
    close(base[0].1, churn[0].1, 0.2);
    close(churn[0].3, sum[0].3, 0.2);
    close(sum[0].3 - sum[0].1, 185_000.0 / per_pixel, 0.3);
}

fn a_metric(closed: f64, size: Size) -> Chart {
    let values = [f64::NAN, f64::NAN, 0.93, 0.90, 0.86, 0.84, 0.83, 0.80];
    let points: Vec<LinePoint> = (values.iter().enumerate())
        .map(|(at, value)| {
            let start = Month::new(2027, 1).plus(at as i32 * 3);
            LinePoint { start, name: show_month(start), tick: show_month_short(start), value: *value }
        })
        .collect();
    let data = MetricLine {
        name: "GRR over time",
        metric: "GRR, by event",
        points: &points,
        closed,
        target: Some(Target { label: "target 92 %".into(), value: 0.92 }),
        band: Some(LineBand {
            low: Some(0.82),
            high: Some(0.95),
            labels: vec!["usual: 82 % to 95 % (KBCM 2024)".into(), "usual".into()],
            range: "82 % to 95 %".into(),
        }),
        axis: &percent,
        amount: &percent,
    };
    metric_line(&data, size)
}

#[test]
fn a_metric_runs_through_its_values_over_its_band_and_has_gaps_where_it_has_none() {
    let chart = a_metric(2.0, Size { width: 900, height: 300 });
    check("metric-wide", &chart);
    check("metric-phone", &a_metric(2.0, Size { width: 334, height: 260 }));
    let line = &paths(&chart.svg, "line c-ink w2")[0];
    assert_eq!(line.len(), 6, "two quarters have no value");
    let per_share = (line[5].1 - line[0].1) / (0.93 - 0.80);
    let band = bars(&chart.svg, "fill c-good faint")[0];
    close(band.3 - band.1, per_share * (0.95 - 0.82), 0.3);
    close(line[0].1 - band.1, per_share * (0.95 - 0.93), 0.3);
    // The last point lies under the band: the plan is below what is usual.
    assert!(line[5].1 > band.3);
    assert_eq!(chart.table.header, ["Period", "GRR, by event", "Target", "Usual"]);
    assert_eq!(chart.table.rows[0], ["Jan 2027\nclosed", "–", &percent(0.92), "82 % to 95 %"]);
    assert_eq!(chart.table.rows[2][0], "Jul 2027");
}

#[test]
fn closed_months_stand_on_their_own_ground_and_say_so() {
    let sample = periods(24);
    let chart = arr_chart(&ArrChart { closed: 5.0, ..full_arr(&sample) }, WIDE);
    check("arr-closed", &chart);
    let ground = bars(&chart.svg, "fill c-level")[0];
    close(ground.0, chart.plot.left, 0.11);
    // From the first month to the end of the fifth.
    close(ground.2, chart.hits[4].area.right, 0.11);
    close(ground.2, chart.hits[5].area.left, 0.11);
    assert!(chart.svg.contains("closed, as reported"));
    let names: Vec<&str> = chart.table.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!((names[4], names[5]), ("May 2027\nclosed", "Jun 2027"));
    // Without closed months nothing is said.
    let open = arr_chart(&full_arr(&sample), WIDE);
    assert!(!open.svg.contains("closed") && bars(&open.svg, "fill c-level").is_empty());
}

#[test]
fn a_picture_has_title_sentence_legend_and_no_class_left() {
    let chart = arr_chart(&arr(&periods(24)), WIDE);
    let caption = Caption {
        title: "ARR of R&D <Tools>".into(),
        say: "It grows twofold, ".repeat(30),
        source: "FY27 base plan".into(),
        key: chart.key.clone(),
    };
    let made = picture(&chart.svg, chart.size, &caption);
    sound(&made.svg);
    assert!(made.size.width == WIDE.width + 40 && made.size.height > WIDE.height + 60);
    assert!(made.svg.contains("<title>ARR of R&amp;D &lt;Tools&gt;</title>"));
    for key in &chart.key {
        assert!(made.svg.contains(&format!(">{}</text>", key.label)), "{}", key.label);
    }
    let plain = painted(&made.svg, &|tag, class| vec![("data-was".into(), format!("{tag}.{class}"))]);
    assert!(!plain.contains(" class="), "attributes took the place of classes");
    let count = |svg: &str, what: &str| svg.matches(what).count();
    assert_eq!(count(&plain, " data-was="), count(&made.svg, " class="));
    assert!(plain.contains("<path data-was=\"path.fill c-panel\""));
    // No line of text runs off the paper: four lines at most, each within the drawing's width.
    let said = elements(&made.svg).into_iter().filter(|it| it.class == "c-ink2" && it.text.contains("twofold")).count();
    assert!((2..=4).contains(&said), "{said} lines");
}
