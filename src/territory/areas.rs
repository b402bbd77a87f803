//! Areas such as states, and whether a territory hangs together: from each of its areas one comes to every other through areas where it has
//! accounts.
//!
//! An area in which nobody has an account is no obstacle: one passes through it. Accounts whose area is not known hang together with everything.

use super::instance::Instance;
use serde::{Deserialize, Serialize};

/// The most areas there can be.
pub const AREAS_AT_MOST: usize = 128;

/// Areas, as bits.
pub(super) type Mask = u128;

/// Areas, which of them touch, and where each account lies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Areas {
    /// What they are called, [`AREAS_AT_MOST`] at most.
    pub names: Vec<String>,
    /// Places in the names of two areas that touch.
    pub borders: Vec<(u8, u8)>,
    /// Place in the names of each account's area, where it is known.
    pub of: Vec<Option<u8>>,
}

/// Areas of a territory that hang together, with the accounts in each.
pub type Piece = Vec<(u8, u32)>;

/// An area as a mask.
pub(super) fn bit(area: u8) -> Mask {
    1u128.checked_shl(u32::from(area)).unwrap_or(0)
}

/// The areas of a mask.
pub(super) fn areas_of(mask: Mask) -> impl Iterator<Item = u8> {
    let mut left = mask;
    std::iter::from_fn(move || {
        let area = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        (area < Mask::BITS).then_some(area as u8)
    })
}

impl Areas {
    /// The area of an account.
    pub fn area(&self, account: usize) -> Option<u8> {
        let area = self.of.get(account).copied().flatten()?;
        (usize::from(area) < self.names.len().min(AREAS_AT_MOST)).then_some(area)
    }

    /// What an area is called.
    pub fn name(&self, area: u8) -> &str {
        self.names.get(usize::from(area)).map_or("", String::as_str)
    }

    /// From each area with accounts, those with accounts that one comes to directly or through areas without.
    pub(super) fn ways(&self) -> Vec<Mask> {
        let count = self.names.len().min(AREAS_AT_MOST);
        let mut touch = vec![0; count];
        for (one, other) in self.borders.iter().filter(|(one, other)| one != other) {
            for (from, to) in [(*one, *other), (*other, *one)] {
                if let Some(place) = touch.get_mut(usize::from(from)).filter(|_| usize::from(to) < count) {
                    *place |= bit(to);
                }
            }
        }
        let used: Mask =
            (0..self.of.len()).filter_map(|account| self.area(account)).map(bit).fold(0, |all, it| all | it);
        let mut ways = Vec::with_capacity(count);
        for (area, direct) in touch.iter().enumerate() {
            let (mut seen, mut open) = (bit(area as u8), *direct & !bit(area as u8));
            let mut reached = 0;
            while open != 0 {
                seen |= open;
                reached |= open & used;
                let through = areas_of(open & !used).filter_map(|it| touch.get(usize::from(it)));
                open = through.fold(0, |all, it| all | it) & !seen;
            }
            ways.push(reached);
        }
        ways
    }

    /// Accounts of each area, by rep, then by area.
    pub(super) fn counts(&self, plan: &[Option<u32>], reps: usize) -> Vec<Vec<u32>> {
        let mut counts = vec![vec![0; self.names.len().min(AREAS_AT_MOST)]; reps];
        for (account, rep) in plan.iter().enumerate() {
            let place = rep.and_then(|rep| counts.get_mut(rep as usize)).zip(self.area(account));
            if let Some(count) = place.and_then(|(row, area)| row.get_mut(usize::from(area))) {
                *count += 1;
            }
        }
        counts
    }
}

/// The piece of a territory around an area.
fn piece(ways: &[Mask], mask: Mask, from: u8) -> Mask {
    let (mut seen, mut open) = (0, bit(from) & mask);
    while open != 0 {
        seen |= open;
        open = areas_of(open).filter_map(|it| ways.get(usize::from(it))).fold(0, |all, it| all | it) & mask & !seen;
    }
    seen
}

