//! One test for each mechanic of a component, with figures one can follow in the head: a quarter has a quota of 300,000 and target pay of
//! 30,000, so the derived rate is 10 %. `docs/pay-rules.md` names these tests.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::engine::pay::{
    ComponentTerms, DealPiece, Feed, Heads, PayMonth, Ratio, claw_back, earn, earn_in_steps, settle_draw,
};
use remit::engine::{Env, evaluate};
use remit::model::comp::{
    Accumulates, Boundary, Clawback, ClawbackBasis, Component, CurvePoint, DrawKind, Factor, Gate, Kicker, KickerPays,
    KickerWhen, MarginOver, Measure, Milestone, Multiplier, MultiplierBy, RatePreset, Rated, Rates, Reach, RoundingAt,
    Scope, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue, TrueUp,
};
use remit::model::{Document, RampAccelerators, sample};
use remit::units::{Cadence, Currency, FiscalCalendar, Money, Month, Rate, Rounding, Yearly};

const QUOTA: i64 = 1_200_000;

fn terms() -> ComponentTerms {
    ComponentTerms {
        variable: Yearly::new(Money::from_major(120_000)),
        quota_year: QUOTA * 1_000,
        accelerators: RampAccelerators::default(),
        deal_size: 0,
        margin: Rate::ZERO,
        calendar: FiscalCalendar::starting(1),
        currency: Currency::USD,
        rounding: Rounding::HalfAwayFromZero,
    }
}

/// A year of months at a twelfth of quota each, with this credit in each quarter (booked in its first month).
fn year(quarters: [i64; 4]) -> Vec<PayMonth> {
    let month = |at: usize| {
        let quota = QUOTA * 1_000 / 12;
        let credit = if at.is_multiple_of(3) { quarters[at / 3] * 1_000 } else { 0 };
        PayMonth { credit, ramped: quota, full: quota, active: 1.0, ..PayMonth::default() }
    };
    (0..12).map(month).collect()
}

fn quarterly(change: impl FnOnce(&mut Component)) -> Component {
    let mut component =
        Component { cadence: Cadence::Quarter, rates: RatePreset::Marginal.rates(&[]), ..Component::default() };
    change(&mut component);
    component
}

/// What four quarters pay, in whole dollars, with another measure that stands at a value.
fn pays_beside(component: &Component, quarters: [i64; 4], other: Option<f64>) -> Vec<f64> {
    let months = year(quarters);
    let stands = other.map(|it| Ratio::new((it * 1e6).round() as i128, 1_000_000));
    let look = move |_: Measure, _: usize, _: usize| stands;
    let feed = Feed { first: Month::new(2027, 1), months: &months, deals: None, look: &look, heads: Heads::Certain };
    earn(component, &terms(), &feed).iter().map(|it| it.amount.to_major()).collect()
}

fn pays(component: &Component, quarters: [i64; 4]) -> Vec<f64> {
    pays_beside(component, quarters, None)
}

fn first(component: &Component, credit: i64) -> f64 {
    pays(component, [credit, 0, 0, 0])[0]
}

/// What a quarter with these deals pays: credit, months signed for, whether paid in advance.
fn of_deals(component: &Component, deals: &[(i64, u32, bool)]) -> f64 {
    let months = year([deals.iter().map(|deal| deal.0).sum(), 0, 0, 0]);
    let deals: Vec<DealPiece> = deals
        .iter()
        .map(|deal| DealPiece { month: 0, credit: deal.0 * 1_000, term_months: deal.1, prepaid: deal.2, margin: None })
        .collect();
    let feed = Feed { deals: Some(&deals), ..Feed::of(Month::new(2027, 1), &months) };
    earn(component, &terms(), &feed)[0].amount.to_major()
}

fn accelerated(preset: RatePreset) -> Component {
    quarterly(|it| {
        it.rates = preset.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(150), Rate::percent(200))]);
    })
}

#[test]
fn marginal_pays_each_slice_at_its_own_rate() {
    // 300,000 at 10 %, 150,000 at 15 %, 30,000 at 20 %.
    assert_eq!(first(&accelerated(RatePreset::Marginal), 480_000), 58_500.0);
}

#[test]
fn bracket_on_overage_pays_all_above_quota_at_the_rate_reached() {
    // 300,000 at 10 %, 180,000 at 20 %.
    assert_eq!(first(&accelerated(RatePreset::BracketOnOverage), 480_000), 66_000.0);
}

