//! The same months under each meaning of the plan's tables of tiers.

use super::{Source, Statement, in_each_document};
use crate::engine::Span;
use crate::model::Document;
use crate::model::comp::{RatePreset, Rates};
use crate::units::{PlanId, SeatId};

/// The same result of the same months under each meaning of the tables of tiers in the seat's plan, in the order of
/// [`RatePreset::ALL`]. The credit is that of the statement; only what the tables reach back to differs.
pub fn statement_by_meaning(
    document: &Document,
    seat: &SeatId,
    stint: Option<usize>,
    span: Span,
    source: Source,
) -> Vec<(RatePreset, Statement)> {
    let told = in_each_document(document, (seat, stint), (span, source), &RatePreset::ALL);
    RatePreset::ALL.into_iter().zip(told.unwrap_or_default()).collect()
}

/// The document with every table of tiers of one plan read in one way.
pub(super) fn in_meaning(document: &Document, plan: &PlanId, meaning: RatePreset) -> Document {
    let mut copy = document.clone();
    let versions = copy.plans.iter_mut().filter(|it| it.id == *plan).flat_map(|it| &mut it.versions);
    for component in versions.flat_map(|it| &mut it.components) {
        if let Rates::Tiers { tiers, .. } = &mut component.rates {
            meaning.apply(tiers);
        }
    }
    copy
}
