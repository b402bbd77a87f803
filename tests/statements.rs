//! Statements of pay from real deals: every step in its order, adding up to what is paid. Expected figures are worked out by hand in
//! the comments.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

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

fn churned() -> Arc<Vec<Deal>> {
    Arc::new(vec![
        // Signed on 15 January, gone on 20 May: four whole months of six.
        Deal { cancelled: Some(day("2027-05-20")), ..deal("a", "2027-01-15", 60_000.0, &[("ann", 1.0, false)]) },
        deal("b", "2027-02-15", 60_000.0, &[("ann", 1.0, false)]),
    ])
}

fn with_clawback(basis: ClawbackBasis, takes_attainment: bool) -> Document {
    let clawback = Clawback { basis, share: Rate::ONE, months: 6, takes_attainment };
    let mut document = company(PlanVersion { clawback, ..plan_of(vec![commission()]) });
    document.deals = churned();
    document
}

#[test]
fn what_a_deal_that_ended_early_earned_is_taken_back() {
    // The first quarter earned 12,000, half of it on the deal.
    for (basis, taken) in
        [(ClawbackBasis::Earned, -6_000.0), (ClawbackBasis::Paid, -6_000.0), (ClawbackBasis::ProRata, -2_000.0)]
    {
        let document = with_clawback(basis, false);
        let second = of_ann(&document, Q2);
        assert_eq!(second.taken_back, vec![(0, money(taken))], "{basis:?}");
        assert_eq!((second.earned, second.paid), (Money::ZERO, money(taken)));
        adds_up(&document, &second);
    }
    // Had none of it been paid yet, none of it would be taken back.
    let mut document = with_clawback(ClawbackBasis::Paid, false);
    document.plans[0].versions[0].payout.lag_months = 6;
    assert_eq!(of_ann(&document, Q2).taken_back, vec![]);
}

#[test]
fn what_still_waits_for_the_customers_cash_is_not_taken_back_of_a_deal_that_ended_early() {
    // The first quarter earned 12,000, half of it on the deal, which ended on 20 May, four months of six.
    let paid_in = |basis, on: Option<&str>| {
        let mut document = with_clawback(basis, false);
        document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
        Arc::make_mut(&mut document.deals)[0].paid = on.map(day);
        [Q1, Q2, Span { from: 6, to: 8 }].map(|span| {
            let told = of_ann(&document, span);
            adds_up(&document, &told);
            (told.paid, told.taken_back.iter().map(|it| it.1).sum::<Money>())
        })
    };
    let nothing = (Money::ZERO, Money::ZERO);
    for (basis, taken) in
        [(ClawbackBasis::Earned, 6_000.0), (ClawbackBasis::Paid, 6_000.0), (ClawbackBasis::ProRata, 2_000.0)]
    {
        // Nobody paid: nothing is due, and nobody owes what they never got.
        assert_eq!(paid_in(basis, None), [nothing; 3], "{basis:?}");
        // The customer paid before leaving: due in March, taken back in May.
        let taken = money(-taken);
        assert_eq!(paid_in(basis, Some("2027-02-10")), [(money(6_000.0), Money::ZERO), (taken, taken), nothing]);
        // The customer pays afterwards: what is due then is less what is taken back; nothing of it had been paid.
        let taken = if basis == ClawbackBasis::Paid { Money::ZERO } else { taken };
        assert_eq!(
            paid_in(basis, Some("2027-07-10")),
            [nothing, nothing, (money(6_000.0) + taken, taken)],
            "{basis:?}"
        );
    }
}

#[test]
fn taken_back_with_attainment_the_credit_is_rated_again() {
    let mut document = with_clawback(ClawbackBasis::Earned, true);
    let mut deals = churned().to_vec();
    // The second quarter sells 200,000, less the 60,000 that went: 140,000 at 10 %, nothing beyond quota.
    deals.push(deal("c", "2027-04-15", 200_000.0, &[("ann", 1.0, false)]));
    document.deals = Arc::new(deals);
    let second = of_ann(&document, Q2);
    assert_eq!((second.earned, second.taken_back.len()), (money(14_000.0), 0));
    assert_eq!(only_period(&second).earned.credit, 140_000_000);
    adds_up(&document, &second);
}

#[test]
fn what_still_waits_is_set_against_what_rating_again_takes_back() {
    // The first quarter earned 12,000, half of it on the deal that ended on 20 May. Rated again, the second quarter earns -6,000.
    let paid_in = |on: Option<&str>| {
        let mut document = with_clawback(ClawbackBasis::Earned, true);
        document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
        let deals = Arc::make_mut(&mut document.deals);
        deals[0].paid = on.map(day);
        deals[1].paid = Some(day("2027-03-01"));
        [Q1, Q2, Span { from: 6, to: 8 }].map(|span| {
            let told = of_ann(&document, span);
            adds_up(&document, &told);
            (told.earned, told.paid)
        })
    };
    let (first, second) = (money(12_000.0), money(-6_000.0));
    let other = money(6_000.0);
    // Never paid for: what was earned waited, and nobody owes what they never got.
    let settled = [(first, other), (second, Money::ZERO), (Money::ZERO, Money::ZERO)];
    assert_eq!(paid_in(None), settled);
    // Paid for after the end: it was settled by then.
    assert_eq!(paid_in(Some("2027-07-10")), settled);
    // Paid for before: what was paid is taken back.
    assert_eq!(paid_in(Some("2027-02-10")), [(first, first), (second, second), (Money::ZERO, Money::ZERO)]);
}

