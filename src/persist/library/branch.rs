//! Branches: scenarios that are stored as what differs from a snapshot of another.
//!
//! The snapshot is taken when the branch is made and stays as long as a branch differs from it, so nothing that happens to the base, not
//! even its deletion, changes or loses a branch. Whether the base has changed since is told by its content, not by its saves.

use super::{Library, SaveOutcome};
use crate::persist::diff::{apply, diff};
use crate::persist::envelope::{Damage, Envelope, Reading, decode, encode_squeezed};
use crate::persist::error::LibraryError;
use crate::persist::index::Entry;
use crate::persist::key::Key;
use crate::persist::parts::Part;
use crate::persist::snapshot::{Why, content_hash, snapshot_reference};
use crate::persist::stamp::Stamp;
use crate::persist::store::size;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a branch differs from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The scenario.
    pub id: String,
    /// The snapshot of it, as addresses and [`Library::load_snapshot`] know it.
    pub reference: String,
    /// What the scenario is called now, or was called then if it is gone.
    pub name: String,
    /// What became of it since.
    pub since: Since,
}

/// What became of the base of a branch since the branch was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It is as it was.
    Same,
    /// It was changed.
    Changed,
    /// It is in the bin, or deleted for good.
    Gone,
}

impl Library {
    /// Stores a scenario as a branch of another, as this is stored now: only what differs from it takes room.
    pub fn branch(&mut self, of: &str, name: &str, parts: &[Part], now: Stamp) -> Result<Entry, LibraryError> {
        let base = self.read(of)?;
        let snapshot = self.take_snapshot(of, &base.entry.name, &base.parts, Why::Base, now)?;
        let over = snapshot.reference();
        self.read_base(&over)?;
        self.retrying(|library| library.try_create(name, parts, Some(over.clone()), now))
    }

    /// What a branch differs from; nothing where the scenario is none.
    pub fn base_of(&self, id: &str) -> Option<Base> {
        let reference = self.index.entry(id)?.over.clone()?;
        let (base, revision) = snapshot_reference(&reference)?;
        let snapshot = self.snapshots(base).ok()?.into_iter().find(|it| it.revision == revision);
        let there = self.index.entry(base).filter(|entry| !entry.is_binned());
        let name = there.map(|entry| entry.name.clone()).or(snapshot.as_ref().map(|it| it.name.clone()));
        let since = match there {
            None => Since::Gone,
            Some(entry) => {
                let now = content_hash(entry.parts.iter().map(|(name, part)| (name.as_str(), part.hash.clone())));
                if snapshot.is_some_and(|it| it.hash == now) { Since::Same } else { Since::Changed }
            }
        };
        Some(Base { id: base.to_owned(), reference: reference.clone(), name: name.unwrap_or_default(), since })
    }

    /// Saves a branch that this tab has open as what differs from its base as that is stored now.
    pub fn rebase(&mut self, id: &str, name: &str, parts: &[Part], now: Stamp) -> Result<SaveOutcome, LibraryError> {
        let Some(base) = self.base_of(id).filter(|base| base.since != Since::Gone) else {
            return Err(LibraryError::Gone);
        };
        let read = self.read(&base.id)?;
        self.rebase_on((id, name), parts, (&base.id, &read.entry.name, &read.parts), now)
    }

    /// Saves a branch that this tab has open as what differs from its base as that was, or is: its id, its name and its parts. So a step
    /// that moved the branch onto a newer state of its base can be taken back as a whole.
    pub fn rebase_on(
        &mut self,
        (id, name): (&str, &str),
        parts: &[Part],
        (base, base_name, base_parts): (&str, &str, &[Part]),
        now: Stamp,
    ) -> Result<SaveOutcome, LibraryError> {
        let over = self.take_snapshot(base, base_name, base_parts, Why::Base, now)?.reference();
        self.read_base(&over)?;
        let before: Vec<Key> = self.index.entry(id).into_iter().flat_map(Entry::keys).collect();
        let outcome = self.retrying(|library| library.try_save_over(id, name, parts, Some(over.clone()), now))?;
        if let SaveOutcome::Saved(entry) = &outcome {
            let named: Vec<Key> = entry.keys().collect();
            for key in before.iter().filter(|key| !named.contains(key)) {
                self.store.remove(&key.to_string())?;
            }
            self.sweep_snapshots()?;
        }
        Ok(outcome)
    }

