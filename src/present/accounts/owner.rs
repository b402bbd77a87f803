//! Owners of accounts, by function.

use crate::model::{Account, Document, Owner, Owners};
use crate::present::Locale;
use crate::units::{Money, SeatId};
use std::collections::BTreeMap;

/// The seat that owns an account in a function.
pub fn owner_of(owners: &Owners, function: Owner) -> Option<&SeatId> {
    match function {
        Owner::Sales => owners.sales.as_ref(),
        Owner::AccountManagement => owners.account_management.as_ref(),
        Owner::CustomerSuccess => owners.customer_success.as_ref(),
    }
}

/// Who holds a seat last; the seat's own name where nobody does.
pub fn seat_name(document: &Document, id: &SeatId) -> String {
    let holder = document.seat(id).and_then(|seat| document.person(seat.stints.last()?.person.as_ref()?));
    holder.map(|it| it.name.clone()).filter(|it| !it.is_empty()).unwrap_or_else(|| id.to_string())
}

/// Names of columns, and a row for each owner in the function that territories are planned for: accounts, ARR, potential; the sum last.
pub fn owners(document: &Document, locale: &Locale) -> (Vec<String>, Vec<Vec<String>>) {
    let header = ["Owner", "Accounts", "ARR", "Potential a year"].map(str::to_owned).to_vec();
    let mut sums: BTreeMap<Option<&SeatId>, (i64, Money, Money)> = BTreeMap::new();
    let mut all = (0, Money::ZERO, Money::ZERO);
    let add = |sum: &mut (i64, Money, Money), account: &Account| {
        sum.0 += 1;
        sum.1 += account.arr();
        sum.2 += account.potential.unwrap_or_default();
    };
    for account in document.accounts.iter() {
        add(sums.entry(owner_of(&account.owners, document.territory.owner)).or_default(), account);
        add(&mut all, account);
    }
    let row = |name: String, (count, arr, potential): (i64, Money, Money)| {
        vec![name, locale.count(count), locale.money_table(arr), locale.money_table(potential)]
    };
    let mut rows: Vec<Vec<String>> = sums
        .into_iter()
        .map(|(seat, sum)| row(seat.map_or_else(|| "Nobody".to_owned(), |it| seat_name(document, it)), sum))
        .collect();
    rows.push(row("All accounts".to_owned(), all));
    (header, rows)
}
