//! Roles and offers in words: figures, flags with range and source, questions, and what a pasted text says.

mod assumed;
mod attainment;
mod bounds;
mod charts;
mod figures;
mod flags;
mod letter;
mod questions;

pub use assumed::assumption;
pub use attainment::{ATTAINMENTS, attainment_preset, view_words};
pub use bounds::threshold_unit;
pub use charts::{brings_chart, months_chart, pay_amounts, pay_range, pays_chart};
pub use figures::{
    NOT_TOLD, Row, TERMS, basis, best, cash_say, figure_notes, figure_rows, figure_title, letter_of, pays_at_say,
    pays_say, rate_say, swing_say, terms_rows, worth_rows, worth_say, worths_say, years_say,
};
pub use flags::{FlagWords, flag, issue, mark, mend};
pub use letter::{disagrees, fact, hours, missing, not_read, role_assumed, role_short};
pub use questions::{as_text, question};
