//! Whether a plan pays accelerators before the company is where it wants to be: its target ARR, and what the forecast makes of it.

use super::{Ahead, Street, Verdict};
use crate::engine::plan_breaks::pay_breaks;
use crate::engine::plan_view::pay_remembered;
use crate::engine::{Outcome, payee_lines, plan_totals};
use crate::model::comp::PlanVersion;
use crate::model::{Document, Terms};
use crate::units::Money;

/// How far a plan is looked at.
const MOST: f64 = 2.0;
/// More than its share, by so much of pay at target.
const LEAST: f64 = 2e-3;

/// Where a plan begins to accelerate, against where the company's target is met. None for a plan without accelerators, or where there
/// is no target.
pub(super) fn ahead(
    document: &Document,
    outcome: &Outcome,
    version: &PlanVersion,
    terms: &Terms,
    street: Option<Street>,
) -> Option<Ahead> {
    let target = document.settings.target_arr?;
    let from = accelerates(document, version, terms)?;
    let closing: Money =
        outcome.segments.iter().filter_map(|segment| segment.ledger.last()).map(|it| it.closing()).sum();
    let plan = document.plans.iter().find(|plan| plan.versions.contains(version));
    let attained = plan.and_then(|plan| {
        let lines = payee_lines(document, outcome, Some(&plan.id), outcome.whole());
        plan_totals(lines.iter()).attainment
    });
    let company_at = match street {
        Some(Street::Company { quotas, needed }) if quotas.mills() > 0 => Some(needed.to_major() / quotas.to_major()),
        Some(Street::Company { .. } | Street::Leader { .. } | Street::NoTarget) | None => None,
    };
    Some(Ahead { from, company_at, attained, target, closing })
}

/// The attainment from which a plan pays more than the share of its pay at 100 %.
pub(super) fn accelerates(document: &Document, version: &PlanVersion, terms: &Terms) -> Option<f64> {
    let pay = pay_remembered(document, version, terms);
    let pay = |at: f64| pay(at).total.to_major();
    let target = pay(1.0);
    if target <= 0.0 {
        return None;
    }
    let more = |at: f64| pay(at) > target * (at + LEAST);
    let mut stops = pay_breaks(document, version, terms, MOST);
    stops.extend(stops.clone().iter().map(|at| at + 1e-4));
    stops.extend((1..=200).map(|step| f64::from(step) / 100.0));
    stops.sort_by(f64::total_cmp);
    let first = stops.iter().position(|at| more(*at))?;
    let (mut low, mut high) =
        (first.checked_sub(1).and_then(|at| stops.get(at)).copied().unwrap_or(0.0), *stops.get(first)?);
    // What rises from a bound exceeds its share a little above it: the bound itself is where it begins.
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if more(middle) { high = middle } else { low = middle }
    }
    let bend = pay_breaks(document, version, terms, MOST).into_iter().rfind(|at| *at <= high && high - at < 0.02);
    Some(bend.unwrap_or(high))
}

/// What is thought of it.
pub(super) fn of_ahead(ahead: &Ahead) -> Verdict {
    let pays_already = ahead.attained.is_some_and(|at| at > ahead.from + 1e-3);
    if ahead.closing < ahead.target && pays_already {
        return Verdict::Change;
    }
    match ahead.company_at {
        Some(at) if at > ahead.from + 5e-3 => Verdict::Watch,
        Some(_) => Verdict::Fine,
        None if ahead.closing < ahead.target => Verdict::Watch,
        None => Verdict::Fine,
    }
}

#[cfg(test)]
mod tests;
