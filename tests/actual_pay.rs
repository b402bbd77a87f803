//! Pay as it was reported stands in the cost of closed months, retention differs by base and by rate, and what is told beside a plan moves
//! none of its figures.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use proptest::prelude::*;
use remit::edit::{Command, apply};
use remit::engine::{Cause, Env, Metric, Outcome, Row, Scope, Span, evaluate, explain, planned, variance};
use remit::model::{ActualField, ActualMonth, Document, GoalLever, PlanGoal, open, sample, set_input, to_value};
use remit::present::capacity::{Teller, reported_say};
use remit::units::{Money, Month, Rate, SegmentId};
use std::sync::Arc;
use support::random::Random;
use support::{money, quiet};

const JAN: Span = Span { from: 0, to: 0 };
const FEB: Span = Span { from: 1, to: 1 };

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn row(at: i32, segment: Option<&str>, values: &[(ActualField, f64)]) -> ActualMonth {
    let mut row = ActualMonth::new(Month::new(2027, 1).plus(at), segment.map(SegmentId::new));
    for (field, value) in values {
        row.set(*field, Some(money(*value)));
    }
    row
}

/// The sample with January closed in every segment as it was planned, and with these rows beside.
fn closed(more: Vec<ActualMonth>) -> Document {
    let mut document = sample::company();
    let plan = outcome(&document);
    let mut rows = more;
    for segment in &plan.segments {
        let mut own = ActualMonth::new(Month::new(2027, 1), Some(segment.id.clone()));
        own.new = Some(segment.ledger[0].new);
        match rows.iter_mut().find(|it| it.segment.as_ref() == Some(&segment.id) && it.month == own.month) {
            Some(there) => there.new = own.new,
            None => rows.push(own),
        }
    }
    document.actuals = Arc::new(rows);
    document
}

fn amount(row: &Row, metric: Metric) -> f64 {
    row.value(metric).to_f64().unwrap()
}

#[track_caller]
fn near(value: f64, by_hand: f64, within: f64) {
    assert!((value - by_hand).abs() <= within, "{value}, by hand {by_hand}");
}

#[test]
fn in_a_closed_month_cost_is_what_was_paid_and_no_statement_changes() {
    let paid = [(ActualField::BasePay, 500_000.0), (ActualField::VariablePay, 123_456.0)];
    let (plan, actual) = (outcome(&closed(Vec::new())), outcome(&closed(vec![row(0, None, &paid)])));
    let (was, is) = (Row::of(&plan, JAN), Row::of(&actual, JAN));
    assert_ne!(was.base, money(500_000.0));
    assert_eq!((is.base, is.variable(), is.comp_cost()), (money(500_000.0), money(123_456.0), money(623_456.0)));
    // Taxes and benefits are a fifth of it; marketing is 300,000 and other cost 110,000 a month. Coins of each person's part aside.
    near(is.burden.to_major(), 124_691.2, 0.5);
    near(amount(&is, Metric::SalesMarketing), 623_456.0 + 124_691.2 + 410_000.0, 0.5);
    let both = (is.movements.new + is.movements.expansion).to_major();
    near(amount(&is, Metric::Ccos), 623_456.0 / both, 1e-9);
    // Who wins customers and who keeps them got the same parts of it as planned.
    let share = was.acquisition_pay.to_major() / (was.comp_cost().to_major() * 1.2);
    near(is.acquisition_pay.to_major(), 623_456.0 * 1.2 * share, 1.0);
    near(amount(&is, Metric::Cac), amount(&is, Metric::AcquisitionCost) / is.customers_won, 0.01);
    // What people earn, and what is paid out to them, is as planned.
    assert_eq!(actual.payees, plan.payees);
    assert_eq!(is.paid, was.paid);
    // Commission is expensed as it is earned here, so what was earned by the report was expensed.
    assert_eq!((was.expensed, is.expensed), (was.variable(), money(123_456.0)));
    let (was, is) = (Row::of(&plan, FEB), Row::of(&actual, FEB));
    assert_eq!((is.base, is.variable(), is.reported.told), (was.base, was.variable(), false));
    // The year is the sum of its months still.
    let year = Row::of(&actual, Span { from: 0, to: 11 });
    let months: Money = (0..12).map(|at| Row::of(&actual, Span { from: at, to: at }).comp_cost()).sum();
    assert_eq!(year.comp_cost(), months);
}

