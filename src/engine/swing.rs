//! Sensitivity: how far a metric moves when one input is a little less, and a little more.

use crate::engine::{Env, Metric, Row, Scope, Span, evaluate};
use crate::model::{Document, Input, InputUnit, InputValue, idle, inputs, set_input};
use crate::units::{Money, Rate};

/// What an input does to a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// The input as it stands.
    pub input: Input,
    /// It a step lower, and the metric then.
    pub low: Swung,
    /// It a step higher, and the metric then.
    pub high: Swung,
    /// The metric today, on its own scale.
    pub now: f64,
}

/// An input moved, and what the metric is then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swung {
    /// The input.
    pub value: InputValue,
    /// The metric on its own scale: major units, 1 for 100 %, heads. Absent where it has no value then.
    pub gives: Option<f64>,
}

impl Swing {
    /// Distance between the metric at the two ends, or between one end and today where the other has no value.
    pub fn width(&self) -> f64 {
        (self.high.gives.unwrap_or(self.now) - self.low.gives.unwrap_or(self.now)).abs()
    }
}

/// Whether an input can be moved by a share of itself: an amount, rate or number that is entered and not zero. Bounds cut the move.
pub fn can_swing(input: &Input) -> bool {
    match input.value {
        InputValue::Money(money) => !money.is_zero(),
        InputValue::Rate(rate) => rate.ppm() != 0,
        InputValue::Count(count) => count != 0,
        InputValue::Month(_) | InputValue::Empty => false,
    }
}

/// Moves one input by a share of itself (0.1 is ten per cent) both ways, everything else staying, and reads the metric. Whole numbers move
/// by one at least. `None` where the metric has no value today, or the input cannot be moved.
pub fn swing(
    document: &Document,
    env: &Env,
    input: &Input,
    by: f64,
    (metric, scope, span): (Metric, Scope, Span),
    now: f64,
) -> Option<Swing> {
    if !can_swing(input) {
        return None;
    }
    let moved = |factor: f64| {
        let value = scaled(input, factor)?;
        let mut document = document.clone();
        set_input(&mut document, &input.path, value).ok()?;
        let outcome = evaluate(&document, env);
        Some(Swung { value, gives: Row::scoped(&outcome, scope, span).value(metric).to_f64() })
    };
    Some(Swing { input: input.clone(), low: moved(1.0 - by)?, high: moved(1.0 + by)?, now })
}

/// An input times a factor, within its bounds.
fn scaled(input: &Input, factor: f64) -> Option<InputValue> {
    let value = input.value.magnitude()?;
    let bounded = |moved: f64| moved.clamp(input.bounds.min, input.bounds.max);
    Some(match input.value {
        InputValue::Money(_) => InputValue::Money(Money::from_major_f64(bounded(value * factor))),
        InputValue::Rate(_) => InputValue::Rate(Rate::from_f64(bounded(value * factor))),
        InputValue::Count(_) => {
            let by = (value * (factor - 1.0)).round();
            let by = if by == 0.0 { (factor - 1.0).signum() } else { by };
            InputValue::Count(bounded(value + by).round() as u32)
        }
        InputValue::Month(_) | InputValue::Empty => return None,
    })
}

/// Inputs of the forecast that can be moved a little with sense: rates, sizes and numbers of segments, costs and pay terms; not weights
/// of a calendar, not what only one person or one row of a table has, and not what moves nothing as the plan stands.
pub fn strong_candidates(document: &Document) -> Vec<Input> {
    let wanted = |input: &Input| {
        let general = ["segment/", "costs/", "assumptions/", "role/"].iter().any(|it| input.path.starts_with(it));
        let sensible = general && input.unit != InputUnit::Weight && !input.path.contains("/ramp/") && can_swing(input);
        sensible && idle(document, &input.path).is_none()
    };
    inputs(document).into_iter().filter(wanted).collect()
}
