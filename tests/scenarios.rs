//! Small plans worked by hand: one rule each, with the figures anyone can check on paper.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::engine::{Env, Limit, Metric, Outcome, Payee, Row, Scope as Whose, Span, evaluate};
use remit::model::comp::{
    Component, Draw, DrawKind, Gate, Measure, Payout, RatePreset, Rated, Scope, Target, Threshold, ThresholdStart,
    TrueUp,
};
use remit::model::{
    CoverageResponse, Document, Function, Leave, OpenPipeline, Proration, Quota, Ramp, RampAccelerators, StintEnd,
    Terms,
};
use remit::units::{Cadence, Money, Month, Monthly, PlanId, Rate, SeatId, SegmentId, Yearly};
use support::*;

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn by_month(component: Component) -> Component {
    Component { cadence: Cadence::Month, ..component }
}

/// One seller with a quota of 10,000 a month and target pay of 1,000 a month, and what closes month by month.
fn one_seller(component: Component, sold: &[f64]) -> Document {
    let mut document = quiet();
    document.plans = vec![plan("ae", vec![component])];
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
    let open = |(at, arr): (usize, &f64)| OpenPipeline { month: first.plus(at as i32), arr: money(*arr) };
    document.segments[0].pipeline.opening = sold.iter().enumerate().map(open).collect();
    document
}

fn earned(payee: &Payee, months: usize) -> Vec<f64> {
    payee.variable.iter().take(months).map(|it| it.to_major()).collect()
}

fn paid(payee: &Payee, months: usize) -> Vec<f64> {
    payee.paid.iter().take(months).map(|it| it.to_major()).collect()
}

fn first_payee(document: &Document) -> Payee {
    outcome(document).payees.swap_remove(0)
}

#[test]
fn retention_is_that_of_the_own_segment_or_of_the_whole_company() {
    let bonus = |scope| {
        let part = Component {
            measure: Measure::NetRetention,
            target: Target::Ratio { ratio: Rate::ONE },
            cadence: Cadence::Year,
            scope,
            ..Component::default()
        };
        let mut document = quiet();
        document.plans = vec![plan("csm", vec![part])];
        document.roles = vec![role(
            "csm",
            Function::CustomerSuccess,
            Terms {
                base: Yearly::new(money(60_000.0)),
                ote: Yearly::new(money(70_000.0)),
                plan: Some(PlanId::new("csm")),
                ..Terms::default()
            },
        )];
        // 300,000 of which four fifths stay, and 100,000 that stay whole.
        with_customer(&mut document, "north", money(300_000.0), |it| it.renewal = Rate::percent(80));
        with_customer(&mut document, "south", money(100_000.0), |_| ());
        document.seats = ["north", "south"]
            .map(|id| remit::model::Seat { segment: Some(SegmentId::new(id)), ..seat(id, "csm", "2020-01-01") })
            .to_vec();
        let outcome = outcome(&document);
        outcome.payees.iter().map(|it| it.variable.iter().map(|it| it.to_major()).sum::<f64>()).collect::<Vec<_>>()
    };
    // 10,000 at target, in proportion: 80 % and 100 %; 85 % of 400,000 for both.
    assert_eq!(bonus(Scope::Segment), [8_000.0, 10_000.0]);
    assert_eq!(bonus(Scope::Company), [8_500.0, 8_500.0]);
}

#[test]
fn while_ramping_the_quota_is_smaller_and_target_pay_is_kept() {
    let ramping = |accelerators| {
        let accelerated =
            Component { rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(200))]), ..Component::default() };
        let mut document = one_seller(by_month(accelerated), &[5_000.0, 10_000.0, 10_000.0]);
        document.roles[0].terms[0].ramp =
            Ramp { productivity: Vec::new(), quota: Some(vec![Rate::percent(50); 2]), accelerators };
        earned(&first_payee(&document), 3)
    };
    // At the ramped quota of 5,000 the target is earned; the second month is at twice it, and half of that is accelerated.
    assert_eq!(ramping(RampAccelerators::OnRampedQuota), [1_000.0, 3_000.0, 1_000.0]);
    assert_eq!(ramping(RampAccelerators::OnFullQuota), [500.0, 1_000.0, 1_000.0]);
    assert_eq!(ramping(RampAccelerators::OffWhileRamping), [1_000.0, 1_000.0, 1_000.0]);
}

