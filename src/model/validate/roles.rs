//! Roles and their terms: pay, quota, ramp and attrition.

use super::{Check, words};
use crate::model::comp::{Component, Plan, Target};
use crate::model::{Function, Quota, Role, Terms};
use crate::text::tr;
use crate::units::Rate;
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    check.duplicates("role", document.roles.iter().map(|it| it.id.as_str()));
    for role in &document.roles {
        if role.terms.is_empty() {
            let in_use = document.seats.iter().any(|seat| seat.role == role.id);
            let text = tr!("there are no terms, so nobody in this role has pay or a quota; add a row of terms");
            check.error_if(in_use, format!("role/{}", role.id), "role_without_terms", text);
        }
        let mut seen = HashSet::new();
        for terms in &role.terms {
            let segment = terms.segment.as_ref().map_or("any", |id| id.as_str());
            let path = format!("role/{}/{segment}", role.id);
            if !seen.insert(segment) {
                let text =
                    tr!("there are two rows of terms for the same segment, and only the first counts; remove one");
                check.error(path, "duplicate_terms", text);
                continue;
            }
            row(check, role, terms, &path);
        }
    }
}

fn row(check: &mut Check<'_>, role: &Role, terms: &Terms, path: &str) {
    let users: Vec<_> =
        check.posts.iter().filter(|post| post.terms.is_some_and(|own| std::ptr::eq(own, terms))).collect();
    let in_use = !users.is_empty();
    let by_terms = users.iter().any(|post| post.seat.plan.is_none());
    let no_own_quota = users.iter().any(|post| post.seat.stints.iter().any(|it| it.overrides.quota_arr.is_none()));
    if let Some(segment) = &terms.segment
        && !check.knows_segment(segment)
    {
        let text = tr!("there is no segment \u{201c}{segment}\u{201d}; add it, or remove this row of terms");
        check.error(path, "unknown_segment", text);
    }
    let plan = terms.plan.as_ref().and_then(|id| check.plans.get(id.as_str()).copied());
    if let (Some(id), None) = (&terms.plan, plan) {
        let text =
            tr!("there is no pay plan \u{201c}{id}\u{201d}, so nothing variable is paid; choose one that exists");
        check.error_if(in_use, path, "unknown_plan", text);
    }
    pay(check, terms, path, in_use, by_terms);
    if let Some(plan) = plan {
        plan_needs(check, terms, plan, path, in_use && no_own_quota);
    }
    contribution(check, role, terms, path, in_use, no_own_quota);
    ramp(check, &terms.ramp.productivity, &format!("{path}/ramp/productivity"), tr!("productivity"));
    if let Some(quota) = &terms.ramp.quota {
        ramp(check, quota, &format!("{path}/ramp/quota"), tr!("the share of quota"));
    }
    if terms.attrition_year >= Rate::ONE {
        let text = tr!("everyone leaves at the end of their first month at 100 % a year; lower it");
        check.warning(format!("{path}/attrition_year"), "attrition_total", text);
    }
    support(check, role, terms, path);
    if let Some(span) = terms.span.filter(|span| span.low > span.high) {
        let text =
            tr!("the fewest direct reports ({}) are more than the most ({}); exchange them", span.low, span.high);
        check.warning(format!("{path}/span/low"), "span_order", text);
    }
}

/// Ratios by which seats of a role are planned.
fn support(check: &mut Check<'_>, role: &Role, terms: &Terms, path: &str) {
    if let Some(support) = terms.support {
        let at = format!("{path}/support/heads");
        if support.heads.ppm() == 0 {
            let text = tr!("one seat supports nobody, so no need follows from it; enter how many, or remove the ratio");
            check.warning(at, "support_zero", text);
        } else if support.of == role.function {
            let text =
                tr!("the role supports its own function, so every hire asks for another one; choose whom it supports");
            check.warning(at, "support_of_itself", text);
        }
    }
    if terms.book_share.is_some_and(|share| share.ppm() == 0) {
        let text = tr!(
            "the role looks after no part of the book, so no need follows from it; enter its share, or leave it empty for all"
        );
        check.warning(format!("{path}/book_share"), "book_share_zero", text);
    }
    if terms.accounts_per_head == Some(0) {
        let text = tr!("one person can look after no customer at all; enter how many, or leave it empty");
        check.warning(format!("{path}/accounts_per_head"), "accounts_zero", text);
    }
}

fn pay(check: &mut Check<'_>, terms: &Terms, path: &str, in_use: bool, by_terms: bool) {
    let (base, ote) = (terms.base.amount(), terms.ote.amount());
    if base > ote {
        let text = tr!(
            "OTE of {ote} a year is below base pay of {base}, so target variable counts as zero; raise OTE or lower base pay"
        );
        check.error(format!("{path}/ote"), "base_above_ote", text);
    } else if in_use && ote.is_zero() {
        let text = tr!("there are seats with these terms, but no pay is entered; enter base pay and OTE");
        check.warning(format!("{path}/ote"), "pay_missing", text);
    }
    if by_terms && terms.plan.is_none() && ote > base {
        let text = tr!(
            "variable pay of {} a year is promised, but no pay plan pays it; choose one",
            terms.variable().amount()
        );
        check.warning(path, "variable_without_plan", text);
    }
}

