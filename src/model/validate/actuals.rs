//! Closed months: what cannot be read against the plan is told at its cell, and the rest counts.

use super::Check;
use crate::model::{ActualField, ActualMonth, closed_months};
use crate::text::tr;
use crate::units::{Month, SegmentId, show_month};
use std::collections::{BTreeSet, HashSet};

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    if document.actuals.is_empty() {
        return;
    }
    let (first, last) = (document.settings.first_month, document.settings.last_month());
    let mut seen: HashSet<(Month, Option<&SegmentId>)> = HashSet::new();
    for row in document.actuals.iter() {
        let segment = row.segment.as_ref();
        let at = |field| ActualMonth::path(row.month, segment, field);
        let month = show_month(row.month);
        let place = ActualField::ALL.into_iter().find(|field| row.typed(*field).is_some()).unwrap_or(ActualField::New);
        if row.month < first || row.month > last {
            let text = tr!(
                "{month} is outside the plan ({first} to {last}) and does not count; correct the month, or move the plan",
                first = show_month(first),
                last = show_month(last)
            );
            check.warning(at(place), "actual_outside", text);
        }
        if let Some(segment) = segment.filter(|it| !check.knows_segment(it)) {
            let text = tr!(
                "there is no segment \u{201c}{segment}\u{201d}, so its {month} does not count; choose a segment of the plan"
            );
            check.error(at(place), "actual_segment", text);
        }
        if segment.is_none() && row.closes() && document.segments.len() != 1 {
            let text = tr!(
                "what happened to ARR in {month} is given for the company, and the plan has several segments; give it by segment"
            );
            check.error(at(place), "actual_company", text);
        }
        if !seen.insert((row.month, segment)) {
            let whose = segment.map_or(tr!("the company").to_owned(), ToString::to_string);
            let text = tr!("{month} of {whose} stands more than once, and only the first counts; remove the others");
            check.error(at(place), "actual_twice", text);
        }
        for field in ActualField::ALL {
            if let Some(amount) = row.typed(field).filter(|amount| amount.mills() < 0) {
                let text = tr!(
                    "{amount} is below zero and does not count: losses are written as positive amounts; correct it"
                );
                check.error(at(field), "actual_negative", text);
            }
        }
        if row.get(ActualField::New).is_some_and(|it| it.mills() > 0) && row.customers_won == Some(0) {
            let text =
                tr!("new ARR without a customer won: enter how many customers it was, or leave their number empty");
            check.warning(at(ActualField::CustomersWon), "actual_won_nobody", text);
        }
    }
    gaps(check);
}

/// Months that do not count because one before them is missing, and segments that are behind others.
fn gaps(check: &mut Check<'_>) {
    let document = check.document;
    let closed = closed_months(document);
    let most = closed.iter().map(Vec::len).max().unwrap_or(0);
    for (segment, closed) in document.segments.iter().zip(&closed) {
        let missing = document.settings.first_month.plus(closed.len() as i32);
        let only = document.segments.len() == 1;
        let own = |row: &&ActualMonth| row.segment.as_ref().map_or(only, |it| *it == segment.id);
        let last = document.settings.last_month();
        let rows = document.actuals.iter().filter(|row| own(row) && row.closes());
        let after: BTreeSet<Month> = rows.map(|row| row.month).filter(|it| *it > missing && *it <= last).collect();
        let named = if segment.name.is_empty() { segment.id.as_str() } else { segment.name.as_str() };
        let at = ActualMonth::path(missing, Some(&segment.id), ActualField::New);
        let missing = show_month(missing);
        if let Some(first) = after.first().copied().map(show_month) {
            let text = tr!(
                "{missing} is missing for {named}, so {} does not count: the plan can only go on from months without a gap; enter {missing}",
                if after.len() == 1 { first } else { tr!("what comes after it, from {first},") }
            );
            check.error(at, "actual_gap", text);
        } else if closed.len() < most && !closed.is_empty() {
            let text = tr!("{missing} is closed elsewhere and not for {named}, which stays as planned there; enter it");
            check.note(at, "actual_behind", text);
        }
    }
}
