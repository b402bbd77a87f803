//! Results that respond to the split of pay: off by default, explicit where on, and by hand.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::engine::{Env, Metric, Op, Outcome, Scope, Value, evaluate, explain, pay_splits};
use remit::model::comp::{Component, Measure, Plan, PlanVersion, Target};
use remit::model::{CoverageResponse, Document, Function, Terms, sample};
use remit::units::{Cadence, ComponentId, PlanId, Rate, Yearly};
use support::{day, money, plan, quiet, role, seats, steady, with_customer, with_new_arr};

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn weighted(id: &str, measure: Measure, percent: i64) -> Component {
    let target = if measure.is_ratio() { Target::Ratio { ratio: Rate::ONE } } else { Target::default() };
    Component { id: ComponentId::new(id), measure, weight: Rate::percent(percent), target, ..Component::default() }
}

/// A plan that pays on new business, retention and expansion in these shares.
fn split(id: &str, [new, kept, grown]: [i64; 3]) -> Plan {
    let of = [
        weighted("new", Measure::NewArr, new),
        weighted("kept", Measure::GrossRetention, kept),
        weighted("grown", Measure::ExpansionArr, grown),
    ];
    plan(id, of.into_iter().filter(|it| it.weight > Rate::ZERO).collect())
}

fn paid(plan: &str) -> Terms {
    Terms {
        base: Yearly::new(money(50_000.0)),
        ote: Yearly::new(money(100_000.0)),
        plan: Some(PlanId::new(plan)),
        ..steady(money(12_000.0), Cadence::Month)
    }
}

/// One hybrid who closes and one account manager who keeps; a customer of 120,000 falls due in January: 80 % renews and a tenth is added.
fn pair() -> Document {
    let mut document = quiet();
    with_new_arr(&mut document, 0, money(100_000.0));
    document.seats.clear();
    with_customer(&mut document, "kept", money(120_000.0), |fate| {
        (fate.renewal, fate.expansion) = (Rate::percent(80), Rate::percent(10));
    });
    document.roles =
        vec![role("hybrid", Function::Hybrid, paid("mixed")), role("am", Function::AccountManagement, paid("keeping"))];
    document.plans = vec![split("mixed", [50, 25, 25]), split("keeping", [0, 50, 50])];
    document.seats = [seats(1, "hybrid", "hybrid", "2020-01-01"), seats(1, "am", "am", "2020-01-01")].concat();
    document.seats[0].segment = Some(remit::units::SegmentId::new("all"));
    document.seats[1].segment = Some(remit::units::SegmentId::new("kept"));
    document
}

fn on(document: &mut Document, [new, kept, grown]: [i64; 3]) {
    let reference = pay_splits(document);
    let rule = &mut document.assumptions.incentives;
    (rule.on, rule.reference) = (true, reference);
    (rule.new_business, rule.retention, rule.expansion) =
        (Rate::percent(new), Rate::percent(kept), Rate::percent(grown));
}

#[test]
fn switched_off_or_at_its_reference_nothing_moves() {
    let plain = sample::company();
    let before = outcome(&plain);
    let mut off = plain.clone();
    on(&mut off, [100, 100, 100]);
    off.assumptions.incentives.on = false;
    assert_eq!(outcome(&off), before);
    let mut still = plain.clone();
    on(&mut still, [100, 100, 100]);
    let mut now = outcome(&still);
    assert!(now.incentives.iter().all(|line| line.multiplier == 1.0));
    now.incentives.clear();
    assert_eq!(now, before, "what a reference was taken from is no change");
    let mut none = plain;
    on(&mut none, [0, 0, 0]);
    let outcome = outcome(&none);
    assert!(outcome.incentives.is_empty(), "no elasticity is no response");
    assert_eq!(outcome.segments, before.segments);
}

#[test]
fn a_plan_that_pays_for_nothing_has_no_split_to_respond_to() {
    let mut document = pair();
    on(&mut document, [100, 100, 100]);
    let before = outcome(&document);
    // A third seat that looks after customers, with variable pay and a plan without a component.
    document.plans.push(plan("nothing", Vec::new()));
    document.roles.push(role("other", Function::CustomerSuccess, paid("nothing")));
    document.seats.extend(seats(1, "other", "other", "2020-01-01"));
    document.seats[2].segment = Some(remit::units::SegmentId::new("kept"));
    let after = outcome(&document);
    assert_eq!(
        (&after.segments[0].ledger, &after.segments[1].ledger),
        (&before.segments[0].ledger, &before.segments[1].ledger)
    );
    assert!(pay_splits(&document).iter().all(|it| it.role.as_str() != "other"));
    // Its people keep customers as before, whatever the others do more.
    document.plans[1] = split("keeping", [0, 72, 28]);
    let churn = outcome(&document).segments[1].ledger[0].churn;
    assert!(churn > money(0.0) && churn < money(24_000.0), "{churn}");
}

