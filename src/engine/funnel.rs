//! The funnel of each source: leads, opportunities, and when those close.
//!
//! Without sources a segment has two: its typed leads, and what sales development finds by its quotas. Their sum is then made of
//! opportunities first, as one pipeline.

use crate::engine::delay::{delay, mean_delay};
use crate::engine::staff::{Holder, Post};
use crate::model::{Assumptions, Document, Function, Pipeline, Segment, Source};
use crate::units::{Flow, Money};

/// Where opportunities come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The source at this position of the segment.
    Source(usize),
    /// The segment's leads, where it has no sources.
    #[default]
    Leads,
    /// What sales development finds by its quotas, where no source is theirs.
    Development,
    /// What was in the pipeline when the plan began.
    Opening,
    /// Booked in closed months beyond what the plan knew of.
    Reported,
}

/// What one source brings, month by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceFlow {
    /// Whose it is.
    pub origin: Origin,
    /// Leads found; of [`Origin::Development`], opportunities.
    pub leads: Vec<f64>,
    /// Opportunities created.
    pub opportunities: Vec<f64>,
    /// Leads of earlier months whose cycle ends in the month.
    pub ripe_leads: Vec<f64>,
    /// Opportunities of earlier months whose cycle ends in the month.
    pub ripe: Vec<f64>,
    /// ARR that closes in the month if there are people enough, season included; what was carried over apart.
    pub fresh: Vec<Flow>,
    /// The same with what was carried over.
    pub pipeline: Vec<Flow>,
    /// ARR signed, to the coin: those of all sources add up to the segment's.
    pub bookings: Vec<Money>,
    /// Customers won: bookings over the deal size of the source.
    pub won: Vec<f64>,
    /// ARR of opportunities created in the plan that would close after its end.
    pub beyond: Flow,
    /// ARR of one won deal.
    pub deal_size: f64,
}

/// What sales development does, month by month.
pub(crate) struct Development {
    /// Productive heads by segment.
    heads: Vec<Vec<f64>>,
    /// Opportunities by quota and expected attainment, by segment.
    by_quota: Vec<Vec<f64>>,
    /// Opportunities found by each holder, through the sources of the segments served.
    pub by_holder: Vec<Vec<f64>>,
}

/// Whether what heads of sales development find by their quotas counts in a segment: where no source is theirs, or one of theirs does not say
/// how many leads a head finds.
fn by_quota(pipeline: &Pipeline) -> bool {
    let mut theirs = pipeline.sources.iter().filter(|source| source.has_heads()).peekable();
    theirs.peek().is_none() || theirs.any(|source| source.leads_per_head.is_none())
}

/// Factor of a source's own season in a month of the plan; 1 where it has none.
fn own_season(document: &Document, source: &Source, offset: usize) -> f64 {
    if source.seasonality.is_empty() {
        return 1.0;
    }
    let month = document.settings.first_month.plus(offset as i32);
    Assumptions::season_of(&source.seasonality, month.index0())
}

/// Opportunities a ramped seat of sales development is expected to find in a month, by its quota.
pub(crate) fn quota_month(post: &Post<'_>) -> f64 {
    let quota = post.terms.and_then(|terms| terms.quota.as_ref()).map_or(0.0, |quota| quota.units_year() / 12.0);
    quota * post.terms.map_or(0.0, |terms| terms.expected_attainment.to_f64())
}

