//! Closed months of a file as those of a document.

use super::{in_currency, note_foreign};
use crate::exchange::importer::ActualRow;
use crate::model::{ActualField, ActualMonth, Document};
use crate::units::{Rate, SegmentId};
use std::collections::{BTreeMap, BTreeSet};

/// Closed months of a file, with what there is to tell about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActualIntake {
    /// Months by segment, in the order of the file.
    pub rows: Vec<ActualMonth>,
    /// How many of them the document has already; those are updated value by value.
    pub updated: usize,
    /// Rows whose amounts are in another currency than the plan's, by its code, with a plan rate or without.
    pub foreign: BTreeMap<String, usize>,
    /// Rows left out because their currency has no plan rate, by currency.
    pub without_rate: BTreeMap<String, usize>,
    /// Rows left out because the plan has no such segment, by its name in the file.
    pub unknown: BTreeMap<String, usize>,
    /// Rows that tell of ARR without a segment although the plan has several; only heads and pay of them come in.
    pub without_segment: usize,
    /// Rows of months outside the plan.
    pub outside: usize,
}

/// Makes closed months of rows. Amounts in another currency are converted at `rates`.
pub fn actuals(document: &Document, rows: &[ActualRow], rates: &BTreeMap<String, Rate>) -> ActualIntake {
    let mut intake = ActualIntake::default();
    let settings = &document.settings;
    let present: BTreeSet<_> = document.actuals.iter().map(|row| (row.month, row.segment.as_ref())).collect();
    for row in rows {
        let segment: Option<&SegmentId> = match &row.segment {
            Some(name) => match document.segments.iter().find(|it| it.name == *name || it.id.as_str() == name) {
                Some(segment) => Some(&segment.id),
                None => {
                    *intake.unknown.entry(name.clone()).or_default() += 1;
                    continue;
                }
            },
            // In a plan with one segment the company is that segment.
            None => match document.segments.as_slice() {
                [only] => Some(&only.id),
                _none_or_several => None,
            },
        };
        let mut month = ActualMonth::new(row.month, segment.cloned());
        let (mut money, mut without_rate, mut homeless) = (false, false, false);
        for field in ActualField::ALL {
            let Some((_, value)) = row.values.iter().find(|(key, _)| *key == field.key()) else { continue };
            if segment.is_none() && !field.is_of_people() {
                homeless = true;
                continue;
            }
            let stated = row.currency.filter(|_| !field.is_count());
            money |= stated.is_some();
            match in_currency(*value, stated, settings.currency, rates) {
                Some(value) => month.set(field, Some(value)),
                None => without_rate = true,
            }
        }
        intake.without_segment += usize::from(homeless);
        note_foreign(&mut intake.foreign, row.currency.filter(|_| money), document);
        if without_rate {
            let code = row.currency.map(|it| it.code().to_owned()).unwrap_or_default();
            *intake.without_rate.entry(code).or_default() += 1;
            continue;
        }
        if month.is_empty() {
            continue;
        }
        intake.outside += usize::from(month.month < settings.first_month || month.month > settings.last_month());
        intake.updated += usize::from(present.contains(&(month.month, month.segment.as_ref())));
        intake.rows.push(month);
    }
    intake
}