#[test]
fn leads_close_one_sales_cycle_later_and_what_exceeds_capacity_waits_or_is_lost() {
    let mut document = quiet();
    let pipeline = &mut document.segments[0].pipeline;
    pipeline.leads_month = 10;
    pipeline.lead_to_opportunity = Rate::percent(50);
    pipeline.win_rate = Rate::percent(20);
    pipeline.deal_size = money(1_000.0);
    pipeline.cycle_months = 2;
    pipeline.carry_over = Rate::percent(50);
    document.roles = vec![role("ae", Function::NewBusiness, steady(money(600.0), Cadence::Month))];
    document.seats = seats(1, "ae", "ae", "2020-01-01");
    let outcome = outcome(&document);
    let new = &outcome.segments[0].new_business;
    let first = |series: &[remit::units::Flow]| series.iter().take(5).map(|flow| flow.value()).collect::<Vec<_>>();
    assert_eq!(first(&new.pipeline), [0.0, 0.0, 1_000.0, 1_200.0, 1_300.0]);
    assert_eq!(first(&new.bookings), [0.0, 0.0, 600.0, 600.0, 600.0]);
    assert_eq!(first(&new.carried), [0.0, 0.0, 200.0, 300.0, 350.0]);
    assert_eq!(first(&new.lost), [0.0, 0.0, 200.0, 300.0, 350.0]);
    assert_eq!(new.limit[..3], [Limit::Pipeline, Limit::Pipeline, Limit::Capacity]);
    assert_eq!(new.opportunities[0], 5.0);
}

#[test]
fn leads_grow_by_the_year_and_a_season_moves_what_closes() {
    let mut document = quiet();
    document.settings.horizon_months = 24;
    let pipeline = &mut document.segments[0].pipeline;
    pipeline.leads_month = 100;
    pipeline.lead_growth_year = Rate::percent(50);
    pipeline.lead_to_opportunity = Rate::ONE;
    pipeline.win_rate = Rate::percent(10);
    pipeline.deal_size = money(1_000.0);
    // January and July count double: of 14 weights over 12 months, that is 24 / 14 of the mean.
    document.assumptions.seasonality = [2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1].map(|it| Rate::percent(it * 100)).to_vec();
    let outcome = outcome(&document);
    let new = &outcome.segments[0].new_business;
    assert!((new.opportunities[12] - 150.0).abs() < 1e-9);
    assert!((new.pipeline[0].value() - 10_000.0 * 24.0 / 14.0).abs() < 1e-6);
    assert!((new.pipeline[12].value() - 15_000.0 * 24.0 / 14.0).abs() < 1e-6);
    assert!((new.pipeline[1].value() - 10_000.0 * 1.5f64.powf(1.0 / 12.0) * 12.0 / 14.0).abs() < 1e-6);
}

#[test]
fn sellers_without_a_segment_go_where_something_can_close() {
    let mut document = quiet();
    document.segments = vec![quiet_segment("big"), quiet_segment("small")];
    let month = document.settings.first_month;
    document.segments[0].pipeline.opening = vec![OpenPipeline { month, arr: money(3_000.0) }];
    document.segments[1].pipeline.opening = vec![OpenPipeline { month, arr: money(1_000.0) }];
    document.roles = vec![role("ae", Function::NewBusiness, steady(money(2_000.0), Cadence::Month))];
    document.seats = seats(1, "ae", "ae", "2020-01-01");
    let outcome = outcome(&document);
    let signed: Vec<Money> = outcome.segments.iter().map(|it| it.ledger[0].new).collect();
    assert_eq!(signed, [money(1_500.0), money(500.0)]);
}

