//! What a plan costs in expectation, by hand.

use super::*;
use crate::engine::one_person;
use crate::model::comp::{Measure, Rates, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue};
use crate::model::{AttainmentBucket, AttainmentSpread, Quota};
use crate::units::{Cadence, Rate, Yearly};

/// 100,000 variable on a quota of 1,000,000, so that pay is read off the attainment.
fn terms() -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(100_000)),
        ote: Yearly::new(Money::from_major(200_000)),
        quota: Some(Quota::Arr { amount: Money::from_major(1_000_000), per: Cadence::Year }),
        ..Terms::default()
    }
}

fn tiered(tiers: &[(i64, i64)]) -> Component {
    let tier = |(from, multiple): &(i64, i64)| Tier {
        from: TierFrom::Quota(Rate::percent(*from)),
        value: TierValue::Multiple(Rate::percent(*multiple)),
        reach: Default::default(),
    };
    let rates = Rates::Tiers { tiers: tiers.iter().map(tier).collect(), boundary: Default::default() };
    Component { measure: Measure::NewArr, rates, ..Component::default() }
}

fn version(component: Component) -> PlanVersion {
    PlanVersion { components: vec![component], ..PlanVersion::default() }
}

fn groups(rows: &[(i64, i64, i64)]) -> Spread {
    let bucket = |(from, to, share): &(i64, i64, i64)| AttainmentBucket {
        from: Rate::percent(*from),
        to: Rate::percent(*to),
        share: Rate::percent(*share),
    };
    Spread::of(&AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() }).unwrap()
}

fn normal(mean: i64, deviation: i64) -> Spread {
    let (mean, deviation) = (Rate::percent(mean), Rate::percent(deviation));
    Spread::of(&AttainmentSpread::Normal { mean, deviation }).unwrap()
}

fn expect(version: &PlanVersion, spread: &Spread) -> Expected {
    expected_cost(&Document::default(), version, &one_person(&terms()), spread)
}

#[test]
fn a_flat_plan_costs_what_it_pays_at_the_mean_whatever_the_spread() {
    let flat = version(tiered(&[(0, 100)]));
    for spread in [normal(90, 25), normal(100, 60), groups(&[(0, 100, 60), (120, 120, 40)])] {
        let found = expect(&flat, &spread);
        assert_eq!(found.pay, found.at_mean);
        assert!(found.for_spread().unwrap().abs() < 1e-6);
    }
    assert_eq!(expect(&flat, &groups(&[(50, 50, 50), (110, 110, 50)])).pay, Money::from_major(80_000));
}

#[test]
fn an_accelerator_makes_the_spread_cost_more_than_its_mean() {
    let plan = version(tiered(&[(0, 100), (100, 200)]));
    // A third each at 50, 100 and 150 %: 50,000, 100,000 and 200,000; everyone at the mean of 100 % earns 100,000.
    let found = expect(&plan, &groups(&[(50, 50, 20), (100, 100, 20), (150, 150, 20)]));
    assert_eq!((found.pay, found.at_mean), (Money::from_mills(116_666_670), Money::from_major(100_000)));
    assert!((found.for_spread().unwrap() - 1.0 / 6.0).abs() < 1e-6);
    assert!((found.at_quota - 2.0 / 3.0).abs() < 1e-12);
    // Normal around quota: what lies above it counts twice, and the mean of the upper half is s / root(2 pi) = 0.0797885.
    let found = expect(&plan, &normal(100, 20));
    assert!((found.pay.to_major() - 107_978.85).abs() < 1.0, "{found:?}");
}

