//! All territories and all units, in flat lists that the search runs through.

mod steps;

use super::chance::{Chance, Waits};
use super::ground::{FAR, Ground, Pull, larger};
use super::land::Land;
use super::units::{NOBODY, Units};
use super::window::Window;

/// How many of the nearest territories each territory gives to.
const NEAREST: usize = 14;
/// And how many others, drawn anew each time.
const OTHERS: usize = 2;
/// What an account that lies apart from its territory weighs, in accounts too many.
const APART: f64 = 2.0;
/// A rep's nearest change slowly: with many reps they are looked up every so often.
const REPS_LOOKED_UP_AT_ONCE: usize = 128;

/// A step that may be tried: a unit to a rep, and where its counterparts in a swap stand.
#[derive(Clone, Copy, Debug)]
struct Pair {
    unit: u32,
    to: u32,
    /// The bucket of pairs that go the other way, or none.
    back: u32,
}

/// What the search weighs with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heat {
    pub(super) temperature: f64,
    /// Kilometres that a whole share outside the bounds costs.
    pub(super) penalty: f64,
}

/// How a state measures up by the books of the search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State {
    pub(super) violation: f64,
    pub(super) objective: f64,
    pub(super) distance: f64,
}

impl State {
    pub(super) const WORST: State =
        State { violation: f64::INFINITY, objective: f64::INFINITY, distance: f64::INFINITY };

    pub(super) fn better_than(&self, other: &State) -> bool {
        let order = self.violation.total_cmp(&other.violation);
        order.then(self.objective.total_cmp(&other.objective)).then(self.distance.total_cmp(&other.distance)).is_lt()
    }
}

/// The state of the search.
#[derive(Clone, Debug)]
pub(super) struct Field<const A: usize> {
    pub(super) units: Units,
    place: Vec<(f64, f64)>,
    /// Points of each unit: 0, 1, or more, which then stand in the unit.
    points: Vec<u32>,
    amounts: Vec<[f64; A]>,
    free: Vec<u32>,
    has_apart: Vec<bool>,
    pub(super) rep: Vec<u32>,
    base: Vec<u32>,
    own: Vec<f64>,
    grounds: Vec<Ground<A>>,
    near: Vec<Vec<u32>>,
    pairs: Vec<Pair>,
    buckets: Vec<(u32, u32)>,
    /// Accounts and value that have changed hands.
    hands: (f64, f64),
    /// Kilometres that all the value changing hands costs where the objective is about it.
    hand_price: f64,
    reach: f64,
    passes: u64,
    waits: Waits,
    /// Areas, where territories must hang together, and kilometres that an account lying apart costs.
    land: Option<Land>,
    land_price: f64,
    pub(super) scale: f64,
}

#[inline]
pub(super) fn at<T: Copy>(list: &[T], place: u32) -> Option<T> {
    list.get(place as usize).copied()
}

impl<const A: usize> Field<A> {
    pub(super) fn new(units: Units, rep: Vec<u32>) -> Field<A> {
        let place = units.units.iter().map(|unit| unit.middle().unwrap_or_default()).collect();
        let points = units.units.iter().map(|unit| unit.points.len() as u32).collect();
        let amounts = units.units.iter().map(|unit| {
            let mut amounts = [0.0; A];
            amounts.iter_mut().zip(&unit.amounts).for_each(|(amount, it)| *amount = *it);
            amounts
        });
        let amounts = amounts.collect();
        let free = (0u32..).zip(&units.units).filter(|(_, unit)| unit.locked.is_none()).map(|(at, _)| at).collect();
        let has_apart = units.units.iter().map(|unit| !unit.apart.is_empty()).collect();
        let mut field = Field {
            place,
            points,
            amounts,
            free,
            has_apart,
            base: rep.clone(),
            own: vec![0.0; rep.len()],
            rep,
            grounds: vec![Ground::empty(); units.reps],
            near: Vec::new(),
            pairs: Vec::new(),
            buckets: Vec::new(),
            hands: (0.0, 0.0),
            hand_price: 0.0,
            reach: f64::INFINITY,
            passes: 0,
            waits: Waits::new(),
            scale: 1.0,
            land: Land::of(&units),
            land_price: 0.0,
            units,
        };
        field.settle();
        field
    }

