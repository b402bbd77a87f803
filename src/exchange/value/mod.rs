//! What a cell says: numbers and dates as people and spreadsheets write them.
//!
//! How an ambiguous cell is read (`1.234`, `03/04/2027`) is decided per column from the cells of that column, shown to the user, and
//! can be changed; see [`NumberStyle`] and [`DateStyle`].

use crate::text::tr;

mod date;
mod number;
mod number_style;

pub use date::{DateStyle, When, guess_dates, read_date};
pub use number::{CurrencyMark, Decimal, Figure, NumberStyle, header_currency, read_figure};
pub use number_style::guess_numbers;

/// What is known about the reader before any cell was seen; it decides only what the cells leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Numbers are expected as 1.234,56.
    pub decimal_comma: bool,
    /// Dates with slashes are expected as month/day/year.
    pub month_first: bool,
}

impl Hints {
    /// The hints of a language tag such as `de-DE` or `en-US`. `en` alone is taken as American.
    pub fn of_locale(tag: &str) -> Hints {
        let lower = tag.to_ascii_lowercase();
        let language = lower.split(['-', '_']).next().unwrap_or_default();
        let points = matches!(language, "en" | "ja" | "zh" | "ko" | "he" | "th" | "hi" | "" | "c" | "posix");
        let points = points || matches!(lower.as_str(), "de-ch" | "de-li" | "it-ch" | "es-mx" | "es-us" | "es-419");
        let month_first = matches!(lower.as_str(), "en" | "en-us" | "en_us" | "en-ph" | "es-us");
        Hints { decimal_comma: !points, month_first }
    }
}

/// How sure a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// The cells allow only this reading, or the reading makes no difference.
    Certain,
    /// The cells allow two readings; the reader's locale decided.
    ByLocale,
    /// The cells contradict each other; the majority decided.
    Mixed,
}

/// A style found for a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess<S> {
    /// The style.
    pub style: S,
    /// How sure it is.
    pub sureness: Sureness,
    /// What to tell the user when it is not certain.
    pub note: Option<String>,
}

/// Why a cell cannot be read as its column's kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// No number; with the style the column is read in.
    NotANumber(String, NumberStyle),
    /// More digits than can be counted.
    TooLarge(String),
    /// A whole number was expected.
    NotWhole(String),
    /// No date; with the style the column is read in.
    NotADate(String, DateStyle),
    /// A day that the calendar does not have in this reading.
    NoSuchDay(String, DateStyle),
    /// A year or a quarter where a month is needed.
    NoMonth(String),
    /// A spreadsheet's own error such as `#REF!`.
    SpreadsheetError(String),
    /// No length of time.
    NotATerm(String),
}

impl std::fmt::Display for ValueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ValueError::NotANumber(text, style) => f.write_str(&tr!(
                "\u{201c}{}\u{201d} is not a number; this column is read as {}",
                clip(text),
                style.example()
            )),
            ValueError::TooLarge(text) => f.write_str(&tr!("\u{201c}{}\u{201d} is too large a number", clip(text))),
            ValueError::NotWhole(text) => f.write_str(&tr!("\u{201c}{}\u{201d} is not a whole number", clip(text))),
            ValueError::NotADate(text, style) => f.write_str(&tr!(
                "\u{201c}{}\u{201d} is not a date; this column is read as {}",
                clip(text),
                style.label()
            )),
            ValueError::NoSuchDay(text, style) => f.write_str(&tr!(
                "\u{201c}{}\u{201d} is no day of the calendar when read as {}",
                clip(text),
                style.label()
            )),
            ValueError::NoMonth(text) => f.write_str(&tr!("\u{201c}{}\u{201d} does not say which month", clip(text))),
            ValueError::SpreadsheetError(text) => f.write_str(&tr!(
                "\u{201c}{}\u{201d} is an error of the spreadsheet it came from; mend it there",
                clip(text)
            )),
            ValueError::NotATerm(text) => f.write_str(&tr!(
                "\u{201c}{}\u{201d} is not a length of time; write months such as 12, or \u{201c}2 years\u{201d}",
                clip(text)
            )),
        }
    }
}

impl std::error::Error for ValueError {}

/// The start of a long text, for messages: a damaged file can put a whole page into one cell.
pub fn clip(text: &str) -> String {
    const MOST: usize = 60;
    let flat: String =
        text.chars().take(MOST + 1).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    match flat.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}\u{2026}", flat.get(..end).unwrap_or_default()),
        None => flat,
    }
}

/// Whether a cell says that there is nothing: empty, a dash, or one of the words systems export for it.
pub fn is_blank(cell: &str) -> bool {
    let text = cell.trim();
    match text.len() {
        0 => true,
        1..=6 => {
            matches!(text, "-" | "--" | "\u{2013}" | "\u{2014}" | "?" | "#N/A" | "#NV")
                || ["n/a", "na", "null", "none", "nil", "nan", "k.a.", "tbd", "(none)"]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word))
        }
        _longer => text.eq_ignore_ascii_case("(blank)") || text.eq_ignore_ascii_case("unknown"),
    }
}

/// Whether a cell holds a spreadsheet's error value.
pub fn is_spreadsheet_error(cell: &str) -> bool {
    let text = cell.trim();
    text.starts_with('#')
        && ["#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#BEZUG!", "#WERT!", "#ZAHL!", "####"]
            .iter()
            .any(|error| text.starts_with(error))
}

