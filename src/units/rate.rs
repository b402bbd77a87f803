//! Shares, multiples and rates as typed.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fraction in millionths, as typed: a share (0.35), a multiple (1.5), a retention rate (1.05), a commission rate (0.1111).
///
/// Rates that follow from others (variable x weight / quota) are never stored as one of these: they stay ratios. In files: a JSON
/// number, the fraction itself (35 % is `0.35`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i64);

impl Rate {
    /// Nothing.
    pub const ZERO: Rate = Rate(0);
    /// One whole, 100 %.
    pub const ONE: Rate = Rate(1_000_000);
    /// Millionths in one whole.
    pub const SCALE: i64 = 1_000_000;

    /// From millionths.
    pub const fn from_ppm(ppm: i64) -> Rate {
        Rate(ppm)
    }

    /// From whole percent.
    pub const fn percent(percent: i64) -> Rate {
        Rate(percent * 10_000)
    }

    /// From a fraction, to the nearest millionth; not a number becomes zero.
    pub fn from_f64(fraction: f64) -> Rate {
        Rate((fraction * Self::SCALE as f64).round() as i64)
    }

    /// Millionths.
    pub const fn ppm(self) -> i64 {
        self.0
    }

    /// The fraction as a float.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }

    /// What is left to one whole.
    pub const fn complement(self) -> Rate {
        Rate(Self::SCALE.saturating_sub(self.0))
    }
}

impl std::ops::Add for Rate {
    type Output = Rate;
    fn add(self, other: Rate) -> Rate {
        Rate(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Rate {
    type Output = Rate;
    fn sub(self, other: Rate) -> Rate {
        Rate(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Rate {
    fn sum<I: Iterator<Item = Rate>>(items: I) -> Rate {
        items.fold(Rate::ZERO, std::ops::Add::add)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % Self::SCALE == 0 {
            serializer.serialize_i64(self.0 / Self::SCALE)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Rate, D::Error> {
        let fraction = f64::deserialize(deserializer)?;
        if fraction.is_finite() && fraction.abs() <= 1e9 {
            Ok(Rate::from_f64(fraction))
        } else {
            Err(serde::de::Error::custom("a rate is a plain fraction such as 0.35 for 35 %"))
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Rate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "description": "A fraction: 0.35 is 35 %" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_a_file_is_a_plain_fraction_and_no_larger_than_anything_can_be() {
        let read = |text: &str| serde_json::from_str::<Rate>(text).ok();
        for (text, ppm) in [("0.35", 350_000), ("1", 1_000_000), ("-0.000001", -1), ("1e9", 1_000_000_000_000_000)] {
            assert_eq!(read(text), Some(Rate::from_ppm(ppm)), "{text}");
        }
        assert_eq!((read("1.1e9"), read("-1.1e9"), read("\"0.35\"")), (None, None, None));
        // And back: whole ones without a point.
        let written = |ppm| serde_json::to_string(&Rate::from_ppm(ppm)).unwrap();
        assert_eq!((written(2_000_000), written(350_000)), ("2".to_owned(), "0.35".to_owned()));
    }
}
