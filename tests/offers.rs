//! Offers: what they pay by the engine of everyone's pay, proved from outside, by published cases, by hand and by simulation.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use chrono::NaiveDate;
use remit::career::{
    Attainment, Basis, Flag, Issue, Level, Needs, Offer, Question, Reckoned, RoleKind, Told, View, break_evens,
    example, flags, issues, offer_for, offer_of_role, questions, reckon,
};
use remit::model::comp::{
    Clawback, ClawbackBasis, Component, Draw, DrawKind, Measure, PlanVersion, RatePreset, Rates, Scope, Target,
    Threshold, ThresholdStart, Tier, TierFrom, TierValue,
};
use remit::model::{AttainmentBucket, AttainmentSpread, Quota, sample};
use remit::units::{Cadence, ComponentId, Money, Monthly, Rate, RoleId, SegmentId, Yearly};
use serde_json::Value;
use support::dice::Dice;

fn january() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()
}

fn major(amount: i64) -> Money {
    Money::from_major(amount)
}

fn cents(amount: f64) -> Money {
    Money::from_major_f64(amount)
}

/// A seller's offer with one commission that follows quota, reckoned and paid each month at once.
fn plain(base: i64, variable: i64, quota: i64, tiers: &[(i64, i64)]) -> Offer {
    let steps: Vec<(Rate, Rate)> = tiers.iter().map(|it| (Rate::percent(it.0), Rate::percent(it.1))).collect();
    let own = Component { cadence: Cadence::Month, rates: RatePreset::Marginal.rates(&steps), ..Component::default() };
    let mut plan = PlanVersion { components: vec![own], ..PlanVersion::default() };
    plan.payout.lag_months = 0;
    Offer {
        id: 1,
        name: "Plain".into(),
        base: Some(Yearly::new(major(base))),
        variable: Some(Yearly::new(major(variable))),
        quota: Some(Quota::Arr { amount: major(quota), per: Cadence::Year }),
        plan,
        start: Some(january()),
        ..Offer::default()
    }
}

fn at_one_place(percent: i64) -> Attainment {
    groups(&[(percent, percent, 100)])
}

fn groups(rows: &[(i64, i64, i64)]) -> Attainment {
    let bucket = |it: &(i64, i64, i64)| AttainmentBucket {
        from: Rate::percent(it.0),
        to: Rate::percent(it.1),
        share: Rate::percent(it.2),
    };
    let spread = AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() };
    Attainment { basis: Basis::Own, view: View::Spread { spread } }
}

fn normal(mean: i64, width: i64) -> Attainment {
    let (mean, width) = (Rate::percent(mean), Rate::percent(width));
    Attainment { basis: Basis::Own, view: View::Average { mean, width } }
}

fn reckoned(offer: &Offer) -> Reckoned {
    reckon(offer, &Needs::default(), january())
}

fn case(id: &str) -> (Value, Value) {
    let all: Vec<Value> = serde_json::from_str(include_str!("fixtures/conformance/cases.json")).unwrap();
    let found = all.into_iter().find(|it| it["id"] == id).unwrap();
    (found["inputs"].clone(), found["expected"].clone())
}

