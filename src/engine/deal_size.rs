//! How large a mean new deal is: the size of its segment, or where sources have sizes of their own, what they sign together over what
//! they win. Pay by units, deals rated one by one and deals made of the forecast all ask here, so that they count the customers won.

use crate::engine::pipeline::NewBusiness;
use crate::engine::staff;
use crate::model::{Document, Segment};
use crate::units::Money;

/// Whether sources of a segment have deal sizes of their own.
pub(crate) fn mixed(segment: &Segment) -> bool {
    segment.pipeline.sources.iter().any(|it| it.deal_size.is_some())
}

/// Mean new deal of a segment over the whole plan, in thousandths: ARR signed over customers won, where its sources have sizes of their
/// own and win anybody.
pub(crate) fn of_segment(segment: &Segment, business: &NewBusiness) -> i64 {
    let typed = segment.pipeline.deal_size.mills();
    if !mixed(segment) {
        return typed;
    }
    let (mut arr, mut won) = (Money::ZERO, 0.0);
    for flow in &business.flows {
        arr += flow.bookings.iter().copied().sum::<Money>();
        won += flow.won.iter().sum::<f64>();
    }
    if won > 0.0 { Money::from_major_f64(arr.to_major() / won).mills() } else { typed }
}

/// Mean new deals of all segments.
pub(crate) fn by_segment(document: &Document, business: &[NewBusiness]) -> Vec<i64> {
    document.segments.iter().zip(business).map(|(segment, business)| of_segment(segment, business)).collect()
}

/// Mean deal of who serves a segment; of all segments that have one, for who serves all.
pub(crate) fn of_seat(sizes: &[i64], segment: Option<usize>) -> i64 {
    if let Some(own) = segment.and_then(|at| sizes.get(at)) {
        return *own;
    }
    let sizes = || sizes.iter().filter(|size| **size > 0).map(|size| i128::from(*size));
    let mean = sizes().sum::<i128>() / (sizes().count() as i128).max(1);
    i64::try_from(mean).unwrap_or(i64::MAX)
}

/// Mean new deal of the segment at a position (ARR).
pub fn mean_deal_of(document: &Document, segment: usize) -> Money {
    Money::from_mills(mean_deal(document, Some(segment)))
}

/// The same for who has no forecast at hand. It is made only where sources have sizes of their own.
pub(crate) fn mean_deal(document: &Document, segment: Option<usize>) -> i64 {
    let asked = segment.and_then(|at| document.segments.get(at));
    let typed: Vec<i64> = document.segments.iter().map(|it| it.pipeline.deal_size.mills()).collect();
    if !asked.map_or_else(|| document.segments.iter().any(mixed), mixed) {
        return of_seat(&typed, segment);
    }
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    of_seat(&by_segment(document, &super::forecast(document, &posts, &holders).new_business), segment)
}
