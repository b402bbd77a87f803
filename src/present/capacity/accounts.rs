//! Who looks after more than one person can, and which customers change hands, in words.

use super::{Teller, none, table};
use crate::engine::capacity::{AccountShift, Keeping, OwnerLoad};
use crate::present::chart::Table;
use crate::present::staffing::leader_name;
use crate::text::{counted, tr};
use crate::units::{Flow, SeatId};

/// What a function is called where accounts change hands in it.
pub fn keeping_name(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::AccountManagement => tr!("account management"),
        Keeping::CustomerSuccess => tr!("customer success"),
    }
}

/// The same as a heading.
pub fn keeping_title(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::AccountManagement => tr!("Account management"),
        Keeping::CustomerSuccess => tr!("Customer success"),
    }
}

fn holder(tell: &Teller<'_>, seat: &SeatId) -> String {
    tell.document.seat(seat).map_or_else(|| seat.to_string(), |it| leader_name(tell.document, it))
}

/// What the moves of one function do, in a sentence or two.
pub fn account_shift_say(tell: &Teller<'_>, shift: &AccountShift) -> String {
    let ((over, still), (high, low)) = (shift.over(), shift.highest());
    let who = counted(over as u32, tr!("person looks"), tr!("people look"));
    let name = keeping_name(shift.keeping);
    let first = tr!("In {name} {who} after more than one can, up to {} of it.", tell.locale.percent(high, 0));
    let moved: f64 = shift.moves.iter().map(|it| it.arr.to_major()).sum();
    let second = match (shift.moves.len() as u32, still) {
        (0, _) => tr!("Nobody who serves these customers has room for one of theirs: it takes a hire.").to_owned(),
        (count, 0) => tr!(
            "{} with {} change hands, and nobody is over; the highest load is {}.",
            counted(count, tr!("customer"), tr!("customers")),
            tell.money(Flow::new(moved)),
            tell.locale.percent(low, 0)
        ),
        (count, still) => tr!(
            "{} with {} can change hands; {} over all the same, up to {}: it takes a hire.",
            counted(count, tr!("customer"), tr!("customers")),
            tell.money(Flow::new(moved)),
            counted(still as u32, tr!("person stays"), tr!("people stay")),
            tell.locale.percent(low, 0)
        ),
    };
    format!("{first} {second}")
}

/// Every customer that changes hands.
pub fn account_moves_table(tell: &Teller<'_>, shift: &AccountShift) -> Table {
    let row = |it: &crate::engine::capacity::AccountMove| {
        let account = tell.document.accounts.iter().find(|account| account.id == it.account);
        let name = account.map(|it| it.name.clone()).filter(|it| !it.is_empty());
        vec![
            name.unwrap_or_else(|| it.account.to_string()),
            holder(tell, &it.from),
            holder(tell, &it.to),
            tell.figure(Flow::new(it.arr.to_major())),
        ]
    };
    table(&[tr!("Customer"), tr!("From"), tr!("To" in "owner"), "ARR"], shift.moves.iter().map(row).collect())
}

/// Everyone of the function: what they look after against what one can, now and after the moves.
pub fn account_loads_table(tell: &Teller<'_>, shift: &AccountShift) -> Table {
    let row = |(now, then): (&OwnerLoad, &OwnerLoad)| {
        vec![
            holder(tell, &now.seat),
            tell.locale.percent(now.load(), 0),
            tell.locale.percent(then.load(), 0),
            tell.locale.count(i64::from(now.customers)),
            tell.figure(Flow::new(now.arr.to_major())),
            now.most_customers.map_or_else(none, |it| tell.locale.people(it)),
            now.most_arr.map_or_else(none, |it| tell.figure(Flow::new(it))),
        ]
    };
    let header = [
        tr!("Owner"),
        tr!("Load now"),
        tr!("Load after"),
        tr!("Customers"),
        "ARR",
        tr!("Most customers"),
        tr!("Most ARR"),
    ];
    table(&header, shift.before.iter().zip(&shift.after).map(row).collect())
}
