//! The currency of a scenario.

use crate::text::tr;
use crate::units::{Flow, Money, Rounding, rounding};
use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code, with the number of decimal digits amounts are paid in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Why a text is no currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyError(pub String);

impl std::fmt::Display for CurrencyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&tr!(
            "\u{201c}{}\u{201d} is not a currency code; write three letters such as USD, EUR or JPY",
            self.0
        ))
    }
}

impl std::error::Error for CurrencyError {}

impl Currency {
    /// United States dollar.
    pub const USD: Currency = Currency(*b"USD");
    /// The Kuwaiti dinar, which has the smallest coin there is: for pay that is only weighed and not paid.
    pub const FINEST: Currency = Currency(*b"KWD");
    /// The currencies offered in a list; any other three-letter code can be typed in a file.
    pub const COMMON: [&'static str; 22] = [
        "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "INR", "SGD",
        "HKD", "ILS", "BRL", "MXN", "ZAR", "KWD",
    ];

    /// The three-letter code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("USD")
    }

    /// Decimal digits in which amounts are paid (ISO 4217): 2 for most, 0 for the yen, 3 for the Kuwaiti dinar.
    pub fn minor_digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _other_codes_have_cents => 2,
        }
    }

    /// The smallest amount that can be paid.
    pub fn quantum(&self) -> Money {
        Money::from_mills(match self.minor_digits() {
            0 => 1_000,
            3 => 1,
            _cents => 10,
        })
    }

    /// Rounds an amount of thousandths given as `value / den` to the currency's minor unit, once.
    pub fn round_ratio(&self, value: i128, den: i128, mode: Rounding) -> Money {
        let quantum = self.quantum().mills();
        let minor = rounding::div_round(value, rounding::saturating_product(den, i128::from(quantum)), mode);
        let most = if minor < 0 { i64::MIN } else { i64::MAX };
        Money::from_mills(i64::try_from(minor).map_or(most, |minor| minor.saturating_mul(quantum)))
    }

    /// Rounds money to the currency's minor unit.
    pub fn round(&self, money: Money, mode: Rounding) -> Money {
        self.round_ratio(i128::from(money.mills()), 1, mode)
    }

    /// Turns an unrounded flow into money of this currency, halves of a coin away from zero ([`rounding::nearest_unit`]). This is the
    /// only way from a flow to money.
    pub fn settle(&self, flow: Flow) -> Money {
        let quantum = self.quantum().mills();
        let minor = rounding::nearest_unit(flow.value() * 1_000.0 / quantum as f64);
        // `as` saturates, and turns a flow that is not a number into zero.
        Money::from_mills((minor as i64).saturating_mul(quantum))
    }

    /// Splits money in proportion to weights into payable parts that add up exactly (largest remainder).
    pub fn split(&self, total: Money, weights: &[f64]) -> Vec<Money> {
        rounding::split(total.mills(), weights, self.quantum().mills()).into_iter().map(Money::from_mills).collect()
    }
}

impl Default for Currency {
    fn default() -> Self {
        Currency::USD
    }
}

impl std::str::FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        let upper = text.trim().to_ascii_uppercase();
        match <[u8; 3]>::try_from(upper.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Currency(code)),
            Ok(_) | Err(_) => Err(CurrencyError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;

    fn try_from(text: String) -> Result<Self, CurrencyError> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217 code" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_shown_by_its_code() {
        let yen: Currency = "jpy".parse().unwrap();
        assert_eq!((format!("{yen}"), format!("{yen:?}"), yen.code()), ("JPY".to_owned(), "JPY".to_owned(), "JPY"));
    }

    #[test]
    fn amounts_are_paid_in_the_minor_unit_of_the_currency() {
        let yen: Currency = "jpy".parse().unwrap();
        let dinar: Currency = "KWD".parse().unwrap();
        let third = |currency: Currency| currency.round_ratio(1_000_000, 3, Rounding::HalfAwayFromZero).to_string();
        assert_eq!((third(yen), third(Currency::USD), third(dinar)), ("333".into(), "333.33".into(), "333.333".into()));
        assert_eq!(yen.settle(Flow::new(0.5)), Money::from_mills(1_000));
        assert!("dollars".parse::<Currency>().is_err());
    }
}
