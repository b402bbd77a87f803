//! Deals as rows of a table: what their cells show, and what a text typed into one means.

mod forecast;
mod split;
#[cfg(test)]
mod tests;

pub use forecast::forecast_take;
pub use split::{holder_on, parse_split, removed_holders, split_problem, split_text};

use crate::model::comp::Measure;
use crate::model::{Deal, Document};
use crate::present::number::{parse_count, parse_date, parse_money, parse_number, show_date};
use crate::present::split::share_from;
use crate::present::{Locale, words_pay};
use crate::text::tr;
use crate::units::{Money, Rate};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealColumn {
    /// The day it was closed.
    Closed,
    /// What it is called.
    Name,
    /// What it counts as.
    Measure,
    /// How much.
    Amount,
    /// Months it was signed for.
    Term,
    /// Whether it is paid in advance.
    Prepaid,
    /// The day of the invoice.
    Invoiced,
    /// The day of payment.
    Paid,
    /// The day of cancellation.
    Cancelled,
    /// Whom it credits.
    Credited,
    /// Its gross margin.
    Margin,
}

impl DealColumn {
    /// All columns, in the order shown.
    pub const ALL: [DealColumn; 11] = [
        DealColumn::Closed,
        DealColumn::Name,
        DealColumn::Measure,
        DealColumn::Amount,
        DealColumn::Credited,
        DealColumn::Term,
        DealColumn::Prepaid,
        DealColumn::Invoiced,
        DealColumn::Paid,
        DealColumn::Cancelled,
        DealColumn::Margin,
    ];

    /// Its name in code.
    pub const fn key(self) -> &'static str {
        match self {
            DealColumn::Closed => "closed",
            DealColumn::Name => "name",
            DealColumn::Measure => "measure",
            DealColumn::Amount => "amount",
            DealColumn::Term => "term",
            DealColumn::Prepaid => "prepaid",
            DealColumn::Invoiced => "invoiced",
            DealColumn::Paid => "paid",
            DealColumn::Cancelled => "cancelled",
            DealColumn::Credited => "credited",
            DealColumn::Margin => "margin",
        }
    }

    /// Its name on screen.
    pub fn label(self) -> &'static str {
        match self {
            DealColumn::Closed => tr!("Closed"),
            DealColumn::Name => tr!("Deal"),
            DealColumn::Measure => tr!("Counts as"),
            DealColumn::Amount => tr!("Amount"),
            DealColumn::Term => tr!("Term"),
            DealColumn::Prepaid => tr!("Prepaid"),
            DealColumn::Invoiced => tr!("Invoiced"),
            DealColumn::Paid => tr!("Paid"),
            DealColumn::Cancelled => tr!("Cancelled"),
            DealColumn::Credited => tr!("Credited"),
            DealColumn::Margin => tr!("Gross margin"),
        }
    }

    /// The column of this name.
    pub fn named(key: &str) -> Option<DealColumn> {
        DealColumn::ALL.into_iter().find(|column| column.key() == key)
    }
}

/// A cell: what it shows, the text editing begins with, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DealCell {
    /// What it shows.
    pub text: String,
    /// The text editing begins with; `text` if empty.
    pub edit_text: String,
    /// What is wrong, in words.
    pub problem: Option<String>,
    /// Nothing was entered; what is shown follows from that.
    pub blank: bool,
}

/// What stands in a cell.
pub fn cell(document: &Document, deal: &Deal, column: DealColumn, locale: &Locale) -> DealCell {
    let plain = |text: String| DealCell { text, ..DealCell::default() };
    let day = |day: Option<NaiveDate>, what: &str| DealCell {
        text: day.map(show_date).unwrap_or_default(),
        problem: day.filter(|day| *day < deal.closed).map(|_| tr!("It was {what} before the day of closing.")),
        ..DealCell::default()
    };
    match column {
        DealColumn::Closed => {
            let months = document.settings.months();
            let inside = months.into_iter().any(|month| month == crate::units::Month::of(deal.closed));
            let problem =
                (!inside).then(|| tr!("Outside the months of the plan: it counts in no statement.").to_owned());
            DealCell { problem, ..plain(show_date(deal.closed)) }
        }
        DealColumn::Name if deal.name.is_empty() => DealCell { blank: true, ..plain(deal.id.to_string()) },
        DealColumn::Name => plain(deal.name.clone()),
        DealColumn::Measure => plain(words_pay::measure(deal.measure).to_owned()),
        DealColumn::Amount => {
            let wrong = deal.measure.is_ratio() && !(0..=5_000).contains(&deal.amount.mills());
            let problem = wrong.then(|| tr!("A score lies between 0 and 500 %; 95 % is written 95 %.").to_owned());
            DealCell { problem, ..plain(amount_text(deal.measure, deal.amount, locale)) }
        }
        DealColumn::Term => plain(locale.count(deal.term_months.into())),
        DealColumn::Prepaid => plain(if deal.prepaid { tr!("yes") } else { tr!("no") }.to_owned()),
        DealColumn::Invoiced => day(deal.invoiced, tr!("invoiced")),
        DealColumn::Paid => day(deal.paid, tr!("paid")),
        DealColumn::Cancelled => day(deal.cancelled, tr!("cancelled")),
        DealColumn::Credited if deal.credits.is_empty() => {
            DealCell { blank: true, ..plain(tr!("house account").to_owned()) }
        }
        DealColumn::Credited => {
            DealCell { problem: split_problem(document, deal, locale), ..plain(split_text(document, deal, locale)) }
        }
        DealColumn::Margin => {
            let unused = deal.margin.is_some() && deal.measure != Measure::NewArr;
            let problem = unused.then(|| tr!("Only new ARR has a margin of its own; this one is not used.").to_owned());
            DealCell { problem, ..plain(deal.margin.map(|it| locale.money_typed(it)).unwrap_or_default()) }
        }
    }
}

