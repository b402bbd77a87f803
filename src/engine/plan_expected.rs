//! What one should expect to pay by a plan when attainment is spread, and whom its thresholds and caps meet.
//!
//! The spread is that of amounts such as new ARR. Ratios such as retention move less: a person at `x` of the amounts stands at
//! `1 + (x - 1) * k` of the ratios, with `k` the scenario's `ratio_spread`. Good and bad years come together.

use crate::engine::Spread;
use crate::engine::payroll::{EvenYear, Standing, curve_basis};
use crate::engine::plan_breaks::{breaks, narrowed, widened};
use crate::engine::plan_paid::PaidAs;
use crate::engine::plan_view::{part_of, threshold_attainment};
use crate::model::comp::{Component, PlanVersion};
use crate::model::{Document, Terms};
use crate::units::Money;

/// Where caps are looked for at most: ten times the target.
const FARTHEST: f64 = 10.0;

/// Expected pay of a year over a spread of attainment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// Expected variable pay.
    pub pay: Money,
    /// Variable pay with everyone at 100 %.
    pub at_plan: Money,
    /// Mean attainment.
    pub mean: f64,
    /// Variable pay with everyone at the mean attainment.
    pub at_mean: Money,
    /// Share of people who reach 100 %.
    pub at_quota: f64,
    /// A jump of pay so close to the mean that pay at the mean says more about it than about the plan.
    pub cliff: Option<MeanCliff>,
}

/// A jump of pay beside the mean attainment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanCliff {
    /// The attainment.
    pub at: f64,
    /// Pay of a year above it less pay below it.
    pub amount: Money,
}

/// How close to the mean a jump counts as beside it: what a tenth of a per cent rounds away.
const BESIDE: f64 = 5e-4;

impl Expected {
    /// What the spread itself adds, as a share of pay at the mean: above nothing where the plan pays more for a point above the mean
    /// than it saves for one below.
    pub fn for_spread(&self) -> Option<f64> {
        ratio(self.pay, self.at_mean)
    }

    /// By how much expected pay exceeds pay at 100 %, as a share of it.
    pub fn over_plan(&self) -> Option<f64> {
        ratio(self.pay, self.at_plan)
    }
}

fn ratio(amount: Money, of: Money) -> Option<f64> {
    (of.mills() > 0).then(|| amount.to_major() / of.to_major() - 1.0)
}

/// Expected pay of people under their terms, each with the same spread. How it is integrated: see [`Spread::expect`].
pub fn expected_cost(document: &Document, version: &PlanVersion, team: &[PaidAs], spread: &Spread) -> Expected {
    let currency = document.settings.currency;
    let mut expected = Expected { mean: spread.mean(), at_quota: spread.reaching(1.0), ..Expected::default() };
    for paid in team {
        // Coins would make a spread cost or save a cent where it does not.
        let version = paid.version(version);
        let person = Person::new(document, &version, &paid.terms).weighed();
        let heads = |pay: f64| currency.round(Money::from_major_f64(pay * paid.heads), document.settings.rounding);
        let breaks = person.breaks(spread.most().max(1.0));
        expected.pay += heads(spread.expect(&breaks, &|at| person.pay(at)));
        if let Some((at, jump)) = person.jump_beside(expected.mean, &breaks) {
            let cliff = expected.cliff.get_or_insert(MeanCliff { at, amount: Money::ZERO });
            cliff.amount += heads(jump);
        }
        expected.at_plan += heads(person.pay(1.0));
        expected.at_mean += heads(person.pay(expected.mean));
    }
    expected
}

/// Someone whose amounts and ratios stand at different attainments of their targets.
#[derive(Clone, Copy)]
pub(super) struct Person<'a> {
    document: &'a Document,
    version: &'a PlanVersion,
    terms: &'a Terms,
    year: EvenYear<'a>,
    /// How far ratios move against amounts.
    narrow: f64,
}

impl<'a> Person<'a> {
    pub fn new(document: &'a Document, version: &'a PlanVersion, terms: &'a Terms) -> Person<'a> {
        let narrow = document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0);
        Person { document, version, terms, year: EvenYear::new(document, version, terms), narrow }
    }

    /// Not paid, so that coins make no steps.
    fn weighed(self) -> Person<'a> {
        Person { year: self.year.weighed(), ..self }
    }

    /// Variable pay of a year in major units with amounts at an attainment.
    pub fn pay(&self, at: f64) -> f64 {
        self.year.pay(Standing { amounts: at, ratios: narrowed(at, self.narrow) }).1.to_major()
    }

    /// The jump of pay, in major units, that lies beside the mean but not on it, with its attainment.
    fn jump_beside(&self, mean: f64, breaks: &[f64]) -> Option<(f64, f64)> {
        const STEP: f64 = 1e-6;
        let least = self.terms.variable().amount().to_major() * 2e-3;
        let beside = breaks.iter().copied().filter(|at| (1e-9..BESIDE).contains(&(mean - at).abs()));
        let jump = |at: f64| self.pay(at + STEP) - self.pay(at - STEP);
        beside.map(|at| (at, jump(at))).find(|it| it.1.abs() > least)
    }

    /// What a component pays at an attainment of its own target.
    fn part(&self, index: usize, at: f64) -> f64 {
        let ratio = self.version.components.get(index).is_some_and(|it| it.measure.is_ratio());
        let stands = if ratio {
            Standing { amounts: widened(at, self.narrow).unwrap_or(1.0), ratios: at }
        } else {
            Standing { amounts: at, ratios: narrowed(at, self.narrow) }
        };
        self.year.part_pay(index, stands).to_major()
    }

    /// Attainments of amounts at which that bends or jumps.
    pub fn breaks(&self, most: f64) -> Vec<f64> {
        breaks(self.document, self.version, self.terms, most, self.narrow)
    }
}

