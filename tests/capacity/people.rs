//! Moves, likelihood, lead times, ratios, cost, levels, risk.

use super::{near, outcome};
use crate::support::*;
use remit::engine::Span;
use remit::engine::capacity::{
    CapacityFigure, CapacityPlan, CostFamily, Group, HireByFigure, LevelFigure, RecoveryLag, SupportKind,
};
use remit::model::comp::{Component, Measure, Scope as Reach, Target};
use remit::model::{
    Document, Function, Leave, Person, Ramp, RosterChange, Span as Reports, StintEnd, Support, Terms, sample,
};
use remit::units::{Cadence, Money, Month, PersonId, PlanId, Rate, SeatId, SegmentId, Yearly};

const YEAR: Span = Span { from: 0, to: 11 };

fn ramp(percent: &[i64]) -> Ramp {
    Ramp { productivity: percent.iter().map(|it| Rate::percent(*it)).collect(), ..Ramp::default() }
}

fn one_role(terms: Terms) -> Document {
    let mut document = quiet();
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document
}

#[test]
fn an_open_requisition_counts_with_its_chance_in_heads_quota_capacity_and_pay() {
    let terms = Terms {
        base: Yearly::new(money(120_000.0)),
        ote: Yearly::new(money(120_000.0)),
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    let mut document = one_role(terms);
    document.seats = seats(1, "ae", "ae", "2027-01-01");
    document.seats[0].stints[0].likelihood = Rate::percent(60);
    let at = |document: &Document| {
        let outcome = outcome(document);
        let line = CapacityPlan::of(document, &outcome).line(&Group::Company, YEAR);
        (
            line.heads,
            line.seats,
            line.street.value(),
            line.capacity.value(),
            outcome.payees[0].base.iter().copied().sum(),
        )
    };
    let (heads, planned, street, capacity, base): (f64, f64, f64, f64, Money) = at(&document);
    near(heads, 0.6);
    near(planned, 1.0);
    near(street, 720_000.0);
    near(capacity, 720_000.0);
    assert_eq!(base, money(72_000.0));
    // Once the holder has a name, the seat counts whole.
    let seat = document.seats[0].clone();
    let mut named = document.clone();
    remit::edit::apply(&mut named, remit::edit::rename_holder(&document, &seat, "Bea")).unwrap();
    assert_eq!(named.seats[0].stints[0].likelihood, Rate::ONE);
    let mut change = RosterChange::default();
    change.name_holder(&document, &seat.id, "Bea");
    let mut named = document.clone();
    remit::edit::apply(&mut named, change.command("name")).unwrap();
    assert_eq!(named.seats[0].stints[0].likelihood, Rate::ONE);
    // Somebody who is there is there, whatever the file says.
    document.people.push(Person { id: PersonId::new("ada"), name: "Ada".into() });
    document.seats[0].stints[0].person = Some(PersonId::new("ada"));
    near(at(&document).0, 1.0);
}

#[test]
fn a_statement_is_of_whoever_fills_the_seat() {
    let mut document = sample::company();
    let seat = SeatId::new("ae-mm-7");
    let earned = |document: &Document| {
        let quarter = Span { from: 6, to: 8 };
        let told = remit::engine::statement(document, &seat, quarter, remit::engine::Source::Forecast).unwrap();
        (told.target, told.earned, told.paid)
    };
    let whole = earned(&document);
    let at = document.seats.iter().position(|it| it.id == seat).unwrap();
    document.seats[at].stints[0].likelihood = Rate::percent(40);
    assert_eq!(earned(&document), whole);
}

#[test]
fn who_comes_from_another_seat_ramps_only_for_the_set_part() {
    let terms =
        Terms { ramp: ramp(&[0, 20, 40, 60]), ramp_on_move: Rate::percent(50), ..steady(money(1.0), Cadence::Year) };
    let mut document = one_role(terms);
    let ada = PersonId::new("ada");
    document.people.push(Person { id: ada.clone(), name: "Ada".into() });
    document.seats = vec![seat("old", "ae", "2025-01-01"), seat("new", "ae", "2027-02-01")];
    for seat in &mut document.seats {
        seat.stints[0].person = Some(ada.clone());
    }
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-01-31"));
    let ramped = |document: &Document| outcome(document).seats[1].ramped[..6].to_vec();
    assert_eq!(ramped(&document), [0.0, 0.4, 0.6, 1.0, 1.0, 1.0], "the last two of four months are left");
    // A third of four months is rounded up: two months.
    document.roles[0].terms[0].ramp_on_move = Rate::from_f64(0.3);
    assert_eq!(ramped(&document), [0.0, 0.4, 0.6, 1.0, 1.0, 1.0]);
    document.roles[0].terms[0].ramp_on_move = Rate::ZERO;
    assert_eq!(ramped(&document)[1], 1.0);
    document.roles[0].terms[0].ramp_on_move = Rate::ONE;
    assert_eq!(ramped(&document), [0.0, 0.0, 0.2, 0.4, 0.6, 1.0], "the whole ramp unless said otherwise");
    // Away from the company for a month and a half, she starts anew.
    document.roles[0].terms[0].ramp_on_move = Rate::ZERO;
    document.seats[0].stints[0].to = StintEnd::Known(day("2026-12-15"));
    assert_eq!(ramped(&document)[1], 0.0);
}

#[test]
fn a_leave_is_no_loss_and_comes_back() {
    let mut document = one_role(steady(money(1_200_000.0), Cadence::Year));
    document.seats = seats(2, "ae", "ae", "2020-01-01");
    document.seats[0].stints[0].leave = vec![Leave { from: day("2027-02-01"), to: day("2027-05-31") }];
    let outcome = outcome(&document);
    let falls = CapacityPlan::of(&document, &outcome).waterfall(&Group::Company, Cadence::Quarter);
    near(falls[0].ramped.opening, 2.0);
    near(falls[0].ramped.leave, -1.0);
    near(falls[0].ramped.closing, 1.0);
    near(falls[1].ramped.leave, 1.0);
    near(falls[1].capacity.closing.amount().value(), 2_400_000.0);
    assert_eq!(falls[1].ramped.loss, 0.0);
}

#[test]
fn an_exit_is_a_loss_and_its_successor_brings_back_what_he_is_ramped_to() {
    let mut document = one_role(Terms { ramp: ramp(&[25, 50]), ..steady(money(1_200_000.0), Cadence::Year) });
    document.seats = seats(2, "ae", "ae", "2020-01-01");
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-01-31"));
    document.seats[0].stints.push(remit::model::Stint { from: day("2027-03-01"), ..Default::default() });
    document.seats.push(seat("hire", "ae", "2027-03-01"));
    let outcome = outcome(&document);
    let falls = CapacityPlan::of(&document, &outcome).waterfall(&Group::Company, Cadence::Quarter);
    let first = falls[0].ramped;
    assert_eq!((first.opening, first.loss, first.recovered, first.gain, first.closing), (2.0, 1.0, 0.25, 0.25, 1.5));
    near(first.unrecovered(), 0.75);
    near(falls[0].backfill_rate().unwrap(), 0.25);
    assert_eq!((falls[1].ramped.recovered, falls[1].ramped.gain, falls[1].ramped.closing), (0.75, 0.75, 3.0));
}

#[test]
fn who_is_followed_within_the_same_month_is_not_looked_for_again() {
    let terms = Terms { backfill: true, backfill_lag_months: 1, ..steady(money(1_200_000.0), Cadence::Year) };
    for (out, next, heads) in [
        ("2027-01-15", "2027-01-16", [1.0, 1.0, 1.0, 1.0]),
        ("2027-01-31", "2027-02-01", [1.0, 1.0, 1.0, 1.0]),
        // Nobody follows before May: who is expected instead comes when the seat was empty for a month.
        ("2027-01-15", "2027-05-01", [15.0 / 31.0, 0.0, 1.0, 1.0]),
    ] {
        let mut document = one_role(terms.clone());
        document.seats = seats(1, "ae", "ae", "2020-01-01");
        document.seats[0].stints[0].to = StintEnd::Known(day(out));
        document.seats[0].stints.push(remit::model::Stint {
            from: day(next),
            likelihood: Rate::ONE,
            ..Default::default()
        });
        let outcome = outcome(&document);
        for (month, expected) in heads.into_iter().enumerate() {
            near(outcome.seats[0].heads[month], expected);
        }
        assert!(outcome.seats[0].heads.iter().all(|it| *it <= 1.0), "out {out}, in {next}");
    }
}

#[test]
fn recovery_takes_the_vacancy_and_the_ramp_to_the_level_of_who_left() {
    // mod-us wiki, recovery lag: two months vacant, ramp 0, 25, 50, 75 %.
    let terms = Terms { ramp: ramp(&[0, 25, 50, 75]), backfill: true, backfill_lag_months: 2, ..Terms::default() };
    assert_eq!(RecoveryLag::of(&terms, 1.0), Some(6));
    assert_eq!(RecoveryLag::of(&terms, 0.5), Some(4));
    assert_eq!(RecoveryLag::of(&Terms { backfill: false, ..terms.clone() }, 1.0), None);
    let mut document = one_role(Terms {
        quota: Some(remit::model::Quota::Arr { amount: money(1.0), per: Cadence::Year }),
        attrition_year: Rate::percent(20),
        ..terms
    });
    document.seats = seats(1, "ae", "ae", "2020-01-01");
    let outcome = outcome(&document);
    near(CapacityPlan::of(&document, &outcome).mean_recovery_lag().unwrap(), 6.0);
}

#[test]
fn hiring_in_time_is_the_ramp_before_and_the_requisition_before_that() {
    let mut document = one_role(Terms {
        ramp: ramp(&[0, 50]),
        backfill_lag_months: 3,
        base: Yearly::new(money(120_000.0)),
        ote: Yearly::new(money(120_000.0)),
        ..steady(money(600_000.0), Cadence::Year)
    });
    document.seats = seats(1, "ae", "ae", "2020-01-01");
    document.costs.gross_margin = Some(Rate::percent(80));
    document.costs.recruiting = Rate::percent(20);
    let outcome = outcome(&document);
    let by = CapacityPlan::of(&document, &outcome).hire_by(Month::new(2027, 10)).remove(0);
    assert_eq!((by.latest_start, by.open_by), (Month::new(2027, 8), Month::new(2027, 5)));
    // Two months of 10,000 and a fifth of 120,000.
    near(by.cost_to_full.value(), 44_000.0);
    // 24,000 + 10,000 a month against 0, 20,000, 40,000, ...: -34,000, -24,000, +6,000.
    assert_eq!((by.break_even_after, by.latest_break_even), (Some(3), Some(Month::new(2027, 8))));
}

#[test]
fn who_signs_nothing_pays_for_nothing_and_who_costs_nothing_does_from_the_first_month() {
    let of = |quota: f64| {
        let free = Yearly::new(money(0.0));
        let mut document = one_role(Terms { base: free, ote: free, ..steady(money(quota), Cadence::Year) });
        document.seats = seats(1, "ae", "ae", "2020-01-01");
        (document.costs.gross_margin, document.costs.tools, document.costs.recruiting) = (None, None, Rate::ZERO);
        document
    };
    let wanted = Month::new(2027, 10);
    let document = of(0.0);
    let line = CapacityPlan::of(&document, &outcome(&document)).hire_by(wanted).remove(0);
    assert_eq!(line.break_even_after, None);

    let document = of(600_000.0);
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let line = plan.hire_by(wanted).remove(0);
    let why = plan.why(&CapacityFigure::HireBy(HireByFigure::BreakEven, (line.role, line.segment), wanted));
    assert_eq!((line.break_even_after, why.recombine()), (Some(1), Some(1.0)));
    // No margin is typed, and what stands for it says so.
    assert!(why.terms.iter().any(|it| it.label.starts_with("Gross margin: none is typed")), "{:?}", why.terms);
}

#[test]
fn a_ramp_is_over_with_its_last_month_below_the_whole() {
    let months = |percent: &[i64]| {
        let mut document = one_role(Terms { ramp: ramp(percent), ..steady(money(600_000.0), Cadence::Year) });
        document.seats = seats(1, "ae", "ae", "2020-01-01");
        let outcome = outcome(&document);
        let by = CapacityPlan::of(&document, &outcome).hire_by(Month::new(2027, 10)).remove(0);
        (by.ramp_months, by.latest_start)
    };
    assert_eq!(months(&[]), (0, Month::new(2027, 10)));
    assert_eq!(months(&[0, 50, 100, 100]), (2, Month::new(2027, 8)));
    assert_eq!(months(&[0, 100, 99]), (3, Month::new(2027, 7)));
}

#[test]
fn support_follows_the_ramped_sellers() {
    let mut document = one_role(Terms { ramp: ramp(&[0, 0, 0]), ..steady(money(1.0), Cadence::Year) });
    document.seats = seats(4, "ae", "ae", "2020-01-01");
    document.seats.extend(seats(4, "new", "ae", "2027-03-01"));
    let supported = Terms {
        support: Some(Support { of: Function::NewBusiness, heads: Rate::from_f64(2.0) }),
        ramp: ramp(&[50]),
        ..Terms::default()
    };
    document.roles.push(role("sdr", Function::SalesDevelopment, supported));
    document.seats.extend(seats(2, "sdr", "sdr", "2020-01-01"));
    let outcome = outcome(&document);
    let lines = CapacityPlan::of(&document, &outcome).support();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].kind, SupportKind::Ratio { of: Function::NewBusiness, heads: 2.0 });
    assert_eq!((lines[0].need[4], lines[0].need[5]), (2.0, 4.0));
    let hires: Vec<(Month, Month, u32)> = lines[0].hires.iter().map(|it| (it.due, it.start, it.count)).collect();
    assert_eq!(
        hires,
        [(Month::new(2027, 6), Month::new(2027, 5), 2)],
        "due when the eight are ramped, a month of ramp before"
    );
    let mut staffed = document.clone();
    remit::edit::apply(&mut staffed, remit::edit::hire_supports(&document, &lines[0]).unwrap()).unwrap();
    let then = super::outcome(&staffed);
    assert!(CapacityPlan::of(&staffed, &then).support()[0].hires.is_empty());
}

