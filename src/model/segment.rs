//! Markets: opening book, pipeline and retention of each.

use crate::model::source::{CycleShape, Source};
use crate::units::{Money, Month, Rate, SegmentId, SourceId};
use serde::{Deserialize, Serialize};

/// A market segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Segment {
    /// Stable name.
    pub id: SegmentId,
    /// Name on screen.
    pub name: String,
    /// Customers at the start that are not in the account table.
    pub opening: OpeningBook,
    /// Where new business comes from.
    pub pipeline: Pipeline,
    /// What happens to the book.
    pub retention: Retention,
    /// New ARR to win, by fiscal quarter. Empty: the segment has no target.
    pub targets: Vec<QuarterTarget>,
    /// Customer satisfaction (CSAT) as it was measured, told beside the plan; no figure follows from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<Rate>,
    /// The month in which it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfaction_month: Option<Month>,
}

/// New ARR to win in one fiscal quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct QuarterTarget {
    /// First month of the quarter; any month of it means the same quarter.
    pub quarter: Month,
    /// New ARR to win in it.
    pub arr: Money,
}

impl Default for Segment {
    fn default() -> Self {
        Segment {
            id: SegmentId::new("segment"),
            name: String::new(),
            opening: OpeningBook::default(),
            pipeline: Pipeline::default(),
            retention: Retention::default(),
            targets: Vec::new(),
            satisfaction: None,
            satisfaction_month: None,
        }
    }
}

/// A typed opening balance. It makes synthetic cohorts beside those of imported accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct OpeningBook {
    /// Customers.
    pub customers: u32,
    /// Their ARR.
    pub arr: Money,
    /// Weight of each calendar month, January first, in the ARR that falls due over a year; normalised.
    pub renewal_months: Vec<Rate>,
}

impl Default for OpeningBook {
    fn default() -> Self {
        OpeningBook { customers: 0, arr: Money::ZERO, renewal_months: vec![Rate::ONE; 12] }
    }
}

/// ARR already in the pipeline when the plan starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct OpenPipeline {
    /// Month in which it is expected to close.
    pub month: Month,
    /// Its ARR, before odds.
    pub arr: Money,
}

/// Leads, conversion and timing of new business in a segment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Pipeline {
    /// Leads per month in the first month of the plan, besides what sales development finds. Sources, where there are any, have their own.
    pub leads_month: u32,
    /// Growth of leads per year.
    pub lead_growth_year: Rate,
    /// Share of leads that become opportunities.
    pub lead_to_opportunity: Rate,
    /// Share of opportunities won.
    pub win_rate: Rate,
    /// Months from opportunity to signature, in the mean.
    pub cycle_months: u32,
    /// How these months are spread over opportunities.
    #[serde(skip_serializing_if = "CycleShape::is_at_mean")]
    pub cycle_shape: CycleShape,
    /// Share of opportunities that close in the month in which they are created, one month later and so on; for a shape of one's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cycle_shares: Vec<Rate>,
    /// ARR of a mean new deal.
    pub deal_size: Money,
    /// What is in the pipeline at the start, by expected closing month.
    pub opening: Vec<OpenPipeline>,
    /// Share of the opening pipeline that closes.
    pub opening_win_rate: Rate,
    /// Share of what exceeds selling capacity that waits for the next month; the rest is lost.
    pub carry_over: Rate,
    /// Where opportunities come from, source by source. Empty: leads, their growth and their conversion are those above.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

impl Pipeline {
    /// Leads typed for a month, of all sources.
    pub fn leads_typed(&self) -> f64 {
        if self.sources.is_empty() {
            return f64::from(self.leads_month);
        }
        self.sources.iter().map(|source| f64::from(source.leads_month)).sum()
    }

    /// Takes all leads out that were typed, of all sources; what a head of sales development finds stays.
    pub fn clear_leads(&mut self) {
        self.leads_month = 0;
        self.sources.iter_mut().for_each(|source| source.leads_month = 0);
    }

    /// The source of this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }
}

/// What happens to ARR that falls due, and how long contracts run.
///
/// Of the ARR due D: churn = D x (1 - renewal). Contraction, price uplift and expansion apply in that order to what survives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Retention {
    /// Share of the ARR due that renews.
    pub renewal: Rate,
    /// Share of the renewed ARR that is given up by customers who shrink.
    pub contraction: Rate,
    /// By how much a shrinking customer shrinks. Needed for GRR by customer minimum; without it that metric is undefined.
    pub contraction_depth: Option<Rate>,
    /// Price uplift at renewal. Counts in NRR, and in expansion credit only if a plan says so.
    pub price_uplift: Rate,
    /// Expansion at renewal, of what is left after contraction and uplift.
    pub expansion: Rate,
    /// Term of new contracts and of the typed opening book, in months.
    pub term_months: u32,
    /// Share of churned ARR that comes back.
    pub reactivation: Rate,
    /// Months until it comes back.
    pub reactivation_lag_months: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Retention {
            renewal: Rate::percent(90),
            contraction: Rate::ZERO,
            contraction_depth: None,
            price_uplift: Rate::ZERO,
            expansion: Rate::ZERO,
            term_months: 12,
            reactivation: Rate::ZERO,
            reactivation_lag_months: 12,
        }
    }
}
