//! What a component pays besides its table of rates, and what bends it: kickers, multipliers, milestones, matrices, and SPIFs beside it.

use crate::model::comp::{Measure, TierFrom};
use crate::units::{ComponentId, Money, Rate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the margin of a deal is divided by where it picks the tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarginOver {
    /// The amount of the deal: gross margin in per cent.
    #[default]
    Amount,
    /// What the deal costs, its amount less its margin: mark-up in per cent.
    Cost,
}

/// Which deals earn a kicker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum KickerWhen {
    /// Deals signed for at least so many months.
    Term {
        /// Months.
        months: u32,
    },
    /// Deals paid in advance.
    Prepaid,
    /// Deals of at least so much, in the measure's own unit.
    Size {
        /// How much.
        amount: Money,
    },
}

/// How much a kicker adds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum KickerPays {
    /// This multiple of the derived rate on the deal's credit.
    Multiple(Rate),
    /// This share of the deal's credit.
    Share(Rate),
}

/// Pay on top for some deals, whatever tier they fall in. It adds no credit, so attainment does not move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Kicker {
    /// Which deals.
    pub when: KickerWhen,
    /// How much.
    pub pays: KickerPays,
    /// Share of credit that is expected to qualify, where there are no deals to look at.
    #[serde(default)]
    pub expected: Rate,
}

/// One step of a multiplier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Factor {
    /// From this value of the other measure on (attainment, or the ratio itself). It is met when reached.
    pub from: Rate,
    /// What pay is multiplied with.
    pub factor: Rate,
}

/// How another measure bends the pay of a component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MultiplierBy {
    /// The factor of the highest step reached; 1 below the first.
    Steps {
        /// In ascending order.
        steps: Vec<Factor>,
    },
    /// The other measure's attainment itself, kept between two bounds: two measures linked, so that neither pays without the other.
    Attainment {
        /// At least.
        least: Rate,
        /// At most.
        most: Rate,
    },
}

/// A factor on the pay of a component, chosen by another measure over the same months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Multiplier {
    /// The measure that chooses it, in the component's scope.
    pub measure: Measure,
    /// How.
    #[serde(flatten)]
    pub by: MultiplierBy,
}

/// A fixed sum once a result is reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Milestone {
    /// Where it is reached.
    pub at: TierFrom,
    /// What it pays.
    pub pay: Money,
}

/// When a SPIF pays.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SpifPays {
    /// For every deal of at least so much.
    PerDeal {
        /// Least credit of a deal, in the measure's own unit.
        least: Money,
    },
    /// Once, when the credit of its days reaches an amount. Where versions of a plan have a SPIF of one id, the later counts on from the
    /// earlier, and what was paid is not paid again.
    Once {
        /// The amount, in the measure's own unit.
        at: Money,
    },
}

/// A short-term incentive beside the plan: dated, outside target variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Spif {
    /// Stable name within the plan.
    pub id: ComponentId,
    /// Name on screen.
    pub name: String,
    /// What it looks at.
    pub measure: Measure,
    /// First day.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub from: NaiveDate,
    /// Last day.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
    pub to: NaiveDate,
    /// What it pays.
    pub amount: Money,
    /// When.
    #[serde(flatten)]
    pub pays: SpifPays,
}