/// 60,000 of variable over 6,000,000 a year: 1 % of every month's new ARR in scope.
fn one_percent(scope: Scope) -> Component {
    Component {
        scope,
        cadence: Cadence::Month,
        target: Target::Amount { amount: money(6_000_000.0), per: Cadence::Year },
        rates: RatePreset::Marginal.rates(&[]),
        ..commission()
    }
}

/// A plan that pays when the customer has paid and takes all of the credit of a deal back that ends within six months.
fn waits_for_cash(component: Component) -> PlanVersion {
    PlanVersion {
        clawback: Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 6, takes_attainment: true },
        payout: Payout { trigger: PayoutTrigger::Cash, ..paid_at_once() },
        ..plan_of(vec![component])
    }
}

/// What a seat earned in January, February and March, and what it was paid then, of a deal that closed in January and ended in March.
fn first_months(document: &mut Document, seat: &str, deal: Deal, paid: Option<&str>) -> [(Money, Money); 3] {
    let paid = paid.map(day);
    document.deals = Arc::new(vec![Deal { cancelled: Some(day("2027-03-20")), paid, ..deal }]);
    [0, 1, 2].map(|at| {
        let told = statement(document, &SeatId::new(seat), Span { from: at, to: at }, Source::Deals).unwrap();
        adds_up(document, &told);
        (told.earned, told.paid)
    })
}

/// 1,000 for each deal of 15 January: deal "a", which earned 6,000 at 10 % and is gone in May.
#[test]
fn a_clawback_leaves_what_a_spif_paid_on_the_deal() {
    for takes_attainment in [false, true] {
        let mut document = with_clawback(ClawbackBasis::Earned, takes_attainment);
        let spif = Spif {
            id: ComponentId::new("spif"),
            name: "January".to_owned(),
            measure: Measure::NewArr,
            from: day("2027-01-10"),
            to: day("2027-01-20"),
            amount: money(1_000.0),
            pays: SpifPays::PerDeal { least: Money::ZERO },
        };
        let without = of_ann(&document, Span { from: 0, to: 11 });
        document.plans[0].versions[0].spifs = vec![spif];
        let year = of_ann(&document, Span { from: 0, to: 11 });
        assert_eq!(year.taken_back, without.taken_back);
        assert_eq!(year.components.last().unwrap().earned, money(1_000.0));
        // 12,000 for both deals, 6,000 of it back, and 1,000 for the SPIF.
        assert_eq!((without.due, year.due), (money(6_000.0), money(7_000.0)), "{takes_attainment}");
        adds_up(&document, &year);
    }
}

#[test]
fn what_still_waits_of_a_shared_deal_is_set_against_all_that_rating_again_takes_back() {
    // The manager of both sellers gets 1 % of the 100,000 they share, in each of the scopes that see them both.
    let shared = || deal("a", "2027-01-15", 100_000.0, &[("ann", 0.5, false), ("bob", 0.5, false)]);
    let nothing = Money::ZERO;
    for scope in [Scope::TeamBelow, Scope::Pod, Scope::Segment, Scope::Company] {
        let mut document = company(plan_of(vec![commission()]));
        let version = waits_for_cash(one_percent(scope));
        document.plans.push(Plan { id: PlanId::new("lead"), name: "Lead".to_owned(), versions: vec![version] });
        document.seats[2].plan = Some(PlanId::new("lead"));
        // A pod is everybody under one manager, who sits in no pod here.
        let manager = if scope == Scope::Pod { None } else { Some(SeatId::new("eve")) };
        document.seats[..2].iter_mut().for_each(|seat| seat.manager.clone_from(&manager));
        let earned = [money(1_000.0), nothing, money(-1_000.0)];
        let told = |paid: [Money; 3]| [0, 1, 2].map(|at| (earned[at], paid[at]));
        // Never paid for: nothing was received, and nothing is paid back.
        assert_eq!(first_months(&mut document, "eve", shared(), None), told([nothing; 3]), "{scope:?}");
        // Paid for in February: what was received is paid back.
        let received = told([nothing, money(1_000.0), money(-1_000.0)]);
        assert_eq!(first_months(&mut document, "eve", shared(), Some("2027-02-10")), received, "{scope:?}");
    }
}

#[test]
fn what_still_waits_of_ones_share_and_overlay_is_set_against_both() {
    // Half of the deal and 20 % on top of it: 1 % of 70,000.
    let both = || deal("a", "2027-01-15", 100_000.0, &[("ann", 0.5, false), ("bob", 0.5, false), ("ann", 0.2, true)]);
    let mut document = company(waits_for_cash(one_percent(Scope::Own)));
    let (nothing, earned) = (Money::ZERO, money(700.0));
    let never = [(earned, nothing), (nothing, nothing), (-earned, nothing)];
    assert_eq!(first_months(&mut document, "ann", both(), None), never);
    let received = [(earned, nothing), (nothing, earned), (-earned, -earned)];
    assert_eq!(first_months(&mut document, "ann", both(), Some("2027-02-10")), received);
}

