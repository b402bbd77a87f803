//! Figures of scenarios side by side, and one of them over time.

use crate::engine::compare::FigureColumn;
use crate::engine::{Metric, Outcome, Row, Span, Value};
use crate::present::chart::{self, Beside, BesideLine, BesidePeriod, Chart, Size};
use crate::present::figure::value_of;
use crate::present::number::period_label;
use crate::present::{Locale, figure};
use crate::text::tr;
use crate::units::{Currency, FiscalPeriod};

/// Figures that are compared: those of a company that sells and keeps customers.
pub const COMPARED: [Metric; 13] = [
    Metric::ClosingArr,
    Metric::NewArr,
    Metric::ExpansionArr,
    Metric::ChurnArr,
    Metric::NrrCohort,
    Metric::GrrEvent,
    Metric::Customers,
    Metric::Heads,
    Metric::VariablePay,
    Metric::CompCost,
    Metric::Ccos,
    Metric::CacPayback,
    Metric::MagicNumber,
];

/// A table: its header and its rows.
pub type Rows = (Vec<String>, Vec<Vec<String>>);

/// A scenario's name and what follows from it.
pub type Named<'a> = (&'a str, &'a Outcome);

/// Figures of one fiscal period: a row for each figure, a column for each scenario, and by how much each differs from the base.
pub fn by_figure(
    base: Named<'_>,
    others: &[Named<'_>],
    metrics: &[Metric],
    period: FiscalPeriod,
    locale: &Locale,
) -> Rows {
    // One row of sums for each scenario serves all figures.
    let row_of = |side: &Named<'_>| span_of(side.1, period).map(|span| Row::of(side.1, span));
    let (first, rows) = (row_of(&base), others.iter().map(row_of).collect::<Vec<_>>());
    let one = |metric: &Metric| {
        let value = |row: &Option<Row>| row.as_ref().map(|row| row.value(*metric));
        let others: Vec<_> = others.iter().zip(&rows).map(|(it, row)| (value(row), it.1.currency)).collect();
        let mut cells = vec![metric.name().to_owned()];
        cells.extend(beside_base((value(&first), base.1.currency), &others, *metric, locale));
        cells
    };
    (header(tr!("Figure"), base.0, others.iter().map(|it| it.0)), metrics.iter().map(one).collect())
}

/// One figure of a scenario over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The scenario's name.
    name: String,
    currency: Currency,
    /// A value for each period asked for; none where the plan does not have it.
    values: Vec<Option<Value>>,
}

/// One figure of a scenario in fiscal periods of the same length.
pub fn course((name, outcome): Named<'_>, metric: Metric, periods: &[FiscalPeriod]) -> Course {
    let spans = periods.first().map(|it| outcome.periods(it.cadence)).unwrap_or_default();
    let value = |period: &FiscalPeriod| {
        let span = spans.iter().find(|it| it.0 == *period)?.1;
        Some(Row::of(outcome, span).value(metric))
    };
    Course { name: name.to_owned(), currency: outcome.currency, values: periods.iter().map(value).collect() }
}

/// One figure over time: a row for each fiscal period, a column for each scenario, and by how much each differs from the base.
pub fn by_period(base: &Course, others: &[&Course], metric: Metric, periods: &[FiscalPeriod], locale: &Locale) -> Rows {
    let value = |course: &Course, at: usize| (course.values.get(at).copied().flatten(), course.currency);
    let rows = periods.iter().enumerate().map(|(at, period)| {
        let others: Vec<_> = others.iter().map(|it| value(it, at)).collect();
        let mut row = vec![period_label(period, false)];
        row.extend(beside_base(value(base, at), &others, metric, locale));
        row
    });
    (header(tr!("Period"), &base.name, others.iter().map(|it| it.name.as_str())), rows.collect())
}

fn header<'a>(first: &str, base: &str, others: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut header = vec![first.to_owned(), base.to_owned()];
    for other in others {
        header.push(other.to_owned());
        header.push(tr!("Difference").to_owned());
    }
    header
}

/// What stands in a column of these tables, counted from 0 behind the first, which names the row.
pub fn figure_column(column: usize) -> FigureColumn {
    match (column, column % 2) {
        (0, _) => FigureColumn::Base,
        (_, 1) => FigureColumn::Other(column / 2),
        (_, _) => FigureColumn::Difference(column / 2 - 1),
    }
}

/// What the card is called that explains a figure of these tables.
pub fn figure_answer_title(
    (metric, period, column): (Metric, FiscalPeriod, FigureColumn),
    base: &str,
    others: &[&str],
    shown: &str,
) -> String {
    let (name, when) = (metric.name(), period_label(&period, false));
    let other = |at: usize| others.get(at).copied().unwrap_or_default();
    match column {
        FigureColumn::Base => tr!("{name}, {when}, \u{201c}{base}\u{201d}: {shown}"),
        FigureColumn::Other(at) => tr!("{name}, {when}, \u{201c}{}\u{201d}: {shown}", other(at)),
        FigureColumn::Difference(at) => {
            tr!("{name}, {when}, \u{201c}{}\u{201d} less \u{201c}{base}\u{201d}: {shown}", other(at))
        }
    }
}

/// A value, if there is one, and the currency that it is in.
type Shown = (Option<Value>, Currency);

fn beside_base(base: Shown, others: &[Shown], metric: Metric, locale: &Locale) -> Vec<String> {
    let none = || "\u{2013}".to_owned();
    let show = |it: Shown| it.0.map_or_else(none, |value| figure::headline(value, locale, it.1));
    let number = |it: Shown| it.0.and_then(|value| value.to_f64());
    let mut cells = vec![show(base)];
    for other in others {
        cells.push(show(*other));
        cells.push(match (number(base), number(*other)) {
            (Some(before), Some(after)) => figure::moved(metric, after - before, locale, other.1),
            (None, _) | (_, None) => none(),
        });
    }
    cells
}

/// Where a fiscal period lies in a plan; none where the plan does not have all of it.
pub fn span_of(outcome: &Outcome, period: FiscalPeriod) -> Option<Span> {
    outcome.periods(period.cadence).into_iter().find(|it| it.0 == period).map(|it| it.1)
}

/// One figure of each scenario over time, drawn.
pub fn overlay(sides: &[Course], metric: Metric, periods: &[FiscalPeriod], locale: &Locale, size: Size) -> Chart {
    let currency = sides.first().map(|it| it.currency).unwrap_or_default();
    let number = |value: &Option<Value>| value.and_then(|it| it.to_f64()).unwrap_or(f64::NAN);
    let lines: Vec<BesideLine> = sides
        .iter()
        .map(|it| BesideLine { name: it.name.clone(), values: it.values.iter().map(number).collect() })
        .collect();
    let periods: Vec<BesidePeriod> = periods
        .iter()
        .map(|it| BesidePeriod { start: it.first, name: period_label(it, false), tick: period_label(it, true) })
        .collect();
    let show = |value: f64| figure::headline(value_of(metric, value), locale, currency);
    let name = [metric.name(), tr!(" of each scenario")].concat();
    chart::beside(&Beside { name: &name, periods: &periods, lines: &lines, axis: &show, amount: &show }, size)
}
