//! Who is near to whom, for moves worth a thought.

use super::super::measure::{Sums, distance};
use super::NEIGHBOURS;

/// For each rep the reps whose centres are nearest; who has no centre is near to all, and all are near to who has none.
pub(super) fn near_reps(sums: &Sums) -> Vec<Vec<u32>> {
    let centres = &sums.centres;
    let far = |one: Option<(f64, f64)>, other: Option<(f64, f64)>| one.zip(other).map_or(0.0, |(a, b)| distance(a, b));
    let near = |rep: usize, centre: &Option<(f64, f64)>| {
        let others = centres.iter().enumerate().filter(|(other, _)| *other != rep);
        let mut order: Vec<(f64, u32)> = others.map(|(other, it)| (far(*centre, *it), other as u32)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        order.truncate(NEIGHBOURS);
        order.into_iter().map(|(_, other)| other).collect()
    };
    centres.iter().enumerate().map(|(rep, centre)| near(rep, centre)).collect()
}
