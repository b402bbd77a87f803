//! Rate shapes: tiers with reach-back, interpolated tiers, and curves.

use crate::model::comp::{Measure, Milestone};
use crate::units::{Money, Rate};
use serde::{Deserialize, Serialize};

/// Where a tier begins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TierFrom {
    /// At this share of quota.
    Quota(Rate),
    /// At this amount of credit in the period.
    Amount(Money),
    /// At this number of units.
    Units(u32),
}

/// What a tier pays.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TierValue {
    /// This multiple of the derived rate (target pay / quota).
    Multiple(Rate),
    /// This share of the credit, whatever the target pay.
    Share(Rate),
    /// This amount per unit.
    PerUnit(Money),
}

/// What a tier, once reached, is applied to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Only what lies above its own bound.
    #[default]
    OwnBound,
    /// Everything above quota. A tier that begins below quota reaches back to its own bound.
    Quota,
    /// Everything, from the first dollar.
    FirstDollar,
}

/// One tier. The table is open-ended: the last tier has no end.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Tier {
    /// Where it begins.
    pub from: TierFrom,
    /// What it pays.
    pub value: TierValue,
    /// What it reaches back to.
    #[serde(default)]
    pub reach: Reach,
}

/// To which tier a value exactly on a bound belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// To the tier that ends there.
    #[default]
    Lower,
    /// To the tier that begins there.
    Upper,
}

/// What a part-filled tier of an interpolated table accumulates pro rata.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Accumulates {
    /// Its rate; the sum of rates is applied to all credit.
    #[default]
    Rate,
    /// Its amount of pay: a multiple counts as that share of target pay, a share as that part of the tier's own width, an amount per
    /// unit as that amount once.
    Amount,
}

/// A point of a payout curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CurvePoint {
    /// Attainment.
    pub attainment: Rate,
    /// Share of target pay at that attainment.
    pub pay: Rate,
}

/// How credit becomes pay.
///
/// Where more was taken back than sold, so that the total is negative, tiers owe it back at the rate of the first tier. Other kinds owe
/// nothing: a curve pays what it pays up to its first point, the rest nothing. Behind a threshold nothing is owed either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Rates {
    /// Tiers, each with what it reaches back to.
    Tiers {
        /// In ascending order of where they begin.
        tiers: Vec<Tier>,
        /// Where a value on a bound belongs.
        #[serde(default)]
        boundary: Boundary,
    },
    /// Tiers that count pro rata while part-filled.
    Interpolated {
        /// In ascending order; a last tier without end counts as full only at its own width of the tier before.
        tiers: Vec<Tier>,
        /// What accumulates.
        #[serde(default)]
        accumulates: Accumulates,
    },
    /// Share of target pay against attainment, straight between points; the last slope continues.
    Curve {
        /// In ascending order of attainment.
        points: Vec<CurvePoint>,
    },
    /// Fixed sums, each paid once its result is reached.
    Milestones {
        /// In ascending order.
        steps: Vec<Milestone>,
    },
    /// A two-way table: share of target pay by own attainment and by another measure. Both are met when reached; below the first row or
    /// column nothing is paid.
    Matrix {
        /// The other measure, in the component's scope.
        by: Measure,
        /// Own attainment from which each row holds, ascending.
        rows: Vec<Rate>,
        /// Value of the other measure (attainment, or the ratio itself) from which each column holds, ascending.
        columns: Vec<Rate>,
        /// Share of target pay, row by row.
        cells: Vec<Vec<Rate>>,
    },
}

impl Rates {
    /// The tiers of a table that has some.
    pub fn tiers(&self) -> Option<&[Tier]> {
        match self {
            Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => Some(tiers),
            Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => None,
        }
    }

    /// Whether pay moves in steps that the table names, so that a threshold with a straight rise to target pay would pay in their place.
    pub const fn pays_by_steps(&self) -> bool {
        match self {
            Rates::Milestones { .. } | Rates::Matrix { .. } => true,
            Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } => false,
        }
    }
}

impl Default for Rates {
    fn default() -> Self {
        RatePreset::Marginal.rates(&[])
    }
}

/// Named tables of multiples above quota, the presets of reach-back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatePreset {
    /// Each slice at its own rate.
    Marginal,
    /// Base rate to quota; the bracket reached applies to all overage.
    BracketOnOverage,
    /// The rate reached applies to everything.
    Retroactive,
    /// Reaching the first paying tier pays from the first dollar; higher tiers pay only their slice.
    FirstDollar,
}

impl RatePreset {
    /// All presets.
    pub const ALL: [RatePreset; 4] =
        [RatePreset::Marginal, RatePreset::BracketOnOverage, RatePreset::Retroactive, RatePreset::FirstDollar];

    /// A table of base rate and `accelerators` (share of quota from which, multiple of the derived rate).
    pub fn rates(self, accelerators: &[(Rate, Rate)]) -> Rates {
        let mut tiers = vec![Tier {
            from: TierFrom::Quota(Rate::ZERO),
            value: TierValue::Multiple(Rate::ONE),
            reach: self.reach(TierFrom::Quota(Rate::ZERO), true),
        }];
        for (from, multiple) in accelerators {
            let from = TierFrom::Quota(*from);
            tiers.push(Tier { from, value: TierValue::Multiple(*multiple), reach: self.reach(from, false) });
        }
        Rates::Tiers { tiers, boundary: Boundary::Lower }
    }

    /// What a tier reaches back to under this preset; `first_paying` is whether no lower tier pays.
    fn reach(self, from: TierFrom, first_paying: bool) -> Reach {
        let above_quota = match from {
            TierFrom::Quota(share) => share >= Rate::ONE,
            TierFrom::Amount(_) | TierFrom::Units(_) => true,
        };
        match self {
            RatePreset::Marginal => Reach::OwnBound,
            RatePreset::BracketOnOverage if above_quota => Reach::Quota,
            RatePreset::BracketOnOverage => Reach::OwnBound,
            RatePreset::Retroactive => Reach::FirstDollar,
            RatePreset::FirstDollar if first_paying => Reach::FirstDollar,
            RatePreset::FirstDollar => Reach::OwnBound,
        }
    }

    /// Gives every tier of a table the reach of this preset.
    pub fn apply(self, tiers: &mut [Tier]) {
        let mut paid_before = false;
        for tier in tiers {
            let pays = match tier.value {
                TierValue::Multiple(rate) | TierValue::Share(rate) => rate != Rate::ZERO,
                TierValue::PerUnit(amount) => !amount.is_zero(),
            };
            tier.reach = self.reach(tier.from, pays && !paid_before);
            paid_before |= pays;
        }
    }

    /// The preset whose reach every tier of a table has, if one fits.
    pub fn of(tiers: &[Tier]) -> Option<RatePreset> {
        RatePreset::ALL.into_iter().find(|preset| {
            let mut copy = tiers.to_vec();
            preset.apply(&mut copy);
            copy == tiers
        })
    }
}
