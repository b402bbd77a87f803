//! A rate that is fixed, by the plan or by what one person has of their own, instead of derived from target variable, weight and quota.

use crate::model::comp::{Component, Rates, Tier, TierValue};
use crate::units::{Money, Rate};

/// A rate that is fixed, whatever the target variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FixedRate {
    /// A share of the credit.
    Share(Rate),
    /// An amount for each unit.
    PerUnit(Money),
}

impl FixedRate {
    fn amount(self) -> i64 {
        match self {
            FixedRate::Share(share) => share.ppm(),
            FixedRate::PerUnit(amount) => amount.mills(),
        }
    }

    fn value(self, amount: i64) -> TierValue {
        match self {
            FixedRate::Share(_) => TierValue::Share(Rate::from_ppm(amount)),
            FixedRate::PerUnit(_) => TierValue::PerUnit(Money::from_mills(amount)),
        }
    }
}

pub(crate) fn tiers(rates: &mut Rates) -> Option<&mut Vec<Tier>> {
    match rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => Some(tiers),
        Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => None,
    }
}

pub(crate) fn amount(value: TierValue) -> i64 {
    match value {
        TierValue::Multiple(rate) | TierValue::Share(rate) => rate.ppm(),
        TierValue::PerUnit(amount) => amount.mills(),
    }
}

/// The base of a table: its first tier that pays anything.
pub(crate) fn base(tiers: &[Tier]) -> Option<&Tier> {
    tiers.get(base_at(tiers)?)
}

/// The position of that tier.
pub(crate) fn base_at(tiers: &[Tier]) -> Option<usize> {
    tiers.iter().position(|tier| amount(tier.value) != 0)
}

/// The fixed rate of the base tier; none while it is derived.
pub fn fixed_rate(component: &Component) -> Option<FixedRate> {
    match base(component.rates.tiers()?)?.value {
        TierValue::Multiple(_) => None,
        TierValue::Share(share) => Some(FixedRate::Share(share)),
        TierValue::PerUnit(amount) => Some(FixedRate::PerUnit(amount)),
    }
}

/// Whether a component pays amounts that its plan names, whatever its weight: milestones, a share of credit, an amount per unit.
pub fn pays_fixed_amounts(component: &Component) -> bool {
    matches!(component.rates, Rates::Milestones { .. }) || fixed_rate(component).is_some()
}

/// Fixes the rate of the base tier. Tiers above keep their proportion to it, so that an accelerator of 1.5 times is 1.5 times what is
/// now paid. A table without a paying tier gets the rate in its first one. Nothing happens to a curve, and nothing at a rate of zero,
/// which would lose the proportions.
pub fn fix_rate(component: &mut Component, rate: FixedRate) {
    if rate.amount() <= 0 {
        return;
    }
    let Some(tiers) = tiers(&mut component.rates) else { return };
    let Some(base) = base(tiers).copied() else {
        if let Some(first) = tiers.first_mut() {
            first.value = rate.value(rate.amount());
        }
        return;
    };
    let unit = i128::from(amount(base.value));
    for tier in tiers.iter_mut().filter(|tier| same_kind(tier.value, base.value)) {
        let part = i128::from(amount(tier.value)) * i128::from(rate.amount());
        tier.value = rate.value(i64::try_from(rounded(part, unit)).unwrap_or(i64::MAX));
    }
}

/// Whether the rate of a component can be a fixed share of its credit: it has tiers, and its credit is money.
pub fn pays_a_share(component: &Component) -> bool {
    component.rates.tiers().is_some() && !component.measure.is_ratio() && !component.measure.is_count()
}

pub(crate) fn same_kind(one: TierValue, other: TierValue) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

pub(crate) fn rounded(part: i128, unit: i128) -> i128 {
    crate::units::rounding::div_round(part, unit.max(1), crate::units::Rounding::default())
}
