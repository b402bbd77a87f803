//! Why the library did not do as it was asked, in words for the person whose plans it keeps.

use super::envelope::Damage;
use super::key::Key;
use super::migrate::MigrationError;
use super::parts::{CORE, Part};
use super::store::{STORAGE_ESTIMATE, StoreError, size_in_words};
use crate::text::{quoted, tr};
use std::fmt;

/// Why the library did not do as it was asked. Whatever the reason, what was saved before is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryError {
    /// The store failed.
    Store(StoreError),
    /// There was no room.
    Full {
        /// What was to be saved.
        name: String,
        /// What takes the room.
        usage: Usage,
    },
    /// It is of a newer schema than this version of Remit knows.
    Newer {
        /// What it is: the name of a scenario in quotation marks, or `the list of scenarios`.
        what: String,
        /// Its schema.
        schema: u32,
        /// The newest schema that this version knows.
        reads: u32,
    },
    /// No scenario in storage has this id.
    Gone,
    /// Another tab wrote at the same moment, again and again.
    Overtaken,
    /// A scenario or profile that this tab has not read must not be written.
    NotLoaded {
        /// Its name.
        name: String,
    },
    /// Some of it cannot be read.
    Damaged(Box<Remains>),
    /// It is of an older schema, and bringing it up to date failed.
    Migration {
        /// Its name.
        name: String,
        /// Its schema.
        schema: u32,
        /// What failed.
        error: MigrationError,
    },
}

/// What is left of a scenario that cannot be read as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Remains {
    /// Its name.
    pub name: String,
    /// What cannot be read; it stays in storage.
    pub kept: Vec<Kept>,
    /// What can be read, to be opened as a new scenario; brought up to date where that was needed and possible.
    pub readable: Vec<Part>,
}

/// A stored value that is not used but stays in storage, to be listed and downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub key: String,
    /// Why it is not used.
    pub reason: Reason,
    /// The room it takes, key included.
    pub bytes: usize,
}

/// Why a stored value is not used. Its text is a clause, to stand behind the name of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It cannot be read.
    Damaged(Damage),
    /// It is of a newer schema.
    Newer {
        /// That schema.
        schema: u32,
    },
    /// It is of another schema than the other parts of its scenario.
    Mixed {
        /// Its schema.
        schema: u32,
    },
    /// It belongs to a scenario that is not in the list.
    Unlisted,
    /// It belongs to a save that did not come to its end.
    Unfinished,
    /// It could not be read and had to make room; it was put aside word for word.
    SetAside,
    /// This version of Remit does not know what it is.
    Unknown,
}

/// The room that things take in storage, as [`super::size`] counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// All that is ours.
    pub ours: usize,
    /// Of ours, the scenarios in the bin.
    pub bin: usize,
    /// Of ours, snapshots.
    pub snapshots: usize,
    /// What other pages of the same address keep.
    pub others: usize,
}

impl Usage {
    /// The room there probably is in all: no browser says how much it really gives.
    pub const ESTIMATE: usize = STORAGE_ESTIMATE;

    /// The share of that room that is taken, from 0 to 1.
    pub fn share(self) -> f64 {
        ((self.ours + self.others) as f64 / Self::ESTIMATE as f64).min(1.0)
    }
}

impl fmt::Display for LibraryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LibraryError::Store(error) => error.fmt(f),
            LibraryError::Full { name, usage } => {
                let ours = size_in_words(usage.ours);
                f.write_str(&tr!("{} was not saved: the storage that this browser gives to this page is full (Remit uses {ours}", quoted(name)))?;
                if usage.bin > 0 {
                    f.write_str(&tr!(", {} of it in the bin", size_in_words(usage.bin)))?;
                }
                if usage.snapshots > 0 {
                    f.write_str(&tr!(", {} of it snapshots", size_in_words(usage.snapshots)))?;
                }
                if usage.others > 0 {
                    f.write_str(&tr!("; other pages of this address use {}", size_in_words(usage.others)))?;
                }
                f.write_str(
                    tr!("). What was saved before is intact. Empty the bin or delete scenarios on the Data page, or download this one as a file."),
                )
            }
            LibraryError::Newer { what, schema, reads } => f.write_str(&tr!("A newer Remit saved {what} (schema {schema}; this one reads up to {reads}). It stays as it is and is not changed here. \
                 Reload to get the newest Remit, or download it on the Data page."
            )),
            LibraryError::Gone => {
                f.write_str(tr!("This scenario is no longer in storage; perhaps another tab deleted it for good. Choose another one on the Data page."))
            }
            LibraryError::Overtaken => {
                f.write_str(tr!("Another tab with Remit saved at the same moment, so nothing was saved here. Save again, or close the other tab."))
            }
            LibraryError::NotLoaded { name } => {
                f.write_str(&tr!("{} was not saved, since this tab has not read what is stored under it. Open it first.", quoted(name)))
            }
            LibraryError::Damaged(remains) => remains.fmt(f),
            LibraryError::Migration { name, schema, error } => f.write_str(&tr!("{} was saved by an older Remit (schema {schema}) and could not be brought up to date: {error}. It stays as it is. \
                 Download it on the Data page.",
                quoted(name)
            )),
        }
    }
}

impl std::error::Error for LibraryError {}

impl From<StoreError> for LibraryError {
    fn from(error: StoreError) -> Self {
        LibraryError::Store(error)
    }
}

impl fmt::Display for Remains {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&tr!("{} cannot be opened: ", quoted(&self.name)))?;
        for (place, kept) in self.kept.iter().enumerate() {
            write!(f, "{}{kept}", if place == 0 { "" } else { "; " })?;
        }
        f.write_str(tr!(". All of it stays in storage as it is. Download it on the Data page"))?;
        if self.readable.iter().any(|part| part.name() == CORE) {
            let names: Vec<_> = self.readable.iter().map(Part::name).collect();
            f.write_str(&tr!(", or open what can be read ({}) as a new scenario", names.join(", ")))?;
        }
        f.write_str(".")
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what(), self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Damaged(damage) => damage.fmt(f),
            Reason::Newer { schema } => f.write_str(&tr!("was saved by a newer Remit (schema {schema})")),
            Reason::Mixed { schema } => f.write_str(&tr!("has another schema ({schema}) than the rest")),
            Reason::Unlisted => f.write_str(tr!("belongs to a scenario that is not in the list")),
            Reason::Unfinished => f.write_str(tr!("belongs to a save that did not come to its end")),
            Reason::SetAside => f.write_str(tr!("could not be read and was put aside")),
            Reason::Unknown => f.write_str(tr!("is not known to this Remit")),
        }
    }
}

impl Kept {
    /// What it is, in words: `its part “accounts”`, `the list of scenarios`.
    fn what(&self) -> String {
        match Key::parse(&self.key) {
            Some(Key::Index) => tr!("the list of scenarios").to_owned(),
            Some(Key::Profile) => tr!("the record of offers and answers").to_owned(),
            Some(Key::Part { part, .. }) => tr!("the part {}", quoted(&part)),
            Some(Key::Snapshot { revision, .. }) => tr!("the snapshot {}", quoted(&revision.to_string())),
            Some(Key::SetAside(name)) => tr!("the value {}", quoted(&name)),
            Some(Key::Unknown(key)) => tr!("the value {}", quoted(&key)),
            None => tr!("the value {}", quoted(&self.key)),
        }
    }
}
