//! Who is paid by a plan, and what they earned in a run of months. The lines add up to the totals of the outcome.

use crate::engine::plan_view::part_of;
use crate::engine::staff::{self, Post};
use crate::engine::{ComponentPay, Outcome, Payee, Span};
use crate::model::Document;
use crate::model::comp::{Measure, Pot, Rated};
use crate::units::{ComponentId, Money, PlanId, Rate};
use std::collections::BTreeSet;

/// What one component earned for one payee.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentLine {
    /// Which.
    pub id: ComponentId,
    /// What it looks at.
    pub measure: Measure,
    /// The purpose it serves.
    pub pot: Pot,
    /// Share of target variable over the months.
    pub weight: f64,
    /// Earned, before the plan's cap.
    pub earned: Money,
    /// Attainment over the months, if there was something to attain.
    pub attainment: Option<f64>,
}

/// One payee of a plan over a run of months.
#[derive(Clone, Debug, PartialEq)]
pub struct PayeeLine {
    /// Position of the seat.
    pub seat: usize,
    /// Which of its stints; absent: the expected backfill.
    pub stint: Option<usize>,
    /// Mean heads over the months: below 1 for part of them, and where attrition is expected.
    pub heads: f64,
    /// Target variable for the time in the seat.
    pub target: Money,
    /// By component.
    pub components: Vec<ComponentLine>,
    /// Taken away by the plan's cap.
    pub capped: Money,
    /// Earned: components less cap.
    pub earned: Money,
    /// Paid, after draw, lag, instalments and holdback.
    pub paid: Money,
    /// Mean attainment of the components, by weight.
    pub attainment: Option<f64>,
}

/// The payees of a plan (of all plans, if none is named) who are in their seats in a run of months or are paid then.
pub fn payee_lines(document: &Document, outcome: &Outcome, plan: Option<&PlanId>, span: Span) -> Vec<PayeeLine> {
    let posts = staff::posts(document);
    let wanted = |post: &Post<'_>| plan.is_none_or(|id| post.plan.is_some_and(|it| it.id == *id));
    let lines = outcome.payees.iter().filter_map(|payee| {
        let post = posts.get(payee.seat).filter(|post| wanted(post))?;
        line(document, outcome, payee, post, span)
    });
    lines.collect()
}

fn line(document: &Document, outcome: &Outcome, payee: &Payee, post: &Post<'_>, span: Span) -> Option<PayeeLine> {
    let sum = |series: &[Money]| -> Money { series.get(span.from..=span.to).unwrap_or(&[]).iter().copied().sum() };
    let months: f64 = payee.active.get(span.from..=span.to).unwrap_or(&[]).iter().sum();
    let (earned, capped, paid) = (sum(&payee.variable), sum(&payee.capped), sum(&payee.paid));
    if months <= 0.0 && earned.is_zero() && paid.is_zero() {
        return None;
    }
    let last = outcome.months.get(span.to).copied().unwrap_or(document.settings.first_month);
    let rated =
        |id: &ComponentId| post.components(last).iter().find(|it| it.id == *id).map_or(Rated::Period, |it| it.rated);
    let components: Vec<ComponentLine> =
        payee.components.iter().map(|component| component_line(component, rated(&component.id), span)).collect();
    let weighed = components.iter().filter_map(|it| Some((it.weight, it.attainment?)));
    Some(PayeeLine {
        seat: payee.seat,
        stint: payee.stint,
        heads: months / span.len().max(1) as f64,
        target: part_of(document, post.variable(payee.stint).amount(), Rate::from_f64(months / 12.0)),
        attainment: mean(weighed),
        components,
        capped,
        earned,
        paid,
    })
}

fn component_line(component: &ComponentPay, rated: Rated, span: Span) -> ComponentLine {
    let closed: Vec<_> = component.earned.iter().filter(|it| (span.from..=span.to).contains(&it.at)).collect();
    let attainment = match rated {
        // Each period stands for itself; a large quota counts for more than a small one.
        Rated::EachDeal | Rated::Period => mean(closed.iter().filter_map(|it| Some((it.quota as f64, it.attainment?)))),
        // The last one holds the whole of its window.
        Rated::QuarterToDate | Rated::YearToDate => closed.last().and_then(|it| it.attainment),
    };
    ComponentLine {
        id: component.id.clone(),
        measure: component.measure,
        pot: component.pot,
        weight: component.weight(span),
        earned: closed.iter().map(|it| it.amount).sum(),
        attainment,
    }
}

/// The mean of (weight, value); none without weight.
fn mean(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (weight, sum) = parts.fold((0.0, 0.0), |(weight, sum), part| (weight + part.0, sum + part.0 * part.1));
    (weight > 0.0).then(|| sum / weight)
}

