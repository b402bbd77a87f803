//! What is wrong with a plan, and how good it is, computed from scratch. The search keeps books of its own; what it says of a plan in the
//! end comes from here.

use super::instance::{Instance, Objective};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sums are compared with this much room, as a part of a share: what rounding of a few thousand additions can make.
const ROUNDING: f64 = 1e-9;

/// Where a plan does not keep to the conditions. All zero: it keeps to them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Breaches {
    /// How far sums lie outside the band, in parts of the rep's share, summed over reps and attributes. 0 where the objective knows no band.
    pub band: f64,
    /// How far the one farthest from its share is from it, in parts of the share, band or no band.
    pub largest_deviation: f64,
    /// Accounts above the maxima of their reps.
    pub over_maximum: u32,
    /// Accounts with a rep they must not meet.
    pub forbidden: u32,
    /// Accounts that are not with the rep they are locked to.
    pub locks: u32,
    /// Accounts that are not where the first of their family is.
    pub families: u32,
    /// Pairs that must be apart and are not.
    pub apart: u32,
    /// Accounts with nobody.
    pub unassigned: u32,
    /// Accounts that lie apart from the largest piece of their territory, where territories must hang together.
    pub split: u32,
    /// How far the limit on accounts and on value that change hands is passed, in parts of all.
    pub disruption: f64,
}

impl Breaches {
    /// All of them as one number, to rank plans by; 0 when every condition is kept.
    pub fn total(&self) -> f64 {
        let counted =
            [self.over_maximum, self.forbidden, self.locks, self.families, self.apart, self.unassigned, self.split];
        // Half and whole accounts weigh as a part of a share does: one account on the wrong side is about as bad as a share missed by all.
        self.band + 10.0 * self.disruption + counted.into_iter().map(f64::from).sum::<f64>()
    }

    /// Whether every condition is kept.
    pub fn none(&self) -> bool {
        self.total() <= 0.0
    }
}

/// How a plan measures up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Where it does not keep to the conditions.
    pub breaches: Breaches,
    /// What the objective asks to be small. Compact: kilometres. Largest, spread: in parts of a fair share (1 is fair). Smallest: the same,
    /// negative. Disruption: value that changes hands.
    pub objective: f64,
    /// The sum of distances to the mean centre of each territory, in kilometres.
    pub distance_km: f64,
    /// Accounts that change hands against today.
    pub moved_accounts: u32,
    /// Their value.
    pub moved_value: f64,
}

impl Score {
    /// Which of two plans is better: `Less` is better. Conditions come first, then the objective, then distance.
    pub fn compare(&self, other: &Score) -> Ordering {
        let key = |it: &Score| (it.breaches.total(), it.objective, it.distance_km);
        let ((a, b, c), (x, y, z)) = (key(self), key(other));
        a.total_cmp(&x).then(b.total_cmp(&y)).then(c.total_cmp(&z))
    }
}

/// Sums of a plan, rep by rep.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// Accounts of each rep.
    pub counts: Vec<u32>,
    /// By attribute, then by rep.
    pub amounts: Vec<Vec<f64>>,
    /// Mean centre of the accounts with a place, by rep.
    pub centres: Vec<Option<(f64, f64)>>,
    /// Sum of distances to that centre, in kilometres, by rep.
    pub distances: Vec<f64>,
    /// Accounts with a place, by rep.
    pub placed: Vec<u32>,
}

impl Sums {
    /// The sums of a plan; accounts with nobody are left out.
    pub fn of(instance: &Instance, plan: &[Option<u32>]) -> Sums {
        let reps = instance.reps.len();
        let mut sums = Sums {
            counts: vec![0; reps],
            amounts: vec![vec![0.0; reps]; instance.attributes.len()],
            centres: vec![None; reps],
            distances: vec![0.0; reps],
            placed: vec![0; reps],
        };
        let mut places = vec![(0.0, 0.0); reps];
        let holders = || plan.iter().take(instance.accounts()).enumerate();
        for (account, rep) in holders().filter_map(|(account, rep)| Some((account, (*rep)? as usize))) {
            if let Some(count) = sums.counts.get_mut(rep) {
                *count += 1;
            }
            for (attribute, amounts) in sums.amounts.iter_mut().enumerate() {
                if let Some(sum) = amounts.get_mut(rep) {
                    *sum += instance.amount(attribute, account);
                }
            }
            if let (Some((x, y)), Some(place), Some(placed)) =
                (instance.point(account), places.get_mut(rep), sums.placed.get_mut(rep))
            {
                *place = (place.0 + x, place.1 + y);
                *placed += 1;
            }
        }
        for ((centre, (x, y)), placed) in sums.centres.iter_mut().zip(places).zip(&sums.placed) {
            let count = f64::from(*placed);
            *centre = (*placed > 0).then(|| (x / count, y / count));
        }
        for (account, rep) in holders().filter_map(|(account, rep)| Some((account, (*rep)? as usize))) {
            if let (Some(point), Some(Some(centre)), Some(sum)) =
                (instance.point(account), sums.centres.get(rep), sums.distances.get_mut(rep))
            {
                *sum += distance(point, *centre);
            }
        }
        sums
    }
}

/// The distance of two points of the plane.
pub fn distance((x, y): (f64, f64), (u, v): (f64, f64)) -> f64 {
    ((x - u) * (x - u) + (y - v) * (y - v)).sqrt()
}

/// Measures a plan.
pub fn score(instance: &Instance, plan: &[Option<u32>]) -> Score {
    let sums = Sums::of(instance, plan);
    score_of(instance, plan, &sums)
}

