//! Dates and months as spreadsheets and other systems write them.

use super::{Guess, Hints, Sureness, ValueError, is_spreadsheet_error};
use crate::text::tr;
use crate::units::Month;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How the cells of a column that could mean several days are read. ISO dates and month names mean one thing in every style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateStyle {
    /// 2027-07-16, 2027-07, 16-Jul-2027, Jul 2027: nothing is ambiguous.
    #[default]
    YearFirst,
    /// 16/07/2027, 16.07.2027
    DayFirst,
    /// 07/16/2027
    MonthFirst,
    /// 46584: days since the end of 1899, as Excel counts.
    ExcelSerial,
}

impl DateStyle {
    /// All of them.
    pub const ALL: [DateStyle; 4] =
        [DateStyle::YearFirst, DateStyle::DayFirst, DateStyle::MonthFirst, DateStyle::ExcelSerial];

    /// The style in words, for a list to choose from.
    pub fn label(self) -> &'static str {
        match self {
            DateStyle::YearFirst => tr!("year-month-day"),
            DateStyle::DayFirst => tr!("day/month/year"),
            DateStyle::MonthFirst => tr!("month/day/year"),
            DateStyle::ExcelSerial => tr!("Excel day numbers"),
        }
    }

    /// The same day in each style: 16 July 2027.
    pub const fn example(self) -> &'static str {
        match self {
            DateStyle::YearFirst => "2027-07-16",
            DateStyle::DayFirst => "16/07/2027",
            DateStyle::MonthFirst => "07/16/2027",
            DateStyle::ExcelSerial => "46584",
        }
    }
}

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(NaiveDate),
    /// A month without a day.
    Month(Month),
}

impl When {
    /// The month.
    pub fn month(self) -> Month {
        match self {
            When::Day(day) => Month::of(day),
            When::Month(month) => month,
        }
    }

    /// The day; the first of the month where only that was given.
    pub fn day(self) -> NaiveDate {
        match self {
            When::Day(day) => day,
            When::Month(month) => month.first_day(),
        }
    }
}

/// Excel's numbers of 1 January 1950 and 31 December 2149: the days that stand in such files.
const SERIALS: std::ops::RangeInclusive<u64> = 18_264..=91_312;

/// Reads a date, a date with a time (which is dropped) or a month.
pub fn read_date(cell: &str, style: DateStyle) -> Result<When, ValueError> {
    let text = cell.trim();
    if is_spreadsheet_error(text) {
        return Err(ValueError::SpreadsheetError(text.to_owned()));
    }
    let wrong = || ValueError::NotADate(text.to_owned(), style);
    let parts = Parts::of(without_time(text)).ok_or_else(wrong)?;
    match parts.as_slice() {
        [Part::Number(number, digits)] => from_one_number(*number, *digits).ok_or_else(|| match digits {
            4 if Month::YEARS.contains(&(*number as i32)) => ValueError::NoMonth(text.to_owned()),
            _ => wrong(),
        }),
        // A day number with a time of day as its fraction.
        [Part::Number(serial, 5), Part::Number(..)] if text.contains('.') => {
            from_one_number(*serial, 5).ok_or_else(wrong)
        }
        [Part::Number(first, digits), Part::Number(second, other_digits)] => {
            let (year, month) = if *digits == 4 { (*first, *second) } else { (*second, *first) };
            if *digits == 4 || *other_digits == 4 { month_of(year, month).ok_or_else(wrong) } else { Err(wrong()) }
        }
        [Part::Number(year, digits), Part::Name(month)] | [Part::Name(month), Part::Number(year, digits)] => {
            month_of(full_year(*year, *digits).ok_or_else(wrong)?, u64::from(*month)).ok_or_else(wrong)
        }
        [Part::Quarter, ..] | [.., Part::Quarter] => Err(ValueError::NoMonth(text.to_owned())),
        [Part::Number(year, 4), Part::Name(month), Part::Number(day, _)] => {
            day_of(*year, u64::from(*month), *day).ok_or_else(|| ValueError::NoSuchDay(text.to_owned(), style))
        }
        [Part::Number(day, _), Part::Name(month), Part::Number(year, digits)]
        | [Part::Name(month), Part::Number(day, _), Part::Number(year, digits)] => {
            let year = full_year(*year, *digits).ok_or_else(wrong)?;
            day_of(year, u64::from(*month), *day).ok_or_else(|| ValueError::NoSuchDay(text.to_owned(), style))
        }
        [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => {
            day_of(*year, *month, *day).ok_or_else(|| ValueError::NoSuchDay(text.to_owned(), DateStyle::YearFirst))
        }
        [Part::Number(first, _), Part::Number(second, _), Part::Number(year, digits)] => {
            let year = full_year(*year, *digits).ok_or_else(wrong)?;
            let (day, month) = match style {
                DateStyle::MonthFirst => (*second, *first),
                // Dots and most of the world put the day first; a column that does not say so itself is read that way.
                DateStyle::YearFirst | DateStyle::DayFirst | DateStyle::ExcelSerial => (*first, *second),
            };
            day_of(year, month, day).ok_or_else(|| ValueError::NoSuchDay(text.to_owned(), style))
        }
        _other_shapes => Err(wrong()),
    }
}

/// The text before a time of day: `2027-08-22 14:52`, `2027-08-22T14:52:00Z`, `5/4/2027, 2:52 PM`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text.get(..colon).unwrap_or(text);
    let hour = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let day = hour.trim_end();
    day.strip_suffix(['T', 't']).filter(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit())).unwrap_or(day)
}

