//! The walk through a pay plan: cap, payout and draw of each version, and every figure of its components.

use super::InputUnit;
use super::component::component;
use super::entry::{ANY_MONEY, At, Flow, MULTIPLE, Slot, Visit, count};
use crate::model::comp::{ClawbackBasis, DrawKind, DrawStep, Plan, PlanVersion, SpifPays};
use crate::text::{mark, tr};
use crate::units::{Cadence, Monthly};

/// Visits the inputs of one plan, version by version.
pub(super) fn plan(plan: &mut Plan, visit: &mut Visit<'_>) -> Flow {
    for (index, version) in plan.versions.iter_mut().enumerate() {
        let path = format!("plan/{}/{}", plan.id, index + 1);
        let mut at = At { path: &path, label: &plan.name, visit };
        let cap = Slot::OptRate(&mut version.cap);
        at.put("cap", tr!("cap on variable pay of a year"), InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
        for it in &mut version.components {
            component(it, &path, &plan.name, at.visit)?;
        }
        for spif in &mut version.spifs {
            let spif_path = format!("{path}/spif/{}", spif.id);
            let label = format!("{}, {}", plan.name, spif.name);
            let mut at = At { path: &spif_path, label: &label, visit: &mut *at.visit };
            at.money("amount", "pays", &mut spif.amount)?;
            match &mut spif.pays {
                SpifPays::PerDeal { least } => at.money("least", tr!("for each deal of at least"), least)?,
                SpifPays::Once { at: reached } => at.money("at", tr!("once credit reaches"), reached)?,
            }
        }
        payout(version, &mut at)?;
        if let Some(draw) = &mut version.draw {
            draw_step(&mut draw.first, "draw", "draw", &mut at)?;
            for (index, step) in draw.then.iter_mut().enumerate() {
                let number = index + 2;
                draw_step(step, &format!("draw/{number}"), &tr!("draw, step {number}"), &mut at)?;
            }
            if let DrawKind::DelayedRecovery { start_period, share, last_period } = &mut draw.kind {
                at.months("draw/recovery_from", tr!("recovery begins in month"), 120, start_period)?;
                at.share("draw/recovery_share", tr!("share of pay above the draw recovered"), share)?;
                if let Some(last) = last_period {
                    at.months("draw/recovery_to", tr!("recovery ends in month"), 120, last)?;
                }
            }
        }
    }
    Flow::Continue(())
}

/// One amount of a draw and its months. The first one's paths have no number: most draws have no other.
fn draw_step(step: &mut DrawStep, key: &str, label: &str, at: &mut At<'_>) -> Flow {
    let mut amount = step.amount.amount();
    let unit = InputUnit::MoneyPer(Cadence::Month);
    let flow = at.put(&format!("{key}/amount"), label, unit, ANY_MONEY, 100.0, Slot::Money(&mut amount));
    step.amount = Monthly::new(amount);
    flow?;
    match &mut step.months {
        Some(months) => at.months(&format!("{key}/months"), &tr!("tenure months with a {label}"), 120, months),
        None => Flow::Continue(()),
    }
}

/// When variable pay is paid, and what is taken back of it.
fn payout(version: &mut PlanVersion, at: &mut At<'_>) -> Flow {
    let payout = &mut version.payout;
    at.months("payout/lag_months", tr!("months to payment"), 24, &mut payout.lag_months)?;
    let parts = Slot::Count(&mut payout.instalments);
    at.put("payout/instalments", tr!("instalments"), InputUnit::Count(mark!("months")), count(1, 36), 1.0, parts)?;
    at.share("payout/holdback", tr!("held back"), &mut payout.holdback)?;
    at.months("payout/holdback_months", tr!("months held back"), 36, &mut payout.holdback_months)?;
    let clawback = &mut version.clawback;
    if clawback.basis != ClawbackBasis::None {
        at.share("clawback/share", tr!("share taken back"), &mut clawback.share)?;
        at.months("clawback/months", tr!("months in which it is taken back"), 60, &mut clawback.months)?;
    }
    Flow::Continue(())
}
