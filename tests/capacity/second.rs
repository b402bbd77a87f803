//! The tables of the Team page reckoned a second time, the plain way: month by month, seat by seat, person by person, from the document
//! and from what the forecast says of each seat. Nothing is shared with the engine but the document itself.

use super::outcome;
use crate::support::random;
use proptest::prelude::*;
use remit::engine::capacity::{CapacityPlan, CostFamily, Group, SupportKind};
use remit::engine::{Outcome, Span};
use remit::model::{Document, Function, Proration, Role, Seat, Stint, Terms};
use remit::units::{Cadence, Rate, RoleId};

fn same(is: f64, should: f64) -> bool {
    (is - should).abs() <= 1e-7 * should.abs().max(1.0)
}

/// One holder of a seat, or those who are expected to fill it again, month by month.
struct Life {
    seat: usize,
    stint: Option<usize>,
    /// In the seat, the same times productivity, the same times share of quota.
    there: Vec<f64>,
    productive: Vec<f64>,
    held_to: Vec<f64>,
    /// How many begin who are new to the company.
    begin: Vec<f64>,
    base_year: f64,
    quota_month: f64,
}

fn terms_of<'a>(document: &'a Document, seat: &Seat) -> Option<&'a Terms> {
    let role = document.roles.iter().find(|it| it.id == seat.role)?;
    row_of(role, seat.segment.as_ref().map(|it| it.as_str()))
}

/// The row of terms of a segment, else the one for all.
fn row_of<'a>(role: &'a Role, segment: Option<&str>) -> Option<&'a Terms> {
    let own = role.terms.iter().find(|it| it.segment.as_ref().is_some_and(|own| Some(own.as_str()) == segment));
    own.or_else(|| role.terms.iter().find(|it| it.segment.is_none()))
}

/// Whether the holder was in another seat up to a month before.
fn comes_from_another_seat(document: &Document, seat: &Seat, stint: &Stint) -> bool {
    let Some(person) = &stint.person else { return false };
    document.seats.iter().filter(|other| other.id != seat.id).flat_map(|other| &other.stints).any(|it| {
        it.person.as_ref() == Some(person)
            && it.from < stint.from
            && it.to.date().is_none_or(|last| last + chrono::Days::new(31) >= stint.from)
    })
}

/// Everyone, in the order of seats and stints.
fn lives(document: &Document, outcome: &Outcome) -> Vec<Life> {
    let months: Vec<_> = document.settings.months().collect();
    let mut lives = Vec::new();
    for (at, seat) in document.seats.iter().enumerate() {
        let terms = terms_of(document, seat).unwrap();
        let quota = terms.quota.filter(|_| sells(document, at)).map_or(0.0, |it| it.arr_year().amount().to_major());
        for payee in outcome.payees.iter().filter(|it| it.seat == at) {
            let mut life = Life {
                seat: at,
                stint: payee.stint,
                there: payee.active.clone(),
                productive: vec![0.0; months.len()],
                held_to: vec![0.0; months.len()],
                begin: vec![0.0; months.len()],
                base_year: terms.base.amount().to_major(),
                quota_month: quota / 12.0,
            };
            match payee.stint {
                Some(index) => {
                    let stint = &seat.stints[index];
                    let moved = comes_from_another_seat(document, seat, stint);
                    let head_start = if moved { terms.months_skipped_on_move() } else { 0 };
                    for (offset, month) in months.iter().enumerate() {
                        let served = month.since(remit::units::Month::of(stint.from));
                        if served == 0 && !moved {
                            life.begin[offset] = if stint.person.is_some() { 1.0 } else { stint.likelihood.to_f64() };
                        }
                        let tenure = served.max(0) as u32 + 1 + head_start;
                        life.productive[offset] = life.there[offset] * terms.ramp.productivity_at(tenure);
                        life.held_to[offset] = life.there[offset] * terms.ramp.quota_at(tenure);
                    }
                    let own = &stint.overrides;
                    life.base_year = own.base.map_or(life.base_year, |it| it.amount().to_major());
                    if sells(document, at) {
                        life.quota_month = own.quota_arr.map_or(life.quota_month, |it| it.amount().to_major() / 12.0);
                    }
                }
                None => fill_again(document, outcome, seat, terms, &mut life),
            }
            lives.push(life);
        }
    }
    lives
}

