//! The list of scenarios made anew from the keys, where it is missing or cannot be read.

use super::{IndexState, Library};
use crate::persist::envelope::{Reading, check_sum, decode};
use crate::persist::error::LibraryError;
use crate::persist::index::{Entry, Index, PartEntry};
use crate::persist::key::{Key, Revision};
use crate::persist::kind::Kind;
use crate::persist::stamp::Stamp;
use crate::persist::store::size;
use crate::text::tr;
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
                    0 => tr!("no scenario was found").to_owned(),
                    1 => tr!("1 scenario was found").to_owned(),
                    more => tr!("{more} scenarios were found"),
                };
                f.write_str(&tr!("The list of your scenarios could not be read, so it was made anew from what is stored: {found}. Names may be older \
                     ones, and what lay in the bin is back. See \u{201c}Kept as it was found\u{201d} on the Data page for what could not be read."
                ))
            }
            Notice::Newer { schema } => f.write_str(&tr!("A newer Remit has been used in this browser (its list of scenarios has schema {schema}). So that nothing of it is lost, \
                 this one saves nothing. Reload to get the newest Remit."
            )),
        }
    }
}

/// What can be read of one stored revision of one part.
struct Found {
    part: String,
    revision: Revision,
    schema: u32,
    name: Option<String>,
    saved: Option<Stamp>,
    /// All parts of the save that wrote it.
    parts: BTreeMap<String, Revision>,
    size: usize,
    /// Unknown (empty) where the value is only a difference.
    hash: String,
    /// The snapshot it differs from.
    over: Option<String>,
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

    /// A scenario as its keys tell it: the newest save of which every part can be read; if there is none, the newest of which any part
    /// can. Nothing where no part can be read.
    pub(super) fn entry_from_keys(&self, id: &str) -> Result<Option<Entry>, LibraryError> {
        let mut found = self.found(id)?;
        found.sort_by(|a, b| b.revision.cmp(&a.revision));
        let place =
            |part: &str, revision: &Revision| found.iter().find(|one| one.part == part && one.revision == *revision);
        let is_whole = |save: &&Found| {
            save.parts.iter().all(|(part, revision)| place(part, revision).is_some_and(|one| one.schema == save.schema))
        };
        let Some(save) = found.iter().find(is_whole).or(found.first()) else { return Ok(None) };
        let listed = |part: &str, revision: &Revision| {
            let (size, hash) = place(part, revision).map_or((0, String::new()), |one| (one.size, one.hash.clone()));
            PartEntry { revision: revision.clone(), size, hash }
        };
        let epoch = Stamp::from_unix_seconds(0);
        Ok(Some(Entry {
            id: id.to_owned(),
            name: save.name.clone().unwrap_or_else(|| tr!("Recovered").to_owned()),
            created: found.iter().filter_map(|one| one.saved).min().unwrap_or(epoch),
            saved: save.saved.unwrap_or(epoch),
            schema: save.schema,
            revision: save.revision.clone(),
            parts: save.parts.iter().map(|(part, revision)| (part.clone(), listed(part, revision))).collect(),
            over: save.over.clone(),
            deleted_at: None,
        }))
    }

    /// Every readable revision of every part of a scenario.
    fn found(&self, id: &str) -> Result<Vec<Found>, LibraryError> {
        let mut all = Vec::new();
        for key in self.store.keys()? {
            let Some(Key::Part { id: owner, part, revision }) = Key::parse(&key) else { continue };
            let Some(text) = (owner == id).then(|| self.store.get(&key)).transpose()?.flatten() else { continue };
            let size = size(&key) + size(&text);
            let (schema, name, saved, mut parts, hash, over) = match decode(&text, &self.ladders) {
                Reading::Fine(envelope) | Reading::Older(envelope) => {
                    if envelope.kind != Kind::Scenario || envelope.id != id || envelope.part.name() != part {
                        continue;
                    }
                    let hash = if envelope.over.is_none() { check_sum(envelope.part.json()) } else { String::new() };
                    (envelope.schema, Some(envelope.name), Some(envelope.saved), envelope.parts, hash, envelope.over)
                }
                Reading::Newer(header) => (header.schema, header.name, header.saved, header.parts, String::new(), None),
                Reading::Damaged(_) => continue,
            };
            parts.insert(part.clone(), revision.clone());
            all.push(Found { part, revision, schema, name, saved, parts, size, hash, over });
        }
        Ok(all)
    }
}