#[test]
fn retroactive_pays_everything_at_the_rate_reached() {
    assert_eq!(first(&accelerated(RatePreset::Retroactive), 480_000), 96_000.0);
}

#[test]
fn first_dollar_pays_from_the_first_dollar_once_the_first_paying_tier_is_reached() {
    let tier = |from, multiple| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach: Reach::OwnBound,
    };
    let mut tiers = vec![tier(0, 0), tier(50, 100), tier(100, 150)];
    RatePreset::FirstDollar.apply(&mut tiers);
    let component = quarterly(|it| it.rates = Rates::Tiers { tiers, boundary: Boundary::Lower });
    assert_eq!(first(&component, 149_000), 0.0);
    assert_eq!(first(&component, 180_000), 18_000.0);
    assert_eq!(first(&component, 400_000), 30_000.0 + 15_000.0);
}

#[test]
fn tiers_of_one_table_may_reach_back_differently() {
    let tier = |from, multiple, reach| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach,
    };
    let tiers = vec![
        tier(0, 50, Reach::OwnBound),
        tier(50, 100, Reach::FirstDollar),
        tier(120, 150, Reach::Quota),
        tier(150, 200, Reach::OwnBound),
    ];
    let component = quarterly(|it| it.rates = Rates::Tiers { tiers, boundary: Boundary::Lower });
    assert_eq!(first(&component, 150_000), 7_500.0);
    assert_eq!(first(&component, 300_000), 30_000.0);
    // Above quota 15 % on 120,000.
    assert_eq!(first(&component, 420_000), 48_000.0);
    // 15 % from 300,000 to 450,000, 20 % on the last 50,000.
    assert_eq!(first(&component, 500_000), 30_000.0 + 22_500.0 + 10_000.0);
}

#[test]
fn a_result_on_a_bound_belongs_to_the_tier_that_was_chosen() {
    let mut component = accelerated(RatePreset::Retroactive);
    assert_eq!(first(&component, 300_000), 30_000.0);
    if let Rates::Tiers { boundary, .. } = &mut component.rates {
        *boundary = Boundary::Upper;
    }
    assert_eq!(first(&component, 300_000), 45_000.0);
}

#[test]
fn tiers_can_begin_at_amounts_and_pay_shares_or_sums_per_unit() {
    let table = |from, value| {
        let tier = |from, value| Tier { from, value, reach: Reach::OwnBound };
        let zero = tier(TierFrom::Quota(Rate::ZERO), TierValue::Share(Rate::percent(4)));
        quarterly(|it| it.rates = Rates::Tiers { tiers: vec![zero, tier(from, value)], boundary: Boundary::Lower })
    };
    let money = table(TierFrom::Amount(Money::from_major(100_000)), TierValue::Share(Rate::percent(6)));
    assert_eq!(first(&money, 150_000), 4_000.0 + 3_000.0);
    // Five units at 4 % of one each, then 250 for each of three more.
    let units = table(TierFrom::Units(5), TierValue::PerUnit(Money::from_major(250)));
    assert_eq!(first(&units, 8), 0.2 + 750.0);
}

#[test]
fn pro_rata_rates_add_up_as_far_as_tiers_are_filled() {
    let component = quarterly(|it| {
        let Rates::Tiers { tiers, .. } = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(50))]) else {
            panic!()
        };
        it.rates = Rates::Interpolated { tiers, accumulates: Accumulates::Rate };
    });
    // Half filled: 5 % of 150,000. Full and half the next: 10 % + half of 5 %, of 450,000.
    assert_eq!(first(&component, 150_000), 7_500.0);
    assert_eq!(first(&component, 450_000), 56_250.0);
}

#[test]
fn pro_rata_amounts_add_up_as_far_as_tiers_are_filled() {
    let component = quarterly(|it| {
        let Rates::Tiers { tiers, .. } = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(50))]) else {
            panic!()
        };
        it.rates = Rates::Interpolated { tiers, accumulates: Accumulates::Amount };
    });
    assert_eq!(first(&component, 150_000), 15_000.0);
    // All of target pay, and half of half of it.
    assert_eq!(first(&component, 450_000), 37_500.0);
    assert_eq!(first(&component, 900_000), 45_000.0, "nothing more once the last tier is full");
}

