//! How long it takes: from a start to productivity and to break-even, and from an exit to the day its capacity is back.

use super::CapacityPlan;
use crate::engine::row::Span;
use crate::engine::staff::Post;
use crate::model::{Ramp, Terms};
use crate::text::tr;
use crate::units::{Flow, Month, Rate, RoleId, SegmentId};

/// When to hire into a role so that somebody is productive in a given month.
#[derive(Clone, Debug, PartialEq)]
pub struct HireBy {
    /// Which role.
    pub role: RoleId,
    /// Where; absent: in the segments without terms of their own.
    pub segment: Option<SegmentId>,
    /// Months below full productivity.
    pub ramp_months: u32,
    /// Latest first month of work, so that the wanted month is the first with full productivity.
    pub latest_start: Month,
    /// When the requisition opens at the latest: as many months earlier as a backfill takes.
    pub open_by: Month,
    /// Cost of one hire to the last month of ramp, recruiting included: what is spent before they are whole.
    pub cost_to_full: Flow,
    /// Months of work after which gross profit on what they signed has paid for them; absent: not within five years, or they do not
    /// sell.
    pub break_even_after: Option<u32>,
    /// Latest first month of work, so that this is reached at the end of the wanted month.
    pub latest_break_even: Option<Month>,
}

/// How long capacity of a role stays lost when a ramped person leaves: months vacant + months of ramp (mod-us, recovery lag).
#[derive(Clone, Debug, PartialEq)]
pub struct RecoveryLag {
    /// Which role.
    pub role: RoleId,
    /// Where; absent: in the segments without terms of their own.
    pub segment: Option<SegmentId>,
    /// Months; absent: the seat is not filled again, or its successor never gets there.
    pub months: Option<u32>,
    /// People expected to leave over the plan, the weight of this role in a mean.
    pub leaving: f64,
}

/// Months below full productivity before it is reached for good.
pub(super) fn months_to_full(ramp: &Ramp) -> u32 {
    ramp.productivity.iter().rposition(|it| *it < Rate::ONE).map_or(0, |at| at as u32 + 1)
}

impl RecoveryLag {
    /// Months from an exit to the first one in which the successor is at least as productive as who left (`level`; 1 = ramped): the
    /// months vacant and those of ramp below that level.
    pub fn of(terms: &Terms, level: f64) -> Option<u32> {
        if !terms.backfill {
            return None;
        }
        let tenure =
            (1..=terms.ramp.months() + 1).find(|tenure| terms.ramp.productivity_at(*tenure) >= level - 1e-9)?;
        Some(terms.backfill_lag_months + tenure - 1)
    }
}

