//! What older and newer versions of Remit wrote: brought up to date, or left alone.
#![cfg(not(target_arch = "wasm32"))]
// In a test a panic is how one says that something is wrong.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use remit::persist::{
    CORE, Fault, FileError, INDEX_KEY, Kind, Ladders, Library, LibraryError, MIGRATIONS, MemoryStore, Migration,
    MigrationError, Notice, PROFILE_KEY, PROFILE_MIGRATIONS, Part, ProfileOutcome, Reading, Reason, SaveOutcome, Stamp,
    Store, bring_up, decode, encode, from_file, from_file_with, join, split,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A later version of Remit, as far as this room is concerned: quotas became quarterly, and deals left the core.
const LATER: Ladders = Ladders {
    scenario: &[
        Migration { to: 2, name: "quotas by quarter", apply: quotas_by_quarter },
        Migration { to: 3, name: "deals apart", apply: deals_apart },
    ],
    profile: &[Migration { to: 2, name: "themes have names", apply: named_theme }],
};

fn quotas_by_quarter(mut document: Value) -> Result<Value, MigrationError> {
    let quota = document["quota_year"].as_i64().ok_or_else(|| MigrationError::new("the quota is no whole number"))?;
    document.as_object_mut().unwrap().remove("quota_year");
    document["quota_quarter"] = json!(quota / 4);
    Ok(document)
}

fn deals_apart(mut document: Value) -> Result<Value, MigrationError> {
    document["deals"] = document["pipeline"]["deals"].take();
    document.as_object_mut().unwrap().remove("pipeline");
    Ok(document)
}

fn named_theme(mut document: Value) -> Result<Value, MigrationError> {
    document["theme"] = if document["dark"] == json!(true) { json!("dark") } else { json!("light") };
    document.as_object_mut().unwrap().remove("dark");
    Ok(document)
}

fn at(second: i64) -> Stamp {
    Stamp::from_unix_seconds(1_799_150_400 + second)
}

fn now_tab(store: &MemoryStore) -> Library {
    Library::open(Arc::new(store.clone()), "now").unwrap()
}

fn later_tab(store: &MemoryStore) -> Library {
    Library::open_with(Arc::new(store.clone()), "later", LATER).unwrap()
}

fn first_document() -> Value {
    json!({ "quota_year": 800, "pipeline": { "deals": ["d1"] }, "accounts": ["acme"] })
}

fn third_document() -> Value {
    json!({ "quota_quarter": 200, "deals": ["d1"], "accounts": ["acme"] })
}

/// The storage of a browser in which schema 1 was used. Frozen: never to be written again, whatever the newest schema is.
fn storage_of_schema_1() -> MemoryStore {
    let values: BTreeMap<String, String> =
        serde_json::from_str(include_str!("fixtures/storage/schema-1.storage.json")).unwrap();
    let store = MemoryStore::new();
    for (key, value) in values {
        store.set(&key, &value).unwrap();
    }
    store
}

#[test]
fn the_steps_of_each_kind_are_numbered_without_gaps() {
    for steps in [MIGRATIONS, PROFILE_MIGRATIONS, LATER.scenario, LATER.profile] {
        let numbers: Vec<u32> = steps.iter().map(|step| step.to).collect();
        assert_eq!(numbers, (2..).take(steps.len()).collect::<Vec<_>>());
        assert!(steps.iter().all(|step| !step.name.is_empty()));
    }
    assert_eq!((Ladders::NOW.schema(Kind::Scenario), Ladders::NOW.schema(Kind::Profile)), (remit::model::SCHEMA, 1));
    assert_eq!((LATER.schema(Kind::Scenario), LATER.schema(Kind::Profile)), (3, 2));
}

#[test]
fn only_the_steps_beyond_a_documents_schema_are_made() {
    let second = json!({ "quota_quarter": 200, "pipeline": { "deals": ["d1"] }, "accounts": ["acme"] });
    for (from, document) in [(1, first_document()), (2, second), (3, third_document())] {
        assert_eq!(bring_up(LATER.scenario, from, document), Ok(third_document()), "from schema {from}");
    }
}

