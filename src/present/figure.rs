//! Figures as text: values of metrics, inputs as they are typed, and what a move of a figure means.

use crate::engine::{Metric, Value};
use crate::model::{Input, InputUnit, InputValue};
use crate::present::Locale;
use crate::present::number::{
    NumberError, UNDEFINED, parse_count, parse_money, parse_month, parse_multiple, parse_rate, show_month,
};
use crate::text::tr;
use crate::units::{Cadence, Currency, Money};

/// A value for a headline: short.
pub fn headline(value: Value, locale: &Locale, currency: Currency) -> String {
    match value {
        Value::Money(money) => locale.money_compact(money, currency),
        Value::Share(share) => locale.percent(share, 1),
        // Tenths of a head matter in a team, not among hundreds.
        Value::Count(count) if count.abs() >= 100.0 => locale.number(count, 0),
        Value::Count(count) => locale.people(count),
        Value::Months(months) => locale.months(months, 1),
        Value::Multiple(multiple) => locale.multiple(multiple, 2),
        Value::Undefined(_) => UNDEFINED.to_owned(),
    }
}

/// A value in full, for explanations.
pub fn in_full(value: Value, locale: &Locale, currency: Currency) -> String {
    match value {
        Value::Money(money) => locale.money_full(money, currency),
        Value::Share(share) => locale.percent(share, 2),
        Value::Count(count) => locale.number(count, if count.fract() == 0.0 { 0 } else { 2 }),
        Value::Months(months) => locale.months(months, 2),
        Value::Multiple(multiple) => locale.multiple(multiple, 3),
        Value::Undefined(_) => UNDEFINED.to_owned(),
    }
}

/// By how much a metric moved, in the unit it is shown in.
pub fn moved(metric: Metric, by: f64, locale: &Locale, currency: Currency) -> String {
    match unit_of(metric) {
        Unit::Money => locale.money_delta(Money::from_major_f64(by), currency),
        Unit::Share => locale.points_delta(by, 1),
        Unit::Count => locale.number_delta(by, 1),
        Unit::Months => locale.months_delta(by, 1),
        Unit::Multiple => locale.number_delta(by, 2),
    }
}

/// What a metric is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money.
    Money,
    /// A share, in percent.
    Share,
    /// A number of heads or customers.
    Count,
    /// Months.
    Months,
    /// A multiple.
    Multiple,
}

/// What a metric is measured in, whether or not it has a value.
pub fn unit_of(metric: Metric) -> Unit {
    match metric {
        Metric::NrrCohort
        | Metric::NrrBridge
        | Metric::GrrEvent
        | Metric::GrrCustomer
        | Metric::Ccos
        | Metric::LogoChurn
        | Metric::LogoRetention
        | Metric::Conversion
        | Metric::PipelineGrowth
        | Metric::RenewalRate
        | Metric::ExpansionShare
        | Metric::RuleOf40 => Unit::Share,
        Metric::Customers
        | Metric::Seats
        | Metric::Heads
        | Metric::Ramped
        | Metric::Attrition
        | Metric::CustomersWon
        | Metric::CustomersLost => Unit::Count,
        Metric::CacPayback | Metric::CacPaybackArr => Unit::Months,
        Metric::QuickRatio | Metric::MagicNumber | Metric::BurnMultiple | Metric::LtvCac | Metric::MagicNumberArr => {
            Unit::Multiple
        }
        Metric::OpeningArr
        | Metric::NewArr
        | Metric::ExpansionArr
        | Metric::PriceArr
        | Metric::ReactivationArr
        | Metric::ContractionArr
        | Metric::ChurnArr
        | Metric::ClosingArr
        | Metric::NetNewArr
        | Metric::Capacity
        | Metric::Pipeline
        | Metric::BasePay
        | Metric::VariablePay
        | Metric::CompCost
        | Metric::PaidVariable
        | Metric::ExpensedVariable
        | Metric::Revenue
        | Metric::SalesMarketing
        | Metric::AcquisitionCost
        | Metric::Cac
        | Metric::CacBlended
        | Metric::LtvLogo
        | Metric::LtvRevenue
        | Metric::NewArrPerHead
        | Metric::ArrPerAm => Unit::Money,
    }
}

/// A number on a metric's own scale as a value of it: major units of money, 1 for 100 %, heads, months.
pub fn value_of(metric: Metric, of: f64) -> Value {
    match unit_of(metric) {
        Unit::Money => Value::Money(Money::from_major_f64(of)),
        Unit::Share => Value::Share(of),
        Unit::Count => Value::Count(of),
        Unit::Months => Value::Months(of),
        Unit::Multiple => Value::Multiple(of),
    }
}

/// The value of an input as it stands in its field.
pub fn typed(value: InputValue, unit: InputUnit, locale: &Locale) -> String {
    match (value, unit) {
        (InputValue::Money(money), _) => locale.money_typed(money),
        (InputValue::Rate(rate), InputUnit::Percent | InputUnit::PercentPerYear) => locale.rate_typed(rate),
        (InputValue::Rate(rate), _) => locale.multiple_typed(rate),
        (InputValue::Count(count), _) => locale.count(i64::from(count)),
        (InputValue::Month(month), _) => show_month(month),
        (InputValue::Empty, _) => String::new(),
    }
}

