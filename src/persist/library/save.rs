//! Saving a scenario.

use super::Library;
use crate::persist::envelope::{Envelope, Reading, check_sum, decode, encode, encode_squeezed};
use crate::persist::error::LibraryError;
use crate::persist::index::{Entry, PartEntry};
use crate::persist::key::{Key, Revision};
use crate::persist::kind::Kind;
use crate::persist::parts::Part;
use crate::persist::stamp::Stamp;
use crate::persist::store::{StoreError, size};
use std::collections::BTreeMap;

/// How old a leftover must be before it is removed, in seconds: until then another tab may still be at work on it.
const LEFTOVER_SECONDS: i64 = 60;

/// How a save ended.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveOutcome {
    /// It is stored.
    Saved(Entry),
    /// It was stored already, exactly so; nothing was written.
    Unchanged,
    /// Nothing was written: another tab has saved this scenario, or put it into the bin, since this tab read it. Keep mine as a copy
    /// ([`Library::create`]) or take theirs ([`Library::load`]).
    Conflict {
        /// What is stored.
        theirs: Entry,
    },
}

impl Library {
    /// Stores a new scenario and makes it the current one.
    pub fn create(&mut self, name: &str, parts: &[Part], now: Stamp) -> Result<Entry, LibraryError> {
        self.retrying(|library| library.try_create(name, parts, None, now))
    }

    /// Stores a new scenario, perhaps as what differs from a snapshot.
    pub(super) fn try_create(
        &mut self,
        name: &str,
        parts: &[Part],
        over: Option<String>,
        now: Stamp,
    ) -> Result<Entry, LibraryError> {
        self.ready_to_write()?;
        let id = self.fresh_id(now)?;
        let blank = Entry {
            id: id.clone(),
            name: name.to_owned(),
            created: now,
            saved: now,
            schema: self.ladders.schema(Kind::Scenario),
            revision: Revision { number: 0, writer: self.writer.clone() },
            parts: BTreeMap::new(),
            over,
            deleted_at: None,
        };
        let entry = self.write(blank, None, parts, true, now)?;
        self.base.insert(id, entry.clone());
        Ok(entry)
    }

    /// Stores a scenario that this tab has loaded or created: all its parts are given, only those that changed are written.
    pub fn save(&mut self, id: &str, name: &str, parts: &[Part], now: Stamp) -> Result<SaveOutcome, LibraryError> {
        self.retrying(|library| library.try_save_over(id, name, parts, None, now))
    }

    /// The same, as what differs from another snapshot than before if one is given.
    pub(super) fn try_save_over(
        &mut self,
        id: &str,
        name: &str,
        parts: &[Part],
        over: Option<String>,
        now: Stamp,
    ) -> Result<SaveOutcome, LibraryError> {
        let Some(base) = self.base.get(id).cloned() else {
            return Err(LibraryError::NotLoaded { name: name.to_owned() });
        };
        self.ready_to_write()?;
        let stored = self.index.entry(id).cloned();
        if let Some(theirs) = stored.as_ref().filter(|_| self.is_behind(id)) {
            return Ok(SaveOutcome::Conflict { theirs: theirs.clone() });
        }
        let mut next = stored.clone().unwrap_or(base);
        next.name = name.to_owned();
        let other_base = over.is_some() && over != next.over;
        next.over = over.or(next.over);
        let present = self.store.keys()?;
        let is_whole = |stored: &Entry| {
            stored.parts.len() == parts.len() && parts.iter().all(|part| self.listed(stored, part, &present).is_some())
        };
        if !other_base && stored.as_ref().is_some_and(|stored| stored.name == next.name && is_whole(stored)) {
            return Ok(SaveOutcome::Unchanged);
        }
        if let Some(stored) = &stored {
            self.keep_before_migration(stored, now);
        }
        let entry = self.write(next, stored.as_ref().filter(|_| !other_base), parts, false, now)?;
        self.base.insert(id.to_owned(), entry.clone());
        Ok(SaveOutcome::Saved(entry))
    }

