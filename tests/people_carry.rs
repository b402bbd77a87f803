//! What people carry themselves (draw by tenure, own rate, own cap) and plans that change within a year, worked by hand.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::career::{Offer, Shape, shape_of, with_shape};
use remit::edit::{Command, apply, cost_span};
use remit::engine::{
    Env, Payee, Source, Span, VersionColumn, VersionEffect, VersionRow, cost_table, evaluate, paid_team, payee_lines,
    plan_totals, statement, version_effect,
};
use remit::model::comp::{
    Component, Draw, DrawKind, DrawPaid, DrawStep, FixedRate, Measure, Payout, PlanVersion, RatePreset, Spif, SpifPays,
    Target, fix_rate,
};
use remit::model::{
    Document, Function, InputValue, OpenPipeline, Overrides, Ramp, Severity, Terms, inputs, open, to_value, validate,
};
use remit::present::Locale;
use remit::present::own_terms::own_terms;
use remit::present::statement::rows;
use remit::present::words_pay::{self, draw_line, draw_months, keeps_cost};
use remit::units::{Cadence, ComponentId, Currency, Money, Monthly, PlanId, Rate, SeatId, Yearly};
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
    Draw { then: vec![step(800.0, Some(2))], ..Draw::level(kind, Monthly::new(money(1_500.0)), Some(2)) }
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
fn a_guarantee_is_settled_over_the_period_that_commission_is_reckoned_in() {
    let quarterly = |sold: &[f64]| {
        let mut document = one_seller(Component::default(), sold);
        document.plans[0].versions[0].components[0].cadence = Cadence::Quarter;
        document
    };
    let paid = |document: &Document| series(&payee(document).paid, 6);
    let mut document = quarterly(&SOLD);
    // Earned: 3,500 in March, 2,000 in June. March keeps the 1,000 that 4,500 exceed its 3,500 by. A third of June's is for April: of
    // its 1,500, 833.33 are kept.
    document.plans[0].versions[0].draw =
        Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_500.0)), Some(4)));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 0.0, 1_333.33]);
    // One that falls within the quarter is settled over all of it: 1,500, 1,500 and 800 against 3,500, then 800 against April's 666.67.
    document.plans[0].versions[0].draw = Some(falling(DrawKind::GuaranteeTopUp));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 800.0, 0.0, 1_333.33]);
    // Whoever begins in the middle of February has half a month's guarantee and half a month's part of what March pays.
    let mut document = quarterly(&[0.0, 5_000.0, 10_000.0]);
    document.seats[0].stints[0].from = day("2027-02-15");
    document.plans[0].versions[0].draw =
        Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_000.0)), Some(2)));
    assert_eq!(paid(&document)[..3], [0.0, 500.0, 1_000.0]);
}

#[test]
fn a_draw_is_paid_with_its_month_or_as_late_as_commission() {
    let mut document = one_seller(Component::default(), &SOLD);
    let paid = |document: &Document| series(&payee(document).paid, 8);
    let version = |document: &mut Document, draw: Draw, payout: Payout| {
        document.plans[0].versions[0].draw = Some(draw);
        document.plans[0].versions[0].payout = payout;
    };
    let lag = |lag_months| Payout { lag_months, ..Payout::default() };
    // Due after the draw: 1,500, 1,500, 800, 800, 0, 900 (see above). Only June's 900 lie above the draw of their month.
    let recoverable = falling(DrawKind::Recoverable);
    version(&mut document, recoverable.clone(), lag(1));
    assert_eq!(paid(&document), [0.0, 1_500.0, 1_500.0, 800.0, 800.0, 0.0, 900.0, 0.0]);
    version(&mut document, recoverable.with_its_month(), lag(1));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 800.0, 0.0, 0.0, 900.0, 0.0]);
    // Due with the guarantee: 1,500, 1,500, 3,000, 800, 1,000, 1,000. Of March 800 come in March and 2,200 a month later.
    version(&mut document, falling(DrawKind::GuaranteeTopUp).with_its_month(), lag(1));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 2_200.0 + 800.0, 0.0, 1_000.0, 1_000.0, 0.0]);
    // Paid on top, what is earned waits: 0, 500, 3,000, 0, 1,000, 1,000.
    version(&mut document, falling(DrawKind::Additional).with_its_month(), lag(1));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 500.0 + 800.0, 3_000.0 + 800.0, 0.0, 1_000.0, 1_000.0, 0.0]);
    // Lag, instalments and what is held back are of the rest only: March's 2,200, half of it in May and June, half in August; May's 1,000
    // in July and August, June's from August on.
    let held = Payout { lag_months: 2, instalments: 2, holdback: Rate::percent(50), holdback_months: 3, ..lag(2) };
    version(&mut document, falling(DrawKind::GuaranteeTopUp).with_its_month(), held);
    let august = 1_100.0 + 250.0 + 250.0;
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 800.0, 550.0, 550.0, 250.0, august]);
    // The statement of April: 800 are due, and paid; of March 2,200 come now.
    version(&mut document, falling(DrawKind::GuaranteeTopUp).with_its_month(), lag(1));
    let of = |from, to| statement(&document, &SeatId::new("ae-1"), Span { from, to }, Source::Forecast).unwrap();
    let told =
        |it: remit::engine::Statement| [it.due, it.with_month, it.later, it.from_before, it.paid].map(Money::to_major);
    assert_eq!(told(of(2, 2)), [3_000.0, 800.0, -2_200.0, 0.0, 800.0]);
    assert_eq!(told(of(3, 3)), [800.0, 800.0, 0.0, 2_200.0, 3_000.0]);
    let rows = rows(&document, &of(2, 2), &Locale::default());
    let later = rows.iter().find(|row| row.title == "Paid after these months").unwrap();
    assert_eq!(later.note, "paid 1 month after it was due; $800.00 up to the draw came with its month");
}

