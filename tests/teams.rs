//! Reporting lines, teams, and lines of who earns what, reckoned a second time from the document and from what each seat and payee comes to.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use proptest::prelude::*;
use remit::edit::{apply, set_refill};
use remit::engine::capacity::CapacityPlan;
use remit::engine::{
    Crew, Env, OrgFlaw, Outcome, PayeeLine, Row, Scope, Span, TeamSize, evaluate, org, payee_lines, plan_totals, teams,
};
use remit::model::comp::{Pot, Rated};
use remit::model::{Document, Function, Seat, Span as Reports, StintEnd, Terms, open, to_value};
use remit::present::timeline::refill_say;
use remit::units::{Cadence, Money, Rate, SeatId, Yearly};
use support::random::{self, Random};
use support::*;

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn near(is: f64, should: f64) -> bool {
    (is - should).abs() <= 1e-9 * should.abs().max(1.0)
}

#[test]
fn a_seat_that_somebody_leaves_says_who_comes_and_can_be_left_empty() {
    // Of two sellers at full productivity one leaves on 30 June; the role fills seats again two months later: nobody in July and August.
    let mut document = quiet();
    let terms = Terms { backfill: true, backfill_lag_months: 2, ..steady(money(120_000.0), Cadence::Year) };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = vec![seat("one", "ae", "2020-01-01"), seat("two", "ae", "2020-01-01")];
    let id = document.seats[0].id.clone();
    assert_eq!(refill_say(&document, &document.seats[0]), None, "nobody leaves");
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-06-30"));
    let heads = |document: &Document| {
        let outcome = outcome(document);
        [5, 6, 7, 8, 11].map(|at| Row::of(&outcome, Span { from: at, to: at }).heads)
    };
    let (on, text) = refill_say(&document, &document.seats[0]).unwrap();
    assert!(on && text.starts_with("The seat is filled again from Sep 2027"), "{text}");
    assert_eq!(heads(&document), [2.0, 1.0, 1.0, 2.0, 2.0]);
    let filled = document.clone();
    let off = set_refill(&document, &id, false).unwrap();
    let back = apply(&mut document, off).unwrap();
    assert_eq!(heads(&document), [2.0, 1.0, 1.0, 1.0, 1.0]);
    assert_eq!(
        refill_say(&document, &document.seats[0]),
        Some((false, "The seat stays empty after that day.".to_owned()))
    );
    // Seats planned are those of people who stay: 120,000 of one, and half of it of the other.
    let sums = outcome(&document);
    let planned = CapacityPlan::of(&document, &sums).gap(Scope::Company, sums.whole());
    assert!(near(planned.capacity.value(), 180_000.0), "{:?}", planned.capacity);
    // Whoever leaves for good is no turnover.
    let turnover = CapacityPlan::of(&document, &sums).turnover(sums.whole());
    assert_eq!((turnover[0].sum.leaving, turnover[0].sum.not_replaced), (0.0, 1.0));
    // It survives the file, and a seat that does as its role does says nothing of its own.
    assert_eq!(open(&to_value(&document)).unwrap().0, document);
    apply(&mut document, back).unwrap();
    assert_eq!(document, filled);
    let on = set_refill(&document, &id, true).unwrap();
    apply(&mut document, on).unwrap();
    assert_eq!((document.seats[0].backfill, to_value(&document)), (None, to_value(&filled)));
}

fn under(manager: &str, seat: Seat) -> Seat {
    Seat { manager: Some(SeatId::new(manager)), ..seat }
}

/// Position of the seat above.
fn above(document: &Document, seat: usize) -> Option<usize> {
    let id = document.seats[seat].manager.as_ref()?;
    document.seats.iter().position(|it| it.id == *id)
}

fn is_below(document: &Document, seat: usize, leader: usize) -> bool {
    above(document, seat).is_some_and(|it| it == leader || is_below(document, it, leader))
}

fn function(document: &Document, seat: usize) -> Function {
    document.role(&document.seats[seat].role).unwrap().function
}

fn leads(document: &Document, seat: usize) -> bool {
    matches!(function(document, seat), Function::SalesManagement | Function::AccountLeadership | Function::Executive)
}

