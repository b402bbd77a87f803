//! Names and meanings of the mechanics of a component: what it can measure, how a table turns credit into pay, what bends that. The
//! screen shows them beside each choice, and `docs/pay-rules.md` is made of them.

use super::choice::{SHAPES, measured};
use crate::model::comp::{Accumulates, Begins, Measure, Modifier, Pays, RateKind};
use crate::text::{mark, tr};

/// Groups of measures, as one asks for them: what is the person paid to do?
pub const MEASURE_GROUPS: [(&str, &[Measure]); 4] = [
    (mark!("Win customers"), &[Measure::NewArr, Measure::GrossMargin, Measure::Units]),
    (
        mark!("Keep customers"),
        &[Measure::RenewedArr, Measure::GrossRetention, Measure::NetRetention, Measure::Satisfaction],
    ),
    (mark!("Grow customers"), &[Measure::ExpansionArr, Measure::ExpansionAndPriceArr]),
    (mark!("Activity and goals"), &[Measure::Opportunities, Measure::Meetings, Measure::Objectives]),
];

/// What a measure counts.
pub fn measure_meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => tr!("ARR of customers won, credited in the month they sign"),
        Measure::ExpansionArr => tr!("ARR that existing customers add, price increases apart"),
        Measure::ExpansionAndPriceArr => tr!("ARR that existing customers add, price increases included"),
        Measure::RenewedArr => tr!("ARR that fell due and was renewed"),
        Measure::GrossRetention => tr!("share of the ARR due that stayed, growth not counted; never above 100 %"),
        Measure::NetRetention => tr!("share of the ARR due that stayed, growth and price increases counted"),
        Measure::Opportunities => tr!("opportunities that sales accepted"),
        Measure::Objectives => tr!("score of agreed objectives (MBO); the forecast takes it as on target"),
        Measure::GrossMargin => tr!("new ARR times gross margin, or the margin that a deal says"),
        Measure::Units => tr!("things sold; in the forecast each customer won is one"),
        Measure::Meetings => tr!("meetings held; the forecast makes none and takes the target as met"),
        Measure::Satisfaction => {
            tr!("score of customers' satisfaction (CSAT, NPS); the forecast takes it as on target")
        }
    }
}

/// Name and meaning of a kind of table.
pub fn rate_kind(kind: RateKind) -> (&'static str, &'static str) {
    match kind {
        RateKind::Tiers(preset) => {
            SHAPES.iter().find(|it| it.0 == preset).map_or(("", ""), |it| (tr!(it.1), tr!(it.2)))
        }
        RateKind::Interpolated(Accumulates::Rate) => (
            tr!("Pro rata, rates add up"),
            tr!("a part-filled tier adds that part of its rate; the sum of rates pays for all credit"),
        ),
        RateKind::Interpolated(Accumulates::Amount) => (
            tr!("Pro rata, amounts add up"),
            tr!("a part-filled tier adds that part of its amount; a full one adds all of it"),
        ),
        RateKind::Curve => (tr!("Curve"), tr!("share of target pay, straight between points; the last slope goes on")),
        RateKind::Milestones => (tr!("Milestones"), tr!("a fixed sum for each result reached, added up")),
        RateKind::Matrix => (
            tr!("Matrix of two measures"),
            tr!("share of target pay where the row and the column reached meet; below the first of either nothing"),
        ),
    }
}

/// The group under which a kind of table is listed.
pub fn rate_group(kind: RateKind) -> &'static str {
    match kind {
        RateKind::Tiers(_) => tr!("Tiers"),
        RateKind::Interpolated(_) | RateKind::Curve => tr!("Gradual"),
        RateKind::Milestones | RateKind::Matrix => tr!("Steps"),
    }
}

