//! Reports of closed months, as people have them, become actual months of the plan.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests fail like tests

use remit::edit::{apply, import_actuals};
use remit::exchange::Table;
use remit::exchange::importer::{ACTUALS, ActualRow, Context, ImportReport, guess_mapping, run};
use remit::exchange::intake::{ActualIntake, actuals};
use remit::exchange::value::Hints;
use remit::model::{ActualField, Document, sample};
use remit::units::{Money, Rate};
use std::collections::BTreeMap;

fn read(document: &Document, text: &str, tag: &str) -> ImportReport<ActualRow> {
    let context = Context {
        segments: document.segments.iter().map(|it| it.name.clone()).collect(),
        currency: Some(document.settings.currency),
        first_month: Some(document.settings.first_month),
        hints: Hints::of_locale(tag),
    };
    let table = Table::open(text.as_bytes()).unwrap();
    let mapping = guess_mapping(&ACTUALS, &table, &context);
    let report = run(&table, &mapping, &context).unwrap();
    assert!(report.is_balanced(), "{}", report.summary());
    report
}

fn taken(document: &Document, text: &str) -> ActualIntake {
    actuals(document, &read(document, text, "en-US").rows, &BTreeMap::new())
}

/// What came in, one line per month.
fn lines(intake: &ActualIntake) -> Vec<String> {
    let value = |field: ActualField, value: Money| format!("{}={}", field.key(), value.mills() / 1_000);
    let line = |row: &remit::model::ActualMonth| {
        let values = ActualField::ALL.into_iter().filter_map(|field| Some(value(field, row.typed(field)?)));
        let segment = row.segment.as_ref().map_or("-", |it| it.as_str());
        format!("{} {segment} {}", row.month, values.collect::<Vec<_>>().join(" "))
    };
    intake.rows.iter().map(line).collect()
}

#[test]
fn a_report_by_month_and_segment_comes_in_as_one_step_and_is_undone() {
    let mut document = sample::company();
    let text = "Month,Segment,New logos,New ARR,Expansion ARR,Contraction,Churned ARR,Headcount,Base pay\n\
                Jan 2027,SMB,31,\"$310,000\",\"12,000\",\"(4,000)\",\"(52,000)\",,\n\
                Jan 2027,Enterprise,1,400000,0,0,0,,\n\
                Jan 2027,Total,,,,,,46,\"512,000\"\n";
    let intake = taken(&document, text);
    let enterprise = document.segments.iter().find(|it| it.name == "Enterprise").unwrap().id.clone();
    assert_eq!(
        lines(&intake),
        [
            "2027-01 smb customers_won=31 new=310000 expansion=12000 contraction=4000 churn=52000".to_owned(),
            format!("2027-01 {enterprise} customers_won=1 new=400000 expansion=0 contraction=0 churn=0"),
            "2027-01 - heads=46 base_pay=512000".to_owned(),
        ]
    );
    let before = document.clone();
    let command = import_actuals(&document, &intake.rows, true);
    let back = apply(&mut document, command).unwrap();
    assert_eq!(document.actuals.len(), 3);
    apply(&mut document, back).unwrap();
    assert_eq!(document, before);
}

#[test]
fn monthly_recurring_revenue_is_taken_times_twelve_and_german_names_are_known() {
    let document = sample::company();
    let intake = taken(&document, "Month,Segment,New MRR,Churned MRR\n2027-02,SMB,1000,500\n");
    assert_eq!(lines(&intake), ["2027-02 smb new=12000 churn=6000"]);
    let report =
        read(&document, "Monat;Segment;Neukunden;Neugeschäft;Abwanderung\n01.2027;SMB;3;1.234,50;99\n", "de-DE");
    let intake = actuals(&document, &report.rows, &BTreeMap::new());
    assert_eq!(lines(&intake), ["2027-01 smb customers_won=3 new=1234 churn=99"]);
}

#[test]
fn what_cannot_be_taken_is_told_and_the_rest_comes_in() {
    let document = sample::company();
    let text = "Month,Segment,Customers won,New ARR,Heads\n\
                2027-01,SMB,2.5,1000,\n\
                soon,SMB,1,1000,\n\
                2027-02,Moon base,1,1000,\n\
                2027-02,,1,1000,40\n\
                2027-03,SMB,1,-5,\n\
                2027-03,SMB,1,7,\n\
                2027-04,SMB,,,\n\
                2030-01,SMB,1,lots,\n";
    let report = read(&document, text, "en-US");
    let told: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|it| it.contains("2.5 is not a number of customers")), "{told:?}");
    assert!(told.iter().any(|it| it.contains("below zero")), "{told:?}");
    assert!(told.iter().any(|it| it.contains("no figure")), "{told:?}");
    assert_eq!(report.duplicates.len(), 1);
    let intake = actuals(&document, &report.rows, &BTreeMap::new());
    assert_eq!(
        lines(&intake),
        ["2027-01 smb new=1000", "2027-02 - heads=40", "2027-03 smb customers_won=1", "2030-01 smb customers_won=1"]
    );
    assert_eq!(intake.unknown, BTreeMap::from([("Moon base".to_owned(), 1)]));
    assert_eq!((intake.without_segment, intake.outside), (1, 1));
}

#[test]
fn another_currency_comes_in_at_its_plan_rate_or_stays_out() {
    let document = sample::company();
    let report = read(&document, "Month,Segment,New ARR,Currency\n2027-01,SMB,1000,EUR\n", "en-US");
    let without = actuals(&document, &report.rows, &BTreeMap::new());
    assert_eq!((without.rows.len(), without.without_rate), (0, BTreeMap::from([("EUR".to_owned(), 1)])));
    let rates = BTreeMap::from([("EUR".to_owned(), Rate::percent(110))]);
    assert_eq!(lines(&actuals(&document, &report.rows, &rates)), ["2027-01 smb new=1100"]);
}