#[test]
fn sales_development_finds_opportunities_that_close_later() {
    let mut document = quiet();
    let pipeline = &mut document.segments[0].pipeline;
    (pipeline.win_rate, pipeline.deal_size, pipeline.cycle_months) = (Rate::percent(25), money(1_000.0), 3);
    let quota = Some(Quota::Units { count: 24, per: Cadence::Quarter });
    let finder = Terms { quota, expected_attainment: Rate::percent(50), ..steady(Money::ZERO, Cadence::Month) };
    document.roles = vec![role("sdr", Function::SalesDevelopment, finder)];
    document.seats = seats(2, "sdr", "sdr", "2020-01-01");
    let new = outcome(&document).segments.swap_remove(0).new_business;
    assert_eq!(new.opportunities[0], 8.0, "two people, eight a month each, half of it expected");
    assert_eq!((new.pipeline[2].value(), new.pipeline[3].value()), (0.0, 2_000.0));
}

#[test]
fn a_cap_on_the_year_stops_pay_once_it_is_reached() {
    let mut document = one_seller(by_month(Component::default()), &[60_000.0; 12]);
    document.roles[0].terms[0].expected_attainment = Rate::percent(300);
    document.roles[0].terms[0].quota = Some(Quota::Arr { amount: money(20_000.0), per: Cadence::Month });
    document.plans[0].versions[0].cap = Some(Rate::percent(150));
    // 3,000 a month of 12,000 a year: 18,000 are reached after six months.
    let payee = first_payee(&document);
    assert_eq!(earned(&payee, 12)[..7], [3_000.0, 3_000.0, 3_000.0, 3_000.0, 3_000.0, 3_000.0, 0.0]);
    assert_eq!(payee.variable.iter().copied().sum::<Money>(), money(18_000.0));
    assert_eq!(payee.capped.iter().copied().sum::<Money>(), money(18_000.0));
}

#[test]
fn base_pay_of_a_whole_year_is_the_base_pay_of_the_year() {
    for base in [100_000.0, 60_000.0, 77_777.77, 0.05] {
        let mut document = one_seller(Component::default(), &[]);
        document.roles[0].terms[0].base = Yearly::new(money(base));
        let payee = first_payee(&document);
        assert_eq!(payee.base.iter().copied().sum::<Money>(), money(base));
        let (least, most) = (payee.base.iter().min().unwrap(), payee.base.iter().max().unwrap());
        assert!((*most - *least).mills() <= 10, "no month differs by more than a cent");
    }
}

#[test]
fn base_pay_follows_days_employed_and_days_away() {
    let mut document = one_seller(Component::default(), &[]);
    document.seats[0].stints[0].from = day("2027-04-16");
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-09-10"));
    document.seats[0].stints[0].leave = vec![Leave { from: day("2027-06-01"), to: day("2027-06-15") }];
    let months = |proration| {
        document.settings.proration = proration;
        first_payee(&document).base.iter().map(|it| it.to_major()).collect::<Vec<_>>()
    };
    let mut months = months;
    assert_eq!(
        months(Proration::CalendarDays)[2..10],
        [0.0, 2_500.0, 5_000.0, 2_500.0, 5_000.0, 5_000.0, 1_666.67, 0.0]
    );
    assert_eq!(months(Proration::Thirty360)[2..10], [0.0, 2_500.0, 5_000.0, 2_500.0, 5_000.0, 5_000.0, 1_666.67, 0.0]);
    // A month with a day of work in it counts whole, away or not.
    assert_eq!(months(Proration::WholeMonths)[2..10], [0.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0, 0.0]);
}

#[test]
fn a_gate_opens_when_its_value_is_reached_and_not_before() {
    let gated = |at: i64, accelerators_only| {
        let component = Component {
            gate: Some(Gate { measure: Measure::GrossRetention, at: Rate::percent(at), accelerators_only }),
            scope: Scope::Company,
            target: Target::Amount { amount: money(10_000.0), per: Cadence::Month },
            rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(200))]),
            ..Component::default()
        };
        let mut document = one_seller(by_month(component), &[15_000.0]);
        with_customer(&mut document, "book", money(100_000.0), |it| it.renewal = Rate::percent(90));
        earned(&first_payee(&document), 1)[0]
    };
    assert_eq!(gated(90, false), 2_000.0, "met when reached");
    assert_eq!(gated(91, false), 0.0);
    assert_eq!(gated(91, true), 1_000.0, "only what exceeds the target is held back");
    assert_eq!(gated(90, true), 2_000.0);
}

