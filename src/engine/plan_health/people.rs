//! What people can influence, what is usual for their function, and their quotas against what the company needs.

use super::{Remote, RemoteWhy, Street, Verdict, graded};
use crate::engine::{Outcome, staff};
use crate::model::comp::{Component, Measure, PlanVersion, Scope, Target};
use crate::model::{Document, Function, Quota, brings_in};
use crate::units::Money;

/// The usual share of base in on-target earnings by function: ranges of the benchmarks where they give one, else the one share that
/// the role's default has. Nothing is known of people who do both.
pub(crate) const fn usual_base(function: Function) -> Option<(f64, f64)> {
    match function {
        Function::SalesDevelopment => Some((0.65, 0.70)),
        Function::NewBusiness => Some((0.50, 0.50)),
        Function::AccountManagement => Some((0.60, 0.70)),
        Function::CustomerSuccess => Some((0.80, 0.80)),
        Function::SalesEngineering => Some((0.70, 0.80)),
        Function::SalesManagement => Some((0.60, 0.60)),
        Function::AccountLeadership => Some((0.65, 0.65)),
        Function::Executive => Some((0.55, 0.55)),
        Function::Hybrid => None,
    }
}

/// Components someone of a function can do little about alone. Leading is being paid for what others do; a sales engineer works for
/// the deals of a pod or segment.
pub(super) fn remote(version: &PlanVersion, function: Function) -> Vec<Remote> {
    if function.leads() {
        return Vec::new();
    }
    let supports = function == Function::SalesEngineering;
    let why = |scope: Scope, measure: Measure| match scope {
        Scope::Own | Scope::TeamBelow if !brings_in(function, measure) => Some(RemoteWhy::OtherFunction),
        Scope::Own | Scope::TeamBelow => None,
        Scope::Pod | Scope::Segment if supports => None,
        Scope::Pod => Some(RemoteWhy::Pod),
        Scope::Segment => Some(RemoteWhy::Segment),
        Scope::Company => Some(RemoteWhy::Company),
    };
    let of = |(component, it): (usize, &Component)| {
        let why = why(it.scope, it.measure)?;
        Some(Remote { component, weight: it.weight.to_f64(), why })
    };
    version.components.iter().enumerate().filter_map(of).collect()
}

/// Whether quotas on new ARR stand above what the company needs. A plan with neither quota nor sum of quotas has no such question.
pub(super) fn street(document: &Document, outcome: &Outcome, version: &PlanVersion) -> Option<Street> {
    let carried =
        |it: &Component| it.measure == Measure::NewArr && it.scope == Scope::Own && it.target == Target::Quota;
    if version.components.iter().any(carried) {
        return Some(company_street(document, outcome, carried));
    }
    let share = |(component, it): (usize, &Component)| match it.target {
        Target::SumOfQuotas { share } => Some(Street::Leader { component, share: share.to_f64() }),
        Target::Quota | Target::Amount { .. } | Target::Ratio { .. } => None,
    };
    version.components.iter().enumerate().find_map(share)
}

fn company_street(document: &Document, outcome: &Outcome, carried: impl Fn(&Component) -> bool) -> Street {
    let Some(target) = document.settings.target_arr else { return Street::NoTarget };
    let ledger = || outcome.segments.iter().flat_map(|segment| &segment.ledger);
    let closing: Money =
        outcome.segments.iter().filter_map(|segment| segment.ledger.last()).map(|it| it.closing()).sum();
    let new: Money = ledger().map(|it| it.new).sum();
    // Everything else as forecast: what is missing has to be won.
    let needed = new + target - closing;
    if needed.mills() <= 0 {
        return Street::NoTarget;
    }
    let posts = staff::posts(document);
    let last = outcome.months.last().copied().unwrap_or(document.settings.first_month);
    let quotas: f64 = staff::holders(document, &posts)
        .iter()
        .filter_map(|holder| {
            let post = posts.get(holder.post)?;
            let in_arr = matches!(post.terms?.quota, Some(Quota::Arr { .. }));
            if !in_arr || !post.components(last).iter().any(&carried) {
                return None;
            }
            let year = post.quota_year(holder.stint) as f64 / 1_000.0;
            Some(year * holder.ramped.iter().sum::<f64>() / 12.0)
        })
        .sum();
    Street::Company { quotas: Money::from_major_f64(quotas), needed }
}

/// What is thought of quotas against need.
pub(super) fn of_street(street: Street) -> Verdict {
    match street {
        // Quotas below what is needed: everyone at quota is a target missed, and accelerators are paid on the way.
        Street::Company { quotas, needed } if quotas < needed => Verdict::Change,
        Street::Company { quotas, needed } => graded(quotas.to_major() / needed.to_major(), 1.3, f64::INFINITY),
        // The defaults have a manager at 88 % of the quotas below.
        Street::Leader { share, .. } if share > 1.0 => Verdict::Watch,
        Street::Leader { share, .. } if share < 0.7 => Verdict::Watch,
        Street::Leader { .. } => Verdict::Fine,
        Street::NoTarget => Verdict::Open,
    }
}
