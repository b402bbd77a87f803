//! The tables of a scenario as CSV: what was entered and what follows from it, for other programs.
//!
//! Money is in major units, shares are fractions, months are written `2027-01`. Texts that a spreadsheet would run are defused.

use super::{accounts_csv, roster_csv, write_csv};
use crate::engine::{Metric, Outcome, Payee, Row, Scope, Span, Value};
use crate::model::Document;
use crate::text::{in_english, tr};
use crate::units::{Flow, Money};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOf {
    /// ARR and its movements by month and segment.
    Waterfall,
    /// Capacity, pipeline and bookings by month and segment.
    NewBusiness,
    /// Every metric of the company by month.
    Metrics,
    /// Heads, capacity and cost of every seat by month.
    Seats,
    /// Base pay and variable pay of everybody by month.
    Pay,
    /// What everybody earned on each component, period by period.
    Components,
    /// Seats with their holders.
    Roster,
    /// Customers and prospects.
    Accounts,
}

impl TableOf {
    /// All, in the order offered.
    pub const ALL: [TableOf; 8] = [
        TableOf::Waterfall,
        TableOf::NewBusiness,
        TableOf::Metrics,
        TableOf::Seats,
        TableOf::Pay,
        TableOf::Components,
        TableOf::Roster,
        TableOf::Accounts,
    ];

    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            TableOf::Waterfall => "waterfall",
            TableOf::NewBusiness => "new-business",
            TableOf::Metrics => "metrics",
            TableOf::Seats => "seats",
            TableOf::Pay => "pay",
            TableOf::Components => "pay-components",
            TableOf::Roster => "roster",
            TableOf::Accounts => "accounts",
        }
    }

    /// What is in it, in words.
    pub fn name(self) -> &'static str {
        match self {
            TableOf::Waterfall => tr!("ARR waterfall by month and segment"),
            TableOf::NewBusiness => tr!("Capacity, pipeline and bookings by month and segment"),
            TableOf::Metrics => tr!("All metrics by month"),
            TableOf::Seats => tr!("Seats by month: heads, capacity, cost"),
            TableOf::Pay => tr!("Pay by person and month"),
            TableOf::Components => tr!("Pay by person, component and period"),
            TableOf::Roster => tr!("Roster"),
            TableOf::Accounts => tr!("Customers and prospects"),
        }
    }

    /// The table as CSV, in English whatever language the page speaks.
    pub fn csv(self, document: &Document, outcome: &Outcome) -> String {
        in_english(|| match self {
            TableOf::Waterfall => waterfall(document, outcome),
            TableOf::NewBusiness => new_business(document, outcome),
            TableOf::Metrics => metrics(outcome),
            TableOf::Seats => seats(outcome),
            TableOf::Pay => pay(document, outcome),
            TableOf::Components => components(document, outcome),
            TableOf::Roster => roster_csv(document),
            TableOf::Accounts => accounts_csv(document),
        })
    }
}

fn waterfall(document: &Document, outcome: &Outcome) -> String {
    let head = [
        "Month",
        "Segment",
        "Opening ARR",
        "New",
        "Expansion",
        "Price uplift",
        "Reactivation",
        "Contraction",
        "Churn",
        "Closing ARR",
    ];
    let mut rows = Vec::new();
    for (segment, result) in document.segments.iter().zip(&outcome.segments) {
        for (month, moved) in outcome.months.iter().zip(&result.ledger) {
            let amounts = [
                moved.opening,
                moved.new,
                moved.expansion,
                moved.price,
                moved.reactivation,
                moved.contraction,
                moved.churn,
                moved.closing(),
            ];
            let names = [month.to_string(), label(&segment.name, segment.id.as_str())];
            rows.push(names.into_iter().chain(amounts.map(|it| it.to_string())).collect::<Vec<String>>());
        }
    }
    write_csv(&head, rows)
}

fn new_business(document: &Document, outcome: &Outcome) -> String {
    let head = ["Month", "Segment", "Capacity", "Pipeline", "Bookings", "Waits", "Lost", "Opportunities"];
    let mut rows = Vec::new();
    for (segment, result) in document.segments.iter().zip(&outcome.segments) {
        let new = &result.new_business;
        for (at, month) in outcome.months.iter().enumerate() {
            let flow =
                |series: &[Flow]| outcome.currency.settle(series.get(at).copied().unwrap_or_default()).to_string();
            rows.push(vec![
                month.to_string(),
                label(&segment.name, segment.id.as_str()),
                flow(&new.capacity),
                flow(&new.pipeline),
                flow(&new.bookings),
                flow(&new.carried),
                flow(&new.lost),
                digits(new.opportunities.get(at).copied().unwrap_or(0.0)),
            ]);
        }
    }
    write_csv(&head, rows)
}

