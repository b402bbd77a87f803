//! Scenarios and where they are kept: opening, autosave, other tabs, storage that is blocked or full.
//!
//! Invariant: nothing is written before the first load, and what cannot be read is never overwritten.

use crate::model::{Document, sample};
use crate::persist::{Kept, Usage};
use crate::web::app::App;
use crate::web::cabinet::{Cabinet, Saved, Scenario};
use crate::web::port::dom;
use crate::web::port::store::StorageListener;
use crate::web::ui::{Saving, Toast};
use leptos::prelude::*;

/// The shelf, as handles.
#[derive(Clone, Copy)]
pub struct Shelf {
    cabinet: StoredValue<Box<dyn Cabinet>>,
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

impl Shelf {
    /// Takes the cabinet; gives the last scenario, or the sample on the first visit, and what to tell.
    pub fn open(mut cabinet: Box<dyn Cabinet>) -> (Shelf, Document, Option<String>) {
        let mut trouble = cabinet.trouble();
        let mut notice = cabinet.notice();
        let mut current = None;
        let mut document = None;
        if let Some(id) = cabinet.last() {
            match cabinet.load(&id) {
                Ok((found, told)) => {
                    document = Some(found);
                    current = Some(id);
                    notice = told.or(notice);
                }
                Err(text) => trouble = text,
            }
        }
        let shelf = Shelf {
            keeps: cabinet.keeps(),
            list: RwSignal::new(cabinet.list()),
            cabinet: StoredValue::new(cabinet),
            current: StoredValue::new(current),
            trouble: RwSignal::new(trouble),
            behind: RwSignal::new(false),
            turn: StoredValue::new(0),
            dirty: StoredValue::new(false),
        };
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
            if !self.cabinet.with_value(|cabinet| cabinet.concerns(key.as_deref())) {
                return;
            }
            let current = self.current.get_value();
            let behind = self.cabinet.try_update_value(|cabinet| cabinet.is_behind(current.as_deref()));
            self.behind.set(behind.unwrap_or(false));
            self.relist();
        });
        StoredValue::new_local(listener);
    }

    /// Something changed: save it once typing pauses.
    pub fn changed(self, app: App) {
        self.dirty.set_value(true);
        if !self.cabinet.with_value(|cabinet| cabinet.is_open()) {
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
        let current = self.current.get_value();
        let outcome =
            app.document.with_untracked(|document| self.with(|cabinet| cabinet.save(current.as_deref(), document)));
        match outcome {
            Ok(Saved::Conflict) => {
                self.behind.set(true);
                app.saving.set(Saving::Failed("another tab changed this scenario".into()));
            }
            Ok(Saved::Under(id)) => {
                self.current.set_value(Some(id));
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
        match self.with(|cabinet| cabinet.load(id)) {
            Ok((document, told)) => {
                self.current.set_value(Some(id.to_owned()));
                // Which scenario is open is remembered as far as storage allows.
                let _ = self.with(|cabinet| cabinet.set_current(id));
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
        self.told(app, self.with(|cabinet| cabinet.delete(id)));
    }

    /// Takes a scenario out of the bin.
    pub fn restore(self, app: App, id: &str) {
        self.told(app, self.with(|cabinet| cabinet.restore(id)));
    }

    /// Removes a scenario in the bin for good.
    pub fn purge(self, app: App, id: &str) {
        self.told(app, self.with(|cabinet| cabinet.purge(id)));
    }

    /// What could not be read and is kept as it is.
    pub fn kept(self) -> Vec<Kept> {
        self.cabinet.with_value(|cabinet| cabinet.kept())
    }

    /// The text stored under a key, to be downloaded.
    pub fn stored_text(self, key: &str) -> Option<String> {
        self.cabinet.with_value(|cabinet| cabinet.stored_text(key))
    }

    /// Room used and left.
    pub fn usage(self) -> Option<Usage> {
        self.cabinet.with_value(|cabinet| cabinet.usage())
    }

    /// The open scenario as a file.
    pub fn file(self, app: App) -> (String, String) {
        app.document.with_untracked(|document| {
            let name = crate::units::slug(&document.name);
            (format!("{name}.remit.json"), self.cabinet.with_value(|cabinet| cabinet.write_file(document)))
        })
    }

    /// Opens a file as a new scenario; says in words if it cannot.
    pub fn open_file(self, app: App, text: &str) -> Result<String, String> {
        let (document, told) = self.cabinet.with_value(|cabinet| cabinet.read_file(text))?;
        let name = document.name.clone();
        self.open_new(app, document);
        Ok(match told {
            None => format!("Opened {name}."),
            Some(told) => format!("Opened {name}; {told}"),
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
        self.list.set(self.cabinet.with_value(|cabinet| cabinet.list()));
    }

    fn with<T>(self, act: impl FnOnce(&mut dyn Cabinet) -> Result<T, String>) -> Result<T, String> {
        let result = self.cabinet.try_update_value(|cabinet| act(&mut **cabinet));
        result.unwrap_or_else(|| Err("The page is closing.".to_owned()))
    }
}