#[test]
fn a_gate_missed_later_takes_back_only_what_is_trued_up() {
    let missed = |true_up| {
        let component = Component {
            gate: Some(Gate { measure: Measure::GrossRetention, at: Rate::percent(90), accelerators_only: false }),
            scope: Scope::Company,
            target: Target::Amount { amount: money(10_000.0), per: Cadence::Month },
            rated: Rated::YearToDate,
            true_up,
            ..Component::default()
        };
        let mut document = one_seller(by_month(component), &[10_000.0, 10_000.0]);
        // Nothing falls due in January, so the gate stands open; in February half of the book leaves.
        with_customer(&mut document, "book", money(100_000.0), |it| it.renewal = Rate::percent(50));
        std::sync::Arc::make_mut(&mut document.accounts)[0].contract.as_mut().unwrap().renewal = Month::new(2027, 2);
        earned(&first_payee(&document), 3)
    };
    assert_eq!(missed(TrueUp::CumulativeLessPaid), [1_000.0, -1_000.0, 0.0]);
    assert_eq!(missed(TrueUp::ThisPeriodOnly), [1_000.0, 0.0, 0.0]);
}

#[test]
fn a_threshold_without_true_up_pays_each_stretch_once() {
    let component = Component {
        threshold: Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero }),
        target: Target::Amount { amount: money(120_000.0), per: Cadence::Year },
        rated: Rated::QuarterToDate,
        true_up: TrueUp::ThisPeriodOnly,
        ..Component::default()
    };
    // To date 10,000 of 10,000, then 15,000 of 20,000, then 30,000 of 30,000: pay rises from half of the target to all of it.
    let document = one_seller(by_month(component), &[10_000.0, 5_000.0, 15_000.0]);
    // January: all of 1,000. February: of what lies between 10,000 and 20,000, the half up to 15,000. March: all above 15,000.
    assert_eq!(earned(&first_payee(&document), 3), [1_000.0, 1_000.0, 3_000.0]);
}

#[test]
fn an_attainment_limit_without_true_up_takes_nothing_back() {
    let component = Component {
        attainment_cap: Some(Rate::ONE),
        target: Target::Amount { amount: money(10_000.0), per: Cadence::Month },
        rated: Rated::YearToDate,
        true_up: TrueUp::ThisPeriodOnly,
        ..Component::default()
    };
    let document = one_seller(by_month(component), &[25_000.0, 0.0, 0.0, 15_000.0]);
    assert_eq!(earned(&first_payee(&document), 4), [1_000.0, 0.0, 0.0, 1_500.0]);
}

#[test]
fn a_bonus_on_retention_begins_exactly_at_its_threshold() {
    let bonus = |renewal: f64| {
        let component = Component {
            measure: Measure::GrossRetention,
            scope: Scope::Company,
            target: Target::Ratio { ratio: Rate::percent(90) },
            threshold: Some(Threshold { at: Rate::percent(85), start: ThresholdStart::Zero }),
            ..Component::default()
        };
        let mut document = one_seller(by_month(component), &[]);
        with_customer(&mut document, "book", money(1_000_000.0), |it| it.renewal = share(renewal));
        earned(&first_payee(&document), 1)[0]
    };
    assert_eq!((bonus(0.8499), bonus(0.85), bonus(0.86), bonus(0.90)), (0.0, 0.0, 200.0, 1_000.0));
}

