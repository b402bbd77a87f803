//! The list of scenarios made anew from the keys, where it is missing or cannot be read.

use super::{IndexState, Library};
use crate::persist::envelope::{NewerHeader, Reading, check_sum, decode};
use crate::persist::error::LibraryError;
use crate::persist::index::{Entry, Index, PartEntry};
use crate::persist::key::{Key, Revision};
use crate::persist::kind::Kind;
use crate::persist::stamp::Stamp;
use crate::persist::store::size;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What was wrong with the list of scenarios when the library was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It was missing or unreadable and was made anew from what is stored.
    Rebuilt {
        /// How many scenarios were found.
        scenarios: usize,
    },
    /// A newer version of Remit has taken over this storage.
    Newer {
        /// The schema of its list.
        schema: u32,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::Rebuilt { scenarios } => {
                let found = match scenarios {
                    0 => "no scenario was found".to_owned(),
                    1 => "1 scenario was found".to_owned(),
                    more => format!("{more} scenarios were found"),
                };
                write!(
                    f,
                    "The list of your scenarios could not be read, so it was made anew from what is stored: {found}. Names may be older \
                     ones, and what lay in the bin is back. See \u{201c}Kept\u{201d} on the Data page for what could not be read."
                )
            }
            Notice::Newer { schema } => write!(
                f,
                "A newer Remit has been used in this browser (its list of scenarios has schema {schema}). So that nothing of it is lost, \
                 this one saves nothing. Reload to get the newest Remit."
            ),
        }
    }
}

/// One stored revision of one part.
struct Found {
    part: String,
    revision: Revision,
    size: usize,
    readable: Option<Readable>,
}

/// What its envelope says.
struct Readable {
    schema: u32,
    name: Option<String>,
    saved: Option<Stamp>,
    hash: String,
}

impl Library {
    /// What is wrong with the list as it was read just now.
    pub(super) fn notice_now(&self) -> Option<Notice> {
        match self.state {
            IndexState::New | IndexState::Sound => None,
            IndexState::Rebuilt(_) => Some(Notice::Rebuilt { scenarios: self.index.scenarios.len() }),
            IndexState::Newer(schema) => Some(Notice::Newer { schema }),
        }
    }

    /// Whether any part of any scenario is stored.
    pub(super) fn has_parts(&self) -> Result<bool, LibraryError> {
        Ok(self.store.keys()?.iter().any(|key| matches!(Key::parse(key), Some(Key::Part { .. }))))
    }

    /// The list as the keys tell it.
    pub(super) fn rebuild(&self) -> Result<Index, LibraryError> {
        let mut ids = BTreeSet::new();
        for key in self.store.keys()? {
            if let Some(Key::Part { id, .. }) = Key::parse(&key) {
                ids.insert(id);
            }
        }
        let mut scenarios = Vec::new();
        for id in ids {
            scenarios.extend(self.entry_from_keys(&id)?);
        }
        scenarios.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        Ok(Index { current: None, scenarios })
    }

    /// A scenario as its keys tell it: of every part the newest readable revision, all of one schema if there is one that all have.
    /// Nothing where no part can be read.
    pub(super) fn entry_from_keys(&self, id: &str) -> Result<Option<Entry>, LibraryError> {
        let found = self.found(id)?;
        let names: BTreeSet<&str> = found.iter().map(|found| found.part.as_str()).collect();
        let schemas: BTreeSet<u32> = found.iter().filter_map(|found| Some(found.readable.as_ref()?.schema)).collect();
        let has = |name: &str, schema| found.iter().any(|one| one.part == name && one.schema() == Some(schema));
        let common = schemas.iter().rev().find(|&&schema| names.iter().all(|name| has(name, schema)));
        let Some(&schema) = common.or(schemas.last()) else { return Ok(None) };

        // Candidates in ascending order of worth, so that the last one of each part stays: any, then any readable, then one of this schema.
        let mut candidates: Vec<&Found> = found.iter().collect();
        candidates.sort_by_key(|one| (one.schema() == Some(schema), one.readable.is_some(), &one.revision));
        let chosen: BTreeMap<&str, &Found> = candidates.into_iter().map(|one| (one.part.as_str(), one)).collect();

        let newest = chosen.values().filter(|one| one.readable.is_some()).max_by_key(|one| &one.revision);
        let told = newest.and_then(|one| one.readable.as_ref());
        let stamps = || chosen.values().filter_map(|one| one.readable.as_ref()?.saved);
        let Some(revision) = chosen.values().map(|one| one.revision.clone()).max() else { return Ok(None) };
        Ok(Some(Entry {
            id: id.to_owned(),
            name: told.and_then(|told| told.name.clone()).unwrap_or_else(|| "Recovered".to_owned()),
            created: stamps().min().unwrap_or(Stamp::from_unix_seconds(0)),
            saved: stamps().max().unwrap_or(Stamp::from_unix_seconds(0)),
            schema,
            revision,
            parts: chosen.into_iter().map(|(name, one)| (name.to_owned(), one.listed())).collect(),
            deleted_at: None,
        }))
    }

    /// Every stored revision of every part of a scenario.
    fn found(&self, id: &str) -> Result<Vec<Found>, LibraryError> {
        let mut all = Vec::new();
        for text_key in self.store.keys()? {
            let Some(Key::Part { id: owner, part, revision }) = Key::parse(&text_key) else { continue };
            let Some(text) = (owner == id).then(|| self.store.get(&text_key)).transpose()?.flatten() else { continue };
            let readable = match decode(&text, &self.ladders) {
                Reading::Fine(envelope) | Reading::Older(envelope) => {
                    let in_place = envelope.kind == Kind::Scenario && envelope.id == id && envelope.part.name() == part;
                    in_place.then(|| Readable {
                        schema: envelope.schema,
                        hash: check_sum(envelope.part.json()),
                        name: Some(envelope.name),
                        saved: Some(envelope.saved),
                    })
                }
                Reading::Newer(NewerHeader { schema, name, saved, .. }) => {
                    Some(Readable { schema, name, saved, hash: String::new() })
                }
                Reading::Damaged(_) => None,
            };
            all.push(Found { part, revision, size: size(&text_key) + size(&text), readable });
        }
        Ok(all)
    }
}

impl Found {
    fn schema(&self) -> Option<u32> {
        self.readable.as_ref().map(|readable| readable.schema)
    }

    fn listed(&self) -> PartEntry {
        let hash = self.readable.as_ref().map_or_else(String::new, |readable| readable.hash.clone());
        PartEntry { revision: self.revision.clone(), size: self.size, hash }
    }
}
