//! Targets of new ARR spread over segments and quarters, and what is typed of quarters before the plan.

use crate::edit::closures::set_targets;
use crate::edit::command::Command;
use crate::engine::capacity::CapacityPlan;
use crate::engine::{Outcome, Scope};
use crate::model::{Document, PastQuarter};
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod, Flow, Money, Quarterly};

/// What stands in the typed history of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastFigure {
    /// Capacity on its first day.
    Opening,
    /// Of it, lost.
    Lost,
    /// Brought back by backfills.
    Recovered,
}

/// Spreads new ARR to be won over the whole plan on every segment and quarter, as the forecast signs it; where it signs nothing, evenly.
/// Targets are whole thousands, and their sum is the amount to the thousand. Of a quarter that the plan has only in part, the target is
/// that of the whole quarter by season. None without segments or with nothing to win.
pub fn spread_targets(document: &Document, outcome: &Outcome, amount: Flow) -> Option<Command> {
    let thousands = (amount.value() / 1_000.0).round();
    if thousands < 1.0 || document.segments.is_empty() {
        return None;
    }
    let plan = CapacityPlan::of(document, outcome);
    let quarters: Vec<_> = outcome.periods(Cadence::Quarter);
    let mut weights: Vec<f64> = Vec::new();
    for segment in 0..document.segments.len() {
        weights.extend(
            plan.gaps_of(Scope::Segment(segment), Cadence::Quarter).iter().map(|it| it.bookings.value().max(0.0)),
        );
    }
    let all: f64 = weights.iter().sum();
    if all <= 0.0 {
        weights.iter_mut().for_each(|it| *it = 1.0);
    }
    let shares = largest_remainder(thousands as i64, &weights);
    let mut commands = Vec::new();
    for (segment, shares) in document.segments.iter().zip(shares.chunks(quarters.len().max(1))) {
        let typed: Vec<(FiscalPeriod, Option<Money>)> = quarters
            .iter()
            .zip(shares)
            .map(|((period, span), share)| {
                let season = |offset: i32| document.assumptions.season(period.first.plus(offset).index0());
                let whole: f64 = (0..3).map(season).sum();
                let inside: f64 = (span.from..=span.to).map(|it| plan.season(it)).sum();
                let part = if whole > 0.0 && inside > 0.0 { inside / whole } else { span.len() as f64 / 3.0 };
                (*period, Some(Money::from_major_f64((*share as f64 / part.min(1.0)).round() * 1_000.0)))
            })
            .collect();
        commands.push(set_targets(document, segment, &typed));
    }
    Some(Command::batch(tr!("spread the target"), commands))
}

/// Whole parts of a total in proportion to weights; they sum up to it exactly.
fn largest_remainder(total: i64, weights: &[f64]) -> Vec<i64> {
    let all: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|it| total as f64 * it / all).collect();
    let mut parts: Vec<i64> = exact.iter().map(|it| it.floor() as i64).collect();
    let mut left = total - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let rest = |at: usize| exact.get(at).map_or(0.0, |it| it - it.floor());
    order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)));
    for at in order {
        if left <= 0 {
            break;
        }
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
            left -= 1;
        }
    }
    parts
}

/// Sets one figure of a quarter before the plan; without an amount it is nothing. A quarter of which nothing is left goes.
pub fn set_past_quarter(
    document: &Document,
    quarter: &FiscalPeriod,
    figure: PastFigure,
    amount: Option<Money>,
) -> Command {
    let mut assumptions = document.assumptions.clone();
    let history = &mut assumptions.capacity_history;
    let none = Quarterly::new(Money::ZERO);
    let at = match history.iter().position(|it| quarter.contains(it.quarter)) {
        Some(at) => at,
        None => {
            history.push(PastQuarter { quarter: quarter.first, opening: none, lost: none, recovered: none });
            history.len() - 1
        }
    };
    if let Some(past) = history.get_mut(at) {
        let place = match figure {
            PastFigure::Opening => &mut past.opening,
            PastFigure::Lost => &mut past.lost,
            PastFigure::Recovered => &mut past.recovered,
        };
        *place = Quarterly::new(amount.unwrap_or(Money::ZERO));
    }
    history.retain(|it| it.opening != none || it.lost != none || it.recovered != none);
    history.sort_by_key(|it| it.quarter);
    Command::batch(tr!("capacity of past quarters"), vec![Command::Assumptions(Box::new(assumptions))])
}
