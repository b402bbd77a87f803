//! All gaps at once, what a thin pipeline takes, accounts that change hands, and what turnover costs.

use super::{near, outcome};
use crate::support::*;
use remit::edit::{apply, hire_for_all_gaps, shift_accounts};
use remit::engine::capacity::{CapacityPlan, Keeping, Shortage, Turnover};
use remit::engine::{Scope, Span};
use remit::model::{Document, Function, OpenPipeline, Owners, QuarterTarget, Ramp, Terms, sample};
use remit::present::capacity::{Teller, shared_say};
use remit::units::{Cadence, Month, Rate, SeatId, SegmentId, Yearly};
use std::sync::Arc;

const Q1: Span = Span { from: 0, to: 2 };
const Q4: Span = Span { from: 9, to: 11 };

/// Two sellers of 1,200,000 a year at 100 %, who take two months to ramp (nothing, then half).
fn two_sellers(targets: [f64; 4]) -> Document {
    let mut document = quiet();
    let ramp = Ramp { productivity: vec![Rate::ZERO, Rate::percent(50)], ..Ramp::default() };
    let terms = Terms { ramp, ..steady(money(1_200_000.0), Cadence::Year) };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(2, "ae", "ae", "2020-01-01");
    for seat in &mut document.seats {
        seat.segment = Some(SegmentId::new("all"));
    }
    let quarter =
        |(at, arr): (usize, &f64)| QuarterTarget { quarter: Month::new(2027, 1 + 3 * at as u32), arr: money(*arr) };
    document.segments[0].targets = targets.iter().enumerate().map(quarter).collect();
    document
}

#[test]
fn hires_for_one_quarter_count_in_all_after_it() {
    // The two sign 600,000 a quarter. From the third on two more are needed, a third more in the fourth.
    let document = two_sellers([600_000.0, 600_000.0, 1_200_000.0, 1_500_000.0]);
    let outcome = outcome(&document);
    let found = CapacityPlan::of(&document, &outcome).close_all(document.settings.first_month);
    let told: Vec<_> = found.hires.iter().map(|it| (it.start, it.count)).collect();
    assert_eq!(told, [(Month::new(2027, 5), 2), (Month::new(2027, 8), 1)], "two months of ramp before each quarter");
    assert!(found.quarters.iter().all(|it| !it.is_open()));
    near(found.gap().value(), 600_000.0 + 900_000.0);
}

#[test]
fn what_ramp_cannot_reach_stays_open_and_nobody_is_hired_for_it_beyond_need() {
    // A quarter of 300,000 is missing from the first on: one ramped seller. Whoever starts in January sells 50,000 in February's half
    // month and 100,000 in March, so 150,000 of the first quarter stay open, and no six people are hired to fill it.
    let document = two_sellers([900_000.0; 4]);
    let outcome = outcome(&document);
    let found = CapacityPlan::of(&document, &outcome).close_all(document.settings.first_month);
    assert_eq!(found.count(), 1);
    let open: Vec<f64> = found.quarters.iter().map(|it| it.left.value().max(0.0)).collect();
    near(open[0], 150_000.0);
    near(open[1] + open[2] + open[3], 0.0);
    // Who can begin in April only leaves the first quarter as it is, and half of the second.
    let later = CapacityPlan::of(&document, &outcome).close_all(Month::new(2027, 4));
    let open: Vec<f64> = later.quarters.iter().map(|it| it.left.value().max(0.0)).collect();
    near(open[0], 300_000.0);
    near(open[1], 150_000.0);
}

