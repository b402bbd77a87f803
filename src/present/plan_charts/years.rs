//! ARR, people and cost by fiscal year or quarter, as a table.

use crate::engine::{Metric, Outcome, Row, Span};
use crate::present::number::period_label;
use crate::present::{Locale, figure, recurring};
use crate::text::{counted, tr};
use crate::units::Cadence;

/// The names of the columns.
pub fn years_header(outcome: &Outcome) -> Vec<String> {
    let first = tr!("{} thousand, {}", outcome.currency, recurring::short(outcome.recurring));
    [
        first.as_str(),
        tr!("Opening"),
        tr!("New"),
        tr!("Expansion"),
        tr!("Price"),
        tr!("Contraction"),
        tr!("Churn"),
        tr!("Closing"),
        tr!("Seats"),
        tr!("Comp cost"),
        "CCOS",
        tr!("NRR, 12 mo."),
        tr!("GRR, 12 mo."),
    ]
    .map(str::to_owned)
    .to_vec()
}

/// What the columns show, in their order.
pub const YEARS_METRICS: [Metric; 12] = [
    Metric::OpeningArr,
    Metric::NewArr,
    Metric::ExpansionArr,
    Metric::PriceArr,
    Metric::ContractionArr,
    Metric::ChurnArr,
    Metric::ClosingArr,
    Metric::Seats,
    Metric::CompCost,
    Metric::Ccos,
    Metric::NrrCohort,
    Metric::GrrEvent,
];

/// The months of each row of [`years_rows`].
pub fn years_spans(outcome: &Outcome, by: Cadence) -> Vec<Span> {
    let periods = outcome.periods(by).into_iter().map(|(_, span)| span);
    periods.chain([outcome.whole()]).collect()
}

/// A row for each period and one for all months.
pub fn years_rows(outcome: &Outcome, by: Cadence, locale: &Locale) -> Vec<Vec<String>> {
    let periods = outcome.periods(by).into_iter();
    let mut rows: Vec<Vec<String>> =
        periods.map(|(period, span)| year(outcome, period_label(&period, false), span, locale)).collect();
    rows.push(year(outcome, counted(outcome.months.len(), tr!("month"), tr!("months")), outcome.whole(), locale));
    rows
}

fn year(outcome: &Outcome, name: String, span: Span, locale: &Locale) -> Vec<String> {
    let row = Row::of(outcome, span);
    let moved = row.movements;
    let share = |metric| figure::headline(row.value(metric), locale, outcome.currency);
    let arr = |money| locale.money_thousands(recurring::money(outcome.recurring, money));
    vec![
        name,
        arr(moved.opening),
        arr(moved.new),
        arr(moved.expansion),
        arr(moved.price),
        arr(-moved.contraction),
        arr(-moved.churn),
        arr(moved.closing()),
        locale.count(i64::from(row.seats)),
        locale.money_thousands(row.comp_cost()),
        share(Metric::Ccos),
        share(Metric::NrrCohort),
        share(Metric::GrrEvent),
    ]
}
