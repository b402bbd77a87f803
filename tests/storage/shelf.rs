//! The everyday life of scenarios.

use super::*;
use remit::persist::{INDEX_KEY, Store};

#[test]
fn the_first_visit_finds_nothing_and_writes_nothing() {
    let store = MemoryStore::new();
    let library = tab(&store, "a");
    assert!(library.scenarios().is_empty() && library.notice().is_none() && library.current().is_none());
    assert!(store.contents().is_empty());
}

#[test]
fn a_scenario_is_as_it_was_on_the_next_visit() {
    let store = MemoryStore::new();
    let document = json!({ "name": "Größe 😀 \"quoted\"", "quota": 0.1, "accounts": [], "deals": [{ "id": "d/1" }] });
    let entry = tab(&store, "a").create("Plan A", &parts(&document), at(0)).unwrap();

    let mut library = tab(&store, "b");
    assert_eq!(library.current(), Some(&entry));
    assert_eq!((entry.name.as_str(), entry.created, entry.saved), ("Plan A", at(0), at(0)));
    let loaded = library.load(&entry.id).unwrap();
    assert_eq!(super::document(&loaded), document);
    assert_eq!(loaded.migrated_from, None);
}

#[test]
fn a_save_writes_only_the_parts_that_changed_and_removes_what_they_replace() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    assert_eq!(part_keys(&store), [format!("remit/v1/s/{id}/accounts/1-a"), format!("remit/v1/s/{id}/core/1-a")]);

    let entry = saved(library.save(&id, "Plan", &parts(&plan(2, &["acme"])), at(1)).unwrap());
    assert_eq!(part_keys(&store), [format!("remit/v1/s/{id}/accounts/1-a"), format!("remit/v1/s/{id}/core/2-a")]);
    assert_eq!((entry.created, entry.saved), (at(0), at(1)));
    assert_eq!(read_afresh(&store, &id), Ok(plan(2, &["acme"])));
}

#[test]
fn saving_what_is_stored_already_writes_nothing() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &[])), at(0)).unwrap().id;
    store.set_fault(None);
    assert_eq!(library.save(&id, "Plan", &parts(&plan(1, &[])), at(9)), Ok(SaveOutcome::Unchanged));
    assert_eq!(store.changes(), 0);
    saved(library.save(&id, "Plan, renamed", &parts(&plan(1, &[])), at(9)).unwrap());
    assert_eq!(store.changes(), 1, "a new name changes the list alone");
}

#[test]
fn a_part_that_is_gone_from_the_document_goes_from_storage() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    saved(library.save(&id, "Plan", &parts(&json!({ "quota": 1 })), at(1)).unwrap());
    assert_eq!(part_keys(&store), [format!("remit/v1/s/{id}/core/2-a")]);
    assert_eq!(read_afresh(&store, &id), Ok(json!({ "quota": 1 })));
    // The part that stays was written again, so that without the list nobody misses the one that went.
    store.remove(INDEX_KEY).unwrap();
    assert_eq!(read_afresh(&store, &id), Ok(json!({ "quota": 1 })));
}

#[test]
fn a_part_that_vanished_is_written_again() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    store.remove(&format!("remit/v1/s/{id}/accounts/1-a")).unwrap();
    saved(library.save(&id, "Plan", &parts(&plan(1, &["acme"])), at(1)).unwrap());
    assert_eq!(read_afresh(&store, &id), Ok(plan(1, &["acme"])));
}

#[test]
fn a_scenario_that_this_tab_has_not_read_is_not_overwritten() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let mut other = tab(&store, "b");
    let refused = other.save(&id, "Plan", &parts(&plan(2, &[])), at(1));
    assert_eq!(refused, Err(LibraryError::NotLoaded { name: "Plan".to_owned() }));
    assert_eq!(read_afresh(&store, &id), Ok(plan(1, &[])));
}