/// Whoever leaves at the end of a month is replaced after the months that takes, by people who thin out like all others, until a named
/// successor takes the seat.
fn fill_again(document: &Document, outcome: &Outcome, seat: &Seat, terms: &Terms, life: &mut Life) {
    let months: Vec<_> = document.settings.months().collect();
    let stays = (1.0 - terms.attrition_year.to_f64()).powf(1.0 / 12.0);
    let taken = |from: usize, to: usize| {
        seat.stints.iter().skip(1).any(|it| {
            let offset = remit::units::Month::of(it.from).since(months[0]);
            offset > from as i32 && offset <= to as i32
        })
    };
    life.there.fill(0.0);
    // Whose successor comes in the month of the last day is followed by that one and by nobody else.
    let mut followed = vec![0.0; months.len()];
    for (at, stint) in seat.stints.iter().enumerate() {
        let Some(last) = stint.to.date().filter(|last| *last >= stint.from) else { continue };
        let month = remit::units::Month::of(last);
        let next = seat.stints.iter().skip(at + 1).any(|it| remit::units::Month::of(it.from) == month);
        let Some(offset) = months.iter().position(|it| *it == month).filter(|_| next) else { continue };
        let survived = months[..offset].iter().filter(|it| stint.from <= it.last_day()).count() as i32;
        let known = matches!(stint.to, remit::model::StintEnd::Known(_));
        let likely = if stint.person.is_some() { 1.0 } else { stint.likelihood.to_f64() };
        followed[offset] += likely * if known { 1.0 } else { stays.powi(survived) };
    }
    for (left, leaving) in outcome.seats[life.seat].leaving.iter().enumerate() {
        let leaving = leaving - followed[left];
        let begins = left + 1 + terms.backfill_lag_months as usize;
        if begins >= months.len() || taken(left, begins) {
            continue;
        }
        life.begin[begins] += leaving;
        for month in begins..months.len() {
            if taken(begins, month) {
                break;
            }
            let tenure = (month - begins) as u32 + 1;
            let left = leaving * stays.powi(tenure as i32 - 1);
            life.there[month] += left;
            life.productive[month] += left * terms.ramp.productivity_at(tenure);
            life.held_to[month] += left * terms.ramp.quota_at(tenure);
        }
    }
}

fn function(document: &Document, seat: usize) -> Function {
    document.roles.iter().find(|it| it.id == document.seats[seat].role).unwrap().function
}

fn sells(document: &Document, seat: usize) -> bool {
    matches!(function(document, seat), Function::NewBusiness | Function::Hybrid)
}

/// Whether a seat reports to another, directly or through others.
fn is_below(document: &Document, seat: usize, leader: usize) -> bool {
    let manager = document.seats[seat].manager.as_ref();
    let Some(manager) = manager.and_then(|id| document.seats.iter().position(|it| it.id == *id)) else { return false };
    manager == leader || is_below(document, manager, leader)
}

/// Which seats are of a group.
type Inside<'a> = Box<dyn Fn(usize) -> bool + 'a>;

/// Full quota of a group's sellers, what it comes to by those who are there, and what they sign.
#[derive(Default, Debug)]
struct Sold {
    heads: f64,
    ramped: f64,
    present: f64,
    street: f64,
    productive: f64,
    capacity: f64,
}