#[test]
fn asked_again_it_hires_nobody_more_for_what_ramp_cannot_reach() {
    // 600,000 more a quarter: two ramped sellers. In the first quarter they sign half of it, and two more would be idle from April on.
    let mut document = two_sellers([1_200_000.0; 4]);
    let first = document.settings.first_month;
    let found = CapacityPlan::of(&document, &outcome(&document)).close_all(first);
    assert_eq!(found.count(), 2);
    let command = hire_for_all_gaps(&document, &found).unwrap();
    apply(&mut document, command).unwrap();
    let again = CapacityPlan::of(&document, &outcome(&document)).close_all(first);
    assert_eq!(again.hires, []);
    near(again.left().value(), 300_000.0);
    // Where only the first quarter has a target, nobody hired for it would have anything to do later.
    let lone = two_sellers([1_200_000.0, 0.0, 0.0, 0.0]);
    let none = CapacityPlan::of(&lone, &outcome(&lone)).close_all(first);
    assert_eq!(none.hires, []);
    near(none.left().value(), 600_000.0);
}

#[test]
fn what_the_plan_promises_is_what_the_forecast_says_when_it_is_applied() {
    promise_holds(sample::company());
}

#[test]
fn sellers_who_serve_all_segments_keep_their_share_when_all_gaps_are_closed() {
    let mut document = sample::company();
    let sellers = document.seats.iter_mut().filter(|it| it.role.as_str() == "ae");
    for seat in sellers.step_by(3) {
        seat.segment = None;
    }
    // A quota in every segment they may sell in: the terms of mid-market hold for all.
    let role = document.roles.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    let general = role.terms.iter().find(|it| it.segment.as_ref().is_some_and(|id| id.as_str() == "mid-market"));
    let general = Terms { segment: None, ..general.unwrap().clone() };
    role.terms.push(general);
    let locale = remit::present::Locale::for_tag("en-US");
    let outcome = outcome(&document);
    let told = shared_say(&Teller { document: &document, outcome: &outcome, locale: &locale });
    assert!(told.contains("sellers who serve all segments count in every segment"), "{told}");
    promise_holds(document);
}

fn promise_holds(before: Document) {
    let at_first = outcome(&before);
    let found = CapacityPlan::of(&before, &at_first).close_all(before.settings.first_month);
    assert!(found.count() > 0 && found.gap().value() > 0.0);
    let mut after = before.clone();
    let inverse = apply(&mut after, hire_for_all_gaps(&before, &found).unwrap()).unwrap();
    assert_eq!(after.seats.len(), before.seats.len() + found.count() as usize);
    let then = outcome(&after);
    let plan = CapacityPlan::of(&after, &then);
    for quarter in &found.quarters {
        let lines = plan.gaps_of(Scope::Segment(quarter.segment), Cadence::Quarter);
        let line = lines.iter().find(|it| it.period == quarter.period).unwrap();
        assert!((line.gap().unwrap() - quarter.left).value().abs() < 1.0, "{line:?} {quarter:?}");
    }
    // Done once, there is nothing more to do but what nobody can.
    let again = plan.close_all(after.settings.first_month);
    assert_eq!(again.hires, []);
    assert!(again.left().value() <= found.left().value() + 1.0);
    apply(&mut after, inverse).unwrap();
    assert_eq!(after, before, "one step back");
}

#[test]
fn nobody_is_hired_for_less_than_a_tenth_of_a_person() {
    // A ramped seller adds 300,000 a quarter: for 29,000 nobody is hired, for 31,000 somebody is.
    let count = |short: f64| {
        let document = two_sellers([600_000.0, 600_000.0, 600_000.0, 600_000.0 + short]);
        let outcome = outcome(&document);
        let found = CapacityPlan::of(&document, &outcome).close_all(document.settings.first_month);
        (found.count(), found.quarters.iter().filter(|it| it.gap.value() >= 1.0).count(), found.left().value().round())
    };
    assert_eq!(count(29_000.0), (0, 1, 29_000.0), "it stays open and is told");
    assert_eq!(count(31_000.0), (1, 1, 0.0));
}

