//! Whoever is only expected is paid in that proportion: an open seat by its chance, a holder by the attrition of the role, and whoever is
//! expected in their place. Together a seat costs what its expected heads cost, whatever the plan names in money instead of in shares of
//! quota, and whoever brings in what it pays on.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "pay_oracle/chance.rs"]
mod chance;
mod support;

use chance::{Dice, case};
use remit::engine::pay::{Feed, Heads, PayMonth, earn};
use remit::engine::{Env, Payee, evaluate, pay_of_deals};
use remit::model::comp::{
    Accumulates, Component, Measure, Milestone, RatePreset, Rated, Rates, Scope, Spif, SpifPays, Target, Tier,
    TierFrom, TierValue,
};
use remit::model::{Document, Function, Leave, OpenPipeline, StintEnd, Terms};
use remit::units::{Cadence, ComponentId, Money, PlanId, Rate, Yearly};
use std::sync::Arc;
use support::{day, deal, money, plan, quiet, role, seat, seats, share_tiers, steady, with_new_arr};

const ATTRITION: f64 = 0.36;
/// Months until somebody else sits in the seat.
const LAG: usize = 2;

/// A seller who sells 20,000 a month, and a lead who is paid by the quarter on what the company sells.
fn company(led: Component) -> Document {
    let mut document = quiet();
    (0..12).for_each(|month| with_new_arr(&mut document, month, money(20_000.0)));
    document.seats.truncate(1);
    let terms = Terms {
        base: Yearly::new(money(100_000.0)),
        ote: Yearly::new(money(180_000.0)),
        plan: Some(PlanId::new("lead")),
        backfill_lag_months: LAG as u32,
        ..Terms::default()
    };
    document.roles.push(role("lead", Function::SalesManagement, terms));
    document.seats.push(seat("lead", "lead", "2020-01-01"));
    let led = Component { scope: Scope::Company, cadence: Cadence::Quarter, ..led };
    document.plans.push(plan("lead", vec![led]));
    document
}

fn on_sales(rates: Rates) -> Component {
    Component { id: ComponentId::new("sales"), measure: Measure::NewArr, rates, ..Component::default() }
}

fn with_attrition(mut document: Document) -> Document {
    let lead = document.roles.iter_mut().find(|it| it.id.as_str() == "lead").unwrap();
    (lead.terms[0].attrition_year, lead.terms[0].backfill) = (Rate::from_f64(ATTRITION), true);
    document
}

/// Everybody in the seat of a lead: the holder, then the expected backfill.
fn leads(document: &Document) -> Vec<Payee> {
    let seat = document.seats.iter().position(|it| it.id.as_str() == "lead").unwrap();
    evaluate(document, &Env::default()).payees.into_iter().filter(|it| it.seat == seat).collect()
}

fn by_quarter(payee: &Payee) -> Vec<f64> {
    payee.variable.chunks(3).map(|months| months.iter().copied().sum::<Money>().to_major()).collect()
}

/// The heads expected in each quarter of a year: the holder of January, and whoever follows. By hand, from the hazard.
fn heads_by_quarter() -> [Vec<f64>; 2] {
    let stay = (1.0 - ATTRITION).powf(1.0 / 12.0);
    let holder: Vec<f64> = (0..12).map(|month| stay.powi(month)).collect();
    let (mut backfill, mut gone) = (vec![0.0; 12], vec![0.0; 12]);
    for month in 0..12 {
        let before = if month > 0 { backfill[month - 1] * stay } else { 0.0 };
        backfill[month] = before + if month > LAG { gone[month - 1 - LAG] } else { 0.0 };
        gone[month] = (holder[month] + backfill[month]) * (1.0 - stay);
    }
    // Before anybody is expected there is no head to pay.
    let of_quarter = |months: &[f64]| {
        let there: Vec<f64> = months.iter().copied().filter(|it| *it > 0.0).collect();
        there.iter().sum::<f64>() / there.len().max(1) as f64
    };
    [holder, backfill].map(|it| it.chunks(3).map(of_quarter).collect())
}

/// What leaders could be paid on the sales of others, and what one of them is paid for a quarter of 60,000.
fn paid_on_others() -> Vec<(&'static str, Component, f64)> {
    let milestones = [(0.5, 1_000), (0.9, 2_500)]
        .map(|(at, pay)| Milestone { at: TierFrom::Quota(Rate::from_f64(at)), pay: Money::from_major(pay) });
    let year = |amount: f64| Target::Amount { amount: money(amount), per: Cadence::Year };
    let own = Component { target: year(240_000.0), ..on_sales(Rates::default()) };
    vec![
        ("an override of 2 %", on_sales(share_tiers(&[(0.0, 0.02)], RatePreset::Marginal)), 1_200.0),
        (
            "2 %, and 5 % above 40,000",
            on_sales(share_tiers(&[(0.0, 0.02), (40_000.0, 0.05)], RatePreset::Marginal)),
            1_800.0,
        ),
        // The target of the quarter is 60,000: a quarter of 80,000 is paid.
        ("a target in money", own.clone(), 20_000.0),
        ("sums at shares of it", Component { rates: Rates::Milestones { steps: milestones.to_vec() }, ..own }, 3_500.0),
    ]
}