#[test]
fn what_still_waits_is_set_against_what_a_later_version_of_the_plan_takes_back() {
    // The plan is copied from March on, which is when the deal ends.
    let mut document = company(waits_for_cash(one_percent(Scope::Own)));
    let later = PlanVersion { from: Some(day("2027-03-01")), ..document.plans[0].versions[0].clone() };
    document.plans[0].versions.push(later);
    let alone = || deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]);
    let (nothing, earned) = (Money::ZERO, money(1_000.0));
    let never = [(earned, nothing), (nothing, nothing), (-earned, nothing)];
    assert_eq!(first_months(&mut document, "ann", alone(), None), never);
    let received = [(earned, nothing), (nothing, earned), (-earned, -earned)];
    assert_eq!(first_months(&mut document, "ann", alone(), Some("2027-02-10")), received);
}

#[test]
fn what_waits_for_one_customers_cash_neither_pays_for_another_who_left_nor_is_paid_with_it() {
    // 60,000 of January left in May: 6,000 of the first quarter. April sold more, at 10 %: the second quarter earns what that makes less
    // 6,000. Each deal is due when its own customer has paid.
    let paid = |sold: f64, gone_paid: Option<&str>, sold_paid: Option<&str>| {
        let mut document = with_clawback(ClawbackBasis::Earned, true);
        document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
        document.deals = Arc::new(vec![
            Deal { paid: gone_paid.map(day), ..churned()[0].clone() },
            Deal { paid: sold_paid.map(day), ..deal("b", "2027-04-15", sold, &[("ann", 1.0, false)]) },
        ]);
        [Q1, Q2, Span { from: 6, to: 8 }].map(|span| {
            let told = of_ann(&document, span);
            adds_up(&document, &told);
            told.paid.to_major()
        })
    };
    let (february, may, july) = (Some("2027-02-10"), Some("2027-05-10"), Some("2027-07-10"));
    for (sold, earned) in [(100_000.0, 10_000.0), (60_000.0, 6_000.0), (20_000.0, 2_000.0)] {
        assert_eq!(paid(sold, None, None), [0.0, 0.0, 0.0], "{sold}");
        assert_eq!(paid(sold, None, may), [0.0, earned, 0.0], "{sold}");
        assert_eq!(paid(sold, None, july), [0.0, 0.0, earned], "{sold}");
        assert_eq!(paid(sold, february, None), [6_000.0, -6_000.0, 0.0], "{sold}");
        assert_eq!(paid(sold, february, may), [6_000.0, earned - 6_000.0, 0.0], "{sold}");
        assert_eq!(paid(sold, february, july), [6_000.0, -6_000.0, earned], "{sold}");
    }
}

/// Many plans of 1 % that wait for cash, where each deal can be followed by itself: it falls due when its customer has paid, but no
/// earlier than the end of the period it was closed in; from the end of the period in which the customer left, what fell due by then is
/// paid back, and what did not never falls due.
#[test]
fn each_deal_that_waits_is_due_and_paid_back_by_its_own_customer() {
    let mut dice = Dice::new(7);
    let mut draw = move |from: i64, to: i64| from + (dice.next() * (to - from + 1) as f64) as i64;
    let mut seen = [0; 3];
    for number in 0..150 {
        let cadence = [Cadence::Month, Cadence::Quarter][number % 2];
        let mut document = company(waits_for_cash(Component { cadence, ..one_percent(Scope::Company) }));
        document.plans[0].versions[0].clawback.months = 12;
        if draw(0, 1) == 1 {
            // A copy of the plan from the beginning of some quarter on.
            let from = Some(document.settings.first_month.plus(3 * draw(1, 3) as i32).first_day());
            let copy = PlanVersion { from, ..document.plans[0].versions[0].clone() };
            document.plans[0].versions.push(copy);
        }
        let first = document.settings.first_month;
        let on = |at: i64| first.plus(at as i32).first_day() + chrono::Days::new(10);
        let ends = |at: i64| if cadence == Cadence::Month { at } else { at / 3 * 3 + 2 };
        let mut expected = [Money::ZERO; 12];
        let deals = (0..draw(1, 8)).map(|at| {
            let (closed, size) = (draw(0, 11), draw(1, 90) * 2_000);
            let gone = (draw(0, 1) == 1).then(|| draw(closed, 11));
            let paid = (draw(0, 2) > 0).then(|| draw(closed, 11));
            let credits: &[(&str, f64, bool)] = match draw(0, 2) {
                0 => &[("ann", 1.0, false)],
                1 => &[("ann", 0.5, false), ("bob", 0.5, false)],
                _ => &[("bob", 1.0, false), ("ann", 0.5, true), ("eve", 0.5, true)],
            };
            let counted: f64 = credits.iter().map(|it| it.1).sum();
            let earned = money(size as f64 * counted / 100.0);
            let due = paid.map(|paid| paid.max(ends(closed)));
            // One that left in the period it was closed in earned nothing.
            match (due, gone.map(ends)) {
                (_, Some(gone)) if gone == ends(closed) => seen[0] += 1,
                (Some(due), Some(gone)) if due <= gone => {
                    expected[due as usize] += earned;
                    expected[gone as usize] -= earned;
                    seen[1] += 1;
                }
                (None, _) | (_, Some(_)) => seen[2] += 1,
                (Some(due), None) => expected[due as usize] += earned,
            }
            let it = deal(&at.to_string(), &on(closed).to_string(), size as f64, credits);
            Deal { cancelled: gone.map(|at| on(at) + chrono::Days::new(1)), paid: paid.map(on), ..it }
        });
        document.deals = Arc::new(deals.collect());
        let paid = |at: usize| {
            let told = of_ann(&document, Span { from: at, to: at });
            adds_up(&document, &told);
            told.paid
        };
        let paid: [Money; 12] = std::array::from_fn(paid);
        assert_eq!(paid, expected, "{number}, {cadence:?}: {:#?}", document.deals);
    }
    assert!(seen.iter().all(|times| *times > 50), "{seen:?}");
}

