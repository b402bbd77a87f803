//! Bad input.

use super::*;

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
    assert_eq!((of.expected, of.tenths), (None, None), "what nobody told is not nothing");
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
