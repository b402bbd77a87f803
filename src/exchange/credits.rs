//! A list of credits for one seat: what `remit rate` rates without a plan's own deals.
//!
//! Columns, in any order: `date`, `measure` and `amount` are needed; `deal`, `term_months`, `paid_date`, `invoice_date`,
//! `cancelled_date`, `prepaid` and `margin` may be there. A row that cannot be read is told and the others are read.

use super::deal_words::{measure_key, measure_named, yes_or_no};
use super::importer::compact;
use super::table::Record;
use super::text::Refusal;
use super::value::{
    DateStyle, Hints, NumberStyle, When, clip, guess_dates, guess_numbers, is_blank, read_date, read_figure, read_term,
};
use super::{HeaderChoice, Table};
use crate::model::comp::Measure;
use crate::model::{Deal, DealCredit};
use crate::text::{quoted, tr};
use crate::units::{DealId, Money, Rate, SeatId};
use chrono::NaiveDate;
use std::collections::HashSet;

/// What a list of credits holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credits {
    /// One deal for each row that can be read, credited wholly to the seat.
    pub deals: Vec<Deal>,
    /// Rows that are left out and cells that are passed over, with line and column.
    pub problems: Vec<String>,
    /// What to know about the file as a whole: columns that are not used, and how doubtful dates and numbers are read.
    pub notes: Vec<String>,
}

/// Why no credits can be read from a file at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreditsError {
    /// It is no table of text.
    Refused(Refusal),
    /// Columns that cannot be done without, and those the file has.
    Missing(Vec<&'static str>, Vec<String>),
}

impl std::fmt::Display for CreditsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CreditsError::Refused(refusal) => refusal.fmt(f),
            CreditsError::Missing(missing, headers) => {
                let noun = if missing.len() == 1 { tr!("column") } else { tr!("columns") };
                let has: Vec<String> = headers.iter().take(20).map(|it| clip(it)).collect();
                f.write_str(&tr!(
                    "The list has no {noun} {}; date, measure and amount are needed in its first line. It has: {}.",
                    missing.join(tr!(" and ")),
                    has.join(", ")
                ))
            }
        }
    }
}

impl std::error::Error for CreditsError {}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Date,
    Measure,
    Amount,
    Deal,
    Term,
    Paid,
    Invoiced,
    Cancelled,
    Prepaid,
    Margin,
}