#[test]
fn customers_arr_and_reports_ask_for_people_too() {
    let mut document = quiet();
    for at in 0..6 {
        document.accounts = {
            let mut accounts = (*document.accounts).clone();
            accounts.push(customer(&format!("c{at}"), "all", money(100_000.0), Month::new(2027, 6), 12));
            accounts.into()
        };
    }
    let keeps = Terms { book_capacity: Some(money(300_000.0)), accounts_per_head: Some(2), ..Terms::default() };
    document.roles.push(role("am", Function::AccountManagement, keeps));
    document.roles.push(role(
        "lead",
        Function::AccountLeadership,
        Terms { span: Some(Reports { low: 1, high: 2 }), ..Terms::default() },
    ));
    document.seats = seats(2, "am", "am", "2020-01-01");
    let outcome = outcome(&document);
    let lines = CapacityPlan::of(&document, &outcome).support();
    let of = |at: usize| (lines[at].need[0], lines[at].have[0], lines[at].hires_in_all());
    assert_eq!(of(0), (2.0, 2.0, 0), "600,000 over 300,000 a head");
    assert_eq!(of(1), (3.0, 2.0, 1), "six customers, two a head");
    assert_eq!(of(2), (0.0, 0.0, 0), "nobody reports to a leader there is not");
    // A capacity of nothing is none.
    let mut without = document.clone();
    let keeps = &mut without.roles[0].terms[0];
    (keeps.book_capacity, keeps.accounts_per_head) = (Some(Money::ZERO), Some(0));
    let told = super::outcome(&without);
    assert_eq!(CapacityPlan::of(&without, &told).support().len(), 1);
    document.seats.push(seat("lead", "lead", "2020-01-01"));
    document.seats.extend(seats(2, "more", "am", "2020-01-01"));
    for seat in document.seats.iter_mut().filter(|it| it.role.as_str() == "am") {
        seat.manager = Some(SeatId::new("lead"));
    }
    let outcome = super::outcome(&document);
    let span = CapacityPlan::of(&document, &outcome).support().pop().unwrap();
    assert_eq!((span.need[0], span.have[0], span.hires_in_all()), (2.0, 1.0, 1), "four reports, two a leader");
}

