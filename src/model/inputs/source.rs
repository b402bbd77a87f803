//! The walk through one source of new business.

use super::entry::{ANY_MONEY, At, Flow, SHARE, Slot, Visit, count};
use super::walk::weights;
use super::{Bounds, InputUnit};
use crate::model::Source;
use crate::text::{mark, tr};
use crate::units::Cadence;

/// Visits the inputs of one source of a segment.
pub(super) fn source(source: &mut Source, segment: &str, label: &str, visit: &mut Visit<'_>) -> Flow {
    let path = format!("{segment}/source/{}", source.id);
    let label = format!("{label}, {}", source.name);
    let mut at = At { path: &path, label: &label, visit };
    let many = count(0, 10_000_000);
    let leads = InputUnit::CountPer(mark!("leads"), Cadence::Month);
    at.put("leads_month", tr!("leads"), leads, many, 10.0, Slot::Count(&mut source.leads_month))?;
    if source.has_heads() {
        let slot = Slot::OptCount(&mut source.leads_per_head);
        at.put("leads_per_head", tr!("leads of a ramped head"), leads, count(0, 1_000_000), 1.0, slot)?;
    }
    let growth = Bounds { min: -1.0, max: 10.0 };
    let slot = Slot::Rate(&mut source.growth_year);
    at.put("growth_year", tr!("growth of leads"), InputUnit::PercentPerYear, growth, 0.01, slot)?;
    weights(&mut at, "seasonality", tr!("season of leads"), &mut source.seasonality)?;
    for (index, stage) in source.stages.iter_mut().enumerate() {
        let label = tr!("share that becomes \u{201c}{}\u{201d}", stage.name);
        at.share(&format!("stage/{}/rate", index + 1), &label, &mut stage.rate)?;
    }
    let slot = Slot::OptRate(&mut source.win_rate);
    at.put("win_rate", tr!("win rate"), InputUnit::Percent, SHARE, 0.01, slot)?;
    let slot = Slot::OptMoney(&mut source.deal_size);
    at.put("deal_size", tr!("deal size (ARR)"), InputUnit::Money, ANY_MONEY, 1_000.0, slot)?;
    let slot = Slot::OptCount(&mut source.cycle_months);
    at.put("cycle_months", tr!("sales cycle"), InputUnit::Count(mark!("months")), count(0, 36), 1.0, slot)
}
