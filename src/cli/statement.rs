//! `remit statement`: the pay of one person for some months, line by line.

use super::args::{Invocation, Opt};
use super::json::Json;
use super::{Exit, Failure, Ports, figures, file};
use crate::engine::{NoStatement, Source, Span, Statement, period_named, statement};
use crate::exchange::credits::read_credits;
use crate::model::{Deal, Document};
use crate::present::statement::{RowKind, StatementRow, amount, rows, table};
use crate::present::{Locale, number};
use crate::units::SeatId;
use std::ffi::OsStr;
use std::sync::Arc;

/// How a statement is printed.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Text,
    Json,
    Csv,
}

/// The formats there are.
pub(super) const FORMATS: [(&str, Format); 3] = [("text", Format::Text), ("json", Format::Json), ("csv", Format::Csv)];

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &FORMATS, Format::Text)?;
    let wanted =
        invocation.choice(Opt::From, &[("deals", Some(Source::Deals)), ("forecast", Some(Source::Forecast))], None)?;
    let named = |option: Opt, example: &str| {
        let value = invocation.value(option).map(|it| it.to_string_lossy().into_owned());
        value.ok_or_else(|| {
            Failure::Usage(format!("say which with {}, such as {} {example}", option.name(), option.name()))
        })
    };
    let seat = SeatId::new(&named(Opt::Seat, "ae-smb-1")?);
    let period = named(Opt::Period, "FY2027-Q1")?;
    let mut document = file::read(invocation.file(), ports.stdin)?.document;
    let span = span_of(&document, &period)?;
    let given = invocation.value(Opt::Deals);
    if let Some(place) = given {
        let deals = credits(place, &seat, ports)?;
        document.deals = Arc::new(deals);
    }
    let credited = document.deals.iter().any(|deal| deal.credits.iter().any(|credit| credit.seat == seat));
    let source = wanted.unwrap_or(if given.is_some() || credited { Source::Deals } else { Source::Forecast });
    let told = match statement(&document, &seat, span, source) {
        Ok(told) => told,
        Err(reason) => return Err(Failure::Usage(none(reason, &document, &seat, &period))),
    };
    if wanted.is_none() && source == Source::Forecast {
        ports.say(
            "No deal credits this seat, so the statement is made of the forecast, supposing that the person stays.",
        );
    }
    for deal in told.lost.iter().filter_map(|at| document.deals.get(*at)) {
        ports.say(&format!(
            "Deal {} was closed on {}, when nobody held the seat: it credits nobody.",
            deal.id, deal.closed
        ));
    }
    ports.print(&printed(&document, &told, &period, format))?;
    Ok(Exit::Fine)
}

/// Reads a list of credits for one seat and tells what it leaves out.
pub(super) fn credits(place: &OsStr, seat: &SeatId, ports: &mut Ports<'_>) -> Result<Vec<Deal>, Failure> {
    let called = file::called(place);
    let bytes = file::bytes(place, ports.stdin)?;
    let credits = read_credits(&bytes, seat).map_err(|error| Failure::Usage(format!("{called}: {error}")))?;
    for note in credits.notes.iter().chain(&credits.problems) {
        ports.say(&format!("{called}: {note}"));
    }
    Ok(credits.deals)
}

/// The months of a period as the fiscal calendar names it.
pub(super) fn span_of(document: &Document, name: &str) -> Result<Span, Failure> {
    if let Some((_, span)) = period_named(document, name) {
        return Ok(span);
    }
    let months: Vec<_> = document.settings.months().collect();
    let (first, last) = (months.first(), months.last());
    let has = first.zip(last).map_or_else(String::new, |(first, last)| format!("; the plan has {first} to {last}"));
    Err(Failure::Usage(format!(
        "there is no period \u{201c}{name}\u{201d} in this plan{has}; write 2027-01, FY2027-Q1, FY2027-H1 or FY2027"
    )))
}