#[test]
fn a_file_that_does_not_say_when_a_draw_is_paid_pays_it_as_late_as_commission() {
    let written = r#"{"kind":"recoverable","amount":{"amount":"1500","per":"month"},"months":2}"#;
    let draw: Draw = serde_json::from_str(written).unwrap();
    assert_eq!(draw, Draw::level(DrawKind::Recoverable, Monthly::new(money(1_500.0)), Some(2)));
    assert_eq!(serde_json::to_value(&draw).unwrap(), serde_json::from_str::<serde_json::Value>(written).unwrap());
    let said = written.replace("\"months\":2", "\"months\":2,\"paid\":\"with_month\"");
    assert_eq!(serde_json::from_str::<Draw>(&said).unwrap(), draw.clone().with_its_month());
    // Changed in an offer, it stays as it was; a new one is paid with its month.
    let mut offer = Offer::default();
    let given = |amount| Some((DrawKind::Recoverable, money(amount), Some(2)));
    let reshaped = |offer: &Offer, amount| {
        with_shape(offer, Shape { draw: given(amount), ..shape_of(offer) }).plan.draw.unwrap().paid
    };
    assert_eq!(reshaped(&offer, 1_500.0), DrawPaid::WithMonth);
    offer.plan.draw = Some(draw);
    assert_eq!(reshaped(&offer, 2_000.0), DrawPaid::WithCommission);
}

#[test]
fn quarterly_commission_leaves_the_draws_of_its_months_where_they_are() {
    // The quarter earns 6,000 in March; each month has a draw of 1,500, and commission is paid a month later.
    let document = |kind| {
        let mut document = one_seller(Component::default(), &[0.0, 0.0, 60_000.0]);
        document.roles[0].terms[0].expected_attainment = Rate::percent(1_000);
        let version = &mut document.plans[0].versions[0];
        version.components[0].cadence = Cadence::Quarter;
        version.draw = Some(Draw::level(kind, Monthly::new(money(1_500.0)), Some(3)).with_its_month());
        version.payout = Payout { lag_months: 1, ..Payout::default() };
        document
    };
    // January and February are set off against the quarter: 3,000 are left of it, 1,500 of them up to the draw of March.
    for kind in [DrawKind::GuaranteeTopUp, DrawKind::Recoverable, DrawKind::RecoverableForgiven] {
        assert_eq!(series(&payee(&document(kind)).paid, 5), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 0.0], "{kind:?}");
    }
    // A draw agreed with the person is paid when the plan's draw is; without one in the plan, as commission is.
    let mut own = document(DrawKind::GuaranteeTopUp);
    own.seats[0].stints[0].overrides.draw = Some(Monthly::new(money(2_000.0)));
    assert_eq!(series(&payee(&own).paid, 5), [2_000.0, 2_000.0, 2_000.0, 0.0, 0.0]);
    own.plans[0].versions[0].draw = None;
    assert_eq!(series(&payee(&own).paid, 5), [0.0, 2_000.0, 2_000.0, 2_000.0, 2_000.0]);
}