    pub(super) fn free(&self) -> usize {
        self.free.len()
    }

    /// Takes up a state, and whatever was learned of the old one is forgotten.
    pub(super) fn take_up(&mut self, reps: &[u32]) {
        self.rep.clear();
        self.rep.extend_from_slice(reps);
        self.near.clear();
        self.reach = f64::INFINITY;
        self.settle();
    }

    /// How a unit pulls at a point.
    #[inline]
    fn pull(&self, unit: u32, x: f64, y: f64) -> Pull {
        match at(&self.points, unit) {
            Some(1) => at(&self.place, unit).map_or_else(Pull::default, |(px, py)| Pull::of(px, py, x, y)),
            Some(0) | None => Pull::default(),
            Some(_) => {
                let points = self.units.units.get(unit as usize).map_or(&[][..], |unit| unit.points.as_slice());
                points.iter().map(|(px, py)| Pull::of(*px, *py, x, y)).fold(Pull::default(), Pull::and)
            }
        }
    }

    /// Computes sums, centres and slopes anew, and says how the state measures up.
    pub(super) fn settle(&mut self) -> State {
        let mut grounds: Vec<Ground<A>> = self.grounds.clone();
        for ground in &mut grounds {
            *ground = Ground { slope: (0.0, 0.0), bend: 0.0, points: 0.0, sums: [0.0; A], ..*ground };
        }
        let mut middles = vec![(0.0, 0.0); grounds.len()];
        let rows = self.rep.iter().zip(&self.place).zip(&self.points).zip(&self.amounts);
        for (((rep, (x, y)), points), amounts) in rows {
            let rep = *rep as usize;
            let (Some(ground), Some(middle)) = (grounds.get_mut(rep), middles.get_mut(rep)) else { continue };
            ground.sums.iter_mut().zip(amounts).for_each(|(sum, it)| *sum += it);
            let points = f64::from(*points);
            ground.points += points;
            *middle = (middle.0 + points * x, middle.1 + points * y);
        }
        for (ground, (x, y)) in grounds.iter_mut().zip(middles) {
            if ground.points > 0.0 {
                (ground.x, ground.y) = (x / ground.points, y / ground.points);
            }
        }
        let mut distance = 0.0;
        for unit in 0..self.rep.len() as u32 {
            let Some(ground) = at(&self.rep, unit).and_then(|rep| grounds.get_mut(rep as usize)) else { continue };
            let pull = self.pull(unit, ground.x, ground.y);
            ground.slope = (ground.slope.0 + pull.away.0, ground.slope.1 + pull.away.1);
            // Points at the centre itself would bend without end; a kilometre is near enough.
            ground.bend +=
                if pull.points > 0.0 { 0.5 * pull.points * pull.points / larger(pull.far, pull.points) } else { 0.0 };
            distance += pull.far;
            if let Some(own) = self.own.get_mut(unit as usize) {
                *own = pull.far;
            }
        }
        self.grounds = grounds;
        self.base.clone_from(&self.rep);
        self.hands = (0.0, 0.0);
        if self.units.hands.is_some() {
            for (unit, rep) in self.units.units.iter().zip(&self.rep) {
                let (count, value) = unit.moved(*rep);
                self.hands = (self.hands.0 + count, self.hands.1 + value);
            }
        }
        if let Some(land) = &mut self.land {
            land.settle(&self.units, &self.rep);
        }
        self.state(distance)
    }

