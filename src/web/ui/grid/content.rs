//! What a table is given and what it gives back: columns, rows, cells, edits and pasted blocks.

use super::super::Choice;
use super::CellKey;
use leptos::prelude::Callback;
use std::sync::Arc;

/// The side on which the texts of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Figures.
    End,
}

/// What can be entered in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// A number.
    Number,
    /// One of a few choices.
    Select(Arc<[Choice]>),
    /// Nothing.
    ReadOnly,
    /// Nothing: words about the row, of which two lines are shown and the whole as a tooltip.
    Note,
}

impl Kind {
    /// Whether something can be entered.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Kind::Text | Kind::Number | Kind::Select(_) => true,
            Kind::ReadOnly | Kind::Note => false,
        }
    }
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What it is called in code.
    pub key: &'static str,
    /// What it is called on screen.
    pub label: String,
    /// Unit and period, below the label.
    pub unit: String,
    /// Where its texts stand.
    pub align: Align,
    /// What can be entered.
    pub kind: Kind,
    /// At least this wide, in characters; 0 leaves it to the content.
    pub width_chars: u8,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GridRow {
    /// A row of cells with a stable id.
    Row(Arc<str>),
    /// The heading of the rows below it: id and text.
    Group(Arc<str>, String),
}

impl GridRow {
    pub(super) fn id(&self) -> &Arc<str> {
        match self {
            GridRow::Row(id) | GridRow::Group(id, _) => id,
        }
    }

    /// The id of a row of cells.
    pub(super) fn data_id(&self) -> Option<Arc<str>> {
        match self {
            GridRow::Row(id) => Some(id.clone()),
            GridRow::Group(..) => None,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text shown.
    pub text: String,
    /// The text editing begins with; for a choice its key. `text` if empty.
    pub edit_text: String,
    /// What is wrong with it, in words.
    pub problem: Option<String>,
    /// It is of less weight: derived, or inherited from elsewhere.
    pub muted: bool,
    /// It cannot be edited although its column can.
    pub fixed: bool,
    /// Nothing is entered: what is shown comes from elsewhere, and editing begins with an empty text.
    pub blank: bool,
    /// What the value is called in code, so that a page can find the cell; empty if it has no such name.
    pub path: String,
}

impl Cell {
    /// A cell that shows what one edits.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// What a change of it begins with.
    pub fn edit_text(&self) -> &str {
        match (self.blank, self.edit_text.is_empty()) {
            (true, _) => "",
            (false, true) => &self.text,
            (false, false) => &self.edit_text,
        }
    }
}

/// A cell has a new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridEdit {
    /// The row's id.
    pub row: Arc<str>,
    /// The column's key.
    pub col: &'static str,
    /// The text, or the key of the choice.
    pub text: String,
}

/// A block of texts for the cells from one cell on, to the right and downwards.
#[derive(Clone, Debug)]
pub struct GridPaste {
    /// The ids of the rows it meets, from the first on; it may be longer than the table.
    pub rows: Vec<Arc<str>>,
    /// The keys of the columns it meets.
    pub cols: Vec<&'static str>,
    /// The texts by row.
    pub cells: Vec<Vec<String>>,
    /// What a cell is called: its row by the first column, and its column.
    pub name: Callback<CellKey, String>,
}

impl GridPaste {
    /// How many texts met no cell that can take one: beyond the last row, the last column, or in a column to read, as `takes` says. The
    /// first column of the table names its rows and is not counted.
    pub fn left_out(&self, takes: impl Fn(&str) -> bool) -> usize {
        let beyond = |(at, texts): (usize, &Vec<String>)| {
            let kept = |col: usize| self.cols.get(col).is_some_and(|key| takes(key)) && at < self.rows.len();
            let filled = texts.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
            filled.filter(|(col, _)| !kept(*col)).count()
        };
        self.cells.iter().enumerate().map(beyond).sum()
    }
}

/// The column by which the rows are sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridSort {
    /// The column's key.
    pub col: &'static str,
    /// Largest first.
    pub down: bool,
}
