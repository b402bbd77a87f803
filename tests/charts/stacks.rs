//! Stacked bars, and a sparkline.

use super::*;

pub(super) fn quarters() -> Vec<StackPeriod> {
    let name = |index: usize| format!("Q{} {}", index % 4 + 1, 2027 + index / 4);
    (0..8)
        .map(|index| StackPeriod { name: name(index), tick: format!("Q{} {}", index % 4 + 1, 27 + index / 4) })
        .collect()
}

pub(super) fn count(value: f64) -> String {
    Locale::EN_US.people(value)
}

pub(super) fn stack_of_people<'a>(periods: &'a [StackPeriod], series: &'a [StackSeries]) -> StackChart<'a> {
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

pub(super) fn families() -> Vec<StackSeries> {
    let family =
        |name: &str, ink, values: [f64; 8]| StackSeries { name: name.to_owned(), ink, values: values.to_vec() };
    vec![
        family("Account executives", Ink::New, [14.0, 15.0, 17.0, 18.0, 18.0, 19.0, 20.0, 20.0]),
        family("Account management", Ink::Retention, [6.0, 6.0, 7.0, 8.0, 9.0, 9.0, 9.0, 9.0]),
        family("SDR and SE", Ink::T1, [8.0, 9.0, 10.0, 10.0, 11.0, 11.0, 11.0, 11.0]),
        family("Leaders", Ink::Cost, [4.0, 4.0, 5.0, 5.0, 5.0, 6.0, 6.0, 6.0]),
    ]
}

pub(super) fn capacity_against_target() -> (Vec<StackSeries>, StackTarget) {
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