#[test]
fn people_cost_what_they_are_paid_and_what_comes_on_top() {
    let mut document = sample::company();
    document.costs.tools = Some(Yearly::new(money(12_000.0)));
    document.costs.recruiting = Rate::percent(20);
    document.costs.headcount_budget = Some(Yearly::new(money(8_000_000.0)));
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let span = outcome.whole();
    let all = plan.cost(None, span);
    let pay: f64 = outcome.seats.iter().flat_map(|seat| &seat.cost).map(|it| it.to_major()).sum();
    near(all.base.value() + all.variable.value(), pay);
    near(all.burden.value(), pay * 0.2);
    let heads: f64 = outcome.seats.iter().flat_map(|seat| &seat.heads).sum();
    near(all.tools.value(), heads * 1_000.0);
    let families: f64 = CostFamily::ALL.iter().map(|it| plan.cost(Some(*it), span).total().value()).sum();
    near(families, all.total().value());
    let years = plan.budget();
    near(years.iter().map(|it| it.cost.value()).sum(), all.total().value());
    near(years[0].left().unwrap().value(), 8_000_000.0 - years[0].cost.value());
    // Sellers alone, and with everyone they carry.
    let seller = |loaded| plan.cost_per_ramped_seller(span, loaded).unwrap().value();
    let line = plan.line(&Group::Company, span);
    near(seller(true) * line.ramped * 2.0, all.total().value());
    assert!(seller(false) < seller(true));
}