#[test]
fn storage_of_schema_1_is_read() {
    let store = storage_of_schema_1();
    let before = store.contents();
    let mut library = now_tab(&store);
    let listed: Vec<_> = library.scenarios().iter().map(|entry| (entry.name.clone(), entry.is_binned())).collect();
    assert_eq!(listed, [("Plan für 2027".to_owned(), false), ("Old try".to_owned(), true)]);
    let id = library.current().unwrap().id.clone();
    let loaded = library.load(&id).unwrap();
    assert_eq!(
        join(&loaded.parts).unwrap(),
        json!({ "quota_year": 800, "pipeline": { "deals": ["d1"] }, "accounts": [{ "id": "acme", "arr": "12000.00" }] })
    );
    let profile = library.load_profile().unwrap().unwrap();
    assert_eq!(profile.read::<Value>().unwrap(), json!({ "dark": true, "offers": [] }));
    assert_eq!((library.kept(), library.notice()), (Ok(vec![]), None));
    assert_eq!(store.contents(), before, "reading writes nothing");
}

#[test]
fn an_envelope_of_schema_1_reads_back_to_the_letter() {
    let text = include_str!("fixtures/storage/schema-1.envelope.json").trim_end();
    let Reading::Fine(envelope) = decode(text, &Ladders::NOW) else { panic!("not read") };
    assert_eq!(
        (envelope.kind, envelope.schema, envelope.saved.to_string()),
        (Kind::Scenario, 1, "2027-01-05T14:02:00Z".to_owned())
    );
    assert_eq!(
        (envelope.id.as_str(), envelope.name.as_str(), envelope.part.name()),
        ("6b3cf7d8-a", "Plan für 2027", "core")
    );
    assert_eq!(encode(&envelope), text);
    assert!(matches!(decode(text, &LATER), Reading::Older(older) if older == envelope));
}

#[test]
fn a_file_of_schema_1_is_read_by_this_version_and_by_a_later_one() {
    let text = include_str!("fixtures/storage/schema-1.scenario.json");
    let now = from_file(text, Kind::Scenario).unwrap();
    assert_eq!((now.schema, now.data), (1, first_document()));
    let later = from_file_with(text, Kind::Scenario, &LATER).unwrap();
    assert_eq!((later.schema, later.data), (1, third_document()));
}

#[test]
fn a_later_version_brings_an_older_scenario_up_to_date_and_stores_it_whole_with_the_next_save() {
    let store = MemoryStore::new();
    let id = now_tab(&store).create("Plan", &split(&first_document()).unwrap(), at(0)).unwrap().id;
    let before = store.contents();

    let mut later = later_tab(&store);
    let loaded = later.load(&id).unwrap();
    assert_eq!((join(&loaded.parts).unwrap(), loaded.migrated_from), (third_document(), Some(1)));
    assert_eq!(store.contents(), before, "reading writes nothing");

    let SaveOutcome::Saved(entry) = later.save(&id, "Plan", &loaded.parts, at(1)).unwrap() else { panic!("not saved") };
    assert_eq!(entry.schema, 3);
    assert!(
        entry.parts.values().all(|part| part.revision == entry.revision),
        "accounts did not change, but their schema did"
    );
    let again = later_tab(&store).load(&id).unwrap();
    assert_eq!((join(&again.parts).unwrap(), again.migrated_from), (third_document(), None));
}

#[test]
fn a_crash_while_an_older_scenario_is_stored_anew_leaves_the_older_one() {
    for crash in 0..4 {
        let store = MemoryStore::new();
        let id = now_tab(&store).create("Plan", &split(&first_document()).unwrap(), at(0)).unwrap().id;
        let mut later = later_tab(&store);
        let loaded = later.load(&id).unwrap();
        // Core, accounts, deals, list: the fourth write is the one that counts.
        store.set_fault(Some(Fault::CrashAfter(crash)));
        later.save(&id, "Plan", &loaded.parts, at(1)).unwrap_err();
        store.set_fault(None);
        assert_eq!(join(&now_tab(&store).load(&id).unwrap().parts).unwrap(), first_document(), "after {crash} writes");
        // Even if the list is lost as well, no mixture of the two schemas is made.
        store.remove(INDEX_KEY).unwrap();
        let rebuilt = later_tab(&store).load(&id).unwrap();
        assert_eq!(join(&rebuilt.parts).unwrap(), third_document(), "after {crash} writes, without the list");
    }
}

