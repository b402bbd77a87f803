//! Statements of pay from real deals: every step in its order, adding up to what is paid. Expected figures are worked out by hand in
//! the comments.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "statements/clawback.rs"]
mod clawback;
#[path = "statements/draws.rs"]
mod draws;
#[path = "statements/spifs.rs"]
mod spifs;
mod support;
#[path = "statements/teams.rs"]
mod teams;

use remit::engine::pay::StepKind;
use remit::engine::{NoStatement, PeriodStatement, Source, Span, Statement, statement};
use remit::model::comp::{
    Clawback, ClawbackBasis, Component, Draw, DrawKind, Kicker, KickerPays, KickerWhen, Measure, Multiplier,
    MultiplierBy, Payout, PayoutTrigger, Plan, PlanVersion, RatePreset, Rated, Scope, Spif, SpifPays, Target,
};
use remit::model::{Deal, Document, Function, Overrides, Role, Seat, Stint, StintEnd, Terms};
use remit::present::Locale;
use remit::present::statement::{RowKind, rows};
use remit::units::{Cadence, ComponentId, Money, Monthly, PlanId, Rate, RoleId, SeatId, Yearly};
use std::sync::Arc;
use support::dice::Dice;
use support::{day, deal, money, quiet, steady};

const Q1: Span = Span { from: 0, to: 2 };
const Q2: Span = Span { from: 3, to: 5 };

/// 10 % of new ARR up to quota (60,000 of variable over 600,000 a year), 15 % beyond; a quarter has a quota of 150,000.
fn commission() -> Component {
    Component {
        id: ComponentId::new("new"),
        name: "New business".to_owned(),
        measure: Measure::NewArr,
        cadence: Cadence::Quarter,
        rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]),
        ..Component::default()
    }
}

fn paid_at_once() -> Payout {
    Payout { lag_months: 0, ..Payout::default() }
}

/// Two sellers on one plan, and an engineer who gets overlay credit.
fn company(version: PlanVersion) -> Document {
    let mut document = quiet();
    let terms = Terms {
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(120_000.0)),
        plan: Some(PlanId::new("ae")),
        ..steady(money(600_000.0), Cadence::Year)
    };
    document.roles = vec![Role {
        id: RoleId::new("ae"),
        name: "Account executive".to_owned(),
        terms: vec![terms],
        ..Role::default()
    }];
    document.plans = vec![Plan { id: PlanId::new("ae"), name: "AE".to_owned(), versions: vec![version] }];
    document.seats = ["ann", "bob", "eve"]
        .into_iter()
        .map(|name| Seat {
            id: SeatId::new(name),
            role: RoleId::new("ae"),
            stints: vec![Stint { from: day("2026-01-01"), ..Stint::default() }],
            ..Seat::default()
        })
        .collect();
    document
}

fn plan_of(components: Vec<Component>) -> PlanVersion {
    PlanVersion { components, payout: paid_at_once(), ..PlanVersion::default() }
}

/// A plan that pays when the customer has paid and takes all of the credit of a deal back that ends within six months.
fn waits_for_cash(component: Component) -> PlanVersion {
    PlanVersion {
        clawback: Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 6, takes_attainment: true },
        payout: Payout { trigger: PayoutTrigger::Cash, ..paid_at_once() },
        ..plan_of(vec![component])
    }
}

fn of_ann(document: &Document, span: Span) -> Statement {
    statement(document, &SeatId::new("ann"), span, Source::Deals).unwrap()
}

fn only_period(statement: &Statement) -> &PeriodStatement {
    &statement.components[0].periods[0]
}

/// Whatever happens in it, a statement adds up from the steps to what is paid.
#[track_caller]
fn adds_up(document: &Document, statement: &Statement) {
    for component in &statement.components {
        for period in &component.periods {
            assert_eq!(period.lines.iter().map(|it| it.amount).sum::<Money>(), period.earned.amount);
        }
        assert_eq!(component.periods.iter().map(|it| it.earned.amount).sum::<Money>(), component.earned);
    }
    assert_eq!(statement.components.iter().map(|it| it.earned).sum::<Money>(), statement.components_earned);
    assert_eq!(statement.components_earned + statement.capped, statement.earned);
    let taken: Money = statement.taken_back.iter().map(|it| it.1).sum();
    assert_eq!(statement.earned + statement.waiting + statement.advanced + statement.recovered + taken, statement.due);
    assert_eq!(statement.due + statement.later + statement.from_before, statement.paid);
    // As printed: the steps of each component are its earned amount, and what follows adds up to paid.
    let rows = rows(document, statement, &Locale::default());
    let mut open = Money::ZERO;
    let mut running = Money::ZERO;
    for row in &rows {
        let amount = row.amount.unwrap_or_default();
        match row.kind {
            RowKind::Component => {
                assert_eq!(open, Money::ZERO, "{rows:#?}");
                open = amount;
                running += amount;
            }
            RowKind::Step => open -= amount,
            RowKind::Afterwards => running += amount,
            RowKind::Sum | RowKind::Paid => assert_eq!(running, amount, "{rows:#?}"),
            RowKind::Period | RowKind::Credit => {}
        }
    }
    assert_eq!(open, Money::ZERO);
}

