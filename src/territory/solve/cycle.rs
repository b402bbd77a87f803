//! Cycles of cooling, each longer than the one before, so that stopping after any pass leaves a good plan.

use super::super::instance::Objective;
use super::anew::{self, Mended, Work};
use super::chains;
use super::chance::{Chance, exponential, logarithm};
use super::exact;
use super::field::{Field, Heat, State};
use super::room;
use super::units::{NOBODY, Units};
use super::window::Window;

/// Steps tried per unit and pass, and at least so many.
const TRIES_PER_UNIT: u32 = 8;
const TRIES_AT_LEAST: u32 = 4_000;
/// Passes of the first cycle, and how many times as many the next has.
const FIRST_CYCLE: u64 = 40;
const LONGER: u64 = 2;
/// Few units: so many cycles of this length before they grow. Where a cycle ends is more a matter of chance there than of its length: of 24
/// runs of the 500 published accounts the worst is 142,135 km after 805 passes so, and 143,775 km where each cycle is three times the one
/// before.
const OF_FEW: (u64, u32) = (240, 4);
/// Many units take one long cycle better than several of middle length: the second is so many times as long then.
const SECOND_OF_MANY: u64 = 12;
const LONGER_OF_MANY: u64 = 3;
const MANY: usize = 2_000;
/// The temperature at the start, after the main part, and at the end of a cycle, in mean distances.
const HOT: f64 = 1.0;
const COLD: f64 = 0.012;
const FROZEN: f64 = 0.0015;
/// The weight of a share outside the bounds at the start, after the main part and at the end, in the mean distances of a territory's accounts.
const LENIENT: f64 = 0.3;
const STRICT: f64 = 500.0;
const RELENTLESS: f64 = 10_000.0;
/// Where the main part ends, as a part of the cycle; the rest brings what still lies outside the bounds inside.
const MAIN: f64 = 0.85;

/// A violation above this is no matter of a few accounts, and chains would search in vain.
const REPAIRABLE: f64 = 20.0;

/// So many free units each are few.
const FEW_EACH: usize = 25;

/// How often what lies outside the bounds is mended again, ways having been shortened in between.
const MENDED_AGAIN: u32 = 3;

/// What the next pass does.
#[derive(Clone, Debug, Default)]
enum Stage {
    /// Goes on with the cycle.
    #[default]
    Cool,
    /// Brings inside what the cycle left outside the bounds; so many times it was tried before.
    Mend(Work, u32),
    /// Shortens ways, and what cannot be settled in one place may be in another then.
    Shorten(Work, u32),
}

