//! Capacity by brute force: single seats lived through month by month, with everyone drawn by chance, against the expected values of
//! the engine. Nothing of the engine is used to live them: the rules are written down here once more.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

mod support;

use remit::engine::capacity::{CapacityPlan, Group};
use remit::engine::{Env, evaluate};
use remit::model::{Document, Function, Person, Ramp, StintEnd, Terms};
use remit::units::{Cadence, Month, PersonId, Rate, SegmentId};
use support::*;

const HISTORIES: u64 = 24_000;
const MONTHS: usize = 30;

/// Numbers by chance, the same every time (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// One seat as it is told to the engine, and as it is lived here.
#[derive(Clone, Copy)]
struct Life {
    /// Month of the plan in which it is filled first; before 0: that many months ago.
    starts: i32,
    /// The chance of that.
    chance: f64,
    /// A certain end: last month of work, and whether somebody named follows `gap` months later.
    ends: Option<(usize, Option<usize>)>,
    /// Months away, from and to.
    leave: Option<(usize, usize)>,
    /// Months of ramp the first holder does not go through, coming from another seat.
    skips: u32,
}

struct Rules {
    annual: f64,
    backfill: bool,
    lag: usize,
    ramp: Vec<f64>,
}

const LIVES: [Life; 7] = [
    Life { starts: -40, chance: 1.0, ends: None, leave: None, skips: 0 },
    Life { starts: -2, chance: 1.0, ends: None, leave: None, skips: 0 },
    Life { starts: 3, chance: 0.6, ends: None, leave: None, skips: 0 },
    Life { starts: 9, chance: 0.85, ends: None, leave: None, skips: 0 },
    Life { starts: -12, chance: 1.0, ends: Some((7, None)), leave: None, skips: 0 },
    Life { starts: -12, chance: 1.0, ends: Some((5, Some(4))), leave: None, skips: 0 },
    Life { starts: 2, chance: 1.0, ends: None, leave: Some((8, 11)), skips: 2 },
];

/// What one seat was in one history: who was there, how productive, and who left, by month.
fn live(life: &Life, rules: &Rules, dice: &mut Dice, lived: &mut [[f64; MONTHS]; 4]) {
    let [heads, ramped, left, lost] = lived;
    let hazard = 1.0 - (1.0 - rules.annual).powf(1.0 / 12.0);
    let productivity = |tenure: i32| rules.ramp.get(tenure.max(1) as usize - 1).copied().unwrap_or(1.0);
    // The tenure of whoever is there, counted from 1; the month in which somebody new begins; whether this is the first holder.
    let mut tenure: Option<i32> = None;
    let mut comes: Option<usize> = None;
    let mut first = true;
    let follows = life.ends.and_then(|(last, gap)| Some(last + 1 + gap?));
    if life.starts < 0 {
        tenure = Some(-life.starts);
    }
    for month in 0..MONTHS {
        tenure = tenure.map(|it| it + 1);
        if life.starts >= 0 && month == life.starts as usize && dice.roll() < life.chance {
            tenure = Some(1 + life.skips as i32);
        }
        if follows == Some(month) {
            (tenure, comes, first) = (Some(1), None, false);
        }
        if comes == Some(month) {
            (tenure, comes, first) = (Some(1), None, false);
        }
        let Some(served) = tenure else { continue };
        let away = first && life.leave.is_some_and(|(from, to)| (from..=to).contains(&month));
        if !away {
            heads[month] += 1.0;
            ramped[month] += productivity(served);
        }
        let certain = first && life.ends.is_some_and(|(last, _)| last == month);
        // Who has a certain last day stays until then.
        let thins = !(first && life.ends.is_some());
        if certain || (thins && dice.roll() < hazard) {
            left[month] += 1.0;
            // Next month, what they were worth is gone.
            if let Some(place) = lost.get_mut(month + 1) {
                *place += productivity(served);
            }
            tenure = None;
            if rules.backfill {
                comes = Some(month + 1 + rules.lag);
            }
        }
    }
}

