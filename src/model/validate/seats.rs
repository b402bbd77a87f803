//! Seats and their holders.

use super::{Check, Post, words};
use crate::model::comp::pays_a_share;
use crate::model::{Quota, Stint};
use crate::text::tr;
use crate::units::{PersonId, Rate, show_date};
use chrono::NaiveDate;
use std::collections::HashMap;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    check.duplicates("seat", document.seats.iter().map(|it| it.id.as_str()));
    check.duplicates("person", document.people.iter().map(|it| it.id.as_str()));
    let posts = std::mem::take(&mut check.posts);
    for post in &posts {
        references(check, post);
        stints(check, post);
        for (index, stint) in post.seat.stints.iter().enumerate() {
            self::stint(check, post, index, stint);
        }
    }
    check.posts = posts;
    twice(check);
}

fn references(check: &mut Check<'_>, post: &Post<'_>) {
    let (seat, at) = (post.seat, post.path());
    match post.role {
        None if seat.role.as_str().is_empty() => {
            check.error(
                at.clone(),
                "unknown_role",
                tr!("the seat has no role, so it has no pay and no quota; choose one"),
            );
        }
        None => {
            let text = tr!(
                "there is no role \u{201c}{}\u{201d}, so the seat has no pay and no quota; choose one that exists",
                seat.role
            );
            check.error(at.clone(), "unknown_role", text);
        }
        Some(role) if post.terms.is_none() && !role.terms.is_empty() => {
            let of = seat
                .segment
                .as_ref()
                .map_or(tr!("without a segment").to_owned(), |id| tr!("in segment \u{201c}{id}\u{201d}"));
            let text = tr!(
                "role \u{201c}{}\u{201d} has no terms for a seat {of}; add a row of terms, or choose another segment",
                role.name
            );
            check.error(at.clone(), "no_terms", text);
        }
        Some(_) => {}
    }
    if let Some(segment) = seat.segment.as_ref().filter(|id| !check.knows_segment(id)) {
        let text = tr!(
            "there is no segment \u{201c}{segment}\u{201d}, so the seat counts as serving all; choose one that exists"
        );
        check.error(at.clone(), "unknown_segment", text);
    }
    if let Some(manager) = seat.manager.as_ref().filter(|_| post.manager.is_none()) {
        let text = tr!("it reports to \u{201c}{manager}\u{201d}, which is no seat; choose a manager among the seats");
        check.error(at.clone(), "unknown_manager", text);
    }
    if let Some(plan) = seat.plan.as_ref().filter(|_| post.plan.is_none()) {
        let text =
            tr!("there is no pay plan \u{201c}{plan}\u{201d}, so nothing variable is paid; choose one that exists");
        check.error(at, "unknown_plan", text);
    }
}

/// The holders of one seat against each other.
fn stints(check: &mut Check<'_>, post: &Post<'_>) {
    let at = post.path();
    let stints = &post.seat.stints;
    if stints.is_empty() {
        check.warning(at, "seat_without_holder", tr!("nobody ever holds the seat; add a holder or a planned start"));
        return;
    }
    for (before, after) in stints.iter().zip(stints.iter().skip(1)) {
        if after.from < before.from {
            let text = tr!(
                "the holder from {} stands after the one from {}; put holders in order of time",
                show_date(after.from),
                show_date(before.from)
            );
            check.error(at.clone(), "stints_out_of_order", text);
            continue;
        }
        match before.to.date() {
            None => {
                let text = tr!(
                    "the holder from {} has no last day, and the next begins on {}; enter the last day",
                    show_date(before.from),
                    show_date(after.from)
                );
                check.error(at.clone(), "stints_overlap", text);
            }
            Some(last) if last >= after.from => {
                let text = tr!(
                    "one holder stays to {last} and the next begins on {}; let one end before the next begins",
                    show_date(after.from),
                    last = show_date(last)
                );
                check.error(at.clone(), "stints_overlap", text);
            }
            Some(_) => {}
        }
    }
}

fn stint(check: &mut Check<'_>, post: &Post<'_>, index: usize, stint: &Stint) {
    let at = post.path();
    if let Some(person) = stint.person.as_ref().filter(|id| check.document.person(id).is_none()) {
        let text = tr!("its holder \u{201c}{person}\u{201d} is not among the people; add them, or leave the name open");
        check.error(at.clone(), "unknown_person", text);
    }
    if let Some(last) = stint.to.date().filter(|last| *last < stint.from) {
        let text = tr!(
            "the last day, {last}, comes before the first, {}; exchange or correct them",
            show_date(stint.from),
            last = show_date(last)
        );
        check.error(at.clone(), "end_before_start", text);
    }
    let end = check.document.settings.last_month().last_day();
    if stint.from > end {
        let text = tr!(
            "it is filled on {}, after the plan ends, and so has no effect; plan longer or start earlier",
            show_date(stint.from)
        );
        check.note(at.clone(), "starts_after_plan", text);
    }
    likelihood(check, &at, index, stint);
    leaves(check, &at, stint);
    let own = &stint.overrides;
    let terms = post.terms;
    let base = own.base.or(terms.map(|it| it.base));
    let ote = own.ote.or(terms.map(|it| it.ote));
    if let (Some(base), Some(ote)) = (base, ote)
        && (own.base.is_some() || own.ote.is_some())
        && base.amount() > ote.amount()
    {
        let text = tr!(
            "OTE of {} a year is below base pay of {}, so target variable counts as zero; raise OTE or lower base pay",
            ote.amount(),
            base.amount()
        );
        check.error(format!("{at}/{}/ote", index + 1), "base_above_ote", text);
    }
    let in_units = matches!(terms.and_then(|it| it.quota), Some(Quota::Units { .. }));
    if let Some(quota) = own.quota_arr.filter(|_| in_units) {
        let text =
            tr!("the holder's own quota is {} of ARR, but the role counts opportunities; remove it", quota.amount());
        check.error(format!("{at}/{}/quota", index + 1), "quota_unit", text);
    } else if own.quota_arr.is_some_and(|it| it.amount().is_zero()) {
        let text = tr!("the holder's own quota is zero, so nothing can be attained; enter one, or leave it empty");
        check.error(format!("{at}/{}/quota", index + 1), "quota_zero", text);
    }
    own_rates(check, post, &format!("{at}/{}", index + 1), stint);
}