/// What the components of its plan need of the terms of a role.
fn plan_needs(check: &mut Check<'_>, terms: &Terms, plan: &Plan, path: &str, in_use: bool) {
    let components = plan.versions.iter().flat_map(|version| &version.components);
    let on_quota = |it: &&Component| it.target == Target::Quota && !it.measure.is_ratio();
    let at = format!("{path}/quota");
    for component in components.filter(on_quota) {
        let pays = tr!("component \u{201c}{}\u{201d} of plan \u{201c}{}\u{201d}", component.name, plan.name);
        let units = component.measure.is_count();
        match terms.quota {
            None => {
                let text = tr!(
                    "{pays} pays on the quota of this role, which has none; enter one, or give the component a target of its own"
                );
                check.error_if(in_use, at, "quota_missing", text);
                return;
            }
            Some(Quota::Arr { amount, .. }) if amount.is_zero() => {
                let text = tr!("{pays} pays on the quota of this role, which is zero; enter one");
                check.error_if(in_use, at, "quota_zero", text);
                return;
            }
            Some(Quota::Units { count: 0, .. }) => {
                let text = tr!("{pays} pays on the quota of this role, which is zero; enter one");
                check.error_if(in_use, at, "quota_zero", text);
                return;
            }
            Some(Quota::Arr { amount, per }) if units => {
                let per = words::per(per);
                let text = tr!(
                    "{pays} counts opportunities, but the quota is {amount} of ARR {per}; set a quota in opportunities"
                );
                check.error(at, "quota_unit", text);
                return;
            }
            Some(Quota::Units { count, per }) if !units => {
                let per = words::per(per);
                let text = tr!("{pays} counts ARR, but the quota is {count} opportunities {per}; set a quota in ARR");
                check.error(at, "quota_unit", text);
                return;
            }
            Some(Quota::Arr { .. } | Quota::Units { .. }) => {}
        }
    }
}

/// What a role of its function has to say so that it contributes.
fn contribution(check: &mut Check<'_>, role: &Role, terms: &Terms, path: &str, in_use: bool, no_own_quota: bool) {
    let sells = role.function.sells_new_business();
    let finds = role.function == Function::SalesDevelopment;
    let already = |check: &Check<'_>| check.found.iter().any(|it| it.at == format!("{path}/quota"));
    if sells && in_use && no_own_quota && !already(check) {
        let at = format!("{path}/quota");
        match terms.quota {
            None => {
                check.warning(at, "quota_missing", tr!("sellers without a quota have no selling capacity; enter one"))
            }
            Some(Quota::Units { .. }) => {
                check.error(
                    at,
                    "quota_unit",
                    tr!("sellers of new business need a quota in ARR; this one counts units"),
                );
            }
            Some(Quota::Arr { amount, .. }) if amount.is_zero() => {
                check.warning(
                    at,
                    "quota_zero",
                    tr!("sellers with a quota of zero have no selling capacity; enter one"),
                );
            }
            Some(Quota::Arr { .. }) => {}
        }
    }
    if finds && in_use && !already(check) && !matches!(terms.quota, Some(Quota::Units { count: 1.., .. })) {
        let text = tr!("sales development without a quota in opportunities finds none; enter one");
        check.warning(format!("{path}/quota"), "quota_missing", text);
    }
    if (sells || finds) && in_use && terms.expected_attainment.ppm() == 0 {
        let text = tr!("nobody in this role is expected to reach any of the quota; enter a share such as 80 %");
        check.warning(format!("{path}/expected_attainment"), "attainment_zero", text);
    }
    if role.function.looks_after_customers() && in_use && terms.book_capacity.is_some_and(|it| it.is_zero()) {
        let text = tr!("one person can look after no ARR at all; enter how much, or leave it empty");
        check.warning(format!("{path}/book_capacity"), "book_capacity_zero", text);
    }
}

fn ramp(check: &mut Check<'_>, curve: &[Rate], path: &str, what: &str) {
    let pairs = || curve.iter().zip(curve.iter().skip(1)).enumerate();
    if let Some((at, (before, after))) = pairs().find(|(_, (before, after))| after < before) {
        let text = tr!(
            "{what} falls from {} in tenure month {} to {} in the next; check the ramp",
            words::percent(*before),
            at + 1,
            words::percent(*after)
        );
        check.note(format!("{path}/{:02}", at + 2), "ramp_falls", text);
    }
    if let Some((at, most)) = curve.iter().enumerate().find(|(_, it)| **it > Rate::ONE) {
        let text = tr!(
            "{what} is {} in tenure month {}, more than after the ramp; check the ramp",
            words::percent(*most),
            at + 1
        );
        check.note(format!("{path}/{:02}", at + 1), "ramp_above_whole", text);
    }
}
