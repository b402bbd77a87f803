//! `remit evaluate`: what follows from a document, as JSON or as a table.

use super::args::{Invocation, Opt};
use super::check::{self, Evaluated};
use super::{Exit, Failure, Ports, figures, outcome};
use crate::engine::{Metric, Outcome, Row};
use crate::model::Severity;
use crate::units::Cadence;

#[derive(Clone, Copy)]
enum Format {
    Json,
    Csv,
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("json", Format::Json), ("csv", Format::Csv)], Format::Json)?;
    let lengths = [("month", Cadence::Month), ("quarter", Cadence::Quarter), ("year", Cadence::Year)];
    let by = invocation.choice(Opt::By, &lengths, Cadence::Month)?;
    let evaluated = check::evaluated(invocation, ports)?;
    let Evaluated { document, outcome } = &evaluated;
    for problem in outcome.problems.iter().filter(|problem| problem.severity != Severity::Note) {
        ports.say(&problem.to_string());
    }
    let text = match format {
        Format::Json => outcome::to_json(document, outcome, by).print(),
        Format::Csv => table(outcome, by),
    };
    ports.print(&text)?;
    Ok(check::exit(&outcome.problems))
}

/// One row per period, one column per metric of the company.
fn table(outcome: &Outcome, by: Cadence) -> String {
    let columns = figures::columns();
    let header = std::iter::once("period").chain(columns.iter().map(|metric| metric.key()));
    let mut rows = vec![header.map(str::to_owned).collect::<Vec<String>>()];
    for (period, span) in outcome.periods(by) {
        let row = Row::of(outcome, span);
        let cell = |metric: &Metric| figures::digits(row.value(*metric));
        rows.push(std::iter::once(period.key()).chain(columns.iter().map(cell)).collect());
    }
    figures::csv(&rows)
}
