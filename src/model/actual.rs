//! What really happened: closed months of the book, of heads and of pay, as a report of the month says.
//!
//! A value that is absent was not reported and stays as planned; nothing is written as zero.

use crate::model::Document;
use crate::units::{Money, Month, SegmentId};
use serde::{Deserialize, Serialize};

/// One closed month of one segment. A row without a segment is the company's; it holds people, or the book of a plan with one segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ActualMonth {
    /// The month.
    pub month: Month,
    /// The segment; absent: the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<SegmentId>,
    /// Customers won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customers_won: Option<u32>,
    /// Customers who left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customers_lost: Option<u32>,
    /// ARR of customers won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Money>,
    /// ARR added by customers, price apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expansion: Option<Money>,
    /// ARR added by price uplift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// ARR of customers who came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reactivation: Option<Money>,
    /// ARR given up by customers who stayed, as a positive amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contraction: Option<Money>,
    /// ARR given up by customers who left, as a positive amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub churn: Option<Money>,
    /// Heads at the end of the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// Base pay of the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_pay: Option<Money>,
    /// Variable pay earned in the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable_pay: Option<Money>,
}

/// A value of a closed month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActualField {
    /// Customers won.
    CustomersWon,
    /// ARR of customers won.
    New,
    /// ARR added by customers, price apart.
    Expansion,
    /// ARR added by price uplift.
    Price,
    /// ARR of customers who came back.
    Reactivation,
    /// ARR given up by customers who stayed.
    Contraction,
    /// ARR given up by customers who left.
    Churn,
    /// Customers who left.
    CustomersLost,
    /// Heads at the end.
    Heads,
    /// Base pay.
    BasePay,
    /// Variable pay earned.
    VariablePay,
}

impl ActualField {
    /// All, in the order of columns.
    pub const ALL: [ActualField; 11] = [
        ActualField::CustomersWon,
        ActualField::New,
        ActualField::Expansion,
        ActualField::Price,
        ActualField::Reactivation,
        ActualField::Contraction,
        ActualField::Churn,
        ActualField::CustomersLost,
        ActualField::Heads,
        ActualField::BasePay,
        ActualField::VariablePay,
    ];

    /// Its name in a path: `actuals/2027-01/smb/new`.
    pub fn key(self) -> &'static str {
        match self {
            ActualField::CustomersWon => "customers_won",
            ActualField::New => "new",
            ActualField::Expansion => "expansion",
            ActualField::Price => "price",
            ActualField::Reactivation => "reactivation",
            ActualField::Contraction => "contraction",
            ActualField::Churn => "churn",
            ActualField::CustomersLost => "customers_lost",
            ActualField::Heads => "heads",
            ActualField::BasePay => "base_pay",
            ActualField::VariablePay => "variable_pay",
        }
    }

    /// Whether it counts customers or people; else it is an amount.
    pub fn is_count(self) -> bool {
        match self {
            ActualField::CustomersWon | ActualField::CustomersLost | ActualField::Heads => true,
            ActualField::New
            | ActualField::Expansion
            | ActualField::Price
            | ActualField::Reactivation
            | ActualField::Contraction
            | ActualField::Churn
            | ActualField::BasePay
            | ActualField::VariablePay => false,
        }
    }

    /// Whether it is about people, who may be reported for the company as a whole; else about customers.
    pub fn is_of_people(self) -> bool {
        matches!(self, ActualField::Heads | ActualField::BasePay | ActualField::VariablePay)
    }
}

impl ActualMonth {
    /// A month of which nothing was reported yet.
    pub fn new(month: Month, segment: Option<SegmentId>) -> ActualMonth {
        ActualMonth {
            month,
            segment,
            customers_won: None,
            customers_lost: None,
            new: None,
            expansion: None,
            price: None,
            reactivation: None,
            contraction: None,
            churn: None,
            heads: None,
            base_pay: None,
            variable_pay: None,
        }
    }

    /// What was reported, as an amount or as a number of whole units; absent too where it is negative, which nothing can be.
    pub fn get(&self, field: ActualField) -> Option<Money> {
        self.typed(field).filter(|amount| amount.mills() >= 0)
    }

