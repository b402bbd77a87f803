//! An editable table: the whole behaviour of the app's one grid, without a browser.
//!
//! What a key does to it is in `keys`, what the clipboard holds in `clipboard`.

mod clipboard;
mod keys;
#[cfg(test)]
mod tests;

pub use clipboard::{from_tsv, headings, paste, tsv};
pub use keys::press;

use crate::text::tr;
use std::ops::Range;

/// Of a longer list so many rows are printed; the rest are counted.
const PRINTED_AT_MOST: usize = 600;

/// A cell, by row and column from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub col: usize,
}

/// A rectangle of cells; all bounds belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First row.
    pub top: usize,
    /// Last row.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

/// Text being typed into the active cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What stands in the input.
    pub text: String,
    /// Typing began it, so that the arrow keys commit it and move.
    pub typed: bool,
}

/// Where one is in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridState {
    /// The cell that has the focus.
    pub active: Spot,
    /// The corner opposite to it of the selected block.
    pub anchor: Spot,
    /// The draft of the active cell, if one is being typed.
    pub draft: Option<Draft>,
}

/// What may be done with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can be edited.
    Edit,
    /// It can be visited and copied.
    Read,
    /// Moving passes over it (the heading of a group of rows).
    Skip,
}

/// The table as far as keys need to know it.
pub struct Shape<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
    /// Rows a page key moves by.
    pub page: usize,
    /// What may be done with a cell.
    pub access: &'a dyn Fn(Spot) -> Access,
    /// The text a draft begins with: of the cell, or made from what was typed.
    pub begin: &'a dyn Fn(Spot, Option<&str>) -> String,
}

/// The keys a table knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column back.
    Left,
    /// One column on.
    Right,
    /// First column.
    Home,
    /// Last column.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Begin or commit.
    Enter,
    /// Commit and move on.
    Tab,
    /// Give the draft up.
    Escape,
    /// Begin with the text as it is.
    F2,
    /// Clear.
    Delete,
    /// A character.
    Text(String),
}

/// A key with its modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The key.
    pub key: Key,
    /// Shift is held.
    pub shift: bool,
    /// Control, or Command on a Mac, is held.
    pub ctrl: bool,
}

/// What the table's owner has to do after a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A draft is done.
    Commit(Spot, String),
    /// A draft was given up: what followed it keystroke by keystroke has to go back.
    Restore(Spot),
    /// The cells of a block are to be emptied.
    Clear(Block),
    /// A row is wanted below this one.
    Insert(usize),
    /// These rows are wanted once more.
    Duplicate(Block),
    /// These rows are to go.
    Remove(Block),
}

impl Press {
    /// The press a browser reports, if a table knows that key. `name` is `KeyboardEvent.key`.
    pub fn from_browser(name: &str, shift: bool, ctrl: bool, alt: bool) -> Option<Press> {
        let key = match name {
            "ArrowUp" => Key::Up,
            "ArrowDown" => Key::Down,
            "ArrowLeft" => Key::Left,
            "ArrowRight" => Key::Right,
            "Home" => Key::Home,
            "End" => Key::End,
            "PageUp" => Key::PageUp,
            "PageDown" => Key::PageDown,
            "Enter" => Key::Enter,
            "Tab" => Key::Tab,
            "Escape" => Key::Escape,
            "F2" => Key::F2,
            "Delete" | "Backspace" => Key::Delete,
            text if text.chars().count() == 1 => Key::Text(text.to_owned()),
            _ => return None,
        };
        // With Alt, arrows belong to the browser, and characters are those of the keyboard's third level.
        let typed = matches!(key, Key::Text(_));
        (!alt || typed).then_some(Press { key, shift, ctrl: ctrl && !alt })
    }
}

impl GridState {
    /// The selected block; the active cell at least.
    pub fn block(&self) -> Block {
        let (a, b) = (self.active, self.anchor);
        Block { top: a.row.min(b.row), bottom: a.row.max(b.row), left: a.col.min(b.col), right: a.col.max(b.col) }
    }

    /// The state with this cell active; `extend` keeps the other corner of the selection.
    pub fn at(&self, active: Spot, extend: bool) -> GridState {
        GridState { active, anchor: if extend { self.anchor } else { active }, draft: None }
    }

    /// The state after the table has shrunk to this size.
    pub fn within(&self, rows: usize, cols: usize) -> GridState {
        let fit =
            |spot: Spot| Spot { row: spot.row.min(rows.saturating_sub(1)), col: spot.col.min(cols.saturating_sub(1)) };
        GridState { active: fit(self.active), anchor: fit(self.anchor), draft: self.draft.clone() }
    }
}

impl Block {
    /// Whether it is a single cell.
    pub fn is_cell(&self) -> bool {
        self.top == self.bottom && self.left == self.right
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.bottom - self.top + 1
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.right - self.left + 1
    }
}

/// The rows to draw of a long table, with some above and below what is seen. All lengths in pixels.
pub fn window(scrolled: f64, seen: f64, row_height: f64, rows: usize) -> Range<usize> {
    const BEYOND: f64 = 12.0;
    let first = (scrolled / row_height - BEYOND).floor().max(0.0) as usize;
    let last = ((scrolled + seen) / row_height + BEYOND).ceil().max(0.0) as usize;
    // In steps of eight, so that not every pixel of scrolling draws anew.
    let first = first.min(rows) / 8 * 8;
    first..(last.div_ceil(8) * 8).min(rows).max(first)
}

/// The rows of a list that are printed: nothing scrolls on paper, so all of them, seen or not, up to what paper is for.
pub fn printed(rows: usize) -> Range<usize> {
    0..rows.min(PRINTED_AT_MOST)
}

/// How much of a list is printed, where that is not all of it.
pub fn printed_say(count: usize) -> Option<String> {
    (count > PRINTED_AT_MOST).then(|| tr!("The first {PRINTED_AT_MOST} of {count} rows."))
}
