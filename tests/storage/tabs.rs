//! Several tabs on one storage.

use super::*;
use remit::persist::{INDEX_KEY, Reason, Store, StoreError};
use std::sync::Mutex;

/// What another tab does in the middle of this tab's work.
type Interruption = Box<dyn FnOnce(&MemoryStore) + Send>;

/// A store in which another tab is at work: it gets its turn just before this tab first reads (or writes) a part.
struct Busy {
    store: MemoryStore,
    before_read: Mutex<Option<Interruption>>,
    before_write: Mutex<Option<Interruption>>,
}

impl Busy {
    fn turn(&self, interruption: &Mutex<Option<Interruption>>, key: &str) {
        let due = if key.starts_with("remit/v1/s/") { interruption.lock().unwrap().take() } else { None };
        if let Some(act) = due {
            act(&self.store);
        }
    }
}

impl Store for Busy {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.turn(&self.before_read, key);
        self.store.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.turn(&self.before_write, key);
        self.store.set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.store.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.store.keys()
    }
}

/// What another tab saves in between.
fn save_elsewhere(id: &str) -> Option<Interruption> {
    let id = id.to_owned();
    Some(Box::new(move |store| {
        let mut other = tab(store, "other");
        other.load(&id).unwrap();
        saved(other.save(&id, "Plan", &parts(&plan(2, &["hooli"])), at(5)).unwrap());
    }))
}

#[test]
fn a_scenario_that_another_tab_saves_while_it_is_read_is_read_as_the_other_saved_it() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let busy = Busy { store, before_read: Mutex::new(save_elsewhere(&id)), before_write: Mutex::new(None) };
    let mut library = Library::open(Arc::new(busy), "b").unwrap();
    assert_eq!(document(&library.load(&id).unwrap()), plan(2, &["hooli"]));
    assert_eq!(library.kept(), Ok(vec![]));
}

#[test]
fn a_scenario_that_another_tab_saves_while_it_is_saved_is_a_conflict() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let busy =
        Busy { store: store.clone(), before_read: Mutex::new(None), before_write: Mutex::new(save_elsewhere(&id)) };
    let mut library = Library::open(Arc::new(busy), "b").unwrap();
    library.load(&id).unwrap();
    let outcome = library.save(&id, "Plan", &parts(&plan(3, &["acme"])), at(5)).unwrap();
    assert!(matches!(&outcome, SaveOutcome::Conflict { theirs } if theirs.revision.writer == "other"), "{outcome:?}");
    assert_eq!(read_afresh(&store, &id), Ok(plan(2, &["hooli"])));
    assert_eq!(library.kept(), Ok(vec![]), "what was half written is taken back");
}

#[test]
fn a_scenario_made_while_another_tab_saves_is_listed_beside_the_others() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let busy =
        Busy { store: store.clone(), before_read: Mutex::new(None), before_write: Mutex::new(save_elsewhere(&id)) };
    let mine = Library::open(Arc::new(busy), "b").unwrap().create("Mine", &parts(&plan(9, &[])), at(5)).unwrap();
    assert_eq!((read_afresh(&store, &id), read_afresh(&store, &mine.id)), (Ok(plan(2, &["hooli"])), Ok(plan(9, &[]))));
}

#[test]
fn a_tab_that_is_behind_does_not_overwrite_what_another_saved() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let id = a.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    b.load(&id).unwrap();
    let theirs = saved(a.save(&id, "Plan", &parts(&plan(2, &["acme"])), at(1)).unwrap());

    let mine = parts(&plan(3, &["acme"]));
    assert_eq!(b.save(&id, "Plan", &mine, at(2)), Ok(SaveOutcome::Conflict { theirs: theirs.clone() }));
    assert!(b.is_behind(&id));
    assert_eq!(read_afresh(&store, &id), Ok(plan(2, &["acme"])));

    let copy = b.create("Plan (mine)", &mine, at(3)).unwrap();
    assert_eq!(read_afresh(&store, &copy.id), Ok(plan(3, &["acme"])));
    assert_eq!(document(&b.load(&id).unwrap()), plan(2, &["acme"]));
    assert!(!b.is_behind(&id));
    saved(b.save(&id, "Plan", &parts(&plan(4, &["acme"])), at(4)).unwrap());
    assert_eq!(read_afresh(&store, &id), Ok(plan(4, &["acme"])));
}

#[test]
fn tabs_with_different_scenarios_do_not_disturb_each_other() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let one = a.create("One", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let two = b.create("Two", &parts(&plan(2, &[])), at(0)).unwrap().id;
    for round in 1..5 {
        saved(a.save(&one, "One", &parts(&plan(10 + round, &[])), at(round)).unwrap());
        saved(b.save(&two, "Two", &parts(&plan(20 + round, &[])), at(round)).unwrap());
    }
    assert_eq!((read_afresh(&store, &one), read_afresh(&store, &two)), (Ok(plan(14, &[])), Ok(plan(24, &[]))));
}

