//! Quotas level by level: what is assigned below each leader against what the leader is held to. Nothing is counted twice: a leader's
//! quota is compared with that of the people below, never added to it (PRODUCT 12).

use super::{CapacityPlan, at, ratio};
use crate::engine::credit::group;
use crate::engine::row::Span;
use crate::model::comp::{Component, Measure, Scope, Target};
use crate::units::{Flow, Rate};

/// One leader with everyone below, over a run of months.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelLine {
    /// Position of the leader's seat.
    pub seat: usize,
    /// How far below the top: 0 reports to nobody.
    pub depth: usize,
    /// Seats of sellers below, directly or through others.
    pub sellers: u32,
    /// Expected heads of sellers below, mean of the months.
    pub heads: f64,
    /// Ramped-rep equivalents below, mean of the months.
    pub ramped: f64,
    /// Street quota below: the quotas of sellers only.
    pub street: Flow,
    /// Quotas one level below: those of sellers who report directly, and the own ones of leaders who do (their street, without one).
    pub below: Flow,
    /// The leader's own quota on new ARR, by the plan that pays them; absent where it sets none.
    pub own: Option<Flow>,
    /// Capacity below.
    pub capacity: Flow,
    /// Pay of everyone below and of the leader.
    pub cost: Flow,
}

impl LevelLine {
    /// Over-assignment: quotas one level below / own quota (PRODUCT 12).
    pub fn over_assignment(&self) -> Option<f64> {
        ratio(self.below.value(), self.own?.value())
    }

    /// Cushion (hedge): 1 - own quota / quotas one level below (PRODUCT 12).
    pub fn cushion(&self) -> Option<f64> {
        Some(1.0 - ratio(self.own?.value(), self.below.value())?)
    }

    /// Over-assignment through all levels: street quota / own quota.
    pub fn street_over_assignment(&self) -> Option<f64> {
        ratio(self.street.value(), self.own?.value())
    }

    /// What the leader can expect to attain: capacity below / own quota.
    pub fn expected_attainment(&self) -> Option<f64> {
        ratio(self.capacity.value(), self.own?.value())
    }
}

/// Sums over the sellers in one seat, or in many.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub sellers: u32,
    heads: f64,
    pub ramped: f64,
    pub street: f64,
    pub capacity: f64,
    cost: f64,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.sellers += other.sellers;
        self.heads += other.heads;
        self.ramped += other.ramped;
        self.street += other.street;
        self.capacity += other.capacity;
        self.cost += other.cost;
    }
}