#[test]
fn a_quarter_more_of_the_split_on_new_business_is_an_eighth_more_capacity_at_returns_of_a_half() {
    let mut document = pair();
    on(&mut document, [100, 0, 0]);
    let before = outcome(&document).segments[0].ledger[0].new;
    assert_eq!(before, money(12_000.0));
    // 50 % of pay becomes 62.5 %: effort 1.25, output its square root.
    document.plans[0] = split("mixed", [625, 125, 250].map(|it| it / 10));
    document.plans[0].versions[0].components[0].weight = Rate::from_ppm(625_000);
    document.plans[0].versions[0].components[1].weight = Rate::from_ppm(125_000);
    let outcome = outcome(&document);
    assert_eq!(outcome.segments[0].ledger[0].new, money(13_416.41));
    let explained = explain(&outcome, Metric::NewArr, Scope::Company, outcome.whole());
    let told: Vec<_> = explained.terms.iter().filter(|it| it.label.contains("response to the split")).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].op, told[0].value), (Op::Aside, Value::Multiple(1.25f64.sqrt())));
    // Not where it moves nothing: other figures.
    for metric in [Metric::Customers, Metric::ChurnArr, Metric::ExpansionArr, Metric::BasePay] {
        let explained = explain(&outcome, metric, Scope::Company, outcome.whole());
        assert!(!explained.terms.iter().any(|it| it.label.contains("response to the split")), "{metric:?}");
    }
}

#[test]
fn effort_on_retention_works_on_what_is_lost_and_on_expansion_on_what_is_added() {
    let mut document = pair();
    assert_eq!(document.assumptions.coverage.response, CoverageResponse::Off);
    on(&mut document, [0, 100, 100]);
    let lost_and_added = |document: &Document| {
        let first = outcome(document).segments[1].ledger[0];
        (first.churn, first.expansion)
    };
    assert_eq!(lost_and_added(&document), (money(24_000.0), money(9_600.0)));
    // Retention from 50 % to 72 %: effort 1.44, output 1.2, so churn of 20 % becomes 16.67 %. Expansion from 50 % to 28 %: output 0.7483.
    document.plans[1] = split("keeping", [0, 72, 28]);
    let (churn, expansion) = lost_and_added(&document);
    assert_eq!(churn, money(20_000.0));
    assert_eq!(expansion, money(7_483.31));
}

#[test]
fn output_is_concave_in_effort() {
    let mut document = pair();
    on(&mut document, [100, 0, 0]);
    let mut booked = |percent: i64| {
        document.plans[0] = split("mixed", [percent, (100 - percent) / 2, (100 - percent) / 2]);
        outcome(&document).segments[0].ledger[0].new.to_major()
    };
    let (low, middle, high) = (booked(40), booked(60), booked(80));
    assert!(low < middle && middle < high);
    assert!(middle - low > high - middle, "the first points bring more than the last");
}

#[test]
fn a_version_of_the_plan_moves_results_from_the_month_in_which_it_holds() {
    let mut document = pair();
    on(&mut document, [0, 100, 0]);
    document.segments[1].opening.arr = money(240_000.0);
    document.segments[1].opening.customers = 12;
    let mut later = split("keeping", [0, 100, 0]).versions.remove(0);
    later.from = Some(day("2027-07-01"));
    document.plans[1].versions.push(PlanVersion { ..later });
    let outcome = outcome(&document);
    let churn = |month: usize| outcome.segments[1].ledger[month].churn;
    // 20,000 of the typed opening book fall due each month.
    assert_eq!((churn(1), churn(5)), (money(4_000.0), money(4_000.0)));
    assert_eq!(churn(6), money(2_828.43));
    let lines: Vec<_> = outcome
        .incentives
        .iter()
        .filter(|it| it.role.as_str() == "am" && it.pot == remit::model::comp::Pot::Retention)
        .map(|it| (it.months, it.now))
        .collect();
    assert_eq!(lines, [((0, 5), 0.5), ((6, 11), 1.0)]);
}

#[test]
fn what_nobody_is_paid_for_falls_to_a_quarter_and_what_was_never_paid_for_stays() {
    let mut document = pair();
    on(&mut document, [100, 0, 100]);
    document.plans[1] = split("keeping", [0, 100, 0]);
    assert_eq!(outcome(&document).segments[1].ledger[0].expansion, money(2_400.0));
    document.plans[1] = split("keeping", [30, 35, 35]);
    let new = outcome(&document).incentives;
    let line = new.iter().find(|it| it.role.as_str() == "am" && it.multiplier == 1.0 && it.reference == Some(0.0));
    assert!(line.is_some(), "pay on new business has nothing to be compared with");
}

#[test]
fn a_line_stands_for_each_purpose_that_a_role_is_paid_for_or_was() {
    let mut document = pair();
    on(&mut document, [100, 100, 100]);
    let lines = |document: &Document, role: &str| {
        let outcome = outcome(document);
        let of: Vec<(f64, Option<f64>)> =
            outcome.incentives.iter().filter(|it| it.role.as_str() == role).map(|it| (it.now, it.reference)).collect();
        of
    };
    assert_eq!(lines(&document, "am"), [(0.5, Some(0.5)), (0.5, Some(0.5))], "never for new business");
    assert_eq!(lines(&document, "hybrid").len(), 3);
    // Retention is paid for no more, and expansion is all that is left beside new business.
    document.plans[0] = split("mixed", [50, 0, 50]);
    assert_eq!(lines(&document, "hybrid"), [(0.5, Some(0.5)), (0.0, Some(0.25)), (0.5, Some(0.25))]);
}