#[test]
fn what_is_taken_back_of_a_deal_goes_by_the_version_it_was_closed_under() {
    // Closed in January, paid at once, gone in March, when the plan's second version holds: 1,000 are taken back, once.
    let alone = || deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]);
    let (nothing, paid) = (Money::ZERO, money(1_000.0));
    let told = |first: (ClawbackBasis, bool), then: (ClawbackBasis, bool)| {
        let version = |(basis, takes_attainment): (ClawbackBasis, bool), from: &str| PlanVersion {
            from: Some(day(from)),
            clawback: Clawback { basis, takes_attainment, share: Rate::ONE, months: 6 },
            payout: paid_at_once(),
            ..waits_for_cash(one_percent(Scope::Own))
        };
        let mut document = company(PlanVersion::default());
        document.plans[0].versions = vec![version(first, "2027-01-01"), version(then, "2027-03-01")];
        first_months(&mut document, "ann", alone(), None)
    };
    let (amount, credit, none) = ((ClawbackBasis::Earned, false), (ClawbackBasis::Earned, true), ClawbackBasis::None);
    let [of_amount, of_credit] = [nothing, -paid].map(|last| [(paid, paid), (nothing, nothing), (last, -paid)]);
    for then in [amount, credit, (none, false), (none, true)] {
        assert_eq!(told(amount, then), of_amount, "{then:?}");
        assert_eq!(told(credit, then), of_credit, "{then:?}");
        assert_eq!(told((none, true), then), [(paid, paid), (nothing, nothing), (nothing, nothing)], "{then:?}");
    }
}

#[test]
fn a_component_takes_back_nothing_of_a_deal_that_it_never_paid_on() {
    // 1 % of 100,000 closed in January, paid at once, gone in March; from March on the plan has other components.
    let other = |id: &str| Component { id: ComponentId::new(id), ..one_percent(Scope::Own) };
    let told = |then: Vec<Component>| {
        let version = |from: &str, components: Vec<Component>| PlanVersion {
            from: Some(day(from)),
            components,
            payout: paid_at_once(),
            ..waits_for_cash(other("new"))
        };
        let mut document = company(PlanVersion::default());
        document.plans[0].versions = vec![version("2027-01-01", vec![other("new")]), version("2027-03-01", then)];
        first_months(&mut document, "ann", deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]), None)
    };
    let paid = money(1_000.0);
    // The component goes on and takes back what it paid; a second one beside it has paid nothing and takes back nothing.
    let by_credit = [(paid, paid), (Money::ZERO, Money::ZERO), (-paid, -paid)];
    assert_eq!(told(vec![other("new")]), by_credit);
    assert_eq!(told(vec![other("new"), other("boost")]), by_credit);
    // Where another one has taken its place, or none, nothing is rated again: the amount is taken back of pay, once.
    let by_amount = [(paid, paid), (Money::ZERO, Money::ZERO), (Money::ZERO, -paid)];
    assert_eq!(told(vec![other("boost")]), by_amount);
    assert_eq!(told(vec![other("boost"), other("more")]), by_amount);
    assert_eq!(told(vec![Component { measure: Measure::GrossMargin, ..other("new") }]), by_amount);
}

#[test]
fn a_deal_that_ended_within_its_quarter_has_no_share_of_what_waits() {
    let mut document = with_clawback(ClawbackBasis::Earned, true);
    document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
    let deals = Arc::make_mut(&mut document.deals);
    (deals[0].cancelled, deals[0].paid) = (Some(day("2027-02-20")), Some(day("2027-04-05")));
    // 120,000 less the 60,000 that went earns 6,000, all of it on the other deal, whose customer has not paid.
    let [first, second] = [Q1, Q2].map(|span| of_ann(&document, span));
    assert_eq!((first.earned, first.waiting, first.paid), (money(6_000.0), money(-6_000.0), Money::ZERO));
    assert_eq!((second.earned, second.paid), (Money::ZERO, Money::ZERO));
    adds_up(&document, &first);
}

