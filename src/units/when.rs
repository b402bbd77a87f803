//! Days and months as their reader writes them.
//!
//! How they are written belongs to a language and not to a place, so it is a text like others: a pattern of CLDR, of which this much is
//! known: `d` and `dd` for the day, `MM` for the number of the month, `MMM` for its short name in a date and `LLL` for the name where it
//! stands by itself, `y` and `yy` for the year. Every other sign stands for itself.
//!
//! German takes CLDR's medium form for days, `01.03.2027`: as short as a day can be, of one width in a column, what spreadsheets in German
//! read and write, and with points nobody takes it for the third of January. Months are named, `März 2027`, `Sept. 2027`, and shortest
//! beside an axis, `Mär 27`.

use super::{Cadence, FiscalPeriod, Month};
use crate::text::{mark, tr};
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

/// A month's name of three letters or so, by itself.
fn alone(month: Month) -> &'static str {
    const SHORT: [&str; 12] = [
        mark!("Jan"),
        mark!("Feb"),
        mark!("Mar"),
        mark!("Apr"),
        mark!("May"),
        mark!("Jun"),
        mark!("Jul"),
        mark!("Aug"),
        mark!("Sep"),
        mark!("Oct"),
        mark!("Nov"),
        mark!("Dec"),
    ];
    SHORT.get(month.index0()).map_or("", |it| tr!(*it))
}

/// The same beside a day or a year, where German writes a point or the whole of a short name.
fn in_date(month: Month) -> &'static str {
    match month.number() {
        1 => tr!("Jan" in "a date"),
        2 => tr!("Feb" in "a date"),
        3 => tr!("Mar" in "a date"),
        4 => tr!("Apr" in "a date"),
        5 => tr!("May" in "a date"),
        6 => tr!("Jun" in "a date"),
        7 => tr!("Jul" in "a date"),
        8 => tr!("Aug" in "a date"),
        9 => tr!("Sep" in "a date"),
        10 => tr!("Oct" in "a date"),
        11 => tr!("Nov" in "a date"),
        _december => tr!("Dec" in "a date"),
    }
}

/// A day of a month by a pattern of CLDR.
fn by_pattern(pattern: &str, month: Month, day: u32) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(sign) = rest.chars().next() {
        let after = rest.trim_start_matches(sign);
        let piece = rest.strip_suffix(after).unwrap_or(rest);
        let _ = match piece {
            "d" => write!(text, "{day}"),
            "dd" => write!(text, "{day:02}"),
            "MM" => write!(text, "{:02}", month.number()),
            "MMM" => write!(text, "{}", in_date(month)),
            "LLL" => write!(text, "{}", alone(month)),
            "y" => write!(text, "{}", month.year()),
            "yy" => write!(text, "{:02}", month.year().rem_euclid(100)),
            itself => write!(text, "{itself}"),
        };
        rest = after;
    }
    text
}

/// A day: `1 Mar 2027`, in German `01.03.2027`.
pub fn show_date(date: NaiveDate) -> String {
    by_pattern(tr!("d MMM y" in "pattern of a day"), Month::of(date), date.day())
}

/// A month: `Mar 2027`, in German `März 2027`.
pub fn show_month(month: Month) -> String {
    by_pattern(tr!("MMM y" in "pattern of a month"), month, 1)
}

/// A month beside an axis: `Mar 27`.
pub fn show_month_short(month: Month) -> String {
    by_pattern(tr!("LLL yy" in "pattern of a month beside an axis"), month, 1)
}

/// A fiscal period as text: `Mar 2027`, `Q1 FY2027`, `FY2027`; short forms for axes.
pub fn period_label(period: &FiscalPeriod, short: bool) -> String {
    let whole = || {
        let year = period.year;
        tr!("FY{year}")
    };
    let year = if short { format!("{:02}", period.year.rem_euclid(100)) } else { whole() };
    match period.cadence {
        Cadence::Month if short => show_month_short(period.first),
        Cadence::Month => show_month(period.first),
        Cadence::Quarter => format!("Q{} {year}", period.index + 1),
        Cadence::Half => format!("H{} {year}", period.index + 1),
        Cadence::Year => whole(),
    }
}

/// A run of months: `Aug 2027 to Mar 2028`, `Aug to Oct 2027`, `Aug 2027`.
pub fn show_months(first: Month, last: Month) -> String {
    if first == last {
        show_month(first)
    } else if first.year() == last.year() {
        tr!("{} to {}", in_date(first), show_month(last))
    } else {
        tr!("{} to {}", show_month(first), show_month(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_says_how_a_day_is_written() {
        let march = Month::new(2027, 3);
        for (pattern, written) in [
            ("d MMM y", "5 Mar 2027"),
            ("dd.MM.y", "05.03.2027"),
            ("LLL yy", "Mar 27"),
            ("y/MM/dd", "2027/03/05"),
            ("d. MMM", "5. Mar"),
        ] {
            assert_eq!(by_pattern(pattern, march, 5), written, "{pattern}");
        }
    }
}