/// What sales development finds; seats without a segment serve all in proportion to their leads. `effort` is what a post does more or
/// less than at the reference of its pay.
pub(crate) fn development(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    horizon: usize,
    effort: &dyn Fn(usize, usize) -> f64,
) -> Development {
    let blank = || vec![vec![0.0; horizon]; document.segments.len()];
    let mut found =
        Development { heads: blank(), by_quota: blank(), by_holder: vec![vec![0.0; horizon]; holders.len()] };
    let weight = |segment: &Segment| segment.pipeline.leads_typed().max(1e-9);
    let total: f64 = document.segments.iter().map(weight).sum();
    let only_quotas = document.segments.iter().all(|it| it.pipeline.sources.iter().all(|it| !it.has_heads()));
    for (who, holder) in holders.iter().enumerate() {
        let Some(post) = posts.get(holder.post).filter(|it| it.function == Function::SalesDevelopment) else {
            continue;
        };
        let per_month = quota_month(post);
        let Some(own) = found.by_holder.get_mut(who) else { continue };
        if only_quotas {
            for (month, (place, productive)) in own.iter_mut().zip(&holder.productive).enumerate() {
                *place = productive * per_month * effort(holder.post, month);
            }
        }
        for (index, segment) in document.segments.iter().enumerate() {
            let share = match post.segment {
                Some(own) if own == index => 1.0,
                Some(_other) => 0.0,
                None => weight(segment) / total,
            };
            let (Some(heads), Some(quotas)) = (found.heads.get_mut(index), found.by_quota.get_mut(index)) else {
                continue;
            };
            let quota = if by_quota(&segment.pipeline) { per_month } else { 0.0 };
            for (month, productive) in holder.productive.iter().enumerate() {
                let there = share * productive * effort(holder.post, month);
                if let (Some(heads), Some(quotas)) = (heads.get_mut(month), quotas.get_mut(month)) {
                    *heads += there;
                    *quotas += there * quota;
                }
                if !only_quotas && let Some(own) = own.get_mut(month) {
                    let of_sources =
                        segment.pipeline.sources.iter().filter(|source| source.has_heads()).map(|source| {
                            let leads = f64::from(source.leads_per_head.unwrap_or(0));
                            leads * own_season(document, source, month) * source.conversion()
                        });
                    *own += there * (quota + of_sources.sum::<f64>());
                }
            }
        }
    }
    found
}

/// What could close in a segment, month by month, and where it comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fresh {
    pub closing: Vec<f64>,
    pub opportunities: Vec<f64>,
    pub flows: Vec<SourceFlow>,
}

/// Opportunities of earlier months whose cycle ends in a month.
fn ripening(created: &[f64], delay: &[f64], month: usize) -> f64 {
    let shares = delay.iter().enumerate().filter(|(_, share)| **share > 0.0);
    let parts = shares.filter_map(|(months, share)| Some(created.get(month.checked_sub(months)?)? * share));
    parts.fold(0.0, |sum, part| sum + part)
}

/// What one opportunity of a segment is worth, and what it takes to find one, over all its sources.
pub(crate) struct Mixed {
    /// Months from opportunity to signature.
    pub cycle: usize,
    /// ARR of an opportunity: win rate times deal size.
    pub won: f64,
    /// ARR of a won deal.
    pub deal_size: f64,
    /// Share of opportunities won.
    pub win_rate: f64,
    /// Opportunities of a lead.
    pub conversion: f64,
}

/// A source's own figures, or those of its segment.
pub(crate) struct Terms {
    won: f64,
    deal_size: f64,
    delay: Vec<f64>,
    /// Whether the season of the company moves what closes.
    seasonal: bool,
}

impl Terms {
    fn of(pipeline: &Pipeline, source: Option<&Source>) -> Terms {
        let win = source.and_then(|it| it.win_rate).unwrap_or(pipeline.win_rate);
        let size = source.and_then(|it| it.deal_size).unwrap_or(pipeline.deal_size).to_major();
        Terms {
            won: win.to_f64() * size,
            deal_size: size,
            delay: delay(pipeline, source),
            seasonal: source.is_none_or(|it| it.seasonality.is_empty()),
        }
    }

