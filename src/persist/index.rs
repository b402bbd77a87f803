//! The list of scenarios: what each is called, and which revision of each of its parts counts.

use super::key::{Key, Revision};
use super::stamp::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All scenarios in storage, the binned ones included, and which one was open last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The scenario that was open last, in whichever tab.
    #[serde(default)]
    pub current: Option<String>,
    /// In the order in which they were made.
    pub scenarios: Vec<Entry>,
}

/// A scenario in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id, never reused.
    pub id: String,
    /// Its name, as shown.
    pub name: String,
    /// When it was made.
    pub created: Stamp,
    /// When it was last saved.
    pub saved: Stamp,
    /// The schema of all its parts.
    pub schema: u32,
    /// The save that it is at.
    pub revision: Revision,
    /// Its parts by name.
    pub parts: BTreeMap<String, PartEntry>,
    /// The snapshot of another scenario that it differs from, if it is a branch, as [`super::Snapshot::reference`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// When it was put into the bin, if it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Stamp>,
}

/// A part in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartEntry {
    /// The save that wrote it.
    pub revision: Revision,
    /// The room that it takes, key included, as [`super::size`] counts.
    pub size: usize,
    /// The check sum of its data.
    pub hash: String,
}

impl Index {
    /// The scenario with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.scenarios.iter().find(|entry| entry.id == id)
    }

    /// The scenario with this id, to change it.
    pub(super) fn entry_mut(&mut self, id: &str) -> Option<&mut Entry> {
        self.scenarios.iter_mut().find(|entry| entry.id == id)
    }

    /// Puts a scenario in its place in the list, or at the end.
    pub(super) fn put(&mut self, entry: Entry) {
        match self.entry_mut(&entry.id) {
            Some(place) => *place = entry,
            None => self.scenarios.push(entry),
        }
    }
}

impl Entry {
    /// The room that all its parts take.
    pub fn size(&self) -> usize {
        self.parts.values().map(|part| part.size).sum()
    }

    /// Whether it is in the bin.
    pub fn is_binned(&self) -> bool {
        self.deleted_at.is_some()
    }

    /// The keys of its parts.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.parts.iter().map(|(name, part)| self.key(name, part))
    }

    /// The key of one of its parts.
    pub(super) fn key(&self, name: &str, part: &PartEntry) -> Key {
        Key::Part { id: self.id.clone(), part: name.to_owned(), revision: part.revision.clone() }
    }
}