fn f(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

// ---- Published cases -------------------------------------------------------------------------------------------------------

#[test]
fn the_two_offers_of_medsales_come_to_what_the_source_prints() {
    let (inputs, expected) = case("offer-01-medsales-two-offers");
    // A: 90,000 and 5 % of a million; B: 105,000 and 4.5 % of what is credited, 90 % of 1.2 million, with 14,000 a month guaranteed for
    // three months, paid by the quarter.
    let mut a = plain(90_000, 50_000, f(&inputs["A"]["reported_sales"]) as i64, &[]);
    // Paid once a year, as a twelfth of 50,000 is no whole cent.
    a.plan.components[0].cadence = Cadence::Year;
    let mut b = plain(105_000, 54_000, f(&inputs["B"]["reported_sales"]) as i64, &[]);
    b.credit = Rate::percent(90);
    let guarantee = Money::from_mills(14_000_000 - 8_750_000);
    b.plan.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(guarantee), Some(3)));
    let (a, b) = (
        reckoned(&Offer { attainment: at_one_place(100), ..a }),
        reckoned(&Offer { attainment: at_one_place(100), ..b }),
    );
    let total = |it: &Reckoned| it.desk.pay(1.0).to_major();
    assert_eq!((total(&a), total(&b)), (f(&expected["A"]["total"]), f(&expected["B"]["total"])));
    assert_eq!(total(&b) - total(&a), f(&expected["delta_total"]));
    let commission = |it: &Reckoned| total(it) - it.offer.base_pay().to_major();
    assert_eq!(commission(&b) - commission(&a), f(&expected["delta_commission"]));
    // The year in hand has the guarantee in it.
    let year = |it: &Reckoned| it.cash[1].year().to_major();
    assert_eq!(year(&a), f(&expected["A"]["total_with_ramp"]));
    assert_eq!(year(&b), f(&expected["B"]["total_with_ramp"]));
    assert_eq!(year(&b) - year(&a), f(&expected["delta_with_ramp"]));
    let top_up: Money = b.cash[1].months.iter().map(|it| it.1.draw).sum();
    assert_eq!(top_up.to_major(), f(&expected["B"]["ramp_top_up"]));
    // Paid by the quarter and without the guarantee, each quarter pays the same.
    let mut quarterly = b.offer.clone();
    quarterly.plan.draw = None;
    quarterly.plan.components[0].cadence = Cadence::Quarter;
    let cash = &reckoned(&quarterly).cash[1];
    let paid: Vec<f64> = cash.months.iter().take(12).map(|it| it.1.new_business.to_major()).collect();
    let quarter = f(&expected["B"]["quarter_payout"]);
    assert_eq!(paid, [0.0, 0.0, quarter, 0.0, 0.0, quarter, 0.0, 0.0, quarter, 0.0, 0.0, quarter]);
}

/// Tiers of a case as shares of the credit from an amount on.
fn share_tiers(inputs: &Value) -> Rates {
    let tier = |it: &Value| Tier {
        from: TierFrom::Amount(cents(f(&it["from"]))),
        value: TierValue::Share(Rate::from_f64(f(&it["rate_pct"]) / 100.0)),
        reach: Default::default(),
    };
    Rates::Tiers { tiers: inputs["tiers"].as_array().unwrap().iter().map(tier).collect(), boundary: Default::default() }
}

#[test]
fn published_tiers_pay_the_same_as_an_offer() {
    for (id, sales) in [("tier-09-ehow-accumulative", 7_000.0), ("tier-11-excelforum-quarterly-accelerator", 150_000.0)]
    {
        let (inputs, expected) = case(id);
        let mut offer = plain(0, 10_000, 1, &[]);
        // Four even quarters, each of the sales of the case: attainment 100 % of four times that.
        offer.quota = Some(Quota::Arr { amount: cents(sales), per: Cadence::Quarter });
        offer.plan.components[0].cadence = Cadence::Quarter;
        offer.plan.components[0].rates = share_tiers(&inputs);
        let paid = reckoned(&offer).desk.pay(1.0).to_major();
        assert_eq!(paid, 4.0 * f(&expected["total"]), "{id}");
    }
}

#[test]
fn a_ramping_start_in_the_middle_of_a_month_prorates_quota_and_draw_as_published() {
    // Draw of 80 % of a variable of 5,000 a month, 17 of 31 days, nothing sold: 2,193.55.
    let (_, expected) = case("ramp-03-oss-prorated-draw");
    let mut offer = plain(60_000, 60_000, 120_000, &[]);
    offer.start = NaiveDate::from_ymd_opt(2027, 1, 15);
    offer.plan.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(major(4_000)), Some(3)));
    offer.attainment = at_one_place(0);
    let cash = &reckoned(&offer).cash[1];
    assert_eq!(cash.months[0].1.draw.to_major(), f(&expected["paid"]));
    assert_eq!(cash.months[0].1.base, cents(2_741.94), "base of 5,000 for 17 of 31 days");
    assert_eq!(cash.months[1].1.draw, major(4_000));
}

#[test]
fn a_recoverable_draw_is_owed_until_it_is_earned_as_published() {
    // Minimum 5,000 against 3,200 earned: 1,800 owed after one month.
    let (inputs, expected) = case("draw-05-quotapath-recoverable");
    let earned = f(&inputs["earnings"]);
    let mut offer = plain(0, 60_000, 600_000, &[]);
    offer.plan.draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(cents(f(&inputs["draw"]))), Some(1)));
    offer.attainment = Attainment {
        basis: Basis::Own,
        view: View::Average { mean: Rate::from_f64(earned / 5_000.0), width: Rate::ZERO },
    };
    let cash = &reckoned(&offer).cash[1];
    assert_eq!(cash.months[0].1.total().to_major(), f(&expected["total"]));
    assert_eq!(cash.months[0].1.owed.to_major(), f(&expected["balance_owed"]));
    // The months after pay it back out of what is earned.
    assert_eq!(cash.months[1].1.recovered, major(-1_800));
    assert_eq!(cash.months[1].1.total(), cents(earned - 1_800.0));
    assert_eq!(cash.months[2].1.total(), cents(earned));
}

