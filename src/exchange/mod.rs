//! Files as users have them, in and out.
//!
//! A file passes four doors: [`text`] makes characters of bytes, [`table`] makes records of characters, [`value`] says what a cell
//! means, and [`importer`] knows which column is which and makes typed rows with a report. Cells pasted from a spreadsheet enter by the
//! second door.
//!
//! Invariant: nothing that reads knows the document. An importer yields neutral rows; whoever applies them knows what they become. What
//! leaves as a [`workbook`] is a whole document with the formulas of its figures.

mod account_file;
pub mod credits;
pub mod deal_words;
pub mod importer;
pub mod intake;
mod roster_file;
pub mod table;
pub mod tables;
pub mod text;
pub mod value;
pub mod workbook;
mod write;

pub use account_file::accounts_csv;
pub use roster_file::roster_csv;
pub use table::{Delimiter, HeaderChoice, Table};
pub use write::{defused, write_csv};
