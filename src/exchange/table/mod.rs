//! From text to records: which mark separates the cells, where the header is, and one record after the other.
//!
//! Invariant: every record carries the line it starts in, so that each message can say where. A damaged record never takes the ones
//! after it along.

mod reader;
#[cfg(test)]
mod tests;

pub use reader::{Flaw, MAX_RECORDS, Reader, Record};

use super::text::{Encoding, Refusal, decode};
use super::value::{Shape, shape};
use reader::{Place, Shared};
use serde::{Deserialize, Serialize};

/// The mark between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// Tab, as in cells copied from a spreadsheet.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// All of them.
    pub const ALL: [Delimiter; 4] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe];

    /// The mark in words.
    pub const fn name(self) -> &'static str {
        match self {
            Delimiter::Comma => "comma",
            Delimiter::Semicolon => "semicolon",
            Delimiter::Tab => "tab",
            Delimiter::Pipe => "vertical bar",
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
        }
    }
}

/// Where the names of the columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderChoice {
    /// Look for them.
    Find,
    /// In this record, counted from 0; those above are passed over.
    Record(usize),
    /// There are none: the columns are called A, B, C.
    None,
}

/// An opened file: its layout, its header and a sample of its rows. Rows are read with [`Table::reader`].
#[derive(Clone, Debug)]
pub struct Table {
    text: Shared,
    /// How the characters were written.
    pub encoding: Encoding,
    /// The mark between cells.
    pub delimiter: Delimiter,
    /// Names of the columns, unique and never empty.
    pub header: Vec<String>,
    /// The line of the header, counted from 1; `None` where the file has none.
    pub header_line: Option<u32>,
    /// What the user should know about how the file was read.
    pub notes: Vec<String>,
    /// Where the first record stands, after a `sep=` line.
    start: Place,
    /// Where the first row after the header stands.
    rows_start: Place,
    /// How many records stand above the header and are passed over.
    pub passed_over: usize,
    sample: Vec<Record>,
}

/// The most columns that are read; no list of customers or people comes near.
pub const MAX_COLUMNS: usize = 400;

/// Records looked at to find the delimiter and the header.
const LOOKED_AT: usize = 200;

impl Table {
    /// Opens the bytes of a file.
    pub fn open(bytes: &[u8]) -> Result<Table, Refusal> {
        let decoded = decode(bytes)?;
        let note = decoded.note();
        let mut table = Table::lay_out(decoded.text, decoded.encoding, None)?;
        table.notes.extend(note);
        Ok(table)
    }

    /// Opens text that was pasted, for example cells copied from a spreadsheet.
    pub fn paste(text: &str) -> Result<Table, Refusal> {
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        Table::open(text.as_bytes())
    }

    fn lay_out(text: String, encoding: Encoding, delimiter: Option<Delimiter>) -> Result<Table, Refusal> {
        let text = with_newlines(text);
        let (told, start) = separator_line(&text);
        let mut table = Table {
            text: Shared(text.into()),
            encoding,
            delimiter: Delimiter::Comma,
            header: Vec::new(),
            header_line: None,
            notes: Vec::new(),
            start,
            rows_start: start,
            passed_over: 0,
            sample: Vec::new(),
        };
        table.delimiter = delimiter.or(told).unwrap_or_else(|| table.sniff());
        if let Some(text) = closed_up(&table.text.0, table.delimiter) {
            table.text = Shared(text.into());
        }
        table.find_header(HeaderChoice::Find);
        match table.header.len() {
            0 => Err(Refusal::Empty),
            1..=MAX_COLUMNS => Ok(table),
            too_many => Err(Refusal::TooManyColumns(too_many)),
        }
    }

    /// The same file read with another mark or header, as the user corrects it.
    pub fn with_layout(&self, delimiter: Delimiter, header: HeaderChoice) -> Table {
        let mut table = Table { delimiter, notes: Vec::new(), ..self.clone() };
        table.find_header(header);
        table
    }

    /// The first rows, and some from all over a long file, to look at and to guess from.
    pub fn sample(&self) -> &[Record] {
        &self.sample
    }

