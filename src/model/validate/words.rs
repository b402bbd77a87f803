//! Values as they stand in the text of a problem: plain digits of the language, in no locale.

use crate::model::comp::Measure;
use crate::model::{Bounds, InputUnit, InputValue};
use crate::text::tr;
use crate::units::{Cadence, Rate};

/// A share in percent, with as many decimals as it needs: `97.5 %`.
pub(super) fn percent(rate: Rate) -> String {
    format!("{} %", trimmed(rate.to_f64() * 100.0))
}

/// A value in its unit.
pub(super) fn value(value: InputValue, unit: InputUnit) -> String {
    match value {
        InputValue::Money(money) => money.to_string(),
        InputValue::Rate(rate) => number(rate.to_f64(), unit),
        InputValue::Count(count) => number(f64::from(count), unit),
        InputValue::Month(month) => month.to_string(),
        InputValue::Empty => tr!("empty").to_owned(),
    }
}

/// Bounds in their unit: `0 % and 100 %`.
pub(super) fn bounds(bounds: Bounds, unit: InputUnit) -> String {
    tr!("{} and {}", number(bounds.min, unit), number(bounds.max, unit))
}

fn number(value: f64, unit: InputUnit) -> String {
    match unit {
        InputUnit::Percent | InputUnit::PercentPerYear => format!("{} %", trimmed(value * 100.0)),
        InputUnit::Multiple => format!("{}x", trimmed(value)),
        InputUnit::Count("months") if value == 1.0 => tr!("1 month").to_owned(),
        InputUnit::Count("months") => tr!("{} months", trimmed(value)),
        InputUnit::Money
        | InputUnit::MoneyPer(_)
        | InputUnit::Weight
        | InputUnit::Count(_)
        | InputUnit::CountPer(..)
        | InputUnit::Month => trimmed(value),
    }
}

/// At most four decimals, no zeros at the end.
fn trimmed(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', tr!("." in "number"))
}

/// `a year`, as in an amount a year.
pub(super) fn per(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => tr!("a month"),
        Cadence::Quarter => tr!("a quarter"),
        Cadence::Half => tr!("a half-year"),
        Cadence::Year => tr!("a year"),
    }
}

/// A measure inside a sentence.
pub(super) fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => tr!("new ARR"),
        Measure::ExpansionArr | Measure::ExpansionAndPriceArr => tr!("expansion ARR"),
        Measure::RenewedArr => tr!("renewed ARR"),
        Measure::GrossRetention => tr!("gross retention"),
        Measure::NetRetention => tr!("net retention"),
        Measure::Opportunities => tr!("qualified opportunities"),
        Measure::Objectives => tr!("objectives"),
        Measure::GrossMargin => tr!("gross margin"),
        Measure::Units => tr!("units"),
        Measure::Meetings => tr!("meetings"),
        Measure::Satisfaction => tr!("satisfaction"),
    }
}

/// The first few of many names: `a, b, c and 4 more`.
pub(super) fn few<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 3;
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.take(SHOWN).collect::<Vec<_>>().join(", ");
    if more == 0 { shown } else { tr!("{shown} and {more} more") }
}

/// Whether none of the first `length` weights counts; a missing one counts as 1.
pub(super) fn all_zero(weights: &[Rate], length: usize) -> bool {
    weights.len() >= length && weights.iter().take(length).all(|weight| weight.ppm() <= 0)
}
