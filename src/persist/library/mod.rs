//! The shelf of scenarios.
//!
//! A scenario's parts lie under keys of their own, each revision under a new key; the index says which revisions count. A save writes the
//! parts that changed, then the index, then removes what the index no longer names. So there is one moment at which a save becomes true,
//! and whatever stops it before or after leaves one whole state.
//!
//! Invariant: nothing is written before the index was read, and no scenario is written that this tab has not read or made.
//! Invariant: a value that cannot be read, or is of a newer schema, is never overwritten and never removed unasked.

mod branch;
mod kept;
mod manage;
mod profile;
mod read;
mod rebuild;
mod save;
mod snapshots;

pub use branch::{Base, Since};
pub use kept::{Again, Leftover, Removal};
pub use profile::{ProfileOutcome, StoredProfile};
pub use read::Loaded;
pub use rebuild::Notice;
pub use save::SaveOutcome;

use super::envelope::{Damage, Envelope, Reading, decode, encode};
use super::error::LibraryError;
use super::index::{Entry, Index};
use super::key::{INDEX_KEY, is_writer};
use super::kind::Kind;
use super::migrate::Ladders;
use super::parts::Part;
use super::stamp::Stamp;
use super::store::{Store, StoreError};
use crate::text::tr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The scenarios and the profile in one store, as one tab sees them.
pub struct Library {
    store: Arc<dyn Store>,
    ladders: Ladders,
    /// Names this tab.
    writer: String,
    index: Index,
    /// The text that the index was read from.
    text: Option<String>,
    state: IndexState,
    /// What was found when the library was opened, if it was not as it should be.
    notice: Option<Notice>,
    /// What this tab last read or wrote of each scenario: only these may be saved, and only onto the same revision.
    base: BTreeMap<String, Entry>,
    /// The same for the profile.
    profile: profile::Base,
    /// Bases of branches as they were last read: their parts by name.
    bases: BTreeMap<String, Arc<BTreeMap<String, serde_json::Value>>>,
    /// Keys that the index names but that turned out to be unreadable.
    damaged: BTreeMap<String, Damage>,
}

/// How the index was found.
#[derive(Clone, Debug, PartialEq)]
enum IndexState {
    /// There is none, and nothing that it would list.
    New,
    /// As it should be.
    Sound,
    /// It was missing, or unreadable: this is its text. The scenarios were found by their keys.
    Rebuilt(Option<String>),
    /// It is of this newer schema. Nothing may be written.
    Newer(u32),
}

impl Library {
    /// Reads the index, and writes nothing. `writer` names this tab, differently from every other: letters in lower case and digits.
    pub fn open(store: Arc<dyn Store>, writer: &str) -> Result<Library, LibraryError> {
        Library::open_with(store, writer, Ladders::NOW)
    }

    /// The same with other migrations than those of this version: for tests of what a later version will do.
    pub fn open_with(store: Arc<dyn Store>, writer: &str, ladders: Ladders) -> Result<Library, LibraryError> {
        let writer = if is_writer(writer) { writer.to_owned() } else { "tab".to_owned() };
        let mut library = Library {
            store,
            ladders,
            writer,
            index: Index::default(),
            text: None,
            state: IndexState::New,
            notice: None,
            base: BTreeMap::new(),
            profile: profile::Base::Unread,
            bases: BTreeMap::new(),
            damaged: BTreeMap::new(),
        };
        library.read_index()?;
        library.notice = library.notice_now();
        Ok(library)
    }

    /// All scenarios, those in the bin included, in the order in which they were made, as this tab last saw them.
    pub fn scenarios(&self) -> &[Entry] {
        &self.index.scenarios
    }

