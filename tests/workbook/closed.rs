//! Documents with closed months, and what is typed over their reports in the workbook.

use remit::engine::{Env, evaluate};
use remit::model::{ActualField, ActualMonth, Document, sample};
use remit::units::{Money, SegmentId};
use std::sync::Arc;

/// What is typed into a report: segment, month from the first, value; an amount in major units.
pub type Typed = (&'static str, i32, ActualField, f64);

/// Reports that differ from those of [`company`], one change at a time.
pub const CHANGES: &[Typed] = &[
    ("smb", 0, ActualField::New, 91_234.5),
    ("smb", 1, ActualField::Churn, 48_000.25),
    ("smb", 2, ActualField::Contraction, 9_000.0),
    // More than fell due.
    ("mid-market", 0, ActualField::Churn, 3_000_000.0),
    ("mid-market", 1, ActualField::Expansion, 640_000.0),
    ("smb", 3, ActualField::Price, 0.0),
    ("smb", 3, ActualField::Reactivation, 17_000.0),
    ("mid-market", 0, ActualField::CustomersLost, 25.0),
    ("smb", 0, ActualField::CustomersWon, 40.0),
    // What was not reported before.
    ("mid-market", 0, ActualField::New, 500_000.0),
];

/// Reports of pay, by segment or of the company, one change at a time.
pub const PAY_CHANGES: &[Typed] = &[
    ("smb", 0, ActualField::BasePay, 91_000.5),
    ("mid-market", 1, ActualField::VariablePay, 40_000.0),
    (COMPANY, 1, ActualField::BasePay, 515_000.25),
    // What was not reported before: of the company, whose report goes before those of segments.
    ("mid-market", 0, ActualField::BasePay, 123_456.78),
    (COMPANY, 0, ActualField::VariablePay, 0.0),
    (COMPANY, 2, ActualField::BasePay, 1_000_000.0),
];

/// Stands for a segment where the company is meant.
const COMPANY: &str = "company";

/// The cell of a report.
pub fn name(document: &Document, (segment, at, field, _): Typed) -> String {
    let month = document.settings.first_month.plus(at).to_string();
    let clean = |text: &str| text.replace('-', "_");
    format!("Actual_{}_{}_{}", clean(segment), field.key(), clean(&month))
}

/// The same report in the document.
pub fn report(document: &mut Document, (segment, at, field, value): Typed) {
    let segment = (segment != COMPANY).then(|| SegmentId::new(segment));
    let month = document.settings.first_month.plus(at);
    let rows = Arc::make_mut(&mut document.actuals);
    let place = rows.iter().position(|it| it.month == month && it.segment == segment).unwrap_or_else(|| {
        rows.push(ActualMonth::new(month, segment));
        rows.len() - 1
    });
    rows[place].set(field, Some(Money::from_major_f64(value)));
}

/// [`company`] with pay reported: of a segment, of two, of the company.
pub fn paid() -> Document {
    let mut document = company();
    for typed in [
        ("smb", 0, ActualField::BasePay, 95_000.0),
        ("smb", 0, ActualField::VariablePay, 33_333.33),
        ("mid-market", 0, ActualField::VariablePay, 61_250.5),
        ("smb", 1, ActualField::VariablePay, 30_000.0),
        (COMPANY, 1, ActualField::BasePay, 500_000.0),
        (COMPANY, 1, ActualField::VariablePay, 123_456.0),
        (COMPANY, 3, ActualField::VariablePay, 99_999.99),
        // Not closed: it waits.
        (COMPANY, 5, ActualField::VariablePay, 1.0),
        ("enterprise", 0, ActualField::BasePay, 1.0),
    ] {
        report(&mut document, typed);
    }
    document
}

/// The sample with four closed months in one segment, two in another, partly reported, and none in the third.
pub fn company() -> Document {
    let mut document = sample::company();
    let row = |segment: &str, month: i32, values: &[(ActualField, f64)]| {
        let mut row = ActualMonth::new(document.settings.first_month.plus(month), Some(SegmentId::new(segment)));
        for (field, value) in values {
            row.set(*field, Some(Money::from_major_f64(*value)));
        }
        row
    };
    let mut rows = Vec::new();
    for month in 0..4 {
        let more = f64::from(month);
        rows.push(row(
            "smb",
            month,
            &[
                (ActualField::CustomersWon, 9.0 + more),
                (ActualField::New, 81_500.5 + 7_000.0 * more),
                (ActualField::Expansion, 16_250.0),
                (ActualField::Price, 5_100.75),
                (ActualField::Reactivation, 1_000.0 * more),
                (ActualField::Contraction, 4_321.0),
                (ActualField::Churn, 30_500.0 - 2_000.0 * more),
                (ActualField::CustomersLost, 4.0 + more),
            ],
        ));
    }
    rows.push(row("mid-market", 0, &[(ActualField::Churn, 210_000.0), (ActualField::Expansion, 60_000.0)]));
    rows.push(row("mid-market", 1, &[(ActualField::New, 0.0), (ActualField::CustomersLost, 3.0)]));
    document.actuals = Arc::new(rows);
    document
}

/// A document with reports of its first months, each segment with another number of them; every value may be absent.
pub fn reported(document: &mut Document, months: usize, values: &[Option<i64>]) {
    let of_company = values.first().is_some_and(Option::is_some);
    let mut values = values.iter().copied().cycle();
    let mut rows = Vec::new();
    let mut report = |segment: Option<&SegmentId>, months: usize| {
        for month in 0..months {
            let month = document.settings.first_month.plus(month as i32);
            let mut row = ActualMonth::new(month, segment.cloned());
            for field in ActualField::ALL.into_iter().filter(|it| segment.is_some() || it.is_of_people()) {
                let value = values.next().flatten();
                let value = if field.is_count() { value.map(|it| it / 1_000_000 * 1_000) } else { value };
                row.set(field, value.map(Money::from_mills));
            }
            rows.push(row);
        }
    };
    for (at, segment) in document.segments.iter().enumerate() {
        report(Some(&segment.id), months + at);
    }
    // Pay and heads of the company, in some documents.
    if of_company {
        report(None, months);
    }
    document.actuals = Arc::new(rows);
}

/// A document whose first months went just as planned, to the coin.
pub fn as_planned(document: &mut Document, months: usize) {
    let plan = evaluate(document, &Env::default());
    let places =
        (0..plan.segments.len()).flat_map(|at| (0..months.min(plan.months.len())).map(move |month| (at, month)));
    let rows = places.map(|(at, month)| crate::support::as_planned(&plan, at, month)).collect();
    document.actuals = Arc::new(rows);
}
