//! The rate of a component typed, instead of derived from target variable, weight and quota.

use crate::edit::command::Command;
use crate::model::comp::fixed::{amount, base, rounded, same_kind, tiers};
use crate::model::comp::{Component, FixedRate, Plan, Target, TierValue, fixed_rate};
use crate::model::{Document, Quota, Role};
use crate::text::tr;
use crate::units::{ComponentId, Money, PlanId, Rate, RoleId, SegmentId, Yearly};

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

/// Makes what a fixed rate pays at quota the target pay of its component, under the terms of a role (in a segment, or where no segment
/// has terms of its own): OTE becomes what all components together pay at target, weights follow, what the others pay at target stays,
/// and the rate is derived again. None where the rate is not a fixed share, or there is no target in money.
pub fn adopt_rate(
    document: &Document,
    plan: &PlanId,
    version: usize,
    component: &ComponentId,
    (role, segment): (&RoleId, Option<&SegmentId>),
) -> Option<Command> {
    let mut plan: Plan = document.plan(plan)?.clone();
    let mut role: Role = document.role(role)?.clone();
    let terms = role.terms.iter_mut().find(|it| it.segment.as_ref() == segment)?;
    let version = plan.versions.get_mut(version)?;
    let at = version.components.iter().position(|it| it.id == *component)?;
    let variable = terms.variable().amount().to_major();
    let mut pays: Vec<f64> = version.components.iter().map(|it| variable * it.weight.to_f64()).collect();
    let fixed = version.components.get_mut(at)?;
    let Some(FixedRate::Share(share)) = fixed_rate(fixed) else { return None };
    let quota = match (fixed.target, terms.quota) {
        (Target::Quota, Some(quota @ Quota::Arr { .. })) => quota.arr_year().amount().to_major(),
        (Target::Amount { amount, per }, _) => amount.to_major() * f64::from(per.per_year()),
        (Target::Quota | Target::SumOfQuotas { .. } | Target::Ratio { .. }, _) => return None,
    };
    *pays.get_mut(at)? = quota * share.to_f64();
    derive_rate(fixed);
    let sum: f64 = pays.iter().sum();
    if sum <= 0.0 {
        return None;
    }
    for (component, weight) in version.components.iter_mut().zip(crate::units::rounding::split(Rate::SCALE, &pays, 1)) {
        component.weight = Rate::from_ppm(weight);
    }
    terms.ote = Yearly::new(terms.base.amount() + Money::from_major_f64(sum));
    let label = tr!("{}: rate becomes target pay", plan.name);
    Some(Command::batch(label, vec![role.into(), plan.into()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{Rates, fix_rate};
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
    fn a_fixed_rate_becomes_target_pay_and_the_other_components_keep_theirs() {
        use crate::edit::apply;
        let mut document = company();
        let (id, role) = (PlanId::new("am"), RoleId::new("am"));
        let part = document.plan(&id).unwrap().versions[0].components[0].id.clone();
        let adopt = |document: &Document| adopt_rate(document, &id, 0, &part, (&role, None));
        assert_eq!(adopt(&document), None, "the rate is derived already");
        let am = document.plans.iter_mut().find(|it| it.id == id).unwrap();
        fix_rate(&mut am.versions[0].components[0], FixedRate::Share(Rate::percent(6)));
        let before = document.clone();
        let undo = apply(&mut document, adopt(&before).unwrap()).unwrap();
        // 6 % of 520,000 beside the 20,250 of net retention (45 % of 45,000): 51,450 on a base of 85,000.
        let terms = &document.role(&role).unwrap().terms[0];
        assert_eq!(terms.ote.amount(), Money::from_major(136_450));
        let components = &document.plan(&id).unwrap().versions[0].components;
        assert_eq!(fixed_rate(&components[0]), None);
        let pays = components.iter().map(|it| (51_450.0 * it.weight.to_f64()).round()).collect::<Vec<_>>();
        assert_eq!(pays, [31_200.0, 20_250.0]);
        assert_eq!(components.iter().map(|it| it.weight.ppm()).sum::<i64>(), Rate::SCALE);
        apply(&mut document, undo).unwrap();
        assert_eq!(document, before);
    }

    #[test]
    fn nothing_at_all_is_no_rate() {
        let mut component = commission();
        fix_rate(&mut component, FixedRate::Share(Rate::ZERO));
        assert_eq!(component, commission());
    }
}
