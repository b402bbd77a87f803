//! What the page says about a gap, and targets spread over a plan.

use super::outcome;
use crate::support::*;
use remit::edit::{PastFigure, apply, set_past_quarter, spread_targets};
use remit::engine::capacity::{CapacityPlan, Losing, PlannedHires, RaisedLeads, Reach, Shortage, losing};
use remit::engine::{Row, Scope, Span};
use remit::model::{Document, Function, PastQuarter, Ramp, Terms};
use remit::present::capacity::{
    Teller, gap_say, hire_card, need_say, need_steps, needed_say, no_closure, reach_card, reach_table, support_card,
    targets_short_say,
};
use remit::present::chart::Size;
use remit::present::plan_charts::bookings;
use remit::present::{Locale, forecast};
use remit::units::{Cadence, Flow, Money, Month, Quarterly, Rate, SegmentId};

const YEAR: Span = Span { from: 0, to: 11 };

/// Two sellers of 1,200,000 a year who attain 75 % and a target of 600,000 a quarter; leads without end.
fn two_sellers() -> Document {
    let mut document = quiet();
    document.segments[0].name = "All".into();
    let terms = Terms {
        expected_attainment: Rate::percent(75),
        ramp: Ramp { productivity: vec![Rate::percent(50)], ..Ramp::default() },
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(2, "ae", "ae", "2020-01-01");
    for seat in &mut document.seats {
        seat.segment = Some(SegmentId::new("all"));
    }
    let quarter =
        |at: u32| remit::model::QuarterTarget { quarter: Month::new(2027, 1 + 3 * at), arr: money(600_000.0) };
    document.segments[0].targets = (0..4).map(quarter).collect();
    document
}

fn told<T>(document: &Document, tell: impl FnOnce(&CapacityPlan<'_>, &Teller<'_>) -> T) -> T {
    let outcome = outcome(document);
    let locale = Locale::EN_US;
    tell(&CapacityPlan::of(document, &outcome), &Teller { document, outcome: &outcome, locale: &locale })
}

#[test]
fn target_over_quota_stands_beside_the_number_it_takes_with_the_reason() {
    let document = two_sellers();
    // 2,400,000 / 1,200,000 = 2.0 sellers; at 75 % of quota it takes 2 / 0.75 = 2.67, so 0.7 are missing.
    told(&document, |plan, tell| {
        let need = plan.need(Scope::Segment(0), YEAR).unwrap();
        assert_eq!(
            need_say(tell, &need),
            "Target \u{f7} quota says 2.0 sellers. It takes 2.7: attainment 25\u{a0}% is lost of each quota. 2.0 are planned, 0.7 too few."
        );
        let steps = need_steps(tell, &need);
        assert_eq!(steps.first().unwrap(), &["Target $2.4M \u{f7} quota $1.2M", "", "2.0"]);
        assert_eq!(steps[3], ["Attainment expected", "\u{f7} 75.0\u{a0}%", "2.7"]);
    });
}

#[test]
fn targets_that_ask_for_less_than_closing_arr_are_told_above_what_is_short_until_they_are_spread() {
    // No ARR at the start and none of it renewed: closing ARR of 5,000,000 asks for as much new ARR, and 4 x 600,000 are typed.
    let mut document = two_sellers();
    let said = |document: &Document| {
        told(document, |plan, tell| {
            let typed = plan.target(Scope::Company, tell.outcome.whole());
            plan.needed_for_closing().and_then(|needed| targets_short_say(tell, needed, typed))
        })
    };
    assert_eq!(said(&document), None, "no closing ARR is asked for");
    document.settings.target_arr = Some(money(5_000_000.0));
    let text = said(&document).unwrap();
    assert!(text.contains("ask for $2.6M less new ARR than closing ARR of $5M"), "{text}");
    let command = spread_targets(&document, &outcome(&document), Flow::new(5e6)).unwrap();
    apply(&mut document, command).unwrap();
    assert_eq!(said(&document), None);
    // Targets that ask for more are no reason for doubt of what is short.
    document.settings.target_arr = Some(money(4_000_000.0));
    assert_eq!(said(&document), None);
}

#[test]
fn targets_that_differ_by_their_rounding_alone_are_said_to_agree_with_closing_arr() {
    let mut document = two_sellers();
    document.settings.target_arr = Some(money(20_000_000.0));
    // Half a thousandth of 20,000,000 is 10,000.
    let said = |more: f64| told(&document, |_, tell| needed_say(tell, Flow::new(9e6), Some(Flow::new(9e6 + more))));
    assert!(said(382.0).ends_with(", as the targets do."), "{}", said(382.0));
    assert!(said(-9_999.0).ends_with(", as the targets do."), "{}", said(-9_999.0));
    assert!(said(10_000.0).ends_with("ask for $10k more than that."), "{}", said(10_000.0));
    assert!(said(-10_000.0).ends_with("$10k more than the targets typed."), "{}", said(-10_000.0));
}

#[test]
fn a_gap_is_said_in_words_and_a_thin_pipeline_warns_that_people_do_not_help() {
    let document = two_sellers();
    told(&document, |plan, tell| {
        // The team signs 2 x 1,200,000 x 75 % = 1,800,000 of 2,400,000, and there is no lead at all.
        let mut line = plan.gap(Scope::Segment(0), YEAR);
        assert_eq!(line.shortage(), Shortage::Both);
        line.period = tell.outcome.periods(Cadence::Year)[0].0;
        assert_eq!(
            gap_say(tell, &line),
            "All lacks people and pipeline in FY2027: of $2.4M the team is $600k short and the pipeline $2.4M. People alone will not reach it."
        );
        assert!(no_closure(tell, &line, None).contains("People alone will not reach the target."));
        line.pipeline = Flow::new(3e6);
        assert_eq!(
            gap_say(tell, &line),
            "All is $600k short of $2.4M in FY2027: the team can sign $1.8M. The pipeline holds enough."
        );
        line.capacity = Flow::new(2.5e6);
        line.pipeline = Flow::new(2.0e6);
        assert!(gap_say(tell, &line).ends_with("More people would not help; more leads would."));
        line.target = None;
        assert!(gap_say(tell, &line).contains("has no target in FY2027 yet"));
    });
}

#[test]
fn the_card_of_a_hire_says_what_it_adds_and_the_latest_useful_start() {
    let document = two_sellers();
    told(&document, |plan, tell| {
        let found = plan.closures(0, YEAR, Month::new(2027, 1)).unwrap();
        let hire = found.hire.as_ref().unwrap();
        // From January: 75,000 a month but half of it in the first: 862,500, one closes 600,000. The latest single start still does
        // with n months of work if 75,000 x (n - 0.5) >= 600,000: n = 9, from April.
        let card = hire_card(tell, hire, hire.recommended().unwrap());
        assert_eq!(card.title, "Hire 1 \u{d7} ae, All");
        assert_eq!(card.adds, "+$638k");
        assert!(card.text.starts_with("Start by Apr 2027. It adds $638k"), "{}", card.text);
        assert!(card.note.starts_with("Latest useful start: Dec 2027."), "{}", card.note);
    });
}

#[test]
fn a_ratio_says_who_is_needed_and_when() {
    let mut document = two_sellers();
    let support = remit::model::Support { of: Function::NewBusiness, heads: Rate::percent(200) };
    let terms = Terms { support: Some(support), ..Terms::default() };
    document.roles.push(role("se", Function::SalesEngineering, terms));
    told(&document, |plan, tell| {
        let lines = plan.support();
        let card = support_card(tell, lines.iter().find(|it| it.role.as_str() == "se").unwrap());
        assert_eq!((card.need.as_str(), card.have.as_str(), card.count), ("1.0", "0.0", 1));
        assert_eq!(card.ratio, "1 for 2 ramped in new business");
        assert_eq!(card.hires, "1 from Jan 2027");
    });
}

#[test]
fn a_target_spread_over_segments_and_quarters_sums_up_to_itself() {
    let mut document = two_sellers();
    for arr in [9_999_000.0, 1_000.0, 7_777_000.0] {
        let before = document.clone();
        let command = spread_targets(&document, &outcome(&document), Flow::new(arr)).unwrap();
        let inverse = apply(&mut document, command).unwrap();
        let after = outcome(&document);
        let plan = CapacityPlan::of(&document, &after);
        let sum = plan.target(Scope::Company, after.whole()).unwrap();
        assert!((sum.value() - arr).abs() < 0.01, "{sum:?} is not {arr}");
        let mut back = document.clone();
        apply(&mut back, inverse).unwrap();
        assert!(back == before, "one step takes it back");
    }
    assert!(spread_targets(&document, &outcome(&document), Flow::ZERO).is_none());
    document.segments.clear();
    assert!(spread_targets(&document, &outcome(&document), Flow::new(1e6)).is_none());
}

#[test]
fn targets_follow_what_the_forecast_signs_segment_by_segment() {
    let mut document = remit::model::sample::company();
    let before = outcome(&document);
    let command = spread_targets(&document, &before, Flow::new(20_000_000.0)).unwrap();
    apply(&mut document, command).unwrap();
    let after = outcome(&document);
    let plan = CapacityPlan::of(&document, &after);
    let all = plan.gap(Scope::Company, after.whole());
    for segment in 0..document.segments.len() {
        let line = plan.gap(Scope::Segment(segment), after.whole());
        let (is, should) = (line.target.unwrap().value() / 20e6, line.bookings.value() / all.bookings.value());
        assert!((is - should).abs() < 0.001, "{is} is not {should}");
    }
}

#[test]
fn a_past_quarter_is_typed_figure_by_figure_and_goes_when_it_is_empty() {
    let mut document = two_sellers();
    let quarter = document.settings.fiscal_calendar().period_of(Month::new(2026, 11), Cadence::Quarter);
    let set = |document: &mut Document, figure, amount: Option<f64>| {
        let command = set_past_quarter(document, &quarter, figure, amount.map(money));
        apply(document, command).unwrap();
    };
    set(&mut document, PastFigure::Opening, Some(500_000.0));
    set(&mut document, PastFigure::Lost, Some(50_000.0));
    let quarterly = |amount: f64| Quarterly::new(money(amount));
    let should = PastQuarter {
        quarter: Month::new(2026, 10),
        opening: quarterly(500_000.0),
        lost: quarterly(50_000.0),
        recovered: Quarterly::new(Money::ZERO),
    };
    assert_eq!(document.assumptions.capacity_history, [should]);
    set(&mut document, PastFigure::Opening, None);
    set(&mut document, PastFigure::Lost, None);
    assert!(document.assumptions.capacity_history.is_empty());
}

#[test]
fn whoever_is_hired_for_a_ratio_and_still_ramps_is_not_asked_for_again() {
    let mut document = two_sellers();
    let support = remit::model::Support { of: Function::NewBusiness, heads: Rate::percent(200) };
    let terms = Terms { support: Some(support), ramp: Ramp::linear(4), ..Terms::default() };
    document.roles.push(role("se", Function::SalesEngineering, terms));
    let before = outcome(&document);
    let lines = CapacityPlan::of(&document, &before).support();
    let line = lines.iter().find(|it| it.role.as_str() == "se").unwrap();
    // Nobody is whole before May; who starts in January is then.
    assert_eq!((line.hires_in_all(), line.hires[0].start), (1, Month::new(2027, 1)));
    assert_eq!(line.hires[0].due, Month::new(2027, 5));
    let command = remit::edit::hire_supports(&document, line).unwrap();
    apply(&mut document, command).unwrap();
    let after = outcome(&document);
    let lines = CapacityPlan::of(&document, &after).support();
    assert_eq!(lines.iter().find(|it| it.role.as_str() == "se").unwrap().hires_in_all(), 0);
}

/// Leads of a month that close four months later, all won, 10,000 each; two sellers, and as many hires and leads as are given.
fn reached(hires: u32, leads: u32) -> (Document, Reach) {
    let mut document = two_sellers();
    let pipeline = &mut document.segments[0].pipeline;
    (pipeline.leads_month, pipeline.lead_growth_year) = (20, Rate::ZERO);
    (pipeline.lead_to_opportunity, pipeline.win_rate, pipeline.cycle_months) = (Rate::ONE, Rate::ONE, 4);
    pipeline.deal_size = money(10_000.0);
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let one = plan.one_from_the_start(0).unwrap().hired;
    let lever = plan.lead_lever(0).unwrap();
    let raised = RaisedLeads { lever, then: leads, without: Flow::ZERO, with: Flow::ZERO };
    let reach = Reach {
        hires: vec![PlannedHires { count: hires, ..one }],
        leads: vec![raised],
        target: 2_000_000.0,
        closing: false,
        before: 1_000_000.0,
        after: 2_000_000.0,
        cost_before: Flow::ZERO,
        cost_after: Flow::ZERO,
        others: Vec::new(),
        losing: Vec::new(),
    };
    (document, reach)
}

#[test]
fn a_plan_that_reaches_the_target_by_what_nobody_believes_says_so() {
    let card = |(document, reach): (Document, Reach)| told(&document, |_, tell| reach_card(tell, &reach));
    // Two are there: two more can be, a third is more than half of them again. 40 leads are twice 20, and 41 are more.
    let modest = card(reached(2, 40));
    assert!(!modest.doubtful && !modest.note.contains("believed"), "{}", modest.note);
    let crowd = card(reached(3, 40));
    assert!(crowd.doubtful);
    assert!(
        crowd.note.starts_with("More than half a team hired in one month: hardly to be believed (ae, Jan 2027: 3 hires beside 2 who are there)."),
        "{}",
        crowd.note
    );
    let bold = card(reached(1, 41));
    assert!(bold.doubtful);
    assert!(
        bold.note.starts_with("More than twice the leads: hardly to be believed (Leads, All from 20 to 41 a month)."),
        "{}",
        bold.note
    );
}

#[test]
fn a_plan_in_which_a_segment_sells_much_less_says_which_and_how_much() {
    let (document, mut reach) = reached(1, 30);
    let arr = |major: f64| Money::from_major_f64(major);
    reach.losing = vec![Losing { segment: 0, before: arr(916_000.0), after: arr(170_000.0) }];
    let card = told(&document, |_, tell| reach_card(tell, &reach));
    assert!(card.doubtful);
    assert!(card.note.starts_with("New ARR of other segments falls"), "{}", card.note);
    assert!(card.note.contains("All from $916k to $170k."), "{}", card.note);
}

#[test]
fn a_segment_loses_much_from_a_tenth_of_what_it_sells_on() {
    // One seller and a half of the leads: what is sold falls by half; compared the other way round nothing is lost.
    let (document, _) = reached(0, 20);
    let mut fewer = document.clone();
    fewer.segments[0].pipeline.leads_month = 10;
    let (before, after) = (outcome(&document), outcome(&fewer));
    let found = losing(&before, &after);
    assert_eq!(found.len(), 1);
    assert!(found[0].after.to_major() < 0.9 * found[0].before.to_major());
    assert_eq!(losing(&after, &before), []);
    assert_eq!(losing(&before, &before), []);
}

#[test]
fn leads_that_mostly_close_after_the_plan_are_told() {
    // Of leads of twelve months those of the last four close after its end: 4 / 12, just a third. With five months it is 5 / 12.
    let (document, reach) = reached(1, 30);
    super::near(reach.leads[0].lever.late_share(), 4.0 / 12.0);
    assert_eq!(reach.leads[0].is_late(), None);
    let mut slow = document;
    slow.segments[0].pipeline.cycle_months = 5;
    let found = outcome(&slow);
    let lever = CapacityPlan::of(&slow, &found).lead_lever(0).unwrap();
    let late = Reach { leads: vec![RaisedLeads { lever, ..reach.leads[0].clone() }], ..reach };
    let card = told(&slow, |_, tell| reach_card(tell, &late));
    assert!(
        card.doubtful
            && card.note.starts_with(
                "Much of what the leads bring closes only after the end of the plan (Leads, All: 42\u{a0}%)."
            ),
        "{}",
        card.note
    );
    // Of what is raised the month is named from which it holds.
    let table = told(&slow, |_, tell| reach_table(tell, &late));
    assert_eq!(table.rows[1][..4], ["Leads, All", "each month from Jan 2027", "20", "30"]);
}

#[test]
fn capacity_without_pipeline_is_unused_although_another_segment_has_pipeline_to_spare() {
    // One seller in each segment, 1,200,000 / 12 x 75 % = 75,000 a month. One segment has no lead; the other has 100 a month that are
    // worth 10,000 each, all won at once. So 75,000 a month are not used, 900,000 in the year.
    let mut document = two_sellers();
    let mut other = quiet_segment("other");
    (other.pipeline.leads_month, other.pipeline.lead_growth_year) = (100, Rate::ZERO);
    (other.pipeline.lead_to_opportunity, other.pipeline.win_rate, other.pipeline.cycle_months) =
        (Rate::ONE, Rate::ONE, 0);
    other.pipeline.deal_size = money(10_000.0);
    document.segments.push(other);
    document.seats[1].segment = Some(SegmentId::new("other"));
    let lost = outcome(&document);
    let size = Size { width: 700, height: 280 };
    let table = bookings(&lost, Scope::Company, &Locale::EN_US, size).table;
    assert_eq!(table.rows.len(), 12);
    for row in &table.rows {
        assert_eq!(row[1..], ["75,000", "150,000", "1,000,000", "75,000"]);
    }
    let said = forecast::bookings(&lost, Scope::Company, &Locale::EN_US);
    assert!(said.contains("$900k of selling capacity stays unused over the whole plan"), "{said}");
    assert!(!said.contains("waits"), "nothing waits: {said}");
    // What waits: in the first month 1,000,000 less 75,000, and so on, so that the months' pipeline is more than what the year could close,
    // which is 12 x 1,000,000.
    document.segments[1].pipeline.carry_over = Rate::ONE;
    let waits = outcome(&document);
    assert_eq!(Row::of(&waits, waits.whole()).pipeline, money(12_000_000.0));
    let said = forecast::bookings(&waits, Scope::Company, &Locale::EN_US);
    assert!(said.contains("months add up to more than their quarter and quarters to more than their year"), "{said}");
}
