//! Blocks of cells on the clipboard, as spreadsheets put them there.

use super::{GridState, Spot};
use crate::text::{capitalised, said};
use std::borrow::Cow;

/// Whether a spreadsheet would take a cell that starts with this for a formula. Full-width forms count, as some convert them.
fn starts_formula(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
}

/// A signed number as cells show it, with the hyphen that spreadsheets read as a minus: nothing in it could call anything.
fn signed_number(cell: &str) -> Option<String> {
    let (sign, rest) = match cell.chars().next()? {
        '-' | '\u{2212}' => ("-", cell.trim_start_matches(['-', '\u{2212}'])),
        '+' => ("+", cell.trim_start_matches('+')),
        _other => return None,
    };
    let digits = rest.trim_start_matches(['$', '€', '£', '¥']);
    let plain = |letter: char| letter.is_ascii_digit() || ".,'\u{2019} \u{a0}\u{202f}%$€£¥".contains(letter);
    let is_number = digits.starts_with(|letter: char| letter.is_ascii_digit()) && digits.chars().all(plain);
    is_number.then(|| [sign, rest].concat())
}

/// A cell as it may be pasted into a spreadsheet: a text that would run as a formula gets an apostrophe in front, numbers stay numbers.
fn defused(cell: &str) -> Cow<'_, str> {
    match signed_number(cell) {
        Some(number) => Cow::Owned(number),
        None if cell.chars().nth(1).is_some() && cell.trim_start_matches('\'').starts_with(starts_formula) => {
            Cow::Owned(["'", cell].concat())
        }
        None => Cow::Borrowed(cell),
    }
}

/// Takes off the apostrophe that [`tsv`] puts before a formula, so that a block copied here is pasted here as it was.
fn undefused(mut cell: String) -> String {
    if cell.strip_prefix('\'').is_some_and(|rest| rest.trim_start_matches('\'').starts_with(starts_formula)) {
        cell.remove(0);
    }
    cell
}

/// A block of cells as spreadsheets put it on the clipboard. No text of it runs as a formula where it is pasted.
pub fn tsv(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (r, row) in rows.iter().enumerate() {
        if r > 0 {
            out.push('\n');
        }
        for (c, cell) in row.iter().enumerate() {
            if c > 0 {
                out.push('\t');
            }
            let cell = defused(cell);
            if cell.contains(['\t', '\n', '\r', '"']) {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&cell);
            }
        }
    }
    out
}

/// The cells of a block that came from a spreadsheet. A cell that begins with a quote may hold tabs, line ends and doubled quotes.
pub fn from_tsv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' | '\n' | '\r' if !quoted => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                if let Some(row) = rows.last_mut() {
                    row.push(undefused(std::mem::take(&mut cell)));
                }
                if c != '\t' {
                    rows.push(Vec::new());
                }
            }
            _ => cell.push(c),
        }
    }
    if let Some(row) = rows.last_mut() {
        // A spreadsheet ends its last line, too; that is no further row.
        if !cell.is_empty() || !row.is_empty() {
            row.push(undefused(cell));
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Where a pasted block goes and what it is: a single value fills the selection, anything else starts at its upper left corner.
pub fn paste(state: &GridState, cells: Vec<Vec<String>>) -> (Spot, Vec<Vec<String>>) {
    let block = state.block();
    let start = Spot { row: block.top, col: block.left };
    match cells.as_slice() {
        [row] => match row.as_slice() {
            [one] => (start, vec![vec![one.clone(); block.width()]; block.height()]),
            _ => (start, cells),
        },
        _ => (start, cells),
    }
}

/// The columns that the first row of a pasted block names, by their keys, text by text; nothing for a text that is empty. None where that
/// row is no row of headings of this table: `columns` are its keys with the names on screen. English names count in any language.
pub fn headings(cells: &[Vec<String>], columns: &[(&'static str, String)]) -> Option<Vec<Option<&'static str>>> {
    let (first, _rest) = cells.split_first().filter(|it| !it.1.is_empty())?;
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let named = |text: &str| {
        let in_english = said(text).or_else(|| said(&capitalised(&text.to_lowercase())));
        let is = |label: &str| same(text, label) || in_english.is_some_and(|it| same(it, label));
        columns.iter().find(|it| is(&it.1)).map(|it| it.0)
    };
    let texts = || first.iter().map(|text| text.trim());
    let all = texts().all(|text| text.is_empty() || named(text).is_some());
    (all && texts().any(|text| !text.is_empty())).then(|| texts().map(named).collect())
}
