//! Closing a gap by hiring: how many of whom, by when, and what it costs. The yield of a hire is computed by the same engine that
//! plans everyone else: ramp, attrition, backfill and season included.

use super::response::weighted;
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
    /// What one of them adds to the capacity of the period, what they draw others along included.
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

    /// One more seat of a role in a segment that is filled on the first of a month.
    pub(super) fn one_more(role: &RoleId, segment: Option<&SegmentId>, start: Month) -> Seat {
        Seat {
            id: SeatId::new("one-more"),
            role: role.clone(),
            segment: segment.cloned(),
            stints: vec![Stint { from: start.first_day(), ..Stint::default() }],
            ..Seat::default()
        }
    }

    /// Capacity by month of a seat that need not be in the document, before the response to the split of pay.
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
            plan: self.document.plan_of(seat),
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
        let mut crowd = Crowd::new(self, role, segment, &id);
        for offset in 0..=to.since(from) {
            let start = from.plus(offset);
            let own = self.capacity_of_seat(&Self::one_more(&role.id, Some(&id), start));
            let own = self.where_targeted(segment, own);
            if crowd.adds(&own, 1, span) <= 1e-9 {
                continue;
            }
            latest_useful = Some(start);
            let Some(count) = crowd.enough(&own, gap.value(), span) else { continue };
            let each = Flow::new(crowd.adds(&own, count, span) / f64::from(count));
            let cost = self.cost_of_hire(terms, start, to) * f64::from(count);
            options.push(HireOption { start, each, count, cost });
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

/// Hires of one role in one segment, and what they do to those who are there: whenever they start, their pay counts in the split of the
/// role, so what they draw along depends on their number only.
struct Crowd<'p, 'a> {
    plan: &'p CapacityPlan<'a>,
    at: Option<usize>,
    /// One of them, for the pay.
    seat: Seat,
    /// Capacity of the role's people in the segment, before the response.
    others: Vec<f64>,
    /// By month: what new business of the role is multiplied by as planned.
    planned: Vec<f64>,
    /// By their number, from one on: the same with them; found when asked for.
    with: Vec<Vec<f64>>,
}

impl<'p, 'a> Crowd<'p, 'a> {
    fn new(plan: &'p CapacityPlan<'a>, role: &Role, segment: usize, id: &SegmentId) -> Crowd<'p, 'a> {
        let seat = CapacityPlan::one_more(&role.id, Some(id), plan.document.settings.first_month);
        let others = if plan.responds() { plan.before_response(&role.id, segment) } else { Vec::new() };
        let others = plan.where_targeted(segment, others);
        let at = plan.role_at(&role.id);
        let planned = plan.response();
        let planned = (0..plan.seasons.len()).map(|month| planned.of(at, month)).collect();
        Crowd { plan, at, seat, others, planned, with: Vec::new() }
    }

    /// What so many hires, of whom one signs this much before the response, add over some months.
    fn adds(&mut self, own: &[f64], count: u32, span: Span) -> f64 {
        if !self.plan.responds() {
            return weighted(own, |_| f64::from(count), span);
        }
        while self.with.len() < count as usize {
            let more = self.with.len() as f64 + 1.0;
            let response = self.plan.response_with(&[(&self.seat, more)]);
            self.with.push((0..self.planned.len()).map(|month| response.of(self.at, month)).collect());
        }
        let with = self.with.get(count.saturating_sub(1) as usize).map_or(&[][..], Vec::as_slice);
        let signed = weighted(own, |month| f64::from(count) * at(with, month), span);
        signed + weighted(&self.others, |month| at(with, month) - at(&self.planned, month), span)
    }

    /// The fewest hires that add as much as this; none if more than [`MOST_HIRES`] would be needed.
    fn enough(&mut self, own: &[f64], wanted: f64, span: Span) -> Option<u32> {
        if !self.plan.responds() {
            let count = (wanted / self.adds(own, 1, span) - 1e-9).ceil().max(1.0);
            return (count <= f64::from(MOST_HIRES)).then_some(count as u32);
        }
        (1..=MOST_HIRES).find(|count| self.adds(own, *count, span) >= wanted * (1.0 - 1e-9))
    }
}
