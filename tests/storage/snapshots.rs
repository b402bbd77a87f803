//! Snapshots: what a scenario was, kept beside it.

use super::*;
use remit::persist::{Ladders, MOST_AUTOMATIC, Migration, Why, snapshot_reference};

fn by_hand(name: &str) -> Why {
    Why::Hand(name.to_owned())
}

fn before(step: &str) -> Why {
    Why::Before(step.to_owned())
}

fn held(library: &Library, id: &str, at: usize) -> Value {
    let snapshot = &library.snapshots(id).unwrap()[at];
    join(&library.load_snapshot(id, &snapshot.revision).unwrap().1).unwrap()
}

#[test]
fn a_snapshot_holds_what_the_scenario_was_whatever_becomes_of_it() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let taken = library.take_snapshot(&id, "Plan", &parts(&plan(1, &["acme"])), by_hand("Board"), at(1)).unwrap();
    saved(library.save(&id, "Plan", &parts(&plan(2, &[])), at(2)).unwrap());
    let same = library.load(&id).unwrap().parts;
    library.save(&id, "Budget", &same, at(3)).unwrap();

    let mut other = tab(&store, "b");
    assert_eq!(other.snapshots(&id).unwrap(), std::slice::from_ref(&taken));
    assert_eq!(held(&other, &id, 0), plan(1, &["acme"]));
    assert_eq!((taken.name.as_str(), taken.taken, taken.why.to_string()), ("Plan", at(1), "Board".to_owned()));
    assert_eq!(snapshot_reference(&taken.reference()), Some((id.as_str(), taken.revision.clone())));
    assert_eq!(other.usage().unwrap().snapshots, taken.size);

    other.delete(&id, at(4)).unwrap();
    assert_eq!(other.snapshots(&id).unwrap().len(), 1, "the bin keeps snapshots, too");
    other.purge(&id, at(5)).unwrap();
    assert_eq!((other.snapshots(&id).unwrap(), other.usage().unwrap().snapshots), (vec![], 0));
}

#[test]
fn of_automatic_snapshots_the_newest_ten_stay_and_named_ones_stay_all() {
    let mut library = tab(&MemoryStore::new(), "a");
    let id = library.create("Plan", &parts(&plan(0, &[])), at(0)).unwrap().id;
    library.take_snapshot(&id, "Plan", &parts(&plan(100, &[])), by_hand("First"), at(0)).unwrap();
    for number in 1..=14 {
        // The clock goes backwards; the order is that in which they were taken.
        library.take_snapshot(&id, "Plan", &parts(&plan(number, &[])), before("import"), at(-number)).unwrap();
    }
    let all = library.snapshots(&id).unwrap();
    assert_eq!(all.len(), MOST_AUTOMATIC + 1);
    assert_eq!(all.last().map(|it| it.why.clone()), Some(by_hand("First")));
    assert_eq!((held(&library, &id, 0), held(&library, &id, 9)), (plan(14, &[]), plan(5, &[])));
}

#[test]
fn what_is_kept_already_is_kept_twice_only_under_a_name() {
    let mut library = tab(&MemoryStore::new(), "a");
    let id = library.create("Plan", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let mut take = |why, second| {
        library.take_snapshot(&id, "Plan", &parts(&plan(1, &[])), why, at(second)).unwrap();
        library.snapshots(&id).unwrap().len()
    };
    assert_eq!([take(before("import"), 1), take(before("hires"), 2), take(by_hand("Board"), 3)], [1, 1, 2]);
    assert_eq!(take(before("import"), 4), 2);
}

#[test]
fn a_damaged_snapshot_is_told_and_does_no_harm() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&plan(1, &[])), at(0)).unwrap().id;
    let taken = library.take_snapshot(&id, "Plan", &parts(&plan(1, &[])), by_hand("Board"), at(1)).unwrap();
    let key = format!("remit/v1/h/{id}/{}", taken.revision);
    let text = store.contents()[&key].clone();
    for end in 0..text.chars().count() {
        remit::persist::Store::set(&store, &key, &text.chars().take(end).collect::<String>()).unwrap();
        let mut library = tab(&store, "b");
        assert_eq!(library.snapshots(&id), Ok(vec![]), "cut at {end}");
        assert!(library.load_snapshot(&id, &taken.revision).is_err());
        assert_eq!(library.kept().unwrap().len(), 1);
        assert_eq!(document(&library.load(&id).unwrap()), plan(1, &[]));
    }
    remit::persist::Store::set(&store, &key, &text).unwrap();
    assert_eq!(tab(&store, "b").snapshots(&id).unwrap(), [taken]);
}

const NEXT: &[Migration] = &[Migration {
    to: 2,
    name: "quotas are doubled",
    apply: |mut document| {
        document["quota"] = json!(document["quota"].as_i64().unwrap_or(0) * 2);
        Ok(document)
    },
}];

#[test]
fn before_a_scenario_is_first_saved_in_a_newer_schema_it_is_kept_as_it_was() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(7, &["acme"])), at(0)).unwrap().id;
    let ladders = Ladders { scenario: NEXT, profile: &[] };
    let mut newer = Library::open_with(Arc::new(store.clone()), "b", ladders).unwrap();
    let loaded = newer.load(&id).unwrap();
    assert_eq!(newer.snapshots(&id), Ok(vec![]), "reading writes nothing");
    saved(newer.save(&id, "Plan", &loaded.parts, at(1)).unwrap());
    let taken = newer.snapshots(&id).unwrap();
    assert_eq!(taken[0].why.to_string(), "Before: brought up to date from schema 1 to 2");
    assert_eq!(taken[0].schema, 1);
    // It is brought up to date when it is read, like everything else.
    assert_eq!(held(&newer, &id, 0)["quota"], 14);
    saved(newer.save(&id, "Plan", &parts(&plan(20, &[])), at(2)).unwrap());
    assert_eq!(newer.snapshots(&id).unwrap().len(), 1);
}

#[test]
fn a_snapshot_taken_by_a_newer_version_is_left_alone() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(7, &[])), at(0)).unwrap().id;
    let ladders = Ladders { scenario: NEXT, profile: &[] };
    let mut newer = Library::open_with(Arc::new(store.clone()), "b", ladders).unwrap();
    newer.take_snapshot(&id, "Plan", &parts(&plan(8, &[])), by_hand("Newer"), at(1)).unwrap();
    let mut older = tab(&store, "c");
    assert_eq!(older.snapshots(&id), Ok(vec![]));
    older.take_snapshot(&id, "Plan", &parts(&plan(9, &[])), by_hand("Mine"), at(2)).unwrap();
    assert_eq!(older.snapshots(&id).unwrap().len(), 1);
    assert_eq!(newer.snapshots(&id).unwrap().len(), 2);
}
