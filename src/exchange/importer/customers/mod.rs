//! Accounts: customers with what they pay a year and when their contract renews, prospects with what they could pay; where both are, and
//! what is thought of them.
//!
//! A row is a prospect if the file has no ARR, or neither ARR nor a date of a contract in this row.

mod fields;

use super::report::{ImportReport, ProblemCode, Severity};
use super::run::{Cells, ImportRow};
use super::{Context, Importer, Requirement, Slot};
use crate::exchange::deal_words::yes_or_no;
use crate::text::{mark, tr};
use crate::units::{Currency, Money, Month, Rate, Yearly, show_date, show_month};
use chrono::NaiveDate;
use fields::{
    ACCOUNT_MANAGER, ARR, COUNTRY, CURRENCY, CUSTOMER_SUCCESS, FAMILY, FIELDS, GROWTH, ID, LATITUDE, LOCKED, LONGITUDE,
    NAME, OWNER, POTENTIAL, PROFITABILITY, REFERRAL, RENEWAL, SEGMENT, START, STATE, STRATEGIC, TERM, TIER, WORKLOAD,
    ZIP,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Accounts from a billing system, a CRM or a list kept by hand.
pub static CUSTOMERS: Importer = Importer {
    key: "customers",
    label: mark!("Accounts"),
    fields: &FIELDS,
    requirements: &[
        Requirement { label: mark!("customer id (or name)"), any_of: &[&[ID], &[NAME]], with: &[] },
        Requirement {
            label: mark!("what is known of the accounts (segment, ARR, potential, workload, owner or place)"),
            any_of: &[
                &[SEGMENT],
                &[ARR],
                &[POTENTIAL],
                &[WORKLOAD],
                &[OWNER],
                &[LATITUDE, LONGITUDE],
                &[ZIP],
                &[STATE],
                &[COUNTRY],
            ],
            with: &[],
        },
        // A list of prospects has no contracts; one of customers has all of it.
        Requirement { label: "segment", any_of: &[&[SEGMENT]], with: &[ARR, RENEWAL] },
        Requirement { label: mark!("ARR (or MRR)"), any_of: &[&[ARR]], with: &[ARR, RENEWAL] },
        Requirement {
            label: mark!("renewal month (or contract start and term)"),
            any_of: &[&[RENEWAL], &[START, TERM]],
            with: &[ARR],
        },
    ],
};

/// An account as a file describes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CustomerRow {
    /// The line of the file.
    pub line: u32,
    /// The importing system's id; the name where the file has no ids.
    pub id: String,
    /// The name; the id where the file has no names.
    pub name: String,
    /// The segment as the plan spells it; as the file spells it where the plan does not know it.
    pub segment: Arc<str>,
    /// Whether it has a contract; a prospect has none, and its ARR, renewal and term mean nothing.
    pub customer: bool,
    /// ARR, in the row's currency.
    pub arr: Yearly<Money>,
    /// The currency, where the file says one.
    pub currency: Option<Currency>,
    /// The month in which the contract renews.
    pub renewal: Month,
    /// The first day of the contract.
    pub start: Option<NaiveDate>,
    /// Length of the contract in months; 12 where the file says nothing.
    pub term_months: u32,
    /// Who looks after the customer.
    pub owner: Option<String>,
    /// State or region.
    pub state: Option<String>,
    /// Postal code, with its leading zeros.
    pub zip: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Who renews and expands it, where the file says so in a column of its own.
    pub account_manager: Option<String>,
    /// Who keeps it successful, likewise.
    pub customer_success: Option<String>,
    /// What it could pay a year, in the row's currency.
    pub potential: Option<Money>,
    /// Hours a year of its owner.
    pub workload: Option<f64>,
    /// Ratings between 0 and 1: growth, profitability, strategic value, referrals.
    pub ratings: [Option<Rate>; 4],
    /// Its tier, as the file calls it.
    pub tier: Option<String>,
    /// The family it belongs to.
    pub family: Option<String>,
    /// Whether it stays with its owner.
    pub locked: bool,
}

impl CustomerRow {
    /// The first renewal in or after a month, going on from a past one by the contract's term.
    pub fn renewal_from(&self, first: Month) -> Month {
        roll_forward(self.renewal, self.term_months, first)
    }
}

fn roll_forward(renewal: Month, term_months: u32, first: Month) -> Month {
    let term = i32::try_from(term_months).unwrap_or(12).max(1);
    let behind = first.since(renewal).max(0);
    let terms = behind.div_euclid(term) + i32::from(behind % term != 0);
    renewal.plus(terms.saturating_mul(term))
}

