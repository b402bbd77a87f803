//! A store that lives as long as the tab: the fallback where storage is blocked, and the store of the tests.

use super::store::{Store, StoreError, size};
use crate::text::tr;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps text in memory. Clones share what they keep, as the tabs of one browser share its storage.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    values: BTreeMap<String, String>,
    /// The most that keys and values may take together, in the units of [`size`].
    limit: Option<usize>,
    fault: Option<Fault>,
    /// Changes (`set` and `remove`) asked for since the fault was set.
    changes: usize,
}

/// A failure to come, so that tests can see what is left after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// After this many changes everything fails: the tab is gone.
    CrashAfter(usize),
    /// Of the changes to come, the one with this number (from 0) fails with this error; the others succeed.
    FailAt(usize, StoreError),
    /// Everything fails with this error, from now on.
    Always(StoreError),
}

impl MemoryStore {
    /// An empty store without a limit.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that holds so much and no more, in the units of [`size`].
    pub fn with_limit(limit: usize) -> Self {
        let store = Self::default();
        store.memory().limit = Some(limit);
        store
    }

    /// Lets it fail from now on, or mends it.
    pub fn set_fault(&self, fault: Option<Fault>) {
        let mut memory = self.memory();
        memory.fault = fault;
        memory.changes = 0;
    }

    /// How many changes (`set` and `remove`) were asked for since the last [`MemoryStore::set_fault`].
    pub fn changes(&self) -> usize {
        self.memory().changes
    }

    /// All that it keeps, whatever its faults.
    pub fn contents(&self) -> BTreeMap<String, String> {
        self.memory().values.clone()
    }

    /// The memory. A panic elsewhere cannot leave it half-changed, since every change is one call on the map.
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn refuse_reading(&self) -> Result<(), StoreError> {
        match &self.fault {
            Some(Fault::CrashAfter(changes)) if self.changes > *changes => Err(gone()),
            Some(Fault::Always(error)) => Err(error.clone()),
            Some(Fault::CrashAfter(_) | Fault::FailAt(..)) | None => Ok(()),
        }
    }

    fn refuse_changing(&mut self) -> Result<(), StoreError> {
        let number = self.changes;
        self.changes += 1;
        match &self.fault {
            Some(Fault::FailAt(at, error)) if *at == number => Err(error.clone()),
            Some(Fault::FailAt(..) | Fault::CrashAfter(_) | Fault::Always(_)) | None => self.refuse_reading(),
        }
    }

    fn used(&self) -> usize {
        self.values.iter().map(|(key, value)| size(key) + size(value)).sum()
    }
}

fn gone() -> StoreError {
    StoreError::Other(tr!("the tab is gone").to_owned())
}

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let memory = self.memory();
        memory.refuse_reading()?;
        Ok(memory.values.get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let mut memory = self.memory();
        memory.refuse_changing()?;
        if let Some(limit) = memory.limit {
            let replaced = memory.values.get(key).map_or(0, |old| size(key) + size(old));
            if memory.used() - replaced + size(key) + size(value) > limit {
                return Err(StoreError::Full);
            }
        }
        memory.values.insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        let mut memory = self.memory();
        memory.refuse_changing()?;
        memory.values.remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let memory = self.memory();
        memory.refuse_reading()?;
        Ok(memory.values.keys().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_does_not_fit_leaves_the_old_one() {
        let store = MemoryStore::with_limit(10);
        store.set("a", "12345").unwrap();
        assert_eq!(store.set("a", "1234567890"), Err(StoreError::Full));
        assert_eq!(store.get("a"), Ok(Some("12345".to_owned())));
        store.set("a", "123456789").unwrap();
        assert_eq!(store.set("b", ""), Err(StoreError::Full));
    }

    #[test]
    fn a_fault_strikes_where_it_was_set() {
        let store = MemoryStore::new();
        store.set_fault(Some(Fault::FailAt(1, StoreError::Full)));
        assert_eq!(
            [store.set("a", "1"), store.set("b", "1"), store.set("c", "1")],
            [Ok(()), Err(StoreError::Full), Ok(())]
        );
        store.set_fault(Some(Fault::CrashAfter(1)));
        assert_eq!([store.set("d", "1"), store.set("e", "1"), store.remove("a")], [Ok(()), Err(gone()), Err(gone())]);
        assert_eq!(store.keys(), Err(gone()));
        assert_eq!(store.contents().into_keys().collect::<String>(), "acd");
    }
}
