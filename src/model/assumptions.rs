//! Assumptions that hold for the whole company.

use crate::model::Incentives;
use crate::units::{Money, Month, Quarterly, Rate};
use serde::{Deserialize, Serialize};

/// How account-management coverage shapes retention and expansion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CoverageResponse {
    /// Not at all: retention is as typed, and dismissing every account manager costs nothing.
    #[default]
    Off,
    /// Each point of missing coverage costs the same.
    Linear,
    /// The first points of missing coverage cost little, the last ones much (square root of coverage).
    Concave,
}

/// The response of retention and expansion to coverage, an assumption the user can see and switch off.
///
/// Coverage is what account managers and customer-success managers in place can look after (ramped heads x book capacity) over the
/// ARR there is, at most 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Coverage {
    /// The form of the response.
    pub response: CoverageResponse,
    /// Points of renewal rate lost when nobody looks after the book.
    pub renewal_at_stake: Rate,
    /// Share of expansion lost when nobody looks after the book.
    pub expansion_at_stake: Rate,
}

impl Default for Coverage {
    fn default() -> Self {
        Coverage {
            response: CoverageResponse::Off,
            renewal_at_stake: Rate::percent(15),
            expansion_at_stake: Rate::percent(60),
        }
    }
}

/// How long, and how far, those who won a customer share the credit for what it renews and expands with those who look after it.
///
/// Only the forecast reads it: a real deal says itself whom it credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Handover {
    /// Months from the one in which a customer was won, that of the last shared movement included; 0: nothing is shared. A contract of
    /// 12 months renews 12 months after it was won.
    pub months: u32,
    /// Share of that credit that goes to the seats that sold; those who look after the customer have the rest.
    pub seller_share: Rate,
}

impl Handover {
    /// Whether it is left as it is by default.
    pub fn is_default(&self) -> bool {
        *self == Handover::default()
    }

    /// Whether any credit is shared.
    pub fn shares(&self) -> bool {
        self.months > 0 && self.seller_share > Rate::ZERO
    }
}

/// How the attainment of people is spread. It is asked for where a plan is priced ("what should I expect to pay?"); the forecast has
/// its own attainment, from capacity and pipeline, and does not read it.
///
/// Saved scenarios from before it existed read back with the default: a normal spread around quota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum AttainmentSpread {
    /// Normal, cut off at nothing: nobody sells less than nothing.
    Normal {
        /// Attainment in the middle, as a share of quota.
        mean: Rate,
        /// Standard deviation, in the same unit.
        deviation: Rate,
    },
    /// Shares of people by attainment, evenly spread inside each.
    Buckets {
        /// In any order; their shares count in proportion where they miss the whole.
        buckets: Vec<AttainmentBucket>,
    },
}

/// Some of the people, by their attainment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct AttainmentBucket {
    /// The least of them, as a share of quota.
    pub from: Rate,
    /// The most; the same where all of them stand at one attainment.
    pub to: Rate,
    /// Share of all people.
    pub share: Rate,
}

impl Default for AttainmentSpread {
    /// Around quota, thirty points wide: illustrative, no survey gives a width.
    fn default() -> Self {
        AttainmentSpread::Normal { mean: Rate::ONE, deviation: Rate::percent(30) }
    }
}

/// Where the other measures stand when a plan is priced at an attainment: those that a gate, a multiplier, a two-way table or the place
/// in a table looks at, besides the measure that is paid. The forecast knows where they stand and does not read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum OtherMeasures {
    /// At their target. A ratio stands at the target that the plan sets for it; where it sets none, gates on it are met and nothing is
    /// multiplied.
    #[default]
    OnTarget,
    /// At the same attainment of their target as what is paid on.
    SameAttainment,
    /// All at one value, whatever their target.
    At {
        /// Attainment; for a ratio that ratio itself, as gates and multipliers have it.
        value: Rate,
    },
}

impl OtherMeasures {
    /// Whether it is what a plan starts with.
    fn is_on_target(&self) -> bool {
        *self == OtherMeasures::OnTarget
    }
}

/// Selling capacity of one past quarter: what there was, what left and what came back. The ways to estimate capacity at risk look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PastQuarter {
    /// First month of the quarter; any month of it means the same quarter.
    pub quarter: Month,
    /// Capacity on its first day, per quarter.
    pub opening: Quarterly<Money>,
    /// Of it, lost to people who left.
    pub lost: Quarterly<Money>,
    /// Capacity that backfills brought back in it, those hired earlier included.
    #[serde(default)]
    pub recovered: Quarterly<Money>,
}

/// Company-wide assumptions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Assumptions {
    /// Weight of each calendar month, January first, in selling capacity and in what the pipeline closes; normalised to a mean of 1.
    pub seasonality: Vec<Rate>,
    /// Share of working time that goes into selling; 1 if quota already allows for it.
    pub productive_time: Rate,
    /// How coverage shapes retention.
    pub coverage: Coverage,
    /// How attainment is spread over people, where plans are priced.
    pub attainment: AttainmentSpread,
    /// How far a ratio such as retention moves away from its target, as a share of how far an amount does: at 20 %, who is 30 points
    /// above quota stands 6 points of attainment above a retention target.
    pub ratio_spread: Rate,
    /// Shared credit after a customer is won.
    #[serde(skip_serializing_if = "Handover::is_default")]
    pub handover: Handover,
    /// How the split of variable pay moves results.
    #[serde(skip_serializing_if = "Incentives::is_default")]
    pub incentives: Incentives,
    /// Where other measures stand, where plans are priced.
    #[serde(skip_serializing_if = "OtherMeasures::is_on_target")]
    pub other_measures: OtherMeasures,
    /// Capacity of past quarters, in order of time, for the estimates of capacity at risk.
    pub capacity_history: Vec<PastQuarter>,
}

impl Default for Assumptions {
    fn default() -> Self {
        Assumptions {
            seasonality: vec![Rate::ONE; 12],
            productive_time: Rate::ONE,
            coverage: Coverage::default(),
            attainment: AttainmentSpread::default(),
            // Illustrative: no survey gives it.
            ratio_spread: Rate::percent(20),
            handover: Handover::default(),
            incentives: Incentives::default(),
            other_measures: OtherMeasures::OnTarget,
            capacity_history: Vec::new(),
        }
    }
}

impl Assumptions {
    /// The factor of a calendar month (0 = January), mean 1 over the year. Weights that are missing count as 1, negative ones as 0;
    /// if all are zero, every month has the factor 1.
    pub fn season(&self, month_index: usize) -> f64 {
        Assumptions::season_of(&self.seasonality, month_index)
    }

    /// The same of any twelve weights.
    pub fn season_of(weights: &[Rate], month_index: usize) -> f64 {
        let weight = |index: usize| weights.get(index).copied().unwrap_or(Rate::ONE).to_f64().max(0.0);
        let sum: f64 = (0..12).map(weight).sum();
        if sum > 0.0 { weight(month_index % 12) * 12.0 / sum } else { 1.0 }
    }
}
