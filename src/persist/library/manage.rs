//! What one does with scenarios besides reading and saving: rename, duplicate, delete, restore; and what lies in storage unused.

use super::{IndexState, Library};
use crate::persist::envelope::{Damage, Reading, decode};
use crate::persist::error::{Kept, LibraryError, Reason, Usage};
use crate::persist::index::{Entry, Index};
use crate::persist::key::{Key, PREFIX};
use crate::persist::kind::Kind;
use crate::persist::stamp::Stamp;
use crate::persist::store::size;

impl Library {
    /// Gives a scenario another name.
    pub fn rename(&mut self, id: &str, name: &str, now: Stamp) -> Result<(), LibraryError> {
        self.change(id, now, |index| {
            if let Some(entry) = index.entry_mut(id) {
                entry.name = name.to_owned();
            }
        })?;
        if let Some(base) = self.base.get_mut(id) {
            base.name = name.to_owned();
        }
        Ok(())
    }

    /// Stores a copy of a scenario, as it is stored, under another name.
    pub fn duplicate(&mut self, id: &str, name: &str, now: Stamp) -> Result<Entry, LibraryError> {
        let original = self.read(id)?;
        self.create(name, &original.parts, now)
    }

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

    /// What lies in our part of storage but is not used, and why. Parts of scenarios are looked into only when they are loaded, so
    /// damage shows here once it was met.
    pub fn kept(&self) -> Result<Vec<Kept>, LibraryError> {
        let keys = self.store.keys()?;
        let mut all = Vec::new();
        for key in &keys {
            if let Some(reason) = self.reason_to_keep(key)? {
                let bytes = size(key) + self.store.get(key)?.map_or(0, |text| size(&text));
                all.push(Kept { key: key.clone(), reason, bytes });
            }
        }
        let named = self.index.scenarios.iter().flat_map(Entry::keys).map(|key| key.to_string());
        let missing = named.filter(|key| !keys.contains(key));
        all.extend(missing.map(|key| Kept { key, reason: Reason::Damaged(Damage::Missing), bytes: 0 }));
        all.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(all)
    }

    /// Why the value of a key is not used; nothing where it is, or where it is not ours.
    fn reason_to_keep(&self, key: &str) -> Result<Option<Reason>, LibraryError> {
        let newest_read = |text: String| match decode(&text, &self.ladders) {
            Reading::Fine(_) | Reading::Older(_) => None,
            Reading::Newer(header) => Some(Reason::Newer { schema: header.schema }),
            Reading::Damaged(damage) => Some(Reason::Damaged(damage)),
        };
        Ok(match Key::parse(key) {
            None => None,
            Some(Key::Unknown(_)) => Some(Reason::Unknown),
            Some(Key::SetAside(_)) => Some(Reason::SetAside),
            Some(Key::Index) => match &self.state {
                IndexState::New | IndexState::Sound | IndexState::Rebuilt(None) => None,
                IndexState::Rebuilt(Some(text)) => newest_read(text.clone()).or(Some(Reason::Damaged(Damage::NotOurs))),
                IndexState::Newer(schema) => Some(Reason::Newer { schema: *schema }),
            },
            Some(Key::Profile) => self.store.get(key)?.and_then(newest_read),
            Some(Key::Snapshot { id, .. }) => self.reason_of_snapshot(key, &id)?,
            Some(Key::Part { id, part, revision }) => match self.index.entry(&id) {
                None => Some(Reason::Unlisted),
                Some(entry) if entry.parts.get(&part).is_some_and(|listed| listed.revision == revision) => {
                    let newer = entry.schema > self.ladders.schema(Kind::Scenario);
                    let damage = self.damaged.get(key).cloned().map(Reason::Damaged);
                    damage.or(newer.then_some(Reason::Newer { schema: entry.schema }))
                }
                Some(_) if self.is_replaced(&id, &part, &revision) => None,
                Some(_) => Some(Reason::Unfinished),
            },
        })
    }

    /// The stored text of one of our keys, word for word, to be downloaded.
    pub fn stored_text(&self, key: &str) -> Result<Option<String>, LibraryError> {
        match Key::parse(key) {
            Some(_) => Ok(self.store.get(key)?),
            None => Ok(None),
        }
    }

    /// Removes a value that is not used, at the user's wish. What the list of scenarios names, and the list itself, stay: those go with
    /// [`Library::purge`].
    pub fn discard(&mut self, key: &str) -> Result<bool, LibraryError> {
        self.ready_to_write()?;
        let unused = match self.reason_to_keep(key)? {
            Some(Reason::Unlisted | Reason::Unfinished | Reason::SetAside) => true,
            Some(Reason::Damaged(_) | Reason::Newer { .. } | Reason::Mixed { .. } | Reason::Unknown) | None => false,
        };
        if unused {
            self.store.remove(key)?;
        }
        Ok(unused)
    }

    /// Puts a scenario whose parts are stored but which the list does not name back into the list.
    pub fn recover(&mut self, id: &str, now: Stamp) -> Result<Entry, LibraryError> {
        self.retrying(|library| {
            library.ready_to_write()?;
            if let Some(entry) = library.index.entry(id) {
                return Ok(entry.clone());
            }
            let Some(entry) = library.entry_from_keys(id)? else { return Err(LibraryError::Gone) };
            let mut index = library.index.clone();
            index.put(entry.clone());
            library.commit(index, now).map_err(|error| library.explain(error, &entry.name))?;
            Ok(entry)
        })
    }
}
