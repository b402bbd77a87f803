//! The objectives on balance, from the worst end: whoever holds the largest sum (or the smallest) gives a unit away, takes one, or changes one for
//! another, with a neighbour if any of them helps and with anybody else if not, for as long as neither of the two is then as badly off. A window
//! that closes by parts comes there much later, if everybody has a dozen accounts.

use super::super::instance::Objective;
use super::field::{Field, State, at};
use super::ground::larger;

/// Ways looked at in one pass, and after one cycle.
const LOOKS_AT_ONCE: u64 = 4_000_000;
const LOOKS_AT_MOST: u64 = 40_000_000;
/// The part of what is missing to a fair share that a change with a neighbour must bring.
const WORTH_IT: f64 = 0.25;
/// What counts as better, in parts of a share.
const BETTER: f64 = 1e-7;

/// Evens out for one pass. Says how the state then measures up, and whether that was all that can be done.
pub(super) fn even<const A: usize>(field: &mut Field<A>, looks: &mut u64) -> (State, bool) {
    let limited = field.units.hands.is_some_and(|it| it.limited);
    if limited || !field.units.ways.is_empty() {
        // What else must be kept to is for those who weigh it.
        return (field.settle(), true);
    }
    field.look_up_near();
    let mut table = Table::of(field);
    let until = (*looks + LOOKS_AT_ONCE).min(LOOKS_AT_MOST);
    let mut done = false;
    while *looks < until {
        let Some(rep) = table.worst() else {
            done = true;
            break;
        };
        let reps = table.sums.len() as u32;
        let near = field.near(rep).to_vec();
        // Among neighbours who are all about as badly off every step would be a small one.
        let enough = table.enough(rep);
        let change = table.best(field, rep, &near, looks).filter(|it| it.bad <= enough).or_else(|| {
            let others: Vec<u32> = (0..reps).filter(|other| *other != rep).collect();
            table.best(field, rep, &others, looks)
        });
        let Some(change) = change else {
            done = true;
            break;
        };
        table.make(field, rep, &change);
    }
    (field.settle(), done || *looks >= LOOKS_AT_MOST)
}

/// Units that change hands between two reps: what goes, and what comes for it.
struct Change {
    other: u32,
    goes: Option<u32>,
    comes: Option<u32>,
    bad: f64,
}

/// Sums and members, kept up to date.
struct Table<const A: usize> {
    objective: Objective,
    attributes: usize,
    shares: Vec<f64>,
    highs: Vec<[f64; A]>,
    sums: Vec<[f64; A]>,
    members: Vec<Vec<u32>>,
}

impl<const A: usize> Table<A> {
    fn of(field: &Field<A>) -> Table<A> {
        let loose = |list: Vec<u32>| -> Vec<u32> {
            let apart = |unit: &u32| field.units.units.get(*unit as usize).is_some_and(|it| it.apart.is_empty());
            list.into_iter().filter(apart).collect()
        };
        Table {
            objective: field.units.objective,
            attributes: field.units.attributes,
            shares: field.units.shares.clone(),
            highs: field.grounds().iter().map(|it| it.high).collect(),
            sums: field.grounds().iter().map(|it| it.sums).collect(),
            members: field.members().into_iter().map(loose).collect(),
        }
    }

    /// How badly off a rep with these sums is, as the objective sees it. Who is to have nothing is measured by a whole share.
    fn bad(&self, rep: u32, sums: &[f64; A]) -> f64 {
        let share = at(&self.shares, rep).unwrap_or(0.0);
        let mut bad = f64::NEG_INFINITY;
        for sum in sums.iter().take(self.attributes) {
            let is = if share > 0.0 { sum / share } else { 1.0 + sum };
            bad = larger(
                bad,
                match self.objective {
                    Objective::MaxSmallest if share > 0.0 => -is,
                    Objective::MaxSmallest => f64::NEG_INFINITY,
                    Objective::MinSpread => (is - 1.0).abs(),
                    Objective::MinLargest | Objective::Compact | Objective::LeastDisruption => is,
                },
            );
        }
        bad
    }

