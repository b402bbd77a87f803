//! Targets, gaps, and the three ways to close them.

use super::{near, outcome};
use crate::support::*;
use remit::edit::{apply, hire_as_closure, set_targets, shift_as_closure, stretch_as_closure};
use remit::engine::capacity::{CapacityPlan, Group, Shortage};
use remit::engine::{Scope, Span};
use remit::model::{Document, Function, QuarterTarget, Ramp, Seat, Settings, Terms, sample};
use remit::units::{Cadence, Money, Month, Rate, SegmentId};

const YEAR: Span = Span { from: 0, to: 11 };
const Q1: Span = Span { from: 0, to: 2 };
const Q3: Span = Span { from: 6, to: 8 };

fn targets(by_quarter: [f64; 4]) -> Vec<QuarterTarget> {
    let quarter =
        |(at, arr): (usize, f64)| QuarterTarget { quarter: Month::new(2027, 1 + 3 * at as u32), arr: money(arr) };
    by_quarter.into_iter().enumerate().map(quarter).collect()
}

/// Four sellers of 1,200,000 a year who attain 75 %, in a segment with a target of 1,200,000 a quarter.
pub fn four_sellers() -> Document {
    let mut document = quiet();
    let terms = Terms {
        expected_attainment: Rate::percent(75),
        ramp: Ramp { productivity: vec![Rate::ZERO, Rate::percent(50)], ..Ramp::default() },
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(4, "ae", "ae", "2020-01-01");
    for seat in &mut document.seats {
        seat.segment = Some(SegmentId::new("all"));
    }
    document.segments[0].targets = targets([1_200_000.0; 4]);
    document
}

#[test]
fn a_quarter_lacks_what_the_target_has_above_quota_times_attainment() {
    let document = four_sellers();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let line = plan.gap(Scope::Segment(0), Q1);
    // 4 x 300,000 x 75 % = 900,000 against 1,200,000.
    near(line.capacity.value(), 900_000.0);
    near(line.gap().unwrap().value(), 300_000.0);
    near(line.street.value(), 1_200_000.0);
    near(line.attainment_factor().unwrap(), 1.0);
    // Nothing is in the pipeline.
    assert_eq!(line.shortage(), Shortage::Both);
    near(line.pipeline_gap().unwrap().value(), 1_200_000.0);
    let gaps = plan.gaps(Cadence::Quarter);
    assert_eq!(gaps.len(), 8, "four quarters of the segment and of the company");
    assert_eq!(gaps[4].scope, Scope::Company);
    near(gaps[7].gap().unwrap().value(), 300_000.0);
}

#[test]
fn target_over_quota_names_fewer_people_than_it_takes() {
    let mut document = four_sellers();
    document.assumptions.productive_time = Rate::percent(80);
    // One of the four seats is filled on the first of July: 4,800,000 / 1,200,000 = 4 "suffices".
    document.seats[3].stints[0].from = day("2027-07-01");
    let outcome = outcome(&document);
    let need = CapacityPlan::of(&document, &outcome).need(Scope::Segment(0), YEAR).unwrap();
    // Planned seat-months 42 of quota 100,000: 3.5 seats of 1,200,000.
    near(need.seats, 3.5);
    near(need.naive, 4.0);
    near(need.presence, 1.0);
    // 36 months whole, then 0, 50 % and 4 whole months.
    near(need.ramp, 40.5 / 42.0);
    near(need.attainment, 0.75);
    near(need.selling_time, 0.8);
    near(need.right, 4.0 / (0.75 * 0.8) * 42.0 / 40.5);
    near(need.missing(), need.right - 3.5);
}

#[test]
fn the_company_is_measured_by_the_sum_of_its_segments_targets() {
    let mut document = four_sellers();
    document.segments.push(quiet_segment("other"));
    document.seats[0].segment = Some(SegmentId::new("other"));
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let company = plan.gap(Scope::Company, Q1);
    assert_eq!(plan.gap(Scope::Segment(1), Q1).target, None);
    assert_eq!(plan.gap(Scope::Segment(1), Q1).shortage(), Shortage::NoTarget);
    near(company.target.unwrap().value(), 1_200_000.0);
    near(company.untargeted.value(), 225_000.0);
    near(company.gap().unwrap().value(), 1_200_000.0 - 675_000.0);
}

#[test]
fn a_month_has_its_share_of_the_quarter_by_season() {
    let mut document = four_sellers();
    document.assumptions.seasonality[2] = Rate::percent(200);
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let month = |at: usize| plan.target(Scope::Company, Span { from: at, to: at }).unwrap().value();
    near(month(0), 300_000.0);
    near(month(2), 600_000.0);
    near(month(0) + month(1) + month(2), 1_200_000.0);
    // A plan that begins inside a quarter has the part of its target that is planned.
    document.settings.first_month = Month::new(2027, 3);
    let outcome = super::outcome(&document);
    let line = CapacityPlan::of(&document, &outcome).gaps_of(Scope::Segment(0), Cadence::Quarter).remove(0);
    assert_eq!(line.span.len(), 1);
    near(line.target.unwrap().value(), 600_000.0);
}

#[test]
fn the_target_of_closing_arr_says_what_has_to_be_won_over_the_plan() {
    let mut document = quiet();
    with_customer(&mut document, "stays", money(1_000_000.0), |_| ());
    with_new_arr(&mut document, 3, money(200_000.0));
    document.settings = Settings { target_arr: Some(money(1_500_000.0)), ..document.settings };
    let outcome = outcome(&document);
    near(CapacityPlan::of(&document, &outcome).needed_for_closing().unwrap().value(), 500_000.0);
}

#[test]
fn hires_that_close_a_gap_do_close_it_and_one_fewer_does_not() {
    let document = four_sellers();
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let closure = plan.closures(0, Q3, document.settings.first_month).unwrap().hire.unwrap();
    // A ramped hire brings 225,000 in the quarter: two for 300,000. Who starts in June is half productive in July and whole
    // from August on, and two of them still do; who starts in July is whole in September only.
    let best = closure.recommended().unwrap();
    assert_eq!((best.start, best.count), (Month::new(2027, 6), 2));
    near(best.each.value(), 75_000.0 * 2.5);
    let by = |month: u32| closure.options.iter().find(|it| it.start == Month::new(2027, month));
    near(by(7).unwrap().each.value(), 75_000.0 * 1.5);
    near(by(8).unwrap().each.value(), 75_000.0 * 0.5);
    assert_eq!((by(7).unwrap().count, by(8).unwrap().count), (3, 8));
    assert!(by(9).is_none(), "nobody sells in the first month of work");
    assert_eq!(closure.latest_useful, Month::new(2027, 8));
    for option in &closure.options {
        let after = |count: u32| {
            let mut document = document.clone();
            let option = remit::engine::capacity::HireOption { count, ..option.clone() };
            if let Some(command) = hire_as_closure(&document, &closure.role, &closure.segment, &option) {
                apply(&mut document, command).unwrap();
            }
            let outcome = outcome(&document);
            CapacityPlan::of(&document, &outcome).gap(Scope::Segment(0), Q3).gap().unwrap().value()
        };
        assert!(after(option.count) <= 1e-6, "{option:?} leaves {}", after(option.count));
        assert!(after(option.count - 1) > 1e-6, "{option:?} is more than needed");
    }
}

#[test]
fn two_quarters_that_ask_for_people_in_the_same_month_are_hired_for_together() {
    let mut document = four_sellers();
    document.seats.clear();
    // 100,000 a month once ramped, half of it in the first six months.
    document.roles[0].terms[0].expected_attainment = Rate::ONE;
    document.roles[0].terms[0].ramp.productivity = vec![Rate::percent(50); 6];
    document.roles[0].terms[0].base = remit::units::Yearly::new(money(120_000.0));
    document.roles[0].terms[0].ote = remit::units::Yearly::new(money(120_000.0));
    document.segments[0].targets = targets([300_000.0, 600_000.0, 1_200_000.0, 0.0]);
    let now = outcome(&document);
    let all = CapacityPlan::of(&document, &now).close_all(document.settings.first_month);
    // January's 300,000 take two who bring 150,000 each. So does the second quarter, of whose 600,000 these bring half; all four are
    // needed in the third, where they bring the 1,200,000.
    let [hires] = all.hires.as_slice() else { panic!("{:?}", all.hires) };
    assert_eq!((hires.start, hires.count, hires.asked.len()), (Month::new(2027, 1), 4, 2));
    assert_eq!((hires.asked[0].count, hires.asked[1].count), (2, 2));
    near(hires.asked[1].short.value(), 300_000.0);
    // A year of 10,000 a month for each.
    near(hires.cost.value(), 480_000.0);
    assert_eq!(all.count(), 4);
}

#[test]
fn nobody_is_hired_before_the_day_one_can_hire() {
    let document = four_sellers();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let closure = plan.closures(0, Q3, Month::new(2027, 6)).unwrap().hire.unwrap();
    assert_eq!(closure.options[0].start, Month::new(2027, 6));
    assert!(plan.closures(0, Q3, Month::new(2027, 9)).unwrap().hire.is_none());
}

#[test]
fn a_hire_costs_pay_burden_tools_and_recruiting() {
    let mut document = four_sellers();
    let terms = &mut document.roles[0].terms[0];
    terms.base = remit::units::Yearly::new(money(120_000.0));
    terms.ote = remit::units::Yearly::new(money(240_000.0));
    document.costs.burden = Rate::percent(20);
    document.costs.tools = Some(remit::units::Yearly::new(money(6_000.0)));
    document.costs.recruiting = Rate::percent(25);
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let closure = plan.closures(0, Q3, document.settings.first_month).unwrap().hire.unwrap();
    // Two people, June to September: four months of (10,000 + 10,000 x 75 %) x 1.2 + 500, and 30,000 each for recruiting.
    near(closure.recommended().unwrap().cost.value(), 2.0 * (4.0 * (17_500.0 * 1.2 + 500.0) + 30_000.0));
}

#[test]
fn stretched_quotas_close_the_gap_and_leave_other_segments_alone() {
    let mut document = four_sellers();
    document.segments.push(quiet_segment("other"));
    let other = SegmentId::new("other");
    document.seats.push(Seat { segment: Some(other.clone()), ..seat("ae-other", "ae", "2020-01-01") });
    document.seats[1].stints[0].overrides.quota_arr = Some(remit::units::Yearly::new(money(600_000.0)));
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let closure = plan.closures(0, Q1, document.settings.first_month).unwrap().stretch.unwrap();
    // 3.5 x 225,000 = 787,500 against 1,200,000.
    near(closure.factor, 1_200_000.0 / 787_500.0);
    near(closure.attainment_now, 0.75);
    near(closure.attainment_needed, 0.75 * 1_200_000.0 / 787_500.0);
    assert_eq!(closure.quotas.len(), 2);
    let before = plan.gap(Scope::Segment(1), Q1).capacity.value();
    let command = stretch_as_closure(&document, &closure).unwrap();
    let mut stretched = document.clone();
    apply(&mut stretched, command).unwrap();
    let then = outcome(&stretched);
    let after = CapacityPlan::of(&stretched, &then);
    let left = after.gap(Scope::Segment(0), Q1).gap().unwrap().value();
    assert!((-3.0..=1e-6).contains(&left), "quotas are rounded up to whole units: {left}");
    near(after.gap(Scope::Segment(1), Q1).capacity.value(), before);
}

#[test]
fn a_segment_gives_only_what_it_has_above_its_own_target() {
    let mut document = four_sellers();
    let mut rich = quiet_segment("rich");
    // Five sellers bring 1,125,000 a quarter; two of them can be spared, not three.
    rich.targets = targets([600_000.0; 4]);
    document.segments.push(rich);
    for at in 1..=5 {
        document
            .seats
            .push(Seat { segment: Some(SegmentId::new("rich")), ..seat(&format!("rich-{at}"), "ae", "2020-01-01") });
    }
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let closure = plan.closures(0, Q1, document.settings.first_month).unwrap().shift.unwrap();
    assert_eq!(closure.moves.len(), 2);
    near(closure.left.value(), 300_000.0 - 450_000.0);
    let mut shifted = document.clone();
    apply(&mut shifted, shift_as_closure(&document, &closure).unwrap()).unwrap();
    let then = outcome(&shifted);
    let after = CapacityPlan::of(&shifted, &then);
    near(after.gap(Scope::Segment(0), Q1).gap().unwrap().value(), -150_000.0);
    assert!(after.gap(Scope::Segment(1), Q1).gap().unwrap().value() <= 0.0);
    // With a target of 1,000,000 there is nothing to spare: one seller brings 225,000.
    document.segments[1].targets = targets([1_000_000.0; 4]);
    let tight = outcome(&document);
    let plan = CapacityPlan::of(&document, &tight);
    assert!(plan.closures(0, Q1, document.settings.first_month).unwrap().shift.is_none());
}

#[test]
fn without_a_gap_nothing_is_closed_and_without_a_target_nothing_is_asked() {
    let mut document = four_sellers();
    document.segments[0].targets = targets([800_000.0; 4]);
    let first = document.settings.first_month;
    let now = outcome(&document);
    let closures = CapacityPlan::of(&document, &now).closures(0, Q1, first).unwrap();
    assert!(closures.hire.is_none() && closures.stretch.is_none() && closures.shift.is_none());
    document.segments[0].targets.clear();
    let now = outcome(&document);
    assert!(CapacityPlan::of(&document, &now).closures(0, Q1, first).is_none());
}

#[test]
fn targets_are_set_by_quarter_and_taken_back() {
    let mut document = four_sellers();
    document.segments[0].targets.push(QuarterTarget { quarter: Month::new(2027, 2), arr: money(1.0) });
    let now = outcome(&document);
    let quarters = now.periods(Cadence::Quarter);
    let set = [(quarters[1].0, Some(money(5.0))), (quarters[3].0, None)];
    let command = set_targets(&document, &document.segments[0], &set);
    let before = document.clone();
    let inverse = apply(&mut document, command).unwrap();
    let is: Vec<(Month, Money)> = document.segments[0].targets.iter().map(|it| (it.quarter, it.arr)).collect();
    let quarter = |number: u32| Month::new(2027, number);
    assert_eq!(is, [(quarter(1), money(1_200_001.0)), (quarter(4), money(5.0)), (quarter(7), money(1_200_000.0))]);
    apply(&mut document, inverse).unwrap();
    assert_eq!(document, before);
}

#[test]
fn closures_of_the_sample_close_its_gaps() {
    let mut document = sample::company();
    for segment in &mut document.segments {
        segment.targets = targets([2_500_000.0; 4]);
    }
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let mut closed = 0;
    for segment in 0..document.segments.len() {
        let scope = Scope::Segment(segment);
        let gap = |document: &Document| {
            let outcome = outcome(document);
            CapacityPlan::of(document, &outcome).gap(scope, YEAR).gap().unwrap().value()
        };
        let closures = plan.closures(segment, YEAR, document.settings.first_month).unwrap();
        assert!(closures.gap.gap().unwrap().value() > 0.0, "the target is meant to be out of reach");
        let hire = closures.hire.unwrap();
        let hired = hire_as_closure(&document, &hire.role, &hire.segment, hire.recommended().unwrap()).unwrap();
        let stretched = stretch_as_closure(&document, &closures.stretch.unwrap()).unwrap();
        for command in [hired, stretched] {
            let mut document = document.clone();
            apply(&mut document, command).unwrap();
            assert!(gap(&document) <= 1e-6, "{}", gap(&document));
            closed += 1;
        }
    }
    assert_eq!(closed, 6);
}

#[test]
fn capacity_of_the_table_is_that_of_the_forecast() {
    let document = sample::company();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    for (at, segment) in outcome.segments.iter().enumerate() {
        for line in plan.lines(&Group::Segment(at), Cadence::Month) {
            near(line.capacity.value(), segment.new_business.capacity[line.span.from].value());
        }
    }
}

#[test]
fn the_attainment_a_stretch_starts_from_counts_people_by_the_quota_they_carry() {
    let mut document = four_sellers();
    document.seats.truncate(2);
    // A junior on 600,000 who attains half of it, and begins with the plan: nothing in January, half in February.
    let junior = Terms {
        expected_attainment: Rate::percent(50),
        ramp: Ramp { productivity: vec![Rate::ZERO, Rate::percent(50)], ..Ramp::default() },
        ..steady(money(600_000.0), Cadence::Year)
    };
    document.roles.push(role("junior", Function::NewBusiness, junior));
    document.seats[1] = Seat { segment: Some(SegmentId::new("all")), ..seat("junior", "junior", "2027-01-01") };
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let closure = plan.closures(0, Q1, document.settings.first_month).unwrap().stretch.unwrap();
    // 300,000 at 75 % and (0 + 25,000 + 50,000) at 50 %: 262,500 of 375,000, against a target of 1,200,000.
    near(closure.attainment_now, 262_500.0 / 375_000.0);
    near(closure.factor, 1_200_000.0 / 262_500.0);
    near(closure.attainment_needed, 1_200_000.0 / 375_000.0);
}

#[test]
fn hires_are_of_the_role_that_most_sellers_of_the_segment_have() {
    let mut document = four_sellers();
    document.roles.push(role("senior", Function::NewBusiness, steady(money(2_000_000.0), Cadence::Year)));
    let usual = |document: &Document| {
        let outcome = outcome(document);
        CapacityPlan::of(document, &outcome).usual_seller(0).unwrap().id.as_str().to_owned()
    };
    document.seats[0].role = remit::units::RoleId::new("senior");
    assert_eq!(usual(&document), "ae", "three to one");
    for at in [1, 2] {
        document.seats[at].role = remit::units::RoleId::new("senior");
    }
    assert_eq!(usual(&document), "senior", "one to three");
    document.seats[2].role = remit::units::RoleId::new("ae");
    assert_eq!(usual(&document), "ae", "two each: the first of the roles");
}

#[test]
fn quotas_above_the_target_are_a_hedge() {
    let mut document = four_sellers();
    document.segments[0].targets = targets([900_000.0; 4]);
    let outcome = outcome(&document);
    let line = CapacityPlan::of(&document, &outcome).gap(Scope::Segment(0), Q1);
    // The street carries 1,200,000 for 900,000: a quarter of it may fail.
    near(line.over_assignment().unwrap(), 4.0 / 3.0);
    near(line.attainment_factor().unwrap(), 0.75);
    near(line.hedge().unwrap(), 0.25);
    near(line.gap().unwrap().value(), 0.0);
    // Nothing is signed.
    near(line.bookings_gap().unwrap().value(), 900_000.0);
}
