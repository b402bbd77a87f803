//! Scenarios and where they are kept: opening, autosave, other tabs, storage that is blocked or full.
//!
//! Invariant: nothing is written before the first load, and what cannot be read is never overwritten.

use crate::model::{Document, SCHEMA, open, sample, to_value};
use crate::persist::{
    INDEX_KEY, Kept, Kind, Library, LibraryError, MemoryStore, Part, SaveOutcome, Stamp, Store, Usage, from_file, join,
    split, to_file,
};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::port::store::{LocalStore, StorageListener, fresh_tab_name};
use crate::web::ui::{Saving, Toast};
use leptos::prelude::*;
use std::sync::Arc;

/// A scenario in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// When it was last saved, in universal time.
    pub saved: String,
    /// Its size in characters.
    pub size: usize,
}

/// The shelf, as handles.
#[derive(Clone, Copy)]
pub struct Shelf {
    library: StoredValue<Option<Library>>,
    /// The open scenario; absent while it was never stored.
    current: StoredValue<Option<String>>,
    /// All scenarios, for lists.
    pub list: RwSignal<Vec<Scenario>>,
    /// What is wrong with storage, as a whole; empty if nothing is.
    pub trouble: RwSignal<String>,
    /// Whether another tab has saved the open scenario meanwhile.
    pub behind: RwSignal<bool>,
    /// Whether what is stored outlives the page.
    keeps: bool,
    /// Counts changes, so that only the last of a run of keystrokes is saved.
    turn: StoredValue<u32>,
    dirty: StoredValue<bool>,
}

/// How long typing has to pause before it is saved.
const PAUSE_MS: u64 = 400;

fn now() -> Stamp {
    Stamp::from_unix_seconds((dom::now_ms() / 1_000.0) as i64)
}

fn parts(document: &Document) -> Vec<Part> {
    split(&to_value(document)).unwrap_or_default()
}

impl Shelf {
    /// Opens storage; gives the last scenario, or the sample on the first visit, and what to tell.
    pub fn open() -> (Shelf, Document, Option<String>) {
        let mut trouble = String::new();
        let mut keeps = true;
        let store: Arc<dyn Store> = match LocalStore::open() {
            Ok(store) => Arc::new(store),
            Err(error) => {
                trouble = error.to_string();
                keeps = false;
                Arc::new(MemoryStore::new())
            }
        };
        let opened = Library::open(store, &fresh_tab_name());
        let mut notice = None;
        let mut current = None;
        let mut document = None;
        let mut library = match opened {
            Ok(library) => Some(library),
            Err(error) => {
                trouble = error.to_string();
                None
            }
        };
        if let Some(library) = &mut library {
            notice = library.notice().map(ToString::to_string);
            let last = library.current().or_else(|| library.scenarios().iter().rev().find(|it| !it.is_binned()));
            if let Some(id) = last.map(|entry| entry.id.clone()) {
                match load(library, &id) {
                    Ok((found, told)) => {
                        document = Some(found);
                        current = Some(id);
                        notice = told.or(notice);
                    }
                    Err(text) => trouble = text,
                }
            }
        }
        let shelf = Shelf {
            library: StoredValue::new(library),
            current: StoredValue::new(current),
            list: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(trouble),
            behind: RwSignal::new(false),
            keeps,
            turn: StoredValue::new(0),
            dirty: StoredValue::new(false),
        };
        shelf.relist();
        (shelf, document.unwrap_or_else(sample::company), notice)
    }

    /// The id of the open scenario.
    pub fn current_id(&self) -> Option<String> {
        self.current.get_value()
    }

    /// The state of saving before the first change.
    pub fn state_at_start(&self) -> Saving {
        self.saved(String::new())
    }

    /// Stored, as far as this browser stores anything.
    fn saved(&self, time: String) -> Saving {
        if self.keeps { Saving::Saved(time) } else { Saving::Failed("kept only while this page is open".into()) }
    }

