//! What waits for the customer's invoice or cash, deal by deal.

use crate::engine::Span;
use crate::engine::payroll::Workings;
use crate::units::Money;

/// What was earned on a deal in a month of these and is due later, or was earned before and is due now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Position of the deal in the document.
    pub deal: usize,
    /// Position of the month in which it was earned.
    pub earned_at: usize,
    /// Negative while it waits, positive where it is due now.
    pub amount: Money,
    /// Whether it is due now because the deal's end takes it back.
    pub released: bool,
}

/// What these months earn for later, and what is due in them from before, deal by deal.
pub(super) fn waits(workings: &Workings, span: Span) -> Vec<Wait> {
    let inside = |at: usize| (span.from..=span.to).contains(&at);
    let mut waits: Vec<Wait> = Vec::new();
    for shift in &workings.shifts {
        let amount = match (inside(shift.earned_at), shift.due_at.is_some_and(inside)) {
            (true, false) => -shift.amount,
            (false, true) => shift.amount,
            (true, true) | (false, false) => continue,
        };
        let released = shift.released && amount.mills() > 0;
        let one = |it: &&mut Wait| (it.deal, it.earned_at, it.released) == (shift.deal, shift.earned_at, released);
        match waits.iter_mut().find(one) {
            Some(known) => known.amount += amount,
            None => waits.push(Wait { deal: shift.deal, earned_at: shift.earned_at, amount, released }),
        }
    }
    waits.retain(|it| !it.amount.is_zero());
    waits.sort_by_key(|it| (it.amount.mills() < 0, it.earned_at, it.deal));
    waits
}
