//! Pay worked out by hand, for every case in which the engine and the second computation (`pay_oracle`) once differed.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::engine::pay::{ComponentTerms, Feed, Heads, PayMonth, Ratio, earn};
use remit::model::comp::*;
use remit::units::{Cadence, Money, Month, Rate};
use support::{money, pay_month, pay_terms, share};

/// A quota of 120,000 and a variable of 12,000 a year: 10,000 and 1,000 a month, 10 cents a dollar.
fn terms() -> ComponentTerms {
    pay_terms(money(12_000.0), money(120_000.0))
}

/// Months from January 2027 with these credits, against 10,000 each.
fn sold(credits: &[f64]) -> Vec<PayMonth> {
    credits.iter().map(|credit| pay_month(money(*credit), money(10_000.0))).collect()
}

fn earned(component: &Component, months: &[PayMonth]) -> Vec<f64> {
    earned_looking(component, months, &|_, _, _| None)
}

fn earned_looking(
    component: &Component,
    months: &[PayMonth],
    look: &dyn Fn(Measure, usize, usize) -> Option<Ratio>,
) -> Vec<f64> {
    let feed = Feed { first: Month::new(2027, 1), months, deals: None, look, heads: Heads::Certain };
    earn(component, &terms(), &feed).iter().map(|it| it.amount.to_major()).collect()
}

/// Measured month by month, at these multiples of the derived rate from these percents of quota on.
fn monthly(table: &[(i64, i64)], reach: Reach) -> Component {
    Component { cadence: Cadence::Month, rates: tiers(table, reach), ..Component::default() }
}

fn tiers(table: &[(i64, i64)], reach: Reach) -> Rates {
    let tier = |(from, pays): &(i64, i64)| Tier {
        from: TierFrom::Quota(Rate::percent(*from)),
        value: TierValue::Multiple(Rate::percent(*pays)),
        reach,
    };
    Rates::Tiers { tiers: table.iter().map(tier).collect(), boundary: Boundary::Lower }
}

#[test]
fn a_forecast_below_nothing_without_a_mean_deal_is_one_deal_taken_back() {
    // 4,000 back at 10 cents; once it was four million deals of a tenth of a cent, each with a curve's least pay.
    let component =
        Component { rated: Rated::EachDeal, rounding_at: RoundingAt::Deal, ..monthly(&[(0, 100)], Reach::OwnBound) };
    assert_eq!(earned(&component, &sold(&[-4_000.0])), [-400.0]);
    let points = vec![
        CurvePoint { attainment: Rate::percent(50), pay: Rate::percent(80) },
        CurvePoint { attainment: Rate::percent(100), pay: Rate::percent(100) },
    ];
    let curve = Component { rates: Rates::Curve { points }, ..component };
    assert_eq!(earned(&curve, &sold(&[-4_000.0])), [-800.0]);
}

#[test]
fn kickers_never_pay_on_a_ratio() {
    let kicker = Kicker { when: KickerWhen::Prepaid, pays: KickerPays::Share(Rate::percent(1)), expected: Rate::ONE };
    let component =
        Component { measure: Measure::GrossRetention, kickers: vec![kicker], ..monthly(&[(0, 100)], Reach::OwnBound) };
    let months = [PayMonth { active: 1.0, part: 90.0, whole: 100.0, ..PayMonth::default() }];
    let terms = ComponentTerms { quota_year: 900_000_000, ..terms() };
    let earned = earn(&component, &terms, &Feed::of(Month::new(2027, 1), &months));
    // 90 % of 90 %: target pay of a month, and not 1 % of 900,000,000 billionths beside it.
    assert_eq!(earned[0].amount, money(1_000.0));
}

