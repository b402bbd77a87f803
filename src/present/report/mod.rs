//! The report: a plan on paper, in words, charts and tables. Figures are the engine's; words and tables of other pages are used again.

mod assumptions;
mod books;
mod cover;
mod differences;
mod figures;
mod glossary;
mod hires;
mod plans;
mod tables;
#[cfg(test)]
mod tests;

pub use assumptions::assumptions;
pub use books::books;
pub use cover::{Cover, cover};
pub use differences::{Differences, differences};
pub use figures::ReportFigure;
pub use glossary::glossary;
pub use hires::hires;
pub use tables::tables;

/// A table of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportTable {
    /// What stands above it.
    pub title: String,
    /// A sentence below the title; may be empty.
    pub say: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The last row is a sum.
    pub sum: bool,
    /// Cells are words and may break into lines.
    pub words: bool,
    /// Columns of words among figures, counted from the names of the rows, which are 0.
    pub texts: Vec<usize>,
}

/// A line in words: what it is about, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is about; may be empty.
    pub about: String,
    /// What is said.
    pub text: String,
}

impl Told {
    fn new(about: impl Into<String>, text: impl Into<String>) -> Told {
        Told { about: about.into(), text: text.into() }
    }
}

/// A part of a section: lines, then tables, below a title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// What is said in words.
    pub lines: Vec<Told>,
    /// Tables.
    pub tables: Vec<ReportTable>,
}