/// Accounts outside the piece of a territory that has most of them.
pub(super) fn strays(ways: &[Mask], mask: Mask, count: impl Fn(u8) -> u32) -> u32 {
    let (mut left, mut all, mut most) = (mask, 0, 0);
    while left != 0 {
        let found = piece(ways, mask, left.trailing_zeros() as u8);
        let held: u32 = areas_of(found).map(&count).sum();
        (all, most) = (all + held, most.max(held));
        left &= !found;
    }
    all - most
}

/// The areas in which there are accounts.
pub(super) fn mask_of(counts: &[u32]) -> Mask {
    (0u8..).zip(counts).filter(|(_, count)| **count > 0).fold(0, |all, (area, _)| all | bit(area))
}

/// Accounts outside the largest piece of their territory, over all reps; 0 where nobody asks for contiguity.
pub(super) fn strays_of(instance: &Instance, plan: &[Option<u32>]) -> u32 {
    let Some(areas) = &instance.areas else { return 0 };
    let ways = areas.ways();
    let counts = areas.counts(plan, instance.reps.len());
    let of = |row: &Vec<u32>| strays(&ways, mask_of(row), |area| row.get(usize::from(area)).copied().unwrap_or(0));
    counts.iter().map(of).sum()
}

/// The pieces of each territory, that with most accounts first; nothing where nobody asks for contiguity.
pub fn pieces(instance: &Instance, plan: &[Option<u32>]) -> Vec<Vec<Piece>> {
    let Some(areas) = &instance.areas else { return Vec::new() };
    let ways = areas.ways();
    let of = |row: Vec<u32>| {
        let mask = mask_of(&row);
        let (mut left, mut found) = (mask, Vec::new());
        while left != 0 {
            let piece = piece(&ways, mask, left.trailing_zeros() as u8);
            let count = |area: u8| (area, row.get(usize::from(area)).copied().unwrap_or(0));
            found.push(areas_of(piece).map(count).collect::<Piece>());
            left &= !piece;
        }
        // The largest first; between equals that with the first area.
        found.sort_by_key(|piece| std::cmp::Reverse(piece.iter().map(|it| it.1).sum::<u32>()));
        found
    };
    areas.counts(plan, instance.reps.len()).into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::instance::Slot;
    use super::*;

    /// Five areas in a row, a - b - c - d - e, with accounts in all but c.
    fn row(of: &[u8]) -> Instance {
        let areas = Areas {
            names: ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec(),
            borders: vec![(0, 1), (1, 2), (2, 3), (3, 4), (9, 1), (2, 2)],
            of: of.iter().map(|area| Some(*area).filter(|area| *area < 9)).collect(),
        };
        let mut instance = Instance::of(vec![None; of.len()], Vec::new(), vec![Slot::default(); 2]);
        instance.areas = Some(areas);
        instance
    }

    #[test]
    fn one_passes_through_areas_without_accounts_but_not_through_those_of_others() {
        let instance = row(&[0, 1, 3, 4]);
        let ways = instance.areas.as_ref().unwrap().ways();
        // From b one comes to a, and through c to d.
        assert_eq!(ways[1], 0b01001);
        assert_eq!(strays_of(&instance, &[Some(0), Some(0), Some(0), Some(1)]), 0);
        // The first rep has a and d, and b between them is the other's.
        assert_eq!(strays_of(&instance, &[Some(0), Some(1), Some(0), Some(1)]), 2);
    }

    #[test]
    fn the_largest_piece_is_the_territory_and_the_rest_lies_apart() {
        let instance = row(&[0, 0, 0, 1, 3, 4, 4, 99]);
        let plan = [0, 0, 0, 1, 0, 0, 0, 1].map(Some);
        // a with three accounts and d with e, also three: one of the two lies apart.
        assert_eq!(strays_of(&instance, &plan), 3);
        let found = pieces(&instance, &plan);
        assert_eq!(found[0], vec![vec![(0, 3)], vec![(3, 1), (4, 2)]]);
        // Where an area is not known nothing lies apart.
        assert_eq!(found[1], vec![vec![(1, 1)]]);
    }

    #[test]
    fn nobody_asks_for_contiguity_and_nothing_lies_apart() {
        let mut instance = row(&[0, 4]);
        instance.areas = None;
        assert_eq!(
            (strays_of(&instance, &[Some(0), Some(0)]), pieces(&instance, &[Some(0), Some(0)])),
            (0, Vec::new())
        );
    }
}
