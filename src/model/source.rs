//! Sources of new business: who brings leads, through which stages they become opportunities, and how long those take to close.

use crate::model::Function;
use crate::text::tr;
use crate::units::{Money, Rate, SourceId};
use serde::{Deserialize, Serialize};

/// The longest sales cycle that is followed, in months: a longer one closes in no plan.
pub const LONGEST_CYCLE: usize = 60;

/// Who brings leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// People whose role is sales development.
    SalesDevelopment,
    /// Marketing: whoever comes by themselves.
    #[default]
    Marketing,
    /// Partners and referrals.
    Partner,
    /// Those who sell, for themselves.
    SelfSourced,
}

impl SourceKind {
    /// All kinds.
    pub const ALL: [SourceKind; 4] =
        [SourceKind::SalesDevelopment, SourceKind::Marketing, SourceKind::Partner, SourceKind::SelfSourced];

    /// Name in files.
    pub const fn key(self) -> &'static str {
        match self {
            SourceKind::SalesDevelopment => "sales_development",
            SourceKind::Marketing => "marketing",
            SourceKind::Partner => "partner",
            SourceKind::SelfSourced => "self_sourced",
        }
    }

    /// Name on screen.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::SalesDevelopment => Function::SalesDevelopment.name(),
            SourceKind::Marketing => tr!("Marketing"),
            SourceKind::Partner => tr!("Partners"),
            SourceKind::SelfSourced => tr!("Self-sourced"),
        }
    }
}

/// A stage on the way from lead to opportunity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Stage {
    /// What it is called: meeting, demo, opportunity.
    pub name: String,
    /// Share of what reached the stage before (of leads, for the first) that reaches this one.
    pub rate: Rate,
}

/// One source of new business in a segment. What is left empty is the segment's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Source {
    /// Stable name within the segment.
    pub id: SourceId,
    /// Name on screen.
    pub name: String,
    /// Who brings its leads.
    pub kind: SourceKind,
    /// Leads in the first month of the plan, besides what people of sales development find. Without stages a lead is an opportunity.
    pub leads_month: u32,
    /// Leads a ramped head of sales development finds in a month; sales development only. Empty: heads find opportunities by their
    /// quota and expected attainment, and those need no stages.
    pub leads_per_head: Option<u32>,
    /// Growth of `leads_month` per year.
    pub growth_year: Rate,
    /// Weight of each calendar month, January first, in the leads that come; normalised to a mean of 1. Empty: the season of the
    /// company moves what closes, as it does without sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seasonality: Vec<Rate>,
    /// From lead to opportunity, in order; the last one is the opportunity.
    pub stages: Vec<Stage>,
    /// Share of opportunities won. Empty: the segment's.
    pub win_rate: Option<Rate>,
    /// ARR of a mean new deal. Empty: the segment's.
    pub deal_size: Option<Money>,
    /// Months from opportunity to signature, in the mean. Empty: the segment's. A segment with a cycle of its own shape has that shape
    /// for all sources.
    pub cycle_months: Option<u32>,
}

impl Default for Source {
    fn default() -> Self {
        Source {
            id: SourceId::new("source"),
            name: String::new(),
            kind: SourceKind::default(),
            leads_month: 0,
            leads_per_head: None,
            growth_year: Rate::ZERO,
            seasonality: Vec::new(),
            stages: Vec::new(),
            win_rate: None,
            deal_size: None,
            cycle_months: None,
        }
    }
}

impl Source {
    /// Share of leads that become opportunities: all stages together; everything, without stages.
    pub fn conversion(&self) -> f64 {
        self.stages.iter().map(|stage| stage.rate.to_f64().clamp(0.0, 1.0)).product()
    }

    /// Whether it has people's leads: those of sales development.
    pub fn has_heads(&self) -> bool {
        self.kind == SourceKind::SalesDevelopment
    }
}

/// How sales cycles are spread around their mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CycleShape {
    /// Every opportunity closes after the mean cycle.
    #[default]
    AtMean,
    /// Some close sooner, a few much later: a gamma distribution with half the mean as standard deviation, in whole months.
    Spread,
    /// As typed, month by month.
    Own,
}

impl CycleShape {
    /// Whether it is what a segment starts with.
    pub fn is_at_mean(&self) -> bool {
        *self == CycleShape::AtMean
    }
}