#[test]
fn without_a_gap_or_a_seller_nobody_is_hired() {
    let mut document = two_sellers([600_000.0; 4]);
    let calm = outcome(&document);
    let found = CapacityPlan::of(&document, &calm).close_all(document.settings.first_month);
    assert_eq!((found.count(), hire_for_all_gaps(&document, &found)), (0, None));
    document.roles.clear();
    document.seats.clear();
    let empty = outcome(&document);
    let found = CapacityPlan::of(&document, &empty).close_all(document.settings.first_month);
    assert_eq!(found.count(), 0);
    near(found.left().value(), 2_400_000.0);
}

/// Leads of which a tenth become opportunities; a quarter of those is won for 20,000 two months later.
fn with_leads(document: &mut Document) {
    let pipeline = &mut document.segments[0].pipeline;
    pipeline.leads_month = 300;
    pipeline.lead_to_opportunity = Rate::percent(10);
    pipeline.win_rate = Rate::percent(25);
    pipeline.deal_size = money(20_000.0);
    pipeline.cycle_months = 2;
}

#[test]
fn a_thin_pipeline_says_how_many_leads_it_takes_and_when() {
    let mut document = two_sellers([600_000.0; 4]);
    with_leads(&mut document);
    document.assumptions.seasonality[11] = Rate::percent(200);
    let base = outcome(&document);
    let plan = CapacityPlan::of(&document, &base);
    // The season is normalised: twelve months of weight 1 and one of 2 make 12/13 and 24/13.
    let season = (1.0 + 1.0 + 2.0) * 12.0 / 13.0;
    let need = plan.lead_need(0, Q4).unwrap();
    assert_eq!(plan.gap(Scope::Segment(0), Q4).shortage(), Shortage::Pipeline, "the two sign more than they need to");
    // 30 opportunities a month, a quarter won, 20,000 each.
    near(need.gap.value(), 600_000.0 - 30.0 * 0.25 * 20_000.0 * season);
    near(need.deals.unwrap(), need.gap.value() / 20_000.0);
    assert_eq!(need.found, Some((Month::new(2027, 8), Month::new(2027, 10))), "two months before October to December");
    let a_month = need.gap.value() / (0.25 * 20_000.0 * season);
    near(need.opportunities.unwrap(), 3.0 * a_month);
    near(need.leads_month.unwrap(), 10.0 * a_month);
    near(need.planned, 90.0);
    // Trying it out: the win rate that is named closes the gap, all else as it is.
    document.segments[0].pipeline.win_rate = Rate::from_f64(need.win_rate.unwrap());
    let tried = outcome(&document);
    let left = CapacityPlan::of(&document, &tried).gap(Scope::Segment(0), Q4).pipeline_gap().unwrap();
    assert!(left.value().abs() < 1.0, "{left:?}");
}

#[test]
fn leads_that_are_added_close_the_gap_they_were_asked_for() {
    let mut document = two_sellers([0.0, 600_000.0, 0.0, 0.0]);
    with_leads(&mut document);
    document.segments[0].pipeline.carry_over = Rate::percent(50);
    let base = outcome(&document);
    let more = CapacityPlan::of(&document, &base).lead_need(0, Span { from: 3, to: 5 }).unwrap().leads_month.unwrap();
    document.segments[0].pipeline.leads_month += more.ceil() as u32;
    let tried = outcome(&document);
    let left =
        CapacityPlan::of(&document, &tried).gap(Scope::Segment(0), Span { from: 3, to: 5 }).pipeline_gap().unwrap();
    // A lead is worth 20,000 / 40 in each month; less than one is rounded up.
    assert!(left.value() <= 1e-6 && left.value() > -3.0 * 500.0, "{left:?}");
}

