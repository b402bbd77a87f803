//! A rate that is derived or typed, and a draw, in a sentence.

use super::choice::draw;
use crate::model::comp::Draw;
use crate::present::Locale;
use crate::units::Currency;

/// What stands below the field of a rate: how it is derived, or what fixing it does to pay at target. `pays` is pay at target as it
/// is, and as derived.
pub fn rate_help(fixed: bool, derived: Option<&str>, pays: Option<&[String; 2]>) -> String {
    match (fixed, derived, pays) {
        (true, Some(derived), Some([now, target])) => format!(
            "Fixed, whatever the target variable: {now} a year at quota, where target pay is {target} ({derived}). Higher tiers keep \
             their proportion. Empty: derived again."
        ),
        (true, _, _) => "Fixed, whatever the target variable. Empty: derived again.".to_owned(),
        (false, Some(derived), _) => {
            format!("Derived: {derived} is target variable x weight / quota. Type a rate to fix it.")
        }
        (false, None, _) => "Derived from target variable and weight. Type a rate to fix it.".to_owned(),
    }
}

/// A draw in a sentence: `Guarantee: $5,000 a month for the first 3 months. Pay is topped up to the amount; nothing is owed.`
pub fn draw_line(it: &Draw, locale: &Locale, currency: Currency) -> String {
    let (name, meaning) = draw(Some(it.kind));
    let amount = locale.money_whole_named(it.amount.amount(), currency);
    match it.months {
        Some(months) => format!("{name}: {amount} a month for the first {months} months. {meaning}"),
        None => format!("{name}: {amount} a month. {meaning}"),
    }
}
