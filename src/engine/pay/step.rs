//! How an amount came about, step by step, for a statement. Nothing is noted unless someone asks.

use crate::engine::pay::Ratio;
use crate::model::comp::{Measure, TierFrom, TierValue};
use crate::units::Rate;

/// One step from credit to pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StepKind {
    /// A stretch of credit at one rate, in thousandths of the credit's own unit.
    Slice {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
        /// What it pays.
        value: TierValue,
        /// What that comes to: thousandths of money for each thousandth of credit.
        each: f64,
    },
    /// The rise from zero at the threshold to target pay at target.
    RiseToTarget {
        /// How far the credit is on this way, 0 to 1.
        share: f64,
        /// Target pay, in thousandths of money.
        target: f64,
    },
    /// A curve or an interpolated table: the whole table at once. Milestones and a matrix where they are rated deal by deal.
    Table,
    /// Sums of milestones: how many are reached that were not before, or were and no longer are, with the first and the last of them.
    Milestones {
        /// How many.
        count: usize,
        /// Where the first is reached.
        low: TierFrom,
        /// Where the last is.
        high: TierFrom,
    },
    /// A cell of a matrix.
    Matrix {
        /// The other measure.
        by: Measure,
        /// Where that stands; none where nothing is known of it, so that it counts as on target.
        at: Option<f64>,
        /// The share of target pay in the cell.
        cell: Rate,
        /// Target pay, in thousandths of money.
        target: f64,
    },
    /// The mean rate at another measure's attainment, instead of that at the own one: what that changes.
    AttainedBy {
        /// The other measure.
        measure: Measure,
        /// Where it stands.
        at: f64,
    },
    /// Pay on top for a deal, or for the share of credit that is expected to qualify.
    Kicker,
    /// What the cap on one deal cuts.
    DealCap,
    /// What a factor changes.
    Multiplier {
        /// The measure that chose it.
        measure: Measure,
        /// Where that measure stands.
        at: f64,
        /// The factor.
        factor: f64,
    },
    /// Carried over from what a cap cut before.
    CarriedIn,
    /// What the cap cuts.
    Cap,
    /// A gate was not met: what is held back.
    Gate,
    /// Earned before in the same quarter or year.
    Settled,
    /// To the coin.
    Rounding,
}

/// A step and what it adds, in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// The deal it concerns, by its place among those of the component.
    pub deal: Option<usize>,
    /// What it adds.
    pub amount: Ratio,
}

/// Where steps are noted, if anyone asked.
pub(super) struct Steps<'a> {
    noted: Option<&'a mut Vec<Step>>,
    deal: Option<usize>,
}

impl<'a> Steps<'a> {
    pub fn unseen() -> Steps<'static> {
        Steps { noted: None, deal: None }
    }

    pub fn into(noted: Option<&'a mut Vec<Step>>) -> Steps<'a> {
        Steps { noted, deal: None }
    }

    /// What follows concerns this deal.
    pub fn of_deal(&mut self, deal: Option<usize>) {
        self.deal = deal;
    }

    /// Notes a step that adds something.
    pub fn add(&mut self, kind: StepKind, amount: Ratio) {
        if let Some(noted) = &mut self.noted
            && amount.num != 0
        {
            noted.push(Step { kind, deal: self.deal, amount });
        }
    }

    /// The same, where making the step costs something.
    pub fn add_with(&mut self, make: impl FnOnce() -> (StepKind, Ratio)) {
        if self.noted.is_some() {
            let (kind, amount) = make();
            self.add(kind, amount);
        }
    }
}