#[test]
fn a_hire_is_recruited_once_and_a_mover_is_not() {
    let terms = Terms {
        base: Yearly::new(money(100_000.0)),
        ote: Yearly::new(money(100_000.0)),
        ..steady(money(1.0), Cadence::Year)
    };
    let mut document = one_role(terms);
    document.costs.recruiting = Rate::percent(30);
    let ada = PersonId::new("ada");
    document.people.push(Person { id: ada.clone(), name: "Ada".into() });
    document.seats =
        vec![seat("old", "ae", "2025-01-01"), seat("new", "ae", "2027-02-01"), seat("hire", "ae", "2027-05-01")];
    document.seats[0].stints[0].person = Some(ada.clone());
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-01-31"));
    document.seats[1].stints[0].person = Some(ada);
    document.seats[2].stints[0].likelihood = Rate::percent(50);
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let months = plan.costs().remove(0).months;
    near(months[4].recruiting.value(), 15_000.0);
    near(plan.cost(None, YEAR).recruiting.value(), 15_000.0);
    near(plan.cost(None, YEAR).hires, 0.5);
}

#[test]
fn quotas_of_two_levels_are_compared_and_never_added() {
    let mut document =
        one_role(Terms { expected_attainment: Rate::percent(80), ..steady(money(1_000_000.0), Cadence::Year) });
    let sum = |share: i64| Component {
        measure: Measure::NewArr,
        scope: Reach::TeamBelow,
        target: Target::SumOfQuotas { share: Rate::percent(share) },
        ..Component::default()
    };
    document.plans = vec![plan("manager", vec![sum(90)]), plan("director", vec![sum(75)])];
    let leads = |id: &str| Terms { quota: None, plan: Some(PlanId::new(id)), ..Terms::default() };
    document.roles.push(role("manager", Function::SalesManagement, leads("manager")));
    document.roles.push(role("director", Function::SalesManagement, leads("director")));
    document.seats = vec![seat("director", "director", "2020-01-01")];
    for manager in ["a", "b"] {
        document.seats.push(seat(manager, "manager", "2020-01-01"));
        document.seats.last_mut().unwrap().manager = Some(SeatId::new("director"));
        for mut seller in seats(4, manager, "ae", "2020-01-01") {
            seller.manager = Some(SeatId::new(manager));
            document.seats.push(seller);
        }
    }
    let outcome = outcome(&document);
    let levels = CapacityPlan::of(&document, &outcome).levels(YEAR);
    assert_eq!(
        levels.iter().map(|it| (it.seat, it.depth, it.sellers)).collect::<Vec<_>>(),
        [(0, 0, 8), (1, 1, 4), (6, 1, 4)]
    );
    near(levels[1].own.unwrap().value(), 3_600_000.0);
    near(levels[1].over_assignment().unwrap(), 4.0 / 3.6);
    near(levels[1].cushion().unwrap(), 0.1);
    near(levels[1].expected_attainment().unwrap(), 3.2 / 3.6);
    // The director carries 6,000,000; the managers 7,200,000 together; the street 8,000,000.
    near(levels[0].own.unwrap().value(), 6_000_000.0);
    near(levels[0].below.value(), 7_200_000.0);
    near(levels[0].street.value(), 8_000_000.0);
    near(levels[0].over_assignment().unwrap(), 1.2);
    near(levels[0].street_over_assignment().unwrap(), 8.0 / 6.0);
    near(levels[0].capacity.value(), 6_400_000.0);
}

