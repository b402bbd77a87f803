//! The mechanics of a component by kind, apart from their figures: what can be chosen, and what a component has.

use crate::model::comp::{Accumulates, Component, RatePreset, Rated, Rates, TierFrom, TierValue};

/// The kinds of table that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateKind {
    /// Tiers with a named reach.
    Tiers(RatePreset),
    /// Tiers that count pro rata.
    Interpolated(Accumulates),
    /// A curve.
    Curve,
    /// Fixed sums.
    Milestones,
    /// Two measures.
    Matrix,
}

impl RateKind {
    /// All, in the order shown.
    pub const ALL: [RateKind; 9] = [
        RateKind::Tiers(RatePreset::Marginal),
        RateKind::Tiers(RatePreset::BracketOnOverage),
        RateKind::Tiers(RatePreset::Retroactive),
        RateKind::Tiers(RatePreset::FirstDollar),
        RateKind::Interpolated(Accumulates::Rate),
        RateKind::Interpolated(Accumulates::Amount),
        RateKind::Curve,
        RateKind::Milestones,
        RateKind::Matrix,
    ];

    /// The kind of a table; none where its tiers reach back differently.
    pub fn of(rates: &Rates) -> Option<RateKind> {
        match rates {
            Rates::Tiers { tiers, .. } => RatePreset::of(tiers).map(RateKind::Tiers),
            Rates::Interpolated { accumulates, .. } => Some(RateKind::Interpolated(*accumulates)),
            Rates::Curve { .. } => Some(RateKind::Curve),
            Rates::Milestones { .. } => Some(RateKind::Milestones),
            Rates::Matrix { .. } => Some(RateKind::Matrix),
        }
    }
}

/// Rows of a table.
pub fn table_rows(rates: &Rates) -> usize {
    match rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => tiers.len(),
        Rates::Curve { points } => points.len(),
        Rates::Milestones { steps } => steps.len(),
        Rates::Matrix { rows, .. } => rows.len(),
    }
}

/// In what the rows of a table begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// A share of 100 %.
    Share,
    /// An amount of credit.
    Amount,
    /// A number of units.
    Units,
}

impl Begins {
    /// In what a place is given.
    pub fn of_place(from: TierFrom) -> Begins {
        match from {
            TierFrom::Quota(_) => Begins::Share,
            TierFrom::Amount(_) => Begins::Amount,
            TierFrom::Units(_) => Begins::Units,
        }
    }

    /// In what the rows of a table begin, if all in the same.
    pub fn of(rates: &Rates) -> Option<Begins> {
        let mut all: Vec<Begins> = match rates {
            Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => {
                tiers.iter().map(|it| Begins::of_place(it.from)).collect()
            }
            Rates::Milestones { steps } => steps.iter().map(|it| Begins::of_place(it.at)).collect(),
            Rates::Curve { .. } | Rates::Matrix { .. } => return Some(Begins::Share),
        };
        all.dedup();
        match all.as_slice() {
            [one] => Some(*one),
            [] => Some(Begins::Share),
            [_, ..] => None,
        }
    }
}

/// In what the tiers of a table pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pays {
    /// A multiple of the derived rate.
    Multiple,
    /// A share of credit.
    Share,
    /// An amount per unit.
    PerUnit,
}

impl Pays {
    /// In what a value is given.
    pub fn of_value(value: TierValue) -> Pays {
        match value {
            TierValue::Multiple(_) => Pays::Multiple,
            TierValue::Share(_) => Pays::Share,
            TierValue::PerUnit(_) => Pays::PerUnit,
        }
    }

    /// In what the tiers of a table pay, if all in the same.
    pub fn of(rates: &Rates) -> Option<Pays> {
        let mut all: Vec<Pays> = rates.tiers().unwrap_or(&[]).iter().map(|it| Pays::of_value(it.value)).collect();
        all.dedup();
        match all.as_slice() {
            [one] => Some(*one),
            [] => Some(Pays::Multiple),
            [_, ..] => None,
        }
    }
}

/// What can be added to a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// Nothing is paid below it.
    Threshold,
    /// A condition on another measure.
    Gate,
    /// Most attainment that counts.
    AttainmentCap,
    /// Most pay.
    Cap,
    /// Pay on top for some deals.
    Kicker,
    /// Most pay for one deal.
    DealCap,
    /// A factor chosen by another measure.
    Multiplier,
    /// Attainment of another measure.
    AttainedBy,
    /// The margin of each deal picks its tier.
    TierByMargin,
}

impl Modifier {
    /// All, in the order in which they take effect for whoever reads a plan.
    pub const ALL: [Modifier; 9] = [
        Modifier::Threshold,
        Modifier::Gate,
        Modifier::AttainedBy,
        Modifier::TierByMargin,
        Modifier::AttainmentCap,
        Modifier::Kicker,
        Modifier::DealCap,
        Modifier::Multiplier,
        Modifier::Cap,
    ];

    /// Whether a component has it.
    pub fn is_on(self, component: &Component) -> bool {
        match self {
            Modifier::Threshold => component.threshold.is_some(),
            Modifier::Gate => component.gate.is_some(),
            Modifier::AttainmentCap => component.attainment_cap.is_some(),
            Modifier::Cap => component.cap.is_some() || component.cap_carries,
            Modifier::Kicker => !component.kickers.is_empty(),
            Modifier::DealCap => component.deal_cap.is_some(),
            Modifier::Multiplier => component.multiplier.is_some(),
            Modifier::AttainedBy => component.attained_by.is_some(),
            Modifier::TierByMargin => component.tier_by_margin.is_some(),
        }
    }

    /// Whether it would have an effect on this component: what concerns single deals needs a measure that comes in deals.
    pub fn fits(self, component: &Component) -> bool {
        let by_deal = component.rated == Rated::EachDeal;
        match self {
            Modifier::Kicker => !component.measure.is_ratio(),
            Modifier::DealCap => by_deal && !component.measure.is_ratio(),
            Modifier::AttainedBy => !by_deal,
            Modifier::TierByMargin => {
                by_deal && !component.measure.is_ratio() && matches!(component.rates, Rates::Tiers { .. })
            }
            Modifier::Threshold | Modifier::Gate | Modifier::AttainmentCap | Modifier::Cap | Modifier::Multiplier => {
                true
            }
        }
    }
}
