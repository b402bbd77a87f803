//! What is typed into the tables of this page: numbers reach the registry at each keystroke, and a text that cannot be read stays in
//! its cell with the reason.

use crate::edit::Command;
use crate::model::InputValue;
use crate::web::app::{App, sentence};
use crate::web::ui::{Cell, CellKey, Refusals, Toast};
use leptos::prelude::*;
use std::sync::Arc;

/// Texts that were refused, and what stood in the input being typed into.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    app: App,
    refused: Refusals,
    before: StoredValue<Option<(String, InputValue)>>,
}

impl Typing {
    /// Nothing typed yet.
    pub fn new() -> Typing {
        let app = App::here();
        let refused = Refusals::none();
        Effect::new(move |_| {
            // Another scenario has other cells, and what was pasted is taken back as a whole.
            app.scene.track();
            app.stepped.track();
            refused.forget_all();
        });
        Typing { app, refused, before: StoredValue::new(None) }
    }

    /// A keystroke in a cell that stands for an input. Figures follow as far as the text can be read.
    pub fn input(self, path: &str, text: &str) {
        let value = || untrack(|| self.app.input(path)).map(|input| input.value);
        let Some(now) = value() else { return };
        let before = match self.before.get_value() {
            Some((at, value)) if at == path => value,
            Some(_) | None => {
                self.before.set_value(Some((path.to_owned(), now)));
                now
            }
        };
        // A half-typed number is no error yet.
        let _ = self.app.enter(path, text, false);
        if value() == Some(before) {
            // Escape, or typed back: the next keystroke begins anew.
            self.before.set_value(None);
            self.app.seal();
        }
    }

    /// The text of such a cell is final. What cannot be read stays, and the input goes back to what it was.
    pub fn commit(self, place: CellKey, path: &str, text: &str) {
        let before = self.before.get_value().filter(|(at, _)| at == path);
        self.before.set_value(None);
        match self.app.enter(path, text, true) {
            Ok(()) => self.accept(&place),
            Err(why) => {
                if let Some((at, value)) = before {
                    self.app.type_in(Command::set(at.as_str(), value), &at);
                    self.app.seal();
                }
                self.refuse(place, text, why);
            }
        }
    }

    /// Keeps a text in its cell, with what is wrong with it.
    pub fn refuse(self, place: CellKey, text: &str, why: String) {
        self.refused.keep(place, text.to_owned(), why, None);
    }

    /// The cell shows its value again.
    pub fn accept(self, place: &CellKey) {
        self.refused.forget(place);
    }

    /// Whether a text of this row was refused.
    pub fn is_refused(self, row: &str) -> bool {
        self.refused.has(row)
    }

    /// The cell as it is to be shown: the refused text instead of the value, if there is one.
    pub fn shown(self, row: &Arc<str>, col: &'static str, cell: Cell) -> Cell {
        self.refused.over(&(row.clone(), col), cell)
    }
}

/// Says something after what was just said, and keeps the way back that stood there.
pub(super) fn tell_more(app: App, text: &str) {
    app.toast.update(|toast| {
        let before = toast.take();
        let offer = before.as_ref().and_then(|it| it.offer.clone());
        let told = before.map(|it| sentence(&it.text) + " ").unwrap_or_default();
        *toast = Some(Toast { text: told + text, offer });
    });
}
