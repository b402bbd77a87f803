//! Heat maps.

use super::*;

pub(super) fn cohort(name: &str, shares: &[f64]) -> HeatRow {
    HeatRow {
        name: name.to_owned(),
        short: name.to_owned(),
        whole: "$1.2M".to_owned(),
        shares: shares.iter().map(|it| Some(*it).filter(|it| !it.is_nan())).collect(),
        details: shares.iter().map(|it| format!("{} of 100", it * 100.0)).collect(),
        sum: false,
    }
}

pub(super) fn triangle() -> Vec<HeatRow> {
    vec![
        cohort("Opening", &[1.0, 0.97, 0.82, 0.7, 0.41]),
        cohort("Q1 27", &[1.0, 1.0, 1.08, 1.3]),
        cohort("Q2 27", &[1.0, f64::NAN, 0.9]),
        cohort("Q3 27", &[]),
    ]
}

pub(super) fn heat<'a>(rows: &'a [HeatRow], show: Show<'a>) -> HeatMap<'a> {
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
