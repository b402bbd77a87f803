//! Scenarios and where they are kept: opening, autosave, other tabs, storage that is blocked or full.
//!
//! Invariant: nothing is written before the first load, and what cannot be read is never overwritten.

mod base;
mod keep;
mod leftovers;
mod opening;
mod profile;

use crate::career::Profile;
use crate::model::Document;
use crate::text::tr;
use crate::web::app::App;
use crate::web::cabinet::{Cabinet, Looked, Saved, Scenario};
use crate::web::port::store::StorageListener;
use crate::web::port::{dom, locks};
use crate::web::ui::Saving;
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
    /// Whether there are changes that are not stored yet.
    dirty: StoredValue<bool>,
    /// What the open scenario was before a step that changes much, and the step, until that is kept as a snapshot.
    before: StoredValue<Option<(Document, String)>>,
    /// Steps that moved the open branch onto a newer state of its base.
    moves: StoredValue<Vec<base::BaseMove>>,
    /// Whether the browser promised not to clear what is stored; unknown where it does not say.
    pub lasts: RwSignal<Option<bool>>,
    /// Whether it was asked to.
    asked: StoredValue<bool>,
    /// Whether anything was changed that goes with the page, as storage is blocked.
    passing: StoredValue<bool>,
    /// Offers and answers that a page was left with and that are not kept yet.
    left: StoredValue<Option<Profile>>,
}

/// How long typing has to pause before it is saved.
const PAUSE_MS: u64 = 400;

/// The name under which tabs take turns at the list of scenarios.
pub const LIST: &str = "remit/list";

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
            moves: StoredValue::new(Vec::new()),
            lasts: RwSignal::new(None),
            asked: StoredValue::new(false),
            passing: StoredValue::new(false),
            left: StoredValue::new(None),
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
        if self.keeps { Saving::Saved(time) } else { Saving::Failed(tr!("kept only while this page is open").into()) }
    }

    /// Saves when the page is left, and hears of other tabs.
    pub fn watch(self, app: App) {
        self.learn_whether_it_lasts();
        let keep = move || {
            if self.dirty.get_value() {
                self.save(app);
            }
            self.keep_left(app);
        };
        dom::on_leave(keep);
        dom::ask_before_leaving(move || {
            keep();
            self.dirty.get_value() || self.passing.get_value() || self.left.with_value(Option::is_some)
        });
        let listener = StorageListener::new(move |key| {
            if !self.cabinet.with_value(|cabinet| cabinet.concerns(key.as_deref())) {
                return;
            }
            let current = self.current.get_value();
            let behind = self.cabinet.try_update_value(|cabinet| cabinet.is_behind(current.as_deref()));
            self.relist();
            if behind.unwrap_or(false) && self.follows(app) {
                self.take_theirs(app);
            } else {
                self.behind.set(behind.unwrap_or(false));
            }
            if self.cabinet.with_value(|cabinet| cabinet.is_set_back()) {
                // What cannot be put back now is with the next save.
                self.alone(move || _ = self.with(|cabinet| cabinet.put_back()));
            }
        });
        StoredValue::new_local(listener);
    }

    /// Whether another tab's version can take the place of what is shown unasked: nothing was changed in this tab, so nothing can be lost.
    fn follows(self, app: App) -> bool {
        let untouched = app.next.with_untracked(|(undo, redo)| undo.is_none() && redo.is_none());
        // What is typed in a field may not be entered yet.
        let typing = dom::focused().is_some_and(|element| dom::takes_text(&element));
        untouched && !typing && !self.dirty.get_value() && !untrack(|| self.is_gone())
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
                // It may have been saved, or typing gone on, by the time it is this tab's turn.
                self.alone(move || {
                    if self.turn.try_get_value() == Some(mine) && self.dirty.get_value() {
                        self.save(app);
                    }
                });
            }
        });
    }

    /// Does something that writes what tabs share (the list of scenarios, snapshots, the profile) while no other tab does. What cannot
    /// wait, as the page is left, goes without: what is stored is read again before it is written in any case.
    pub fn alone(self, act: impl FnOnce() + 'static) {
        if self.keeps { locks::alone(LIST, act) } else { act() }
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
                app.saving.set(Saving::Failed(tr!("another tab changed this scenario").into()));
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
                app.saving.set(Saving::Failed(tr!("still here while the page is open").into()));
                self.trouble.set(text);
            }
        }
        self.relist();
    }

    /// The user's version becomes a scenario of its own, beside what the other tab saved.
    pub fn keep_mine(self, app: App) {
        self.alone(move || {
            let name = app.document.with_untracked(|document| tr!("{} (my copy)", document.name));
            self.current.set_value(None);
            self.behind.set(false);
            app.document.update(|document| document.name = name);
            self.save(app);
        });
    }

    /// Opens what the other tab saved, or something else if it deleted the scenario.
    pub fn take_theirs(self, app: App) {
        self.alone(move || self.take_theirs_now(app));
    }

    fn take_theirs_now(self, app: App) {
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

    /// Takes a scenario out of the bin.
    pub fn restore(self, app: App, id: &str) {
        let id = id.to_owned();
        self.alone(move || _ = self.told(app, self.with(|cabinet| cabinet.restore(&id))));
    }

    /// Removes a scenario in the bin for good.
    pub fn purge(self, app: App, id: &str) {
        let id = id.to_owned();
        self.alone(move || _ = self.told(app, self.with(|cabinet| cabinet.purge(&id))));
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

    /// Reads the text of a file of either kind without opening it.
    pub fn look(self, text: &str) -> Result<Looked, String> {
        self.cabinet.with_value(|cabinet| cabinet.look(text))
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
            app.tell(text);
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
        result.unwrap_or_else(|| Err(tr!("The page is closing.").to_owned()))
    }
}
