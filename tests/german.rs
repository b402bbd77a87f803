//! Remit in German: the page speaks it, files do not, and what is written in German is read again.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use remit::engine::{Env, Metric, evaluate};
use remit::exchange::tables::TableOf;
use remit::exchange::{accounts_csv, roster_csv};
use remit::model::{Document, SCHEMA, inputs, sample};
use remit::persist::{Kind, to_file};
use remit::present::Locale;
use remit::present::number::{parse_month, show_month};
use remit::text::{po, speak};
use remit::units::Month;

/// Everything of a scenario that leaves for another program or comes in again.
fn files(company: &Document) -> Vec<(&'static str, String)> {
    let outcome = evaluate(company, &Env::default());
    let mut files: Vec<_> = TableOf::ALL.iter().map(|it| (it.key(), it.csv(company, &outcome))).collect();
    files.push(("roster alone", roster_csv(company)));
    files.push(("accounts alone", accounts_csv(company)));
    files.push(("scenario", to_file(Kind::Scenario, SCHEMA, &serde_json::to_value(company).unwrap())));
    files
}

/// A program speaks one language from its start to its end, so this is one test.
#[test]
fn the_page_speaks_german_and_files_stay_as_they_are() {
    let company = sample::company();
    let english = files(&company);
    let paths = |company: &Document| inputs(company).into_iter().map(|it| it.path).collect::<Vec<_>>();
    let english_paths = paths(&company);
    assert_eq!(Metric::ClosingArr.name(), "Closing ARR");
    speak(po::read(include_str!("../texts/de.po")).unwrap());

    assert_eq!(Metric::ClosingArr.name(), "ARR am Ende");
    let german = Locale::for_tag("de-DE");
    for (text, month) in [("März 2027", 2), ("Mär 2027", 2), ("Mai 2027", 4), ("Okt 2027", 9), ("October 2027", 9)] {
        let read = parse_month(text, &german).unwrap();
        assert_eq!((read.year(), read.index0()), (2027, month), "{text}");
    }
    for month in company.settings.months() {
        assert_eq!(parse_month(&show_month(month), &german), Ok(month));
    }
    assert_eq!("2027-13".parse::<Month>().unwrap_err().to_string(), "„2027-13“ ist kein Monat; Schreibweise: 2027-01");

    for ((name, before), (_, now)) in english.iter().zip(files(&company)) {
        assert_eq!(*before, now, "{name}");
    }
    // Links, undone steps and files that others wrote name inputs by their path.
    assert_eq!(paths(&company), english_paths);
}
