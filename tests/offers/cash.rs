//! Cash by month.

use super::*;

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
fn a_guarantee_is_settled_against_the_commission_of_its_quarter() {
    // 5,000 of target variable a month, reckoned by the quarter, and a guarantee of as much for three months.
    let reached = |percent: i64| {
        let mut offer = Offer { attainment: at_one_place(percent), ..plain(60_000, 60_000, 600_000, &[]) };
        offer.plan.components[0].cadence = Cadence::Quarter;
        offer.plan.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(major(5_000)), Some(3)));
        let cash = reckoned(&offer).cash[1].clone();
        (cash.months.iter().take(4).map(|it| it.1.total().to_major()).collect::<Vec<_>>(), cash.year().to_major())
    };
    // At target the commission of the quarter is the guarantee of the quarter: nothing comes on top.
    assert_eq!(reached(100), (vec![10_000.0, 10_000.0, 10_000.0, 5_000.0], 120_000.0));
    // At 40 % it is 6,000, so 9,000 are kept; at 200 % it is 30,000, of which 10,000 were paid before.
    assert_eq!(reached(40), (vec![10_000.0, 10_000.0, 10_000.0, 5_000.0], 60_000.0 + 24_000.0 + 9_000.0));
    assert_eq!(reached(200), (vec![10_000.0, 10_000.0, 25_000.0, 5_000.0], 180_000.0));
}

#[test]
fn a_draw_with_its_month_comes_in_the_first_months_and_commission_above_it_later() {
    // 5,000 of base and of target variable a month, a guarantee of 5,000 for three months, and commission a month after its period.
    let reached = |percent: i64, cadence, with_month: bool| {
        let mut offer = Offer { attainment: at_one_place(percent), ..plain(60_000, 60_000, 600_000, &[]) };
        offer.plan.components[0].cadence = cadence;
        offer.plan.payout.lag_months = 1;
        let draw = Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(major(5_000)), Some(3));
        offer.plan.draw = Some(if with_month { draw.with_its_month() } else { draw });
        let cash = reckoned(&offer).cash[1].clone();
        // Nothing that comes is left without a name.
        assert!(cash.months.iter().all(|it| it.1.other.is_zero()));
        let months = cash.months.iter().take(5).map(|it| it.1.total().to_major() - 5_000.0).collect::<Vec<_>>();
        (months, cash.total() + cash.later)
    };
    // At 40 % the quarter earns 6,000 of the 15,000 that are guaranteed; at 200 % 30,000, of which 10,000 came before.
    let (late, soon) = (reached(40, Cadence::Quarter, false), reached(40, Cadence::Quarter, true));
    assert_eq!((late.0, soon.0), (vec![0.0, 5e3, 5e3, 5e3, 0.0], vec![5e3, 5e3, 5e3, 0.0, 0.0]));
    assert_eq!(late.1, soon.1);
    assert_eq!(reached(200, Cadence::Quarter, true).0, [5e3, 5e3, 5e3, 15e3, 0.0]);
    // By the month at 40 %: 2,000 earned, topped up while the guarantee lasts, then a month late.
    assert_eq!(reached(40, Cadence::Month, true).0, [5e3, 5e3, 5e3, 0.0, 2e3]);
    assert_eq!(reached(200, Cadence::Month, true).0, [5e3, 10e3, 10e3, 5e3, 10e3]);
}

#[test]
fn what_waits_for_the_customers_payment_does_not_keep_a_guarantee_back() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    offer.plan.payout = Payout { lag_months: 2, trigger: PayoutTrigger::Cash, ..Payout::default() };
    offer.plan.draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(major(3_000)), Some(2)).with_its_month());
    let cash = reckoned(&offer).cash[1].clone();
    assert_eq!((cash.months[0].1.draw, cash.months[0].1.owed), (major(3_000), major(3_000)));
    assert_eq!(cash.months[0].1.total(), major(8_000));
    assert_eq!(cash.months[1].1.total(), major(8_000));
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

/// What is at stake by the months within which it is taken back, of 5,000 of commission a month at quota.
fn at_stake(cadence: Cadence, basis: ClawbackBasis, months: u32, first: NaiveDate) -> f64 {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    offer.start = Some(first);
    offer.plan.components[0].cadence = cadence;
    offer.plan.payout.lag_months = 1;
    offer.plan.clawback = Clawback { basis, share: Rate::ONE, months, takes_attainment: false };
    reckoned(&offer).at_stake.to_major()
}

#[test]
fn what_could_be_taken_back_counts_every_month_of_the_clawback_on_whatever_day_one_begins() {
    for basis in [ClawbackBasis::Earned, ClawbackBasis::Paid] {
        for cadence in [Cadence::Month, Cadence::Quarter, Cadence::Half, Cadence::Year] {
            // A month, quarter or year that has ended pays 5,000 for each of its months, and so much goes back for each of them.
            for (months, stake) in [(0, 0.0), (1, 5e3), (3, 15e3), (4, 20e3), (6, 30e3), (9, 45e3), (12, 60e3)] {
                for (year, month, day) in [(2027, 1, 1), (2027, 2, 1), (2026, 11, 15), (2027, 12, 31)] {
                    let first = NaiveDate::from_ymd_opt(year, month, day).unwrap();
                    let found = at_stake(cadence, basis, months, first);
                    assert_eq!(found, stake, "{basis:?} {cadence:?} {months} months from {first}");
                }
            }
        }
    }
    // Of six months, less is left to serve for what was signed earlier: 1 + 5/6 + 4/6 + 3/6 + 2/6 + 1/6 of 5,000.
    let found = at_stake(Cadence::Quarter, ClawbackBasis::ProRata, 6, january());
    assert!((found - 17_500.0).abs() < 0.05, "{found}");
}

#[test]
fn a_draw_is_no_commission_that_could_be_taken_back() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    offer.plan.clawback = Clawback { basis: ClawbackBasis::Paid, share: Rate::ONE, months: 3, takes_attainment: false };
    offer.plan.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(major(5_000)), None));
    assert_eq!(reckoned(&offer).at_stake, major(15_000));
}

#[test]
fn attainment_that_goes_back_takes_the_accelerated_part_first() {
    // A year at 120 % of 60,000: 60,000 and a fifth of it at twice the rate, 84,000. Without its last three months 90 % is left: 54,000.
    let mut offer = Offer { attainment: at_one_place(120), ..plain(60_000, 60_000, 600_000, &[(100, 200)]) };
    offer.plan.components[0].cadence = Cadence::Year;
    offer.plan.clawback =
        Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 3, takes_attainment: true };
    assert_eq!(reckoned(&offer).at_stake, major(30_000));
}