enum Part {
    /// A number and how many digits it was written with.
    Number(u64, usize),
    /// A month, 1 to 12, by its name.
    Name(u32),
    /// `Q3`
    Quarter,
}

struct Parts(Vec<Part>);

impl Parts {
    fn as_slice(&self) -> &[Part] {
        &self.0
    }

    fn of(text: &str) -> Option<Parts> {
        if text.len() > 40 {
            return None;
        }
        let mut parts = Vec::with_capacity(3);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let same = |letter: char| letter.is_ascii_digit() == first.is_ascii_digit() && letter.is_alphanumeric();
            let end = rest.find(|letter: char| !same(letter)).unwrap_or(rest.len()).max(first.len_utf8());
            let (word, tail) = rest.split_at_checked(end)?;
            if first.is_ascii_digit() {
                parts.push(Part::Number(word.parse().ok()?, word.len()));
            } else if first.is_alphabetic() {
                match word.to_lowercase().as_str() {
                    "q" if tail.starts_with(|letter: char| letter.is_ascii_digit()) => {
                        parts.push(Part::Quarter);
                        rest = tail.trim_start_matches(|letter: char| letter.is_ascii_digit());
                        continue;
                    }
                    // `1st`, `May 2nd, 2027`, weekdays and German articles carry nothing.
                    "st" | "nd" | "rd" | "th" | "of" | "den" | "am" | "de" => {}
                    word if is_weekday(word) => {}
                    word => parts.push(Part::Name(month_name(word)?)),
                }
            } else if !matches!(first, '-' | '/' | '.' | ',' | ' ' | '\u{a0}' | '\u{2011}' | '\u{2013}' | '\'' | '_') {
                return None;
            }
            rest = tail;
        }
        // A lone sign before a number makes it no date: `-46000`.
        (parts.len() <= 3 && !text.starts_with(['-', '.', '/', ','])).then_some(Parts(parts))
    }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 14] =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so"];
    let long =
        word.len() > 3 && (word.ends_with("day") || word.ends_with("tag") || word == "mittwoch" || word == "sonnabend");
    long || DAYS.contains(&word)
}

fn month_name(word: &str) -> Option<u32> {
    const NAMES: [(&str, &str); 12] = [
        ("january", "januar"),
        ("february", "februar"),
        ("march", "m\u{e4}rz"),
        ("april", "april"),
        ("may", "mai"),
        ("june", "juni"),
        ("july", "juli"),
        ("august", "august"),
        ("september", "september"),
        ("october", "oktober"),
        ("november", "november"),
        ("december", "dezember"),
    ];
    if word.chars().count() < 3 {
        return None;
    }
    if matches!(word, "maerz" | "mrz" | "mae") {
        return Some(3);
    }
    if matches!(word, "j\u{e4}nner" | "j\u{e4}n") {
        return Some(1);
    }
    let at = NAMES.iter().position(|(english, german)| english.starts_with(word) || german.starts_with(word))?;
    Some(at as u32 + 1)
}