#[test]
fn a_save_that_another_tab_did_not_know_of_when_it_wrote_the_list_is_put_back() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let one = a.create("One", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let two = b.create("Two", &parts(&plan(2, &[])), at(0)).unwrap().id;
    // The list as `a` writes it while it has not heard yet of what `b` saves.
    saved(a.save(&one, "One", &parts(&plan(11, &[])), at(1)).unwrap());
    let late = store.get(INDEX_KEY).unwrap().unwrap();
    saved(b.save(&two, "Two", &parts(&plan(22, &[])), at(1)).unwrap());
    store.set(INDEX_KEY, &late).unwrap();
    assert!(read_afresh(&store, &two).is_err(), "the list names a save whose parts are gone");

    b.refresh().unwrap();
    assert!(b.is_set_back() && !b.is_behind(&two), "nobody else has saved it");
    assert!(!a.is_set_back());
    b.put_back(at(2)).unwrap();
    assert!(!b.is_set_back());
    assert_eq!((read_afresh(&store, &one), read_afresh(&store, &two)), (Ok(plan(11, &[])), Ok(plan(22, &[]))));

    // Where it was not put back, the next save is.
    store.set(INDEX_KEY, &late).unwrap();
    saved(b.save(&two, "Two", &parts(&plan(23, &[])), at(3)).unwrap());
    assert_eq!((read_afresh(&store, &one), read_afresh(&store, &two)), (Ok(plan(11, &[])), Ok(plan(23, &[]))));
}

#[test]
fn a_scenario_that_another_tab_has_put_into_the_bin_stays_there() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let id = a.create("Plan", &parts(&plan(1, &[])), at(0)).unwrap().id;
    b.delete(&id, at(1)).unwrap();
    let binned = store.get(INDEX_KEY).unwrap().unwrap();
    b.restore(&id, at(1)).unwrap();
    a.load(&id).unwrap();
    saved(a.save(&id, "Plan", &parts(&plan(2, &[])), at(2)).unwrap());
    store.set(INDEX_KEY, &binned).unwrap();
    a.refresh().unwrap();
    assert!(a.is_behind(&id) && !a.is_set_back());
    a.put_back(at(3)).unwrap();
    assert_eq!(store.get(INDEX_KEY).unwrap().unwrap(), binned);
}

#[test]
fn a_refresh_tells_what_another_tab_has_done() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let one = a.create("One", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let two = a.create("Two", &parts(&plan(1, &[])), at(0)).unwrap().id;
    assert_eq!(b.refresh(), Ok(vec![one.clone(), two.clone()]));
    assert_eq!(b.refresh(), Ok(vec![]));
    saved(a.save(&one, "One", &parts(&plan(2, &[])), at(1)).unwrap());
    assert_eq!(b.refresh(), Ok(vec![one.clone()]));
    a.purge(&two, at(2)).unwrap();
    assert_eq!(b.refresh(), Ok(vec![two]));
    assert!(!b.is_behind(&one), "a scenario that this tab has not read is none of its concern");
}

#[test]
fn another_tabs_new_name_is_a_conflict_like_any_save() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let id = a.create("Plan", &parts(&plan(1, &[])), at(0)).unwrap().id;
    b.load(&id).unwrap();
    saved(a.save(&id, "Budget", &parts(&plan(1, &[])), at(1)).unwrap());
    let outcome = b.save(&id, "Plan", &parts(&plan(2, &[])), at(2)).unwrap();
    assert!(matches!(outcome, SaveOutcome::Conflict { theirs } if theirs.name == "Budget"));
    b.load(&id).unwrap();
    let entry = saved(b.save(&id, "Mine", &parts(&plan(3, &[])), at(3)).unwrap());
    assert_eq!(entry.name, "Mine");
}

#[test]
fn a_scenario_that_another_tab_binned_is_a_conflict_and_one_that_it_purged_is_written_anew() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let id = a.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    b.load(&id).unwrap();
    a.delete(&id, at(1)).unwrap();
    let outcome = b.save(&id, "Plan", &parts(&plan(2, &["acme"])), at(2)).unwrap();
    assert!(matches!(outcome, SaveOutcome::Conflict { theirs } if theirs.deleted_at == Some(at(1))));
    a.purge(&id, at(3)).unwrap();
    saved(b.save(&id, "Plan", &parts(&plan(2, &["acme"])), at(4)).unwrap());
    assert_eq!(read_afresh(&store, &id), Ok(plan(2, &["acme"])));
}

#[test]
fn a_list_that_lost_a_scenario_to_a_race_gets_it_back_with_the_next_save() {
    let store = MemoryStore::new();
    let mut a = tab(&store, "a");
    let one = a.create("One", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let list_of_one = store.get(INDEX_KEY).unwrap().unwrap();
    let two = a.create("Two", &parts(&plan(2, &[])), at(0)).unwrap().id;
    // Another tab writes the list as it read it a moment before.
    store.set(INDEX_KEY, &list_of_one).unwrap();

    let b = tab(&store, "b");
    let reasons: Vec<_> = b.kept().unwrap().into_iter().map(|kept| kept.reason).collect();
    assert_eq!(reasons, [Reason::Unlisted, Reason::Unlisted]);
    saved(a.save(&two, "Two", &parts(&plan(3, &[])), at(1)).unwrap());
    assert_eq!((read_afresh(&store, &one), read_afresh(&store, &two)), (Ok(plan(1, &[])), Ok(plan(3, &[]))));
}

#[test]
fn a_scenario_that_is_not_in_the_list_can_be_taken_back() {
    let store = MemoryStore::new();
    let mut a = tab(&store, "a");
    a.create("One", &parts(&plan(1, &[])), at(0)).unwrap();
    let list_of_one = store.get(INDEX_KEY).unwrap().unwrap();
    let two = a.create("Two", &parts(&plan(2, &["acme"])), at(0)).unwrap().id;
    store.set(INDEX_KEY, &list_of_one).unwrap();

    let mut b = tab(&store, "b");
    assert_eq!(b.recover(&two, at(1)).unwrap().name, "Two");
    assert_eq!(read_afresh(&store, &two), Ok(plan(2, &["acme"])));
    assert_eq!(b.kept(), Ok(vec![]));
}
