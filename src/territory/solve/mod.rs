//! The search for a better plan, in steps that may stop at any time.
//!
//! It begins with the accounts cut in two again and again (`seed`), and cools that down ([`Run::step`]): accounts change hands
//! or places with the nearest territories, at first nearly at will, then ever more only where that pays, while sums outside the band weigh ever
//! more. After each such cycle a longer one begins. The best plan met stays: what breaks fewer conditions is better, whatever the objective says.
//!
//! Invariant: a plan depends on the instance, the seed and the number of iterations, on nothing else. There is no clock here: who
//! has only so many seconds stops stepping, and can repeat the number of iterations done.

mod anew;
mod chains;
mod chance;
mod cycle;
mod engine;
mod exact;
mod field;
mod ground;
mod land;
mod relabel;
mod room;
mod seed;
mod swaps;
mod units;
mod window;

use super::Plan;
use super::instance::Instance;
use super::measure::{Score, score};
use engine::Engine;
use serde::{Deserialize, Serialize};
use units::Units;

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Passes over the accounts so far; repeating as many gives the same plan.
    pub iterations: u64,
    /// Whether nothing better exists or nothing more can be tried, so that going on is of no use.
    pub finished: bool,
    /// Whether the plan is known to be the best there is: small instances are looked through completely.
    pub proven: bool,
    /// Whether a better plan was found in these steps.
    pub improved: bool,
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Run {
    instance: Instance,
    units: Units,
    engine: Engine,
    iterations: u64,
    today: Option<(Plan, Score)>,
}

impl Run {
    /// Sets out. The same instance and seed always take the same way.
    pub fn new(instance: &Instance, seed: u64) -> Run {
        let units = Units::of(instance);
        let plan = instance.plan_of_today();
        let today =
            plan.iter().any(Option::is_some).then(|| (score(instance, &plan), plan)).map(|(score, plan)| (plan, score));
        Run { instance: instance.clone(), engine: Engine::new(&units, seed), units, iterations: 0, today }
    }

    /// Goes on for so many passes over the accounts, each of a few steps per account.
    pub fn step(&mut self, iterations: u64) -> Progress {
        let mut improved = false;
        for _ in 0..iterations {
            if self.engine.finished() {
                break;
            }
            improved |= self.engine.pass();
            self.iterations += 1;
        }
        Progress {
            iterations: self.iterations,
            finished: self.engine.finished(),
            proven: self.engine.proven(),
            improved,
        }
    }

    /// Passes so far.
    pub fn iterations(&self) -> u64 {
        self.iterations
    }

    /// The best plan so far and its score: never worse than today's.
    pub fn best(&self) -> (Plan, Score) {
        let reps = self.engine.best();
        let mut plan = self.units.plan(reps);
        let mut found = score(&self.instance, &plan);
        if self.today.is_some() || self.units.homes.iter().any(Option::is_some) {
            let renamed = self.units.plan(&relabel::relabel(&self.units, reps));
            let measured = score(&self.instance, &renamed);
            // Rounding aside, names change nothing but what changes hands.
            if measured.breaches.total() <= found.breaches.total() + 1e-9
                && measured.objective <= found.objective + 1e-9 * found.objective.abs()
            {
                (plan, found) = (renamed, measured);
            }
        }
        // Where today leaves accounts with nobody it is no plan, however little else it breaks.
        let whole = |score: &Score| score.breaches.unassigned <= found.breaches.unassigned;
        match &self.today {
            Some((today, score)) if whole(score) && score.compare(&found).is_lt() => (today.clone(), *score),
            _ => (plan, found),
        }
    }
}
