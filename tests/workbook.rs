//! The Excel workbook gives the app's figures, and goes on giving them when its inputs change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::engine::{Env, evaluate};
use remit::exchange::workbook::Workbook;
use remit::model::{Document, sample};

/// Figures of the workbook that are not the app's, in words.
fn differences(document: &Document) -> Vec<String> {
    let outcome = evaluate(document, &Env::default());
    let workbook = Workbook::new(document, &outcome);
    let mut all = workbook.faults();
    all.truncate(10);
    for place in workbook.places(&outcome) {
        let close = place.reckoned.is_some_and(|it| (it - place.app).abs() < 0.004);
        if !close {
            all.push(format!("{}!{}: {} is {:?}, the app has {}", place.sheet, place.cell, place.what, place.reckoned, place.app));
        }
    }
    all
}

#[test]
fn the_workbook_of_the_sample_gives_the_apps_figures_to_the_cent() {
    let document = sample::company();
    let start = std::time::Instant::now();
    let all = differences(&document);
    println!("{:?}", start.elapsed());
    let outcome = evaluate(&document, &Env::default());
    let workbook = Workbook::new(&document, &outcome);
    println!("{:?} formulas, {} places", workbook.formulas(), workbook.places(&outcome).len());
    assert!(all.is_empty(), "{} differ:\n{}", all.len(), all[..all.len().min(60)].join("\n"));
}