impl Column {
    const NEEDED: [(Column, &'static str); 3] =
        [(Column::Date, "date"), (Column::Measure, "measure"), (Column::Amount, "amount")];

    fn named(header: &str) -> Option<Column> {
        Some(match compact(header).as_str() {
            "date" | "closed" | "closedate" | "closeddate" | "day" => Column::Date,
            "measure" | "type" => Column::Measure,
            "amount" | "credit" | "value" => Column::Amount,
            "deal" | "dealid" | "id" | "name" => Column::Deal,
            "termmonths" | "term" | "months" => Column::Term,
            "paiddate" | "paid" | "paymentdate" => Column::Paid,
            "invoicedate" | "invoiced" | "invoiceddate" => Column::Invoiced,
            "cancelleddate" | "canceleddate" | "cancelled" | "canceled" => Column::Cancelled,
            "prepaid" => Column::Prepaid,
            "margin" | "grossmargin" => Column::Margin,
            _not_used => return None,
        })
    }
}

/// Reads a list of credits and gives each of them wholly to `seat`. Amounts are in the unit of their measure: money without regard to
/// a currency sign, a number of things, or a ratio written `0.93` or `93 %`.
pub fn read_credits(text: &[u8], seat: &SeatId) -> Result<Credits, CreditsError> {
    let mut table = Table::open(text).map_err(CreditsError::Refused)?;
    if table.header_line.is_none() {
        // The first line names the columns whatever it looks like; a list of figures alone is told so below.
        table = table.with_layout(table.delimiter, HeaderChoice::Record(0));
    }
    let mut sheet = Sheet::of(&table)?;
    let mut credits = Credits { notes: std::mem::take(&mut sheet.notes), ..Credits::default() };
    let mut taken: HashSet<String> = HashSet::new();
    for record in table.reader() {
        if let Some(flaw) = &record.flaw {
            credits.problems.push(tr!("Line {}: {flaw}.", record.line));
            continue;
        }
        if record.filled() == 0 {
            continue;
        }
        let mut row = Row { sheet: &sheet, record: &record, problems: &mut credits.problems };
        if let Some(mut deal) = row.deal(seat) {
            deal.id = DealId::new(&free(deal.id.as_str(), &mut taken));
            credits.deals.push(deal);
        }
    }
    Ok(credits)
}

/// A deal may come in several rows; each row keeps a name of its own.
fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2usize;
    while !taken.insert(name.clone()) {
        name = format!("{wanted} ({number})");
        number += 1;
    }
    name
}

/// How the columns of the list are read.
struct Sheet {
    columns: Vec<(Column, usize)>,
    header: Vec<String>,
    numbers: NumberStyle,
    dates: DateStyle,
    notes: Vec<String>,
}

impl Sheet {
    fn of(table: &Table) -> Result<Sheet, CreditsError> {
        let mut columns: Vec<(Column, usize)> = Vec::new();
        let mut unused: Vec<String> = Vec::new();
        for (at, name) in table.header.iter().enumerate() {
            match Column::named(name).filter(|column| columns.iter().all(|(other, _)| other != column)) {
                Some(column) => columns.push((column, at)),
                None => unused.push(quoted(&clip(name))),
            }
        }
        let missing: Vec<&'static str> = Column::NEEDED
            .into_iter()
            .filter(|(column, _)| columns.iter().all(|(other, _)| other != column))
            .map(|(_, name)| name)
            .collect();
        if !missing.is_empty() {
            return Err(CreditsError::Missing(missing, table.header.clone()));
        }
        let cells = |wanted: &[Column]| {
            let places: Vec<usize> =
                columns.iter().filter(|(column, _)| wanted.contains(column)).map(|(_, at)| *at).collect();
            places.into_iter().flat_map(|at| table.sample_column(at)).collect::<Vec<_>>()
        };
        let numbers = guess_numbers(cells(&[Column::Amount, Column::Margin]).into_iter(), Hints::default());
        let days = [Column::Date, Column::Paid, Column::Invoiced, Column::Cancelled];
        let dates = guess_dates(cells(&days).into_iter(), Hints::default());
        let mut notes = table.notes.clone();
        if !unused.is_empty() {
            let (noun, verb) =
                if unused.len() == 1 { (tr!("column"), tr!("is")) } else { (tr!("columns"), tr!("are")) };
            notes.push(tr!("The {noun} {} {verb} not used.", unused.join(", ")));
        }
        notes.extend(numbers.note.map(|note| tr!("Amounts: {note}")));
        notes.extend(dates.note.map(|note| tr!("Dates: {note}")));
        Ok(Sheet { columns, header: table.header.clone(), numbers: numbers.style, dates: dates.style, notes })
    }
}

/// One row on its way to a deal.
struct Row<'a> {
    sheet: &'a Sheet,
    record: &'a Record,
    problems: &'a mut Vec<String>,
}