#[test]
fn a_draw_that_ends_within_a_quarter_is_forgiven_when_the_quarter_closes() {
    let forgiven = |sold: &[f64]| {
        let mut document = one_seller(Component::default(), sold);
        document.roles[0].terms[0].expected_attainment = Rate::percent(10_000);
        let version = &mut document.plans[0].versions[0];
        version.components[0].cadence = Cadence::Quarter;
        version.draw = Some(Draw::level(DrawKind::RecoverableForgiven, Monthly::new(money(1_500.0)), Some(4)));
        document
    };
    let paid = |sold: &[f64]| series(&payee(&forgiven(sold)).paid, 7);
    // Earned: 3,500 in March, 2,000 in June, 1,000 in September. March repays 2,000 of the 3,000 advanced; April makes it 2,500. A third
    // of June's 2,000 is for April and repays 666.67; the other 1,833.33 are forgiven, so July and what follows are free.
    assert_eq!(paid(&SOLD), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 0.0, 1_333.33, 0.0]);
    // March leaves 1,500 owed, April makes it 3,000; April's third of June's 9,000 repays all of it, and of 12,000 it needs not all.
    assert_eq!(paid(&[0.0, 0.0, 30_000.0, 0.0, 0.0, 90_000.0])[3..6], [1_500.0, 0.0, 6_000.0]);
    assert_eq!(paid(&[0.0, 0.0, 30_000.0, 0.0, 0.0, 120_000.0])[3..6], [1_500.0, 0.0, 9_000.0]);
    // Until the quarter closes it is owed, and a statement says so.
    let document = forgiven(&SOLD);
    let owed = |at: usize| {
        let told = statement(&document, &SeatId::new("ae-1"), Span { from: at, to: at }, Source::Forecast).unwrap();
        [told.advanced, told.recovered, told.owed].map(Money::to_major)
    };
    assert_eq!([owed(3), owed(4), owed(5)], [[1_500.0, 0.0, 2_500.0], [0.0, 0.0, 2_500.0], [0.0, -666.67, 0.0]]);
    // What is reckoned by the month is not waited for, and what it pays after the draw is free: half of target pay is monthly. April sells
    // nothing, May and June 500 each. June's quarterly 1,000 are for April by a third.
    let mut document = forgiven(&SOLD);
    let version = &mut document.plans[0].versions[0];
    let one = Component { weight: Rate::percent(50), ..version.components[0].clone() };
    let month = Component { id: ComponentId::new("month"), cadence: Cadence::Month, ..one.clone() };
    version.components = vec![one, month];
    // Earned: 0, 250, 3,250, 0, 500, 1,500. Owed 1,500, 2,750, 1,000, 2,500, 2,500, then 333.33 are repaid.
    assert_eq!(series(&payee(&document).paid, 6), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 500.0, 1_166.67]);
}

#[test]
fn what_a_longer_period_pays_later_counts_for_the_months_that_were_guaranteed() {
    // Three quarters of target variable by the quarter, a quarter of it by the year, all at target: 2,250 a quarter and 3,000 in
    // December.
    let mut document = one_seller(Component::default(), &[10_000.0; 12]);
    let version = &mut document.plans[0].versions[0];
    let part = |id: &str, weight, cadence, from: &Component| Component {
        id: ComponentId::new(id),
        weight: Rate::percent(weight),
        cadence,
        ..from.clone()
    };
    let one = version.components[0].clone();
    version.components = vec![part("quarter", 75, Cadence::Quarter, &one), part("year", 25, Cadence::Year, &one)];
    version.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_000.0)), Some(3)));
    // In March 750 of 3,000 are lacking still; December pays them, so they are set off.
    let paid = series(&payee(&document).paid, 12);
    assert_eq!(paid[..4], [1_000.0, 1_000.0, 1_000.0, 0.0]);
    assert_eq!(paid[11], 2_250.0 + 3_000.0 - 750.0);
    assert_eq!(paid.iter().sum::<f64>(), 12_000.0);
}

#[test]
fn a_ramp_of_even_steps_is_the_fraction_that_it_means() {
    let paid = |ramp: Ramp| {
        let mut document = one_seller(Component::default(), &[0.0, 0.0, 0.0, 0.0, 200_000.0]);
        (document.roles[0].terms[0].ramp, document.roles[0].terms[0].expected_attainment) =
            (ramp, Rate::percent(10_000));
        payee(&document).variable[4].to_major()
    };
    let steps = |last: i64| Ramp {
        productivity: [166_667, 333_333, 500_000, 666_667, last].map(Rate::from_ppm).to_vec(),
        ..Ramp::default()
    };
    // In month 5 the quota is 5/6 of 10,000 and pays 1,000: 200,000 pay 200,000 x 1,000 x 6 / 50,000. 8,333.33 would pay a cent more.
    assert_eq!(paid(Ramp::linear(5)), 24_000.0);
    assert_eq!(paid(steps(833_333)), 24_000.0);
    // 83.33 % is what it says: 200,000 x 1,000 / 8,333.
    assert_eq!(paid(steps(833_300)), 24_000.96);
    for (months, tenure) in (1..=60).flat_map(|months| (1..=months).map(move |tenure| (months, tenure))) {
        let share = Ramp::linear(months).quota_at(tenure);
        assert!(
            (share - f64::from(tenure) / f64::from(months + 1)).abs() < 1e-15,
            "month {tenure} of {months}: {share}"
        );
    }
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

fn accelerated() -> Component {
    Component { rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]), ..Component::default() }
}

/// Two sellers with the same quota, of whom the first has a rate of their own for the component.
fn two_sellers(sold: &[f64], own: Option<Rate>) -> Document {
    let mut document = one_seller(accelerated(), sold);
    document.seats = seats(2, "ae", "ae", "2027-01-01");
    let id = document.plans[0].versions[0].components[0].id.clone();
    document.seats[0].stints[0].overrides.rates = own.into_iter().map(|rate| (id.clone(), rate)).collect();
    document
}