    fn state(&self, distance: f64) -> State {
        let counts = self.units.most.len().min(1);
        let attributes = self.units.attributes;
        let (mut violation, mut largest, mut smallest) = (0.0, 0.0f64, f64::INFINITY);
        let keeps_band = self.units.objective.keeps_band();
        for (rep, (ground, share)) in self.grounds.iter().zip(&self.units.shares).enumerate() {
            for (place, sum) in ground.sums.iter().enumerate().take(attributes + counts) {
                if place >= attributes {
                    let over = self.units.most.get(rep).copied().flatten().map_or(0.0, |most| sum - most);
                    violation += if over > 1e-9 { over / self.units.per_account } else { 0.0 };
                    continue;
                }
                let deviation = if *share > 0.0 { sum / share - 1.0 } else { *sum };
                let over = deviation.abs() - self.units.band;
                if keeps_band && over > 1e-10 {
                    violation += over;
                }
                largest = largest.max(1.0 + deviation);
                smallest = if *share > 0.0 { smallest.min(1.0 + deviation) } else { smallest };
            }
        }
        let smallest = if smallest.is_finite() { smallest } else { 0.0 };
        for (unit, rep) in self.units.units.iter().zip(&self.rep).filter(|(unit, _)| !unit.apart.is_empty()) {
            // Each pair is met twice.
            violation += 0.5 * unit.apart.iter().filter(|other| at(&self.rep, **other) == Some(*rep)).count() as f64;
        }
        if let Some(hands) = self.units.hands.filter(|it| it.limited) {
            let over = |is: f64, most: f64, all: f64| {
                if all > 0.0 && is > most * (1.0 + 1e-10) + 1e-9 { (is - most) / all } else { 0.0 }
            };
            violation += 10.0 * over(self.hands.0, hands.accounts_at_most, hands.accounts);
            violation += 10.0 * over(self.hands.1, hands.value_at_most, hands.value);
        }
        violation += self.land.as_ref().map_or(0.0, |land| f64::from(land.all_strays()));
        let objective = match self.units.objective {
            super::super::Objective::Compact => distance,
            super::super::Objective::MinLargest => largest,
            super::super::Objective::MaxSmallest => -smallest,
            super::super::Objective::MinSpread => (largest - smallest).max(0.0),
            super::super::Objective::LeastDisruption => self.hands.1,
        };
        State { violation, objective, distance }
    }

    /// The largest and the smallest sum per share.
    pub(super) fn extremes(&self) -> (f64, f64) {
        let mut found = (0.0f64, f64::INFINITY);
        for (ground, share) in self.grounds.iter().zip(&self.units.shares).filter(|(_, share)| **share > 0.0) {
            for sum in ground.sums.iter().take(self.units.attributes) {
                found = (found.0.max(sum / share), found.1.min(sum / share));
            }
        }
        (found.0, if found.1.is_finite() { found.1 } else { 0.0 })
    }

    /// Sets the bounds of the sums, what a kilometre is here, and what changing hands costs.
    pub(super) fn bound(&mut self, window: &Window, scale: f64, hand_price: f64) {
        self.scale = scale;
        self.hand_price = hand_price;
        let (attributes, most) = (self.units.attributes, &self.units.most);
        for (rep, (ground, share)) in self.grounds.iter_mut().zip(&self.units.shares).enumerate() {
            (ground.low, ground.high) = ([-FAR; A], [FAR; A]);
            for (place, (low, high)) in ground.low.iter_mut().zip(&mut ground.high).enumerate() {
                if place < attributes {
                    (*low, *high) = if *share > 0.0 {
                        (share * window.low, share * window.high)
                    } else {
                        (-FAR, window.high - 1.0)
                    };
                } else if place == attributes
                    && let Some(most) = most.get(rep).copied().flatten()
                {
                    *high = most + 1e-9;
                }
            }
        }
    }

    /// Sets what lies outside the bounds weighs; `strictly`, an account above a maximum weighs as much as a whole share, as it does in the
    /// violation.
    pub(super) fn weigh(&mut self, penalty: f64, strictly: bool) {
        let attributes = self.units.attributes;
        let amounts = attributes + self.units.most.len().min(1);
        let of_count = if strictly { penalty / self.units.per_account } else { penalty };
        self.land_price = if strictly { penalty } else { penalty * self.units.per_account * APART };
        for (ground, share) in self.grounds.iter_mut().zip(&self.units.shares) {
            for (place, weight) in ground.weight.iter_mut().enumerate() {
                let share = if *share > 0.0 { share.min(1.0) } else { 1.0 };
                *weight = if place < attributes {
                    penalty / share
                } else if place < amounts {
                    of_count
                } else {
                    0.0
                };
            }
        }
    }

