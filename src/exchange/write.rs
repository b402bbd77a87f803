//! Tables as CSV text.

use std::borrow::Cow;

/// Whether a spreadsheet would take a cell that starts with this for a formula.
pub(super) fn starts_formula(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
}

/// A cell as it may stand in a table that a spreadsheet opens: a text that would run as a formula gets an apostrophe in front, plain
/// numbers such as `-12.5` stay numbers.
pub fn defused(cell: &str) -> Cow<'_, str> {
    let harmless = is_plain_number(cell) || !cell.trim_start_matches('\'').starts_with(starts_formula);
    if harmless { Cow::Borrowed(cell) } else { Cow::Owned(["'", cell].concat()) }
}

/// Writes a table as CSV: commas, quotation marks where needed, lines ended by CR LF.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front; plain numbers such as `-12.5` stay numbers.
/// [`super::Table`] takes the apostrophe off again. Line ends inside a cell become `\n`.
pub fn write_csv<H: AsRef<str>, R: AsRef<[C]>, C: AsRef<str>>(
    header: &[H],
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut text = String::new();
    write_row(&mut text, header.iter().map(AsRef::as_ref));
    for row in rows {
        write_row(&mut text, row.as_ref().iter().map(AsRef::as_ref));
    }
    text
}

fn write_row<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    let row_start = text.len();
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        let defused = defused(cell);
        let quote = matches!(defused, Cow::Owned(_))
            || cell.contains([',', ';', '\t', '|', '"', '\n', '\r'])
            || cell.starts_with(char::is_whitespace)
            || cell.ends_with(char::is_whitespace);
        if quote {
            let body = defused.replace("\r\n", "\n").replace('\r', "\n").replace('"', "\"\"");
            text.extend(["\"", &body, "\""]);
        } else {
            text.push_str(cell);
        }
    }
    // A row that is one empty cell must not look like no row.
    if text.len() == row_start {
        text.push_str("\"\"");
    }
    text.push_str("\r\n");
}

/// `-12.5`, `+3`, `-1e9`: what stands here cannot call anything.
fn is_plain_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'e' | b'E'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_stay() {
        let text =
            write_csv(&["name", "change"], [["=HYPERLINK(\"x\")", "-12.5"], ["@sum, etc", "+3"], ["-1+cmd|x", "'=a"]]);
        assert_eq!(
            text,
            "name,change\r\n\"'=HYPERLINK(\"\"x\"\")\",-12.5\r\n\"'@sum, etc\",+3\r\n\"'-1+cmd|x\",\"''=a\"\r\n"
        );
    }
}
