//! Records of the document (accounts, deals) on a table: what becomes of a text typed or a block pasted, of rows added and removed.
//!
//! Where a record stands on the table is the page's own matter, as it filters and sorts.

use crate::edit::Command;
use crate::model::Document;
use crate::present::Locale;
use crate::present::not_taken::NotTaken;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Cell, CellKey, GridEdit, GridPaste, Refusals};
use leptos::prelude::*;
use std::sync::Arc;

/// A kind of record that a table edits.
pub(super) trait Record: Clone + PartialEq + Send + Sync + 'static {
    /// Its columns.
    type Column: Copy + Send + Sync + 'static;

    /// A column by its key.
    fn column(key: &str) -> Option<Self::Column>;

    /// Whether the column is read before others of a pasted row, because it says how they are meant.
    fn goes_first(column: Self::Column) -> bool;

    /// All of them in the document.
    fn all(document: &Document) -> &[Self];

    /// Puts a text into a column, or says why not.
    fn put(&mut self, document: &Document, column: Self::Column, text: &str, locale: &Locale) -> Result<(), String>;

    /// The step that puts changed ones at their places and added ones at the end.
    fn changed(document: &Document, changed: Vec<(usize, Self)>, added: Vec<Self>) -> Command;

    /// The step that adds one below a place, or at the end.
    fn added(self, document: &Document, below: Option<usize>) -> Command;

    /// The step that removes those at these places.
    fn removed(document: &Document, places: &[usize]) -> Command;

    /// What is said once so many are removed.
    fn told_removed(count: usize) -> String;
}

/// The records of a page's table. Copying it copies handles.
pub(super) struct Records<R: Record> {
    app: App,
    /// Where the record of a row stands in the document, while it is shown.
    place: Callback<Arc<str>, Option<usize>>,
    /// What stands in a cell, refused texts apart.
    settled: Callback<CellKey, Cell>,
    /// A new one, so that it is among the rows that are shown.
    blank: Callback<(), R>,
    refusals: Refusals,
}

impl<R: Record> Clone for Records<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Record> Copy for Records<R> {}

impl<R: Record> Records<R> {
    /// The records of a table whose rows stand where `place` says.
    pub fn new(
        app: App,
        place: impl Fn(&str) -> Option<usize> + Send + Sync + 'static,
        settled: impl Fn(CellKey) -> Cell + Send + Sync + 'static,
        blank: impl Fn() -> R + Send + Sync + 'static,
    ) -> Records<R> {
        let refusals = Refusals::none();
        Effect::new(move |_| {
            // Another scenario has other records, and what was pasted is taken back as a whole.
            app.scene.track();
            app.stepped.track();
            refusals.forget_all();
        });
        Records {
            app,
            place: Callback::new(move |row: Arc<str>| place(&row)),
            settled: Callback::new(settled),
            blank: Callback::new(move |()| blank()),
            refusals,
        }
    }

    /// What stands in a cell, with a refused text and why.
    pub fn cell(self, key: CellKey) -> Cell {
        let settled = self.settled.run(key.clone());
        self.refusals.over(&key, settled)
    }

    /// Places of rows in the document.
    pub fn places(self, rows: &[Arc<str>]) -> Vec<usize> {
        rows.iter().filter_map(|row| untrack(|| self.place.run(row.clone()))).collect()
    }

    /// A text is final: what cannot be read stays in its cell with the reason.
    pub fn take(self, edit: GridEdit) {
        let Some(column) = R::column(edit.col) else { return };
        let key = (edit.row.clone(), edit.col);
        let Some(at) = untrack(|| self.place.run(edit.row.clone())) else { return };
        let locale = self.app.locale.get_untracked();
        let result: Result<Option<Command>, String> = self.app.document.with_untracked(|document| {
            let Some(before) = R::all(document).get(at) else { return Ok(None) };
            let mut record = before.clone();
            record.put(document, column, &edit.text, &locale)?;
            Ok((record != *before).then(|| R::changed(document, vec![(at, record)], Vec::new())))
        });
        match result {
            Ok(command) => {
                self.refusals.forget(&key);
                if let Some(command) = command {
                    self.app.dispatch(command);
                }
            }
            Err(why) => {
                self.refuse(key, edit.text, why);
            }
        }
    }