impl CapacityPlan<'_> {
    /// Rows of terms that a seat has.
    pub(super) fn terms_in_use(&self) -> Vec<(RoleId, Option<SegmentId>, &Terms, Vec<usize>)> {
        let mut rows: Vec<(RoleId, Option<SegmentId>, &Terms, Vec<usize>)> = Vec::new();
        for role in &self.document.roles {
            for terms in &role.terms {
                let own = |post: &Post<'_>| post.terms.is_some_and(|it| std::ptr::eq(it, terms));
                let seats: Vec<usize> =
                    self.posts.iter().enumerate().filter(|(_, post)| own(post)).map(|(at, _)| at).collect();
                if !seats.is_empty() {
                    rows.push((role.id.clone(), terms.segment.clone(), terms, seats));
                }
            }
        }
        rows
    }

    /// For every role and segment with seats: when to hire at the latest, to be productive in `wanted`.
    pub fn hire_by(&self, wanted: Month) -> Vec<HireBy> {
        let rows = self.terms_in_use().into_iter();
        rows.map(|(role, segment, terms, _)| {
            let ramp_months = months_to_full(&terms.ramp);
            let latest_start = wanted.plus(-(ramp_months as i32));
            let sells = self.document.role(&role).is_some_and(|it| it.function.sells_new_business());
            let break_even_after = if sells { self.break_even(&role, terms) } else { None };
            let cost = self.cost_of_month(terms, 1.0) * f64::from(ramp_months) + self.cost_of_recruiting(terms);
            HireBy {
                role,
                segment,
                ramp_months,
                latest_start,
                open_by: latest_start.plus(-(terms.backfill_lag_months.min(600) as i32)),
                cost_to_full: cost,
                break_even_after,
                latest_break_even: break_even_after.map(|months| wanted.plus(1 - months as i32)),
            }
        })
        .collect()
    }

    /// The first month of work at whose end new ARR signed so far x gross margin (a first year of gross profit; 100 % where no margin
    /// is typed) covers recruiting and everything the hire cost so far. The hire stays; every month is a mean month. Who signs nothing
    /// pays for nothing, whatever they cost.
    fn break_even(&self, role: &RoleId, terms: &Terms) -> Option<u32> {
        let sold = self.signed_when_ramped(role, terms) * self.margin();
        if sold <= 0.0 {
            return None;
        }
        let month = self.cost_of_month(terms, 1.0).value();
        let mut balance = -self.cost_of_recruiting(terms).value();
        (1..=60).find(|tenure| {
            balance += sold * terms.ramp.productivity_at(*tenure) - month;
            balance >= 0.0
        })
    }

    /// Share of new ARR that is gross profit; all of it where no margin is typed.
    pub(super) fn margin(&self) -> f64 {
        self.document.costs.gross_margin.map_or(1.0, Rate::to_f64)
    }

    /// What explanations call it: where none is typed, they say what the whole stands for.
    pub(super) fn margin_label(&self) -> &'static str {
        match self.document.costs.gross_margin {
            Some(_) => tr!("Gross margin"),
            None => tr!("Gross margin: none is typed, so all of new ARR counts as gross profit"),
        }
    }

    /// New ARR somebody ramped with these terms signs in a mean month: quota / 12 x expected attainment x selling time, and the mean
    /// response of the role to the split of its pay over the plan.
    fn signed_when_ramped(&self, role: &RoleId, terms: &Terms) -> f64 {
        let quota = terms.quota.map_or(0.0, |quota| quota.arr_year().amount().to_major()) / 12.0;
        let whole = Span { from: 0, to: self.seasons.len().saturating_sub(1) };
        quota * terms.expected_attainment.to_f64() * self.selling_time * self.usual_response(role, whole)
    }

    /// New ARR somebody with these terms has signed after so many months of work, ramp included, in mean months.
    pub(super) fn signed_after(&self, role: &RoleId, terms: &Terms, months: u32) -> Flow {
        let ramped: f64 = (1..=months).map(|tenure| terms.ramp.productivity_at(tenure)).sum();
        Flow::new(self.signed_when_ramped(role, terms) * ramped)
    }

    /// Recovery lag of every role and segment with sellers.
    pub fn recovery_lags(&self) -> Vec<RecoveryLag> {
        let rows = self.terms_in_use().into_iter();
        let sells = |role: &RoleId| self.document.role(role).is_some_and(|it| it.function.sells_new_business());
        rows.filter(|(role, ..)| sells(role))
            .map(|(role, segment, terms, seats)| {
                let leaving = seats.iter().filter_map(|at| self.outcome.seats.get(*at));
                RecoveryLag {
                    role,
                    segment,
                    months: RecoveryLag::of(terms, 1.0),
                    leaving: leaving.map(|seat| seat.leaving.iter().sum::<f64>()).sum(),
                }
            })
            .collect()
    }

    /// The mean recovery lag of the sellers, by people expected to leave; none where nobody leaves or comes back.
    pub fn mean_recovery_lag(&self) -> Option<f64> {
        let lags = self.recovery_lags();
        let known = || lags.iter().filter_map(|it| Some((it.leaving, f64::from(it.months?))));
        let (weight, sum) = known().fold((0.0, 0.0), |(weight, sum), (w, months)| (weight + w, sum + w * months));
        (weight > 1e-9).then(|| sum / weight)
    }
}