fn none(reason: NoStatement, document: &Document, seat: &SeatId, period: &str) -> String {
    match reason {
        NoStatement::UnknownSeat => {
            let names = document.seats.iter().map(|it| it.id.as_str());
            format!("there is no seat \u{201c}{seat}\u{201d}{}", super::nearest::did_you_mean(seat.as_str(), names))
        }
        NoStatement::Vacant => format!("nobody holds seat \u{201c}{seat}\u{201d} in {period}"),
        NoStatement::NoPlan => {
            format!("seat \u{201c}{seat}\u{201d} has no plan with components, so there is nothing variable to state")
        }
    }
}

/// A statement in a format.
pub(super) fn printed(document: &Document, told: &Statement, period: &str, format: Format) -> String {
    let locale = Locale::default();
    let rows = rows(document, told, &locale);
    match format {
        Format::Text => text(document, told, period, &rows, &locale),
        Format::Json => json(document, told, period, &rows),
        Format::Csv => {
            let lines = table(document, told, &locale).into_iter().map(Vec::from);
            figures::csv(&lines.collect::<Vec<_>>())
        }
    }
}

fn text(document: &Document, told: &Statement, period: &str, rows: &[StatementRow], locale: &Locale) -> String {
    let currency = document.settings.currency;
    let indent = |kind: RowKind| match kind {
        RowKind::Component | RowKind::Sum | RowKind::Paid | RowKind::Afterwards => "",
        RowKind::Period => "  ",
        RowKind::Credit | RowKind::Step => "    ",
    };
    let cells: Vec<[String; 3]> = rows
        .iter()
        .map(|row| [format!("{}{}", indent(row.kind), row.text), row.credit.clone(), amount(row, locale, currency)])
        .collect();
    let width = |at: usize| cells.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count()).max().unwrap_or(0);
    let (wide, credit, pay) = (width(0), width(1), width(2));
    let mut text = format!("{}, {period}, in {}\n\n", who(document, told), currency.code());
    for (row, [what, credits, pays]) in rows.iter().zip(&cells) {
        if row.kind == RowKind::Component || row.kind == RowKind::Paid {
            text.push('\n');
        }
        text.push_str(format!("{what:wide$}  {credits:>credit$}  {pays:>pay$}").trim_end());
        text.push('\n');
    }
    text
}

fn who(document: &Document, told: &Statement) -> String {
    let seat = document.seats.get(told.seat);
    let person = seat.and_then(|seat| seat.stints.get(told.stint)).and_then(|stint| stint.person.as_ref());
    let name = person.and_then(|id| document.person(id)).map(|person| person.name.clone());
    let seat = seat.map(|seat| seat.id.to_string()).unwrap_or_default();
    name.map_or_else(|| seat.clone(), |name| format!("{name} ({seat})"))
}

fn json(document: &Document, told: &Statement, period: &str, rows: &[StatementRow]) -> String {
    let list = rows.iter().map(|row| {
        Json::Object(vec![
            ("kind", Json::text(row.kind.key())),
            ("text", Json::text(&row.text)),
            ("credit", Json::text_or_null((!row.credit.is_empty()).then_some(&row.credit))),
            ("amount", Json::text_or_null(row.amount)),
        ])
    });
    let months: Vec<_> = document.settings.months().collect();
    let month = |at: usize| Json::text_or_null(months.get(at));
    Json::Object(vec![
        ("who", Json::text(who(document, told))),
        ("period", Json::text(period)),
        ("first_month", month(told.span.from)),
        ("last_month", month(told.span.to)),
        ("currency", Json::text(document.settings.currency.code())),
        ("source", Json::text(if told.source == Source::Deals { "deals" } else { "forecast" })),
        ("target", Json::text(told.target)),
        ("earned", Json::text(told.earned)),
        ("due", Json::text(told.due)),
        ("paid", Json::text(told.paid)),
        ("owed_of_draw", Json::text(told.owed)),
        ("rows", Json::List(list.collect())),
    ])
    .print()
}

/// The months of a statement in words.
pub(super) fn months(document: &Document, span: Span) -> String {
    let months: Vec<_> = document.settings.months().collect();
    let ends = months.get(span.from).zip(months.get(span.to));
    ends.map(|(first, last)| number::show_months(*first, *last)).unwrap_or_default()
}
