//! The fields of a customer, and what columns that hold them are called.

mod contract;
mod identity;
mod place;

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

/// The fields in the order of their slots.
pub(super) static FIELDS: [Field; 14] = [
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
];