// ---- What to expect --------------------------------------------------------------------------------------------------------

#[test]
fn expected_pay_agrees_with_a_hundred_thousand_drawn_years() {
    const DRAWS: usize = 100_000;
    // A cliff at 60 %, an accelerator, a cap on the plan and credit for 90 %: everything a mean can stumble over.
    let mut offer = plain(100_000, 100_000, 1_000_000, &[(100, 200)]);
    offer.plan.components[0].cadence = Cadence::Year;
    offer.plan.components[0].threshold = Some(Threshold { at: Rate::percent(60), start: ThresholdStart::Share });
    offer.plan.cap = Some(Rate::percent(150));
    offer.credit = Rate::percent(90);
    offer.attainment = normal(95, 35);
    let of = reckoned(&offer);
    // Pay by hand: nothing below 60 % credited, then 1,000 for each per cent, 2,000 above quota, never more than 150,000.
    let by_hand = |sold: f64| {
        let at = sold * 0.9;
        let variable = if at < 0.6 { 0.0 } else { 100_000.0 * at + 100_000.0 * (at - 1.0).max(0.0) };
        100_000.0 + variable.min(150_000.0)
    };
    for at in [0.0, 0.5, 0.66, 0.67, 1.0, 1.111, 1.2, 1.4, 2.0] {
        assert!((of.desk.pay(at).to_major() - by_hand(at)).abs() < 0.01, "{at}");
    }
    let mut dice = Dice::new(7);
    let mut drawn: Vec<f64> = (0..DRAWS).map(|_| by_hand(dice.attainment(0.95, 0.35))).collect();
    let mean = drawn.iter().sum::<f64>() / DRAWS as f64;
    let variance = drawn.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / DRAWS as f64;
    let error = (variance / DRAWS as f64).sqrt();
    let expected = of.expected.unwrap().to_major();
    assert!((expected - mean).abs() < 4.0 * error, "{expected} against {mean} ± {error}");
    drawn.sort_by(f64::total_cmp);
    for (tenth, share) in of.tenths.unwrap().iter().zip([0.1, 0.5, 0.9]) {
        // How many of the drawn earn at most so much: right to four standard errors of a share.
        let at_most = drawn.partition_point(|it| *it <= tenth.to_major() + 0.05) as f64 / DRAWS as f64;
        let below = drawn.partition_point(|it| *it < tenth.to_major() - 0.05) as f64 / DRAWS as f64;
        let slack = 4.0 * (share * (1.0 - share) / DRAWS as f64).sqrt();
        assert!(below - slack <= share && share <= at_most + slack, "{tenth} is not at {share}: {below} to {at_most}");
    }
    for amount in [101_000.0, 160_000.0, 200_000.0, 249_999.0] {
        let share = drawn.iter().filter(|it| **it < amount).count() as f64 / DRAWS as f64;
        let odds = of.odds_below(cents(amount)).unwrap();
        assert!((odds - share).abs() < 4.0 * (0.25 / DRAWS as f64).sqrt(), "{amount}: {odds} against {share}");
    }
}

#[test]
fn a_share_at_quota_and_a_sure_year_say_what_they_say() {
    let offer = plain(60_000, 60_000, 600_000, &[]);
    let told = Attainment {
        basis: Basis::Company,
        view: View::AtQuota { share: Rate::percent(71), width: Rate::percent(25) },
    };
    let of = reckoned(&Offer { attainment: told, ..offer.clone() });
    assert!((of.at_quota.unwrap() - 0.71).abs() < 1e-3);
    assert!((of.odds_below(major(120_000)).unwrap() - 0.29).abs() < 1e-3, "below on-target pay are those below quota");
    let sure = reckoned(&Offer { attainment: at_one_place(85), ..offer });
    assert_eq!(sure.expected, Some(major(111_000)));
    assert_eq!(sure.tenths, Some([major(111_000); 3]));
    assert_eq!(sure.to_me(&Needs::default()), Some(major(111_000)), "nothing swings, so nothing is given up for it");
}

