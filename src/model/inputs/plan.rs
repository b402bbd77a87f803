//! The walk through a pay plan: cap, payout and draw of each version, and every figure of its components.

use super::entry::{ANY_MONEY, At, Flow, MULTIPLE, Slot, Visit, count};
use super::{Bounds, InputUnit};
use crate::model::comp::{ClawbackBasis, Component, DrawKind, Plan, PlanVersion, Rates, Target, TierFrom, TierValue};
use crate::units::{Cadence, Monthly};

/// Visits the inputs of one plan, version by version.
pub(super) fn plan(plan: &mut Plan, visit: &mut Visit<'_>) -> Flow {
    for (index, version) in plan.versions.iter_mut().enumerate() {
        let path = format!("plan/{}/{}", plan.id, index + 1);
        let mut at = At { path: &path, label: &plan.name, visit };
        let cap = Slot::OptRate(&mut version.cap);
        at.put("cap", "cap on variable pay of a year", InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
        for component in &mut version.components {
            self::component(component, &path, &plan.name, at.visit)?;
        }
        payout(version, &mut at)?;
        if let Some(draw) = &mut version.draw {
            let mut amount = draw.amount.amount();
            let flow = at.put(
                "draw/amount",
                "draw",
                InputUnit::MoneyPer(Cadence::Month),
                ANY_MONEY,
                100.0,
                Slot::Money(&mut amount),
            );
            draw.amount = Monthly::new(amount);
            flow?;
            if let Some(months) = &mut draw.months {
                at.months("draw/months", "tenure months with a draw", 120, months)?;
            }
            if let DrawKind::DelayedRecovery { start_period, share, last_period } = &mut draw.kind {
                at.months("draw/recovery_from", "recovery begins in month", 120, start_period)?;
                at.share("draw/recovery_share", "share of pay above the draw recovered", share)?;
                if let Some(last) = last_period {
                    at.months("draw/recovery_to", "recovery ends in month", 120, last)?;
                }
            }
        }
    }
    Flow::Continue(())
}

/// When variable pay is paid, and what is taken back of it.
fn payout(version: &mut PlanVersion, at: &mut At<'_>) -> Flow {
    let payout = &mut version.payout;
    at.months("payout/lag_months", "months to payment", 24, &mut payout.lag_months)?;
    let parts = Slot::Count(&mut payout.instalments);
    at.put("payout/instalments", "instalments", InputUnit::Count("months"), count(1, 36), 1.0, parts)?;
    at.share("payout/holdback", "held back", &mut payout.holdback)?;
    at.months("payout/holdback_months", "months held back", 36, &mut payout.holdback_months)?;
    let clawback = &mut version.clawback;
    if clawback.basis != ClawbackBasis::None {
        at.share("clawback/share", "share taken back", &mut clawback.share)?;
        at.months("clawback/months", "months in which it is taken back", 60, &mut clawback.months)?;
    }
    Flow::Continue(())
}

fn component(component: &mut Component, version: &str, plan: &str, visit: &mut Visit<'_>) -> Flow {
    let path = format!("{version}/{}", component.id);
    let label = format!("{plan}, {}", component.name);
    let mut at = At { path: &path, label: &label, visit };
    at.share("weight", "share of variable", &mut component.weight)?;
    match &mut component.target {
        Target::Quota => {}
        Target::Amount { amount, per } => {
            at.put("target", "target", InputUnit::MoneyPer(*per), ANY_MONEY, 10_000.0, Slot::Money(amount))?;
        }
        Target::SumOfQuotas { share } => at.percent("target", "target, share of the quotas in scope", 3.0, share)?,
        Target::Ratio { ratio } => at.percent("target", "target", 5.0, ratio)?,
    }
    if let Some(threshold) = &mut component.threshold {
        at.percent("threshold", "nothing is paid below", 5.0, &mut threshold.at)?;
    }
    if let Some(gate) = &mut component.gate {
        at.percent("gate", "gate", 5.0, &mut gate.at)?;
    }
    let cap = Slot::OptRate(&mut component.cap);
    at.put("cap", "most pay, as a multiple of target pay", InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
    let attainment = Slot::OptRate(&mut component.attainment_cap);
    at.put("attainment_cap", "most attainment that counts", InputUnit::Percent, MULTIPLE, 0.05, attainment)?;
    match &mut component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => {
            for (index, tier) in tiers.iter_mut().enumerate() {
                let number = index + 1;
                let key = format!("tier/{number}/from");
                let name = format!("tier {number} begins at");
                match &mut tier.from {
                    TierFrom::Quota(share) => at.percent(&key, &name, 100.0, share)?,
                    TierFrom::Amount(amount) => at.money(&key, &name, amount)?,
                    TierFrom::Units(units) => {
                        at.put(&key, &name, InputUnit::Count("units"), count(0, 10_000_000), 1.0, Slot::Count(units))?;
                    }
                }
                let key = format!("tier/{number}/value");
                let name = format!("tier {number} pays");
                match &mut tier.value {
                    TierValue::Multiple(rate) => {
                        let bounds = Bounds { min: -100.0, max: 100.0 };
                        at.put(&key, &name, InputUnit::Multiple, bounds, 0.1, Slot::Rate(rate))?;
                    }
                    TierValue::Share(rate) => {
                        let bounds = Bounds { min: -100.0, max: 100.0 };
                        at.put(&key, &name, InputUnit::Percent, bounds, 0.005, Slot::Rate(rate))?;
                    }
                    TierValue::PerUnit(amount) => at.money(&key, &name, amount)?,
                }
            }
        }
        Rates::Curve { points } => {
            for (index, point) in points.iter_mut().enumerate() {
                let number = index + 1;
                at.percent(
                    &format!("point/{number}/attainment"),
                    &format!("point {number} at attainment"),
                    100.0,
                    &mut point.attainment,
                )?;
                at.percent(
                    &format!("point/{number}/pay"),
                    &format!("point {number} pays, share of target pay"),
                    100.0,
                    &mut point.pay,
                )?;
            }
        }
    }
    Flow::Continue(())
}
