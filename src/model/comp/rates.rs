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

impl Tier {
    /// Whether it pays anything.
    pub fn pays(&self) -> bool {
        match self.value {
            TierValue::Multiple(rate) | TierValue::Share(rate) => rate != Rate::ZERO,
            TierValue::PerUnit(amount) => !amount.is_zero(),
        }
    }
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

    /// Whether it names bounds or sums in money or in units, not only shares of quota and of target pay.
    pub fn names_amounts(&self) -> bool {
        let fixed = |from: TierFrom| !matches!(from, TierFrom::Quota(_));
        match self {
            Rates::Milestones { .. } => true,
            Rates::Tiers { tiers, .. } => tiers.iter().any(|it| fixed(it.from)),
            Rates::Interpolated { tiers, .. } => {
                tiers.iter().any(|it| fixed(it.from) || matches!(it.value, TierValue::PerUnit(_)))
            }
            Rates::Curve { .. } | Rates::Matrix { .. } => false,
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

    /// What a tier reaches back to under this preset; `pays_first` is whether it is the one that First dollar pays everything from.
    fn reach(self, from: TierFrom, pays_first: bool) -> Reach {
        match self {
            RatePreset::Marginal => Reach::OwnBound,
            RatePreset::BracketOnOverage if above_quota(from) => Reach::Quota,
            RatePreset::BracketOnOverage => Reach::OwnBound,
            RatePreset::Retroactive => Reach::FirstDollar,
            RatePreset::FirstDollar if pays_first => Reach::FirstDollar,
            RatePreset::FirstDollar => Reach::OwnBound,
        }
    }

    /// Gives every tier of a table the reach of this preset.
    pub fn apply(self, tiers: &mut [Tier]) {
        // While no tier pays, the first one holds the place of the one that will.
        let pays_first = tiers.iter().position(|tier| tier.pays()).unwrap_or(0);
        for (index, tier) in tiers.iter_mut().enumerate() {
            tier.reach = self.reach(tier.from, index == pays_first);
        }
    }

    /// The preset whose reach every tier of a table has, if one fits.
    pub fn of(tiers: &[Tier]) -> Option<RatePreset> {
        RatePreset::ALL.into_iter().find(|preset| preset.fits(tiers))
    }

    fn fits(self, tiers: &[Tier]) -> bool {
        let mut copy = tiers.to_vec();
        self.apply(&mut copy);
        copy.iter().zip(tiers).all(|(meant, tier)| {
            // Below quota, reaching back to quota is reaching back to one's own bound.
            let alike = self == RatePreset::BracketOnOverage && !above_quota(tier.from) && tier.reach == Reach::Quota;
            alike || meant.reach == tier.reach
        })
    }

    /// Gives a table whose figures were changed the shape it had before, where the tiers that carry it are others now: the tier that
    /// First dollar pays everything from is not the first one any more once that pays nothing.
    pub fn keep(before: &[Tier], now: &mut [Tier]) {
        if let Some(shape) = RatePreset::of(before)
            && !shape.fits(now)
        {
            shape.apply(now);
        }
    }
}

/// Whether a tier begins at quota or above; one in amounts or units counts as such.
fn above_quota(from: TierFrom) -> bool {
    match from {
        TierFrom::Quota(share) => share >= Rate::ONE,
        TierFrom::Amount(_) | TierFrom::Units(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(preset: RatePreset, rows: &[(i64, i64)]) -> Vec<Tier> {
        let tier = |(from, pays): &(i64, i64)| Tier {
            from: TierFrom::Quota(Rate::percent(*from)),
            value: TierValue::Multiple(Rate::percent(*pays)),
            reach: Reach::OwnBound,
        };
        let mut tiers: Vec<Tier> = rows.iter().map(tier).collect();
        preset.apply(&mut tiers);
        tiers
    }

    fn typed(tiers: &[Tier], change: impl FnOnce(&mut [Tier])) -> Vec<Tier> {
        let mut now = tiers.to_vec();
        change(&mut now);
        RatePreset::keep(tiers, &mut now);
        now
    }

    #[test]
    fn a_shape_stays_while_figures_are_typed() {
        let usual = table(RatePreset::FirstDollar, &[(0, 100), (60, 120), (100, 150)]);
        let nothing = |at: usize| move |tiers: &mut [Tier]| tiers[at].value = TierValue::Multiple(Rate::ZERO);
        // The lowest tier pays nothing any more: the next one pays from the first dollar.
        let cliff = typed(&usual, nothing(0));
        assert_eq!(
            cliff.iter().map(|it| it.reach).collect::<Vec<_>>(),
            [Reach::OwnBound, Reach::FirstDollar, Reach::OwnBound]
        );
        // Nor while nothing pays at all, as when a whole table is typed anew.
        let none = typed(&typed(&cliff, nothing(1)), nothing(2));
        assert_eq!(RatePreset::of(&none), Some(RatePreset::FirstDollar));
        let back = typed(&none, |tiers| tiers[2].value = TierValue::PerUnit(Money::from_major(5)));
        assert_eq!(RatePreset::of(&back), Some(RatePreset::FirstDollar));
        assert_eq!(back[2].reach, Reach::FirstDollar);
        // A bracket that begins below quota for a while is one again above it.
        let bracket = table(RatePreset::BracketOnOverage, &[(0, 100), (100, 150)]);
        let below = typed(&bracket, |tiers| tiers[1].from = TierFrom::Quota(Rate::percent(90)));
        assert_eq!(RatePreset::of(&below), Some(RatePreset::BracketOnOverage));
        assert_eq!(typed(&below, |tiers| tiers[1].from = TierFrom::Quota(Rate::ONE)), bracket);
        // Tiers that each say what they reach back to keep what they say.
        let mut each = table(RatePreset::Retroactive, &[(0, 100), (60, 120)]);
        each[0].reach = Reach::Quota;
        assert_eq!(typed(&each, nothing(1))[0].reach, Reach::Quota);
    }
}
