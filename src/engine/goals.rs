//! Where a plan stands against the goals that were set on it.

use crate::engine::{Metric, Outcome, Row, Scope, Span, Value, period_named};
use crate::model::{Document, PlanGoal};

/// A goal as it can be reckoned: its names are those of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoalState {
    /// The metric.
    pub metric: Metric,
    /// Whose it is.
    pub scope: Scope,
    /// The months of its period.
    pub span: Span,
    /// What the plan has there.
    pub now: Value,
    /// The target, if one was set, on the metric's own scale.
    pub target: Option<f64>,
    /// How far the plan is beyond the target on that scale, in the direction that is welcome; below 0 it is short of it. Absent without
    /// a target or a value.
    pub beyond: Option<f64>,
}

impl GoalState {
    /// Whether the target is met; absent where it cannot be told.
    pub fn reached(&self) -> Option<bool> {
        // A coin more or less is rounding of what was typed.
        self.beyond.map(|it| it >= -1e-9 * self.target.unwrap_or_default().abs().max(1.0))
    }
}

/// Where the plan stands against a goal. `None` where the metric, the segment or the period of it is not known (any more).
pub fn goal_state(document: &Document, outcome: &Outcome, goal: &PlanGoal) -> Option<GoalState> {
    let metric = Metric::from_key(&goal.metric)?;
    let scope = match &goal.segment {
        None => Scope::Company,
        Some(id) => Scope::Segment(document.segments.iter().position(|it| it.id == *id)?),
    };
    let (_, span) = period_named(document, &goal.period)?;
    let now = Row::scoped(outcome, scope, span).value(metric);
    // Of what is neither welcome nor unwelcome, as much as was aimed at counts.
    let way = if metric.welcome() < 0 { -1.0 } else { 1.0 };
    let beyond = goal.target.zip(now.to_f64()).map(|(target, now)| (now - target) * way);
    Some(GoalState { metric, scope, span, now, target: goal.target, beyond })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;
    use crate::units::{Cadence, SegmentId};

    #[test]
    fn a_goal_is_reached_or_short_by_so_much_and_of_cost_less_is_welcome() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let state = |metric: Metric, segment: Option<&str>, period: &str, target: f64| {
            let goal = PlanGoal {
                metric: metric.key().to_owned(),
                segment: segment.map(SegmentId::new),
                period: period.to_owned(),
                target: Some(target),
                ..PlanGoal::default()
            };
            goal_state(&document, &outcome, &goal)
        };
        let years = outcome.periods(Cadence::Year);
        let (year, span) = years.last().map(|(period, span)| (period.key(), *span)).expect("a year");
        let closing = Row::of(&outcome, span).movements.closing().to_major();
        let short = state(Metric::ClosingArr, None, &year, closing + 250_000.0).expect("known");
        assert_eq!((short.reached(), short.beyond.map(f64::round)), (Some(false), Some(-250_000.0)));
        let there = state(Metric::ClosingArr, None, &year, closing).expect("known");
        assert_eq!(there.reached(), Some(true));
        let cost = Row::of(&outcome, span).comp_cost().to_major();
        let dear = state(Metric::CompCost, None, &year, cost - 1_000.0).expect("known");
        assert_eq!((dear.reached(), dear.beyond.map(f64::round)), (Some(false), Some(-1_000.0)));
        assert_eq!(state(Metric::CompCost, None, &year, cost + 1_000.0).and_then(|it| it.reached()), Some(true));
        let quarter = state(Metric::NewArr, Some("smb"), &format!("{year}-Q2"), 0.0).expect("known");
        assert_eq!(
            (quarter.span.len(), quarter.scope),
            (3, Scope::Segment(document.segments.iter().position(|it| it.id.as_str() == "smb").expect("there")))
        );
        assert_eq!(state(Metric::ClosingArr, Some("gone"), &year, 1.0), None);
        assert_eq!(state(Metric::ClosingArr, None, "FY1999", 1.0), None);
    }
}