    /// The cells of a column in the sample.
    pub fn sample_column(&self, column: usize) -> impl Iterator<Item = &str> + Clone {
        self.sample.iter().filter(|record| record.flaw.is_none()).map(move |record| record.cell(column))
    }

    /// Lines after the header: an upper bound of the rows.
    pub fn lines(&self) -> usize {
        let rest = self.text.0.get(self.rows_start.byte..).unwrap_or_default();
        rest.lines().count()
    }

    /// Reads the rows from the first one.
    pub fn reader(&self) -> Reader {
        Reader::at(&self.text, self.delimiter, self.rows_start, Some(self.header.len()))
    }

    /// The delimiter with which most records have the same number of cells, more than one.
    fn sniff(&self) -> Delimiter {
        let scored = Delimiter::ALL.map(|delimiter| {
            let widths: Vec<usize> = Reader::at(&self.text, delimiter, self.start, None)
                .filter(|record| record.filled() > 0)
                .take(LOOKED_AT)
                .map(|record| record.width())
                .collect();
            let modal = modal(widths.iter().copied());
            let same = widths.iter().filter(|width| **width == modal).count();
            let share = same as f64 / widths.len().max(1) as f64;
            (delimiter, if modal > 1 { share * share * (1.0 - 1.0 / modal as f64) } else { 0.0 })
        });
        scored.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(Delimiter::Comma, |(delimiter, _)| delimiter)
    }

    fn find_header(&mut self, choice: HeaderChoice) {
        let mut reader = Reader::at(&self.text, self.delimiter, self.start, None);
        let mut top: Vec<(Record, Place)> = Vec::new();
        while top.len() < LOOKED_AT {
            let Some(record) = reader.next() else { break };
            if record.filled() > 0 {
                top.push((record, reader.place()));
            }
        }
        let at = match choice {
            HeaderChoice::Find => header_position(&top),
            HeaderChoice::Record(number) => Some(number.min(top.len().saturating_sub(1))),
            HeaderChoice::None => None,
        };
        match at.and_then(|at| top.get(at)) {
            Some((record, after)) => {
                self.header_line = Some(record.line);
                self.rows_start = *after;
                self.passed_over = at.unwrap_or(0);
                // Spreadsheets often write hundreds of empty columns at the right.
                let used = top.iter().map(|(record, _)| record.last_filled()).max().unwrap_or(0);
                self.header = column_names(record.cells().map(str::trim).take(used));
                if self.passed_over > 0 {
                    let lines =
                        if self.passed_over == 1 { "1 line".to_owned() } else { format!("{} lines", self.passed_over) };
                    self.notes.push(format!("{lines} above the header in line {} passed over.", record.line));
                }
            }
            None => {
                let width = modal(top.iter().map(|(record, _)| record.width()));
                self.header_line = None;
                self.rows_start = self.start;
                self.passed_over = 0;
                self.header = column_names(std::iter::repeat_n("", width));
                if choice == HeaderChoice::Find {
                    self.notes.push("No line with column names was found; the columns are named A, B, C.".to_owned());
                }
            }
        }
        self.sample = self.take_sample();
    }

    /// The first thousand rows, then fifty at each of twenty places down the file, since a date order may show only there.
    fn take_sample(&self) -> Vec<Record> {
        const FIRST: usize = 1_000;
        const PLACES: usize = 20;
        const EACH: usize = 50;
        let mut reader = self.reader();
        let mut sample: Vec<Record> = reader.by_ref().filter(|record| record.filled() > 0).take(FIRST).collect();
        let text = &self.text.0;
        let seen = reader.place().byte;
        let step = text.len().saturating_sub(seen) / PLACES;
        if step == 0 {
            return sample;
        }
        for place in 0..PLACES {
            let from = (seen + place * step..text.len()).find(|at| text.as_bytes().get(*at) == Some(&b'\n'));
            let Some(byte) = from.map(|newline| newline + 1) else { break };
            // The line is not known here and not needed: these rows are for guessing, the preview shows the first ones.
            let window = Reader::at(&self.text, self.delimiter, Place { byte, line: 0 }, Some(self.header.len()));
            sample.extend(
                window.take(EACH).filter(|record| record.width() == self.header.len() && record.flaw.is_none()),
            );
        }
        sample
    }
}