#[test]
fn leads_come_too_late_where_the_sales_cycle_is_longer_than_the_time_left() {
    let mut document = two_sellers([600_000.0; 4]);
    with_leads(&mut document);
    document.segments[0].pipeline.cycle_months = 4;
    let base = outcome(&document);
    let plan = CapacityPlan::of(&document, &base);
    let need = plan.lead_need(0, Q1).unwrap();
    assert_eq!((need.found, need.leads_month, need.win_rate), (None, None, None));
    near(need.gap.value(), 600_000.0);
    // With enough in the pipeline already there is nothing to ask for.
    document.segments[0].pipeline.opening = vec![OpenPipeline { month: Month::new(2027, 1), arr: money(600_000.0) }];
    let full = outcome(&document);
    assert_eq!(CapacityPlan::of(&document, &full).lead_need(0, Q1), None);
}

/// Three account managers who can look after 1,000,000 and ten customers each; customers of these amounts, by owner.
fn books(owned: &[(&str, &[f64])]) -> Document {
    let mut document = quiet();
    let keeps = Terms { book_capacity: Some(money(1_000_000.0)), accounts_per_head: Some(10), ..Terms::default() };
    document.roles.push(role("am", Function::AccountManagement, keeps));
    document.seats = seats(3, "am", "am", "2020-01-01");
    let mut accounts = Vec::new();
    for (owner, customers) in owned {
        for arr in *customers {
            let id = format!("c{}", accounts.len());
            let owners = Owners {
                account_management: Some(SeatId::new(owner)),
                customer_success: Some(SeatId::new("someone")),
                ..Owners::default()
            };
            accounts
                .push(remit::model::Account { owners, ..customer(&id, "all", money(*arr), Month::new(2027, 6), 12) });
        }
    }
    document.accounts = Arc::new(accounts);
    document
}

#[test]
fn who_is_over_gives_the_smallest_customer_that_is_enough_to_who_has_most_room() {
    // 1,300,000 of 1,000,000: the 350,000 is enough, the 200,000 is not, the 750,000 is more than it takes.
    let document =
        books(&[("am-1", &[750_000.0, 200_000.0, 350_000.0]), ("am-2", &[600_000.0]), ("am-3", &[100_000.0])]);
    let now = outcome(&document);
    let shifts = CapacityPlan::of(&document, &now).account_shifts(Some(0), 0);
    let [shift] = shifts.as_slice() else { panic!("{shifts:?}") };
    assert_eq!(shift.keeping, Keeping::AccountManagement);
    let moved: Vec<_> = shift.moves.iter().map(|it| (it.account.as_str(), it.from.as_str(), it.to.as_str())).collect();
    assert_eq!(moved, [("c2", "am-1", "am-3")]);
    assert_eq!(shift.over(), (1, 0));
    let (high, low) = shift.highest();
    near(high, 1.3);
    near(low, 0.95);
    // Applied, nobody is over any more; no other owner of the accounts changed, and one step goes back.
    let mut after = document.clone();
    let inverse = apply(&mut after, shift_accounts(&document, shift).unwrap()).unwrap();
    let then = outcome(&after);
    assert_eq!(CapacityPlan::of(&after, &then).account_shifts(None, 0), []);
    assert!(after.accounts.iter().all(|it| it.owners.customer_success == Some(SeatId::new("someone"))));
    let changed = after.accounts.iter().zip(document.accounts.iter()).filter(|(a, b)| a != b).count();
    assert_eq!(changed, 1);
    apply(&mut after, inverse).unwrap();
    assert_eq!(after, document);
}

#[test]
fn too_many_customers_count_as_much_as_too_much_arr() {
    let document = books(&[("am-1", &[1_000.0; 14]), ("am-2", &[1_000.0; 9])]);
    let now = outcome(&document);
    let shift = CapacityPlan::of(&document, &now).account_shifts(None, 0).remove(0);
    // Fourteen where ten are possible; the third manager has most room and takes all four.
    assert_eq!(shift.moves.len(), 4);
    assert!(shift.moves.iter().all(|it| it.to.as_str() == "am-3"));
    assert_eq!(shift.over(), (1, 0));
}

