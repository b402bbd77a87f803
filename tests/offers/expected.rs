//! What to expect of an offer.

use super::*;

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
    offer.hours_week = Some(remit::career::Hours::new(50));
    offer.living = Rate::percent(125);
    offer.benefits = Some(Yearly::new(major(15_000)));
    let of = reckoned(&offer);
    let needs = Needs { weeks: 48, ..Needs::default() };
    assert_eq!(of.an_hour(&needs), Some(major(50)), "120,000 over 2,400 hours");
    assert_eq!(of.at_todays_prices(), Some(major(108_000)), "135,000 at a quarter dearer");
}

#[test]
fn need_and_worth_are_judged_by_what_pay_buys_there() {
    // 120,000 a year, 10,000 in every month. At a quarter dearer that buys what 8,000 buy here.
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    let judged = |offer: &Offer, need: i64| {
        let of = reckoned(offer);
        (of.months_short(Tenth::Middle, major(need)), of.odds_short(major(need)), of.to_me(&Needs::default()))
    };
    assert_eq!(judged(&offer, 9_000), (0, Some(0.0), Some(major(120_000))));
    offer.living = Rate::percent(125);
    assert_eq!(judged(&offer, 8_000), (0, Some(0.0), Some(major(96_000))));
    assert_eq!(judged(&offer, 9_000), (24, Some(1.0), Some(major(96_000))), "9,000 here are 11,250 there");
    offer.living = Rate::percent(80);
    assert_eq!(judged(&offer, 12_000), (0, Some(0.0), Some(major(150_000))), "12,000 here are 9,600 there");
    // The terms still make the sum.
    let worth = reckoned(&offer).worth(&Needs::default()).unwrap();
    assert_eq!((worth.expected, worth.living), (major(120_000), major(30_000)));
}
