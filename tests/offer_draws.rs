//! What to expect of an offer, by plans of every kind, against a hundred thousand years drawn by a program that shares nothing with the
//! engine: pay is written out by hand here, attainment is drawn. Expected pay is right to four standard errors of what was drawn.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use chrono::NaiveDate;
use remit::career::{Attainment, Basis, Needs, Offer, Reckoned, View, break_evens, cash, reckon};
use remit::model::comp::{
    Component, CurvePoint, Draw, DrawKind, Measure, Milestone, PlanVersion, RatePreset, Rates, Target, Threshold,
    ThresholdStart, TierFrom,
};
use remit::model::{AttainmentBucket, AttainmentSpread, Quota};
use remit::units::{Cadence, Money, Monthly, Rate, Yearly};
use support::dice::Dice;

const DRAWS: usize = 100_000;
const BASE: f64 = 80_000.0;
const VARIABLE: f64 = 120_000.0;

/// Of a normal distribution around 95 % of quota, 35 points wide, cut off at nothing.
fn of_the_bell(dice: &mut Dice) -> f64 {
    dice.attainment(0.95, 0.35)
}

/// Of three groups: a quarter up to half of quota, half from there to 110 %, a quarter from there to 180 %.
fn of_the_groups(dice: &mut Dice) -> f64 {
    let (from, to) = match dice.next() {
        it if it < 0.25 => (0.0, 0.5),
        it if it < 0.75 => (0.5, 1.1),
        _above => (1.1, 1.8),
    };
    from + (to - from) * dice.next()
}

fn bell() -> Attainment {
    let view = View::Average { mean: Rate::percent(95), width: Rate::percent(35) };
    Attainment { basis: Basis::Own, view }
}

fn in_groups() -> Attainment {
    let bucket = |(from, to, share)| AttainmentBucket {
        from: Rate::percent(from),
        to: Rate::percent(to),
        share: Rate::percent(share),
    };
    let buckets = [(0, 50, 25), (50, 110, 50), (110, 180, 25)].map(bucket).to_vec();
    Attainment { basis: Basis::Own, view: View::Spread { spread: AttainmentSpread::Buckets { buckets } } }
}

/// An offer of 80,000 and 120,000, rated once a year, with one component that is changed.
fn offer(change: impl FnOnce(&mut Offer, &mut Component)) -> Offer {
    let mut own = Component { cadence: Cadence::Year, rates: marginal(&[]), ..Component::default() };
    let mut made = Offer {
        id: 1,
        base: Some(Yearly::new(Money::from_major_f64(BASE))),
        variable: Some(Yearly::new(Money::from_major_f64(VARIABLE))),
        quota: Some(Quota::Arr { amount: Money::from_major(1_200_000), per: Cadence::Year }),
        start: NaiveDate::from_ymd_opt(2027, 1, 1),
        ..Offer::default()
    };
    change(&mut made, &mut own);
    made.plan = PlanVersion { components: vec![own], ..made.plan };
    made.plan.payout.lag_months = 0;
    made
}

fn tiers(preset: RatePreset, steps: &[(i64, i64)]) -> Rates {
    let steps: Vec<(Rate, Rate)> = steps.iter().map(|it| (Rate::percent(it.0), Rate::percent(it.1))).collect();
    preset.rates(&steps)
}

fn marginal(steps: &[(i64, i64)]) -> Rates {
    tiers(RatePreset::Marginal, steps)
}

fn reckoned(offer: &Offer) -> Reckoned {
    reckon(offer, &Needs::default(), NaiveDate::from_ymd_opt(2027, 1, 1).unwrap())
}

/// Target pay times this, by attainment of what is sold.
type ByHand = fn(f64) -> f64;

