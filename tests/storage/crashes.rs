//! A tab that goes away, a write that fails, a storage that is full: at every single write.

use super::*;
use proptest::prelude::*;
use remit::persist::{Fault, Reason, Store, StoreError, Usage};

/// One thing that a user does. Scenarios are picked by their place in the list, wrapped around.
#[derive(Clone, Debug)]
enum Step {
    Create(i64),
    Save { pick: usize, quota: i64, accounts: usize },
    Rename { pick: usize, number: i64 },
    Duplicate { pick: usize },
    Delete { pick: usize },
    Restore { pick: usize },
    Purge { pick: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let pick = 0usize..4;
    prop_oneof![
        2 => (0..100i64).prop_map(Step::Create),
        6 => (pick.clone(), 0..5i64, 0usize..3).prop_map(|(pick, quota, accounts)| Step::Save { pick, quota, accounts }),
        1 => (pick.clone(), 0..9i64).prop_map(|(pick, number)| Step::Rename { pick, number }),
        1 => pick.clone().prop_map(|pick| Step::Duplicate { pick }),
        1 => pick.clone().prop_map(|pick| Step::Delete { pick }),
        1 => pick.clone().prop_map(|pick| Step::Restore { pick }),
        1 => pick.prop_map(|pick| Step::Purge { pick }),
    ]
}

/// Does it; a scenario that was never loaded in this tab is loaded first.
fn perform(library: &mut Library, step: &Step, now: Stamp) -> Result<(), LibraryError> {
    let pick = |place: usize| {
        let count = library.scenarios().len();
        library.scenarios().get(place % count.max(1)).map(|entry| (entry.id.clone(), entry.name.clone()))
    };
    match *step {
        Step::Create(quota) => library.create("New", &parts(&plan(quota, &["acme"])), now).map(drop),
        Step::Save { pick: place, quota, accounts } => {
            let Some((id, name)) = pick(place) else { return Ok(()) };
            library.load(&id)?;
            let document = plan(quota, ["acme", "hooli", "initech"].get(..accounts).unwrap());
            library.save(&id, &name, &parts(&document), now).map(drop)
        }
        Step::Rename { pick: place, number } => {
            let Some((id, _)) = pick(place) else { return Ok(()) };
            let same = library.load(&id)?.parts;
            library.save(&id, &format!("Name {number}"), &same, now).map(drop)
        }
        Step::Duplicate { pick: place } => {
            let Some((id, name)) = pick(place) else { return Ok(()) };
            let same = library.load(&id)?.parts;
            library.create(&format!("{name} (2)"), &same, now).map(drop)
        }
        Step::Delete { pick: place } => pick(place).map_or(Ok(()), |(id, _)| library.delete(&id, now)),
        Step::Restore { pick: place } => pick(place).map_or(Ok(()), |(id, _)| library.restore(&id, now)),
        Step::Purge { pick: place } => pick(place).map_or(Ok(()), |(id, _)| library.purge(&id, now)),
    }
}

/// A scenario as a user would see it on the next visit.
#[derive(Debug, PartialEq)]
struct Shown {
    id: String,
    name: String,
    binned: bool,
    document: Value,
}

/// All scenarios as a user would see them on the next visit.
fn seen(store: &MemoryStore) -> Vec<Shown> {
    let mut library = tab(store, "eye");
    assert_eq!(library.notice(), None);
    let entries = library.scenarios().to_vec();
    let mut show = |entry: Entry| {
        let document = document(&library.load(&entry.id).unwrap());
        Shown { binned: entry.is_binned(), id: entry.id, name: entry.name, document }
    };
    entries.into_iter().map(&mut show).collect()
}

fn copy(store: &MemoryStore) -> MemoryStore {
    let copy = MemoryStore::new();
    for (key, value) in store.contents() {
        copy.set(&key, &value).unwrap();
    }
    copy
}

proptest! {
    #![proptest_config(crate::cases::cases(60))]

    /// Whatever was done before, and wherever the next step is cut off: the next visit sees all of it or nothing of it.
    #[test]
    fn a_crash_at_any_write_leaves_the_last_whole_state(steps in prop::collection::vec(step(), 0..8), last in step()) {
        let store = MemoryStore::new();
        let mut library = tab(&store, "a");
        library.create("First", &parts(&plan(0, &["acme"])), at(0)).unwrap();
        for (second, step) in steps.iter().enumerate() {
            perform(&mut library, step, at(100 * second as i64)).ok();
        }
        let before = seen(&store);
        let whole = copy(&store);
        whole.set_fault(None);
        let done = perform(&mut tab(&whole, "b"), &last, at(1000)).is_ok();
        let after = seen(&whole);
        let writes = whole.changes();
        for crash in 0..=writes {
            let broken = copy(&store);
            let mut library = tab(&broken, "b");
            broken.set_fault(Some(Fault::CrashAfter(crash)));
            let claimed = perform(&mut library, &last, at(1000)).is_ok();
            broken.set_fault(None);
            let now = seen(&broken);
            prop_assert!(now == before || now == after, "after {} of {} writes: {:?}", crash, writes, now);
            prop_assert!(!(claimed && done) || now == after, "it said that it was done: {:?}", now);
            // And life goes on: the same step can be made again on what is left.
            if now == before {
                prop_assert_eq!(perform(&mut tab(&broken, "b"), &last, at(2000)).is_ok(), done);
                let shown = |all: &[Shown]| all.iter().map(|one| (one.name.clone(), one.binned, one.document.clone())).collect::<Vec<_>>();
                prop_assert_eq!(shown(&seen(&broken)), shown(&after));
            }
        }
    }

    /// In a storage of any size, what does not fit is refused and leaves everything as it was.
    #[test]
    fn a_full_storage_never_costs_what_was_saved(limit in 500usize..4000, steps in prop::collection::vec(step(), 1..12)) {
        let store = MemoryStore::with_limit(limit);
        let mut library = tab(&store, "a");
        for (second, step) in steps.iter().enumerate() {
            let before = seen(&store);
            if let Err(error) = perform(&mut library, step, at(100 * second as i64)) {
                prop_assert!(matches!(error, LibraryError::Full { .. }), "{}", error);
                prop_assert_eq!(seen(&store), before);
                prop_assert_eq!(library.kept(), Ok(vec![]));
            }
        }
    }

    /// A single write that fails is reported, changes nothing, and the next try succeeds in the same tab.
    #[test]
    fn a_failed_save_changes_nothing_and_can_be_repeated(quota in 1..9i64, accounts in 0usize..3, at_write in 0usize..3) {
        let store = MemoryStore::new();
        let mut library = tab(&store, "a");
        let id = library.create("Plan", &parts(&plan(0, &["acme"])), at(0)).unwrap().id;
        let next = plan(quota, ["hooli", "initech"].get(..accounts.min(2)).unwrap());
        let before = seen(&store);
        store.set_fault(Some(Fault::FailAt(at_write, StoreError::Other("it broke".to_owned()))));
        let result = library.save(&id, "Plan", &parts(&next), at(1));
        store.set_fault(None);
        // Core, accounts, list: three writes make the save.
        prop_assert_eq!(result, Err(LibraryError::Store(StoreError::Other("it broke".to_owned()))));
        prop_assert_eq!(seen(&store), before);
        prop_assert_eq!(part_keys(&store).len(), 2);
        saved(library.save(&id, "Plan", &parts(&next), at(2)).unwrap());
        prop_assert_eq!(read_afresh(&store, &id), Ok(next));
        prop_assert_eq!(library.kept(), Ok(vec![]));
    }
}

#[test]
fn a_full_storage_keeps_the_state_before_and_says_what_takes_the_room() {
    let store = MemoryStore::with_limit(1900);
    let mut library = tab(&store, "a");
    let binned = library.create("Old", &parts(&plan(0, &["a long name of an account"])), at(0)).unwrap();
    library.delete(&binned.id, at(0)).unwrap();
    let id = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let before = store.contents();

    let names = vec!["an account"; 40];
    let refused = library.save(&id, "Plan", &parts(&plan(2, &names)), at(1)).unwrap_err();
    let usage = Usage {
        ours: before.iter().map(|(key, value)| key.len() + value.len()).sum(),
        bin: binned.size(),
        snapshots: 0,
        others: 0,
    };
    assert_eq!(refused, LibraryError::Full { name: "Plan".to_owned(), usage });
    assert_eq!(store.contents(), before);
    assert_eq!(read_afresh(&store, &id), Ok(plan(1, &["acme"])));

    library.empty_bin(at(2)).unwrap();
    saved(library.save(&id, "Plan", &parts(&plan(2, &names)), at(3)).unwrap());
    assert_eq!(read_afresh(&store, &id), Ok(plan(2, &names)));
}

#[test]
fn leftovers_of_a_crash_make_room_when_it_is_needed() {
    let store = MemoryStore::with_limit(1700);
    let mut library = tab(&store, "a");
    let long = vec!["an account"; 30];
    let id = library.create("Plan", &parts(&plan(1, &long)), at(0)).unwrap().id;
    // The tab goes away after the list was written, before the old accounts were removed.
    store.set_fault(Some(Fault::CrashAfter(2)));
    library.save(&id, "Plan", &parts(&plan(1, &["acme"])), at(1)).unwrap();
    store.set_fault(None);
    assert_eq!(part_keys(&store).len(), 3);

    let mut library = tab(&store, "b");
    library.load(&id).unwrap();
    assert_eq!(library.kept(), Ok(vec![]));
    let early = library.save(&id, "Plan", &parts(&plan(1, &long)), at(30)).unwrap_err();
    assert!(matches!(early, LibraryError::Full { .. }), "within a minute another tab may still be at work: {early}");
    saved(library.save(&id, "Plan", &parts(&plan(1, &long)), at(90)).unwrap());
    assert_eq!(part_keys(&store).len(), 2);
}

#[test]
fn an_unfinished_save_is_listed_until_the_next_one_replaces_it() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    store.set_fault(Some(Fault::CrashAfter(1)));
    library.save(&id, "Plan", &parts(&plan(2, &["acme"])), at(1)).unwrap_err();
    store.set_fault(None);

    let mut library = tab(&store, "b");
    let kept = library.kept().unwrap();
    let key = format!("remit/v1/s/{id}/core/2-a");
    assert_eq!(
        kept.iter().map(|kept| (kept.key.as_str(), &kept.reason)).collect::<Vec<_>>(),
        [(key.as_str(), &Reason::Unfinished)]
    );
    assert!(library.stored_text(&key).unwrap().unwrap().contains(r#""data":{"quota":2}"#));
    library.load(&id).unwrap();
    saved(library.save(&id, "Plan", &parts(&plan(3, &["acme"])), at(100)).unwrap());
    assert_eq!(library.kept(), Ok(vec![]));
    assert_eq!(part_keys(&store).len(), 2);
}

#[test]
fn a_blocked_storage_is_told_at_once() {
    let store = MemoryStore::new();
    store.set_fault(Some(Fault::Always(StoreError::Blocked)));
    let Err(error) = Library::open(Arc::new(store), "a") else { panic!("it opened") };
    assert_eq!(error, LibraryError::Store(StoreError::Blocked));
}