#[test]
fn bad_input_is_told_in_words() {
    let mut document = one_role(Terms {
        support: Some(Support { of: Function::NewBusiness, heads: Rate::ZERO }),
        accounts_per_head: Some(0),
        attrition_year: Rate::ONE,
        ramp: ramp(&[50, 120, 80]),
        ..steady(money(1.0), Cadence::Year)
    });
    document.seats = vec![seat("a", "ae", "2026-12-15"), seat("b", "ae", "2027-03-01"), seat("c", "ae", "2027-03-01")];
    document.people.push(Person { id: PersonId::new("ada"), name: "Ada".into() });
    document.seats[1].stints[0].likelihood = Rate::percent(150);
    document.seats[2].stints[0].likelihood = Rate::percent(50);
    document.seats[2].stints[0].person = Some(PersonId::new("ada"));
    let month = |year, number| remit::model::QuarterTarget { quarter: Month::new(year, number), arr: money(1.0) };
    document.segments[0].targets = vec![month(2026, 10), month(2027, 1), month(2027, 3), month(2027, 5)];
    let problems = outcome(&document).problems;
    let codes: Vec<&str> = problems.iter().map(|it| it.code).collect();
    for code in [
        "support_zero",
        "accounts_zero",
        "attrition_total",
        "ramp_above_whole",
        "ramp_falls",
        "hire_before_plan",
        "likelihood_of_person",
        "out_of_bounds",
        "target_outside_plan",
        "target_twice",
        "target_inside_quarter",
    ] {
        assert!(codes.contains(&code), "{code} is not told: {codes:?}");
    }
    let at = |code: &str| problems.iter().find(|it| it.code == code).unwrap().at.clone();
    assert_eq!(at("out_of_bounds"), "seat/b/1/likelihood");
    assert_eq!(at("target_twice"), "segment/all/target/3/arr");
    // Absurd as it is, everything is computed.
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    assert!(plan.line(&Group::Company, YEAR).capacity.value().is_finite());
    assert!(plan.support().iter().all(|line| line.hires.is_empty()));
    let _ = SegmentId::new("all");
}