#[test]
fn where_nobody_has_room_somebody_stays_over_and_it_takes_a_hire() {
    let document = books(&[("am-1", &[600_000.0, 600_000.0]), ("am-2", &[900_000.0]), ("am-3", &[800_000.0])]);
    let now = outcome(&document);
    let shift = CapacityPlan::of(&document, &now).account_shifts(None, 0).remove(0);
    assert_eq!((shift.moves.len(), shift.over()), (0, (1, 1)));
    assert_eq!(shift_accounts(&document, &shift), None);
    // Somebody in ramp can take on less: a fourth manager at half productivity has room for 500,000, not for 600,000.
    let mut more = document.clone();
    more.roles[0].terms[0].ramp.productivity = vec![Rate::percent(50); 6];
    more.seats.push(seat("am-4", "am", "2027-01-01"));
    let then = outcome(&more);
    let plan = CapacityPlan::of(&more, &then);
    assert_eq!(plan.account_shifts(None, 0)[0].moves.len(), 0);
    assert_eq!(plan.account_shifts(None, 6)[0].moves.len(), 1, "ramped in July");
}

#[test]
fn turnover_costs_recruiting_ramp_and_what_is_not_sold() {
    let mut document = quiet();
    document.costs.burden = Rate::percent(25);
    document.costs.tools = Some(Yearly::new(money(12_000.0)));
    document.costs.recruiting = Rate::percent(20);
    document.costs.gross_margin = Some(Rate::percent(80));
    document.assumptions.productive_time = Rate::percent(50);
    let ramp = Ramp { productivity: vec![Rate::ZERO, Rate::percent(50)], ..Ramp::default() };
    let terms = Terms {
        base: Yearly::new(money(96_000.0)),
        ote: Yearly::new(money(96_000.0)),
        expected_attainment: Rate::percent(75),
        ramp,
        backfill: true,
        backfill_lag_months: 3,
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    document.roles = vec![
        role("ae", Function::NewBusiness, terms.clone()),
        role("se", Function::SalesEngineering, Terms { quota: None, ..terms }),
    ];
    document.seats =
        vec![seat("ae-1", "ae", "2020-01-01"), seat("se-1", "se", "2020-01-01"), seat("ae-2", "ae", "2020-01-01")];
    for at in [0, 1] {
        document.seats[at].stints[0].to = remit::model::StintEnd::Known(day("2027-06-30"));
    }
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let lines = plan.turnover(now.whole());
    let ae = lines[0].sum;
    near(ae.leaving, 1.0);
    // A fifth of 96,000.
    near(ae.recruiting.value(), 19_200.0);
    // 8,000 x 1.25 + 1,000 a month, for one and a half months without productivity.
    near(ae.ramp.value(), 11_000.0 * 1.5);
    // Three months vacant and one and a half of ramp, at 100,000 x 75 % x 50 %; four fifths of it is gross profit.
    near(ae.months_lost, 4.5);
    near(ae.arr_lost.value(), 37_500.0 * 4.5);
    near(ae.total().value(), 19_200.0 + 16_500.0 + 37_500.0 * 4.5 * 0.8);
    near(ae.saved.value(), 33_000.0);
    // Whoever sells nothing loses no capacity to sell.
    let se = lines[1].sum;
    near(se.total().value(), 19_200.0 + 16_500.0);
    let all = lines.iter().map(|it| it.sum).fold(Turnover::default(), Turnover::and);
    near(all.each().unwrap().value(), (ae.total().value() + se.total().value()) / 2.0);
    // They leave in June, so all of it belongs to the second quarter.
    near(plan.turnover(Span { from: 0, to: 2 })[0].sum.total().value(), 0.0);
    near(plan.turnover(Span { from: 3, to: 5 })[0].sum.total().value(), ae.total().value());
    // Not filled again: a smaller team, no turnover.
    document.roles[0].terms[0].backfill = false;
    let gone = outcome(&document);
    let lines = CapacityPlan::of(&document, &gone).turnover(gone.whole());
    near(lines[0].sum.total().value(), 0.0);
    near(lines[0].sum.not_replaced, 1.0);
}

#[test]
fn roles_that_share_a_book_are_not_asked_for_twice() {
    let mut document = quiet();
    let accounts = (0..8).map(|at| customer(&format!("c{at}"), "all", money(1_000_000.0), Month::new(2027, 6), 12));
    document.accounts = Arc::new(accounts.collect());
    let keeps = |book: f64, share| Terms { book_capacity: Some(money(book)), book_share: share, ..Terms::default() };
    document.roles = vec![
        role("am", Function::AccountManagement, keeps(2_000_000.0, Some(Rate::percent(75)))),
        role("csm", Function::CustomerSuccess, keeps(1_000_000.0, Some(Rate::percent(25)))),
    ];
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let need = |at: usize| plan.support()[at].need[0];
    // 6,000,000 over 2,000,000, and 2,000,000 over 1,000,000.
    near(need(0), 3.0);
    near(need(1), 2.0);
    near(plan.book_shares()[0].sum(), 1.0);
    // Without shares both are on the whole book.
    document.roles[1].terms[0].book_share = None;
    let twice = outcome(&document);
    let plan = CapacityPlan::of(&document, &twice);
    near(plan.support()[1].need[0], 8.0);
    near(plan.book_shares()[0].sum(), 1.75);
}

#[test]
fn the_sample_asks_for_a_plausible_number_of_people_who_look_after_customers() {
    let document = sample::company();
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    assert!(plan.book_shares().iter().all(|it| (it.sum() - 1.0).abs() < 1e-9));
    let keeps: Vec<_> = plan.support().into_iter().filter(|it| matches!(it.role.as_str(), "am" | "csm")).collect();
    let (hires, seats) = (
        keeps.iter().map(|it| it.hires_in_all()).sum::<u32>(),
        document.seats.iter().filter(|it| matches!(it.role.as_str(), "am" | "csm")).count() as u32,
    );
    // The book doubles over the two years; so may the team, not more.
    assert!(hires <= seats, "{hires} hires beside {seats} seats");
}

#[test]
fn what_more_leads_sign_is_what_the_forecast_signs_with_them() {
    // The sample, segment by segment: leads of that segment alone are typed anew, and the whole plan is evaluated.
    let document = sample::company();
    let before = outcome(&document);
    let plan = CapacityPlan::of(&document, &before);
    for at in 0..document.segments.len() {
        let lever = plan.lead_lever(at).unwrap();
        for leads in [lever.now, lever.now + 1, lever.now * 2, lever.now * 10] {
            let mut more = document.clone();
            // People of sales development who serve all segments stay where they are in this reckoning: none are left here.
            let everywhere = |seat: &remit::model::Seat| seat.segment.is_none();
            more.seats.retain(|it| !everywhere(it));
            let mut alone = more.clone();
            remit::model::set_input(&mut alone, &lever.path, remit::model::InputValue::Count(leads)).unwrap();
            let (was, is) = (outcome(&more), outcome(&alone));
            let told = CapacityPlan::of(&more, &was);
            let line = told.lead_lever(at).unwrap();
            let signs = told.signs_with(&line, leads, &[]);
            let lines = CapacityPlan::of(&alone, &is).gaps_of(Scope::Segment(at), Cadence::Quarter);
            let forecast: f64 = lines.iter().filter(|it| it.target.is_some()).map(|it| it.bookings.value()).sum();
            near(signs, forecast);
            if leads > line.now {
                let found = told.leads_to_sign(&line, signs, &[]).unwrap();
                assert!(found <= leads && told.signs_with(&line, found, &[]) >= signs - 0.5);
                assert!(
                    found <= line.now || told.signs_with(&line, found - 1, &[]) < signs - 0.5,
                    "a lead less is too few"
                );
            }
        }
    }
}