#[test]
fn a_rate_of_ones_own_holds_for_one_person_and_accelerators_stay_accelerators() {
    let earned = |own| {
        let outcome = evaluate(&two_sellers(&[10_000.0, 60_000.0], own), &Env::default());
        outcome.payees.iter().map(|it| series(&it.variable, 2)).collect::<Vec<_>>()
    };
    // 5,000 and 30,000 each at 10 %, and 15 % above 10,000.
    assert_eq!(earned(None), [[500.0, 4_000.0], [500.0, 4_000.0]]);
    // At 12 %, and 18 % above: 600; 1,200 + 20,000 x 18 %.
    assert_eq!(earned(Some(Rate::percent(12))), [[600.0, 4_800.0], [500.0, 4_000.0]]);
    assert_eq!(earned(Some(Rate::ZERO)), earned(None), "a rate of nothing is none");
}

#[test]
fn a_rate_of_ones_own_is_what_the_plan_pays_when_the_same_rate_is_typed_there() {
    let sold = [3_000.0, 45_000.0, 0.0, 12_345.0];
    let own = two_sellers(&sold, Some(Rate::from_ppm(87_500)));
    let mut typed = two_sellers(&sold, None);
    fix_rate(&mut typed.plans[0].versions[0].components[0], FixedRate::Share(Rate::from_ppm(87_500)));
    assert_eq!(payee(&own).components[0].earned, payee(&typed).components[0].earned);
    // And whatever their OTE is: it moves what is derived, not what is fixed.
    let mut rich = own.clone();
    rich.seats[0].stints[0].overrides.ote = Some(Yearly::new(money(500_000.0)));
    assert_eq!(payee(&rich).variable, payee(&own).variable);
}

#[test]
fn a_statement_says_that_the_rate_is_of_ones_own() {
    let document = two_sellers(&[10_000.0], Some(Rate::percent(12)));
    let of = |seat: &str| {
        let it = statement(&document, &SeatId::new(seat), Span { from: 0, to: 0 }, Source::Forecast).unwrap();
        let rows = rows(&document, &it, &Locale::default());
        (it.components[0].own_rate, rows.iter().filter(|row| row.text.contains("own rate of 12")).count())
    };
    assert_eq!(of("ae-1"), (Some(Rate::percent(12)), 1));
    assert_eq!(of("ae-2"), (None, 0));
}

#[test]
fn the_cost_of_a_team_counts_own_rates_and_own_caps() {
    let mut document = two_sellers(&[10_000.0; 12], Some(Rate::percent(12)));
    document.seats[1].stints[0].overrides.cap = Some(Rate::percent(110));
    let outcome = evaluate(&document, &Env::default());
    let span = Span { from: 0, to: 11 };
    let team = paid_team(&document, &payee_lines(&document, &outcome, None, span));
    assert_eq!(team.len(), 2, "they are not paid alike");
    let table = cost_table(&document, &document.plans[0].versions[0], &team, &[1.0, 1.5]);
    // At quota 120,000 x 12 % + 12,000. At 150 %: 14,400 + 60,000 x 18 %, and 12,000 + 60,000 x 15 % cut to 1.1 x 12,000.
    let paid: Vec<f64> = table.lines.iter().map(|it| it.variable.to_major()).collect();
    assert_eq!(paid, [26_400.0, 25_200.0 + 13_200.0]);
}

#[test]
fn a_rate_of_ones_own_is_an_input_and_bad_ones_are_told_at_their_place() {
    let mut document = two_sellers(&[], None);
    let id = document.plans[0].versions[0].components[0].id.clone();
    let path = format!("seat/ae-1/1/rate/{id}");
    let value = |document: &mut Document| inputs(document).into_iter().find(|it| it.path == path).unwrap().value;
    assert_eq!(value(&mut document), InputValue::Empty);
    let undo = apply(&mut document, Command::set(path.as_str(), InputValue::Rate(Rate::percent(12)))).unwrap();
    assert_eq!(document.seats[0].stints[0].overrides.rates[&id], Rate::percent(12));
    assert_eq!(value(&mut document), InputValue::Rate(Rate::percent(12)));
    assert!(apply(&mut document, Command::set(path.as_str(), InputValue::Rate(Rate::percent(-1)))).is_err());
    let (read, lost) = open(&to_value(&document)).unwrap();
    assert_eq!((&read.seats, lost.len()), (&document.seats, 0));
    apply(&mut document, undo).unwrap();
    assert!(document.seats[0].stints[0].overrides.rates.is_empty(), "undone, nothing is left");

    let told = |document: &Document| {
        let found = validate(document).into_iter().filter(|it| it.severity != Severity::Note);
        found.map(|it| format!("{}: {}", it.at, it.code)).collect::<Vec<_>>()
    };
    let rates = |rates: &[(&str, i64)]| {
        rates.iter().map(|(id, percent)| (ComponentId::new(id), Rate::percent(*percent))).collect()
    };
    document.seats[0].stints[0].overrides.rates = rates(&[("gone", 5), (id.as_str(), 0)]);
    document.seats[1].stints[0].overrides.rates = rates(&[(id.as_str(), -3)]);
    assert_eq!(
        told(&document),
        [
            format!("seat/ae-2/1/rate/{id}: out_of_bounds"),
            "seat/ae-1/1/rate/gone: unknown_component".to_owned(),
            format!("seat/ae-1/1/rate/{id}: own_rate_zero"),
        ]
    );
    document.plans[0].versions[0].components[0].measure = Measure::Opportunities;
    document.seats[0].stints[0].overrides.rates = rates(&[(id.as_str(), 5)]);
    assert!(told(&document).contains(&format!("seat/ae-1/1/rate/{id}: own_rate_unused")));
}