/// Every kind of plan with its pay as a multiple of target pay, written out.
fn kinds() -> Vec<(&'static str, Offer, ByHand)> {
    let point = |(attainment, pay)| CurvePoint { attainment: Rate::percent(attainment), pay: Rate::percent(pay) };
    let points = [(0, 0), (50, 20), (100, 100), (150, 250)].map(point).to_vec();
    let step =
        |(from, pay): (i64, i64)| Milestone { at: TierFrom::Quota(Rate::percent(from)), pay: Money::from_major(pay) };
    let steps = [(50, 30_000), (100, 90_000)].map(step).to_vec();
    vec![
        ("straight", offer(|_, _| {}), |at| at),
        (
            "tiers, each at its own rate, with accelerators and a decelerator",
            { offer(|_, own| own.rates = marginal(&[(50, 150), (100, 200), (150, 80)])) },
            |at| {
                at.min(0.5)
                    + 1.5 * (at.min(1.0) - 0.5).max(0.0)
                    + 2.0 * (at.min(1.5) - 1.0).max(0.0)
                    + 0.8 * (at - 1.5).max(0.0)
            },
        ),
        (
            "a rate that reaches back to the first dollar",
            { offer(|_, own| own.rates = tiers(RatePreset::Retroactive, &[(80, 120), (120, 160)])) },
            |at| {
                at * if at > 1.2 {
                    1.6
                } else if at > 0.8 {
                    1.2
                } else {
                    1.0
                }
            },
        ),
        (
            "the bracket reached pays for all overage",
            { offer(|_, own| own.rates = tiers(RatePreset::BracketOnOverage, &[(100, 150), (130, 200)])) },
            |at| at.min(1.0) + (at - 1.0).max(0.0) * if at > 1.3 { 2.0 } else { 1.5 },
        ),
        (
            "a cap on the plan",
            {
                offer(|made, own| {
                    own.rates = marginal(&[(100, 200)]);
                    made.plan.cap = Some(Rate::percent(140));
                })
            },
            |at| (at + (at - 1.0).max(0.0)).min(1.4),
        ),
        ("a cap on attainment", offer(|_, own| own.attainment_cap = Some(Rate::percent(125))), |at| at.min(1.25)),
        (
            "a threshold with a cliff",
            { offer(|_, own| own.threshold = Some(Threshold { at: Rate::percent(70), start: ThresholdStart::Share })) },
            |at| if at < 0.7 { 0.0 } else { at },
        ),
        (
            "a threshold from nothing",
            { offer(|_, own| own.threshold = Some(Threshold { at: Rate::percent(60), start: ThresholdStart::Zero })) },
            |at| {
                if at < 0.6 {
                    0.0
                } else if at < 1.0 {
                    (at - 0.6) / 0.4
                } else {
                    at
                }
            },
        ),
        ("a curve", offer(|_, own| own.rates = Rates::Curve { points }), |at| {
            if at < 0.5 {
                0.4 * at
            } else if at < 1.0 {
                0.2 + 1.6 * (at - 0.5)
            } else {
                1.0 + 3.0 * (at - 1.0)
            }
        }),
        ("fixed sums", offer(|_, own| own.rates = Rates::Milestones { steps }), |at| {
            (if at >= 0.5 { 0.25 } else { 0.0 }) + if at >= 1.0 { 0.75 } else { 0.0 }
        }),
        (
            "credit for four fifths",
            {
                offer(|made, own| {
                    made.credit = Rate::percent(80);
                    own.rates = marginal(&[(100, 300)]);
                })
            },
            |at| 0.8 * at + 2.0 * (0.8 * at - 1.0).max(0.0),
        ),
        (
            "retention that moves a fifth as far",
            {
                offer(|_, own| {
                    own.measure = Measure::NetRetention;
                    own.target = Target::Ratio { ratio: Rate::percent(105) };
                    own.threshold = Some(Threshold { at: Rate::percent(95), start: ThresholdStart::Zero });
                })
            },
            |at| {
                let ratio = 1.05 * (1.0 + 0.2 * (at - 1.0));
                if ratio < 0.95 {
                    0.0
                } else if ratio < 1.05 {
                    (ratio - 0.95) / 0.1
                } else {
                    ratio / 1.05
                }
            },
        ),
    ]
}

fn mean_and_error(drawn: &[f64]) -> (f64, f64) {
    let count = drawn.len() as f64;
    let mean = drawn.iter().sum::<f64>() / count;
    let variance = drawn.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / count;
    (mean, (variance / count).sqrt())
}

#[test]
fn expected_pay_of_every_kind_of_plan_agrees_with_a_hundred_thousand_drawn_years() {
    for (seed, (name, offer, by_hand)) in kinds().into_iter().enumerate() {
        let pay = |at: f64| BASE + VARIABLE * by_hand(at);
        let of = reckoned(&Offer { attainment: bell(), ..offer.clone() });
        for at in [0.0, 0.31, 0.55, 0.72, 0.93, 1.0, 1.11, 1.22, 1.37, 1.61, 2.0] {
            let asked = of.desk.pay(at).to_major();
            assert!((asked - pay(at)).abs() < 0.02, "{name} at {at}: {asked} against {} by hand", pay(at));
        }
        for (spread, attainment) in [("bell", bell()), ("groups", in_groups())] {
            let of = reckoned(&Offer { attainment, ..offer.clone() });
            let mut dice = Dice::new(seed as u64 + 1);
            let mut draw = || if spread == "bell" { of_the_bell(&mut dice) } else { of_the_groups(&mut dice) };
            let drawn: Vec<f64> = (0..DRAWS).map(|_| pay(draw())).collect();
            let (mean, error) = mean_and_error(&drawn);
            let expected = of.expected.unwrap().to_major();
            let off = (expected - mean).abs() / error;
            assert!(off < 4.0, "{name}, {spread}: {expected} against {mean} ± {error}");
        }
    }
}