/// What a cell looks like, in any style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing.
    Blank,
    /// A number.
    Number,
    /// A date or month.
    Date,
    /// Anything else.
    Text,
}

/// What a cell looks like, in any style. Bare integers are numbers even where a column of dates holds serial numbers.
pub fn shape(cell: &str) -> Shape {
    if is_blank(cell) {
        return Shape::Blank;
    }
    // The two are cheap to tell apart before any parsing: without a digit there is neither.
    if !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return Shape::Text;
    }
    if read_figure(cell, NumberStyle::DecimalPoint).is_ok() || read_figure(cell, NumberStyle::DecimalComma).is_ok() {
        return Shape::Number;
    }
    let dated = [DateStyle::DayFirst, DateStyle::MonthFirst].iter().any(|style| read_date(cell, *style).is_ok());
    if dated { Shape::Date } else { Shape::Text }
}

/// Reads a length of time in months: `24`, `24 months`, `2 years`, `2 Jahre`, `P1Y`, `annual`, `monthly`.
///
/// `unit_months` is what a bare number counts: 1 for months, 12 where the column's name says years.
pub fn read_term(cell: &str, style: NumberStyle, unit_months: u32) -> Result<u32, ValueError> {
    let wrong = || ValueError::NotATerm(cell.trim().to_owned());
    let lower = cell.trim().to_lowercase();
    let named = match lower.as_str() {
        "annual" | "annually" | "yearly" | "year" | "j\u{e4}hrlich" | "jaehrlich" | "jahr" | "p1y" => Some(12),
        "monthly" | "month" | "monatlich" | "m2m" | "month-to-month" | "month to month" | "p1m" => Some(1),
        "quarterly" | "quarter" | "viertelj\u{e4}hrlich" | "quartalsweise" | "p3m" => Some(3),
        "half-yearly" | "semi-annual" | "semiannual" | "halbj\u{e4}hrlich" | "p6m" => Some(6),
        "biennial" | "biannual" | "two years" | "zwei jahre" => Some(24),
        "three years" | "drei jahre" => Some(36),
        _not_a_name => None,
    };
    if let Some(months) = named {
        return Ok(months);
    }
    let body = lower.strip_prefix('p').unwrap_or(&lower);
    let digits = body.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = body.get(digits.len()..).unwrap_or_default();
    let unit = unit.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '.' | '(' | ')'));
    let months_each = match unit {
        "" => unit_months,
        "m" | "mo" | "mos" | "mon" | "mth" | "mths" | "month" | "months" | "month(s" | "monat" | "monate"
        | "monaten" => 1,
        "y" | "yr" | "yrs" | "year" | "years" | "year(s" | "j" | "jahr" | "jahre" | "jahren" | "a" => 12,
        "q" | "quarter" | "quarters" | "quartal" | "quartale" => 3,
        _unknown_unit => return Err(wrong()),
    };
    let figure = read_figure(digits, style).map_err(|_| wrong())?;
    let months = figure.decimal.times(i64::from(months_each)).and_then(Decimal::to_whole).ok_or_else(wrong)?;
    u32::try_from(months).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_in_months() {
        let months = |text: &str| read_term(text, NumberStyle::DecimalPoint, 1);
        for (text, expected) in [
            ("24", 24),
            ("36 months", 36),
            ("2 years", 2 * 12),
            ("1 Jahr", 12),
            ("18 Monate", 18),
            ("P1Y", 12),
            ("1.5 years", 18),
            ("annual", 12),
            ("36mo", 36),
        ] {
            assert_eq!(months(text), Ok(expected), "{text}");
        }
        assert_eq!(read_term("3", NumberStyle::DecimalPoint, 12), Ok(36));
        assert_eq!(
            months("forever").unwrap_err().to_string(),
            "“forever” is not a length of time; write months such as 12, or “2 years”"
        );
        assert!(months("1.3").is_err() && months("-12").is_err());
    }

    #[test]
    fn nothing_has_many_spellings() {
        assert!(["", " ", "-", "\u{2013}", "N/A", "null", "#N/A", "k.A."].iter().all(|cell| is_blank(cell)));
        assert!(!is_blank("0") && !is_blank("Nadia") && !is_blank("Nilsen"));
    }

    #[test]
    fn a_locale_hints_at_styles() {
        assert_eq!(Hints::of_locale("en-US"), Hints { decimal_comma: false, month_first: true });
        assert_eq!(Hints::of_locale("en-GB"), Hints { decimal_comma: false, month_first: false });
        assert_eq!(Hints::of_locale("de-DE"), Hints { decimal_comma: true, month_first: false });
        assert_eq!(Hints::of_locale("de-CH"), Hints { decimal_comma: false, month_first: false });
    }

    #[test]
    fn shapes_are_told_apart() {
        let shapes: Vec<Shape> = ["", "$1,234.50", "37.649,10 €", "2027-07", "16-Jun-2024", "C00001", "12"]
            .iter()
            .map(|cell| shape(cell))
            .collect();
        assert_eq!(
            shapes,
            [Shape::Blank, Shape::Number, Shape::Number, Shape::Date, Shape::Date, Shape::Text, Shape::Number]
        );
    }
}
