//! Pay plans: versions, weights, and what happens between earning and paying.

use super::{Check, brings_in, components, extras, words};
use crate::model::Role;
use crate::model::comp::{ClawbackBasis, Component, Draw, DrawKind, Measure, Plan, PlanVersion, Rates, Scope};
use crate::text::tr;
use crate::units::{Rate, show_date};

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    check.duplicates("plan", document.plans.iter().map(|it| it.id.as_str()));
    for plan in &document.plans {
        let in_use = check.posts.iter().any(|post| post.plan.is_some_and(|own| std::ptr::eq(own, plan)));
        if plan.versions.is_empty() {
            let text = tr!("there is no version of this plan, so it pays nothing; add one");
            check.error_if(in_use, format!("plan/{}", plan.id), "plan_without_versions", text);
        }
        order(check, plan);
        out_of_reach(check, plan);
        for (index, version) in plan.versions.iter().enumerate() {
            self::version(check, plan, version, &format!("plan/{}/{}", plan.id, index + 1));
        }
    }
}

/// Components that pay on own results a role never has, once per component and role.
fn out_of_reach(check: &mut Check<'_>, plan: &Plan) {
    let document = check.document;
    let by_terms = document.roles.iter().filter(|role| role.terms.iter().any(|it| it.plan.as_ref() == Some(&plan.id)));
    let by_seat = check.posts.iter().filter(|post| post.seat.plan.as_ref() == Some(&plan.id)).filter_map(|it| it.role);
    let mut roles: Vec<&Role> = by_terms.chain(by_seat).collect();
    roles.sort_by(|one, other| one.id.cmp(&other.id));
    roles.dedup_by(|one, other| one.id == other.id);
    for (index, version) in plan.versions.iter().enumerate() {
        for component in version.components.iter().filter(|it| it.scope == Scope::Own) {
            for role in roles.iter().filter(|role| !brings_in(role.function, component.measure)) {
                let text = tr!(
                    "pays \u{201c}{}\u{201d} on own results, but {} is never credited with any; choose another measure or scope",
                    role.name,
                    role.function.name().to_lowercase()
                );
                let at = format!("plan/{}/{}/{}", plan.id, index + 1, component.id);
                check.warning(at, "measure_out_of_reach", text);
            }
            for (key, measure) in looked_at(component) {
                // Of a ratio nothing fell due, which nobody can miss; of an amount nothing comes in, which reaches nothing.
                for role in roles.iter().filter(|role| !brings_in(role.function, measure)) {
                    let text = tr!(
                        "looks at {} of their own, which \u{201c}{}\u{201d} never has, so it {} reached; choose another measure, or a wider scope",
                        words::measured(measure),
                        role.name,
                        if measure.is_ratio() { tr!("always counts as") } else { tr!("is never") }
                    );
                    let at = format!("plan/{}/{}/{}/{key}", plan.id, index + 1, component.id);
                    check.warning(at, "measure_out_of_reach", text);
                }
            }
        }
    }
}

/// The other measures a component looks at, with the place where each is chosen.
fn looked_at(component: &Component) -> impl Iterator<Item = (&'static str, Measure)> {
    let matrix = match &component.rates {
        Rates::Matrix { by, .. } => Some(("by", *by)),
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
    };
    let gate = component.gate.map(|it| ("gate", it.measure));
    let multiplier = component.multiplier.as_ref().map(|it| ("multiplier", it.measure));
    [gate, multiplier, matrix, component.attained_by.map(|it| ("attained_by", it))].into_iter().flatten()
}

fn order(check: &mut Check<'_>, plan: &Plan) {
    for (index, (before, after)) in plan.versions.iter().zip(plan.versions.iter().skip(1)).enumerate() {
        let number = index + 2;
        let at = format!("plan/{}/{number}", plan.id);
        match (before.from, after.from) {
            (_, None) => {
                let text = tr!("version {number} says no first day, so the versions before it never hold; enter one");
                check.error(at, "version_without_start", text);
            }
            (Some(earlier), Some(later)) if later <= earlier => {
                let text = tr!(
                    "version {number} begins on {later}, not after version {} ({earlier}); put them in order of time",
                    number - 1,
                    later = show_date(later),
                    earlier = show_date(earlier)
                );
                check.error(at, "versions_out_of_order", text);
            }
            (Some(_) | None, Some(_)) => {}
        }
    }
    let mut draws =
        plan.versions.iter().enumerate().filter_map(|(at, version)| Some((at + 1, version.draw.as_ref()?.kind)));
    if let Some((first, kind)) = draws.next()
        && let Some((other, _)) = draws.find(|(_, other)| *other != kind)
    {
        let text = tr!(
            "version {first} settles its draw in another way; what is owed runs on from version to version, so the way of version {first} \
             holds for all, and this version counts only with its amounts; choose the same"
        );
        check.note(format!("plan/{}/{other}", plan.id), "draw_kinds", text);
    }
    let begins = check.document.settings.first_month.first_day();
    if let Some(first) = plan.versions.first().and_then(|version| version.from).filter(|from| *from > begins) {
        let text = tr!(
            "the first version begins on {first}, after the plan does; it holds from the beginning all the same",
            first = show_date(first)
        );
        check.note(format!("plan/{}/1", plan.id), "version_starts_late", text);
    }
}

