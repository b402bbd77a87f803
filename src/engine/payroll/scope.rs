//! What the scope of a seat sees: credit, quota and moves of its own, its team, its segment or the company.

use super::Desk;
use crate::engine::book::Moves;
use crate::engine::credit::group;
use crate::engine::staff::Post;
use crate::model::Function;
use crate::model::comp::{Measure, Scope};
use std::collections::HashMap;
use std::rc::Rc;

/// Sums over groups of seats, by who is asked for.
#[derive(Default)]
pub(super) struct Shared {
    credit: HashMap<(usize, u8, Measure), Rc<Vec<i64>>>,
    quota: HashMap<(usize, u8, Measure), Rc<Vec<i64>>>,
    moves: HashMap<(usize, u8), Rc<Vec<Moves>>>,
}

/// What the scope of a seat depends on, so that seats with the same view share one sum.
fn view(posts: &[Post<'_>], seat: usize, scope: Scope) -> (usize, u8) {
    let post = posts.get(seat);
    match scope {
        Scope::Own => (seat, 0),
        Scope::Pod => (post.and_then(|it| it.manager).map_or(0, |it| it + 1), 1),
        Scope::TeamBelow => (seat, 2),
        Scope::Segment => (post.and_then(|it| it.segment).map_or(0, |it| it + 1), 3),
        Scope::Company => (0, 4),
    }
}

impl Desk<'_> {
    /// Holders whose results count for a holder of a seat.
    pub(super) fn holders_in(&self, seat: usize, holder: usize, scope: Scope, measure: Measure) -> Vec<usize> {
        match scope {
            Scope::Own => vec![holder],
            Scope::Pod | Scope::TeamBelow | Scope::Segment | Scope::Company => {
                group(self.posts, self.holders, seat, scope, measure)
            }
        }
    }

    pub(super) fn credit(
        &self,
        seat: usize,
        holder: usize,
        scope: Scope,
        measure: Measure,
        shared: &mut Shared,
    ) -> Rc<Vec<i64>> {
        if scope == Scope::Own {
            return Rc::new(self.credits.series(&[holder], measure));
        }
        let (whose, kind) = view(self.posts, seat, scope);
        let sum = || Rc::new(self.credits.series(&group(self.posts, self.holders, seat, scope, measure), measure));
        shared.credit.entry((whose, kind, measure)).or_insert_with(sum).clone()
    }

    pub(super) fn quota_sum(&self, seat: usize, scope: Scope, measure: Measure, shared: &mut Shared) -> Rc<Vec<i64>> {
        let (whose, kind) = view(self.posts, seat, scope);
        let sum = || {
            let members = group(self.posts, self.holders, seat, scope, measure);
            // Only seats that bring it in themselves carry quota: a manager's quota is never counted on top of their people's.
            let carries = |at: &&usize| {
                let own = self.quotas.get(**at).is_some_and(|quotas| quotas.measure == measure);
                let function =
                    self.holders.get(**at).and_then(|holder| self.posts.get(holder.post)).map(|post| post.function);
                own && !matches!(
                    function,
                    None | Some(Function::SalesManagement | Function::AccountLeadership | Function::Executive)
                )
            };
            let mut total = vec![0i64; self.months.len()];
            for quotas in members.iter().filter(carries).filter_map(|at| self.quotas.get(*at)) {
                total.iter_mut().zip(&quotas.ramped).for_each(|(place, part)| *place = place.saturating_add(*part));
            }
            Rc::new(total)
        };
        shared.quota.entry((whose, kind, measure)).or_insert_with(sum).clone()
    }

    pub(super) fn moves(&self, seat: usize, holder: usize, scope: Scope, shared: &mut Shared) -> Rc<Vec<Moves>> {
        let segment_sum = |only: Option<usize>| {
            let mut sum = vec![Moves::default(); self.months.len()];
            for (_, series) in
                self.credits.segment_moves.iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == *at))
            {
                sum.iter_mut().zip(series).for_each(|(place, part)| place.add(part, 1.0));
            }
            sum
        };
        let make = || {
            Rc::new(match scope {
                Scope::Own => self.credits.moves(&[holder]),
                Scope::Company => segment_sum(None),
                Scope::Segment => segment_sum(self.posts.get(seat).and_then(|post| post.segment)),
                Scope::Pod | Scope::TeamBelow => {
                    self.credits.moves(&group(self.posts, self.holders, seat, scope, Measure::NetRetention))
                }
            })
        };
        if scope == Scope::Own {
            return make();
        }
        shared.moves.entry(view(self.posts, seat, scope)).or_insert_with(make).clone()
    }
}
