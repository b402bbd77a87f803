//! Every numeric input against the bounds the registry gives it, wherever the value came from.

use super::{Check, words};
use crate::model::{InputValue, inputs};

pub(super) fn check(check: &mut Check<'_>) {
    for input in inputs(check.document) {
        let magnitude = match input.value {
            InputValue::Money(money) => money.to_major(),
            InputValue::Rate(rate) => rate.to_f64(),
            InputValue::Count(count) => f64::from(count),
            InputValue::Month(_) | InputValue::Empty => continue,
        };
        if magnitude < input.bounds.min || magnitude > input.bounds.max {
            let text = format!(
                "{} is {} and must lie between {}",
                input.label,
                words::value(input.value, input.unit),
                words::bounds(input.bounds, input.unit)
            );
            check.error(input.path, "out_of_bounds", text);
        }
    }
}