    /// Which territories lie nearest to which.
    pub(super) fn look_up_near(&mut self) {
        let centre = |ground: &Ground<A>| (ground.x, ground.y);
        let near = |rep: usize, ground: &Ground<A>| {
            let (x, y) = centre(ground);
            let far = |(u, v): (f64, f64)| (u - x) * (u - x) + (v - y) * (v - y);
            let others = self.grounds.iter().enumerate().filter(|(other, _)| *other != rep);
            let mut order: Vec<(f64, u32)> = others.map(|(other, it)| (far(centre(it)), other as u32)).collect();
            let by = |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
            if order.len() > NEAREST {
                order.select_nth_unstable_by(NEAREST - 1, by);
                order.truncate(NEAREST);
            }
            order.sort_by(by);
            order.into_iter().map(|(_, other)| other).collect::<Vec<u32>>()
        };
        self.near = self.grounds.iter().enumerate().map(|(rep, ground)| near(rep, ground)).collect();
    }

    /// Lists the steps worth trying: whoever is not much nearer to the own centre than to a neighbour's.
    fn list_pairs(&mut self, chance: &mut Chance) {
        let every = (self.grounds.len() / REPS_LOOKED_UP_AT_ONCE).max(1) as u64;
        if self.near.len() != self.grounds.len() || self.passes.is_multiple_of(every) {
            self.look_up_near();
        }
        let reps = self.grounds.len() as u32;
        let members = self.members();
        let width = NEAREST + OTHERS;
        let mut buckets = vec![(0, 0); self.grounds.len() * width];
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.clear();
        let mut targets = Vec::with_capacity(width);
        for (rep, (members, near)) in members.iter().zip(&self.near).enumerate() {
            targets.clear();
            targets.extend_from_slice(near);
            for _ in 0..OTHERS.min((reps as usize).saturating_sub(1 + near.len())) {
                let other = chance.below(reps);
                if other as usize != rep && !targets.contains(&other) {
                    targets.push(other);
                }
            }
            for (slot, to) in targets.iter().enumerate() {
                let Some(ground) = self.grounds.get(*to as usize) else { continue };
                // Where the way back stands among the neighbour's nearest, if it does.
                let back =
                    self.near.get(*to as usize).and_then(|it| it.iter().position(|other| *other as usize == rep));
                let back = back.map_or(NOBODY, |slot| (*to as usize * width + slot) as u32);
                let first = pairs.len() as u32;
                for unit in members {
                    let far = match at(&self.points, *unit) {
                        Some(1) => at(&self.place, *unit).map_or(0.0, |(x, y)| {
                            let (x, y) = (x - ground.x, y - ground.y);
                            (x * x + y * y).sqrt()
                        }),
                        _ => self.pull(*unit, ground.x, ground.y).far,
                    };
                    let near_enough = far - at(&self.own, *unit).unwrap_or(0.0) <= self.reach;
                    if near_enough && self.may(*unit, *to) {
                        pairs.push(Pair { unit: *unit, to: *to, back });
                    }
                }
                if let Some(bucket) = buckets.get_mut(rep * width + slot) {
                    *bucket = (first, pairs.len() as u32 - first);
                }
            }
            if self.units.hands.is_some() {
                for unit in members {
                    let today = self.units.units.get(*unit as usize).and_then(|it| it.today.first());
                    if let Some((today, _, _)) = today.filter(|it| it.0 as usize != rep && self.may(*unit, it.0)) {
                        pairs.push(Pair { unit: *unit, to: *today, back: NOBODY });
                    }
                }
            }
        }
        self.pairs = pairs;
        self.buckets = buckets;
    }

    #[inline]
    pub(super) fn may(&self, unit: u32, rep: u32) -> bool {
        self.units.units.get(unit as usize).is_none_or(|unit| unit.barred.is_empty() || !unit.barred.contains(&rep))
    }
}

#[inline]
fn at_ref<T>(list: &[T], place: u32) -> Option<&T> {
    list.get(place as usize)
}
