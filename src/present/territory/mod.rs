//! Tiers, service and workload in words.

mod people;

pub use people::{arithmetic, people_table};

use crate::model::{Balanced, Normalise, PlanObjective, TierCut, TouchKind};
use crate::territory::segment::{Dimension, Segmentation};

/// A dimension of the score.
pub const fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Revenue => "ARR today",
        Dimension::Potential => "Potential",
        Dimension::Growth => "Growth",
        Dimension::Profitability => "Profitability",
        Dimension::Strategic => "Strategic value",
        Dimension::Referral => "Referrals",
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
pub const fn normalise(normalise: Normalise) -> (&'static str, &'static str, &'static str) {
    match normalise {
        Normalise::Rank => (
            "rank",
            "By rank",
            "An amount counts by the share of accounts it is ahead of, so one giant presses nobody down.",
        ),
        Normalise::Range => (
            "range",
            "By range",
            "The smallest amount counts 0, the largest 100, in proportion between: one giant presses all others down.",
        ),
    }
}

/// What tiers are cut by: its key and its name.
pub const fn cut(cut: TierCut) -> (&'static str, &'static str) {
    match cut {
        TierCut::Share => ("share", "By share of accounts"),
        TierCut::Score => ("score", "By score"),
    }
}

/// Something done for an account.
pub const fn touch(kind: TouchKind) -> &'static str {
    match kind {
        TouchKind::Visit => "Visit",
        TouchKind::Call => "Call or online meeting",
        TouchKind::Message => "Message",
        TouchKind::Review => "Business review",
        TouchKind::Support => "Dedicated support",
    }
}

/// What is balanced.
pub const fn balanced(what: Balanced) -> &'static str {
    match what {
        Balanced::Potential => "Potential",
        Balanced::Workload => "Workload",
        Balanced::Arr => "ARR",
        Balanced::Accounts => "Accounts",
    }
}

/// What makes a plan better: its key, its name, what it means.
pub const fn objective(objective: PlanObjective) -> (&'static str, &'static str, &'static str) {
    match objective {
        PlanObjective::Compact => ("compact", "Compact", "Short distances, everything balanced within the band."),
        PlanObjective::MinLargest => ("min_largest", "Smallest largest", "The fullest territory as small as can be."),
        PlanObjective::MaxSmallest => ("max_smallest", "Largest smallest", "The leanest territory as large as can be."),
        PlanObjective::MinSpread => {
            ("min_spread", "Least spread", "As little as can be between the fullest and the leanest.")
        }
        PlanObjective::LeastDisruption => (
            "least_disruption",
            "Least change",
            "As few changes of owner as can be, everything balanced within the band.",
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