#[test]
fn whoever_prefers_a_sure_thing_values_a_wide_swing_less() {
    // Evenly from 50 to 150 %: a bad year at 60, a good one at 140 %, 80,000 apart, 100,000 variable on average.
    let of = reckoned(&Offer { attainment: groups(&[(50, 150, 100)]), ..plain(0, 100_000, 1_000_000, &[]) });
    assert!((of.swing().unwrap().to_major() - 80_000.0).abs() < 1.0);
    let needs = Needs { surer: Rate::percent(10), ..Needs::default() };
    assert!((of.to_me(&needs).unwrap().to_major() - 92_000.0).abs() < 2.0);
    assert!((of.to_me(&Needs { surer: Rate::ZERO, ..needs }).unwrap().to_major() - 100_000.0).abs() < 2.0);
}

#[test]
fn an_hour_and_a_dearer_town_are_simple_arithmetic() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(70_000, 50_000, 500_000, &[]) };
    offer.hours_week = Some(50);
    offer.living = Rate::percent(125);
    offer.benefits = Some(Yearly::new(major(15_000)));
    let of = reckoned(&offer);
    let needs = Needs { weeks: 48, ..Needs::default() };
    assert_eq!(of.an_hour(&needs), Some(major(50)), "120,000 over 2,400 hours");
    assert_eq!(of.at_todays_prices(), Some(major(108_000)), "135,000 at a quarter dearer");
}

// ---- Break-even ------------------------------------------------------------------------------------------------------------

#[test]
fn break_evens_are_where_both_pay_the_same_and_all_of_them_are_found() {
    // A: 60,000 + 1,200 a point, accelerated twice above quota. B: 100,000 + 600 a point, to 150 % only.
    let a = plain(60_000, 120_000, 1_000_000, &[(100, 200)]);
    let mut b = plain(100_000, 60_000, 1_000_000, &[]);
    b.plan.components[0].rates = RatePreset::Marginal.rates(&[(Rate::percent(150), Rate::ZERO)]);
    let (a, b) = (reckoned(&a), reckoned(&b));
    let found = break_evens(&a, &b);
    // 60 + 120 x = 100 + 60 x at x = 2/3.
    assert_eq!(found.len(), 1, "{found:?}");
    assert!((found[0].at - 2.0 / 3.0).abs() < 1e-6 && found[0].first_leads_above && !found[0].jump);
    // To the thousandths of twelve months.
    assert!((a.desk.pay(found[0].at) - b.desk.pay(found[0].at)).to_major().abs() <= 0.02);
    let back = break_evens(&b, &a);
    assert!((back[0].at - found[0].at).abs() < 1e-6 && !back[0].first_leads_above);
}

#[test]
fn a_cliff_makes_two_offers_change_places_without_ever_being_equal() {
    // C pays nothing below 80 %, then all of it at once; D is flat.
    let mut c = plain(80_000, 100_000, 1_000_000, &[]);
    c.plan.components[0].cadence = Cadence::Year;
    c.plan.components[0].threshold = Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Share });
    c.plan.cap = Some(Rate::percent(120));
    let d = plain(110_000, 45_000, 1_000_000, &[(100, 300)]);
    let (c, d) = (reckoned(&c), reckoned(&d));
    let found = break_evens(&c, &d);
    let at: Vec<f64> = found.iter().map(|it| (it.at * 1e4).round() / 1e4).collect();
    // D = 110 + 45 x below quota: 146 at 80 %, where C jumps from 80 to 160. Above quota D gains 135 a year's quota: 155 + 135 (x - 1)
    // meets C = 80 + 100 x at x = 1.7143, but C is capped at 200 from 120 % on, so it is 155 + 135 (x - 1) = 200 at 133.33 %.
    assert_eq!(at, [0.8, 1.3333], "{found:?}");
    assert!(found[0].jump && found[0].first_leads_above);
    assert!(!found[1].jump && !found[1].first_leads_above);
    let apart = |amount: Money| (amount - major(200_000)).to_major().abs();
    assert!(apart(found[1].first) <= 0.02 && apart(found[1].second) <= 0.02, "{found:?}");
    for it in &found {
        let gap = |at: f64| (c.desk.pay(at) - d.desk.pay(at)).to_major();
        assert!(gap(it.at - 1e-3) * gap(it.at + 1e-3) < 0.0, "they change places at {}", it.at);
    }
}

#[test]
fn offers_that_never_change_places_have_no_break_even_nor_has_an_offer_with_itself() {
    let (a, b) = (reckoned(&plain(60_000, 60_000, 500_000, &[])), reckoned(&plain(61_000, 60_000, 500_000, &[])));
    assert!(break_evens(&a, &b).is_empty() && break_evens(&a, &a).is_empty());
}

