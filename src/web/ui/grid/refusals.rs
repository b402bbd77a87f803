//! Texts that a table refused, typed or pasted: each stays in its cell, marked, with the reason, until it is mended, the cell changes from
//! elsewhere, or the page is left.

use super::{Cell, GridPaste};
use crate::present::not_taken::NotTaken;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A cell of a table by its row and its column.
pub type CellKey = (Arc<str>, &'static str);

#[derive(Clone, Debug)]
struct Refused {
    text: String,
    why: String,
    /// What stood there, where a change from elsewhere (an undo) forgets the refused text.
    stood: Option<String>,
}

/// The refused texts of one table. Copying it copies a handle.
#[derive(Clone, Copy)]
pub struct Refusals(RwSignal<HashMap<CellKey, Refused>>);

impl Refusals {
    /// None yet.
    pub fn none() -> Refusals {
        Refusals(RwSignal::new(HashMap::new()))
    }

    /// The cell with the text refused there, if the cell still stands as it stood then.
    pub fn over(self, key: &CellKey, settled: Cell) -> Cell {
        match self.0.with(|all| all.get(key).cloned()) {
            Some(Refused { text, why, stood }) if stood.as_ref().is_none_or(|stood| *stood == settled.text) => {
                Cell { text, edit_text: String::new(), problem: Some(why), blank: false, muted: false, ..settled }
            }
            Some(_) | None => settled,
        }
    }

    /// A text was refused in a cell. It is forgotten when the cell stands otherwise than it `stood`, if that is given.
    pub fn keep(self, key: CellKey, text: String, why: String, stood: Option<String>) {
        self.0.update(|all| {
            all.insert(key, Refused { text, why, stood });
        });
    }

    /// A cell took its text.
    pub fn forget(self, key: &CellKey) {
        if self.0.with_untracked(|all| all.contains_key(key)) {
            self.0.update(|all| {
                all.remove(key);
            });
        }
    }

    /// A whole block was taken, or taken back.
    pub fn forget_all(self) {
        if self.0.with_untracked(|all| !all.is_empty()) {
            self.0.update(HashMap::clear);
        }
    }

    /// Whether a text of this row was refused.
    pub fn has(self, row: &str) -> bool {
        self.0.with(|all| all.keys().any(|(at, _)| &**at == row))
    }
}

impl GridPaste {
    /// A cell of the block that could not be taken and keeps its text, for the notice.
    pub fn not_taken(&self, key: &CellKey, why: &str) -> NotTaken {
        NotTaken { place: self.name.run(key.clone()), why: why.to_owned(), stays: true }
    }

    /// All of them.
    pub fn all_not_taken(&self, refused: &[(CellKey, String)]) -> Vec<NotTaken> {
        refused.iter().map(|(key, why)| self.not_taken(key, why)).collect()
    }
}
