//! Money that was typed, credited or paid.

use crate::text::tr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount of money in the scenario's currency, counted in thousandths of the major unit.
///
/// A thousandth is the finest minor unit a circulating currency has, so a document can be read without knowing its currency, and a
/// change from dollars to yen keeps every typed figure. Amounts that are earned, credited or paid are whole multiples of the
/// currency's minor unit: [`crate::units::Currency`] does that rounding. Addition saturates instead of overflowing.
///
/// In files: a decimal string in major units, `"810000"` or `"3660.05"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why a text is no amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// The text has no digits, or something other than digits, one point and a sign.
    NotANumber(String),
    /// More than three decimals, which no currency has.
    TooFine(String),
    /// Beyond what can be counted (about nine thousand million million).
    TooLarge(String),
}

impl std::fmt::Display for MoneyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MoneyError::NotANumber(text) => {
                f.write_str(&tr!("\u{201c}{text}\u{201d} is not an amount; write it like 1234.56"))
            }
            MoneyError::TooFine(text) => {
                f.write_str(&tr!("\u{201c}{text}\u{201d} has more than three decimals, which no currency has"))
            }
            MoneyError::TooLarge(text) => f.write_str(&tr!("\u{201c}{text}\u{201d} is too large an amount")),
        }
    }
}

impl std::error::Error for MoneyError {}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// The largest amount.
    pub const MAX: Money = Money(i64::MAX);

    /// From thousandths of the major unit.
    pub const fn from_mills(mills: i64) -> Money {
        Money(mills)
    }

    /// From whole major units (dollars, euros, yen).
    pub const fn from_major(major: i64) -> Money {
        Money(major.saturating_mul(1_000))
    }

    /// Thousandths of the major unit.
    pub const fn mills(self) -> i64 {
        self.0
    }

    /// Major units as a float, for charts and unrounded flows.
    pub fn to_major(self) -> f64 {
        self.0 as f64 / 1_000.0
    }

    /// The nearest amount to a float of major units, to the thousandth; not a number becomes zero.
    pub fn from_major_f64(major: f64) -> Money {
        Money((major * 1_000.0).round() as i64)
    }

    /// Whether nothing is left.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The amount without its sign.
    pub const fn abs(self) -> Money {
        Money(self.0.saturating_abs())
    }

    /// Reads a plain decimal: an optional sign, digits, at most one point and three decimals.
    pub fn parse_decimal(text: &str) -> Result<Money, MoneyError> {
        let trimmed = text.trim();
        let (negative, digits) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return Err(MoneyError::NotANumber(text.to_owned()));
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 3 {
            return Err(MoneyError::TooFine(text.to_owned()));
        }
        let too_large = || MoneyError::TooLarge(text.to_owned());
        let major: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| too_large())? };
        let mills: i64 = format!("{fraction:0<3}").parse().map_err(|_| too_large())?;
        let amount = major.checked_mul(1_000).and_then(|it| it.checked_add(mills)).ok_or_else(too_large)?;
        Ok(Money(if negative { -amount } else { amount }))
    }
}

/// The plain decimal that [`Money::parse_decimal`] reads back: no grouping; no decimals for whole amounts, else two or three.
impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (major, mills) = (self.0.unsigned_abs() / 1_000, self.0.unsigned_abs() % 1_000);
        match mills {
            0 => write!(f, "{sign}{major}"),
            _ if mills.is_multiple_of(10) => write!(f, "{sign}{major}.{:02}", mills / 10),
            _ => write!(f, "{sign}{major}.{mills:03}"),
        }
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        *self = *self - other;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(items: I) -> Money {
        items.fold(Money::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Money;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an amount of money as a decimal string such as \"810000.00\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Money, E> {
                Money::parse_decimal(text).map_err(E::custom)
            }
            // Hand-written files often hold plain numbers; those are read as major units.
            fn visit_u64<E: serde::de::Error>(self, major: u64) -> Result<Money, E> {
                Money::parse_decimal(&major.to_string()).map_err(E::custom)
            }
            fn visit_i64<E: serde::de::Error>(self, major: i64) -> Result<Money, E> {
                Money::parse_decimal(&major.to_string()).map_err(E::custom)
            }
            fn visit_f64<E: serde::de::Error>(self, major: f64) -> Result<Money, E> {
                Money::parse_decimal(&major.to_string()).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["string", "number"],
            "pattern": "^[+-]?[0-9]*([.][0-9]{0,3}0*)?$",
            "description": "Amount in major units of the scenario's currency, as a decimal string"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_back() {
        for text in ["0", "810000", "3660.05", "-0.10", "0.125", "9223372036854775.807"] {
            assert_eq!(Money::parse_decimal(text).unwrap().to_string(), text);
        }
        assert_eq!(Money::parse_decimal("12.5000").unwrap(), Money::from_mills(12_500));
    }

    #[test]
    fn plain_numbers_of_files_are_major_units() {
        let read = |text: &str| serde_json::from_str::<Money>(text).ok();
        for (text, mills) in [("7", 7_000), ("-7", -7_000), ("12.5", 12_500), ("-0.125", -125), ("\"12.5\"", 12_500)] {
            assert_eq!(read(text), Some(Money::from_mills(mills)), "{text}");
        }
        assert_eq!(read("0.0001"), None);
    }

    #[test]
    fn what_is_not_an_amount_is_refused_in_words() {
        let says = |text: &str| Money::parse_decimal(text).unwrap_err().to_string();
        assert_eq!(says("ten"), "“ten” is not an amount; write it like 1234.56");
        assert_eq!(says("1.2345"), "“1.2345” has more than three decimals, which no currency has");
        assert_eq!(says("99999999999999999"), "“99999999999999999” is too large an amount");
        assert!(Money::parse_decimal(".").is_err() && Money::parse_decimal("").is_err());
    }
}
