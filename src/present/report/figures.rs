//! The charts of the report.

use crate::engine::{Metric, Row, Scope, cohorts};
use crate::present::capacity::Teller;
use crate::present::chart::{Chart, Ink, Size, StackChart, StackPeriod, StackSeries, stack_chart};
use crate::present::number::period_label;
use crate::present::plan_charts::{
    arr, bookings, cohort_map, cohort_say, crews_by_quarter, movements, people_by_function,
};
use crate::present::{forecast, metric_line, recurring, words};
use crate::text::tr;
use crate::units::{Cadence, Money};

/// A chart of the report, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFigure {
    /// From opening to closing ARR, year by year.
    Waterfall,
    /// The book, and what moved it month by month.
    Flows,
    /// Capacity against pipeline.
    Bookings,
    /// People by function.
    People,
    /// Base and variable pay by quarter.
    Pay,
    /// What pay costs of what is sold.
    Ccos,
    /// What cohorts of customers have become.
    Cohorts,
}

impl ReportFigure {
    /// All of them, in order.
    pub const ALL: [ReportFigure; 7] = [
        ReportFigure::Waterfall,
        ReportFigure::Flows,
        ReportFigure::Bookings,
        ReportFigure::People,
        ReportFigure::Pay,
        ReportFigure::Ccos,
        ReportFigure::Cohorts,
    ];

    /// What stands above it.
    pub fn title(self, tell: &Teller<'_>) -> String {
        let view = tell.outcome.recurring;
        match self {
            ReportFigure::Flows => recurring::in_full(view).to_owned(),
            ReportFigure::Waterfall => recurring::words(view, tr!("ARR waterfall by year")),
            ReportFigure::Bookings => tr!("Bookings: capacity against pipeline, by month").to_owned(),
            ReportFigure::People => tr!("Head count by function").to_owned(),
            ReportFigure::Pay => tr!("Pay by quarter").to_owned(),
            ReportFigure::Ccos => Metric::Ccos.name().to_owned(),
            ReportFigure::Cohorts => tr!("Cohorts by quarter of start").to_owned(),
        }
    }

    /// What it means, in a sentence.
    pub fn say(self, tell: &Teller<'_>) -> String {
        let Teller { document, outcome, locale } = *tell;
        match self {
            ReportFigure::Flows => words::growth(outcome, locale),
            ReportFigure::Waterfall => {
                let row = Row::of(outcome, outcome.whole());
                let when = tr!("these {} months", outcome.months.len());
                forecast::inflow(&row.movements, &when, locale, outcome.currency, outcome.recurring)
            }
            ReportFigure::Bookings => forecast::bookings(outcome, Scope::Company, locale),
            ReportFigure::People => {
                tr!("Seats that have a holder at the end of each quarter, by plan: before expected attrition.")
                    .to_owned()
            }
            ReportFigure::Pay => {
                tr!("Base pay and earned variable pay, by what it is earned for; taxes and benefits apart.").to_owned()
            }
            ReportFigure::Ccos => metric_line::say(document, outcome, (Metric::Ccos, Scope::Company), locale),
            ReportFigure::Cohorts => cohort_say(outcome, &cohorts(document, Scope::Company), true, locale),
        }
    }

    /// The chart at a width in pixels; it is drawn no higher than paper has room for.
    pub fn draw(self, tell: &Teller<'_>, width: u32) -> Chart {
        let Teller { document, outcome, locale } = *tell;
        let size = |height: u32| Size { width, height };
        match self {
            ReportFigure::Flows => arr(document, outcome, Cadence::Month, locale, size(320)),
            ReportFigure::Waterfall => {
                movements(outcome, Scope::Company, outcome.whole(), Cadence::Year, locale, size(210))
            }
            ReportFigure::Bookings => bookings(outcome, Scope::Company, locale, size(220)),
            ReportFigure::People => {
                people_by_function(&crews_by_quarter(outcome), |crew| f64::from(crew.seats), locale, size(200))
            }
            ReportFigure::Pay => pay(tell, size(200)),
            ReportFigure::Ccos => {
                let of = (Metric::Ccos, Scope::Company);
                metric_line::chart(document, outcome, of, Cadence::Quarter, locale, size(180))
            }
            ReportFigure::Cohorts => cohort_map(outcome, &cohorts(document, Scope::Company), true, locale, width),
        }
    }
}

/// Base and variable pay by quarter, variable pay by its purpose in the colours of money.
fn pay(tell: &Teller<'_>, size: Size) -> Chart {
    let Teller { outcome, locale, .. } = *tell;
    let currency = outcome.currency;
    let quarters: Vec<_> =
        outcome.periods(Cadence::Quarter).into_iter().map(|(it, span)| (it, Row::of(outcome, span))).collect();
    let periods: Vec<StackPeriod> = quarters
        .iter()
        .map(|(it, _)| StackPeriod { name: period_label(it, false), tick: period_label(it, true) })
        .collect();
    let series = |name: &str, ink: Ink, of: &dyn Fn(&Row) -> Money| StackSeries {
        name: name.to_owned(),
        ink,
        values: quarters.iter().map(|(_, row)| of(row).to_major()).collect(),
    };
    let mut all = vec![series(tr!("Base"), Ink::Cost, &|row| row.base)];
    let purposes = [
        (tr!("Variable, new business"), Ink::New),
        (tr!("Variable, retention"), Ink::Retention),
        (tr!("Variable, expansion"), Ink::Expansion),
        (tr!("Variable, objectives"), Ink::T4),
    ];
    for (at, (name, ink)) in purposes.into_iter().enumerate() {
        let one = series(name, ink, &|row| row.by_pot.get(at).copied().unwrap_or_default());
        if one.values.iter().any(|it| *it != 0.0) {
            all.push(one);
        }
    }
    let data = StackChart {
        name: tr!("Base and variable pay by quarter"),
        periods: &periods,
        series: &all,
        target: None,
        axis: &|value| locale.money_tick(value, currency),
        amount: &|value| locale.money_compact(Money::from_major_f64(value), currency),
        gap: &|value| locale.money_delta_bare(Money::from_major_f64(value)),
    };
    stack_chart(&data, size)
}
