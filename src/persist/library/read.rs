//! Reading a scenario.

use super::Library;
use crate::persist::envelope::{Damage, Envelope, Reading, decode};
use crate::persist::error::{Kept, LibraryError, Reason, Remains};
use crate::persist::index::Entry;
use crate::persist::kind::Kind;
use crate::persist::migrate::MigrationError;
use crate::persist::parts::{Part, join, split};
use crate::persist::snapshot::Why;
use crate::persist::stamp::Stamp;
use crate::persist::store::size;
use crate::text::{quoted, tr};

/// A scenario that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the list says of it.
    pub entry: Entry,
    /// Its parts, of the newest schema.
    pub parts: Vec<Part>,
    /// The older schema that it is stored in, if it was brought up to date. The next save stores it in the newest.
    pub migrated_from: Option<u32>,
}

/// The parts of a scenario as they are stored.
struct Stored {
    readable: Vec<Envelope>,
    kept: Vec<Kept>,
}

impl Library {
    /// Reads a scenario. From now on this tab may save it.
    pub fn load(&mut self, id: &str) -> Result<Loaded, LibraryError> {
        let loaded = self.read(id)?;
        self.base.insert(id.to_owned(), loaded.entry.clone());
        Ok(loaded)
    }

    /// Reads a scenario as it is stored now.
    pub(super) fn read(&mut self, id: &str) -> Result<Loaded, LibraryError> {
        self.read_index()?;
        let Some(mut entry) = self.index.entry(id).cloned() else { return Err(LibraryError::Gone) };
        let mut stored = self.stored_parts(&entry)?;
        if !stored.kept.is_empty() {
            // Another tab may have saved between our look at the list and our look at the parts, and removed what it replaced.
            self.read_index()?;
            if let Some(now) = self.index.entry(id).filter(|now| now.revision != entry.revision).cloned() {
                stored = self.stored_parts(&now)?;
                entry = now;
            }
        }
        self.understand(entry, stored)
    }

    /// Reads the parts that the list names for a scenario.
    fn stored_parts(&mut self, entry: &Entry) -> Result<Stored, LibraryError> {
        let mut stored = Stored { readable: Vec::new(), kept: Vec::new() };
        for (name, listed) in &entry.parts {
            let key = entry.key(name, listed).to_string();
            let text = self.store.get(&key)?;
            let bytes = text.as_ref().map_or(0, |text| size(&key) + size(text));
            let reason = match text.as_deref().map(|text| decode(text, &self.ladders)) {
                None => Reason::Damaged(Damage::Missing),
                Some(Reading::Damaged(damage)) => Reason::Damaged(damage),
                Some(Reading::Newer(header)) => Reason::Newer { schema: header.schema },
                Some(Reading::Fine(envelope) | Reading::Older(envelope)) => {
                    let in_place =
                        envelope.kind == Kind::Scenario && envelope.id == entry.id && envelope.part.name() == name;
                    if !in_place {
                        Reason::Damaged(Damage::Misplaced)
                    } else if envelope.schema != entry.schema {
                        Reason::Mixed { schema: envelope.schema }
                    } else {
                        match self.whole(envelope) {
                            Ok(envelope) => {
                                stored.readable.push(envelope);
                                continue;
                            }
                            Err(damage) => Reason::Damaged(damage),
                        }
                    }
                }
            };
            stored.kept.push(Kept { key, reason, bytes });
        }
        Ok(stored)
    }

    /// Before a scenario of an older schema is first saved in the newest, what is stored of it is kept as a snapshot. It is only to be
    /// there if bringing it up to date went wrong unseen, so a full storage does not keep the scenario from being saved.
    pub(super) fn keep_before_migration(&mut self, stored: &Entry, now: Stamp) {
        let newest = self.ladders.schema(Kind::Scenario);
        if stored.schema == newest {
            return;
        }
        let Ok(Stored { readable, kept }) = self.stored_parts(stored) else { return };
        if kept.is_empty() {
            let parts: Vec<Part> = readable.into_iter().map(|envelope| envelope.part).collect();
            let why = Why::Before(tr!("brought up to date from schema {} to {newest}", stored.schema));
            let _ = self.write_snapshot((&stored.id, &stored.name), stored.schema, &parts, why, now);
        }
    }

    /// Makes a scenario of what was stored, in the newest schema.
    fn understand(&mut self, entry: Entry, stored: Stored) -> Result<Loaded, LibraryError> {
        let newest = self.ladders.schema(Kind::Scenario);
        if entry.schema > newest {
            return Err(LibraryError::Newer { what: quoted(&entry.name), schema: entry.schema, reads: newest });
        }
        // What was damaged may be sound by now.
        entry.keys().for_each(|key| _ = self.damaged.remove(&key.to_string()));
        for kept in &stored.kept {
            if let Reason::Damaged(damage) = &kept.reason {
                self.damaged.insert(kept.key.clone(), damage.clone());
            }
        }
        let parts: Vec<Part> = stored.readable.into_iter().map(|envelope| envelope.part).collect();
        let up_to_date = if entry.schema == newest { Ok(parts) } else { self.bring_up(entry.schema, &parts) };
        if !stored.kept.is_empty() {
            let readable = up_to_date.unwrap_or_default();
            return Err(LibraryError::Damaged(Box::new(Remains { name: entry.name, kept: stored.kept, readable })));
        }
        let migrated_from = (entry.schema != newest).then_some(entry.schema);
        match up_to_date {
            Ok(parts) => Ok(Loaded { entry, parts, migrated_from }),
            Err(error) => Err(LibraryError::Migration { name: entry.name, schema: entry.schema, error }),
        }
    }

    /// Brings a scenario up to date. The steps see the whole document, as they do in a file.
    pub(super) fn bring_up(&self, schema: u32, parts: &[Part]) -> Result<Vec<Part>, MigrationError> {
        let unexpected = |error: serde_json::Error| MigrationError::new(error.to_string());
        let document = join(parts).map_err(unexpected)?;
        let document = self.ladders.bring_up(Kind::Scenario, schema, document)?;
        split(&document).map_err(unexpected)
    }
}