/// The weighted mean; none without weight.
fn mean(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let parts: Vec<(f64, f64)> = parts.collect();
    let weight: f64 = parts.iter().map(|it| it.0).sum();
    (weight > 0.0).then(|| parts.iter().map(|it| it.0 * it.1).sum::<f64>() / weight)
}

fn same(is: Option<f64>, should: Option<f64>) -> bool {
    is.is_some() == should.is_some() && near(is.unwrap_or(0.0), should.unwrap_or(0.0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_leader_comes_to_what_the_seats_below_come_to(Random(document) in random::document()) {
        let outcome = outcome(&document);
        let span = Span { from: 1, to: outcome.months.len() - 2 };
        let found = org(&document, &outcome, span);
        let seats = document.seats.len();
        let lines = payee_lines(&document, &outcome, None, span);
        prop_assert_eq!(found.top.clone(), (0..seats).filter(|at| above(&document, *at).is_none()).collect::<Vec<_>>());
        for (at, node) in found.nodes.iter().enumerate() {
            let below: Vec<usize> = (0..seats).filter(|it| is_below(&document, *it, at)).collect();
            prop_assert_eq!(node.leader, above(&document, at));
            prop_assert_eq!(node.reports.clone(), (0..seats).filter(|it| above(&document, *it) == Some(at)).collect::<Vec<_>>());
            let mut walked = found.below(at);
            prop_assert_eq!(walked.remove(0), at);
            walked.sort_unstable();
            prop_assert_eq!(&walked, &below);
            prop_assert_eq!(node.leads, leads(&document, at));
            // The seat and everyone below.
            let team: Vec<usize> = below.iter().copied().chain([at]).collect();
            let sum = |of: &dyn Fn(&remit::engine::SeatOutcome) -> f64| team.iter().map(|it| of(&outcome.seats[*it])).sum::<f64>();
            let months = span.from..=span.to;
            prop_assert_eq!(node.all.places as usize, team.len());
            prop_assert_eq!(node.all.seats as usize, team.iter().filter(|it| outcome.seats[**it].filled[span.to]).count());
            prop_assert!(near(node.all.heads, sum(&|it| it.heads[span.to])));
            prop_assert!(near(node.all.ramped, sum(&|it| it.ramped[span.to])));
            prop_assert!(near(node.all.leaving, sum(&|it| it.leaving[months.clone()].iter().sum())));
            prop_assert_eq!(node.all.cost, team.iter().flat_map(|it| &outcome.seats[*it].cost[months.clone()]).copied().sum::<Money>());
            let capacity = sum(&|it| it.capacity[months.clone()].iter().sum());
            let coin = outcome.currency.quantum().to_major();
            prop_assert!((node.all.capacity.to_major() - capacity).abs() <= coin * team.len() as f64);
            // Quotas in ARR of those who do not lead; leaders who have one carry it beside.
            let quota = |it: usize| {
                let own = document.seats[it].stints.last().and_then(|it| it.overrides.quota_arr);
                let terms = document.terms_of(&document.seats[it]).unwrap();
                own.or(terms.quota.map(|it| it.arr_year())).unwrap_or_default().amount()
            };
            let quotas: Money = team.iter().filter(|it| !leads(&document, **it)).map(|it| quota(*it)).sum();
            prop_assert_eq!(node.quota, Yearly::new(quotas));
            prop_assert_eq!(node.carries_quota, leads(&document, at) && quota(at) != Money::ZERO);
            // Who has people below attains what those attain who do not lead; others what they attain themselves.
            let counted: Vec<usize> = match below.as_slice() {
                [] => vec![at],
                below => below.iter().copied().filter(|it| !leads(&document, *it)).collect(),
            };
            let attained = mean(lines.iter().filter(|it| counted.contains(&it.seat)).filter_map(|it| Some((it.target.to_major(), it.attainment?))));
            prop_assert!(same(node.attainment, attained), "{:?} {attained:?}", node.attainment);
            let flaw = (above(&document, at).is_none() && function(&document, at) != Function::Executive).then_some(OrgFlaw::Nobody);
            prop_assert_eq!(node.flaw, flaw);
        }
    }

    #[test]
    fn a_team_is_its_reports_against_the_usual_span_of_its_leader(Random(document) in random::document()) {
        let outcome = outcome(&document);
        let last = outcome.months.len() - 1;
        let mut found = teams(&document, &outcome).into_iter();
        let seats = document.seats.len();
        let filled = |at: usize, month: usize| {
            let day = outcome.months[month].last_day();
            document.seats[at].stints.iter().any(|it| it.from <= day && it.to.date().is_none_or(|end| end >= day))
        };
        if seats > 0 {
            let top = found.next().unwrap();
            prop_assert_eq!((top.leader, top.size, top.unled), (None, TeamSize::Fits, None));
        }
        for leader in 0..seats {
            let reports: Vec<usize> = (0..seats).filter(|at| above(&document, *at) == Some(leader)).collect();
            if reports.is_empty() && !leads(&document, leader) {
                continue;
            }
            let team = found.next().unwrap();
            let there = reports.iter().filter(|at| filled(**at, last)).count() as u32;
            let size = match document.terms_of(&document.seats[leader]).unwrap().span {
                Some(Reports { high, .. }) if high > 0 && there > high => TeamSize::Above(there - high),
                Some(Reports { low, .. }) if there < low => TeamSize::Below(low - there),
                _ => TeamSize::Fits,
            };
            let without: Vec<usize> =
                (0..=last).filter(|month| !filled(leader, *month) && reports.iter().any(|at| filled(*at, *month))).collect();
            prop_assert_eq!((team.leader, team.size), (Some(leader), size));
            prop_assert_eq!(team.reports, reports);
            prop_assert_eq!(team.unled, without.first().copied().zip(without.last().copied()));
        }
        prop_assert!(found.next().is_none());
    }

    #[test]
    fn a_line_of_pay_is_the_payee_over_the_months_and_its_totals_are_sums(Random(document) in random::document()) {
        let outcome = outcome(&document);
        let span = Span { from: 2, to: 9 };
        let months = span.from..=span.to;
        let lines = payee_lines(&document, &outcome, None, span);
        let mut left = lines.iter();
        for payee in &outcome.payees {
            let sum = |series: &[Money]| series[months.clone()].iter().copied().sum::<Money>();
            let there: f64 = payee.active[months.clone()].iter().sum();
            if there <= 0.0 && sum(&payee.variable).is_zero() && sum(&payee.paid).is_zero() {
                continue;
            }
            let line = left.next().unwrap();
            prop_assert_eq!((line.seat, line.stint), (payee.seat, payee.stint));
            prop_assert_eq!((line.earned, line.capped, line.paid), (sum(&payee.variable), sum(&payee.capped), sum(&payee.paid)));
            prop_assert!(near(line.heads, there / 8.0));
            let seat = &document.seats[payee.seat];
            let terms = document.terms_of(seat).unwrap();
            let own = payee.stint.map(|at| &seat.stints[at].overrides);
            let ote = own.and_then(|it| it.ote).unwrap_or(terms.ote).amount();
            let base = own.and_then(|it| it.base).unwrap_or(terms.base).amount();
            let variable = (ote - base).to_major().max(0.0);
            let coin = outcome.currency.quantum().to_major();
            prop_assert!((line.target.to_major() - variable * there / 12.0).abs() <= coin + variable * 1e-6, "{line:?}");
            let plan = document.plan_of(seat);
            for (part, pay) in line.components.iter().zip(&payee.components) {
                let closed: Vec<_> = pay.earned.iter().filter(|it| months.contains(&it.at)).collect();
                prop_assert_eq!(part.earned, closed.iter().map(|it| it.amount).sum::<Money>());
                prop_assert!(near(part.weight, pay.weight(span)));
                let version = plan.and_then(|it| it.version_on(outcome.months[span.to].first_day()));
                let rated = version.and_then(|it| it.components.iter().find(|it| it.id == pay.id)).map(|it| it.rated);
                let attained = match rated {
                    Some(Rated::QuarterToDate | Rated::YearToDate) => closed.last().and_then(|it| it.attainment),
                    _ => mean(closed.iter().filter_map(|it| Some((it.quota as f64, it.attainment?)))),
                };
                prop_assert!(same(part.attainment, attained), "{part:?} {attained:?}");
            }
            let attained = mean(line.components.iter().filter_map(|it| Some((it.weight, it.attainment?))));
            prop_assert!(same(line.attainment, attained), "{line:?}");
        }
        prop_assert!(left.next().is_none());
        let totals = plan_totals(lines.iter());
        let sum = |of: &dyn Fn(&PayeeLine) -> Money| lines.iter().map(of).sum::<Money>();
        prop_assert_eq!(totals.target, sum(&|it| it.target));
        prop_assert_eq!((totals.capped, totals.earned, totals.paid), (sum(&|it| it.capped), sum(&|it| it.earned), sum(&|it| it.paid)));
        prop_assert!(near(totals.heads, lines.iter().map(|it| it.heads).sum()));
        let seats: std::collections::BTreeSet<usize> = lines.iter().map(|it| it.seat).collect();
        prop_assert_eq!(totals.seats, seats.len());
        let parts = || lines.iter().flat_map(|it| &it.components);
        for (pot, is) in Pot::ALL.iter().zip(totals.by_pot) {
            prop_assert_eq!(is, parts().filter(|it| it.pot == *pot).map(|it| it.earned).sum::<Money>());
        }
        for (id, is) in &totals.by_component {
            prop_assert_eq!(*is, parts().filter(|it| it.id == *id).map(|it| it.earned).sum::<Money>());
        }
        let attained = mean(lines.iter().filter_map(|it| Some((it.target.to_major(), it.attainment?))));
        prop_assert!(same(totals.attainment, attained));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_row_has_the_seats_and_the_pay_of_its_segment_or_of_all(Random(document) in random::document()) {
        let outcome = outcome(&document);
        let coin = outcome.currency.quantum().to_major();
        let scopes = std::iter::once(Scope::Company).chain((0..document.segments.len()).map(Scope::Segment));
        for (scope, span) in scopes.flat_map(|it| [(it, Span { from: 2, to: 7 }), (it, outcome.whole())]) {
            let row = Row::scoped(&outcome, scope, span);
            let months = span.from..=span.to;
            let segment = |at: usize| {
                let id = document.seats[at].segment.as_ref()?;
                document.segments.iter().position(|it| it.id == *id)
            };
            let inside = |at: usize| match scope {
                Scope::Company => true,
                Scope::Segment(only) => segment(at) == Some(only),
            };
            let seats: Vec<usize> = (0..document.seats.len()).filter(|at| inside(*at)).collect();
            let sum = |whose: &dyn Fn(Function) -> bool, of: &dyn Fn(&remit::engine::SeatOutcome) -> f64| -> f64 {
                seats.iter().filter(|at| whose(function(&document, **at))).map(|at| of(&outcome.seats[*at])).sum()
            };
            let sells = |it: Function| matches!(it, Function::NewBusiness | Function::Hybrid);
            let keeps = |it: Function| matches!(it, Function::AccountManagement | Function::Hybrid);
            let anyone = |_: Function| true;
            for (is, should) in [
                (f64::from(row.seats), sum(&anyone, &|it| f64::from(u8::from(it.filled[span.to])))),
                (row.heads, sum(&anyone, &|it| it.heads[span.to])),
                (row.leaving, sum(&anyone, &|it| it.leaving[months.clone()].iter().sum())),
                (row.ramped, sum(&sells, &|it| it.ramped[span.to])),
                (row.sellers, sum(&sells, &|it| it.heads[span.to])),
                (row.mean_sellers, sum(&sells, &|it| it.heads[months.clone()].iter().sum::<f64>() / span.len() as f64)),
                (row.keepers, sum(&keeps, &|it| it.heads[span.to])),
            ] {
                prop_assert!(near(is, should), "{is} {should}");
            }
            let payees = || outcome.payees.iter().filter(|it| inside(it.seat));
            let paid = |of: &dyn Fn(&remit::engine::Payee) -> &Vec<Money>| -> Money {
                payees().flat_map(|it| of(it)[months.clone()].to_vec()).sum()
            };
            prop_assert_eq!((row.base, row.paid), (paid(&|it| &it.base), paid(&|it| &it.paid)));
            prop_assert_eq!((row.expensed, row.capped), (paid(&|it| &it.expensed), paid(&|it| &it.capped)));
            prop_assert_eq!(row.variable(), paid(&|it| &it.variable));
            for (pot, is) in Pot::ALL.iter().zip(row.by_pot) {
                let parts = payees().flat_map(|it| &it.components).filter(|it| it.pot == *pot);
                let earned = parts.flat_map(|it| &it.earned).filter(|it| months.contains(&it.at));
                prop_assert_eq!(is, earned.map(|it| it.amount).sum::<Money>());
            }
            // Settled seat by seat and month by month.
            let cost = sum(&anyone, &|it| it.cost[months.clone()].iter().map(|it| it.to_major()).sum());
            let acquires = sum(&anyone, &|it| it.cost[months.clone()].iter().map(|cost| cost.to_major() * it.acquisition_share).sum());
            let (burden, leaves) = (document.costs.burden.to_f64(), (seats.len() * span.len()) as f64);
            prop_assert!((row.burden.to_major() - cost * burden).abs() <= coin * leaves);
            prop_assert!((row.acquisition_pay.to_major() - acquires * (1.0 + burden)).abs() <= coin * leaves);
        }
    }
}

/// A manager whose people are usually two to four.
fn managed(reports: usize) -> Document {
    let mut document = quiet();
    let span = Some(Reports { low: 2, high: 4 });
    document.roles = vec![
        role("lead", Function::SalesManagement, Terms { span, ..Terms::default() }),
        role("ae", Function::NewBusiness, steady(money(600_000.0), Cadence::Year)),
    ];
    document.seats = vec![seat("lead", "lead", "2020-01-01")];
    document.seats.extend(seats(reports, "ae", "ae", "2020-01-01").into_iter().map(|it| under("lead", it)));
    document
}

#[test]
fn a_team_fits_from_the_low_end_of_its_span_to_the_high_one() {
    let size = |reports: usize| {
        let document = managed(reports);
        teams(&document, &outcome(&document)).into_iter().find(|it| it.leader == Some(0)).unwrap().size
    };
    assert_eq!(
        [0, 1, 2, 4, 6].map(size),
        [TeamSize::Below(2), TeamSize::Below(1), TeamSize::Fits, TeamSize::Fits, TeamSize::Above(2)]
    );
}

#[test]
fn who_reports_into_a_loop_keeps_the_manager_and_the_loop_is_cut_once() {
    let mut document = managed(1);
    // A report of one of two who lead each other, listed before them.
    document.seats = vec![
        under("a", seat("first", "ae", "2020-01-01")),
        under("b", seat("a", "lead", "2020-01-01")),
        under("a", seat("b", "lead", "2020-01-01")),
        under("b", seat("last", "ae", "2020-01-01")),
        under("self", seat("self", "lead", "2020-01-01")),
    ];
    let outcome = outcome(&document);
    let found = org(&document, &outcome, outcome.whole());
    let flaws: Vec<_> = found.nodes.iter().map(|it| (it.leader, it.flaw)).collect();
    let loops = Some(OrgFlaw::Loop);
    assert_eq!(flaws, [(Some(1), None), (None, loops), (Some(1), None), (Some(2), None), (None, loops)]);
    assert_eq!(found.top, [1, 4]);
    assert_eq!((found.below(1), found.nodes[1].all.places), (vec![1, 0, 2, 3], 4));
}

#[test]
fn a_crew_is_what_its_seats_are_at_the_end_and_come_to_over_the_months() {
    let mut document = managed(3);
    // Two people at 100,000 a month each; the third seat is empty from July on and not filled again.
    document.seats[1].stints[0].to = StintEnd::Known(day("2027-06-30"));
    document.roles[1].terms[0].base = Yearly::new(money(120_000.0));
    document.roles[1].terms[0].ote = Yearly::new(money(120_000.0));
    document.assumptions.productive_time = Rate::ONE;
    let outcome = outcome(&document);
    let crew = Crew::of(&outcome, [1, 2, 3], Span { from: 4, to: 7 });
    assert_eq!((crew.places, crew.seats, crew.heads, crew.ramped, crew.leaving), (3, 2, 2.0, 2.0, 1.0));
    // May and June with three, July and August with two: ten months of 50,000 of quota and 10,000 of pay.
    assert_eq!((crew.capacity, crew.cost), (money(500_000.0), money(100_000.0)));
}