/// The same lives as seats of a document.
fn document(rules: &Rules) -> Document {
    let mut document = quiet();
    document.settings.horizon_months = MONTHS as u32;
    document.people = (0..LIVES.len())
        .map(|at| Person { id: PersonId::new(&format!("p{at}")), name: format!("Person {at}") })
        .collect();
    let terms = Terms {
        attrition_year: Rate::from_f64(rules.annual),
        backfill: rules.backfill,
        backfill_lag_months: rules.lag as u32,
        expected_attainment: Rate::percent(80),
        ramp: Ramp { productivity: rules.ramp.iter().map(|it| Rate::from_f64(*it)).collect(), ..Ramp::default() },
        // Two of the four months of ramp are left after a move.
        ramp_on_move: Rate::percent(50),
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    let first = |month: i32| Month::new(2027, 1).plus(month).first_day();
    let last = |month: i32| Month::new(2027, 1).plus(month).last_day();
    for (at, life) in LIVES.iter().enumerate() {
        let mut seat = seat(&format!("seat-{at}"), "ae", "2027-01-01");
        seat.segment = Some(SegmentId::new("all"));
        seat.stints[0].from = first(life.starts);
        seat.stints[0].likelihood = Rate::from_f64(life.chance);
        if let Some((end, gap)) = life.ends {
            seat.stints[0].to = StintEnd::Known(last(end as i32));
            if let Some(gap) = gap {
                let from = first((end + 1 + gap) as i32);
                seat.stints.push(remit::model::Stint { from, ..Default::default() });
            }
        }
        if let Some((from, to)) = life.leave {
            let leave = remit::model::Leave { from: first(from as i32), to: last(to as i32) };
            seat.stints[0].leave.push(leave);
        }
        if life.skips > 0 {
            // They come from a seat that is no seller's, so that it does not count here.
            let person = PersonId::new(&format!("p{at}"));
            seat.stints[0].person = Some(person.clone());
            let mut old = support::seat("old", "sdr", "2026-01-01");
            old.stints[0].person = Some(person);
            old.stints[0].to = StintEnd::Known(last(life.starts - 1));
            document.roles.push(role("sdr", Function::SalesDevelopment, Terms::default()));
            document.seats.push(old);
        }
        document.seats.push(seat);
    }
    document
}

/// Mean and its standard error of sums over histories.
struct Mean {
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Mean {
    fn new() -> Mean {
        Mean { sum: vec![0.0; MONTHS], squares: vec![0.0; MONTHS] }
    }

    fn add(&mut self, values: &[f64]) {
        for ((sum, squares), value) in self.sum.iter_mut().zip(&mut self.squares).zip(values) {
            *sum += value;
            *squares += value * value;
        }
    }

    /// Months in which an expectation lies more than `errors` standard errors away; where nothing varies it must be met.
    fn misses(&self, expected: &[f64], errors: f64) -> Vec<String> {
        let count = HISTORIES as f64;
        let months = self.sum.iter().zip(&self.squares).zip(expected).enumerate();
        months
            .filter_map(|(month, ((sum, squares), expected))| {
                let mean = sum / count;
                let error = ((squares / count - mean * mean).max(0.0) / count).sqrt();
                let off = (mean - expected).abs();
                (off > errors * error + 1e-9)
                    .then(|| format!("month {month}: lived {mean} +- {error}, expected {expected}"))
            })
            .collect()
    }
}

fn compare(name: &str, rules: &Rules, seed: u64) {
    let document = document(rules);
    let outcome = evaluate(&document, &Env::default());
    let plan = CapacityPlan::of(&document, &outcome);
    let mut dice = Dice(seed);
    let (mut heads, mut ramped, mut left, mut lost) = (Mean::new(), Mean::new(), Mean::new(), Mean::new());
    for _ in 0..HISTORIES {
        let mut lived = [[0.0; MONTHS]; 4];
        for life in &LIVES {
            live(life, rules, &mut dice, &mut lived);
        }
        heads.add(&lived[0]);
        ramped.add(&lived[1]);
        left.add(&lived[2]);
        lost.add(&lived[3]);
    }
    let lines = plan.lines(&Group::Function(Function::NewBusiness), Cadence::Month);
    let of =
        |figure: &dyn Fn(&remit::engine::capacity::CapacityLine) -> f64| lines.iter().map(figure).collect::<Vec<f64>>();
    let leaving: Vec<f64> = (0..MONTHS)
        .map(|month| {
            let sellers = outcome.seats.iter().filter(|seat| seat.function == Function::NewBusiness);
            sellers.map(|seat| seat.leaving[month]).sum()
        })
        .collect();
    let falls = plan.waterfall(&Group::Function(Function::NewBusiness), Cadence::Month);
    let losses: Vec<f64> = falls.iter().map(|it| it.ramped.loss).collect();
    let misses = [
        lost.misses(&losses, 4.0),
        heads.misses(&of(&|it| it.heads), 4.0),
        ramped.misses(&of(&|it| it.ramped), 4.0),
        left.misses(&leaving, 4.0),
        // A ramped month is 100,000 of quota at 80 %.
        ramped.misses(&of(&|it| it.capacity.value() / 80_000.0), 4.0),
    ];
    let told: Vec<String> = misses.concat();
    assert!(told.is_empty(), "{name}:\n  {}", told.join("\n  "));
    // The comparison can fail: a tenth more attrition is seen.
    let other = Rules { annual: rules.annual * 1.1, ramp: rules.ramp.clone(), ..*rules };
    let document = self::document(&other);
    let outcome = evaluate(&document, &Env::default());
    let lines = CapacityPlan::of(&document, &outcome).lines(&Group::Company, Cadence::Month);
    let wrong: Vec<f64> = lines.iter().map(|it| it.ramped).collect();
    assert!(!ramped.misses(&wrong, 4.0).is_empty(), "{name}: the histories are too few to tell");
}

#[test]
fn seats_that_are_filled_again_are_as_productive_as_expected() {
    let ramp = vec![0.0, 0.25, 0.5, 0.75];
    compare("backfilled after two months", &Rules { annual: 0.3, backfill: true, lag: 2, ramp }, 0x9E37_79B9_7F4A_7C15);
}

#[test]
fn seats_that_stay_empty_are_as_productive_as_expected() {
    let ramp = vec![0.1, 0.3, 0.6, 0.9];
    compare("never backfilled", &Rules { annual: 0.45, backfill: false, lag: 0, ramp }, 0xD1B5_4A32_D192_ED03);
}

#[test]
fn seats_that_are_filled_at_once_are_as_productive_as_expected() {
    // Above 100 % and falling: strange, allowed.
    let ramp = vec![0.2, 1.2, 0.8, 0.9];
    compare("backfilled at once", &Rules { annual: 0.7, backfill: true, lag: 0, ramp }, 0x2545_F491_4F6C_DD1D);
}
