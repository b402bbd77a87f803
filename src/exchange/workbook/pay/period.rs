//! The periods of a component: which months are rated together, and which are paid for.

use super::{PayDesk, Run};
use crate::model::comp::{Component, Rated, TrueUp};
use crate::units::Cadence;

/// A period: its months, and those that count with it.
#[derive(Clone, Copy)]
pub(in crate::exchange::workbook) struct Period {
    pub from: usize,
    pub to: usize,
    pub window_from: usize,
    pub paid_from: usize,
    pub begins_year: bool,
}

/// Whether what earlier periods earned is taken off again.
pub(in crate::exchange::workbook) fn trued_up(component: &Component) -> bool {
    matches!(component.rated, Rated::QuarterToDate | Rated::YearToDate)
        && component.true_up == TrueUp::CumulativeLessPaid
}

impl PayDesk<'_> {
    pub(super) fn periods(&self, component: &Component, run: &Run<'_>) -> Vec<Period> {
        let calendar = self.source.document.settings.fiscal_calendar();
        let first = self.source.document.settings.first_month;
        let begins = |at: usize, cadence: Cadence| {
            let since = calendar.period_of(first.plus(at as i32), cadence).first.since(first);
            usize::try_from(since).unwrap_or(0).max(run.from)
        };
        let mut periods = Vec::new();
        let mut from = run.from;
        while from <= run.to {
            let last =
                calendar.period_of(first.plus(from as i32), component.cadence).last().since(first).max(0) as usize;
            let to = last.min(run.to);
            let window_from = match component.rated {
                Rated::EachDeal | Rated::Period => from,
                Rated::QuarterToDate => begins(from, Cadence::Quarter),
                Rated::YearToDate => begins(from, Cadence::Year),
            };
            let paid_from = if trued_up(component) { window_from } else { from };
            periods.push(Period { from, to, window_from, paid_from, begins_year: begins(from, Cadence::Year) == from });
            from = to + 1;
        }
        periods
    }
}