/// An attainment at which a plan stops or starts to pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Position of the component; absent: the plan's own cap.
    pub component: Option<usize>,
    /// The attainment.
    pub at: f64,
    /// Share of people on the side of it that earns nothing, or nothing more.
    pub share: f64,
}

/// Thresholds of a plan, with the share of people below each.
pub fn pay_thresholds(document: &Document, version: &PlanVersion, terms: &Terms, spread: &Spread) -> Vec<Limit> {
    let limit = |(index, component): (usize, &Component)| {
        let at = threshold_attainment(component, curve_basis(component, terms).0)?;
        let share = match met_at(document, Some(component), at) {
            Some(at) => spread.below(at),
            // A ratio that never moves is at its target.
            None => f64::from(u8::from(at > 1.0)),
        };
        Some(Limit { component: Some(index), at, share })
    };
    version.components.iter().enumerate().filter_map(limit).collect()
}

/// Caps of a plan where they begin to bite, with the share of people above each.
pub fn pay_caps(document: &Document, version: &PlanVersion, terms: &Terms, spread: &Spread) -> Vec<Limit> {
    let limit = |component: Option<usize>, at: f64| {
        let part = component.and_then(|at| version.components.get(at));
        let share = match met_at(document, part, at) {
            Some(at) => spread.above(at),
            None => f64::from(u8::from(at < 1.0)),
        };
        Limit { component, at, share }
    };
    let person = Person::new(document, version, terms).weighed();
    let mut found = Vec::new();
    for (index, component) in version.components.iter().enumerate() {
        let paid = component.cap.and_then(|cap| {
            let most = part_of(document, part_of(document, terms.variable().amount(), component.weight), cap);
            let alone = PlanVersion { components: vec![component.clone()], ..PlanVersion::default() };
            let breaks = breaks(document, &alone, terms, FARTHEST, 1.0);
            reaches(document, &breaks, most, &|at| person.part(index, at))
        });
        let counted = component.attainment_cap.map(|cap| cap.to_f64());
        let first = [paid, counted].into_iter().flatten().reduce(f64::min);
        found.extend(first.map(|at| limit(Some(index), at)));
    }
    if let Some(cap) = version.cap {
        let most = part_of(document, terms.variable().amount(), cap);
        let breaks = person.breaks(FARTHEST);
        found.extend(reaches(document, &breaks, most, &|at| person.pay(at)).map(|at| limit(None, at)));
    }
    found
}

/// Whether all that a version pays for are ratios, so that an attainment of it is one of ratios.
pub(super) fn pays_ratios(version: &PlanVersion) -> bool {
    !version.components.is_empty() && version.components.iter().all(|it| it.measure.is_ratio())
}

/// Share of people from one attainment of a version to another, the first included and the second not: of ratios where it pays for
/// nothing else, else of amounts.
pub fn people_between(document: &Document, version: &PlanVersion, spread: &Spread, (from, to): (f64, f64)) -> f64 {
    let first = version.components.first().filter(|_| pays_ratios(version));
    match (met_at(document, first, from), met_at(document, first, to)) {
        (Some(from), Some(to)) => spread.between(from, to),
        // Ratios that never move are at their target.
        (None, _) | (_, None) => f64::from(u8::from((from..to).contains(&1.0))),
    }
}

/// Where amounts stand when a component (none: the plan as a whole) is at an attainment.
fn met_at(document: &Document, component: Option<&Component>, at: f64) -> Option<f64> {
    match component {
        Some(component) if component.measure.is_ratio() => {
            widened(at, document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0))
        }
        Some(_) | None => Some(at),
    }
}

/// The least attainment at which a plan pays an amount.
fn reaches(document: &Document, breaks: &[f64], amount: Money, pay: &dyn Fn(f64) -> f64) -> Option<f64> {
    // A coin less, since both sides are rounded, one of them period by period.
    let amount = amount.to_major() - document.settings.currency.quantum().to_major().max(0.01) - 1e-9;
    let pays = |at: f64| pay(at) >= amount;
    let mut stops: Vec<f64> = breaks.iter().copied().filter(|at| *at > 0.0).collect();
    stops.extend((1..=40).map(|step| FARTHEST * f64::from(step) / 40.0));
    stops.sort_by(f64::total_cmp);
    let (mut low, mut high) = (0.0, None);
    for stop in stops {
        // Just above a bound as well: where pay jumps over the amount, the bound itself may still be paid as below.
        if pays(stop) || pays(stop + 1e-4) {
            high = Some(if pays(stop) { stop } else { stop + 1e-4 });
            break;
        }
        low = stop;
    }
    let mut high = high?;
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if pays(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests;