#[test]
fn scenarios_are_copied_renamed_deleted_restored_and_purged() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let first = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let same = library.load(&first).unwrap().parts;
    let copy = library.create("Plan (2)", &same, at(0)).unwrap();
    assert_ne!(copy.id, first);
    assert_eq!(library.current().map(|entry| entry.name.as_str()), Some("Plan (2)"));
    library.set_current(&first, at(1)).unwrap();
    saved(library.save(&first, "Budget", &same, at(1)).unwrap());

    library.delete(&first, at(2)).unwrap();
    let mut later = tab(&store, "b");
    assert_eq!(later.current(), None);
    let names = |library: &Library| {
        library.scenarios().iter().map(|entry| (entry.name.clone(), entry.deleted_at)).collect::<Vec<_>>()
    };
    assert_eq!(names(&later), [("Budget".to_owned(), Some(at(2))), ("Plan (2)".to_owned(), None)]);
    assert_eq!(read_afresh(&store, &first), Ok(plan(1, &["acme"])), "what is in the bin can be looked at");

    later.restore(&first, at(3)).unwrap();
    assert_eq!(names(&later), [("Budget".to_owned(), None), ("Plan (2)".to_owned(), None)]);
    later.purge(&first, at(4)).unwrap();
    assert_eq!(read_afresh(&store, &first), Err(LibraryError::Gone));
    assert_eq!(read_afresh(&store, &copy.id), Ok(plan(1, &["acme"])));
    assert!(part_keys(&store).iter().all(|key| key.contains(&copy.id)), "{:?}", part_keys(&store));
}

#[test]
fn an_emptied_bin_takes_no_room() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let kept = library.create("Kept", &parts(&plan(1, &[])), at(0)).unwrap().id;
    for number in 0..3 {
        let id = library.create("Try", &parts(&plan(number, &[])), at(0)).unwrap().id;
        library.delete(&id, at(1)).unwrap();
    }
    assert!(library.usage().unwrap().bin > 0);
    assert_eq!(library.empty_bin(at(2)), Ok(3));
    assert_eq!(library.usage().unwrap().bin, 0);
    assert_eq!(
        part_keys(&store),
        [format!("remit/v1/s/{kept}/core/1-a"), format!("remit/v1/s/{kept}/accounts/1-a")]
            .iter()
            .rev()
            .cloned()
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_does_not_exist_cannot_be_changed() {
    let mut library = tab(&MemoryStore::new(), "a");
    assert_eq!(library.load("x").unwrap_err(), LibraryError::Gone);
    assert_eq!(library.delete("x", at(0)), Err(LibraryError::Gone));
    assert_eq!(library.purge("x", at(0)), Err(LibraryError::Gone));
    assert_eq!(library.recover("x", at(0)), Err(LibraryError::Gone));
}

#[test]
fn usage_counts_every_character_of_ours_and_of_others() {
    let store = MemoryStore::new();
    store.set("another page's key", "with its value").unwrap();
    let mut library = tab(&store, "a");
    let one = library.create("One", &parts(&plan(1, &["acme"])), at(0)).unwrap();
    let two = library.create("Two", &parts(&plan(2, &["acme"])), at(0)).unwrap();
    library.delete(&two.id, at(1)).unwrap();
    let index = store.get(INDEX_KEY).unwrap().unwrap().len() + INDEX_KEY.len();
    let usage = library.usage().unwrap();
    assert_eq!((usage.ours, usage.bin, usage.others), (one.size() + two.size() + index, two.size(), 32));
    assert!(usage.share() > 0.0 && usage.share() < 0.001);
}

#[test]
fn scenarios_made_in_one_second_have_ids_of_their_own() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(a.create("Plan", &[], at(0)).unwrap().id);
        ids.push(b.create("Plan", &[], at(0)).unwrap().id);
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6);
    assert_eq!(tab(&store, "c").scenarios().len(), 6);
}

#[test]
fn the_sample_company_is_as_it_was_on_the_next_visit_and_in_a_file() {
    use remit::model::{SCHEMA, open, sample, to_value};
    use remit::persist::{Kind, from_file, to_file};
    let company = sample::company();
    let store = MemoryStore::new();
    let entry = tab(&store, "a").create(&company.name, &parts(&to_value(&company)), at(0)).unwrap();
    assert_eq!(entry.parts.keys().collect::<Vec<_>>(), ["accounts", "core", "deals"]);
    let read = read_afresh(&store, &entry.id).unwrap();
    assert_eq!(open(&read).unwrap(), (company.clone(), vec![]));
    let file = from_file(&to_file(Kind::Scenario, SCHEMA, &to_value(&company)), Kind::Scenario).unwrap();
    assert_eq!(open(&file.data).unwrap(), (company, vec![]));
}
