//! Snapshots, branches and room: what keeps scenarios beyond the last save.

use super::Shelf;
use crate::edit::Command;
use crate::model::{Account, Document};
use crate::persist::{Base, Snapshot, Usage, Why};
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::{dom, keep};
use leptos::prelude::*;

/// How long a scenario has been put away before it is stored in fewer characters: opening the next one comes first.
const COMPACT_AFTER_MS: u64 = 1_500;

impl Shelf {
    /// Keeps what the open scenario was before a step that changes much. It is written once the step is on screen, and in any case before
    /// the step itself is stored.
    pub fn keep_before(self, before: Document, step: String) {
        self.before.update_value(|waiting| {
            waiting.get_or_insert((before, step));
        });
        dom::after_paint(move || {
            self.alone(move || {
                if self.current.try_get_value().flatten().is_some() {
                    self.write_before();
                }
            });
        });
    }

    /// Writes the snapshot that waits. One that cannot be written is done without: it was not asked for.
    pub(super) fn write_before(self) {
        let Some(id) = self.current.get_value() else { return };
        if let Some((document, step)) = self.before.try_update_value(Option::take).flatten() {
            let _ = self.with(|cabinet| cabinet.take_snapshot(&id, &document, Why::Before(step)));
            self.relist();
        }
    }

    /// The snapshots of the open scenario, newest first.
    pub fn snapshots(self) -> Vec<Snapshot> {
        self.list.track();
        let id = self.current.get_value();
        id.map(|id| self.cabinet.with_value(|cabinet| cabinet.snapshots(&id))).unwrap_or_default()
    }

    /// What a snapshot is called, by its reference.
    pub fn snapshot_name(self, reference: &str) -> String {
        let id = reference.split('@').next().unwrap_or_default();
        let all = self.cabinet.with_value(|cabinet| cabinet.snapshots(id));
        let found = all.into_iter().find(|it| it.reference() == reference);
        found.map_or_else(|| tr!("Snapshot").to_owned(), |it| it.why.to_string())
    }

    /// Keeps the open scenario as it is, under a name; tells whether that went well.
    pub fn take_snapshot(self, app: App, name: &str, done: impl FnOnce(bool) + 'static) {
        let name = name.to_owned();
        self.alone(move || {
            self.save(app);
            let Some(id) = self.current.get_value() else { return done(false) };
            let taken = app
                .document
                .with_untracked(|document| self.with(|cabinet| cabinet.take_snapshot(&id, document, Why::Hand(name))));
            done(self.told(app, taken));
        });
    }

    /// Makes the open scenario what it was, as one step; what it is now is kept as a snapshot.
    pub fn restore_snapshot(self, app: App, snapshot: &Snapshot) {
        match self.peek(&snapshot.reference()) {
            Ok(document) => {
                let what = snapshot.why.to_string();
                let command =
                    Command::batch(tr!("restore \u{201c}{what}\u{201d}"), vec![Command::Whole(Box::new(document))]);
                app.dispatch_risky(command, tr!("The plan is what it was in \u{201c}{what}\u{201d}."));
            }
            Err(text) => app.tell(text),
        }
    }

    /// Opens a snapshot as a scenario of its own.
    pub fn open_snapshot(self, app: App, snapshot: &Snapshot) {
        match self.peek(&snapshot.reference()) {
            Ok(mut document) => {
                document.name = format!("{} ({})", document.name, snapshot.why);
                self.open_new(app, document);
            }
            Err(text) => app.tell(text),
        }
    }

    /// A snapshot as a file: its name and its text.
    pub fn snapshot_file(self, snapshot: &Snapshot) -> Result<(String, String), String> {
        let document = self.peek(&snapshot.reference())?;
        let name = crate::units::slug(&format!("{} {}", document.name, snapshot.why));
        Ok((format!("{name}.remit.json"), self.cabinet.with_value(|cabinet| cabinet.write_file(&document))))
    }

    /// Removes a snapshot for good.
    pub fn discard_snapshot(self, app: App, snapshot: &Snapshot) {
        let reference = snapshot.reference();
        self.alone(move || {
            let gone = self.with(|cabinet| cabinet.discard_snapshot(&reference)).and_then(|gone| {
                let needed = tr!("A branch differs from this snapshot and needs it; it goes with the branch.");
                if gone { Ok(()) } else { Err(needed.to_owned()) }
            });
            self.told(app, gone);
        });
    }

    /// Removes all automatic snapshots for good.
    pub fn discard_automatic(self, app: App) {
        self.alone(move || {
            let text = match self.with(|cabinet| cabinet.discard_automatic()) {
                Ok(1) => tr!("1 automatic snapshot is removed.").to_owned(),
                Ok(count) => tr!("{count} automatic snapshots are removed."),
                Err(text) => text,
            };
            app.tell(text);
            self.relist();
        });
    }

    /// Removes all that lies in the bin for good.
    pub fn empty_bin(self, app: App) {
        self.alone(move || _ = self.told(app, self.with(|cabinet| cabinet.empty_bin())));
    }

    /// Opens a branch of the open scenario: a scenario that is stored as what differs from it.
    pub fn branch(self, app: App) {
        self.alone(move || self.branch_now(app));
    }

    fn branch_now(self, app: App) {
        self.save(app);
        if self.dirty.get_value() {
            return;
        }
        let Some(of) = self.current.get_value() else { return };
        let mut document = app.document.get_untracked();
        document.name = self.fresh_name(&tr!("{} (branch)", document.name));
        match self.with(|cabinet| cabinet.branch(&of, &document)) {
            Ok(id) => {
                self.relist();
                self.switch_now(app, &id);
            }
            Err(text) => app.tell(text),
        }
    }

    /// What a scenario is a branch of.
    pub fn base_of(self, id: &str) -> Option<Base> {
        self.list.track();
        self.cabinet.with_value(|cabinet| cabinet.base_of(id))
    }

    /// Room used and left.
    pub fn usage(self) -> Option<Usage> {
        self.cabinet.with_value(|cabinet| cabinet.usage())
    }

    /// What to know before so many accounts become part of the open scenario; nothing, if there is room.
    pub fn too_many(self, accounts: &[Account]) -> Option<String> {
        self.cabinet.with_value(|cabinet| cabinet.too_many(accounts))
    }

    /// Reads a stored scenario, or a snapshot by its reference, without opening it.
    pub fn peek(self, id: &str) -> Result<Document, String> {
        self.with(|cabinet| cabinet.load(id)).map(|(document, _told)| document)
    }

    /// A scenario that was put away is stored in as few characters as it takes.
    pub(super) fn compact_later(self, id: String) {
        dom::after_ms(COMPACT_AFTER_MS, move || {
            self.alone(move || {
                if self.current.try_get_value().flatten().is_some_and(|open| open != id) {
                    // What cannot be made smaller stays as large as it is.
                    let _ = self.with(|cabinet| cabinet.compact(&id));
                    self.relist();
                }
            });
        });
    }

    /// Asks the browser, once, not to clear what is stored when it needs room; after the first real edit, since some ask the user.
    pub(super) fn ask_to_last(self) {
        if self.keeps && !self.asked.get_value() {
            self.asked.set_value(true);
            keep::ask_to_last(move |lasts| _ = self.lasts.try_set(lasts));
        }
    }

    /// Learns whether the browser promised not to clear what is stored.
    pub(super) fn learn_whether_it_lasts(self) {
        if self.keeps {
            keep::does_it_last(move |lasts| _ = self.lasts.try_set(lasts));
        }
    }
}