#[test]
fn the_first_year_in_hand_with_ramp_and_draw_agrees_with_a_hundred_thousand_drawn_years() {
    // Three months of ramp at a quarter, a half and three quarters; 120,000 a year is 10,000 a month at quota, paid each month.
    let monthly = |at: f64| -> Vec<f64> {
        (0..12).map(|month| 10_000.0 * at * f64::min(1.0, f64::from(month + 1) / 4.0)).collect()
    };
    let draw = |kind| {
        offer(|made, own| {
            own.cadence = Cadence::Month;
            own.rated = remit::model::comp::Rated::Period;
            made.ramp_months = 3;
            made.plan.draw = Some(Draw::level(kind, Monthly::new(Money::from_major(6_000)), Some(4)).with_its_month());
        })
    };
    // A guarantee tops four months up to 6,000.
    let topped = |at: f64| -> f64 {
        monthly(at).iter().enumerate().map(|(month, paid)| if month < 4 { paid.max(6_000.0) } else { *paid }).sum()
    };
    // A draw does so too, and takes it back out of whatever is more than nothing later.
    let owed = |at: f64| -> f64 {
        let (mut debt, mut sum) = (0.0_f64, 0.0);
        for (month, paid) in monthly(at).iter().enumerate() {
            if month < 4 {
                let above = (paid - 6_000.0).max(0.0);
                let back = above.min(debt);
                debt += (6_000.0 - paid).max(0.0) - back;
                sum += paid.max(6_000.0) - back;
            } else {
                let back = paid.min(debt);
                debt -= back;
                sum += paid - back;
            }
        }
        sum
    };
    type Year<'a> = &'a dyn Fn(f64) -> f64;
    let years: [(&str, DrawKind, Year); 2] =
        [("guarantee", DrawKind::GuaranteeTopUp, &topped), ("recoverable draw", DrawKind::Recoverable, &owed)];
    for (name, kind, by_hand) in years {
        let offer = Offer { attainment: in_groups(), ..draw(kind) };
        let of = reckoned(&offer);
        let in_hand = |at: f64| cash(&offer, &of.desk, at).year().to_major();
        for at in [0.0, 0.2, 0.48, 0.73, 1.0, 1.44] {
            let (asked, hand) = (in_hand(at), BASE + by_hand(at));
            // Deals are made of thousandths, pay of cents each month.
            assert!((asked - hand).abs() < 0.15, "{name} at {at}: {asked} against {hand}");
        }
        let mut dice = Dice::new(77);
        let drawn: Vec<f64> = (0..DRAWS).map(|_| BASE + by_hand(of_the_groups(&mut dice))).collect();
        let (mean, error) = mean_and_error(&drawn);
        // The mean of cash over the groups, by the middle of sixty slices of each.
        let groups = [(0.0, 0.5, 0.25), (0.5, 1.1, 0.5), (1.1, 1.8, 0.25)];
        let slices = groups.iter().map(|(from, to, share)| {
            let of_one = (0..60).map(|it| in_hand(from + (to - from) * (f64::from(it) + 0.5) / 60.0)).sum::<f64>();
            share * of_one / 60.0
        });
        let expected: f64 = slices.sum();
        assert!((expected - mean).abs() < 4.0 * error + 1.0, "{name}: {expected} against {mean} ± {error}");
        // A year once ramped knows neither of them.
        assert_eq!(
            of.expected,
            reckoned(&Offer {
                ramp_months: 0,
                plan: PlanVersion { draw: None, ..offer.plan.clone() },
                ..offer.clone()
            })
            .expected
        );
    }
}

#[test]
fn every_break_even_of_every_two_kinds_is_where_both_plans_pay_the_same_or_jump() {
    let all: Vec<(&str, Reckoned)> = kinds()
        .into_iter()
        .flat_map(|(name, offer, _)| {
            let steady = Offer { base: Some(Yearly::new(Money::from_major(113_000))), ..offer.clone() };
            let steady = Offer { variable: Some(Yearly::new(Money::from_major(71_000))), ..steady };
            [(name, reckoned(&offer)), (name, reckoned(&steady))]
        })
        .collect();
    let mut met = 0;
    for (place, (name, one)) in all.iter().enumerate() {
        for (other_name, other) in all.iter().skip(place + 1) {
            let found = break_evens(one, other);
            for it in &found {
                met += 1;
                let (a, b) = (one.desk.pay(it.at), other.desk.pay(it.at));
                assert_eq!((a, b), (it.first, it.second));
                let leads = |at: f64| (one.desk.pay(at) - other.desk.pay(at)).to_major();
                // A leap may begin where both paid the same.
                if !it.jump {
                    assert!((a - b).to_major().abs() <= 0.05, "{name} and {other_name} at {}: {a}, {b}", it.at);
                }
                let above = leads(it.at + 1e-4);
                assert!(
                    above.abs() < 0.05 || (above > 0.0) == it.first_leads_above,
                    "{name}, {other_name} at {}",
                    it.at
                );
            }
            // And none is missed: whoever leads changes only there.
            let mut last = None;
            for step in 0..=300 {
                let at = f64::from(step) / 100.0 + 0.0033;
                let gap = (one.desk.pay(at) - other.desk.pay(at)).to_major();
                if gap.abs() <= 0.05 || at > 3.0 {
                    continue;
                }
                if let Some((before, led)) = last
                    && led != (gap > 0.0)
                {
                    assert!(
                        found.iter().any(|it| it.at >= before - 1e-9 && it.at <= at + 1e-9),
                        "{name}, {other_name}: missed before {at}"
                    );
                }
                last = Some((at, gap > 0.0));
            }
        }
    }
    assert!(met > 40, "{met} break-evens were looked at");
}
