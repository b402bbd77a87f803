//! The search for any number of amounts: the inner loops are compiled for a few numbers, so that they unroll.

use super::cycle::Cycles;
use super::seed;
use super::units::Units;

/// The search with room for so many amounts.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// Nobody to assign to, or nothing to assign.
    Idle(Vec<u32>),
    Two(Box<Cycles<2>>),
    Four(Box<Cycles<4>>),
    Sixteen(Box<Cycles<16>>),
}

impl Engine {
    pub(super) fn new(units: &Units, seed: u64) -> Engine {
        let reps = seed::bisect(units);
        if units.reps < 2 || units.units.is_empty() {
            return Engine::Idle(reps);
        }
        match units.attributes + units.most.len().min(1) {
            0..=2 => Engine::Two(Box::new(Cycles::new(units.clone(), reps, seed))),
            3..=4 => Engine::Four(Box::new(Cycles::new(units.clone(), reps, seed))),
            _ => Engine::Sixteen(Box::new(Cycles::new(units.clone(), reps, seed))),
        }
    }

    pub(super) fn finished(&self) -> bool {
        match self {
            Engine::Idle(_) => true,
            Engine::Two(it) => it.finished(),
            Engine::Four(it) => it.finished(),
            Engine::Sixteen(it) => it.finished(),
        }
    }

    /// Whether nothing better exists.
    pub(super) fn proven(&self) -> bool {
        match self {
            Engine::Idle(_) => false,
            Engine::Two(it) => it.proven(),
            Engine::Four(it) => it.proven(),
            Engine::Sixteen(it) => it.proven(),
        }
    }

    /// One pass; says whether it found a better plan.
    pub(super) fn pass(&mut self) -> bool {
        match self {
            Engine::Idle(_) => false,
            Engine::Two(it) => it.pass(),
            Engine::Four(it) => it.pass(),
            Engine::Sixteen(it) => it.pass(),
        }
    }

    /// The best so far, by unit.
    pub(super) fn best(&self) -> &[u32] {
        match self {
            Engine::Idle(reps) => reps,
            Engine::Two(it) => it.best(),
            Engine::Four(it) => it.best(),
            Engine::Sixteen(it) => it.best(),
        }
    }
}
