//! Recurring revenue by the year or by the month, as the scenario says. Figures are reckoned by the year; a month is a twelfth of each
//! of them, so the twelfths of parts add up to the twelfth of their sum but for the rounding of what is shown.

use crate::engine::{Metric, Value};
use crate::model::Recurring;
use crate::units::Money;

/// How ARR is called.
pub const fn short(view: Recurring) -> &'static str {
    match view {
        Recurring::Arr => "ARR",
        Recurring::Mrr => "MRR",
    }
}

/// How ARR is called in full.
pub const fn in_full(view: Recurring) -> &'static str {
    match view {
        Recurring::Arr => "Annual recurring revenue",
        Recurring::Mrr => "Monthly recurring revenue",
    }
}

/// An amount of ARR as it is shown.
pub fn money(view: Recurring, arr: Money) -> Money {
    match view {
        Recurring::Arr => arr,
        Recurring::Mrr => {
            // Half a thousandth is rounded away from zero.
            let mills = arr.mills();
            Money::from_mills(mills.saturating_add(6 * mills.signum()) / 12)
        }
    }
}

/// The same in major units.
pub fn major(view: Recurring, arr: f64) -> f64 {
    match view {
        Recurring::Arr => arr,
        Recurring::Mrr => arr / 12.0,
    }
}

/// A value of a metric as it is shown: amounts of ARR by the month if wanted, everything else as it is.
pub fn value(view: Recurring, metric: Metric, value: Value) -> Value {
    match value {
        Value::Money(arr) if metric.is_recurring() => Value::Money(money(view, arr)),
        Value::Money(_)
        | Value::Share(_)
        | Value::Count(_)
        | Value::Months(_)
        | Value::Multiple(_)
        | Value::Undefined(_) => value,
    }
}

/// The name of a metric as it is shown.
pub fn name(view: Recurring, metric: Metric) -> String {
    if metric.is_recurring() { words(view, metric.name()) } else { metric.name().to_owned() }
}

/// A text about amounts of ARR, in which they are called what they are.
pub fn words(view: Recurring, text: &str) -> String {
    match view {
        Recurring::Arr => text.to_owned(),
        Recurring::Mrr => text
            .replace("Annual recurring revenue", in_full(view))
            .replace("annual recurring revenue", "monthly recurring revenue")
            .replace("ARR", "MRR"),
    }
}

/// What stands below figures by the month.
pub const NOTE: &str = "MRR is ARR over 12. Inputs, targets and pay stay in ARR.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_twelfth_and_what_is_no_arr_stays() {
        let arr = Value::Money(Money::from_major(120_000));
        assert_eq!(value(Recurring::Mrr, Metric::ClosingArr, arr), Value::Money(Money::from_major(10_000)));
        assert_eq!(value(Recurring::Arr, Metric::ClosingArr, arr), arr);
        assert_eq!(value(Recurring::Mrr, Metric::CompCost, arr), arr);
        assert_eq!(value(Recurring::Mrr, Metric::NrrCohort, Value::Share(1.1)), Value::Share(1.1));
        assert_eq!(money(Recurring::Mrr, Money::from_major(100)).mills(), 8_333);
        assert_eq!(money(Recurring::Mrr, Money::from_major(-100)).mills(), -8_333);
    }

    #[test]
    fn amounts_are_called_what_they_are_and_metrics_on_arr_keep_their_name() {
        assert_eq!(name(Recurring::Mrr, Metric::ClosingArr), "Closing MRR");
        assert_eq!(name(Recurring::Mrr, Metric::MagicNumberArr), "Magic number, on ARR");
        assert_eq!(name(Recurring::Arr, Metric::ClosingArr), "Closing ARR");
        assert_eq!(words(Recurring::Mrr, "ARR grows 1.2-fold"), "MRR grows 1.2-fold");
    }

    #[test]
    fn every_metric_with_arr_in_its_name_is_shown_by_the_month_or_says_why_not() {
        // These stay: one is a figure over ARR, the others are ratios.
        let stay = [Metric::CacPaybackArr, Metric::MagicNumberArr];
        for metric in Metric::ALL {
            let named = metric.name().contains("ARR");
            assert!(!named || metric.is_recurring() || stay.contains(metric), "{}", metric.name());
        }
    }
}
