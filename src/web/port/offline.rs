//! The service worker that keeps Remit on this machine: registered, asked whether a newer version waits, and told when to take over.
//!
//! Invariant: the page never reloads by itself. A version that waits takes over when the reader says so, or when no page needs the other.

use super::{address, dom};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Event, MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

/// How often a page that stays open looks for a newer version, at most: once an hour.
const PAUSE_MS: f64 = 3_600_000.0;

/// A version that may be waiting. Copying it copies a handle.
#[derive(Clone, Copy)]
pub struct Waiting(StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>);

impl Waiting {
    /// The newer version takes over, and the page is loaded anew with it.
    pub fn take_over(self) {
        let waiting = self.0.with_value(|it| it.as_ref().and_then(ServiceWorkerRegistration::waiting));
        let (Some(waiting), Some(container)) = (waiting, container()) else {
            // It has taken over already, for another tab.
            address::reload();
            return;
        };
        let changed = Closure::<dyn FnMut(Event)>::new(|_| address::reload());
        let _ = container.add_event_listener_with_callback("controllerchange", changed.as_ref().unchecked_ref());
        // The page goes with it.
        changed.forget();
        say(&waiting, "take over");
    }
}

/// Registers the service worker that the release names, and calls back when a newer version waits. Does nothing in a development build
/// and where the browser has none (an insecure address, some private windows).
pub fn watch(found: impl Fn() + 'static) -> Waiting {
    let waiting = Waiting(StoredValue::new_local(None));
    let meta = document().query_selector("meta[name=\"service-worker\"]").ok().flatten();
    let Some((script, version)) =
        meta.and_then(|it| Some((it.get_attribute("content")?, it.get_attribute("data-version")?)))
    else {
        return waiting;
    };
    let Some(container) = container() else { return waiting };
    let own = ["version ", &version].concat();
    dom::listen(
        container.clone(),
        "message",
        Box::new(move |event| {
            let said = event.dyn_into::<MessageEvent>().ok().and_then(|it| it.data().as_string());
            match said {
                // This page came from the network and is what waits already; nothing needs the other but other tabs.
                Some(said) if said == own => {
                    if let Some(worker) = waiting.worker() {
                        say(&worker, "take over if alone");
                    }
                }
                Some(said) if said.starts_with("version ") => found(),
                Some(_) | None => {}
            }
        }),
    );
    let looked = StoredValue::new(dom::now_ms());
    dom::on_shown(move || {
        let due = looked.try_get_value().is_some_and(|it| dom::now_ms() - it > PAUSE_MS);
        if due {
            looked.set_value(dom::now_ms());
            waiting.0.with_value(|it| _ = it.as_ref().map(ServiceWorkerRegistration::update));
        }
    });
    // Not before the first page is painted: the kept copy can wait, the reader should not.
    dom::after_paint(move || {
        spawn_local(async move {
            let Ok(registered) = JsFuture::from(container.register(&script)).await else { return };
            let Ok(registration) = registered.dyn_into::<ServiceWorkerRegistration>() else { return };
            follow(&registration, &container);
            waiting.0.try_set_value(Some(registration));
        });
    });
    waiting
}

impl Waiting {
    fn worker(self) -> Option<ServiceWorker> {
        self.0.try_with_value(|it| it.as_ref().and_then(ServiceWorkerRegistration::waiting)).flatten()
    }
}

/// Asks every version that waits, now or later, which one it is.
fn follow(registration: &ServiceWorkerRegistration, container: &ServiceWorkerContainer) {
    if let Some(worker) = registration.waiting() {
        say(&worker, "version");
    }
    let arriving = {
        let container = container.clone();
        move |worker: ServiceWorker| {
            let (same, container) = (worker.clone(), container.clone());
            let moved = Closure::<dyn FnMut(Event)>::new(move |_| {
                // The very first version takes over at once and is no news.
                if same.state() == ServiceWorkerState::Installed && container.controller().is_some() {
                    say(&same, "version");
                }
            });
            worker.set_onstatechange(Some(moved.as_ref().unchecked_ref()));
            // It lives as long as the page: versions are few.
            moved.forget();
        }
    };
    if let Some(worker) = registration.installing() {
        arriving(worker);
    }
    let same = registration.clone();
    let found = Closure::<dyn FnMut(Event)>::new(move |_| {
        if let Some(worker) = same.installing() {
            arriving(worker);
        }
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}

/// Where service workers live; nothing where the browser has none, though its type says otherwise.
fn container() -> Option<ServiceWorkerContainer> {
    js_sys::Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?.dyn_into().ok()
}

fn say(worker: &ServiceWorker, text: &str) {
    // Texts can always be sent.
    let _ = worker.post_message(&JsValue::from_str(text));
}
