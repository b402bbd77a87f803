//! Figures as digits: the same in CSV and in JSON.

use super::json::Json;
use crate::engine::{Metric, Row, Value};
use crate::exchange::defused;

/// The metrics of a segment: those that do not need pay or cost, which belong to no segment alone.
pub(super) fn of_segment() -> Vec<Metric> {
    let others = [Metric::Customers, Metric::Capacity, Metric::Pipeline, Metric::Revenue];
    [Metric::BRIDGE.as_slice(), &Metric::RETENTION, &others].concat()
}

/// All metrics in the order of columns: those most looked for first, then the others in the engine's order.
pub(super) fn columns() -> Vec<Metric> {
    let people = [Metric::Heads, Metric::Ramped, Metric::Capacity, Metric::Pipeline, Metric::CompCost, Metric::Ccos];
    let mut columns = [Metric::BRIDGE.as_slice(), &Metric::RETENTION, &people].concat();
    let others: Vec<Metric> = Metric::ALL.iter().copied().filter(|metric| !columns.contains(metric)).collect();
    columns.extend(others);
    columns
}

/// Decimals of shares and multiples.
pub(super) const FINE: usize = 6;
/// Decimals of heads, customers, months and the like.
pub(super) const COARSE: usize = 4;

/// A value in plain digits: money in major units, shares and multiples with at most six decimals, counts and months with at most
/// four. Nothing where it is undefined.
pub(super) fn digits(value: Value) -> String {
    match value {
        Value::Money(money) => money.to_string(),
        Value::Share(value) | Value::Multiple(value) => decimals(value, FINE),
        Value::Count(value) | Value::Months(value) => decimals(value, COARSE),
        Value::Undefined(_) => String::new(),
    }
}

/// Money as a text, so that no program reads it as a float; everything else as a number.
pub(super) fn to_json(value: Value) -> Json {
    match value {
        Value::Money(money) => Json::text(money),
        Value::Share(value) | Value::Multiple(value) => number(value, FINE),
        Value::Count(value) | Value::Months(value) => number(value, COARSE),
        Value::Undefined(_) => Json::Null,
    }
}

/// A number as JSON, which has no word for what is not finite.
pub(super) fn number(value: f64, most: usize) -> Json {
    if value.is_finite() { Json::Number(decimals(value, most)) } else { Json::Null }
}

/// A number with at most this many decimals, without zeros at the end and without an exponent.
pub(super) fn decimals(value: f64, most: usize) -> String {
    let text = format!("{value:.most$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The figures of a row as members of an object, and last why some have no value.
pub(super) fn members(row: &Row, metrics: &[Metric]) -> Vec<(&'static str, Json)> {
    members_as(row, metrics, |metric, value| (metric.key(), value))
}

/// The same, with keys and values as they are to be shown.
pub(super) fn members_as(
    row: &Row,
    metrics: &[Metric],
    shown: impl Fn(Metric, Value) -> (&'static str, Value),
) -> Vec<(&'static str, Json)> {
    let mut members = Vec::with_capacity(metrics.len() + 1);
    let mut undefined = Vec::new();
    for metric in metrics {
        let (key, value) = shown(*metric, row.value(*metric));
        if let Value::Undefined(needs) = value {
            undefined.push((key, Json::text(needs)));
        }
        members.push((key, to_json(value)));
    }
    members.push(("undefined", Json::Object(undefined)));
    members
}

/// Rows as CSV; a name that a spreadsheet would run as a formula is only a name.
pub(super) fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory fails only where rows differ in length, and these do not.
        let _ = writer.write_record(row.iter().map(|cell| defused(cell).into_owned()));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Money;

    #[test]
    fn every_metric_is_a_column_once() {
        let columns = columns();
        assert_eq!(columns.len(), Metric::ALL.len());
        assert!(Metric::ALL.iter().all(|metric| columns.contains(metric)));
    }

    #[test]
    fn digits_are_plain() {
        let text = digits;
        assert_eq!(text(Value::Money(Money::from_mills(3_660_050))), "3660.05");
        assert_eq!(text(Value::Share(1.0 / 3.0)), "0.333333");
        assert_eq!(text(Value::Share(1.0)), "1");
        assert_eq!(text(Value::Count(41.806_25)), "41.8062");
        assert_eq!(text(Value::Count(1e7)), "10000000");
        assert_eq!(text(Value::Multiple(-1e-9)), "0");
        assert_eq!(text(Value::Undefined("needs a gross margin")), "");
        assert_eq!(to_json(Value::Multiple(f64::INFINITY)), Json::Null);
    }
}
