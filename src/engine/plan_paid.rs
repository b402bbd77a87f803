//! Whom a plan pays, by their terms: one person under some, or everyone, those under the same terms together.

use crate::engine::PayeeLine;
use crate::engine::staff;
use crate::model::comp::{Component, PlanVersion, Scope, Target};
use crate::model::{Document, Function, Overrides, Quota, Role, Terms, brings_in};
use crate::units::{Cadence, ComponentId, PlanId, Rate, Yearly};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many people are paid under the same terms.
#[derive(Clone, Debug, PartialEq)]
pub struct PaidAs {
    /// Their terms, with the base, OTE and quota they have of their own.
    pub terms: Terms,
    /// Mean heads.
    pub heads: f64,
    /// A cap of their own, in place of the plan's.
    pub cap: Option<Rate>,
    /// Rates of their own, by component.
    pub rates: BTreeMap<ComponentId, Rate>,
}

impl PaidAs {
    /// So many heads under terms, with nothing else of their own.
    pub fn new(terms: Terms, heads: f64) -> PaidAs {
        PaidAs { terms, heads, cap: None, rates: BTreeMap::new() }
    }

    /// A version of a plan as it pays them.
    pub(crate) fn version<'v>(&self, version: &'v PlanVersion) -> Cow<'v, PlanVersion> {
        if self.cap.is_none() && self.rates.is_empty() {
            return Cow::Borrowed(version);
        }
        let own = Overrides { rates: self.rates.clone(), ..Overrides::default() };
        let mut version = version.clone();
        version.cap = self.cap.or(version.cap);
        for component in &mut version.components {
            if let Some(fixed) = own.component(component) {
                *component = fixed;
            }
        }
        Cow::Owned(version)
    }
}

/// One person under some terms.
pub fn one_person(terms: &Terms) -> Vec<PaidAs> {
    vec![PaidAs::new(terms.clone(), 1.0)]
}

/// Everyone who is paid by a plan, from its lines in a run of months: heads by terms, people's own base, OTE, quota, cap and rates included.
pub fn paid_team(document: &Document, lines: &[PayeeLine]) -> Vec<PaidAs> {
    let posts = staff::posts(document);
    let mut team: Vec<PaidAs> = Vec::new();
    for line in lines.iter().filter(|line| line.heads > 0.0) {
        let Some(post) = posts.get(line.seat) else { continue };
        let Some(terms) = post.terms else { continue };
        let base = post.base(line.stint);
        let own = post.overrides(line.stint).cloned().unwrap_or_default();
        let quota = own.quota_arr.map(|own| Quota::Arr { amount: own.amount(), per: Cadence::Year }).or(terms.quota);
        let ote = Yearly::new(base.amount() + post.variable(line.stint).amount());
        let same = |it: &&mut PaidAs| {
            it.terms.base == base
                && it.terms.ote == ote
                && it.terms.quota == quota
                && it.cap == own.cap
                && it.rates == own.rates
        };
        match team.iter_mut().find(same) {
            Some(known) => known.heads += line.heads,
            None => {
                let terms = Terms { base, ote, quota, ..terms.clone() };
                team.push(PaidAs { cap: own.cap, rates: own.rates, ..PaidAs::new(terms, line.heads) });
            }
        }
    }
    team
}

/// The terms under which most seats are paid by a plan; else the first that name it; else the first whose role it suits best.
pub fn usual_terms<'a>(document: &'a Document, plan: &PlanId) -> Option<(&'a Role, &'a Terms)> {
    let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |terms| (role, terms)));
    let held = |seat: &&crate::model::Seat, wanted: &Terms| {
        document.terms_of(seat).is_some_and(|terms| std::ptr::eq(terms, wanted))
    };
    let paid = |seat: &&crate::model::Seat| document.plan_of(seat).is_some_and(|it| it.id == *plan);
    let seats = |wanted: &Terms| document.seats.iter().filter(paid).filter(|seat| held(seat, wanted)).count();
    let heads = |wanted: &Terms| document.seats.iter().filter(|seat| held(seat, wanted)).count();
    let parts = document.plan(plan).and_then(|plan| plan.versions.last()).map_or(&[][..], |it| &it.components);
    let needs_quota = parts.iter().any(|it| matches!(it.target, Target::Quota) && !it.measure.is_ratio());
    let fits = |role: &Role| parts.iter().filter(|part| suits(role.function, part)).count();
    let weigh = |(role, terms): (&Role, &Terms)| {
        // A plan that pays nobody yet is looked at under terms that somebody holds: what is typed there moves figures.
        (
            seats(terms),
            terms.plan.as_ref() == Some(plan),
            fits(role),
            !needs_quota || terms.quota.is_some(),
            heads(terms),
        )
    };
    let counted: Vec<_> = rows.map(|row| (row, weigh(row))).collect();
    // The first of equals.
    counted.iter().rev().max_by_key(|it| it.1).map(|it| it.0)
}

/// Whether people of a function are the ones a component is usually for.
fn suits(function: Function, component: &Component) -> bool {
    match component.scope {
        Scope::Own => brings_in(function, component.measure),
        Scope::TeamBelow => function.leads(),
        Scope::Pod | Scope::Segment | Scope::Company => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn a_plan_is_looked_at_under_the_terms_of_those_it_pays() {
        let document = sample::company();
        let (role, _) = usual_terms(&document, &PlanId::new("csm")).unwrap();
        assert_eq!(role.id.as_str(), "csm");
        assert_eq!(usual_terms(&Document::default(), &PlanId::new("csm")), None);
        // A plan for expansion that pays nobody suits two roles: it is looked at where there is a quota to expand by.
        let mut document = document;
        let own = document.plan(&PlanId::new("am")).unwrap().versions[0].clone();
        let copy = PlanId::new("am-3");
        let versions = vec![own];
        document.plans.push(crate::model::comp::Plan { id: copy.clone(), name: "AM-3".into(), versions });
        let (role, terms) = usual_terms(&document, &copy).unwrap();
        assert!(role.id.as_str() == "am" && terms.quota.is_some(), "{}", role.name);
    }
}