/// The plan's only version, copied to hold from a day on, with another cap in each.
fn capped(document: &mut Document, first: Option<Rate>, from: &str, then: Option<Rate>) {
    let versions = &mut document.plans[0].versions;
    versions[0].cap = first;
    let next = PlanVersion { from: Some(day(from)), cap: then, ..versions[0].clone() };
    versions.push(next);
}

fn sum(amounts: &[Money]) -> f64 {
    amounts.iter().copied().sum::<Money>().to_major()
}

#[test]
fn caps_of_several_versions_count_for_their_months() {
    // 30,000 each month earn 3,000; target variable is 12,000 a year.
    let mut full = one_seller(Component::default(), &[30_000.0; 24]);
    full.settings.horizon_months = 24;
    let year = |document: &Document, at: usize| sum(&payee(document).variable[at * 12..(at + 1) * 12]);
    let with = |first: Option<i64>, from: &str, then: Option<i64>| {
        let mut document = full.clone();
        capped(&mut document, first.map(Rate::percent), from, then.map(Rate::percent));
        document
    };
    assert_eq!((year(&full, 0), year(&full, 1)), (36_000.0, 36_000.0));
    // Six months at 150 % and six at 200 %: 175 % of 12,000. From the next year on 200 %.
    let mixed = with(Some(150), "2027-07-01", Some(200));
    assert_eq!((year(&mixed, 0), year(&mixed, 1)), (21_000.0, 24_000.0));
    // Nine and three: (9 x 1 + 3 x 2) / 12 = 125 %.
    assert_eq!(year(&with(Some(100), "2027-10-01", Some(200)), 0), 15_000.0);
    // A version that begins inside a month holds from the next.
    assert_eq!(year(&with(Some(100), "2027-09-15", Some(200)), 0), 15_000.0);
    // Four capped months of twelve leave 150 % x 4/12 of 12,000; eight months earn 3,000 without a cap.
    assert_eq!(year(&with(Some(150), "2027-05-01", None), 0), 6_000.0 + 24_000.0);
    // The other way round: eight months of 3,000, then at most 150 % x 4/12.
    assert_eq!(year(&with(None, "2027-09-01", Some(150)), 0), 24_000.0 + 6_000.0);
}

#[test]
fn a_version_that_only_copies_the_one_before_moves_no_cap() {
    let mut alone = one_seller(Component::default(), &[30_000.0, 0.0, 50_000.0, 80_000.0, 1_000.0, 90_000.0]);
    alone.roles[0].terms[0].expected_attainment = Rate::percent(1_000);
    alone.plans[0].versions[0].cap = Some(Rate::percent(150));
    let mut copied = alone.clone();
    capped(&mut copied, Some(Rate::percent(150)), "2027-04-01", Some(Rate::percent(150)));
    assert_eq!(payee(&copied).variable, payee(&alone).variable);
    assert_eq!(payee(&copied).capped, payee(&alone).capped);
    // 3,000, 5,000 and 8,000 are 16,000 with April; 18,000 are the most, so June gets 1,900 after May's 100.
    assert_eq!(series(&payee(&copied).variable, 6), [3_000.0, 0.0, 5_000.0, 8_000.0, 100.0, 1_900.0]);
    // A cap of one's own stands in place of every version's.
    copied.plans[0].versions[1].cap = Some(Rate::percent(900));
    copied.seats[0].stints[0].overrides.cap = Some(Rate::percent(150));
    assert_eq!(payee(&copied).variable, payee(&alone).variable);
}

/// What the second version does to pay.
fn effect(document: &Document) -> Option<VersionEffect> {
    let env = Env::default();
    version_effect(document, &evaluate(document, &env), &env, &PlanId::new("ae"), 1)
}

/// Earned in the year: with the version, if the one before had run on, and the difference.
fn earned(effect: &VersionEffect) -> [f64; 3] {
    [VersionColumn::With, VersionColumn::Before, VersionColumn::Difference]
        .map(|column| effect.amount(VersionRow::Earned, column).to_major())
}