#[test]
fn a_jump_beside_the_mean_is_found_and_one_on_it_or_far_from_it_is_not() {
    let mut component = tiered(&[(0, 100), (100, 150)]);
    if let Rates::Tiers { tiers, .. } = &mut component.rates {
        tiers[1].reach = crate::model::comp::Reach::FirstDollar;
    }
    let plan = version(component);
    // Past quota all of 100,000 is paid half more. What a normal spread of 30 points cuts off below nothing lifts its mean a little.
    let found = expect(&plan, &normal(100, 30));
    assert!(found.mean > 1.000_01 && found.mean < 1.000_5, "{}", found.mean);
    let cliff = found.cliff.unwrap();
    assert!(cliff.at == 1.0 && (cliff.amount.to_major() - 50_000.0).abs() < 1.0, "{cliff:?}");
    assert_eq!(expect(&plan, &normal(90, 20)).cliff, None);
    assert_eq!(expect(&plan, &groups(&[(100, 100, 100)])).cliff, None);
    assert_eq!(expect(&version(tiered(&[(0, 100), (100, 200)])), &normal(100, 30)).cliff, None, "a bend is no jump");
}

#[test]
fn a_cap_makes_the_spread_cost_less() {
    let mut component = tiered(&[(0, 100)]);
    component.cap = Some(Rate::percent(120));
    let plan = version(component);
    // Evenly from 80 to 160 %: half of them on the line from 80 to 120, half at the cap.
    let spread = groups(&[(80, 160, 100)]);
    let found = expect(&plan, &spread);
    assert_eq!(found.pay, Money::from_major(110_000));
    assert_eq!(found.at_mean, Money::from_major(120_000));
    assert!(found.for_spread().unwrap() < -0.08);
    let caps = pay_caps(&Document::default(), &plan, &terms(), &spread);
    assert_eq!(caps.len(), 1);
    assert!((caps[0].at - 1.2).abs() < 1e-6 && (caps[0].share - 0.5).abs() < 1e-6, "{caps:?}");
}

#[test]
fn a_threshold_pays_nothing_to_those_below_it_and_the_cliff_is_theirs_who_reach_it() {
    let mut component = tiered(&[(0, 100)]);
    component.threshold = Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Share });
    let plan = version(component);
    // Evenly from 60 to 100 %: half below; the others earn 80,000 to 100,000.
    let spread = groups(&[(60, 100, 100)]);
    assert_eq!(expect(&plan, &spread).pay, Money::from_major(45_000));
    let found = pay_thresholds(&Document::default(), &plan, &terms(), &spread);
    assert_eq!(found.len(), 1);
    assert!((found[0].at - 0.8).abs() < 1e-12 && (found[0].share - 0.5).abs() < 1e-12);
    // On the threshold it is met.
    let on_it = groups(&[(80, 80, 100)]);
    assert_eq!(expect(&plan, &on_it).pay, Money::from_major(80_000));
    assert_eq!(pay_thresholds(&Document::default(), &plan, &terms(), &on_it)[0].share, 0.0);
}

#[test]
fn a_cap_of_the_plan_and_one_on_attainment_are_found_where_they_bite() {
    let mut component = tiered(&[(0, 100), (100, 200)]);
    component.attainment_cap = Some(Rate::percent(140));
    let mut plan = version(component);
    plan.cap = Some(Rate::percent(150));
    let caps = pay_caps(&Document::default(), &plan, &terms(), &normal(100, 20));
    let at: Vec<_> = caps.iter().map(|it| (it.component, (it.at * 1e4).round() / 1e4)).collect();
    // 100 % + 25 % x 2 = 150 % of target pay.
    assert_eq!(at, [(Some(0), 1.4), (None, 1.25)]);
    assert!((caps[0].share - 0.022_75).abs() < 1e-4 && (caps[1].share - 0.105_65).abs() < 1e-4);
}

