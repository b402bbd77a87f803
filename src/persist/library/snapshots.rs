//! Taking, listing, reading and discarding snapshots; and the room that automatic ones give.

use super::Library;
use crate::persist::envelope::{Damage, Envelope, Reading, decode, encode};
use crate::persist::error::{Kept, LibraryError, Reason, Remains};
use crate::persist::key::{Key, Revision};
use crate::persist::kind::Kind;
use crate::persist::parts::Part;
use crate::persist::snapshot::{MOST_AUTOMATIC, Snapshot, Stored, Why};
use crate::persist::stamp::Stamp;
use crate::persist::store::{StoreError, size};
use crate::text::{quoted, tr};
use std::collections::BTreeMap;

impl Library {
    /// Keeps what a scenario is now, beside it. What the newest snapshot of the scenario holds already is not kept twice, unless it is
    /// given a name. Of the automatic ones the oldest make place for the newest.
    pub fn take_snapshot(
        &mut self,
        id: &str,
        name: &str,
        parts: &[Part],
        why: Why,
        now: Stamp,
    ) -> Result<Snapshot, LibraryError> {
        self.ready_to_write()?;
        self.write_snapshot((id, name), self.ladders.schema(Kind::Scenario), parts, why, now)
    }

    /// The same for parts of a given schema, once the list has been read.
    pub(super) fn write_snapshot(
        &self,
        (id, name): (&str, &str),
        schema: u32,
        parts: &[Part],
        why: Why,
        now: Stamp,
    ) -> Result<Snapshot, LibraryError> {
        let other = |error: serde_json::Error| StoreError::Other(error.to_string());
        let stored = Stored::new(why, parts).map_err(other)?;
        let before = self.snapshots(id)?;
        let same = before.iter().find(|it| it.hash == stored.hash && it.schema == schema);
        let kept = match &stored.why {
            Why::Hand(_) => None,
            // What is kept for good serves as well.
            Why::Before(_) => same,
            Why::Base => same.filter(|it| it.why == Why::Base),
        };
        if let Some(kept) = kept {
            return Ok(kept.clone());
        }
        let number = before.iter().map(|it| it.revision.number).max().unwrap_or(0).saturating_add(1);
        let revision = Revision { number, writer: self.writer.clone() };
        let text = encode(&Envelope {
            kind: Kind::Snapshot,
            schema,
            saved: now,
            id: id.to_owned(),
            name: name.to_owned(),
            parts: BTreeMap::new(),
            over: None,
            part: Part::new("snapshot", &stored).map_err(other)?,
        });
        let key = Key::Snapshot { id: id.to_owned(), revision: revision.clone() }.to_string();
        let written = self.set_making_room(&key, &text, now).map_err(LibraryError::from);
        written.map_err(|error| self.explain(error, name))?;
        let automatic = before.iter().filter(|it| it.why.is_automatic());
        let spared = MOST_AUTOMATIC - usize::from(stored.why.is_automatic());
        for old in automatic.skip(spared) {
            // One that stays takes room and does no harm.
            let _ = self.store.remove(&old.key());
        }
        let Stored { why, hash, text: _ } = stored;
        let size = size(&key) + size(&text);
        Ok(Snapshot { of: id.to_owned(), revision, name: name.to_owned(), taken: now, why, schema, size, hash })
    }

    /// The snapshots of a scenario that can be read, newest first.
    pub fn snapshots(&self, id: &str) -> Result<Vec<Snapshot>, LibraryError> {
        let mut found = self.snapshots_where(|owner| owner == id)?;
        found.sort_by(|a, b| b.revision.cmp(&a.revision));
        Ok(found)
    }

