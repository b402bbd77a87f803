//! A whole plan of one person over a year or two against a second computation: exact fractions, other algorithms, written from the words
//! of the rules. Statements must be the same to the coin, line by line.
//!
//! Components with gates and links across measures, versions with effective dates, SPIFs, the plan's cap, the five draws, lag,
//! instalments and holdback, on streams of shared deals and scores. What deals do beside their credit (invoice and cash as triggers,
//! clawback) is proved in tests/statements.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "plan_oracle/chance.rs"]
mod life;
#[path = "plan_oracle/reference.rs"]
mod whole_plan;

#[path = "pay_oracle/chance.rs"]
mod chance;
#[path = "pay_oracle/reference.rs"]
mod reference;
#[path = "support/cases.rs"]
mod support;
#[path = "pay_oracle/table.rs"]
mod table;

use chance::Dice;
use remit::engine::{DealPay, Source, Span, Statement, pay_of_deals, statement};
use remit::model::comp::{DrawPaid, PlanVersion, SpifPays};
use remit::model::{Document, StintEnd};
use remit::units::{ComponentId, Money, SeatId};
use std::collections::BTreeMap;
use whole_plan::Told;

/// The same of a statement of the engine.
fn told(statement: &Statement) -> Told {
    let mut components = BTreeMap::new();
    for component in &statement.components {
        let periods = component.periods.iter().map(|it| (it.earned.at, it.earned.amount));
        let paying: Vec<(usize, Money)> = periods.filter(|it| !it.1.is_zero()).collect();
        if !paying.is_empty() {
            components.insert(component.id.to_string(), paying);
        }
    }
    Told {
        components,
        capped: statement.capped,
        earned: statement.earned,
        advanced: statement.advanced,
        recovered: statement.recovered,
        owed: statement.owed,
        due: statement.due,
        later: statement.later,
        from_before: statement.from_before,
        paid: statement.paid,
    }
}

fn in_full(number: u64, document: &Document, span: Span, engine: &Told, reference: &Told) -> String {
    let stint = &document.seats[0].stints[0];
    let plan = serde_json::to_string_pretty(&document.plans[0]).unwrap();
    let mut text = format!("plan {number}, {span:?} of {:?}\n{plan}\n", document.settings);
    text.push_str(&format!("{:?}\n{stint:?}\n{:?}\n", document.roles[0].terms, document.assumptions.seasonality));
    for deal in document.deals.iter() {
        text.push_str(&format!("  {} {:?} {} {:?}\n", deal.closed, deal.measure, deal.amount, deal.credits));
    }
    format!("{text}engine    {engine:#?}\nreference {reference:#?}\n")
}

/// What one component pays at most in one period. A rate of the mean at next to no attainment can pay millions of millions, where the
/// engine's exact ratios end and floats begin.
const MOST: Money = Money::from_major(100_000_000);

/// Plans that differ, the first of them in full, and how often every rule had its say.
#[derive(Default)]
struct Found {
    wrong: u64,
    first_wrong: Option<(u64, String)>,
    seen: BTreeMap<&'static str, u64>,
}

fn with_month(version: &PlanVersion) -> bool {
    version.draw.as_ref().is_some_and(|draw| draw.paid == DrawPaid::WithMonth)
}

/// Whether a version has a sum that is paid once, as one before it does, under the same id.
fn goes_on(document: &Document) -> bool {
    let once = |version: &PlanVersion| -> Vec<ComponentId> {
        let once = version.spifs.iter().filter(|it| matches!(it.pays, SpifPays::Once { .. }));
        once.map(|it| it.id.clone()).collect()
    };
    let versions = &document.plans[0].versions;
    versions.windows(2).any(|pair| once(&pair[1]).iter().any(|id| once(&pair[0]).contains(id)))
}