#[test]
fn a_copied_version_says_what_it_does_to_pay_by_cutting_the_year() {
    // Measured over the year, the second dollar beyond quota pays twice. 20,000 a month are sold until June, nothing after.
    let rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(200))]);
    let mut document = one_seller(Component { rates, ..Component::default() }, &[20_000.0; 6]);
    document.plans[0].versions[0].components[0].cadence = Cadence::Year;
    assert_eq!(effect(&document), None, "one version alone changes nothing");
    capped(&mut document, None, "2027-07-01", None);
    let told = effect(&document).unwrap();
    // In one: 120,000 of 120,000, target pay of 12,000. Cut in two: 120,000 against the 60,000 of six months pay 6,000 and twice 6,000;
    // the rest of the year sells and pays nothing.
    assert_eq!(earned(&told), [18_000.0, 12_000.0, 6_000.0]);
    assert_eq!((told.number, told.cuts, told.year.year), (2, true, 2027));
    let said = words_pay::version_effect(&told, "FY2027", &Locale::default(), Currency::USD).replace('\u{a0}', " ");
    assert_eq!(
        said,
        "In FY2027 the plan pays 1 seat $18,000 with version 2, $6,000 more than if version 1 had run on. Periods that components are \
         measured over are cut in two on 1 Jul 2027: each part is rated by itself, against its share of quota."
    );
    // Each figure is made again by the people that it names.
    for column in [VersionColumn::With, VersionColumn::Before, VersionColumn::Difference] {
        for row in [VersionRow::Earned, VersionRow::Paid] {
            let why = told.why(row, column, &|_| "Ann".to_owned());
            assert_eq!(why.recombine(), Some(told.amount(row, column).to_major()));
        }
    }
    // Measured by the month or by the quarter nothing is cut in July, and a copy moves nothing; in May it cuts a quarter: 20,000 in April
    // against 10,000 pay 3,000, then 40,000 against 20,000 pay 6,000, as 60,000 against 30,000 do; and what is paid is paid earlier.
    for (cadence, from, cuts) in [
        (Cadence::Month, "2027-07-01", false),
        (Cadence::Quarter, "2027-07-01", false),
        (Cadence::Quarter, "2027-05-01", true),
    ] {
        for version in &mut document.plans[0].versions {
            version.components[0].cadence = cadence;
        }
        document.plans[0].versions[1].from = Some(day(from));
        let told = effect(&document).unwrap();
        assert_eq!((earned(&told), told.cuts), ([18_000.0, 18_000.0, 0.0], cuts), "{cadence:?} from {from}");
    }
    // A version with other terms: half of target pay is not earned by anything from July on. Nothing is sold then, so it costs nothing;
    // from April on it takes half of the 9,000 of that quarter.
    document.plans[0].versions[1].components[0].weight = Rate::percent(50);
    for (from, all) in [("2027-07-01", [18_000.0, 18_000.0, 0.0]), ("2027-04-01", [13_500.0, 18_000.0, -4_500.0])] {
        document.plans[0].versions[1].from = Some(day(from));
        assert_eq!(earned(&effect(&document).unwrap()), all, "from {from}");
    }
    // One that begins with the plan, or after it, has nothing to be held against.
    for from in ["2027-01-01", "2099-01-01"] {
        document.plans[0].versions[1].from = Some(day(from));
        assert_eq!(effect(&document), None, "from {from}");
    }
}

#[test]
fn a_sum_that_is_paid_once_goes_on_in_a_version_that_copies_the_one_before() {
    // 5,000 once when the new ARR of April to June reaches 100,000.
    let paid = |april: f64, june: f64, from: Option<&str>| {
        let mut document = one_seller(Component::default(), &[0.0, 0.0, 0.0, april, 0.0, june, 100_000.0]);
        document.roles[0].terms[0].expected_attainment = Rate::percent(10_000);
        document.plans[0].versions[0].spifs = vec![Spif {
            id: ComponentId::new("spring"),
            name: "Spring".to_owned(),
            measure: Measure::NewArr,
            from: day("2027-04-01"),
            to: day("2027-06-30"),
            amount: money(5_000.0),
            pays: SpifPays::Once { at: money(100_000.0) },
        }];
        if let Some(from) = from {
            capped(&mut document, None, from, None);
        }
        let payee = payee(&document);
        let spifs = payee.components.iter().filter(|it| it.id.as_str() == "spring").flat_map(|it| &it.earned);
        spifs.map(|it| (it.at, it.amount.to_major())).collect::<Vec<_>>()
    };
    for from in [None, Some("2027-04-01"), Some("2027-05-01"), Some("2027-06-01"), Some("2027-07-01")] {
        assert_eq!(paid(60_000.0, 60_000.0, from), [(5, 5_000.0)], "60,000 in April and in June, {from:?}");
        assert_eq!(paid(100_000.0, 100_000.0, from), [(3, 5_000.0)], "100,000 in April and in June, {from:?}");
        assert_eq!(paid(60_000.0, 30_000.0, from), [], "90,000 in all, {from:?}");
    }
}

