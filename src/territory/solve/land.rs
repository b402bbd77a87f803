//! Who has accounts in which areas, kept up to date step by step, for territories that must hang together.

use super::super::areas::{Mask, mask_of, strays};
use super::units::Units;

/// Areas of a unit with its accounts in each.
pub(super) type Parts = [(u8, u32)];

/// The areas of all territories.
#[derive(Clone, Debug)]
pub(super) struct Land {
    ways: Vec<Mask>,
    /// By rep, then by area.
    held: Vec<Vec<u32>>,
    masks: Vec<Mask>,
    strays: Vec<u32>,
}

impl Land {
    /// Nobody has anything yet; none where territories need not hang together.
    pub(super) fn of(units: &Units) -> Option<Land> {
        (!units.ways.is_empty()).then(|| Land {
            ways: units.ways.clone(),
            held: vec![vec![0; units.ways.len()]; units.reps],
            masks: vec![0; units.reps],
            strays: vec![0; units.reps],
        })
    }

    /// Takes up a state.
    pub(super) fn settle(&mut self, units: &Units, reps: &[u32]) {
        self.held.iter_mut().for_each(|row| row.iter_mut().for_each(|count| *count = 0));
        for (unit, rep) in units.units.iter().zip(reps) {
            let Some(row) = self.held.get_mut(*rep as usize) else { continue };
            for (area, count) in &unit.areas {
                if let Some(place) = row.get_mut(usize::from(*area)) {
                    *place += count;
                }
            }
        }
        for rep in 0..self.held.len() {
            self.note(rep);
        }
    }

    /// Accounts that lie apart, over all territories.
    pub(super) fn all_strays(&self) -> u32 {
        self.strays.iter().sum()
    }

    fn note(&mut self, rep: usize) {
        let Some(row) = self.held.get(rep) else { return };
        let mask = mask_of(row);
        let apart = strays(&self.ways, mask, |area| row.get(usize::from(area)).copied().unwrap_or(0));
        if let (Some(place), Some(strays)) = (self.masks.get_mut(rep), self.strays.get_mut(rep)) {
            (*place, *strays) = (mask, apart);
        }
    }

    /// How many more accounts of a rep lie apart when some come and some go.
    pub(super) fn more(&self, rep: u32, come: &Parts, go: &Parts) -> f64 {
        let rep = rep as usize;
        let (Some(row), Some(mask), Some(was)) = (self.held.get(rep), self.masks.get(rep), self.strays.get(rep)) else {
            return 0.0;
        };
        let sum = |parts: &Parts, area: u8| parts.iter().filter(|it| it.0 == area).map(|it| it.1).sum::<u32>();
        let count = |area: u8| {
            (row.get(usize::from(area)).copied().unwrap_or(0) + sum(come, area)).saturating_sub(sum(go, area))
        };
        let with = come.iter().fold(*mask, |all, it| all | (1 << it.0));
        let with = go.iter().filter(|it| count(it.0) == 0).fold(with, |all, it| all & !(1 << it.0));
        f64::from(strays(&self.ways, with, count)) - f64::from(*was)
    }

    /// Some come and some go.
    pub(super) fn take(&mut self, rep: u32, come: &Parts, go: &Parts) {
        let rep = rep as usize;
        let Some(row) = self.held.get_mut(rep) else { return };
        for (area, count) in come {
            if let Some(place) = row.get_mut(usize::from(*area)) {
                *place += count;
            }
        }
        for (area, count) in go {
            if let Some(place) = row.get_mut(usize::from(*area)) {
                *place = place.saturating_sub(*count);
            }
        }
        self.note(rep);
    }
}