    /// The scenario with this id, as this tab last saw it.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.index.entry(id)
    }

    /// The scenario that was open last, unless it is in the bin or gone.
    pub fn current(&self) -> Option<&Entry> {
        self.index.current.as_deref().and_then(|id| self.index.entry(id)).filter(|entry| !entry.is_binned())
    }

    /// What was wrong with the index when the library was opened, if anything was. To be shown once.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether a newer version of Remit has taken over this storage, so that this one may only read.
    pub fn is_read_only(&self) -> bool {
        matches!(self.state, IndexState::Newer(_))
    }

    /// Reads the index anew and says which scenarios another tab has added, changed or removed since. To be called when another tab
    /// has written to [`INDEX_KEY`].
    pub fn refresh(&mut self) -> Result<Vec<String>, LibraryError> {
        let before = std::mem::take(&mut self.index);
        if let Err(error) = self.read_index() {
            self.index = before;
            return Err(error);
        }
        let gone = before.scenarios.iter().filter(|entry| self.index.entry(&entry.id).is_none());
        let changed = self.index.scenarios.iter().filter(|entry| before.entry(&entry.id) != Some(entry));
        Ok(gone.chain(changed).map(|entry| entry.id.clone()).collect())
    }

    /// Whether another tab has saved this scenario, or put it into the bin, since this tab last read or saved it.
    pub fn is_behind(&self, id: &str) -> bool {
        match (self.base.get(id), self.index.entry(id)) {
            (Some(base), Some(now)) => (base.revision != now.revision && !is_set_back(base, now)) || now.is_binned(),
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// Whether the list names an earlier save of a scenario than this tab knows of. Saves are counted upwards, so another tab has written
    /// the list before it learned of the later one: browsers tell their processes of each other's writes a moment late.
    pub fn is_set_back(&self) -> bool {
        self.set_back().next().is_some()
    }

    fn set_back(&self) -> impl Iterator<Item = &Entry> {
        self.base.values().filter(|base| self.index.entry(&base.id).is_some_and(|now| is_set_back(base, now)))
    }

    /// Has the list name the later saves again, as far as they are there.
    pub fn put_back(&mut self, now: Stamp) -> Result<(), LibraryError> {
        self.retrying(|library| {
            library.ready_to_write()?;
            let present = library.store.keys()?;
            let is_there = |entry: &&Entry| entry.keys().all(|key| present.contains(&key.to_string()));
            let later: Vec<Entry> = library.set_back().filter(is_there).cloned().collect();
            if later.is_empty() {
                return Ok(());
            }
            let mut index = library.index.clone();
            later.into_iter().for_each(|entry| index.put(entry));
            library.commit(index, now)
        })
    }

    /// Reads the index as it is in the store now. On failure nothing changes.
    fn read_index(&mut self) -> Result<(), LibraryError> {
        let text = self.store.get(INDEX_KEY)?;
        let (index, state) = match text.as_deref().map(|text| (text, decode(text, &self.ladders))) {
            Some((text, Reading::Fine(Envelope { kind: Kind::Index, part, .. }))) => match part.read::<Index>() {
                Ok(index) => (index, IndexState::Sound),
                Err(_) => (self.rebuild()?, IndexState::Rebuilt(Some(text.to_owned()))),
            },
            Some((_, Reading::Newer(header))) => (self.rebuild()?, IndexState::Newer(header.schema)),
            Some((text, Reading::Fine(_) | Reading::Older(_) | Reading::Damaged(_))) => {
                (self.rebuild()?, IndexState::Rebuilt(Some(text.to_owned())))
            }
            None if self.has_parts()? => (self.rebuild()?, IndexState::Rebuilt(None)),
            None => (Index::default(), IndexState::New),
        };
        (self.index, self.state, self.text) = (index, state, text);
        Ok(())
    }

    /// Does something that ends in a commit, and does it again from its beginning if another tab has committed meanwhile.
    fn retrying<T>(&mut self, mut act: impl FnMut(&mut Self) -> Result<T, LibraryError>) -> Result<T, LibraryError> {
        for _ in 0..3 {
            match act(self) {
                Err(LibraryError::Overtaken) => {}
                result => return result,
            }
        }
        Err(LibraryError::Overtaken)
    }

    /// Reads the index anew before a change, so that the change is made to what all tabs have done, and refuses if a newer version of
    /// Remit has taken over.
    fn ready_to_write(&mut self) -> Result<(), LibraryError> {
        self.read_index()?;
        match self.state {
            IndexState::Newer(schema) => {
                let reads = self.ladders.schema(Kind::Index);
                Err(LibraryError::Newer { what: tr!("the list of scenarios").to_owned(), schema, reads })
            }
            IndexState::New | IndexState::Sound | IndexState::Rebuilt(_) => Ok(()),
        }
    }

    /// Makes this index the one that counts, unless another tab has changed it since it was read. An unreadable one that stood in its
    /// place is first put aside.
    fn commit(&mut self, index: Index, now: Stamp) -> Result<(), LibraryError> {
        let other = |error: serde_json::Error| StoreError::Other(error.to_string());
        let part = Part::new("index", &index).map_err(other)?;
        if self.store.get(INDEX_KEY)? != self.text {
            return Err(LibraryError::Overtaken);
        }
        if let IndexState::Rebuilt(Some(damaged)) = &self.state {
            self.store.set(&self.set_aside_key("index", now), damaged)?;
        }
        let schema = self.ladders.schema(Kind::Index);
        let text = encode(&Envelope {
            kind: Kind::Index,
            schema,
            saved: now,
            id: "index".to_owned(),
            name: self.writer.clone(),
            parts: BTreeMap::new(),
            over: None,
            part,
        });
        self.set_making_room(INDEX_KEY, &text, now)?;
        (self.index, self.state, self.text) = (index, IndexState::Sound, Some(text));
        Ok(())
    }
}

/// Whether the list names an earlier save of a scenario than this one.
fn is_set_back(base: &Entry, now: &Entry) -> bool {
    now.revision.number < base.revision.number && !now.is_binned()
}
