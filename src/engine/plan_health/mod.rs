//! Where a plan misfires: its pay mix, quota, upside, thresholds, cliffs, flat stretches, caps, what people cannot influence, weights,
//! and accelerators that start before the company is at its target. Figures and verdicts; the words are in `present`.
//!
//! Usual ranges are those of the project's benchmarks (`Function` by function); where there is no source good enough, a verdict rests
//! on a mark of our own, and the words say so.

mod ahead;
mod credited;
mod people;
mod shape;
#[cfg(test)]
mod tests;

use crate::engine::plan_expected::{Limit, pay_caps, pay_thresholds};
use crate::engine::plan_view::{mix, pay_at};
use crate::engine::{Outcome, Spread};
use crate::model::comp::{Component, Measure, PlanVersion, pays_fixed_amounts};
use crate::model::{Document, Function, Role, Terms};
use crate::units::{Money, Rate};
use ahead::{ahead, of_ahead};
use credited::{credited, of_credited};
pub(crate) use people::usual_base;
use people::{of_street, remote, street};
pub use shape::cliffs as plan_cliffs;
use shape::{cliffs, flats};

/// Points either side of a usual pay mix that still count as usual.
const MIX_LEEWAY: f64 = 0.05;

/// What is thought of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Fine,
    /// Worth a look.
    Watch,
    /// To be changed, or to be meant.
    Change,
    /// There is nothing to hold it against.
    Open,
}

/// A sum that a step of attainment moves at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cliff {
    /// The attainment.
    pub at: f64,
    /// Pay above less pay below.
    pub amount: Money,
    /// The same as a share of target variable.
    pub of_target: f64,
}

/// A stretch of attainment in which nothing more is earned, between thresholds and caps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flat {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Share of people inside.
    pub share: f64,
}

/// Why a person cannot do much about a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteWhy {
    /// It is the result of a pod.
    Pod,
    /// It is the result of the whole segment.
    Segment,
    /// It is the result of the whole company.
    Company,
    /// Another function brings it in.
    OtherFunction,
}

/// A component that a person cannot influence much alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remote {
    /// Its position.
    pub component: usize,
    /// Its share of target variable.
    pub weight: f64,
    /// Why.
    pub why: RemoteWhy,
}

/// Quotas on the street against what the company needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Street {
    /// Sum of the ramped quotas of all sellers over the plan, and the new ARR that brings the company to its target.
    Company {
        /// Quotas.
        quotas: Money,
        /// Needed.
        needed: Money,
    },
    /// A leader's target is this share of the quotas below.
    Leader {
        /// Position of the component.
        component: usize,
        /// The share.
        share: f64,
    },
    /// The company has no target ARR, or reaches it without new business.
    NoTarget,
}

/// How often ARR of one kind is credited, over the ARR booked in the forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Credited {
    /// New or expansion ARR.
    pub measure: Measure,
    /// Booked over the whole plan.
    pub booked: Money,
    /// Credited over booked, by whose results the credit is: own, pod, team below, segment, company. Everyone counts once.
    pub by_scope: [f64; 5],
    /// Shares of the real deals together, overlays included; none without deals.
    pub deals: Option<f64>,
}

impl Credited {
    /// How often one unit of ARR is credited to someone.
    pub fn times(&self) -> f64 {
        self.by_scope.iter().sum()
    }
}

/// Where a plan starts to accelerate, against where the company stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// The attainment from which it pays more than the share of its pay at 100 %.
    pub from: f64,
    /// The attainment of all quotas on new ARR at which the company meets its target; none for who carries no such quota.
    pub company_at: Option<f64>,
    /// Attainment of those the plan pays, in the forecast.
    pub attained: Option<f64>,
    /// Target closing ARR.
    pub target: Money,
    /// Closing ARR of the forecast.
    pub closing: Money,
}

/// One check with what it found.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Base as a share of on-target earnings, and the usual range for the function.
    PayMix {
        /// Share of base.
        base: f64,
        /// Whose range.
        function: Function,
        /// The usual shares.
        usual: Option<(f64, f64)>,
    },
    /// Quota over on-target earnings; the range holds for account executives only.
    QuotaOverOte {
        /// How many times.
        times: f64,
        /// The usual multiples.
        usual: Option<(f64, f64)>,
    },
    /// Pay at 150 and 200 % over target variable.
    Upside {
        /// At 150 %.
        at_150: f64,
        /// At 200 %.
        at_200: f64,
    },
    /// Thresholds.
    Thresholds(Vec<Limit>),
    /// Cliffs up to 200 %.
    Cliffs(Vec<Cliff>),
    /// Flat stretches up to 200 %.
    Flats(Vec<Flat>),
    /// Caps.
    Caps(Vec<Limit>),
    /// Components a person cannot influence much.
    Influence(Vec<Remote>),
    /// Components whose weight is below 10 %: position and weight.
    SmallWeights(Vec<(usize, f64)>),
    /// Target variable of a year that no component earns, as there is none.
    Unearned(Money),
    /// How many components share target variable.
    Components(usize),
    /// Quotas against the company's target.
    Street(Street),
    /// Accelerators against the company's target.
    Ahead(Ahead),
    /// ARR credited more than once.
    Credited(Vec<Credited>),
}