#[test]
fn a_spif_that_has_the_id_of_a_component_is_told_and_gets_one_of_its_own_when_opened() {
    let mut document = one_seller(Component::default(), &[10_000.0; 12]);
    let id = document.plans[0].versions[0].components[0].id.clone();
    let spif = |id: &ComponentId| Spif {
        id: id.clone(),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-01"),
        to: day("2027-12-31"),
        amount: money(700.0),
        pays: SpifPays::Once { at: money(50_000.0) },
    };
    let taken = ComponentId::new(&[id.as_str(), "-spif"].concat());
    document.plans[0].versions[0].spifs = vec![spif(&id), spif(&taken)];
    capped(&mut document, None, "2027-04-01", None);
    let told: Vec<_> = validate(&document).into_iter().filter(|it| it.code == "duplicate_id").map(|it| it.at).collect();
    assert_eq!(told, [1, 2].map(|version| format!("plan/ae/{version}/spif/{id}")));
    let (opened, problems) = open(&to_value(&document)).unwrap();
    assert_eq!(problems.iter().map(|it| (it.at.as_str(), it.code)).collect::<Vec<_>>(), [("plan/ae", "spif_id_taken")]);
    let spifs = |at: usize| opened.plans[0].versions[at].spifs.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    assert_eq!(spifs(0), [format!("{id}-spif-2"), format!("{id}-spif")]);
    assert_eq!(spifs(1), spifs(0), "one id in all versions, so that what is paid once is");
    assert!(validate(&opened).iter().all(|it| it.code != "duplicate_id"));
    // 1,000 a month, and each SPIF once; the second version counts on.
    assert_eq!(sum(&payee(&opened).variable), 12_000.0 + 2.0 * 700.0);
    assert_eq!(open(&to_value(&opened)).unwrap(), (opened, Vec::new()));
}

#[test]
fn a_statement_says_which_cap_the_year_has() {
    let mut document = one_seller(Component::default(), &[30_000.0; 12]);
    capped(&mut document, Some(Rate::percent(150)), "2027-07-01", Some(Rate::percent(200)));
    let told = statement(&document, &SeatId::new("ae-1"), Span { from: 0, to: 11 }, Source::Forecast).unwrap();
    let cap = told.cap.unwrap();
    assert_eq!((cap.share(), cap.is_mixed()), (Rate::percent(175), true));
    assert_eq!((told.earned, told.capped), (money(21_000.0), money(-15_000.0)));
    let rows = rows(&document, &told, &Locale::default());
    let line = rows.iter().find(|row| row.title.starts_with("Cut by the cap")).unwrap();
    assert_eq!(line.note.replace('\u{a0}', " "), "175 % of target variable, each version\u{2019}s cap for its months");
}

#[test]
fn a_component_counts_with_the_weight_that_held() {
    let mut document = one_seller(Component::default(), &[10_000.0; 12]);
    let own = document.plans[0].versions[0].components[0].clone();
    let half =
        |id: &str, percent: i64| Component { id: ComponentId::new(id), weight: Rate::percent(percent), ..own.clone() };
    let score = |percent: i64| Component {
        measure: Measure::Objectives,
        target: Target::Ratio { ratio: Rate::ONE },
        ..half("score", percent)
    };
    document.plans[0].versions[0].components = vec![half("new", 80), score(20)];
    let mut next = document.plans[0].versions[0].clone();
    next.from = Some(day("2027-10-01"));
    next.components = vec![half("new", 40), score(60)];
    document.plans[0].versions.push(next);
    let outcome = evaluate(&document, &Env::default());
    let weights = |from: usize, to: usize| {
        let lines = payee_lines(&document, &outcome, None, Span { from, to });
        lines[0].components.iter().map(|it| (it.weight * 1e6).round() / 1e6).collect::<Vec<_>>()
    };
    assert_eq!(weights(0, 8), [0.8, 0.2]);
    assert_eq!(weights(9, 11), [0.4, 0.6]);
    // Nine months at 80 % and three at 40 %.
    assert_eq!(weights(0, 11), [0.7, 0.3]);
    // Half of quota is sold in the last quarter, and the score is met: 40 % x 50 % + 60 % x 100 %.
    let slow: Vec<f64> = [[10_000.0; 9].as_slice(), &[5_000.0; 3]].concat();
    document.segments[0].pipeline.opening = one_seller(own.clone(), &slow).segments[0].pipeline.opening.clone();
    let outcome = evaluate(&document, &Env::default());
    let lines = payee_lines(&document, &outcome, None, Span { from: 9, to: 11 });
    assert!((lines[0].attainment.unwrap() - 0.8).abs() < 1e-9, "{:?}", lines[0].attainment);
    // Their mean is nothing that anybody attained: each measure is told by itself.
    let totals = plan_totals(lines.iter());
    assert_eq!(totals.by_measure, [(Measure::NewArr, 0.5), (Measure::Objectives, 1.0)]);
    let (locale, usd) = (Locale::default(), Currency::USD);
    let earned = words_pay::earned(&totals, "FY2027", &locale, usd).replace('\u{a0}', " ");
    // 1,000 a month are the target: 400 are earned by half, 600 in full.
    assert_eq!(
        earned,
        "1 seat earns $2.4k in FY2027 against a target of $3k, at 50 % on New ARR and 100 % on Objectives on average, of the target of each."
    );
    let stands = Some((0.8, money(9_000.0)));
    let said = words_pay::curve(money(12_000.0), money(15_000.0), stands, &totals.by_measure, &locale, usd);
    assert!(
        said.replace('\u{a0}', " ").ends_with(
            "The forecast has these people at 50 % on New ARR and 100 % on Objectives on average, of the target of each. With all of it at the mean of \
             these by weight, 80 %, the plan pays $9,000."
        ),
        "{said}"
    );
}

