//! Closing a gap by shifting: sellers of segments that have more capacity than their target, given to the one that lacks it.

use super::CapacityPlan;
use super::response::weighted;
use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::model::Seat;
use crate::units::{Flow, SeatId, SegmentId};

/// One seat that changes its segment, with whoever holds it, for the whole plan. Accounts, ramp and reporting line stay with it; pay
/// and quota are those of the role in the new segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatMove {
    /// Which seat.
    pub seat: SeatId,
    /// Where it serves now.
    pub from: SegmentId,
    /// Where it is to serve.
    pub to: SegmentId,
    /// Capacity the old segment gives up in the period.
    pub gives_up: Flow,
    /// Capacity the new one gains: another quota and attainment hold there, and the role may respond to another split of its pay.
    pub brings: Flow,
}

/// Seats whose move closes a gap, or as much of it as other segments can spare.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftClosure {
    /// The moves, the most useful first.
    pub moves: Vec<SeatMove>,
    /// What is left of the gap; nothing or less: it is closed.
    pub left: Flow,
}

/// A seat that may move.
struct Candidate<'a> {
    seat: &'a Seat,
    donor: usize,
    gives_up: f64,
    brings: f64,
}

impl CapacityPlan<'_> {
    /// Seats of other segments whose move closes a gap over a run of months without opening one there: a segment gives no more than
    /// it has above its own target. None where nobody has anything to spare, or the gap is none.
    pub fn shift_closure(&self, segment: usize, span: Span, gap: Flow) -> Option<ShiftClosure> {
        if gap.value() <= 0.0 {
            return None;
        }
        let to = self.document.segments.get(segment).map(|it| it.id.clone())?;
        // What each segment has above its target; one without a target says nothing about what it can spare.
        let spare = |at: usize| self.gap(Scope::Segment(at), span).gap().map_or(0.0, |gap| (-gap.value()).max(0.0));
        let mut spare: Vec<f64> =
            (0..self.document.segments.len()).map(|at| if at == segment { 0.0 } else { spare(at) }).collect();
        let mut candidates = self.candidates((segment, &to), span, &spare);
        let mut left = gap.value();
        let mut moves = Vec::new();
        let mut moved: Vec<(&Seat, Seat)> = Vec::new();
        while left > 1e-6 {
            let Some(best) = choose(&candidates, &spare, left) else { break };
            let one = candidates.swap_remove(best);
            if let Some(place) = spare.get_mut(one.donor) {
                *place -= one.gives_up;
            }
            left -= one.brings;
            moved.push((one.seat, Seat { segment: Some(to.clone()), ..one.seat.clone() }));
            if self.responds() {
                // Several moves of a role shift the split of its pay further than each by itself.
                left = gap.value() - self.moved_bring(&moved, segment, span);
            }
            let from = self.document.segments.get(one.donor).map(|it| it.id.clone())?;
            moves.push(SeatMove {
                seat: one.seat.id.clone(),
                from,
                to: to.clone(),
                gives_up: Flow::new(one.gives_up),
                brings: Flow::new(one.brings),
            });
        }
        (!moves.is_empty()).then(|| ShiftClosure { moves, left: Flow::new(left) })
    }

    /// What a segment gains in some months, of those with a target, when seats move there: what they sign, and what they draw others along.
    fn moved_bring(&self, moved: &[(&Seat, Seat)], to: usize, span: Span) -> f64 {
        let there = moved.iter().map(|(_, seat)| (seat, 1.0));
        let seats: Vec<_> = moved.iter().map(|(before, _)| (*before, -1.0)).chain(there).collect();
        let response = self.response_with(&seats);
        let mut months = self.drawn_along(to, &response);
        for (_, seat) in moved {
            let role = self.role_at(&seat.role);
            for (month, (sum, own)) in months.iter_mut().zip(self.capacity_of_seat(seat)).enumerate() {
                *sum += own * response.of(role, month);
            }
        }
        weighted(&self.where_targeted(to, months), |_| 1.0, span)
    }

    fn candidates(&self, (at, to): (usize, &SegmentId), span: Span, spare: &[f64]) -> Vec<Candidate<'_>> {
        let inside = |months: &[f64]| months.iter().skip(span.from).take(span.len()).sum::<f64>();
        let mut candidates = Vec::new();
        let sellers = self.posts.iter().zip(&self.outcome.seats).filter(|(post, _)| post.function.sells_new_business());
        for (post, seat) in sellers {
            let Some(donor) = post.segment.filter(|at| spare.get(*at).is_some_and(|it| *it > 0.0)) else { continue };
            let moved = Seat { segment: Some(to.clone()), ..post.seat.clone() };
            let gives_up = inside(&seat.capacity);
            let brings = self.moved_bring(&[(post.seat, moved)], at, span);
            if brings > 0.0 {
                candidates.push(Candidate { seat: post.seat, donor, gives_up, brings });
            }
        }
        candidates
    }
}

/// Of those that can be spared: the smallest that closes the gap alone, else the one that brings most.
fn choose(candidates: &[Candidate<'_>], spare: &[f64], left: f64) -> Option<usize> {
    let able =
        |it: &&(usize, &Candidate<'_>)| spare.get(it.1.donor).is_some_and(|spare| it.1.gives_up <= *spare + 1e-6);
    let all: Vec<(usize, &Candidate<'_>)> = candidates.iter().enumerate().collect();
    let closing = all.iter().filter(able).filter(|it| it.1.brings >= left - 1e-6);
    let smallest = closing.min_by(|a, b| a.1.brings.total_cmp(&b.1.brings));
    let most = || all.iter().filter(able).max_by(|a, b| a.1.brings.total_cmp(&b.1.brings));
    smallest.or_else(most).map(|it| it.0)
}