#[test]
fn a_curve_is_straight_between_points_and_goes_on() {
    let point = |attainment, pay| CurvePoint { attainment: Rate::percent(attainment), pay: Rate::percent(pay) };
    let component =
        quarterly(|it| it.rates = Rates::Curve { points: vec![point(50, 0), point(100, 100), point(120, 160)] });
    assert_eq!(first(&component, 150_000), 0.0);
    assert_eq!(first(&component, 225_000), 15_000.0);
    assert_eq!(first(&component, 390_000), 57_000.0, "130 %: 160 % + half of 60 % of target pay");
}

#[test]
fn milestones_pay_the_sums_of_all_that_are_reached() {
    let step = |at, pay| Milestone { at: TierFrom::Quota(Rate::percent(at)), pay: Money::from_major(pay) };
    let component = quarterly(|it| it.rates = Rates::Milestones { steps: vec![step(50, 4_000), step(100, 20_000)] });
    let paid = [149_999, 150_000, 299_999, 300_000].map(|credit| first(&component, credit));
    assert_eq!(paid, [0.0, 4_000.0, 4_000.0, 24_000.0]);
}

#[test]
fn a_matrix_pays_where_the_row_and_the_column_reached_meet() {
    let shares = |cells: [i64; 2]| cells.map(Rate::percent).to_vec();
    let component = quarterly(|it| {
        it.rates = Rates::Matrix {
            by: Measure::GrossRetention,
            rows: shares([50, 100]),
            columns: shares([80, 90]),
            cells: vec![shares([30, 50]), shares([80, 120])],
        };
    });
    let at = |credit, other| pays_beside(&component, [credit, 0, 0, 0], Some(other))[0];
    assert_eq!(at(150_000, 0.8), 9_000.0);
    assert_eq!(at(299_000, 0.95), 15_000.0);
    assert_eq!(at(300_000, 0.89), 24_000.0);
    assert_eq!(at(900_000, 0.9), 36_000.0);
    assert_eq!((at(149_000, 0.9), at(300_000, 0.79)), (0.0, 0.0), "below the first of either");
}

#[test]
fn a_threshold_starts_from_zero_or_from_its_share() {
    let with = |start| quarterly(|it| it.threshold = Some(Threshold { at: Rate::percent(50), start }));
    let (zero, share) = (with(ThresholdStart::Zero), with(ThresholdStart::Share));
    assert_eq!([149_999, 150_000, 225_000, 300_000].map(|it| first(&zero, it)), [0.0, 0.0, 15_000.0, 30_000.0]);
    assert_eq!([149_999, 150_000, 225_000, 300_000].map(|it| first(&share, it)), [0.0, 15_000.0, 22_500.0, 30_000.0]);
}

#[test]
fn a_gate_holds_back_all_or_only_what_exceeds_target_pay() {
    let gate = |accelerators_only| {
        let mut component = accelerated(RatePreset::Marginal);
        component.gate = Some(Gate { measure: Measure::GrossRetention, at: Rate::percent(90), accelerators_only });
        move |other| pays_beside(&component, [360_000, 0, 0, 0], Some(other))[0]
    };
    let (all, above) = (gate(false), gate(true));
    assert_eq!((all(0.9), all(0.89)), (39_000.0, 0.0));
    assert_eq!((above(0.9), above(0.89)), (39_000.0, 30_000.0));
}

#[test]
fn attainment_of_another_measure_picks_the_mean_rate() {
    let mut component = accelerated(RatePreset::Marginal);
    component.attained_by = Some(Measure::GrossMargin);
    // At 200 %: 30,000 + 22,500 + 30,000 over 600,000 is 13.75 %.
    assert_eq!(pays_beside(&component, [100_000, 0, 0, 0], Some(2.0))[0], 13_750.0);
    assert_eq!(pays_beside(&component, [100_000, 0, 0, 0], Some(0.5))[0], 10_000.0);
}

#[test]
fn attainment_beyond_its_cap_does_not_count() {
    let mut component = accelerated(RatePreset::Marginal);
    component.attainment_cap = Some(Rate::percent(120));
    assert_eq!(first(&component, 360_000), 39_000.0);
    assert_eq!(first(&component, 900_000), 39_000.0);
}