#[test]
fn a_start_that_has_passed_without_a_name_is_noted() {
    let mut document = one_role(steady(money(1.0), Cadence::Year));
    document.people.push(Person { id: PersonId::new("ada"), name: "Ada".into() });
    document.seats = ["2027-05-09", "2027-05-10", "2027-05-11", "2027-05-09"]
        .iter()
        .enumerate()
        .map(|(at, from)| seat(&format!("s{at}"), "ae", from))
        .collect();
    document.seats[3].stints[0].person = Some(PersonId::new("ada"));
    let told = remit::engine::evaluate(&document, &remit::engine::Env { today: day("2027-05-10") }).problems;
    let overdue: Vec<&str> = told.iter().filter(|it| it.code == "hire_overdue").map(|it| it.at.as_str()).collect();
    // Not today's, not tomorrow's, and not one with a name.
    assert_eq!(overdue, ["seat/s0"]);
}

#[test]
fn quotas_of_leaders_come_by_season_from_the_first_component_that_looks_at_more_than_their_own_new_arr() {
    let part = |measure, scope, target| Component { measure, scope, target, ..Component::default() };
    let a_quarter = Target::Amount { amount: money(900_000.0), per: Cadence::Quarter };
    let led = |target| {
        plan(
            "led",
            vec![
                part(Measure::NewArr, Reach::Own, Target::Quota),
                part(
                    Measure::ExpansionArr,
                    Reach::TeamBelow,
                    Target::Amount { amount: money(7.0), per: Cadence::Year },
                ),
                part(Measure::NewArr, Reach::TeamBelow, target),
            ],
        )
    };
    let mut document = one_role(steady(money(1_200_000.0), Cadence::Year));
    document.roles.push(role("lead", Function::SalesManagement, steady(money(6_000_000.0), Cadence::Year)));
    document.roles[1].terms[0].plan = Some(PlanId::new("led"));
    document.seats =
        vec![seat("lead", "lead", "2020-01-01"), seat("a", "ae", "2020-01-01"), seat("b", "ae", "2020-01-01")];
    for seat in &mut document.seats[1..] {
        seat.manager = Some(SeatId::new("lead"));
    }
    // March counts four times as much as any other month: 12 / 15 and 48 / 15 of a mean month.
    document.assumptions.seasonality = (0..12).map(|at| Rate::percent(if at == 2 { 400 } else { 100 })).collect();
    let quarter = Span { from: 0, to: 2 };
    let own = |document: &Document| {
        let outcome = outcome(document);
        let plan = CapacityPlan::of(document, &outcome);
        let line = plan.levels(quarter).remove(0);
        let figure = |it| CapacityFigure::Level(it, SeatId::new("lead"), quarter);
        let why = plan.why(&figure(LevelFigure::Own));
        // What is told makes the figure again.
        near(why.recombine().unwrap(), line.own.unwrap().value());
        near(plan.why(&figure(LevelFigure::Below)).recombine().unwrap(), line.below.value());
        (line.own.unwrap().value(), line.below.value(), line.over_assignment().unwrap(), line.cushion().unwrap())
    };
    // 72 / 15 mean months: of 3,600,000 a year, of 6,000,000 a year, and 80 % of what two carry with 100,000 a month each.
    document.plans = vec![led(a_quarter)];
    let (quota, below, over, cushion) = own(&document);
    near(quota, 300_000.0 * 4.8);
    near(below, 200_000.0 * 4.8);
    near(over, 2.0 / 3.0);
    near(cushion, -0.5);
    document.plans = vec![led(Target::Quota)];
    near(own(&document).0, 500_000.0 * 4.8);
    document.plans = vec![led(Target::SumOfQuotas { share: Rate::percent(80) })];
    near(own(&document).0, 0.8 * 200_000.0 * 4.8);
}