    /// Saves when the page is left, and hears of other tabs.
    pub fn watch(self, app: App) {
        dom::on_leave(move || {
            if self.dirty.get_value() {
                self.save(app);
            }
        });
        let listener = StorageListener::new(move |key| {
            if key.as_deref().is_some_and(|key| key != INDEX_KEY) {
                return;
            }
            let behind = self
                .library
                .try_update_value(|library| {
                    let library = library.as_mut()?;
                    library.refresh().ok()?;
                    self.current.get_value().map(|id| library.is_behind(&id))
                })
                .flatten();
            self.behind.set(behind.unwrap_or(false));
            self.relist();
        });
        StoredValue::new_local(listener);
    }

    /// Something changed: save it once typing pauses.
    pub fn changed(self, app: App) {
        self.dirty.set_value(true);
        if self.library.with_value(Option::is_none) {
            return;
        }
        if app.saving.with_untracked(|state| *state != Saving::Pending) {
            app.saving.set(Saving::Pending);
        }
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = self.turn.get_value();
        dom::after_ms(PAUSE_MS, move || {
            if self.turn.try_get_value() == Some(mine) && self.dirty.get_value() {
                self.save(app);
            }
        });
    }

    /// Saves now.
    pub fn save(self, app: App) {
        let outcome = app.document.with_untracked(|document| {
            let parts = parts(document);
            self.with(|library| match self.current.get_value() {
                Some(id) => library.save(&id, &document.name, &parts, now()).map(|outcome| match outcome {
                    SaveOutcome::Saved(_) | SaveOutcome::Unchanged => false,
                    SaveOutcome::Conflict { .. } => true,
                }),
                None => library.create(&document.name, &parts, now()).map(|entry| {
                    self.current.set_value(Some(entry.id));
                    false
                }),
            })
        });
        match outcome {
            Ok(true) => {
                self.behind.set(true);
                app.saving.set(Saving::Failed("another tab changed this scenario".into()));
            }
            Ok(false) => {
                self.dirty.set_value(false);
                if self.keeps {
                    self.trouble.update(String::clear);
                }
                app.saving.set(self.saved(dom::local_time()));
            }
            Err(text) => {
                app.saving.set(Saving::Failed("still here while the page is open".into()));
                self.trouble.set(text);
            }
        }
        self.relist();
    }

    /// The user's version becomes a scenario of its own, beside what the other tab saved.
    pub fn keep_mine(self, app: App) {
        let name = app.document.with_untracked(|document| format!("{} (my copy)", document.name));
        self.current.set_value(None);
        self.behind.set(false);
        app.document.update(|document| document.name = name);
        self.save(app);
    }

    /// Opens what the other tab saved.
    pub fn take_theirs(self, app: App) {
        self.behind.set(false);
        self.dirty.set_value(false);
        if let Some(id) = self.current.get_value() {
            self.switch_to(app, &id);
        }
    }

    /// Opens a scenario; what is open is saved first.
    pub fn switch_to(self, app: App, id: &str) {
        if self.dirty.get_value() {
            self.save(app);
        }
        match self.with_text(|library| load(library, id)) {
            Ok((document, told)) => {
                self.current.set_value(Some(id.to_owned()));
                // Which scenario is open is remembered as far as storage allows.
                let _ = self.with(|library| library.set_current(id, now()));
                app.show(document, id.to_owned());
                app.saving.set(self.saved(String::new()));
                if let Some(text) = told {
                    app.toast.set(Some(Toast { text, action: None }));
                }
            }
            Err(text) => self.trouble.set(text),
        }
    }

    /// Opens a document as a new scenario.
    pub fn open_new(self, app: App, mut document: Document) {
        if self.dirty.get_value() {
            self.save(app);
        }
        document.name = self.fresh_name(&document.name);
        self.current.set_value(None);
        let scene = format!("new {}", dom::now_ms());
        app.show(document, scene);
        self.save(app);
    }

    /// Puts a scenario into the bin; if it is open, another one is opened.
    pub fn delete(self, app: App, id: &str) {
        if self.current.get_value().as_deref() == Some(id) {
            if self.dirty.get_value() {
                self.save(app);
            }
            let next = self
                .list
                .with_untracked(|list| list.iter().find(|it| !it.binned && it.id != id).map(|it| it.id.clone()));
            match next {
                Some(next) => self.switch_to(app, &next),
                None => self.open_new(app, sample::company()),
            }
        }
        self.told(app, self.with(|library| library.delete(id, now())));
    }

