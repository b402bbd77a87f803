//! The address of the page: where it is, and the fragment that says which page of the program is shown.

use super::dom::on_window;
use super::later;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The address's fragment without its `#`, with percent signs as they stand.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

thread_local! {
    /// Whether a link was pressed, or the program goes on, since the fragment changed last; and whether that changed it.
    static CHOSEN: Cell<(bool, bool)> = const { Cell::new((false, false)) };
    /// The fragment that is there, and how far down each was scrolled as it was left, in pixels.
    static PLACES: RefCell<(String, HashMap<String, f64>)> = RefCell::default();
    /// Whether the page is still to be scrolled to where it was left.
    static IS_COMING_BACK: Cell<bool> = const { Cell::new(false) };
}

/// Whether the fragment was chosen on the page. Else it is one the browser has gone back or forward to, or was typed.
pub fn is_chosen() -> bool {
    CHOSEN.get().1
}

/// Keeps where the fragment that is left was scrolled to, and tells where the one that comes was.
fn turn_to(hash: &str) -> Option<f64> {
    let down = window().scroll_y().unwrap_or_default();
    PLACES.with_borrow_mut(|(here, places)| {
        let left = std::mem::replace(here, hash.to_owned());
        if !IS_COMING_BACK.get() {
            places.insert(left, down);
        }
        places.get(hash).copied()
    })
}

/// Goes to the fragment (without `#`); one more step in the browser's history.
pub fn set_hash(hash: &str) {
    CHOSEN.set((true, false));
    let _ = window().location().set_hash(hash);
}

/// Puts another fragment in the address without a step in the history and without telling listeners.
pub fn replace_hash(hash: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&["#", hash].concat()));
    }
}

/// Goes to another fragment (without `#`) in place of the one that is there, and tells listeners.
pub fn go_instead(hash: &str) {
    CHOSEN.set((true, false));
    let _ = window().location().replace(&["#", hash].concat());
}

/// The address of this page without its fragment.
pub fn address() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// The fragment of the address, followed while the current owner lives.
pub fn hash_signal() -> ReadSignal<String> {
    let (read, write) = signal(hash());
    if let Ok(history) = window().history() {
        let _ = js_sys::Reflect::set(&history, &JsValue::from_str("scrollRestoration"), &JsValue::from_str("manual"));
    }
    PLACES.set((hash(), HashMap::new()));
    on_window("click", |event| {
        let link = event.target().and_then(|it| it.dyn_into::<Element>().ok()?.closest("a[href^='#']").ok()?);
        let to = link.and_then(|it| it.get_attribute("href"));
        // Where one is already, nothing changes.
        if to.is_some_and(|to| to.trim_start_matches('#') != hash()) {
            CHOSEN.set((true, false));
        }
    });
    on_window("hashchange", move |_| {
        let now = hash();
        let was = turn_to(&now);
        let chosen = CHOSEN.get().0;
        CHOSEN.set((false, chosen));
        write.set(now.clone());
        let was = was.filter(|_| !chosen);
        IS_COMING_BACK.set(was.is_some());
        if let Some(down) = was {
            later::at_last(move || {
                if hash() == now {
                    IS_COMING_BACK.set(false);
                    window().scroll_to_with_x_and_y(0.0, down);
                }
            });
        }
    });
    read
}

/// Loads the page anew, as the visitor's own key for it does.
pub fn reload() {
    let _ = window().location().reload();
}
