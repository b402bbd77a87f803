//! Tiers, service and workload in words.

mod people;

pub use people::{arithmetic, people_table};

use crate::model::{Balanced, Normalise, PlanObjective, TierCut, TouchKind};
use crate::territory::segment::{Dimension, Segmentation};
use crate::text::tr;

/// A dimension of the score.
pub fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Revenue => tr!("ARR today"),
        Dimension::Potential => tr!("Potential"),
        Dimension::Growth => tr!("Growth"),
        Dimension::Profitability => tr!("Profitability"),
        Dimension::Strategic => tr!("Strategic value"),
        Dimension::Referral => tr!("Referrals"),
    }
}

/// The input of its weight.
pub const fn weight_path(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Revenue => "territory/weight/revenue",
        Dimension::Potential => "territory/weight/potential",
        Dimension::Growth => "territory/weight/growth",
        Dimension::Profitability => "territory/weight/profitability",
        Dimension::Strategic => "territory/weight/strategic",
        Dimension::Referral => "territory/weight/referral",
    }
}

/// How amounts become comparable: its key, its name, what it means.
pub fn normalise(normalise: Normalise) -> (&'static str, &'static str, &'static str) {
    match normalise {
        Normalise::Rank => (
            "rank",
            tr!("By rank"),
            tr!("An amount counts by the share of accounts it is ahead of, so one giant presses nobody down."),
        ),
        Normalise::Range => (
            "range",
            tr!("By range"),
            tr!(
                "The smallest amount counts 0, the largest 100, in proportion between: one giant presses all others down."
            ),
        ),
    }
}

/// What tiers are cut by: its key and its name.
pub fn cut(cut: TierCut) -> (&'static str, &'static str) {
    match cut {
        TierCut::Share => ("share", tr!("By share of accounts")),
        TierCut::Score => ("score", tr!("By score")),
    }
}

/// Something done for an account.
pub fn touch(kind: TouchKind) -> &'static str {
    match kind {
        TouchKind::Visit => tr!("Visit"),
        TouchKind::Call => tr!("Call or online meeting"),
        TouchKind::Message => tr!("Message"),
        TouchKind::Review => tr!("Business review"),
        TouchKind::Support => tr!("Dedicated support"),
    }
}

/// What is balanced.
pub fn balanced(what: Balanced) -> &'static str {
    match what {
        Balanced::Potential => tr!("Potential"),
        Balanced::Workload => tr!("Workload"),
        Balanced::Arr => "ARR",
        Balanced::Accounts => tr!("Accounts"),
    }
}

/// What makes a plan better: its key, its name, what it means.
pub fn objective(objective: PlanObjective) -> (&'static str, &'static str, &'static str) {
    match objective {
        PlanObjective::Compact => {
            ("compact", tr!("Compact"), tr!("Short distances, everything balanced within the band."))
        }
        PlanObjective::MinLargest => {
            ("min_largest", tr!("Smallest largest"), tr!("The fullest territory as small as can be."))
        }
        PlanObjective::MaxSmallest => {
            ("max_smallest", tr!("Largest smallest"), tr!("The leanest territory as large as can be."))
        }
        PlanObjective::MinSpread => {
            ("min_spread", tr!("Least spread"), tr!("As little as can be between the fullest and the leanest."))
        }
        PlanObjective::LeastDisruption => (
            "least_disruption",
            tr!("Least change"),
            tr!("As few changes of owner as can be, everything balanced within the band."),
        ),
    }
}

/// Accounts by part of the scale of scores and by tier; the best tier first.
pub fn score_bins(segmentation: &Segmentation, tiers: usize, bins: usize) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; tiers.max(1)]; bins];
    for (score, tier) in segmentation.scores.iter().zip(&segmentation.tiers) {
        let Some(score) = score else { continue };
        let at = ((score * bins as f64) as usize).min(bins.saturating_sub(1));
        if let Some(count) = counts.get_mut(at).and_then(|bin| bin.get_mut(tier.unwrap_or(0))) {
            *count += 1;
        }
    }
    counts
}
