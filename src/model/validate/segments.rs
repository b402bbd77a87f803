//! Segments: opening book, pipeline and retention.

use super::{Check, words};
use crate::model::{CycleShape, Function, Segment};
use crate::text::{counted, tr};
use crate::units::{Cadence, period_label, show_month};

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    check.duplicates("segment", document.segments.iter().map(|it| it.id.as_str()));
    for segment in &document.segments {
        opening(check, segment);
        pipeline(check, segment);
        super::sources::check(check, segment);
        retention(check, segment);
        targets(check, segment);
    }
}

/// Targets by fiscal quarter.
fn targets(check: &mut Check<'_>, segment: &Segment) {
    let settings = &check.document.settings;
    let calendar = settings.fiscal_calendar();
    let (first, last) = (settings.first_month, settings.last_month());
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for (index, target) in segment.targets.iter().enumerate() {
        let at = format!("segment/{}/target/{}/arr", segment.id, index + 1);
        let period = calendar.period_of(target.quarter, Cadence::Quarter);
        let quarter = period_label(&period, false);
        if period.last() < first || period.first > last {
            let text = tr!(
                "the target of {quarter} lies outside the plan ({first} to {last}) and has no effect; move it inside or remove it",
                first = show_month(first),
                last = show_month(last)
            );
            found.push((at, "target_outside_plan", text));
        } else if seen.contains(&period) {
            let text = tr!("{quarter} has more than one target, and they add up; make one of them");
            found.push((at, "target_twice", text));
        } else if period.first != target.quarter {
            let text = tr!(
                "{} is no first month of a fiscal quarter, so the target counts for {quarter}, which begins in {}; check it",
                show_month(target.quarter),
                show_month(period.first)
            );
            found.push((at, "target_inside_quarter", text));
        }
        seen.push(period);
    }
    for (at, code, text) in found {
        check.warning(at, code, text);
    }
}

fn opening(check: &mut Check<'_>, segment: &Segment) {
    let root = format!("segment/{}/opening", segment.id);
    let opening = &segment.opening;
    if opening.arr.mills() > 0 && opening.customers == 0 {
        let text = tr!("opening ARR of {} belongs to no customer; enter how many there are", opening.arr);
        check.warning(format!("{root}/customers"), "arr_without_customers", text);
    }
    if opening.arr.is_zero() && opening.customers > 0 {
        let who = counted(opening.customers as usize, tr!("opening customer has"), tr!("opening customers have"));
        check.warning(format!("{root}/arr"), "customers_without_arr", tr!("{who} no ARR; enter what they pay a year"));
    }
    if !opening.arr.is_zero() && words::all_zero(&opening.renewal_months, 12) {
        let text = tr!("all twelve weights are zero, so renewals are spread evenly; give at least one month a weight");
        check.warning(format!("{root}/renewal_months"), "renewal_months_zero", text);
    }
    if opening.renewal_months.len() > 12 {
        let text =
            tr!("there are more than twelve weights and only those of January to December count; remove the others");
        check.warning(format!("{root}/renewal_months"), "too_many_weights", text);
    }
    let beside = !check.document.territory.typed_book;
    let imported = beside && check.document.accounts.iter().any(|it| it.contract.is_some() && it.segment == segment.id);
    if imported && !opening.arr.is_zero() {
        let text = tr!(
            "the typed opening ARR of {} counts beside the customers of the account table; set it to 0 if those are the same customers",
            opening.arr
        );
        check.note(format!("{root}/arr"), "opening_beside_accounts", text);
    }
}

fn pipeline(check: &mut Check<'_>, segment: &Segment) {
    let root = format!("segment/{}/pipeline", segment.id);
    let pipeline = &segment.pipeline;
    let finds = check.posts.iter().any(|post| {
        let serves = post.seat.segment.as_ref().is_none_or(|id| *id == segment.id);
        serves && post.function() == Some(Function::SalesDevelopment)
    });
    // Sources have leads and stages of their own.
    let planned = !pipeline.sources.is_empty();
    let leads = pipeline.leads_month > 0 && !planned;
    if leads && pipeline.lead_to_opportunity.ppm() == 0 {
        let text = tr!("{} leads a month become no opportunity; enter the share that does", pipeline.leads_month);
        check.warning(format!("{root}/lead_to_opportunity"), "conversion_zero", text);
    }
    if leads || (finds && !planned) {
        let what = if leads { tr!("there are leads") } else { tr!("sales development finds opportunities") };
        if pipeline.win_rate.ppm() == 0 {
            let text = tr!("{what}, but no opportunity is won; enter a win rate");
            check.warning(format!("{root}/win_rate"), "win_rate_zero", text);
        }
        if pipeline.deal_size.is_zero() {
            let text = tr!("{what}, but a deal is worth nothing; enter the ARR of a mean deal");
            check.warning(format!("{root}/deal_size"), "deal_size_zero", text);
        }
        if pipeline.cycle_shape != CycleShape::Own
            && pipeline.cycle_months as usize >= check.document.settings.horizon()
        {
            let text = tr!(
                "with a sales cycle of {} months nothing found in this plan closes within it; shorten the cycle or plan longer",
                pipeline.cycle_months
            );
            check.warning(format!("{root}/cycle_months"), "cycle_beyond_plan", text);
        }
    }
    let (first, last) = (check.document.settings.first_month, check.document.settings.last_month());
    let outside: Vec<String> = pipeline
        .opening
        .iter()
        .filter(|open| !open.arr.is_zero() && !(first..=last).contains(&open.month))
        .map(|open| show_month(open.month))
        .collect();
    if !outside.is_empty() {
        let text = tr!(
            "opening pipeline closing in {} lies outside the plan ({first} to {last}) and has no effect; move it inside or remove it",
            words::few(outside.iter().map(String::as_str)),
            first = show_month(first),
            last = show_month(last)
        );
        check.warning(format!("{root}/opening"), "pipeline_outside_plan", text);
    }
    if pipeline.opening_win_rate.ppm() == 0 && pipeline.opening.iter().any(|open| !open.arr.is_zero()) {
        let text = tr!("nothing of the opening pipeline closes; enter the share that does");
        check.warning(format!("{root}/opening_win_rate"), "opening_win_rate_zero", text);
    }
}

fn retention(check: &mut Check<'_>, segment: &Segment) {
    let root = format!("segment/{}/retention", segment.id);
    let retention = &segment.retention;
    if retention.contraction.ppm() <= 0 {
        return;
    }
    let at = format!("{root}/contraction_depth");
    match retention.contraction_depth {
        Some(depth) if depth.ppm() > 0 && depth < retention.contraction => {
            let text = tr!(
                "if {} of all renewed ARR is given up, those who shrink give up at least that much and not {}; raise this or lower the contraction",
                words::percent(retention.contraction),
                words::percent(depth)
            );
            check.error(at, "contraction_depth_low", text);
        }
        Some(depth) if depth.ppm() > 0 => {}
        Some(_) | None => {
            let text = tr!(
                "GRR by customer minimum stays undefined until it is known by how much a customer who shrinks does; enter it"
            );
            check.note(at, "contraction_depth_missing", text);
        }
    }
}
