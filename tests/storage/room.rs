//! How much fits: fifty scenarios of two hundred seats and one with ten thousand accounts, in what a browser gives.

use super::*;
use remit::model::{Document, to_value};
use remit::persist::{Fault, STORAGE_ESTIMATE, StoreError, Why};

fn stored(document: &Document) -> Vec<Part> {
    parts(&to_value(document))
}

#[test]
fn fifty_scenarios_of_two_hundred_seats_and_one_with_ten_thousand_accounts_fit_in_five_megabytes() {
    let store = MemoryStore::with_limit(STORAGE_ESTIMATE);
    let mut library = tab(&store, "a");
    let mut ids: Vec<(String, Value)> = Vec::new();
    for number in 0..50 {
        let mut document = crate::large::company_of(200, 36);
        document.name = format!("Plan {number}");
        document.settings.horizon_months = 12 + number;
        let id = library.create(&document.name, &stored(&document), at(i64::from(number))).unwrap().id;
        // As it is when another one is opened.
        library.compact(&id, at(i64::from(number))).unwrap();
        ids.push((id, to_value(&document)));
    }
    let small = library.usage().unwrap().ours;
    let mut large = crate::large::company_with(10_000, 200, 36);
    large.name = "Large".to_owned();
    let id = library.create("Large", &stored(&large), at(100)).unwrap().id;
    // A change of the account table needs its room twice for a moment.
    std::sync::Arc::make_mut(&mut large.accounts).pop();
    saved(library.save(&id, "Large", &stored(&large), at(101)).unwrap());
    let open = library.usage().unwrap().ours;
    library.compact(&id, at(102)).unwrap();
    let closed = library.usage().unwrap().ours;
    println!("50 x 200 seats {small}; with 10,000 accounts {open}, {closed} once that is not open");
    assert!(small < STORAGE_ESTIMATE / 5, "{small}");
    assert!(open < STORAGE_ESTIMATE / 2, "{open}");
    for (id, value) in ids.into_iter().chain([(id, to_value(&large))]) {
        assert_eq!(read_afresh(&store, &id), Ok(value));
    }
}

#[test]
fn what_would_not_fit_as_it_is_is_squeezed() {
    let value = to_value(&crate::large::company_with(10_000, 20, 36));
    let store = MemoryStore::with_limit(300_000);
    let mut library = tab(&store, "a");
    let entry = library.create("Large", &parts(&value), at(0)).unwrap();
    assert!(parts(&value).iter().any(|part| part.json().len() > 600_000));
    assert_eq!(library.usage().unwrap().ours, entry.size() + index_size(&store));
    assert_eq!(read_afresh(&store, &entry.id), Ok(value));
}

fn index_size(store: &MemoryStore) -> usize {
    let index = store.contents()["remit/v1/index"].len();
    index + "remit/v1/index".len()
}

#[test]
fn automatic_snapshots_give_way_before_a_save_fails_and_named_ones_stay() {
    let long = |mark: u32| -> Value {
        // Digits that hardly repeat, so that they take room however they are written.
        let mut state = mark;
        let digits = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24).to_string()
        });
        json!({ "name": "Plan", "noise": digits.take(400).collect::<String>() })
    };
    let (_, library, _) = with_snapshots(&MemoryStore::new(), long);
    let room = library.usage().unwrap().ours + 800;
    let (store, mut library, id) = with_snapshots(&MemoryStore::with_limit(room), long);
    let before = library.snapshots(&id).unwrap().len();
    let other = library.create("Other", &parts(&json!({ "a": long(20), "b": long(21) })), at(20)).unwrap().id;
    let left = library.snapshots(&id).unwrap();
    assert!(left.len() < before, "{before} then, {} now", left.len());
    assert_eq!(left.last().map(|it| it.why.clone()), Some(Why::Hand("Board".into())));
    // Those that are left are the newest.
    let numbers: Vec<u64> = left.iter().filter(|it| it.why.is_automatic()).map(|it| it.revision.number).collect();
    assert!(
        numbers.windows(2).all(|two| two[0] == two[1] + 1) && numbers.first().is_none_or(|it| *it == 7),
        "{numbers:?}"
    );
    assert_eq!(read_afresh(&store, &other).unwrap()["a"], long(20));
    // Now even they are not enough: the save fails, and what was saved before is as it was.
    let huge: Vec<Value> = (0..30).map(long).collect();
    assert!(matches!(
        library.save(&id, "Plan", &parts(&json!({ "all": huge })), at(30)),
        Err(LibraryError::Full { .. })
    ));
    assert_eq!(read_afresh(&store, &id), Ok(long(0)));
    assert_eq!(library.snapshots(&id).unwrap().len(), 1);
}

/// A scenario with a named snapshot and six automatic ones.
fn with_snapshots(store: &MemoryStore, long: impl Fn(u32) -> Value) -> (MemoryStore, Library, String) {
    let mut library = tab(store, "a");
    let id = library.create("Plan", &parts(&long(0)), at(0)).unwrap().id;
    library.take_snapshot(&id, "Plan", &parts(&long(1)), Why::Hand("Board".into()), at(1)).unwrap();
    for mark in 2..8 {
        library
            .take_snapshot(&id, "Plan", &parts(&long(mark)), Why::Before("import".into()), at(i64::from(mark)))
            .unwrap();
    }
    (store.clone(), library, id)
}

#[test]
fn squeezing_what_is_not_open_loses_nothing_wherever_it_breaks_off() {
    let value = to_value(&remit::model::sample::company());
    let mut died = 0;
    for crash in 0.. {
        let store = MemoryStore::new();
        let id = tab(&store, "a").create("Plan", &parts(&value), at(0)).unwrap().id;
        let mut library = tab(&store, "b");
        store.set_fault(Some(Fault::CrashAfter(crash)));
        let done = library.compact(&id, at(1)).is_ok();
        store.set_fault(None);
        assert_eq!(read_afresh(&store, &id), Ok(value.clone()), "after {crash} changes");
        assert_eq!(tab(&store, "c").kept(), Ok(vec![]));
        if done {
            break;
        }
        died += 1;
    }
    assert!(died >= 2, "{died}");
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&value), at(0)).unwrap().id;
    store.set_fault(Some(Fault::FailAt(0, StoreError::Full)));
    assert!(library.compact(&id, at(1)).is_err());
    store.set_fault(None);
    assert_eq!(read_afresh(&store, &id), Ok(value));
}
