//! What seats that join, leave or move do to the response of their roles to the split of pay.
//!
//! Effort is a role's (`engine/incentives.rs`): the split is that of all its seats. Where the terms of a role pay by different plans, a
//! hire or a move shifts that split, and with it what everyone in the role puts in. So what closes a gap is reckoned with the response
//! as it will be, not as it is; with the response off every factor is 1 and nothing changes.

use super::{CapacityPlan, Group, at};
use crate::engine::incentives::PotPay;
use crate::engine::row::Span;
use crate::engine::staff::Post;
use crate::model::Seat;
use crate::units::RoleId;

/// What new business of each role is multiplied by, month by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Response {
    /// By role of the document; nothing where the response is off.
    by_role: Vec<Vec<f64>>,
}

impl Response {
    /// Of a role in a month.
    pub fn of(&self, role: Option<usize>, month: usize) -> f64 {
        role.and_then(|role| self.by_role.get(role)?.get(month)).copied().unwrap_or(1.0)
    }
}

impl CapacityPlan<'_> {
    /// Whether results respond to the split of pay.
    pub fn responds(&self) -> bool {
        self.effort.is_some()
    }

    pub(super) fn role_at(&self, role: &RoleId) -> Option<usize> {
        self.document.roles.iter().position(|it| it.id == *role)
    }

    /// The response as planned.
    pub(super) fn response(&self) -> Response {
        let by_role =
            self.effort.iter().flat_map(|effort| (0..self.document.roles.len()).map(|role| effort.of_role(role)));
        Response { by_role: by_role.collect() }
    }

    /// The response with so many more seats like these (fewer, if negative).
    pub(super) fn response_with(&self, seats: &[(&Seat, f64)]) -> Response {
        let mut response = self.response();
        let Some(effort) = &self.effort else { return response };
        for (at, (role, factors)) in self.document.roles.iter().zip(&mut response.by_role).enumerate() {
            let mut more = vec![PotPay::default(); self.seasons.len()];
            let own = seats.iter().filter(|(seat, times)| seat.role == role.id && *times != 0.0);
            let mut any = false;
            for (seat, times) in own {
                any = true;
                let (post, _) = self.seat_alone(seat);
                let pay = PotPay::by_month(self.document, &post);
                more.iter_mut().zip(pay).for_each(|(sum, pay)| *sum = sum.and(pay, *times));
            }
            if any {
                *factors = effort.of_role_with(&role.id, at, &more);
            }
        }
        response
    }

    /// What everyone who is planned in a segment signs more (less, if negative) under another response than as planned, month by month.
    pub(super) fn drawn_along(&self, segment: usize, response: &Response) -> Vec<f64> {
        let mut months = vec![0.0; self.seasons.len()];
        if !self.responds() {
            return months;
        }
        let roles: Vec<Option<usize>> = self.posts.iter().map(|post| self.role_at(&post.seat.role)).collect();
        let group = Group::Segment(segment);
        for (index, holder) in self.holders.iter().enumerate() {
            if !self.belongs(holder.post, &group) {
                continue;
            }
            let role = roles.get(holder.post).copied().flatten();
            for (month, place) in months.iter_mut().enumerate() {
                let planned = self.effort(holder.post, month);
                let change = response.of(role, month) / planned - 1.0;
                if change != 0.0 {
                    *place += self.part(holder.post, &group, month) * self.capacity_of(index, month) * change;
                }
            }
        }
        months
    }

    /// Capacity of a role's people in a segment as planned but before the response, month by month.
    pub(super) fn before_response(&self, role: &RoleId, segment: usize) -> Vec<f64> {
        let mut months = vec![0.0; self.seasons.len()];
        let group = Group::Segment(segment);
        for (index, holder) in self.holders.iter().enumerate() {
            let own = |post: &Post<'_>| post.seat.role == *role;
            if !self.posts.get(holder.post).is_some_and(own) || !self.belongs(holder.post, &group) {
                continue;
            }
            for (month, place) in months.iter_mut().enumerate() {
                let whole = self.capacity_of(index, month) / self.effort(holder.post, month);
                *place += self.part(holder.post, &group, month) * whole;
            }
        }
        months
    }

    /// What new business of a role is multiplied by in the mean of some months: for figures of mean months.
    pub(super) fn usual_response(&self, role: &RoleId, span: Span) -> f64 {
        let (Some(effort), Some(role)) = (&self.effort, self.role_at(role)) else { return 1.0 };
        let factors = effort.of_role(role);
        let inside = factors.iter().skip(span.from).take(span.len());
        let count = inside.clone().count();
        if count == 0 { 1.0 } else { inside.sum::<f64>() / count as f64 }
    }
}

/// A product of two series over some months.
pub(super) fn weighted(series: &[f64], factors: impl Fn(usize) -> f64, span: Span) -> f64 {
    (span.from..=span.to).map(|month| at(series, month) * factors(month)).sum()
}