#[test]
fn where_only_a_segment_was_reported_the_rest_of_the_company_stays_as_planned() {
    let paid = [(ActualField::BasePay, 90_000.0)];
    let (plan, actual) = (outcome(&closed(Vec::new())), outcome(&closed(vec![row(0, Some("smb"), &paid)])));
    let at = plan.segments.iter().position(|it| it.id.as_str() == "smb").unwrap();
    let of = |outcome: &Outcome, scope| Row::scoped(outcome, scope, JAN);
    let (was, is) = (of(&plan, Scope::Segment(at)), of(&actual, Scope::Segment(at)));
    assert_eq!((is.base, is.variable()), (money(90_000.0), was.variable()));
    // By hand: 90,000 stand for the seats of the segment and its part of those that serve all: a leader and a director here. Its part is that
    // of ARR held and to close.
    let everywhere: f64 = plan.payees.iter().filter(|it| plan.seats[it.seat].segment.is_none()).map(base).sum();
    assert!(everywhere > 10_000.0);
    let arr =
        |it: &remit::engine::SegmentOutcome| it.ledger[0].opening.to_major() + it.new_business.pipeline[0].value();
    let part = arr(&plan.segments[at]) / plan.segments.iter().map(arr).sum::<f64>();
    let by_hand = (of(&plan, Scope::Company).base - was.base).to_major() + 90_000.0 - everywhere * part;
    near(of(&actual, Scope::Company).base.to_major(), by_hand, 1.0);
    for other in (0..plan.segments.len()).filter(|other| *other != at) {
        assert_eq!(of(&actual, Scope::Segment(other)).base, of(&plan, Scope::Segment(other)).base);
    }
    // The company's own row goes before.
    let both = vec![row(0, Some("smb"), &paid), row(0, None, &[(ActualField::BasePay, 450_000.0)])];
    assert_eq!(of(&outcome(&closed(both)), Scope::Company).base, money(450_000.0));
}

fn base(payee: &remit::engine::Payee) -> f64 {
    payee.base[0].to_major()
}

/// Segments of 1,200,000 and 400,000 of ARR (by name; of all the same without) and nothing to close, with two people at 120,000 a year who serve all.
fn served_by_all(segments: &[(&str, f64)]) -> Document {
    let mut document = quiet();
    let made = segments.iter().map(|(id, arr)| {
        let mut segment = support::quiet_segment(id);
        (segment.opening.arr, segment.opening.customers) = (money(*arr), 10);
        segment
    });
    document.segments = made.collect();
    let terms = remit::model::Terms {
        base: remit::units::Yearly::new(money(120_000.0)),
        ..support::steady(money(100_000.0), remit::units::Cadence::Year)
    };
    document.roles = vec![support::role("ae", remit::model::Function::NewBusiness, terms)];
    document.seats = vec![support::seat("one", "ae", "2020-01-01"), support::seat("two", "ae", "2020-01-01")];
    document
}

fn reported(mut document: Document, told: &[(&str, f64)]) -> Document {
    let rows = told.iter().map(|(id, pay)| row(0, Some(id), &[(ActualField::New, 0.0), (ActualField::BasePay, *pay)]));
    document.actuals = Arc::new(rows.collect());
    document
}

