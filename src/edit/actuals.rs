//! Steps on actual months: type a value, take over an import, remove rows. The list is replaced as a whole, so each step has one
//! inverse.

use crate::edit::command::Command;
use crate::model::{ActualField, ActualMonth, Document};
use crate::text::tr;
use crate::units::{Money, Month, SegmentId, show_month};
use std::sync::Arc;

/// Puts one value of a month; absent: it was not reported. A row in which nothing stands any more goes.
pub fn set_actual(
    document: &Document,
    month: Month,
    segment: Option<&SegmentId>,
    field: ActualField,
    value: Option<Money>,
) -> Command {
    let mut rows = (*document.actuals).clone();
    change(&mut rows, month, segment, |row| row.set(field, value));
    step(tr!("actual {}", show_month(month)), document, rows)
}

/// Takes over imported months: what the import gives replaces what stands there, value by value, and what it leaves empty stays.
/// Without `keep`, months that are not among the imported ones go.
pub fn import_actuals(document: &Document, imported: &[ActualMonth], keep: bool) -> Command {
    let same = |a: &ActualMonth, b: &ActualMonth| a.month == b.month && a.segment == b.segment;
    let mut rows = (*document.actuals).clone();
    rows.retain(|row| keep || imported.iter().any(|new| same(new, row)));
    for new in imported {
        change(&mut rows, new.month, new.segment.as_ref(), |row| {
            for field in ActualField::ALL {
                if let Some(value) = new.typed(field) {
                    row.set(field, Some(value));
                }
            }
        });
    }
    let count = imported.len();
    let noun = if count == 1 { tr!("row") } else { tr!("rows") };
    step(tr!("import {count} {noun} of actual months"), document, rows)
}

/// Removes whole rows, and all rows that stand for the same month and segment.
pub fn remove_actuals(document: &Document, gone: &[(Month, Option<SegmentId>)]) -> Command {
    let mut rows = (*document.actuals).clone();
    rows.retain(|row| !gone.iter().any(|(month, segment)| row.month == *month && row.segment == *segment));
    step(tr!("remove actual months").to_owned(), document, rows)
}

/// Changes the first row of a month and segment, made where there is none.
fn change(rows: &mut Vec<ActualMonth>, month: Month, segment: Option<&SegmentId>, with: impl FnOnce(&mut ActualMonth)) {
    match rows.iter_mut().find(|row| row.month == month && row.segment.as_ref() == segment) {
        Some(row) => with(row),
        None => {
            let mut row = ActualMonth::new(month, segment.cloned());
            with(&mut row);
            rows.push(row);
        }
    }
}

/// In order of months, then of segments, the company last.
fn step(label: String, document: &Document, mut rows: Vec<ActualMonth>) -> Command {
    rows.retain(|row| !row.is_empty());
    let place = |row: &ActualMonth| {
        let own = |id: &SegmentId| document.segments.iter().position(|it| it.id == *id).unwrap_or(usize::MAX - 1);
        row.segment.as_ref().map_or(usize::MAX, own)
    };
    rows.sort_by_key(|row| (row.month, place(row)));
    Command::batch(label, vec![Command::Actuals(Arc::new(rows))])
}
