//! Scenarios and where they are kept: opening, autosave, other tabs, storage that is blocked or full.
//!
//! Invariant: nothing is written before the first load, and what cannot be read is never overwritten.

mod keep;
mod profile;

use crate::model::Document;
use crate::web::app::App;
use crate::web::cabinet::{Cabinet, Saved, Scenario};
use crate::web::port::dom;
use crate::web::port::store::StorageListener;
use crate::web::ui::{Saving, Toast};
use leptos::prelude::*;

/// What was opened because nothing else was left.
#[derive(Clone)]
struct StandIn {
    id: String,
    document: Document,
}

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
    /// Whether there are changes that are not stored yet.
    dirty: StoredValue<bool>,
    /// What the open scenario was before a step that changes much, and the step, until that is kept as a snapshot.
    before: StoredValue<Option<(Document, String)>>,
    /// Whether the browser promised not to clear what is stored; unknown where it does not say.
    pub lasts: RwSignal<Option<bool>>,
    /// Whether it was asked to.
    asked: StoredValue<bool>,
    /// Whether anything was changed that goes with the page, as storage is blocked.
    passing: StoredValue<bool>,
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
            before: StoredValue::new(None),
            lasts: RwSignal::new(None),
            asked: StoredValue::new(false),
            passing: StoredValue::new(false),
        };
        (shelf, document.unwrap_or_else(|| shelf.sample()), notice)
    }

    /// The worked sample company.
    pub fn sample(self) -> Document {
        self.cabinet.with_value(|cabinet| cabinet.sample())
    }

    /// A plan with nothing in it yet.
    pub fn empty(self) -> Document {
        self.cabinet.with_value(|cabinet| cabinet.empty())
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
        self.learn_whether_it_lasts();
        dom::on_leave(move || {
            if self.dirty.get_value() {
                self.save(app);
            }
        });
        dom::ask_before_leaving(move || {
            if self.dirty.get_value() {
                self.save(app);
            }
            self.dirty.get_value() || self.passing.get_value()
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
        self.ask_to_last();
        self.passing.set_value(!self.keeps);
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
        self.write_before();
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
                self.write_before();
                self.dirty.set_value(false);
                self.behind.set(false);
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

    /// Opens what the other tab saved, or something else if it deleted the scenario.
    pub fn take_theirs(self, app: App) {
        self.behind.set(false);
        self.dirty.set_value(false);
        match self.current.get_value() {
            Some(id) if self.is_gone() => _ = self.open_another(app, &id),
            Some(id) => self.show_stored(app, &id),
            None => {}
        }
    }

    /// Whether the open scenario was stored, and is in the bin or removed now: another tab has deleted it.
    pub fn is_gone(self) -> bool {
        let stays = |id: &String| self.list.with(|list| list.iter().any(|it| it.id == *id && !it.binned));
        self.current.get_value().is_some_and(|id| !stays(&id))
    }

    /// Opens a scenario; what is open is saved first, and stays open if it cannot be.
    pub fn switch_to(self, app: App, id: &str) {
        let wanted = id.to_owned();
        if self.put_away(app, move || self.show_stored(app, &wanted)) {
            self.show_stored(app, id);
        }
    }

    /// Opens a copy of the open scenario. What was never stored is stored first: there are two of it afterwards.
    pub fn duplicate(self, app: App) {
        if self.current.with_value(Option::is_none) {
            self.save(app);
        }
        self.open_new(app, app.document.get_untracked());
    }

    /// Opens a document as a new scenario; what is open is saved first, and stays open if it cannot be.
    pub fn open_new(self, app: App, document: Document) {
        let wanted = document.clone();
        if self.put_away(app, move || self.show_new(app, wanted.clone())) {
            self.show_new(app, document);
        }
    }

    /// Saves what is open. If that fails, says so and offers to go on all the same.
    fn put_away(self, app: App, go_on: impl Fn() + Send + Sync + 'static) -> bool {
        self.write_before();
        if self.dirty.get_value() {
            self.save(app);
        }
        let stays = self.dirty.get_value();
        if stays {
            let name = app.document.with_untracked(|document| document.name.clone());
            let told = format!("{name} could not be saved and would be lost. Download it first, on the Data page.");
            app.tell_with(told, "Open it anyway", go_on);
        }
        !stays
    }

    fn show_stored(self, app: App, id: &str) {
        match self.with(|cabinet| cabinet.load(id)) {
            Ok((document, told)) => {
                self.leaving(id);
                self.current.set_value(Some(id.to_owned()));
                // Which scenario is open is remembered as far as storage allows.
                let _ = self.with(|cabinet| cabinet.set_current(id));
                self.shown(app, document, id.to_owned());
                app.saving.set(self.saved(String::new()));
                if let Some(text) = told {
                    app.toast.set(Some(Toast { text, action: None }));
                }
            }
            Err(text) => self.trouble.set(text),
        }
    }

    fn show_new(self, app: App, mut document: Document) {
        document.name = self.fresh_name(&document.name);
        self.leaving("");
        self.current.set_value(None);
        self.shown(app, document, format!("new {}", dom::now_ms()));
        self.save(app);
    }

    /// What was open makes place for this one.
    fn leaving(self, id: &str) {
        if let Some(left) = self.current.get_value().filter(|left| left != id) {
            self.compact_later(left);
        }
    }

    /// What concerned the scenario before concerns this one no more.
    fn shown(self, app: App, document: Document, scene: String) {
        self.before.set_value(None);
        self.dirty.set_value(false);
        self.behind.set(false);
        app.show(document, scene);
    }

    /// Puts a scenario into the bin and offers to take it out again. If it is open, another one is opened, or the sample if there is none.
    pub fn delete(self, app: App, id: &str, told: String) {
        let was_open = self.current.get_value().as_deref() == Some(id);
        let mut stand_in = None;
        if was_open {
            if self.dirty.get_value() {
                self.save(app);
            }
            stand_in = self.open_another(app, id);
        }
        if self.told(app, self.with(|cabinet| cabinet.delete(id))) {
            let id = id.to_owned();
            app.tell_with(told, "Undo", move || self.undelete(app, &id, was_open, stand_in.as_ref()));
        }
    }

    /// Puts what is open, and was never stored, aside for the sample.
    pub fn discard_unstored(self, app: App, told: String) {
        let document = app.document.get_untracked();
        let stand_in = self.open_stand_in(app);
        let bring_back = move || {
            self.current.set_value(None);
            self.remove_untouched(stand_in.as_ref());
            self.show_new(app, document.clone());
            // It exists nowhere else: if it could not be stored, it still wants to be.
            self.dirty.set_value(self.current.with_value(Option::is_none));
        };
        app.tell_with(told, "Undo", move || {
            if self.put_away(app, bring_back.clone()) {
                bring_back();
            }
        });
    }

    /// Opens another scenario than this one; gives what stands in, if there is none.
    fn open_another(self, app: App, id: &str) -> Option<StandIn> {
        let others = self.list.with_untracked(|list| {
            let others = list.iter().filter(|it| !it.binned && it.id != id);
            others.map(|it| it.id.clone()).collect::<Vec<_>>()
        });
        let opened = others.into_iter().any(|other| {
            self.show_stored(app, &other);
            self.current.get_value() == Some(other)
        });
        if opened { None } else { self.open_stand_in(app) }
    }

    fn open_stand_in(self, app: App) -> Option<StandIn> {
        self.show_new(app, self.sample());
        Some(StandIn { id: self.current.get_value()?, document: app.document.get_untracked() })
    }

    /// Takes a scenario out of the bin again and leaves everything as it was before: what was open is open, and what came in its place
    /// is gone, unless it was changed meanwhile.
    fn undelete(self, app: App, id: &str, was_open: bool, stand_in: Option<&StandIn>) {
        if self.restore(app, id) && was_open {
            self.switch_to(app, id);
            self.remove_untouched(stand_in);
        }
    }

    fn remove_untouched(self, stand_in: Option<&StandIn>) {
        let Some(it) = stand_in.filter(|it| self.current.get_value().as_ref() != Some(&it.id)) else { return };
        // What cannot be removed stays in the list, where it can be seen.
        let _ = self.with(|cabinet| cabinet.purge_if_same(&it.id, &it.document));
        self.relist();
    }

    /// Takes a scenario out of the bin; whether that went well.
    pub fn restore(self, app: App, id: &str) -> bool {
        self.told(app, self.with(|cabinet| cabinet.restore(id)))
    }

    /// Removes a scenario in the bin for good.
    pub fn purge(self, app: App, id: &str) {
        self.told(app, self.with(|cabinet| cabinet.purge(id)));
    }

    /// The open scenario as a file.
    pub fn file(self, app: App) -> (String, String) {
        app.document.with_untracked(|document| {
            let name = crate::units::slug(&document.name);
            (format!("{name}.remit.json"), self.cabinet.with_value(|cabinet| cabinet.write_file(document)))
        })
    }

    /// A document as a text as short as it can be, for a link.
    pub fn short_text(self, document: &Document) -> String {
        self.cabinet.with_value(|cabinet| cabinet.write_short(document))
    }

    /// Reads the text of a file or of a link without opening it: the document, and what to tell about it.
    pub fn read(self, text: &str) -> Result<(Document, Option<String>), String> {
        self.cabinet.with_value(|cabinet| cabinet.read_file(text))
    }

    /// Opens a file as a new scenario; says in words if it cannot.
    pub fn open_file(self, app: App, text: &str) -> Result<String, String> {
        let (document, told) = self.read(text)?;
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

    fn told(self, app: App, result: Result<(), String>) -> bool {
        let fine = result.is_ok();
        if let Err(text) = result {
            app.toast.set(Some(Toast { text, action: None }));
        }
        self.relist();
        fine
    }

    fn relist(self) {
        self.list.set(self.cabinet.with_value(|cabinet| cabinet.list()));
    }

    /// Other scenarios than the open one, outside the bin: id and name.
    pub fn others(self) -> Vec<(String, String)> {
        let open = self.current_id();
        let others = |list: &Vec<crate::web::cabinet::Scenario>| {
            let others = list.iter().filter(|it| !it.binned && Some(&it.id) != open.as_ref());
            others.map(|it| (it.id.clone(), it.name.clone())).collect()
        };
        self.list.with(others)
    }

    fn with<T>(self, act: impl FnOnce(&mut dyn Cabinet) -> Result<T, String>) -> Result<T, String> {
        let result = self.cabinet.try_update_value(|cabinet| act(&mut **cabinet));
        result.unwrap_or_else(|| Err("The page is closing.".to_owned()))
    }
}
