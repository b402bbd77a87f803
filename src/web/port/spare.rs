//! A second copy of what local storage keeps, in the browser's database.
//!
//! Browsers write local storage to disk when they see fit: Chromium waits from seconds to minutes, longer the more was written before. If
//! the browser is killed or the machine loses power meanwhile, what was stored since is gone. Its database is handed to the system with every
//! transaction. So what [`Spared`] writes goes to both, and a start compares their stamps: where local storage is behind, it gets back
//! what it lost.
//!
//! Local storage stays the place that everything is read from, and its stamp goes up with the first write of a task, before the copy is
//! made: a copy that was not made is seen to be old and made anew. One task's writes are one transaction, so a copy is what some save left;
//! they are added to the copy of what they were made on, and where the database has another one, all is copied anew.

use super::store::LocalStore;
use super::{clock, dom, locks};
use crate::persist::{INDEX_KEY, PREFIX, Store, StoreError};
use idb::{Database, DatabaseEvent, Error, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// The database and the one table in it, of keys and texts as local storage has them.
const DATABASE: &str = "remit";
const TABLE: &str = "kept";
/// The key of the stamp, in both places: milliseconds of universal time, and at least one more than before.
const STAMP: &str = "remit/stamp";
/// So long a start waits for the database; one that does not answer must not keep the plan from its owner.
const PATIENCE_MS: u64 = 2_000;

/// A write that the copy does not have yet: a key, and its text unless it was removed.
type Write = (String, Option<String>);

thread_local! {
    /// The database, from when its copy is as local storage is.
    static OPENED: RefCell<Option<Rc<Database>>> = const { RefCell::new(None) };
    /// This task's writes; nothing while there are none.
    static WRITES: RefCell<Option<Writes>> = const { RefCell::new(None) };
}

/// The writes of a task.
struct Writes {
    /// The stamp of what they were made on.
    on: Option<f64>,
    /// Their own.
    stamp: f64,
    all: Vec<Write>,
}

/// Local storage, copied to the database.
#[derive(Clone, Copy, Debug)]
pub struct Spared(LocalStore);

impl Spared {
    /// The storage, after one try at writing to it: see [`LocalStore::open`].
    pub fn open() -> Result<Spared, StoreError> {
        LocalStore::open().map(Spared)
    }

    fn written(self, key: &str, text: Option<&str>) {
        WRITES.with_borrow_mut(|writes| {
            let writes = writes.get_or_insert_with(|| {
                let on = stamp_of(self.0.get(STAMP));
                let stamp = clock::milliseconds().max(on.unwrap_or(0.0) + 1.0);
                // Where there is no room even for this the copy stays old, and is made anew once there is.
                let _ = self.0.set(STAMP, &stamp.to_string());
                dom::after_ms(0, copy);
                Writes { on, stamp, all: Vec::new() }
            });
            if OPENED.with_borrow(Option::is_some) {
                writes.all.push((key.to_owned(), text.map(str::to_owned)));
            }
        });
    }
}

impl Store for Spared {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.0.set(key, value)?;
        self.written(key, Some(value));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)?;
        self.written(key, None);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys()
    }
}

fn stamp_of(stored: Result<Option<String>, StoreError>) -> Option<f64> {
    stored.ok().flatten()?.parse().ok()
}

/// Copies the writes of the task before. A database that does not take them, as when the user has removed the data of this site or there is
/// no room, is not asked again.
fn copy() {
    let Some(writes) = WRITES.take() else { return };
    let Some(database) = OPENED.with_borrow(Clone::clone) else { return };
    spawn_local(async move {
        if !put(&database, Some(writes)).await.unwrap_or(false) {
            OPENED.take();
        }
    });
}

/// Adds writes to the copy if it is of what they were made on, else copies all that local storage keeps. Whether it is done.
async fn put(database: &Database, writes: Option<Writes>) -> Result<bool, Error> {
    let whole = database.transaction(&[TABLE], TransactionMode::ReadWrite)?;
    let table = whole.object_store(TABLE)?;
    let stored = stamp_in(&table).await?;
    match writes.filter(|it| it.on == stored) {
        Some(writes) => {
            for (key, text) in writes.all {
                let key = JsValue::from_str(&key);
                match text {
                    Some(text) => _ = table.put(&JsValue::from_str(&text), Some(&key))?,
                    None => _ = table.delete(key)?,
                }
            }
            put_stamp(&table, writes.stamp)?;
        }
        None => put_all(&table)?,
    }
    Ok(whole.commit()?.await?.is_committed())
}

