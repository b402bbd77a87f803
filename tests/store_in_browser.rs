//! The browser's local storage behind the port, in a browser.
#![cfg(target_arch = "wasm32")]
// In a test a panic is how one says that something is wrong.
#![allow(clippy::unwrap_used, clippy::panic)]

use remit::persist::{
    INDEX_KEY, Library, LibraryError, PREFIX, Part, SaveOutcome, Stamp, Store, StoreError, join, split,
};
use remit::web::port::store::{LocalStore, StorageListener, fresh_tab_name};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Runs a line of JavaScript.
fn js(line: &str) {
    js_sys::eval(line).unwrap();
}

/// The storage, emptied: all tests of a page share one.
fn empty_store() -> LocalStore {
    js("localStorage.clear()");
    LocalStore::open().unwrap()
}

fn at(second: i64) -> Stamp {
    Stamp::from_unix_seconds(1_799_150_400 + second)
}

fn tab() -> Library {
    Library::open(Arc::new(LocalStore::open().unwrap()), &fresh_tab_name()).unwrap()
}

/// Accounts have names without any order, as orderly ones could be stored in few characters.
fn plan(quota: i64, accounts: u64) -> Value {
    let name = |at: u64| format!("größer 😀 {:x}", (at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    json!({ "quota": quota, "accounts": (0..accounts).map(name).collect::<Vec<_>>() })
}

fn parts(document: &Value) -> Vec<Part> {
    split(document).unwrap()
}

fn read_afresh(id: &str) -> Value {
    join(&tab().load(id).unwrap().parts).unwrap()
}

/// Fills the storage with a key that is not ours, to within so many characters.
fn fill(but: usize) {
    js(&format!(
        "let size = 8 * 1024 * 1024;
         let fill = '';
         while (size >= 1) {{
             try {{ localStorage.setItem('fill', fill + 'x'.repeat(size)); fill += 'x'.repeat(size); }} catch (error) {{ size = Math.floor(size / 2); }}
         }}
         localStorage.setItem('fill', fill.slice({but}));"
    ));
}

#[wasm_bindgen_test]
fn what_is_set_is_there_until_it_is_removed() {
    let store = empty_store();
    assert_eq!(store.keys(), Ok(vec![]), "the probe leaves nothing behind");
    for text in ["", "plain", "größer 😀 \"quoted\"\n\u{0}end"] {
        store.set("remit/v1/x", text).unwrap();
        assert_eq!(store.get("remit/v1/x"), Ok(Some(text.to_owned())));
    }
    assert_eq!(store.keys(), Ok(vec!["remit/v1/x".to_owned()]));
    store.remove("remit/v1/x").unwrap();
    store.remove("remit/v1/x").unwrap();
    assert_eq!((store.get("remit/v1/x"), store.keys()), (Ok(None), Ok(vec![])));
}

#[wasm_bindgen_test]
fn a_scenario_is_as_it_was_after_a_reload() {
    empty_store();
    let mut library = tab();
    let id = library.create("Plan", &parts(&plan(1, 3)), at(0)).unwrap().id;
    assert_eq!(read_afresh(&id), plan(1, 3));
    assert!(matches!(library.save(&id, "Plan", &parts(&plan(2, 3)), at(1)), Ok(SaveOutcome::Saved(_))));
    assert_eq!(read_afresh(&id), plan(2, 3));
    assert_eq!(tab().current().map(|entry| entry.name.clone()).as_deref(), Some("Plan"));
}

#[wasm_bindgen_test]
fn a_full_storage_is_told_and_what_was_saved_stays() {
    let store = empty_store();
    let mut library = tab();
    let id = library.create("Plan", &parts(&plan(1, 1)), at(0)).unwrap().id;
    let index = store.get(INDEX_KEY).unwrap();
    fill(2_000);
    let refused = library.save(&id, "Plan", &parts(&plan(2, 1_000)), at(1)).unwrap_err();
    let LibraryError::Full { name, usage } = &refused else { panic!("{refused}") };
    assert!(name == "Plan" && usage.others > 4_000_000, "{usage:?}");
    assert_eq!(store.get(INDEX_KEY).unwrap(), index);
    assert_eq!(read_afresh(&id), plan(1, 1));
    assert_eq!(library.kept(), Ok(vec![]));

    fill(0);
    assert_eq!(store.set("remit/v1/x", &"x".repeat(10_000)), Err(StoreError::Full));
    assert_eq!(read_afresh(&id), plan(1, 1), "a storage that is full to the brim can be opened and read");

    js("localStorage.removeItem('fill')");
    assert!(matches!(library.save(&id, "Plan", &parts(&plan(2, 1_000)), at(2)), Ok(SaveOutcome::Saved(_))));
    assert_eq!(read_afresh(&id), plan(2, 1_000));
}

#[wasm_bindgen_test]
fn the_keys_of_others_are_left_alone() {
    let store = empty_store();
    js("localStorage.setItem('theirs', 'untouched')");
    let mut library = tab();
    let id = library.create("Plan", &parts(&plan(1, 1)), at(0)).unwrap().id;
    assert_eq!(library.usage().unwrap().others, "theirs".len() + "untouched".len());
    library.delete(&id, at(1)).unwrap();
    library.empty_bin(at(2)).unwrap();
    assert_eq!(store.get("theirs"), Ok(Some("untouched".to_owned())));
    let mut keys = store.keys().unwrap();
    keys.sort();
    assert_eq!(keys, [INDEX_KEY, "theirs"]);
}

/// Puts another `localStorage` in place of the browser's while something is done.
fn with_local_storage<T>(getter: &str, act: impl FnOnce() -> T) -> T {
    js("globalThis.original = Object.getOwnPropertyDescriptor(window, 'localStorage');");
    js(&format!("Object.defineProperty(window, 'localStorage', {{ configurable: true, get() {{ {getter} }} }})"));
    let result = act();
    js("Object.defineProperty(window, 'localStorage', globalThis.original)");
    result
}

#[wasm_bindgen_test]
fn a_blocked_storage_is_told_and_throws_nothing() {
    let store = empty_store();
    for getter in [
        "throw new DOMException('Access is denied for this document.', 'SecurityError')",
        "return null",
        "return { setItem() { throw new DOMException('denied', 'SecurityError') } }",
    ] {
        let opened = with_local_storage(getter, LocalStore::open);
        assert_eq!(opened.map(drop), Err(StoreError::Blocked), "{getter}");
    }
    // Blocked while the page is open.
    let answers = with_local_storage("throw new DOMException('denied', 'SecurityError')", || {
        (store.get("x"), store.set("x", "y"), store.remove("x"), store.keys())
    });
    assert_eq!(
        answers,
        (Err(StoreError::Blocked), Err(StoreError::Blocked), Err(StoreError::Blocked), Err(StoreError::Blocked))
    );
    assert_eq!(store.get("x"), Ok(None));
}

#[wasm_bindgen_test]
fn what_the_browser_says_besides_is_passed_on() {
    let broken = "return { setItem() { throw new DOMException('the disk is gone', 'UnknownError') } }";
    let opened = with_local_storage(broken, LocalStore::open);
    assert_eq!(opened.map(drop), Err(StoreError::Other("UnknownError: the disk is gone".to_owned())));
    let thrown = with_local_storage("return { setItem() { throw 'a mere text' } }", LocalStore::open);
    assert_eq!(thrown.map(drop), Err(StoreError::Other("a mere text".to_owned())));
}

#[wasm_bindgen_test]
fn a_listener_hears_of_our_keys_only_and_only_while_it_lives() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let into = heard.clone();
    let listener = StorageListener::new(move |key| into.borrow_mut().push(key));
    let write = |key: &str| js(&format!("window.dispatchEvent(new StorageEvent('storage', {{ key: {key} }}))"));
    write(&format!("'{INDEX_KEY}'"));
    write("'theirs'");
    write(&format!("'{PREFIX}s/x/core/1-a'"));
    write("null");
    drop(listener);
    write(&format!("'{INDEX_KEY}'"));
    let expected = [Some(INDEX_KEY.to_owned()), Some(format!("{PREFIX}s/x/core/1-a")), None];
    assert_eq!(*heard.borrow(), expected);
}

/// A write in another browsing context: an empty frame has the storage of this page's address and counts as another tab.
#[wasm_bindgen_test]
async fn a_listener_hears_of_a_write_in_another_tab() {
    empty_store();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let into = heard.clone();
    let listener = StorageListener::new(move |key| into.borrow_mut().push(key));
    js(&format!(
        "globalThis.frame = document.createElement('iframe');
         document.body.append(frame);
         frame.contentWindow.localStorage.setItem('{INDEX_KEY}', 'another tab wrote this');"
    ));
    let turn = js_sys::eval("new Promise(done => setTimeout(done, 300))").unwrap();
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(turn)).await.unwrap();
    js("frame.remove()");
    drop(listener);
    assert_eq!(*heard.borrow(), [Some(INDEX_KEY.to_owned())]);
}

#[wasm_bindgen_test]
fn tabs_have_names_of_their_own() {
    let names = [fresh_tab_name(), fresh_tab_name()];
    assert_ne!(names.first(), names.last());
    assert!(
        names
            .iter()
            .all(|name| name.len() == 8 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
    );
}
