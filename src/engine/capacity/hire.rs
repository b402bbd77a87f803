//! Closing a gap by hiring: how many of whom, by when, and what it costs. The yield of a hire is computed by the same engine that
//! plans everyone else: ramp, attrition, backfill and season included.

use super::{CapacityPlan, at, worth};
use crate::engine::row::Span;
use crate::engine::staff::{self, Holder, Post};
use crate::model::{Role, Seat, Stint, Terms};
use crate::units::{Flow, Month, RoleId, SeatId, SegmentId};

/// More hires than this in one month and segment are no plan.
pub const MOST_HIRES: u32 = 200;

/// Hiring on the first of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct HireOption {
    /// First month of work.
    pub start: Month,
    /// What one hire adds to the capacity of the period.
    pub each: Flow,
    /// Whole hires that close the gap.
    pub count: u32,
    /// What they cost to the end of the period: pay at expected attainment, taxes and benefits, tools, recruiting.
    pub cost: Flow,
}

/// Hires that close a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct HireClosure {
    /// Whom: the role of most sellers of the segment.
    pub role: RoleId,
    /// Where.
    pub segment: SegmentId,
    /// By start month, from the first in which somebody can begin to the last useful one.
    pub options: Vec<HireOption>,
    /// Position of the recommended one: the latest start at which as few hires do as at any.
    pub best: usize,
    /// The latest start that still adds capacity within the period, whatever the number.
    pub latest_useful: Month,
}

impl HireClosure {
    /// The recommended option.
    pub fn recommended(&self) -> Option<&HireOption> {
        self.options.get(self.best)
    }
}

impl CapacityPlan<'_> {
    /// The seller most seats of a segment have; without one the first seller with terms there.
    pub fn usual_seller(&self, segment: usize) -> Option<&Role> {
        let id = self.document.segments.get(segment).map(|it| &it.id)?;
        let sells = |role: &&Role| {
            role.function.sells_new_business()
                && role.terms_for(Some(id)).is_some_and(|terms| super::arr_quota(terms.quota.as_ref()))
        };
        let seats = |role: &Role| {
            let inside = |post: &&Post<'_>| post.segment == Some(segment) && post.seat.role == role.id;
            self.posts.iter().filter(inside).count()
        };
        let mut best: Option<(&Role, usize)> = None;
        for role in self.document.roles.iter().filter(sells) {
            let count = seats(role);
            if best.is_none_or(|(_, most)| count > most) {
                best = Some((role, count));
            }
        }
        best.map(|(role, _)| role)
    }

    /// Capacity by month of one more seat of a role in a segment that is filled on the first of a month, in ARR.
    pub fn one_hire(&self, role: &RoleId, segment: Option<&SegmentId>, start: Month) -> Vec<Flow> {
        let seat = Seat {
            id: SeatId::new("one-more"),
            role: role.clone(),
            segment: segment.cloned(),
            stints: vec![Stint { from: start.first_day(), ..Stint::default() }],
            ..Seat::default()
        };
        self.capacity_of_seat(&seat).into_iter().map(Flow::new).collect()
    }

    /// Capacity by month of a seat that need not be in the document.
    pub(super) fn capacity_of_seat(&self, seat: &Seat) -> Vec<f64> {
        let (post, holders) = self.seat_alone(seat);
        let mut months = vec![0.0; self.seasons.len()];
        for holder in &holders {
            let worth = worth(&post, holder.stint);
            for (month, place) in months.iter_mut().enumerate() {
                *place += at(&holder.productive, month)
                    * worth.quota
                    * worth.attainment
                    * at(&self.seasons, month)
                    * self.selling_time;
            }
        }
        months
    }

    /// A seat by itself, with its holders.
    pub(super) fn seat_alone<'s>(&'s self, seat: &'s Seat) -> (Post<'s>, Vec<Holder>) {
        let known = self.posts.iter().find(|post| post.seat.id == seat.id);
        let post = Post {
            seat,
            function: self.document.role(&seat.role).map_or_else(Default::default, |role| role.function),
            terms: self.document.terms_of(seat),
            plan: None,
            segment: None,
            manager: None,
            moved: known.map(|post| post.moved.clone()).unwrap_or_default(),
        };
        let posts = [post];
        let holders = staff::holders(self.document, &posts);
        let [post] = posts;
        (post, holders)
    }

    /// Hires that close a gap of this size over a run of months, beginning at `earliest` or at the plan's start. None where no role
    /// can, or the gap is none.
    pub fn hire_closure(&self, segment: usize, span: Span, gap: Flow, earliest: Month) -> Option<HireClosure> {
        if gap.value() <= 0.0 {
            return None;
        }
        let role = self.usual_seller(segment)?;
        let id = self.document.segments.get(segment).map(|it| it.id.clone())?;
        let first = self.document.settings.first_month;
        let terms = role.terms_for(Some(&id))?;
        let (from, to) = (first.max(earliest), first.plus(span.to as i32));
        let mut options = Vec::new();
        let mut latest_useful = None;
        for offset in 0..=to.since(from).max(-1) {
            let start = from.plus(offset);
            let months = self.one_hire(&role.id, Some(&id), start);
            let each: f64 = months.iter().skip(span.from).take(span.len()).map(|it| it.value()).sum();
            if each <= 1e-9 {
                continue;
            }
            latest_useful = Some(start);
            let count = (gap.value() / each - 1e-9).ceil().max(1.0);
            if count > f64::from(MOST_HIRES) {
                continue;
            }
            let cost = self.cost_of_hire(terms, start, to) * count;
            options.push(HireOption { start, each: Flow::new(each), count: count as u32, cost });
        }
        let fewest = options.iter().map(|it| it.count).min()?;
        let best = options.iter().rposition(|it| it.count == fewest)?;
        Some(HireClosure { role: role.id.clone(), segment: id, options, best, latest_useful: latest_useful? })
    }

    /// What one hire costs from the first of a month to the end of another, if they stay: base pay, target variable at expected
    /// attainment, taxes and benefits on both, tools, and recruiting once.
    pub(super) fn cost_of_hire(&self, terms: &Terms, start: Month, to: Month) -> Flow {
        let months = f64::from(to.since(start).max(-1) + 1);
        self.cost_of_month(terms, 1.0) * months + self.cost_of_recruiting(terms)
    }

    /// What a month of a head with these terms costs, recruiting apart, when this share of expected variable is earned.
    pub(super) fn cost_of_month(&self, terms: &Terms, earning: f64) -> Flow {
        let costs = &self.document.costs;
        let variable = terms.variable().amount().to_major() * terms.expected_attainment.to_f64() * earning;
        let pay = (terms.base.amount().to_major() + variable) / 12.0;
        let tools = costs.tools.map_or(0.0, |it| it.amount().to_major()) / 12.0;
        Flow::new(pay * (1.0 + costs.burden.to_f64()) + tools)
    }

    /// Recruiting of one hire: a share of first-year base pay.
    pub(super) fn cost_of_recruiting(&self, terms: &Terms) -> Flow {
        Flow::new(terms.base.amount().to_major() * self.document.costs.recruiting.to_f64())
    }
}
