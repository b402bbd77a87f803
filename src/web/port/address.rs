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
    /// Whether a link was pressed, or the program goes on, since the fragment changed last.
    static CHOSEN: Cell<bool> = const { Cell::new(false) };
    /// How far down each fragment was scrolled as it was left, in pixels.
    static PLACES: RefCell<HashMap<String, f64>> = RefCell::new(HashMap::new());
    /// The fragment that is there, and how far down it begins.
    static HERE: RefCell<(String, f64)> = const { RefCell::new((String::new(), 0.0)) };
}

/// Goes on where the fragment begins: what was chosen on the page at its top, what the browser has gone back or forward to where it was
/// left, once so much of it is built.
pub fn go_to_place() {
    let (_, down) = HERE.with_borrow(Clone::clone);
    scroll_to(down);
    if down > 0.0 {
        when_built(move || scroll_to(down));
    }
}

fn scroll_to(down: f64) {
    window().scroll_to_with_x_and_y(0.0, down);
}

fn when_built(run: impl FnOnce() + 'static) {
    later::put_off(move || if later::is_waiting() { when_built(run) } else { run() });
}

/// Goes to the fragment (without `#`); one more step in the browser's history.
pub fn set_hash(hash: &str) {
    CHOSEN.set(true);
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
    HERE.set((hash(), 0.0));
    on_window("click", |event| {
        let link = event.target().and_then(|it| it.dyn_into::<Element>().ok()?.closest("a[href^='#']").ok()?);
        if link.is_some() {
            CHOSEN.set(true);
        }
    });
    on_window("hashchange", move |_| {
        let now = hash();
        let left = HERE.take().0;
        PLACES.with_borrow_mut(|places| places.insert(left, window().scroll_y().unwrap_or_default()));
        let was = PLACES.with_borrow(|places| places.get(&now).copied());
        let chosen = CHOSEN.take();
        HERE.set((now.clone(), was.filter(|_| !chosen).unwrap_or_default()));
        write.set(now);
    });
    read
}

/// Loads the page anew, as the visitor's own key for it does.
pub fn reload() {
    let _ = window().location().reload();
}