fn version(check: &mut Check<'_>, plan: &Plan, version: &PlanVersion, path: &str) {
    if version.components.is_empty() {
        let text = tr!("plan \u{201c}{}\u{201d} has no component and pays nothing variable; add one", plan.name);
        check.warning(path, "empty_plan", text);
    } else {
        let sum: Rate = version.components.iter().map(|component| component.weight).sum();
        if sum != Rate::ONE {
            let parts: Vec<String> =
                version.components.iter().map(|it| format!("{} {}", it.name, words::percent(it.weight))).collect();
            let mend = if sum < Rate::ONE { tr!("give out the missing") } else { tr!("take back the") };
            let apart = Rate::from_ppm((Rate::ONE - sum).ppm().abs());
            let text = tr!(
                "the weights add up to {} of variable pay ({}); {mend} {}",
                words::percent(sum),
                parts.join(", "),
                words::percent(apart)
            );
            check.error(path, "weights_sum", text);
        }
    }
    let mut seen = std::collections::HashSet::new();
    for component in &version.components {
        let at = format!("{path}/{}", component.id);
        if !seen.insert(component.id.as_str()) {
            let text = tr!("two components of this version have the id \u{201c}{}\u{201d}; rename one", component.id);
            check.error(at.clone(), "duplicate_id", text);
        }
        components::check(check, component, &at);
    }
    let mut seen = std::collections::HashSet::new();
    let components: Vec<&str> =
        plan.versions.iter().flat_map(|it| &it.components).map(|component| component.id.as_str()).collect();
    for spif in &version.spifs {
        if components.contains(&spif.id.as_str()) {
            let text = tr!(
                "a component of this plan has the id \u{201c}{}\u{201d} of this SPIF too, so pay cannot tell them apart; rename one",
                spif.id
            );
            check.error(format!("{path}/spif/{}", spif.id), "duplicate_id", text);
        }
        if !seen.insert(spif.id.as_str()) {
            let text = tr!("two SPIFs of this version have the id \u{201c}{}\u{201d}; rename one", spif.id);
            check.error(format!("{path}/spif/{}", spif.id), "duplicate_id", text);
        }
        extras::spif(check, spif, path);
    }
    if version.cap.is_some_and(|cap| cap.ppm() == 0) {
        let text = tr!("a cap of zero pays nothing variable; raise it, or remove the cap");
        check.warning(format!("{path}/cap"), "cap_zero", text);
    }
    if version.payout.lag_months as usize >= check.document.settings.horizon() {
        let text = tr!("nothing earned in this plan is paid within it; shorten the months to payment");
        check.warning(format!("{path}/payout/lag_months"), "payout_beyond_plan", text);
    }
    afterwards(check, version, path);
}

/// The amounts of a draw by month of tenure.
fn draw_steps(check: &mut Check<'_>, draw: &Draw, path: &str) {
    if draw.steps().all(|step| step.amount.amount().is_zero()) {
        let text = tr!("a draw of zero has no effect; enter an amount or remove it");
        check.note(format!("{path}/draw/amount"), "draw_zero", text);
    }
    let at = |index: usize| if index == 0 { format!("{path}/draw") } else { format!("{path}/draw/{}", index + 1) };
    let mut over = None;
    for (index, step) in draw.steps().enumerate() {
        if let Some(before) = over {
            let text = tr!(
                "step {} of the draw is never reached, as step {before} holds for good; give that one a number of months",
                index + 1
            );
            check.error(format!("{}/amount", at(index)), "draw_step_unreached", text);
        } else if step.months == Some(0) {
            let text = tr!("this amount of the draw holds for no month at all; enter how many, or remove it");
            check.warning(format!("{}/months", at(index)), "draw_step_empty", text);
        }
        if step.months.is_none() && over.is_none() {
            over = Some(index + 1);
        }
    }
}

/// Draw and clawback. Bounds of single figures are the registry's.
fn afterwards(check: &mut Check<'_>, version: &PlanVersion, path: &str) {
    if let Some(draw) = &version.draw {
        draw_steps(check, draw, path);
        if let DrawKind::DelayedRecovery { start_period, last_period: Some(last), .. } = draw.kind
            && last < start_period
        {
            let text =
                tr!("recovery would end in period {last}, before it begins in period {start_period}; move one of them");
            check.error(format!("{path}/draw"), "draw_recovery_order", text);
        }
    }
    let clawback = version.clawback;
    if clawback.basis != ClawbackBasis::None && (clawback.share.ppm() == 0 || clawback.months == 0) {
        let text = tr!("a clawback of no share or within no months takes nothing back; enter both, or switch it off");
        check.warning(format!("{path}/clawback"), "clawback_empty", text);
    }
}