#[test]
fn books_shared_by_several_people_count_once_in_a_team() {
    let mut document = quiet();
    document.segments.clear();
    with_customer(&mut document, "shared", money(100_000.0), |it| it.renewal = Rate::percent(80));
    with_customer(&mut document, "alone", money(100_000.0), |_| ());
    let bonus = Component {
        measure: Measure::GrossRetention,
        scope: Scope::TeamBelow,
        target: Target::Ratio { ratio: Rate::ONE },
        ..Component::default()
    };
    document.plans = vec![plan("lead", vec![by_month(bonus)])];
    let lead = Terms {
        ote: Yearly::new(money(12_000.0)),
        plan: Some(PlanId::new("lead")),
        ..steady(Money::ZERO, Cadence::Year)
    };
    document.roles = vec![
        role("am", Function::AccountManagement, steady(Money::ZERO, Cadence::Year)),
        role("csm", Function::CustomerSuccess, steady(Money::ZERO, Cadence::Year)),
        role("lead", Function::AccountLeadership, lead),
    ];
    for (id, role, segment) in
        [("a", "am", "shared"), ("b", "am", "shared"), ("c", "am", "alone"), ("d", "csm", "shared")]
    {
        let mut held = seat(id, role, "2020-01-01");
        (held.segment, held.manager) = (Some(SegmentId::new(segment)), Some(SeatId::new("lead")));
        document.seats.push(held);
    }
    document.seats.push(seat("lead", "lead", "2020-01-01"));
    let outcome = outcome(&document);
    let lead = outcome.payees.iter().find(|it| it.seat == 4).unwrap();
    // 180,000 of 200,000 stay; counting the shared book twice would make it 260,000 of 300,000.
    assert_eq!(lead.components[0].earned[0].attainment, Some(0.9));
}

#[test]
fn a_manager_is_measured_by_the_quotas_of_people_who_sell_the_same_and_not_by_their_own() {
    let mut document = quiet();
    let sum = Component {
        scope: Scope::TeamBelow,
        target: Target::SumOfQuotas { share: Rate::percent(90) },
        ..Component::default()
    };
    let expansion = Component { measure: Measure::ExpansionArr, ..Component::default() };
    document.plans = vec![plan("lead", vec![by_month(sum)]), plan("am", vec![expansion])];
    let planned = |id: &str, quota: f64| Terms { plan: Some(PlanId::new(id)), ..steady(money(quota), Cadence::Month) };
    document.roles = vec![
        role("lead", Function::SalesManagement, planned("lead", 7_777.0)),
        role("ae", Function::NewBusiness, steady(money(1_000.0), Cadence::Month)),
        role("am", Function::AccountManagement, planned("am", 500.0)),
    ];
    document.seats = vec![seat("top", "lead", "2020-01-01"), seat("middle", "lead", "2020-01-01")];
    document.seats[1].manager = Some(SeatId::new("top"));
    for (id, role) in [("one", "ae"), ("two", "ae"), ("three", "am")] {
        let mut held = seat(id, role, "2020-01-01");
        held.manager = Some(SeatId::new("middle"));
        document.seats.push(held);
    }
    let outcome = outcome(&document);
    for payee in outcome.payees.iter().take(2) {
        assert_eq!(payee.components[0].earned[0].quota, money(1_800.0).mills(), "90 % of two times 1,000");
    }
}

#[test]
fn missing_coverage_costs_renewals_in_the_form_that_was_chosen() {
    let renewed = |response, looked_after: f64| {
        let mut document = quiet();
        with_customer(&mut document, "book", money(1_000_000.0), |it| {
            (it.renewal, it.expansion) = (Rate::percent(90), Rate::percent(10));
        });
        document.assumptions.coverage.response = response;
        document.assumptions.coverage.renewal_at_stake = Rate::percent(20);
        document.assumptions.coverage.expansion_at_stake = Rate::percent(50);
        let terms = Terms { book_capacity: Some(money(looked_after)), ..steady(Money::ZERO, Cadence::Year) };
        document.roles = vec![role("am", Function::AccountManagement, terms)];
        document.seats = seats(1, "am", "am", "2020-01-01");
        let month = outcome(&document).segments[1].ledger[0];
        (month.churn.to_major(), month.expansion.to_major())
    };
    assert_eq!(renewed(CoverageResponse::Off, 250_000.0), (100_000.0, 90_000.0));
    assert_eq!(renewed(CoverageResponse::Linear, 250_000.0), (250_000.0, 46_875.0), "three quarters are missing");
    assert_eq!(renewed(CoverageResponse::Concave, 250_000.0), (200_000.0, 60_000.0), "the root of a quarter is a half");
    assert_eq!(renewed(CoverageResponse::Linear, 2_000_000.0), (100_000.0, 90_000.0), "more than all is all");
}

