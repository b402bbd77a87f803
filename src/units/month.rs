//! Calendar months, and fiscal periods named by the year they end in.

use crate::text::{mark, tr};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month, counted from January of year 0. In files: `2027-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(i32);

/// Why a text is no month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthError(pub String);

impl std::fmt::Display for MonthError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&tr!("\u{201c}{}\u{201d} is not a month; write it like 2027-01", self.0))
    }
}

impl std::error::Error for MonthError {}

impl Month {
    /// The years that a month as written, in a file or in a field, may lie in.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

    /// The last month of these years.
    pub const LAST: Month = Month::new(2200, 12);

    /// Names of the calendar months, January first, as they stand in English texts.
    pub const NAMES: [&'static str; 12] = [
        mark!("January"),
        mark!("February"),
        mark!("March"),
        mark!("April"),
        mark!("May"),
        mark!("June"),
        mark!("July"),
        mark!("August"),
        mark!("September"),
        mark!("October"),
        mark!("November"),
        mark!("December"),
    ];

    /// The month with this number (1 = January) of this year.
    pub const fn new(year: i32, number: u32) -> Month {
        Month(year * 12 + number as i32 - 1)
    }

    /// The month in which a day lies.
    pub fn of(date: NaiveDate) -> Month {
        Month::new(date.year(), date.month())
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub const fn number(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The month of the year, 0 to 11.
    pub const fn index0(self) -> usize {
        self.0.rem_euclid(12) as usize
    }

    /// `months` later (or earlier, if negative).
    pub const fn plus(self, months: i32) -> Month {
        Month(self.0.saturating_add(months))
    }

    /// Whole months from `earlier` to this one.
    pub const fn since(self, earlier: Month) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.plus(1).first_day().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// Days in the month.
    pub fn days(self) -> u32 {
        self.last_day().day()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl std::fmt::Debug for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl std::str::FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Month, MonthError> {
        let wrong = || MonthError(text.to_owned());
        let (year, number) = text.trim().split_once('-').ok_or_else(wrong)?;
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let number: u32 = number.parse().map_err(|_| wrong())?;
        if Month::YEARS.contains(&year) && (1..=12).contains(&number) {
            Ok(Month::new(year, number))
        } else {
            Err(wrong())
        }
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;
    fn try_from(text: String) -> Result<Month, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Month {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Month".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$", "description": "A month such as 2027-01" })
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// Twelve months.
    #[default]
    Year,
}

impl Cadence {
    /// All of them, shortest first.
    pub const ALL: [Cadence; 4] = [Cadence::Month, Cadence::Quarter, Cadence::Half, Cadence::Year];

    /// Months in the period.
    pub const fn months(self) -> u32 {
        match self {
            Cadence::Month => 1,
            Cadence::Quarter => 3,
            Cadence::Half => 6,
            Cadence::Year => 12,
        }
    }

    /// Periods in a year.
    pub const fn per_year(self) -> u32 {
        12 / self.months()
    }
}

/// A fiscal year of twelve calendar months. 4-4-5 calendars are out of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalCalendar {
    /// The calendar month (1 to 12) with which the fiscal year starts.
    start: u32,
}

impl FiscalCalendar {
    /// A fiscal year that starts with this calendar month; a number outside 1 to 12 is taken as January.
    pub fn starting(month_number: u32) -> FiscalCalendar {
        FiscalCalendar { start: if (1..=12).contains(&month_number) { month_number } else { 1 } }
    }

    /// The period of this length in which a month lies.
    pub fn period_of(&self, month: Month, cadence: Cadence) -> FiscalPeriod {
        let into_year = (month.number() + 12 - self.start) % 12;
        let first = month.plus(-((into_year % cadence.months()) as i32));
        let year_end = month.plus(11 - into_year as i32);
        FiscalPeriod { cadence, first, year: year_end.year(), index: into_year / cadence.months() }
    }
}

/// One fiscal period, named by the calendar year in which its fiscal year ends: `FY2027-Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalPeriod {
    /// First month.
    pub first: Month,
    /// How long it is.
    pub cadence: Cadence,
    /// The calendar year in which the fiscal year ends.
    pub year: i32,
    /// Position within the fiscal year, from 0.
    pub index: u32,
}

impl FiscalPeriod {
    /// Last month.
    pub fn last(&self) -> Month {
        self.first.plus(self.cadence.months() as i32 - 1)
    }

    /// Whether a month lies inside.
    pub fn contains(&self, month: Month) -> bool {
        (self.first..=self.last()).contains(&month)
    }

    /// How files, addresses and the command name it, in every language: `2027-03`, `FY2027-Q1`, `FY2027-H2`, `FY2027`.
    /// What people read is [`super::period_label`].
    pub fn key(&self) -> String {
        match self.cadence {
            Cadence::Month => self.first.to_string(),
            Cadence::Quarter => format!("FY{}-Q{}", self.year, self.index + 1),
            Cadence::Half => format!("FY{}-H{}", self.year, self.index + 1),
            Cadence::Year => format!("FY{}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_periods_are_named_by_the_year_they_end() {
        let april = FiscalCalendar::starting(4);
        let named = |text: &str, cadence| april.period_of(text.parse().unwrap(), cadence).key();
        assert_eq!(named("2026-04", Cadence::Quarter), "FY2027-Q1");
        assert_eq!(named("2027-03", Cadence::Quarter), "FY2027-Q4");
        assert_eq!(named("2027-03", Cadence::Half), "FY2027-H2");
        assert_eq!(named("2027-04", Cadence::Year), "FY2028");
        let january = FiscalCalendar::starting(1);
        assert_eq!(january.period_of(Month::new(2027, 5), Cadence::Quarter).key(), "FY2027-Q2");
        assert_eq!(january.period_of(Month::new(2027, 5), Cadence::Quarter).last(), Month::new(2027, 6));
    }

    #[test]
    fn months_count_across_years() {
        assert_eq!(Month::new(2027, 11).plus(3).to_string(), "2028-02");
        assert_eq!(Month::new(2028, 2).days(), 29);
        assert_eq!(Month::new(2028, 1).since(Month::new(2026, 12)), 13);
        assert_eq!(
            "2027-13".parse::<Month>().unwrap_err().to_string(),
            "“2027-13” is not a month; write it like 2027-01"
        );
    }
}