// ---- Cash by month ---------------------------------------------------------------------------------------------------------

#[test]
fn cash_of_a_year_is_pay_of_a_year_and_comes_when_the_quarter_is_paid() {
    let mut offer = Offer { attainment: at_one_place(110), ..plain(96_000, 48_000, 480_000, &[(100, 150)]) };
    offer.plan.components[0].cadence = Cadence::Quarter;
    offer.plan.payout.lag_months = 1;
    offer.sign_on = Some(major(5_000));
    let of = reckoned(&offer);
    // 48,000 at 110 %: 48,000 and a tenth of it at one and a half.
    assert_eq!(of.expected, Some(major(96_000 + 48_000 + 7_200)));
    let cash = &of.cash[1];
    let commission: Vec<f64> = cash.months.iter().take(12).map(|it| it.1.new_business.to_major()).collect();
    let quarter = 55_200.0 / 4.0;
    assert_eq!(commission, [0.0, 0.0, 0.0, quarter, 0.0, 0.0, quarter, 0.0, 0.0, quarter, 0.0, 0.0]);
    assert!(cash.months.iter().all(|it| it.1.base == major(8_000)));
    assert_eq!(cash.months[0].1.total(), major(13_000), "base and sign-on");
    assert_eq!(cash.year(), major(96_000 + 5_000) + cents(3.0 * quarter));
    assert_eq!(cash.below(major(9_000)), 24 - 7 - 1, "all months but those of payout and of the sign-on");
    assert_eq!(cash.later, cents(quarter), "the last quarter is paid in the month after");
}

#[test]
fn ramping_against_a_full_quota_costs_what_a_ramped_quota_would_have_paid() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    offer.ramp_months = 3;
    // Productivity 1/4, 2/4, 3/4 of 5,000 a month.
    let full = reckoned(&offer).cash[1].clone();
    let first: Vec<f64> = full.months.iter().take(4).map(|it| it.1.new_business.to_major()).collect();
    assert_eq!(first, [1_250.0, 2_500.0, 3_750.0, 5_000.0]);
    assert!((full.first_year.unwrap() - (9.0 + 1.5) / 12.0).abs() < 1e-9);
    offer.told.ramped_quota = Some(true);
    let ramped = reckoned(&offer).cash[1].clone();
    // The rate per dollar stays; accelerators would start earlier.
    let found = |at: usize| ramped.months[at].1.new_business.to_major();
    assert!(found(0) >= 1_250.0 && found(3) == 5_000.0);
}

#[test]
fn retention_is_scored_and_paid_by_its_ratio() {
    // All of 40,000 on net retention: nothing at 95 %, target at 105 %, straight between; moved a fifth as far as quota.
    let nrr = Component {
        measure: Measure::NetRetention,
        target: Target::Ratio { ratio: Rate::percent(105) },
        threshold: Some(Threshold { at: Rate::percent(95), start: ThresholdStart::Zero }),
        cadence: Cadence::Quarter,
        rates: RatePreset::Marginal.rates(&[]),
        ..Component::default()
    };
    let mut offer = plain(100_000, 40_000, 1, &[]);
    offer.quota = None;
    offer.plan.components = vec![nrr];
    offer.attainment = at_one_place(75);
    let of = reckoned(&offer);
    // A year of 75 % has retention at 95 % of 105 %: 99.75 %, 4.75 of the 10 points.
    assert_eq!(of.expected, Some(major(119_000)));
    assert_eq!(of.cash[1].months.iter().take(12).map(|it| it.1.retention).sum::<Money>(), major(19_000));
}

#[test]
fn what_could_be_taken_back_is_what_was_paid_in_the_months_of_the_clawback() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    assert_eq!(reckoned(&offer).at_stake, Money::ZERO);
    offer.plan.clawback =
        Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 6, takes_attainment: false };
    // Six months of 5,000, each less than six months old on the last day of the second year.
    assert_eq!(reckoned(&offer).at_stake, major(30_000));
    offer.plan.clawback.share = Rate::percent(50);
    assert_eq!(reckoned(&offer).at_stake, major(15_000));
}

// ---- Flags and questions ---------------------------------------------------------------------------------------------------

