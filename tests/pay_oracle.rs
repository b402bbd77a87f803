//! Pay of one component of one person against a second computation: exact fractions, another algorithm, written from the words of the
//! rules. It must be the same to the coin.
//!
//! One combination is left out, because validation says that it has no meaning: a ratio to date paid for this period only.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "pay_oracle/chance.rs"]
mod chance;
#[path = "pay_oracle/reference.rs"]
mod reference;
#[path = "support/cases.rs"]
mod support;
#[path = "pay_oracle/table.rs"]
mod table;

use chance::{Case, Dice, case};
use reference::Closed;
use remit::engine::pay::earn_in_steps;
use std::collections::BTreeMap;

/// So many cases; more of them when one goes hunting.
fn cases(cases: u64) -> u64 {
    support::so_many(cases)
}

/// Everything about a case, to work it out by hand.
fn told(number: u64, case: &Case, engine: &[Closed], reference: &[Closed]) -> String {
    let mut text = format!("case {number}\n{:#?}\n{:?}\nfrom {}\n", case.component, case.terms, case.first);
    for (at, month) in case.months.iter().enumerate() {
        text.push_str(&format!("month {at}: {month:?}\n"));
    }
    for deal in case.deals.iter().flatten() {
        text.push_str(&format!("  {deal:?}\n"));
    }
    format!("{text}engine    {engine:?}\nreference {reference:?}\n")
}

#[test]
fn twelve_thousand_components_earn_to_the_coin_what_a_second_computation_finds() {
    let (mut wrong, mut first_wrong) = (0, String::new());
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for number in 0..cases(12_000) {
        let case = case(&mut Dice(number * 1_000_003));
        let (engine, reference) = case.feed(|feed| {
            let closed = earn_in_steps(&case.component, &case.terms, feed);
            for (_, steps) in &closed {
                for step in steps {
                    let kind = format!("{:?}", step.kind);
                    *seen.entry(kind.split(' ').next().unwrap_or_default().to_owned()).or_default() += 1;
                }
            }
            let found = closed.iter().map(|(it, _)| Closed { from: it.from, at: it.at, amount: it.amount });
            (found.collect::<Vec<_>>(), reference::earned(&case.component, &case.terms, feed))
        });
        let below = engine.iter().filter(|it| it.amount.mills() < 0).count();
        *seen.entry("pay below nothing".to_owned()).or_default() += below as u64;
        if engine != reference {
            wrong += 1;
            if first_wrong.is_empty() {
                first_wrong = told(number, &case, &engine, &reference);
            }
        }
    }
    assert_eq!(wrong, 0, "{wrong} components differ; the first is {first_wrong}");
    // Every rule had its say.
    for rule in [
        "AttainedBy",
        "Cap",
        "CarriedIn",
        "DealCap",
        "Gate",
        "Kicker",
        "Multiplier",
        "RiseToTarget",
        "Rounding",
        "Settled",
        "Slice",
        "Table",
        "pay below nothing",
    ] {
        let times = seen.get(rule).copied().unwrap_or(0);
        assert!(times >= support::so_many(300), "{rule} came up only {times} times: {seen:?}");
    }
}
