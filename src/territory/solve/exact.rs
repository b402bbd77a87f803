//! Small instances, completely: every plan that could be better is looked at, so that what is found is the best there is.

use super::super::instance::Objective;
use super::ground::Pull;
use super::land::Land;
use super::units::{NOBODY, Units};

/// More units than that are not tried.
const UNITS_AT_MOST: usize = 26;
/// Partial plans looked at before giving up: about a tenth of a second.
const LOOKS_AT_MOST: u32 = 1_500_000;
/// What rounding can make.
const EPSILON: f64 = 1e-9;

/// The best plan that keeps to every condition; none where there is none, or where there are too many to look at.
pub(super) fn best(units: &Units) -> Option<Vec<u32>> {
    if units.units.len() > UNITS_AT_MOST || units.reps == 0 || units.contradicted {
        return None;
    }
    let mut search = Search::new(units);
    search.place(0);
    let complete = search.looks < LOOKS_AT_MOST;
    search.best.filter(|_| complete)
}

struct Search<'a> {
    units: &'a Units,
    /// The largest first: what is hard to place is placed while there is room.
    order: Vec<usize>,
    rep: Vec<u32>,
    sums: Vec<Vec<f64>>,
    held: Vec<u32>,
    moved: (f64, f64),
    least: f64,
    best: Option<Vec<u32>>,
    looks: u32,
    shares: f64,
    high: f64,
    low: f64,
}

impl<'a> Search<'a> {
    fn new(units: &'a Units) -> Search<'a> {
        let mut order: Vec<usize> = (0..units.units.len()).collect();
        let weight = |at: usize| super::seed::weight(units, at);
        let locked = |at: usize| units.units.get(at).is_some_and(|unit| unit.locked.is_some());
        order.sort_by(|a, b| locked(*b).cmp(&locked(*a)).then(weight(*b).total_cmp(&weight(*a))).then(a.cmp(b)));
        let keeps = units.objective.keeps_band();
        let amounts = units.units.first().map_or(0, |unit| unit.amounts.len());
        Search {
            order,
            rep: vec![NOBODY; units.units.len()],
            sums: vec![vec![0.0; amounts]; units.reps],
            held: vec![0; units.reps],
            moved: (0.0, 0.0),
            least: f64::INFINITY,
            best: None,
            looks: 0,
            shares: units.shares.iter().sum(),
            high: if keeps { 1.0 + units.band + EPSILON } else { f64::INFINITY },
            low: if keeps { 1.0 - units.band - EPSILON } else { f64::NEG_INFINITY },
            units,
        }
    }

    fn place(&mut self, depth: usize) {
        let Some(at) = self.order.get(depth).copied() else {
            self.whole();
            return;
        };
        let Some(unit) = self.units.units.get(at) else { return };
        for rep in 0..self.units.reps {
            if self.looks >= LOOKS_AT_MOST {
                return;
            }
            if !unit.may(rep as u32) || self.is_like_an_earlier_one(rep) || self.meets(at, rep as u32) {
                continue;
            }
            self.looks += 1;
            let before = self.moved;
            let more = unit.moved(rep as u32);
            self.moved = (before.0 + more.0, before.1 + more.1);
            self.add(at, rep, 1.0);
            if self.may_still_win(rep) {
                self.place(depth + 1);
            }
            self.add(at, rep, -1.0);
            self.moved = before;
        }
    }

    fn add(&mut self, at: usize, rep: usize, sign: f64) {
        let (Some(unit), Some(sums)) = (self.units.units.get(at), self.sums.get_mut(rep)) else { return };
        sums.iter_mut().zip(&unit.amounts).for_each(|(sum, amount)| *sum += sign * amount);
        if let Some(held) = self.held.get_mut(rep) {
            *held = if sign > 0.0 { *held + 1 } else { held.saturating_sub(1) };
        }
        if let Some(place) = self.rep.get_mut(at) {
            *place = if sign > 0.0 { rep as u32 } else { NOBODY };
        }
    }

    /// Of reps who have nothing yet and are due the same, one is enough to try. Bars and today make them differ.
    fn is_like_an_earlier_one(&self, rep: usize) -> bool {
        let conditions = self.units.hands.is_some()
            || self.units.units.iter().any(|unit| !unit.barred.is_empty() || unit.locked.is_some());
        let empty = |rep: usize| self.held.get(rep) == Some(&0);
        let alike = |other: usize| {
            self.units.shares.get(other) == self.units.shares.get(rep)
                && self.units.most.get(other) == self.units.most.get(rep)
        };
        !conditions && empty(rep) && (0..rep).any(|other| empty(other) && alike(other))
    }

    fn meets(&self, at: usize, rep: u32) -> bool {
        let apart = self.units.units.get(at).map_or(&[][..], |unit| unit.apart.as_slice());
        apart.iter().any(|other| self.rep.get(*other as usize) == Some(&rep))
    }

    /// Sums per share of a rep, attribute by attribute; what is due nothing is measured by a whole share.
    fn per_share(&self, rep: usize) -> impl Iterator<Item = f64> + '_ {
        let share = self.units.shares.get(rep).copied().unwrap_or(0.0);
        let sums = self.sums.get(rep).map_or(&[][..], Vec::as_slice);
        sums.iter().take(self.units.attributes).map(move |sum| if share > 0.0 { sum / share } else { 1.0 + sum })
    }

