//! What a pipeline that is too thin would take: deals, opportunities and leads, by when, or which win rate.
//!
//! The forecast closes opportunities one sales cycle after they were found, times win rate, deal size and the season of the month in
//! which they close. It is linear in each of them, so what is missing is a division; nothing is tried out.

use super::{CapacityPlan, at, ratio};
use crate::engine::funnel::{Mixed, Terms, quota_month};
use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::model::Function;
use crate::units::{Flow, Month};

/// What closes a gap of the pipeline. Each way by itself is enough.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadNeed {
    /// ARR that the pipeline lacks.
    pub gap: Flow,
    /// Deals of mean size that is; none without a deal size.
    pub deals: Option<f64>,
    /// Months of the plan in which opportunities have to be found to close in the period; none: the sales cycle is too long for it.
    pub found: Option<(Month, Month)>,
    /// Opportunities to find in these months, beyond those planned, as many in each.
    pub opportunities: Option<f64>,
    /// Opportunities planned in these months.
    pub planned: f64,
    /// Leads a month more, in these months; none where no lead becomes an opportunity.
    pub leads_month: Option<f64>,
    /// Ramped people of sales development who would find as many; none where the segment has none with a quota.
    pub developers: Option<f64>,
    /// Win rate that makes what is planned enough; none where nothing planned closes in the period, or more than all would have to.
    pub win_rate: Option<f64>,
}

/// What the pipeline of a segment is made of, where all its sources count as one.
pub(super) struct LeadBase {
    /// ARR of an opportunity that is found: win rate x deal size.
    pub won: f64,
    /// ARR of a won deal.
    pub deal_size: f64,
    /// Share of opportunities won.
    pub win_rate: f64,
    /// Opportunities of a lead.
    pub conversion: f64,
    /// Months in which opportunities can be found in time.
    pub months: usize,
    /// The first and the last of them.
    pub found: Option<(Month, Month)>,
    /// Seasons of the months in which these close, added up.
    pub season: f64,
    /// Opportunities planned in them.
    pub planned: f64,
    /// The same, each times the season in which it closes.
    pub fresh: f64,
}

impl CapacityPlan<'_> {
    /// What the pipeline of a segment lacks for its target over a run of months, and what brings it. None without a target or a gap.
    pub fn lead_need(&self, segment: usize, span: Span) -> Option<LeadNeed> {
        let gap = self.gap(Scope::Segment(segment), span).pipeline_gap()?;
        (gap.value() >= 1.0).then(|| self.leads_for(segment, span, gap.value()))?
    }

    /// What the pipeline of a segment is made of in the months whose deals close in a run of months.
    pub(super) fn lead_base(&self, segment: usize, span: Span) -> Option<LeadBase> {
        let pipeline = &self.document.segments.get(segment)?.pipeline;
        let outcome = self.outcome.segments.get(segment)?;
        let Mixed { cycle, won, deal_size, win_rate, conversion } = Terms::mixed(pipeline, &outcome.new_business.flows);
        // Months that close in the span and whose opportunities are found within the plan.
        let closing = span.from.max(cycle)..=span.to;
        let found_in = |month: usize| at(&outcome.new_business.opportunities, month.saturating_sub(cycle));
        let first = self.document.settings.first_month;
        let month = |closing: usize| first.plus(closing.saturating_sub(cycle) as i32);
        Some(LeadBase {
            won,
            deal_size,
            win_rate,
            conversion,
            months: closing.clone().count(),
            found: (!closing.is_empty()).then(|| (month(*closing.start()), month(*closing.end()))),
            season: closing.clone().map(|month| at(&self.seasons, month)).sum(),
            planned: closing.clone().map(found_in).sum(),
            fresh: closing.map(|month| found_in(month) * at(&self.seasons, month)).sum(),
        })
    }

    fn leads_for(&self, segment: usize, span: Span, gap: f64) -> Option<LeadNeed> {
        let base = self.lead_base(segment, span)?;
        let more = ratio(gap, base.won * base.season);
        let leads_month = more.and_then(|it| ratio(it, base.conversion));
        let developers = more.and_then(|it| ratio(it, self.opportunities_of_a_developer(segment)?));
        let win_rate = ratio(gap, base.fresh * base.deal_size).map(|it| base.win_rate + it).filter(|it| *it <= 1.0);
        Some(LeadNeed {
            gap: Flow::new(gap),
            deals: ratio(gap, base.deal_size),
            found: base.found,
            opportunities: more.map(|it| it * base.months as f64),
            planned: base.planned,
            leads_month,
            developers,
            win_rate,
        })
    }

    /// Opportunities a ramped seat of sales development finds in a month here: those of the segment, else those who serve all.
    fn opportunities_of_a_developer(&self, segment: usize) -> Option<f64> {
        let finds = |own: Option<usize>| {
            let developers = self.posts.iter().filter(|post| post.function == Function::SalesDevelopment);
            let mut here = developers.filter(|post| post.segment == own);
            here.find_map(|post| Some(quota_month(post)).filter(|it| *it > 0.0))
        };
        // Heads that bring leads of their own bring as many opportunities as these become.
        let sources = self.document.segments.get(segment).map(|it| it.pipeline.sources.as_slice()).unwrap_or_default();
        let own = sources
            .iter()
            .find(|it| it.has_heads())
            .and_then(|it| Some(f64::from(it.leads_per_head?) * it.conversion()));
        if own.is_some() {
            return own;
        }
        finds(Some(segment)).or_else(|| finds(None))
    }
}
