//! The closing side's share of what customers renew and expand in the first months after they were won.
//!
//! A customer belongs to the seats that sold in the month of the win, in proportion to what each could close then. The credit goes to
//! the seat, so whoever holds it now has it; where nobody does, it stays with those who look after the customer. What the closing side
//! has, the other side has not: nothing is lost and nothing counts twice.

use crate::engine::book::{Book, Moves};
use crate::engine::credit::by_name;
use crate::engine::staff::{Holder, Post};
use std::collections::BTreeMap;

/// The closing side in one month: what it is credited with, and who in which proportion.
#[derive(Clone, Default)]
pub(crate) struct Closing {
    pub moves: Moves,
    pub who: Vec<usize>,
    pub weights: Vec<f64>,
}

/// The closing side of a segment, month by month; empty where nothing is shared.
pub(crate) fn closing(
    segment: usize,
    (posts, holders, capacity): (&[Post<'_>], &[Holder], &[Vec<f64>]),
    book: &Book,
) -> Vec<Closing> {
    let Some(fresh) = book.fresh.get(segment).filter(|_| book.seller_share > 0.0) else { return Vec::new() };
    let sells = |holder: &Holder| posts.get(holder.post).is_some_and(|it| it.segment.is_none_or(|own| own == segment));
    let side = |(month, won): (usize, &Vec<(usize, Moves)>)| {
        let mut side = Closing::default();
        let mut by_holder: BTreeMap<usize, f64> = BTreeMap::new();
        for (start, moves) in won {
            // What each seat sold of the month in which they were won.
            let mut sold: BTreeMap<usize, f64> = BTreeMap::new();
            for (holder, series) in holders.iter().zip(capacity).filter(|(holder, _)| sells(holder)) {
                let could = series.get(*start).copied().unwrap_or(0.0);
                if could > 0.0 {
                    *sold.entry(holder.post).or_default() += could;
                }
            }
            let all: f64 = sold.values().sum();
            for (post, sold) in sold {
                let there = |holder: &Holder| holder.active.get(month).copied().unwrap_or(0.0);
                let in_seat = || holders.iter().enumerate().filter(|(_, holder)| holder.post == post);
                let present: f64 = in_seat().map(|(_, holder)| there(holder)).sum();
                if present <= 0.0 {
                    continue;
                }
                side.moves.add(moves, book.seller_share * sold / all);
                for (at, holder) in in_seat() {
                    *by_holder.entry(at).or_default() += moves.due * sold / all * there(holder) / present;
                }
            }
        }
        side.who = by_holder.iter().filter(|(_, weight)| **weight > 0.0).map(|(at, _)| *at).collect();
        by_name(&mut side.who, posts, holders);
        side.weights = side.who.iter().map(|at| by_holder.get(at).copied().unwrap_or(0.0)).collect();
        if side.who.is_empty() { Closing::default() } else { side }
    };
    fresh.iter().enumerate().map(side).collect()
}
