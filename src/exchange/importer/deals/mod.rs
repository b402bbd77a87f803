//! Deals: what was won, by whom, for how much, and what became of it.
//!
//! Only won deals come in; rows in another stage are set aside and counted. What a kind of deal counts as is taken from its name
//! (`New Business`, `Renewal`) or from what the user says about that name.

mod fields;
mod read;
mod splits;

use super::report::{ImportReport, Join, ProblemCode, Severity};
use super::run::{Cells, ImportRow};
use super::{Context, Importer, Requirement};
use crate::model::comp::Measure;
use crate::text::{mark, tr};
use crate::units::{Currency, Money, Rate};
use chrono::NaiveDate;
use fields::{
    ACCOUNT, AMOUNT, CANCELLED, CLOSED, FIELDS, ID, INVOICED, MARGIN, NAME, OWNER, OWNER_2, PAID, PREPAID, SHARE,
    SPLIT_OWNER, STAGE, TERM, TYPE,
};
use serde::Serialize;
pub use splits::DealSplit;
use std::collections::BTreeMap;

/// Deals from a CRM system or a list kept by hand.
pub static DEALS: Importer = Importer {
    key: "deals",
    label: mark!("Deals"),
    fields: &FIELDS,
    requirements: &[
        Requirement {
            label: mark!("deal id (or deal name, or customer)"),
            any_of: &[&[ID], &[NAME], &[ACCOUNT]],
            with: &[],
        },
        Requirement { label: "amount", any_of: &[&[AMOUNT]], with: &[] },
        Requirement { label: mark!("close date"), any_of: &[&[CLOSED]], with: &[] },
    ],
};

/// Someone a row credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DealOwner {
    /// Name as the file spells it.
    pub name: String,
    /// Share of the deal.
    pub share: Rate,
    /// Credited on top of the 100 %.
    pub overlay: bool,
}

/// Which facts the file has columns for. What it has none for stays as it is when a deal is imported again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DealColumns {
    /// Whom it credits.
    pub owner: bool,
    /// Second owners, or a row for each split.
    pub split: bool,
    /// What kind of deal it is.
    pub kind: bool,
    /// Its stage.
    pub stage: bool,
    /// Length of the contract.
    pub term: bool,
    /// Paid in advance.
    pub prepaid: bool,
    /// The day of the invoice.
    pub invoiced: bool,
    /// The day of payment.
    pub paid: bool,
    /// The day of cancellation.
    pub cancelled: bool,
    /// Gross margin.
    pub margin: bool,
    /// One share stands after the first owner and means the first owner's.
    pub lone_share: bool,
}

/// A won deal as a file describes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DealRow {
    /// The line of the file.
    pub line: u32,
    /// The importing system's id; where the file has none: customer, name and day.
    pub id: String,
    /// Name of the deal and of the customer.
    pub name: String,
    /// What kind of deal the file says it is; empty where it says nothing.
    pub kind: String,
    /// What it counts as; `None` where that is not known yet.
    pub measure: Option<Measure>,
    /// How much, in the row's currency.
    pub amount: Money,
    /// The currency, where the file says one.
    pub currency: Option<Currency>,
    /// The day it was closed.
    pub closed: NaiveDate,
    /// Length of the contract in months.
    pub term_months: Option<u32>,
    /// Whether it is paid in advance.
    pub prepaid: bool,
    /// The day it was invoiced.
    pub invoiced: Option<NaiveDate>,
    /// The day the customer paid.
    pub paid: Option<NaiveDate>,
    /// The day the customer left.
    pub cancelled: Option<NaiveDate>,
    /// Gross margin, in the row's currency.
    pub margin: Option<Money>,
    /// Whom it credits.
    pub owners: Vec<DealOwner>,
    /// Rows that say how the deal is shared, where the file has one row for each split.
    pub splits: Vec<DealSplit>,
    /// What the file has columns for.
    pub columns: DealColumns,
}

impl ImportRow for DealRow {
    const IMPORTER: &'static Importer = &DEALS;

