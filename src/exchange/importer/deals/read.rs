//! The cells of a deal, one by one.

use super::fields::{
    ACCOUNT, AMOUNT, CLOSED, CURRENCY, ID, NAME, OVERLAY, OVERLAY_SHARE, OWNER, OWNER_2, PREPAID, SHARE, SHARE_2, TERM,
    TYPE,
};
use super::{DealOwner, DealRow};
use crate::exchange::deal_words::{measure_named, yes_or_no};
use crate::exchange::importer::report::ProblemCode;
use crate::exchange::importer::run::Cells;
use crate::exchange::importer::{Context, Slot};
use crate::exchange::value::clip;
use crate::model::comp::Measure;
use crate::text::tr;
use crate::units::{Currency, Money, Rate, show_date};
use chrono::NaiveDate;

/// Above this, in major units, an amount is a decimal mark misread rather than a deal.
const ABSURD: Money = Money::from_major(1_000_000_000_000);
const TERMS: std::ops::RangeInclusive<u32> = 1..=120;

type Row<'a> = Cells<'a, DealRow>;

/// The kind of deal as the file spells it, and what it counts as: what the user said first, then what the name says.
pub(super) fn kind(cells: &Row<'_>) -> (String, Option<Measure>) {
    if !cells.has(TYPE) {
        return (String::new(), Some(Measure::NewArr));
    }
    let kind = cells.text(TYPE).unwrap_or_default();
    let measure = match cells.decision(&kind) {
        Some(decided) => measure_named(decided),
        None => measure_named(&kind),
    };
    (kind, measure)
}

/// The amount in the unit of its measure; a score is read as a share.
pub(super) fn amount(
    cells: &mut Row<'_>,
    context: &Context,
    measure: Option<Measure>,
) -> Option<(Money, Option<Currency>)> {
    let read = if measure.is_some_and(Measure::is_ratio) {
        let rate = cells.rate(AMOUNT).map(|rate| Money::from_mills(rate.ppm() / 1_000));
        if rate.is_some_and(|rate| !(0..=5_000).contains(&rate.mills())) {
            let text = tr!(
                "\u{201c}{}\u{201d} is no ratio between 0 and 500 %; write 95 % or 0.95 for ninety-five percent",
                clip(cells.raw(AMOUNT))
            );
            cells.refuse(Some(AMOUNT), ProblemCode::Absurd, text);
        }
        rate.map(|rate| (rate, None))
    } else {
        cells.money(AMOUNT, context.currency)
    };
    let Some((amount, currency)) = read else {
        if !cells.is_refused() {
            let text =
                tr!("The amount is missing, so the deal credits nothing; enter it in the system the file comes from");
            cells.refuse(Some(AMOUNT), ProblemCode::Missing, text);
        }
        return None;
    };
    let raw = clip(cells.raw(AMOUNT));
    if amount.abs() > ABSURD {
        let text = tr!("\u{201c}{raw}\u{201d} is more than a million million; check the decimal mark");
        cells.refuse(Some(AMOUNT), ProblemCode::Absurd, text);
        return None;
    }
    if amount < Money::ZERO {
        let text = tr!("\u{201c}{raw}\u{201d} is below zero; it takes credit back from its owner");
        cells.warn(Some(AMOUNT), ProblemCode::Negative, text);
    } else if amount.is_zero() {
        cells.warn(
            Some(AMOUNT),
            ProblemCode::Zero,
            tr!("The deal is worth nothing; it counts as a deal without credit"),
        );
    }
    Some((amount, currency))
}

pub(super) fn closed(cells: &mut Row<'_>) -> Option<NaiveDate> {
    let refused = cells.is_refused();
    let closed = cells.when(CLOSED).map(|when| when.day());
    if closed.is_none() && cells.is_refused() == refused && cells.text(CLOSED).is_none() {
        cells.refuse(
            Some(CLOSED),
            ProblemCode::Missing,
            tr!("The close date is missing, so the deal belongs to no month"),
        );
    }
    closed
}

/// The id and the name on screen. Without an id, customer, name and day together say which deal it is.
pub(super) fn identity(cells: &mut Row<'_>, closed: NaiveDate) -> Option<(String, String)> {
    let (account, name) = (cells.text(ACCOUNT), cells.text(NAME));
    let shown = match (account, name) {
        (Some(account), Some(name)) if name.to_lowercase().contains(&account.to_lowercase()) => name,
        (Some(account), Some(name)) => [account.as_str(), " \u{00b7} ", &name].concat(),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    };
    if cells.has(ID) {
        let Some(id) = cells.text(ID) else {
            cells.refuse(Some(ID), ProblemCode::Missing, tr!("The deal has no id; each row needs its own"));
            return None;
        };
        let shown = if shown.is_empty() { id.clone() } else { shown };
        return Some((id, shown));
    }
    if shown.is_empty() {
        let slot = if cells.has(NAME) { NAME } else { ACCOUNT };
        cells.refuse(Some(slot), ProblemCode::Missing, tr!("The deal has no name; each row needs one"));
        return None;
    }
    Some((format!("{shown} \u{00b7} {closed}"), shown))
}

