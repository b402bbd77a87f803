//! The risk that a customer does not renew, from the signals of its account plan.
//!
//! Risk = sum(weight x level) / sum(weight) over the signals that somebody has judged. At full risk so many points of renewal rate are lost;
//! in between, in proportion: renewal rate of a customer = that of its segment - points at stake x risk, at least nothing.

use crate::model::{Account, Health, HealthModel, HealthSignal};
use crate::units::Rate;

/// The weight of a signal.
pub fn signal_weight(model: &HealthModel, signal: HealthSignal) -> Rate {
    match signal {
        HealthSignal::Engagement => model.engagement,
        HealthSignal::LatePayment => model.late_payment,
        HealthSignal::Usage => model.usage,
        HealthSignal::Tickets => model.tickets,
    }
}

/// The risk of a customer, from 0 to 1; none where nothing is judged that has a weight.
pub fn risk(health: &Health, model: &HealthModel) -> Option<f64> {
    let judged = HealthSignal::ALL.into_iter().filter_map(|signal| {
        let weight = signal_weight(model, signal).to_f64().max(0.0);
        Some((weight, health.of(signal)?.to_f64().clamp(0.0, 1.0)))
    });
    let (sum, weights) =
        judged.fold((0.0, 0.0), |(sum, weights), (weight, level)| (sum + weight * level, weights + weight));
    (weights > 0.0).then(|| sum / weights)
}

/// How a customer is doing, in three words, by risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// A risk of at least `AT_RISK_FROM`.
    AtRisk,
    /// Between the two.
    Fair,
    /// A risk of at most `HEALTHY_TO`.
    Healthy,
}

/// The risk from which a customer is at risk: two thirds of the scale. A convention of ours, as the scale has no other unit.
pub const AT_RISK_FROM: f64 = 2.0 / 3.0;

/// The risk up to which a customer is healthy: a third of the scale.
pub const HEALTHY_TO: f64 = 1.0 / 3.0;

/// How a customer of this risk, from 0 to 1, is doing.
pub fn condition(risk: f64) -> Condition {
    if risk >= AT_RISK_FROM {
        Condition::AtRisk
    } else if risk > HEALTHY_TO {
        Condition::Fair
    } else {
        Condition::Healthy
    }
}

/// Points of renewal rate that a risk costs.
pub fn points_at_risk(risk: f64, model: &HealthModel) -> f64 {
    model.renewal_at_stake.to_f64().clamp(0.0, 1.0) * risk
}

/// Whether the forecast renews this customer by a risk of its own.
pub(crate) fn is_judged(account: &Account, model: &HealthModel) -> bool {
    model.in_forecast && account.care.as_ref().is_some_and(|care| risk(&care.health, model).is_some())
}

/// Millionths of renewal rate that an account loses in the forecast; nothing where that does not listen to health.
pub(crate) fn forecast_points(account: &Account, model: &HealthModel) -> i64 {
    if !model.in_forecast {
        return 0;
    }
    let risk = account.care.as_ref().and_then(|care| risk(&care.health, model));
    risk.map_or(0, |risk| (points_at_risk(risk, model) * Rate::SCALE as f64).round() as i64)
}
