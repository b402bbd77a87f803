//! The retention triangle: what customers who joined in a quarter have become, by ARR or by number.

use crate::engine::{CohortRow, CohortStart, CohortTable, Held, Outcome};
use crate::present::Locale;
use crate::present::chart::{Chart, HeatMap, HeatRow, Size, heat_map};
use crate::present::number::{period_label, show_month};
use crate::present::recurring::{self, Shown};
use crate::text::tr;
use crate::units::{Money, Month};

/// Share of what each quarter of start began with that is still there, by ARR or by customers. The height follows from the rows.
pub fn cohort_map(outcome: &Outcome, table: &CohortTable, by_arr: bool, locale: &Locale, width: u32) -> Chart {
    let figures = Shown::of(outcome, locale);
    let shown = Counted { by_arr, months: &outcome.months, figures };
    let mut rows: Vec<HeatRow> = table.rows.iter().map(|row| shown.row(row)).collect();
    rows.push(shown.together(table));
    let name = figures.words(if by_arr {
        tr!("ARR kept by quarter of start")
    } else {
        tr!("Customers kept by quarter of start")
    });
    let data = HeatMap {
        name: &name,
        of: tr!("Start"),
        whole: if by_arr { recurring::short(figures.view) } else { tr!("Customers") },
        column: "quarter",
        rows: &rows,
        show: &|share| locale.percent(share, 1),
        cell: &|share| locale.number(share * 100.0, 0),
    };
    heat_map(&data, Size { width, height: 300 })
}

/// What is left after a year, in a sentence.
pub fn cohort_say(outcome: &Outcome, table: &CohortTable, by_arr: bool, locale: &Locale) -> String {
    let (began, held) = table.together(4);
    let (now, then) = if by_arr { (held.arr, began.arr) } else { (held.customers, began.customers) };
    let what = if by_arr { recurring::short(outcome.recurring) } else { tr!("customers") };
    if then > 0.0 {
        let share = locale.percent(now / then, 1);
        tr!("Four quarters after they joined, {share} of their {what} is there.")
    } else {
        tr!("Share of the {what} a quarter began with that is still there.")
    }
}

/// How an amount or a number of customers is written.
struct Counted<'a> {
    by_arr: bool,
    months: &'a [Month],
    figures: Shown<'a>,
}

impl Counted<'_> {
    fn amount(&self, held: Held) -> String {
        if self.by_arr {
            self.figures.compact(Money::from_major_f64(held.arr))
        } else {
            self.figures.locale.number(held.customers, if held.customers < 100.0 { 1 } else { 0 })
        }
    }

    fn share(&self, part: Held, whole: Held) -> Option<f64> {
        let (part, whole) = if self.by_arr { (part.arr, whole.arr) } else { (part.customers, whole.customers) };
        (whole > 0.0).then(|| part / whole)
    }

    fn row(&self, row: &CohortRow) -> HeatRow {
        let (name, short) = match row.start {
            CohortStart::OpeningBook => (tr!("Opening book").to_owned(), tr!("Opening").to_owned()),
            CohortStart::Quarter(period) => (period_label(&period, false), period_label(&period, true)),
        };
        let when = |at: &Option<usize>| match at.and_then(|at| self.months.get(at)) {
            Some(month) => tr!("end of {}", show_month(*month)),
            None => tr!("start of the plan").to_owned(),
        };
        let details = row.held.iter().zip(&row.at);
        HeatRow {
            name,
            short,
            whole: self.amount(row.began),
            shares: row.held.iter().map(|held| self.share(*held, row.began)).collect(),
            details: details.map(|(held, at)| format!("{}, {}", self.amount(*held), when(at))).collect(),
            sum: false,
        }
    }

    /// All cohorts as one, as far as each is followed.
    fn together(&self, table: &CohortTable) -> HeatRow {
        let sums: Vec<(Held, Held)> = (0..table.columns()).map(|at| table.together(at)).collect();
        HeatRow {
            name: tr!("All together").to_owned(),
            short: tr!("All").to_owned(),
            whole: sums.first().map(|(began, _)| self.amount(*began)).unwrap_or_default(),
            shares: sums.iter().map(|(began, held)| self.share(*held, *began)).collect(),
            details: sums
                .iter()
                .map(|(began, held)| tr!("{} of {}", self.amount(*held), self.amount(*began)))
                .collect(),
            sum: true,
        }
    }
}