#[test]
fn a_lead_who_stays_is_paid_on_every_quarter() {
    for (what, component, quarter) in paid_on_others() {
        let paid: Vec<Vec<f64>> = leads(&company(component)).iter().map(by_quarter).collect();
        assert_eq!(paid, [vec![quarter; 4]], "{what}");
    }
}

#[test]
fn a_lead_who_may_leave_and_who_follows_are_paid_for_the_heads_that_are_expected() {
    for (what, component, quarter) in paid_on_others() {
        let paid: Vec<Vec<f64>> = leads(&with_attrition(company(component))).iter().map(by_quarter).collect();
        assert_eq!(paid.len(), 2, "{what}");
        for (paid, heads) in paid.iter().zip(heads_by_quarter()) {
            for (at, (paid, heads)) in paid.iter().zip(heads).enumerate() {
                // Who follows comes in the fourth month at the earliest: in the first quarter nobody is there.
                assert!((paid - quarter * heads).abs() < 0.006, "{what}, quarter {at}: {paid} for {heads} heads");
            }
        }
    }
}

#[test]
fn a_lead_is_not_paid_on_what_was_sold_before_the_first_day() {
    for (what, component, quarter) in paid_on_others() {
        let mut document = company(component);
        document.seats.last_mut().unwrap().stints[0].from = day("2027-07-01");
        let paid: Vec<Vec<f64>> = leads(&document).iter().map(by_quarter).collect();
        assert_eq!(paid, [vec![0.0, 0.0, quarter, quarter]], "{what}");
    }
    // Of a month that is held in part the same part of the sales counts.
    let mut document = company(paid_on_others().swap_remove(0).1);
    document.seats.last_mut().unwrap().stints[0].from = day("2027-08-15");
    let sales = 20_000.0 * (17.0 / 31.0) + 20_000.0;
    let third = by_quarter(&leads(&document)[0])[2];
    assert!((third - sales * 0.02).abs() < 0.006, "{third}");
}

#[test]
fn nor_on_real_deals_that_were_signed_before_it_after_the_last_or_on_leave() {
    let mut document = company(on_sales(share_tiers(&[(0.0, 0.02)], RatePreset::Marginal)));
    let deals = [
        ("2027-05-10", 100_000.0),
        ("2027-08-20", 30_000.0),
        ("2027-07-01", 10_000.0),
        ("2027-10-31", 1_000.0),
        ("2027-11-01", 70_000.0),
    ];
    let sold = deals.map(|(closed, amount)| deal(closed, closed, amount, &[("closer", 1.0, false)]));
    document.deals = Arc::new(sold.to_vec());
    let lead = document.seats.last_mut().unwrap();
    (lead.stints[0].from, lead.stints[0].to) = (day("2027-07-01"), StintEnd::Known(day("2027-10-31")));
    lead.stints[0].leave = vec![Leave { from: day("2027-08-01"), to: day("2027-08-31") }];
    let paid = pay_of_deals(&document);
    let lead = paid.iter().find(|it| it.payee.seat == 1).unwrap();
    assert_eq!(by_quarter(&lead.payee), [0.0, 0.0, 200.0, 20.0]);
}

