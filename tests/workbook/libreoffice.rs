//! Files as LibreOffice recalculates them: every figure is the app's to the cent. Three tests, so that they run beside each other.

use crate::office::{self, Answer};
use crate::{assert_none, differences, economic_differences, made};
use crate::{attainment, cells, check, closed, round, variants};
use remit::engine::{Env, evaluate};
use remit::exchange::workbook::{Place, Workbook};
use remit::model::{Document, sample};

/// A file by its name, with the figures that have to stand in it: the plan's, the economics, and those at every attainment.
struct Asked {
    name: String,
    file: Vec<u8>,
    figures: [Vec<Place>; 3],
    /// Nobody typed anything that moves a figure of the plan.
    is_as_exported: bool,
}

/// The file of a workbook with numbers typed into it, and the figures of the document that says the same. Every stored result is taken
/// out: what is read comes from the formulas.
fn asked(name: &str, workbook: &Workbook, typed: &[(&'static str, String, f64)], document: &Document) -> Asked {
    let outcome = evaluate(document, &Env::default());
    let file = office::to_be_calculated(&workbook.to_bytes(Env::default().today).unwrap(), typed);
    let figures = [workbook.places(&outcome), workbook.economics(&outcome), Vec::new()];
    Asked { name: name.replace([' ', ','], "-"), file, figures, is_as_exported: typed.is_empty() }
}

/// The same with attainments nobody would think of.
fn asked_at_attainments(name: &str, workbook: &Workbook, document: &Document) -> Asked {
    let attainments = attainment::typed(workbook);
    let mut asked = asked(name, workbook, &attainments, document);
    let outcome = evaluate(document, &Env::default());
    asked.figures[2] = attainment::with(workbook, &attainments).attainment(document, &outcome);
    Asked { is_as_exported: true, ..asked }
}

/// Has the files recalculated in a folder of that name, and compares every figure.
fn assert_recalculated(folder: &str, asked: &[Asked]) {
    let files: Vec<(String, Vec<u8>)> = asked.iter().map(|it| (it.name.clone(), it.file.clone())).collect();
    let answers: Vec<Answer> = office::recalculated(folder, &files);
    let mut all = Vec::new();
    for (Asked { name, figures: [places, economics, attained], .. }, answer) in asked.iter().zip(&answers) {
        let value = |place: &Place| answer.number(place.sheet, &place.cell);
        let differ = [
            differences(places, value),
            economic_differences(economics, value),
            attainment::differences(attained, value),
        ];
        all.extend(differ.iter().flat_map(|it| it.iter().take(15)).map(|text| format!("{name}: {text}")));
    }
    assert_none("LibreOffice", &all);
    for (asked, answer) in asked.iter().zip(&answers).filter(|it| it.0.is_as_exported) {
        check::assert_all_same(&asked.name, answer);
    }
}

#[test]
fn libreoffice_recalculates_plans_of_every_kind() {
    let all = variants::all();
    let all: Vec<Asked> = all.iter().map(|(name, document)| asked(name, &made(document), &[], document)).collect();
    assert_recalculated("workbook-plans", &all);
}

#[test]
fn libreoffice_recalculates_what_plans_pay_at_typed_attainments() {
    let all = std::iter::once(("sample", sample::company())).chain(attainment::kinds());
    let all: Vec<Asked> = all.map(|(name, document)| asked_at_attainments(name, &made(&document), &document)).collect();
    assert_recalculated("workbook-attainments", &all);
}

#[test]
fn libreoffice_recalculates_what_is_typed_what_was_reported_and_halves_of_a_coin() {
    let mut all = Vec::new();
    // The sample with other numbers typed into it.
    let document = sample::company();
    let plain = made(&document);
    let names = cells(&plain);
    let (mut typed, mut changed) = (Vec::new(), document.clone());
    for (name, number, path, value) in variants::TOGETHER {
        let (sheet, cell) = names[*name].clone();
        typed.push((sheet, cell, *number));
        variants::change(&mut changed, path, value);
    }
    all.push(asked("changed", &plain, &typed, &changed));
    // Closed months, as reported, and with other reports typed over them.
    let document = closed::paid();
    let plain = made(&document);
    let names = cells(&plain);
    let (mut typed, mut changed) = (Vec::new(), document.clone());
    for change in closed::CHANGES.iter().chain(closed::PAY_CHANGES) {
        let (sheet, cell) = names[&closed::name(&document, *change)].clone();
        typed.push((sheet, cell, change.3));
        closed::report(&mut changed, *change);
    }
    all.push(asked("closed", &plain, &[], &document));
    all.push(asked("closed, changed", &plain, &typed, &changed));
    // Many exact halves of a coin.
    for (name, document) in [
        ("halves by hand", round::halves()),
        ("round dollars", round::company("USD", 1)),
        ("round yen", round::company("JPY", 9)),
    ] {
        all.push(asked(name, &made(&document), &[], &document));
    }
    assert_recalculated("workbook-typed", &all);
}
