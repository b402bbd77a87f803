//! Two plans side by side: where one pays more than the other, cliffs, and what to expect, on a pair of plans reckoned by hand.
//!
//! Both have 100,000 of target variable on a quota of 1,000,000, in thousands:
//!
//! - A pays once to quota and twice above: 100 a up to 100 %, 200 a - 100 beyond.
//! - B pays 100 a below 110 % and, reaching back, 120 a from there: a cliff of 132 - 110 = 22 at 110 %.
//!
//! Up to 100 % they pay the same. Between 100 and 110 % B pays 100 - 100 a more, which is less. At 110 % it jumps from 10 behind (110
//! against 120) to 12 ahead (132 against 120), and stays ahead until 120 a = 200 a - 100, at 125 %.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::engine::{
    Half, PairColumn, PairOf, PlanSide, Spread, Value, attaining_as, plan_cliffs, plan_pair, plan_rival,
};
use remit::model::comp::{Component, PlanVersion, RatePreset};
use remit::model::{AttainmentBucket, AttainmentSpread, Document, Quota, Terms};
use remit::units::{Cadence, Money, PlanId, Rate, Yearly};

fn plan(preset: RatePreset, from: i64, pays: i64) -> PlanVersion {
    let rates = preset.rates(&[(Rate::percent(from), Rate::percent(pays))]);
    PlanVersion { components: vec![Component { rates, ..Component::default() }], ..PlanVersion::default() }
}

fn accelerated() -> PlanVersion {
    plan(RatePreset::Marginal, 100, 200)
}

fn with_cliff() -> PlanVersion {
    plan(RatePreset::Retroactive, 110, 120)
}

fn terms(ote: i64, quota: i64) -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(100_000)),
        ote: Yearly::new(Money::from_major(ote)),
        quota: Some(Quota::Arr { amount: Money::from_major(quota), per: Cadence::Year }),
        ..Terms::default()
    }
}

/// Half of the people at 90 %, half at 120 %.
fn halves() -> Spread {
    let at = |at: i64| AttainmentBucket { from: Rate::percent(at), to: Rate::percent(at), share: Rate::percent(50) };
    Spread::of(&AttainmentSpread::Buckets { buckets: vec![at(90), at(120)] }).unwrap()
}

fn close(found: (f64, f64), wanted: (f64, f64)) {
    assert!((found.0 - wanted.0).abs() < 1e-4 && (found.1 - wanted.1).abs() < 1e-4, "{found:?} is not {wanted:?}");
}

#[test]
fn the_crossings_and_the_cliff_are_where_a_pencil_puts_them() {
    let (document, terms) = (Document::default(), terms(200_000, 1_000_000));
    let (a, b) = (accelerated(), with_cliff());
    let [one, other] = [&a, &b].map(|version| PlanSide::new(&document, version, &terms));
    let rival = plan_rival(&one, &other, 2.0);
    assert_eq!((rival.ahead.len(), rival.behind.len()), (1, 2), "{rival:?}");
    close(rival.ahead[0], (1.10, 1.25));
    close(rival.behind[0], (1.00, 1.10));
    close(rival.behind[1], (1.25, 2.00));
    let cliffs = plan_cliffs(&document, &b, &terms);
    assert_eq!(cliffs.len(), 1);
    assert!((cliffs[0].at - 1.1).abs() < 1e-9);
    assert!((cliffs[0].amount.to_major() - 22_000.0).abs() < 1.0, "{cliffs:?}");
    assert!(plan_cliffs(&document, &a, &terms).is_empty());
}