#[test]
fn a_cap_on_pay_cuts_and_what_it_cuts_can_be_carried_within_the_year() {
    let mut component = quarterly(|it| it.cap = Some(Rate::percent(150)));
    assert_eq!(pays(&component, [600_000, 300_000, 0, 450_000]), [45_000.0, 30_000.0, 0.0, 45_000.0]);
    component.cap_carries = true;
    // 15,000 are cut; the second quarter has room for 15,000.
    assert_eq!(pays(&component, [600_000, 300_000, 0, 450_000]), [45_000.0, 45_000.0, 0.0, 45_000.0]);
}

#[test]
fn kickers_pay_on_top_and_move_no_attainment() {
    let kicker = |when, pays| Kicker { when, pays, expected: Rate::percent(50) };
    let component = quarterly(|it| {
        it.kickers = vec![
            kicker(KickerWhen::Term { months: 24 }, KickerPays::Share(Rate::percent(2))),
            kicker(KickerWhen::Prepaid, KickerPays::Multiple(Rate::percent(10))),
            kicker(KickerWhen::Size { amount: Money::from_major(200_000) }, KickerPays::Share(Rate::percent(1))),
        ];
    });
    assert_eq!(of_deals(&component, &[(100_000, 12, false)]), 10_000.0);
    assert_eq!(of_deals(&component, &[(100_000, 24, false)]), 12_000.0);
    assert_eq!(of_deals(&component, &[(100_000, 12, true)]), 11_000.0);
    // 200,000 for 36 months in advance: 2 % + 1 % + 1 %, and one plain deal.
    assert_eq!(of_deals(&component, &[(200_000, 36, true), (50_000, 12, false)]), 25_000.0 + 8_000.0);
    // Without deals half of the credit is expected to qualify for each.
    assert_eq!(first(&component, 100_000), 10_000.0 + 1_000.0 + 500.0 + 500.0);
}

#[test]
fn a_cap_on_one_deal_cuts_it_with_its_kickers() {
    let component = quarterly(|it| {
        it.rated = Rated::EachDeal;
        it.deal_cap = Some(Money::from_major(12_000));
        it.kickers =
            vec![Kicker { when: KickerWhen::Prepaid, pays: KickerPays::Share(Rate::percent(5)), expected: Rate::ZERO }];
    });
    // 10,000 + 5,000 is cut to 12,000; 8,000 is not cut; 20,000 is cut.
    assert_eq!(of_deals(&component, &[(100_000, 12, true), (80_000, 12, false), (200_000, 12, false)]), 32_000.0);
}

#[test]
fn a_multiplier_is_chosen_by_steps_or_is_the_other_measure_itself() {
    let by = |by| quarterly(|it| it.multiplier = Some(Multiplier { measure: Measure::GrossRetention, by }));
    let step = |from, factor| Factor { from: Rate::percent(from), factor: Rate::percent(factor) };
    let steps = by(MultiplierBy::Steps { steps: vec![step(80, 90), step(95, 120)] });
    let linked = by(MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(110) });
    let at = |component: &Component, other| pays_beside(component, [300_000, 0, 0, 0], Some(other))[0];
    assert_eq!([0.79, 0.8, 0.949, 0.95].map(|it| at(&steps, it)), [30_000.0, 27_000.0, 27_000.0, 36_000.0]);
    assert_eq!([0.2, 0.5, 0.85, 1.3].map(|it| at(&linked, it)), [15_000.0, 15_000.0, 25_500.0, 33_000.0]);
}

#[test]
fn the_multiplier_comes_before_the_cap() {
    let component = quarterly(|it| {
        it.cap = Some(Rate::percent(150));
        let steps = vec![Factor { from: Rate::ZERO, factor: Rate::percent(50) }];
        it.multiplier = Some(Multiplier { measure: Measure::Satisfaction, by: MultiplierBy::Steps { steps } });
    });
    // Half of 60,000 stays below the cap of 45,000.
    assert_eq!(pays_beside(&component, [600_000, 0, 0, 0], Some(1.0))[0], 30_000.0);
}

#[test]
fn each_deal_starts_from_zero_and_a_period_adds_them_up_first() {
    let mut component = accelerated(RatePreset::Retroactive);
    let deals = [(200_000, 12, false), (200_000, 12, false)];
    assert_eq!(of_deals(&component, &deals), 60_000.0);
    component.rated = Rated::EachDeal;
    assert_eq!(of_deals(&component, &deals), 40_000.0);
}

