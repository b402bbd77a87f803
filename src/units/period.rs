//! Quantities per period: the period is part of the type.

use crate::text::tr;
use crate::units::{Cadence, Money};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::marker::PhantomData;

/// A period known when the program is compiled.
pub trait Period {
    /// Its length.
    const CADENCE: Cadence;
}

/// The marks that stand for periods in types.
pub mod period_marks {
    use super::{Cadence, Period};

    /// A month.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct InMonth;
    /// A quarter.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct InQuarter;
    /// A year.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct InYear;

    impl Period for InMonth {
        const CADENCE: Cadence = Cadence::Month;
    }
    impl Period for InQuarter {
        const CADENCE: Cadence = Cadence::Quarter;
    }
    impl Period for InYear {
        const CADENCE: Cadence = Cadence::Year;
    }
}

/// A quantity per period `P`. Two quantities of different periods do not add, compare or mix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Per<P, T>(T, PhantomData<P>);

/// Per month.
pub type Monthly<T> = Per<period_marks::InMonth, T>;
/// Per quarter.
pub type Quarterly<T> = Per<period_marks::InQuarter, T>;
/// Per year.
pub type Yearly<T> = Per<period_marks::InYear, T>;

impl<P: Period, T> Per<P, T> {
    /// `amount` in each period.
    pub const fn new(amount: T) -> Self {
        Per(amount, PhantomData)
    }

    /// How long the period is.
    pub const fn cadence(&self) -> Cadence {
        P::CADENCE
    }
}

impl<P, T: Copy> Per<P, T> {
    /// The amount in one period.
    pub const fn amount(&self) -> T {
        self.0
    }
}

impl<P, T: std::ops::Add<Output = T>> std::ops::Add for Per<P, T> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Per(self.0 + other.0, PhantomData)
    }
}

impl<P, T: std::ops::Sub<Output = T>> std::ops::Sub for Per<P, T> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Per(self.0 - other.0, PhantomData)
    }
}

impl Yearly<Money> {
    /// The share of calendar month `index` (0 to 11) of a year, in thousandths; the twelve add up to the year exactly.
    pub fn month_share(&self, index: usize) -> Monthly<Money> {
        let up_to = |months: i128| i128::from(self.0.mills()) * months / 12;
        let index = (index % 12) as i128;
        Per::new(Money::from_mills((up_to(index + 1) - up_to(index)) as i64))
    }
}

/// In files: `{ "amount": ..., "per": "year" }`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    amount: T,
    per: Cadence,
}

impl<P: Period, T: Serialize + Copy> Serialize for Per<P, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written { amount: self.0, per: P::CADENCE }.serialize(serializer)
    }
}

impl<'de, P: Period, T: Deserialize<'de>> Deserialize<'de> for Per<P, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::<T>::deserialize(deserializer)?;
        if written.per == P::CADENCE {
            Ok(Per::new(written.amount))
        } else {
            Err(serde::de::Error::custom(tr!("this amount is per {}, not per {}", name(P::CADENCE), name(written.per))))
        }
    }
}

fn name(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => "month",
        Cadence::Quarter => "quarter",
        Cadence::Half => "half",
        Cadence::Year => "year",
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<P: Period, T: schemars::JsonSchema> schemars::JsonSchema for Per<P, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}Per{}", T::schema_name(), name(P::CADENCE)).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let amount = generator.subschema_for::<T>();
        schemars::json_schema!({
            "type": "object",
            "properties": { "amount": amount, "per": { "const": name(P::CADENCE) } },
            "required": ["amount", "per"],
            "additionalProperties": false
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_divided_over_its_months_sums_back_exactly() {
        for mills in [100_000_000, 1, -7, 810_000_001, i64::MAX] {
            let year = Yearly::new(Money::from_mills(mills));
            let back: Money = (0..12).map(|index| year.month_share(index).amount()).sum();
            assert_eq!(back.mills(), mills);
        }
    }

    #[test]
    fn a_file_must_name_the_period_the_field_has() {
        let year: Yearly<Money> = serde_json::from_str(r#"{"amount":"60000","per":"year"}"#).unwrap();
        assert_eq!(year.amount(), Money::from_major(60_000));
        let wrong = serde_json::from_str::<Yearly<Money>>(r#"{"amount":"60000","per":"month"}"#).unwrap_err();
        assert_eq!(wrong.to_string(), "this amount is per year, not per month");
    }
}
