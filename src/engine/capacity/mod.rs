//! Planning capacity: how many people, in which roles, hired when, carry the number, and what they cost.
//!
//! Everything here is a pure view on a document and its outcome; the figures of the forecast are not computed anew but taken apart.
//! The one formula (PRODUCT.md, Team): capacity of a month = quota / 12 x season x share of the month in the seat x productivity ramp
//! x expected attainment x productive selling time. [`CapacityPlan`] looks everything up once; its methods are the panels of the page.
//!
//! Managers never carry capacity and their quota is never counted on top of their people's (PRODUCT 12).

mod account_shift;
mod all_gaps;
mod closures;
mod cost;
mod gap;
mod hire;
mod hires;
mod lead_need;
mod lead_time;
mod level;
mod line;
mod reach;
mod response;
mod risk;
mod shift;
mod signed;
mod stretch;
mod support;
mod turnover;
mod waterfall;
mod why;

pub use account_shift::{AccountMove, AccountShift, Keeping, OwnerLoad};
pub use all_gaps::{AllGaps, Asked, PlannedHires, QuarterGap};
pub use closures::Closures;
pub use cost::{BudgetYear, CostFamily, CostSum, RoleCost};
pub use gap::{GapLine, Need, Shortage};
pub use hire::{HireClosure, HireOption, MOST_HIRES};
pub use hires::{Hire, Leaver, Next};
pub use lead_need::LeadNeed;
pub use lead_time::{HireBy, RecoveryLag};
pub use level::LevelLine;
pub use line::CapacityLine;
pub use reach::{Crowd, Losing, RaisedLeads, Reach, losing};
pub use risk::{AtRisk, BackfillRate, QuarterRisk, backfill_rate, capacity_at_risk};
pub use shift::{SeatMove, ShiftClosure};
pub use signed::{LeadLever, OneMore};
pub use stretch::{QuotaChange, StretchClosure};
pub use support::{BookShares, SupportKind, SupportLine, SupportNeed};
pub use turnover::{LeaverCost, Turnover, TurnoverLine};
pub use waterfall::{Bridge, Waterfall};
pub use why::{
    BackfillFigure, BudgetFigure, CapacityFigure, ClosingFigure, CostFigure, CostOf, GapFigure, HireByFigure,
    HiresFigure, LevelFigure, PeopleFigure, PeopleOf, RiskFigure, StandingFigure, SupportBy, SupportFigure, TermsOf,
    TurnoverFigure, When, Why, WhyLink, WhyTerm, cost_holder_name,
};

use crate::engine::credit::is_below;
use crate::engine::incentives::Effort;
use crate::engine::outcome::Outcome;
use crate::engine::pipeline;
use crate::engine::staff::{self, Holder, Post};
use crate::model::{Document, Function, Quota};
use crate::units::RoleId;

/// Whose capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// Everyone's.
    Company,
    /// Of the segment at this position. Sellers without a segment count with the share of their capacity that goes there.
    Segment(usize),
    /// Of a role.
    Role(RoleId),
    /// Of a function.
    Function(Function),
    /// Of the seat at this position, whoever holds it.
    Seat(usize),
    /// Of everyone who reports to the seat at this position, directly or through others.
    Team(usize),
}

/// A document with its outcome, looked up for questions about capacity.
pub struct CapacityPlan<'a> {
    document: &'a Document,
    outcome: &'a Outcome,
    posts: Vec<Post<'a>>,
    holders: Vec<Holder>,
    /// By holder: what a month in the seat is worth.
    worth: Vec<Worth>,
    seasons: Vec<f64>,
    selling_time: f64,
    /// What people do more or less on new business for how their pay is split; nothing where it is off.
    effort: Option<Effort>,
    /// Share of the capacity of sellers without a segment that goes to each segment, by segment and month.
    spread: Vec<Vec<f64>>,
}

/// What a month of a holder is worth, before season and ramp.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    /// A twelfth of quota, in major units; nothing for those who do not sell new business.
    quota: f64,
    /// Share of it that is expected.
    attainment: f64,
}

