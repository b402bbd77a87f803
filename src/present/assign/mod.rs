//! Who is to own which account, in words: the board, advice, what changes hands, hand-over sheets.

mod base;
mod board;
mod changes;
mod effect;
mod mix;
mod quota;
mod rep;
mod strip;
mod words;

pub use base::{Amounts, Base};
pub use board::{BoardRow, Pair, board_notes, board_rows, board_sentence};
pub use changes::{Change, HandoverSheet, change_rows, change_table, changes, handover_sheets, hands, sum_of_changes};
pub use effect::{Effect, effect};
pub use mix::{Mix, mixes};
pub use quota::{QuotaBy, QuotaRow, QuotaTable, quotas};
pub use rep::{home_taken_for, home_text, read_home, serves_say};
pub use strip::headline;
pub use words::{
    MoveWords, balanced_key, balanced_name, balanced_within, breaches_in_words, move_words, objective_help,
    objective_key, objective_name, owner_name,
};

/// A headline of a strip: what it is, the figure, the line below, and whether that line is good news (none: neither).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// The line below.
    pub note: String,
    /// Whether that line is good news.
    pub good: Option<bool>,
}

impl Headline {
    fn new(label: &str, value: String, note: String, good: Option<bool>) -> Headline {
        Headline { label: label.to_owned(), value, note, good }
    }
}