    fn refuse(self, key: CellKey, text: String, why: String) {
        let stood = untrack(|| self.settled.run(key.clone())).text;
        self.refusals.keep(key, text, why, Some(stood));
    }

    /// A block is one step to undo. Rows beyond the table become new records; what cannot be read stays in its cell, marked, and is told.
    pub fn paste(self, paste: GridPaste) {
        let locale = self.app.locale.get_untracked();
        let blank = untrack(|| self.blank.run(()));
        // Refused cells of rows there are, and of lines that would be new.
        let mut wrong: Vec<(CellKey, String, String)> = Vec::new();
        let mut left_out: Vec<NotTaken> = Vec::new();
        let (mut changed, mut added) = (Vec::new(), Vec::new());
        let command = self.app.document.with_untracked(|document| {
            for (line, texts) in paste.cells.iter().enumerate() {
                let at = paste.rows.get(line).and_then(|row| untrack(|| self.place.run(row.clone())));
                let before = at.and_then(|at| R::all(document).get(at)).unwrap_or(&blank);
                let mut record = before.clone();
                let cells = paste.cols.iter().zip(texts);
                let mut cells: Vec<(&'static str, R::Column, &String)> =
                    cells.filter_map(|(key, text)| Some((*key, R::column(key)?, text))).collect();
                cells.sort_by_key(|(_, column, _)| !R::goes_first(*column));
                let told = left_out.len();
                for (key, column, text) in cells {
                    let Err(why) = record.put(document, column, text, &locale) else { continue };
                    match paste.rows.get(line) {
                        Some(row) => wrong.push(((row.clone(), key), text.clone(), why)),
                        None => {
                            let why = tr!("\u{201c}{text}\u{201d} was not taken: {why}");
                            left_out.push(NotTaken { place: tr!("Line {}", line + 1), why, stays: false });
                        }
                    }
                }
                match at {
                    Some(at) if record != *before => changed.push((at, record)),
                    Some(_) => {}
                    // A new one with a cell that nobody can read would stand there with a value of ours.
                    None if left_out.len() == told && texts.iter().any(|text| !text.trim().is_empty()) => {
                        added.push(record);
                    }
                    None => {}
                }
            }
            let some = !changed.is_empty() || !added.is_empty();
            some.then(|| R::changed(document, std::mem::take(&mut changed), std::mem::take(&mut added)))
        });
        let changed = command.is_some();
        let mut told = wrong.iter().map(|(key, _, why)| paste.not_taken(key, why)).collect::<Vec<_>>();
        told.extend(left_out);
        self.refusals.forget_all();
        if let Some(command) = command {
            self.app.dispatch_many(command, paste.cells.len());
        }
        for (key, text, why) in wrong {
            self.refuse(key, text, why);
        }
        self.app.tell_pasted(None, &told, changed);
    }

    /// Adds one below a row, or at the end.
    pub fn insert(self, below: Option<Arc<str>>) {
        let blank = untrack(|| self.blank.run(()));
        let at = below.and_then(|row| untrack(|| self.place.run(row)));
        self.app.dispatch(self.app.document.with_untracked(|document| blank.added(document, at)));
    }

    /// Adds copies of rows.
    pub fn duplicate(self, rows: &[Arc<str>]) {
        let places = self.places(rows);
        let command = self.app.document.with_untracked(|document| {
            let copies = places.iter().filter_map(|at| R::all(document).get(*at).cloned()).collect();
            R::changed(document, Vec::new(), copies)
        });
        self.app.dispatch(command);
    }

    /// Removes rows, with a way back.
    pub fn delete(self, rows: &[Arc<str>]) {
        let places = self.places(rows);
        if places.is_empty() {
            return;
        }
        let command = self.app.document.with_untracked(|document| R::removed(document, &places));
        self.app.dispatch_many_with_undo(command, places.len(), R::told_removed(places.len()));
    }
}