/// A two-digit year lies between 1980 and 2079.
fn full_year(year: u64, digits: usize) -> Option<u64> {
    match digits {
        4 => Some(year),
        2 if year < 80 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn month_of(year: u64, month: u64) -> Option<When> {
    let year = i32::try_from(year).ok().filter(|year| Month::YEARS.contains(year))?;
    let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    Some(When::Month(Month::new(year, month)))
}

fn day_of(year: u64, month: u64, day: u64) -> Option<When> {
    let year = i32::try_from(year).ok().filter(|year| Month::YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?).map(When::Day)
}

/// `20270716`, `202707`, an Excel day number, or seconds or milliseconds since 1970.
fn from_one_number(number: u64, digits: usize) -> Option<When> {
    match digits {
        8 => day_of(number / 10_000, number / 100 % 100, number % 100),
        6 => month_of(number / 100, number % 100),
        5 if SERIALS.contains(&number) => {
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number)).map(When::Day)
        }
        10 => after_1970(number / 86_400),
        13 => after_1970(number / 86_400_000),
        _ => None,
    }
}

fn after_1970(days: u64) -> Option<When> {
    let day = NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_days(Days::new(days))?;
    Month::YEARS.contains(&day.year()).then_some(When::Day(day))
}

/// Decides the date style of a column from its cells.
pub fn guess_dates<'a>(cells: impl Iterator<Item = &'a str>, hints: Hints) -> Guess<DateStyle> {
    let (mut day_first, mut month_first, mut open, mut serial, mut named) = (0usize, 0usize, 0usize, 0usize, 0usize);
    let (mut dotted, mut example) = (0usize, None);
    let (mut firsts, mut seconds) = (0u32, 0u32);
    for cell in cells {
        let text = without_time(cell.trim());
        let Some(parts) = Parts::of(text) else { continue };
        match parts.as_slice() {
            [Part::Number(first, 1 | 2), Part::Number(second, 1 | 2), Part::Number(_, 2 | 4)] => {
                match (*first > 12, *second > 12) {
                    (true, false) => day_first += 1,
                    (false, true) => month_first += 1,
                    (true, true) => continue,
                    (false, false) => {
                        open += 1;
                        example = example.or(Some(cell.trim()));
                    }
                }
                dotted += usize::from(text.contains('.'));
                firsts |= 1 << (*first).min(31);
                seconds |= 1 << (*second).min(31);
            }
            [Part::Number(number, 5)] => serial += usize::from(SERIALS.contains(number)),
            [] => {}
            _means_one_thing => named += 1,
        }
    }
    let certain = |style| Guess { style, sureness: Sureness::Certain, note: None };
    if day_first + month_first + open == 0 {
        return certain(if serial > named { DateStyle::ExcelSerial } else { DateStyle::YearFirst });
    }
    // Renewals often fall on the first: then the part that never moves is the day.
    let (one, many) = (1u32 << 1, |seen: u32| seen.count_ones() >= 3);
    match (day_first, month_first) {
        (0, 0) if dotted > 0 => certain(DateStyle::DayFirst),
        (0, 0) if firsts == one && many(seconds) => certain(DateStyle::DayFirst),
        (0, 0) if seconds == one && many(firsts) => certain(DateStyle::MonthFirst),
        (0, 0) => {
            let style = if hints.month_first { DateStyle::MonthFirst } else { DateStyle::DayFirst };
            let example = example.unwrap_or_default();
            let read = read_date(example, style).map(|when| in_words(when.day())).unwrap_or_default();
            Guess {
                style,
                sureness: Sureness::ByLocale,
                note: Some(tr!(
                    "\u{201c}{example}\u{201d} could mean two days; the column is read as {}, so that it is {read}.",
                    style.label()
                )),
            }
        }
        (_, 0) => certain(DateStyle::DayFirst),
        (0, _) => certain(DateStyle::MonthFirst),
        (days, months) => {
            let month_first = months > days || (months == days && hints.month_first);
            let style = if month_first { DateStyle::MonthFirst } else { DateStyle::DayFirst };
            Guess {
                style,
                sureness: Sureness::Mixed,
                note: Some(tr!(
                    "Some dates are written day/month/year and others month/day/year; the column is read as {}.",
                    style.label()
                )),
            }
        }
    }
}