#[test]
fn a_draw_is_advanced_recovered_and_never_owed_below_nothing() {
    let draw = Draw::level(DrawKind::Recoverable, Monthly::new(money(3_000.0)), Some(20));
    let monthly = Component { cadence: Cadence::Month, ..commission() };
    let mut document = company(PlanVersion { draw: Some(draw), ..plan_of(vec![monthly]) });
    document.deals = Arc::new(vec![
        deal("a", "2027-01-15", 10_000.0, &[("ann", 1.0, false)]),
        deal("b", "2027-02-15", 40_000.0, &[("ann", 1.0, false)]),
    ]);
    // 1,000 earned, 2,000 advanced; then 4,000 earned, 1,000 recovered; then 3,000 advanced.
    let at = |month: usize| of_ann(&document, Span { from: month, to: month });
    let told = |it: &Statement| (it.earned, it.advanced, it.recovered, it.owed, it.paid);
    assert_eq!(told(&at(0)), (money(1_000.0), money(2_000.0), Money::ZERO, money(2_000.0), money(3_000.0)));
    assert_eq!(told(&at(1)), (money(4_000.0), Money::ZERO, money(-1_000.0), money(1_000.0), money(3_000.0)));
    assert_eq!(told(&at(2)), (Money::ZERO, money(3_000.0), Money::ZERO, money(4_000.0), money(3_000.0)));
    adds_up(&document, &of_ann(&document, Q1));
}

#[test]
fn a_guarantee_tops_up_the_cash_that_is_due_and_not_what_still_waits() {
    // 3,000 a month are guaranteed from January. What is sold earns 10 %: 5,000 in January, 3,000 in February, 1,500 in June.
    let paid = |cadence, months, cash: &str| {
        let version = PlanVersion {
            draw: Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(3_000.0)), Some(months))),
            ..waits_for_cash(Component { cadence, ..commission() })
        };
        let mut document = company(version);
        document.seats[0].stints[0].from = day("2027-01-01");
        let sold = [
            ("2027-01-15", 50_000.0, cash),
            ("2027-02-15", 30_000.0, "2027-02-25"),
            ("2027-06-10", 15_000.0, "2027-06-20"),
        ];
        let of_ann = |(at, (closed, amount, cash)): (usize, (&str, f64, &str))| Deal {
            paid: Some(day(cash)),
            ..deal(&at.to_string(), closed, amount, &[("ann", 1.0, false)])
        };
        document.deals = Arc::new(sold.into_iter().enumerate().map(of_ann).collect());
        let month = |at: usize| {
            let it = self::of_ann(&document, Span { from: at, to: at });
            adds_up(&document, &it);
            it.paid.to_major()
        };
        std::array::from_fn::<f64, 6, _>(month)
    };
    // January has no cash yet and is topped up, for good: the 5,000 that it earned are due, and paid, in April.
    assert_eq!(paid(Cadence::Month, 1, "2027-04-20"), [3_000.0, 3_000.0, 0.0, 5_000.0, 0.0, 1_500.0]);
    // By the quarter: the cash of February is due when March closes, and counts for the quarter's three months; January's third of it is
    // 1,000, so 2,000 of its guarantee are kept.
    assert_eq!(paid(Cadence::Quarter, 1, "2027-04-20"), [3_000.0, 0.0, 2_000.0, 5_000.0, 0.0, 1_500.0]);
    // Guaranteed until April, with January's cash in June. The 3,000 of March are an advance on its quarter's 9,000. June's 1,500 are
    // for April by a third, so 2,500 of April's guarantee are kept; the 5,000 that had waited are June's own.
    assert_eq!(paid(Cadence::Quarter, 4, "2027-06-20"), [3_000.0, 3_000.0, 3_000.0, 3_000.0, 0.0, 6_000.0]);
}

#[test]
fn one_person_may_have_a_draw_and_a_cap_of_their_own() {
    let mut document = company(plan_of(vec![commission()]));
    document.deals = Arc::new(vec![deal("a", "2027-01-15", 600_000.0, &[("ann", 1.0, false)])]);
    // 15,000 + 450,000 at 15 % = 82,500; the cap of 1.2 x 60,000 leaves 72,000.
    assert_eq!(of_ann(&document, Q1).earned, money(82_500.0));
    document.seats[0].stints[0].overrides =
        Overrides { cap: Some(Rate::percent(120)), draw: Some(Monthly::new(money(500.0))), ..Overrides::default() };
    let ann = of_ann(&document, Q1);
    assert_eq!((ann.capped, ann.earned), (money(-10_500.0), money(72_000.0)));
    // Commission is reckoned by the quarter: the 500 paid in January and in February are advances on what March brings, which is more
    // than the guarantee of the three months.
    assert_eq!((ann.advanced, ann.recovered, ann.paid), (money(1_000.0), money(-1_000.0), money(72_000.0)));
    adds_up(&document, &ann);
}

