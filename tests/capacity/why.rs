//! Figures of the capacity and cost panels explain themselves, and the terms make the figure.

use super::outcome;
use remit::engine::capacity::{
    BudgetFigure, CapacityFigure, CapacityPlan, CostFamily, CostFigure, CostOf, GapFigure, StandingFigure,
    TurnoverFigure, WhyLink,
};
use remit::engine::{Op, Scope, Span};
use remit::model::{Document, sample};
use remit::units::{Cadence, Rate};

/// Every figure of every panel.
fn all(document: &Document, plan: &CapacityPlan<'_>, years: &[Span], quarters: &[Span]) -> Vec<CapacityFigure> {
    let mut figures = Vec::new();
    let scopes = || (0..document.segments.len()).map(Scope::Segment).chain([Scope::Company]);
    for span in years.iter().chain(quarters) {
        for scope in scopes() {
            figures.extend(GapFigure::ALL.iter().map(|it| CapacityFigure::Gap(*it, scope, *span)));
        }
        let families = CostFamily::ALL.map(CostOf::Family);
        let roles = document.roles.iter().map(|it| CostOf::Role(it.id.clone()));
        for of in families.into_iter().chain(roles).chain([CostOf::All]) {
            figures.extend(CostFigure::ALL.iter().map(|it| CapacityFigure::Cost(*it, of.clone(), *span)));
        }
        let lines = plan.turnover(*span).into_iter().map(|it| Some((it.role, it.segment)));
        for of in lines.chain([None]) {
            figures.extend(TurnoverFigure::ALL.iter().map(|it| CapacityFigure::Turnover(*it, of.clone(), *span)));
        }
    }
    for span in quarters {
        for scope in scopes() {
            figures.extend(StandingFigure::ALL.iter().map(|it| CapacityFigure::Standing(*it, scope, *span)));
        }
    }
    for span in years {
        figures.extend(BudgetFigure::ALL.iter().map(|it| CapacityFigure::Budget(*it, *span)));
    }
    figures
}

#[test]
fn terms_make_the_figure_and_every_term_that_is_one_explains_itself_alike() {
    let mut document = sample::company();
    document.assumptions.productive_time = Rate::percent(90);
    // A segment without a target, a role nobody replaces, and a leave for some variety.
    document.segments[2].targets.clear();
    document.roles.iter_mut().find(|it| it.id.as_str() == "se").unwrap().terms[0].backfill = false;
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let spans = |by| outcome.periods(by).into_iter().map(|it| it.1).collect::<Vec<_>>();
    let quarters: Vec<Span> = spans(Cadence::Quarter).into_iter().take(2).collect();
    let mut checked = 0;
    for figure in all(&document, &plan, &spans(Cadence::Year), &quarters) {
        let why = plan.why(&figure);
        let (Some(value), Some(made)) = (why.value.to_f64(), why.recombine()) else { continue };
        // Terms in money are kept to the thousandth.
        assert!((value - made).abs() < 0.02 + 1e-5 * value.abs(), "{figure:?}: {value} is not {made}: {why:#?}");
        for term in why.terms.iter().filter(|it| it.op != Op::Aside) {
            if let WhyLink::Figure(to) = &term.link {
                assert_ne!(*to, figure, "a figure that explains itself by itself");
                assert_eq!(plan.why(to).value, term.value, "{figure:?} by way of {to:?}");
            }
        }
        checked += 1;
    }
    assert!(checked > 700, "{checked}");
}

#[test]
fn what_a_figure_says_is_what_its_panel_shows() {
    let document = sample::company();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let (_, span) = outcome.periods(Cadence::Year)[1];
    let said = |figure: CapacityFigure| plan.why(&figure).value.to_f64().unwrap();
    let near = |a: f64, b: f64| assert!((a - b).abs() < 0.01, "{a} {b}");
    let line = plan.gap(Scope::Segment(1), span);
    let gap = |it| said(CapacityFigure::Gap(it, Scope::Segment(1), span));
    near(gap(GapFigure::Over), -line.gap().unwrap().value());
    near(gap(GapFigure::Capacity), line.capacity.value());
    near(gap(GapFigure::Hedge), line.hedge().unwrap());
    near(gap(GapFigure::Seats), plan.need(Scope::Segment(1), span).unwrap().right);
    near(said(CapacityFigure::Cost(CostFigure::Total, CostOf::All, span)), plan.cost(None, span).total().value());
    let year = &plan.budget()[1];
    near(said(CapacityFigure::Budget(BudgetFigure::Left, span)), year.left().unwrap().value());
    let quarter = outcome.periods(Cadence::Quarter)[2].1;
    let fall = &plan.waterfall(&remit::engine::capacity::Group::Company, Cadence::Quarter)[2];
    near(
        said(CapacityFigure::Standing(StandingFigure::Closing, Scope::Company, quarter)),
        fall.capacity.closing.amount().value(),
    );
    let leaving: f64 = plan.turnover(span).iter().map(|it| it.sum.leaving).sum();
    near(said(CapacityFigure::Turnover(TurnoverFigure::Leaving, None, span)), leaving);
}