/// A day that cannot be misread: `16 July 2027`.
fn in_words(day: NaiveDate) -> String {
    let month = Month::NAMES.get(day.month0() as usize).map_or("", |it| tr!(*it));
    tr!("{} {month} {}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, style: DateStyle) -> String {
        match read_date(text, style) {
            Ok(When::Day(day)) => day.to_string(),
            Ok(When::Month(month)) => month.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn dates_are_read_as_the_world_writes_them() {
        for (text, expected) in [
            ("2027-07-16", "2027-07-16"),
            ("2027-08-22 14:52", "2027-08-22"),
            ("2027-08-22T14:52:00Z", "2027-08-22"),
            ("2027/7/6", "2027-07-06"),
            ("16-Jun-2024", "2024-06-16"),
            ("Jun 16, 2024", "2024-06-16"),
            ("June 1st, 2027", "2027-06-01"),
            ("Mi, 16. Juni 2027", "2027-06-16"),
            ("16. März 2027", "2027-03-16"),
            ("2027-07", "2027-07"),
            ("07/2027", "2027-07"),
            ("7.2027", "2027-07"),
            ("Jul 2027", "2027-07"),
            ("Jul-27", "2027-07"),
            ("Dezember 2027", "2027-12"),
            ("202707", "2027-07"),
            ("20270716", "2027-07-16"),
            ("46584", "2027-07-16"),
            ("1816000000", "2027-07-19"),
            ("2027", "“2027” does not say which month"),
            ("Q3 2027", "“Q3 2027” does not say which month"),
            ("2027-13", "“2027-13” is not a date; this column is read as year-month-day"),
            ("2027-02-30", "“2027-02-30” is no day of the calendar when read as year-month-day"),
            ("soon", "“soon” is not a date; this column is read as year-month-day"),
            ("-46000", "“-46000” is not a date; this column is read as year-month-day"),
            ("12", "“12” is not a date; this column is read as year-month-day"),
        ] {
            assert_eq!(read(text, DateStyle::YearFirst), expected, "{text}");
        }
        assert_eq!(read("05/04/2027", DateStyle::MonthFirst), "2027-05-04");
        assert_eq!(read("05/04/2027", DateStyle::DayFirst), "2027-04-05");
        assert_eq!(read("5.4.27", DateStyle::DayFirst), "2027-04-05");
        assert_eq!(read("5/4/2027 2:52 PM", DateStyle::MonthFirst), "2027-05-04");
        assert_eq!(
            read("25/04/2027", DateStyle::MonthFirst),
            "“25/04/2027” is no day of the calendar when read as month/day/year"
        );
    }

    #[test]
    fn the_examples_of_all_styles_are_one_day() {
        for style in DateStyle::ALL {
            assert_eq!(read(style.example(), style), "2027-07-16");
        }
    }

    #[test]
    fn a_column_shows_its_order_of_day_and_month() {
        let guess = |cells: &[&str], month_first| {
            let guess = guess_dates(cells.iter().copied(), Hints { decimal_comma: false, month_first });
            (guess.style, guess.sureness)
        };
        assert_eq!(guess(&["05/04/2027", "01/24/2027"], false), (DateStyle::MonthFirst, Sureness::Certain));
        assert_eq!(guess(&["05/04/2027", "24/01/2027"], true), (DateStyle::DayFirst, Sureness::Certain));
        assert_eq!(guess(&["01.11.2027", "11.09.2027"], true), (DateStyle::DayFirst, Sureness::Certain));
        assert_eq!(guess(&["2027-07", "2027-08"], true), (DateStyle::YearFirst, Sureness::Certain));
        assert_eq!(guess(&["46584", "46600"], true), (DateStyle::ExcelSerial, Sureness::Certain));
        assert_eq!(guess(&["01/02/2027", "01/05/2027", "01/09/2027"], true), (DateStyle::DayFirst, Sureness::Certain));
        assert_eq!(
            guess(&["02/01/2027", "05/01/2027", "09/01/2027"], false),
            (DateStyle::MonthFirst, Sureness::Certain)
        );
        assert_eq!(guess(&["05/04/2027", "06/04/2027"], true), (DateStyle::MonthFirst, Sureness::ByLocale));
        assert_eq!(guess(&["05/04/2027", "06/04/2027"], false), (DateStyle::DayFirst, Sureness::ByLocale));
        assert_eq!(guess(&["25/04/2027", "04/25/2027", "04/26/2027"], false), (DateStyle::MonthFirst, Sureness::Mixed));
        let said = guess_dates(["05/04/2027"].into_iter(), Hints::default()).note.unwrap();
        assert_eq!(
            said,
            "“05/04/2027” could mean two days; the column is read as day/month/year, so that it is 5 April 2027."
        );
    }
}
