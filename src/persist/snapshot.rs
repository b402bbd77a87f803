//! Snapshots: what a scenario was at some moment, kept whole beside it.

use super::envelope::check_sum;
use super::key::{Key, Revision};
use super::parts::Part;
use super::squeeze::{squeeze, unsqueeze};
use super::stamp::Stamp;
use crate::text::tr;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// Automatic snapshots kept of one scenario; the oldest goes first.
pub const MOST_AUTOMATIC: usize = 10;

/// Why a snapshot was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// Somebody wanted it, under this name.
    Hand(String),
    /// Something was about to change much: what, as the list of steps calls it.
    Before(String),
    /// A branch differs from it, and is lost without it.
    Base,
}

impl Why {
    /// Whether it was taken unasked, and gives way when there is no room.
    pub fn is_automatic(&self) -> bool {
        matches!(self, Why::Before(_))
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Hand(name) => f.write_str(name),
            Why::Before(step) => f.write_str(&tr!("Before: {step}")),
            Why::Base => f.write_str(tr!("Base of a branch")),
        }
    }
}

/// A snapshot in the list of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The scenario.
    pub of: String,
    /// Which snapshot of it: they count up, whatever the clock says.
    pub revision: Revision,
    /// What the scenario was called then.
    pub name: String,
    /// When it was taken.
    pub taken: Stamp,
    /// Why it was taken.
    pub why: Why,
    /// The schema of what is in it.
    pub schema: u32,
    /// The room that it takes, key included, as [`super::size`] counts.
    pub size: usize,
    /// What tells its content from any other, as `content_hash` makes it.
    pub hash: String,
}

impl Snapshot {
    /// How branches and addresses refer to it: `abc@3-k3f9`.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.of, self.revision)
    }

    /// Its key.
    pub(super) fn key(&self) -> String {
        Key::Snapshot { id: self.of.clone(), revision: self.revision.clone() }.to_string()
    }
}

/// A scenario and which of its snapshots, from a [`Snapshot::reference`].
pub fn snapshot_reference(text: &str) -> Option<(&str, Revision)> {
    let (id, revision) = text.split_once('@')?;
    Some((id, Revision::parse(revision)?))
}

/// What a stored snapshot holds.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    pub why: Why,
    pub hash: String,
    /// All parts by name, squeezed.
    pub text: String,
}

impl Stored {
    pub fn new(why: Why, parts: &[Part]) -> Result<Stored, serde_json::Error> {
        let all: BTreeMap<&str, &RawValue> = parts.iter().map(|part| (part.name(), part.raw())).collect();
        let hash = content_hash(parts.iter().map(|part| (part.name(), check_sum(part.json()))));
        Ok(Stored { why, hash, text: squeeze(&serde_json::to_string(&all)?) })
    }

    /// The parts, of the schema they were stored in; nothing where they cannot be read.
    pub fn parts(&self) -> Option<Vec<Part>> {
        let text = unsqueeze(&self.text)?;
        let all: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text).ok()?;
        Some(all.into_iter().map(|(name, json)| Part::from_raw(&name, json)).collect())
    }
}

/// Tells one content from another by its parts and their check sums.
pub(super) fn content_hash<'a>(parts: impl Iterator<Item = (&'a str, String)>) -> String {
    let mut named: Vec<String> = parts.map(|(name, hash)| format!("{name}:{hash}")).collect();
    named.sort();
    check_sum(&named.join(";"))
}
