//! Where the search begins: the accounts cut in two along their longer side, and each part again, until every part is one rep's.

use super::units::{NOBODY, Units};

/// A rep for every unit. Locks and bars are kept; balance is near, not exact.
pub(super) fn bisect(units: &Units) -> Vec<u32> {
    let mut reps = vec![NOBODY; units.units.len()];
    let mut room: Vec<f64> = units.shares.clone();
    let mut placed = Vec::new();
    let mut unplaced = Vec::new();
    for (at, unit) in units.units.iter().enumerate() {
        match (unit.locked, unit.middle()) {
            (Some(rep), _) => {
                if let Some(place) = reps.get_mut(at) {
                    *place = rep;
                }
                if let Some(room) = room.get_mut(rep as usize) {
                    *room -= weight(units, at);
                }
            }
            (None, Some(point)) => placed.push((at as u32, point)),
            (None, None) => unplaced.push(at as u32),
        }
    }
    let slots: Vec<u32> = (0..units.reps as u32).collect();
    // What has no place is shared out afterwards; until then every rep has room for the same part of it.
    let asked: f64 = room.iter().map(|it| it.max(0.0)).sum();
    let offered: f64 = placed.iter().map(|(at, _)| weight(units, *at as usize)).sum();
    let filled = if asked > 0.0 { (offered / asked).min(1.0) } else { 1.0 };
    cut(units, &room, &mut placed, slots, &mut reps);
    for room in &mut room {
        *room -= room.max(0.0) * filled;
    }
    keep_bars(units, &mut reps);
    fill(units, unplaced, &mut room, &mut reps);
    reps
}

/// What a unit weighs: the mean of its attributes in parts of a share, or its accounts where there is nothing to balance.
pub(super) fn weight(units: &Units, at: usize) -> f64 {
    let Some(unit) = units.units.get(at) else { return 0.0 };
    if units.attributes == 0 {
        return unit.accounts.len() as f64 * units.per_account;
    }
    unit.amounts.iter().take(units.attributes).sum::<f64>() / units.attributes as f64
}

fn cut(units: &Units, room: &[f64], members: &mut [(u32, (f64, f64))], mut slots: Vec<u32>, reps: &mut [u32]) {
    if slots.len() < 2 {
        for (at, _) in members.iter() {
            if let (Some(place), Some(slot)) = (reps.get_mut(*at as usize), slots.first()) {
                *place = *slot;
            }
        }
        return;
    }
    let along_x = side(members, |point| point.0) >= side(members, |point| point.1);
    let pick = |point: (f64, f64)| if along_x { point.0 } else { point.1 };
    let anchor = |slot: u32| units.anchors.get(slot as usize).copied().flatten().map_or(0.0, pick);
    slots.sort_by(|a, b| anchor(*a).total_cmp(&anchor(*b)).then(a.cmp(b)));
    members.sort_by(|a, b| pick(a.1).total_cmp(&pick(b.1)).then(a.0.cmp(&b.0)));
    let upper = slots.split_off(slots.len() / 2);
    let wants =
        |slots: &[u32]| -> f64 { slots.iter().filter_map(|slot| room.get(*slot as usize)).map(|it| it.max(0.0)).sum() };
    let (low, high) = (wants(&slots), wants(&upper));
    let part =
        if low + high > 0.0 { low / (low + high) } else { slots.len() as f64 / (slots.len() + upper.len()) as f64 };
    let all: f64 = members.iter().map(|(at, _)| weight(units, *at as usize)).sum();
    // The cut stands where the sum first passes its part, or just before, whichever is nearer; weightless accounts are cut by number.
    let mut sum = 0.0;
    let mut first = members.len();
    for (place, (at, _)) in members.iter().enumerate() {
        let weight = weight(units, *at as usize);
        let passed =
            if all > 0.0 { sum + weight / 2.0 > part * all } else { place as f64 + 0.5 > part * members.len() as f64 };
        if passed {
            first = place;
            break;
        }
        sum += weight;
    }
    // Somebody who is due something gets at least one account while there are enough.
    let (least, most) = (slots.len().min(members.len() / 2), members.len() - upper.len().min(members.len() / 2));
    let first = if all > 0.0 && low > 0.0 && high > 0.0 { first.clamp(least.min(most), most) } else { first };
    let (lower, higher) = members.split_at_mut(first);
    cut(units, room, lower, slots, reps);
    cut(units, room, higher, upper, reps);
}

/// How long the members reach along one axis: their variance, which one far outlier does not decide.
fn side(members: &[(u32, (f64, f64))], pick: impl Fn((f64, f64)) -> f64) -> f64 {
    let count = members.len().max(1) as f64;
    let mean = members.iter().map(|(_, point)| pick(*point)).sum::<f64>() / count;
    members.iter().map(|(_, point)| (pick(*point) - mean) * (pick(*point) - mean)).sum::<f64>() / count
}

/// Who is with a rep it must not meet goes to the nearest it may meet.
fn keep_bars(units: &Units, reps: &mut [u32]) {
    let mut centres = vec![(0.0, 0.0, 0.0); units.reps];
    for (unit, rep) in units.units.iter().zip(reps.iter()) {
        if let (Some((x, y)), Some(centre)) = (unit.middle(), centres.get_mut(*rep as usize)) {
            *centre = (centre.0 + x, centre.1 + y, centre.2 + 1.0);
        }
    }
    for (unit, rep) in units.units.iter().zip(reps.iter_mut()) {
        if *rep == NOBODY || unit.may(*rep) {
            continue;
        }
        let (x, y) = unit.middle().unwrap_or_default();
        let far = |(rep, (sx, sy, n)): &(usize, &(f64, f64, f64))| {
            let (u, v) = if *n > 0.0 {
                (sx / n, sy / n)
            } else {
                units.anchors.get(*rep).copied().flatten().unwrap_or_default()
            };
            (x - u) * (x - u) + (y - v) * (y - v)
        };
        let open = centres.iter().enumerate().filter(|(rep, _)| unit.may(*rep as u32));
        if let Some((nearest, _)) = open.min_by(|a, b| far(a).total_cmp(&far(b))) {
            *rep = nearest as u32;
        }
    }
}

/// Without a place: the largest first, each to the rep with most room for it.
fn fill(units: &Units, mut unplaced: Vec<u32>, room: &mut [f64], reps: &mut [u32]) {
    unplaced.sort_by(|a, b| weight(units, *b as usize).total_cmp(&weight(units, *a as usize)).then(a.cmp(b)));
    for at in unplaced {
        let Some(unit) = units.units.get(at as usize) else { continue };
        let open = room.iter_mut().enumerate().filter(|(rep, _)| unit.may(*rep as u32));
        let part = |it: &(usize, &mut f64)| *it.1 / units.shares.get(it.0).copied().unwrap_or(0.0).max(1e-9);
        if let Some((rep, room)) = open.max_by(|a, b| part(a).total_cmp(&part(b)).then(b.0.cmp(&a.0))) {
            *room -= weight(units, at as usize);
            if let Some(place) = reps.get_mut(at as usize) {
                *place = rep as u32;
            }
        }
    }
}
