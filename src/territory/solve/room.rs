//! Room for accounts where maxima are nearly or just full: an account above a maximum goes on its way along a chain of neighbours, each
//! handing one on, until it comes to a rep who has room.

use super::field::{Field, Heat, at};
use super::units::NOBODY;

/// Takes every account above a maximum to somebody with room, as far as there is any.
pub(super) fn make<const A: usize>(field: &mut Field<A>, penalty: f64) {
    field.weigh(penalty, true);
    field.look_up_near();
    let mut left = field.rep.len();
    while left > 0 && pass_on(field, penalty) {
        left -= 1;
    }
}

/// Takes one account above a maximum along the cheapest way to somebody with room; says whether there was a way.
fn pass_on<const A: usize>(field: &mut Field<A>, penalty: f64) -> bool {
    // In a crowded town the nearest of all are in the town too, and no way leads out of it.
    pass_on_among(field, penalty, true) || pass_on_among(field, penalty, false)
}

fn pass_on_among<const A: usize>(field: &mut Field<A>, penalty: f64, near_only: bool) -> bool {
    let counts = field.counts();
    let over = |rep: usize| counts.get(rep).is_some_and(|(count, most)| count > most);
    let has_room = |rep: usize| counts.get(rep).is_some_and(|(count, most)| count + 1.0 <= *most);
    let Some(start) = (0..counts.len()).find(|rep| over(*rep)) else { return false };
    let members = field.members();
    let heat = Heat { temperature: 0.0, penalty };
    // Dijkstra over the reps, a way from one to the next as long as its cheapest account makes it.
    let mut reached = vec![(f64::INFINITY, NOBODY, NOBODY); counts.len()];
    let mut done = vec![false; counts.len()];
    if let Some(first) = reached.get_mut(start) {
        first.0 = 0.0;
    }
    let mut end = None;
    loop {
        let open = reached.iter().zip(&done).enumerate().filter(|(_, (it, done))| it.0.is_finite() && !**done);
        let nearest = open.min_by(|a, b| a.1.0.0.total_cmp(&b.1.0.0)).map(|(rep, (it, _))| (rep, it.0));
        let Some((rep, far)) = nearest else { break };
        if has_room(rep) {
            end = Some(rep);
            break;
        }
        if let Some(done) = done.get_mut(rep) {
            *done = true;
        }
        let others = if near_only { field.near(rep as u32).to_vec() } else { (0..counts.len() as u32).collect() };
        for other in others {
            let mut best = (f64::INFINITY, NOBODY);
            for unit in members.get(rep).into_iter().flatten() {
                if field.is_one_account(*unit) && field.may(*unit, other) {
                    let cost = field.pass_cost(*unit, rep as u32, other, &heat);
                    best = if cost < best.0 { (cost, *unit) } else { best };
                }
            }
            if let Some(place) = reached.get_mut(other as usize).filter(|it| far + best.0 < it.0) {
                *place = (far + best.0, rep as u32, best.1);
            }
        }
    }
    let Some(mut rep) = end else { return false };
    while rep != start {
        let Some((_, from, unit)) = reached.get(rep).copied() else { return false };
        if at(&field.rep, unit) != Some(from) {
            return false;
        }
        field.shift(unit, from, rep as u32);
        rep = from as usize;
    }
    true
}
