//! Every numeric input against the bounds the registry gives it, wherever the value came from.

use super::{Check, words};
use crate::model::inputs::out_of_bounds;
use crate::text::tr;

pub(super) fn check(check: &mut Check<'_>) {
    for input in out_of_bounds(check.document) {
        let text = tr!(
            "{} is {} and must lie between {}",
            input.label,
            words::value(input.value, input.unit),
            words::bounds(input.bounds, input.unit)
        );
        check.error(input.path, "out_of_bounds", text);
    }
}