#[test]
fn a_quarter_of_deals_is_paid_slice_by_slice() {
    let mut document = company(plan_of(vec![commission()]));
    document.deals = Arc::new(vec![
        deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]),
        // Half of 200,000.01 is 100,000.005: the odd cent goes to the first named.
        deal("b", "2027-02-20", 200_000.01, &[("ann", 0.5, false), ("bob", 0.5, false)]),
        deal("later", "2027-04-01", 500_000.0, &[("ann", 1.0, false)]),
    ]);
    let ann = of_ann(&document, Q1);
    let bob = statement(&document, &SeatId::new("bob"), Q1, Source::Deals).unwrap();
    let credit = |it: &Statement| only_period(it).earned.credit;
    assert_eq!((credit(&ann), credit(&bob)), (200_000_010, 100_000_000));
    // 150,000 at 10 % and 50,000.01 at 15 %: 15,000 + 7,500.0015 = 22,500.00.
    assert_eq!(ann.earned, money(22_500.0));
    let kinds: Vec<_> = only_period(&ann).lines.iter().map(|it| it.amount).collect();
    assert_eq!(kinds, [money(15_000.0), Money::from_mills(7_500_002), Money::from_mills(-2)]);
    assert_eq!(only_period(&ann).credits.len(), 2);
    assert_eq!(bob.earned, money(10_000.0));
    adds_up(&document, &ann);
    adds_up(&document, &bob);
}

#[test]
fn an_overlay_is_credited_on_top_and_takes_nothing_from_the_sellers() {
    let mut document = company(plan_of(vec![commission()]));
    document.deals = Arc::new(vec![deal("a", "2027-01-15", 90_000.0, &[("ann", 1.0, false), ("eve", 0.25, true)])]);
    let eve = statement(&document, &SeatId::new("eve"), Q1, Source::Deals).unwrap();
    assert_eq!(of_ann(&document, Q1).earned, money(9_000.0));
    // 25 % of 90,000 at 10 %.
    assert_eq!(eve.earned, money(2_250.0));
    assert!(only_period(&eve).credits[0].overlay);
    adds_up(&document, &eve);
}

#[test]
fn each_deal_alone_with_kicker_and_cap() {
    let mut component = Component {
        rated: Rated::EachDeal,
        kickers: vec![
            Kicker {
                when: KickerWhen::Term { months: 24 },
                pays: KickerPays::Share(Rate::percent(2)),
                expected: Rate::ZERO,
            },
            Kicker { when: KickerWhen::Prepaid, pays: KickerPays::Multiple(Rate::percent(10)), expected: Rate::ZERO },
        ],
        deal_cap: Some(money(9_000.0)),
        ..commission()
    };
    component.rates = RatePreset::Marginal.rates(&[]);
    let mut document = company(plan_of(vec![component]));
    document.deals = Arc::new(vec![
        // 10 % of 50,000, 2 % for two years, and a tenth of the rate (1 %) for paying at once: 5,000 + 1,000 + 500.
        Deal { term_months: 24, prepaid: true, ..deal("a", "2027-01-15", 50_000.0, &[("ann", 1.0, false)]) },
        // 10,000, cut to 9,000.
        deal("b", "2027-01-16", 100_000.0, &[("ann", 1.0, false)]),
        // Given back in full: exactly what it earned, the other way.
        Deal { term_months: 24, prepaid: true, ..deal("c", "2027-02-15", -50_000.0, &[("ann", 1.0, false)]) },
    ]);
    let ann = of_ann(&document, Q1);
    assert_eq!(ann.earned, money(9_000.0));
    let cut: Vec<_> = only_period(&ann).lines.iter().filter(|it| it.kind == StepKind::DealCap).collect();
    assert_eq!((cut.len(), cut[0].deal, cut[0].amount), (1, Some(1), money(-1_000.0)));
    adds_up(&document, &ann);
}

#[test]
fn a_multiplier_bends_all_pay_by_a_score() {
    let linked = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(120) };
    let component =
        Component { multiplier: Some(Multiplier { measure: Measure::Satisfaction, by: linked }), ..commission() };
    let mut document = company(plan_of(vec![component]));
    let score =
        |value: f64, on: &str| Deal { measure: Measure::Satisfaction, ..deal(on, on, value, &[("ann", 1.0, false)]) };
    document.deals = Arc::new(vec![
        deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]),
        score(0.9, "2027-01-31"),
        score(0.8, "2027-02-28"),
    ]);
    // 10,000 times the mean of 90 % and 80 %.
    let ann = of_ann(&document, Q1);
    assert_eq!(ann.earned, money(8_500.0));
    adds_up(&document, &ann);
    // Without a score nobody failed it.
    document.deals = Arc::new(vec![deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)])]);
    assert_eq!(of_ann(&document, Q1).earned, money(10_000.0));
}

