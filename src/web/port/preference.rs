//! What a visitor prefers on this machine, whatever the scenario: kept beside the scenarios, and no part of any of them.

use crate::persist::Store;
use crate::text::Language;
use crate::web::port::dom;
use crate::web::port::store::LocalStore;

/// Where the place is kept by whose customs numbers are written.
const NUMBERS: &str = "remit/numbers";

/// Where the language is kept that was chosen.
const LANGUAGE: &str = "remit/language";

/// The language tag of the place by whose customs numbers and dates are written, where one was chosen.
pub fn numbers() -> Option<String> {
    kept(NUMBERS)
}

/// Keeps that choice; nothing for what the browser says. `false` where the browser keeps nothing for this page.
pub fn keep_numbers(tag: Option<&str>) -> bool {
    keep(NUMBERS, tag)
}

/// The tag chosen, else the one of the browser.
pub fn tag() -> String {
    numbers().unwrap_or_else(dom::locale)
}

/// The language chosen for the texts; nothing where it follows the browser.
pub fn chosen_language() -> Option<Language> {
    kept(LANGUAGE).as_deref().and_then(Language::for_tag)
}

/// Keeps that choice, for the next time the page is loaded; nothing for the language of the browser. `false` where the browser
/// keeps nothing for this page.
pub fn keep_language(language: Option<Language>) -> bool {
    keep(LANGUAGE, language.map(Language::tag))
}

/// The language of the browser; English where Remit does not speak it.
pub fn browser_language() -> Language {
    Language::for_tag(&dom::locale()).unwrap_or(Language::English)
}

/// The language to speak.
pub fn language() -> Language {
    chosen_language().unwrap_or_else(browser_language)
}

fn kept(key: &str) -> Option<String> {
    LocalStore::untried().get(key).ok().flatten().filter(|it| !it.is_empty())
}

fn keep(key: &str, value: Option<&str>) -> bool {
    let store = LocalStore::untried();
    match value {
        Some(value) => store.set(key, value).is_ok(),
        None => store.remove(key).is_ok(),
    }
}
