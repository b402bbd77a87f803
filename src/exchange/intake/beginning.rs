//! What a customer list and a roster bring to a plan that begins with them.

use super::{RosterChoices, customers, roster};
use crate::exchange::importer::{CustomerRow, RosterRow};
use crate::model::Document;
use crate::units::{Money, RoleId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A catalogue with the people and customers of files in it, and what was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// The catalogue with them.
    pub document: Document,
    /// Customers that came in.
    pub customers: usize,
    /// Their ARR.
    pub arr: Money,
    /// Rows of customers that stayed out, since their currency has no plan rate.
    pub foreign: usize,
    /// People that came in, by the name of their role, in its order of the catalogue.
    pub people: Vec<(String, usize)>,
    /// People who stayed out: whoever left before the plan begins, and titles for which there is no role.
    pub out: usize,
}

/// Puts people first, so that customers find their owners. The catalogue has neither yet.
pub fn bring(catalogue: &Document, list: &[CustomerRow], people: &[RosterRow]) -> Brought {
    let mut document = catalogue.clone();
    let came = roster(&document, people, &RosterChoices::default());
    document.roles.extend(came.roles);
    document.people.extend(came.people);
    document.seats.extend(came.seats);
    let book = customers(&document, list, &BTreeMap::new());
    document.segments.extend(book.segments);
    let contracts = || book.accounts.iter().filter_map(|it| it.contract);
    let (customers, arr) = (contracts().count(), contracts().map(|it| it.arr).sum());
    let of_role = |id: &RoleId| document.seats.iter().filter(|it| it.role == *id).count();
    let people = document.roles.iter().map(|it| (it.name.clone(), of_role(&it.id))).filter(|it| it.1 > 0).collect();
    document.accounts = Arc::new(book.accounts);
    Brought {
        customers,
        arr,
        foreign: book.without_rate.values().sum(),
        people,
        out: came.left + came.without_role,
        document,
    }
}
