//! Taking turns with the other tabs of this address.

use super::dom::after_ms;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How long the turn is kept after the work: browsers tell other processes of what was stored a moment later.
const SETTLE_MS: u64 = 8;

/// How long one waits for one's turn. A tab that hangs with it must not keep the others from saving.
const PATIENCE_MS: u64 = 2_000;

/// What is to be done, until somebody takes it: the lock, or whoever has waited long enough.
type Waiting = RefCell<Option<Box<dyn FnOnce()>>>;

/// Does something while no other tab does anything under the same name. Where the browser has no such locks, or a turn does not come, it
/// is done without one; at once in the first case.
pub fn alone(name: &str, act: impl FnOnce() + 'static) {
    let waiting: Rc<Waiting> = Rc::new(RefCell::new(Some(Box::new(act))));
    let take = move |waiting: &Waiting| {
        let act = waiting.try_borrow_mut().ok().and_then(|mut it| it.take());
        act.map(|act| act()).is_some()
    };
    let mine = Rc::clone(&waiting);
    let granted = move |_: JsValue| -> JsValue {
        // What others have stored arrives by the time the next task runs.
        Promise::new(&mut |done, _| {
            let mine = Rc::clone(&mine);
            after_ms(0, move || {
                let settle = if take(&mine) { SETTLE_MS } else { 0 };
                after_ms(settle, move || _ = done.call0(&JsValue::NULL));
            });
        })
        .into()
    };
    let Some(promise) = request(name, Closure::once_into_js(granted).unchecked_ref()) else {
        take(&waiting);
        return;
    };
    let refused = Rc::clone(&waiting);
    spawn_local(async move {
        if JsFuture::from(promise).await.is_err() {
            take(&refused);
        }
    });
    after_ms(PATIENCE_MS, move || _ = take(&waiting));
}

/// Asks the browser's lock manager; nothing where there is none, as outside of a secure context.
fn request(name: &str, granted: &Function) -> Option<Promise> {
    let manager = Reflect::get(&window().navigator(), &JsValue::from_str("locks")).ok()?;
    let request: Function = Reflect::get(&manager, &JsValue::from_str("request")).ok()?.dyn_into().ok()?;
    request.call2(&manager, &JsValue::from_str(name), granted).ok()?.dyn_into().ok()
}