#[test]
fn a_scenario_of_a_newer_remit_is_listed_and_left_alone() {
    let store = MemoryStore::new();
    let id = later_tab(&store).create("Plan", &split(&third_document()).unwrap(), at(0)).unwrap().id;
    let before = store.contents();
    let mut library = now_tab(&store);
    assert_eq!(
        library.scenarios().iter().map(|entry| (entry.name.as_str(), entry.schema)).collect::<Vec<_>>(),
        [("Plan", 3)]
    );
    let newer = LibraryError::Newer { what: "“Plan”".to_owned(), schema: 3, reads: 1 };
    assert_eq!(library.load(&id).unwrap_err(), newer);
    assert!(library.save(&id, "Plan", &[], at(1)).is_err());
    assert_eq!(store.contents(), before);
    assert!(library.kept().unwrap().iter().all(|kept| kept.reason == Reason::Newer { schema: 3 }));
    assert_eq!(library.kept().unwrap().len(), 3, "each part can be downloaded");
    // Beside it, one can work.
    library.create("Mine", &split(&first_document()).unwrap(), at(2)).unwrap();
    assert_eq!(join(&later_tab(&store).load(&id).unwrap().parts).unwrap(), third_document());
}

#[test]
fn a_tab_that_meets_a_newer_list_stops_writing() {
    let store = MemoryStore::new();
    let mut library = now_tab(&store);
    let id = library.create("Plan", &split(&first_document()).unwrap(), at(0)).unwrap().id;
    store.set(INDEX_KEY, r#"{"remit":"index","schema":2,"data":"of another shape"}"#).unwrap();
    let before = store.contents();
    let newer = LibraryError::Newer { what: "the list of scenarios".to_owned(), schema: 2, reads: 1 };
    assert_eq!(library.save(&id, "Plan", &[], at(1)), Err(newer.clone()));
    assert_eq!(library.create("New", &[], at(1)).unwrap_err(), newer);
    assert_eq!(library.delete(&id, at(1)).unwrap_err(), newer);
    assert_eq!(library.purge(&id, at(1)).unwrap_err(), newer);
    assert!(library.is_read_only());

    let mut reopened = now_tab(&store);
    assert_eq!(reopened.notice(), Some(&Notice::Newer { schema: 2 }));
    assert_eq!(join(&reopened.load(&id).unwrap().parts).unwrap(), first_document(), "it can still be read");
    assert_eq!(store.contents(), before);
}

#[test]
fn a_document_that_cannot_be_brought_up_to_date_is_left_as_it_is() {
    let store = MemoryStore::new();
    let id = now_tab(&store).create("Plan", &split(&json!({ "quota_year": "many" })).unwrap(), at(0)).unwrap().id;
    let before = store.contents();
    let mut later = later_tab(&store);
    let error = MigrationError::new("step 2 (quotas by quarter): the quota is no whole number");
    assert_eq!(
        later.load(&id).unwrap_err(),
        LibraryError::Migration { name: "Plan".to_owned(), schema: 1, error: error.clone() }
    );
    assert!(later.save(&id, "Plan", &[], at(1)).is_err());
    assert_eq!(store.contents(), before);

    let file = r#"{"remit":"scenario","schema":1,"data":{"quota_year":"many"}}"#;
    let refused = from_file_with(file, Kind::Scenario, &LATER).unwrap_err();
    assert_eq!(refused, FileError::Migration { schema: 1, error });
    assert_eq!(
        refused.to_string(),
        "The file was made by an older Remit (schema 1) and could not be brought up to date: step 2 (quotas by quarter): the quota is no \
         whole number. It was not opened; nothing was changed."
    );
}

#[test]
fn an_older_profile_is_brought_up_to_date_too() {
    let store = storage_of_schema_1();
    let mut later = later_tab(&store);
    let profile = later.load_profile().unwrap().unwrap();
    assert_eq!(profile.read::<Value>().unwrap(), json!({ "theme": "dark", "offers": [] }));
    assert_eq!(later.save_profile(&profile, at(1)), Ok(ProfileOutcome::Saved));
    assert!(store.get(PROFILE_KEY).unwrap().unwrap().starts_with(r#"{"remit":"profile","schema":2,"#));

    let mut now = now_tab(&store);
    assert_eq!(
        now.load_profile().unwrap_err(),
        LibraryError::Newer { what: "your offers and answers".to_owned(), schema: 2, reads: 1 }
    );
    assert!(now.save_profile(&Part::new(CORE, &json!({})).unwrap(), at(2)).is_err());
}