#[test]
fn the_page_of_cost_says_how_far_reports_are_from_the_plan_of_people() {
    // 25,500 were paid instead of 20,000, and taxes and benefits are a fifth: 6,600 more.
    let mut document = served_by_all(&[("smb", 1_000_000.0)]);
    document.costs.burden = Rate::percent(20);
    let say = |document: &Document| {
        let (outcome, locale) = (outcome(document), remit::present::Locale::default());
        reported_say(&Teller { document, outcome: &outcome, locale: &locale })
    };
    assert_eq!(say(&document), None);
    let told = say(&reported(document, &[("smb", 25_500.0)])).unwrap();
    assert!(told.contains("one closed month") && told.ends_with("FY2027 +$6.6k."), "{told}");
}

#[test]
fn what_a_segment_reported_replaces_its_part_of_the_people_who_serve_all() {
    let base = |document: &Document, scope| Row::scoped(&outcome(document), scope, JAN).base;
    // The only segment there is has all of them: what was reported is what the company paid, and nothing is added to it.
    let only = served_by_all(&[("smb", 1_000_000.0)]);
    assert_eq!(base(&only, Scope::Company), money(20_000.0), "two at 10,000 a month");
    assert_eq!(base(&reported(only, &[("smb", 25_500.0)]), Scope::Company), money(25_500.0));
    // Of two, the one with three quarters of ARR has 15,000 of the 20,000. The other's 5,000 stay as planned.
    let two = served_by_all(&[("large", 1_200_000.0), ("small", 400_000.0)]);
    let large = reported(two.clone(), &[("large", 18_000.0)]);
    assert_eq!((base(&large, Scope::Company), base(&large, Scope::Segment(0))), (money(23_000.0), money(18_000.0)));
    assert_eq!(base(&reported(two.clone(), &[("small", 4_000.0)]), Scope::Company), money(19_000.0));
    assert_eq!(base(&reported(two, &[("large", 18_000.0), ("small", 4_000.0)]), Scope::Company), money(22_000.0));
    // Thirds of 20,000 are no coins; all three reported, the company is their sum to the coin still.
    let three = served_by_all(&[("a", 100.0), ("b", 100.0), ("c", 100.0)]);
    let all = reported(three.clone(), &[("a", 1.0), ("b", 2.0), ("c", 3.0)]);
    assert_eq!(base(&all, Scope::Company), money(6.0));
    // Where no segment has any ARR, they share alike.
    let none = served_by_all(&[("a", 0.0), ("b", 0.0)]);
    assert_eq!(base(&reported(none, &[("b", 7_000.0)]), Scope::Company), money(17_000.0));
    // The next month is as planned, and the explanation says what stands for what.
    assert_eq!(Row::of(&outcome(&large), FEB).base, money(20_000.0));
    let told = explain(&outcome(&large), Metric::CompCost, Scope::Company, JAN);
    near(told.recombine().unwrap(), 23_000.0, 0.01);
    assert!(told.notes.iter().any(|it| it.contains("its part of those that serve all segments")), "{:?}", told.notes);
}

#[test]
fn pay_of_a_month_that_is_not_closed_waits() {
    let paid = [(ActualField::BasePay, 1.0), (ActualField::VariablePay, 1.0)];
    let (plan, actual) = (outcome(&closed(Vec::new())), outcome(&closed(vec![row(2, None, &paid)])));
    for at in 0..24 {
        let span = Span { from: at, to: at };
        assert_eq!(Row::of(&actual, span).comp_cost(), Row::of(&plan, span).comp_cost(), "month {at}");
    }
}

#[test]
fn an_explanation_says_what_was_reported_and_adds_up() {
    let paid = [(ActualField::BasePay, 500_000.0), (ActualField::VariablePay, 123_456.0)];
    let actual = outcome(&closed(vec![row(0, None, &paid)]));
    for metric in [
        Metric::BasePay,
        Metric::VariablePay,
        Metric::CompCost,
        Metric::SalesMarketing,
        Metric::AcquisitionCost,
        Metric::Ccos,
        Metric::Cac,
    ] {
        let told = explain(&actual, metric, Scope::Company, JAN);
        near(told.recombine().unwrap(), told.value.to_f64().unwrap(), 0.01);
        assert!(told.notes.iter().any(|note| note.contains("was reported")), "{metric:?}: {:?}", told.notes);
        let later = explain(&actual, metric, Scope::Company, FEB);
        assert!(!later.notes.iter().any(|note| note.contains("was reported")), "{metric:?} of February");
    }
    let base = explain(&actual, Metric::BasePay, Scope::Company, JAN);
    assert!(base.terms.iter().any(|term| term.label == "Reported in closed months, less planned"), "{:?}", base.terms);
}