    /// The segment's figures, or those of its sources together at the mix of opportunities they bring.
    pub(crate) fn mixed(pipeline: &Pipeline, flows: &[SourceFlow]) -> Mixed {
        let general = Terms::of(pipeline, None);
        let mut mixed = Mixed {
            cycle: pipeline.cycle_months as usize,
            won: general.won,
            deal_size: general.deal_size,
            win_rate: pipeline.win_rate.to_f64(),
            conversion: pipeline.lead_to_opportunity.to_f64(),
        };
        let (mut all, mut leads, mut won, mut deals, mut months) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for flow in flows {
            let Origin::Source(at) = flow.origin else { continue };
            let Some(source) = pipeline.sources.get(at) else { continue };
            let terms = Terms::of(pipeline, Some(source));
            let brought: f64 = flow.opportunities.iter().sum();
            all += brought;
            leads += flow.leads.iter().sum::<f64>();
            won += brought * terms.won;
            deals += brought * source.win_rate.unwrap_or(pipeline.win_rate).to_f64();
            months += brought * mean_delay(&terms.delay);
        }
        if all > 0.0 {
            mixed.cycle = (months / all).round() as usize;
            mixed.won = won / all;
            mixed.win_rate = deals / all;
            mixed.deal_size = if deals > 0.0 { won / deals } else { general.deal_size };
            mixed.conversion = if leads > 0.0 { all / leads } else { 0.0 };
        }
        mixed
    }

    fn flow(
        &self,
        document: &Document,
        origin: Origin,
        leads: Vec<f64>,
        conversion: f64,
        seasons: &[f64],
    ) -> SourceFlow {
        let opportunities: Vec<f64> = leads.iter().map(|leads| leads * conversion).collect();
        let season = |month: usize| match seasons.get(month) {
            _any if !self.seasonal => 1.0,
            Some(season) => *season,
            None => document.assumptions.season(document.settings.first_month.plus(month as i32).index0()),
        };
        let arr = |month: usize| ripening(&opportunities, &self.delay, month) * self.won * season(month);
        let horizon = seasons.len();
        let beyond: f64 = (horizon..horizon + self.delay.len()).map(arr).sum();
        SourceFlow {
            origin,
            ripe_leads: (0..horizon).map(|month| ripening(&leads, &self.delay, month)).collect(),
            ripe: (0..horizon).map(|month| ripening(&opportunities, &self.delay, month)).collect(),
            fresh: (0..horizon).map(|month| Flow::new(arr(month))).collect(),
            beyond: Flow::new(beyond),
            deal_size: self.deal_size,
            leads,
            opportunities,
            ..SourceFlow::default()
        }
    }
}

/// ARR that could close month by month of one lead more in the first month of the plan, and of what grows of it: of a source, by its
/// position, or of the leads of a segment without sources. Beside it the ARR that would close after the end of the plan.
pub(crate) fn of_one_lead(
    document: &Document,
    index: usize,
    source: Option<usize>,
    seasons: &[f64],
) -> (Vec<f64>, f64) {
    let Some(pipeline) = document.segments.get(index).map(|it| &it.pipeline) else { return (Vec::new(), 0.0) };
    let whose = source.and_then(|at| pipeline.sources.get(at));
    let growth = whose.map_or(pipeline.lead_growth_year, |it| it.growth_year).to_f64();
    let conversion = whose.map_or(pipeline.lead_to_opportunity.to_f64(), Source::conversion);
    let month = |offset: usize| {
        let season = whose.map_or(1.0, |it| own_season(document, it, offset));
        (1.0 + growth).max(0.0).powf(offset as f64 / 12.0) * season
    };
    let leads = (0..seasons.len()).map(month).collect();
    let flow = Terms::of(pipeline, whose).flow(document, Origin::Leads, leads, conversion, seasons);
    (flow.fresh.iter().map(|it| it.value()).collect(), flow.beyond.value())
}

