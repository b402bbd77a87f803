//! Input sheet of closed months: what was reported of each segment. An empty cell was not reported and stays as planned.

use super::inputs::SegmentCells;
use super::place::{Line, Tab};
use super::sheets::{Content, Form, Look, Sheets};
use super::source::Source;
use crate::model::{ActualField, closed_months};

const TAB: Tab = Tab::Actuals;

/// What is asked of a closed month, with its label and unit.
const ASKED: [(ActualField, &str, &str); 8] = [
    (ActualField::CustomersWon, "Customers won", "customers"),
    (ActualField::New, "New", "ARR"),
    (ActualField::Expansion, "Expansion", "ARR"),
    (ActualField::Price, "Price uplift", "ARR"),
    (ActualField::Reactivation, "Reactivation", "ARR"),
    (ActualField::Contraction, "Contraction", "ARR"),
    (ActualField::Churn, "Churn", "ARR"),
    (ActualField::CustomersLost, "Customers lost", "customers"),
];

/// Rows of a segment with closed months.
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

/// Writes what was reported of every segment with closed months; nothing for the others.
pub(crate) fn actuals(source: &Source<'_>, sheets: &mut Sheets, segments: &[SegmentCells]) -> Vec<Option<Reported>> {
    let closed = closed_months(source.document);
    let mut all = Vec::new();
    for ((cells, segment), months) in segments.iter().zip(&source.document.segments).zip(closed) {
        if months.is_empty() {
            all.push(None);
            continue;
        }
        sheets.heading(TAB, format!("{}: closed months, {} from the first", cells.name, months.len()));
        let mut rows = Vec::new();
        for (field, label, unit) in ASKED {
            let form = if field.is_count() { Form::Count } else { Form::Coin };
            let line = sheets.line(TAB, [label, &cells.name, unit], (Look::Input, form), |_| None);
            for (at, month) in months.iter().enumerate() {
                let told = month.get(field).map(|it| Content::Number(it.to_major()));
                sheets.put(line.month(at), told.unwrap_or(Content::Text(String::new())), Look::Input, form);
                sheets.bound(line.month(at), 0.0, 1e12);
                sheets.name(&format!("Actual_{}_{}_{}", segment.id, field.key(), month.month), line.month(at));
            }
            rows.push((field, line));
        }
        all.push(Some(Reported { months: months.len(), rows }));
    }
    all
}