    /// How badly off a rep may still be after a change with a neighbour.
    fn enough(&self, rep: u32) -> f64 {
        let bad = self.sums.get(rep as usize).map_or(0.0, |sums| self.bad(rep, sums));
        let fair = match self.objective {
            Objective::MaxSmallest => -1.0,
            Objective::MinSpread => 0.0,
            Objective::MinLargest | Objective::Compact | Objective::LeastDisruption => 1.0,
        };
        bad - WORTH_IT * larger(bad - fair, 0.0)
    }

    fn worst(&self) -> Option<u32> {
        let all = (0u32..).zip(&self.sums).map(|(rep, sums)| (self.bad(rep, sums), rep));
        all.filter(|it| it.0.is_finite()).reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|it| it.1)
    }

    /// Whether these sums keep to the maximum of accounts, or come no farther above it.
    fn has_room(&self, rep: u32, sums: &[f64; A]) -> bool {
        let (Some(high), Some(was)) = (self.highs.get(rep as usize), self.sums.get(rep as usize)) else { return false };
        let counts = sums.iter().zip(high).zip(was).skip(self.attributes);
        counts.into_iter().all(|((is, high), was)| is <= high || is <= was)
    }

    /// The change with one of these that leaves the worse off of the two best off.
    fn best(&self, field: &Field<A>, rep: u32, others: &[u32], looks: &mut u64) -> Option<Change> {
        let mine = self.sums.get(rep as usize)?;
        let mut limit = self.bad(rep, mine) - BETTER;
        let mut found: Option<Change> = None;
        for other in others.iter().copied() {
            let (Some(theirs), Some(there)) = (self.sums.get(other as usize), self.members.get(other as usize)) else {
                continue;
            };
            let here = self.members.get(rep as usize)?;
            let goes = || here.iter().copied().filter(|unit| field.may_go(*unit, other)).map(Some);
            let comes = || there.iter().copied().filter(|unit| field.may_go(*unit, rep)).map(Some);
            for out in goes().chain([None]) {
                let less = out.map_or([0.0; A], |unit| field.amounts_of(unit));
                for back in comes().chain([None]) {
                    *looks += 1;
                    let more = back.map_or([0.0; A], |unit| field.amounts_of(unit));
                    let (mut one, mut two) = (*mine, *theirs);
                    let sums = one.iter_mut().zip(&mut two);
                    for ((one, two), (less, more)) in sums.zip(less.iter().zip(&more)) {
                        *one += more - less;
                        *two += less - more;
                    }
                    let bad = larger(self.bad(rep, &one), self.bad(other, &two));
                    if bad < limit && self.has_room(rep, &one) && self.has_room(other, &two) {
                        limit = bad;
                        found = Some(Change { other, goes: out, comes: back, bad });
                    }
                }
            }
        }
        found.filter(|it| it.bad.is_finite())
    }

    fn make(&mut self, field: &mut Field<A>, rep: u32, change: &Change) {
        let ways = [(change.goes, rep, change.other), (change.comes, change.other, rep)];
        for (unit, from, to) in ways.into_iter().filter_map(|(unit, from, to)| Some((unit?, from, to))) {
            let amounts = field.amounts_of(unit);
            for (place, sign) in [(from, -1.0), (to, 1.0)] {
                if let Some(sums) = self.sums.get_mut(place as usize) {
                    sums.iter_mut().zip(&amounts).for_each(|(sum, it)| *sum += sign * it);
                }
            }
            if let Some(list) = self.members.get_mut(from as usize) {
                list.retain(|it| *it != unit);
            }
            if let Some(list) = self.members.get_mut(to as usize) {
                list.push(unit);
            }
            if let Some(holder) = field.rep.get_mut(unit as usize) {
                *holder = to;
            }
        }
    }
}