/// Line ends as `\n`: Windows writes two characters, old Macs and some exports a lone carriage return.
fn with_newlines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The text without the spaces between a delimiter and a quotation mark (`1, "Acme, Inc."`), which hide the mark from the parser;
/// `None` where there are none.
fn closed_up(text: &str, delimiter: Delimiter) -> Option<String> {
    let mark = char::from(delimiter.byte());
    if delimiter == Delimiter::Tab || !text.contains(&format!("{mark} \"")) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut cell_start) = (false, true);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let tail = rest.get(letter.len_utf8()..).unwrap_or_default();
        let quoted_next = letter == ' ' && !inside && cell_start && rest.trim_start_matches(' ').starts_with('"');
        if letter == '"' && (inside || cell_start) {
            inside = !inside;
        }
        if !quoted_next {
            out.push(letter);
            cell_start = !inside && (letter == mark || letter == '\n');
        }
        rest = tail;
    }
    Some(out)
}

/// The `sep=;` line that Excel writes and reads.
fn separator_line(text: &str) -> (Option<Delimiter>, Place) {
    let top = Place { byte: 0, line: 1 };
    let first = text.lines().next().unwrap_or_default();
    let Some(mark) = first.trim_matches(|letter| letter == '"' || letter == ' ').strip_prefix("sep=") else {
        return (None, top);
    };
    let told = Delimiter::ALL.into_iter().find(|delimiter| mark.as_bytes() == [delimiter.byte()]);
    (told, Place { byte: (first.len() + 1).min(text.len()), line: 2 })
}

fn modal(numbers: impl Iterator<Item = usize>) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for number in numbers {
        *counts.entry(number).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(number, count)| (*count, *number)).map_or(0, |(number, _)| number)
}

/// The record that names the columns, or `None` where the first full row already looks like data.
fn header_position(top: &[(Record, Place)]) -> Option<usize> {
    let usual = modal(top.iter().map(|(record, _)| record.filled()));
    let at = top.iter().position(|(record, _)| record.filled() * 5 >= usual * 3)?;
    let (first, _) = top.get(at)?;
    let below: Vec<&Record> = top.iter().skip(at + 1).take(50).map(|(record, _)| record).collect();
    let votes: i32 = (0..first.width())
        .map(|column| {
            let shapes = below.iter().map(|record| shape(record.cell(column))).filter(|shape| *shape != Shape::Blank);
            let (mut number, mut date, mut all) = (0usize, 0usize, 0usize);
            for shape in shapes {
                all += 1;
                number += usize::from(shape == Shape::Number);
                date += usize::from(shape == Shape::Date);
            }
            let typed = if number * 5 >= all * 4 { Shape::Number } else { Shape::Date };
            match (all > 0 && (number + date) * 5 >= all * 4, shape(first.cell(column))) {
                (false, _) | (true, Shape::Blank) => 0,
                (true, seen) if seen == typed => -1,
                (true, Shape::Number | Shape::Date | Shape::Text) => 1,
            }
        })
        .sum();
    if votes < 0
        || (below.is_empty() && (0..first.width()).any(|column| matches!(shape(first.cell(column)), Shape::Number)))
    {
        None
    } else {
        Some(at)
    }
}

/// Names without repetition; a column without one is called by its letter, as in a spreadsheet.
fn column_names<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut taken = std::collections::HashSet::new();
    for (index, cell) in cells.enumerate() {
        let flat = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let stem = if flat.is_empty() { format!("Column {}", letters(index)) } else { flat };
        let mut name = stem.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{stem} ({number})");
            number += 1;
        }
        names.push(name);
    }
    names
}

/// 0 is A, 25 is Z, 26 is AA.
fn letters(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letters(index / 26 - 1)) }
}
