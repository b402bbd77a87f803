//! A metric beside what other companies have of it: in words, and as a small bar with the plan's point on it.

use crate::engine::{Benchmark, Metric, Standing, Value};
use crate::present::Locale;
use crate::present::figure::{self, Unit};
use crate::text::{mark, tr};
use crate::units::Currency;

/// A comparison, for a row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct UsualCell {
    /// The range and the median.
    pub range: String,
    /// Where the plan lies: `below`, `within`, `above`; empty where the plan has no value.
    pub standing: &'static str,
    /// Who says so, and of whom.
    pub source: String,
    /// The bar.
    pub bar: RangeBar,
}

/// Places on a bar, from 0 at its start to 1 at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangeBar {
    /// Where the range begins; at the start of the bar if it has no lower end.
    pub low: f64,
    /// Where it ends; at the end of the bar if it has no upper end.
    pub high: f64,
    /// The median.
    pub median: Option<f64>,
    /// The plan.
    pub plan: Option<f64>,
}

/// A comparison as it stands in a table.
pub fn usual(found: &Benchmark, metric: Metric, value: Value, locale: &Locale, currency: Currency) -> UsualCell {
    let plan = value.to_f64();
    let standing = plan.map_or("", |plan| match found.standing(plan) {
        Standing::Below => mark!("below"),
        Standing::Within => mark!("within"),
        Standing::Above => mark!("above"),
    });
    UsualCell { range: range(found, metric, locale, currency), standing, source: source(found), bar: bar(found, plan) }
}

/// The range in words: `82 % to 95 %, median 91 %`.
pub fn range(found: &Benchmark, metric: Metric, locale: &Locale, currency: Currency) -> String {
    let show = |value: f64| match figure::unit_of(metric) {
        Unit::Share => locale.percent(value, 0),
        Unit::Months => locale.months(value, 0),
        // Half a rule of thumb is 0.75, a whole one 3: no more digits than it has.
        Unit::Multiple if value.fract() == 0.0 => locale.multiple(value, 0),
        Unit::Multiple => locale.multiple(value, 2),
        Unit::Money | Unit::Count => figure::headline(figure::value_of(metric, value), locale, currency),
    };
    // A survey that told its median alone.
    if found.high.is_none() && found.median.is_some() && found.median == found.low {
        return tr!("median {}", show(found.median.unwrap_or_default()));
    }
    let ends = match (found.low, found.high) {
        (Some(low), Some(high)) => tr!("{} to {}", show(low), show(high)),
        (Some(low), None) => tr!("{} or more", show(low)),
        (None, Some(high)) => tr!("{} or less", show(high)),
        (None, None) => String::new(),
    };
    match found.median.filter(|median| found.low != Some(*median)) {
        Some(median) => tr!("{ends}, median {}", show(median)),
        None => ends,
    }
}

/// Who says so, and of whom.
pub fn source(found: &Benchmark) -> String {
    match found.source {
        Some(source) => format!("{source}: {}", found.about),
        None => tr!("Illustrative: {}", found.about),
    }
}

/// The bar reaches beyond the range and the plan by a part of both, so that neither lies on its edge.
fn bar(found: &Benchmark, plan: Option<f64>) -> RangeBar {
    let known = [found.low, found.median, found.high, plan];
    let all = || known.iter().flatten().copied().filter(|it| it.is_finite());
    let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let room = if most > least { (most - least) * 0.25 } else { most.abs().max(1.0) * 0.25 };
    let place = |value: f64| ((value - least + room) / (most - least + 2.0 * room)).clamp(0.0, 1.0);
    RangeBar {
        low: found.low.map_or(0.0, place),
        high: found.high.map_or(1.0, place),
        median: found.median.map(place),
        plan: plan.filter(|it| it.is_finite()).map(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRR: Benchmark =
        Benchmark { low: Some(0.82), median: Some(0.91), high: Some(0.95), source: Some("KBCM 2024"), about: "all" };

    fn of(found: &Benchmark, metric: Metric, value: Value) -> UsualCell {
        usual(found, metric, value, &Locale::EN_US, Currency::USD)
    }

    #[test]
    fn a_figure_is_told_to_lie_below_within_or_above() {
        let at = |share| of(&GRR, Metric::GrrEvent, Value::Share(share)).standing;
        assert_eq!([at(0.80), at(0.88), at(0.97)], ["below", "within", "above"]);
        let cell = of(&GRR, Metric::GrrEvent, Value::Undefined("needs customers"));
        assert_eq!((cell.standing, cell.bar.plan), ("", None));
        assert_eq!(
            (cell.range.as_str(), cell.source.as_str()),
            ("82\u{a0}% to 95\u{a0}%, median 91\u{a0}%", "KBCM 2024: all")
        );
    }

    #[test]
    fn a_range_may_have_one_end_only() {
        let most = Benchmark { low: None, median: None, high: Some(2.0), source: None, about: "rule of thumb" };
        let cell = of(&most, Metric::BurnMultiple, Value::Multiple(0.5));
        assert_eq!((cell.range.as_str(), cell.standing), ("2x or less", "within"));
        assert_eq!(cell.source, "Illustrative: rule of thumb");
        assert_eq!(cell.bar.low, 0.0);
        assert!(cell.bar.plan.unwrap() < cell.bar.high && cell.bar.high < 1.0);
    }

    #[test]
    fn the_bar_keeps_the_order_of_what_stands_on_it() {
        for plan in [0.1, 0.85, 0.93, 3.0] {
            let bar = of(&GRR, Metric::GrrEvent, Value::Share(plan)).bar;
            let at = bar.plan.unwrap();
            assert!(0.0 < bar.low && bar.low < bar.median.unwrap() && bar.median.unwrap() < bar.high && bar.high < 1.0);
            assert_eq!((at < bar.low, at > bar.high), (plan < 0.82, plan > 0.95), "{plan}");
            assert!(0.0 < at && at < 1.0, "not on the edge");
        }
    }
}
