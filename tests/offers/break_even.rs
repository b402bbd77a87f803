//! Where one offer overtakes another.

use super::*;

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
fn where_two_offers_break_even_both_are_told_with_the_same_amount_to_the_coin() {
    // Paid once a year, so that the coins of months make no difference: 60 + 120 x = 100 + 60 x at x = 2/3, where both pay 140,000.
    let yearly = |base: i64, variable: i64| {
        let mut offer = plain(base, variable, 1_000_000, &[]);
        offer.plan.components[0].cadence = Cadence::Year;
        reckoned(&offer)
    };
    let (a, b) = (yearly(60_000, 120_000), yearly(100_000, 60_000));
    for (one, other) in [(&a, &b), (&b, &a)] {
        let found = break_evens(one, other);
        assert_eq!((found.len(), found[0].first, found[0].second), (1, major(140_000), major(140_000)), "{found:?}");
    }
    // A flat offer is caught up with where the other pays just as much.
    let flat = yearly(110_000, 0);
    let found = break_evens(&a, &flat);
    assert_eq!((found[0].first, found[0].second), (major(110_000), major(110_000)), "{found:?}");
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
