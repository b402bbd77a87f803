//! The report of the sample company, held against the engine's figures and against itself.

mod lists;

use super::*;
use crate::engine::capacity::CapacityPlan;
use crate::engine::compare::{BridgeMethod, Measure, Months, bridge};
use crate::engine::{Env, Outcome, Row, evaluate};
use crate::model::{Document, sample};
use crate::present::capacity::Teller;
use crate::present::{Locale, ReportChoice};
use crate::units::{Cadence, Money, Rate};
use chrono::NaiveDate;

const EN: Locale = Locale::EN_US;

fn told<T>(document: &Document, tell: impl FnOnce(&Teller<'_>) -> T) -> T {
    let outcome = evaluate(document, &Env::default());
    tell(&Teller { document, outcome: &outcome, locale: &EN })
}

fn all_tables(document: &Document) -> Vec<ReportTable> {
    told(document, |tell| tables(tell, &CapacityPlan::of(tell.document, tell.outcome)))
}

/// A figure of a table as a number; a dash is nothing.
fn number(cell: &str) -> f64 {
    let negative = cell.starts_with('(');
    let digits: String = cell.chars().filter(|it| it.is_ascii_digit() || *it == '.').collect();
    digits.parse::<f64>().unwrap_or(0.0) * if negative { -1.0 } else { 1.0 }
}

fn titled<'a>(tables: &'a [ReportTable], title: &str) -> &'a ReportTable {
    tables.iter().find(|it| it.title == title).unwrap()
}

fn year(outcome: &Outcome) -> Row {
    Row::of(outcome, outcome.periods(Cadence::Year).last().unwrap().1)
}

#[test]
fn every_table_has_cells_for_all_of_its_columns() {
    for document in [sample::company(), Document::default()] {
        let assumed = told(&document, assumptions).into_iter().flat_map(|it| it.tables);
        for table in all_tables(&document).into_iter().chain(assumed) {
            assert!(!table.rows.is_empty(), "{}", table.title);
            for row in &table.rows {
                assert_eq!(row.len(), table.header.len(), "{}: {row:?}", table.title);
            }
        }
    }
}

#[test]
fn seats_by_role_add_up_to_the_headcount_of_the_headline() {
    let document = sample::company();
    let tables = all_tables(&document);
    let heads = titled(&tables, "Head count by role");
    let (sum, roles) = heads.rows.split_last().unwrap();
    let (_expected, roles) = roles.split_last().unwrap();
    for column in 1..heads.header.len() {
        let added: f64 = roles.iter().map(|row| number(&row[column])).sum();
        assert_eq!(added, number(&sum[column]), "{}", heads.header[column]);
    }
    let seats = told(&document, |tell| year(tell.outcome).seats);
    assert_eq!(number(sum.last().unwrap()), f64::from(seats));
}

#[test]
fn pay_by_role_adds_up_to_comp_cost_within_rounding() {
    let document = sample::company();
    let tables = all_tables(&document);
    let pay = titled(&tables, "Pay by role");
    let (sum, roles) = pay.rows.split_last().unwrap();
    for column in 1..pay.header.len() {
        let added: f64 = roles.iter().map(|row| number(&row[column])).sum();
        assert!((added - number(&sum[column])).abs() <= roles.len() as f64, "{}", pay.header[column]);
    }
    let cost = told(&document, |tell| year(tell.outcome).comp_cost().to_major());
    assert!((number(sum.last().unwrap()) - cost).abs() <= 1.0, "{sum:?} {cost}");
}

#[test]
fn pay_plans_are_told_with_the_rates_of_all_they_pay() {
    // 90,000 of variable pay over a quota of 810,000 is 11.11 %.
    let document = sample::company();
    let chapters = told(&document, assumptions);
    let executives = chapters.iter().find(|it| it.title == "Pay plan: Account executive").unwrap();
    let text: String = executives.lines.iter().map(|it| format!("{}: {}\n", it.about, it.text)).collect();
    assert!(text.contains("11.11"), "{text}");
    assert!(text.contains("rates of others: Account executive, "), "{text}");
    for plan in &document.plans {
        let pays = document.seats.iter().any(|seat| document.plan_of(seat).is_some_and(|it| it.id == plan.id));
        let title = format!("Pay plan: {}", plan.name);
        assert_eq!(chapters.iter().any(|it| it.title == title), pays, "{}", plan.name);
    }
}

#[test]
fn the_cover_says_who_made_it_only_if_that_is_known() {
    let document = sample::company();
    let day = NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
    let line = |choice: &ReportChoice, about: &str| {
        let cover = told(&document, |tell| cover(tell, choice, day));
        cover.lines.into_iter().find(|it| it.about == about).map(|it| it.text)
    };
    let nobody = ReportChoice::default();
    assert_eq!(line(&nobody, "Made").as_deref(), Some("1 Mar 2027"));
    assert_eq!(line(&nobody, "Company"), None);
    let known = ReportChoice { company: " Acme ".into(), by: "Jo Doe".into(), ..nobody };
    assert_eq!(line(&known, "Made").as_deref(), Some("1 Mar 2027 by Jo Doe"));
    assert_eq!(line(&known, "Company").as_deref(), Some("Acme"));
    assert_eq!(line(&known, "Plan").as_deref(), Some("Jan 2027 to Dec 2028, 24 months"));
    assert_eq!(line(&known, "Amounts").as_deref(), Some("USD"));
}

#[test]
fn differences_lead_from_the_base_to_the_open_scenario() {
    let old = sample::company();
    let mut new = old.clone();
    new.name = "Better".into();
    new.segments[0].pipeline.win_rate = Rate::percent(44);
    let env = Env::default();
    let (before, now) = (evaluate(&old, &env), evaluate(&new, &env));
    let of = |new: &Document, now: &Outcome| {
        let about = (Measure::ClosingArr, Months::last_year(&before, now).unwrap());
        let made = bridge((&old, &before), (new, now), about, BridgeMethod::Ordered);
        differences((&old, (&old.name, &before)), (new, (&new.name, now)), made.as_ref(), &EN)
    };
    let found = of(&new, &now);
    let titles: Vec<&str> = found.tables.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Figures of FY2028", "Changes and what each adds: Closing ARR", "Inputs that differ"]);
    let bridge = &found.tables[1].rows;
    let added: f64 = bridge[..bridge.len() - 1].iter().map(|row| number(&row[1])).sum();
    let closing = |outcome: &Outcome| Row::of(outcome, outcome.whole()).movements.closing();
    assert_eq!(Money::from_major_f64(number(&bridge[0][1])), closing(&before));
    assert!((added - closing(&now).to_major()).abs() < 0.005, "{bridge:?}");
    assert_eq!(found.tables[2].rows.len(), 1);
    assert!(found.tables[2].rows[0][3].contains("44"));
    assert_eq!(of(&old, &before).say, "Nothing was entered differently.");
}