#[test]
fn a_cap_holds_for_the_period_that_is_paid_even_where_it_is_rated_to_date() {
    let component = Component {
        rated: Rated::YearToDate,
        true_up: TrueUp::ThisPeriodOnly,
        cap: Some(Rate::percent(150)),
        ..monthly(&[(0, 100)], Reach::OwnBound)
    };
    // 4,000 for March, but at most 1.5 times the 1,000 of a month; not 1.5 times the 3,000 since January.
    assert_eq!(earned(&component, &sold(&[0.0, 0.0, 40_000.0])), [0.0, 0.0, 1_500.0]);
    let carrying = Component { cap_carries: true, ..component };
    assert_eq!(earned(&carrying, &sold(&[0.0, 0.0, 40_000.0, 0.0, 0.0])), [0.0, 0.0, 1_500.0, 1_500.0, 1_000.0]);
}

#[test]
fn what_a_cap_cuts_of_a_quarter_to_date_is_paid_in_the_next_quarter() {
    let component = Component {
        rated: Rated::QuarterToDate,
        cap: Some(Rate::ONE),
        cap_carries: true,
        ..monthly(&[(0, 100)], Reach::OwnBound)
    };
    // January to March: 4,500 for 45,000, at most 1,000 more each month. 1,500 go on into April, beside the 500 for its 5,000.
    let months = sold(&[45_000.0, 0.0, 0.0, 5_000.0, 0.0, 0.0, 0.0]);
    assert_eq!(earned(&component, &months), [1_000.0, 1_000.0, 1_000.0, 1_000.0, 1_000.0, 0.0, 0.0]);
}

#[test]
fn a_cap_is_of_the_target_pay_that_is_kept_while_a_quota_is_ramped_from_nothing() {
    let component = Component { cap: Some(Rate::percent(200)), ..monthly(&[(0, 100)], Reach::OwnBound) };
    let mut months = sold(&[8_000.0]);
    months[0].ramped = 0;
    assert_eq!(earned(&component, &months), [800.0]);
}

#[test]
fn a_first_tier_that_is_not_reached_does_not_reach_back() {
    let component = monthly(&[(50, 100)], Reach::FirstDollar);
    // 10 cents from the first dollar, but only beyond half of 10,000.
    assert_eq!(earned(&component, &sold(&[3_000.0, 5_000.0, 6_000.0])), [0.0, 0.0, 600.0]);
    let on_overage = monthly(&[(120, 100)], Reach::Quota);
    assert_eq!(earned(&on_overage, &sold(&[11_000.0, 13_000.0])), [0.0, 300.0]);
}

#[test]
fn without_a_quota_no_share_of_it_is_reached() {
    let mut months = sold(&[1_000.0]);
    (months[0].ramped, months[0].full) = (0, 0);
    let steps = [100, 150].map(|at| Milestone { at: TierFrom::Quota(Rate::percent(at)), pay: money(500.0) });
    let milestones = Component { rates: Rates::Milestones { steps: steps.to_vec() }, ..monthly(&[], Reach::OwnBound) };
    assert_eq!(earned(&milestones, &months), [0.0]);
    // The first rate, and not the sum of all.
    let Rates::Tiers { tiers, .. } = tiers(&[(0, 100), (50, 20), (100, 30)], Reach::OwnBound) else { unreachable!() };
    let rates = Rates::Interpolated { tiers, accumulates: Accumulates::Rate };
    assert_eq!(earned(&Component { rates, ..milestones }, &months), [100.0]);
}

/// 1,000 for each unit beyond a tenth of a quota of 7.
fn by_unit() -> (Component, PayMonth) {
    let tiers = [(0, 0), (10, 1_000)].map(|(from, pays)| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::PerUnit(Money::from_major(pays)),
        reach: Reach::OwnBound,
    });
    let rates = Rates::Tiers { tiers: tiers.to_vec(), boundary: Boundary::Lower };
    let component = Component { measure: Measure::Units, cadence: Cadence::Month, rates, ..Component::default() };
    (component, PayMonth { credit: 7_000, ramped: 7_000, full: 7_000, active: 1.0, ..PayMonth::default() })
}

#[test]
fn a_cap_on_attainment_lies_between_thousandths() {
    let (component, month) = by_unit();
    let capped = Component { attainment_cap: Some(share(0.433_333)), ..component };
    // 3.033331 units count, 0.7 of them for nothing.
    assert_eq!(earned(&capped, &[month]), [2_333.33]);
}