#[test]
fn cumulative_ratings_pay_the_total_less_what_was_earned_or_only_what_is_new() {
    let mut component = accelerated(RatePreset::Retroactive);
    component.rated = Rated::YearToDate;
    // 400,000 of a quota of 300,000, then 400,000 of 600,000: at 10 % once the year is below quota again.
    assert_eq!(pays(&component, [400_000, 0, 0, 0])[..2], [60_000.0, -20_000.0]);
    component.true_up = TrueUp::ThisPeriodOnly;
    assert_eq!(pays(&component, [400_000, 0, 0, 0])[..2], [60_000.0, 0.0]);
}

#[test]
fn rounding_happens_once_at_the_component_or_at_each_deal() {
    let mut component = quarterly(|it| it.rated = Rated::EachDeal);
    component.rates = Rates::Tiers {
        tiers: vec![Tier {
            from: TierFrom::Quota(Rate::ZERO),
            value: TierValue::Share(Rate::from_ppm(1_500)),
            reach: Reach::OwnBound,
        }],
        boundary: Boundary::Lower,
    };
    // 0.15 % of 3 is 0.0045: three deals are 0.0135, or three times nothing.
    let deals = [(3, 12, false); 3];
    assert_eq!(of_deals(&component, &deals), 0.01);
    component.rounding_at = RoundingAt::Deal;
    assert_eq!(of_deals(&component, &deals), 0.0);
}

#[test]
fn the_steps_of_a_period_add_up_to_what_it_earned() {
    let component = quarterly(|it| {
        it.rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]);
        it.cap = Some(Rate::percent(150));
        it.kickers = vec![Kicker {
            when: KickerWhen::Prepaid,
            pays: KickerPays::Share(Rate::percent(3)),
            expected: Rate::percent(33),
        }];
        let by = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(120) };
        it.multiplier = Some(Multiplier { measure: Measure::GrossRetention, by });
    });
    let months = year([437_123, 512_345, 99_999, 300_001]);
    let look = |_: Measure, _: usize, _: usize| Some(Ratio::new(937, 1_000));
    let feed = Feed { first: Month::new(2027, 1), months: &months, deals: None, look: &look, heads: Heads::Certain };
    for (earned, steps) in earn_in_steps(&component, &terms(), &feed) {
        let sum: f64 = steps.iter().map(|step| step.amount.to_f64()).sum();
        assert!((sum / 1_000.0 - earned.amount.to_major()).abs() < 1e-6, "{steps:?}");
    }
}

fn dollars(amounts: &[i64]) -> Vec<Money> {
    amounts.iter().map(|it| Money::from_major(*it)).collect()
}

#[test]
fn each_draw_tops_up_and_recovers_in_its_own_way() {
    let draws = dollars(&[2_000, 2_000, 2_000, 0]);
    let paid = |kind| -> Vec<f64> {
        let earned = dollars(&[500, 3_000, 1_500, 4_000]);
        let lines = settle_draw(kind, &draws, &earned, Currency::USD, Rounding::HalfAwayFromZero);
        lines.iter().map(|it| it.paid.to_major()).collect()
    };
    assert_eq!(paid(DrawKind::GuaranteeTopUp), [2_000.0, 3_000.0, 2_000.0, 4_000.0]);
    assert_eq!(paid(DrawKind::Additional), [2_500.0, 5_000.0, 3_500.0, 4_000.0]);
    // 1,500 are owed after the first month, 500 after the second, 1,000 after the third.
    assert_eq!(paid(DrawKind::Recoverable), [2_000.0, 2_000.0, 2_000.0, 3_000.0]);
    assert_eq!(paid(DrawKind::RecoverableForgiven), [2_000.0, 2_000.0, 2_000.0, 4_000.0]);
    // Nothing is recovered before the fourth month; then half of 4,000 at most, which covers the 2,000 that are owed.
    let later = DrawKind::DelayedRecovery { start_period: 4, share: Rate::percent(50), last_period: None };
    assert_eq!(paid(later), [2_000.0, 3_000.0, 2_000.0, 2_000.0]);
}

