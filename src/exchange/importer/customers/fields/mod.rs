//! The fields of a customer, and what columns that hold them are called.

mod contract;
mod identity;
mod place;
mod worth;

use crate::exchange::importer::{Field, Slot};

pub(super) const ID: Slot = 0;
pub(super) const NAME: Slot = 1;
pub(super) const SEGMENT: Slot = 2;
pub(super) const ARR: Slot = 3;
pub(super) const CURRENCY: Slot = 4;
pub(super) const RENEWAL: Slot = 5;
pub(super) const START: Slot = 6;
pub(super) const TERM: Slot = 7;
pub(super) const OWNER: Slot = 8;
pub(super) const STATE: Slot = 9;
pub(super) const ZIP: Slot = 10;
pub(super) const COUNTRY: Slot = 11;
pub(super) const LATITUDE: Slot = 12;
pub(super) const LONGITUDE: Slot = 13;
pub(super) const ACCOUNT_MANAGER: Slot = 14;
pub(super) const CUSTOMER_SUCCESS: Slot = 15;
pub(super) const POTENTIAL: Slot = 16;
pub(super) const WORKLOAD: Slot = 17;
pub(super) const GROWTH: Slot = 18;
pub(super) const PROFITABILITY: Slot = 19;
pub(super) const STRATEGIC: Slot = 20;
pub(super) const REFERRAL: Slot = 21;
pub(super) const TIER: Slot = 22;
pub(super) const FAMILY: Slot = 23;
pub(super) const LOCKED: Slot = 24;

/// The fields in the order of their slots.
pub(super) static FIELDS: [Field; 25] = [
    identity::ID,
    identity::NAME,
    identity::SEGMENT,
    contract::ARR,
    contract::CURRENCY,
    contract::RENEWAL,
    contract::START,
    contract::TERM,
    identity::OWNER,
    place::STATE,
    place::ZIP,
    place::COUNTRY,
    place::LATITUDE,
    place::LONGITUDE,
    identity::ACCOUNT_MANAGER,
    identity::CUSTOMER_SUCCESS,
    worth::POTENTIAL,
    worth::WORKLOAD,
    worth::GROWTH,
    worth::PROFITABILITY,
    worth::STRATEGIC,
    worth::REFERRAL,
    worth::TIER,
    worth::FAMILY,
    worth::LOCKED,
];