#[test]
fn what_a_role_costs_counts_as_acquisition_by_its_plan_or_by_what_it_does() {
    let mut document = quiet();
    let part = |id: &str, measure, weight| Component {
        id: remit::units::ComponentId::new(id),
        measure,
        weight: Rate::percent(weight),
        ..Component::default()
    };
    document.plans = vec![plan(
        "both",
        vec![
            part("new", Measure::NewArr, 25),
            part("grow", Measure::ExpansionArr, 50),
            part("goals", Measure::Objectives, 25),
        ],
    )];
    let paid = |plan: Option<&str>| Terms {
        base: Yearly::new(money(120_000.0)),
        ote: Yearly::new(money(120_000.0)),
        plan: plan.map(PlanId::new),
        ..steady(Money::ZERO, Cadence::Year)
    };
    let cost = |function, plan| {
        let mut document = document.clone();
        document.roles = vec![role("role", function, paid(plan))];
        document.seats = seats(1, "seat", "role", "2020-01-01");
        document.costs.marketing = Some(Monthly::new(Money::ZERO));
        document.costs.other_sales_marketing = Some(Monthly::new(Money::ZERO));
        document.costs.burden = Rate::percent(20);
        let outcome = outcome(&document);
        Row::of(&outcome, Span { from: 0, to: 0 }).value(Metric::AcquisitionCost).to_f64().unwrap()
    };
    assert_eq!(cost(Function::NewBusiness, None), 12_000.0);
    assert_eq!(cost(Function::AccountManagement, None), 0.0);
    assert_eq!(cost(Function::Executive, None), 6_000.0);
    // A quarter for new business and a half for expansion: a third of what serves either wins customers.
    assert_eq!(cost(Function::Executive, Some("both")), 4_000.0);
}

#[test]
fn a_draw_is_paid_in_the_months_of_tenure_it_is_given_for() {
    let mut document = one_seller(by_month(Component::default()), &[0.0, 5_000.0, 30_000.0, 0.0]);
    let draw = Draw::level(DrawKind::Recoverable, Monthly::new(money(1_500.0)), Some(3));
    document.plans[0].versions[0].draw = Some(draw);
    // Owed 1,500, then 2,500; March earns 3,000 and repays what exceeds the draw; afterwards there is no draw and nothing is earned.
    assert_eq!(paid(&first_payee(&document), 5), [1_500.0, 1_500.0, 1_500.0, 0.0, 0.0]);
}

#[test]
fn a_draw_is_settled_before_lag_and_holdback() {
    let mut document = one_seller(by_month(Component::default()), &[0.0, 5_000.0, 30_000.0, 0.0]);
    let version = &mut document.plans[0].versions[0];
    version.draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(money(1_500.0)), Some(3)));
    version.payout = Payout { lag_months: 1, holdback: Rate::percent(10), holdback_months: 2, ..Payout::default() };
    // 1,500 in each of three months, a month later, a tenth of it two months after that.
    assert_eq!(paid(&first_payee(&document), 7), [0.0, 1_350.0, 1_350.0, 1_500.0, 150.0, 150.0, 0.0]);
}

#[test]
fn without_a_quota_everything_is_paid_at_the_first_rate() {
    use remit::engine::pay::{Basis, Ratio, rate};
    use remit::model::comp::RatePreset;
    let rates =
        RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(125), Rate::percent(200))]);
    let component = Component { rates, ..Component::default() };
    let basis = Basis { quota: 0, rate: Ratio::new(1, 10) };
    assert_eq!(rate(&component, 1_000_000, 0, &basis, true).to_f64(), 100_000.0);
}

#[test]
fn pay_arrives_after_its_lag_in_instalments_and_the_holdback_last() {
    let mut document = one_seller(by_month(Component::default()), &[10_000.0]);
    document.plans[0].versions[0].payout =
        Payout { lag_months: 1, instalments: 3, holdback: Rate::percent(10), holdback_months: 4, ..Payout::default() };
    assert_eq!(paid(&first_payee(&document), 7), [0.0, 300.0, 300.0, 300.0, 0.0, 100.0, 0.0]);
}

