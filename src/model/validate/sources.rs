//! Sources of new business, and how long opportunities take to close.

use super::{Check, words};
use crate::model::{CycleShape, Function, LONGEST_CYCLE, Segment, Source};
use crate::text::tr;
use crate::units::Rate;

pub(super) fn check(check: &mut Check<'_>, segment: &Segment) {
    cycle(check, segment);
    let pipeline = &segment.pipeline;
    if pipeline.sources.is_empty() {
        return;
    }
    let root = format!("segment/{}/source", segment.id);
    check.duplicates(&root, pipeline.sources.iter().map(|it| it.id.as_str()));
    let finds = check.posts.iter().any(|post| {
        let serves = post.seat.segment.as_ref().is_none_or(|id| *id == segment.id);
        serves && post.function() == Some(Function::SalesDevelopment)
    });
    let theirs: Vec<&Source> = pipeline.sources.iter().filter(|it| it.has_heads()).collect();
    if finds && theirs.is_empty() {
        let text = tr!(
            "people of sales development serve this segment, but no source is theirs; what they find by their quotas counts beside the sources, at the terms of the segment. Give a source the kind sales development to plan it there"
        );
        check.note(&root, "no_source_of_heads", text);
    }
    let by_quota = theirs.iter().filter(|it| it.leads_per_head.is_none()).count();
    if by_quota > 1 && finds {
        let text = tr!(
            "{by_quota} sources of sales development do not say how many leads a head finds; the first of them has all that heads find by their quotas. Enter leads of a head for the others"
        );
        check.note(&root, "several_sources_of_heads", text);
    }
    for source in &pipeline.sources {
        self::source(check, segment, source, finds);
    }
}

/// How long opportunities take.
fn cycle(check: &mut Check<'_>, segment: &Segment) {
    let root = format!("segment/{}/pipeline", segment.id);
    let pipeline = &segment.pipeline;
    let horizon = check.document.settings.horizon();
    if pipeline.cycle_shape != CycleShape::Own {
        return;
    }
    let shares = &pipeline.cycle_shares;
    let sum: i64 = shares.iter().map(|share| share.ppm().max(0)).sum();
    if sum == 0 {
        let text = tr!(
            "no month has a share of the opportunities, so all of them close after the mean cycle; enter shares that add up to 100 %"
        );
        check.warning(format!("{root}/cycle"), "cycle_empty", text);
        return;
    }
    if sum != Rate::SCALE {
        let text = tr!(
            "the shares of opportunities by month add up to {} instead of 100 %; each counts in proportion",
            words::percent(Rate::from_ppm(sum))
        );
        check.warning(format!("{root}/cycle"), "cycle_shares", text);
    }
    if shares.len() > LONGEST_CYCLE + 1 {
        let text = tr!("shares beyond {LONGEST_CYCLE} months do not count; remove them");
        check.warning(format!("{root}/cycle"), "cycle_too_long", text);
    }
    let late: i64 = shares.iter().skip(horizon).map(|share| share.ppm().max(0)).sum();
    if late > 0 {
        let text = tr!(
            "{} of the opportunities close {horizon} months or more after they were created, so not within this plan; shorten the cycle or plan longer",
            words::percent(Rate::from_ppm(late))
        );
        check.warning(format!("{root}/cycle"), "cycle_beyond_plan", text);
    }
}

fn source(check: &mut Check<'_>, segment: &Segment, source: &Source, finds: bool) {
    let root = format!("segment/{}/source/{}", segment.id, source.id);
    let pipeline = &segment.pipeline;
    let name = if source.name.is_empty() { source.id.as_str() } else { source.name.as_str() };
    if source.name.is_empty() {
        check.note(format!("{root}/name"), "source_without_name", tr!("this source has no name; give it one"));
    }
    let heads = source.has_heads() && finds;
    if source.has_heads() && !finds && source.leads_per_head.is_some_and(|leads| leads > 0) {
        let text = tr!("nobody in sales development serves this segment, so \u{201c}{name}\u{201d} finds nothing");
        check.warning(format!("{root}/leads_per_head"), "no_heads", text);
    }
    let leads = source.leads_month > 0 || (heads && source.leads_per_head.is_some_and(|leads| leads > 0));
    let stops = source.stages.iter().position(|stage| stage.rate.ppm() <= 0);
    if let Some(at) = stops.filter(|_| leads) {
        let stage = source.stages.get(at).map_or("", |stage| stage.name.as_str());
        let text = tr!("nothing of \u{201c}{name}\u{201d} reaches \u{201c}{stage}\u{201d}; enter the share that does");
        check.warning(format!("{root}/stage/{}/rate", at + 1), "conversion_zero", text);
    }
    if !(leads || heads) {
        return;
    }
    if source.win_rate.unwrap_or(pipeline.win_rate).ppm() == 0 {
        let text = tr!("no opportunity of \u{201c}{name}\u{201d} is won; enter a win rate here or for the segment");
        check.warning(format!("{root}/win_rate"), "win_rate_zero", text);
    }
    if source.deal_size.unwrap_or(pipeline.deal_size).is_zero() {
        let text = tr!("a deal of \u{201c}{name}\u{201d} is worth nothing; enter its ARR here or for the segment");
        check.warning(format!("{root}/deal_size"), "deal_size_zero", text);
    }
    if let Some(months) = source.cycle_months {
        if pipeline.cycle_shape == CycleShape::Own {
            let text = tr!(
                "the segment has a table of months of its own, which counts for every source: the cycle of {months} months has no effect"
            );
            check.note(format!("{root}/cycle_months"), "cycle_unused", text);
        } else if months as usize >= check.document.settings.horizon() {
            let text = tr!(
                "with a sales cycle of {months} months nothing of \u{201c}{name}\u{201d} closes within this plan; shorten the cycle or plan longer"
            );
            check.warning(format!("{root}/cycle_months"), "cycle_beyond_plan", text);
        }
    }
    if !source.seasonality.is_empty() && words::all_zero(&source.seasonality, 12) {
        let text = tr!("all twelve weights are zero, so every month counts the same; give at least one month a weight");
        check.warning(format!("{root}/seasonality"), "seasonality_zero", text);
    }
    if source.seasonality.len() > 12 {
        let text =
            tr!("there are more than twelve weights and only those of January to December count; remove the others");
        check.warning(format!("{root}/seasonality"), "too_many_weights", text);
    }
}
