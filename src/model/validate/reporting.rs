//! Lines of reporting: loops, tops, and teams that a plan counts on.

use super::{Check, brings_in};
use crate::model::Function;
use crate::model::comp::{Component, Measure, Scope, Target};
use crate::text::tr;
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let looped = loops(check);
    without_manager(check, &looped);
    if looped.is_empty() {
        teams(check);
    }
}

/// Reports each circle of managers once, at its first seat in the document, with the chain. Gives the seats in circles.
fn loops(check: &mut Check<'_>) -> HashSet<usize> {
    let up: Vec<Option<usize>> = check.posts.iter().map(|post| post.manager).collect();
    let mut looped = HashSet::new();
    // A seat that was walked over once never needs a second walk: every circle on its way up is known by then.
    let mut walked = vec![false; up.len()];
    for start in 0..up.len() {
        let (mut path, mut next) = (Vec::new(), Some(start));
        while let Some(at) = next.filter(|at| walked.get(*at) == Some(&false)) {
            if let Some(place) = walked.get_mut(at) {
                *place = true;
            }
            path.push(at);
            next = up.get(at).copied().flatten();
        }
        let Some(circle) = next.and_then(|at| path.iter().position(|it| *it == at)).and_then(|from| path.get(from..))
        else {
            continue;
        };
        let names: Vec<&str> = circle
            .iter()
            .chain(circle.first())
            .filter_map(|at| check.posts.get(*at))
            .map(|post| post.seat.id.as_str())
            .collect();
        let first = circle.iter().min().and_then(|at| check.posts.get(*at)).map(super::Post::path).unwrap_or_default();
        let text = if circle.len() == 1 {
            tr!("the seat reports to itself; choose another manager").to_owned()
        } else {
            tr!(
                "these seats report to each other in a circle: {}; let one of them report to someone else",
                names.join(" \u{2192} ")
            )
        };
        looped.extend(circle.iter().copied());
        check.error(first, "manager_loop", text);
    }
    looped
}

/// A seat with neither manager nor reports, in a company that has a hierarchy, was probably forgotten.
fn without_manager(check: &mut Check<'_>, looped: &HashSet<usize>) {
    let leads: HashSet<usize> = check.posts.iter().filter_map(|post| post.manager).collect();
    if leads.is_empty() {
        return;
    }
    let executive = |at: &usize| check.posts.get(*at).is_some_and(|post| post.function() == Some(Function::Executive));
    let has_executive = leads.iter().any(executive);
    let forgotten: Vec<String> = check
        .posts
        .iter()
        .enumerate()
        .filter(|(at, post)| post.seat.manager.is_none() && !looped.contains(at) && !executive(at))
        .filter(|(at, _)| has_executive || !leads.contains(at))
        .map(|(_, post)| post.path())
        .collect();
    for at in forgotten {
        check.note(at, "no_manager", tr!("the seat reports to nobody, so it counts in no team; choose its manager"));
    }
}

/// Components that sum what others bring in, for seats where those others bring in nothing of the kind.
fn teams(check: &mut Check<'_>) {
    let mut found = Vec::new();
    for (at, post) in check.posts.iter().enumerate() {
        let Some(plan) = post.plan else { continue };
        let mut told = HashSet::new();
        for component in plan.versions.iter().flat_map(|version| &version.components) {
            if told.insert(component.id.as_str()) && !has_team(check, at, component) {
                let whom = match component.scope {
                    Scope::Pod => tr!("with the same manager"),
                    Scope::TeamBelow => tr!("below it"),
                    Scope::Segment => tr!("of its segment"),
                    Scope::Own | Scope::Company => tr!("of the company"),
                };
                let text = tr!(
                    "\u{201c}{}\u{201d} of plan \u{201c}{}\u{201d} counts what seats {whom} bring in, and none brings in any, so that part of pay is never earned; choose another plan for this seat",
                    component.name,
                    plan.name
                );
                found.push((post.path(), text));
            }
        }
    }
    for (at, text) in found {
        check.warning(at, "nobody_in_scope", text);
    }
}

/// Whether anybody in the scope of a seat brings in what a component measures. Ratios of a segment or the company exist without
/// anybody looking after customers.
fn has_team(check: &Check<'_>, seat: usize, component: &Component) -> bool {
    let Some(own) = check.posts.get(seat) else { return true };
    let sums = matches!(component.target, Target::SumOfQuotas { .. });
    match component.scope {
        Scope::Own => return true,
        Scope::Pod | Scope::TeamBelow => {}
        Scope::Segment | Scope::Company => {
            if component.measure.is_ratio() || !sums {
                return true;
            }
        }
    }
    if component.measure == Measure::Objectives {
        return true;
    }
    check.posts.iter().enumerate().any(|(at, post)| {
        let inside = match component.scope {
            Scope::Own => at == seat,
            Scope::Pod => post.manager == own.manager,
            Scope::TeamBelow => below(check, at, seat),
            Scope::Segment => own.seat.segment.is_none() || post.seat.segment == own.seat.segment,
            Scope::Company => true,
        };
        let sells_to_all = component.scope == Scope::Segment && post.seat.segment.is_none();
        (inside || sells_to_all) && post.function().is_some_and(|function| brings_in(function, component.measure))
    })
}

fn below(check: &Check<'_>, mut at: usize, manager: usize) -> bool {
    while let Some(above) = check.posts.get(at).and_then(|post| post.manager) {
        if above == manager {
            return true;
        }
        at = above;
    }
    false
}