#[test]
fn spifs_pay_for_each_deal_or_once() {
    let spif = |id: &str, pays: SpifPays| Spif {
        id: ComponentId::new(id),
        name: id.to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-10"),
        to: day("2027-02-10"),
        amount: money(750.0),
        pays,
    };
    let mut version = plan_of(vec![commission()]);
    version.spifs = vec![
        spif("each", SpifPays::PerDeal { least: money(20_000.0) }),
        spif("once", SpifPays::Once { at: money(60_000.0) }),
    ];
    let mut document = company(version);
    let to_ann: &[(&str, f64, bool)] = &[("ann", 1.0, false)];
    document.deals = Arc::new(vec![
        deal("before", "2027-01-09", 50_000.0, to_ann),
        deal("small", "2027-01-10", 15_000.0, to_ann),
        deal("one", "2027-01-20", 20_000.0, to_ann),
        deal("two", "2027-02-10", 30_000.0, to_ann),
        deal("after", "2027-02-11", 30_000.0, to_ann),
    ]);
    let ann = of_ann(&document, Q1);
    // 145,000 at 10 %, two deals of 20,000 and more in the days, and 65,000 in all of them.
    let by_name: Vec<_> = ann.components.iter().map(|it| (it.name.as_str(), it.earned)).collect();
    assert_eq!(by_name, [("New business", money(14_500.0)), ("each", money(1_500.0)), ("once", money(750.0))]);
    adds_up(&document, &ann);
}

/// 5,000 once when new ARR of April to June reaches 100,000.
fn of_spring() -> Spif {
    Spif {
        id: ComponentId::new("spring"),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-04-01"),
        to: day("2027-06-30"),
        amount: money(5_000.0),
        pays: SpifPays::Once { at: money(100_000.0) },
    }
}

/// What the SPIF pays in each month up to July, of deals by their days, where the plan has its first version with the first of some
/// SPIFs, and further ones from some days on with the next.
fn spring(versions: &[(&str, Option<Spif>)], deals: &[(&str, f64)]) -> Vec<(usize, Money)> {
    let mut document = company(plan_of(vec![]));
    let version = |(from, spif): &(&str, Option<Spif>)| PlanVersion {
        from: Some(day(from)),
        spifs: spif.iter().cloned().collect(),
        ..plan_of(vec![commission()])
    };
    document.plans[0].versions = versions.iter().map(version).collect();
    let one =
        |(at, (closed, amount)): (usize, &(&str, f64))| deal(&at.to_string(), closed, *amount, &[("ann", 1.0, false)]);
    document.deals = Arc::new(deals.iter().enumerate().map(one).collect());
    let told = of_ann(&document, Span { from: 0, to: 6 });
    adds_up(&document, &told);
    let spifs = told.components.iter().filter(|it| it.weight.is_none());
    spifs.flat_map(|it| &it.periods).map(|it| (it.earned.at, it.earned.amount)).collect()
}

#[test]
fn a_sum_that_is_paid_once_counts_on_and_stays_paid_in_later_versions_of_the_plan() {
    let (april, may, june) = (3, 4, 5);
    let (paid, nothing) = (money(5_000.0), Vec::<(usize, Money)>::new());
    let with = |change: fn(&mut Spif)| {
        let mut spif = of_spring();
        change(&mut spif);
        Some(spif)
    };
    let copied = || [("2027-01-01", Some(of_spring())), ("2027-06-01", Some(of_spring()))];
    // 60,000 in April under one version, and 60,000 in June under its copy.
    let (first, last) = (("2027-04-15", 60_000.0), ("2027-06-15", 60_000.0));
    assert_eq!(spring(&copied()[..1], &[first, last]), [(june, paid)]);
    assert_eq!(spring(&copied(), &[first, last]), [(june, paid)]);
    // A bar that is passed under both versions pays once.
    let both = [("2027-04-15", 100_000.0), ("2027-06-15", 100_000.0)];
    assert_eq!(spring(&copied()[..1], &both), [(april, paid)]);
    assert_eq!(spring(&copied(), &both), [(april, paid)]);
    // What was credited before its days or after them does not count, in any version.
    let outside = [("2027-03-31", 60_000.0), ("2027-06-15", 60_000.0), ("2027-07-01", 60_000.0)];
    assert_eq!(spring(&copied(), &outside), nothing);
    // Credit that was taken back in between is missing.
    let less = [first, ("2027-05-15", -30_000.0), last];
    assert_eq!(spring(&copied(), &less), nothing);
    // Three versions: 40,000 in each month.
    let three =
        [("2027-01-01", Some(of_spring())), ("2027-05-01", Some(of_spring())), ("2027-06-01", Some(of_spring()))];
    let each = [("2027-04-15", 40_000.0), ("2027-05-15", 40_000.0), ("2027-06-15", 40_000.0)];
    assert_eq!(spring(&three, &each), [(june, paid)]);
    // One between them did not have it: its month does not count.
    let gap = [("2027-01-01", Some(of_spring())), ("2027-05-01", None), ("2027-06-01", Some(of_spring()))];
    assert_eq!(spring(&gap, &each), nothing);
    // Another sum agreed in June is not paid on top of the one that was paid.
    let more = [("2027-01-01", Some(of_spring())), ("2027-06-01", with(|it| it.amount = money(9_000.0)))];
    assert_eq!(spring(&more, &both), [(april, paid)]);
    assert_eq!(spring(&more, &[first, last]), [(june, money(9_000.0))]);
    // A bar lowered in May to what was reached in April pays as May begins, whether anything is sold or not; not where its days are
    // over by then.
    let lower = |it: &mut Spif| it.pays = SpifPays::Once { at: money(50_000.0) };
    let lowered = |from| [("2027-01-01", Some(of_spring())), (from, with(lower))];
    assert_eq!(spring(&lowered("2027-05-01"), &[first]), [(may, paid)]);
    assert_eq!(spring(&lowered("2027-07-01"), &[first]), nothing);
    // Paid for each deal until May, and once from then on: the sum has not been paid yet, and counts the credit of all its days.
    let each_deal = |it: &mut Spif| it.pays = SpifPays::PerDeal { least: Money::ZERO };
    let other = [("2027-01-01", with(each_deal)), ("2027-06-01", Some(of_spring()))];
    assert_eq!(spring(&other, &[first, last]), [(april, paid), (june, paid)]);
}

