//! Accounts in words: what their cells show, what a text typed into one means, which of them are looked at, and what they add up to.

mod owner;

pub use owner::{owner_of, owners, seat_name};

use crate::model::Document;
use crate::present::Locale;
use crate::units::Money;

/// `450 customers with 18.2M of ARR, 150 prospects`.
pub fn headline(document: &Document, locale: &Locale) -> String {
    if document.accounts.is_empty() {
        return "No accounts yet".to_owned();
    }
    let (mut customers, mut arr) = (0_i64, Money::ZERO);
    for contract in document.accounts.iter().filter_map(|it| it.contract.as_ref()) {
        customers += 1;
        arr += contract.arr;
    }
    let prospects = document.accounts.len() as i64 - customers;
    let noun = |count: i64, one: &str| format!("{} {one}{}", locale.count(count), if count == 1 { "" } else { "s" });
    format!(
        "{} with {} of ARR, {} \u{b7} {}",
        noun(customers, "customer"),
        locale.money_compact(arr, document.settings.currency),
        noun(prospects, "prospect"),
        document.settings.currency
    )
}