#[test]
fn a_leader_who_sells_as_well_costs_their_team_but_is_not_below_themselves() {
    let terms = Terms {
        base: Yearly::new(money(120_000.0)),
        ote: Yearly::new(money(120_000.0)),
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    let mut document = one_role(terms);
    document.seats = vec![seat("captain", "ae", "2020-01-01")];
    // One seller from before, one from July on: one head and a half.
    for (id, from) in [("old", "2020-01-01"), ("new", "2027-07-01")] {
        document.seats.push(seat(id, "ae", from));
        document.seats.last_mut().unwrap().manager = Some(SeatId::new("captain"));
    }
    let outcome = outcome(&document);
    let levels = CapacityPlan::of(&document, &outcome).levels(YEAR);
    assert_eq!(levels.len(), 1);
    let line = &levels[0];
    assert_eq!((line.seat, line.sellers), (0, 2));
    near(line.heads, 1.5);
    near(line.ramped, 1.5);
    near(line.street.value(), 1_800_000.0);
    near(line.capacity.value(), 1_800_000.0);
    // The captain's own pay is of the team: two and a half salaries, whatever comes on top of one.
    let cost = |seat: usize| outcome.seats[seat].cost.iter().map(|it| it.to_major()).sum::<f64>();
    assert!(cost(0) >= 120_000.0 && cost(2) >= 60_000.0);
    near(line.cost.value(), cost(0) + cost(1) + cost(2));
}
