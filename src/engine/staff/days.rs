//! What share of a month some days are.

use crate::model::Proration;
use crate::units::Month;
use chrono::{Datelike, NaiveDate};

/// Share of a month that lies between two days, both included.
pub(crate) fn share_of_month(month: Month, from: NaiveDate, to: NaiveDate, proration: Proration) -> f64 {
    Days::of(month).share(from, to, proration)
}

/// A month with its first and last day: looked up once for all seats, as the calendar is asked of every seat in every month.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub month: Month,
    pub begin: NaiveDate,
    pub end: NaiveDate,
}

impl Days {
    pub fn of(month: Month) -> Days {
        Days { month, begin: month.first_day(), end: month.last_day() }
    }

    /// Share of the month that lies between two days, both included.
    pub fn share(&self, from: NaiveDate, to: NaiveDate, proration: Proration) -> f64 {
        if from <= self.begin && to >= self.end {
            return 1.0;
        }
        if from > self.end || to < self.begin {
            return 0.0;
        }
        share_of_part(*self, from, to, proration)
    }
}

/// Where the two days do not hold the whole month between them.
fn share_of_part(days: Days, from: NaiveDate, to: NaiveDate, proration: Proration) -> f64 {
    let Days { month, begin, end } = days;
    let (first, last) = (begin.max(from), end.min(to));
    if first > last {
        return 0.0;
    }
    let days = (last - first).num_days() as f64 + 1.0;
    match proration {
        Proration::CalendarDays => days / f64::from(month.days()),
        Proration::Thirty360 => {
            // Day 31, and the last day of February, count as day 30.
            let day = |date: NaiveDate| if date == month.last_day() { 30 } else { date.day().min(30) };
            let start = first.day().min(30);
            f64::from(day(last).saturating_sub(start) + 1) / 30.0
        }
        Proration::WholeMonths => 1.0,
    }
}
