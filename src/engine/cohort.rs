//! What became of customers by the quarter in which they joined: the retention triangle.
//!
//! A cohort is everyone who joined in a fiscal quarter, new or come back; the opening book is one of its own. Quarter 0 of a cohort is
//! the end of the quarter it joined in, that of the opening book the start of the plan. Figures are unrounded: expected values of
//! many customers, whose cents stand in the ledger.

use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::engine::staff;
use crate::model::Document;
use crate::units::{Cadence, FiscalPeriod};

/// ARR in major units and customers (expected, fractional).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Held {
    /// ARR.
    pub arr: f64,
    /// Customers.
    pub customers: f64,
}

impl Held {
    fn and(self, other: Held) -> Held {
        Held { arr: self.arr + other.arr, customers: self.customers + other.customers }
    }
}

/// When the customers of a row joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CohortStart {
    /// Before the plan.
    OpeningBook,
    /// In this fiscal quarter.
    Quarter(FiscalPeriod),
}

/// One cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortRow {
    /// When its customers joined.
    pub start: CohortStart,
    /// What they joined with.
    pub began: Held,
    /// What they have so many quarters later, up to the end of the plan.
    pub held: Vec<Held>,
    /// The last month, by its position in the plan, of each of those quarters; absent for the start of the plan.
    pub at: Vec<Option<usize>>,
}

impl CohortRow {
    /// Share of ARR kept after so many quarters; absent where none was there to keep, or the plan ends before.
    pub fn arr_kept(&self, quarters: usize) -> Option<f64> {
        ratio(self.held.get(quarters)?.arr, self.began.arr)
    }

    /// Share of customers kept after so many quarters; absent likewise.
    pub fn customers_kept(&self, quarters: usize) -> Option<f64> {
        ratio(self.held.get(quarters)?.customers, self.began.customers)
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0 && part.is_finite()).then(|| part / whole).filter(|it| it.is_finite())
}

/// All cohorts of a scope, the opening book first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CohortTable {
    /// The cohorts.
    pub rows: Vec<CohortRow>,
}

impl CohortTable {
    /// The most quarters any cohort is followed, its own included.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.held.len()).max().unwrap_or(0)
    }

    /// All cohorts that are followed for so many quarters, as one: what they joined with and what they have then.
    pub fn together(&self, quarters: usize) -> (Held, Held) {
        let followed = self.rows.iter().filter_map(|row| Some((row.began, *row.held.get(quarters)?)));
        followed.fold((Held::default(), Held::default()), |sum, it| (sum.0.and(it.0), sum.1.and(it.1)))
    }
}

/// The cohorts of a company or a segment.
pub fn cohorts(document: &Document, scope: Scope) -> CohortTable {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let segments = super::forecast(document, &posts, &holders).book.segments;
    let inside = |at: usize| match scope {
        Scope::Company => true,
        Scope::Segment(only) => only == at,
    };
    let starts: Vec<_> =
        segments.iter().enumerate().filter(|(at, _)| inside(*at)).map(|(_, book)| &book.starts).collect();
    // Position 0 is the opening book; whoever joined in a month stands one place after it.
    let began = |from: usize, to: usize| {
        let places = starts.iter().flat_map(|it| it.began.get(from..=to).unwrap_or(&[]));
        places.fold(Held::default(), |sum, (arr, customers)| sum.and(Held { arr: *arr, customers: *customers }))
    };
    let held = |from: usize, to: usize, month: usize| {
        let sum =
            |rows: &[Vec<f64>]| rows.get(month).and_then(|row| row.get(from..=to)).unwrap_or(&[]).iter().sum::<f64>();
        starts.iter().fold(Held::default(), |all, it| {
            all.and(Held { arr: sum(&it.at_end), customers: sum(&it.customers_at_end) })
        })
    };
    let quarters = quarters(document);
    let ends: Vec<usize> = quarters.iter().map(|(_, span)| span.to).collect();
    let opening = CohortRow {
        start: CohortStart::OpeningBook,
        began: began(0, 0),
        held: std::iter::once(began(0, 0)).chain(ends.iter().map(|end| held(0, 0, *end))).collect(),
        at: std::iter::once(None).chain(ends.iter().copied().map(Some)).collect(),
    };
    let later = quarters.iter().enumerate().map(|(index, (period, span))| {
        let (from, to) = (span.from + 1, span.to + 1);
        let ends = ends.iter().skip(index);
        CohortRow {
            start: CohortStart::Quarter(*period),
            began: began(from, to),
            held: ends.clone().map(|end| held(from, to, *end)).collect(),
            at: ends.copied().map(Some).collect(),
        }
    });
    CohortTable { rows: std::iter::once(opening).chain(later).collect() }
}

/// Fiscal quarters with the months of the plan that lie in each.
fn quarters(document: &Document) -> Vec<(FiscalPeriod, Span)> {
    let calendar = document.settings.fiscal_calendar();
    let mut all: Vec<(FiscalPeriod, Span)> = Vec::new();
    for (at, month) in document.settings.months().enumerate() {
        let period = calendar.period_of(month, Cadence::Quarter);
        match all.last_mut() {
            Some((last, span)) if *last == period => span.to = at,
            Some(_) | None => all.push((period, Span { from: at, to: at })),
        }
    }
    all
}
