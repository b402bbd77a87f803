//! Accounts in words: what their cells show, what a text typed into one means, which of them are looked at, and what they add up to.

mod change;
mod column;
mod filter;
mod owner;
mod plan;
mod position;

pub use change::{change, location};
pub use column::{AccountCell, AccountColumn, Derived, cell, hours_text, location_text};
pub use filter::{Order, Wanted};
pub use owner::{left_with_nobody, owner_name, owner_today, owners, seat_choices, seat_name};
pub use plan::{
    about, forecast_say, growth_forecast_say, growth_say, next_owner, risk_say, signal, stance, typed_book_say,
    usual_handover,
};
pub use position::coverage;

use crate::model::{Account, Document};
use crate::present::Locale;
use crate::text::tr;
use crate::units::Money;

/// `450 customers with 18.2M of ARR, 150 prospects`.
pub fn headline(document: &Document, locale: &Locale) -> String {
    if document.accounts.is_empty() {
        return tr!("No accounts yet").to_owned();
    }
    let (mut customers, mut arr) = (0_usize, Money::ZERO);
    for contract in document.accounts.iter().filter_map(|it| it.contract.as_ref()) {
        customers += 1;
        arr += contract.arr;
    }
    let prospects = document.accounts.len() - customers;
    tr!(
        "{} with {} of ARR, {} \u{b7} {}",
        locale.counted(customers, tr!("customer"), tr!("customers")),
        locale.money_compact(arr, document.settings.currency),
        locale.counted(prospects, tr!("prospect"), tr!("prospects")),
        document.settings.currency
    )
}

/// How many accounts are shown, and what they add up to.
pub fn summary<'a>(
    shown: impl Iterator<Item = &'a Account>,
    all: usize,
    locale: &Locale,
    currency: crate::units::Currency,
) -> String {
    let (count, text) = added_up(shown, locale, currency);
    let noun = if all == 1 { tr!("account") } else { tr!("accounts") };
    let all_text = locale.count(all as i64);
    if count == all {
        format!("{all_text} {noun}: {text}.")
    } else {
        tr!("{} of {all_text} {noun}: {text}.", locale.count(count as i64))
    }
}

/// What the selected accounts add up to.
pub fn selection<'a>(
    chosen: impl Iterator<Item = &'a Account>,
    locale: &Locale,
    currency: crate::units::Currency,
) -> String {
    let (count, text) = added_up(chosen, locale, currency);
    tr!("{} accounts, {text}", locale.count(count as i64))
}

fn added_up<'a>(
    accounts: impl Iterator<Item = &'a Account>,
    locale: &Locale,
    currency: crate::units::Currency,
) -> (usize, String) {
    let (mut count, mut arr, mut potential) = (0, Money::ZERO, Money::ZERO);
    for account in accounts {
        count += 1;
        arr += account.arr();
        potential += account.potential.unwrap_or_default();
    }
    let (arr, potential) = (locale.money_compact(arr, currency), locale.money_compact(potential, currency));
    (count, tr!("{arr} of ARR, {potential} of potential a year"))
}