    /// Where this part, just as it is, is stored already: the list says so, the schema is the newest, and the key is there.
    fn listed<'a>(&self, stored: &'a Entry, part: &Part, present: &[String]) -> Option<&'a PartEntry> {
        let listed = stored.parts.get(part.name()).filter(|listed| listed.hash == check_sum(part.json()))?;
        let in_place = stored.schema == self.ladders.schema(Kind::Scenario)
            && present.contains(&stored.key(part.name(), listed).to_string());
        in_place.then_some(listed)
    }

    /// Writes what changed, then the list, then removes what it no longer names. What fails is taken back.
    fn write(
        &mut self,
        mut next: Entry,
        stored: Option<&Entry>,
        parts: &[Part],
        make_current: bool,
        now: Stamp,
    ) -> Result<Entry, LibraryError> {
        let present = self.store.keys()?;
        next.revision = self.next_revision(&next, &present);
        next.saved = now;
        next.schema = self.ladders.schema(Kind::Scenario);
        next.parts.clear();
        let mut written = Vec::new();
        let result = self.write_parts(&mut next, stored, parts, &present, &mut written, now).and_then(|()| {
            let mut index = self.index.clone();
            index.put(next.clone());
            if make_current {
                index.current = Some(next.id.clone());
            }
            self.commit(index, now)
        });
        if let Err(error) = result {
            self.take_back(&written);
            return Err(self.explain(error, &next.name));
        }
        let named: Vec<Key> = next.keys().collect();
        for key in stored.into_iter().flat_map(Entry::keys).filter(|key| !named.contains(key)) {
            // The save is made; what cannot be removed now is a leftover and goes with a later save.
            let _ = self.store.remove(&key.to_string());
        }
        self.sweep(Some(&next.id), now);
        Ok(next)
    }

    /// A revision beyond all that there is of a scenario, unfinished and unreadable ones included, so that no value is ever overwritten.
    fn next_revision(&self, entry: &Entry, present: &[String]) -> Revision {
        let numbers = present.iter().filter_map(|key| match Key::parse(key) {
            Some(Key::Part { id, revision, .. }) if id == entry.id => Some(revision.number),
            Some(
                Key::Part { .. }
                | Key::Snapshot { .. }
                | Key::Index
                | Key::Profile
                | Key::SetAside(_)
                | Key::Unknown(_),
            )
            | None => None,
        });
        let highest = numbers.fold(entry.revision.number, u64::max);
        Revision { number: highest.saturating_add(1), writer: self.writer.clone() }
    }

    /// Writes the parts that are not stored already, and notes in the entry where each part lies.
    fn write_parts(
        &self,
        next: &mut Entry,
        stored: Option<&Entry>,
        parts: &[Part],
        present: &[String],
        written: &mut Vec<String>,
        now: Stamp,
    ) -> Result<(), LibraryError> {
        let listed = |part: &Part| stored.and_then(|stored| self.listed(stored, part, present)).cloned();
        let mut places: Vec<(&Part, Option<PartEntry>)> = parts.iter().map(|part| (part, listed(part))).collect();
        // Where a part has only gone, one of the others is written again: its envelope then names the parts that are left.
        let fewer = stored.is_some_and(|stored| stored.parts.len() > parts.len())
            && places.iter().all(|(_, listed)| listed.is_some());
        if let Some((_, smallest)) = places.iter_mut().min_by_key(|(part, _)| part.json().len()).filter(|_| fewer) {
            *smallest = None;
        }
        let revision =
            |listed: &Option<PartEntry>| listed.as_ref().map_or(&next.revision, |listed| &listed.revision).clone();
        let revisions = places.iter().map(|(part, listed)| (part.name().to_owned(), revision(listed))).collect();
        for (part, listed) in places {
            let listed = match listed {
                Some(listed) => listed,
                None => {
                    let (key, listed) = self.write_part(next, part, &revisions, now)?;
                    written.push(key);
                    listed
                }
            };
            next.parts.insert(part.name().to_owned(), listed);
        }
        Ok(())
    }

    /// Writes one part of a save under a key of its own; if there is no room, makes some and tries once more.
    fn write_part(
        &self,
        next: &Entry,
        part: &Part,
        revisions: &BTreeMap<String, Revision>,
        now: Stamp,
    ) -> Result<(String, PartEntry), LibraryError> {
        let hash = check_sum(part.json());
        let key = Key::Part { id: next.id.clone(), part: part.name().to_owned(), revision: next.revision.clone() }
            .to_string();
        let (over, written) = match next.over.as_deref().and_then(|over| self.difference(over, part)) {
            Some(difference) => (next.over.clone(), difference),
            None => (None, part.clone()),
        };
        let envelope = Envelope {
            kind: Kind::Scenario,
            schema: next.schema,
            saved: now,
            id: next.id.clone(),
            name: next.name.clone(),
            parts: revisions.clone(),
            over,
            part: written,
        };
        let mut text = encode(&envelope);
        // Squeezing takes time, so what is being edited is squeezed only where it would not fit otherwise.
        if let Err(error) = self.store.set(&key, &text) {
            if error != StoreError::Full {
                return Err(error.into());
            }
            text = encode_squeezed(&envelope);
            self.set_making_room(&key, &text, now)?;
        }
        Ok((key.clone(), PartEntry { revision: next.revision.clone(), size: size(&key) + size(&text), hash }))
    }

    /// Takes back what a failed save has written. If that fails too, it stays as part of an unfinished save, which nobody reads.
    fn take_back(&self, written: &[String]) {
        for key in written {
            let _ = self.store.remove(key);
        }
    }

    /// Says of a full storage what takes the room, and what was not saved.
    pub(super) fn explain(&self, error: LibraryError, name: &str) -> LibraryError {
        match error {
            LibraryError::Store(StoreError::Full) => match self.usage() {
                Ok(usage) => LibraryError::Full { name: name.to_owned(), usage },
                Err(_) => error,
            },
            LibraryError::Store(StoreError::Blocked | StoreError::Other(_))
            | LibraryError::Full { .. }
            | LibraryError::Newer { .. }
            | LibraryError::Gone
            | LibraryError::Overtaken
            | LibraryError::NotLoaded { .. }
            | LibraryError::Damaged(_)
            | LibraryError::Migration { .. } => error,
        }
    }

    /// Removes what earlier saves (of this scenario, or of all) have replaced but not removed, and says how many values that were.
    /// Failing here is no failure: the leftovers only take room.
    pub(super) fn sweep(&self, id: Option<&str>, now: Stamp) -> usize {
        let keys = self.store.keys().unwrap_or_default();
        let leftovers = keys.iter().filter(|key| match Key::parse(key) {
            Some(Key::Part { id: owner, part, revision }) => {
                id.is_none_or(|id| id == owner) && self.is_replaced(&owner, &part, &revision) && self.is_old(key, now)
            }
            Some(Key::Snapshot { .. } | Key::Index | Key::Profile | Key::SetAside(_) | Key::Unknown(_)) | None => false,
        });
        leftovers.filter(|key| self.store.remove(key).is_ok()).count()
    }

    /// Whether a later save, or the same one, has left this revision of a part behind.
    pub(super) fn is_replaced(&self, id: &str, part: &str, revision: &Revision) -> bool {
        self.index.entry(id).is_some_and(|entry| {
            let named = entry.parts.get(part).is_some_and(|listed| listed.revision == *revision);
            !named && revision.number <= entry.revision.number
        })
    }

    /// Whether a value can be read and was saved so long ago that no tab can still be at work on it.
    fn is_old(&self, key: &str, now: Stamp) -> bool {
        let Ok(Some(text)) = self.store.get(key) else { return false };
        match decode(&text, &self.ladders) {
            Reading::Fine(envelope) | Reading::Older(envelope) => now.seconds_since(envelope.saved) > LEFTOVER_SECONDS,
            Reading::Newer(_) | Reading::Damaged(_) => false,
        }
    }

    /// An id that no scenario has or had: the moment and the tab.
    fn fresh_id(&self, now: Stamp) -> Result<String, LibraryError> {
        let stem = format!("{:x}-{}", now.unix_seconds().unsigned_abs(), self.writer);
        let keys = self.store.keys()?;
        let taken = |id: &str| {
            let owned = |key: &String| matches!(Key::parse(key), Some(Key::Part { id: owner, .. }) if owner == id);
            self.index.entry(id).is_some() || self.base.contains_key(id) || keys.iter().any(owned)
        };
        let numbered = (2u32..).map(|number| format!("{stem}-{number}"));
        Ok(std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(stem))
    }
}
