//! The walk through one component of a plan: every figure of its target, its table and its modifiers.

use super::entry::{ANY_MONEY, At, Flow, MULTIPLE, Slot, Visit, count};
use super::{Bounds, InputUnit};
use crate::model::comp::{
    Component, KickerPays, KickerWhen, MultiplierBy, RatePreset, Rates, Target, Tier, TierFrom, TierValue,
};
use crate::text::{mark, tr};

/// Visits the inputs of one component.
pub(super) fn component(component: &mut Component, version: &str, plan: &str, visit: &mut Visit<'_>) -> Flow {
    let path = format!("{version}/{}", component.id);
    let label = format!("{plan}, {}", component.name);
    let mut at = At { path: &path, label: &label, visit };
    at.share("weight", tr!("share of variable"), &mut component.weight)?;
    match &mut component.target {
        Target::Quota => {}
        Target::Amount { amount, per } => {
            at.put("target", tr!("target"), InputUnit::MoneyPer(*per), ANY_MONEY, 10_000.0, Slot::Money(amount))?;
        }
        Target::SumOfQuotas { share } => {
            at.percent("target", tr!("target, share of the quotas in scope"), 3.0, share)?
        }
        Target::Ratio { ratio } => at.percent("target", tr!("target"), 5.0, ratio)?,
    }
    if let Some(threshold) = &mut component.threshold {
        at.percent("threshold", tr!("nothing is paid below"), 5.0, &mut threshold.at)?;
    }
    if let Some(gate) = &mut component.gate {
        at.percent("gate", "gate", 5.0, &mut gate.at)?;
    }
    let cap = Slot::OptRate(&mut component.cap);
    at.put("cap", tr!("most pay, as a multiple of target pay"), InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
    let attainment = Slot::OptRate(&mut component.attainment_cap);
    at.put("attainment_cap", tr!("most attainment that counts"), InputUnit::Percent, MULTIPLE, 0.05, attainment)?;
    at.put(
        "deal_cap",
        tr!("most pay for one deal"),
        InputUnit::Money,
        ANY_MONEY,
        1_000.0,
        Slot::OptMoney(&mut component.deal_cap),
    )?;
    kickers(component, &mut at)?;
    if let Some(multiplier) = &mut component.multiplier {
        match &mut multiplier.by {
            MultiplierBy::Steps { steps } => {
                for (index, step) in steps.iter_mut().enumerate() {
                    let number = index + 1;
                    let name = tr!("factor {number} holds from");
                    at.percent(&format!("multiplier/{number}/from"), &name, 100.0, &mut step.from)?;
                    let name = tr!("factor {number}");
                    let slot = Slot::Rate(&mut step.factor);
                    at.put(&format!("multiplier/{number}/factor"), &name, InputUnit::Multiple, MULTIPLE, 0.1, slot)?;
                }
            }
            MultiplierBy::Attainment { least, most } => {
                at.percent("multiplier/least", tr!("factor at least"), 100.0, least)?;
                at.percent("multiplier/most", tr!("factor at most"), 100.0, most)?;
            }
        }
    }
    rates(component, &mut at)
}

fn kickers(component: &mut Component, at: &mut At<'_>) -> Flow {
    for (index, kicker) in component.kickers.iter_mut().enumerate() {
        let number = index + 1;
        match &mut kicker.when {
            KickerWhen::Term { months } => {
                at.months(&format!("kicker/{number}/term"), &tr!("kicker {number}, months signed for"), 120, months)?;
            }
            KickerWhen::Prepaid => {}
            KickerWhen::Size { amount } => {
                at.money(&format!("kicker/{number}/size"), &tr!("kicker {number}, deals of at least"), amount)?;
            }
        }
        let (key, name) = (format!("kicker/{number}/pays"), tr!("kicker {number} pays"));
        match &mut kicker.pays {
            KickerPays::Multiple(rate) => at.put(&key, &name, InputUnit::Multiple, MULTIPLE, 0.1, Slot::Rate(rate))?,
            KickerPays::Share(rate) => at.put(&key, &name, InputUnit::Percent, MULTIPLE, 0.005, Slot::Rate(rate))?,
        }
        let name = tr!("kicker {number}, share of credit expected to qualify");
        at.share(&format!("kicker/{number}/expected"), &name, &mut kicker.expected)?;
    }
    Flow::Continue(())
}

/// A place in a table: a share of quota, an amount or a number of things.
fn place(from: &mut TierFrom, key: &str, name: &str, at: &mut At<'_>) -> Flow {
    match from {
        TierFrom::Quota(share) => at.percent(key, name, 100.0, share),
        TierFrom::Amount(amount) => at.money(key, name, amount),
        TierFrom::Units(units) => {
            at.put(key, name, InputUnit::Count(mark!("units")), count(0, 10_000_000), 1.0, Slot::Count(units))
        }
    }
}

fn tiers(tiers: &mut [Tier], at: &mut At<'_>) -> Flow {
    for (index, tier) in tiers.iter_mut().enumerate() {
        let number = index + 1;
        let key = format!("tier/{number}/from");
        let name = tr!("tier {number} begins at");
        place(&mut tier.from, &key, &name, at)?;
        let key = format!("tier/{number}/value");
        let name = tr!("tier {number} pays");
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
    Flow::Continue(())
}

fn rates(component: &mut Component, at: &mut At<'_>) -> Flow {
    match &mut component.rates {
        Rates::Tiers { tiers: table, .. } => {
            let before = table.clone();
            let flow = tiers(table, at);
            if *table != before {
                RatePreset::keep(&before, table);
            }
            flow?;
        }
        Rates::Interpolated { tiers: table, .. } => tiers(table, at)?,
        Rates::Curve { points } => {
            for (index, point) in points.iter_mut().enumerate() {
                let number = index + 1;
                at.percent(
                    &format!("point/{number}/attainment"),
                    &tr!("point {number} at attainment"),
                    100.0,
                    &mut point.attainment,
                )?;
                at.percent(
                    &format!("point/{number}/pay"),
                    &tr!("point {number} pays, share of target pay"),
                    100.0,
                    &mut point.pay,
                )?;
            }
        }
        Rates::Milestones { steps } => {
            for (index, step) in steps.iter_mut().enumerate() {
                let number = index + 1;
                place(&mut step.at, &format!("milestone/{number}/at"), &tr!("milestone {number} is reached at"), at)?;
                at.money(&format!("milestone/{number}/pay"), &tr!("milestone {number} pays"), &mut step.pay)?;
            }
        }
        Rates::Matrix { rows, columns, cells, .. } => {
            for (index, bound) in rows.iter_mut().enumerate() {
                let number = index + 1;
                at.percent(&format!("row/{number}"), &tr!("row {number} holds from, share of target"), 100.0, bound)?;
            }
            for (index, bound) in columns.iter_mut().enumerate() {
                let number = index + 1;
                at.percent(&format!("column/{number}"), &tr!("column {number} holds from"), 100.0, bound)?;
            }
            for (row, cells) in cells.iter_mut().enumerate() {
                for (column, cell) in cells.iter_mut().enumerate() {
                    let (row, column) = (row + 1, column + 1);
                    let name = tr!("row {row}, column {column} pays, share of target pay");
                    at.percent(&format!("cell/{row}/{column}"), &name, 100.0, cell)?;
                }
            }
        }
    }
    Flow::Continue(())
}