/// What could close month by month: the opening pipeline, and opportunities as their cycles end.
pub(crate) fn fresh(document: &Document, index: usize, found: &Development, seasons: &[f64]) -> Fresh {
    let Some(segment) = document.segments.get(index) else { return Fresh::default() };
    let pipeline = &segment.pipeline;
    let grown =
        |leads: u32, growth: f64, offset: usize| f64::from(leads) * (1.0 + growth).max(0.0).powf(offset as f64 / 12.0);
    let no_heads = vec![0.0; seasons.len()];
    let heads = found.heads.get(index).unwrap_or(&no_heads);
    let by_quota = found.by_quota.get(index).unwrap_or(&no_heads);
    let general = Terms::of(pipeline, None);
    let mut flows: Vec<SourceFlow> = Vec::new();
    let mut theirs = false;
    for (at, source) in pipeline.sources.iter().enumerate() {
        let growth = source.growth_year.to_f64();
        let typed = |offset: usize| grown(source.leads_month, growth, offset);
        let terms = Terms::of(pipeline, Some(source));
        let conversion = source.conversion();
        let per_head = if source.has_heads() { source.leads_per_head.map_or(0.0, f64::from) } else { 0.0 };
        let leads: Vec<f64> = heads
            .iter()
            .enumerate()
            .map(|(offset, heads)| (typed(offset) + heads * per_head) * own_season(document, source, offset))
            .collect();
        let mut flow = terms.flow(document, Origin::Source(at), leads, conversion, seasons);
        // The first source of heads without leads of their own has what these find by their quotas, as opportunities at once.
        if source.has_heads() && source.leads_per_head.is_none() && !theirs {
            let ready = terms.flow(document, Origin::Source(at), by_quota.clone(), 1.0, seasons);
            flow.add(&ready);
            theirs = true;
        }
        theirs |= source.has_heads();
        flows.push(flow);
    }
    if pipeline.sources.is_empty() {
        let growth = pipeline.lead_growth_year.to_f64();
        let leads: Vec<f64> = (0..seasons.len()).map(|offset| grown(pipeline.leads_month, growth, offset)).collect();
        flows.push(general.flow(document, Origin::Leads, leads, pipeline.lead_to_opportunity.to_f64(), seasons));
    }
    if !theirs && by_quota.iter().any(|it| *it > 0.0) {
        flows.push(general.flow(document, Origin::Development, by_quota.clone(), 1.0, seasons));
    }
    let opportunities: Vec<f64> = (0..seasons.len())
        .map(|month| flows.iter().filter_map(|it| it.opportunities.get(month)).fold(0.0, |a, b| a + b))
        .collect();
    let closing = if pipeline.sources.is_empty() {
        let arr =
            |(month, season): (usize, &f64)| ripening(&opportunities, &general.delay, month) * general.won * season;
        seasons.iter().enumerate().map(arr).collect()
    } else {
        (0..seasons.len())
            .map(|month| flows.iter().filter_map(|it| it.fresh.get(month)).fold(0.0, |sum, it| sum + it.value()))
            .collect()
    };
    let mut all = Fresh { closing, opportunities, flows };
    all.open(document, pipeline, general.deal_size);
    all
}

impl Fresh {
    /// Adds what was in the pipeline when the plan began.
    fn open(&mut self, document: &Document, pipeline: &Pipeline, deal_size: f64) {
        let first = document.settings.first_month;
        let mut open = vec![0.0; self.closing.len()];
        for row in &pipeline.opening {
            let offset = usize::try_from(row.month.since(first)).ok();
            if let Some(at) = offset
                && let (Some(open), Some(place)) = (open.get_mut(at), self.closing.get_mut(at))
            {
                let arr = row.arr.to_major() * pipeline.opening_win_rate.to_f64();
                *open += arr;
                *place += arr;
            }
        }
        if open.iter().any(|arr| *arr != 0.0) {
            let fresh = open.into_iter().map(Flow::new).collect();
            self.flows.push(SourceFlow { origin: Origin::Opening, fresh, deal_size, ..SourceFlow::default() });
        }
    }
}

impl SourceFlow {
    fn add(&mut self, other: &SourceFlow) {
        for (places, parts) in [
            (&mut self.leads, &other.leads),
            (&mut self.opportunities, &other.opportunities),
            (&mut self.ripe_leads, &other.ripe_leads),
            (&mut self.ripe, &other.ripe),
        ] {
            places.iter_mut().zip(parts).for_each(|(place, part)| *place += part);
        }
        self.fresh.iter_mut().zip(&other.fresh).for_each(|(place, part)| *place += *part);
        self.beyond += other.beyond;
    }
}
