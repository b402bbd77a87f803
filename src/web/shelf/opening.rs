//! Opening, making and deleting scenarios: what is open makes place for another, and there is a way back.

use super::Shelf;
use crate::model::Document;
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use leptos::prelude::*;

/// What was opened because nothing else was left, or because a file said so.
#[derive(Clone)]
pub(super) struct StandIn {
    id: String,
    document: Document,
}

impl Shelf {
    /// Opens a scenario; what is open is saved first, and stays open if it cannot be.
    pub fn switch_to(self, app: App, id: &str) {
        let id = id.to_owned();
        self.alone(move || self.switch_now(app, &id));
    }

    /// Opens a scenario, unless it is open, and then does something; nothing if it does not open.
    pub fn open_then(self, app: App, id: &str, then: impl FnOnce() + 'static) {
        if self.current.get_value().as_deref() == Some(id) {
            return then();
        }
        let id = id.to_owned();
        self.alone(move || {
            self.switch_now(app, &id);
            if self.current.get_value() == Some(id) {
                then();
            }
        });
    }

    pub(super) fn switch_now(self, app: App, id: &str) {
        let wanted = id.to_owned();
        if self.put_away(app, move || self.show_stored(app, &wanted)) {
            self.show_stored(app, id);
        }
    }

    /// Opens a copy of the open scenario. What was never stored is stored first: there are two of it afterwards.
    pub fn duplicate(self, app: App) {
        self.alone(move || {
            if self.current.with_value(Option::is_none) {
                self.save(app);
            }
            self.open_new_now(app, app.document.get_untracked());
        });
    }

    /// Opens a document as a new scenario; what is open is saved first, and stays open if it cannot be.
    pub fn open_new(self, app: App, document: Document) {
        self.alone(move || self.open_new_now(app, document));
    }

    /// The same, with a way back: what was open before is open again, and the new one is gone unless it was worked on.
    pub fn open_with_undo(self, app: App, document: Document) {
        self.alone(move || {
            let wanted = document.clone();
            if !self.put_away(app, move || self.show_new(app, wanted.clone())) {
                return;
            }
            let (before, unstored) = (self.current.get_value(), app.document.get_untracked());
            self.show_new(app, document);
            let told = app.document.with_untracked(|document| tr!("Opened {}.", document.name));
            let Some(id) = self.current.get_value() else { return };
            let came = StandIn { id, document: app.document.get_untracked() };
            app.tell_with(told, tr!("Undo"), move || {
                let (before, unstored, came) = (before.clone(), unstored.clone(), came.clone());
                self.alone(move || {
                    match &before {
                        Some(id) => self.switch_now(app, id),
                        // It was never stored, as nothing in it was changed.
                        None => {
                            let again = move || {
                                self.current.set_value(None);
                                self.shown(app, unstored.clone(), format!("again {}", dom::now_ms()));
                                app.saving.set(self.state_at_start());
                            };
                            if self.put_away(app, again.clone()) {
                                again();
                            }
                        }
                    }
                    self.remove_untouched(Some(&came));
                });
            });
        });
    }

    pub(super) fn open_new_now(self, app: App, document: Document) {
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
            let told = tr!("{name} could not be saved and would be lost. Download it first, on the Data page.");
            app.tell_with(told, tr!("Open it anyway"), go_on);
        }
        !stays
    }

    pub(super) fn show_stored(self, app: App, id: &str) {
        match self.with(|cabinet| cabinet.load(id)) {
            Ok((document, told)) => {
                self.leaving(app, id);
                self.current.set_value(Some(id.to_owned()));
                // Which scenario is open is remembered as far as storage allows.
                let _ = self.with(|cabinet| cabinet.set_current(id));
                self.shown(app, document, id.to_owned());
                app.take_steps_up(id);
                app.saving.set(self.saved(String::new()));
                if let Some(text) = told {
                    app.tell(text);
                }
            }
            Err(text) => self.trouble.set(text),
        }
    }

    fn show_new(self, app: App, mut document: Document) {
        document.name = self.fresh_name(&document.name);
        self.leaving(app, "");
        self.current.set_value(None);
        self.shown(app, document, format!("new {}", dom::now_ms()));
        self.save(app);
    }

    /// What was open makes place for this one.
    fn leaving(self, app: App, id: &str) {
        if let Some(left) = self.current.get_value().filter(|left| left != id) {
            // A branch that was moved onto a newer base goes back by more than steps.
            if self.moves.with_value(Vec::is_empty) {
                app.put_steps_away(left.clone());
            }
            self.compact_later(left);
        }
    }

    /// What concerned the scenario before concerns this one no more.
    fn shown(self, app: App, document: Document, scene: String) {
        self.before.set_value(None);
        self.moves.set_value(Vec::new());
        self.dirty.set_value(false);
        self.behind.set(false);
        app.show(document, scene);
    }

    /// Puts a scenario into the bin and offers to take it out again. If it is open, another one is opened, or the sample if there is none.
    pub fn delete(self, app: App, id: &str, told: String) {
        let id = id.to_owned();
        self.alone(move || self.delete_now(app, &id, told));
    }

    fn delete_now(self, app: App, id: &str, told: String) {
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
            app.tell_with(told, tr!("Undo"), move || {
                let (id, stand_in) = (id.clone(), stand_in.clone());
                self.alone(move || self.undelete(app, &id, was_open, stand_in.as_ref()));
            });
        }
    }

    /// Puts what is open, and was never stored, aside for the sample.
    pub fn discard_unstored(self, app: App, told: String) {
        self.alone(move || self.discard_unstored_now(app, told));
    }

    fn discard_unstored_now(self, app: App, told: String) {
        let document = app.document.get_untracked();
        let stand_in = self.open_stand_in(app);
        let bring_back = move || {
            self.current.set_value(None);
            self.remove_untouched(stand_in.as_ref());
            self.show_new(app, document.clone());
            // It exists nowhere else: if it could not be stored, it still wants to be.
            self.dirty.set_value(self.current.with_value(Option::is_none));
        };
        app.tell_with(told, tr!("Undo"), move || {
            let bring_back = bring_back.clone();
            self.alone(move || {
                if self.put_away(app, bring_back.clone()) {
                    bring_back();
                }
            });
        });
    }

    /// Opens another scenario than this one; gives what stands in, if there is none.
    pub(super) fn open_another(self, app: App, id: &str) -> Option<StandIn> {
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
        if self.told(app, self.with(|cabinet| cabinet.restore(id))) && was_open {
            self.switch_now(app, id);
            self.remove_untouched(stand_in);
        }
    }

    fn remove_untouched(self, stand_in: Option<&StandIn>) {
        let Some(it) = stand_in.filter(|it| self.current.get_value().as_ref() != Some(&it.id)) else { return };
        // What cannot be removed stays in the list, where it can be seen.
        let _ = self.with(|cabinet| cabinet.purge_if_same(&it.id, &it.document));
        self.relist();
    }
}
