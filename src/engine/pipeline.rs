//! New business: what the team could close, what the pipeline holds, and the smaller of the two.

use crate::engine::staff::{Holder, Post};
use crate::model::{ActualField, ActualMonth, Document, Segment};
use crate::units::{Flow, Money, Month};
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
}

/// Selling capacity of every holder, month by month, in ARR: productive share x quota x expected attainment x season x selling time.
pub(crate) fn holder_capacity(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    seasons: &[f64],
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
            holder.productive.iter().zip(seasons).map(|(productive, season)| productive * season * month).collect()
        })
        .collect()
}

/// Opportunities found by sales development, by segment and month; seats without a segment serve all in proportion to their leads.
pub(crate) fn found_opportunities(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    seasons: &[f64],
) -> Vec<Vec<f64>> {
    let mut found = vec![vec![0.0; seasons.len()]; document.segments.len()];
    let weight = |segment: &Segment| f64::from(segment.pipeline.leads_month).max(1e-9);
    let total: f64 = document.segments.iter().map(weight).sum();
    for holder in holders {
        let Some(post) = posts.get(holder.post) else { continue };
        let per_month = opportunities_month(post);
        if per_month == 0.0 {
            continue;
        }
        for (index, (segment, series)) in document.segments.iter().zip(found.iter_mut()).enumerate() {
            let share = match post.segment {
                Some(own) if own == index => 1.0,
                Some(_other) => 0.0,
                None => weight(segment) / total,
            };
            for (place, productive) in series.iter_mut().zip(&holder.productive) {
                *place += share * productive * per_month;
            }
        }
    }
    found
}

/// Opportunities a ramped seat of sales development is expected to find in a month.
pub(crate) fn opportunities_month(post: &Post<'_>) -> f64 {
    let quota = post.terms.and_then(|terms| terms.quota.as_ref()).map_or(0.0, |quota| quota.units_year() / 12.0);
    if post.function == crate::model::Function::SalesDevelopment {
        quota * post.terms.map_or(0.0, |terms| terms.expected_attainment.to_f64())
    } else {
        0.0
    }
}

/// What could close month by month: the opening pipeline, and opportunities one sales cycle later.
pub(crate) fn fresh_pipeline(
    document: &Document,
    index: usize,
    found: &[f64],
    seasons: &[f64],
) -> (Vec<f64>, Vec<f64>) {
    let Some(segment) = document.segments.get(index) else { return (Vec::new(), Vec::new()) };
    let pipeline = &segment.pipeline;
    let first = document.settings.first_month;
    let growth = (1.0 + pipeline.lead_growth_year.to_f64()).max(0.0);
    let leads = |offset: usize| f64::from(pipeline.leads_month) * growth.powf(offset as f64 / 12.0);
    let opportunities: Vec<f64> = found
        .iter()
        .enumerate()
        .map(|(offset, found)| leads(offset) * pipeline.lead_to_opportunity.to_f64() + found)
        .collect();
    let won = pipeline.win_rate.to_f64() * pipeline.deal_size.to_major();
    let mut closing = vec![0.0; seasons.len()];
    for (offset, (place, season)) in closing.iter_mut().zip(seasons).enumerate() {
        let created = offset.checked_sub(pipeline.cycle_months as usize).and_then(|at| opportunities.get(at));
        *place = created.copied().unwrap_or(0.0) * won * season;
    }
    for open in &pipeline.opening {
        let offset = usize::try_from(open.month.since(first)).ok();
        if let Some(place) = offset.and_then(|at| closing.get_mut(at)) {
            *place += open.arr.to_major() * pipeline.opening_win_rate.to_f64();
        }
    }
    (closing, opportunities)
}

/// Bookings of one segment: the smaller of capacity and pipeline; of the excess, a share waits and the rest is lost. In a closed month
/// they are what was booked; of what the pipeline held beyond that, the same share waits.
pub(crate) fn book(
    segment: &Segment,
    capacity: &[f64],
    fresh: &[f64],
    opportunities: Vec<f64>,
    closed: &[&ActualMonth],
) -> NewBusiness {
    let mut result = NewBusiness { opportunities, ..NewBusiness::default() };
    let mut waiting = 0.0;
    for (month, (capacity, fresh)) in capacity.iter().zip(fresh).enumerate() {
        let could = fresh + waiting;
        let booked = closed.get(month).and_then(|it| it.get(ActualField::New)).map(Money::to_major);
        let bookings = booked.unwrap_or_else(|| capacity.min(could));
        // What was booked was in the pipeline, whether the plan knew of it or not.
        let pipeline = could.max(bookings);
        let excess = pipeline - bookings;
        waiting = excess * segment.pipeline.carry_over.to_f64().clamp(0.0, 1.0);
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
    result
}

/// Seasonal factors of the months planned.
pub(crate) fn seasons(document: &Document) -> Vec<f64> {
    document.settings.months().map(|month: Month| document.assumptions.season(month.index0())).collect()
}