/// Above this, in major units, an ARR is a decimal mark misread rather than a customer.
const ABSURD_ARR: Money = Money::from_major(1_000_000_000_000);
const TERMS: std::ops::RangeInclusive<u32> = 1..=120;
const USUAL_TERM_MONTHS: u32 = 12;

impl ImportRow for CustomerRow {
    const IMPORTER: &'static Importer = &CUSTOMERS;

    fn read(cells: &mut Cells<'_, Self>, context: &Context) -> Option<Self> {
        let (id, name) = (cells.text(ID), cells.text(NAME));
        let Some(key) = (if cells.has(ID) { id } else { name.clone() }) else {
            let slot = if cells.has(ID) { ID } else { NAME };
            cells.refuse(Some(slot), ProblemCode::Missing, tr!("The customer has no id; each row needs its own"));
            return None;
        };
        let contract = if is_prospect(cells) { None } else { Some(read_customer(cells, context)?) };
        let latitude = read_degrees(cells, LATITUDE, 90.0);
        let longitude = read_degrees(cells, LONGITUDE, 180.0);
        let potential = read_potential(cells, context);
        let workload = read_workload(cells);
        let ratings = [GROWTH, PROFITABILITY, STRATEGIC, REFERRAL].map(|slot| read_rating(cells, slot));
        if cells.is_refused() {
            return None;
        }
        // After every refusal, so that only rows that are imported ask for a segment.
        let segment = cells.choice(SEGMENT, &context.segments);
        Some(CustomerRow {
            line: cells.line(),
            name: name.unwrap_or_else(|| key.clone()),
            id: key,
            segment,
            customer: contract.is_some(),
            arr: Yearly::new(contract.as_ref().map_or(Money::ZERO, |it| it.arr)),
            currency: read_currency(cells)
                .or(contract.as_ref().and_then(|it| it.beside))
                .or(potential.and_then(|it| it.1)),
            renewal: contract.as_ref().map(|it| it.renewal).or(context.first_month).unwrap_or(Month::new(2027, 1)),
            start: contract.as_ref().and_then(|it| it.start),
            term_months: contract.as_ref().map_or(USUAL_TERM_MONTHS, |it| it.term_months),
            owner: cells.text(OWNER),
            state: cells.text(STATE),
            zip: cells.text(ZIP),
            country: cells.text(COUNTRY),
            latitude,
            longitude,
            account_manager: cells.text(ACCOUNT_MANAGER),
            customer_success: cells.text(CUSTOMER_SUCCESS),
            potential: potential.map(|it| it.0),
            workload,
            ratings,
            tier: cells.text(TIER),
            family: cells.text(FAMILY),
            locked: cells.text(LOCKED).and_then(|text| yes_or_no(&text)).unwrap_or(false),
        })
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn line(&self) -> u32 {
        self.line
    }

    fn review(report: &mut ImportReport<Self>, context: &Context) {
        let mut by_currency: BTreeMap<String, usize> = BTreeMap::new();
        for row in &report.rows {
            *by_currency.entry(row.currency.map_or_else(String::new, |currency| currency.to_string())).or_default() +=
                1;
        }
        let named: Vec<(&String, &usize)> = by_currency.iter().filter(|(code, _)| !code.is_empty()).collect();
        let rows = |(code, count): &(&String, &usize)| {
            tr!("{count} {} in {code}", if **count == 1 { tr!("row") } else { tr!("rows") })
        };
        let expected = context.currency.map(|currency| currency.to_string());
        let text = match (named.as_slice(), &expected) {
            ([_, _, ..], _) => Some(tr!(
                "The amounts are in several currencies: {}. Those that are not in the plan's come in at the rate that is given for them; without one they stay out.",
                named.iter().map(rows).collect::<Vec<_>>().join(", ")
            )),
            ([(code, _)], Some(expected)) if *code != expected => Some(tr!(
                "The amounts are in {code} and the plan is in {expected}. They come in at the rate that is given for them; without one \
                 they stay out."
            )),
            ([_] | [], _) => None,
        };
        if let Some(text) = text {
            report.notice(Severity::Warning, ProblemCode::Currency, text);
        }
        if let Some(first) = context.first_month {
            let past = report.rows.iter().filter(|row| row.customer && row.renewal < first).count();
            if past > 0 {
                let rows = if past == 1 { tr!("1 renewal lies").to_owned() } else { tr!("{past} renewals lie") };
                report.notice(
                    Severity::Warning,
                    ProblemCode::Past,
                    tr!("{rows} before the plan starts in {first}; such a contract counts as renewed, and falls due a term later.", first = show_month(first)),
                );
            }
        }
        let mut unknown: Vec<String> = report.unknown.iter().take(5).map(ToString::to_string).collect();
        if report.unknown.len() > unknown.len() {
            unknown.push(tr!("and {} more", report.unknown.len() - unknown.len()));
        }
        if !unknown.is_empty() {
            let text = tr!(
                "The plan has no such segment: {}. Say which segment each one is, or create it.",
                unknown.join("; ")
            );
            report.notice(Severity::Warning, ProblemCode::UnknownName, text);
        }
    }
}

/// What a row says of a contract.
struct ContractRow {
    arr: Money,
    beside: Option<Currency>,
    start: Option<NaiveDate>,
    renewal: Month,
    term_months: u32,
}

/// Whether a row has no contract: the file has no ARR, or the row has neither ARR (or one of nothing) nor a date of a contract.
fn is_prospect(cells: &Cells<'_, CustomerRow>) -> bool {
    let empty = |slot: Slot| cells.text(slot).is_none();
    let nothing = empty(ARR) || cells.money_quietly(ARR).is_some_and(Money::is_zero);
    !cells.has(ARR) || (nothing && empty(RENEWAL) && empty(START))
}

fn read_customer(cells: &mut Cells<'_, CustomerRow>, context: &Context) -> Option<ContractRow> {
    let arr = read_arr(cells, context);
    let term_months = read_term(cells);
    let contract = read_contract(cells, context, term_months);
    let ((arr, beside), (start, renewal)) = (arr?, contract?);
    Some(ContractRow { arr, beside, start, renewal, term_months })
}

fn read_potential(cells: &mut Cells<'_, CustomerRow>, context: &Context) -> Option<(Money, Option<Currency>)> {
    let (potential, beside) = cells.money(POTENTIAL, context.currency)?;
    if potential < Money::ZERO || potential > ABSURD_ARR {
        let text = tr!("A potential of {} a year cannot be; it is left out", cells.raw(POTENTIAL));
        cells.warn(Some(POTENTIAL), ProblemCode::Absurd, text);
        return None;
    }
    Some((potential, beside))
}

fn read_workload(cells: &mut Cells<'_, CustomerRow>) -> Option<f64> {
    let hours = cells.number(WORKLOAD)?;
    if (0.0..=8_784.0).contains(&hours) {
        return Some((hours * 100.0).round() / 100.0);
    }
    let text = tr!("{hours} hours a year cannot be: a year has 8784; it is left out");
    cells.warn(Some(WORKLOAD), ProblemCode::Absurd, text);
    None
}

fn read_rating(cells: &mut Cells<'_, CustomerRow>, slot: Slot) -> Option<Rate> {
    let rate = cells.rate(slot)?;
    if rate >= Rate::ZERO && rate <= Rate::ONE {
        return Some(rate);
    }
    let text = tr!("\u{201c}{}\u{201d} is not between 0 and 100 %; it is left out", cells.raw(slot));
    cells.warn(Some(slot), ProblemCode::Absurd, text);
    None
}

fn read_arr(cells: &mut Cells<'_, CustomerRow>, context: &Context) -> Option<(Money, Option<Currency>)> {
    let Some((arr, currency)) = cells.money(ARR, context.currency) else {
        if !cells.is_refused() {
            cells.refuse(
                Some(ARR),
                ProblemCode::Missing,
                tr!("The amount is missing; write 0 for a customer that pays nothing"),
            );
        }
        return None;
    };
    let raw = cells.raw(ARR).to_owned();
    if arr.abs() > ABSURD_ARR {
        let text = tr!("\u{201c}{raw}\u{201d} is more than a million million a year; check the decimal mark");
        cells.refuse(Some(ARR), ProblemCode::Absurd, text);
    } else if arr < Money::ZERO {
        let text = tr!("\u{201c}{raw}\u{201d} is below zero; a customer's ARR cannot be. Leave credits out");
        cells.refuse(Some(ARR), ProblemCode::Negative, text);
    } else if arr.is_zero() {
        cells.warn(Some(ARR), ProblemCode::Zero, tr!("The customer pays nothing; it counts as a customer without ARR"));
    }
    (!cells.is_refused()).then_some((arr, currency))
}

fn read_term(cells: &mut Cells<'_, CustomerRow>) -> u32 {
    match cells.term(TERM) {
        Some(months) if TERMS.contains(&months) => months,
        Some(months) => {
            let text = tr!("A term of {months} months is not between 1 and 120; 12 months are assumed");
            cells.warn(Some(TERM), ProblemCode::Absurd, text);
            USUAL_TERM_MONTHS
        }
        None => USUAL_TERM_MONTHS,
    }
}

/// The start of the contract, and the month in which it renews: the stated one; else the end of the first term, or of the term that
/// runs when the plan starts.
fn read_contract(
    cells: &mut Cells<'_, CustomerRow>,
    context: &Context,
    term_months: u32,
) -> Option<(Option<NaiveDate>, Month)> {
    let worked_out = |start: NaiveDate| {
        let renewal = Month::of(start).plus(i32::try_from(term_months).unwrap_or(12));
        context.first_month.map_or(renewal, |first| roll_forward(renewal, term_months, first)).min(Month::LAST)
    };
    match (cells.try_when(RENEWAL), cells.try_when(START)) {
        (Ok(Some(renewal)), Ok(start)) => {
            let start = start.map(|start| start.day());
            if let Some(start) = start.filter(|start| Month::of(*start) > renewal.month()) {
                let text = tr!(
                    "The renewal in {} comes before the contract starts on {}",
                    show_month(renewal.month()),
                    show_date(start)
                );
                cells.warn(Some(RENEWAL), ProblemCode::OutOfOrder, text);
            }
            Some((start, renewal.month()))
        }
        (Ok(Some(renewal)), Err(error)) => {
            cells.warn(Some(START), ProblemCode::Unreadable, tr!("{error}; it is left out"));
            Some((None, renewal.month()))
        }
        (Ok(None), Ok(Some(start))) => Some((Some(start.day()), worked_out(start.day()))),
        (Err(error), Ok(Some(start))) => {
            let renewal = worked_out(start.day());
            let text = tr!("{error}; from the contract start it would be {}, which is taken", show_month(renewal));
            cells.warn(Some(RENEWAL), ProblemCode::Unreadable, text);
            Some((Some(start.day()), renewal))
        }
        (Err(error), Ok(None) | Err(_)) => {
            cells.refuse(Some(RENEWAL), ProblemCode::Unreadable, error.to_string());
            None
        }
        (Ok(None), Err(error)) => {
            cells.refuse(Some(START), ProblemCode::Unreadable, error.to_string());
            None
        }
        (Ok(None), Ok(None)) => {
            let (slot, text) = match (cells.has(RENEWAL), cells.has(START)) {
                (true, false) => (RENEWAL, tr!("The renewal month is missing")),
                (true, true) => {
                    (RENEWAL, tr!("The renewal month is missing, and there is no contract start to work it out from"))
                }
                (false, _) => (START, tr!("The contract start is missing, so the renewal month cannot be worked out")),
            };
            cells.refuse(Some(slot), ProblemCode::Missing, text);
            None
        }
    }
}

fn read_degrees(cells: &mut Cells<'_, CustomerRow>, slot: Slot, most: f64) -> Option<f64> {
    let degrees = cells.number(slot)?;
    if degrees.abs() <= most {
        return Some(degrees);
    }
    cells.warn(
        Some(slot),
        ProblemCode::Absurd,
        tr!("{degrees} is not between -{most} and {most} degrees; it is left out"),
    );
    None
}

fn read_currency(cells: &mut Cells<'_, CustomerRow>) -> Option<Currency> {
    let text = cells.text(CURRENCY)?;
    match text.parse::<Currency>() {
        Ok(currency) => Some(currency),
        Err(error) => match crate::exchange::value::header_currency(&text) {
            Some(currency) => Some(currency),
            None => {
                cells.warn(Some(CURRENCY), ProblemCode::Unreadable, tr!("{error}; it is left out"));
                None
            }
        },
    }
}

/// What the imported customers add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CustomerTotals {
    /// How many customers.
    pub customers: usize,
    /// Their ARR, whatever its currency.
    pub arr: Money,
    /// Customers and ARR of each segment, by name.
    pub by_segment: BTreeMap<String, (usize, Money)>,
    /// The first and last renewal.
    pub renewals: Option<(Month, Month)>,
}

impl ImportReport<CustomerRow> {
    /// What the imported customers add up to, to hold against the source.
    pub fn totals(&self) -> CustomerTotals {
        let mut totals = CustomerTotals::default();
        for row in self.rows.iter().filter(|row| row.customer) {
            totals.customers += 1;
            totals.arr += row.arr.amount();
            let segment = totals.by_segment.entry(row.segment.to_string()).or_default();
            segment.0 += 1;
            segment.1 += row.arr.amount();
            let (first, last) = totals.renewals.unwrap_or((row.renewal, row.renewal));
            totals.renewals = Some((first.min(row.renewal), last.max(row.renewal)));
        }
        totals
    }
}
