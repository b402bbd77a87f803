//! `remit inputs`: every numeric input with its path, for `remit set`.

use super::args::{Invocation, Opt};
use super::json::Json;
use super::{Exit, Failure, Ports, figures, file};
use crate::model::{Bounds, Document, Input, InputUnit, InputValue, inputs};
use crate::units::{Cadence, Currency};

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
    Csv,
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let formats = [("text", Format::Text), ("json", Format::Json), ("csv", Format::Csv)];
    let format = invocation.choice(Opt::Format, &formats, Format::Text)?;
    let document = file::read(invocation.file(), ports.stdin)?.document;
    let text = match format {
        Format::Text => as_text(&document),
        Format::Json => as_json(&document),
        Format::Csv => as_csv(&document),
    };
    ports.print(&text)?;
    Ok(Exit::Fine)
}

fn as_text(document: &Document) -> String {
    let currency = document.settings.currency;
    let rows: Vec<[String; 5]> = inputs(document)
        .iter()
        .map(|input| {
            let bounds = match limits(input) {
                Some((min, max)) => format!("{min} to {max}"),
                None => "any".to_owned(),
            };
            [input.path.clone(), shown(input.value), unit(input.unit, currency), bounds, input.label.clone()]
        })
        .collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn as_json(document: &Document) -> String {
    let currency = document.settings.currency;
    let list = inputs(document)
        .iter()
        .map(|input| {
            let (min, max) = match limits(input) {
                Some((min, max)) => (Json::Number(min), Json::Number(max)),
                None => (Json::Null, Json::Null),
            };
            let value = match input.value {
                InputValue::Empty => Json::Null,
                InputValue::Money(_) | InputValue::Month(_) => Json::Text(shown(input.value)),
                InputValue::Rate(_) | InputValue::Count(_) => Json::Number(shown(input.value)),
            };
            Json::Object(vec![
                ("path", Json::text(&input.path)),
                ("value", value),
                ("unit", Json::text(unit(input.unit, currency))),
                ("min", min),
                ("max", max),
                ("optional", Json::Bool(input.optional)),
                ("label", Json::text(&input.label)),
            ])
        })
        .collect();
    Json::Object(vec![("inputs", Json::List(list))]).print()
}

fn as_csv(document: &Document) -> String {
    let currency = document.settings.currency;
    let mut rows = vec![["path", "value", "unit", "min", "max", "optional", "label"].map(str::to_owned).to_vec()];
    for input in inputs(document) {
        let (min, max) = limits(&input).unwrap_or_default();
        let optional = if input.optional { "yes" } else { "no" }.to_owned();
        rows.push(vec![input.path, shown(input.value), unit(input.unit, currency), min, max, optional, input.label]);
    }
    figures::csv(&rows)
}

/// A value as `remit set` takes it.
fn shown(value: InputValue) -> String {
    match value {
        InputValue::Money(money) => money.to_string(),
        InputValue::Rate(rate) => figures::decimals(rate.to_f64(), figures::FINE),
        InputValue::Count(count) => count.to_string(),
        InputValue::Month(month) => month.to_string(),
        InputValue::Empty => String::new(),
    }
}

/// The bounds of an input in its own scale; months have none that mean anything.
fn limits(input: &Input) -> Option<(String, String)> {
    let Bounds { min, max } = input.bounds;
    (input.unit != InputUnit::Month)
        .then(|| (figures::decimals(min, figures::FINE), figures::decimals(max, figures::FINE)))
}

/// The unit in words, with its period. A share is a fraction: 1 is 100 %.
fn unit(unit: InputUnit, currency: Currency) -> String {
    let per = |cadence: Cadence| match cadence {
        Cadence::Month => "per month",
        Cadence::Quarter => "per quarter",
        Cadence::Half => "per half-year",
        Cadence::Year => "per year",
    };
    match unit {
        InputUnit::Money => currency.to_string(),
        InputUnit::MoneyPer(cadence) => format!("{currency} {}", per(cadence)),
        InputUnit::Percent => "share".to_owned(),
        InputUnit::PercentPerYear => "share per year".to_owned(),
        InputUnit::Multiple => "multiple".to_owned(),
        InputUnit::Weight => "weight".to_owned(),
        InputUnit::Count(what) => what.to_owned(),
        InputUnit::CountPer(what, cadence) => format!("{what} {}", per(cadence)),
        InputUnit::Month => "month".to_owned(),
    }
}
