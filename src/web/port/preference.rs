//! What a visitor prefers on this machine, whatever the scenario: kept beside the scenarios, and no part of any of them.

use crate::persist::Store;
use crate::web::port::dom;
use crate::web::port::store::LocalStore;

/// Where the place is kept by whose customs numbers are written.
const NUMBERS: &str = "remit/numbers";

/// The language tag of the place by whose customs numbers and dates are written, where one was chosen.
pub fn numbers() -> Option<String> {
    LocalStore::open().ok()?.get(NUMBERS).ok().flatten().filter(|it| !it.is_empty())
}

/// Keeps that choice; nothing for what the browser says. `false` where the browser keeps nothing for this page.
pub fn keep_numbers(tag: Option<&str>) -> bool {
    LocalStore::open().is_ok_and(|store| match tag {
        Some(tag) => store.set(NUMBERS, tag).is_ok(),
        None => store.remove(NUMBERS).is_ok(),
    })
}

/// The tag chosen, else the one of the browser.
pub fn tag() -> String {
    numbers().unwrap_or_else(dom::locale)
}
