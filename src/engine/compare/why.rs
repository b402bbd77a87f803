//! Why a figure of a bridge is what it is.

use super::bridge::{Bridge, BridgeMethod};
use super::step::StepChange;
use crate::engine::capacity::{Why, WhyLink};
use crate::engine::explain::{Link, Op, explain};
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::outcome::Outcome;
use crate::engine::row::{Row, Span};
use crate::text::tr;
use crate::units::{Flow, Money};

/// A figure of a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BridgeFigure {
    /// The amount it starts from.
    From,
    /// What the step at this position adds.
    Step(usize),
    /// The amount it ends at.
    To,
}

/// Why a figure of a bridge between two outcomes is what it is. The terms of its ends lead to inputs and metrics of their own outcome.
pub fn bridge_why(bridge: &Bridge, figure: BridgeFigure, (before, after): (&Outcome, &Outcome)) -> Why {
    match figure {
        BridgeFigure::From => end(bridge, bridge.from, before),
        BridgeFigure::To => end(bridge, bridge.to, after),
        BridgeFigure::Step(at) => step(bridge, at),
    }
}

fn end(bridge: &Bridge, amount: Money, outcome: &Outcome) -> Why {
    let Some(span) = bridge.months.span(outcome) else { return Why::of(Value::Money(amount)) };
    match bridge.measure.metric() {
        Some(metric) => Why { value: Value::Money(amount), ..metric_why(outcome, metric, span) },
        None => {
            let mut why = Why::of(Value::Money(amount));
            burn(&mut why, outcome, span);
            why
        }
    }
}

/// Why a metric of a whole company is what it is.
fn metric_why(outcome: &Outcome, metric: Metric, span: Span) -> Why {
    let explained = explain(outcome, metric, Scope::Company, span);
    let mut why = Why::of(explained.value);
    for term in explained.terms {
        let link = match term.link {
            Link::Metric(metric, scope) => WhyLink::Metric(metric, scope),
            Link::Input(path) => WhyLink::Input(path),
            Link::Inputs(path) => WhyLink::Input(path.to_owned()),
            Link::None => WhyLink::None,
        };
        why.put(term.op, term.label, term.value, link);
    }
    explained.notes.into_iter().for_each(|note| why.note(note));
    why
}

/// A figure of scenarios that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureColumn {
    /// That of the scenario from which differences are measured.
    Base,
    /// That of the other scenario at this position.
    Other(usize),
    /// By how much that of the other at this position is more.
    Difference(usize),
}

/// A plan's name with what follows from it, and the months of it that are asked for; none where it does not have them.
pub type Planned<'a> = (&'a str, &'a Outcome, Option<Span>);

/// Why a metric of plans that stand side by side is what it is, or differs by what it does. Nothing where a plan lacks the months, or the
/// metric has no value in one of two that are to differ.
pub fn figure_why(metric: Metric, column: FigureColumn, base: Planned<'_>, others: &[Planned<'_>]) -> Option<Why> {
    let value = |(_, outcome, span): Planned<'_>| Some(Row::of(outcome, span?).value(metric));
    match column {
        FigureColumn::Base => Some(metric_why(base.1, metric, base.2?)),
        FigureColumn::Other(at) => others.get(at).and_then(|it| Some(metric_why(it.1, metric, it.2?))),
        FigureColumn::Difference(at) => {
            let other = *others.get(at)?;
            let (before, after) = (value(base)?, value(other)?);
            let mut why = Why::of(after.less(before)?);
            let name = metric.name();
            why.put(Op::Plus, tr!("{name}, \u{201c}{}\u{201d}", other.0), after, WhyLink::None);
            why.put(Op::Minus, tr!("{name}, \u{201c}{}\u{201d}", base.0), before, WhyLink::None);
            Some(why)
        }
    }
}

/// Net burn: cost of revenue, of sales and marketing, and of operations, less revenue.
fn burn(why: &mut Why, outcome: &Outcome, span: Span) {
    let row = Row::of(outcome, span);
    let (Some(sales), Some(margin), Some(burn)) = (row.sales_marketing(), row.gross_margin(), row.net_burn()) else {
        return;
    };
    let delivery = outcome.currency.settle(Flow::new(row.revenue.to_major() * (1.0 - margin)));
    let operating = burn - delivery - sales + row.revenue;
    let metric = |metric| WhyLink::Metric(metric, Scope::Company);
    why.input(
        Op::Plus,
        tr!("Cost of revenue: what the gross margin leaves of it"),
        Value::Money(delivery),
        "costs/gross_margin",
    );
    let cost = Metric::SalesMarketing;
    why.put(Op::Plus, cost.name(), Value::Money(sales), metric(cost));
    why.input(Op::Plus, tr!("Other operating cost"), Value::Money(operating), "costs/other_operating");
    let revenue = Metric::Revenue;
    why.put(Op::Minus, revenue.name(), Value::Money(row.revenue), metric(revenue));
}

fn step(bridge: &Bridge, at: usize) -> Why {
    let Some(made) = bridge.steps.get(at) else { return Why::of(Value::Undefined(tr!("a step of the bridge"))) };
    let mut why = Why::of(Value::Money(made.amount));
    match (bridge.method, bridge.around(at)) {
        (BridgeMethod::Ordered, Some((before, after))) => {
            let name = bridge.measure.name();
            why.put(Op::Plus, tr!("{name} with this change and those above it"), Value::Money(after), WhyLink::None);
            why.put(Op::Minus, tr!("{name} before this change"), Value::Money(before), WhyLink::None);
        }
        (BridgeMethod::Ordered | BridgeMethod::Shapley, _) => {
            for (before, adds) in made.by_place.iter().enumerate() {
                let label = match before {
                    0 => tr!("Added where it is made first").to_owned(),
                    1 => tr!("Added after one other change, in the mean").to_owned(),
                    count => tr!("Added after {count} other changes, in the mean"),
                };
                why.put(Op::Plus, label, Value::Money(Money::from_major_f64(*adds)), WhyLink::None);
            }
            let places = Value::Count(made.by_place.len() as f64);
            why.put(Op::Over, tr!("Places it can have in the order"), places, WhyLink::None);
        }
    }
    if matches!(&made.step.change, StepChange::Input(change) if change.path.ends_with("/quota")) {
        why.note(
            tr!(
                "what somebody is expected to sell is quota times expected attainment: a higher quota is taken to be sold unless the expected attainment is lowered with it"
            )
            .to_owned(),
        );
    }
    why
}