/// A share that stands alone belongs to the owner before it.
pub(super) fn lone_share_is_first(cells: &Row<'_>) -> bool {
    !cells.has(SHARE_2) && cells.column(SHARE) < cells.column(OWNER_2)
}

/// Whom the deal credits; `None` after the row was refused because its shares are more than the deal.
pub(super) fn owners(cells: &mut Row<'_>) -> Option<Vec<DealOwner>> {
    let mut owners = Vec::new();
    let (first, second) =
        (cells.text(OWNER), cells.text(OWNER_2).filter(|second| Some(second) != cells.text(OWNER).as_ref()));
    let mut shares = (share(cells, SHARE), share(cells, SHARE_2));
    if cells.has(SHARE) && cells.has(OWNER_2) && !cells.has(SHARE_2) && !lone_share_is_first(cells) {
        shares = (None, shares.0);
    }
    let owner = |name: String, share: Rate| DealOwner { name, share, overlay: false };
    match (first, second) {
        (Some(first), Some(second)) => {
            let (mine, other) = match shares {
                (Some(mine), Some(other)) => (mine, other),
                (Some(mine), None) => (mine, mine.complement()),
                (None, Some(other)) => (other.complement(), other),
                (None, None) => {
                    let text = tr!("Two owners and no share; each is credited with half of the deal");
                    cells.warn(Some(OWNER_2), ProblemCode::Shares, text);
                    (Rate::percent(50), Rate::percent(50))
                }
            };
            owners.extend([owner(first, mine), owner(second, other)]);
        }
        (Some(one), None) => owners.push(owner(one, shares.0.unwrap_or(Rate::ONE))),
        (None, Some(one)) => owners.push(owner(one, shares.1.unwrap_or(Rate::ONE))),
        (None, None) => {}
    }
    owners.retain(|owner| owner.share != Rate::ZERO);
    let whole: Rate = owners.iter().map(|owner| owner.share).sum();
    if whole > Rate::ONE || owners.iter().any(|owner| owner.share < Rate::ZERO) {
        let text = tr!(
            "The shares of the owners add up to {}; they must be 100 % together, and credit on top of that is an overlay",
            percent(whole)
        );
        cells.refuse(Some(if cells.has(SHARE) { SHARE } else { SHARE_2 }), ProblemCode::Shares, text);
        return None;
    }
    if !owners.is_empty() && whole < Rate::ONE {
        let text = tr!("Only {} of the deal is shared out; the rest is credited to nobody", percent(whole));
        cells.warn(Some(if cells.has(SHARE) { SHARE } else { SHARE_2 }), ProblemCode::Shares, text);
    }
    if let Some(name) = cells.text(OVERLAY) {
        let share = share(cells, OVERLAY_SHARE).unwrap_or(Rate::ONE);
        owners.push(DealOwner { name, share, overlay: true });
    }
    Some(owners)
}

fn share(cells: &mut Row<'_>, slot: Slot) -> Option<Rate> {
    cells.rate(slot)
}

/// A share in a message, with up to four decimals.
pub(super) fn percent(rate: Rate) -> String {
    let text = format!("{:.4}", rate.ppm() as f64 / 10_000.0);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

pub(super) fn term(cells: &mut Row<'_>) -> Option<u32> {
    let months = cells.term(TERM)?;
    if TERMS.contains(&months) {
        return Some(months);
    }
    let text = tr!("A term of {months} months is not between 1 and 120; 12 months are assumed");
    cells.warn(Some(TERM), ProblemCode::Absurd, text);
    None
}

pub(super) fn prepaid(cells: &mut Row<'_>) -> bool {
    let raw = cells.text(PREPAID).unwrap_or_default();
    yes_or_no(&raw).unwrap_or_else(|| {
        let text = tr!("\u{201c}{}\u{201d} is neither yes nor no; it counts as no", clip(&raw));
        cells.warn(Some(PREPAID), ProblemCode::Unreadable, text);
        false
    })
}

/// A day that cannot come before the day of closing.
pub(super) fn day_after(cells: &mut Row<'_>, slot: Slot, what: &str, closed: NaiveDate) -> Option<NaiveDate> {
    // Lists kept by hand often mark what was paid or cancelled with a no where there is no day.
    if yes_or_no(cells.raw(slot)) == Some(false) {
        return None;
    }
    let day = cells.when(slot)?.day();
    if day < closed {
        let text = tr!(
            "The deal was {what} on {}, before it was closed on {}; check both days",
            show_date(day),
            show_date(closed)
        );
        cells.warn(Some(slot), ProblemCode::OutOfOrder, text);
    }
    Some(day)
}

pub(super) fn currency(cells: &mut Row<'_>) -> Option<Currency> {
    let text = cells.text(CURRENCY)?;
    let found = text.parse::<Currency>().ok().or_else(|| crate::exchange::value::header_currency(&text));
    if found.is_none() {
        let text = tr!("\u{201c}{}\u{201d} is no currency; it is left out", clip(&text));
        cells.warn(Some(CURRENCY), ProblemCode::Unreadable, text);
    }
    found
}
