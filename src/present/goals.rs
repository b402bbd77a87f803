//! Goals in words: what was aimed at, what the plan has there, and how far it is from it.

use crate::engine::{GoalState, Metric, Outcome, Scope, Span, Value, goal_state};
use crate::model::{Document, PlanGoal};
use crate::present::Locale;
use crate::present::number::UNDEFINED;
use crate::present::recurring::Shown;
use crate::text::tr;
use crate::units::{Currency, Money};

/// A goal beside others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalRow {
    /// Figure, and whose it is: `Closing ARR`, `NRR, cohort: SMB`.
    pub what: String,
    /// The fiscal period.
    pub period: String,
    /// The target, as figures are shown.
    pub target: String,
    /// What the plan has.
    pub now: String,
    /// `reached`, `short by $1.1M`, or why it cannot be told.
    pub state: String,
    /// Whether it is reached; absent where it cannot be told.
    pub reached: Option<bool>,
}

/// A goal, and where the plan stands against it.
pub fn goal_row(document: &Document, outcome: &Outcome, goal: &PlanGoal, locale: &Locale) -> GoalRow {
    let shown = Shown::of(outcome, locale);
    let metric = Metric::from_key(&goal.metric);
    let name = metric.map_or_else(|| goal.metric.clone(), |it| shown.name(it));
    let whose = goal.segment.as_ref().map(|id| document.segment(id).map_or(id.to_string(), |it| it.name.clone()));
    let target = goal.target.zip(metric).map(|(target, metric)| shown.number(metric, target));
    let state = goal_state(document, outcome, goal);
    let (text, reached) = match &state {
        Some(state) => standing(state, &shown),
        None => (tr!("figure, segment or period is not in the plan").to_owned(), None),
    };
    GoalRow {
        what: whose.map_or(name.clone(), |whose| [name.as_str(), ": ", &whose].concat()),
        period: goal.period.clone(),
        target: target.unwrap_or_else(|| UNDEFINED.to_owned()),
        now: state.map_or_else(|| UNDEFINED.to_owned(), |it| shown.headline(it.metric, it.now)),
        state: text,
        reached,
    }
}

fn standing(state: &GoalState, shown: &Shown<'_>) -> (String, Option<bool>) {
    let Some(beyond) = state.beyond else {
        let why = match state.now {
            Value::Undefined(needs) => tr!("not defined: {needs}"),
            Value::Money(_) | Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) => {
                tr!("no target yet").to_owned()
            }
        };
        return (why, None);
    };
    // The direction is said in words.
    let by = shown.moved(state.metric, beyond.abs());
    let by = by.trim_start_matches(['+', '\u{2212}', '-']);
    if state.reached() == Some(true) {
        let room = beyond > 1e-9 * state.target.unwrap_or_default().abs().max(1.0);
        return (if room { tr!("reached, {by} to spare") } else { tr!("reached").to_owned() }, Some(true));
    }
    let word = if state.metric.welcome() < 0 { tr!("over by") } else { tr!("short by") };
    (format!("{word} {by}"), Some(false))
}

/// A goal of closing ARR at the end of the plan, as money, where the plan's own target (of the settings) is another or is not there.
pub fn other_than_plans(
    document: &Document,
    outcome: &Outcome,
    (metric, scope, span): (Metric, Scope, Span),
    target: Option<f64>,
) -> Option<Money> {
    let same_figure = metric == Metric::ClosingArr && scope == Scope::Company && span.to == outcome.whole().to;
    let target = target.filter(|it| same_figure && *it > 0.0).map(Money::from_major_f64)?;
    (document.settings.target_arr != Some(target)).then_some(target)
}

/// What goes by the plan's target, where a goal is another.
pub fn plans_target(set: Option<Money>, currency: Currency, locale: &Locale) -> String {
    match set {
        Some(set) => tr!(
            "The plan's target (Data > Settings) is {}: Overview's share of target and Capacity go by that, not by this goal.",
            locale.money_compact(set, currency)
        ),
        None => {
            tr!("The plan has no target (Data > Settings) yet: Overview's share of target and Capacity go by that.")
                .to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, Row, evaluate};
    use crate::model::{Recurring, sample};
    use crate::units::{Cadence, SegmentId};

    #[test]
    fn a_goal_says_by_how_much_it_is_reached_or_missed() {
        let mut document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let (period, span) = outcome.periods(Cadence::Year).last().copied().unwrap();
        let closing = Row::of(&outcome, span).movements.closing().to_major();
        let goal = |metric: Metric, target: Option<f64>| PlanGoal {
            metric: metric.key().to_owned(),
            period: period.key(),
            target,
            ..PlanGoal::default()
        };
        let told = |document: &Document, goal: &PlanGoal| {
            let outcome = evaluate(document, &Env::default());
            goal_row(document, &outcome, goal, &Locale::EN_US)
        };
        let short = told(&document, &goal(Metric::ClosingArr, Some(closing + 1.2e6)));
        assert_eq!((short.state.as_str(), short.reached), ("short by $1.2M", Some(false)));
        let there = told(&document, &goal(Metric::ClosingArr, Some(closing - 1.2e6)));
        assert_eq!((there.state.as_str(), there.reached), ("reached, $1.2M to spare", Some(true)));
        let none = told(&document, &goal(Metric::ClosingArr, None));
        assert_eq!((none.state.as_str(), none.target.as_str()), ("no target yet", UNDEFINED));
        let cost = Row::of(&outcome, span).comp_cost().to_major();
        assert_eq!(told(&document, &goal(Metric::CompCost, Some(cost - 5e4))).state, "over by $50k");
        let gone = PlanGoal { segment: Some(SegmentId::new("gone")), ..goal(Metric::ClosingArr, Some(1.0)) };
        assert_eq!(told(&document, &gone).reached, None);
        document.settings.recurring = Recurring::Mrr;
        let by_month = told(&document, &goal(Metric::ClosingArr, Some(closing + 1.2e6)));
        assert_eq!((by_month.what.as_str(), by_month.state.as_str()), ("Closing MRR", "short by $100k"));
    }

    #[test]
    fn a_goal_of_closing_arr_that_is_not_the_plans_target_is_known_as_another() {
        let mut document = sample::company();
        document.settings.target_arr = Some(Money::from_major(20_000_000));
        let outcome = evaluate(&document, &Env::default());
        let (whole, first_year) = (outcome.whole(), Span { from: 0, to: 11 });
        let company = |span| (Metric::ClosingArr, Scope::Company, span);
        let other = |of, target| other_than_plans(&document, &outcome, of, Some(target));
        assert_eq!(other(company(whole), 36e6), Some(Money::from_major(36_000_000)));
        assert_eq!(other(company(whole), 20e6), None);
        // Another year, a segment and another figure have no target of the plan beside them.
        assert_eq!(other(company(first_year), 36e6), None);
        assert_eq!(other((Metric::ClosingArr, Scope::Segment(0), whole), 36e6), None);
        assert_eq!(other((Metric::NewArr, Scope::Company, whole), 36e6), None);
        let said = plans_target(document.settings.target_arr, outcome.currency, &Locale::EN_US);
        assert!(said.contains("is $20.0M:") || said.contains("is $20M:"), "{said}");
    }
}
