//! What is kept in the browser: saving, reading, and what survives crashes, damage, other tabs and a full storage.
//! The store is the one in memory; `tests/store_in_browser.rs` does the same with the browser's.
#![cfg(not(target_arch = "wasm32"))]
// In a test a panic is how one says that something is wrong.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod branches;
#[path = "../support/cases.rs"]
mod cases;
mod crashes;
mod damage;
mod deals;
mod files;
#[path = "../../benches/large/mod.rs"]
mod large;
mod profile;
mod room;
mod shelf;
mod snapshots;
mod speed;
mod tabs;
mod texts;

use remit::persist::{Entry, Library, LibraryError, Loaded, MemoryStore, Part, SaveOutcome, Stamp, join, split};
use serde_json::{Value, json};
use std::sync::Arc;

/// The moment so many seconds after the tests' day begins.
pub fn at(second: i64) -> Stamp {
    Stamp::from_unix_seconds(1_799_150_400 + second)
}

/// A plan with a core and accounts.
pub fn plan(quota: i64, accounts: &[&str]) -> Value {
    json!({ "quota": quota, "accounts": accounts })
}

/// A document in parts.
pub fn parts(document: &Value) -> Vec<Part> {
    split(document).unwrap()
}

/// A tab on this store.
pub fn tab(store: &MemoryStore, writer: &str) -> Library {
    Library::open(Arc::new(store.clone()), writer).unwrap()
}

/// The document that was loaded.
pub fn document(loaded: &Loaded) -> Value {
    join(&loaded.parts).unwrap()
}

/// What a tab that opens now reads under this id.
pub fn read_afresh(store: &MemoryStore, id: &str) -> Result<Value, LibraryError> {
    tab(store, "fresh").load(id).map(|loaded| document(&loaded))
}

/// The entry that a save ended with.
pub fn saved(outcome: SaveOutcome) -> Entry {
    match outcome {
        SaveOutcome::Saved(entry) => entry,
        other => panic!("not saved: {other:?}"),
    }
}

/// The keys in the store that hold parts of scenarios.
pub fn part_keys(store: &MemoryStore) -> Vec<String> {
    store.contents().into_keys().filter(|key| key.starts_with("remit/v1/s/")).collect()
}
