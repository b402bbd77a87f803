//! The cabinet over the browser's local storage, or over memory where that is blocked.

use super::{Cabinet, KeptProfile, Looked, Opening, Read, Saved, Scenario};
use crate::career::Profile;
use crate::engine::Checks;
use crate::model::{Account, Document, SCHEMA, lean, open, sample, to_value, validate};
use crate::persist::{
    Base, CORE, FileDocument, FileError, INDEX_KEY, Kind, Leftover, Library, LibraryError, MemoryStore, PROFILE_KEY,
    Part, ProfileOutcome, SaveOutcome, Snapshot, Stamp, Store, Usage, Why, from_file, join, merge, room_of,
    size_in_words, snapshot_reference, split, to_compact, to_file,
};
use crate::text::{mark, tr};
use crate::web::port::dom;
use crate::web::port::spare::{Spared, bring_back};
use crate::web::port::store::fresh_tab_name;
use crate::web::shelf;
use std::sync::Arc;

/// The cabinet of this browser. What local storage lost is on its way back from here on.
pub fn opening() -> Opening {
    Opening { brought_back: Box::pin(bring_back(shelf::LIST)), open: open_cabinet }
}

/// The browser's local storage and its copy, or memory where it is blocked.
fn open_cabinet() -> Box<dyn Cabinet> {
    let mut trouble = String::new();
    let mut keeps = true;
    let store: Arc<dyn Store> = match Spared::open() {
        Ok(store) => Arc::new(store),
        Err(error) => {
            trouble = error.to_string();
            keeps = false;
            Arc::new(MemoryStore::new())
        }
    };
    let library = match Library::open(store, &fresh_tab_name()) {
        Ok(library) => Some(library),
        Err(error) => {
            trouble = error.to_string();
            None
        }
    };
    Box::new(Shelved { library, keeps, trouble })
}

struct Shelved {
    library: Option<Library>,
    keeps: bool,
    trouble: String,
}

const SHUT: &str = mark!("Storage could not be opened; what you enter stays only while this page is open.");

impl Shelved {
    fn with<T>(&mut self, act: impl FnOnce(&mut Library) -> Result<T, LibraryError>) -> Result<T, String> {
        let library = self.library.as_mut().ok_or_else(|| tr!(SHUT).to_owned())?;
        act(library).map_err(|error| error.to_string())
    }
}

impl Cabinet for Shelved {
    fn checks(&self) -> Checks {
        validate
    }

    fn trouble(&self) -> String {
        self.trouble.clone()
    }

    fn keeps(&self) -> bool {
        self.keeps
    }

    fn is_open(&self) -> bool {
        self.library.is_some()
    }

    fn notice(&self) -> Option<String> {
        self.library.as_ref()?.notice().map(ToString::to_string)
    }

    fn sample(&self) -> Document {
        sample::company()
    }

    fn empty(&self) -> Document {
        sample::empty()
    }

    fn last(&self) -> Option<String> {
        let library = self.library.as_ref()?;
        let last = library.current().or_else(|| library.scenarios().iter().rev().find(|it| !it.is_binned()));
        last.map(|entry| entry.id.clone())
    }

    fn list(&self) -> Vec<Scenario> {
        let entries = self.library.as_ref().map(Library::scenarios).unwrap_or_default();
        entries
            .iter()
            .map(|entry| Scenario {
                id: entry.id.clone(),
                name: entry.name.clone(),
                binned: entry.is_binned(),
                saved: entry.saved.to_string(),
                is_branch: entry.over.is_some(),
                size: entry.size(),
                revision: entry.revision.to_string(),
            })
            .collect()
    }

    fn load(&mut self, id: &str) -> Result<Read, String> {
        let parts = self.with(|library| match snapshot_reference(id) {
            Some((id, revision)) => library.load_snapshot(id, &revision).map(|(_, parts)| parts),
            None => library.load(id).map(|loaded| loaded.parts),
        })?;
        let value = join(&parts).map_err(|error| tr!("The stored scenario cannot be read: {error}."))?;
        let (document, problems) = open(&value).map_err(|error| tr!("The stored scenario cannot be read: {error}."))?;
        let told = unknown_fields(problems.len());
        Ok((document, told))
    }

