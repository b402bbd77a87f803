//! What a segment would sign with other leads or more people, without reckoning the whole plan anew.
//!
//! The pipeline is linear in the leads of a source, so what one more of them brings is known month by month; with what the team can
//! sign, bookings follow as in the forecast: month by month the smaller of the two, and of the excess a share waits
//! (`engine/pipeline.rs`). Sales development that serves all segments stays where it is here.

use super::{CapacityPlan, PlannedHires, at};
use crate::engine::funnel;
use crate::units::{Cadence, SourceId};

/// The most leads a month that are asked for.
const MOST_LEADS: u32 = 1_000_000;

/// The input that gives a segment more leads.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadLever {
    /// Position of the segment.
    pub segment: usize,
    /// Whose leads, where the segment plans by source: of those with leads the one that brings most opportunities.
    pub source: Option<SourceId>,
    /// Path of the input.
    pub path: String,
    /// Leads of the first month as planned.
    pub now: u32,
    /// ARR that one lead more in the first month, and what grows of it, could close in each month.
    each: Vec<f64>,
    /// ARR of the same that would close after the end of the plan.
    beyond: f64,
}

/// One more seller from the first month of the plan on.
#[derive(Clone, Debug, PartialEq)]
pub struct OneMore {
    /// Who that is, and what it costs.
    pub hired: PlannedHires,
    /// What it can sign, month by month.
    pub capacity: Vec<f64>,
}

impl CapacityPlan<'_> {
    /// One more of the usual sellers of a segment, from the first month of the plan on; none where nobody sells there.
    pub fn one_from_the_start(&self, segment: usize) -> Option<OneMore> {
        let role = self.usual_seller(segment)?;
        let id = &self.document.segments.get(segment)?.id;
        let terms = role.terms_for(Some(id))?;
        let start = self.document.settings.first_month;
        let last = start.plus(self.seasons.len() as i32 - 1);
        let period = self.outcome.calendar.period_of(start, Cadence::Quarter);
        let cost = self.cost_of_hire(terms, start, last);
        let hired = PlannedHires {
            role: role.id.clone(),
            segment: id.clone(),
            start,
            count: 1,
            period,
            cost,
            asked: Vec::new(),
        };
        let capacity = self.one_under(&role.id, id, start, &self.response());
        Some(OneMore { hired, capacity })
    }

    /// The input that gives a segment more leads; none where no lead of it closes in the plan.
    pub fn lead_lever(&self, segment: usize) -> Option<LeadLever> {
        let own = self.document.segments.get(segment)?;
        let brings = |source: Option<usize>| funnel::of_one_lead(self.document, segment, source, &self.seasons);
        if own.pipeline.sources.is_empty() {
            let (each, beyond) = brings(None);
            let lever = LeadLever {
                segment,
                source: None,
                path: format!("segment/{}/pipeline/leads_month", own.id),
                now: own.pipeline.leads_month,
                each,
                beyond,
            };
            return Some(lever).filter(LeadLever::closes);
        }
        let levers = own.pipeline.sources.iter().enumerate().map(|(place, source)| {
            let (each, beyond) = brings(Some(place));
            let lever = LeadLever {
                segment,
                source: Some(source.id.clone()),
                path: format!("segment/{}/pipeline/source/{}/leads_month", own.id, source.id),
                now: source.leads_month,
                each,
                beyond,
            };
            (f64::from(source.leads_month) * source.conversion(), lever)
        });
        let of_use = levers.filter(|(_, lever)| lever.closes());
        of_use.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, lever)| lever)
    }

    /// New ARR that a segment signs in its targeted months with so many leads, and with this capacity more month by month.
    pub fn signs_with(&self, lever: &LeadLever, leads: u32, more: &[f64]) -> f64 {
        let more_leads = f64::from(leads) - f64::from(lever.now);
        let signed = self.signed(lever.segment, |month| at(&lever.each, month) * more_leads, more);
        self.where_targeted(lever.segment, signed).iter().sum()
    }

    /// The fewest leads, no fewer than planned, with which a segment signs as much as this in its targeted months; none where no leads
    /// are enough, as the people are missing.
    pub fn leads_to_sign(&self, lever: &LeadLever, wanted: f64, more: &[f64]) -> Option<u32> {
        let enough = |leads: u32| self.signs_with(lever, leads, more) >= wanted - 0.5;
        if enough(lever.now) {
            return Some(lever.now);
        }
        let (mut short, mut found) = (lever.now, lever.now.max(1));
        while !enough(found) {
            if found >= MOST_LEADS {
                return None;
            }
            short = found;
            found = found.saturating_mul(2).min(MOST_LEADS);
        }
        while found - short > 1 {
            let middle = short + (found - short) / 2;
            if enough(middle) {
                found = middle;
            } else {
                short = middle;
            }
        }
        Some(found)
    }

    /// What a segment signs at most in its targeted months, however many leads there are: opportunities of the plan still take their
    /// cycle.
    pub fn signs_at_most(&self, lever: &LeadLever, more: &[f64]) -> f64 {
        self.signs_with(lever, MOST_LEADS, more)
    }

    /// Bookings of a segment month by month, with this much more that could close and be signed.
    fn signed(&self, segment: usize, more_fresh: impl Fn(usize) -> f64, more: &[f64]) -> Vec<f64> {
        let (Some(own), Some(outcome)) = (self.document.segments.get(segment), self.outcome.segments.get(segment))
        else {
            return Vec::new();
        };
        let new = &outcome.new_business;
        let carry_over = own.pipeline.carry_over.to_f64().clamp(0.0, 1.0);
        let value = |series: &[crate::units::Flow], month: usize| series.get(month).map_or(0.0, |it| it.value());
        let mut waiting = 0.0;
        let months = (0..self.seasons.len()).map(|month| {
            let planned = value(&new.pipeline, month);
            let carried = month.checked_sub(1).map_or(0.0, |before| value(&new.carried, before));
            if month < outcome.closed {
                waiting = value(&new.carried, month);
                return value(&new.bookings, month);
            }
            let could = (planned - carried + more_fresh(month)).max(0.0) + waiting;
            let bookings = could.min(value(&new.capacity, month) + at(more, month));
            waiting = (could - bookings) * carry_over;
            bookings
        });
        months.collect()
    }
}

impl LeadLever {
    /// The share of what more leads could close, from the first month of the plan to its last, that closes only after its end: 0 to 1.
    pub fn late_share(&self) -> f64 {
        let inside: f64 = self.each.iter().sum();
        let all = inside + self.beyond;
        if all > 0.0 { self.beyond / all } else { 0.0 }
    }

    fn closes(&self) -> bool {
        self.each.iter().any(|it| *it > 1e-9)
    }
}