/// A finding with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// What was found.
    pub finding: Finding,
    /// What is thought of it.
    pub verdict: Verdict,
}

/// Checks a version of a plan under the terms of a role, with attainment spread as assumed; what wants changing first.
pub fn plan_health(
    document: &Document,
    outcome: &Outcome,
    version: &PlanVersion,
    role: &Role,
    terms: &Terms,
    spread: Option<&Spread>,
) -> Vec<Health> {
    let at_target = Spread::at(1.0);
    let spread = spread.unwrap_or(&at_target);
    let mut found = vec![];
    let mut put = |finding: Finding, verdict: Verdict| found.push(Health { finding, verdict });

    let mix = mix(terms);
    if let Some(base) = mix.base_share {
        let usual = usual_base(role.function);
        let fits = |(low, high): (f64, f64)| (low - MIX_LEEWAY - 1e-9..=high + MIX_LEEWAY + 1e-9).contains(&base);
        put(Finding::PayMix { base, function: role.function, usual }, judge(usual.map(fits)));
    }
    if let Some(times) = mix.quota_over_ote {
        // BenchSights: 4 to 6 is healthy, for account executives only.
        let usual = (role.function == Function::NewBusiness).then_some((4.0, 6.0));
        put(Finding::QuotaOverOte { times, usual }, judge(usual.map(|it| (it.0..=it.1).contains(&times))));
    }
    let variable = terms.variable().amount().to_major();
    if variable > 0.0 && !version.components.is_empty() {
        let share = |at: f64| pay_at(document, version, terms, at).total.to_major() / variable;
        let upside = Finding::Upside { at_150: share(1.5), at_200: share(2.0) };
        put(upside, if share(1.5) < 1.5 - 1e-3 { Verdict::Watch } else { Verdict::Fine });

        let thresholds = pay_thresholds(document, version, terms, spread);
        let shut_out = thresholds.iter().map(|it| it.share).fold(0.0, f64::max);
        put(Finding::Thresholds(thresholds), graded(shut_out, 1.0 / 3.0, 0.5));

        let cliffs = cliffs(document, version, terms);
        let largest = cliffs.iter().map(|it| it.of_target.abs()).fold(0.0, f64::max);
        put(Finding::Cliffs(cliffs), graded(largest, 0.01, 0.10));

        let flats = flats(document, version, terms, spread);
        let resting = flats.iter().map(|it| it.share).sum::<f64>();
        put(Finding::Flats(flats), graded(resting, 0.02, 0.25));

        let caps = pay_caps(document, version, terms, spread);
        let capped = caps.iter().map(|it| it.share).fold(0.0, f64::max);
        put(Finding::Caps(caps), graded(capped, 0.02, 0.10));
    }
    if version.components.is_empty() {
        let target = terms.variable().amount();
        if target > Money::ZERO {
            put(Finding::Unearned(target), Verdict::Change);
        }
    } else {
        let remote = remote(version, role.function);
        let weight: f64 = remote.iter().map(|it| it.weight).sum();
        put(Finding::Influence(remote), graded(weight, 0.25, 0.50));

        // What a plan names in money is worth the same work at any weight.
        let light = |it: &Component| it.weight < Rate::percent(10) && !pays_fixed_amounts(it);
        let weights = version.components.iter().enumerate().filter(|it| light(it.1));
        let small: Vec<_> = weights.map(|(at, it)| (at, it.weight.to_f64())).collect();
        let verdict = if small.is_empty() { Verdict::Fine } else { Verdict::Watch };
        put(Finding::SmallWeights(small), verdict);

        let count = version.components.len();
        let verdict = match count {
            0..=3 => Verdict::Fine,
            4 => Verdict::Watch,
            _more => Verdict::Change,
        };
        put(Finding::Components(count), verdict);
    }
    let street = street(document, outcome, version);
    if let Some(street) = street {
        put(Finding::Street(street), of_street(street));
    }
    if let Some(ahead) = ahead(document, outcome, version, terms, street) {
        put(Finding::Ahead(ahead), of_ahead(&ahead));
    }
    let credited = credited(document, outcome, version);
    if !credited.is_empty() {
        let verdict = of_credited(&credited);
        put(Finding::Credited(credited), verdict);
    }
    let rank = |verdict: Verdict| match verdict {
        Verdict::Change => 0,
        Verdict::Watch => 1,
        Verdict::Open => 2,
        Verdict::Fine => 3,
    };
    found.sort_by_key(|health| rank(health.verdict));
    found
}

fn judge(fits: Option<bool>) -> Verdict {
    match fits {
        Some(true) => Verdict::Fine,
        Some(false) => Verdict::Watch,
        None => Verdict::Open,
    }
}

fn graded(figure: f64, watch: f64, change: f64) -> Verdict {
    if figure > change {
        Verdict::Change
    } else if figure > watch {
        Verdict::Watch
    } else {
        Verdict::Fine
    }
}
