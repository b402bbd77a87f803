//! Two neighbours share out anew what lies between them: every way to do it is looked at. With ten accounts each, single steps and swaps find no
//! way from one plan within the bounds to the next, as each puts somebody outside; of the many ways to split what two have, some do not.

use super::chains::outside;
use super::chance::Chance;
use super::field::{Field, State, at};
use super::ground::larger;

/// How many units of two territories are looked at, those that lie between the two: so many times two ways each.
const BETWEEN_TO_MEND: usize = 15;
const BETWEEN_TO_SHORTEN: usize = 12;
/// Ways looked at after a cycle; a hundred million are half a second.
const LOOKS_TO_MEND: u64 = 80_000_000;
const LOOKS_TO_SHORTEN: u64 = 64_000_000;
/// And so many at once.
const LOOKS_AT_ONCE: u64 = 8_000_000;
/// The best ways of a pair, which are measured exactly.
const MEASURED: usize = 4;
/// How much farther outside the bounds a pair may come at the start, in parts of a share, so that what one cannot do another may.
const LENIENT: f64 = 0.05;
/// How many of those a territory is among the nearest of are tried each time.
const BACK: usize = 4;
/// How near two deviations are one.
const ROUNDING: f64 = 1e-11;

/// A way to share out anew what two have.
#[derive(Clone, Copy, Debug)]
struct Way {
    /// How much farther outside the bounds the two are together, in parts of their shares.
    violation: f64,
    /// How much it costs, centres held still.
    cost: f64,
    /// Who changes sides, by place in the pool.
    changes: u32,
}

impl Way {
    fn better_than(&self, other: &Way) -> bool {
        self.violation < other.violation - ROUNDING
            || (self.violation <= other.violation + ROUNDING && self.cost < other.cost)
    }
}

/// A unit between two territories.
#[derive(Clone, Copy, Debug)]
struct Candidate<const A: usize> {
    unit: u32,
    from: u32,
    to: u32,
    /// What the second of the two gets if it changes sides; negative if it leaves there.
    more: [f64; A],
    cost: f64,
}

/// Work of many looks, done a part at a time, so that a search can stop in between.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    looks: u64,
    /// Territories that changed since all their neighbours were looked at.
    stirred: Vec<bool>,
}

/// What became of the mending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mended {
    /// Something is still outside, and there is work left to try.
    Not,
    /// All is inside.
    All,
    /// Something is still outside, and nothing left to try.
    GivenUp,
}

/// Brings what lies outside the bounds inside, pair by pair, the trouble handed on from one to the next where it cannot be settled at once. The bounds
/// are the band, or the window that closes round the sums. Says how the state then measures up.
pub(super) fn mend<const A: usize>(field: &mut Field<A>, work: &mut Work, chance: &mut Chance) -> (State, Mended) {
    field.look_up_near();
    let state = field.settle();
    let mut best = (excess(field, &state), state, field.rep.clone());
    let mut members = everybody(field);
    let until = work.looks + LOOKS_AT_ONCE;
    while best.0 > 0.0 && work.looks < until {
        let open = outside(field);
        // The farthest first, but not always: one that cannot be helped would hold up all others.
        let place = chance.below(open.len() as u32).min(chance.below(open.len() as u32));
        let Some((rep, _)) = at(&open, place) else {
            field.rep = best.2;
            return (field.settle(), Mended::GivenUp);
        };
        let lenient = LENIENT * (1.0 - work.looks as f64 / LOOKS_TO_MEND as f64).max(0.0);
        let mut chosen: Option<(Way, Vec<Candidate<A>>)> = None;
        for other in partners(field, rep, chance) {
            let pool = pool(field, &members, (rep, other), BETWEEN_TO_MEND, Some(chance));
            let ways = ways(field, (rep, other), &pool, &mut work.looks);
            // Chance among equals keeps two from handing the same trouble to and fro.
            let Some(mut way) = ways.first().copied() else { continue };
            way.violation += lenient * part(chance) * part(chance);
            if chosen.as_ref().is_none_or(|it| way.better_than(&it.0)) {
                chosen = Some((way, pool));
            }
        }
        // Nobody is near whom it may share with: every look counts, so that this ends too.
        work.looks += 1_000;
        let Some((way, pool)) = chosen.filter(|it| it.0.violation <= lenient + ROUNDING) else { continue };
        make(field, &mut members, &pool, way.changes, true);
        let state = field.settle();
        let now = excess(field, &state);
        if now < best.0 || (now <= best.0 && state.better_than(&best.1)) {
            best = (now, state, field.rep.clone());
        }
    }
    field.rep = best.2;
    let mended = match (best.0 <= 0.0, work.looks >= LOOKS_TO_MEND) {
        (true, _) => Mended::All,
        (false, true) => Mended::GivenUp,
        (false, false) => Mended::Not,
    };
    (field.settle(), mended)
}

