//! Inputs that move no figure as a plan stands: another input takes their place, or what they describe is switched off.
//!
//! Who looks for what moves a figure (goal seek, sensitivity, a field that is held) leaves these out, or says why.

use crate::model::{CoverageResponse, CycleShape, Document, Function, Segment, Source};
use crate::text::{mark, tr};

const BY_SOURCE: &str = mark!("the segment is planned by source, and its sources have leads and stages of their own");
const OWN_TABLE: &str = mark!("the segment has a table of its own for how long opportunities take");
const OF_SOURCES: &str = mark!("every source of the segment has its own");

/// Why an input moves no figure as the plan stands, as a sentence without its stop; absent where it may.
pub fn idle(document: &Document, path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    match *parts.as_slice() {
        ["segment", id, ref rest @ ..] => {
            of_segment(document, document.segments.iter().find(|it| it.id.as_str() == id)?, rest)
        }
        ["assumptions", "coverage", ..] if document.assumptions.coverage.response == CoverageResponse::Off => {
            Some(tr!("retention does not respond to coverage"))
        }
        ["assumptions", "handover", "seller_share"] if document.assumptions.handover.months == 0 => {
            Some(tr!("sellers share nothing after the handover"))
        }
        ["assumptions", "attainment" | "ratio_spread" | "other_measures" | "capacity_history", ..] => {
            Some(tr!("the forecast does not read it"))
        }
        ["settings", "target_arr"] => Some(tr!("it is a target")),
        ["costs", "headcount_budget"] => Some(tr!("it is a budget")),
        _ => None,
    }
}

fn of_segment(document: &Document, segment: &Segment, rest: &[&str]) -> Option<&'static str> {
    let (pipeline, retention) = (&segment.pipeline, &segment.retention);
    let own_cycle = pipeline.cycle_shape == CycleShape::Own && pipeline.cycle_shares.iter().any(|it| it.ppm() > 0);
    match *rest {
        ["pipeline", "leads_month" | "lead_growth_year" | "lead_to_opportunity"] => {
            (!pipeline.sources.is_empty()).then_some(BY_SOURCE)
        }
        ["pipeline", "win_rate"] => by_sources(document, segment, |it| it.win_rate.is_some()),
        ["pipeline", "deal_size"] if pipeline.opening.is_empty() => {
            by_sources(document, segment, |it| it.deal_size.is_some())
        }
        ["pipeline" | "source", .., "cycle_months"] if own_cycle => Some(OWN_TABLE),
        ["pipeline", "cycle_months"] => by_sources(document, segment, |it| it.cycle_months.is_some()),
        ["pipeline", "cycle", _] if pipeline.cycle_shape != CycleShape::Own => {
            Some(tr!("all close by the shape that was chosen"))
        }
        ["pipeline", "opening_win_rate"] if pipeline.opening.is_empty() => Some(tr!("the opening pipeline is empty")),
        ["retention", "contraction_depth"] if retention.contraction.ppm() == 0 => {
            Some(tr!("nobody shrinks at renewal"))
        }
        ["retention", "reactivation_lag_months"] if retention.reactivation.ppm() == 0 => {
            Some(tr!("nobody who left comes back"))
        }
        ["satisfaction" | "satisfaction_month"] => Some(tr!("it was measured, and no figure follows from it")),
        ["target", ..] => Some(tr!("it is a target")),
        _ => None,
    }
}

/// Where each source has a figure of its own, that of the segment counts for nothing but what sales development finds beside them.
fn by_sources(document: &Document, segment: &Segment, own: fn(&Source) -> bool) -> Option<&'static str> {
    let sources = &segment.pipeline.sources;
    let finds = |it: &crate::model::Role| it.function == Function::SalesDevelopment;
    let beside = !sources.iter().any(Source::has_heads) && document.roles.iter().any(finds);
    (!sources.is_empty() && !beside && sources.iter().all(own)).then_some(OF_SOURCES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::units::{Money, Rate, SourceId};

    #[test]
    fn what_stands_in_for_an_input_makes_it_idle() {
        let mut document = sample::company();
        let id = document.segments[0].id.to_string();
        let at = |key: &str| format!("segment/{id}/{key}");
        document.segments[0].pipeline.sources.clear();
        assert_eq!(idle(&document, &at("pipeline/leads_month")), None);
        let web = Source { id: SourceId::new("web"), leads_month: 40, ..Source::default() };
        document.segments[0].pipeline.sources = vec![web];
        assert_eq!(idle(&document, &at("pipeline/leads_month")), Some(BY_SOURCE));
        assert_eq!(idle(&document, &at("source/web/leads_month")), None);
        assert_eq!(idle(&document, &at("pipeline/win_rate")), None, "the source has none of its own");
        document.segments[0].pipeline.sources[0].win_rate = Some(Rate::percent(20));
        document.segments[0].pipeline.sources[0].deal_size = Some(Money::from_major(10_000));
        assert_eq!(
            idle(&document, &at("pipeline/win_rate")),
            None,
            "sales development finds beside it, at the segment's"
        );
        document.segments[0].pipeline.sources[0].kind = crate::model::SourceKind::SalesDevelopment;
        assert_eq!(idle(&document, &at("pipeline/win_rate")), Some(OF_SOURCES));
        assert_eq!(idle(&document, &at("pipeline/cycle_months")), None);
        document.segments[0].pipeline.cycle_shape = CycleShape::Own;
        document.segments[0].pipeline.cycle_shares = vec![Rate::ONE];
        assert_eq!(idle(&document, &at("pipeline/cycle_months")), Some(OWN_TABLE));
        assert_eq!(idle(&document, &at("source/web/cycle_months")), Some(OWN_TABLE));
        document.assumptions.coverage.response = CoverageResponse::Off;
        assert!(idle(&document, "assumptions/coverage/renewal_at_stake").is_some());
        assert_eq!(idle(&document, "costs/marketing"), None);
    }
}