/// Half a person who is paid on own credit: half of the credit, half of the quota, and half of what the table names in money.
#[test]
fn half_a_person_is_paid_half_whatever_the_table_names() {
    let mut dice = Dice(17);
    let (mut paid, mut in_money) = (0, 0);
    for number in 0..4_000 {
        let case = case(&mut dice);
        // Deals of half a person are not half deals, and where halves are rounded the bounds that a credit lies on exactly move away.
        let odd = |amount: i64| amount % 2 != 0;
        if case.component.measure.is_ratio() || case.deals.is_some() || case.component.rated == Rated::EachDeal {
            continue;
        }
        let half = |month: &PayMonth| PayMonth {
            credit: month.credit / 2,
            ramped: month.ramped / 2,
            full: month.full / 2,
            active: month.active / 2.0,
            ..*month
        };
        if case.months.iter().any(|it| odd(it.credit) || odd(it.ramped) || odd(it.full) || it.beyond != 0) {
            continue;
        }
        let present: Vec<f64> = case.months.iter().map(|month| month.active).collect();
        let halves: Vec<PayMonth> = case.months.iter().map(half).collect();
        case.feed(|feed| {
            let whole = earn(&case.component, &case.terms, feed);
            let heads = Heads::InCredit { present: &present };
            let half = earn(&case.component, &case.terms, &Feed { months: &halves, heads, ..*feed });
            assert_eq!(whole.len(), half.len());
            let coin = 1_000.0 / 10f64.powi(case.terms.currency.minor_digits() as i32);
            for (at, (whole, half)) in whole.iter().zip(&half).enumerate() {
                let apart = (whole.amount.mills() as f64 / 2.0 - half.amount.mills() as f64).abs();
                // What was settled before was rounded too, once for each period.
                assert!(
                    apart <= coin * (at + 1) as f64,
                    "case {number}, period {at}: {whole:?} against {half:?}, {case:?}"
                );
                paid += usize::from(!half.amount.is_zero());
                in_money += usize::from(case.component.rates.names_amounts() && !half.amount.is_zero());
            }
        });
    }
    assert!(paid > 500 && in_money > 100, "{paid} periods paid, {in_money} by tables in money");
}

/// A seller who is hired with some chance, on a plan that names money everywhere.
fn seller(chance: f64) -> Document {
    let mut document = quiet();
    let tier = |from: TierFrom, value: TierValue| Tier { from, value, reach: Default::default() };
    let amounts = |from: f64| TierFrom::Amount(money(from));
    let component = |id: &str, weight: i64, rates: Rates| Component {
        id: ComponentId::new(id),
        measure: Measure::NewArr,
        weight: Rate::percent(weight),
        cadence: Cadence::Quarter,
        rates,
        ..Component::default()
    };
    let mut by_sums = plan(
        "sums",
        vec![
            component("tiers", 40, share_tiers(&[(0.0, 0.02), (50_000.0, 0.08)], RatePreset::Marginal)),
            component(
                "milestones",
                40,
                Rates::Milestones {
                    steps: vec![
                        Milestone { at: amounts(55_000.0), pay: money(2_000.0) },
                        Milestone { at: TierFrom::Quota(Rate::percent(90)), pay: money(1_000.0) },
                        Milestone { at: amounts(65_000.0), pay: money(9_000.0) },
                    ],
                },
            ),
            component(
                "filled",
                20,
                Rates::Interpolated {
                    tiers: vec![
                        tier(amounts(0.0), TierValue::PerUnit(money(400.0))),
                        tier(amounts(40_000.0), TierValue::PerUnit(money(600.0))),
                        tier(amounts(80_000.0), TierValue::PerUnit(money(800.0))),
                    ],
                    accumulates: Accumulates::Amount,
                },
            ),
        ],
    );
    let version = &mut by_sums.versions[0];
    version.cap = Some(Rate::percent(20));
    version.spifs = vec![Spif {
        id: ComponentId::new("spif"),
        name: "Half-way".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-01"),
        to: day("2027-12-31"),
        amount: money(3_000.0),
        pays: SpifPays::Once { at: money(100_000.0) },
    }];
    document.plans = vec![by_sums];
    let terms = Terms {
        base: Yearly::new(money(100_000.0)),
        ote: Yearly::new(money(200_000.0)),
        plan: Some(PlanId::new("sums")),
        ..steady(money(20_000.0), Cadence::Month)
    };
    document.roles = vec![role("seller", Function::NewBusiness, terms)];
    document.seats = seats(1, "seller", "seller", "2027-01-01");
    document.seats[0].stints[0].likelihood = Rate::from_f64(chance);
    // More than anybody can close.
    document.segments[0].pipeline.opening =
        (0..12).map(|at| OpenPipeline { month: document.settings.first_month.plus(at), arr: money(1e6) }).collect();
    document
}

#[test]
fn an_open_seat_that_is_filled_with_some_chance_costs_that_share_of_a_filled_one() {
    // By hand: 60,000 a quarter pay 1,000 + 800, 2,000 + 1,000, and 400 + 600 / 2; the SPIF comes with the fifth month. The cap of 20,000 a
    // year cuts the fourth quarter: 5,500 x 4 + 3,000 is 25,000.
    let quarters = |chance: f64| {
        let outcome = evaluate(&seller(chance), &Env::default());
        assert_eq!(outcome.payees.len(), 1);
        by_quarter(&outcome.payees[0])
    };
    assert_eq!(quarters(1.0), [5_500.0, 8_500.0, 5_500.0, 500.0]);
    assert_eq!(quarters(0.5), [2_750.0, 4_250.0, 2_750.0, 250.0]);
    assert_eq!(quarters(0.25), [1_375.0, 2_125.0, 1_375.0, 125.0]);
}
