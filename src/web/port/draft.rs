//! What is typed and not used yet, kept for a reload of this tab and no longer: no other tab sees it, and it goes with the tab.

use leptos::prelude::window;

/// The text of an offer that was pasted.
pub const OFFER: &str = "offer";

/// The draft kept under this name; empty if there is none, or where the browser keeps nothing for this page.
pub fn get(name: &str) -> String {
    session().and_then(|it| it.get_item(&key(name)).ok()?).unwrap_or_default()
}

/// Keeps a draft; an empty one is forgotten. Where there is no room it lives as long as the page does.
pub fn put(name: &str, text: &str) {
    let Some(session) = session() else { return };
    // What is too long to keep must not leave an older text behind.
    if text.is_empty() || session.set_item(&key(name), text).is_err() {
        let _ = session.remove_item(&key(name));
    }
}

fn key(name: &str) -> String {
    ["remit/draft/", name].concat()
}

fn session() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
