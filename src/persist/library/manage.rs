//! What one does with scenarios besides reading and saving: delete, restore, remember which one is open; and the room they take.

use super::{IndexState, Library};
use crate::persist::error::{LibraryError, Usage};
use crate::persist::index::{Entry, Index};
use crate::persist::key::{Key, PREFIX};
use crate::persist::stamp::Stamp;
use crate::persist::store::size;

impl Library {
    /// Puts a scenario into the bin.
    pub fn delete(&mut self, id: &str, now: Stamp) -> Result<(), LibraryError> {
        self.change(id, now, |index| {
            index.current.take_if(|current| current == id);
            if let Some(entry) = index.entry_mut(id) {
                entry.deleted_at = Some(now);
            }
        })
    }

    /// Takes a scenario out of the bin.
    pub fn restore(&mut self, id: &str, now: Stamp) -> Result<(), LibraryError> {
        self.change(id, now, |index| {
            if let Some(entry) = index.entry_mut(id) {
                entry.deleted_at = None;
            }
        })
    }

    /// Remembers which scenario is open, for the next visit.
    pub fn set_current(&mut self, id: &str, now: Stamp) -> Result<(), LibraryError> {
        if self.index.current.as_deref() == Some(id) && self.state == IndexState::Sound {
            return Ok(());
        }
        self.change(id, now, |index| index.current = Some(id.to_owned()))
    }

    /// Deletes a scenario for good, unreadable parts included.
    pub fn purge(&mut self, id: &str, now: Stamp) -> Result<(), LibraryError> {
        self.change(id, now, |index| {
            index.current.take_if(|current| current == id);
            index.scenarios.retain(|entry| entry.id != id);
        })?;
        self.base.remove(id);
        for key in self.store.keys()? {
            if matches!(Key::parse(&key), Some(Key::Part { id: owner, .. }) if owner == id) {
                self.store.remove(&key)?;
                self.damaged.remove(&key);
            }
        }
        self.sweep_snapshots()
    }

    /// Deletes all scenarios in the bin for good, and says how many those were.
    pub fn empty_bin(&mut self, now: Stamp) -> Result<usize, LibraryError> {
        self.ready_to_write()?;
        let binned: Vec<String> =
            self.index.scenarios.iter().filter(|entry| entry.is_binned()).map(|entry| entry.id.clone()).collect();
        for id in &binned {
            self.purge(id, now)?;
        }
        Ok(binned.len())
    }

    /// Changes the list, which must name this scenario.
    fn change(&mut self, id: &str, now: Stamp, change: impl Fn(&mut Index)) -> Result<(), LibraryError> {
        self.retrying(|library| {
            library.ready_to_write()?;
            let Some(entry) = library.index.entry(id) else { return Err(LibraryError::Gone) };
            let name = entry.name.clone();
            let mut index = library.index.clone();
            change(&mut index);
            library.commit(index, now).map_err(|error| library.explain(error, &name))
        })
    }

    /// What takes room in storage.
    pub fn usage(&self) -> Result<Usage, LibraryError> {
        let bin = self.index.scenarios.iter().filter(|entry| entry.is_binned()).map(Entry::size).sum();
        let mut usage = Usage { bin, ..Usage::default() };
        for key in self.store.keys()? {
            let room = size(&key) + self.store.get(&key)?.map_or(0, |text| size(&text));
            let owner = if key.starts_with(PREFIX) { &mut usage.ours } else { &mut usage.others };
            *owner += room;
            if matches!(Key::parse(&key), Some(Key::Snapshot { .. })) {
                usage.snapshots += room;
            }
        }
        Ok(usage)
    }
}
