//! Owners of accounts, by function.

use crate::model::{Account, Document, Function, Owner, Seat};
use crate::present::Locale;
use crate::text::{tr, within};
use crate::units::{Money, SeatId};
use std::collections::{BTreeMap, HashSet};

/// Who holds a seat last, by name; what is to be done there where nobody does: `Open: Account executive, Mid-market`. Of a seat that is
/// gone its id is all that is left.
pub fn seat_name(document: &Document, id: &SeatId) -> String {
    document.seat(id).map_or_else(|| id.to_string(), |seat| document.called(seat))
}

/// Who has an account today in the function that territories are planned for, by name: the holder of a seat, or whom an import named.
pub fn owner_today(document: &Document, account: &Account) -> Option<String> {
    let seat = account.owners.of(document.territory.owner).map(|it| seat_name(document, it));
    seat.or_else(|| account.owner_without_seat().map(str::to_owned))
}

/// What accounts lose with seats that are removed, in a sentence for each function: how many then have nobody in it, and what they pay.
/// Empty where the seats own none.
pub fn left_with_nobody(document: &Document, seats: &[SeatId], locale: &Locale) -> String {
    let mut text = String::new();
    for function in Owner::ALL {
        let owned = |it: &&Account| it.owners.of(function).is_some_and(|id| seats.contains(id));
        let left = document.accounts.iter().filter(owned);
        let (count, arr) = left.fold((0, Money::ZERO), |sum, it| (sum.0 + 1, sum.1 + it.arr()));
        if count > 0 {
            let accounts = locale.counted(count, tr!("account"), tr!("accounts"));
            let arr = locale.money_compact(arr, document.settings.currency);
            let have = if count == 1 { tr!("has") } else { tr!("have") };
            text.push_str(&tr!(" {accounts} with {arr} of ARR {have} nobody in {} now.", within(owner_name(function))));
        }
    }
    text
}

/// What owning accounts in a function is called.
pub fn owner_name(function: Owner) -> &'static str {
    match function {
        Owner::Sales => tr!("Sales"),
        Owner::AccountManagement => tr!("Account management"),
        Owner::CustomerSuccess => tr!("Customer success"),
    }
}

/// Seats that can own accounts in a function, with the name of who holds each, by name; and those that own some already.
pub fn seat_choices(document: &Document, function: Owner) -> Vec<(SeatId, String)> {
    let owning: HashSet<&SeatId> = document.accounts.iter().filter_map(|it| it.owners.of(function)).collect();
    let fits = |seat: &&Seat| {
        let role = document.role(&seat.role).map(|it| it.function);
        let leads = match function {
            Owner::Sales => Function::SalesManagement,
            Owner::AccountManagement | Owner::CustomerSuccess => Function::AccountLeadership,
        };
        role.is_some_and(|it| function.is_done_by(it) || it == leads) || owning.contains(&seat.id)
    };
    let mut all: Vec<(SeatId, String)> =
        document.seats.iter().filter(fits).map(|seat| (seat.id.clone(), seat_name(document, &seat.id))).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

/// The seat a text names, by its id or the name of who holds it last; of several with one name, one that owns accounts so.
pub(super) fn owner_named(document: &Document, function: Owner, text: &str) -> Result<SeatId, String> {
    let wanted = text.to_lowercase();
    let fits = |seat: &&Seat| document.role(&seat.role).is_some_and(|role| function.is_done_by(role.function));
    let named = |seat: &&Seat| seat.id.as_str() == text || seat_name(document, &seat.id).to_lowercase() == wanted;
    let found: Vec<&Seat> = document.seats.iter().filter(named).collect();
    found.iter().copied().find(fits).or(found.first().copied()).map(|it| it.id.clone()).ok_or_else(|| {
        tr!("\u{201c}{text}\u{201d} holds no seat of this plan; choose from the list, or empty the cell.")
    })
}

/// Names of columns, and a row for each owner in a function: accounts, ARR, potential; the largest ARR first, then what nobody has, the
/// sum last. Sales has accounts of both kinds, the other functions have customers; nothing where the function owns none.
pub fn owners(document: &Document, function: Owner, locale: &Locale) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let header = [tr!("Owner"), tr!("Accounts"), "ARR", tr!("Potential a year")].map(str::to_owned).to_vec();
    let mut sums: BTreeMap<Option<&SeatId>, (i64, Money, Money)> = BTreeMap::new();
    let mut all = (0, Money::ZERO, Money::ZERO);
    let add = |sum: &mut (i64, Money, Money), account: &Account| {
        sum.0 += 1;
        sum.1 += account.arr();
        sum.2 += account.potential.unwrap_or_default();
    };
    let counts = |it: &&Account| function == Owner::Sales || it.contract.is_some() || it.owners.of(function).is_some();
    for account in document.accounts.iter().filter(counts) {
        add(sums.entry(account.owners.of(function)).or_default(), account);
        add(&mut all, account);
    }
    let row = |name: String, (count, arr, potential): (i64, Money, Money)| {
        vec![name, locale.count(count), locale.money_table(arr), locale.money_table(potential)]
    };
    let nobody = sums.remove(&None);
    let mut owned: Vec<_> = sums.into_iter().collect();
    if owned.is_empty() {
        return None;
    }
    owned.sort_by_key(|it| std::cmp::Reverse(it.1.1));
    let name = |seat: Option<&SeatId>| seat.map(|it| seat_name(document, it)).unwrap_or_default();
    let mut rows: Vec<Vec<String>> = owned.into_iter().map(|(seat, sum)| row(name(seat), sum)).collect();
    rows.extend(nobody.map(|sum| row(tr!("Nobody").to_owned(), sum)));
    rows.push(row(tr!("All accounts").to_owned(), all));
    Some((header, rows))
}
