//! Closing ARR by period, with what moved it.

use crate::engine::{Limit, Outcome, Row, Scope, runs};
use crate::model::Document;
use crate::present::chart::{self, ArrChart, ArrPeriod, Size, Target, arr_chart};
use crate::present::number::{period_label, show_month_short};
use crate::present::{Locale, metric_line, recurring};
use crate::text::tr;
use crate::units::{Cadence, Money};

/// The book above and what moved it below, on one axis of time, with what limits each period.
pub fn arr(document: &Document, outcome: &Outcome, by: Cadence, locale: &Locale, size: Size) -> chart::Chart {
    let currency = outcome.currency;
    let limits = runs(outcome);
    let view = outcome.recurring;
    let major = |money: Money| recurring::major(view, money.to_major());
    let periods: Vec<ArrPeriod> = outcome
        .periods(by)
        .into_iter()
        .map(|(period, span)| {
            let row = Row::of(outcome, span);
            let moved = row.movements;
            let limit = limits.iter().find(|(_, from, to)| (*from..=*to).contains(&span.to)).map(|(limit, ..)| *limit);
            ArrPeriod {
                start: period.first,
                name: period_label(&period, false),
                tick: if by == Cadence::Month { show_month_short(period.first) } else { period_label(&period, true) },
                closing: major(moved.closing()),
                new: major(moved.new),
                expansion: major(moved.expansion),
                price: major(moved.price),
                reactivation: major(moved.reactivation),
                churn: major(moved.churn),
                contraction: major(moved.contraction),
                limit: match limit {
                    Some(Limit::Capacity) => chart::Limit::Capacity,
                    Some(Limit::Pipeline) => chart::Limit::Pipeline,
                    Some(Limit::Nothing) | None => chart::Limit::None,
                },
                shortfall: if limit == Some(Limit::Pipeline) { major(row.idle_capacity) } else { 0.0 },
            }
        })
        .collect();
    let target = document.settings.target_arr.map(|target| Target {
        label: [tr!("target "), &locale.money_compact(recurring::money(view, target), currency)].concat(),
        value: major(target),
    });
    let name = recurring::words(view, tr!("Closing ARR by period, with what moved it"));
    let data = ArrChart {
        name: &name,
        opening: major(outcome.company_month(0).opening),
        periods: &periods,
        closed: metric_line::closed_periods(outcome, Scope::Company, by),
        compared: None,
        target,
        axis: &|value| locale.money_tick(value, currency),
        flow_axis: &|value| locale.money_tick_flow(value),
        headline: &|value| locale.money_compact(Money::from_major_f64(value), currency),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
    };
    arr_chart(&data, size)
}