/// The run of cycles.
#[derive(Clone, Debug)]
pub(super) struct Cycles<const A: usize> {
    field: Field<A>,
    chance: Chance,
    window: Window,
    /// Whether the best is known to be the best there is; none before that was tried.
    proven: Option<bool>,
    stage: Stage,
    pass: u64,
    length: u64,
    /// Cycles of the length for few units that were begun.
    of_few: u32,
    best: Vec<u32>,
    best_state: State,
    /// Kilometres that a whole share outside the bounds costs at weight 1.
    penalty: f64,
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
            proven: None,
            stage: Stage::Cool,
            pass: 0,
            length: FIRST_CYCLE,
            of_few: 0,
            penalty: scale * (count / reps).max(1.0),
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
        self.field.free() == 0 || self.proven()
    }

    /// Whether nothing better exists.
    pub(super) fn proven(&self) -> bool {
        self.proven == Some(true)
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

    /// Whether everybody has so few accounts that single steps and swaps no longer lead from one plan within the bounds to another.
    fn has_few_each(&self) -> bool {
        self.field.free() <= FEW_EACH * self.field.grounds().len()
    }

    /// The length of the next cycle.
    fn next_length(&mut self) -> u64 {
        let many = self.field.free() > MANY;
        if many && self.length == FIRST_CYCLE {
            return self.length.saturating_mul(SECOND_OF_MANY);
        }
        let (length, cycles) = OF_FEW;
        if !many && self.of_few < cycles {
            self.of_few += 1;
            return length;
        }
        self.length.saturating_mul(if many { LONGER_OF_MANY } else { LONGER })
    }

    /// The heat of this place in the cycle.
    fn heat(&self) -> Heat {
        let part = self.pass as f64 / (self.length - 1).max(1) as f64;
        let ((hot, cold), (lenient, strict), part) = if part <= MAIN {
            ((HOT, COLD), (LENIENT, STRICT), part / MAIN)
        } else {
            ((COLD, FROZEN), (STRICT, RELENTLESS), (part - MAIN) / (1.0 - MAIN))
        };
        let between = |from: f64, to: f64| exponential(logarithm(from) * (1.0 - part) + logarithm(to) * part);
        Heat { temperature: self.field.scale * between(hot, cold), penalty: self.penalty * between(lenient, strict) }
    }

    /// One pass at the heat of its place in the cycle.
    pub(super) fn pass(&mut self) -> bool {
        if self.proven.is_none() {
            let exact = exact::best(&self.field.units);
            self.proven = Some(exact.is_some());
            if let Some(reps) = exact {
                self.field.take_up(&reps);
                let state = self.field.settle();
                // The best by the objective; between equals what is there already stays if it is the more compact.
                return self.keep(state);
            }
        }
        if !matches!(self.stage, Stage::Cool) {
            return self.share_anew();
        }
        let heat = self.heat();
        let tries = (self.field.free() as u32).saturating_mul(TRIES_PER_UNIT).max(TRIES_AT_LEAST);
        let state = self.field.pass(tries, heat, &mut self.chance);
        let mut better = self.keep(state);
        self.pass += 1;
        if self.pass >= self.length {
            // What is still outside the bounds after a whole cycle needs more than single steps.
            // Accounts above a maximum have a way of their own to somebody with room, however many they are.
            let by_chains = state.violation - self.field.above_maxima();
            let repairable = state.violation > 0.0 && by_chains <= REPAIRABLE;
            if self.has_few_each() {
                if repairable {
                    room::make(&mut self.field, self.penalty * RELENTLESS);
                    let roomy = self.field.settle();
                    better |= self.keep(roomy);
                }
                self.stage = Stage::Mend(Work::default(), 0);
                return better;
            }
            if repairable {
                let repaired = chains::repair(&mut self.field, self.penalty * RELENTLESS);
                better |= self.keep(repaired);
            }
            self.begin_cycle();
        }
        better
    }

    /// A part of what follows a cycle where everybody has few accounts: pairs share out anew what they have, until all is within the bounds, and
    /// then until nothing gets shorter.
    fn share_anew(&mut self) -> bool {
        let (state, next) = match std::mem::take(&mut self.stage) {
            Stage::Cool => (State::WORST, Stage::Cool),
            Stage::Mend(mut work, before) => {
                let (state, mended) = anew::mend(&mut self.field, &mut work, &mut self.chance);
                // A window closes round every better plan, and the next round brings all inside that.
                let closes = !self.field.units.objective.keeps_band() && state.better_than(&self.best_state);
                let next = match mended {
                    Mended::Not => Stage::Mend(work, before),
                    Mended::All if closes => Stage::Mend(work, before),
                    Mended::All | Mended::GivenUp => Stage::Shorten(Work::default(), before),
                };
                (state, next)
            }
            Stage::Shorten(mut work, before) => {
                let (state, done) = anew::shorten(&mut self.field, &mut work);
                let again = state.violation > 0.0 && before < MENDED_AGAIN;
                let next = match (done, again) {
                    (false, _) => Stage::Shorten(work, before),
                    (true, true) => Stage::Mend(Work::default(), before + 1),
                    (true, false) => Stage::Cool,
                };
                (state, next)
            }
        };
        let better = self.keep(state);
        self.stage = next;
        if matches!(self.stage, Stage::Cool) {
            self.begin_cycle();
        }
        better
    }

    fn begin_cycle(&mut self) {
        self.pass = 0;
        self.length = self.next_length();
        let best = std::mem::take(&mut self.best);
        self.field.take_up(&best);
        self.best = best;
    }
}
