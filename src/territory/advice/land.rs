//! Advice where territories must hang together: what a move does to that, and pieces that go over as a whole.

use super::super::areas::{Mask, Piece, bit, pieces};
use super::super::instance::Instance;
use super::{Desk, Group, Idea, Together, What, note};

/// A piece of more accounts than this is half a territory, and goes to nobody at once.
const PIECE_AT_MOST: usize = 300;

/// What hangs together: from each area those one comes to, and the largest piece of each territory.
pub(super) struct Land {
    ways: Vec<Mask>,
    mains: Vec<Mask>,
}

impl Land {
    pub(super) fn of(instance: &Instance, plan: &[Option<u32>]) -> Option<Land> {
        let ways = instance.areas.as_ref()?.ways();
        let main =
            |pieces: Vec<Piece>| pieces.first().into_iter().flatten().fold(0, |all: Mask, (area, _)| all | bit(*area));
        Some(Land { ways, mains: pieces(instance, plan).into_iter().map(main).collect() })
    }

    /// How many more accounts lie apart when some come to a rep, to first order: beside or inside the largest piece they do not.
    fn apart(&self, rep: u32, areas: &[(u8, u32)]) -> f64 {
        let main = self.mains.get(rep as usize).copied().unwrap_or(0);
        let joins = |area: u8| {
            let reach = bit(area) | self.ways.get(usize::from(area)).copied().unwrap_or(0);
            main == 0 || main & reach != 0
        };
        areas.iter().filter(|(area, _)| !joins(*area)).map(|(_, count)| f64::from(*count)).sum()
    }

    /// How many of these lie apart from the largest piece of a rep who has them.
    fn aside(&self, rep: u32, areas: &[(u8, u32)]) -> f64 {
        let main = self.mains.get(rep as usize).copied().unwrap_or(0);
        areas.iter().filter(|(area, _)| main & bit(*area) == 0).map(|(_, count)| f64::from(*count)).sum()
    }
}

impl Desk<'_> {
    /// How many more accounts lie apart from their territories when a group goes over.
    pub(super) fn splits(&self, group: &Group, to: u32) -> f64 {
        let Some(land) = &self.land else { return 0.0 };
        land.apart(to, &group.areas) - group.rep.map_or(0.0, |from| land.aside(from, &group.areas))
    }

    /// Pieces that lie apart from their territories, each to somebody near.
    pub(super) fn pieces(&self, plan: &[Option<u32>], ideas: &mut Vec<Idea>, found: &mut Vec<Together>) {
        if self.land.is_none() {
            return;
        }
        for (from, pieces) in (0u32..).zip(pieces(self.instance, plan)) {
            for piece in pieces.iter().skip(1) {
                let mask = piece.iter().fold(0, |all: Mask, (area, _)| all | bit(*area));
                let inside = |at: &&usize| {
                    let group = self.groups.get(**at);
                    group.is_some_and(|it| {
                        !it.areas.is_empty() && it.areas.iter().all(|(area, _)| mask & bit(*area) != 0)
                    })
                };
                let held = self.of_rep.get(from as usize);
                let members: Vec<usize> = held.into_iter().flatten().filter(inside).copied().collect();
                let groups: Vec<&Group> = members.iter().filter_map(|at| self.groups.get(*at)).collect();
                if groups.len() < 2 || groups.len() > PIECE_AT_MOST {
                    continue;
                }
                let near = self.near.get(from as usize).into_iter().flatten().copied();
                for to in near.filter(|to| groups.iter().all(|group| self.may(group, *to))) {
                    let gone: Vec<(&Group, f64)> = groups.iter().map(|group| (*group, -1.0)).collect();
                    let come: Vec<(&Group, f64)> = groups.iter().map(|group| (*group, 1.0)).collect();
                    let (less, nearer) = self.effect(from as usize, &gone);
                    let (more, farther) = self.effect(to as usize, &come);
                    let apart: f64 = groups.iter().map(|group| self.splits(group, to)).sum();
                    let hands: f64 = groups.iter().map(|group| self.hands(group, to)).sum();
                    let what = What::Piece(found.len() as u32);
                    found.push(members.iter().map(|at| (*at as u32, to)).collect());
                    note(ideas, what, less + more + apart, nearer + farther + hands);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::areas::Areas;
    use super::super::super::instance::{Attribute, Slot};
    use super::super::advise;
    use super::*;

    /// Three areas in a row with four accounts each, 100 km apart; all accounts are alike.
    fn row() -> Instance {
        let points = (0..12).map(|at| Some((100.0 * f64::from(at / 4) + f64::from(at % 4), 0.0))).collect();
        let potential = Attribute { name: "potential".to_owned(), values: vec![10.0; 12] };
        let mut instance = Instance::of(points, vec![potential], vec![Slot::default(); 3]);
        instance.band = 0.6;
        instance.areas = Some(Areas {
            names: ["a", "b", "c"].map(str::to_owned).to_vec(),
            borders: vec![(0, 1), (1, 2)],
            of: (0..12u8).map(|at| Some(at / 4)).collect(),
        });
        instance
    }

    #[test]
    fn a_piece_that_lies_apart_goes_to_a_neighbour_as_a_whole() {
        // The first has all of a and two of c, with b, the second's, between; the third has the rest of c.
        let plan = [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 2, 2].map(Some);
        let advice = advise(&row(), &plan, 3);
        let first = advice.first().unwrap();
        assert_eq!((first.before.breaches.split, first.after.breaches.split), (2, 0));
        let moves: Vec<_> = first.changes.iter().map(|it| (it.account, it.from, it.to)).collect();
        assert_eq!(moves, [(8, Some(0), 2), (9, Some(0), 2)]);
    }

    #[test]
    fn nothing_is_advised_that_would_tear_a_territory_apart() {
        let mut instance = row();
        instance.band = 0.3;
        // The second has too much, the third too little: what is moved must lie beside c.
        let plan = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2].map(Some);
        for advice in advise(&instance, &plan, 10) {
            assert_eq!(advice.after.breaches.split, 0, "{:?}", advice.changes);
        }
    }
}
