//! Where new business comes from in a period, which of capacity and pipeline binds in which month and by how much, and what each would
//! need of the other.

use crate::engine::funnel::{Origin, SourceFlow};
use crate::engine::metric::Scope;
use crate::engine::outcome::{Outcome, SegmentOutcome};
use crate::engine::pipeline::Limit;
use crate::engine::row::Span;
use crate::model::Source;
use crate::units::{Flow, Money};

/// What one source of a segment brings in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SourceRow {
    /// Position of the segment.
    pub segment: usize,
    /// Which source.
    pub origin: Origin,
    /// Leads found in the period.
    pub leads: f64,
    /// Opportunities created in it.
    pub opportunities: f64,
    /// ARR of it that closes in the period if there are people enough, without what waited.
    pub fresh: Flow,
    /// Customers won in the period: ARR over the source's deal; of a closed month, as many of those reported as of these.
    pub won: f64,
    /// ARR signed in it.
    pub bookings: Money,
    /// Leads whose cycles end in the period: what `fresh` comes of.
    pub ripe_leads: f64,
    /// As many leads, at today's mix, as fill selling capacity month by month; absent where nothing of the source closes in the period.
    pub leads_needed: Option<f64>,
    /// ARR of what it creates in the plan that closes only after its end.
    pub beyond: Flow,
}

/// Which of capacity and pipeline binds in a month of a segment, and by how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bind {
    /// Position of the segment.
    pub segment: usize,
    /// The month, by its position in the plan.
    pub month: usize,
    /// What binds.
    pub limit: Limit,
    /// What could be signed.
    pub capacity: Money,
    /// What could close, with what waited.
    pub pipeline: Money,
    /// By how much the one that binds is short of the other.
    pub short: Money,
    /// Leads that are missing where the pipeline is short, at today's mix; absent where no lead of the plan closes in that month.
    pub leads_short: Option<f64>,
}

/// What leads and people would need of each other over a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Needs {
    /// Leads whose cycles end in the period.
    pub leads: f64,
    /// As many as fill capacity month by month.
    pub leads_needed: f64,
    /// Capacity of months in which no lead of the plan can close yet: leads cannot fill it.
    pub unreached: Money,
    /// Selling capacity.
    pub capacity: Money,
    /// As much as signs everything in the month in which it closes.
    pub capacity_needed: Money,
    /// Ramped sellers of the scope, mean of the months; seats that serve all segments count for the company only.
    pub sellers: f64,
    /// As many as that capacity needs, at today's capacity of one; absent without sellers.
    pub sellers_needed: Option<f64>,
}

fn inside(scope: Scope, at: usize) -> bool {
    scope == Scope::Company || scope == Scope::Segment(at)
}

/// Segments of a scope, with their positions.
fn segments(outcome: &Outcome, scope: Scope) -> impl Iterator<Item = (usize, &SegmentOutcome)> {
    outcome.segments.iter().enumerate().filter(move |(at, _)| inside(scope, *at))
}

fn sum(series: &[f64], span: Span) -> f64 {
    series.iter().skip(span.from).take(span.len()).sum()
}

fn at(series: &[Flow], month: usize) -> f64 {
    series.get(month).map_or(0.0, |flow| flow.value())
}

/// Whether a source has leads: not what was open at the start, nor what was only reported.
const fn has_leads(flow: &SourceFlow) -> bool {
    match flow.origin {
        Origin::Source(_) | Origin::Leads | Origin::Development => true,
        Origin::Opening | Origin::Reported => false,
    }
}

/// As many times the leads whose cycles end in a month as would fill its capacity, beside what waits and what was open at the start.
/// Absent where no lead closes in that month.
fn factor(segment: &SegmentOutcome, month: usize) -> Option<f64> {
    let new = &segment.new_business;
    let of_leads: f64 = new.flows.iter().filter(|flow| has_leads(flow)).map(|flow| at(&flow.fresh, month)).sum();
    let others = (at(&new.pipeline, month) - of_leads).max(0.0);
    (of_leads > 0.0).then(|| (at(&new.capacity, month) - others).max(0.0) / of_leads)
}

/// Customers won through a source in a month. Of a closed month the report says how many there were in all; sources have as many of them as of
/// the deals that their ARR would be. Where it would be none, nothing but the report knows of them.
fn won(segment: &SegmentOutcome, flow: &SourceFlow, month: usize) -> f64 {
    let own = flow.won.get(month).copied().unwrap_or(0.0);
    if month >= segment.closed {
        return own;
    }
    let (told, all) = (segment.customers_won.get(month).copied().unwrap_or(0.0), segment.new_business.won(month));
    match flow.origin {
        Origin::Reported if all <= 0.0 => told,
        Origin::Source(_) | Origin::Leads | Origin::Development | Origin::Opening | Origin::Reported => {
            if all > 0.0 {
                told * own / all
            } else {
                0.0
            }
        }
    }
}

