//! Months and dates read as people write them.

use super::error::NumberError;
use super::read::{plain, said};
use crate::present::locale::{DateOrder, Locale};
use crate::text::tr;
use crate::units::{Month, show_date};
use chrono::NaiveDate;

/// A piece of a date as typed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    /// A number with its count of digits.
    Number(u32, usize),
    /// A month by name, 1 to 12.
    Named(u32),
}

/// Takes a text apart at spaces, points, commas, strokes and dashes, and between letters and digits; none if a piece is neither a
/// number nor a month's name.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let plain = plain(text);
    let mut pieces = Vec::new();
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let same = |it: char| if first.is_ascii_digit() { it.is_ascii_digit() } else { it.is_alphabetic() };
        if matches!(first, ' ' | '.' | ',' | '/' | '-' | '\'') {
            rest = rest.get(1..)?;
            continue;
        }
        let (piece, left) = rest.split_at_checked(rest.find(|it| !same(it)).unwrap_or(rest.len()))?;
        rest = left;
        if piece.is_empty() || pieces.len() > 3 {
            return None;
        }
        if first.is_ascii_digit() {
            pieces.push(Piece::Number(piece.parse().ok()?, piece.len()));
        } else if let Some(month) = named(piece) {
            pieces.push(Piece::Named(month));
        } else if !matches!(
            (pieces.last(), piece.to_ascii_lowercase().as_str()),
            (Some(Piece::Number(..)), "st" | "nd" | "rd" | "th")
        ) {
            return None;
        }
    }
    Some(pieces)
}

/// Names that no language of ours has for itself: the short March of spreadsheets in German, and Austria's January and February.
const OTHER_NAMES: [(&str, u32); 3] = [("mrz", 3), ("jänner", 1), ("feber", 2)];

/// The month of which a word is the name or a beginning of at least three letters (`Sept` too), in English or the reader's language.
fn named(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let fits = |name: &str| lower.chars().count() >= 3 && name.to_lowercase().starts_with(&lower);
    let month = Month::NAMES.iter().position(|name| fits(name) || fits(tr!(*name))).map(|index| index as u32 + 1);
    month.or_else(|| OTHER_NAMES.iter().find(|(name, _)| fits(name)).map(|(_, month)| *month))
}

/// A year as written: four digits, or two of this century.
fn year(number: u32, digits: usize) -> Option<i32> {
    let year = match digits {
        2 => number + 2_000,
        4 => number,
        _ => return None,
    };
    (1_900..=2_200).contains(&year).then_some(year as i32)
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Reads a month: `2027-01`, `01/2027`, `1.2027`, `Jan 2027`, `January 2027`, `Jan-27`; of a whole date, its month.
pub fn parse_month(text: &str, locale: &Locale) -> Result<Month, NumberError> {
    let wrong = || NumberError::NotAMonth(said(text));
    if plain(text).is_empty() {
        return Err(wrong());
    }
    let pieces = pieces(text).ok_or_else(wrong)?;
    let of = |(number, digits): (u32, usize), month: u32| {
        year(number, digits).filter(|_| (1..=12).contains(&month)).map(|year| Month::new(year, month))
    };
    let month = match pieces.as_slice() {
        [Piece::Number(number, 4), Piece::Number(month, 1 | 2)] => of((*number, 4), *month),
        [Piece::Number(month, 1 | 2), Piece::Number(number, 4)] => of((*number, 4), *month),
        [Piece::Named(month), Piece::Number(number, digits)] => of((*number, *digits), *month),
        [Piece::Number(number, 4), Piece::Named(month)] => of((*number, 4), *month),
        [_, _, _] => {
            let date = parse_date(text, locale);
            return if matches!(date, Err(NumberError::NotADate(_))) { Err(wrong()) } else { date.map(Month::of) };
        }
        _ => None,
    };
    month.ok_or_else(wrong)
}

/// Reads a date: `2027-03-01`, `1 Mar 2027`, `01-Oct-2024`, `March 1, 2027`, `31/12/2027`, `1.3.27`; of three numbers with the year last,
/// which is the day follows from points between them, from the numbers, else from the locale, else the date is refused.
pub fn parse_date(text: &str, locale: &Locale) -> Result<NaiveDate, NumberError> {
    let wrong = || NumberError::NotADate(said(text));
    let pieces = pieces(text).ok_or_else(wrong)?;
    let date = match pieces.as_slice() {
        [Piece::Number(number, 4), Piece::Number(month, 1 | 2), Piece::Number(d, 1 | 2)] => {
            year(*number, 4).and_then(|year| day(year, *month, *d))
        }
        [Piece::Number(number, 8)] => {
            year(number / 10_000, 4).and_then(|year| day(year, number / 100 % 100, number % 100))
        }
        [Piece::Number(number, 4), Piece::Named(month), Piece::Number(d, 1 | 2)] => {
            year(*number, 4).and_then(|year| day(year, *month, *d))
        }
        [Piece::Number(d, 1 | 2), Piece::Named(month), Piece::Number(number, digits)]
        | [Piece::Named(month), Piece::Number(d, 1 | 2), Piece::Number(number, digits)] => {
            year(*number, *digits).and_then(|year| day(year, *month, *d))
        }
        [Piece::Number(a, 1 | 2), Piece::Number(b, 1 | 2), Piece::Number(number, 4)] => {
            let both = year(*number, 4).map(|year| (day(year, *b, *a), day(year, *a, *b)));
            match both {
                Some((Some(one), Some(other))) if one != other => {
                    match if text.contains('.') { DateOrder::DayMonth } else { locale.dates } {
                        DateOrder::DayMonth => Some(one),
                        DateOrder::MonthDay => Some(other),
                        DateOrder::YearFirst => {
                            let (one, other) = (show_date(one), show_date(other));
                            return Err(NumberError::AmbiguousDate { text: said(text), one, other });
                        }
                    }
                }
                Some((one, other)) => one.or(other),
                None => None,
            }
        }
        // Dates with points name the day first and the year last wherever they are used, so that two digits of it will do.
        [Piece::Number(d, 1 | 2), Piece::Number(month, 1 | 2), Piece::Number(number, 2)] if text.contains('.') => {
            year(*number, 2).and_then(|year| day(year, *month, *d))
        }
        [Piece::Number(_, 1 | 2), Piece::Number(_, 1 | 2), Piece::Number(_, 1 | 2)] => {
            return Err(NumberError::ShortYear(said(text)));
        }
        _ => None,
    };
    date.ok_or_else(wrong)
}
