//! Blocks of cells on the clipboard, as spreadsheets put them there.

use super::{GridState, Spot};

/// A block of cells as spreadsheets put it on the clipboard.
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
            if cell.contains(['\t', '\n', '\r', '"']) {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
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
                    row.push(std::mem::take(&mut cell));
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
            row.push(cell);
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
