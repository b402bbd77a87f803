//! Bridges, metrics over time, closed months, pictures.

use super::arr::{arr, full_arr, periods};
use super::*;

pub(super) fn a_bridge() -> Chart {
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

pub(super) fn a_metric(closed: f64, size: Size) -> Chart {
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

/// Net retention that is known from the second year on and falls from the upper end of what is usual, on a phone.
#[test]
fn what_is_usual_is_written_where_the_course_is_not() {
    let points: Vec<LinePoint> = (0..24)
        .map(|at| {
            let start = Month::new(2027, 1).plus(at);
            let value = if at < 11 { f64::NAN } else { 1.058 - 0.0015 * f64::from(at - 11) };
            LinePoint { start, name: show_month(start), tick: show_month_short(start), value }
        })
        .collect();
    let band = LineBand {
        low: Some(1.01),
        high: Some(1.06),
        labels: vec!["usual: 101 % to 106 % (Benchmarkit 2025)".into(), "usual: 101 % to 106 %".into(), "usual".into()],
        range: "101 % to 106 %".into(),
    };
    let data = MetricLine {
        name: "NRR over time",
        metric: "NRR, cohort",
        points: &points,
        closed: 0.0,
        target: None,
        band: Some(band),
        axis: &percent,
        amount: &percent,
    };
    let chart = metric_line(&data, Size { width: 300, height: 260 });
    let all = elements(&chart.svg);
    let label = all.iter().find(|it| it.text.starts_with("usual")).expect("the band is named");
    let (left, top, right, bottom) = label.covers();
    let course = &paths(&chart.svg, "line c-ink w2")[0];
    for pair in course.windows(2) {
        for step in 0..=20 {
            let share = f64::from(step) / 20.0;
            let (x, y) = (pair[0].0 + (pair[1].0 - pair[0].0) * share, pair[0].1 + (pair[1].1 - pair[0].1) * share);
            assert!(
                !(left..=right).contains(&x) || !(top..=bottom).contains(&y),
                "{} is crossed at {x}, {y}",
                label.text
            );
        }
    }
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