/// Lines together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanTotals {
    /// Seats with a line.
    pub seats: usize,
    /// Mean heads.
    pub heads: f64,
    /// Target variable for the time in the seats.
    pub target: Money,
    /// Earned by component, before caps, in the order the lines name them.
    pub by_component: Vec<(ComponentId, Money)>,
    /// Earned by purpose, before caps, in the order of [`Pot::ALL`].
    pub by_pot: [Money; 4],
    /// Taken away by caps.
    pub capped: Money,
    /// Earned.
    pub earned: Money,
    /// Paid.
    pub paid: Money,
    /// Mean attainment, by target variable.
    pub attainment: Option<f64>,
    /// Mean attainment of each measure by itself, by the target variable that hangs on it, in the order the lines name them.
    pub by_measure: Vec<(Measure, f64)>,
}

/// What was attained measure by measure: who keeps nearly all and grows little has no one attainment.
fn by_measure<'a>(lines: impl Iterator<Item = &'a PayeeLine> + Clone) -> Vec<(Measure, f64)> {
    let parts = || lines.clone().flat_map(|line| line.components.iter().map(|it| (line.target.to_major(), it)));
    let mut measures: Vec<Measure> = Vec::new();
    for (_, part) in parts() {
        if !measures.contains(&part.measure) {
            measures.push(part.measure);
        }
    }
    let of = |measure: Measure| {
        let of_it = parts().filter(move |it| it.1.measure == measure);
        Some((measure, mean(of_it.filter_map(|(target, it)| Some((target * it.weight, it.attainment?))))?))
    };
    measures.into_iter().filter_map(of).collect()
}

/// Adds lines up.
pub fn plan_totals<'a>(lines: impl Iterator<Item = &'a PayeeLine> + Clone) -> PlanTotals {
    let mut totals = PlanTotals {
        seats: lines.clone().map(|line| line.seat).collect::<BTreeSet<_>>().len(),
        by_measure: by_measure(lines.clone()),
        attainment: mean(lines.clone().filter_map(|line| Some((line.target.to_major(), line.attainment?)))),
        ..PlanTotals::default()
    };
    for line in lines {
        totals.heads += line.heads;
        totals.target += line.target;
        totals.capped += line.capped;
        totals.earned += line.earned;
        totals.paid += line.paid;
        for component in &line.components {
            let at = Pot::ALL.iter().position(|pot| *pot == component.pot);
            if let Some(place) = at.and_then(|at| totals.by_pot.get_mut(at)) {
                *place += component.earned;
            }
            match totals.by_component.iter_mut().find(|(id, _)| *id == component.id) {
                Some((_, place)) => *place += component.earned,
                None => totals.by_component.push((component.id.clone(), component.earned)),
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, Metric, Row, Value, evaluate};
    use crate::model::sample;
    use crate::units::{Cadence, Rate};

    #[test]
    fn the_payees_of_all_plans_add_up_to_the_companys_variable_pay() {
        let plain = sample::company();
        add_up(&plain);
        let mut capped = plain;
        capped.plans.iter_mut().flat_map(|plan| &mut plan.versions).for_each(|it| it.cap = Some(Rate::percent(60)));
        let taken = add_up(&capped);
        assert!(taken > Money::ZERO, "somebody is above six tenths of target");
    }

    /// Gives what caps take away.
    fn add_up(document: &Document) -> Money {
        let outcome = evaluate(document, &Env::default());
        let mut taken = Money::ZERO;
        for (_, span) in outcome.periods(Cadence::Year) {
            let all = plan_totals(payee_lines(document, &outcome, None, span).iter());
            let row = Row::of(&outcome, span);
            assert_eq!(Value::Money(all.earned), row.value(Metric::VariablePay));
            assert_eq!(Value::Money(all.paid), row.value(Metric::PaidVariable));
            assert_eq!(all.by_pot, row.by_pot);
            assert_eq!(all.by_pot.into_iter().sum::<Money>() - all.capped, all.earned);
            let plans = document
                .plans
                .iter()
                .map(|plan| plan_totals(payee_lines(document, &outcome, Some(&plan.id), span).iter()).earned);
            assert_eq!(plans.sum::<Money>(), all.earned);
            taken += all.capped;
        }
        taken
    }

    #[test]
    fn target_is_for_the_time_in_the_seat() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let lines = payee_lines(&document, &outcome, Some(&PlanId::new("ae")), outcome.whole());
        let posts = staff::posts(&document);
        for line in &lines {
            let year = posts[line.seat].variable(line.stint).amount().to_major();
            let months = line.heads * outcome.months.len() as f64;
            assert!((line.target.to_major() - year * months / 12.0).abs() < 1.0);
        }
        let attained = plan_totals(lines.iter()).attainment.unwrap();
        assert!((0.3..1.5).contains(&attained), "{attained}");
    }
}