/// Sources of a scope in a period, segment by segment in their order.
pub fn source_rows(outcome: &Outcome, scope: Scope, span: Span) -> Vec<SourceRow> {
    let mut rows = Vec::new();
    for (index, segment) in segments(outcome, scope) {
        for flow in &segment.new_business.flows {
            let ripe_leads = sum(&flow.ripe_leads, span);
            let months = (span.from..=span.to).filter_map(|month| {
                let leads = flow.ripe_leads.get(month).copied().filter(|leads| *leads > 0.0)?;
                Some(factor(segment, month)? * leads)
            });
            let needed: f64 = months.sum();
            rows.push(SourceRow {
                segment: index,
                origin: flow.origin,
                leads: sum(&flow.leads, span),
                opportunities: sum(&flow.opportunities, span),
                fresh: flow.fresh.iter().skip(span.from).take(span.len()).copied().sum(),
                won: (span.from..=span.to).map(|month| won(segment, flow, month)).sum(),
                bookings: flow.bookings.iter().skip(span.from).take(span.len()).copied().sum(),
                ripe_leads,
                leads_needed: (ripe_leads > 0.0).then_some(needed),
                beyond: flow.beyond,
            });
        }
    }
    rows
}

/// Which of capacity and pipeline binds, month by month and segment by segment; months in which neither is there are left out.
pub fn binds(outcome: &Outcome, scope: Scope, span: Span) -> Vec<Bind> {
    let money = |major: f64| outcome.currency.settle(Flow::new(major));
    let mut found = Vec::new();
    for month in span.from..=span.to {
        for (index, segment) in segments(outcome, scope) {
            let new = &segment.new_business;
            let Some(limit) = new.limit.get(month).copied().filter(|limit| *limit != Limit::Nothing) else { continue };
            let (capacity, pipeline) = (at(&new.capacity, month), at(&new.pipeline, month));
            let leads: f64 = new.flows.iter().filter_map(|flow| flow.ripe_leads.get(month)).sum();
            let leads_short = factor(segment, month).map(|factor| ((factor - 1.0) * leads).max(0.0));
            found.push(Bind {
                segment: index,
                month,
                limit,
                capacity: money(capacity),
                pipeline: money(pipeline),
                short: money((capacity - pipeline).abs()),
                leads_short: leads_short.filter(|_| limit == Limit::Pipeline),
            });
        }
    }
    found
}

/// What leads and people need of each other.
pub fn needs(outcome: &Outcome, scope: Scope, span: Span) -> Needs {
    let money = |major: f64| outcome.currency.settle(Flow::new(major));
    let mut needs = Needs::default();
    for (_, segment) in segments(outcome, scope) {
        let new = &segment.new_business;
        for month in span.from..=span.to {
            let leads: f64 = new.flows.iter().filter_map(|flow| flow.ripe_leads.get(month)).sum();
            let fresh: f64 = new.flows.iter().map(|flow| at(&flow.fresh, month)).sum();
            let capacity = at(&new.capacity, month);
            needs.leads += leads;
            match factor(segment, month) {
                Some(factor) => needs.leads_needed += factor * leads,
                None => needs.unreached += money((capacity - at(&new.pipeline, month)).max(0.0)),
            }
            needs.capacity += money(capacity);
            needs.capacity_needed += money(fresh);
        }
    }
    let sellers = outcome.seats.iter().filter(|seat| {
        let here = match scope {
            Scope::Company => true,
            Scope::Segment(at) => seat.segment == Some(at),
        };
        here && seat.function.sells_new_business()
    });
    let (mut months, mut theirs) = (0.0, 0.0);
    for seat in sellers {
        months += sum(&seat.ramped, span);
        theirs += sum(&seat.capacity, span);
    }
    needs.sellers = months / span.len().max(1) as f64;
    needs.sellers_needed =
        (theirs > 0.0).then(|| needs.capacity_needed.to_major() / theirs * needs.sellers).filter(|it| it.is_finite());
    needs
}

/// How many of so many leads of a source reach each of its stages. Absent where what heads find by their quotas is among them, as that
/// passes no stage.
pub fn reached(source: &Source, leads: f64) -> Option<Vec<f64>> {
    if source.has_heads() && source.leads_per_head.is_none() {
        return None;
    }
    let mut there = leads;
    let stages = source.stages.iter().map(|stage| {
        there *= stage.rate.to_f64().clamp(0.0, 1.0);
        there
    });
    Some(stages.collect())
}
