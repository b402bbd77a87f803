//! `remit forecast`: the book of business and what limits new business, period by period, for the company and each segment. By source
//! and by manager it is in [`super::forecast_of`].

use super::args::{Invocation, Opt};
use super::check::{self, Evaluated};
use super::json::Json;
use super::{Exit, Failure, Ports, figures, forecast_of};
use crate::engine::{Limit, Metric, Outcome, Row, Scope, Span, runs_of};
use crate::model::{Document, Recurring, Severity};
use crate::present::recurring;
use crate::units::{Cadence, Money};

#[derive(Clone, Copy)]
enum Format {
    Json,
    Csv,
}

/// Columns besides the metrics of a segment.
const MORE: [&str; 5] = ["customers_won", "customers_lost", "idle_capacity", "lost_pipeline", "limit"];

/// What the rows are of.
#[derive(Clone, Copy)]
enum Of {
    Segments,
    Sources,
    Managers,
}

/// The key of a column: what is an amount of ARR is called by what it is shown in.
fn key(view: Recurring, metric: Metric) -> &'static str {
    if view == Recurring::Arr || !metric.is_recurring() {
        return metric.key();
    }
    let by_month = [
        (Metric::OpeningArr, "opening_mrr"),
        (Metric::NewArr, "new_mrr"),
        (Metric::ExpansionArr, "expansion_mrr"),
        (Metric::PriceArr, "price_mrr"),
        (Metric::ReactivationArr, "reactivation_mrr"),
        (Metric::ContractionArr, "contraction_mrr"),
        (Metric::ChurnArr, "churn_mrr"),
        (Metric::ClosingArr, "closing_mrr"),
        (Metric::Capacity, "capacity_mrr"),
        (Metric::Pipeline, "pipeline_mrr"),
    ];
    by_month.into_iter().find(|(of, _)| *of == metric).map_or(metric.key(), |(_, key)| key)
}

fn more(view: Recurring) -> [&'static str; 5] {
    match view {
        Recurring::Arr => MORE,
        Recurring::Mrr => ["customers_won", "customers_lost", "idle_capacity_mrr", "lost_pipeline_mrr", "limit"],
    }
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("csv", Format::Csv), ("json", Format::Json)], Format::Csv)?;
    let lengths = [("month", Cadence::Month), ("quarter", Cadence::Quarter), ("year", Cadence::Year)];
    let by = invocation.choice(Opt::By, &lengths, Cadence::Month)?;
    let evaluated = check::evaluated(invocation, ports)?;
    let Evaluated { document, outcome } = &evaluated;
    for problem in outcome.problems.iter().filter(|problem| problem.severity != Severity::Note) {
        ports.say(&problem.to_string());
    }
    let view = if invocation.has(Opt::Mrr) { Recurring::Mrr } else { Recurring::Arr };
    let kinds = [("segments", Of::Segments), ("sources", Of::Sources), ("managers", Of::Managers)];
    let special = match invocation.choice(Opt::Of, &kinds, Of::Segments)? {
        Of::Segments => None,
        Of::Sources => Some(forecast_of::sources(document, outcome, by, view)),
        Of::Managers => Some(forecast_of::managers(document, outcome, by, view)),
    };
    let text = match (special, format) {
        (Some(table), Format::Csv) => table.csv(),
        (Some(table), Format::Json) => table.json(),
        (None, Format::Csv) => table(document, outcome, by, view),
        (None, Format::Json) => {
            Json::List(lines(document, outcome, by).map(|line| line.to_json(outcome, view)).collect()).print()
        }
    };
    ports.print(&text)?;
    Ok(check::exit(&outcome.problems))
}

/// One period of the company or of a segment.
struct Line {
    period: String,
    of: String,
    scope: Scope,
    span: Span,
}

/// The company first in each period, then the segments in their order.
fn lines<'a>(document: &'a Document, outcome: &'a Outcome, by: Cadence) -> impl Iterator<Item = Line> + 'a {
    let segments = document.segments.iter().enumerate().map(|(at, it)| (it.id.to_string(), Scope::Segment(at)));
    let of: Vec<_> = std::iter::once((String::new(), Scope::Company)).chain(segments).collect();
    outcome.periods(by).into_iter().flat_map(move |(period, span)| {
        let line = move |(of, scope)| Line { period: period.key(), of, scope, span };
        of.clone().into_iter().map(line)
    })
}

impl Line {
    /// What limits new business in most months of the period.
    fn limit(&self, outcome: &Outcome) -> &'static str {
        let months = |wanted: Limit| {
            let runs = runs_of(outcome, self.scope).into_iter().filter(|(limit, ..)| *limit == wanted);
            runs.map(|(_, from, to)| (to.min(self.span.to) + 1).saturating_sub(from.max(self.span.from))).sum::<usize>()
        };
        let all = [(Limit::Pipeline, "pipeline"), (Limit::Capacity, "capacity"), (Limit::Nothing, "nothing")];
        all.into_iter().rev().max_by_key(|(limit, _)| months(*limit)).map_or("nothing", |(_, name)| name)
    }

    fn more(&self, row: &Row) -> (f64, f64, Money, Money) {
        (row.customers_won, row.customers_lost, row.idle_capacity, row.lost_pipeline)
    }

    fn to_json(&self, outcome: &Outcome, view: Recurring) -> Json {
        let row = Row::scoped(outcome, self.scope, self.span);
        let (won, lost, idle, missed) = self.more(&row);
        let of = if self.of.is_empty() { Json::Null } else { Json::text(&self.of) };
        let mut members = vec![("period", Json::text(&self.period)), ("segment", of)];
        members.extend(figures::members_as(&row, &figures::of_segment(), |metric, value| {
            (key(view, metric), recurring::value(view, metric, value))
        }));
        let values = [
            figures::number(won, figures::COARSE),
            figures::number(lost, figures::COARSE),
            Json::text(recurring::money(view, idle)),
            Json::text(recurring::money(view, missed)),
            Json::text(self.limit(outcome)),
        ];
        members.extend(more(view).into_iter().zip(values));
        Json::Object(members)
    }
}

fn table(document: &Document, outcome: &Outcome, by: Cadence, view: Recurring) -> String {
    let header = ["period", "segment"]
        .into_iter()
        .chain(figures::of_segment().into_iter().map(|it| key(view, it)))
        .chain(more(view));
    let mut rows = vec![header.map(str::to_owned).collect::<Vec<String>>()];
    for line in lines(document, outcome, by) {
        let row = Row::scoped(outcome, line.scope, line.span);
        let (won, lost, idle, missed) = line.more(&row);
        let limit = line.limit(outcome).to_owned();
        let mut cells = vec![line.period, line.of];
        cells.extend(
            figures::of_segment().into_iter().map(|it| figures::digits(recurring::value(view, it, row.value(it)))),
        );
        cells.extend([won, lost].map(|it| figures::decimals(it, figures::COARSE)));
        cells.extend([idle, missed].map(|it| recurring::money(view, it).to_string()));
        cells.push(limit);
        rows.push(cells);
    }
    figures::csv(&rows)
}
