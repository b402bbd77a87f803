//! The browser's promise to keep what is stored.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Asks the browser not to clear what this page stores when it needs room; tells the answer, or nothing where the browser has none.
pub fn ask_to_last(done: impl FnOnce(Option<bool>) + 'static) {
    spawn_local(async move { done(asked("persist").await) });
}

/// Tells whether the browser has promised that.
pub fn does_it_last(done: impl FnOnce(Option<bool>) + 'static) {
    spawn_local(async move { done(asked("persisted").await) });
}

/// What a method of the browser's storage manager answers. Without a secure context there is no such manager.
async fn asked(method: &str) -> Option<bool> {
    let manager = Reflect::get(&window().navigator(), &JsValue::from_str("storage")).ok()?;
    let method: Function = Reflect::get(&manager, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    let promise: Promise = method.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}
