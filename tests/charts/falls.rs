//! Waterfalls, from balance to balance.

use super::stacks::{capacity_against_target, quarters, stack_of_people};
use super::*;

pub(super) fn years() -> Vec<WaterfallPeriod> {
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

pub(super) fn falls<'a>(periods: &'a [WaterfallPeriod]) -> Waterfall<'a> {
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

/// Two years beside each other on a sheet of paper, where the names of balances take more than their columns: what stands under the
/// movements gives way.
#[test]
fn names_under_columns_stand_apart_however_long_they_are() {
    let mut sample = years();
    for year in &mut sample {
        year.opening_name = format!("January {}", year.name);
        year.closing_name = format!("December {}", year.name);
    }
    let chart = waterfall(&falls(&sample), Size { width: 688, height: 420 });
    let all = elements(&chart.svg);
    let foot = all.iter().find(|it| it.text == "December 2027").expect("a balance has its name").y;
    let names: Vec<&Element> = all.iter().filter(|it| it.tag == "text" && it.y == foot).collect();
    assert!(names.len() >= 8, "balances and most movements are named: {names:?}");
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            let ((l1, _, r1, _), (l2, _, r2, _)) = (one.covers(), other.covers());
            assert!(r1 <= l2 || r2 <= l1, "{} and {}", one.text, other.text);
        }
    }
}

/// Four quarters of standing capacity, with a leave in the second.
pub(super) fn standing() -> Vec<StandingPeriod> {
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

pub(super) fn capacity_falls<'a>(periods: &'a [StandingPeriod]) -> CapacityWaterfall<'a> {
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
