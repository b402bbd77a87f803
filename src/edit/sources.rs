//! Commands for sources of new business, their stages, and how long opportunities take.

use crate::edit::command::Command;
use crate::engine::delay;
use crate::model::{CycleShape, Document, LONGEST_CYCLE, Segment, Source, SourceKind, Stage};
use crate::text::tr;
use crate::units::{Rate, SegmentId, SourceId};

/// Months a season has.
const MONTHS: usize = 12;

fn put(segment: &Segment, label: String, change: impl FnOnce(&mut Segment)) -> Command {
    let mut segment = segment.clone();
    change(&mut segment);
    Command::batch(label, vec![segment.into()])
}

/// Plans segments by source that are not yet: their leads become a source of marketing, and what sales development finds by its quotas
/// one of its own. No figure moves by more than rounding.
pub fn plan_by_source(document: &Document, only: Option<&SegmentId>) -> Command {
    let wanted = |segment: &&Segment| segment.pipeline.sources.is_empty() && only.is_none_or(|id| segment.id == *id);
    let planned = document.segments.iter().filter(wanted).map(|segment| {
        let mut segment = segment.clone();
        let pipeline = &mut segment.pipeline;
        pipeline.sources = vec![
            Source {
                id: SourceId::new("marketing"),
                name: SourceKind::Marketing.name().to_owned(),
                leads_month: pipeline.leads_month,
                growth_year: pipeline.lead_growth_year,
                stages: vec![Stage { name: tr!("Opportunity").to_owned(), rate: pipeline.lead_to_opportunity }],
                ..Source::default()
            },
            Source {
                id: SourceId::new("sdr"),
                name: SourceKind::SalesDevelopment.name().to_owned(),
                kind: SourceKind::SalesDevelopment,
                ..Source::default()
            },
        ];
        segment.into()
    });
    Command::batch(tr!("plan new business by source"), planned.collect())
}

/// A further source of a segment, after the one at a position (from 0) or at the end, without leads yet.
pub fn add_source(segment: &Segment, after: Option<usize>) -> Command {
    let name = tr!("New source");
    put(segment, tr!("add a source of {}", segment.name), |segment| {
        let sources = &mut segment.pipeline.sources;
        let id = SourceId::fresh(name, sources.iter().map(|it| &it.id));
        let at = after.map_or(sources.len(), |after| (after + 1).min(sources.len()));
        let stages = vec![Stage { name: tr!("Opportunity").to_owned(), rate: Rate::ZERO }];
        sources.insert(at, Source { id, name: name.to_owned(), stages, ..Source::default() });
    })
}

/// Takes sources away, each named by segment and id. A segment without sources has the plain pipeline again.
pub fn remove_sources(document: &Document, gone: &[(SegmentId, SourceId)]) -> Command {
    let mut commands = Vec::new();
    for segment in &document.segments {
        let mut left = segment.clone();
        left.pipeline.sources.retain(|it| !gone.iter().any(|(at, id)| *at == segment.id && *id == it.id));
        if left != *segment {
            commands.push(left.into());
        }
    }
    Command::batch(tr!("remove sources of new business"), commands)
}

/// Changes one source.
pub fn change_source(segment: &Segment, id: &SourceId, change: impl FnOnce(&mut Source)) -> Command {
    put(segment, tr!("source of {}", segment.name), |segment| {
        if let Some(source) = segment.pipeline.sources.iter_mut().find(|it| it.id == *id) {
            change(source);
        }
    })
}

/// Gives a source a season of its own, in which its leads come, or takes it away. It begins with the season of the company, so that one
/// sees what is changed.
pub fn set_source_season(document: &Document, segment: &Segment, id: &SourceId, own: bool) -> Command {
    let begins = Some(&document.assumptions.seasonality).filter(|it| it.len() == MONTHS);
    let begins = begins.cloned().unwrap_or_else(|| vec![Rate::ONE; MONTHS]);
    change_source(segment, id, |source| match (own, source.seasonality.is_empty()) {
        (true, true) => source.seasonality = begins,
        (false, false) => source.seasonality.clear(),
        (true, false) | (false, true) => {}
    })
}

/// A further stage of a source, after the one at a position (from 0) or at the end; at first everything reaches it.
pub fn add_stage(segment: &Segment, id: &SourceId, after: Option<usize>) -> Command {
    change_source(segment, id, |source| {
        let at = after.map_or(source.stages.len(), |after| (after + 1).min(source.stages.len()));
        source.stages.insert(at, Stage { name: tr!("New stage").to_owned(), rate: Rate::ONE });
    })
}

/// Takes stages away, each named by segment, source and position (from 0).
pub fn remove_stages(document: &Document, gone: &[(SegmentId, SourceId, usize)]) -> Command {
    let mut commands = Vec::new();
    for segment in &document.segments {
        let mut left = segment.clone();
        for source in &mut left.pipeline.sources {
            let mut at = 0;
            source.stages.retain(|_| {
                at += 1;
                !gone.iter().any(|(of, id, place)| *of == segment.id && *id == source.id && *place + 1 == at)
            });
        }
        if left != *segment {
            commands.push(left.into());
        }
    }
    Command::batch(tr!("remove stages"), commands)
}