#[test]
fn the_cost_that_stays_is_that_of_a_year_in_which_the_version_holds() {
    let mut document = one_seller(Component::default(), &[10_000.0; 24]);
    document.settings.horizon_months = 24;
    capped(&mut document, None, "2028-04-01", None);
    let (ae, year) = (PlanId::new("ae"), |at: usize| Span { from: at * 12, to: at * 12 + 11 });
    assert_eq!(cost_span(&document, &ae, 0, year(1)), year(1), "it holds until March of the second year");
    document.plans[0].versions[1].from = Some(day("2028-01-01"));
    assert_eq!(cost_span(&document, &ae, 0, year(1)), year(0));
    assert_eq!(cost_span(&document, &ae, 1, year(1)), year(1));
    document.plans[0].versions[1].from = Some(day("2029-01-01"));
    assert_eq!(cost_span(&document, &ae, 1, year(1)), year(1), "it never holds");
}

#[test]
fn a_draw_of_several_amounts_reads_as_one_sentence() {
    let line = |draw: &Draw| draw_line(draw, &Locale::default(), Currency::USD);
    assert_eq!(
        line(&falling(DrawKind::GuaranteeTopUp)),
        "Guarantee: $1,500 a month for the first 2 months, then $800 for 2 months, then nothing. Pay is topped up to the amount; nothing \
         is owed. The draw is paid as late as commission."
    );
    assert!(
        line(&falling(DrawKind::Recoverable).with_its_month()).ends_with(
            "Pay up to the draw comes with the payroll of its month; commission above it follows the payout."
        )
    );
    let ends = Draw { then: vec![step(800.0, Some(1)), step(250.0, None)], ..falling(DrawKind::Additional) };
    assert!(
        line(&ends)
            .starts_with("On top: $1,500 a month for the first 2 months, then $800 for one month, then $250 for good.")
    );
    let months = |at| draw_months(Some(&ends), at);
    assert_eq!([months(0), months(1), months(2)], ["Months 1 to 2", "Month 3", "From month 4 on"]);
    assert_eq!(draw_months(Some(&Draw::level(DrawKind::Additional, Monthly::new(money(1.0)), None)), 0), "Every month");
}

#[test]
fn below_an_empty_field_stands_what_holds_meanwhile() {
    let mut document = two_sellers(&[], None);
    let words = |document: &Document| {
        let seat = &document.seats[0];
        own_terms(document, seat, &seat.stints[0], &Locale::default())
    };
    let now = words(&document);
    assert_eq!((now.base.as_str(), now.ote.as_str()), ("The role has $60,000.", "The role has $72,000."));
    assert_eq!(now.quota.as_deref(), Some("The role has $120,000."));
    assert!(now.cap.ends_with("The plan has none.") && now.draw.starts_with("The plan has none"));
    assert_eq!(now.rates.len(), 1);
    assert!(now.rates[0].2.replace('\u{a0}', " ").starts_with("The plan pays 10.00 % at first"), "{}", now.rates[0].2);
    let version = &mut document.plans[0].versions[0];
    (version.cap, version.draw) = (Some(Rate::percent(150)), Some(falling(DrawKind::Recoverable)));
    let now = words(&document);
    assert!(now.cap.ends_with("The plan has 1.5x."), "{}", now.cap);
    assert!(now.draw.contains("in the same months") && now.draw.contains("then $800 for 2 months"), "{}", now.draw);
    // A rate that is left over must be seen, so that it can be taken away.
    document.seats[0].stints[0].overrides.rates = [(ComponentId::new("gone"), Rate::percent(5))].into_iter().collect();
    assert_eq!(words(&document).rates.len(), 2);
}

#[test]
fn keeping_the_cost_says_what_several_versions_do_to_it() {
    let one = keeps_cost("FY2028", false, Currency::USD);
    let several = keeps_cost("FY2028", true, Currency::USD);
    assert!(several.starts_with(&one) && several.contains("OTE has no dates"));
    assert!(!one.contains("version"));
}