fn sold(document: &Document, lives: &[Life], seats: &dyn Fn(usize) -> bool, span: Span) -> Sold {
    let mut sum = Sold::default();
    let count = span.len() as f64;
    for life in lives.iter().filter(|it| sells(document, it.seat) && seats(it.seat)) {
        let attained = terms_of(document, &document.seats[life.seat]).unwrap().expected_attainment.to_f64();
        for month in span.from..=span.to {
            let first = document.settings.first_month;
            let quota = life.quota_month * document.assumptions.season(first.plus(month as i32).index0());
            sum.heads += life.there[month] / count;
            sum.ramped += life.productive[month] / count;
            sum.present += life.there[month] * quota;
            sum.street += life.held_to[month] * quota;
            sum.productive += life.productive[month] * quota;
            sum.capacity += life.productive[month] * quota * attained * document.assumptions.productive_time.to_f64();
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_supports_a_team_is_needed_by_its_ratio_and_hired_when_half_a_seat_is_missing(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let mut lines = CapacityPlan::of(&document, &outcome).support().into_iter();
        let months = outcome.months.len();
        for role in &document.roles {
            for terms in &role.terms {
                let is_row = |row: Option<&Terms>| row.is_some_and(|it| std::ptr::eq(it, terms));
                let segments: Vec<usize> = (0..document.segments.len())
                    .filter(|at| is_row(row_of(role, Some(document.segments[*at].id.as_str()))))
                    .collect();
                let own = |seat: usize| is_row(terms_of(&document, &document.seats[seat]));
                let seats = |inside: &dyn Fn(usize) -> bool, month: usize, ramped: bool| -> f64 {
                    let inside = outcome.seats.iter().enumerate().filter(|(at, _)| inside(*at));
                    inside.map(|(_, it)| if ramped { it.ramped[month] } else { it.heads[month] }).sum()
                };
                let mut expected: Vec<(SupportKind, Vec<(f64, f64)>)> = Vec::new();
                let mut put = |kind, month: &dyn Fn(usize) -> (f64, f64)| {
                    expected.push((kind, (0..months).map(month).collect()));
                };
                if let Some(support) = terms.support.filter(|it| it.heads > Rate::ZERO) {
                    let heads = support.heads.to_f64();
                    let supported = |at: usize| {
                        function(&document, at) == support.of
                            && match outcome.seats[at].segment {
                                Some(segment) => segments.contains(&segment),
                                None => terms.segment.is_none(),
                            }
                    };
                    let month = |month| (seats(&supported, month, true) / heads, seats(&own, month, true));
                    put(SupportKind::Ratio { of: support.of, heads }, &month);
                }
                if matches!(role.function, Function::AccountManagement | Function::CustomerSuccess) {
                    let share = terms.book_share.map_or(1.0, Rate::to_f64);
                    if let Some(arr) = terms.book_capacity.map(|it| it.to_major()).filter(|it| *it > 0.0) {
                        let book = |month: usize| -> f64 {
                            segments.iter().map(|at| outcome.segments[*at].ledger[month].closing().to_major()).sum()
                        };
                        let month = |month| (book(month) * share / arr, seats(&own, month, true));
                        put(SupportKind::Book { arr, share }, &month);
                    }
                    if let Some(customers) = terms.accounts_per_head.filter(|it| *it > 0).map(f64::from) {
                        let count =
                            |month: usize| -> f64 { segments.iter().map(|at| outcome.segments[*at].customers[month]).sum() };
                        let month = |month| (count(month) * share / customers, seats(&own, month, true));
                        put(SupportKind::Accounts { customers, share }, &month);
                    }
                }
                if let Some(reports) = terms.span.map(|it| f64::from(it.high)).filter(|it| *it > 0.0) {
                    let report = |at: usize| {
                        let manager = document.seats[at].manager.as_ref();
                        manager.is_some_and(|id| own(document.seats.iter().position(|it| it.id == *id).unwrap()))
                    };
                    let month = |month| (seats(&report, month, false) / reports, seats(&own, month, false));
                    put(SupportKind::Span { reports }, &month);
                }
                for (kind, series) in expected {
                    let line = lines.next().unwrap();
                    prop_assert_eq!((&line.role, &line.segment, line.kind), (&role.id, &terms.segment, kind));
                    for (month, (need, have)) in series.iter().enumerate() {
                        let close = |is: f64, should: f64| (is - should).abs() <= 1e-3 + 1e-7 * should.abs();
                        prop_assert!(close(line.need[month], *need), "{kind:?} {month}: {} {need}", line.need[month]);
                        prop_assert!(same(line.have[month], *have), "{kind:?} {month}: {} {have}", line.have[month]);
                    }
                    // Leaders lead from the first day; the others count once their ramp is over.
                    let ramp = terms.ramp.productivity.iter().rposition(|it| *it < Rate::ONE).map_or(0, |at| at + 1);
                    let ramp = if matches!(kind, SupportKind::Span { .. }) { 0 } else { ramp };
                    let mut hired = 0.0;
                    let mut hires = Vec::new();
                    for month in ramp..months {
                        let missing = line.need[month] - line.have[month] - hired;
                        if (0.5..1_000.5).contains(&missing) {
                            let count = missing.round();
                            hired += count;
                            hires.push((outcome.months[month], outcome.months[month - ramp], count as u32));
                        }
                    }
                    let suggested: Vec<_> = line.hires.iter().map(|it| (it.due, it.start, it.count)).collect();
                    prop_assert_eq!(line.hires_in_all(), hires.iter().map(|it| it.2).sum::<u32>());
                    prop_assert_eq!(suggested, hires);
                }
            }
        }
        prop_assert!(lines.next().is_none());
    }

    #[test]
    fn people_cost_base_variable_burden_tools_and_recruiting_and_part_of_it_is_for_their_ramp(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let lives = lives(&document, &outcome);
        let burden = document.costs.burden.to_f64();
        let tools = document.costs.tools.map_or(0.0, |it| it.amount().to_major()) / 12.0;
        let costs = plan.costs();
        let mut paid: Vec<RoleId> = document.roles.iter().map(|it| it.id.clone()).collect();
        paid.retain(|id| document.seats.iter().any(|it| it.role == *id));
        prop_assert_eq!(costs.iter().map(|it| it.role.clone()).collect::<Vec<_>>(), paid);
        for line in &costs {
            let family = match line.function {
                Function::SalesDevelopment | Function::NewBusiness | Function::Hybrid => CostFamily::Acquisition,
                Function::AccountManagement | Function::CustomerSuccess => CostFamily::AccountManagement,
                Function::SalesEngineering => CostFamily::Support,
                Function::SalesManagement | Function::AccountLeadership | Function::Executive => CostFamily::Leadership,
            };
            prop_assert_eq!(line.family, family);
            for (month, sum) in line.months.iter().enumerate() {
                let (mut heads, mut ramped, mut hires) = (0.0, 0.0, 0.0);
                let (mut base, mut variable, mut recruiting, mut ramping) = (0.0, 0.0, 0.0, 0.0);
                for life in lives.iter().filter(|it| document.seats[it.seat].role == line.role) {
                    let of = outcome.payees.iter().find(|it| (it.seat, it.stint) == (life.seat, life.stint)).unwrap();
                    let (there, productive) = (life.there[month], life.productive[month]);
                    heads += there;
                    ramped += productive;
                    hires += life.begin[month];
                    base += of.base[month].to_major();
                    variable += of.variable[month].to_major();
                    recruiting += life.begin[month] * life.base_year * document.costs.recruiting.to_f64();
                    if there > 0.0 && productive < there {
                        let fixed = of.base[month].to_major() * (1.0 + burden) + there * tools;
                        ramping += fixed * (there - productive) / there;
                    }
                }
                let is = [
                    sum.head_months, sum.ramped_months, sum.hires, sum.base.value(), sum.variable.value(),
                    sum.burden.value(), sum.tools.value(), sum.recruiting.value(), sum.ramping.value(), sum.total().value(),
                ];
                let should = [
                    heads, ramped, hires, base, variable,
                    (base + variable) * burden, heads * tools, recruiting, ramping,
                    (base + variable) * (1.0 + burden) + heads * tools + recruiting,
                ];
                for (at, (is, should)) in is.into_iter().zip(should).enumerate() {
                    // Shares of a head lose digits where pay is huge.
                    prop_assert!((is - should).abs() <= 1e-5 + 1e-7 * should.abs(), "{at} in month {month}: {is} {should}");
                }
            }
        }
        // Sums of these.
        let span = Span { from: 2, to: 10 };
        let all = |of: &dyn Fn(&remit::engine::capacity::RoleCost) -> bool, value: &dyn Fn(&remit::engine::capacity::CostSum) -> f64| -> f64 {
            costs.iter().filter(|it| of(it)).flat_map(|it| &it.months[2..=10]).map(value).sum()
        };
        for family in CostFamily::ALL {
            let sum = plan.cost(Some(family), span);
            let inside = |it: &remit::engine::capacity::RoleCost| it.family == family;
            prop_assert!(same(sum.total().value(), all(&inside, &|it| it.total().value())));
            prop_assert!(same(sum.recruiting.value(), all(&inside, &|it| it.recruiting.value())));
            prop_assert!(same(sum.tools.value(), all(&inside, &|it| it.tools.value())));
            prop_assert!(same(sum.ramping.value(), all(&inside, &|it| it.ramping.value())));
            prop_assert!(same(sum.burden.value(), all(&inside, &|it| it.burden.value())));
            prop_assert!(same(sum.hires, all(&inside, &|it| it.hires)));
            prop_assert!(same(sum.head_months, all(&inside, &|it| it.head_months)));
        }
        let sellers = |it: &remit::engine::capacity::RoleCost| matches!(it.function, Function::NewBusiness | Function::Hybrid);
        let ramped = all(&sellers, &|it| it.ramped_months);
        if ramped > 1e-6 {
            let alone = all(&sellers, &|it| it.total().value()) / ramped * 12.0;
            let loaded = all(&|_| true, &|it| it.total().value()) / ramped * 12.0;
            prop_assert!(same(plan.cost_per_ramped_seller(span, false).unwrap().value(), alone));
            prop_assert!(same(plan.cost_per_ramped_seller(span, true).unwrap().value(), loaded));
        }
        for year in plan.budget() {
            let cost: f64 = costs.iter().flat_map(|it| &it.months[year.span.from..=year.span.to]).map(|it| it.total().value()).sum();
            prop_assert!(same(year.cost.value(), cost));
            let typed = document.costs.headcount_budget.map(|it| it.amount().to_major() * year.span.len() as f64 / 12.0);
            prop_assert_eq!(year.budget.is_some(), typed.is_some());
            if let Some(typed) = typed {
                prop_assert!(same(year.left().unwrap().value(), typed - cost));
            }
        }
    }

    #[test]
    fn a_group_is_its_sellers_by_quota_ramp_attainment_and_selling_time(document in random::document()) {
        let mut document = document.0;
        document.assumptions.incentives.on = false;
        document.settings.proration = Proration::CalendarDays;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let lives = lives(&document, &outcome);
        let mut groups: Vec<(Group, Inside<'_>)> = vec![(Group::Company, Box::new(|_| true))];
        for role in &document.roles {
            let seats = &document.seats;
            groups.push((Group::Role(role.id.clone()), Box::new(move |at| seats[at].role == role.id)));
        }
        for wanted in Function::ALL {
            let document = &document;
            groups.push((Group::Function(wanted), Box::new(move |at| function(document, at) == wanted)));
        }
        for leader in 0..document.seats.len() {
            let document = &document;
            groups.push((Group::Team(leader), Box::new(move |at| is_below(document, at, leader))));
            groups.push((Group::Seat(leader), Box::new(move |at| at == leader)));
        }
        for span in [Span { from: 0, to: outcome.months.len() - 1 }, Span { from: 1, to: 7 }] {
            for (group, inside) in &groups {
                let line = plan.line(group, span);
                let sold = sold(&document, &lives, inside, span);
                let attained_and_selling = [
                    (line.heads, sold.heads),
                    (line.ramped, sold.ramped),
                    (line.present.value(), sold.present),
                    (line.street.value(), sold.street),
                    (line.productive.value(), sold.productive),
                    (line.capacity.value(), sold.capacity),
                    (line.capacity.value(), line.expected.value() * document.assumptions.productive_time.to_f64()),
                ];
                for (at, (is, should)) in attained_and_selling.into_iter().enumerate() {
                    prop_assert!(same(is, should), "{group:?} {at}: {is} {should}");
                }
                // Seats as planned, day by day: from the first holder on, and after the last only where the seat is filled again.
                let (mut seats, mut planned) = (0.0, 0.0);
                for at in (0..document.seats.len()).filter(|at| sells(&document, *at) && inside(*at)) {
                    let (seat, terms) = (&document.seats[at], terms_of(&document, &document.seats[at]).unwrap());
                    let end = seat.stints.last().unwrap().to.date().filter(|_| !seat.backfill.unwrap_or(terms.backfill));
                    for month in &outcome.months[span.from..=span.to] {
                        let days = (1..=month.days()).map(|day| month.first_day() + chrono::Days::new(u64::from(day) - 1));
                        let open = days.filter(|day| *day >= seat.stints[0].from && end.is_none_or(|end| *day <= end)).count();
                        let share = open as f64 / f64::from(month.days());
                        let begun = seat.stints.iter().rfind(|it| it.from <= month.last_day());
                        let own = begun.and_then(|it| it.overrides.quota_arr);
                        let quota = own.or(terms.quota.map(|it| it.arr_year())).map_or(0.0, |it| it.amount().to_major());
                        seats += share / span.len() as f64;
                        planned += share * quota / 12.0 * document.assumptions.season(month.index0());
                    }
                }
                prop_assert!(same(line.seats, seats) && same(line.planned.value(), planned), "{group:?}: {} {planned}", line.planned.value());
            }
            // A segment has its own sellers, and of those of all segments what makes its capacity that of the forecast; where these sign
            // nothing, an equal share.
            for month in span.from..=span.to {
                let (now, count) = (Span { from: month, to: month }, document.segments.len());
                let of = |segment: Option<usize>| sold(&document, &lives, &|at| outcome.seats[at].segment == segment, now);
                let shared = of(None);
                for at in 0..count {
                    let (own, line) = (of(Some(at)), plan.line(&Group::Segment(at), now));
                    let whole = outcome.segments[at].new_business.capacity[month].value();
                    let part = match shared.capacity > 1e-9 {
                        true => ((whole - own.capacity) / shared.capacity).clamp(0.0, 1.0),
                        false => 1.0 / count as f64,
                    };
                    for (is, own, shared) in [
                        (line.heads, own.heads, shared.heads),
                        (line.street.value(), own.street, shared.street),
                        (line.capacity.value(), own.capacity, shared.capacity),
                    ] {
                        prop_assert!((is - own - part * shared).abs() <= 1e-6 * is.abs().max(1.0), "{is} {own} {part} {shared}");
                    }
                }
            }
            // Leaders, by those below them.
            let levels = plan.levels(span);
            let leads = |seat: usize| (0..document.seats.len()).any(|at| document.seats[at].manager.as_ref() == Some(&document.seats[seat].id));
            prop_assert_eq!(levels.len(), (0..document.seats.len()).filter(|at| leads(*at)).count());
            for level in &levels {
                let below = |at: usize| is_below(&document, at, level.seat);
                let people = sold(&document, &lives, &below, span);
                let sellers = (0..document.seats.len()).filter(|at| below(*at) && sells(&document, *at)).count();
                prop_assert_eq!(level.sellers as usize, sellers);
                prop_assert_eq!(level.depth, (0..document.seats.len()).filter(|at| is_below(&document, level.seat, *at)).count());
                let cost: f64 = (0..document.seats.len())
                    .filter(|at| below(*at) || *at == level.seat)
                    .flat_map(|at| &outcome.seats[at].cost[span.from..=span.to])
                    .map(|it| it.to_major())
                    .sum();
                for (is, should) in [
                    (level.heads, people.heads),
                    (level.ramped, people.ramped),
                    (level.street.value(), people.street),
                    (level.capacity.value(), people.capacity),
                    (level.cost.value(), cost),
                ] {
                    prop_assert!(same(is, should), "{is} {should}");
                }
                let direct = (0..document.seats.len())
                    .filter(|at| document.seats[*at].manager.as_ref() == Some(&document.seats[level.seat].id));
                let quotas: f64 = direct
                    .map(|at| {
                        let own = levels.iter().find(|it| it.seat == at).and_then(|it| it.own);
                        own.map_or_else(|| sold(&document, &lives, &|it| it == at || is_below(&document, it, at), span).street, |it| it.value())
                    })
                    .sum();
                prop_assert!(same(level.below.value(), quotas), "{} {quotas}", level.below.value());
            }
        }
    }

    #[test]
    fn turnover_is_the_people_who_leave_times_what_one_of_them_costs(document in random::document()) {
        let mut document = document.0;
        document.assumptions.incentives.on = false;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let span = Span { from: 1, to: 8 };
        let costs = &document.costs;
        let mut lines = plan.turnover(span).into_iter();
        for role in &document.roles {
            for terms in &role.terms {
                let seats: Vec<usize> = (0..document.seats.len())
                    .filter(|at| terms_of(&document, &document.seats[*at]).is_some_and(|it| std::ptr::eq(it, terms)))
                    .collect();
                if seats.is_empty() {
                    continue;
                }
                let line = lines.next().unwrap();
                prop_assert_eq!((&line.role, &line.segment), (&role.id, &terms.segment));
                let leaving = |at: &usize| outcome.seats[*at].leaving[1..=8].iter().sum::<f64>();
                let filled = |at: &&usize| document.seats[**at].backfill.unwrap_or(terms.backfill);
                let leave: f64 = seats.iter().map(leaving).sum();
                let replaced: f64 = seats.iter().filter(filled).map(leaving).sum();
                let month = terms.base.amount().to_major() / 12.0 * (1.0 + costs.burden.to_f64())
                    + costs.tools.map_or(0.0, |it| it.amount().to_major()) / 12.0;
                let lacking: f64 = terms.ramp.productivity.iter().map(|it| (1.0 - it.to_f64()).max(0.0)).sum();
                let vacant = f64::from(terms.backfill_lag_months);
                let sells = matches!(role.function, Function::NewBusiness | Function::Hybrid);
                let quota = terms.quota.filter(|_| sells).map_or(0.0, |it| it.arr_year().amount().to_major() / 12.0);
                let arr = quota * terms.expected_attainment.to_f64() * document.assumptions.productive_time.to_f64() * (vacant + lacking);
                let margin = costs.gross_margin.map_or(1.0, Rate::to_f64);
                let recruiting = terms.base.amount().to_major() * costs.recruiting.to_f64();
                for (is, each) in [
                    (line.sum.recruiting.value(), recruiting),
                    (line.sum.ramp.value(), month * lacking),
                    (line.sum.months_lost, vacant + lacking),
                    (line.sum.arr_lost.value(), arr),
                    (line.sum.profit_lost.value(), arr * margin),
                    (line.sum.saved.value(), month * vacant),
                    (line.sum.total().value(), recruiting + month * lacking + arr * margin),
                ] {
                    prop_assert!(same(is, each * replaced), "{is} is not {replaced} times {each}");
                }
                prop_assert!(same(line.sum.leaving, replaced) && same(line.sum.not_replaced, leave - replaced));
                let twice = line.sum.and(line.sum);
                prop_assert!(same(twice.total().value(), 2.0 * line.sum.total().value()));
                prop_assert!(same(twice.saved.value(), 2.0 * line.sum.saved.value()) && same(twice.months_lost, 2.0 * line.sum.months_lost));
                prop_assert!(same(twice.leaving + twice.not_replaced, 2.0 * leave) && same(twice.arr_lost.value(), 2.0 * line.sum.arr_lost.value()));
            }
        }
        prop_assert!(lines.next().is_none());
    }

    #[test]
    fn a_target_is_laid_on_months_by_season_and_gaps_are_what_it_has_beyond(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let months = &outcome.months;
        // What each month of a segment has of the target of its fiscal quarter.
        let month_of = |segment: usize, month: usize| -> Option<f64> {
            let start = document.settings.fiscal_year_start as i32;
            let quarter = |it: remit::units::Month| (it.year() * 12 + it.index0() as i32 - (start - 1)).div_euclid(3);
            let typed: Vec<f64> = document.segments[segment]
                .targets
                .iter()
                .filter(|it| quarter(it.quarter) == quarter(months[month]))
                .map(|it| it.arr.to_major())
                .collect();
            if typed.is_empty() {
                return None;
            }
            let season = |it: remit::units::Month| document.assumptions.season(it.index0());
            let near = (-2..=2).map(|by| months[month].plus(by)).filter(|it| quarter(*it) == quarter(months[month]));
            let whole: f64 = near.map(season).sum();
            let share = if whole > 0.0 { season(months[month]) / whole } else { 1.0 / 3.0 };
            Some(typed.iter().sum::<f64>() * share)
        };
        for line in plan.gaps(Cadence::Quarter) {
            let segments: Vec<usize> = match line.scope {
                remit::engine::Scope::Company => (0..document.segments.len()).collect(),
                remit::engine::Scope::Segment(at) => vec![at],
            };
            let (mut target, mut capacity, mut free, mut pipeline, mut bookings) = (None, 0.0, 0.0, 0.0, 0.0);
            for at in segments {
                let new = &outcome.segments[at].new_business;
                for month in line.span.from..=line.span.to {
                    capacity += new.capacity[month].value();
                    bookings += new.bookings[month].value();
                    // What waits for the next month of the quarter is there again.
                    pipeline += new.pipeline[month].value() - if month < line.span.to { new.carried[month].value() } else { 0.0 };
                    match month_of(at, month) {
                        Some(part) => target = Some(target.unwrap_or(0.0) + part),
                        None => free += new.capacity[month].value(),
                    }
                }
            }
            prop_assert_eq!(line.target.is_some(), target.is_some());
            for (is, should) in [
                (line.capacity.value(), capacity),
                (line.untargeted.value(), free),
                (line.pipeline.value(), pipeline),
                (line.bookings.value(), bookings),
                (line.target.map_or(0.0, |it| it.value()), target.unwrap_or(0.0)),
                (line.gap().map_or(0.0, |it| it.value()), target.map_or(0.0, |it| it - capacity + free)),
                (line.pipeline_gap().map_or(0.0, |it| it.value()), target.map_or(0.0, |it| it - pipeline)),
                (line.bookings_gap().map_or(0.0, |it| it.value()), target.map_or(0.0, |it| it - bookings)),
            ] {
                prop_assert!(same(is, should), "{:?}: {is} {should}", line.scope);
            }
        }
    }
}
