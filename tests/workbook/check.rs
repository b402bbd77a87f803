//! The sheet Check: each figure beside the app's has a verdict, also where there is none, and its head says no more than the rows do.

use crate::office::{self, Answer};
use crate::{cells, made};
use remit::engine::Env;
use remit::exchange::workbook::Workbook;
use remit::model::sample;
use std::collections::HashMap;

const ALL_SAME: &str = "same: every figure is the app's";

/// What stands in a row below the head of the figures: what it is, whose, the workbook's, the app's, the difference, the verdict.
type Row = [String; 6];

/// The head's verdict and the rows of figures, by what stands in each cell.
fn figures(at: impl Fn(&str) -> Option<String>) -> (String, Vec<Row>) {
    let row =
        |row: usize| ["A", "B", "C", "D", "E", "F"].map(|column| at(&format!("{column}{row}")).unwrap_or_default());
    let head = (1..1_000).find(|it| row(*it)[0] == "Figure").expect("figures have a head");
    let rows = (head + 1..).map(row).take_while(|it| !it[0].is_empty()).collect();
    (at("C3").unwrap_or_default(), rows)
}

/// The same as the file shows it before anything recalculates it.
fn shown(workbook: &Workbook) -> (String, Vec<Row>) {
    let stored: HashMap<String, String> = office::stored(&workbook.to_bytes(Env::default().today).unwrap(), "Check");
    figures(|cell| stored.get(cell).cloned())
}

fn of<'a>(rows: &'a [Row], what: &str, whose: &str) -> &'a Row {
    rows.iter().find(|it| it[0] == what && it[1] == whose).unwrap_or_else(|| panic!("there is no {what}, {whose}"))
}

/// Every figure of a file that nobody typed into is the app's: row by row, and in its head.
pub fn assert_all_same(name: &str, answer: &Answer) {
    let at = |cell: &str| {
        let number = answer.number("Check", cell).map(|it| it.to_string());
        number.or_else(|| answer.text("Check", cell).map(str::to_owned))
    };
    let (head, rows) = figures(at);
    assert!(rows.len() > 20, "{name}: {} figures", rows.len());
    for row in &rows {
        assert!(row[5] == "same" && (row[2] == "none") == (row[3] == "none"), "{name}: {row:?}");
    }
    assert_eq!(head, ALL_SAME, "{name}");
}

#[test]
fn a_figure_that_the_app_does_not_have_is_none_in_the_workbook_too_and_has_a_verdict() {
    // The sample burns money in its first year only: there is no burn multiple of the second.
    let workbook = made(&sample::company());
    let (head, rows) = shown(&workbook);
    assert_eq!(of(&rows, "Burn multiple", "FY2028")[2..], ["none", "none", "", "same"]);
    let figure = of(&rows, "Burn multiple", "FY2027");
    assert!(figure[2].parse::<f64>().unwrap() > 0.0 && figure[5] == "same", "{figure:?}");
    assert!(rows.iter().all(|it| it[5] == "same"));
    assert_eq!(head, ALL_SAME);
    // And the summary stores no nought where it has no figure.
    let stored = office::stored(&workbook.to_bytes(Env::default().today).unwrap(), "Summary");
    let row = stored.iter().find(|it| it.0.starts_with('A') && it.1 == "Burn multiple").unwrap().0[1..].to_owned();
    let months = stored.iter().filter(|it| it.0.ends_with(&row) && it.0.trim_end_matches(&row).len() <= 2);
    let none = months.filter(|it| it.1.is_empty()).count();
    assert!(none > 5, "{none} months without a burn multiple");
}

#[test]
fn a_figure_that_comes_or_goes_is_a_change_and_the_head_says_so() {
    let workbook = made(&sample::company());
    let (sheet, cell) = cells(&workbook)["Other_operating_cost"].clone();
    // Far too much is spent: the second year has a burn multiple too. Nothing is: nor has the first.
    for (operating, year) in [(9_000_000.0, "FY2028"), (0.0, "FY2027")] {
        let mut workbook = workbook.clone();
        assert!(workbook.type_in(sheet, &cell, operating));
        let (head, rows) = shown(&workbook);
        let row = of(&rows, "Burn multiple", year);
        assert!(row[5] == "changed" && (row[2] == "none") != (row[3] == "none"), "{operating}: {row:?}");
        let changed = rows.iter().filter(|it| it[5] != "same").count();
        assert!(changed >= 1 && head == format!("{changed} differ, as inputs were changed"), "{operating}: {head}");
    }
}