/// Measures a plan whose sums are known.
pub fn score_of(instance: &Instance, plan: &[Option<u32>], sums: &Sums) -> Score {
    let wholes: Vec<f64> = (0..instance.attributes.len()).map(|attribute| instance.per_share(attribute)).collect();
    let balance = Balance::of(instance, &wholes, sums);
    let mut score = Score { distance_km: sums.distances.iter().sum(), ..Score::default() };
    for account in 0..instance.accounts() {
        let rep = plan.get(account).copied().flatten();
        score.breaches.unassigned += u32::from(rep.is_none());
        let misses_lock = instance.lock(account).is_some_and(|locked| rep != Some(locked));
        score.breaches.locks += u32::from(misses_lock);
        if instance.today(account).is_some_and(|today| rep != Some(today)) {
            score.moved_accounts += 1;
            score.moved_value += instance.value(account);
        }
    }
    score.breaches.disruption = instance
        .disruption
        .map_or(0.0, |_| over_limit(instance, owned(instance), score.moved_accounts, score.moved_value));
    for (slot, count) in instance.reps.iter().zip(&sums.counts) {
        score.breaches.over_maximum += slot.max_accounts.map_or(0, |most| count.saturating_sub(most));
    }
    count_pairs(instance, plan, &mut score.breaches);
    score.breaches.split = super::areas::strays_of(instance, plan);
    balance.write(instance, &mut score);
    score
}

/// How far a sum is from the share, in parts of it, where `whole` is a share of 1. Who is to have nothing is measured by a whole share.
pub(super) fn deviation(share: f64, whole: f64, amount: f64) -> f64 {
    if share > 0.0 { amount / (whole * share) - 1.0 } else { amount / whole }
}

/// By how much a deviation lies outside the band; nothing inside it, and where the objective knows no band.
pub(super) fn over_band(instance: &Instance, deviation: f64) -> Option<f64> {
    let over = deviation.abs() - instance.half_width();
    (instance.objective.keeps_band() && over > ROUNDING).then_some(over)
}

/// How far the sums of a plan are from the shares.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Balance {
    outside: f64,
    deviation: f64,
    largest: f64,
    smallest: f64,
}

impl Balance {
    /// `wholes` is what a whole share of each attribute is.
    pub(super) fn of(instance: &Instance, wholes: &[f64], sums: &Sums) -> Balance {
        let mut found = Balance { smallest: f64::INFINITY, ..Balance::default() };
        for (amounts, whole) in sums.amounts.iter().zip(wholes).filter(|it| *it.1 > 0.0) {
            for (rep, amount) in amounts.iter().enumerate() {
                let share = instance.share(rep);
                let deviation = deviation(share, *whole, *amount);
                found.deviation = found.deviation.max(deviation.abs());
                found.outside += over_band(instance, deviation).unwrap_or(0.0);
                found.largest = found.largest.max(1.0 + deviation);
                found.smallest = found.smallest.min(if share > 0.0 { 1.0 + deviation } else { f64::INFINITY });
            }
        }
        found
    }

    /// Writes into a score what follows from the balance, and the objective.
    pub(super) fn write(&self, instance: &Instance, score: &mut Score) {
        let smallest = if self.smallest.is_finite() { self.smallest } else { 0.0 };
        score.breaches.band = self.outside;
        score.breaches.largest_deviation = self.deviation;
        score.objective = match instance.objective {
            Objective::Compact => score.distance_km,
            Objective::MinLargest => self.largest,
            Objective::MaxSmallest => -smallest,
            Objective::MinSpread => (self.largest - smallest).max(0.0),
            Objective::LeastDisruption => score.moved_value,
        };
    }
}

/// How many accounts somebody has today, and their value.
pub(super) fn owned(instance: &Instance) -> (f64, f64) {
    let owned = (0..instance.accounts()).filter(|account| instance.today(*account).is_some());
    owned.fold((0.0, 0.0), |(count, value), account| (count + 1.0, value + instance.value(account)))
}

/// How far the limit on what changes hands is passed, of so many accounts and so much value that somebody has today.
pub(super) fn over_limit(instance: &Instance, (count, value): (f64, f64), moved: u32, moved_value: f64) -> f64 {
    let Some(limit) = instance.disruption else { return 0.0 };
    let over = |is: f64, all: f64, most: f64| {
        let over = if all > 0.0 { is / all - most } else { 0.0 };
        if over > ROUNDING { over } else { 0.0 }
    };
    over(f64::from(moved), count, limit.accounts) + over(moved_value, value, limit.value)
}

/// Counts accounts and pairs that must not be where they are.
pub(super) fn count_pairs(instance: &Instance, plan: &[Option<u32>], breaches: &mut Breaches) {
    let rep_of = |account: u32| plan.get(account as usize).copied().flatten();
    breaches.forbidden =
        instance.forbidden.iter().filter(|(account, rep)| rep_of(*account) == Some(*rep)).count() as u32;
    let together =
        |(one, other): &&(u32, u32)| one != other && rep_of(*one).is_some() && rep_of(*one) == rep_of(*other);
    breaches.apart = instance.apart.iter().filter(together).count() as u32;
    breaches.families = 0;
    let mut first: BTreeMap<u32, Option<u32>> = BTreeMap::new();
    for account in 0..instance.accounts() {
        if let Some(family) = instance.family_of(account) {
            let rep = rep_of(account as u32);
            breaches.families += u32::from(*first.entry(family).or_insert(rep) != rep);
        }
    }
}