/// Name and meaning of a modifier.
pub fn modifier(modifier: Modifier) -> (&'static str, &'static str) {
    match modifier {
        Modifier::Threshold => (tr!("Threshold"), tr!("nothing is paid below it; it is met when reached")),
        Modifier::Gate => (tr!("Gate"), tr!("another measure has to reach a value, or pay is held back")),
        Modifier::AttainmentCap => (tr!("Cap on attainment"), tr!("attainment beyond it does not count")),
        Modifier::Cap => (tr!("Cap on pay"), tr!("most pay of a period, as a multiple of its target pay")),
        Modifier::Kicker => {
            (tr!("Kicker"), tr!("pay on top for some deals, whatever their tier; attainment does not move"))
        }
        Modifier::DealCap => (tr!("Cap on one deal"), tr!("most pay for a single deal, its kickers included")),
        Modifier::Multiplier => {
            (tr!("Multiplier"), tr!("another measure chooses a factor on all pay of the component"))
        }
        Modifier::AttainedBy => (
            tr!("Attainment of another measure"),
            tr!("the mean rate is looked up at another measure's attainment and paid on this one's credit"),
        ),
        Modifier::TierByMargin => (
            tr!("Tier by margin of the deal"),
            tr!(
                "each deal's own margin in per cent picks its tier, which pays for the whole deal; rows begin at shares of margin"
            ),
        ),
    }
}

/// A few words on a modifier, for a list of them.
pub fn modifier_hint(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Threshold => tr!("nothing below"),
        Modifier::Gate => tr!("only if another measure"),
        Modifier::Kicker => tr!("on top, by deal"),
        Modifier::Multiplier => tr!("by another measure"),
        Modifier::AttainmentCap | Modifier::Cap | Modifier::DealCap | Modifier::AttainedBy => "",
        Modifier::TierByMargin => tr!("instead of attainment"),
    }
}

/// Why a modifier would have no effect on a component.
pub fn modifier_misfit(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Kicker => tr!("needs deals"),
        Modifier::DealCap => tr!("needs each deal rated"),
        Modifier::AttainedBy => tr!("not deal by deal"),
        Modifier::TierByMargin => tr!("needs tiers, each deal rated"),
        Modifier::Threshold | Modifier::Gate | Modifier::AttainmentCap | Modifier::Cap | Modifier::Multiplier => "",
    }
}

/// Name of what the rows of a table begin at.
pub fn begins(begins: Begins) -> &'static str {
    match begins {
        Begins::Share => tr!("% of target"),
        Begins::Amount => tr!("An amount of credit"),
        Begins::Units => tr!("A number of units"),
    }
}

/// Name and meaning of what tiers pay.
pub fn pays(pays: Pays) -> (&'static str, &'static str) {
    match pays {
        Pays::Multiple => (tr!("x derived rate"), tr!("1x pays target pay at target")),
        Pays::Share => (tr!("% of credit"), tr!("whatever target pay and quota are")),
        Pays::PerUnit => (tr!("An amount per unit"), tr!("whatever target pay and quota are")),
    }
}

/// A measure where it stands at a value: `gross retention`, `attainment of new ARR`.
pub fn standing(measure: Measure) -> String {
    if measure.is_ratio() { measured(measure).to_owned() } else { tr!("attainment of {}", attained(measure)) }
}

/// A measure as a sum behind `attainment of`: languages with cases say it otherwise there.
pub(super) fn attained(measure: Measure) -> &'static str {
    match measure {
        Measure::Opportunities => tr!("qualified opportunities" in "attainment of"),
        Measure::Units => tr!("units sold" in "attainment of"),
        Measure::Meetings => tr!("meetings held" in "attainment of"),
        Measure::Objectives => tr!("the objectives" in "attainment of"),
        Measure::Satisfaction => tr!("the satisfaction score" in "attainment of"),
        Measure::NewArr
        | Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::RenewedArr
        | Measure::GrossRetention
        | Measure::NetRetention
        | Measure::GrossMargin => measured(measure),
    }
}

/// A measure as a sum: `qualified opportunities` rather than `qualified opportunity`.
pub(super) fn counted(measure: Measure) -> &'static str {
    match measure {
        Measure::Opportunities => tr!("qualified opportunities"),
        Measure::Units => tr!("units sold"),
        Measure::Meetings => tr!("meetings held"),
        Measure::NewArr
        | Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::RenewedArr
        | Measure::GrossRetention
        | Measure::NetRetention
        | Measure::Objectives
        | Measure::GrossMargin
        | Measure::Satisfaction => measured(measure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_stands_in_one_group() {
        let mut listed: Vec<Measure> = MEASURE_GROUPS.iter().flat_map(|group| group.1).copied().collect();
        listed.sort();
        let mut all = Measure::ALL.to_vec();
        all.sort();
        assert_eq!(listed, all);
    }
}
