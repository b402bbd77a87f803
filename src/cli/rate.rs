//! `remit rate`: one plan alone for one person, on a list of credits, with no scenario around it.

use super::args::{Invocation, Opt};
use super::statement::{FORMATS, Format, credits, months, printed, span_of};
use super::{Exit, Failure, Ports, file};
use crate::engine::{NoStatement, Source, Span, statement};
use crate::model::comp::Plan;
use crate::model::{Document, OpenError, Role, Seat, Settings, Stint, Terms, read_part};
use crate::units::{Cadence, Month, RoleId, SeatId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A plan with the terms of whoever is paid by it: what `remit rate` reads. Shapes are those of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PlanFile {
    /// Base pay, on-target earnings, quota and ramp.
    pub terms: Terms,
    /// The plan.
    pub plan: Plan,
    /// Currency, calendar and chosen meanings; those of an empty scenario where absent.
    pub settings: Option<Settings>,
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &FORMATS, Format::Text)?;
    let Some(place) = invocation.value(Opt::Credits) else {
        return Err(Failure::Usage(
            "say what is to be rated with --credits FILE, a CSV with date,measure,amount".to_owned(),
        ));
    };
    let called = file::called(invocation.file());
    let bytes = file::bytes(invocation.file(), ports.stdin)?;
    let wrong =
        |what: String| Failure::Usage(format!("{called} is no plan: {what}; write {{\"plan\": ..., \"terms\": ...}}"));
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    let read: PlanFile = read_part(&value).map_err(|OpenError { at, text }| wrong(format!("at {at}: {text}")))?;
    let seat = SeatId::new("person");
    let deals = credits(place, &seat, ports)?;
    if deals.is_empty() {
        return Err(Failure::Usage("there is no credit that could be rated".to_owned()));
    }
    let mut document = scenario(read, &seat);
    document.deals = Arc::new(deals);
    fit(&mut document);
    let whole = Span { from: 0, to: document.settings.horizon().saturating_sub(1) };
    let (span, period) = match invocation.value(Opt::Period).map(|it| it.to_string_lossy()) {
        Some(name) => (span_of(&document, &name)?, name.into_owned()),
        None => (whole, months(&document, whole)),
    };
    let told = statement(&document, &seat, span, Source::Deals).map_err(|reason| {
        Failure::Usage(match reason {
            NoStatement::NoPlan => format!("the plan in {called} has no component, so there is nothing to rate"),
            NoStatement::UnknownSeat | NoStatement::Vacant => format!("{called} says nobody is paid in {period}"),
        })
    })?;
    ports.print(&printed(&document, &told, &period, format))?;
    Ok(Exit::Fine)
}

/// A scenario with one seat.
fn scenario(read: PlanFile, seat: &SeatId) -> Document {
    let role = RoleId::new("person");
    let terms = Terms { plan: Some(read.plan.id.clone()), segment: None, ..read.terms };
    let since = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
    Document {
        settings: read.settings.unwrap_or_default(),
        roles: vec![Role { id: role.clone(), name: "Person".to_owned(), terms: vec![terms], ..Role::default() }],
        seats: vec![Seat {
            id: seat.clone(),
            role,
            stints: vec![Stint { from: since, ..Stint::default() }],
            ..Seat::default()
        }],
        plans: vec![read.plan],
        ..Document::default()
    }
}

/// Moves the months to whole fiscal years around the credits, as many as a plan can have.
fn fit(document: &mut Document) {
    let days = document.deals.iter().flat_map(|deal| [Some(deal.closed), deal.invoiced, deal.paid, deal.cancelled]);
    let days: Vec<_> = days.flatten().collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return };
    let calendar = document.settings.fiscal_calendar();
    let first = calendar.period_of(Month::of(*first), Cadence::Year).first;
    let last = calendar.period_of(Month::of(*last), Cadence::Year).last();
    document.settings.first_month = first;
    let months = u32::try_from(last.since(first) + 1).unwrap_or(12);
    document.settings.horizon_months = months.clamp(12, Settings::MAX_HORIZON);
}