    fn snapshots_where(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<Snapshot>, LibraryError> {
        let mut found = Vec::new();
        for key in self.store.keys()? {
            let Some(Key::Snapshot { id, revision }) = Key::parse(&key) else { continue };
            if !wanted(&id) {
                continue;
            }
            let Some(text) = self.store.get(&key)? else { continue };
            let Ok((envelope, Stored { why, hash, text: _ })) = self.understand_snapshot(&id, &text) else { continue };
            found.push(Snapshot {
                of: id,
                revision,
                name: envelope.name,
                taken: envelope.saved,
                why,
                schema: envelope.schema,
                size: size(&key) + size(&text),
                hash,
            });
        }
        Ok(found)
    }

    /// What a stored text says as a snapshot of this scenario.
    fn understand_snapshot(&self, id: &str, text: &str) -> Result<(Envelope, Stored), Reason> {
        match decode(text, &self.ladders) {
            Reading::Fine(envelope) | Reading::Older(envelope) => {
                if envelope.kind != Kind::Snapshot || envelope.id != id {
                    return Err(Reason::Damaged(Damage::Misplaced));
                }
                let stored = envelope.part.read().map_err(|_| Reason::Damaged(Damage::NotOurs))?;
                Ok((envelope, stored))
            }
            Reading::Newer(header) => Err(Reason::Newer { schema: header.schema }),
            Reading::Damaged(damage) => Err(Reason::Damaged(damage)),
        }
    }

    /// Why a stored snapshot is not used; nothing where it is.
    pub(super) fn reason_of_snapshot(&self, key: &str, id: &str) -> Result<Option<Reason>, LibraryError> {
        let Some(text) = self.store.get(key)? else { return Ok(None) };
        Ok(self.understand_snapshot(id, &text).err())
    }

    /// A snapshot's name of the scenario and its parts, of the newest schema.
    pub fn load_snapshot(&self, id: &str, revision: &Revision) -> Result<(String, Vec<Part>), LibraryError> {
        let (envelope, parts) = self.snapshot_as_stored(id, revision)?;
        if envelope.schema == self.ladders.schema(Kind::Scenario) {
            return Ok((envelope.name, parts));
        }
        let parts = self.bring_up(envelope.schema, &parts).map_err(|error| LibraryError::Migration {
            name: envelope.name.clone(),
            schema: envelope.schema,
            error,
        })?;
        Ok((envelope.name, parts))
    }

    /// A snapshot's envelope and parts, of the schema they were stored in.
    pub(super) fn snapshot_as_stored(
        &self,
        id: &str,
        revision: &Revision,
    ) -> Result<(Envelope, Vec<Part>), LibraryError> {
        let key = Key::Snapshot { id: id.to_owned(), revision: revision.clone() }.to_string();
        let text = self.store.get(&key)?;
        let bytes = text.as_ref().map_or(0, |text| size(&key) + size(text));
        let read = match text.as_deref().map(|text| self.understand_snapshot(id, text)) {
            None => Err(Reason::Damaged(Damage::Missing)),
            Some(Ok((envelope, stored))) => match stored.parts() {
                Some(parts) => Ok((envelope, parts)),
                None => Err(Reason::Damaged(Damage::Altered)),
            },
            Some(Err(reason)) => Err(reason),
        };
        read.map_err(|reason| {
            if let Reason::Newer { schema } = reason {
                let reads = self.ladders.schema(Kind::Snapshot);
                return LibraryError::Newer { what: quoted(tr!("this snapshot")), schema, reads };
            }
            let name = self.index.entry(id).map_or_else(|| tr!("Snapshot").to_owned(), |entry| entry.name.clone());
            let kept = vec![Kept { key, reason, bytes }];
            LibraryError::Damaged(Box::new(Remains { name, kept, readable: Vec::new() }))
        })
    }

    /// Removes a snapshot, at the user's wish; false where a branch differs from it and so still needs it.
    pub fn discard_snapshot(&mut self, id: &str, revision: &Revision) -> Result<bool, LibraryError> {
        self.ready_to_write()?;
        let reference = format!("{id}@{revision}");
        if self.is_base(&reference)? {
            return Ok(false);
        }
        self.store.remove(&Key::Snapshot { id: id.to_owned(), revision: revision.clone() }.to_string())?;
        Ok(true)
    }

    /// Removes the automatic snapshots of all scenarios, at the user's wish, and says how many those were.
    pub fn discard_automatic(&mut self) -> Result<usize, LibraryError> {
        self.ready_to_write()?;
        let automatic = self.automatic_oldest_first()?;
        for key in &automatic {
            self.store.remove(key)?;
        }
        Ok(automatic.len())
    }

    fn automatic_oldest_first(&self) -> Result<Vec<String>, LibraryError> {
        let mut all = self.snapshots_where(|_| true)?;
        all.retain(|it| it.why.is_automatic());
        all.sort_by(|a, b| (a.taken, &a.revision).cmp(&(b.taken, &b.revision)));
        Ok(all.iter().map(Snapshot::key).collect())
    }

    /// Sets a value; if there is no room, first goes what earlier saves left behind, then automatic snapshots, the oldest first.
    pub(super) fn set_making_room(&self, key: &str, value: &str, now: Stamp) -> Result<(), StoreError> {
        let is_full = |result: &Result<(), StoreError>| matches!(result, Err(StoreError::Full));
        let mut result = self.store.set(key, value);
        if is_full(&result) && self.sweep(None, now) > 0 {
            result = self.store.set(key, value);
        }
        if is_full(&result) {
            for old in self.automatic_oldest_first().unwrap_or_default() {
                self.store.remove(&old)?;
                result = self.store.set(key, value);
                if !is_full(&result) {
                    break;
                }
            }
        }
        result
    }
}