/// Rates of one's own against the components of the plan.
fn own_rates(check: &mut Check<'_>, post: &Post<'_>, path: &str, stint: &Stint) {
    let components = || post.plan.into_iter().flat_map(|plan| plan.versions.iter().rev()).flat_map(|it| &it.components);
    for (id, rate) in &stint.overrides.rates {
        let at = format!("{path}/rate/{id}");
        match components().find(|it| it.id == *id) {
            None => {
                let text = tr!(
                    "the holder has a rate of their own for \u{201c}{id}\u{201d}, which is no component of the seat's plan; remove it"
                );
                check.error(at, "unknown_component", text);
            }
            Some(component) if !pays_a_share(component) => {
                let text = tr!(
                    "\u{201c}{}\u{201d} pays no share of an amount of money, so a rate of the holder's own has no effect; remove it",
                    component.name
                );
                check.warning(at, "own_rate_unused", text);
            }
            Some(_) if rate.ppm() == 0 => {
                let text = tr!("a rate of zero does not count, and the plan's holds; enter one, or leave it empty");
                check.warning(at, "own_rate_zero", text);
            }
            Some(_) => {}
        }
    }
}

/// The chance that an open requisition is filled. Bounds are the registry's.
fn likelihood(check: &mut Check<'_>, at: &str, index: usize, stint: &Stint) {
    let path = format!("{at}/{}/likelihood", index + 1);
    if stint.person.is_some() && stint.likelihood != Rate::ONE {
        let text = tr!(
            "a chance of {} is given, but the holder is named and counts whole; set it to 100 %",
            words::percent(stint.likelihood)
        );
        check.note(path, "likelihood_of_person", text);
    } else if stint.person.is_none() && stint.likelihood.ppm() == 0 {
        let text = tr!("the chance that it is filled is 0 %, so it adds nothing; raise it, or remove the seat");
        check.note(path, "likelihood_zero", text);
    }
}

fn leaves(check: &mut Check<'_>, at: &str, stint: &Stint) {
    for leave in &stint.leave {
        if leave.to < leave.from {
            let text = tr!(
                "a leave ends on {}, before it begins on {}; exchange or correct them",
                show_date(leave.to),
                show_date(leave.from)
            );
            check.error(at, "leave_ends_before_start", text);
        } else if leave.from < stint.from || stint.to.date().is_some_and(|last| leave.to > last) {
            let text = tr!(
                "a leave from {} to {} lies outside the holder's time in the seat; shorten it",
                show_date(leave.from),
                show_date(leave.to)
            );
            check.warning(at, "leave_outside", text);
        }
    }
    let mut ordered: Vec<_> = stint.leave.iter().filter(|leave| leave.from <= leave.to).collect();
    ordered.sort_by_key(|leave| leave.from);
    for (before, after) in ordered.iter().zip(ordered.iter().skip(1)) {
        if before.to >= after.from {
            let text = tr!(
                "two leaves overlap (to {} and from {}), and the days count twice; make one of them",
                show_date(before.to),
                show_date(after.from)
            );
            check.error(at, "leaves_overlap", text);
        }
    }
}

/// One person in two seats on the same day.
fn twice(check: &mut Check<'_>) {
    type Held<'a> = (NaiveDate, NaiveDate, &'a str);
    let mut by_person: HashMap<&PersonId, Vec<Held<'_>>> = HashMap::new();
    let document = check.document;
    for seat in &document.seats {
        for stint in &seat.stints {
            if let Some(person) = &stint.person {
                let last = stint.to.date().unwrap_or(NaiveDate::MAX);
                by_person.entry(person).or_default().push((stint.from, last, seat.id.as_str()));
            }
        }
    }
    let mut found = Vec::new();
    for (person, mut held) in by_person {
        held.sort();
        for ((_, last, seat), (from, _, other)) in held.iter().zip(held.iter().skip(1)) {
            if last >= from && seat != other {
                found.push((person, *seat, *other, *from));
            }
        }
    }
    found.sort();
    for (person, seat, other, from) in found {
        let name = document.person(person).map_or(person.as_str(), |it| it.name.as_str());
        let text = tr!(
            "{name} holds this seat and \u{201c}{seat}\u{201d} at once from {from} on; end one before the other begins",
            from = show_date(from)
        );
        check.error(format!("seat/{other}"), "person_twice", text);
    }
}
