//! Texts that a table refused: each stays in its cell, with the reason, until it is mended or the cell changes from elsewhere.

use super::Cell;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A cell of a table by its row and its column.
pub type CellKey = (Arc<str>, &'static str);

#[derive(Clone, Debug)]
struct Refused {
    text: String,
    why: String,
    /// What stood there; a cell that changes from elsewhere (an undo) forgets the refused text.
    stood: String,
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
            Some(Refused { text, why, stood }) if stood == settled.text => {
                Cell { text, edit_text: String::new(), problem: Some(why), blank: false, muted: false, ..settled }
            }
            Some(_) | None => settled,
        }
    }

    /// A text was refused in a cell where something else stood.
    pub fn keep(self, key: CellKey, text: String, why: String, stood: String) {
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

    /// A whole block was taken.
    pub fn forget_all(self) {
        self.0.update(HashMap::clear);
    }
}
