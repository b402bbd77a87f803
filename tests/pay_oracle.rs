//! Pay of one component of one person, against a second computation: exact fractions, another algorithm, written from the words of the
//! rules.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "pay_oracle/chance.rs"]
mod chance;
#[path = "pay_oracle/reference.rs"]
mod reference;
#[path = "pay_oracle/table.rs"]
mod table;

use chance::{Case, Dice, case};
use reference::Closed;
use remit::engine::pay::{Feed, earn};

/// So many cases; `REMIT_CASES_TIMES=50` tries fifty times as many when one goes hunting.
fn cases(cases: u64) -> u64 {
    cases * std::env::var("REMIT_CASES_TIMES").ok().and_then(|it| it.parse().ok()).unwrap_or(1)
}

/// What the engine and what the second computation find.
fn both(case: &Case) -> (Vec<Closed>, Vec<Closed>) {
    let look = |measure, from, to| case.stands(measure, from, to);
    let feed = Feed { first: case.first, months: &case.months, deals: case.deals.as_deref(), look: &look };
    let engine = earn(&case.component, &case.terms, &feed);
    let engine = engine.iter().map(|it| Closed { from: it.from, at: it.at, amount: it.amount }).collect();
    (engine, reference::earned(&case.component, &case.terms, &feed))
}

#[test]
fn ten_thousand_components_earn_to_the_cent_what_a_second_computation_finds() {
    let mut wrong = std::collections::BTreeMap::new();
    for number in 0..cases(12_000) {
        let case = case(&mut Dice(number * 1_000_003));
        let (engine, reference) = both(&case);
        if engine != reference {
            let c = &case.component;
            let table = format!("{:?}", c.rates).split(' ').next().unwrap().to_owned();
            let mut key = vec![table, format!("{:?}", c.rated), format!("{:?}", c.true_up)];
            if c.measure.is_ratio() {
                key.push("ratio".into())
            }
            for (is, what) in [
                (c.attained_by.is_some(), "by"),
                (c.threshold.is_some(), "thr"),
                (c.gate.is_some(), "gate"),
                (c.attainment_cap.is_some(), "attcap"),
                (c.cap.is_some(), "cap"),
                (c.cap.is_some() && c.cap_carries, "carries"),
                (!c.kickers.is_empty(), "kick"),
                (c.multiplier.is_some(), "mult"),
            ] {
                if is {
                    key.push(what.into())
                }
            }
            let entry = wrong.entry(key.join(" ")).or_insert((0, number));
            entry.0 += 1;
        }
    }
    let mut list: Vec<_> = wrong.into_iter().collect();
    list.sort_by_key(|(key, _)| key.split(' ').count());
    for (key, (count, number)) in list.iter().take(60) {
        println!("{count:4} {number:6} {key}");
    }
    println!("{} wrong", list.iter().map(|it| it.1.0).sum::<i32>());
    assert!(list.is_empty());
}

#[test]
#[ignore]
fn show_one() {
    for number in std::env::var("SHOW").unwrap().split(',').map(|it| it.parse::<u64>().unwrap()) {
        let case = case(&mut Dice(number * 1_000_003));
        let (engine, reference) = both(&case);
        println!("#### {number}\n{:?}\n{:?}\nmonths from {}:", case.component, case.terms, case.first);
        for (at, month) in case.months.iter().enumerate() {
            println!("{at} {month:?}");
        }
        if let Some(deals) = &case.deals {
            for deal in deals {
                println!("   {deal:?}");
            }
        }
        for (e, r) in engine.iter().zip(&reference) {
            println!("{} {e:?} {}", if e == r { "  " } else { "!!" }, r.amount);
        }
        if engine.len() != reference.len() {
            println!("{} {} periods", engine.len(), reference.len());
        }
    }
}
