//! Records, one after the other, each with its line.

use super::Delimiter;
use std::sync::Arc;

/// The most records that are read from one file.
pub const MAX_RECORDS: usize = 250_000;

/// What is wrong with the form of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// More filled cells than the header has columns.
    TooManyCells {
        /// Cells in the record.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A quotation mark is opened and not closed where it should be.
    OpenQuote,
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Flaw::TooManyCells { found, expected } => write!(
                f,
                "This row has {found} cells where the header has {expected}; perhaps a name or an amount holds the mark that separates \
                 cells and needs quotation marks around it"
            ),
            Flaw::OpenQuote => {
                f.write_str("A quotation mark is opened in this row and never closed; close it or remove it")
            }
        }
    }
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line of the file in which it starts, counted from 1.
    pub line: u32,
    /// What is wrong with its form; then the cells may be shifted and should not be read.
    pub flaw: Option<Flaw>,
    cells: csv::StringRecord,
}

impl Record {
    /// The cell of a column, trimmed; empty where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        undefused(self.cells.get(column).unwrap_or_default()).trim()
    }

    /// The cells as they stand, untrimmed.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(undefused)
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// How many cells there are up to the last that holds something.
    pub(super) fn last_filled(&self) -> usize {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last().map_or(0, |(at, _)| at + 1)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// Takes off the apostrophe that [`super::write_csv`] puts before a formula.
fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(crate::exchange::write::starts_formula) => rest,
        Some(_) | None => cell,
    }
}

/// The text of a file, shared by all readers of it.
#[derive(Clone, Debug)]
pub(super) struct Shared(pub(super) Arc<str>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) byte: usize,
    pub(super) line: u32,
}

/// Reads records one after the other; see [`Reader::next_chunk`] for reading with progress.
pub struct Reader {
    text: Shared,
    delimiter: Delimiter,
    csv: csv::Reader<std::io::Cursor<Tail>>,
    /// Where `csv` started.
    base: Place,
    /// Columns of the header; `None` while looking for it: then nothing is repaired.
    width: Option<usize>,
    records: usize,
    stopped: bool,
}

/// The text from a byte on.
#[derive(Clone, Debug)]
struct Tail(Shared, usize);

impl AsRef<[u8]> for Tail {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref().get(self.1..).unwrap_or_default()
    }
}

impl Reader {
    pub(super) fn at(text: &Shared, delimiter: Delimiter, base: Place, width: Option<usize>) -> Reader {
        let csv = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(delimiter.byte())
            .from_reader(std::io::Cursor::new(Tail(text.clone(), base.byte)));
        Reader { text: text.clone(), delimiter, csv, base, width, records: 0, stopped: false }
    }

    /// Up to `most` further records; empty at the end.
    pub fn next_chunk(&mut self, most: usize) -> Vec<Record> {
        self.by_ref().take(most).collect()
    }

    /// How much of the file was read, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.place().byte as f64 / self.text.0.len().max(1) as f64
    }

    /// Whether reading ended at [`MAX_RECORDS`] with rows left.
    pub fn stopped_early(&self) -> bool {
        self.stopped
    }

    /// Where the next record starts.
    pub(super) fn place(&self) -> Place {
        let at = self.csv.position();
        Place { byte: self.base.byte + at.byte() as usize, line: self.base.line + (at.line() as u32).saturating_sub(1) }
    }

    /// `place` moved over empty lines, which the parser passes over silently.
    fn past_empty_lines(&self, mut place: Place) -> Place {
        while self.text.as_ref().get(place.byte) == Some(&b'\n') {
            place.byte += 1;
            place.line += 1;
        }
        place
    }

    /// A record that swallowed the lines after it through a stray quotation mark is cut back to its first line.
    fn flaw(&self, record: &csv::StringRecord, start: Place, end: Place, width: usize) -> Option<(Flaw, bool)> {
        let raw = self.text.0.get(start.byte..end.byte).unwrap_or_default();
        let several_lines = raw.trim_end_matches('\n').contains('\n');
        let excess = record.iter().skip(width).any(|cell| !cell.trim().is_empty());
        let at_end = end.byte >= self.text.0.len();
        let swallowed = several_lines && (excess || !well_quoted(raw, self.delimiter));
        if swallowed || (at_end && record.len() != width && !well_quoted(raw, self.delimiter)) {
            Some((Flaw::OpenQuote, several_lines))
        } else if excess {
            Some((Flaw::TooManyCells { found: record.len(), expected: width }, false))
        } else {
            None
        }
    }
}

impl Iterator for Reader {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let start = self.past_empty_lines(self.place());
        if self.records >= MAX_RECORDS {
            self.stopped = start.byte < self.text.0.len();
            return None;
        }
        let mut cells = csv::StringRecord::new();
        // The text is in memory and valid UTF-8, and rows may differ in length, so the parser has nothing to fail at.
        if !matches!(self.csv.read_record(&mut cells), Ok(true)) {
            return None;
        }
        self.records += 1;
        let mut record = Record { line: start.line, flaw: None, cells };
        if let Some(width) = self.width
            && let Some((flaw, swallowed)) = self.flaw(&record.cells, start, self.place(), width)
        {
            record.flaw = Some(flaw);
            let rest = self.text.0.get(start.byte..).unwrap_or_default();
            if let Some(length) = rest.find('\n').filter(|_| swallowed) {
                let next = Place { byte: start.byte + length + 1, line: start.line + 1 };
                let restarted = Reader::at(&self.text, self.delimiter, next, self.width);
                *self = Reader { records: self.records, ..restarted };
            }
        }
        Some(record)
    }
}

/// Whether every quotation mark that opens a cell is closed right before the next cell or the end.
fn well_quoted(raw: &str, delimiter: Delimiter) -> bool {
    let mut bytes = raw.bytes().peekable();
    let (mut cell_start, mut inside) = (true, false);
    while let Some(byte) = bytes.next() {
        if inside {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                inside = false;
                if bytes.peek().is_some_and(|next| *next != delimiter.byte() && *next != b'\n') {
                    return false;
                }
            }
        } else {
            inside = cell_start && byte == b'"';
            cell_start = byte == delimiter.byte() || byte == b'\n';
        }
    }
    !inside
}