#[test]
fn a_cliff_a_cap_and_a_debt_are_flagged_with_their_figures() {
    let mut offer = Offer { attainment: normal(80, 34), ..plain(110_000, 110_000, 1_500_000, &[(100, 120)]) };
    offer.plan.components[0].threshold = Some(Threshold { at: Rate::percent(60), start: ThresholdStart::Share });
    offer.plan.components[0].cadence = Cadence::Year;
    offer.plan.cap = Some(Rate::percent(180));
    offer.role = RoleKind::AeEnterprise;
    offer.ramp_months = 6;
    let found = flags(&reckoned(&offer));
    let cliff = found
        .iter()
        .find_map(|it| if let Flag::Cliff { at, amount, below } = it { Some((*at, *amount, *below)) } else { None });
    let (at, amount, below) = cliff.unwrap();
    assert!(
        (at - 0.6).abs() < 1e-9 && amount == major(66_000) && (0.26..0.30).contains(&below),
        "{at} {amount} {below}"
    );
    let ratio = found.iter().find_map(|it| if let Flag::QuotaOverOte { ratio } = it { Some(*ratio) } else { None });
    assert!((ratio.unwrap() - 1_500.0 / 220.0).abs() < 1e-9);
    // 100 % + 0.8 / 1.2 = 166.7 %.
    let cap = found.iter().find_map(|it| if let Flag::Cap { at, .. } = it { Some(*at) } else { None });
    assert!((cap.unwrap() - 5.0 / 3.0).abs() < 1e-4, "{cap:?}");
    assert!(found.windows(2).all(|pair| pair[0].level() <= pair[1].level()), "gravest first");
    assert_eq!(found[0].level(), Level::Grave);
    let asked = questions(&reckoned(&offer));
    for question in [Question::Cliff, Question::Cap, Question::RampedQuota, Question::HighQuota, Question::Hours] {
        assert!(asked.contains(&question), "{question:?} in {asked:?}");
    }
    assert!(!asked.contains(&Question::Base) && !asked.contains(&Question::DrawForgiven));
}

#[test]
fn a_cap_on_one_part_is_told_of_that_part_where_whoever_sells_meets_it() {
    // 45 % on net retention, capped at 110 % of its target, which moves a fifth as far as quota: met at 150 % of quota, by 2.3 % of years.
    let retention = Component {
        id: ComponentId::new("nrr"),
        measure: Measure::NetRetention,
        target: Target::Ratio { ratio: Rate::ONE },
        weight: Rate::percent(45),
        attainment_cap: Some(Rate::percent(110)),
        rates: RatePreset::Marginal.rates(&[]),
        ..Component::default()
    };
    let mut offer = Offer { attainment: normal(100, 25), ..plain(118_000, 42_000, 640_000, &[]) };
    offer.plan.components[0].weight = Rate::percent(55);
    offer.plan.components.push(retention);
    let found = flags(&reckoned(&offer));
    let part = found.iter().find_map(|it| {
        if let Flag::PartCap { measure: Measure::NetRetention, weight, at, share } = it {
            Some((*weight, *at, *share))
        } else {
            None
        }
    });
    let (weight, at, share) = part.unwrap();
    assert!((weight - 0.45).abs() < 1e-9 && (at - 1.5).abs() < 1e-6 && (share - 0.022_75).abs() < 1e-3, "{at} {share}");
    assert!(!found.iter().any(|it| matches!(it, Flag::Cap { .. } | Flag::NoCap)));
    assert!(
        !questions(&reckoned(&offer)).contains(&Question::Cap),
        "nobody has to lift a cap that pay as a whole has not"
    );
    let pay = |at: f64| reckoned(&offer).desk.pay(at).to_major();
    let step = |at: f64| pay(at + 0.1) - pay(at);
    assert!(
        (step(1.6) - 2_310.0).abs() < 0.1 && (step(1.3) - 2_310.0 - 378.0).abs() < 0.1,
        "{} {}",
        step(1.3),
        step(1.6)
    );
    // Once the other part is capped as well, pay ends to rise at the later of both.
    offer.credit = Rate::percent(80);
    offer.plan.components[0].attainment_cap = Some(Rate::percent(140));
    let all = flags(&reckoned(&offer));
    let at = all.iter().find_map(|it| if let Flag::Cap { at, .. } = it { Some(*at) } else { None });
    assert!((at.unwrap() - 1.75).abs() < 1e-6, "140 % credited of what is sold at 80 %: {at:?}");
}

