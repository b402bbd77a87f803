//! What people carry themselves (draw by tenure, own rate, own cap) and plans that change within a year, worked by hand.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::engine::{Env, Payee, Source, Span, evaluate, statement};
use remit::model::comp::{Component, Draw, DrawKind, DrawStep, Payout};
use remit::model::{
    Document, Function, InputValue, OpenPipeline, Overrides, Severity, Terms, inputs, open, to_value, validate,
};
use remit::units::{Cadence, Money, Monthly, PlanId, Rate, SeatId, Yearly};
use support::*;

/// One seller with a quota of 10,000 a month and target pay of 1,000 a month, paid at once, and what closes month by month.
fn one_seller(component: Component, sold: &[f64]) -> Document {
    let mut document = quiet();
    document.plans = vec![plan("ae", vec![Component { cadence: Cadence::Month, ..component }])];
    document.plans[0].versions[0].payout = Payout { lag_months: 0, ..Payout::default() };
    let terms = Terms {
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(72_000.0)),
        expected_attainment: Rate::percent(300),
        plan: Some(PlanId::new("ae")),
        ..steady(money(10_000.0), Cadence::Month)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(1, "ae", "ae", "2027-01-01");
    let first = document.settings.first_month;
    let closing = |(at, arr): (usize, &f64)| OpenPipeline { month: first.plus(at as i32), arr: money(*arr) };
    document.segments[0].pipeline.opening = sold.iter().enumerate().map(closing).collect();
    document
}

fn payee(document: &Document) -> Payee {
    evaluate(document, &Env::default()).payees.swap_remove(0)
}

fn series(series: &[Money], months: usize) -> Vec<f64> {
    series.iter().take(months).map(|it| it.to_major()).collect()
}

fn step(amount: f64, months: Option<u32>) -> DrawStep {
    DrawStep { amount: Monthly::new(money(amount)), months }
}

/// 1,500 in months 1 and 2, 800 in months 3 and 4, nothing after.
fn falling(kind: DrawKind) -> Draw {
    Draw { kind, first: step(1_500.0, Some(2)), then: vec![step(800.0, Some(2))] }
}

const SOLD: [f64; 6] = [0.0, 5_000.0, 30_000.0, 0.0, 10_000.0, 10_000.0];

#[test]
fn a_draw_falls_step_by_step_with_tenure() {
    let mut document = one_seller(Component::default(), &SOLD);
    let mut paid = |kind| {
        document.plans[0].versions[0].draw = Some(falling(kind));
        series(&payee(&document).paid, 6)
    };
    // Earned: 0, 500, 3,000, 0, 1,000, 1,000.
    assert_eq!(paid(DrawKind::GuaranteeTopUp), [1_500.0, 1_500.0, 3_000.0, 800.0, 1_000.0, 1_000.0]);
    assert_eq!(paid(DrawKind::Additional), [1_500.0, 2_000.0, 3_800.0, 800.0, 1_000.0, 1_000.0]);
    // Owed 1,500, then 2,500; March earns 2,200 above its 800 and repays them; April adds 800 to the 300 left; May repays 1,000 of
    // the 1,100, June the last 100.
    assert_eq!(paid(DrawKind::Recoverable), [1_500.0, 1_500.0, 800.0, 800.0, 0.0, 900.0]);
    // What is owed when the last step ends, in April, is forgiven.
    assert_eq!(paid(DrawKind::RecoverableForgiven), [1_500.0, 1_500.0, 800.0, 800.0, 1_000.0, 1_000.0]);
}

