//! Cycles of cooling, each longer than the one before, so that stopping after any pass leaves a good plan.

use super::super::instance::Objective;
use super::chance::{Chance, exponential, logarithm};
use super::field::{Field, Heat, State};
use super::units::{NOBODY, Units};
use super::window::Window;

/// Steps tried per unit and pass, and at least so many.
const TRIES_PER_UNIT: u32 = 8;
const TRIES_AT_LEAST: u32 = 4_000;
/// Passes of the first cycle, and how many times as many the next has.
const FIRST_CYCLE: u64 = 40;
const LONGER: u64 = 4;
/// The temperature at the end of a cycle, in mean distances.
const COLD: f64 = 0.004;
/// The weight of a share outside the bounds at the start and at the end of a cycle, in the mean distances of a territory's accounts.
const LENIENT: f64 = 0.3;
const STRICT: f64 = 12.0;

/// The run of cycles.
#[derive(Clone, Debug)]
pub(super) struct Cycles<const A: usize> {
    field: Field<A>,
    chance: Chance,
    window: Window,
    cycle: u32,
    pass: u64,
    length: u64,
    best: Vec<u32>,
    best_state: State,
    /// Kilometres that a whole share outside the bounds costs at weight 1.
    penalty: f64,
    hot: f64,
}

impl<const A: usize> Cycles<A> {
    pub(super) fn new(units: Units, seeded: Vec<u32>, seed: u64) -> Cycles<A> {
        let objective = units.objective;
        let today: Vec<u32> = units
            .units
            .iter()
            .zip(&seeded)
            .map(|(unit, seeded)| unit.today.first().map(|it| it.0).filter(|rep| unit.may(*rep)).unwrap_or(*seeded))
            .collect();
        let keeps_today = units.hands.is_some();
        let reps = units.reps as f64;
        let (count, band) = (units.units.len() as f64, units.band);
        let from_seed: Field<A> = Field::new(units, seeded.clone());
        let mut field = from_seed;
        let seeded_state = field.settle();
        let scale = if seeded_state.distance > 0.0 { seeded_state.distance / count } else { 1.0 };
        // A unit of mean value that changes hands costs as much as many kilometres where that is the objective.
        let hand_price = if objective == Objective::LeastDisruption { 20.0 * scale * count } else { 0.0 };
        let window = Window::start(objective, band);
        field.bound(&window, scale, hand_price);
        let mut cycles = Cycles {
            best: seeded.clone(),
            best_state: State::WORST,
            field,
            chance: Chance::new(seed),
            window,
            cycle: 0,
            pass: 0,
            length: FIRST_CYCLE,
            penalty: scale * (count / reps).max(1.0),
            hot: 1.0,
        };
        for start in [&seeded, &today] {
            if start.contains(&NOBODY) {
                continue;
            }
            cycles.field.take_up(start);
            let state = cycles.field.settle();
            cycles.keep(state);
        }
        cycles.field.take_up(if keeps_today { &today } else { &seeded });
        cycles
    }

    pub(super) fn finished(&self) -> bool {
        self.field.free() == 0
    }

    pub(super) fn best(&self) -> &[u32] {
        &self.best
    }

    /// Keeps a state that is better than the best; says whether it was.
    fn keep(&mut self, state: State) -> bool {
        if !state.better_than(&self.best_state) {
            return false;
        }
        self.best_state = state;
        self.best.clone_from(&self.field.rep);
        if !self.field.units.objective.keeps_band() && state.violation <= 0.0 {
            let window = self.window.closed(self.field.units.objective, self.field.extremes());
            if window != self.window {
                self.window = window;
                let scale = self.field.scale;
                self.field.bound(&self.window, scale, 0.0);
            }
        }
        true
    }

    /// One pass at the heat of its place in the cycle.
    pub(super) fn pass(&mut self) -> bool {
        let part = self.pass as f64 / (self.length - 1).max(1) as f64;
        let between = |from: f64, to: f64| exponential(logarithm(from) * (1.0 - part) + logarithm(to) * part);
        let heat = Heat {
            temperature: self.field.scale * between(self.hot, COLD),
            penalty: self.penalty * between(LENIENT, STRICT),
        };
        let tries = (self.field.free() as u32).saturating_mul(TRIES_PER_UNIT).max(TRIES_AT_LEAST);
        let state = self.field.pass(tries, heat, &mut self.chance);
        let better = self.keep(state);
        if std::env::var_os("TRACE").is_some() && self.pass % (self.length / 20).max(1) == 0 {
            eprintln!(
                "  c{} p{} T {:.4} pen {:.2} viol {:.4} dist {:.0} best {:.0}/{:.4}",
                self.cycle,
                self.pass,
                heat.temperature / self.field.scale,
                heat.penalty / self.penalty,
                state.violation,
                state.distance,
                self.best_state.distance,
                self.best_state.violation
            );
        }
        self.pass += 1;
        if self.pass >= self.length {
            self.cycle += 1;
            self.pass = 0;
            self.length = self.length.saturating_mul(LONGER);
            let best = std::mem::take(&mut self.best);
            self.field.take_up(&best);
            self.best = best;
        }
        better
    }
}
