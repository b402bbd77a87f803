//! ARR by manager: what their people win and the book they look after, with a pool for the rest.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "support/cases.rs"]
mod cases;
mod support;

use cases::cases;
use proptest::prelude::*;
use remit::engine::{Env, ManagerTeam, Scope, Span, TeamArr, by_manager, evaluate};
use remit::model::{Document, Function, Seat};
use remit::units::{Cadence, Money, Rate, SeatId};
use std::sync::Arc;
use support::random::{self, Random};
use support::{customer, money, quiet, role, seat, steady, with_new_arr};

fn under(manager: &str, seat: Seat) -> Seat {
    Seat { manager: Some(SeatId::new(manager)), ..seat }
}

/// Anna leads a seller, Bert an account manager who has one of three customers; each falls due in the first month.
fn company() -> Document {
    let mut document = quiet();
    with_new_arr(&mut document, 0, money(50_000.0));
    let segment = &mut document.segments[0];
    (segment.retention.renewal, segment.retention.expansion) = (Rate::percent(90), Rate::percent(10));
    segment.opening.arr = Money::ZERO;
    let first = document.settings.first_month;
    let accounts: &mut Vec<_> = Arc::make_mut(&mut document.accounts);
    for (id, arr) in [("one", 10_000.0), ("two", 20_000.0), ("three", 30_000.0)] {
        accounts.push(customer(id, "all", money(arr), first, 12));
    }
    accounts[0].owners.account_management = Some(SeatId::new("am"));
    let lead = steady(Money::ZERO, Cadence::Month);
    document.roles.push(role("lead", Function::SalesManagement, lead.clone()));
    document.roles.push(role("am", Function::AccountManagement, lead));
    let closer = document.seats.remove(0);
    document.seats = vec![
        seat("anna", "lead", "2020-01-01"),
        seat("bert", "lead", "2020-01-01"),
        under("anna", closer),
        under("bert", seat("am", "am", "2020-01-01")),
    ];
    document
}

fn of<'t>(teams: &'t [TeamArr], seat: &str) -> &'t TeamArr {
    teams.iter().find(|it| it.team == ManagerTeam::Of(SeatId::new(seat))).unwrap()
}

#[test]
fn a_manager_has_what_their_people_win_and_what_they_look_after() {
    let teams = by_manager(&company(), Scope::Company);
    let year = Span { from: 0, to: 11 };
    let anna = of(&teams, "anna").over(year);
    assert_eq!((anna.moved.opening, anna.moved.new), (Money::ZERO, money(50_000.0)));
    assert_eq!((anna.handed_over, anna.closing()), (money(50_000.0), Money::ZERO));
    let bert = of(&teams, "bert").over(year);
    // Of 10,000 a tenth leaves, and the rest grows by a tenth.
    assert_eq!((bert.moved.opening, bert.moved.churn), (money(10_000.0), money(1_000.0)));
    assert_eq!((bert.moved.expansion, bert.closing()), (money(900.0), money(9_900.0)));
    let pool = teams.last().unwrap();
    assert_eq!(pool.team, ManagerTeam::Pool);
    let pool = pool.over(year);
    assert_eq!((pool.moved.opening, pool.taken_over), (money(50_000.0), money(50_000.0)));
    assert_eq!(pool.closing(), money(50_000.0 * 0.9 * 1.1 + 50_000.0));
}

#[test]
fn who_reports_to_nobody_is_named_apart() {
    let mut document = company();
    document.seats[2].manager = None;
    let teams = by_manager(&document, Scope::Company);
    let whose: Vec<&ManagerTeam> = teams.iter().map(|it| &it.team).collect();
    assert_eq!(whose, [&ManagerTeam::Of(SeatId::new("bert")), &ManagerTeam::Unmanaged, &ManagerTeam::Pool]);
    assert_eq!(teams[1].months[0].moved.new, money(50_000.0));
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn managers_and_pool_add_up_to_the_company_to_the_coin(Random(document) in random::document()) {
        let outcome = evaluate(&document, &Env::default());
        let teams = by_manager(&document, Scope::Company);
        for month in 0..outcome.months.len() {
            let company = outcome.company_month(month);
            let sum = |pick: &dyn Fn(&remit::engine::TeamMonth) -> Money| -> Money {
                teams.iter().filter_map(|team| team.months.get(month)).map(pick).sum()
            };
            prop_assert_eq!(sum(&|it| it.moved.opening), company.opening);
            prop_assert_eq!(sum(&|it| it.moved.new), company.new);
            prop_assert_eq!(sum(&|it| it.moved.expansion), company.expansion);
            prop_assert_eq!(sum(&|it| it.moved.price), company.price);
            prop_assert_eq!(sum(&|it| it.moved.reactivation), company.reactivation);
            prop_assert_eq!(sum(&|it| it.moved.contraction), company.contraction);
            prop_assert_eq!(sum(&|it| it.moved.churn), company.churn);
            prop_assert_eq!(sum(&|it| it.handed_over), sum(&|it| it.taken_over));
            prop_assert_eq!(sum(&|it| it.closing()), company.closing());
        }
        // And the segments to the company, team by team.
        let parts: Vec<Vec<TeamArr>> =
            (0..document.segments.len()).map(|at| by_manager(&document, Scope::Segment(at))).collect();
        for (at, segment) in outcome.segments.iter().enumerate() {
            for (month, moved) in segment.ledger.iter().enumerate() {
                let closing: Money = parts[at].iter().filter_map(|it| it.months.get(month)).map(|it| it.closing()).sum();
                prop_assert_eq!(closing, moved.closing());
            }
        }
        for team in &teams {
            for (month, whole) in team.months.iter().enumerate() {
                let own = parts.iter().flatten().filter(|it| it.team == team.team).filter_map(|it| it.months.get(month));
                prop_assert_eq!(own.map(|it| it.closing()).sum::<Money>(), whole.closing());
            }
        }
        // Who has nothing in any month is left out, but for the pool.
        prop_assert_eq!(&teams.last().unwrap().team, &ManagerTeam::Pool);
        for team in &teams[..teams.len() - 1] {
            prop_assert!(team.months.iter().any(|it| *it != remit::engine::TeamMonth::default()), "{:?}", team.team);
        }
    }
}