/// 1,200,000 of ARR, a twelfth of which falls due each month; of it a tenth leaves.
fn book() -> Document {
    let mut document = quiet();
    let segment = &mut document.segments[0];
    (segment.opening.arr, segment.opening.customers) = (money(1_200_000.0), 120);
    segment.retention.renewal = Rate::percent(90);
    document
}

#[test]
fn of_what_was_lost_the_base_is_what_fell_due_and_the_rate_is_the_rest() {
    // January loses its 100,000 and a tenth of each other month's: in February 90,000 fall due instead of 100,000, and 9,900 leave.
    let mut document = book();
    let told = |at, churn| row(at, Some("all"), &[(ActualField::Churn, churn), (ActualField::Contraction, 0.0)]);
    document.actuals = Arc::new(vec![told(0, 210_000.0), told(1, 9_900.0)]);
    let (plan, actual) = (planned(&document, &Env::default()), outcome(&document));
    assert_eq!((plan.segments[0].due[1], actual.segments[0].due[1]), (money(100_000.0), money(90_000.0)));
    let february = variance(&document, &plan, &actual, Scope::Company, FEB).total;
    // At the planned tenth, 10,000 less due keep 1,000; that 11 % of 90,000 left costs 900 beyond a tenth.
    assert_eq!((february.get(Cause::Base), february.get(Cause::Churn)), (money(1_000.0), money(-900.0)));
    // In January as much fell due as planned, and those who left before their term fell due by that.
    let january = variance(&document, &plan, &actual, Scope::Company, JAN).total;
    assert_eq!((january.get(Cause::Base), january.get(Cause::Churn)), (money(-11_000.0), money(-189_000.0)));
    let both = variance(&document, &plan, &actual, Scope::Company, Span { from: 0, to: 1 });
    assert_eq!(both.total.sum(), both.actual - both.plan);
}

#[test]
fn the_renewal_rate_is_that_of_what_fell_due_and_pipeline_grows_over_as_many_months_before() {
    let outcome = outcome(&book());
    near(amount(&Row::of(&outcome, outcome.whole()), Metric::RenewalRate), 0.90, 1e-9);
    assert!(Row::of(&outcome, JAN).value(Metric::PipelineGrowth).to_f64().is_none(), "January has no month before");
    let mut document = book();
    support::with_new_arr(&mut document, 0, money(100_000.0));
    support::with_new_arr(&mut document, 1, money(130_000.0));
    let outcome = evaluate(&document, &Env::default());
    near(amount(&Row::of(&outcome, FEB), Metric::PipelineGrowth), 0.30, 1e-9);
}

