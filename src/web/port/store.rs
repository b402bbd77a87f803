//! The browser's local storage as a [`Store`].

use crate::persist::{PREFIX, Store, StoreError};
use crate::text::tr;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Math, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::StorageEvent;

/// The key that is written and removed to find out whether storage can be written at all.
const PROBE_KEY: &str = "remit/probe";

/// The local storage of this page's address: about 5 MB that outlive the tab and are shared with its other tabs.
#[derive(Clone, Copy, Debug)]
pub struct LocalStore(());

impl LocalStore {
    /// The storage as it is, untried: for what may be missing without harm.
    pub fn untried() -> LocalStore {
        LocalStore(())
    }

    /// The storage, after one try at writing to it. Where it is blocked the caller goes on with a
    /// [`MemoryStore`](crate::persist::MemoryStore) and says so. One that is full can still be read, so it is no failure here.
    pub fn open() -> Result<LocalStore, StoreError> {
        let store = LocalStore(());
        match store.set(PROBE_KEY, "1") {
            Ok(()) | Err(StoreError::Full) => {}
            Err(error) => return Err(error),
        }
        store.remove(PROBE_KEY)?;
        Ok(store)
    }
}

/// The storage itself. `LocalStorage::raw` throws where the browser refuses it, and no caller could catch that, so the browser is asked
/// first, every time: a user may block storage while the page is open.
fn raw() -> Result<web_sys::Storage, StoreError> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        Some(Ok(None) | Err(_)) | None => Err(StoreError::Blocked),
    }
}

/// What an exception of the storage means.
fn meaning(thrown: &JsValue) -> StoreError {
    let text = |name: &str| {
        Reflect::get(thrown, &JsValue::from_str(name)).ok().and_then(|value| value.as_string()).unwrap_or_default()
    };
    match text("name").as_str() {
        // The second is what Firefox called it.
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreError::Full,
        "SecurityError" => StoreError::Blocked,
        "" => StoreError::Other(thrown.as_string().unwrap_or_else(|| tr!("an error without a name").to_owned())),
        name => StoreError::Other(format!("{name}: {}", text("message"))),
    }
}

impl Store for LocalStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        raw()?.get_item(key).map_err(|thrown| meaning(&thrown))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        raw()?.set_item(key, value).map_err(|thrown| meaning(&thrown))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        raw()?.remove_item(key).map_err(|thrown| meaning(&thrown))
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = raw()?;
        let length = storage.length().map_err(|thrown| meaning(&thrown))?;
        let mut keys = Vec::new();
        for place in 0..length {
            keys.extend(storage.key(place).map_err(|thrown| meaning(&thrown))?);
        }
        Ok(keys)
    }
}

/// Listens, as long as it lives, for what other tabs write.
pub struct StorageListener {
    on_storage: Closure<dyn FnMut(StorageEvent)>,
}

impl StorageListener {
    /// Calls back with the key whenever another tab has written or removed one of ours, and without one when it has cleared everything.
    /// A write to [`INDEX_KEY`](crate::persist::INDEX_KEY) is a commit: the time for
    /// [`Library::refresh`](crate::persist::Library::refresh).
    pub fn new(mut call: impl FnMut(Option<String>) + 'static) -> StorageListener {
        let on_storage = Closure::new(move |event: StorageEvent| {
            let key = event.key();
            if key.as_ref().is_none_or(|key| key.starts_with(PREFIX)) {
                call(key);
            }
        });
        if let Some(window) = web_sys::window() {
            // Adding a listener to the window cannot fail; without one a tab would learn of the others with its next save.
            let _ = window.add_event_listener_with_callback("storage", function(&on_storage));
        }
        StorageListener { on_storage }
    }
}

impl Drop for StorageListener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback("storage", function(&self.on_storage));
        }
    }
}

fn function(closure: &Closure<dyn FnMut(StorageEvent)>) -> &js_sys::Function {
    closure.as_ref().unchecked_ref()
}

/// A name for this tab that no other has: eight random letters and digits.
pub fn fresh_tab_name() -> String {
    let letter = || char::from_digit((Math::random() * 36.0) as u32, 36).unwrap_or('0');
    (0..8).map(|_| letter()).collect()
}
