//! Hires and leads that reach what a plan is for, and what they change.

use super::{LeadLever, PlannedHires};
use crate::engine::metric::Scope;
use crate::engine::outcome::Outcome;
use crate::engine::row::Row;
use crate::model::Document;
use crate::units::{Flow, Money, Month, RoleId, SeatId};

/// Leads that are raised to more than this multiple of what is planned are hardly to be believed.
const MOST_LEADS: u32 = 2;
/// Hires of a role in one month that are more than this share of those who are there are hardly to be believed: somebody has to find and
/// train them.
const MOST_AT_ONCE: f64 = 0.5;
/// So few can be hired at once by any team.
const ALWAYS_AT_ONCE: u32 = 2;
/// Leads of which more than this share closes after the plan serve the next plan more than a target of this one.
const MOST_LATE: f64 = 1.0 / 3.0;

/// Leads that are raised.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedLeads {
    /// Where they are typed.
    pub lever: LeadLever,
    /// Leads of the first month that are asked for.
    pub then: u32,
    /// New ARR that the segment signs over the plan without them, hires included.
    pub without: Flow,
    /// The same with them.
    pub with: Flow,
}

impl RaisedLeads {
    /// They are more than twice the leads that are planned.
    pub fn is_bold(&self) -> bool {
        self.then > self.lever.now.saturating_mul(MOST_LEADS)
    }

    /// More than a third of what they could close closes after the end of the plan: how much. None where it is less.
    pub fn is_late(&self) -> Option<f64> {
        Some(self.lever.late_share()).filter(|it| *it > MOST_LATE)
    }
}

/// Hires of one role in one month, in all segments, that are many for those who are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// Whom.
    pub role: RoleId,
    /// First month of work.
    pub start: Month,
    /// How many begin.
    pub count: u32,
    /// How many seats of the role are filled without them as that month ends.
    pub present: u32,
}

/// Hires and leads that reach the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Hires, by segment.
    pub hires: Vec<PlannedHires>,
    /// Leads that are raised, by segment.
    pub leads: Vec<RaisedLeads>,
    /// What is to be reached: closing ARR where `closing`, new ARR of the targeted quarters otherwise.
    pub target: f64,
    /// Whether it is closing ARR.
    pub closing: bool,
    /// What the plan comes to as it is.
    pub before: f64,
    /// What it comes to with all of it.
    pub after: f64,
    /// What people cost over the whole plan as it is.
    pub cost_before: Flow,
    /// The same with the hires.
    pub cost_after: Flow,
    /// What each seat of the plan as it is costs more with it, or less, those with most first.
    pub others: Vec<(SeatId, Flow)>,
    /// Segments that sell much less with it, as others take what they share with them, such as SDRs.
    pub losing: Vec<Losing>,
}

/// A segment that sells less with a change than without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Losing {
    /// Position of the segment.
    pub segment: usize,
    /// New ARR over the whole plan without the change.
    pub before: Money,
    /// The same with it.
    pub after: Money,
}

/// A segment that sells less by this share or more is told.
const MUCH_LESS: f64 = 0.1;

/// The segments that sell much less in one outcome than in another of the same segments and months.
pub fn losing(before: &Outcome, after: &Outcome) -> Vec<Losing> {
    let new = |outcome: &Outcome, at: usize| Row::scoped(outcome, Scope::Segment(at), outcome.whole()).movements.new;
    let of = |segment: usize| Losing { segment, before: new(before, segment), after: new(after, segment) };
    let much = |it: &Losing| it.after.to_major() < it.before.to_major() * (1.0 - MUCH_LESS);
    (0..before.segments.len()).map(of).filter(much).collect()
}

impl Reach {
    /// Whether the target is reached, to the coin.
    pub fn is_reached(&self) -> bool {
        self.after >= self.target
    }

    /// What people cost more with it: those who are hired, and what others earn on what they sign more.
    pub fn cost(&self) -> Flow {
        self.cost_after - self.cost_before
    }

    /// The part of that cost that is not the hires': what others earn more, or less.
    pub fn cost_of_others(&self) -> Flow {
        self.cost() - self.hires.iter().map(|it| it.cost).sum()
    }

    /// Hires in all.
    pub fn count(&self) -> u32 {
        self.hires.iter().map(|it| it.count).sum()
    }

    /// Hires of a role that are more than two in one month and more than half of those who are there without them, in the order of the
    /// hires. `outcome` is of the document without the hires.
    pub fn crowds(&self, document: &Document, outcome: &Outcome) -> Vec<Crowd> {
        let mut found: Vec<Crowd> = Vec::new();
        for hired in &self.hires {
            match found.iter_mut().find(|it| it.role == hired.role && it.start == hired.start) {
                Some(same) => same.count += hired.count,
                None => found.push(Crowd {
                    role: hired.role.clone(),
                    start: hired.start,
                    count: hired.count,
                    present: present(document, outcome, &hired.role, hired.start),
                }),
            }
        }
        found.retain(|it| it.count > ALWAYS_AT_ONCE && f64::from(it.count) > MOST_AT_ONCE * f64::from(it.present));
        found
    }
}

/// Seats of a role that are filled as a month ends.
fn present(document: &Document, outcome: &Outcome, role: &RoleId, month: Month) -> u32 {
    let at = usize::try_from(month.since(document.settings.first_month)).unwrap_or(0);
    let seats = outcome.seats.iter().filter(|it| document.seat(&it.id).is_some_and(|seat| seat.role == *role));
    seats.filter(|it| it.filled.get(at).copied().unwrap_or(false)).count() as u32
}