/// What lies outside: of the conditions, and of the window where sums are to be drawn together.
fn excess<const A: usize>(field: &Field<A>, state: &State) -> f64 {
    if field.units.objective.keeps_band() {
        return state.violation;
    }
    let mut all = state.violation;
    for (rep, ground) in (0u32..).zip(field.grounds()) {
        let bounds = ground.low.iter().zip(&ground.high).zip(field.weights(rep));
        for (sum, ((low, high), weight)) in ground.sums.iter().zip(bounds).take(field.units.attributes) {
            all += larger(larger(sum - high, low - sum), 0.0) * weight;
        }
    }
    all
}

/// Shortens ways, pair by pair, nothing coming farther outside its bounds. Says how the state then measures up, and whether that was all that can be
/// done.
pub(super) fn shorten<const A: usize>(field: &mut Field<A>, work: &mut Work) -> (State, bool) {
    field.look_up_near();
    let mut state = field.settle();
    let mut members = everybody(field);
    let until = work.looks + LOOKS_AT_ONCE;
    let reps = field.grounds().len() as u32;
    if work.stirred.len() != reps as usize {
        work.stirred = vec![true; reps as usize];
    }
    while work.stirred.contains(&true) {
        for rep in 0..reps {
            if at(&work.stirred, rep) != Some(true) {
                continue;
            }
            if work.looks >= until {
                return (state, work.looks >= LOOKS_TO_SHORTEN);
            }
            stir(&mut work.stirred, rep, false);
            for other in field.near(rep).to_vec() {
                let pool = pool(field, &members, (rep, other), BETWEEN_TO_SHORTEN, None);
                for way in ways(field, (rep, other), &pool, &mut work.looks) {
                    if way.violation > ROUNDING {
                        break;
                    }
                    let before = spread(field, &members, rep) + spread(field, &members, other);
                    make(field, &mut members, &pool, way.changes, true);
                    let after = spread(field, &members, rep) + spread(field, &members, other);
                    let promising = if field.prices_hands() { way.cost < -1e-6 } else { after < before - 1e-6 };
                    if promising {
                        let now = field.settle();
                        if now.better_than(&state) {
                            state = now;
                            stir(&mut work.stirred, rep, true);
                            stir(&mut work.stirred, other, true);
                            break;
                        }
                    }
                    make(field, &mut members, &pool, way.changes, false);
                    if promising {
                        field.settle();
                    }
                }
            }
        }
    }
    (field.settle(), true)
}

fn stir(stirred: &mut [bool], rep: u32, now: bool) {
    if let Some(place) = stirred.get_mut(rep as usize) {
        *place = now;
    }
}

/// The units that lie between two territories: those for which it makes least difference whose they are.
fn pool<const A: usize>(
    field: &Field<A>,
    members: &[Vec<u32>],
    (one, other): (u32, u32),
    most: usize,
    chance: Option<&mut Chance>,
) -> Vec<Candidate<A>> {
    let mut pool = Vec::new();
    for (from, to, sign) in [(one, other, 1.0), (other, one, -1.0)] {
        for unit in members.get(from as usize).into_iter().flatten().filter(|unit| field.may_go(**unit, to)) {
            let cost = field.over_cost(*unit, from, to);
            let more = field.amounts_of(*unit).map(|it| sign * it);
            pool.push(Candidate { unit: *unit, from, to, more, cost });
        }
    }
    pool.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.unit.cmp(&b.unit)));
    // By chance some of the others too: what is missing may lie deep inside.
    if let Some(chance) = chance.filter(|_| pool.len() > most) {
        for place in most - most / 3..most {
            let drawn = place + chance.below((pool.len() - place) as u32) as usize;
            pool.swap(place, drawn);
        }
    }
    pool.truncate(most);
    pool
}

/// With whom a territory may share out anew: its nearest, some of those it is among the nearest of (without them nothing leaves a crowded town), and
/// somebody by chance.
fn partners<const A: usize>(field: &Field<A>, rep: u32, chance: &mut Chance) -> Vec<u32> {
    let reps = field.grounds().len() as u32;
    let mut partners = field.near(rep).to_vec();
    let mut back: Vec<u32> =
        (0..reps).filter(|other| !partners.contains(other) && field.near(*other).contains(&rep)).collect();
    for _ in 0..BACK.min(back.len()) {
        let drawn = chance.below(back.len() as u32) as usize;
        partners.push(back.swap_remove(drawn));
    }
    let anybody = chance.below(reps);
    if anybody != rep && !partners.contains(&anybody) {
        partners.push(anybody);
    }
    partners
}