    /// The part as what differs from the same part of a snapshot; nothing where that would be longer, or would not give the part again
    /// letter by letter.
    pub(super) fn difference(&self, over: &str, part: &Part) -> Option<Part> {
        let old = self.bases.get(over)?.get(part.name())?;
        let new: Value = part.read().ok()?;
        let change = match (diff(old, &new), old) {
            (Some(change), _) => change,
            (None, Value::Array(list)) => json!({ "l": [[0, list.len()]] }),
            (None, Value::Object(_)) => json!({}),
            (None, Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => return None,
        };
        let difference = Part::new(part.name(), &change).ok()?;
        let again = Part::new(part.name(), &apply(old, &change)?).ok()?;
        (difference.json().len() < part.json().len() && again.json() == part.json()).then_some(difference)
    }

    /// The envelope with the whole part, where it holds only what differs from a snapshot.
    pub(super) fn whole(&mut self, envelope: Envelope) -> Result<Envelope, Damage> {
        let Some(over) = &envelope.over else { return Ok(envelope) };
        let parts = self.read_base(over).map_err(|_| Damage::NoBase)?;
        let old = parts.get(envelope.part.name()).ok_or(Damage::NoBase)?;
        let change: Value = envelope.part.read().map_err(|_| Damage::NotOurs)?;
        let new = apply(old, &change).ok_or(Damage::NoBase)?;
        let part = Part::new(envelope.part.name(), &new).map_err(|_| Damage::NotOurs)?;
        Ok(Envelope { part, ..envelope })
    }

    /// The parts of a snapshot as values, kept at hand: a branch needs them with every save. They are of the schema they were stored in,
    /// whatever the branch's is, since a difference is one of texts.
    fn read_base(&mut self, over: &str) -> Result<Arc<BTreeMap<String, Value>>, LibraryError> {
        if let Some(parts) = self.bases.get(over) {
            return Ok(parts.clone());
        }
        let Some((id, revision)) = snapshot_reference(over) else { return Err(LibraryError::Gone) };
        let (_, parts) = self.snapshot_as_stored(id, &revision)?;
        let values = parts.iter().filter_map(|part| Some((part.name().to_owned(), part.read().ok()?)));
        let parts: Arc<BTreeMap<String, Value>> = Arc::new(values.collect());
        self.bases.insert(over.to_owned(), parts.clone());
        Ok(parts)
    }

    /// The snapshots that any stored part differs from, whether or not its scenario is in the list.
    fn bases_in_use(&self) -> Result<BTreeSet<String>, LibraryError> {
        let mut used: BTreeSet<String> = self.index.scenarios.iter().filter_map(|entry| entry.over.clone()).collect();
        for key in self.store.keys()? {
            if !matches!(Key::parse(&key), Some(Key::Part { .. })) {
                continue;
            }
            let Some(text) = self.store.get(&key)?.filter(|text| text.contains("\"over\":")) else { continue };
            match decode(&text, &self.ladders) {
                Reading::Fine(envelope) | Reading::Older(envelope) => used.extend(envelope.over),
                Reading::Newer(_) | Reading::Damaged(_) => {}
            }
        }
        Ok(used)
    }

    /// Whether a branch differs from this snapshot.
    pub(super) fn is_base(&self, reference: &str) -> Result<bool, LibraryError> {
        Ok(self.bases_in_use()?.contains(reference))
    }

    /// Removes the snapshots of scenarios that were deleted for good, and bases that no branch differs from any more.
    pub(super) fn sweep_snapshots(&mut self) -> Result<(), LibraryError> {
        let used = self.bases_in_use()?;
        for key in self.store.keys()? {
            let Some(Key::Snapshot { id, revision }) = Key::parse(&key) else { continue };
            if used.contains(&format!("{id}@{revision}")) {
                continue;
            }
            let gone = self.index.entry(&id).is_none();
            let is_base = || {
                let of = self.snapshots(&id).unwrap_or_default();
                of.iter().any(|it| it.revision == revision && it.why == Why::Base)
            };
            if gone || is_base() {
                self.store.remove(&key)?;
            }
        }
        Ok(())
    }

    /// Stores the parts of a scenario that nobody is editing in as few characters as they take. What they hold stays the same under the
    /// same keys, so it does not matter where this breaks off.
    pub fn compact(&mut self, id: &str, now: Stamp) -> Result<(), LibraryError> {
        self.retrying(|library| {
            library.ready_to_write()?;
            let Some(mut entry) = library.index.entry(id).cloned() else { return Ok(()) };
            let mut smaller = false;
            for (key, part) in entry.keys().collect::<Vec<_>>().into_iter().zip(entry.parts.values_mut()) {
                let key = key.to_string();
                let Some(text) = library.store.get(&key)?.filter(|text| is_worth_squeezing(text)) else { continue };
                // What is of another schema, or damaged, stays word for word.
                let Reading::Fine(envelope) = decode(&text, &library.ladders) else { continue };
                let squeezed = encode_squeezed(&envelope);
                if size(&squeezed) < size(&text) {
                    library.store.set(&key, &squeezed)?;
                    part.size = size(&key) + size(&squeezed);
                    smaller = true;
                }
            }
            if !smaller {
                return Ok(());
            }
            let mut index = library.index.clone();
            index.put(entry);
            library.commit(index, now)
        })
    }
}

/// Whether a stored part is long and not squeezed yet.
fn is_worth_squeezing(text: &str) -> bool {
    text.len() > 2_048 && !text.contains("\"squeezed\":\"")
}
