//! From text to records: which mark separates the cells, where the header is, and one record after the other.
//!
//! Invariant: every record carries the line it starts in, so that each message can say where. A damaged record never takes the ones
//! after it along.

mod reader;

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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &Table) -> Vec<(u32, Vec<String>)> {
        table.reader().map(|record| (record.line, record.cells().map(str::to_owned).collect())).collect()
    }

    fn open(text: &str) -> Table {
        Table::open(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_delimiter_is_found_even_where_amounts_hold_another() {
        let cases = [
            ("a,b,c\n1,2,3\n", Delimiter::Comma),
            ("Kunde;ARR;Ende\nA;37.649,10 €;01.11.2027\nB;2,50;02.11.2027\n", Delimiter::Semicolon),
            ("name\tarr\nA\t\"1,234\"\nB\t\"2,000\"\n", Delimiter::Tab),
            ("name|arr\nA|1,234.50\nB|2,000.00\n", Delimiter::Pipe),
            ("\"a;b\",\"c;d\",e\n\"x;y\",\"z;w\",1\n", Delimiter::Comma),
            ("only\none\n", Delimiter::Comma),
            ("sep=;\na,x;b\n1,y;2\n", Delimiter::Semicolon),
        ];
        for (text, expected) in cases {
            assert_eq!(open(text).delimiter, expected, "{text}");
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let table = open("sep=,\r\nid,name\r\n\r\n1,\"two\r\nlines\"\r\n\r\n2,b\r\n,\r\n3,c");
        assert_eq!(table.header_line, Some(2));
        let lines: Vec<u32> = rows(&table).iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 7, 8, 9]);
        let mac = open("id,name\r1,a\r2,b\r");
        assert_eq!(rows(&mac).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let table = open("Customer report\nAs of 2027-01-31\n\nid,name,arr\n1,A,5\n2,B,6\n");
        assert_eq!((table.header_line, table.header.join(" ")), (Some(4), "id name arr".into()));
        assert_eq!(table.notes, ["2 lines above the header in line 4 passed over."]);
    }

    #[test]
    fn a_file_without_column_names_starts_with_its_first_row() {
        let table = open("C1,Acme,500.00,2027-01\nC2,Bolt,600.00,2027-02\n");
        assert_eq!((table.header_line, table.header.join(" ")), (None, "Column A Column B Column C Column D".into()));
        assert_eq!(rows(&table).len(), 2);
        let named = table.with_layout(Delimiter::Comma, HeaderChoice::Record(0));
        assert_eq!((named.header.join(" "), rows(&named).len()), ("C1 Acme 500.00 2027-01".into(), 1));
    }

    #[test]
    fn months_as_column_names_are_names() {
        let table = open("account,2027-01,2027-02\nA,5,6\nB,7,8\n");
        assert_eq!(table.header.join(" "), "account 2027-01 2027-02");
    }

    #[test]
    fn empty_columns_at_the_right_are_left_out_and_too_many_are_refused() {
        assert_eq!(open("id,name,,,\n1,A,,,\n2,B,,,\n").header, ["id", "name"]);
        assert_eq!(open("id,name,,\n1,A,,\n2,B,note,\n").header, ["id", "name", "Column C"]);
        let wide = (0..500).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
        let refusal = Table::open(wide.as_bytes()).unwrap_err().to_string();
        assert_eq!(refusal, "The file has 500 columns; up to 400 can be read. Leave out those that are not needed.");
    }

    #[test]
    fn columns_have_different_names() {
        let table = open("Amount,,Amount,amount\n1,x,2,3\n");
        assert_eq!(table.header, ["Amount", "Column B", "Amount (2)", "amount"]);
    }

    #[test]
    fn a_row_with_too_many_cells_is_marked_and_the_next_is_read() {
        let table = open("id,name,arr\n1,Acme, Inc.,500\n2,Bolt,600\n3,Cog,700,,\n4\n");
        let flaws: Vec<Option<Flaw>> = table.reader().map(|record| record.flaw).collect();
        assert_eq!(flaws, [Some(Flaw::TooManyCells { found: 4, expected: 3 }), None, None, None]);
    }

    #[test]
    fn an_open_quotation_mark_costs_one_row_only() {
        let table = open("id,name,arr\n1,A,5\n2,\"B,6\n3,C,7\n4,D,8\n");
        let seen: Vec<(u32, bool)> = table.reader().map(|record| (record.line, record.flaw.is_some())).collect();
        assert_eq!(seen, [(2, false), (3, true), (4, false), (5, false)]);
        let last = open("id,name,arr\n1,A,5\n2,\"B,6");
        assert_eq!(last.reader().last().unwrap().flaw, Some(Flaw::OpenQuote));
        let closed_by_another = open("id,name,arr\n1,\"A,5\n2,B,6\n3,\"C\",7\n4,D,8\n");
        let flawed: Vec<u32> =
            closed_by_another.reader().filter(|record| record.flaw.is_some()).map(|record| record.line).collect();
        assert_eq!(flawed, [2]);
    }

    #[test]
    fn a_space_before_a_quotation_mark_does_not_hide_it() {
        let table = open("id, name, arr\n1, \"Acme, \"\"the\"\" Inc.\", 5\n2, \"Bolt, \", 6\n3, 4\" pipe, 7\n");
        let names: Vec<String> = table.reader().map(|record| record.cell(1).to_owned()).collect();
        assert_eq!(names, ["Acme, \"the\" Inc.", "Bolt,", "4\" pipe"]);
    }

    #[test]
    fn chunks_add_up_to_the_file() {
        let text: String =
            std::iter::once("id,n\n".to_owned()).chain((0..5_000).map(|row| format!("r{row},{row}\n"))).collect();
        let table = open(&text);
        let mut reader = table.reader();
        let (mut all, mut progress) = (0, 0.0);
        loop {
            let chunk = reader.next_chunk(700);
            assert!(reader.progress() >= progress);
            progress = reader.progress();
            all += chunk.len();
            if chunk.is_empty() {
                break;
            }
        }
        assert_eq!((all, progress, table.lines()), (5_000, 1.0, 5_000));
        assert!(table.sample().len() > 1_500);
    }
}
