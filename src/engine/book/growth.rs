//! What growth steps do to the cohort of one customer: see [`crate::engine::growth`].

use super::rebase::{Rebase, Told};
use super::{Cohort, Effective, Moves};
use crate::engine::starts::Starts;
use std::collections::HashMap;

/// Planned growth of one customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Growth {
    /// Offset of the month, and ARR by its chance.
    steps: Vec<(usize, f64)>,
    /// What steps have added since the customer last fell due: month and ARR.
    since: Vec<(usize, f64)>,
}

impl Growth {
    /// Of these steps; none where there are none.
    pub fn of(steps: Vec<(usize, f64)>) -> Option<Box<Growth>> {
        (!steps.is_empty()).then(|| Box::new(Growth { steps, since: Vec::new() }))
    }

    /// Months with a step, each once.
    pub fn months(&self) -> Vec<usize> {
        let mut months: Vec<usize> = self.steps.iter().map(|it| it.0).collect();
        months.dedup();
        months
    }

    /// What the steps of a month add, for the share of the customer that is there.
    fn step(&self, month: usize, there: f64) -> f64 {
        let sum: f64 = self.steps.iter().filter(|it| it.0 == month).map(|it| it.1).sum();
        sum * there.max(0.0)
    }
}

impl Cohort {
    /// What is expected to move in a month, nothing being done yet.
    pub(super) fn expected(&self, rates: &Effective, month: usize, due: bool) -> Moves {
        if !due {
            return Moves { expansion: self.step(month), ..Moves::default() };
        }
        let at_risk = (self.points > 0.0).then(|| rates.at_risk(self.points));
        let rates = at_risk.as_ref().unwrap_or(rates);
        let moves = super::forecast(self.arr, rates).0;
        let more = self.beyond_rate(month, rates, moves.expansion);
        Moves { expansion: moves.expansion + more, ..moves }
    }

    /// What the steps of a month add outside a renewal.
    pub(super) fn step(&self, month: usize) -> f64 {
        self.growth.as_ref().map_or(0.0, |growth| growth.step(month, self.customers))
    }

    /// At a renewal, by how much expansion differs from that by rate. Of steps and rate the larger counts: what the steps of the term
    /// brought, as far as it survives the renewal, is taken off the rate, and the step of the month itself is the least there is.
    pub(super) fn beyond_rate(&self, month: usize, rates: &Effective, by_rate: f64) -> f64 {
        let Some(growth) = &self.growth else { return 0.0 };
        let since: f64 = growth.since.iter().map(|it| it.1).sum();
        let step = growth.step(month, self.customers * rates.renewal);
        step.max(by_rate - since * rates.renewal) - by_rate
    }

    /// Takes the steps of a month in which the customer does not fall due; gives what moved, and when it moved before where that keeps GRR by
    /// customer from being known: of customers of whom some shrank at a renewal nobody knows what a later step brings back to whom.
    pub(super) fn grow(&mut self, month: usize, rates: &Effective) -> (Moves, Option<usize>) {
        let expansion = self.note_step(month);
        self.arr += expansion;
        (Moves { expansion, ..Moves::default() }, self.last_due.filter(|_| rates.contraction > 0.0))
    }

    /// Notes the steps of a month as come.
    fn note_step(&mut self, month: usize) -> f64 {
        let expansion = self.step(month);
        if let Some(growth) = &mut self.growth {
            growth.since.push((month, expansion));
        }
        expansion
    }

    /// The last step of the term, where some of those who grew by it shrink at the renewal: nobody knows by how much they then fall below what
    /// they had before the step.
    pub(super) fn unfollowed(&self, rates: &Effective) -> Option<usize> {
        let last = self.growth.as_ref().and_then(|growth| growth.since.last())?;
        (rates.contraction > 0.0).then_some(last.0)
    }

    /// Begins a new term, as far as growth goes. Who left took along what the steps of the term had added; against a time before these, only
    /// what there was then is lost.
    pub(super) fn end_term(&mut self, month: usize, rates: &Effective, starts: &mut Starts) {
        let start = (self.start + 1) as usize;
        let Some(growth) = &mut self.growth else { return };
        for (grown, arr) in growth.since.drain(..) {
            let lost = rates.kept.filter(|_| rates.contraction == 0.0).map(|kept| arr * (1.0 - kept));
            starts.relieve(start, grown, month, lost.unwrap_or(0.0));
        }
    }

    /// Begins a new term in a closed month; gives the last step of the old one, against whose time GRR by customer is not followed.
    pub(super) fn end_term_as_told(&mut self) -> Option<usize> {
        self.growth.as_mut().and_then(|growth| growth.since.drain(..).next_back()).map(|it| it.0)
    }
}

/// Of the cohorts with a step in a month, those that move by it alone. Who falls due takes the step with the renewal. In a closed month steps are in
/// what was reported, or in what was expected of the month as a whole, and are noted here so that no rate comes on top of them.
pub(super) fn apart(
    steps: Vec<usize>,
    cohorts: &mut [Cohort],
    month: usize,
    due: &[usize],
    told: &HashMap<usize, Told>,
    rebase: &Rebase<'_>,
) -> Vec<usize> {
    let mut alone = Vec::new();
    for index in steps {
        let Some(cohort) = cohorts.get_mut(index) else { continue };
        if rebase.is_closed(cohort.segment, month) {
            if !told.get(&index).is_some_and(|told| told.due) {
                cohort.note_step(month);
            }
        } else if !due.contains(&index) {
            alone.push(index);
        }
    }
    alone
}
