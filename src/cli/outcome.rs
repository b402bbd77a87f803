//! An outcome as JSON: the company, its segments, its seats, and everyone's pay, by period.

use super::check;
use super::figures::{self, COARSE, FINE, number};
use super::json::Json;
use crate::engine::pay::Earned;
use crate::engine::{ComponentPay, Metric, Outcome, Payee, Row, Scope, SeatOutcome, Span};
use crate::model::comp::Measure;
use crate::model::{Document, Seat};
use crate::units::{Cadence, FiscalPeriod, Money, Month};
use serde::Serialize;

type Members = Vec<(&'static str, Json)>;

/// The whole outcome, by fiscal periods of this length. Sums over people, and over segments, are those of the company.
pub(super) fn to_json(document: &Document, outcome: &Outcome, by: Cadence) -> Json {
    let periods = outcome.periods(by);
    let each = |make: &dyn Fn(Span) -> Members| -> Json {
        Json::List(periods.iter().map(|(period, span)| Json::Object(dated(outcome, period, *span, make))).collect())
    };
    let columns = figures::columns();
    let company = each(&|span| row_members(&Row::of(outcome, span), &columns));
    let segments = document.segments.iter().zip(&outcome.segments).enumerate().map(|(at, (segment, _))| {
        let rows =
            each(&|span| figures::members(&Row::scoped(outcome, Scope::Segment(at), span), &figures::of_segment()));
        Json::Object(vec![("id", Json::text(&segment.id)), ("name", Json::text(&segment.name)), ("periods", rows)])
    });
    let seats = document.seats.iter().zip(&outcome.seats).map(|(seat, result)| {
        let rows = each(&|span| seat_period(outcome, result, span));
        let mut members = seat_names(document, seat, result);
        members.push(("periods", rows));
        Json::Object(members)
    });
    let pay = outcome.payees.iter().filter_map(|payee| {
        let seat = document.seats.get(payee.seat)?;
        let mut members = payee_names(document, seat, payee);
        members.push(("periods", each(&|span| pay_period(payee, span))));
        let components = payee.components.iter().map(|component| component_pay(outcome, component));
        members.push(("components", Json::List(components.collect())));
        Some(Json::Object(members))
    });
    Json::Object(vec![
        ("remit", Json::text("outcome")),
        ("name", Json::text(&document.name)),
        ("currency", Json::text(outcome.currency)),
        ("by", Json::Text(word(&by))),
        ("periods", company),
        ("segments", Json::List(segments.collect())),
        ("seats", Json::List(seats.collect())),
        ("pay", Json::List(pay.collect())),
        ("problems", Json::List(outcome.problems.iter().map(check::to_json).collect())),
    ])
}

/// A period's name and the months of the plan that lie in it, which may be fewer than the period has, then its figures.
fn dated(outcome: &Outcome, period: &FiscalPeriod, span: Span, make: &dyn Fn(Span) -> Members) -> Members {
    let mut members = vec![
        ("period", Json::text(period.key())),
        ("from", month(outcome, span.from)),
        ("to", month(outcome, span.to)),
    ];
    members.extend(make(span));
    members
}

/// Figures, behind the length of the window that the retention figures look back on: shorter than a year near the plan's start.
fn row_members(row: &Row, metrics: &[Metric]) -> Members {
    let mut members = vec![("retention_window_months", Json::whole(row.window.months))];
    members.extend(figures::members(row, metrics));
    members
}

fn month(outcome: &Outcome, at: usize) -> Json {
    let month: Option<&Month> = outcome.months.get(at);
    Json::text_or_null(month)
}

fn seat_names(document: &Document, seat: &Seat, result: &SeatOutcome) -> Members {
    let role = document.role(&seat.role).map(|role| &role.name);
    vec![
        ("seat", Json::text(&seat.id)),
        ("role", Json::text(&seat.role)),
        ("role_name", Json::text_or_null(role)),
        ("function", Json::Text(word(&result.function))),
        ("segment", Json::text_or_null(seat.segment.as_ref())),
        ("manager", Json::text_or_null(seat.manager.as_ref())),
    ]
}

/// Heads at the end of the period, capacity and cost of the whole of it.
fn seat_period(outcome: &Outcome, seat: &SeatOutcome, span: Span) -> Members {
    let at_end = |series: &[f64]| number(series.get(span.to).copied().unwrap_or(0.0), COARSE);
    let capacity: Money =
        part(&seat.capacity, span).map(|major| outcome.currency.settle(crate::units::Flow::new(*major))).sum();
    vec![
        ("filled", Json::Bool(seat.filled.get(span.to).copied().unwrap_or(false))),
        ("heads", at_end(&seat.heads)),
        ("productive_heads", at_end(&seat.ramped)),
        ("capacity", Json::text(capacity)),
        ("comp_cost", sum(&seat.cost, span)),
    ]
}

/// Who is paid. The expected backfill of a seat and a planned hire have no name.
fn payee_names(document: &Document, seat: &Seat, payee: &Payee) -> Members {
    let stint = payee.stint.and_then(|at| seat.stints.get(at));
    let id = stint.and_then(|stint| stint.person.as_ref());
    let name = id.and_then(|id| document.person(id)).map(|person| &person.name);
    let holder = match (stint, id) {
        (None, _) => "expected_backfill",
        (Some(_), None) => "planned_hire",
        (Some(_), Some(_)) => "person",
    };
    vec![
        ("person", Json::text_or_null(name)),
        ("person_id", Json::text_or_null(id)),
        ("holder", Json::text(holder)),
        ("seat", Json::text(&seat.id)),
        ("stint", payee.stint.map_or(Json::Null, |at| Json::whole(at + 1))),
    ]
}

/// Pay of a period, under the names the company's figures have.
fn pay_period(payee: &Payee, span: Span) -> Members {
    let variable = part(&payee.variable, span).copied().sum::<Money>();
    let base = part(&payee.base, span).copied().sum::<Money>();
    vec![
        ("base_pay", Json::text(base)),
        ("variable_pay", Json::text(variable)),
        ("comp_cost", Json::text(base + variable)),
        ("capped", sum(&payee.capped, span)),
        ("variable_paid", sum(&payee.paid, span)),
        ("variable_expensed", sum(&payee.expensed, span)),
    ]
}

/// A component's periods as they closed, whatever periods the rest is told in.
fn component_pay(outcome: &Outcome, component: &ComponentPay) -> Json {
    let measure = component.measure;
    let periods = component.earned.iter().map(|earned| {
        let Earned { at, from, credit, quota, attainment, weight: _, amount } = *earned;
        Json::Object(vec![
            ("from", month(outcome, from)),
            ("to", month(outcome, at)),
            ("credit", measured(measure, credit)),
            ("quota", measured(measure, quota)),
            ("attainment", attainment.map_or(Json::Null, |share| number(share, FINE))),
            ("earned", Json::text(amount)),
        ])
    });
    Json::Object(vec![
        ("id", Json::text(&component.id)),
        ("measure", Json::Text(word(&measure))),
        ("pot", Json::Text(word(&component.pot))),
        ("weight", number(component.weight(outcome.whole()), FINE)),
        ("periods", Json::List(periods.collect())),
    ])
}

/// Credit and quota in the measure's own unit: money, a ratio (kept in billionths), or things (kept in thousandths).
fn measured(measure: Measure, value: i64) -> Json {
    match measure {
        Measure::NewArr
        | Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::RenewedArr
        | Measure::GrossMargin => Json::text(Money::from_mills(value)),
        Measure::GrossRetention | Measure::NetRetention | Measure::Objectives | Measure::Satisfaction => {
            number(value as f64 / 1e9, FINE)
        }
        Measure::Opportunities | Measure::Units | Measure::Meetings => number(value as f64 / 1e3, COARSE),
    }
}

fn part<T>(series: &[T], span: Span) -> impl Iterator<Item = &T> {
    series.iter().skip(span.from).take(span.len())
}

fn sum(series: &[Money], span: Span) -> Json {
    Json::text(part(series, span).copied().sum::<Money>())
}

/// The word that stands for a choice in files.
fn word(choice: &impl Serialize) -> String {
    serde_json::to_value(choice).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
