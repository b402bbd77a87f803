//! The same months under each meaning of the plan's tables of tiers.

use super::{Source, Statement, in_each_document};
use crate::engine::Span;
use crate::model::Document;
use crate::model::comp::{RatePreset, Rates};
use crate::units::{ComponentId, PlanId, SeatId};

/// The same result of the same months for each component of the seat's plan with a table of tiers, under each of its meanings in the
/// order of [`RatePreset::ALL`]. The credit is that of the statement; only what this one table reaches back to differs, so that the
/// whole is what the plan would pay after its cap.
pub fn statement_by_meaning(
    document: &Document,
    seat: &SeatId,
    stint: Option<usize>,
    span: Span,
    source: Source,
) -> Vec<(ComponentId, RatePreset, Statement)> {
    let plan = document.seats.iter().find(|it| it.id == *seat).and_then(|seat| document.plan_of(seat));
    let components = plan.into_iter().flat_map(|it| &it.versions).flat_map(|it| &it.components);
    let mut read: Vec<ComponentId> = Vec::new();
    for component in components {
        let tiered = component.rates.tiers().is_some_and(|tiers| tiers.len() > 1);
        if tiered && !read.contains(&component.id) {
            read.push(component.id.clone());
        }
    }
    let all = |id: ComponentId| RatePreset::ALL.map(|meaning| (id.clone(), meaning));
    let meanings: Vec<(ComponentId, RatePreset)> = read.into_iter().flat_map(all).collect();
    if meanings.is_empty() {
        return Vec::new();
    }
    let told = in_each_document(document, (seat, stint), (span, source), &meanings).unwrap_or_default();
    meanings.into_iter().zip(told).map(|((id, meaning), told)| (id, meaning, told)).collect()
}

/// The document with the table of tiers of one component read in one way.
pub(super) fn in_meaning(document: &Document, plan: &PlanId, (id, meaning): &(ComponentId, RatePreset)) -> Document {
    let mut copy = document.clone();
    let versions = copy.plans.iter_mut().filter(|it| it.id == *plan).flat_map(|it| &mut it.versions);
    for component in versions.flat_map(|it| &mut it.components).filter(|it| it.id == *id) {
        if let Rates::Tiers { tiers, .. } = &mut component.rates {
            meaning.apply(tiers);
        }
    }
    copy
}
