//! Scores of accounts, and the tiers that follow from them.
//!
//! A score is the mean of what is known of an account, weighted: `sum(weight x value) / sum(weight)` over the dimensions that have a value, so
//! what nobody has told pulls nobody down. Amounts (ARR, potential) become values between 0 and 1 by rank or by range; ratings are on that
//! scale already. A prospect has no ARR, which is not the same as an ARR of nothing: that dimension is left out.

use crate::model::{Account, Document, Normalise, Ratings, TerritorySettings, TierCut};
use crate::units::{Money, Rate};

/// A dimension of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// What it pays today.
    Revenue,
    /// What it could pay.
    Potential,
    /// How fast it grows.
    Growth,
    /// What is left after serving it.
    Profitability,
    /// What it is worth beyond revenue.
    Strategic,
    /// Whether it brings others.
    Referral,
}

impl Dimension {
    /// All dimensions, in the order shown.
    pub const ALL: [Dimension; 6] = [
        Dimension::Revenue,
        Dimension::Potential,
        Dimension::Growth,
        Dimension::Profitability,
        Dimension::Strategic,
        Dimension::Referral,
    ];

    /// Its weight.
    pub fn weight(self, settings: &TerritorySettings) -> f64 {
        let weights = &settings.weights;
        let weight = match self {
            Dimension::Revenue => weights.revenue,
            Dimension::Potential => weights.potential,
            Dimension::Growth => weights.growth,
            Dimension::Profitability => weights.profitability,
            Dimension::Strategic => weights.strategic,
            Dimension::Referral => weights.referral,
        };
        weight.to_f64().max(0.0)
    }

    /// What is known of an account: an amount, or a rating between 0 and 1.
    fn raw(self, account: &Account) -> Option<f64> {
        let Ratings { growth, profitability, strategic, referral } = account.ratings;
        let rating = |rate: Option<Rate>| rate.map(|it| it.to_f64().clamp(0.0, 1.0));
        let amount = |money: Money| money.to_major().max(0.0);
        match self {
            Dimension::Revenue => account.contract.map(|it| amount(it.arr)),
            Dimension::Potential => account.potential.map(amount),
            Dimension::Growth => rating(growth),
            Dimension::Profitability => rating(profitability),
            Dimension::Strategic => rating(strategic),
            Dimension::Referral => rating(referral),
        }
    }

    /// Whether it is an amount, to be made comparable.
    pub const fn is_amount(self) -> bool {
        matches!(self, Dimension::Revenue | Dimension::Potential)
    }
}

/// Scores and tiers of all accounts, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segmentation {
    /// From 0 to 1; none where nothing is known that counts.
    pub scores: Vec<Option<f64>>,
    /// Place of the tier in the settings; none where there are no tiers.
    pub tiers: Vec<Option<usize>>,
}

/// Scores all accounts of a document and puts them into tiers.
pub fn segment(document: &Document) -> Segmentation {
    let (accounts, settings) = (document.accounts.as_slice(), &document.territory);
    let scores = scores(accounts, settings);
    let tiers = tiers(accounts, settings, &scores);
    Segmentation { scores, tiers }
}

fn scores(accounts: &[Account], settings: &TerritorySettings) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0.0); accounts.len()];
    for dimension in Dimension::ALL {
        let weight = dimension.weight(settings);
        if weight <= 0.0 {
            continue;
        }
        let mut values: Vec<Option<f64>> = accounts.iter().map(|it| dimension.raw(it)).collect();
        if dimension.is_amount() {
            match settings.normalise {
                Normalise::Rank => by_rank(&mut values),
                Normalise::Range => by_range(&mut values),
            }
        }
        for (sum, value) in sums.iter_mut().zip(values) {
            if let Some(value) = value {
                sum.0 += weight * value;
                sum.1 += weight;
            }
        }
    }
    sums.into_iter().map(|(value, weight)| (weight > 0.0).then(|| value / weight)).collect()
}

/// The share of the other accounts that are less, those that are equal counting half; 0.5 for one alone.
fn by_rank(values: &mut [Option<f64>]) {
    let mut order: Vec<(f64, usize)> = values.iter().enumerate().filter_map(|(at, it)| Some(((*it)?, at))).collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    let others = order.len().saturating_sub(1) as f64;
    let mut first = 0;
    for alike in order.chunk_by(|one, other| one.0 == other.0) {
        let rank = first as f64 + (alike.len() - 1) as f64 / 2.0;
        let value = if others > 0.0 { rank / others } else { 0.5 };
        for (_, at) in alike {
            if let Some(place) = values.get_mut(*at) {
                *place = Some(value);
            }
        }
        first += alike.len();
    }
}

/// The way from the smallest to the largest; 0.5 where all are equal.
fn by_range(values: &mut [Option<f64>]) {
    let known = || values.iter().flatten().copied();
    let (low, high) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    for value in values.iter_mut().flatten() {
        *value = if high > low { (*value - low) / (high - low) } else { 0.5 };
    }
}

/// The tier typed, else that of the score; what has no score is in the last tier.
fn tiers(accounts: &[Account], settings: &TerritorySettings, scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let Some(last) = settings.tiers.len().checked_sub(1) else { return vec![None; accounts.len()] };
    let typed = |account: &Account| {
        let id = account.tier.as_ref()?;
        settings.tiers.iter().position(|it| it.id == *id)
    };
    let mut tiers: Vec<Option<usize>> = accounts.iter().map(typed).collect();
    match settings.cut {
        TierCut::Score => {
            for (tier, score) in tiers.iter_mut().zip(scores).filter(|(tier, _)| tier.is_none()) {
                let fits = |it: &crate::model::Tier| score.is_some_and(|score| score >= it.score.to_f64());
                *tier = Some(settings.tiers.iter().position(fits).unwrap_or(last));
            }
        }
        TierCut::Share => {
            let mut order: Vec<(f64, usize)> = scores
                .iter()
                .enumerate()
                .filter(|(at, _)| tiers.get(*at).is_some_and(Option::is_none))
                .map(|(at, score)| (score.unwrap_or(-1.0), at))
                .collect();
            // Of equal scores the one that stands first in the table comes first, so that the same table gives the same tiers.
            order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            let ends = ends(settings, order.len());
            for (rank, (_, at)) in order.into_iter().enumerate() {
                if let Some(place) = tiers.get_mut(at) {
                    *place = Some(ends.iter().position(|end| rank < *end).unwrap_or(last));
                }
            }
        }
    }
    tiers
}

/// How many accounts are in the first tier, in the first two, and so on; the last tier takes the rest.
fn ends(settings: &TerritorySettings, accounts: usize) -> Vec<usize> {
    let mut share = 0.0;
    let before_last = settings.tiers.len().saturating_sub(1);
    let upto = |tier: &crate::model::Tier| {
        share += tier.share.to_f64().max(0.0);
        ((share.min(1.0) * accounts as f64) + 0.5).floor() as usize
    };
    settings.tiers.iter().take(before_last).map(upto).collect()
}

/// How many scores lie in each of `bins` equal parts of 0 to 1; a score of exactly 1 is in the last.
pub fn distribution(scores: &[Option<f64>], bins: usize) -> Vec<usize> {
    let mut counts = vec![0; bins];
    for score in scores.iter().flatten() {
        let at = ((score * bins as f64) as usize).min(bins.saturating_sub(1));
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    counts
}
