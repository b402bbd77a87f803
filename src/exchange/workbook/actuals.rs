//! Input sheet of closed months: what was reported of each segment. An empty cell was not reported and stays as planned.

use super::inputs::SegmentCells;
use super::place::{Line, Tab};
use super::sheets::{Content, Form, Look, Sheets};
use super::source::Source;
use crate::model::{ActualField, closed_months};
use crate::units::{Money, Month, SegmentId};

const TAB: Tab = Tab::Actuals;

/// What is asked of a closed month, with its label and unit; of the company only pay.
const ASKED: [(ActualField, &str, &str); 10] = [
    (ActualField::CustomersWon, "Customers won", "customers"),
    (ActualField::New, "New", "ARR"),
    (ActualField::Expansion, "Expansion", "ARR"),
    (ActualField::Price, "Price uplift", "ARR"),
    (ActualField::Reactivation, "Reactivation", "ARR"),
    (ActualField::Contraction, "Contraction", "ARR"),
    (ActualField::Churn, "Churn", "ARR"),
    (ActualField::CustomersLost, "Customers lost", "customers"),
    (ActualField::BasePay, "Base pay", "money"),
    (ActualField::VariablePay, "Variable pay", "money"),
];

/// Rows of a segment with closed months, or of the company.
pub(crate) struct Reported {
    /// Months from the first that are closed.
    pub months: usize,
    rows: Vec<(ActualField, Line)>,
}

impl Reported {
    fn cell(&self, field: ActualField, month: usize) -> Option<String> {
        let row = self.rows.iter().find(|(it, _)| *it == field).filter(|_| month < self.months);
        row.map(|(_, line)| line.at(month))
    }

    /// Whether a value was reported of a month, as a truth.
    pub(crate) fn is(&self, field: ActualField, month: usize) -> String {
        self.cell(field, month).map_or_else(|| "FALSE".to_owned(), |cell| format!("ISNUMBER({cell})"))
    }

    /// Whether any of these values was reported of a month.
    pub(crate) fn is_any(&self, fields: &[ActualField], month: usize) -> String {
        let cells: Vec<String> = fields.iter().filter_map(|field| self.cell(*field, month)).collect();
        if cells.is_empty() { "FALSE".to_owned() } else { format!("COUNT({})>0", cells.join(",")) }
    }

    /// What was reported of a month; else what is expected.
    pub(crate) fn or(&self, field: ActualField, month: usize, expected: &str) -> String {
        self.or_by(field, month, |cell| cell.to_owned(), expected)
    }

    /// The same with something made of what was reported.
    pub(crate) fn or_by(
        &self,
        field: ActualField,
        month: usize,
        made: impl Fn(&str) -> String,
        expected: &str,
    ) -> String {
        match self.cell(field, month) {
            Some(cell) => format!("IF(ISNUMBER({cell}),{},{expected})", made(&cell)),
            None => expected.to_owned(),
        }
    }
}

/// What was reported of closed months.
pub(crate) struct AllReported {
    /// Of each segment; none where no month is closed.
    pub segments: Vec<Option<Reported>>,
    /// Pay of the company, as far as any segment is closed.
    pub company: Option<Reported>,
}

/// Writes what was reported of every segment with closed months, and of the company's pay; nothing where no month is closed.
pub(crate) fn actuals(source: &Source<'_>, sheets: &mut Sheets, segments: &[SegmentCells]) -> AllReported {
    let document = source.document;
    // Pay counts from the first row of a month, the book from the first that says anything of it.
    let row = |month: Month, of: Option<&SegmentId>| {
        document.actuals.iter().find(|it| it.month == month && it.segment.as_ref() == of)
    };
    let mut all = AllReported { segments: Vec::new(), company: None };
    let mut longest: Vec<Month> = Vec::new();
    for ((cells, segment), closed) in segments.iter().zip(&document.segments).zip(closed_months(document)) {
        let months: Vec<Month> = closed.iter().map(|it| it.month).collect();
        let told = |field: ActualField, at: usize| match field.is_of_people() {
            true => row(*months.get(at)?, Some(&segment.id))?.get(field),
            false => closed.get(at)?.get(field),
        };
        all.segments.push(rows(sheets, (&cells.name, segment.id.as_str()), &months, |_| true, told));
        if months.len() > longest.len() {
            longest = months;
        }
    }
    let told = |field: ActualField, at: usize| row(*longest.get(at)?, None)?.get(field);
    all.company = rows(sheets, ("company", "company"), &longest, ActualField::is_of_people, told);
    all
}

/// Rows of a segment or of the company, with what was told.
fn rows(
    sheets: &mut Sheets,
    (name, id): (&str, &str),
    months: &[Month],
    asks: impl Fn(ActualField) -> bool,
    told: impl Fn(ActualField, usize) -> Option<Money>,
) -> Option<Reported> {
    if months.is_empty() {
        return None;
    }
    sheets.heading(TAB, format!("{name}: closed months, {} from the first", months.len()));
    let mut rows = Vec::new();
    for (field, label, unit) in ASKED.into_iter().filter(|(field, ..)| asks(*field)) {
        let form = if field.is_count() { Form::Count } else { Form::Coin };
        let line = sheets.line(TAB, [label, name, unit], (Look::Input, form), |_| None);
        for (at, month) in months.iter().enumerate() {
            let told = told(field, at).map(|it| Content::Number(it.to_major()));
            sheets.put(line.month(at), told.unwrap_or(Content::Text(String::new())), Look::Input, form);
            sheets.bound(line.month(at), 0.0, 1e12);
            sheets.name(&format!("Actual_{id}_{}_{month}", field.key()), line.month(at));
        }
        rows.push((field, line));
    }
    Some(Reported { months: months.len(), rows })
}
