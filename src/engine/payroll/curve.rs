//! The payout curve of one plan: variable pay a year against attainment.

use crate::engine::pay::{Basis, Ratio, rate};
use crate::model::comp::{Component, PlanVersion, Target};
use crate::model::{Document, Quota, Terms};
use crate::units::{Money, Rate};

/// Variable pay a year against attainment, with every component at the same attainment of its own target.
#[derive(Clone, Debug, PartialEq)]
pub struct PayCurve {
    /// Attainment of each point.
    pub attainment: Vec<f64>,
    /// Total variable pay at each point.
    pub total: Vec<Money>,
    /// Pay by component, in the order of the plan.
    pub components: Vec<Vec<Money>>,
}

/// The payout curve of a version of a plan under terms, from nothing to `most` in equal steps. A ratio measure runs from its
/// threshold upwards as its attainment does.
pub fn pay_curve(document: &Document, version: &PlanVersion, terms: &Terms, most: f64, steps: usize) -> PayCurve {
    let settings = &document.settings;
    let attainment: Vec<f64> = (0..=steps).map(|step| most * step as f64 / steps.max(1) as f64).collect();
    let mut curve = PayCurve { attainment, total: Vec::new(), components: Vec::new() };
    for component in &version.components {
        let (quota, whole) = curve_basis(component, terms);
        let variable = i128::from(terms.variable().amount().mills());
        let target = Ratio::new(variable * i128::from(component.weight.ppm()), i128::from(Rate::SCALE));
        let basis = Basis { quota, rate: target.times(Ratio::new(1, i128::from(whole.max(1)))) };
        let pay = |share: &f64| {
            let credit = (quota as f64 * share).round() as i64;
            rate(component, credit, 0, &basis, true).to_money(settings.currency, settings.rounding)
        };
        curve.components.push(curve.attainment.iter().map(pay).collect());
    }
    curve.total = (0..curve.attainment.len())
        .map(|at| curve.components.iter().filter_map(|series| series.get(at).copied()).sum())
        .collect();
    curve
}

/// What 100 % is in a year, and what the derived rate divides by.
pub(crate) fn curve_basis(component: &Component, terms: &Terms) -> (i64, i64) {
    // Where the target is the sum of others' quotas, only the shape matters: any round number stands for it.
    const ANY: i64 = 1_000_000_000;
    let year = match component.target {
        Target::Quota => match terms.quota {
            Some(quota @ Quota::Arr { .. }) => quota.arr_year().amount().mills(),
            Some(quota @ Quota::Units { .. }) => (quota.units_year() * 1_000.0).round() as i64,
            None => ANY,
        },
        Target::Amount { amount, per } => amount.mills().saturating_mul(i64::from(per.per_year())),
        Target::SumOfQuotas { .. } => ANY,
        Target::Ratio { ratio } => ratio.ppm() * 1_000,
    };
    (year, year)
}