    /// What stands there, whatever it is.
    pub fn typed(&self, field: ActualField) -> Option<Money> {
        let count = |count: Option<u32>| count.map(|count| Money::from_major(i64::from(count)));
        match field {
            ActualField::CustomersWon => count(self.customers_won),
            ActualField::New => self.new,
            ActualField::Expansion => self.expansion,
            ActualField::Price => self.price,
            ActualField::Reactivation => self.reactivation,
            ActualField::Contraction => self.contraction,
            ActualField::Churn => self.churn,
            ActualField::CustomersLost => count(self.customers_lost),
            ActualField::Heads => count(self.heads),
            ActualField::BasePay => self.base_pay,
            ActualField::VariablePay => self.variable_pay,
        }
    }

    /// Puts a value; a count is cut to whole units.
    pub fn set(&mut self, field: ActualField, value: Option<Money>) {
        let count = || value.and_then(|value| u32::try_from(value.mills() / 1_000).ok());
        match field {
            ActualField::CustomersWon => self.customers_won = count(),
            ActualField::New => self.new = value,
            ActualField::Expansion => self.expansion = value,
            ActualField::Price => self.price = value,
            ActualField::Reactivation => self.reactivation = value,
            ActualField::Contraction => self.contraction = value,
            ActualField::Churn => self.churn = value,
            ActualField::CustomersLost => self.customers_lost = count(),
            ActualField::Heads => self.heads = count(),
            ActualField::BasePay => self.base_pay = value,
            ActualField::VariablePay => self.variable_pay = value,
        }
    }

    /// Whether anything was reported of the book.
    pub fn closes(&self) -> bool {
        ActualField::ALL.into_iter().any(|field| !field.is_of_people() && self.get(field).is_some())
    }

    /// Whether nothing stands in it at all.
    pub fn is_empty(&self) -> bool {
        ActualField::ALL.into_iter().all(|field| self.typed(field).is_none())
    }

    /// The path of a value of a month: `actuals/2027-01/smb/new`; the company's segment is `-`.
    pub fn path(month: Month, segment: Option<&SegmentId>, field: ActualField) -> String {
        format!("actuals/{month}/{}/{}", segment.map_or("-", |it| it.as_str()), field.key())
    }
}

/// By segment, the closed months that count, from the first month of the plan without a gap. Of two rows for the same month the first
/// counts. What comes after a gap does not: the book at its start is not known.
pub fn closed_months(document: &Document) -> Vec<Vec<&ActualMonth>> {
    if document.actuals.is_empty() {
        return vec![Vec::new(); document.segments.len()];
    }
    let only = document.segments.len() == 1;
    let row = |segment: &SegmentId, month: Month| {
        let own = |it: &&ActualMonth| it.segment.as_ref().map_or(only, |own| own == segment);
        document.actuals.iter().find(|it| it.month == month && own(it) && it.closes())
    };
    let months = || document.settings.months();
    document.segments.iter().map(|segment| months().map_while(|month| row(&segment.id, month)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_what_stands_there() {
        for (at, field) in ActualField::ALL.into_iter().enumerate() {
            let mut row = ActualMonth::new(Month::new(2027, 1), None);
            assert!(row.is_empty() && !row.closes());
            row.set(field, Some(Money::from_major(at as i64)));
            assert_eq!(row.get(field), Some(Money::from_major(at as i64)), "{field:?}");
            assert_eq!(row.closes(), !field.is_of_people());
            let others = ActualField::ALL.into_iter().filter(|other| *other != field);
            assert!(others.into_iter().all(|other| row.typed(other).is_none()), "{field:?}");
        }
    }

    #[test]
    fn a_negative_amount_is_kept_and_does_not_count() {
        let mut row = ActualMonth::new(Month::new(2027, 1), None);
        row.set(ActualField::Churn, Some(Money::from_major(-5)));
        assert_eq!((row.get(ActualField::Churn), row.closes(), row.is_empty()), (None, false, false));
    }
}
