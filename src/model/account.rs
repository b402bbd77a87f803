//! The one account table: customers have a contract, prospects have none.

use crate::model::{AccountPlan, Owner};
use crate::units::{AccountId, Money, Month, Rate, SeatId, SegmentId};
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
    /// Who owns it in a function.
    pub fn of(&self, function: Owner) -> Option<&SeatId> {
        match function {
            Owner::Sales => self.sales.as_ref(),
            Owner::AccountManagement => self.account_management.as_ref(),
            Owner::CustomerSuccess => self.customer_success.as_ref(),
        }
    }

    /// The place of its owner in a function.
    pub fn place(&mut self, function: Owner) -> &mut Option<SeatId> {
        match function {
            Owner::Sales => &mut self.sales,
            Owner::AccountManagement => &mut self.account_management,
            Owner::CustomerSuccess => &mut self.customer_success,
        }
    }

    /// Whether nobody owns it.
    pub fn is_empty(&self) -> bool {
        *self == Owners::default()
    }
}

/// A place on the globe, in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Location {
    /// Degrees north; south is negative.
    pub lat: f64,
    /// Degrees east; west is negative.
    pub lon: f64,
}

impl Location {
    /// A place, to a hundred-thousandth of a degree (about a metre), so that files stay short.
    pub fn new(lat: f64, lon: f64) -> Location {
        let round = |degrees: f64| (degrees * 100_000.0).round() / 100_000.0;
        Location { lat: round(lat), lon: round(lon) }
    }

    /// Whether there is such a place: at most 90 degrees from the equator, at most 180 from Greenwich.
    pub fn is_on_globe(self) -> bool {
        self.lat.abs() <= 90.0 && self.lon.abs() <= 180.0
    }
}

/// What is thought of an account, each from 0 (nothing) to 1 (as good as it gets). What is not rated does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Ratings {
    /// How fast it grows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub growth: Option<Rate>,
    /// What is left of its revenue after serving it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profitability: Option<Rate>,
    /// What it is worth beyond its revenue: a market, a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic: Option<Rate>,
    /// Whether it brings others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<Rate>,
}

impl Ratings {
    /// Whether nothing is rated.
    pub fn is_empty(&self) -> bool {
        *self == Ratings::default()
    }

    /// All of them, in the order shown.
    pub fn all(&self) -> [Option<Rate>; 4] {
        [self.growth, self.profitability, self.strategic, self.referral]
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
    /// Country, by name or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where exactly it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Revenue a year it could bring, today's ARR included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub potential: Option<Money>,
    /// Hours a year its owner spends on it; without them the service model of its tier says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workload_hours: Option<f64>,
    /// What is thought of it.
    #[serde(default, skip_serializing_if = "Ratings::is_empty")]
    pub ratings: Ratings,
    /// The id of its tier, where it does not follow from its score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// Accounts of the same family stay with one owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Whether it stays with whoever owns it today.
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    /// How it is kept and grown, for the accounts that matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub care: Option<Box<AccountPlan>>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Account {
    /// A prospect of which nothing but the id and the segment is known.
    pub fn new(id: AccountId, segment: SegmentId) -> Account {
        Account {
            id,
            name: String::new(),
            segment,
            contract: None,
            owners: Owners::default(),
            owner_name: None,
            region: None,
            postal_code: None,
            country: None,
            location: None,
            potential: None,
            workload_hours: None,
            ratings: Ratings::default(),
            tier: None,
            family: None,
            locked: false,
            care: None,
        }
    }

    /// The owner's name as imported, while no seat owns it in any function.
    pub fn owner_without_seat(&self) -> Option<&str> {
        self.owner_name.as_deref().filter(|_| self.owners.is_empty())
    }

    /// Its name; its id where it has none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// Sets what it pays a year: an amount makes a customer of a prospect, none makes a prospect of a customer. A new contract runs for
    /// twelve months from the plan's first month.
    pub fn set_arr(&mut self, arr: Option<Money>, first: Month) {
        self.contract = match (arr, self.contract) {
            (None, _) => None,
            (Some(arr), Some(contract)) => Some(Contract { arr, ..contract }),
            (Some(arr), None) => Some(Contract { arr, renewal: first.plus(12), term_months: 12 }),
        };
    }

    /// What it pays a year; nothing for a prospect.
    pub fn arr(&self) -> Money {
        self.contract.map_or(Money::ZERO, |it| it.arr)
    }
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
            contract: arr.map(|arr| Contract {
                arr: Money::from_mills(arr),
                renewal: Month::new(2027, 3),
                term_months: 12,
            }),
            ..Account::new(AccountId::new("a"), SegmentId::new(segment))
        };
        let accounts =
            [account("smb", Some(5)), account("smb", Some(7)), account("smb", None), account("ent", Some(9))];
        assert_eq!(customers_of(&accounts, &SegmentId::new("smb")), (2, Money::from_mills(12)));
    }
}