    fn set_current(&mut self, id: &str) -> Result<(), String> {
        self.with(|library| library.set_current(id, now()))
    }

    fn save(&mut self, id: Option<&str>, document: &Document) -> Result<Saved, String> {
        let parts = parts(document);
        self.with(|library| match id {
            Some(id) => library.save(id, &document.name, &parts, now()).map(|outcome| saved(id, outcome)),
            None => library.create(&document.name, &parts, now()).map(|entry| Saved::Under(entry.id)),
        })
    }

    fn is_behind(&mut self, id: Option<&str>) -> bool {
        let Some(library) = &mut self.library else { return false };
        library.refresh().is_ok() && id.is_some_and(|id| library.is_behind(id))
    }

    fn is_set_back(&self) -> bool {
        self.library.as_ref().is_some_and(Library::is_set_back)
    }

    fn put_back(&mut self) -> Result<(), String> {
        self.with(|library| library.put_back(now()))
    }

    fn concerns(&self, key: Option<&str>) -> bool {
        key.is_none_or(|key| key == INDEX_KEY)
    }

    fn concerns_profile(&self, key: Option<&str>) -> bool {
        key.is_none_or(|key| key == PROFILE_KEY)
    }

    fn delete(&mut self, id: &str) -> Result<(), String> {
        self.with(|library| library.delete(id, now()))
    }

    fn restore(&mut self, id: &str) -> Result<(), String> {
        self.with(|library| library.restore(id, now()))
    }

    fn purge(&mut self, id: &str) -> Result<(), String> {
        self.with(|library| library.purge(id, now()))
    }

    fn purge_if_same(&mut self, id: &str, document: &Document) -> Result<(), String> {
        let same = self.load(id).is_ok_and(|(stored, _)| to_value(&stored) == to_value(document));
        if same { self.purge(id) } else { Ok(()) }
    }

    fn snapshots(&self, id: &str) -> Vec<Snapshot> {
        self.library.as_ref().and_then(|library| library.snapshots(id).ok()).unwrap_or_default()
    }

    fn take_snapshot(&mut self, id: &str, document: &Document, why: Why) -> Result<(), String> {
        let parts = parts(document);
        self.with(|library| library.take_snapshot(id, &document.name, &parts, why, now())).map(|_| ())
    }

    fn discard_snapshot(&mut self, reference: &str) -> Result<bool, String> {
        let Some((id, revision)) = snapshot_reference(reference) else { return Ok(false) };
        self.with(|library| library.discard_snapshot(id, &revision))
    }

    fn discard_automatic(&mut self) -> Result<usize, String> {
        self.with(|library| library.discard_automatic())
    }

    fn empty_bin(&mut self) -> Result<(), String> {
        self.with(|library| library.empty_bin(now())).map(|_| ())
    }

    fn branch(&mut self, of: &str, document: &Document) -> Result<String, String> {
        let parts = parts(document);
        self.with(|library| library.branch(of, &document.name, &parts, now())).map(|entry| entry.id)
    }

    fn base_of(&self, id: &str) -> Option<Base> {
        self.library.as_ref()?.base_of(id)
    }

    fn merge_base(&mut self, id: &str, mine: &Document) -> Result<(Document, usize, usize), String> {
        let base = self.base_of(id).ok_or(tr!("This scenario is no branch."))?;
        let (old, _) = self.load(&base.reference)?;
        let (theirs, _) = self.load(&base.id)?;
        let merged = merge(&to_value(&old), &named(&theirs, &old), &to_value(mine));
        let (document, _) =
            open(&merged.value).map_err(|error| tr!("The changes cannot be brought together: {error}."))?;
        Ok((document, merged.taken, merged.met.len()))
    }

    fn rebase(&mut self, id: &str, document: &Document) -> Result<Saved, String> {
        let parts = parts(document);
        self.with(|library| library.rebase(id, &document.name, &parts, now())).map(|outcome| saved(id, outcome))
    }

    fn rebase_on(&mut self, id: &str, document: &Document, base: &Document) -> Result<Saved, String> {
        let of = self.base_of(id).ok_or(tr!("This scenario is no branch."))?;
        let (parts, base) = (parts(document), parts(base));
        let outcome =
            self.with(|library| library.rebase_on((id, &document.name), &parts, (&of.id, &of.name, &base), now()))?;
        Ok(saved(id, outcome))
    }