#[test]
fn attainment_of_another_measure_is_not_rounded() {
    let (component, month) = by_unit();
    let by_other = Component { attained_by: Some(Measure::Meetings), ..component };
    // At a third of 7 units, 0.7 of 2.3333 are for nothing: 70 % of 1,000 a unit.
    assert_eq!(earned_looking(&by_other, &[month], &|_, _, _| Some(Ratio::new(1, 3))), [4_900.0]);
}

#[test]
fn where_the_other_measure_attains_nothing_tiers_pay_their_first_rate_and_a_curve_has_none() {
    let nothing = |_, _, _| Some(Ratio::new(0, 7));
    let by_other =
        Component { attained_by: Some(Measure::Meetings), ..monthly(&[(0, 50), (50, 100)], Reach::OwnBound) };
    assert_eq!(earned_looking(&by_other, &sold(&[10_000.0]), &nothing), [500.0]);
    let points =
        [(0, 20), (100, 100)].map(|(at, pay)| CurvePoint { attainment: Rate::percent(at), pay: Rate::percent(pay) });
    let curve = Component { rates: Rates::Curve { points: points.to_vec() }, ..by_other };
    assert_eq!(earned_looking(&curve, &sold(&[10_000.0]), &nothing), [0.0]);
}

#[test]
fn what_a_curve_pays_for_nothing_is_paid_once_a_year_to_date() {
    let points =
        [(0, 50), (100, 100)].map(|(at, pay)| CurvePoint { attainment: Rate::percent(at), pay: Rate::percent(pay) });
    let component = Component {
        rated: Rated::YearToDate,
        true_up: TrueUp::ThisPeriodOnly,
        rates: Rates::Curve { points: points.to_vec() },
        ..monthly(&[], Reach::OwnBound)
    };
    assert_eq!(earned(&component, &sold(&[0.0, 0.0, 0.0])), [500.0, 0.0, 0.0]);
}

/// Rated for the year to date, each period paid alone, against 10,000 that stand in January.
fn to_date(component: Component, credits: &[f64]) -> Vec<f64> {
    let component = Component { rated: Rated::YearToDate, true_up: TrueUp::ThisPeriodOnly, ..component };
    let mut months = sold(credits);
    months.iter_mut().skip(1).for_each(|month| (month.ramped, month.full) = (0, 0));
    earned(&component, &months)
}

#[test]
fn a_refund_to_date_takes_back_what_those_dollars_earned() {
    let accelerated = monthly(&[(0, 100), (100, 200)], Reach::OwnBound);
    // 1,000 and 5,000 at 20 cents; back down through the accelerated part at 20 cents, then at 10.
    assert_eq!(to_date(accelerated, &[15_000.0, -2_000.0, -5_000.0]), [2_000.0, -400.0, -800.0]);
    // Below nothing the first rate holds, both ways.
    let base = monthly(&[(0, 100), (100, 200)], Reach::OwnBound);
    assert_eq!(to_date(base, &[1_000.0, -3_000.0, 3_000.0]), [100.0, -300.0, 300.0]);
}

#[test]
fn a_refund_to_below_quota_takes_back_what_rose_from_zero_and_what_lay_beyond() {
    let threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    let component = Component { threshold, ..monthly(&[(0, 100), (100, 200)], Reach::OwnBound) };
    // 1,000 at target and 5,000 at 20 cents; at 90 % four fifths of the way up: 800.
    assert_eq!(to_date(component, &[15_000.0, -6_000.0]), [2_000.0, -1_200.0]);
}

#[test]
fn a_tier_that_reaches_the_first_dollar_does_so_behind_a_threshold_that_starts_from_zero() {
    let threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    let component = Component { threshold, ..monthly(&[(0, 100), (120, 150)], Reach::FirstDollar) };
    // Halfway up at 75 %; 10 cents more for each dollar above quota; 15 cents for all of 13,000.
    assert_eq!(earned(&component, &sold(&[7_500.0, 11_000.0, 13_000.0])), [500.0, 1_100.0, 1_950.0]);
}