/// How cycles of a segment are spread. A table of one's own begins with what holds until now, in whole per cents that add up.
pub fn set_cycle_shape(segment: &Segment, shape: CycleShape) -> Command {
    put(segment, tr!("sales cycle of {}", segment.name), |segment| {
        let pipeline = &mut segment.pipeline;
        if shape == CycleShape::Own && pipeline.cycle_shares.is_empty() {
            pipeline.cycle_shares = whole_percents(&delay(pipeline, None));
        }
        pipeline.cycle_shape = shape;
    })
}

/// Shares in whole per cents that add up to all; months without any at the end are left out.
fn whole_percents(shares: &[f64]) -> Vec<Rate> {
    let (mut so_far, mut given) = (0.0, 0i64);
    let mut parts: Vec<i64> = shares
        .iter()
        .map(|share| {
            so_far += share;
            let part = (so_far * 100.0).round() as i64 - given;
            given += part;
            part
        })
        .collect();
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts.into_iter().map(Rate::percent).collect()
}

/// One month more in the table of a segment, or one less.
pub fn set_cycle_length(segment: &Segment, months: usize) -> Command {
    put(segment, tr!("sales cycle of {}", segment.name), |segment| {
        segment.pipeline.cycle_shares.resize(months.clamp(1, LONGEST_CYCLE + 1), Rate::ZERO);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::engine::{Env, Metric, evaluate};
    use crate::model::sample;

    #[test]
    fn planning_by_source_moves_no_figure() {
        let mut document = sample::company();
        let closing = |document: &Document| {
            let outcome = evaluate(document, &Env::default());
            outcome.metric(Metric::ClosingArr, outcome.whole()).to_f64().expect("defined")
        };
        let before = closing(&document);
        let command = plan_by_source(&document, None);
        let inverse = apply(&mut document, command).expect("applies");
        assert!(document.segments.iter().all(|it| it.pipeline.sources.len() == 2));
        assert!((closing(&document) - before).abs() < 1.0);
        apply(&mut document, inverse).expect("applies");
        assert_eq!(document, sample::company());
    }

    #[test]
    fn sources_and_stages_come_and_go() {
        let mut document = sample::company();
        let command = plan_by_source(&document, None);
        apply(&mut document, command).expect("applies");
        let id = document.segments[0].id.clone();
        for _ in 0..2 {
            let command = add_source(&document.segments[0], Some(0));
            apply(&mut document, command).expect("applies");
        }
        let ids = |document: &Document| -> Vec<String> {
            document.segments[0].pipeline.sources.iter().map(|it| it.id.to_string()).collect()
        };
        assert_eq!(ids(&document), ["marketing", "new-source-2", "new-source", "sdr"]);
        let command = add_stage(&document.segments[0], &SourceId::new("marketing"), None);
        apply(&mut document, command).expect("applies");
        let gone = (id.clone(), SourceId::new("marketing"), 0);
        let command = remove_stages(&document, &[gone]);
        apply(&mut document, command).expect("applies");
        assert_eq!(document.segments[0].pipeline.sources[0].stages[0].name, "New stage");
        let gone: Vec<_> = ["new-source", "new-source-2"].map(|it| (id.clone(), SourceId::new(it))).to_vec();
        let command = remove_sources(&document, &gone);
        apply(&mut document, command).expect("applies");
        assert_eq!(ids(&document), ["marketing", "sdr"]);
    }

    #[test]
    fn a_season_of_a_source_begins_with_that_of_the_company_and_can_be_taken_away() {
        let mut document = sample::company();
        let command = plan_by_source(&document, None);
        apply(&mut document, command).expect("applies");
        let id = SourceId::new("marketing");
        let season =
            |document: &Document| document.segments[0].pipeline.source(&id).expect("there").seasonality.clone();
        let on = set_source_season(&document, &document.segments[0], &id, true);
        let inverse = apply(&mut document, on.clone()).expect("applies");
        assert_eq!(season(&document), document.assumptions.seasonality);
        document.segments[0].pipeline.sources[0].seasonality[0] = Rate::percent(300);
        let again = set_source_season(&document, &document.segments[0], &id, true);
        apply(&mut document, again).expect("applies");
        assert_eq!(season(&document)[0], Rate::percent(300), "what was typed stays");
        apply(&mut document, inverse).expect("applies");
        assert!(season(&document).is_empty());
        apply(&mut document, on).expect("applies");
        let off = set_source_season(&document, &document.segments[0], &id, false);
        apply(&mut document, off).expect("applies");
        assert!(season(&document).is_empty());
    }

    #[test]
    fn a_table_of_ones_own_begins_with_what_held_until_then() {
        let mut document = sample::company();
        let spread = set_cycle_shape(&document.segments[0], CycleShape::Spread);
        apply(&mut document, spread).expect("applies");
        let own = set_cycle_shape(&document.segments[0], CycleShape::Own);
        apply(&mut document, own).expect("applies");
        let pipeline = &document.segments[0].pipeline;
        let sum: i64 = pipeline.cycle_shares.iter().map(|it| it.ppm()).sum();
        assert_eq!((pipeline.cycle_shape, sum), (CycleShape::Own, Rate::SCALE));
        let months = pipeline.cycle_shares.len();
        let longer = set_cycle_length(&document.segments[0], months + 1);
        apply(&mut document, longer).expect("applies");
        assert_eq!(document.segments[0].pipeline.cycle_shares.len(), months + 1);
    }
}