impl Row<'_> {
    fn deal(&mut self, seat: &SeatId) -> Option<Deal> {
        let before = self.problems.len();
        let closed = self.day(Column::Date, tr!("the row is left out"));
        if closed.is_none() && self.problems.len() == before {
            self.say(Column::Date, tr!("The day is missing; write it like 2027-03-31").to_owned());
        }
        let measure = self.measure();
        let amount = measure.and_then(|measure| self.amount(measure));
        let (closed, measure, amount) = (closed?, measure?, amount?);
        let name = self.cell(Column::Deal).unwrap_or_default().to_owned();
        let id = if name.is_empty() { tr!("line {}", self.record.line) } else { name.clone() };
        Some(Deal {
            id: DealId::new(&id),
            name,
            measure,
            amount,
            closed,
            term_months: self.term(),
            prepaid: self.prepaid(),
            margin: self.margin(),
            invoiced: self.day(Column::Invoiced, tr!("it counts as not invoiced")),
            paid: self.day(Column::Paid, tr!("it counts as not paid")),
            cancelled: self.day(Column::Cancelled, tr!("it counts as not cancelled")),
            credits: vec![DealCredit::new(seat.clone(), Rate::ONE, false)],
        })
    }

    /// The cell of a column; `None` where it says that there is nothing.
    fn cell(&self, column: Column) -> Option<&str> {
        let (_, at) = self.sheet.columns.iter().find(|(other, _)| *other == column)?;
        Some(self.record.cell(*at)).filter(|cell| !is_blank(cell))
    }

    fn say(&mut self, column: Column, text: String) {
        let at = self.sheet.columns.iter().find(|(other, _)| *other == column).map(|(_, at)| *at);
        let name = at.and_then(|at| self.sheet.header.get(at)).cloned().unwrap_or_default();
        self.problems.push(tr!("Line {}, \u{201c}{name}\u{201d}: {text}.", self.record.line));
    }

    fn day(&mut self, column: Column, otherwise: &str) -> Option<NaiveDate> {
        match read_date(self.cell(column)?, self.sheet.dates) {
            Ok(When::Day(day)) => Some(day),
            // A payment in a month without a day counts from its first day, like everywhere else.
            Ok(When::Month(month)) => Some(month.first_day()),
            Err(error) => {
                self.say(column, format!("{error}; {otherwise}"));
                None
            }
        }
    }

    fn measure(&mut self) -> Option<Measure> {
        let Some(text) = self.cell(Column::Measure).map(str::to_owned) else {
            self.say(Column::Measure, [tr!("The measure is missing; write one of "), &all_measures()].concat());
            return None;
        };
        let found = measure_named(&text);
        if found.is_none() {
            let text = tr!("\u{201c}{}\u{201d} is no measure; write one of {}", clip(&text), all_measures());
            self.say(Column::Measure, text);
        }
        found
    }

    fn amount(&mut self, measure: Measure) -> Option<Money> {
        let Some(text) = self.cell(Column::Amount).map(str::to_owned) else {
            self.say(Column::Amount, tr!("The amount is missing; write 0 if nothing is credited").to_owned());
            return None;
        };
        let read = amount_of(measure, &text, self.sheet.numbers);
        read.map_err(|error| self.say(Column::Amount, tr!("{error}; the row is left out"))).ok()
    }

    fn margin(&mut self) -> Option<Money> {
        let text = self.cell(Column::Margin)?.to_owned();
        let read = amount_of(Measure::GrossMargin, &text, self.sheet.numbers);
        read.map_err(|error| self.say(Column::Margin, tr!("{error}; the usual margin is taken"))).ok()
    }

    fn term(&mut self) -> u32 {
        let Some(text) = self.cell(Column::Term).map(str::to_owned) else { return Deal::USUAL_TERM };
        match read_term(&text, self.sheet.numbers, 1) {
            Ok(months) if (1..=120).contains(&months) => months,
            Ok(_) => {
                let text = tr!("\u{201c}{}\u{201d} is not between 1 and 120 months; 12 are taken", clip(&text));
                self.say(Column::Term, text);
                Deal::USUAL_TERM
            }
            Err(error) => {
                self.say(Column::Term, tr!("{error}; 12 months are taken"));
                Deal::USUAL_TERM
            }
        }
    }

    fn prepaid(&mut self) -> bool {
        let Some(text) = self.cell(Column::Prepaid).map(str::to_owned) else { return false };
        yes_or_no(&text).unwrap_or_else(|| {
            let text = tr!("\u{201c}{}\u{201d} is neither yes nor no; it counts as no", clip(&text));
            self.say(Column::Prepaid, text);
            false
        })
    }
}

/// An amount in the unit of its measure: money, a number of things, or a ratio such as `0.93` or `93 %`.
pub(crate) fn amount_of(measure: Measure, text: &str, style: NumberStyle) -> Result<Money, String> {
    let figure = read_figure(text, style).map_err(|error| error.to_string())?;
    let decimal = if figure.percent { figure.decimal.hundredth() } else { figure.decimal };
    let too_large = || tr!("\u{201c}{}\u{201d} is too large a number", clip(text));
    let amount = decimal.to_money().ok_or_else(too_large)?;
    if figure.percent && !measure.is_ratio() {
        return Err(tr!("\u{201c}{}\u{201d} is a percentage where an amount is needed", clip(text)));
    }
    // A score above 500 % is a percentage whose sign was forgotten.
    if measure.is_ratio() && !(0..=5_000).contains(&amount.mills()) {
        return Err(tr!(
            "\u{201c}{}\u{201d} is no ratio between 0 and 500 %; write 95 % or 0.95 for ninety-five percent",
            clip(text)
        ));
    }
    Ok(amount)
}

fn all_measures() -> String {
    Measure::ALL.map(measure_key).join(", ")
}

#[cfg(test)]
mod tests;
