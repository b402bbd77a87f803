//! Who starts in the plan, and who leaves on a day that is set: person by person, with what they cost.
//!
//! Expected attrition has no names and no days; it thins the cost of everyone and is in the figures of [`CapacityPlan::costs`].

use super::{CapacityPlan, CostSum};
use crate::engine::row::Span;
use crate::engine::staff::Post;
use crate::engine::timeline::refilled;
use crate::model::{Stint, StintEnd};
use crate::units::{Cadence, FiscalPeriod, Money, Month, Yearly};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Days between two stints of one person that are no break.
const BREAK_DAYS: i64 = 31;

/// Somebody who starts in a seat within the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Hire {
    /// Position of the seat.
    pub seat: usize,
    /// Which of its stints; absent: whoever fills the seat again after its last holder, without a name and day of their own.
    pub stint: Option<usize>,
    /// First day; the first of the month where only a month is known.
    pub start: NaiveDate,
    /// The month from which productivity and quota are full; it may lie beyond the plan.
    pub full: Month,
    /// The stint before it in the same seat: then this is a backfill.
    pub after: Option<usize>,
    /// Comes from another seat of the company, so is no hire from outside.
    pub moves: bool,
    /// People expected to begin: the chance of an open requisition, one for who has a name, nothing for who only changes seats.
    pub expected: f64,
    /// Base pay a year, in full.
    pub base: Yearly<Money>,
    /// Target variable pay a year, in full.
    pub variable: Yearly<Money>,
    /// What they cost from their start on, by month of the plan, weighed with the chance and with expected attrition; with those who are
    /// expected to follow them in the seat, until somebody starts there who is listed: what the seat costs.
    pub months: Vec<CostSum>,
    /// The fiscal year of the start.
    pub year: FiscalPeriod,
    /// What they cost in it.
    pub first_year: CostSum,
}

impl Hire {
    /// What they cost in a run of months.
    pub fn cost(&self, span: Span) -> CostSum {
        self.months.iter().skip(span.from).take(span.len()).copied().fold(CostSum::default(), CostSum::and)
    }
}

/// Who has a seat after somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another stint of the seat.
    Stint(usize),
    /// Somebody without a name, from a month on; it may lie beyond the plan.
    Backfill(Month),
    /// Nobody.
    Nobody,
}

/// Somebody whose last day in a seat is set and lies in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaver {
    /// Position of the seat.
    pub seat: usize,
    /// Which of its stints.
    pub stint: usize,
    /// Last day.
    pub last: NaiveDate,
    /// Certain, not only expected.
    pub certain: bool,
    /// Goes to another seat of the company.
    pub moves: bool,
    /// Who follows.
    pub next: Next,
}

impl CapacityPlan<'_> {
    /// Everyone who starts within the plan, in order of start.
    pub fn hires(&self) -> Vec<Hire> {
        let years = self.outcome.periods(Cadence::Year);
        let places: HashMap<(usize, Option<usize>), usize> =
            self.holders.iter().enumerate().map(|(at, it)| ((it.post, it.stint), at)).collect();
        let mut found = Vec::new();
        for (seat, post) in self.posts.iter().enumerate() {
            let stints = &post.seat.stints;
            let named = stints.iter().enumerate().filter(|(at, _)| !continues(stints, *at));
            let starts = named.map(|(at, stint)| (Some(at), stint.from, at.checked_sub(1)));
            // Whoever left before the plan is no longer followed.
            let last = stints.last().and_then(|it| it.to.date()).filter(|day| self.position(Month::of(*day)).is_some());
            let again = last.and_then(|_| refilled(post));
            let again = again.map(|month| (None, month.first_day(), stints.len().checked_sub(1)));
            let starts: Vec<_> = starts.chain(again).collect();
            for (at, (stint, start, after)) in starts.iter().copied().enumerate() {
                let Some(month) = self.position(Month::of(start)) else { continue };
                let Some((year, span)) = years.iter().find(|(_, span)| (span.from..=span.to).contains(&month)) else {
                    continue;
                };
                let mut months = places.get(&(seat, stint)).map(|at| self.cost_of_holder(*at)).unwrap_or_default();
                months.iter_mut().take(month).for_each(|it| *it = CostSum::default());
                let followers =
                    places.get(&(seat, None)).filter(|_| stint.is_some()).map(|at| self.cost_of_holder(*at));
                let next = starts.get(at + 1).and_then(|it| self.position(Month::of(it.1)));
                let until = next.unwrap_or(usize::MAX);
                for (of, more) in followers.iter().flatten().enumerate().take(until).skip(month) {
                    if let Some(it) = months.get_mut(of) {
                        *it = it.and(*more);
                    }
                }
                let moves = stint.is_some_and(|at| post.moved.contains(&at));
                let mut hire = Hire {
                    seat,
                    stint,
                    start,
                    full: post.full_from(stint, Month::of(start)),
                    after,
                    moves,
                    expected: months.get(month).map_or(0.0, |it| it.hires),
                    base: post.base(stint),
                    variable: post.variable(stint),
                    months,
                    year: *year,
                    first_year: CostSum::default(),
                };
                hire.first_year = hire.cost(*span);
                found.push(hire);
            }
        }
        found.sort_by_key(|it| (it.start, it.seat));
        found
    }

    /// Everyone whose last day is set and lies within the plan, in order of that day.
    pub fn leavers(&self) -> Vec<Leaver> {
        let mut found = Vec::new();
        for (seat, post) in self.posts.iter().enumerate() {
            let stints = &post.seat.stints;
            for (at, stint) in stints.iter().enumerate() {
                let inside = stint.to.date().filter(|day| self.position(Month::of(*day)).is_some());
                let Some(last) = inside.filter(|_| !continues(stints, at + 1)) else { continue };
                let next = if at + 1 < stints.len() {
                    Next::Stint(at + 1)
                } else {
                    refilled(post).map_or(Next::Nobody, Next::Backfill)
                };
                let certain = matches!(stint.to, StintEnd::Known(_));
                found.push(Leaver { seat, stint: at, last, certain, moves: self.goes_on(post, stint), next });
            }
        }
        found.sort_by_key(|it| (it.last, it.seat));
        found
    }

    /// Whether the holder of a stint comes to another seat after it.
    fn goes_on(&self, post: &Post<'_>, stint: &Stint) -> bool {
        let Some(last) = stint.to.date().filter(|_| stint.person.is_some()) else { return false };
        let comes = |other: &Post<'_>, at: &usize| {
            other.seat.stints.get(*at).is_some_and(|it| {
                it.person == stint.person && it.from > stint.from && (it.from - last).num_days() <= BREAK_DAYS
            })
        };
        self.posts.iter().filter(|it| it.seat.id != post.seat.id).any(|it| it.moved.iter().any(|at| comes(it, at)))
    }
}

/// Whether a stint only goes on with whoever was there before, on other terms.
fn continues(stints: &[Stint], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| stints.get(at));
    before.zip(stints.get(at)).is_some_and(|(before, now)| {
        let close = before.to.date().is_none_or(|last| (now.from - last).num_days() <= BREAK_DAYS);
        now.person.is_some() && now.person == before.person && close
    })
}
