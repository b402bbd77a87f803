//! New business: what the team could close, what the pipeline holds, and the smaller of the two.

use crate::engine::funnel::{Fresh, Origin, SourceFlow};
use crate::engine::staff::{Holder, Post};
use crate::model::{ActualField, ActualMonth, Document, Segment};
use crate::units::{Currency, Flow, Money, Month};
use serde::Serialize;

/// What limits new bookings in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// There is neither capacity nor pipeline.
    #[default]
    Nothing,
    /// The team cannot close more.
    Capacity,
    /// There is nothing more to close.
    Pipeline,
}

/// New business of one segment, month by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewBusiness {
    /// ARR the team could sign.
    pub capacity: Vec<Flow>,
    /// ARR that would close if there were people enough, what was carried over included.
    pub pipeline: Vec<Flow>,
    /// ARR signed.
    pub bookings: Vec<Flow>,
    /// Excess pipeline that is lost.
    pub lost: Vec<Flow>,
    /// Excess pipeline that waits for the next month.
    pub carried: Vec<Flow>,
    /// Opportunities created.
    pub opportunities: Vec<f64>,
    /// What limits it.
    pub limit: Vec<Limit>,
    /// Where it comes from.
    pub flows: Vec<SourceFlow>,
}

impl NewBusiness {
    /// Customers won in a month, each source by its own deal size.
    pub(crate) fn won(&self, month: usize) -> f64 {
        self.flows.iter().filter_map(|flow| flow.won.get(month)).sum()
    }
}

/// Selling capacity of every holder, month by month, in ARR: productive share x quota x expected attainment x season x selling time,
/// and what its pay makes of it (`effort`, by post and month).
pub(crate) fn holder_capacity(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    seasons: &[f64],
    effort: &dyn Fn(usize, usize) -> f64,
) -> Vec<Vec<f64>> {
    let selling_time = document.assumptions.productive_time.to_f64();
    holders
        .iter()
        .map(|holder| {
            let Some((post, terms)) = posts.get(holder.post).and_then(|post| Some((post, post.terms?))) else {
                return vec![0.0; seasons.len()];
            };
            if !post.function.sells_new_business() {
                return vec![0.0; seasons.len()];
            }
            let month =
                post.quota_year(holder.stint) as f64 / 12_000.0 * terms.expected_attainment.to_f64() * selling_time;
            let months = holder.productive.iter().zip(seasons).enumerate();
            months.map(|(at, (productive, season))| productive * season * month * effort(holder.post, at)).collect()
        })
        .collect()
}

/// Bookings of one segment: the smaller of capacity and pipeline; of the excess, a share waits and the rest is lost. In a closed month
/// they are what was booked; of what the pipeline held beyond that, the same share waits.
pub(crate) fn book(
    segment: &Segment,
    capacity: &[f64],
    fresh: Fresh,
    closed: &[&ActualMonth],
    currency: Currency,
) -> NewBusiness {
    let mut sources = Sources::new(fresh.flows, segment, !closed.is_empty());
    let mut result = NewBusiness { opportunities: fresh.opportunities, ..NewBusiness::default() };
    let carry_over = segment.pipeline.carry_over.to_f64().clamp(0.0, 1.0);
    let mut waiting = 0.0;
    for (month, (capacity, fresh)) in capacity.iter().zip(&fresh.closing).enumerate() {
        let could = fresh + waiting;
        let booked = closed.get(month).and_then(|it| it.get(ActualField::New)).map(Money::to_major);
        let bookings = booked.unwrap_or_else(|| capacity.min(could));
        // What was booked was in the pipeline, whether the plan knew of it or not.
        let pipeline = could.max(bookings);
        let excess = pipeline - bookings;
        waiting = excess * carry_over;
        sources.book(month, bookings, carry_over, currency);
        result.capacity.push(Flow::new(*capacity));
        result.pipeline.push(Flow::new(pipeline));
        result.bookings.push(Flow::new(bookings));
        result.carried.push(Flow::new(waiting));
        result.lost.push(Flow::new(excess - waiting));
        result.limit.push(if *capacity <= 0.0 && pipeline <= 0.0 {
            Limit::Nothing
        } else if *capacity < pipeline {
            Limit::Capacity
        } else {
            Limit::Pipeline
        });
    }
    result.flows = sources.flows;
    result
}

/// What is booked of each source: of every source the same share of what could close.
struct Sources {
    flows: Vec<SourceFlow>,
    waiting: Vec<f64>,
}

impl Sources {
    fn new(mut flows: Vec<SourceFlow>, segment: &Segment, any_closed: bool) -> Sources {
        if any_closed || flows.is_empty() {
            let deal_size = segment.pipeline.deal_size.to_major();
            flows.push(SourceFlow { origin: Origin::Reported, deal_size, ..SourceFlow::default() });
        }
        let waiting = vec![0.0; flows.len()];
        Sources { flows, waiting }
    }

    fn book(&mut self, month: usize, bookings: f64, carry_over: f64, currency: Currency) {
        let could: Vec<f64> = self
            .flows
            .iter()
            .zip(&self.waiting)
            .map(|(flow, waiting)| flow.fresh.get(month).map_or(0.0, |it| it.value()).max(0.0) + waiting)
            .collect();
        let sum: f64 = could.iter().sum();
        let share = if sum > 0.0 { (bookings / sum).clamp(0.0, 1.0) } else { 0.0 };
        let beyond = (bookings - sum * share).max(0.0);
        let mut booked: Vec<f64> = could.iter().map(|could| could * share).collect();
        // Less than this is what adding in another order leaves; a plan without closed months has nowhere else to put it.
        if beyond > 1e-6
            && let Some((reported, booked)) = self.flows.iter().zip(&mut booked).next_back()
            && reported.origin == Origin::Reported
        {
            *booked = beyond;
        }
        let coins = currency.split(currency.settle(Flow::new(bookings)), &booked);
        for (at, flow) in self.flows.iter_mut().enumerate() {
            let (could, booked) = (could.get(at).copied().unwrap_or(0.0), booked.get(at).copied().unwrap_or(0.0));
            flow.pipeline.push(Flow::new(could.max(booked)));
            flow.bookings.push(coins.get(at).copied().unwrap_or(Money::ZERO));
            flow.won.push(if flow.deal_size > 0.0 { booked / flow.deal_size } else { 0.0 });
            if let Some(waiting) = self.waiting.get_mut(at) {
                *waiting = (could - booked).max(0.0) * carry_over;
            }
        }
    }
}

/// Seasonal factors of the months planned.
pub(crate) fn seasons(document: &Document) -> Vec<f64> {
    document.settings.months().map(|month: Month| document.assumptions.season(month.index0())).collect()
}
