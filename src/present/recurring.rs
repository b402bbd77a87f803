//! Recurring revenue by the year or by the month, as the scenario says. Figures are reckoned by the year; a month is a twelfth of each
//! of them, so the twelfths of parts add up to the twelfth of their sum but for the rounding of what is shown.

use crate::engine::{Metric, Outcome, Value};
use crate::model::Recurring;
use crate::present::{Locale, figure};
use crate::text::{mark, tr};
use crate::units::{Currency, Money};

/// How figures are shown: recurring revenue by the year or by the month, in a currency and a locale. Pages and sentences about the
/// forecast make text of metrics and of amounts of ARR here and nowhere else, so that no table is left behind by the switch.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// By the year or by the month.
    pub view: Recurring,
    /// The currency of the scenario.
    pub currency: Currency,
    /// How numbers are written.
    pub locale: &'a Locale,
}

impl<'a> Shown<'a> {
    /// As the scenario of an outcome says.
    pub fn of(outcome: &Outcome, locale: &'a Locale) -> Shown<'a> {
        Shown { view: outcome.recurring, currency: outcome.currency, locale }
    }

    /// The value of a metric, short.
    pub fn headline(&self, metric: Metric, of: Value) -> String {
        figure::headline(value(self.view, metric, of), self.locale, self.currency)
    }

    /// A number on a metric's own scale (major units of money, 1 for 100 %), short.
    pub fn number(&self, metric: Metric, of: f64) -> String {
        self.headline(metric, figure::value_of(metric, of))
    }

    /// By how much a metric moved, on its own scale.
    pub fn moved(&self, metric: Metric, by: f64) -> String {
        let by = if metric.is_recurring() { major(self.view, by) } else { by };
        figure::moved(metric, by, self.locale, self.currency)
    }

    /// What a metric is called.
    pub fn name(&self, metric: Metric) -> String {
        name(self.view, metric)
    }

    /// An amount of ARR, short: `$1.2M`.
    pub fn compact(&self, arr: Money) -> String {
        self.locale.money_compact(money(self.view, arr), self.currency)
    }

    /// The same, called MRR where it is one: for sentences that name no ARR. `$100k MRR`.
    pub fn named(&self, arr: Money) -> String {
        match self.view {
            Recurring::Arr => self.compact(arr),
            Recurring::Mrr => [self.compact(arr).as_str(), "\u{a0}MRR"].concat(),
        }
    }

    /// By how much an amount of ARR differs, short and with its sign.
    pub fn delta(&self, arr: Money) -> String {
        self.locale.money_delta(money(self.view, arr), self.currency)
    }

    /// A text about amounts of ARR, in which they are called what they are.
    pub fn words(&self, text: &str) -> String {
        words(self.view, text)
    }
}

/// How ARR is called.
pub const fn short(view: Recurring) -> &'static str {
    match view {
        Recurring::Arr => "ARR",
        Recurring::Mrr => "MRR",
    }
}

/// How ARR is called in full.
pub fn in_full(view: Recurring) -> &'static str {
    match view {
        Recurring::Arr => tr!("Annual recurring revenue"),
        Recurring::Mrr => tr!("Monthly recurring revenue"),
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
            .replace(in_full(Recurring::Arr), in_full(view))
            .replace(tr!("annual recurring revenue"), tr!("monthly recurring revenue"))
            .replace("ARR", "MRR"),
    }
}

/// What stands below figures by the month.
pub const NOTE: &str = mark!("MRR is ARR over 12. Inputs, targets and pay stay in ARR.");

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
    fn amounts_of_arr_are_twelfths_wherever_they_stand_and_pay_and_ratios_stay() {
        let locale = Locale::EN_US;
        let by = |view| Shown { view, currency: Currency::USD, locale: &locale };
        let (year, month) = (by(Recurring::Arr), by(Recurring::Mrr));
        let arr = Money::from_major(12_000_000);
        assert_eq!((year.compact(arr).as_str(), month.compact(arr).as_str()), ("$12M", "$1M"));
        assert_eq!((year.named(arr).as_str(), month.named(arr).as_str()), ("$12M", "$1M\u{a0}MRR"));
        assert_eq!(month.headline(Metric::ClosingArr, Value::Money(arr)), "$1M");
        assert_eq!(month.number(Metric::ClosingArr, 12e6), "$1M");
        assert_eq!(month.number(Metric::CompCost, 12e6), "$12M");
        assert_eq!(month.number(Metric::Revenue, 12e6), year.number(Metric::Revenue, 12e6));
        assert_eq!(month.moved(Metric::NewArr, 12e6), year.moved(Metric::NewArr, 1e6));
        assert_eq!(month.moved(Metric::NrrCohort, 0.01), year.moved(Metric::NrrCohort, 0.01));
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