#[test]
fn a_clawback_takes_a_share_of_what_was_earned_paid_or_not_served() {
    let taken = |basis, served| {
        let rule = Clawback { basis, share: Rate::percent(50), months: 12, takes_attainment: false };
        let (earned, paid) = (Money::from_major(6_000), Money::from_major(2_000));
        claw_back(&rule, earned, paid, served, Currency::USD, Rounding::HalfAwayFromZero).to_major()
    };
    assert_eq!(taken(ClawbackBasis::None, 3), 0.0);
    assert_eq!(taken(ClawbackBasis::Earned, 3), -3_000.0);
    assert_eq!(taken(ClawbackBasis::Paid, 3), -1_000.0);
    assert_eq!(taken(ClawbackBasis::ProRata, 3), -2_250.0, "nine months of twelve");
    assert_eq!(taken(ClawbackBasis::Earned, 12), 0.0, "after its months nothing is taken");
}

/// The sample company with its account executives paid 1 % of one measure, in one scope, and what each is credited with in all.
fn credited(measure: Measure, scope: Scope) -> Vec<(usize, f64)> {
    credited_to(&sample::company(), measure, scope)
}

fn credited_to(document: &Document, measure: Measure, scope: Scope) -> Vec<(usize, f64)> {
    let mut document = document.clone();
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    let share =
        Tier { from: TierFrom::Quota(Rate::ZERO), value: TierValue::Share(Rate::percent(1)), reach: Reach::OwnBound };
    plan.versions[0].components = vec![Component {
        measure,
        scope,
        cadence: Cadence::Month,
        rates: Rates::Tiers { tiers: vec![share], boundary: Boundary::Lower },
        ..Component::default()
    }];
    let outcome = evaluate(&document, &Env::default());
    let paid_by_it = |seat: usize| document.plan_of(&document.seats[seat]).is_some_and(|it| it.id.as_str() == "ae");
    let all = outcome.payees.iter().filter(|it| paid_by_it(it.seat));
    all.map(|it| {
        let credit: i64 = it.components.iter().flat_map(|it| &it.earned).map(|it| it.credit).sum();
        (it.seat, credit as f64 / 1_000.0)
    })
    .collect()
}

#[test]
fn margin_is_a_share_of_new_arr_and_a_unit_is_a_customer_won() {
    let document = sample::company();
    let margin = document.costs.gross_margin.unwrap().to_f64();
    let (arr, gross, units) = (
        credited(Measure::NewArr, Scope::Own),
        credited(Measure::GrossMargin, Scope::Own),
        credited(Measure::Units, Scope::Own),
    );
    assert!(arr.iter().map(|it| it.1).sum::<f64>() > 1e6);
    for ((arr, gross), units) in arr.iter().zip(&gross).zip(&units) {
        assert!((arr.1 * margin - gross.1).abs() < 1.0, "{arr:?} {gross:?}");
        let segment = document.seats[arr.0].segment.clone();
        if let Some(deal) = segment.and_then(|id| document.segment(&id).map(|it| it.pipeline.deal_size)) {
            assert!((arr.1 / deal.to_major() - units.1).abs() < 0.1, "{arr:?} {units:?}");
        }
    }
}

#[test]
fn a_wider_scope_counts_the_results_of_all_it_names() {
    let mut document = sample::company();
    // Who is expected to follow somebody is not there all along.
    document.roles.iter_mut().flat_map(|it| &mut it.terms).for_each(|it| it.attrition_year = Rate::ZERO);
    let credited = |scope| credited_to(&document, Measure::NewArr, scope);
    let own = credited(Scope::Own);
    let sum = |fits: &dyn Fn(usize) -> bool| own.iter().filter(|it| fits(it.0)).map(|it| it.1).sum::<f64>();
    let company = sum(&|_| true);
    let mut looked_at = 0;
    for ((seat, pod), ((_, segment), (_, all))) in
        credited(Scope::Pod).into_iter().zip(credited(Scope::Segment).into_iter().zip(credited(Scope::Company)))
    {
        // Only seats that are there all along see all months; the others see those of their own time.
        let here = &document.seats[seat];
        let always = here.stints.iter().any(|it| it.from <= document.settings.first_month.first_day());
        if !always {
            continue;
        }
        looked_at += 1;
        let near = |left: f64, right: f64| assert!((left - right).abs() < 1.0, "{left} {right}");
        near(pod, sum(&|at| document.seats[at].manager == here.manager));
        near(segment, sum(&|at| document.seats[at].segment == here.segment));
        near(all, company);
    }
    assert!(looked_at > 0);
}

