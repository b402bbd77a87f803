//! What a customer list and a roster bring to a plan that begins with them.

use super::{RosterChoices, Unused, customers, roster};
use crate::exchange::importer::{CustomerRow, RosterRow};
use crate::model::Document;
use crate::units::{Currency, Money, RoleId, SegmentId};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Rows of customers in other currencies than the plan's.
    pub list_abroad: Abroad,
    /// People that came in, by the name of their role, in its order of the catalogue.
    pub people: Vec<(String, usize)>,
    /// Segments that people have by a column of their file.
    pub segments: BTreeSet<SegmentId>,
    /// What the file says of people and the plan cannot use.
    pub unused: Unused,
    /// People whose pay is in other currencies than the plan's.
    pub pay_abroad: Abroad,
    /// People who stayed out: whoever left before the plan begins, and titles for which there is no role.
    pub out: usize,
    /// People whose manager is not in the file, so that they report to nobody.
    pub without_manager: usize,
    /// Customers whose owner is not in the list of people, and how many such owners there are; none without a list of people.
    pub without_owner: (usize, usize),
}

/// Rows of a file in other currencies than the plan's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Abroad {
    /// All of them, by the code of their currency.
    pub rows: BTreeMap<String, usize>,
    /// Those whose currency has no plan rate.
    pub without_rate: BTreeMap<String, usize>,
    /// The currency of more than half of the file's rows, where that is another one than the plan's.
    pub mostly: Option<Currency>,
}

impl Abroad {
    fn of(rows: BTreeMap<String, usize>, without_rate: BTreeMap<String, usize>, all: usize) -> Abroad {
        let most = rows.iter().find(|(_, count)| **count * 2 > all);
        Abroad { mostly: most.and_then(|(code, _)| code.parse().ok()), rows, without_rate }
    }
}

/// Puts people before customers, so that these find their owners; segments of the list come first of all, as people may name them. The
/// catalogue has neither yet; amounts in other currencies come in at its plan
/// rates.
pub fn bring(catalogue: &Document, list: &[CustomerRow], people: &[RosterRow]) -> Brought {
    let mut document = catalogue.clone();
    let rates = &catalogue.settings.plan_rates;
    if people.iter().any(|it| it.segment.is_some()) {
        document.segments.extend(customers(&document, list, rates).segments);
    }
    let came = roster(&document, people, &RosterChoices { rates: rates.clone(), ..RosterChoices::default() });
    document.roles.extend(came.roles);
    document.people.extend(came.people);
    document.seats.extend(came.seats);
    let book = customers(&document, list, rates);
    document.segments.extend(book.segments);
    let contracts = || book.accounts.iter().filter_map(|it| it.contract);
    let (customers, arr) = (contracts().count(), contracts().map(|it| it.arr).sum());
    let of_role = |id: &RoleId| document.seats.iter().filter(|it| it.role == *id).count();
    let roles = document.roles.iter().map(|it| (it.name.clone(), of_role(&it.id))).filter(|it| it.1 > 0).collect();
    document.accounts = Arc::new(book.accounts);
    let strangers = || document.accounts.iter().filter_map(|it| it.owner_without_seat()).filter(|_| !people.is_empty());
    let without_owner = (strangers().count(), strangers().collect::<BTreeSet<_>>().len());
    let paid = people.iter().filter(|it| it.base.or(it.ote).or(it.quota).is_some()).count();
    Brought {
        customers,
        arr,
        list_abroad: Abroad::of(book.foreign, book.without_rate, list.len()),
        people: roles,
        pay_abroad: Abroad::of(came.foreign, came.without_rate, paid),
        segments: came.segments,
        unused: came.unused,
        out: came.left + came.without_role,
        without_manager: came.unknown_managers.values().sum(),
        without_owner,
        document,
    }
}
