//! Cases that were published.

use super::*;

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