fn metrics(outcome: &Outcome) -> String {
    let head: Vec<&str> = std::iter::once("Month").chain(Metric::ALL.iter().map(|it| it.name())).collect();
    let rows = outcome.months.iter().enumerate().map(|(at, month)| {
        let row = Row::scoped(outcome, Scope::Company, Span { from: at, to: at });
        let cell = |metric: &Metric| row.value(*metric).plain();
        std::iter::once(month.to_string()).chain(Metric::ALL.iter().map(cell)).collect::<Vec<String>>()
    });
    write_csv(&head, rows)
}

fn seats(outcome: &Outcome) -> String {
    let head = ["Month", "Seat", "Function", "Heads", "Ramped", "Leaving", "Capacity", "Pay"];
    let mut rows = Vec::new();
    for seat in &outcome.seats {
        for (at, month) in outcome.months.iter().enumerate() {
            let share = |series: &[f64]| digits(series.get(at).copied().unwrap_or(0.0));
            let capacity = Flow::new(seat.capacity.get(at).copied().unwrap_or(0.0));
            rows.push(vec![
                month.to_string(),
                seat.id.to_string(),
                seat.function.name().to_owned(),
                share(&seat.heads),
                share(&seat.ramped),
                share(&seat.leaving),
                outcome.currency.settle(capacity).to_string(),
                seat.cost.get(at).copied().unwrap_or_default().to_string(),
            ]);
        }
    }
    write_csv(&head, rows)
}

/// Seat and holder of a payee.
fn holder(document: &Document, payee: &Payee) -> [String; 2] {
    let Some(seat) = document.seats.get(payee.seat) else { return [String::new(), String::new()] };
    let stint = payee.stint.and_then(|at| seat.stints.get(at));
    let name = match stint.map(|it| it.person.as_ref()) {
        None => "Expected backfill".to_owned(),
        Some(None) => "To be hired".to_owned(),
        Some(Some(id)) => document.person(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
    };
    [seat.id.to_string(), name]
}

fn pay(document: &Document, outcome: &Outcome) -> String {
    let head =
        ["Month", "Seat", "Holder", "Share of month", "Base", "Variable earned", "Cut by cap", "Paid", "Expensed"];
    let mut rows = Vec::new();
    for payee in &outcome.payees {
        for (at, month) in outcome.months.iter().enumerate() {
            let money = |series: &[Money]| series.get(at).copied().unwrap_or_default().to_string();
            let mut row = vec![month.to_string()];
            row.extend(holder(document, payee));
            row.push(digits(payee.active.get(at).copied().unwrap_or(0.0)));
            row.extend([&payee.base, &payee.variable, &payee.capped, &payee.paid, &payee.expensed].map(|it| money(it)));
            rows.push(row);
        }
    }
    write_csv(&head, rows)
}

fn components(document: &Document, outcome: &Outcome) -> String {
    let head = ["Seat", "Holder", "Component", "From", "To", "Credit", "Target", "Attainment", "Earned"];
    let mut rows = Vec::new();
    for payee in &outcome.payees {
        for component in &payee.components {
            for earned in &component.earned {
                let month = |at: usize| outcome.months.get(at).map(ToString::to_string).unwrap_or_default();
                // Ratios are counted in billionths.
                let amount = |value: i64| match component.measure.is_ratio() {
                    true => digits(value as f64 / 1e9),
                    false => Money::from_mills(value).to_string(),
                };
                let mut row = holder(document, payee).to_vec();
                row.push(component.id.to_string());
                row.extend([month(earned.from), month(earned.at), amount(earned.credit), amount(earned.quota)]);
                row.push(earned.attainment.map(digits).unwrap_or_default());
                row.push(earned.amount.to_string());
                rows.push(row);
            }
        }
    }
    write_csv(&head, rows)
}

fn label(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}

/// At most six decimals, without zeros at the end.
fn digits(value: f64) -> String {
    Value::Count(value).plain()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    #[test]
    fn every_table_of_the_sample_has_rows_of_one_width() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        for table in TableOf::ALL {
            let text = table.csv(&document, &outcome);
            let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
            let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            assert!(rows.len() >= 24, "{}: {} rows", table.key(), rows.len());
        }
    }

    #[test]
    fn the_pay_of_all_people_is_the_companys_variable_pay() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let text = TableOf::Components.csv(&document, &outcome);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let sum: Money = reader.records().map(|row| Money::parse_decimal(row.unwrap().get(8).unwrap()).unwrap()).sum();
        let company = Row::of(&outcome, outcome.whole()).variable();
        assert!(sum == company && sum > Money::from_major(1_000_000), "{sum} {company}");
    }

    #[test]
    fn a_name_that_a_spreadsheet_would_run_is_defused() {
        let mut document = sample::company();
        document.segments[0].name = "=1+1".into();
        let outcome = evaluate(&document, &Env::default());
        assert!(TableOf::Waterfall.csv(&document, &outcome).contains("\"'=1+1\""));
    }
}
