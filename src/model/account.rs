//! The one account table: customers have a contract, prospects have none.

use crate::units::{AccountId, Money, Month, SeatId, SegmentId};
use serde::{Deserialize, Serialize};

/// What a customer pays, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Contract {
    /// Annual recurring revenue.
    pub arr: Money,
    /// Month in which it next falls due.
    pub renewal: Month,
    /// Its length in months; it falls due again that long after.
    pub term_months: u32,
}

/// Owners by function, as seats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Owners {
    /// Sells to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales: Option<SeatId>,
    /// Renews and expands it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_management: Option<SeatId>,
    /// Keeps it successful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_success: Option<SeatId>,
}

impl Owners {
    /// Whether nobody owns it.
    pub fn is_empty(&self) -> bool {
        *self == Owners::default()
    }
}

/// A customer or a prospect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Account {
    /// What the importing system calls it.
    pub id: AccountId,
    /// Name on screen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its segment.
    pub segment: SegmentId,
    /// Present for customers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Owners::is_empty")]
    pub owners: Owners,
    /// The owner's name as imported, where no seat has that name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_name: Option<String>,
    /// State or region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
}

/// Customers of a segment in an account table, and their ARR.
pub fn customers_of(accounts: &[Account], segment: &SegmentId) -> (u32, Money) {
    let contracts = accounts.iter().filter(|it| it.segment == *segment).filter_map(|it| it.contract.as_ref());
    contracts.fold((0, Money::ZERO), |(count, arr), contract| (count + 1, arr + contract.arr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prospects_and_other_segments_are_no_customers_of_a_segment() {
        let account = |segment: &str, arr: Option<i64>| Account {
            id: AccountId::new("a"),
            name: String::new(),
            segment: SegmentId::new(segment),
            contract: arr.map(|arr| Contract {
                arr: Money::from_mills(arr),
                renewal: Month::new(2027, 3),
                term_months: 12,
            }),
            owners: Owners::default(),
            owner_name: None,
            region: None,
            postal_code: None,
        };
        let accounts =
            [account("smb", Some(5)), account("smb", Some(7)), account("smb", None), account("ent", Some(9))];
        assert_eq!(customers_of(&accounts, &SegmentId::new("smb")), (2, Money::from_mills(12)));
    }
}
