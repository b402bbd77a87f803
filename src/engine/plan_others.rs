//! What a plan looks at besides what it pays on, and where that stands while the plan is priced.

use crate::engine::payroll::ratio_target;
use crate::model::comp::{Component, Measure, PlanVersion, Rates};
use crate::model::{Document, OtherMeasures};
use crate::units::Rate;

/// Where another measure stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OtherStand {
    /// At 100 % of its target.
    OnTarget,
    /// At the ratio that the plan sets as its target.
    AtRatio(Rate),
    /// Nowhere: the plan sets no target for this ratio, so gates on it are met and nothing is multiplied.
    Unknown,
    /// At the attainment of what is paid on.
    Along,
    /// At a value that was typed.
    At(Rate),
}

/// The measures that components look at besides their own (gates, multipliers, two-way tables, places in a table), each once in the
/// order of the plan, and where each stands.
pub fn other_stands(document: &Document, version: &PlanVersion) -> Vec<(Measure, OtherStand)> {
    let mut found: Vec<(Measure, OtherStand)> = Vec::new();
    for component in &version.components {
        for measure in looked_at(component) {
            if measure != component.measure && !found.iter().any(|it| it.0 == measure) {
                found.push((measure, stand(document, version, component, measure)));
            }
        }
    }
    found
}

fn looked_at(component: &Component) -> impl Iterator<Item = Measure> {
    let matrix = match &component.rates {
        Rates::Matrix { by, .. } => Some(*by),
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
    };
    let gate = component.gate.map(|it| it.measure);
    let multiplier = component.multiplier.as_ref().map(|it| it.measure);
    [gate, multiplier, matrix, component.attained_by].into_iter().flatten()
}

fn stand(document: &Document, version: &PlanVersion, component: &Component, measure: Measure) -> OtherStand {
    match document.assumptions.other_measures {
        OtherMeasures::SameAttainment => OtherStand::Along,
        OtherMeasures::At { value } => OtherStand::At(value),
        OtherMeasures::OnTarget if measure.is_ratio() => {
            ratio_target(version, component, measure).map_or(OtherStand::Unknown, OtherStand::AtRatio)
        }
        OtherMeasures::OnTarget => OtherStand::OnTarget,
    }
}
