//! Numbers and amounts in both decimal styles.

mod figure;
#[cfg(test)]
mod tests;

pub use figure::{Figure, header_currency, read_figure};

use crate::units::{Currency, Money, Rate, Rounding, rounding};
use serde::{Deserialize, Serialize};

/// Which mark separates the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberStyle {
    /// 1,234.56
    #[default]
    DecimalPoint,
    /// 1.234,56
    DecimalComma,
}

impl NumberStyle {
    /// Both.
    pub const ALL: [NumberStyle; 2] = [NumberStyle::DecimalPoint, NumberStyle::DecimalComma];

    /// The style by example, for a list to choose from.
    pub const fn example(self) -> &'static str {
        match self {
            NumberStyle::DecimalPoint => "1,234.56",
            NumberStyle::DecimalComma => "1.234,56",
        }
    }

    pub(super) const fn other(self) -> NumberStyle {
        match self {
            NumberStyle::DecimalPoint => NumberStyle::DecimalComma,
            NumberStyle::DecimalComma => NumberStyle::DecimalPoint,
        }
    }

    const fn decimal_mark(self) -> char {
        match self {
            NumberStyle::DecimalPoint => '.',
            NumberStyle::DecimalComma => ',',
        }
    }
}

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// Digits beyond these are refused, so that no product below can overflow.
    const MOST_DIGITS: usize = 24;

    /// A whole number.
    pub const fn whole(number: i64) -> Decimal {
        Decimal { mantissa: number as i128, scale: 0 }
    }

    /// The number in units of `1 / per_one`, rounded half away from zero; `None` where it does not fit.
    fn scaled(self, per_one: i64) -> Option<i64> {
        let den = 10i128.checked_pow(self.scale)?;
        let product = self.mantissa.checked_mul(i128::from(per_one))?;
        i64::try_from(rounding::div_round(product, den, Rounding::HalfAwayFromZero)).ok()
    }

    /// Money of this many major units, to the thousandth.
    pub fn to_money(self) -> Option<Money> {
        self.scaled(1_000).map(Money::from_mills)
    }

    /// A fraction, to the millionth.
    pub fn to_rate(self) -> Option<Rate> {
        self.scaled(Rate::SCALE).map(Rate::from_ppm)
    }

    /// The whole number this is; `None` if there are decimals.
    pub fn to_whole(self) -> Option<i64> {
        let den = 10i128.checked_pow(self.scale)?;
        if self.mantissa % den == 0 { i64::try_from(self.mantissa / den).ok() } else { None }
    }

    /// The nearest float, for coordinates.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10f64.powi(self.scale as i32)
    }

    /// This number times a whole one.
    pub fn times(self, factor: i64) -> Option<Decimal> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(i128::from(factor))?, scale: self.scale })
    }

    /// A hundredth of it, as a percentage is a fraction.
    pub const fn hundredth(self) -> Decimal {
        Decimal { mantissa: self.mantissa, scale: self.scale + 2 }
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }
}

/// The currency a cell names, as far as its sign tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyMark {
    /// One currency: `€`, `EUR`, `US$`.
    Exactly(Currency),
    /// A sign that several currencies share, with those it can mean, the most common first: `$`, `¥`, `kr`.
    OneOf(&'static [&'static str]),
}

impl CurrencyMark {
    /// The currency meant, where `expected` is the one of the plan: `$` in a plan in Canadian dollars means those.
    pub fn resolve(self, expected: Option<Currency>) -> Option<Currency> {
        match self {
            CurrencyMark::Exactly(currency) => Some(currency),
            CurrencyMark::OneOf(codes) => expected
                .filter(|currency| codes.contains(&currency.code()))
                .or_else(|| codes.first().and_then(|code| code.parse().ok())),
        }
    }
}

const DOLLARS: CurrencyMark = CurrencyMark::OneOf(&["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "BRL"]);
const YENS: CurrencyMark = CurrencyMark::OneOf(&["JPY", "CNY"]);
const CROWNS: CurrencyMark = CurrencyMark::OneOf(&["SEK", "NOK", "DKK", "ISK"]);

/// Signs beside amounts; longer ones first, since `US$` ends in `$`.
const SIGNS: [(&str, &str); 17] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("Euro", "EUR"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₪", "ILS"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Fr.", "CHF"),
];
const SHARED_SIGNS: [(&str, CurrencyMark); 5] =
    [("$", DOLLARS), ("¥", YENS), ("￥", YENS), ("kr.", CROWNS), ("kr", CROWNS)];