impl CapacityPlan<'_> {
    /// Every seat that others report to, leaders of leaders first.
    pub fn levels(&self, span: Span) -> Vec<LevelLine> {
        let own_sums = self.sums_of_seats(span);
        let depths: Vec<usize> = (0..self.posts.len()).map(|seat| self.depth(seat)).collect();
        // From the lowest level up, so that each seat's sum is whole before it is added to the one above.
        let mut order: Vec<usize> = (0..self.posts.len()).collect();
        order.sort_by_key(|seat| std::cmp::Reverse(depths.get(*seat).copied().unwrap_or(0)));
        let mut whole = own_sums.clone();
        let mut below = vec![0.0; self.posts.len()];
        let mut leads = vec![false; self.posts.len()];
        let mut owns: Vec<Option<f64>> = vec![None; self.posts.len()];
        for seat in order {
            let sums = whole.get(seat).copied().unwrap_or_default();
            let is_leader = leads.get(seat).copied().unwrap_or(false);
            let own = if is_leader { self.level_quota(seat, span) } else { None };
            if let Some(place) = owns.get_mut(seat) {
                *place = own;
            }
            let Some(manager) = self.posts.get(seat).and_then(|post| post.manager) else { continue };
            if let Some(place) = leads.get_mut(manager) {
                *place = true;
            }
            if let Some(place) = whole.get_mut(manager) {
                place.add(sums);
            }
            if let Some(place) = below.get_mut(manager) {
                *place += own.unwrap_or(sums.street);
            }
        }
        let mut lines = Vec::new();
        for (seat, sums) in whole.iter().enumerate().filter(|(seat, _)| leads.get(*seat).copied().unwrap_or(false)) {
            // A leader who sells as well is below their own manager, not below themselves.
            let own = own_sums.get(seat).copied().unwrap_or_default();
            lines.push(LevelLine {
                seat,
                depth: depths.get(seat).copied().unwrap_or(0),
                sellers: sums.sellers - own.sellers,
                heads: sums.heads - own.heads,
                ramped: sums.ramped - own.ramped,
                street: Flow::new(sums.street - own.street),
                below: Flow::new(below.get(seat).copied().unwrap_or(0.0)),
                own: owns.get(seat).copied().flatten().map(Flow::new),
                capacity: Flow::new(sums.capacity - own.capacity),
                cost: Flow::new(sums.cost),
            });
        }
        lines.sort_by_key(|line| line.depth);
        lines
    }

    fn depth(&self, seat: usize) -> usize {
        let above = |at: usize| self.posts.get(at).and_then(|post| post.manager);
        std::iter::successors(above(seat), |at| above(*at)).count()
    }

    pub(super) fn sums_of_seats(&self, span: Span) -> Vec<Sums> {
        let months = span.len().max(1) as f64;
        let mut sums: Vec<Sums> = self
            .posts
            .iter()
            .zip(&self.outcome.seats)
            .map(|(post, seat)| Sums {
                sellers: u32::from(post.function.sells_new_business()),
                cost: seat.cost.iter().skip(span.from).take(span.len()).map(|it| it.to_major()).sum(),
                ..Sums::default()
            })
            .collect();
        for (index, holder) in self.holders.iter().enumerate() {
            let sells = self.posts.get(holder.post).is_some_and(|post| post.function.sells_new_business());
            let Some(place) = sums.get_mut(holder.post).filter(|_| sells) else { continue };
            for month in span.from..=span.to {
                place.heads += at(&holder.active, month) / months;
                place.ramped += at(&holder.productive, month) / months;
                place.street += self.street_of(index, month);
                place.capacity += self.capacity_of(index, month);
            }
        }
        sums
    }

    /// Quota a seller is held to in a month, ramp included.
    fn street_of(&self, holder: usize, month: usize) -> f64 {
        let ramped = self.holders.get(holder).map_or(0.0, |it| at(&it.ramped, month));
        ramped * self.worth.get(holder).map_or(0.0, |it| it.quota) * at(&self.seasons, month)
    }

    /// The component that sets a leader's quota on new ARR: the first of their plan that looks at more than their own.
    pub(super) fn level_component(&self, seat: usize, span: Span) -> Option<&Component> {
        let last = self.document.settings.first_month.plus(span.to as i32);
        let wide = |it: &&Component| it.measure == Measure::NewArr && it.scope != Scope::Own;
        self.posts.get(seat)?.components(last).iter().find(wide)
    }

    /// Seasons of some months added up: 12 for a year.
    pub(super) fn seasons_of(&self, span: Span) -> f64 {
        (span.from..=span.to).map(|month| at(&self.seasons, month)).sum()
    }

    /// Quota on new ARR of a leader over a run of months, by the first component of their plan that looks at more than their own.
    fn level_quota(&self, seat: usize, span: Span) -> Option<f64> {
        let post = self.posts.get(seat)?;
        let component = self.level_component(seat, span)?;
        let seasons = self.seasons_of(span);
        match component.target {
            Target::SumOfQuotas { share } => Some(share.to_f64() * self.street_in_scope(seat, component.scope, span)),
            Target::Amount { amount, per } => Some(amount.to_major() * f64::from(per.per_year()) / 12.0 * seasons),
            Target::Quota => {
                let year = post.terms?.quota?.arr_year().amount().to_major();
                (year > 0.0).then(|| year / 12.0 * seasons)
            }
            Target::Ratio { .. } => None,
        }
        .filter(|quota| *quota > 0.0 || component.target == (Target::SumOfQuotas { share: Rate::ZERO }))
    }

    pub(super) fn street_in_scope(&self, seat: usize, scope: Scope, span: Span) -> f64 {
        let members = group(&self.posts, &self.holders, seat, scope, Measure::NewArr);
        let months = |holder: usize| (span.from..=span.to).map(|month| self.street_of(holder, month)).sum::<f64>();
        members.into_iter().map(months).sum()
    }
}