#[test]
fn a_letter_that_says_how_much_and_not_for_what_leads_to_the_question() {
    let text = include_str!("fixtures/letters/mail.txt");
    let (offer, _) = remit::career::letter::offer_from(text, &remit::career::letter::read(text), 1);
    assert!(questions(&reckoned(&offer)).contains(&Question::Split));
    let mut told = offer;
    told.plan.components[0].weight = Rate::percent(70);
    told.plan.components[1].weight = Rate::percent(30);
    assert!(!questions(&reckoned(&told)).contains(&Question::Split), "once it was entered it is known");
    assert!(!questions(&reckoned(&offer_for(RoleKind::Am, 1, "Halden"))).contains(&Question::Split));
}

#[test]
fn retention_pay_without_a_say_at_renewal_is_flagged_until_it_is_told() {
    let mut offer = offer_for(RoleKind::Am, 1, "Halden");
    let remote = |offer: &Offer| flags(&reckoned(offer)).into_iter().find(|it| matches!(it, Flag::Remote { .. }));
    assert_eq!(remote(&offer).map(|it| it.level()), Some(Level::Watch));
    assert!(questions(&reckoned(&offer)).contains(&Question::Renewals));
    offer.told = Told { renewal_authority: Some(true), ..offer.told };
    assert_eq!(remote(&offer).map(|it| it.level()), Some(Level::Fine));
    assert!(!questions(&reckoned(&offer)).contains(&Question::Renewals));
}

// ---- Bad input -------------------------------------------------------------------------------------------------------------

#[test]
fn an_offer_without_a_quota_is_reckoned_by_attainment_alone_and_says_so() {
    let mut offer = Offer { attainment: at_one_place(90), ..plain(60_000, 60_000, 600_000, &[]) };
    for quota in [None, Some(Quota::Arr { amount: Money::ZERO, per: Cadence::Year })] {
        offer.quota = quota;
        let of = reckoned(&offer);
        assert_eq!(issues(&of), [Issue::NoQuota]);
        assert_eq!(of.expected, Some(major(114_000)));
        assert_eq!(of.cash[1].year(), major(114_000));
    }
}

#[test]
fn no_variable_pay_no_base_and_nothing_at_all_are_said_and_the_rest_is_reckoned() {
    let mut offer = plain(60_000, 0, 600_000, &[]);
    assert_eq!(issues(&reckoned(&offer)), [Issue::NoVariable]);
    assert_eq!(reckoned(&offer).expected, Some(major(60_000)));
    offer.base = None;
    assert_eq!(issues(&reckoned(&offer)), [Issue::NoBase, Issue::NoVariable]);
    let of = reckoned(&Offer::default());
    assert_eq!(of.expected, Some(Money::ZERO));
    assert_eq!(of.cash[1].total(), Money::ZERO);
}

#[test]
fn groups_that_miss_the_whole_count_in_proportion_and_say_so() {
    let mut offer = plain(0, 100_000, 1_000_000, &[]);
    offer.attainment = groups(&[(50, 50, 30), (100, 100, 30)]);
    let of = reckoned(&offer);
    assert_eq!(issues(&of), [Issue::SpreadOff { sum: 0.6 }]);
    assert_eq!(of.expected, Some(major(75_000)));
    offer.attainment = groups(&[]);
    let of = reckoned(&offer);
    assert_eq!(issues(&of), [Issue::NoSpread]);
    assert_eq!((of.expected, of.tenths), (None, None));
    assert_eq!(of.at_target, major(100_000), "what a spread is not needed for stays");
}

#[test]
fn a_lag_longer_than_two_years_says_that_nothing_arrives_in_them() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    offer.plan.payout.lag_months = 30;
    let of = reckoned(&offer);
    assert_eq!(issues(&of), [Issue::PaidLater { amount: major(120_000), lag: 30, all: true }]);
    assert_eq!(of.cash[1].total(), major(120_000), "two years of base");
    assert_eq!(of.expected, Some(major(120_000)), "what is earned in a year stays");
}

#[test]
fn absurd_offers_break_nothing() {
    let mut offer = plain(i64::MAX / 1_000_000, i64::MAX / 1_000_000, 1, &[(100, 1_000)]);
    offer.credit = Rate::from_ppm(i64::MAX);
    offer.ramp_months = u32::MAX;
    offer.plan.payout.lag_months = u32::MAX;
    offer.plan.payout.instalments = u32::MAX;
    offer.plan.clawback =
        Clawback { basis: ClawbackBasis::ProRata, share: Rate::ONE, months: u32::MAX, takes_attainment: true };
    offer.attainment = normal(i64::MAX / 1_000_000, 1_000_000);
    offer.deal_size = Some(Money::from_mills(1));
    offer.start = NaiveDate::from_ymd_opt(1, 1, 1);
    let of = reckoned(&offer);
    let _ = (flags(&of), issues(&of), questions(&of), break_evens(&of, &reckoned(&Offer::default())));
}

