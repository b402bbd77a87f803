//! Growth steps of account plans as ARR of the forecast.
//!
//! A step is expected to add its ARR times its chance, for the share of the customer that is expected to be there still. The segment's expansion
//! rate is not added to that: at a renewal it adds only what goes beyond the steps since the renewal before. So of steps and rate the
//! larger counts, and a step never lowers the forecast.

use crate::model::{Account, Document};
use crate::units::Month;

/// Steps of a customer within the plan: offset of the month, and ARR in major units by its chance. None where the forecast does not listen, and
/// for prospects, whose first contract is new business.
pub(crate) fn forecast_steps(document: &Document, account: &Account) -> Vec<(usize, f64)> {
    if !document.territory.growth_in_forecast || account.contract.is_none() {
        return Vec::new();
    }
    let steps = account.care.as_ref().map(|care| care.growth.as_slice()).unwrap_or_default();
    let expected = steps.iter().filter_map(|step| {
        let at = month_of(document, step.month)?;
        let arr = step.arr.to_major().max(0.0) * step.likelihood.to_f64().clamp(0.0, 1.0);
        (arr > 0.0).then_some((at, arr))
    });
    let mut found: Vec<(usize, f64)> = expected.collect();
    found.sort_by_key(|it| it.0);
    found
}

/// The offset of a month within the plan.
fn month_of(document: &Document, month: Month) -> Option<usize> {
    let at = usize::try_from(month.since(document.settings.first_month)).ok()?;
    (at < document.settings.horizon()).then_some(at)
}