#[test]
fn a_manager_is_paid_on_the_deals_of_the_team() {
    let mut document = company(plan_of(vec![commission()]));
    let rolled_up = Component {
        scope: Scope::TeamBelow,
        target: Target::Amount { amount: money(1_200_000.0), per: Cadence::Year },
        rates: RatePreset::Marginal.rates(&[]),
        ..commission()
    };
    document.plans.push(Plan {
        id: PlanId::new("lead"),
        name: "Lead".to_owned(),
        versions: vec![plan_of(vec![rolled_up])],
    });
    document.seats[2].plan = Some(PlanId::new("lead"));
    for seat in 0..2 {
        document.seats[seat].manager = Some(SeatId::new("eve"));
    }
    document.deals = Arc::new(vec![
        deal("a", "2027-01-15", 100_000.0, &[("ann", 0.6, false), ("bob", 0.4, false)]),
        deal("house", "2027-01-16", 900_000.0, &[]),
    ]);
    let eve = statement(&document, &SeatId::new("eve"), Q1, Source::Deals).unwrap();
    // 5 % of 100,000: 60,000 of variable over a target of 1,200,000. A house account credits nobody.
    assert_eq!(eve.earned, money(5_000.0));
    adds_up(&document, &eve);
}

/// Eve leads ann, who stays, bob, who began in July, and zoe, who left in June. Her target is 88 % of their quotas, to date in the year.
fn led_by_eve() -> Document {
    let mut document = company(plan_of(vec![commission()]));
    let rolled_up = Component {
        scope: Scope::TeamBelow,
        target: Target::SumOfQuotas { share: Rate::percent(88) },
        cadence: Cadence::Year,
        rated: Rated::YearToDate,
        rates: RatePreset::Marginal.rates(&[]),
        ..commission()
    };
    let versions = vec![plan_of(vec![rolled_up])];
    document.plans.push(Plan { id: PlanId::new("lead"), name: "Lead".to_owned(), versions });
    let zoe = Seat { id: SeatId::new("zoe"), ..document.seats[0].clone() };
    document.seats.push(zoe);
    document.seats[1].stints[0].from = day("2027-07-01");
    document.seats[3].stints[0].to = StintEnd::Known(day("2027-06-30"));
    document.roles.push(Role {
        id: RoleId::new("lead"),
        function: Function::SalesManagement,
        ..document.roles[0].clone()
    });
    document.seats[2].role = RoleId::new("lead");
    document.seats[2].plan = Some(PlanId::new("lead"));
    for seat in [0, 1, 3] {
        document.seats[seat].manager = Some(SeatId::new("eve"));
    }
    for role in &mut document.roles {
        (role.terms[0].attrition_year, role.terms[0].backfill) = (Rate::percent(30), true);
    }
    document.deals = Arc::new(vec![deal("a", "2027-05-15", 1_056_000.0, &[("ann", 1.0, false)])]);
    document
}

#[test]
fn on_real_deals_nobody_in_the_team_is_thinned_out_by_expected_attrition() {
    let year = Span { from: 0, to: 11 };
    let quota_of = |document: &Document, seat: &str, source: Source| {
        let told = statement(document, &SeatId::new(seat), year, source).unwrap();
        let quotas = told.components[0].periods.iter().map(|it| it.earned.quota);
        if seat == "eve" { quotas.max().unwrap() } else { quotas.sum() }
    };
    let document = led_by_eve();
    // 600,000 a year, half a year, half a year; the expected successor of zoe sold nothing and has no quota.
    for (seat, quota) in [("ann", 600_000_000), ("bob", 300_000_000), ("zoe", 300_000_000)] {
        assert_eq!(quota_of(&document, seat, Source::Deals), quota, "{seat}");
    }
    // 88 % of 1,200,000.
    assert_eq!(quota_of(&document, "eve", Source::Deals), 1_056_000_000);
    let eve = statement(&document, &SeatId::new("eve"), year, Source::Deals).unwrap();
    assert_eq!(eve.components[0].periods.last().unwrap().earned.attainment, Some(1.0));
    assert_eq!(eve.earned, money(60_000.0));
    adds_up(&document, &eve);
    // The forecast goes on expecting that some leave and are replaced.
    assert_ne!(quota_of(&document, "eve", Source::Forecast), 1_056_000_000);
}