/// An amount in the unit of its measure.
pub fn amount_text(measure: Measure, amount: Money, locale: &Locale) -> String {
    if measure.is_ratio() { locale.rate(Rate::from_ppm(amount.mills() * 1_000)) } else { locale.money_typed(amount) }
}

/// Changes a deal as a text typed into a cell says, or says what is wrong with the text.
pub fn change(
    document: &Document,
    deal: &mut Deal,
    column: DealColumn,
    text: &str,
    locale: &Locale,
) -> Result<(), String> {
    let text = text.trim();
    let day = |what: &str| -> Result<Option<NaiveDate>, String> {
        let day =
            if text.is_empty() { None } else { Some(parse_date(text, locale).map_err(|error| error.to_string())?) };
        match day {
            Some(day) if day < deal.closed => {
                Err(tr!("The deal was closed on {}; it cannot be {what} before.", show_date(deal.closed)))
            }
            Some(_) | None => Ok(day),
        }
    };
    match column {
        DealColumn::Closed => {
            if text.is_empty() {
                return Err(tr!("A deal needs the day on which it was closed.").to_owned());
            }
            deal.closed = parse_date(text, locale).map_err(|error| error.to_string())?;
        }
        DealColumn::Name => deal.name = text.to_owned(),
        DealColumn::Measure => {
            let named = |measure: &Measure| words_pay::measure(*measure).eq_ignore_ascii_case(text);
            let found = Measure::ALL.into_iter().find(named);
            deal.measure = found.ok_or_else(|| tr!("\u{201c}{text}\u{201d} is nothing a deal can count as."))?;
        }
        DealColumn::Amount => deal.amount = parse_amount(document, deal.measure, text, locale)?,
        DealColumn::Term => {
            let months = if text.is_empty() { Ok(Deal::USUAL_TERM) } else { parse_count(text, locale) };
            let months = months.map_err(|error| error.to_string())?;
            if !(1..=120).contains(&months) {
                return Err(tr!("A term lasts between 1 and 120 months.").to_owned());
            }
            deal.term_months = months;
        }
        DealColumn::Prepaid => {
            deal.prepaid = match text.to_lowercase().as_str() {
                "yes" | "y" | "true" | "1" | "x" => true,
                "no" | "n" | "false" | "0" | "" => false,
                other if other == tr!("yes") => true,
                other if other == tr!("no") => false,
                _neither => return Err(tr!("\u{201c}{text}\u{201d} is neither yes nor no.")),
            };
        }
        DealColumn::Invoiced => deal.invoiced = day(tr!("invoiced"))?,
        DealColumn::Paid => deal.paid = day(tr!("paid"))?,
        DealColumn::Cancelled => deal.cancelled = day(tr!("cancelled"))?,
        DealColumn::Credited => deal.credits = parse_split(document, text, deal.closed, deal.measure, locale)?,
        DealColumn::Margin => {
            let currency = document.settings.currency;
            let read = |text| parse_money(text, locale, currency).map_err(|error| error.to_string());
            deal.margin = if text.is_empty() { None } else { Some(read(text)?) };
        }
    }
    Ok(())
}

fn parse_amount(document: &Document, measure: Measure, text: &str, locale: &Locale) -> Result<Money, String> {
    if text.is_empty() {
        return Err(tr!("A deal needs an amount; 0 if nothing is credited.").to_owned());
    }
    if measure.is_ratio() {
        let wrong = || tr!("A score is a percentage such as 95 %.").to_owned();
        let share = share_from(text).or_else(|| {
            let beyond: f64 = text.trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
            (0.0..=500.0).contains(&beyond).then(|| (beyond * 10_000.0).round() as i64)
        });
        return share.map(|ppm| Money::from_mills((ppm + 500) / 1_000)).ok_or_else(wrong);
    }
    if measure.is_count() {
        let number = parse_number(text, locale).map_err(|error| error.to_string())?;
        return Ok(Money::from_major_f64(number.to_f64()));
    }
    parse_money(text, locale, document.settings.currency).map_err(|error| error.to_string())
}

/// How many deals are shown and what they add up to, by what they count as.
pub fn summary<'a>(
    deals: impl Iterator<Item = &'a Deal>,
    all: usize,
    locale: &Locale,
    currency: crate::units::Currency,
) -> String {
    let mut sums: BTreeMap<Measure, (i64, Money)> = BTreeMap::new();
    let mut shown = 0;
    for deal in deals {
        shown += 1;
        let sum = sums.entry(deal.measure).or_default();
        sum.0 += 1;
        sum.1 += deal.amount;
    }
    let part = |(measure, (count, sum)): (&Measure, &(i64, Money))| {
        let name = words_pay::measure(*measure);
        if measure.is_ratio() {
            format!("{name} {}", locale.count(*count))
        } else if measure.is_count() {
            format!("{name} {}", locale.money_typed(*sum))
        } else {
            format!("{name} {}", locale.money_compact(*sum, currency))
        }
    };
    let parts: Vec<String> = sums.iter().map(part).collect();
    let count = |count: usize| locale.count(count as i64);
    let noun = if all == 1 { tr!("deal") } else { tr!("deals") };
    let head =
        if shown == all { format!("{} {noun}", count(all)) } else { tr!("{} of {} {noun}", count(shown), count(all)) };
    if parts.is_empty() { format!("{head}.") } else { format!("{head}: {}.", parts.join(", ")) }
}
