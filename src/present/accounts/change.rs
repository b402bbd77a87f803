//! What a text typed into a cell of the account table means.

use super::column::AccountColumn;
use super::owner::owner_named;
use crate::model::{Account, Contract, Document, Location};
use crate::present::Locale;
use crate::present::number::{parse_money, parse_month, parse_number, parse_rate};
use crate::text::tr;
use crate::units::{AccountId, Money, Rate, SegmentId};

/// Changes an account as a text typed into a cell says, or says what is wrong with the text.
pub fn change(
    document: &Document,
    account: &mut Account,
    column: AccountColumn,
    text: &str,
    locale: &Locale,
) -> Result<(), String> {
    let text = text.trim();
    if let Some(function) = column.owner() {
        let seat = match text {
            "" => None,
            named => Some(owner_named(document, function, named)?),
        };
        if seat.is_some() {
            account.owner_name = None;
        }
        *account.owners.place(function) = seat;
        return Ok(());
    }
    let written = || (!text.is_empty()).then(|| text.to_owned());
    match column {
        AccountColumn::Name => account.name = text.to_owned(),
        AccountColumn::Segment => account.segment = segment(document, text)?,
        AccountColumn::Tier => account.tier = tier(document, text)?,
        AccountColumn::Arr => {
            let arr = amount(document, text, locale)?;
            account.set_arr(arr, document.settings.first_month);
        }
        AccountColumn::Renewal => renewal(account, text, locale)?,
        AccountColumn::Potential => account.potential = amount(document, text, locale)?,
        AccountColumn::Workload => account.workload_hours = hours(text, locale)?,
        AccountColumn::Position => account.location = location(text)?,
        AccountColumn::PostalCode => account.postal_code = written(),
        AccountColumn::Region => account.region = written(),
        AccountColumn::Country => account.country = written(),
        AccountColumn::Growth => account.ratings.growth = rating(text, locale)?,
        AccountColumn::Profitability => account.ratings.profitability = rating(text, locale)?,
        AccountColumn::Strategic => account.ratings.strategic = rating(text, locale)?,
        AccountColumn::Referral => account.ratings.referral = rating(text, locale)?,
        AccountColumn::Family => account.family = written(),
        AccountColumn::Locked => account.locked = yes(text)?,
        AccountColumn::Id => {
            if text.is_empty() {
                return Err(tr!("An account needs an id; its name will do.").to_owned());
            }
            account.id = AccountId::new(text);
        }
        AccountColumn::Sales | AccountColumn::AccountManagement | AccountColumn::CustomerSuccess => {}
    }
    Ok(())
}

fn segment(document: &Document, text: &str) -> Result<SegmentId, String> {
    let named = |it: &&crate::model::Segment| it.id.as_str() == text || it.name.eq_ignore_ascii_case(text);
    document.segments.iter().find(named).map(|it| it.id.clone()).ok_or_else(|| {
        let known: Vec<&str> = document.segments.iter().map(|it| it.name.as_str()).collect();
        tr!("\u{201c}{text}\u{201d} is no segment of this plan; known are {}.", known.join(", "))
    })
}

fn tier(document: &Document, text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let named = |it: &&crate::model::Tier| {
        // `A` names the tier called `A, key`.
        let head = it.name.split(',').next().unwrap_or_default().trim();
        it.id == text || it.name.eq_ignore_ascii_case(text) || head.eq_ignore_ascii_case(text)
    };
    let found = document.territory.tiers.iter().find(named).map(|it| Some(it.id.clone()));
    found.ok_or_else(|| {
        let known: Vec<&str> = document.territory.tiers.iter().map(|it| it.name.as_str()).collect();
        tr!("\u{201c}{text}\u{201d} is no tier; known are {}. Empty: its score says.", known.join("; "))
    })
}

fn amount(document: &Document, text: &str, locale: &Locale) -> Result<Option<Money>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let amount = parse_money(text, locale, document.settings.currency).map_err(|error| error.to_string())?;
    if amount < Money::ZERO {
        return Err(tr!("An amount a year is nothing or more.").to_owned());
    }
    Ok(Some(amount))
}

fn renewal(account: &mut Account, text: &str, locale: &Locale) -> Result<(), String> {
    let Some(contract) = account.contract else {
        if text.is_empty() {
            return Ok(());
        }
        return Err(tr!("A prospect has nothing to renew; enter its ARR first.").to_owned());
    };
    if text.is_empty() {
        return Err(tr!("A customer has a month of renewal; to make it a prospect, empty its ARR.").to_owned());
    }
    let renewal = parse_month(text, locale).map_err(|error| error.to_string())?;
    account.contract = Some(Contract { renewal, ..contract });
    Ok(())
}

fn hours(text: &str, locale: &Locale) -> Result<Option<f64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let hours = parse_number(text, locale).map_err(|error| error.to_string())?.to_f64();
    if !(0.0..=8_784.0).contains(&hours) {
        return Err(tr!("A year has {} hours; enter the hours a year of one person.", locale.count(8_784)));
    }
    Ok(Some((hours * 100.0).round() / 100.0))
}

fn rating(text: &str, locale: &Locale) -> Result<Option<Rate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let rate = parse_rate(text, locale).map_err(|error| error.to_string())?;
    if rate < Rate::ZERO || rate > Rate::ONE {
        return Err(tr!("A rating lies between 0 and 100 %.").to_owned());
    }
    Ok(Some(rate))
}

/// Reads `47.6062, -122.3321`, as maps write it; a point is the decimal mark whatever the locale.
pub fn location(text: &str) -> Result<Option<Location>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || {
        tr!(
            "\u{201c}{text}\u{201d} is no position; write latitude and longitude in degrees, such as 47.6062, -122.3321."
        )
    };
    let plain = text.replace('\u{2212}', "-").replace(['(', ')', '\u{b0}'], "");
    let parts: Vec<&str> = plain
        .split(|letter: char| matches!(letter, ',' | ';') || letter.is_whitespace())
        .filter(|it| !it.is_empty())
        .collect();
    let [lat, lon] = parts.as_slice() else { return Err(wrong()) };
    let (lat, lon): (f64, f64) = lat.parse().ok().zip(lon.parse().ok()).ok_or_else(wrong)?;
    let at = Location::new(lat, lon);
    if !at.is_on_globe() {
        return Err(tr!("A latitude lies between -90 and 90, a longitude between -180 and 180.").to_owned());
    }
    Ok(Some(at))
}

fn yes(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "locked" => Ok(true),
        "no" | "n" | "false" | "0" | "" => Ok(false),
        _neither => Err(tr!("\u{201c}{text}\u{201d} is neither yes nor no.")),
    }
}
