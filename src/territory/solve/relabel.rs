//! Which territory keeps whose name: so that as little as possible changes hands, and then so that people are near to where they live, at the same
//! cost otherwise.

use super::units::{NOBODY, Units};

/// What a name that must not be given costs.
const NEVER: f64 = 1e9;

/// Names the territories of a plan anew. Only reps with the same share and maximum can stand for each other, and only where locks and bars allow.
pub(super) fn relabel(units: &Units, reps: &[u32]) -> Vec<u32> {
    let count = units.reps;
    // What each rep would keep of each territory, as a part of all accounts and of all value.
    let mut kept = vec![0.0; count * count];
    let mut open = vec![true; count * count];
    let held = units.units.iter().flat_map(|unit| &unit.today);
    let (accounts, value) = held.fold((0.0, 0.0), |(count, value), it| (count + it.1, value + it.2));
    let part = |is: f64, all: f64| if all > 0.0 { is / all } else { 0.0 };
    for (unit, territory) in units.units.iter().zip(reps).filter(|(_, rep)| **rep != NOBODY) {
        let row = *territory as usize * count;
        for (today, number, worth) in &unit.today {
            if let Some(kept) = kept.get_mut(row + *today as usize) {
                *kept += part(*number, accounts) + part(*worth, value);
            }
        }
        for (rep, open) in open.iter_mut().skip(row).take(count).enumerate() {
            *open &= unit.may(rep as u32);
        }
    }
    let alike = |one: usize, other: usize| {
        units.shares.get(one) == units.shares.get(other) && units.most.get(one) == units.most.get(other)
    };
    // Where somebody has accounts today homes only decide between equals: all of them together weigh less than one account.
    let far = from_homes(units, reps, if accounts > 0.0 { 0.5 / accounts } else { 1.0 });
    let cost = |territory: usize, rep: usize| {
        let at = territory * count + rep;
        let allowed = territory == rep || (alike(territory, rep) && open.get(at) == Some(&true));
        let kept = kept.get(at).copied().unwrap_or(0.0);
        let far = far.get(at).copied().unwrap_or(0.0);
        if allowed { far - kept } else { NEVER }
    };
    let names = assignment(count, cost);
    reps.iter().map(|rep| names.get(*rep as usize).map_or(*rep, |name| *name as u32)).collect()
}

/// How far the accounts of each territory lie from each home, all ways together as much as this; nothing where nobody's home is known.
fn from_homes(units: &Units, reps: &[u32], all: f64) -> Vec<f64> {
    let count = units.reps;
    if units.homes.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut far = vec![0.0; count * count];
    for (unit, territory) in units.units.iter().zip(reps).filter(|(_, rep)| **rep != NOBODY) {
        for (rep, home) in units.homes.iter().enumerate() {
            let place = far.get_mut(*territory as usize * count + rep);
            if let (Some((x, y)), Some(place)) = (home, place) {
                *place += unit.points.iter().map(|(u, v)| ((x - u) * (x - u) + (y - v) * (y - v)).sqrt()).sum::<f64>();
            }
        }
    }
    let largest = far.iter().copied().fold(0.0, f64::max);
    let scale = if largest > 0.0 { all / (largest * count as f64) } else { 0.0 };
    far.iter_mut().for_each(|it| *it *= scale);
    far
}