impl<'a> CapacityPlan<'a> {
    /// Looks up what the questions need. `outcome` must be that of `document`.
    pub fn of(document: &'a Document, outcome: &'a Outcome) -> CapacityPlan<'a> {
        let posts = staff::posts(document);
        let holders = staff::holders(document, &posts);
        let worth =
            holders.iter().map(|it| posts.get(it.post).map_or_else(Worth::default, |post| worth(post, it.stint)));
        let mut plan = CapacityPlan {
            document,
            outcome,
            worth: worth.collect(),
            seasons: pipeline::seasons(document),
            selling_time: document.assumptions.productive_time.to_f64(),
            effort: Effort::of(document, &posts),
            posts,
            holders,
            spread: Vec::new(),
        };
        plan.spread = plan.spread_of_shared();
        plan
    }

    /// What a post does more or less in a month than at the reference of its pay: a part of what is expected of it.
    fn effort(&self, post: usize, month: usize) -> f64 {
        self.effort.as_ref().map_or(1.0, |it| it.new_business(post, month))
    }

    /// The forecast gives the capacity of sellers without a segment to segments as their pipelines ask; what a segment has beyond that
    /// of its own sellers says how.
    fn spread_of_shared(&self) -> Vec<Vec<f64>> {
        let (segments, months) = (self.document.segments.len(), self.seasons.len());
        let even = 1.0 / segments.max(1) as f64;
        let mut spread = vec![vec![even; months]; segments];
        let mut shared = vec![0.0; months];
        let mut own = vec![vec![0.0; months]; segments];
        for (at, holder) in self.holders.iter().enumerate() {
            let segment = self.posts.get(holder.post).and_then(|post| post.segment);
            let places = segment.and_then(|it| own.get_mut(it)).unwrap_or(&mut shared);
            for (month, place) in places.iter_mut().enumerate() {
                *place += self.capacity_of(at, month);
            }
        }
        for ((places, own), segment) in spread.iter_mut().zip(&own).zip(&self.outcome.segments) {
            for (month, place) in places.iter_mut().enumerate() {
                let (all, total) =
                    (at(&shared, month), segment.new_business.capacity.get(month).map_or(0.0, |it| it.value()));
                if all > 1e-9 {
                    *place = ((total - at(own, month)) / all).clamp(0.0, 1.0);
                }
            }
        }
        spread
    }

    /// Capacity of a holder in a month, in major units.
    fn capacity_of(&self, holder: usize, month: usize) -> f64 {
        let Some(it) = self.holders.get(holder) else { return 0.0 };
        let worth = self.worth.get(holder).copied().unwrap_or_default();
        let expected = worth.attainment * self.effort(it.post, month);
        at(&it.productive, month) * worth.quota * expected * at(&self.seasons, month) * self.selling_time
    }

    /// With which share a seat counts in a group, in a month.
    fn part(&self, post: usize, group: &Group, month: usize) -> f64 {
        let Some(it) = self.posts.get(post) else { return 0.0 };
        let whole = |inside: bool| f64::from(u8::from(inside));
        match group {
            Group::Company => 1.0,
            Group::Segment(segment) => match it.segment {
                Some(own) => whole(own == *segment),
                None => self.spread.get(*segment).map_or(0.0, |series| at(series, month)),
            },
            Group::Role(role) => whole(it.seat.role == *role),
            Group::Function(function) => whole(it.function == *function),
            Group::Seat(seat) => whole(post == *seat),
            Group::Team(leader) => whole(is_below(&self.posts, post, *leader)),
        }
    }

    /// Whether a seat can belong to a group in any month, so that the others are passed over at once.
    fn belongs(&self, post: usize, group: &Group) -> bool {
        match group {
            Group::Segment(segment) => {
                self.posts.get(post).is_some_and(|it| it.segment.is_none_or(|own| own == *segment))
            }
            Group::Company | Group::Role(_) | Group::Function(_) | Group::Seat(_) | Group::Team(_) => {
                self.part(post, group, 0) > 0.0
            }
        }
    }

    /// Position of a month in the plan, if it lies inside.
    fn position(&self, month: crate::units::Month) -> Option<usize> {
        let offset = usize::try_from(month.since(self.document.settings.first_month)).ok()?;
        (offset < self.seasons.len()).then_some(offset)
    }
}

/// What a month of someone in a seat is worth.
fn worth(post: &Post<'_>, stint: Option<usize>) -> Worth {
    let Some(terms) = post.terms.filter(|_| post.function.sells_new_business()) else { return Worth::default() };
    Worth { quota: post.quota_year(stint) as f64 / 12_000.0, attainment: terms.expected_attainment.to_f64() }
}

/// Whether terms carry a quota in ARR.
fn arr_quota(quota: Option<&Quota>) -> bool {
    matches!(quota, Some(Quota::Arr { .. }))
}

/// A value of a series, nothing beyond its end.
fn at(series: &[f64], month: usize) -> f64 {
    series.get(month).copied().unwrap_or(0.0)
}

/// A quotient, if there is something to divide by.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole.abs() > 1e-9).then(|| part / whole)
}