/// Reads what was typed into the field of an input.
pub fn read(text: &str, input: &Input, locale: &Locale, currency: Currency) -> Result<InputValue, String> {
    if text.trim().is_empty() {
        return if input.optional { Ok(InputValue::Empty) } else { Err(tr!("This cannot be empty.").to_owned()) };
    }
    let words = |error: NumberError| error.to_string();
    match input.unit {
        InputUnit::Money | InputUnit::MoneyPer(_) => {
            parse_money(text, locale, currency).map(InputValue::Money).map_err(words)
        }
        InputUnit::Percent | InputUnit::PercentPerYear => parse_rate(text, locale).map(InputValue::Rate).map_err(words),
        InputUnit::Multiple | InputUnit::Weight => parse_multiple(text, locale).map(InputValue::Rate).map_err(words),
        InputUnit::Count(_) | InputUnit::CountPer(..) => {
            parse_count(text, locale).map(InputValue::Count).map_err(words)
        }
        InputUnit::Month => parse_month(text, locale).map(InputValue::Month).map_err(words),
    }
}

/// Reads a target for a metric, on the metric's own scale: major units of money, 1 for 100 %.
///
/// # Errors
/// What is wrong with the text, as a sentence.
pub fn read_target(text: &str, metric: Metric, locale: &Locale, currency: Currency) -> Result<f64, String> {
    let read = match unit_of(metric) {
        Unit::Money => parse_money(text, locale, currency).map(Money::to_major),
        Unit::Share => parse_rate(text, locale).map(crate::units::Rate::to_f64),
        Unit::Count | Unit::Months | Unit::Multiple => parse_multiple(text, locale).map(crate::units::Rate::to_f64),
    };
    read.map_err(|error| error.to_string())
}

/// A metric's value as it is typed as a target; empty where it has none.
pub fn typed_target(value: Value, locale: &Locale) -> String {
    use crate::units::Rate;
    match value {
        Value::Money(money) => locale.money_typed(money),
        Value::Share(share) => locale.rate_typed(Rate::from_f64((share * 1e4).round() / 1e4)),
        Value::Count(value) | Value::Months(value) | Value::Multiple(value) => {
            locale.multiple_typed(Rate::from_f64((value * 1e2).round() / 1e2))
        }
        Value::Undefined(_) => String::new(),
    }
}

/// Unit of a metric, as it stands inside the field of its target.
pub fn target_unit(metric: Metric, currency: Currency) -> String {
    match unit_of(metric) {
        Unit::Money => currency.code().to_owned(),
        Unit::Share => "%".to_owned(),
        Unit::Count => String::new(),
        Unit::Months => tr!("months").to_owned(),
        Unit::Multiple => "x".to_owned(),
    }
}

/// The value one step of the arrow keys away, within the bounds.
pub fn stepped(input: &Input, steps: i32) -> InputValue {
    let by = input.step * f64::from(steps);
    let within = |value: f64| value.clamp(input.bounds.min, input.bounds.max);
    match input.value {
        InputValue::Money(money) => InputValue::Money(Money::from_major_f64(within(money.to_major() + by))),
        InputValue::Rate(rate) => InputValue::Rate(crate::units::Rate::from_f64(within(rate.to_f64() + by))),
        InputValue::Count(count) => InputValue::Count(within(f64::from(count) + by) as u32),
        InputValue::Month(month) => InputValue::Month(month.plus(steps)),
        InputValue::Empty => InputValue::Empty,
    }
}

/// Unit and period of an input, as they stand inside its field.
pub fn unit_words(unit: InputUnit, currency: Currency) -> String {
    let per = |cadence: Cadence| match cadence {
        Cadence::Month => tr!("a month"),
        Cadence::Quarter => tr!("a quarter"),
        Cadence::Half => tr!("a half-year"),
        Cadence::Year => tr!("a year"),
    };
    match unit {
        InputUnit::Money => currency.code().to_owned(),
        InputUnit::MoneyPer(cadence) => format!("{currency} {}", per(cadence)),
        InputUnit::Percent => "%".to_owned(),
        InputUnit::PercentPerYear => tr!("% a year").to_owned(),
        InputUnit::Multiple => "x".to_owned(),
        InputUnit::Weight => String::new(),
        InputUnit::Count(noun) => tr!(noun).to_owned(),
        InputUnit::CountPer(noun, cadence) => format!("{} {}", tr!(noun), per(cadence)),
        InputUnit::Month => tr!("month").to_owned(),
    }
}

/// A name with its unit behind it, unless the name says it already: `New deal size, USD`, `Customers`.
pub fn name_with_unit(name: &str, unit: &str) -> String {
    let told = unit.is_empty() || unit.to_lowercase() == name.to_lowercase();
    if told { name.to_owned() } else { format!("{name}, {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{inputs, sample};

    #[test]
    fn every_input_of_the_sample_is_read_back_as_it_is_shown() {
        let document = sample::company();
        for tag in ["en-US", "de-DE", "de-CH", "fr-FR", "en-IN"] {
            let locale = Locale::for_tag(tag);
            for input in inputs(&document) {
                let text = typed(input.value, input.unit, &locale);
                let back = read(&text, &input, &locale, document.settings.currency);
                // Six digits of a share are shown to two decimals of a percent.
                match (back, input.value) {
                    (Ok(InputValue::Rate(back)), InputValue::Rate(value)) => {
                        assert!((back.ppm() - value.ppm()).abs() <= 50, "{tag} {} {text}", input.path);
                    }
                    (back, value) => assert_eq!(back, Ok(value), "{tag} {} {text}", input.path),
                }
            }
        }
    }

    #[test]
    fn a_unit_is_not_said_twice() {
        assert_eq!(name_with_unit("New deal size", "USD"), "New deal size, USD");
        assert_eq!(name_with_unit("Customers", "customers"), "Customers");
        assert_eq!(name_with_unit("Season", ""), "Season");
    }
}