/// The best ways to share out the pool, by what lies outside the bounds, then by cost.
fn ways<const A: usize>(
    field: &Field<A>,
    (one, other): (u32, u32),
    pool: &[Candidate<A>],
    looks: &mut u64,
) -> Vec<Way> {
    let grounds = field.grounds();
    let (Some(here), Some(there)) = (grounds.get(one as usize), grounds.get(other as usize)) else { return Vec::new() };
    let (of_here, of_there) = (field.weights(one), field.weights(other));
    let outside = |more: &[f64; A]| {
        let mut all = 0.0;
        let sums = here.sums.iter().zip(&here.low).zip(&here.high).zip(&of_here);
        for ((((sum, low), high), weight), more) in sums.zip(more) {
            let is = sum - more;
            all += larger(larger(is - high, low - is), 0.0) * weight;
        }
        let sums = there.sums.iter().zip(&there.low).zip(&there.high).zip(&of_there);
        for ((((sum, low), high), weight), more) in sums.zip(more) {
            let is = sum + more;
            all += larger(larger(is - high, low - is), 0.0) * weight;
        }
        all
    };
    let was = outside(&[0.0; A]);
    let all = 1u32 << pool.len().min(24);
    *looks += u64::from(all);
    let mut found: Vec<Way> = Vec::with_capacity(MEASURED + 1);
    let (mut more, mut cost, mut changes) = ([0.0; A], 0.0, 0u32);
    for step in 1..all {
        // From one way to the next a single unit changes sides.
        let place = step.trailing_zeros();
        let Some(candidate) = pool.get(place as usize) else { break };
        changes ^= 1 << place;
        let sign = if changes & (1 << place) != 0 { 1.0 } else { -1.0 };
        more.iter_mut().zip(&candidate.more).for_each(|(sum, it)| *sum += sign * it);
        cost += sign * candidate.cost;
        let violation = outside(&more) - was;
        let way = Way { violation, cost, changes };
        if found.len() == MEASURED && !found.last().is_some_and(|worst| way.better_than(worst)) {
            continue;
        }
        let place = found.partition_point(|it| it.better_than(&way));
        found.insert(place, way);
        found.truncate(MEASURED);
    }
    found
}

/// Lets those that change sides do so, or brings them back.
fn make<const A: usize>(field: &mut Field<A>, members: &mut [Vec<u32>], pool: &[Candidate<A>], changes: u32, go: bool) {
    for (place, it) in pool.iter().enumerate() {
        if changes & (1 << place) == 0 {
            continue;
        }
        let (from, to) = if go { (it.from, it.to) } else { (it.to, it.from) };
        if let Some(rep) = field.rep.get_mut(it.unit as usize) {
            *rep = to;
        }
        if let Some(list) = members.get_mut(from as usize) {
            list.retain(|unit| *unit != it.unit);
        }
        if let Some(list) = members.get_mut(to as usize) {
            list.push(it.unit);
        }
    }
}

/// All units by rep, those that are locked too.
fn everybody<const A: usize>(field: &Field<A>) -> Vec<Vec<u32>> {
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); field.grounds().len()];
    for (unit, rep) in (0u32..).zip(&field.rep) {
        if let Some(list) = members.get_mut(*rep as usize) {
            list.push(unit);
        }
    }
    members
}

/// The sum of distances of a rep's accounts to their mean centre, as they are now.
fn spread<const A: usize>(field: &Field<A>, members: &[Vec<u32>], rep: u32) -> f64 {
    let units = members.get(rep as usize).map_or(&[][..], Vec::as_slice);
    let points = || units.iter().filter_map(|unit| field.units.units.get(*unit as usize)).flat_map(|unit| &unit.points);
    let (x, y, count) = points().fold((0.0, 0.0, 0.0), |(x, y, count), it| (x + it.0, y + it.1, count + 1.0));
    let (x, y) = if count > 0.0 { (x / count, y / count) } else { (0.0, 0.0) };
    points().map(|it| ((it.0 - x) * (it.0 - x) + (it.1 - y) * (it.1 - y)).sqrt()).sum()
}

/// A number between 0 and 1.
fn part(chance: &mut Chance) -> f64 {
    f64::from(chance.below(1 << 20)) / f64::from(1 << 20)
}
