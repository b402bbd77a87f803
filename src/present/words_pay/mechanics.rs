//! Names and meanings of the mechanics of a component: what it can measure, how a table turns credit into pay, what bends that. The
//! screen shows them beside each choice, and `docs/pay-rules.md` is made of them.

use super::choice::{SHAPES, measured};
use crate::model::comp::{Accumulates, Begins, Measure, Modifier, Pays, RateKind};

/// Groups of measures, as one asks for them: what is the person paid to do?
pub const MEASURE_GROUPS: [(&str, &[Measure]); 4] = [
    ("Win customers", &[Measure::NewArr, Measure::GrossMargin, Measure::Units]),
    ("Keep customers", &[Measure::RenewedArr, Measure::GrossRetention, Measure::NetRetention, Measure::Satisfaction]),
    ("Grow customers", &[Measure::ExpansionArr, Measure::ExpansionAndPriceArr]),
    ("Activity and goals", &[Measure::Opportunities, Measure::Meetings, Measure::Objectives]),
];

/// What a measure counts.
pub const fn measure_meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "ARR of customers won, credited in the month they sign",
        Measure::ExpansionArr => "ARR that existing customers add, price increases apart",
        Measure::ExpansionAndPriceArr => "ARR that existing customers add, price increases included",
        Measure::RenewedArr => "ARR that fell due and was renewed",
        Measure::GrossRetention => "share of the ARR due that stayed, growth not counted; never above 100 %",
        Measure::NetRetention => "share of the ARR due that stayed, growth and price increases counted",
        Measure::Opportunities => "opportunities that sales accepted",
        Measure::Objectives => "score of agreed objectives (MBO); the forecast takes it as on target",
        Measure::GrossMargin => "new ARR times gross margin, or the margin that a deal says",
        Measure::Units => "things sold; in the forecast each customer won is one",
        Measure::Meetings => "meetings held; the forecast makes none and takes the target as met",
        Measure::Satisfaction => "score of customers' satisfaction (CSAT, NPS); the forecast takes it as on target",
    }
}

/// Name and meaning of a kind of table.
pub fn rate_kind(kind: RateKind) -> (&'static str, &'static str) {
    match kind {
        RateKind::Tiers(preset) => SHAPES.iter().find(|it| it.0 == preset).map_or(("", ""), |it| (it.1, it.2)),
        RateKind::Interpolated(Accumulates::Rate) => (
            "Pro rata, rates add up",
            "a part-filled tier adds that part of its rate; the sum of rates pays for all credit",
        ),
        RateKind::Interpolated(Accumulates::Amount) => {
            ("Pro rata, amounts add up", "a part-filled tier adds that part of its amount; a full one adds all of it")
        }
        RateKind::Curve => ("Curve", "share of target pay, straight between points; the last slope goes on"),
        RateKind::Milestones => ("Milestones", "a fixed sum for each result reached, added up"),
        RateKind::Matrix => (
            "Matrix of two measures",
            "share of target pay where the row and the column reached meet; below the first of either nothing",
        ),
    }
}

/// The group under which a kind of table is listed.
pub const fn rate_group(kind: RateKind) -> &'static str {
    match kind {
        RateKind::Tiers(_) => "Tiers",
        RateKind::Interpolated(_) | RateKind::Curve => "Gradual",
        RateKind::Milestones | RateKind::Matrix => "Steps",
    }
}

/// Name and meaning of a modifier.
pub const fn modifier(modifier: Modifier) -> (&'static str, &'static str) {
    match modifier {
        Modifier::Threshold => ("Threshold", "nothing is paid below it; it is met when reached"),
        Modifier::Gate => ("Gate", "another measure has to reach a value, or pay is held back"),
        Modifier::AttainmentCap => ("Cap on attainment", "attainment beyond it does not count"),
        Modifier::Cap => ("Cap on pay", "most pay of a period, as a multiple of its target pay"),
        Modifier::Kicker => ("Kicker", "pay on top for some deals, whatever their tier; attainment does not move"),
        Modifier::DealCap => ("Cap on one deal", "most pay for a single deal, its kickers included"),
        Modifier::Multiplier => ("Multiplier", "another measure chooses a factor on all pay of the component"),
        Modifier::AttainedBy => (
            "Attainment of another measure",
            "the mean rate is looked up at another measure's attainment and paid on this one's credit",
        ),
        Modifier::TierByMargin => (
            "Tier by margin of the deal",
            "each deal's own margin in per cent picks its tier, which pays for the whole deal; rows begin at shares of margin",
        ),
    }
}

/// A few words on a modifier, for a list of them.
pub const fn modifier_hint(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Threshold => "nothing below",
        Modifier::Gate => "only if another measure",
        Modifier::Kicker => "on top, by deal",
        Modifier::Multiplier => "by another measure",
        Modifier::AttainmentCap | Modifier::Cap | Modifier::DealCap | Modifier::AttainedBy => "",
        Modifier::TierByMargin => "instead of attainment",
    }
}

/// Why a modifier would have no effect on a component.
pub const fn modifier_misfit(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Kicker => "needs deals",
        Modifier::DealCap => "needs each deal rated",
        Modifier::AttainedBy => "not deal by deal",
        Modifier::TierByMargin => "needs tiers, each deal rated",
        Modifier::Threshold | Modifier::Gate | Modifier::AttainmentCap | Modifier::Cap | Modifier::Multiplier => "",
    }
}

/// Name of what the rows of a table begin at.
pub const fn begins(begins: Begins) -> &'static str {
    match begins {
        Begins::Share => "% of target",
        Begins::Amount => "An amount of credit",
        Begins::Units => "A number of units",
    }
}

/// Name and meaning of what tiers pay.
pub const fn pays(pays: Pays) -> (&'static str, &'static str) {
    match pays {
        Pays::Multiple => ("x derived rate", "1x pays target pay at target"),
        Pays::Share => ("% of credit", "whatever target pay and quota are"),
        Pays::PerUnit => ("An amount per unit", "whatever target pay and quota are"),
    }
}

/// A measure where it stands at a value: `gross retention`, `attainment of new ARR`.
pub fn standing(measure: Measure) -> String {
    if measure.is_ratio() { measured(measure).to_owned() } else { format!("attainment of {}", counted(measure)) }
}

/// A measure as a sum: `qualified opportunities` rather than `qualified opportunity`.
pub(super) const fn counted(measure: Measure) -> &'static str {
    match measure {
        Measure::Opportunities => "qualified opportunities",
        Measure::Units => "units sold",
        Measure::Meetings => "meetings held",
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
