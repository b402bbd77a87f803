//! Deals are a part of their own: thousands of them are kept, come back as they were, and leave the rest of the plan alone.

use super::*;
use remit::model::comp::Measure;
use remit::model::{Deal, DealCredit, Document, open, sample, to_value};
use remit::units::{DealId, Money, Rate, SeatId};

/// The sample company with so many deals, shared by two and paid, as long lists from a CRM system are.
fn with_deals(count: i64) -> Document {
    let day =
        |number: i64| chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() + chrono::Days::new(number as u64 % 700);
    let credit = |seat: &str, percent: i64, overlay| DealCredit {
        seat: SeatId::new(seat),
        share: Rate::percent(percent),
        overlay,
        was: None,
    };
    let deal = |number: i64| Deal {
        id: DealId::new(&format!("0065g00000{number:06}AAA")),
        name: format!("Northbeam Labs {number} · Platform, second year"),
        measure: Measure::NewArr,
        amount: Money::from_mills(12_345_670 + number * 10),
        closed: day(number),
        term_months: 24,
        prepaid: number % 2 == 0,
        margin: None,
        invoiced: Some(day(number + 5)),
        paid: Some(day(number + 40)),
        cancelled: None,
        credits: vec![credit("ae-mm-1", 60, false), credit("ae-mm-2", 40, false), credit("se-1", 20, true)],
    };
    Document { deals: Arc::new((0..count).map(deal).collect()), ..sample::company() }
}

#[test]
fn five_thousand_deals_are_kept_and_come_back_in_a_part_of_their_own() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let document = with_deals(5_000);
    let made = parts(&to_value(&document));
    let id = library.create("Deals", &made, at(0)).unwrap().id;
    let (back, problems) = open(&read_afresh(&store, &id).unwrap()).unwrap();
    assert_eq!(back, document);
    assert!(problems.is_empty(), "{problems:?}");
    let entry = library.entry(&id).unwrap();
    let (core, deals) = (entry.parts["core"].size, entry.parts["deals"].size);
    let bare = parts(&to_value(&sample::company()));
    let plain = bare.iter().find(|part| part.name() == "core").unwrap().json().len();
    println!("core {core}, deals {deals}, {} a deal", deals / 5_000);
    // The deals leave no trace in the core.
    assert!(core < plain + 250, "{core} {plain}");
    // Three credits, two days and a long name: 5,000 of them are a third of the five million characters a browser gives.
    assert!((250..400).contains(&(deals / 5_000)), "{}", deals / 5_000);
}

#[test]
fn a_changed_deal_does_not_write_the_core_again_nor_a_changed_core_the_deals() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let mut document = with_deals(100);
    let id = library.create("Deals", &parts(&to_value(&document)), at(0)).unwrap().id;
    let before = library.entry(&id).unwrap().parts.clone();
    let mut deals = (*document.deals).clone();
    deals[7].amount = Money::from_major(1);
    document.deals = Arc::new(deals);
    saved(library.save(&id, "Deals", &parts(&to_value(&document)), at(1)).unwrap());
    let after = library.entry(&id).unwrap().parts.clone();
    assert_eq!(after["core"], before["core"]);
    assert_ne!(after["deals"], before["deals"]);
    document.costs.gross_margin = Some(Rate::percent(71));
    saved(library.save(&id, "Deals", &parts(&to_value(&document)), at(2)).unwrap());
    let last = library.entry(&id).unwrap().parts.clone();
    assert_ne!(last["core"], after["core"]);
    assert_eq!(last["deals"], after["deals"]);
}
