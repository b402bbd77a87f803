//! A save must not be felt. `cargo test --release --test storage -- --nocapture speed` prints what it takes.

use super::*;
use std::time::{Duration, Instant};

/// A document whose core is about 150 KB, beside 300 KB of accounts.
fn large(quota: i64) -> Value {
    let seats: Vec<Value> = (0..1200).map(|seat| json!({ "id": format!("seat-{seat}"), "role": "ae", "segment": "mid-market", "pay": { "base": "60000", "variable": "60000" }, "from": "2027-01-05", "until": null })).collect();
    let accounts: Vec<Value> = (0..4000)
        .map(|number| json!({ "id": format!("account-{number}"), "segment": "smb", "arr": "12000.00" }))
        .collect();
    json!({ "quota": quota, "seats": seats, "accounts": accounts })
}

#[test]
fn a_save_of_a_large_core_is_not_felt_and_stays_compact() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Large", &parts(&large(0)), at(0)).unwrap().id;
    let documents: Vec<Value> = (1..=20).map(large).collect();
    let (mut splitting, mut saving, mut loading) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for (second, document) in documents.iter().enumerate() {
        let start = Instant::now();
        let parts = parts(document);
        splitting += start.elapsed();
        let start = Instant::now();
        saved(library.save(&id, "Large", &parts, at(1 + second as i64)).unwrap());
        saving += start.elapsed();
        let start = Instant::now();
        library.load(&id).unwrap();
        loading += start.elapsed();
    }
    let entry = library.entry(&id).unwrap();
    let (core, accounts) = (entry.parts["core"].size, entry.parts["accounts"].size);
    let each = |sum: Duration| sum / 20;
    println!(
        "core {core}, accounts {accounts}; split {:?}, save {:?}, load {:?}",
        each(splitting),
        each(saving),
        each(loading)
    );
    assert!((140_000..180_000).contains(&core), "{core}");
    // The envelope adds little to the data, and the list is small.
    assert!(
        core - serde_json::to_string(&json!({ "quota": 20, "seats": documents[19]["seats"] })).unwrap().len() < 250
    );
    // Far above what it takes even unoptimised on a busy machine; a save that rewrote or reread everything many times would miss it.
    assert!(each(saving) < Duration::from_millis(200), "{:?}", each(saving));
}