#[test]
fn a_cap_that_is_met_only_between_two_steps_of_a_multiplier_is_found_there() {
    use crate::model::comp::{Factor, Multiplier, MultiplierBy};
    // What is expanded moves along: from 110 % it doubles pay, from 115 % it halves it.
    let mut document = Document::default();
    document.assumptions.other_measures = crate::model::OtherMeasures::SameAttainment;
    let step = |from, factor| Factor { from: Rate::percent(from), factor: Rate::percent(factor) };
    let by = MultiplierBy::Steps { steps: vec![step(0, 100), step(110, 200), step(115, 50)] };
    let multiplier = Some(Multiplier { measure: Measure::ExpansionArr, by });
    let mut plan = version(Component { multiplier, ..tiered(&[(0, 100)]) });
    plan.cap = Some(Rate::percent(200));
    // 1.1 x 2 is more than twice the target pay; 1.15 x 0.5 is not, nor is anything up to 400 %.
    let caps = pay_caps(&document, &plan, &terms(), &normal(100, 20));
    assert_eq!(caps.len(), 1);
    assert!(caps[0].component.is_none() && (caps[0].at - 1.1).abs() < 1e-6, "{caps:?}");
}

#[test]
fn a_ratio_that_never_moves_is_at_its_target() {
    let mut document = Document::default();
    document.assumptions.ratio_spread = Rate::ZERO;
    let nrr = |cap: i64, threshold: i64| {
        version(Component {
            measure: Measure::NetRetention,
            target: Target::Ratio { ratio: Rate::ONE },
            threshold: Some(Threshold { at: Rate::percent(threshold), start: ThresholdStart::Share }),
            attainment_cap: Some(Rate::percent(cap)),
            ..tiered(&[(0, 100)])
        })
    };
    // Everyone is above a cap at 95 % and below a threshold at 105 %; at the target itself both let everyone through.
    let shares = |plan: &PlanVersion| {
        let (spread, terms) = (normal(100, 20), terms());
        let capped = pay_caps(&document, plan, &terms, &spread)[0].share;
        (capped, pay_thresholds(&document, plan, &terms, &spread)[0].share)
    };
    assert_eq!(shares(&nrr(95, 90)), (1.0, 0.0));
    assert_eq!(shares(&nrr(100, 100)), (0.0, 0.0));
    assert_eq!(shares(&nrr(110, 105)), (0.0, 1.0));
}

#[test]
fn a_retention_ratio_moves_a_fifth_as_far_as_a_quota_does() {
    // Nothing below 95 %, target pay at 100 %, straight between; capped there. At a fifth, 95 % is met by who is at 75 %.
    let nrr = Component {
        measure: Measure::NetRetention,
        target: Target::Ratio { ratio: Rate::ONE },
        weight: Rate::percent(40),
        threshold: Some(Threshold { at: Rate::percent(95), start: ThresholdStart::Zero }),
        cap: Some(Rate::ONE),
        ..tiered(&[(0, 100)])
    };
    let commission = Component { weight: Rate::percent(60), ..tiered(&[(0, 100)]) };
    let plan = PlanVersion { components: vec![commission, nrr], ..PlanVersion::default() };
    let mut document = Document::default();
    // Halves at 85 and 125 %: commission 51,000 and 75,000; retention stands at 97 and 105 %, the latter at the cap of 40,000.
    let spread = groups(&[(85, 85, 50), (125, 125, 50)]);
    let expect = |document: &Document| expected_cost(document, &plan, &one_person(&terms()), &spread).pay;
    // At 97 % two fifths of the way from 95 to 100 are done: 16,000.
    assert_eq!(expect(&document), Money::from_major((51_000 + 16_000 + 75_000 + 40_000) / 2));
    let even = groups(&[(50, 100, 100)]);
    let floor = pay_thresholds(&document, &plan, &terms(), &even);
    assert!((floor[0].at - 0.95).abs() < 1e-9 && (floor[0].share - 0.5).abs() < 1e-9, "{floor:?}");
    // As wide as amounts, 85 % is below the floor; not moving at all, it is always at target.
    document.assumptions.ratio_spread = Rate::ONE;
    assert_eq!(expect(&document), Money::from_major((51_000 + 75_000 + 40_000) / 2));
    document.assumptions.ratio_spread = Rate::ZERO;
    assert_eq!(expect(&document), Money::from_major((51_000 + 75_000 + 80_000) / 2));
    assert_eq!(pay_thresholds(&document, &plan, &terms(), &even)[0].share, 0.0);
}