    /// Takes a scenario out of the bin.
    pub fn restore(self, app: App, id: &str) {
        self.told(app, self.with(|library| library.restore(id, now())));
    }

    /// Removes a scenario in the bin for good.
    pub fn purge(self, app: App, id: &str) {
        self.told(app, self.with(|library| library.purge(id, now())));
    }

    /// What could not be read and is kept as it is.
    pub fn kept(self) -> Vec<Kept> {
        self.with(|library| library.kept()).unwrap_or_default()
    }

    /// The text stored under a key, to be downloaded.
    pub fn stored_text(self, key: &str) -> Option<String> {
        self.with(|library| library.stored_text(key)).ok().flatten()
    }

    /// Room used and left.
    pub fn usage(self) -> Option<Usage> {
        self.with(|library| library.usage()).ok()
    }

    /// The open scenario as a file.
    pub fn file(self, app: App) -> (String, String) {
        app.document.with_untracked(|document| {
            let name = crate::units::slug(&document.name);
            (format!("{name}.remit.json"), to_file(Kind::Scenario, SCHEMA, &to_value(document)))
        })
    }

    /// Opens a file as a new scenario; says in words if it cannot.
    pub fn open_file(self, app: App, text: &str) -> Result<String, String> {
        let file = from_file(text, Kind::Scenario).map_err(|error| error.to_string())?;
        let (document, problems) = open(&file.data).map_err(|error| format!("This file cannot be read {error}"))?;
        let name = document.name.clone();
        self.open_new(app, document);
        Ok(match problems.len() {
            0 => format!("Opened {name}."),
            count => format!("Opened {name}; {count} fields are not known to this version and are kept as they are."),
        })
    }

    /// A name that no other scenario has.
    pub fn fresh_name(self, name: &str) -> String {
        let taken = |name: &str| self.list.with_untracked(|list| list.iter().any(|it| !it.binned && it.name == name));
        let mut candidate = name.to_owned();
        let mut number = 2;
        while taken(&candidate) {
            candidate = format!("{name} {number}");
            number += 1;
        }
        candidate
    }

    fn told(self, app: App, result: Result<(), String>) {
        if let Err(text) = result {
            app.toast.set(Some(Toast { text, action: None }));
        }
        self.relist();
    }

    fn relist(self) {
        let list = self.library.with_value(|library| {
            let entries = library.as_ref().map(Library::scenarios).unwrap_or_default();
            entries
                .iter()
                .map(|entry| Scenario {
                    id: entry.id.clone(),
                    name: entry.name.clone(),
                    binned: entry.is_binned(),
                    saved: entry.saved.to_string(),
                    size: entry.size(),
                })
                .collect()
        });
        self.list.set(list);
    }

    fn with<T>(self, act: impl FnOnce(&mut Library) -> Result<T, LibraryError>) -> Result<T, String> {
        self.with_text(|library| act(library).map_err(|error| error.to_string()))
    }

    fn with_text<T>(self, act: impl FnOnce(&mut Library) -> Result<T, String>) -> Result<T, String> {
        let result = self.library.try_update_value(|library| match library {
            Some(library) => act(library),
            None => Err("Storage could not be opened; what you enter stays only while this page is open.".to_owned()),
        });
        result.unwrap_or_else(|| Err("The page is closing.".to_owned()))
    }
}

/// Loads a scenario; gives what to tell about unknown fields.
fn load(library: &mut Library, id: &str) -> Result<(Document, Option<String>), String> {
    let loaded = library.load(id).map_err(|error| error.to_string())?;
    let value = join(&loaded.parts).map_err(|error| format!("The stored scenario cannot be read: {error}."))?;
    let (document, problems) = open(&value).map_err(|error| format!("The stored scenario cannot be read {error}."))?;
    let told = (!problems.is_empty()).then(|| {
        format!("{} fields of this scenario are not known to this version; they are kept as they are.", problems.len())
    });
    Ok((document, told))
}