#[test]
fn the_target_of_a_period_says_what_it_is_made_of() {
    let target = |document: &Document, seat: &str, span| {
        let told = statement(document, &SeatId::new(seat), span, Source::Deals).unwrap();
        let rows = rows(document, &told, &Locale::default());
        let mut notes =
            rows.into_iter().filter(|it| it.kind == RowKind::Period).map(|it| it.note.replace('\u{a0}', " "));
        notes.next_back().unwrap()
    };
    let mut document = led_by_eve();
    let year = Span { from: 0, to: 11 };
    assert!(
        target(&document, "eve", year).contains("target 1,056,000.00 (88 % of the quotas in scope, 1,200,000.00),"),
        "{}",
        target(&document, "eve", year)
    );
    // Bob begins in September: of 150,000 for July to September 50,000 are left. Nothing is said where the target is the quota.
    document.seats[1].stints[0].from = day("2027-09-01");
    let q3 = Span { from: 6, to: 8 };
    assert!(
        target(&document, "ann", q3).starts_with("target 150,000.00, attainment"),
        "{}",
        target(&document, "ann", q3)
    );
    let away = "target 50,000.00 (quota of 150,000.00, 100,000.00 less for time not in the seat or on leave)";
    assert!(target(&document, "bob", q3).starts_with(away), "{}", target(&document, "bob", q3));
    // With half of the quota in the first two months: 25,000 in October, then 50,000 a month.
    document.roles[0].terms[0].ramp.quota = Some(vec![Rate::percent(50); 2]);
    let ramp = "target 125,000.00 (quota of 150,000.00, 25,000.00 less for the ramp)";
    let q4 = Span { from: 9, to: 11 };
    assert!(target(&document, "bob", q4).starts_with(ramp), "{}", target(&document, "bob", q4));
}

#[test]
fn a_spif_in_the_plan_of_who_leads_says_why_the_deals_of_the_team_do_not_earn_it() {
    let mut document = led_by_eve();
    document.plans[1].versions[0].spifs = vec![Spif {
        id: ComponentId::new("spring"),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-05-01"),
        to: day("2027-06-30"),
        amount: money(1_000.0),
        pays: SpifPays::PerDeal { least: Money::ZERO },
    }];
    let of_eve = |document: &Document, span| statement(document, &SeatId::new("eve"), span, Source::Deals).unwrap();
    let told = |document: &Document, eve: &Statement| {
        let rows = rows(document, eve, &Locale::default());
        rows.iter().skip_while(|it| !it.text.starts_with("Spring")).map(|it| it.text.clone()).nth(1)
    };
    // Ann's deal of May is credited to ann alone.
    let eve = of_eve(&document, Q2);
    let spring = eve.components.last().unwrap();
    assert_eq!((spring.name.as_str(), spring.earned, spring.periods.len()), ("Spring", Money::ZERO, 0));
    let why = "No deal credited to this person earns it from 1 May 2027 to 30 Jun 2027; deals of the team do not count";
    assert_eq!(told(&document, &eve).as_deref(), Some(why));
    adds_up(&document, &eve);
    // Outside its days there is no line.
    assert!(of_eve(&document, Q1).components.iter().all(|it| it.name != "Spring"));
    // A deal of her own earns it.
    let mut deals = document.deals.to_vec();
    deals.push(deal("own", "2027-06-15", 5_000.0, &[("eve", 1.0, false)]));
    document.deals = Arc::new(deals);
    let eve = of_eve(&document, Q2);
    assert_eq!(eve.components.last().unwrap().earned, money(1_000.0));
    adds_up(&document, &eve);
}

#[test]
fn on_real_deals_an_open_requisition_counts_by_its_chance_until_somebody_in_it_sells() {
    let quota_of_eve = |document: &Document| {
        let year = Span { from: 0, to: 11 };
        let eve = statement(document, &SeatId::new("eve"), year, Source::Deals).unwrap();
        eve.components[0].periods.iter().map(|it| it.earned.quota).max().unwrap()
    };
    let mut document = led_by_eve();
    document.seats[1].stints[0].likelihood = Rate::percent(50);
    // 88 % of 600,000 + 150,000 + 300,000.
    assert_eq!(quota_of_eve(&document), 924_000_000);
    let mut deals = document.deals.to_vec();
    deals.push(deal("b", "2027-08-15", 1_000.0, &[("bob", 1.0, false)]));
    document.deals = Arc::new(deals);
    assert_eq!(quota_of_eve(&document), 1_056_000_000);
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
