//! Chains of moves, for instances so tight that no single step helps: who takes an account over the bound hands on another, until somebody has room.

use super::field::{Field, Heat, State, at};
use super::ground::Ground;

/// How many ways on are followed from each link of a chain.
const WAYS: [usize; 6] = [10, 5, 3, 2, 1, 1];
/// Steps looked at before giving up: some tenths of a second.
const LOOKS_AT_MOST: u32 = 2_000_000;

/// Which way a chain goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A territory that has too much gives.
    Give,
    /// A territory that has too little takes.
    Take,
}

/// A step that was made and can be taken back.
struct Made<const A: usize> {
    unit: u32,
    from: u32,
    grounds: [(u32, Ground<A>); 2],
    hands: (f64, f64),
}

/// Brings what lies outside the bounds inside, as far as chains can, and says how the state then measures up.
pub(super) fn repair<const A: usize>(field: &mut Field<A>, penalty: f64) -> State {
    let heat = Heat { temperature: 0.0, penalty };
    let mut looks = 0;
    let first = (field.settle(), field.rep.clone());
    // Maxima first: what the way of an account unsettles, the chains below settle again.
    super::room::make(field, penalty);
    // What these accounts unsettled on their way, swaps settle without making anybody too full again.
    if field.has_maxima() {
        super::swaps::settle(field, &heat);
    }
    let mut mended = mend(field, &heat, &mut looks);
    if mended.violation > 0.0 {
        // Where every territory is as full as it may be, only swaps are left.
        super::swaps::settle(field, &heat);
        mended = field.settle();
    }
    if mended.better_than(&first.0) {
        return mended;
    }
    field.rep = first.1;
    field.settle()
}

/// Chain after chain, as long as they help.
fn mend<const A: usize>(field: &mut Field<A>, heat: &Heat, looks: &mut u32) -> State {
    let mut state = field.settle();
    loop {
        if state.violation <= 0.0 || *looks >= LOOKS_AT_MOST {
            return state;
        }
        let before = field.rep.clone();
        let members = field.members();
        let mut helped = false;
        for (rep, way) in outside(field) {
            let chain = Chain { heat: *heat, members: &members, way };
            if chain.find(field, rep, 0, 0.0, looks) {
                helped = true;
                break;
            }
        }
        let now = field.settle();
        if !helped || now.violation >= state.violation {
            if !now.better_than(&state) {
                field.rep = before;
                return field.settle();
            }
            return now;
        }
        state = now;
    }
}

/// Territories outside their bounds, the farthest first.
pub(super) fn outside<const A: usize>(field: &Field<A>) -> Vec<(u32, Way)> {
    let mut found: Vec<(f64, u32, Way)> = Vec::new();
    for (rep, ground) in (0u32..).zip(field.grounds()) {
        let over = ground.sums.iter().zip(&ground.high).map(|(sum, high)| sum - high).fold(0.0, f64::max);
        let under = ground.sums.iter().zip(&ground.low).map(|(sum, low)| low - sum).fold(0.0, f64::max);
        if over > 0.0 {
            found.push((over, rep, Way::Give));
        }
        if under > 0.0 {
            found.push((under, rep, Way::Take));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, rep, way)| (rep, way)).collect()
}

struct Chain<'a> {
    heat: Heat,
    members: &'a [Vec<u32>],
    way: Way,
}

impl Chain<'_> {
    /// Follows the best ways on from a territory. Leaves the field changed where the whole chain pays, and as it was otherwise.
    fn find<const A: usize>(&self, field: &mut Field<A>, rep: u32, depth: usize, spent: f64, looks: &mut u32) -> bool {
        let Some(ways) = WAYS.get(depth).copied() else { return false };
        for (cost, unit, from, to) in self.best_steps(field, rep, ways, looks) {
            if *looks >= LOOKS_AT_MOST {
                return false;
            }
            let Some(made) = make(field, unit, from, to) else { continue };
            let next = if self.way == Way::Give { to } else { from };
            if spent + cost < -1e-9 * self.heat.penalty || self.find(field, next, depth + 1, spent + cost, looks) {
                return true;
            }
            take_back(field, made);
        }
        false
    }

    fn best_steps<const A: usize>(
        &self,
        field: &Field<A>,
        rep: u32,
        ways: usize,
        looks: &mut u32,
    ) -> Vec<(f64, u32, u32, u32)> {
        let mut steps: Vec<(f64, u32, u32, u32)> = Vec::new();
        for other in field.near(rep) {
            let (from, to) = if self.way == Way::Give { (rep, *other) } else { (*other, rep) };
            for unit in self.members.get(from as usize).into_iter().flatten() {
                if at(&field.rep, *unit) != Some(from) || !field.may(*unit, to) {
                    continue;
                }
                *looks += 1;
                let cost = field.shift_cost(*unit, from, to, &self.heat);
                if steps.len() < ways || steps.last().is_some_and(|worst| cost < worst.0) {
                    let place = steps.partition_point(|step| step.0 <= cost);
                    steps.insert(place, (cost, *unit, from, to));
                    steps.truncate(ways);
                }
            }
        }
        steps
    }
}

fn make<const A: usize>(field: &mut Field<A>, unit: u32, from: u32, to: u32) -> Option<Made<A>> {
    let grounds = [(from, at(field.grounds(), from)?), (to, at(field.grounds(), to)?)];
    let made = Made { unit, from, grounds, hands: field.hands() };
    field.shift(unit, from, to);
    Some(made)
}

fn take_back<const A: usize>(field: &mut Field<A>, made: Made<A>) {
    field.restore(made.unit, made.from, made.grounds, made.hands);
}