    fn read(cells: &mut Cells<'_, Self>, context: &Context) -> Option<Self> {
        if cells.has(STAGE) && !crate::exchange::deal_words::is_won(cells.raw(STAGE)) {
            let stage = cells.text(STAGE).unwrap_or_else(|| tr!("no stage").to_owned());
            cells.set_aside(stage);
            return None;
        }
        let (kind, measure) = read::kind(cells);
        let amount = read::amount(cells, context, measure);
        let closed = read::closed(cells);
        let split = splits::read(cells);
        let owners = if split.is_some() { Some(Vec::new()) } else { read::owners(cells) };
        let term_months = read::term(cells);
        let ((amount, currency), closed) = (amount?, closed?);
        let id = read::identity(cells, closed);
        let ((id, name), owners) = (id?, owners?);
        if cells.is_refused() {
            return None;
        }
        let currency = read::currency(cells).or(currency);
        let margin = cells.money(MARGIN, context.currency).map(|(margin, _)| margin);
        Some(DealRow {
            line: cells.line(),
            id,
            name,
            kind,
            measure,
            amount,
            currency,
            closed,
            term_months,
            prepaid: read::prepaid(cells),
            invoiced: read::day_after(cells, INVOICED, "invoiced", closed),
            paid: read::day_after(cells, PAID, "paid", closed),
            cancelled: read::day_after(cells, CANCELLED, "cancelled", closed),
            margin,
            owners,
            splits: split.into_iter().collect(),
            columns: DealColumns {
                owner: cells.has(OWNER),
                split: cells.has(OWNER_2) || cells.has(SPLIT_OWNER),
                kind: cells.has(TYPE),
                stage: cells.has(STAGE),
                term: cells.has(TERM),
                prepaid: cells.has(PREPAID),
                invoiced: cells.has(INVOICED),
                paid: cells.has(PAID),
                cancelled: cells.has(CANCELLED),
                margin: cells.has(MARGIN),
                lone_share: cells.has(SHARE) && cells.has(OWNER_2) && read::lone_share_is_first(cells),
            },
        })
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn line(&self) -> u32 {
        self.line
    }

    fn join(&mut self, other: &Self) -> Join {
        splits::join(self, other)
    }

    fn review(report: &mut ImportReport<Self>, _context: &Context) {
        splits::settle(report);
        let mut notes: Vec<(Severity, ProblemCode, String)> = Vec::new();
        let aside: usize = report.set_aside.values().sum();
        if aside > 0 {
            let mut stages: Vec<(&String, &usize)> = report.set_aside.iter().collect();
            stages.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            let shown: Vec<String> = stages.iter().take(8).map(|(stage, count)| format!("{stage} {count}")).collect();
            let (rows, verb) =
                if aside == 1 { (tr!("1 row is"), tr!("stays")) } else { (tr!("rows are"), tr!("stay")) };
            let rows = if aside == 1 { rows.to_owned() } else { format!("{aside} {rows}") };
            let mut text = tr!("{rows} not won and {verb} out: {}.", shown.join(", "));
            if report.rows.is_empty() && report.refused == 0 {
                text.push_str(
                    tr!(" If one of these stages means won in your system, say that the stage column is not used, or give it that name in the file."),
                );
            }
            notes.push((
                if report.rows.is_empty() { Severity::Warning } else { Severity::Note },
                ProblemCode::Stage,
                text,
            ));
        }
        if let Some(first) = report.rows.first().map(|row| row.columns) {
            let say = |text: &str| (Severity::Note, ProblemCode::Reading, text.to_owned());
            if !first.stage {
                notes.push(say(tr!("The file has no stage: every row counts as won.")));
            }
            if !first.kind {
                notes.push(say(tr!("The file does not say what kind of deal each one is: all count as new ARR.")));
            }
            if !first.owner {
                notes.push(say(tr!(
                    "The file has no owner: the deals are house accounts and credit nobody until you say whom."
                )));
            }
            if first.lone_share {
                notes.push(say(tr!("The share is taken as the first owner's; the second one has the rest.")));
            }
        }
        for (severity, code, text) in notes {
            report.notice(severity, code, text);
        }
    }
}

impl ImportReport<DealRow> {
    /// The kinds of deals as the file spells them: what each counts as, and how many rows have it.
    pub fn kinds(&self) -> BTreeMap<String, (Option<Measure>, usize)> {
        let mut kinds: BTreeMap<String, (Option<Measure>, usize)> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.columns.kind) {
            let kind = kinds.entry(row.kind.clone()).or_insert((row.measure, 0));
            kind.1 += 1;
        }
        kinds
    }
}