    fn compact(&mut self, id: &str) -> Result<(), String> {
        self.with(|library| library.compact(id, now()))
    }

    fn leftovers(&self) -> Vec<Leftover> {
        self.library.as_ref().and_then(|library| library.leftovers().ok()).unwrap_or_default()
    }

    fn recover(&mut self, id: &str) -> Result<String, String> {
        self.with(|library| library.recover(id, now())).map(|entry| entry.name)
    }

    fn salvage(&mut self, id: &str) -> Option<Document> {
        let Err(LibraryError::Damaged(remains)) = self.library.as_mut()?.load(id) else { return None };
        let (document, _) = open(&join(&remains.readable).ok()?).ok()?;
        let name = tr!("{} (what could be read)", document.name);
        Some(Document { name, ..document })
    }

    fn discard(&mut self, keys: &[String]) -> Result<Vec<(String, String)>, String> {
        self.with(|library| library.discard(keys))
    }

    fn bring_back(&mut self, removed: &[(String, String)]) -> Result<(), String> {
        self.with(|library| library.bring_back(removed))
    }

    fn stored_text(&self, key: &str) -> Option<String> {
        self.library.as_ref()?.stored_text(key).ok()?
    }

    fn usage(&self) -> Option<Usage> {
        // What is kept in memory takes no room in the browser's storage.
        self.library.as_ref().filter(|_| self.keeps)?.usage().ok()
    }

    fn too_many(&self, accounts: &[Account]) -> Option<String> {
        let usage = self.usage()?;
        let left = Usage::ESTIMATE.saturating_sub(usage.ours + usage.others);
        let record = |at: usize| accounts.get(at).and_then(|it| serde_json::to_value(it).ok()).unwrap_or_default();
        let needed = room_of(accounts.len(), record);
        (needed > left).then(|| {
            tr!(
                "Stored as small as can be these accounts need about {}, and this browser probably has {} left for this page. The plan will count with them, \
                 but may not be saved here: download it as a file after the import.",
                size_in_words(needed),
                size_in_words(left)
            )
        })
    }

    fn load_profile(&mut self) -> Result<Option<Profile>, String> {
        let Some(part) = self.with(|library| library.load_profile())? else { return Ok(None) };
        profile_of(&part).map(Some).map_err(|error| {
            if let Some(library) = &mut self.library {
                library.profile_makes_no_sense();
            }
            tr!(
                "Your stored offers and answers cannot be read: {error}. They stay as they are and are put aside with the next change. \
                 Download them on the Data page."
            )
        })
    }

    fn profile_is_behind(&self) -> bool {
        // Storage that does not answer has nothing of others to take.
        self.library.as_ref().is_some_and(|library| library.profile_is_behind().unwrap_or(false))
    }

    fn kept_profile(&self) -> Option<KeptProfile> {
        let stored = self.library.as_ref()?.stored_profile().ok()??;
        let read = stored.part.map_err(|error| error.to_string());
        let holds = read.and_then(|part| profile_of(&part).map_err(|error| tr!("They cannot be read: {error}.")));
        Some(KeptProfile { saved: stored.saved, size: stored.bytes, holds: holds.map(|profile| profile.in_words()) })
    }

    fn profile_at(&self, key: &str) -> Result<Profile, String> {
        let library = self.library.as_ref().ok_or_else(|| tr!(SHUT).to_owned())?;
        let stored = library.stored_profile_at(key).map_err(|error| error.to_string())?;
        let stored = stored.ok_or_else(|| LibraryError::Gone.to_string())?;
        profile_of(&stored.part.map_err(|error| error.to_string())?)
    }

    fn delete_profile(&mut self) -> Result<(), String> {
        self.with(|library| library.delete_profile())
    }

    fn stored_profile_file(&self) -> Option<(String, String)> {
        let library = self.library.as_ref()?;
        let part = library.stored_profile().ok()??.part;
        match part.ok().and_then(|part| profile_of(&part).ok()) {
            Some(profile) => Some(self.write_profile(&profile)),
            None => Some(("remit-kept.txt".to_owned(), library.stored_text(PROFILE_KEY).ok()??)),
        }
    }