#[test]
fn tenure_counts_from_the_first_month_in_the_seat_and_the_last_amount_may_hold_for_good() {
    let draw = Draw { then: vec![step(800.0, Some(1)), step(250.0, None)], ..falling(DrawKind::GuaranteeTopUp) };
    let amounts = |months: &[u32]| {
        months.iter().map(|it| draw.amount_in(*it).map(|it| it.amount().to_major())).collect::<Vec<_>>()
    };
    assert_eq!(amounts(&[1, 2, 3, 4, 60]), [1_500.0, 1_500.0, 800.0, 250.0, 250.0].map(Some));
    assert_eq!(falling(DrawKind::Recoverable).amount_in(5), None);
    // Someone in the seat since November 2026 is in month 3 when the plan begins.
    let mut document = one_seller(Component::default(), &[]);
    document.seats[0].stints[0].from = day("2026-11-20");
    document.plans[0].versions[0].draw = Some(draw);
    assert_eq!(series(&payee(&document).paid, 4), [800.0, 250.0, 250.0, 250.0]);
}

#[test]
fn an_amount_of_ones_own_stands_in_the_months_in_which_the_plan_has_a_draw() {
    let mut document = one_seller(Component::default(), &SOLD);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::GuaranteeTopUp));
    document.seats[0].stints[0].overrides =
        Overrides { draw: Some(Monthly::new(money(2_000.0))), ..Overrides::default() };
    assert_eq!(series(&payee(&document).paid, 6), [2_000.0, 2_000.0, 3_000.0, 2_000.0, 1_000.0, 1_000.0]);
}

#[test]
fn a_statement_names_the_draw_of_its_months_step_by_step() {
    let mut document = one_seller(Component::default(), &SOLD);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::Recoverable));
    let of = |from: usize, to: usize| {
        let it = statement(&document, &SeatId::new("ae-1"), Span { from, to }, Source::Forecast).unwrap();
        [it.draw, it.advanced, it.recovered, it.owed, it.paid].map(Money::to_major)
    };
    assert_eq!(of(0, 2), [3_800.0, 2_500.0, -2_200.0, 300.0, 3_800.0]);
    assert_eq!(of(3, 3), [800.0, 800.0, 0.0, 1_100.0, 800.0]);
    assert_eq!(of(4, 5), [0.0, 0.0, -1_100.0, 0.0, 900.0]);
}

#[test]
fn a_draw_of_one_amount_is_written_as_it_always_was_and_one_of_several_adds_what_follows() {
    let before = r#"{"kind":"recoverable","amount":{"amount":"2000.50","per":"month"},"months":6}"#;
    let draw: Draw = serde_json::from_str(before).unwrap();
    assert_eq!(draw, Draw::level(DrawKind::Recoverable, Monthly::new(money(2_000.5)), Some(6)));
    assert_eq!(serde_json::to_string(&draw).unwrap(), before);
    let mut document = one_seller(Component::default(), &[]);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::Additional));
    let (read, problems) = open(&to_value(&document)).unwrap();
    assert_eq!((read.plans, problems.len()), (document.plans, 0), "no field is unknown");
}

#[test]
fn every_amount_of_a_draw_is_an_input_and_a_step_that_is_never_reached_is_told() {
    let mut document = one_seller(Component::default(), &[]);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::Recoverable));
    let found = |path: &str| {
        let of = |document: &mut Document| inputs(document).into_iter().find(|it| it.path == path).map(|it| it.value);
        of(&mut document.clone())
    };
    assert_eq!(found("plan/ae/1/draw/amount"), Some(InputValue::Money(money(1_500.0))));
    assert_eq!(found("plan/ae/1/draw/2/amount"), Some(InputValue::Money(money(800.0))));
    assert_eq!(found("plan/ae/1/draw/2/months"), Some(InputValue::Count(2)));
    let told = |document: &Document| {
        let found = validate(document).into_iter().filter(|it| it.severity != Severity::Note);
        found.map(|it| format!("{}: {}", it.at, it.code)).collect::<Vec<_>>()
    };
    assert_eq!(told(&document), Vec::<String>::new());
    let draw = document.plans[0].versions[0].draw.as_mut().unwrap();
    draw.first.months = None;
    assert_eq!(told(&document), ["plan/ae/1/draw/2/amount: draw_step_unreached"]);
    document.plans[0].versions[0].draw.as_mut().unwrap().first.months = Some(0);
    assert_eq!(told(&document), ["plan/ae/1/draw/months: draw_step_empty"]);
}