#[test]
fn cash_holdback_and_lag_say_when_it_is_paid() {
    let payout = Payout {
        trigger: PayoutTrigger::Cash,
        lag_months: 1,
        instalments: 1,
        holdback: Rate::percent(10),
        holdback_months: 3,
    };
    let mut document =
        company(PlanVersion { payout, ..plan_of(vec![Component { cadence: Cadence::Month, ..commission() }]) });
    document.deals = Arc::new(vec![
        // Earned in January, paid by the customer in February: 4,500 in March, 500 in June.
        Deal { paid: Some(day("2027-02-10")), ..deal("a", "2027-01-15", 50_000.0, &[("ann", 1.0, false)]) },
        // Earned in January, not paid by the customer yet.
        deal("b", "2027-01-20", 20_000.0, &[("ann", 1.0, false)]),
    ]);
    // January: quota 50,000, credit 70,000: 50,000 at 10 % and 20,000 at 15 % = 8,000, shared 5 : 2 among the deals.
    let january = of_ann(&document, Span { from: 0, to: 0 });
    assert_eq!((january.earned, january.waiting, january.due), (money(8_000.0), money(-8_000.0), Money::ZERO));
    adds_up(&document, &january);
    let first = of_ann(&document, Q1);
    // 8,000 x 5 / 7 = 5,714.29 is due; 10 % of it is held back.
    assert_eq!((first.due, first.later, first.paid), (money(5_714.29), money(-571.43), money(5_142.86)));
    adds_up(&document, &first);
    let second = of_ann(&document, Q2);
    assert_eq!((second.from_before, second.paid), (money(571.43), money(571.43)));
    adds_up(&document, &second);
}

#[test]
fn the_order_of_deals_in_the_table_changes_nothing() {
    let component = Component { deal_cap: Some(money(4_000.0)), rated: Rated::EachDeal, ..commission() };
    let mut document = company(plan_of(vec![component, Component { id: ComponentId::new("total"), ..commission() }]));
    let deals: Vec<Deal> = (0..9)
        .map(|at| {
            deal(
                &format!("d{at}"),
                "2027-01-15",
                10_000.0 + 7_777.77 * f64::from(at),
                &[("ann", 0.7, false), ("bob", 0.3, false)],
            )
        })
        .collect();
    document.deals = Arc::new(deals.clone());
    let before = of_ann(&document, Q1);
    document.deals = Arc::new(deals.into_iter().rev().collect());
    let after = of_ann(&document, Q1);
    assert_eq!((before.earned, before.paid), (after.earned, after.paid));
    adds_up(&document, &after);
}

#[test]
fn why_there_is_no_statement_is_said() {
    let mut document = company(plan_of(vec![commission()]));
    let ask = |document: &Document, seat: &str| statement(document, &SeatId::new(seat), Q1, Source::Deals).unwrap_err();
    assert_eq!(ask(&document, "zoe"), NoStatement::UnknownSeat);
    document.seats[1].stints[0].to = StintEnd::Known(day("2026-12-31"));
    assert_eq!(ask(&document, "bob"), NoStatement::Vacant);
    document.plans.clear();
    assert_eq!(ask(&document, "ann"), NoStatement::NoPlan);
}

#[test]
fn a_deal_closed_when_nobody_held_the_seat_is_named() {
    let mut document = company(plan_of(vec![commission()]));
    document.seats[0].stints[0].from = day("2027-02-01");
    document.deals = Arc::new(vec![
        deal("early", "2027-01-15", 50_000.0, &[("ann", 1.0, false)]),
        deal("a", "2027-02-15", 50_000.0, &[("ann", 1.0, false)]),
    ]);
    let ann = of_ann(&document, Q1);
    assert_eq!((ann.lost.as_slice(), ann.earned), ([0].as_slice(), money(5_000.0)));
}

#[test]
fn from_the_forecast_a_statement_tells_what_the_outcome_pays() {
    // Nobody is expected to leave here, so the statement and the plan say the same.
    let mut document = remit::model::sample::company();
    for role in &mut document.roles {
        for terms in &mut role.terms {
            terms.attrition_year = Rate::ZERO;
        }
    }
    let outcome = remit::engine::evaluate(&document, &remit::engine::Env::default());
    let mut seen = 0;
    for seat in 0..document.seats.len() {
        for span in [Q1, Span { from: 6, to: 11 }] {
            let Ok(told) = statement(&document, &document.seats[seat].id, span, Source::Forecast) else { continue };
            let payee = outcome.payees.iter().find(|it| it.seat == seat && it.stint == Some(told.stint)).unwrap();
            let sum = |series: &[Money]| series[span.from..=span.to].iter().copied().sum::<Money>();
            assert_eq!(
                (told.earned, told.paid),
                (sum(&payee.variable), sum(&payee.paid)),
                "{}",
                document.seats[seat].id
            );
            adds_up(&document, &told);
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen}");
}
