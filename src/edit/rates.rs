//! The rate of a component typed, instead of derived from target variable, weight and quota.

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

fn tiers(rates: &mut Rates) -> Option<&mut Vec<Tier>> {
    match rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => Some(tiers),
        Rates::Curve { .. } => None,
    }
}

fn amount(value: TierValue) -> i64 {
    match value {
        TierValue::Multiple(rate) | TierValue::Share(rate) => rate.ppm(),
        TierValue::PerUnit(amount) => amount.mills(),
    }
}

/// The base of a table: its first tier that pays anything.
fn base(tiers: &[Tier]) -> Option<&Tier> {
    tiers.iter().find(|tier| amount(tier.value) != 0)
}

/// The fixed rate of the base tier; none while it is derived.
pub fn fixed_rate(component: &Component) -> Option<FixedRate> {
    let (Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. }) = &component.rates else { return None };
    match base(tiers)?.value {
        TierValue::Multiple(_) => None,
        TierValue::Share(share) => Some(FixedRate::Share(share)),
        TierValue::PerUnit(amount) => Some(FixedRate::PerUnit(amount)),
    }
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

/// Lets the rates be derived again: the base tier pays once the derived rate, tiers above their proportion to it, to the
/// ten-thousandth.
pub fn derive_rate(component: &mut Component) {
    let Some(tiers) = tiers(&mut component.rates) else { return };
    let Some(base) = base(tiers).copied().filter(|it| !matches!(it.value, TierValue::Multiple(_))) else { return };
    let unit = i128::from(amount(base.value));
    for tier in tiers.iter_mut().filter(|tier| same_kind(tier.value, base.value)) {
        let ten_thousandths = rounded(i128::from(amount(tier.value)) * 10_000, unit);
        let ppm = i64::try_from(ten_thousandths.saturating_mul(100)).unwrap_or(i64::MAX);
        tier.value = TierValue::Multiple(Rate::from_ppm(ppm));
    }
}

fn same_kind(one: TierValue, other: TierValue) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

fn rounded(part: i128, unit: i128) -> i128 {
    crate::units::rounding::div_round(part, unit.max(1), crate::units::Rounding::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::company;
    use crate::units::PlanId;

    fn commission() -> Component {
        company().plan(&PlanId::new("ae")).unwrap().versions[0].components[0].clone()
    }

    fn values(component: &Component) -> Vec<TierValue> {
        let Rates::Tiers { tiers, .. } = &component.rates else { panic!("it was a table") };
        tiers.iter().map(|it| it.value).collect()
    }

    #[test]
    fn a_typed_rate_is_a_share_and_the_accelerators_stay_accelerators() {
        let mut component = commission();
        assert_eq!(fixed_rate(&component), None);
        fix_rate(&mut component, FixedRate::Share(Rate::from_ppm(125_000)));
        // 12.5 %, 1.5 and 2 times.
        assert_eq!(values(&component), [125_000, 187_500, 250_000].map(|it| TierValue::Share(Rate::from_ppm(it))));
        assert_eq!(fixed_rate(&component), Some(FixedRate::Share(Rate::from_ppm(125_000))));
        fix_rate(&mut component, FixedRate::Share(Rate::percent(10)));
        assert_eq!(values(&component), [100_000, 150_000, 200_000].map(|it| TierValue::Share(Rate::from_ppm(it))));
    }

    #[test]
    fn a_rate_that_is_cleared_is_derived_again() {
        for typed in [125_000, 111_111, 33_333, 987_654, 7] {
            let mut component = commission();
            fix_rate(&mut component, FixedRate::Share(Rate::from_ppm(typed)));
            derive_rate(&mut component);
            if typed > 10_000 {
                assert_eq!(component, commission(), "{typed}");
            }
            derive_rate(&mut component);
            assert_eq!(fixed_rate(&component), None);
        }
    }

    #[test]
    fn a_price_for_each_opportunity_is_fixed_in_money() {
        let mut component = commission();
        let price = FixedRate::PerUnit(Money::from_major(120));
        fix_rate(&mut component, price);
        assert_eq!(fixed_rate(&component), Some(price));
        assert_eq!(values(&component)[1], TierValue::PerUnit(Money::from_major(180)));
        derive_rate(&mut component);
        assert_eq!(component, commission());
    }

    #[test]
    fn nothing_at_all_is_no_rate() {
        let mut component = commission();
        fix_rate(&mut component, FixedRate::Share(Rate::ZERO));
        assert_eq!(component, commission());
    }
}
