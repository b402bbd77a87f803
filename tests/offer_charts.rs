//! The charts of offers, judged by the SVG they write and by the geometry in it. Goldens lie in `tests/golden/charts`;
//! `UPDATE_GOLDEN=1 cargo test --test offer_charts` writes them anew. That the stylesheet knows their classes is asked in `charts.rs`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::NaiveDate;
use remit::career::ladder::PayRange;
use remit::career::{BreakEven, Needs, Reckoned, RoleKind, Tenth, break_evens, example, reckon};
use remit::present::Locale;
use remit::present::career::{brings_chart, months_chart, pays_chart};
use remit::present::chart::{Chart, Size, ladder_chart};
use remit::units::{Money, Monthly};
use std::sync::Arc;

const WIDE: Size = Size { width: 720, height: 420 };
const PHONE: Size = Size { width: 334, height: 340 };

fn offers() -> (Vec<Arc<Reckoned>>, Needs) {
    let profile = example();
    let day = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    (profile.offers.iter().map(|it| Arc::new(reckon(it, &profile.needs, day))).collect(), profile.needs)
}

fn crossings(all: &[Arc<Reckoned>]) -> Vec<(usize, usize, BreakEven)> {
    let pairs = [(0, 1), (0, 2), (1, 2)];
    let found =
        |(one, other): (usize, usize)| break_evens(&all[one], &all[other]).into_iter().map(move |it| (one, other, it));
    pairs.into_iter().flat_map(found).collect()
}

fn check(name: &str, chart: &Chart) {
    let svg = &chart.svg;
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && svg.contains("aria-label=\""));
    for forbidden in ["style=", " id=", "rgb(", "NaN", "inf", "<script"] {
        assert!(!svg.contains(forbidden), "{forbidden} in {name}");
    }
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.header.len()), "{:?}", chart.table);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts").join(format!("{name}.svg"));
    // One element a line, so that a difference can be read.
    let readable = svg.replace("><", ">\n<") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &readable).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == readable,
        "{name} is drawn differently; UPDATE_GOLDEN=1 writes it anew, then look at the difference"
    );
}

/// The numbers of an attribute of each element that begins so.
fn numbers(svg: &str, tag: &str, name: &str) -> Vec<f64> {
    let elements = svg.split('<').filter(|it| it.starts_with(tag));
    let value = |it: &str| {
        let at = it.find(&format!(" {name}=\""))? + name.len() + 3;
        it[at..at + it[at..].find('"')?].parse().ok()
    };
    elements.filter_map(value).collect()
}

#[test]
fn pay_over_attainment_with_its_crossings_looks_as_agreed() {
    let (all, needs) = offers();
    let found = crossings(&all);
    assert_eq!(found.len(), 5);
    check("offers-wide", &pays_chart(&all, &found, &needs, &Locale::EN_US, WIDE));
    check("offers-phone", &pays_chart(&all, &found, &needs, &Locale::EN_US, PHONE));
    let (year, phone) =
        (brings_chart(&all, &needs, &Locale::EN_US, 720), brings_chart(&all, &needs, &Locale::EN_US, 334));
    check("years-wide", &year);
    check("years-phone", &phone);
}

#[test]
fn each_circle_stands_at_its_break_even() {
    let (all, needs) = offers();
    let found = crossings(&all);
    let chart = pays_chart(&all, &found, &needs, &Locale::EN_US, WIDE);
    let (left, right) = (chart.plot.left, chart.plot.right);
    let drawn = numbers(&chart.svg, "circle class=\"line", "cx");
    for (_, _, it) in &found {
        let x = left + (right - left) * it.at / 2.0;
        assert!(drawn.iter().any(|at| (at - x).abs() < 0.2), "{} at {x} of {drawn:?}", it.at);
    }
    assert_eq!(drawn.len(), found.len());
}

#[test]
fn cash_by_month_looks_as_agreed_in_every_year() {
    let (all, needs) = offers();
    check("cash-wide", &months_chart(&all, Tenth::Middle, &needs, &Locale::EN_US, 900));
    check("cash-phone", &months_chart(&all, Tenth::Bad, &needs, &Locale::EN_US, 334));
    // Travel is drawn below the line, and in the legend only where there is some.
    let travels = |all: &[Arc<Reckoned>]| {
        let chart = months_chart(all, Tenth::Middle, &needs, &Locale::EN_US, 900);
        chart.key.iter().any(|it| it.label == "Travel, net")
    };
    assert!(!travels(&all));
    let mut offer = all[0].offer.clone();
    offer.travel.unpaid = Some(Monthly::new(Money::from_major(400)));
    let day = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    let paying = [Arc::new(reckon(&offer, &needs, day))];
    assert!(travels(&paying));
    let sums = |all: &[Arc<Reckoned>]| {
        let chart = months_chart(all, Tenth::Middle, &needs, &Locale::EN_US, 900);
        chart.table.rows.iter().map(|row| row[1].replace(',', "").parse::<f64>().unwrap()).collect::<Vec<_>>()
    };
    for (with, without) in sums(&paying).into_iter().zip(sums(&all[..1])) {
        assert!((without - with - 400.0).abs() <= 1.0, "{with} against {without}");
    }
}

#[test]
fn the_career_ladder_looks_as_agreed() {
    let range = |it: PayRange| [(); 2].map(|()| format!("{} to {}", it.low, it.high));
    check("ladder-wide", &ladder_chart(RoleKind::AeSmb, &range, 900));
    check("ladder-phone", &ladder_chart(RoleKind::Am, &range, 334));
}

#[test]
fn offers_that_begin_in_different_months_stand_on_one_calendar() {
    let (all, needs) = offers();
    let begin = |year, month, day| {
        let start = NaiveDate::from_ymd_opt(year, month, day);
        let offer = remit::career::Offer { start, ..all[0].offer.clone() };
        Arc::new(reckon(&offer, &needs, start.unwrap()))
    };
    let table = |all: &[Arc<Reckoned>]| months_chart(all, Tenth::Middle, &needs, &Locale::EN_US, 900).table.rows;
    let both = [begin(2027, 1, 1), begin(2027, 7, 1)];
    let rows = table(&both);
    // January 2027 to June 2029: six months of one alone, eighteen of both, six of the other alone.
    assert_eq!((rows.len(), rows[0][0].as_str(), rows[6][0].as_str()), (30, "Jan 27", "Jul 27"));
    for (at, row) in rows.iter().enumerate() {
        assert_eq!((row[1].is_empty(), row[2].is_empty()), (at >= 24, at < 6), "{row:?}");
    }
    let alone = |at: usize| table(&both[at..=at]).into_iter().map(|row| row[1].clone()).collect::<Vec<_>>();
    assert_eq!(rows[6..].iter().map(|row| row[2].clone()).collect::<Vec<_>>(), alone(1));
    let chart = months_chart(&both, Tenth::Middle, &needs, &Locale::EN_US, 900);
    let second = chart.hits.iter().find(|it| it.title.contains("B · ")).unwrap();
    assert!(second.title.starts_with("Jul 27, "), "{}", second.title);
    // Years apart they share no calendar, and the months of each are counted.
    let rows = table(&[begin(2027, 1, 1), begin(2037, 1, 1)]);
    assert_eq!((rows.len(), rows[0][0].as_str(), rows[23][0].as_str()), (24, "Month 1", "Month 24"));
}
