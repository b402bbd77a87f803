//! Changes of how attainment is spread: from a curve to groups and back without losing what it said, groups that come and go.

use crate::edit::Command;
use crate::engine::Spread;
use crate::model::{Assumptions, AttainmentBucket, AttainmentSpread, Document, OtherMeasures};
use crate::text::tr;
use crate::units::{Rate, rounding};

/// The bounds of the groups that a curve turns into, in per cent.
const BOUNDS: [i64; 10] = [0, 20, 40, 60, 80, 100, 120, 140, 160, 200];

/// Replaces the spread, as one step.
pub fn change_spread(document: &Document, spread: AttainmentSpread) -> Command {
    Command::Assumptions(Box::new(Assumptions { attainment: spread, ..document.assumptions.clone() }))
}

/// Says where other measures stand where plans are priced, as one step.
pub fn assume_others(document: &Document, others: OtherMeasures) -> Command {
    let assumptions = Assumptions { other_measures: others, ..document.assumptions.clone() };
    Command::batch(tr!("other measures where plans are priced"), vec![Command::Assumptions(Box::new(assumptions))])
}

/// A spread as groups: a curve is cut at round attainments, with what lies beyond them in the last group.
pub fn as_groups(spread: &AttainmentSpread) -> AttainmentSpread {
    let (AttainmentSpread::Normal { .. }, Some(ready)) = (spread, Spread::of(spread)) else { return spread.clone() };
    let bounds: Vec<Rate> = BOUNDS.iter().map(|at| Rate::percent(*at)).collect();
    let last = bounds.len().saturating_sub(2);
    let share = |(index, (from, to)): (usize, (&Rate, &Rate))| {
        let end = if index == last { f64::INFINITY } else { to.to_f64() };
        (*from, *to, ready.between(from.to_f64(), end))
    };
    let groups: Vec<(Rate, Rate, f64)> = bounds.iter().zip(bounds.iter().skip(1)).enumerate().map(share).collect();
    let weights: Vec<f64> = groups.iter().map(|it| it.2).collect();
    // In tenths of a per cent, which add up to the whole.
    let shares = rounding::split(Rate::SCALE, &weights, Rate::SCALE / 1_000);
    let bucket =
        |((from, to, _), share): ((Rate, Rate, f64), i64)| AttainmentBucket { from, to, share: Rate::from_ppm(share) };
    AttainmentSpread::Buckets { buckets: groups.into_iter().zip(shares).map(bucket).collect() }
}

/// A spread as a curve with the same mean and standard deviation, in tenths of a per cent.
pub fn as_normal(spread: &AttainmentSpread) -> AttainmentSpread {
    if matches!(spread, AttainmentSpread::Normal { .. }) {
        return spread.clone();
    }
    let Some(ready) = Spread::of(spread) else { return AttainmentSpread::default() };
    let mean = ready.mean();
    // Scaled up, because the mean of a function is taken to the cent of a sum of money.
    let variance = ready.expect(&[], &|at| (at - mean).powi(2) * 1e6) / 1e6;
    let tenths = |value: f64| Rate::from_ppm((value * 1_000.0).round() as i64 * 1_000);
    AttainmentSpread::Normal { mean: tenths(mean), deviation: tenths(variance.max(0.0).sqrt()) }
}

/// Adds a group above the last one, without people yet.
pub fn add_group(spread: &AttainmentSpread) -> AttainmentSpread {
    let AttainmentSpread::Buckets { buckets } = as_groups(spread) else { return spread.clone() };
    let from = buckets.iter().map(|it| it.to).max().unwrap_or(Rate::ZERO);
    let to = Rate::from_ppm(from.ppm().saturating_add(Rate::percent(25).ppm()));
    let fresh = AttainmentBucket { from, to, share: Rate::ZERO };
    AttainmentSpread::Buckets { buckets: buckets.into_iter().chain([fresh]).collect() }
}

/// Removes groups by position.
pub fn remove_groups(spread: &AttainmentSpread, places: &[usize]) -> AttainmentSpread {
    match spread {
        AttainmentSpread::Normal { .. } => spread.clone(),
        AttainmentSpread::Buckets { buckets } => AttainmentSpread::Buckets {
            buckets: buckets.iter().enumerate().filter(|it| !places.contains(&it.0)).map(|it| *it.1).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buckets(spread: &AttainmentSpread) -> Vec<AttainmentBucket> {
        match spread {
            AttainmentSpread::Buckets { buckets } => buckets.clone(),
            AttainmentSpread::Normal { .. } => panic!("a curve"),
        }
    }

    #[test]
    fn a_curve_becomes_groups_of_the_same_people_and_nearly_the_same_curve_again() {
        let curve = AttainmentSpread::Normal { mean: Rate::percent(95), deviation: Rate::percent(30) };
        let groups = as_groups(&curve);
        let shares: Vec<i64> = buckets(&groups).iter().map(|it| it.share.ppm()).collect();
        assert_eq!(shares.iter().sum::<i64>(), Rate::SCALE);
        assert!(shares.iter().all(|share| share % 1_000 == 0), "{shares:?}");
        let (before, after) = (Spread::of(&curve).unwrap(), Spread::of(&groups).unwrap());
        assert!((before.reaching(1.0) - after.reaching(1.0)).abs() < 0.001);
        let AttainmentSpread::Normal { mean, deviation } = as_normal(&groups) else { panic!("groups") };
        assert!(
            (mean.to_f64() - 0.95).abs() < 0.01 && (deviation.to_f64() - 0.30).abs() < 0.02,
            "{mean:?} {deviation:?}"
        );
        assert_eq!((as_groups(&groups), as_normal(&curve)), (groups, curve));
    }

    #[test]
    fn groups_come_above_the_last_and_go_by_their_place() {
        let spread = as_groups(&AttainmentSpread::default());
        let more = add_group(&spread);
        let last = *buckets(&more).last().unwrap();
        assert_eq!((last.from, last.to, last.share), (Rate::percent(200), Rate::percent(225), Rate::ZERO));
        assert_eq!(remove_groups(&more, &[buckets(&more).len() - 1]), spread);
        let none = AttainmentSpread::Buckets { buckets: Vec::new() };
        assert_eq!(buckets(&add_group(&none))[0].to, Rate::percent(25));
        assert_eq!(as_normal(&none), AttainmentSpread::default());
    }
}