#[test]
fn what_a_forecast_does_not_make_counts_as_on_target() {
    for (measure, target) in [
        (Measure::Meetings, Target::Quota),
        (Measure::Objectives, Target::Ratio { ratio: Rate::ONE }),
        (Measure::Satisfaction, Target::Ratio { ratio: Rate::percent(40) }),
    ] {
        let mut document = sample::company();
        let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
        let rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(300))]);
        plan.versions[0].components =
            vec![Component { measure, target, cadence: Cadence::Month, rates, ..Component::default() }];
        let outcome = evaluate(&document, &Env::default());
        let paid_by_it = |seat: usize| document.plan_of(&document.seats[seat]).is_some_and(|it| it.id.as_str() == "ae");
        let payees = outcome.payees.iter().filter(|it| paid_by_it(it.seat));
        let periods: Vec<_> = payees.flat_map(|it| &it.components).flat_map(|it| &it.earned).collect();
        assert!(periods.len() > 500 && periods.iter().any(|it| it.amount > Money::ZERO));
        assert!(periods.iter().all(|it| it.quota == 0 || it.attainment == Some(1.0)), "{measure:?}");
    }
}

/// Margins of deals pick their tiers: 2 % of the deal below a fifth, 5 % to a half, 9 % above.
fn by_margin(over: MarginOver, boundary: Boundary) -> Component {
    let tier = |from, pays| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Share(Rate::percent(pays)),
        reach: Reach::OwnBound,
    };
    quarterly(|it| {
        it.rated = Rated::EachDeal;
        it.tier_by_margin = Some(over);
        it.rates = Rates::Tiers { tiers: vec![tier(0, 2), tier(20, 5), tier(50, 9)], boundary };
    })
}

/// What one deal with a margin pays, in whole dollars.
fn of_margin(component: &Component, amount: i64, margin: Option<i64>) -> f64 {
    let months = year([amount, 0, 0, 0]);
    let margin = margin.map(|margin| (amount * 1_000, margin * 1_000));
    let deals = [DealPiece { month: 0, credit: amount * 1_000, term_months: 12, prepaid: false, margin }];
    let feed = Feed { deals: Some(&deals), ..Feed::of(Month::new(2027, 1), &months) };
    let terms = ComponentTerms { margin: Rate::percent(75), ..terms() };
    earn(component, &terms, &feed)[0].amount.to_major()
}

#[test]
fn the_margin_of_each_deal_picks_the_tier_that_pays_for_all_of_it() {
    let by_amount = by_margin(MarginOver::Amount, Boundary::Lower);
    // 30 of 100 is past a fifth: 5 % of the whole deal, however large it is.
    assert_eq!(of_margin(&by_amount, 10_000, Some(3_000)), 500.0);
    assert_eq!(of_margin(&by_amount, 10_000_000, Some(3_000_000)), 500_000.0);
    // On the bound the tier below holds, or the one that begins, as chosen.
    assert_eq!(of_margin(&by_amount, 10_000, Some(2_000)), 200.0);
    assert_eq!(of_margin(&by_margin(MarginOver::Amount, Boundary::Upper), 10_000, Some(2_000)), 500.0);
    // 3,500 over a cost of 6,500 is more than a half, 3,500 over the amount is not.
    assert_eq!(of_margin(&by_amount, 10_000, Some(3_500)), 500.0);
    assert_eq!(of_margin(&by_margin(MarginOver::Cost, Boundary::Lower), 10_000, Some(3_500)), 900.0);
}

#[test]
fn a_deal_at_a_loss_is_in_the_first_tier_and_one_that_costs_nothing_in_the_last() {
    let by_cost = by_margin(MarginOver::Cost, Boundary::Lower);
    assert_eq!(of_margin(&by_cost, 10_000, Some(-1_000)), 200.0);
    assert_eq!(of_margin(&by_cost, 10_000, Some(10_000)), 900.0);
    // Without a margin of its own, the company's 75 % picks.
    assert_eq!(of_margin(&by_cost, 10_000, None), 900.0);
    // Taken back, it goes back at the rate at which it was paid.
    assert_eq!(of_margin(&by_cost, -10_000, Some(-3_000)), -500.0);
}
