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