#[test]
fn satisfaction_and_a_goal_stand_beside_the_plan_and_move_none_of_its_figures() {
    let before = sample::company();
    let mut document = before.clone();
    for (path, value) in [
        ("segment/smb/satisfaction", remit::model::InputValue::Rate(Rate::percent(84))),
        ("segment/smb/satisfaction_month", remit::model::InputValue::Month(Month::new(2026, 11))),
    ] {
        assert_eq!(set_input(&mut document, path, value).unwrap(), remit::model::InputValue::Empty);
    }
    let goal = PlanGoal {
        metric: "nrr_cohort".into(),
        segment: Some(SegmentId::new("smb")),
        period: "FY2028".into(),
        target: Some(1.02),
        hires_from: None,
        levers: vec![GoalLever { path: "segment/smb/retention/renewal".into(), min: Some(0.8), max: Some(0.9) }],
    };
    let back = apply(&mut document, Command::Goals(vec![goal])).unwrap();
    assert_eq!(outcome(&document), outcome(&before));
    let (read, problems) = open(&to_value(&document)).unwrap();
    assert_eq!((&read, problems.len()), (&document, 0), "it survives the file");
    assert!(to_value(&before).get("goal").is_none(), "a plan without a goal does not speak of one");
    apply(&mut document, back).unwrap();
    assert_eq!(document.goals().count(), 0);
    // A file of one goal is as it always was; further ones stand beside it, and come and go as one step.
    let named = |metric: &str| PlanGoal { metric: metric.into(), ..PlanGoal::default() };
    let back = apply(&mut document, Command::Goals(vec![named("closing_arr")])).unwrap();
    assert!(
        to_value(&document)["goal"]["metric"] == "closing_arr" && to_value(&document).get("further_goals").is_none()
    );
    let fewer = apply(&mut document, Command::Goals(["closing_arr", "ccos", "new_arr"].map(named).to_vec())).unwrap();
    let (read, problems) = open(&to_value(&document)).unwrap();
    assert_eq!((&read, problems.len(), read.goals().count()), (&document, 0, 3));
    assert_eq!(read.goals().map(|it| it.metric.as_str()).collect::<Vec<_>>(), ["closing_arr", "ccos", "new_arr"]);
    apply(&mut document, fewer).unwrap();
    assert_eq!(document.goals().count(), 1);
    apply(&mut document, back).unwrap();
    assert_eq!((document.goal.is_none(), document.further_goals.len()), (true, 0));
}

#[test]
fn a_goal_whose_names_are_gone_and_satisfaction_without_its_month_are_told() {
    let mut document = sample::company();
    document.segments[0].satisfaction = Some(Rate::percent(80));
    document.goal = Some(Box::new(PlanGoal {
        segment: Some(SegmentId::new("gone")),
        levers: vec![
            GoalLever { path: "segment/gone/retention/renewal".into(), ..GoalLever::default() },
            GoalLever { path: "segment/smb/retention/renewal".into(), min: Some(0.9), max: Some(0.8) },
        ],
        ..PlanGoal::default()
    }));
    let codes: Vec<&str> = outcome(&document).problems.iter().map(|it| it.code).collect();
    for code in ["satisfaction_month", "goal_segment", "goal_lever", "goal_bounds"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is reported of whichever plan: cost in closed months is what was reported, to the coin, and everything adds up.
    #[test]
    fn reported_pay_is_the_cost_of_closed_months_of_any_plan(Random(mut document) in support::random::document(), pay in 0i64..5_000_000) {
        let first = document.settings.first_month;
        let mut rows: Vec<ActualMonth> = document.segments.iter().map(|segment| {
            let mut row = ActualMonth::new(first, Some(segment.id.clone()));
            row.new = Some(Money::from_major(1_000));
            row
        }).collect();
        let mut company = ActualMonth::new(first, None);
        company.base_pay = Some(Money::from_major(pay));
        company.variable_pay = Some(Money::from_major(pay / 3));
        rows.push(company);
        document.actuals = Arc::new(rows);
        let outcome = outcome(&document);
        let row = Row::of(&outcome, JAN);
        prop_assert_eq!((row.base, row.variable()), (Money::from_major(pay), Money::from_major(pay / 3)));
        let (plan, span) = (planned(&document, &Env::default()), outcome.whole());
        let told = variance(&document, &plan, &outcome, Scope::Company, JAN);
        prop_assert_eq!(told.total.sum(), told.actual - told.plan);
        let months: Money = (span.from..=span.to).map(|at| Row::of(&outcome, Span { from: at, to: at }).burden).sum();
        prop_assert_eq!(Row::of(&outcome, span).burden, months);
    }
}