    fn write_profile(&self, profile: &Profile) -> (String, String) {
        ("my-offers.remit.json".to_owned(), to_file(Kind::Profile, Profile::SCHEMA, &profile.to_value()))
    }

    fn save_profile(&mut self, profile: &Profile) -> Result<bool, String> {
        let unreadable = |error: serde_json::Error| tr!("Your offers could not be written: {error}.");
        let part = Part::new(CORE, &profile.to_value()).map_err(unreadable)?;
        let outcome = self.with(|library| library.save_profile(&part, now()))?;
        Ok(match outcome {
            ProfileOutcome::Saved | ProfileOutcome::Unchanged => true,
            ProfileOutcome::Conflict => false,
        })
    }

    fn write_short(&self, document: &Document) -> String {
        to_compact(Kind::Scenario, SCHEMA, &lean(document))
    }

    fn write_file(&self, document: &Document) -> String {
        to_file(Kind::Scenario, SCHEMA, &to_value(document))
    }

    fn read_file(&self, text: &str) -> Result<Read, String> {
        let file = from_file(text, Kind::Scenario).map_err(|error| error.to_string())?;
        scenario_of(&file)
    }

    fn look(&self, text: &str) -> Result<Looked, String> {
        match from_file(text, Kind::Scenario) {
            Ok(file) => {
                let (document, told) = scenario_of(&file)?;
                Ok(Looked::Scenario { document: Box::new(document), told: format_told(file.schema, SCHEMA, told) })
            }
            Err(FileError::WrongKind { found: Kind::Profile, .. }) => {
                let file = from_file(text, Kind::Profile).map_err(|error| error.to_string())?;
                let (profile, told) = profile_of_file(&file)?;
                let told = format_told(file.schema, Profile::SCHEMA, told);
                Ok(Looked::Profile { profile: Box::new(profile), told })
            }
            Err(error) => Err(error.to_string()),
        }
    }
}

/// What is told of so many fields that this version does not know.
fn unknown_fields(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(tr!("1 field is not known to this version and is kept as it is.").to_owned()),
        count => Some(tr!("{count} fields are not known to this version and are kept as they are.")),
    }
}

/// The scenario of a file, and what to tell about it.
fn scenario_of(file: &FileDocument) -> Result<Read, String> {
    let (document, problems) = open(&file.data).map_err(|error| tr!("This file cannot be read: {error}"))?;
    let told = unknown_fields(problems.len());
    Ok((document, told))
}

/// The profile of a file, and what to tell about it.
fn profile_of_file(file: &FileDocument) -> Result<(Profile, Option<String>), String> {
    let read = Profile::from_value(&file.data);
    let profile = read.map_err(|error| tr!("This file cannot be read: {error}. Nothing was changed."))?;
    let told = unknown_fields(profile.unknown.len());
    Ok((profile, told))
}

/// How the format of a file compares with the one this version writes, and what else there is to tell.
fn format_told(written: u32, now: u32, told: Option<String>) -> String {
    let format = if written < now {
        tr!(
            "Written by an earlier Remit in format {written} and brought up to format {now}; the file itself stays as it is."
        )
    } else {
        tr!("Written in format {now}, as this version writes it.")
    };
    told.map_or_else(|| format.clone(), |told| [&format, " ", &told].concat())
}

fn profile_of(part: &Part) -> Result<Profile, String> {
    let value: serde_json::Value = part.read().map_err(|error| error.to_string())?;
    Profile::from_value(&value).map_err(|error| error.to_string())
}

fn saved(id: &str, outcome: SaveOutcome) -> Saved {
    match outcome {
        SaveOutcome::Saved(_) | SaveOutcome::Unchanged => Saved::Under(id.to_owned()),
        SaveOutcome::Conflict { .. } => Saved::Conflict,
    }
}

fn now() -> Stamp {
    Stamp::from_unix_seconds((dom::now_ms() / 1_000.0) as i64)
}

/// A document under the name of another: what it is called is no change to take over.
fn named(document: &Document, as_other: &Document) -> serde_json::Value {
    to_value(&Document { name: as_other.name.clone(), ..document.clone() })
}

fn parts(document: &Document) -> Vec<Part> {
    split(&to_value(document)).unwrap_or_default()
}