async fn stamp_in(table: &ObjectStore) -> Result<Option<f64>, Error> {
    let stamp = table.get(JsValue::from_str(STAMP))?.await?;
    Ok(stamp.and_then(|it| it.as_string()?.parse().ok()))
}

fn put_stamp(table: &ObjectStore, stamp: f64) -> Result<(), Error> {
    table.put(&JsValue::from_str(&stamp.to_string()), Some(&JsValue::from_str(STAMP))).map(|_| ())
}

/// Gives local storage back what it lost, if it did; true then. To be awaited before anything is read. The work begins at once. `lock` is
/// what whoever saves holds meanwhile.
pub fn bring_back(lock: &'static str) -> impl Future<Output = bool> {
    let late = Rc::new(Cell::new(false));
    let mine = Rc::clone(&late);
    let work = future_to_promise(async move { Ok(JsValue::from_bool(compare(lock, mine).await.unwrap_or(false))) });
    let patience = Promise::new(&mut |done, _| dom::after_ms(PATIENCE_MS, move || _ = done.call0(&JsValue::NULL)));
    async move {
        let first = JsFuture::from(Promise::race(&Array::of2(&work, &patience))).await;
        late.set(true);
        first.is_ok_and(|it| it.is_truthy())
    }
}

/// Compares the two and brings the older one up to the other, unless it is too `late` to change what the page has read.
async fn compare(lock: &'static str, late: Rc<Cell<bool>>) -> Result<bool, Error> {
    let mut asked = Factory::new()?.open(DATABASE, Some(1))?;
    asked.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(TABLE, ObjectStoreParams::new());
        }
    });
    let database = Rc::new(asked.await?);
    let read = || database.transaction(&[TABLE], TransactionMode::ReadOnly)?.object_store(TABLE);
    let stamp = stamp_in(&read()?).await?;
    let local = LocalStore::untried();
    let is_behind = move || stamp_of(local.get(STAMP)) < stamp;
    if !is_behind() {
        let is_copy = stamp.is_some() && stamp_of(local.get(STAMP)) == stamp;
        if is_copy {
            OPENED.set(Some(database));
        } else {
            // A whole copy waits for the first figures.
            dom::after_paint(move || {
                spawn_local(async move {
                    if put(&database, None).await.unwrap_or(false) {
                        OPENED.set(Some(database));
                    }
                });
            });
        }
        return Ok(false);
    }
    let table = read()?;
    let (keys, texts) = (table.get_all_keys(None, None)?, table.get_all(None, None)?);
    let (keys, texts) = (keys.await?, texts.await?);
    let lost: Vec<(String, String)> =
        keys.iter().zip(&texts).filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect();
    let turn = Promise::new(&mut |done, _| {
        let (lost, late) = (lost.clone(), Rc::clone(&late));
        locks::alone(lock, move || {
            // Another tab may have been here first.
            let back = is_behind() && !late.get();
            // The list of scenarios last: with it the others count.
            let (last, first): (Vec<_>, Vec<_>) = lost.iter().partition(|it| it.0 == STAMP || it.0 == INDEX_KEY);
            let whole = back && first.into_iter().chain(last).all(|(key, text)| local.set(key, text).is_ok());
            let _ = done.call1(&JsValue::NULL, &JsValue::from_bool(whole));
        });
    });
    let whole = JsFuture::from(turn).await.is_ok_and(|it| it.is_truthy());
    if whole {
        OPENED.set(Some(database));
    }
    Ok(whole)
}

/// Makes the copy anew of all that local storage keeps.
fn put_all(table: &ObjectStore) -> Result<(), Error> {
    let local = LocalStore::untried();
    table.clear()?;
    for key in local.keys().unwrap_or_default().into_iter().filter(|it| it.starts_with(PREFIX)) {
        if let Ok(Some(text)) = local.get(&key) {
            table.put(&JsValue::from_str(&text), Some(&JsValue::from_str(&key)))?;
        }
    }
    put_stamp(table, stamp_of(local.get(STAMP)).unwrap_or_default())
}