#[test]
fn the_table_has_pay_difference_rates_cost_of_sales_and_what_to_expect() {
    let (document, terms) = (Document::default(), terms(200_000, 1_000_000));
    let (a, b) = (accelerated(), with_cliff());
    let [one, other] = [&a, &b].map(|version| PlanSide::new(&document, version, &terms));
    let pair = plan_pair(&one, &other, &[0.0, 0.5, 1.2], Some(&halves()));
    let lines: Vec<_> = pair.lines().collect();
    assert_eq!(lines.len(), 4);
    let pay = |at: usize| (lines[at].0.variable.to_major(), lines[at].1.variable.to_major());
    assert_eq!((pay(0), pay(1), pay(2)), ((0.0, 0.0), (50_000.0, 50_000.0), (140_000.0, 144_000.0)));
    // 140,000 and 144,000 on 1.2 million, and with 100,000 of base.
    let share = |found: Option<f64>, wanted: f64| assert!((found.unwrap() - wanted).abs() < 1e-9, "{found:?} {wanted}");
    share(lines[2].0.rate, 140.0 / 1_200.0);
    share(lines[2].1.rate, 144.0 / 1_200.0);
    share(lines[2].0.ccos, 240.0 / 1_200.0);
    share(lines[2].1.ccos, 244.0 / 1_200.0);
    // Expected: (90 + 140) / 2 and (90 + 144) / 2; the mean, 105 %, is credited with 1,050 thousand.
    assert!(lines[3].2 && !lines[2].2);
    assert_eq!(pay(3), (115_000.0, 117_000.0));
    share(lines[3].0.ccos, 215.0 / 1_050.0);
    share(lines[3].1.ccos, 217.0 / 1_050.0);

    let id = PlanId::new("a");
    let of = PairOf { plan: &id, whose: "role/a/any", is_open: true };
    let why = |line, column| pair.why(line, column, (of, of)).value;
    assert_eq!(why(2, PairColumn::Gap), Value::Money(Money::from_major(4_000)));
    assert_eq!(why(2, PairColumn::GapShare), Value::Share(4_000.0 / 140_000.0));
    assert_eq!(why(3, PairColumn::Pay(Half::Other)), Value::Money(Money::from_major(117_000)));
    assert!(matches!(why(0, PairColumn::GapShare), Value::Undefined(_)), "nothing is no whole to take a share of");
}

#[test]
fn each_plan_stands_at_its_own_target_and_terms() {
    // Twice the variable on twice the quota: at every attainment twice the pay, at half the attainment the same ARR.
    let document = Document::default();
    let (small, large) = (terms(200_000, 1_000_000), terms(300_000, 2_000_000));
    let a = accelerated();
    let (one, other) = (PlanSide::new(&document, &a, &small), PlanSide::new(&document, &a, &large));
    for (at, pays) in [(0.5, 50_000), (1.0, 100_000), (1.5, 200_000)] {
        assert_eq!((one.pay(at), other.pay(at)), (Money::from_major(pays), Money::from_major(2 * pays)), "at {at}");
    }
}

#[test]
fn a_plan_of_another_scenario_is_told_at_the_rate_of_the_plan_year_and_for_the_same_people() {
    let mut home = Document::default();
    home.settings.currency = "USD".parse().unwrap();
    home.settings.plan_rates.insert("EUR".to_owned(), Rate::percent(125));
    home.assumptions.ratio_spread = Rate::percent(40);
    let mut abroad = Document::default();
    abroad.settings.currency = "EUR".parse().unwrap();
    let abroad = attaining_as(abroad, &home);
    assert_eq!(abroad.assumptions.ratio_spread, Rate::percent(40));
    let (terms, a, b) = (terms(200_000, 1_000_000), accelerated(), with_cliff());
    let one = PlanSide::new(&home, &a, &terms);
    let other = PlanSide::new(&abroad, &b, &terms).told_in(&home).unwrap();
    let pair = plan_pair(&one, &other, &[1.2], Some(&halves()));
    let lines: Vec<_> = pair.lines().collect();
    // 144,000 EUR are 180,000 USD; 117,000 are 146,250. Shares stay what they are.
    assert_eq!(lines[0].1.variable, Money::from_major(180_000));
    assert_eq!(lines[1].1.variable, Money::from_major(146_250));
    assert!((lines[0].1.ccos.unwrap() - 244.0 / 1_200.0).abs() < 1e-9);
    assert_eq!(pair.other.table.base, Money::from_major(125_000));
}