#[test]
fn a_matrix_behind_a_threshold_looks_at_its_other_measure() {
    let cells = [[10, 100], [20, 100], [60, 300]].map(|row| row.map(Rate::percent).to_vec()).to_vec();
    let rates = Rates::Matrix {
        by: Measure::GrossRetention,
        rows: [0, 100, 150].map(Rate::percent).to_vec(),
        columns: [0, 90].map(Rate::percent).to_vec(),
        cells,
    };
    let threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    let component = Component { rates, threshold, ..monthly(&[], Reach::OwnBound) };
    // Target pay, and what the cell at 150 % is above that at 100 %, in the column of 70 %.
    assert_eq!(earned_looking(&component, &sold(&[15_000.0]), &|_, _, _| Some(Ratio::new(7, 10))), [1_400.0]);
}

#[test]
fn an_interpolated_rate_to_date_is_applied_to_the_credit_of_the_period_only() {
    let Rates::Tiers { tiers, .. } = tiers(&[(0, 50), (50, 50)], Reach::OwnBound) else { unreachable!() };
    let rates = Rates::Interpolated { tiers, accumulates: Accumulates::Rate };
    // 5 cents at half of quota, 10 at quota.
    assert_eq!(to_date(Component { rates, ..monthly(&[], Reach::OwnBound) }, &[5_000.0, 5_000.0]), [250.0, 500.0]);
}

#[test]
fn a_matrix_to_date_pays_the_part_of_the_period_at_the_cell_reached() {
    let rates = Rates::Matrix {
        by: Measure::GrossRetention,
        rows: [0, 100].map(Rate::percent).to_vec(),
        columns: vec![Rate::ZERO],
        cells: vec![vec![Rate::percent(50)], vec![Rate::percent(100)]],
    };
    let component =
        Component { rated: Rated::YearToDate, true_up: TrueUp::ThisPeriodOnly, rates, ..monthly(&[], Reach::OwnBound) };
    assert_eq!(earned(&component, &sold(&[10_000.0, 10_000.0, 10_000.0, 9_000.0])), [1_000.0, 1_000.0, 1_000.0, 500.0]);
}

#[test]
fn ratios_that_outgrow_128_bits_lose_no_coin() {
    let most = i128::MAX;
    let yen = |ratio: Ratio| ratio.to_money("JPY".parse().unwrap(), Default::default());
    // 7,000 thousandths over a denominator that leaves no room for the coin.
    assert_eq!(yen(Ratio::new(most, most / 7_000)), money(7.0));
    // The sum does not fit above the line.
    let large = Ratio::new(most - 1, most / 5_000);
    assert_eq!(yen(large.plus(large)), money(10.0));
    // A rate far below a millionth, of coprime parts that do not fit together, keeps its digits.
    let (a, b) = (Ratio::new(3i128.pow(39), 7i128.pow(25)), Ratio::new(11i128.pow(19), 13i128.pow(21)));
    let credit = Ratio::new(1_000_000_000_000_000, 1);
    let exact = a.to_f64() * b.to_f64() * 1e15;
    assert!((a.times(b).times(credit).to_f64() / exact - 1.0).abs() < 1e-14);
}

#[test]
fn a_deal_without_credit_earns_nothing_even_on_a_curve_that_pays_for_nothing() {
    let points =
        [(50, 40), (100, 100)].map(|(at, pay)| CurvePoint { attainment: Rate::percent(at), pay: Rate::percent(pay) });
    let rates = Rates::Curve { points: points.to_vec() };
    let component = Component { rated: Rated::EachDeal, rates, ..monthly(&[], Reach::OwnBound) };
    let deals = [0, 1_000].map(|credit| remit::engine::pay::DealPiece {
        month: 0,
        credit: Money::from_major(credit).mills(),
        term_months: 12,
        prepaid: false,
        margin: None,
    });
    let months = sold(&[1_000.0]);
    let feed = Feed { deals: Some(&deals), ..Feed::of(Month::new(2027, 1), &months) };
    // 40 % of target pay for the one deal, below the first point.
    assert_eq!(earn(&component, &terms(), &feed)[0].amount, money(400.0));
}
