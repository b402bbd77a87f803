//! What turnover costs, as a figure of its own: people expected to leave x what one of them costs to replace.
//!
//! One leaver of a role = recruiting of the successor + pay for productivity that is not there yet while the successor ramps + gross
//! profit on what the seat does not sell, in the months vacant and those of ramp. All of it is counted in the month in which they
//! leave, though it falls due later. Seats that are not filled again are fewer people and not turnover.

use super::{CapacityPlan, ratio};
use crate::engine::row::Span;
use crate::engine::staff;
use crate::model::Terms;
use crate::units::{Flow, RoleId, SegmentId};

/// What one leaver of some terms costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LeaverCost {
    /// Recruiting of the successor: a share of first-year base pay.
    pub recruiting: Flow,
    /// Base pay, its taxes and benefits, and tools of the months of ramp, x the productivity that is not there yet.
    pub ramp: Flow,
    /// Months vacant and, of the ramp, those that productivity lacks: 1 for a whole month without anybody.
    pub months_lost: f64,
    /// New ARR that is not sold in these months; nothing for those who do not sell.
    pub arr_lost: Flow,
    /// A first year of gross profit on it.
    pub profit_lost: Flow,
    /// Base pay, its taxes and benefits, and tools that the vacant seat does not cost. Told beside, not taken off.
    pub saved: Flow,
}

/// Turnover of a role, or of several, over a run of months.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Turnover {
    /// People expected to leave, those whose seats are filled again.
    pub leaving: f64,
    /// People expected to leave whose seats are not filled again: no part of the cost.
    pub not_replaced: f64,
    /// Recruiting of their successors.
    pub recruiting: Flow,
    /// Pay of successors for productivity that is not there yet.
    pub ramp: Flow,
    /// Months of whole capacity lost.
    pub months_lost: f64,
    /// New ARR that is not sold for it.
    pub arr_lost: Flow,
    /// A first year of gross profit on it.
    pub profit_lost: Flow,
    /// What vacant seats do not cost: beside the total, not taken off.
    pub saved: Flow,
}

impl Turnover {
    /// Cost of turnover: recruiting + ramp + gross profit lost.
    pub fn total(&self) -> Flow {
        self.recruiting + self.ramp + self.profit_lost
    }

    /// The same for one leaver; none where nobody leaves.
    pub fn each(&self) -> Option<Flow> {
        ratio(self.total().value(), self.leaving).map(Flow::new)
    }

    /// The two together.
    pub fn and(self, other: Turnover) -> Turnover {
        Turnover {
            leaving: self.leaving + other.leaving,
            not_replaced: self.not_replaced + other.not_replaced,
            recruiting: self.recruiting + other.recruiting,
            ramp: self.ramp + other.ramp,
            months_lost: self.months_lost + other.months_lost,
            arr_lost: self.arr_lost + other.arr_lost,
            profit_lost: self.profit_lost + other.profit_lost,
            saved: self.saved + other.saved,
        }
    }
}

/// Turnover of people with the same terms.
#[derive(Clone, Debug, PartialEq)]
pub struct TurnoverLine {
    /// Which role.
    pub role: RoleId,
    /// Where; absent: in the segments without terms of their own.
    pub segment: Option<SegmentId>,
    /// What one leaver costs.
    pub one: LeaverCost,
    /// What all of them do.
    pub sum: Turnover,
}

impl CapacityPlan<'_> {
    /// Turnover over a run of months, by role and terms in the order of the document.
    pub fn turnover(&self, span: Span) -> Vec<TurnoverLine> {
        let rows = self.terms_in_use().into_iter();
        rows.map(|(role, segment, terms, seats)| {
            let sells = self.document.role(&role).is_some_and(|it| it.function.sells_new_business());
            let leaving = |at: &usize| {
                let months = self.outcome.seats.get(*at).map_or(&[][..], |it| it.leaving.as_slice());
                months.iter().skip(span.from).take(span.len()).sum::<f64>()
            };
            let refills = |at: &&usize| self.posts.get(**at).is_some_and(staff::Post::refills);
            let replaced: f64 = seats.iter().filter(refills).map(leaving).sum();
            let not_replaced: f64 = seats.iter().filter(|at| !refills(at)).map(leaving).sum();
            let response = self.usual_response(&role, span);
            let one = self.leaver_cost(terms, sells, response);
            let leaving = replaced;
            let sum = Turnover {
                leaving,
                not_replaced,
                recruiting: one.recruiting * leaving,
                ramp: one.ramp * leaving,
                months_lost: one.months_lost * leaving,
                arr_lost: one.arr_lost * leaving,
                profit_lost: one.profit_lost * leaving,
                saved: one.saved * leaving,
            };
            TurnoverLine { role, segment, one, sum }
        })
        .collect()
    }

    /// What one leaver of some terms costs; with `sells`, capacity is lost as well, in the mean of what the role makes of the split of
    /// its pay. Months are mean months: no season.
    fn leaver_cost(&self, terms: &Terms, sells: bool, response: f64) -> LeaverCost {
        let costs = &self.document.costs;
        let tools = costs.tools.map_or(0.0, |it| it.amount().to_major()) / 12.0;
        let month = terms.base.amount().to_major() / 12.0 * (1.0 + costs.burden.to_f64()) + tools;
        let idle: f64 =
            (1..=terms.ramp.months()).map(|tenure| (1.0 - terms.ramp.productivity_at(tenure)).max(0.0)).sum();
        let vacant = f64::from(terms.backfill_lag_months);
        let months_lost = vacant + idle;
        let quota = terms.quota.filter(|_| sells).map_or(0.0, |quota| quota.arr_year().amount().to_major()) / 12.0;
        let arr_lost = quota * terms.expected_attainment.to_f64() * self.selling_time * response * months_lost;
        let margin = self.margin();
        LeaverCost {
            recruiting: self.cost_of_recruiting(terms),
            ramp: Flow::new(month * idle),
            months_lost,
            arr_lost: Flow::new(arr_lost),
            profit_lost: Flow::new(arr_lost * margin),
            saved: Flow::new(month * vacant),
        }
    }
}