fn compare(number: u64, found: &mut Found) {
    let mut dice = Dice(number.wrapping_mul(7_368_787) + 17);
    let document = life::document(&mut dice);
    // All of it, or some months in the middle.
    let last = document.settings.horizon() - 1;
    let from = dice.whole(0, last as i64) as usize;
    let part = Span { from, to: dice.whole(from as i64, last as i64) as usize };
    let span = if number.is_multiple_of(2) { Span { from: 0, to: last } } else { part };
    let engine = told(&statement(&document, &SeatId::new("me"), span, Source::Deals).unwrap());
    let most = engine.components.values().flatten().map(|it| it.1.abs()).max().unwrap_or_default();
    let mut saw = |what, is: bool| *found.seen.entry(what).or_default() += u64::from(is);
    saw("more than any company pays", most > MOST);
    if most > MOST {
        return;
    }
    saw("capped", !engine.capped.is_zero());
    saw("advanced", !engine.advanced.is_zero());
    saw("recovered", !engine.recovered.is_zero());
    saw("a draw paid with its month", document.plans[0].versions.iter().any(with_month) && !engine.advanced.is_zero());
    saw("owed", !engine.owed.is_zero());
    saw("later", !engine.later.is_zero());
    saw("from before", !engine.from_before.is_zero());
    saw("SPIF", engine.components.keys().any(|id| id.starts_with("spif")));
    saw("the same SPIF in several versions", goes_on(&document));
    saw("several versions", document.plans[0].versions.len() > 1);
    saw("several components", engine.components.len() > 1);
    saw("below nothing", engine.earned < Money::ZERO);
    let reference = whole_plan::paid(&document).within(span);
    if engine != reference {
        found.wrong += 1;
        found.first_wrong.get_or_insert_with(|| (number, in_full(number, &document, span, &engine, &reference)));
    }
}

#[test]
fn ten_thousand_plans_are_paid_to_the_coin_as_a_second_computation_finds() {
    const THREADS: u64 = 4;
    let plans = support::so_many(10_000);
    let mut all = Found::default();
    std::thread::scope(|scope| {
        let run = |thread| {
            let mut found = Found::default();
            (thread..plans).step_by(THREADS as usize).for_each(|number| compare(number, &mut found));
            found
        };
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || run(thread))).collect();
        for found in threads.into_iter().map(|it| it.join().unwrap()) {
            all.wrong += found.wrong;
            let first = [all.first_wrong.take(), found.first_wrong].into_iter().flatten();
            all.first_wrong = first.min_by_key(|it| it.0);
            found.seen.into_iter().for_each(|(what, times)| *all.seen.entry(what).or_default() += times);
        }
    });
    assert_eq!(all.wrong, 0, "{} plans differ; the first is {}", all.wrong, all.first_wrong.unwrap_or_default().1);
    let absurd = all.seen.remove("more than any company pays").unwrap_or(0);
    assert!(absurd * 100 < plans, "{absurd} plans were left out");
    for (rule, times) in &all.seen {
        assert!(*times >= support::so_many(150), "{rule} came up only {times} times: {:?}", all.seen);
    }
}

#[test]
fn a_draw_with_its_month_pays_the_same_in_all_and_never_later() {
    let mut earlier = 0;
    let plans = support::so_many(2_000);
    for number in 0..plans {
        let mut document = life::document(&mut Dice(number.wrapping_mul(9_176_263) + 5));
        // One leaves when the plan ends, and there is time until all is paid: two months of lag, seven instalments, six months held.
        document.seats[0].stints[0].to = StintEnd::Known(document.settings.last_month().last_day());
        document.settings.horizon_months = 48;
        let mut paid = |paid: DrawPaid| -> DealPay {
            let versions = &mut document.plans[0].versions;
            versions.iter_mut().filter_map(|it| it.draw.as_mut()).for_each(|draw| draw.paid = paid);
            pay_of_deals(&document).swap_remove(0)
        };
        let (late, soon) = (paid(DrawPaid::WithCommission), paid(DrawPaid::WithMonth));
        assert_eq!(soon.payable, late.payable, "plan {number}");
        assert_eq!(soon.payee.variable, late.payee.variable, "plan {number}");
        let settled =
            |pay: &DealPay| pay.draws.iter().map(|it| (it.advanced, it.recovered, it.owed)).collect::<Vec<_>>();
        assert_eq!(settled(&soon), settled(&late), "plan {number}");
        let mut ahead = Money::ZERO;
        for (at, (soon, late)) in soon.payee.paid.iter().zip(&late.payee.paid).enumerate() {
            ahead += *soon - *late;
            assert!(ahead >= Money::ZERO, "plan {number}, month {at}: {ahead}");
            earlier += u64::from(ahead > Money::ZERO);
        }
        assert_eq!(ahead, Money::ZERO, "plan {number}");
        assert_eq!(soon.payee.paid.iter().copied().sum::<Money>(), soon.payable.iter().copied().sum(), "plan {number}");
    }
    assert!(earlier > plans, "{earlier} months");
}