#[test]
fn new_business_commission_can_be_expensed_over_months_while_it_is_earned_at_once() {
    let mut document = one_seller(by_month(Component::default()), &[10_000.0]);
    document.settings.commission_expensed_over_months = 3;
    let payee = first_payee(&document);
    let expensed: Vec<f64> = payee.expensed.iter().take(4).map(|it| it.to_major()).collect();
    assert_eq!(earned(&payee, 2), [1_000.0, 0.0]);
    assert_eq!(expensed, [333.34, 333.33, 333.33, 0.0]);
}

#[test]
fn versions_of_a_plan_hold_from_the_month_after_they_begin() {
    let mut document = one_seller(by_month(Component::default()), &[10_000.0; 4]);
    let mut next = document.plans[0].versions[0].clone();
    next.from = Some(day("2027-02-15"));
    next.components[0].rates = RatePreset::Marginal.rates(&[(Rate::ZERO, Rate::percent(200))]);
    document.plans[0].versions.push(next);
    assert_eq!(earned(&first_payee(&document), 4), [1_000.0, 1_000.0, 2_000.0, 2_000.0]);
}

#[test]
fn owners_are_credited_with_their_books_and_the_rest_goes_to_the_pool() {
    let mut document = quiet();
    document.segments.clear();
    with_customer(&mut document, "book", money(90_000.0), |it| it.expansion = Rate::percent(10));
    let accounts = std::sync::Arc::make_mut(&mut document.accounts);
    let mut owned = customer("owned", "book", money(60_000.0), Month::new(2027, 1), 12);
    owned.owners.account_management = Some(SeatId::new("a"));
    accounts.push(owned);
    let bonus = Component { measure: Measure::ExpansionArr, ..Component::default() };
    document.plans = vec![plan("am", vec![by_month(bonus)])];
    let terms = Terms { plan: Some(PlanId::new("am")), ..steady(money(1_000.0), Cadence::Month) };
    document.roles = vec![role("am", Function::AccountManagement, terms)];
    document.seats = vec![seat("a", "am", "2020-01-01"), seat("b", "am", "2020-01-01"), seat("c", "am", "2020-01-01")];
    let outcome = outcome(&document);
    let credits: Vec<i64> = outcome.payees.iter().map(|it| it.components[0].earned[0].credit).collect();
    // The pool of 9,000 in three parts; the owner has the 6,000 of the owned book besides.
    assert_eq!(credits, [9_000_000, 3_000_000, 3_000_000]);
    let by_segment = Row::scoped(&outcome, Whose::Segment(0), Span { from: 0, to: 0 }).movements.expansion;
    assert_eq!(by_segment, money(15_000.0));
}

#[test]
fn what_a_renewal_is_credited_with_follows_the_measure() {
    let credited = |measure: Measure, target: Target| {
        let component = Component { measure, target, ..Component::default() };
        let mut document = quiet();
        document.segments.clear();
        with_customer(&mut document, "book", money(100_000.0), |it| {
            it.renewal = Rate::percent(90);
            it.contraction = Rate::percent(10);
            it.price_uplift = Rate::percent(5);
            it.expansion = Rate::percent(20);
        });
        document.plans = vec![plan("am", vec![by_month(component)])];
        let terms = Terms { plan: Some(PlanId::new("am")), ..steady(money(10_000.0), Cadence::Month) };
        document.roles = vec![role("am", Function::AccountManagement, terms)];
        document.seats = vec![seat("a", "am", "2020-01-01")];
        outcome(&document).payees[0].components[0].earned[0]
    };
    // Of 100,000 due 10,000 leave; a tenth of the rest is given up; what stays rises by 5 %, and by 20 % of that.
    let credit = |measure| credited(measure, Target::Quota).credit as f64 / 1_000.0;
    assert_eq!(credit(Measure::RenewedArr), 81_000.0);
    assert_eq!(credit(Measure::ExpansionArr), 17_010.0);
    assert_eq!(credit(Measure::ExpansionAndPriceArr), 17_010.0 + 4_050.0);
    let ratio = |measure| credited(measure, Target::Ratio { ratio: Rate::ONE }).attainment.unwrap();
    assert!((ratio(Measure::GrossRetention) - 0.81).abs() < 1e-9);
    assert!((ratio(Measure::NetRetention) - 1.0206).abs() < 1e-9);
}