// ---- From elsewhere --------------------------------------------------------------------------------------------------------

#[test]
fn a_role_of_the_scenario_is_the_offer_its_people_have() {
    let document = sample::company();
    let segment = SegmentId::new("mid-market");
    let offer = offer_of_role(&document, &RoleId::new("ae"), Some(&segment), 9).unwrap();
    let terms = document.role(&RoleId::new("ae")).unwrap().terms_for(Some(&segment)).unwrap();
    assert_eq!((offer.base_pay(), offer.on_target()), (terms.base.amount(), terms.ote.amount()));
    assert_eq!(offer.quota, terms.quota);
    assert_eq!(offer.role, RoleKind::AeMidMarket);
    assert_eq!(reckoned(&offer).at_target, terms.ote.amount(), "at quota it pays on-target earnings to the cent");
    assert_eq!(offer_of_role(&document, &RoleId::new("nobody"), None, 1), None);
    for role in &document.roles {
        let of = reckoned(&offer_of_role(&document, &role.id, None, 1).unwrap());
        let gap = (of.at_target - of.offer.on_target()).to_major().abs();
        assert!(gap < 0.02, "{}: {} of {}", role.name, of.at_target, of.offer.on_target());
    }
}

#[test]
fn every_template_pays_its_target_at_target_and_the_year_in_hand_follows() {
    for role in RoleKind::ALL {
        let mut offer = Offer { attainment: at_one_place(100), start: Some(january()), ..offer_for(role, 1, "X") };
        offer.ramp_months = 0;
        offer.plan.payout.lag_months = 0;
        offer.plan.draw = None;
        let of = reckoned(&offer);
        assert!((of.at_target - offer.on_target()).to_major().abs() < 0.02, "{role:?} {}", of.at_target);
        let year = of.cash[1].year();
        let gap = (year - offer.on_target()).to_major().abs();
        // Scores are told to a ten-thousandth.
        assert!(gap < offer.variable_pay().to_major() * 2e-3 + 0.1, "{role:?}: {year} of {}", offer.on_target());
    }
}

#[test]
fn a_profile_reads_back_as_it_was_kept() {
    let mut profile = example();
    profile.offers[0].attainment = groups(&[(0, 80, 40), (80, 120, 60)]);
    profile.fit.answers.insert(remit::career::fit::Trait::Patience, -1);
    profile.fit.weights.insert(remit::career::fit::Group::Risk, 3);
    let read = |text: &str| remit::career::Profile::from_value(&serde_json::from_str(text).unwrap()).unwrap();
    assert_eq!(read(&profile.to_value().to_string()), profile);
    // A profile of an earlier version may lack anything.
    assert_eq!(read("{}"), remit::career::Profile::default());
    let bare = read(r#"{"offers":[{"id":4,"name":"Bare"}]}"#);
    assert_eq!((bare.offers[0].credit, bare.offers[0].living), (Rate::ONE, Rate::ONE));
}

#[test]
fn a_team_that_pays_is_taken_at_ones_own_attainment() {
    let mut offer = offer_for(RoleKind::SalesManager, 1, "Lead");
    assert!(offer.plan.components.iter().any(|it| it.scope != Scope::Own), "an override on the team");
    offer.attainment = at_one_place(100);
    assert_eq!(reckoned(&offer).at_target, offer.on_target());
}

#[test]
fn five_offers_are_reckoned_within_a_frame() {
    let mut offers = example().offers;
    offers.push(offer_for(RoleKind::Csm, 4, "Four"));
    offers.push(offer_for(RoleKind::AeSmb, 5, "Five"));
    let begun = std::time::Instant::now();
    let all: Vec<Reckoned> = offers.iter().map(reckoned).collect();
    let mut crossings = 0;
    for (at, one) in all.iter().enumerate() {
        crossings += all.iter().skip(at + 1).map(|other| break_evens(one, other).len()).sum::<usize>();
    }
    let took = begun.elapsed();
    eprintln!("five offers, {crossings} break-evens: {took:?}");
    // Unoptimised code on a busy machine is some twenty times slower than the release.
    assert!(took.as_millis() < 16 * 60, "{took:?}");
}