/// The cheapest way to give each row a column of its own: the Hungarian method with potentials (Kuhn 1955; Jonker and Volgenant 1987), one
/// shortest augmenting path per row.
fn assignment(count: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let free = usize::MAX;
    let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or(0.0);
    let mut row_of = vec![free; count];
    let (mut of_rows, mut of_columns) = (vec![0.0; count], vec![0.0; count]);
    for start in 0..count {
        let mut nearest = vec![f64::INFINITY; count];
        let mut from = vec![free; count];
        let mut done = vec![false; count];
        let (mut row, mut last, mut far) = (start, free, 0.0);
        let end = loop {
            let base = at(&of_rows, row);
            let mut best = (f64::INFINITY, free);
            let columns = nearest.iter_mut().zip(&mut from).zip(&done).zip(&of_columns).enumerate();
            for (column, (((nearest, from), done), potential)) in columns {
                if *done {
                    continue;
                }
                let reach = far + cost(row, column) - base - potential;
                if reach < *nearest {
                    (*nearest, *from) = (reach, last);
                }
                if *nearest < best.0 {
                    best = (*nearest, column);
                }
            }
            let (reach, column) = best;
            let Some(done) = done.get_mut(column) else { break free };
            *done = true;
            far = reach;
            match row_of.get(column) {
                Some(next) if *next != free => (row, last) = (*next, column),
                _ => break column,
            }
        };
        // Potentials: what was reached before the end moves by how much earlier it was reached.
        for (column, done) in done.iter().enumerate() {
            let early = far - at(&nearest, column);
            if !*done || early < 0.0 {
                continue;
            }
            if let (Some(potential), Some(row)) = (of_columns.get_mut(column), row_of.get(column)) {
                *potential -= early;
                if let Some(potential) = of_rows.get_mut(*row) {
                    *potential += early;
                }
            }
        }
        if let Some(potential) = of_rows.get_mut(start) {
            *potential += far;
        }
        let mut column = end;
        while column != free {
            let before = from.get(column).copied().unwrap_or(free);
            let row = if before == free { start } else { row_of.get(before).copied().unwrap_or(start) };
            if let Some(place) = row_of.get_mut(column) {
                *place = row;
            }
            column = before;
        }
    }
    let mut columns: Vec<usize> = (0..count).collect();
    for (column, row) in row_of.iter().enumerate() {
        if let Some(place) = columns.get_mut(*row) {
            *place = column;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::super::instance::{Attribute, Instance, Slot};
    use super::super::chance::Chance;
    use super::*;

    fn by_trying_all(count: usize, cost: &impl Fn(usize, usize) -> f64, row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == count {
            return 0.0;
        }
        let mut best = f64::INFINITY;
        for column in 0..count {
            if !taken[column] {
                taken[column] = true;
                best = best.min(cost(row, column) + by_trying_all(count, cost, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn no_other_way_to_give_names_is_cheaper() {
        let mut chance = Chance::new(5);
        for count in 1..=7 {
            for _ in 0..30 {
                let costs: Vec<f64> = (0..count * count).map(|_| f64::from(chance.below(20)) - 10.0).collect();
                let cost = |row: usize, column: usize| costs[row * count + column];
                let found = assignment(count, cost);
                let mut columns = found.clone();
                columns.sort_unstable();
                assert_eq!(columns, (0..count).collect::<Vec<_>>());
                let sum: f64 = found.iter().enumerate().map(|(row, column)| cost(row, *column)).sum();
                assert!((sum - by_trying_all(count, &cost, 0, &mut vec![false; count])).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn names_follow_the_homes_where_nothing_else_speaks() {
        let potential = Attribute { name: "potential".to_owned(), values: vec![1.0; 3] };
        let points = [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0)].map(Some).to_vec();
        let mut instance = Instance::of(points, vec![potential], vec![Slot::default(); 3]);
        // The third lives at the first account and the first at the second; nobody knows where the second lives.
        instance.reps[2].home = Some((0.0, 1.0));
        instance.reps[0].home = Some((10.0, 1.0));
        assert_eq!(relabel(&Units::of(&instance), &[0, 1, 2]), [2, 0, 1]);
        // Whoever has an account today keeps it, however far away.
        instance.current[0] = Some(0);
        let kept = relabel(&Units::of(&instance), &[0, 1, 2]);
        assert_eq!(kept[0], 0);
    }

    #[test]
    fn names_follow_the_value_but_neither_locks_nor_shares() {
        let potential = Attribute { name: "potential".to_owned(), values: vec![1.0, 1.0, 5.0] };
        let mut instance = Instance::of(vec![None; 3], vec![potential], vec![Slot::default(); 3]);
        instance.current = vec![Some(1), Some(2), Some(0)];
        let renamed = |instance: &Instance| relabel(&Units::of(instance), &[0, 1, 2]);
        assert_eq!(renamed(&instance), [1, 2, 0]);
        // Rep 2 has another share: only 0 and 1 can change names, and 0 keeps nothing either way.
        instance.reps[2].share = 0.5;
        assert_eq!(renamed(&instance), [1, 0, 2]);
        instance.locked[0] = Some(0);
        assert_eq!(renamed(&instance), [0, 1, 2]);
    }
}