    /// Whether a plan that begins so can be better than the best.
    fn may_still_win(&self, rep: usize) -> bool {
        let largest = self.per_share(rep).fold(0.0, f64::max);
        let most = self.units.most.get(rep).copied().flatten().unwrap_or(f64::INFINITY);
        let count = self.sums.get(rep).and_then(|sums| sums.last()).copied().filter(|_| !self.units.most.is_empty());
        if largest > self.high || count.is_some_and(|count| count > most + EPSILON) || self.passes_limit() {
            return false;
        }
        match self.units.objective {
            Objective::Compact => true,
            Objective::LeastDisruption => self.moved.1 < self.least - EPSILON,
            Objective::MinLargest => largest < self.least - EPSILON,
            Objective::MaxSmallest => -self.smallest_at_most(largest, rep) < self.least - EPSILON,
            Objective::MinSpread => largest - self.smallest_at_most(largest, rep) < self.least - EPSILON,
        }
    }

    /// What is left beside the largest is all the others can share.
    fn smallest_at_most(&self, largest: f64, rep: usize) -> f64 {
        let share = self.units.shares.get(rep).copied().unwrap_or(0.0);
        let others = self.shares - share;
        if others > 0.0 { ((self.shares - largest * share) / others).min(1.0) } else { 1.0 }
    }

    fn passes_limit(&self) -> bool {
        self.units.hands.is_some_and(|hands| {
            hands.limited
                && (self.moved.0 > hands.accounts_at_most + EPSILON
                    || self.moved.1 > hands.value_at_most * (1.0 + EPSILON) + EPSILON)
        })
    }

    /// A plan of all units.
    fn whole(&mut self) {
        let (mut largest, mut smallest) = (0.0f64, f64::INFINITY);
        for (rep, share) in self.units.shares.iter().enumerate() {
            largest = self.per_share(rep).fold(largest, f64::max);
            smallest = if *share > 0.0 { self.per_share(rep).fold(smallest, f64::min) } else { smallest };
        }
        let smallest = if smallest.is_finite() { smallest } else { 1.0 };
        if smallest < self.low || largest > self.high || self.is_split() {
            return;
        }
        let found = match self.units.objective {
            Objective::Compact => self.distance(),
            Objective::LeastDisruption => self.moved.1,
            Objective::MinLargest => largest,
            Objective::MaxSmallest => -smallest,
            Objective::MinSpread => largest - smallest,
        };
        if found < self.least - EPSILON {
            self.least = found;
            self.best = Some(self.rep.clone());
        }
    }

    /// Whether a territory does not hang together that must.
    fn is_split(&self) -> bool {
        Land::of(self.units).is_some_and(|mut land| {
            land.settle(self.units, &self.rep);
            land.all_strays() > 0
        })
    }

    fn distance(&self) -> f64 {
        let members = |rep: u32| {
            self.units.units.iter().zip(&self.rep).filter(move |(_, it)| **it == rep).flat_map(|(unit, _)| &unit.points)
        };
        let of = |rep: u32| {
            let (count, x, y) =
                members(rep).fold((0.0, 0.0, 0.0), |(n, x, y), point| (n + 1.0, x + point.0, y + point.1));
            members(rep).map(|(px, py)| Pull::of(*px, *py, x / count, y / count).far).sum::<f64>()
        };
        (0..self.units.reps as u32).map(of).sum()
    }
}
