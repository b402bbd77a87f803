//! The data of the benchmark, a scorer that knows nothing of the solver, and instances of other kinds.

use remit::territory::{Attribute, Instance, Slot};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A file of the benchmark as rows of numbers.
fn numbers(name: &str) -> Vec<Vec<f64>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/territory").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect()
}

/// The accounts of a file: x, y, potential, workload, rep of today.
pub fn benchmark(name: &str, reps: usize) -> Instance {
    let rows = numbers(name);
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<f64>>();
    let attribute = |name: &str, at: usize| Attribute { name: name.to_owned(), values: column(at) };
    let points = rows.iter().map(|row| Some((row[3], row[4]))).collect();
    let mut instance =
        Instance::of(points, vec![attribute("potential", 5), attribute("workload", 6)], vec![Slot::default(); reps]);
    instance.current = rows.iter().map(|row| Some(row[7] as u32)).collect();
    instance
}

/// What `score.py` of the benchmark prints, computed the way it does: members in a map, means, distances.
pub struct Marks {
    pub largest_deviation: f64,
    pub distance: f64,
    pub moved: f64,
}

pub fn marks(instance: &Instance, plan: &[Option<u32>]) -> Marks {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (account, rep) in plan.iter().enumerate() {
        members.entry(rep.expect("everybody has a rep")).or_default().push(account);
    }
    let mut largest_deviation = 0.0f64;
    for attribute in &instance.attributes {
        let sums: Vec<f64> =
            members.values().map(|list| list.iter().map(|account| attribute.values[*account]).sum()).collect();
        let mean = sums.iter().sum::<f64>() / sums.len() as f64;
        largest_deviation = sums.iter().map(|sum| (sum - mean).abs() / mean).fold(largest_deviation, f64::max);
    }
    let mut distance = 0.0;
    for list in members.values() {
        let at = |account: &usize| instance.points[*account].unwrap();
        let x = list.iter().map(|account| at(account).0).sum::<f64>() / list.len() as f64;
        let y = list.iter().map(|account| at(account).1).sum::<f64>() / list.len() as f64;
        distance += list.iter().map(|account| (at(account).0 - x).hypot(at(account).1 - y)).sum::<f64>();
    }
    let moved = plan.iter().zip(&instance.current).filter(|(plan, today)| plan != today).count() as f64;
    Marks { largest_deviation, distance, moved: moved / plan.len() as f64 }
}

/// A small generator, so that this file does not lean on the solver's.
pub struct Dice(pub u64);

impl Dice {
    pub fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, bound: usize) -> usize {
        ((self.part() * bound as f64) as usize).min(bound - 1)
    }
}

/// Accounts round some towns with a rural fifth; potential with a long tail, workload within bounds; nobody's plan of today is any good.
pub fn country(accounts: usize, reps: usize, seed: u64) -> Instance {
    let mut dice = Dice(seed.wrapping_mul(7919) + 11);
    (0..8).for_each(|_| _ = dice.part());
    let towns: Vec<(f64, f64)> = (0..20).map(|_| (4000.0 * dice.part(), 2500.0 * dice.part())).collect();
    let mut points = Vec::new();
    for _ in 0..accounts {
        let rural = dice.part() < 0.2;
        let (x, y) = towns[dice.below(towns.len())];
        let mut near = |at: f64| at + 40.0 * (dice.part() + dice.part() - 1.0);
        let place = (near(x), near(y));
        points.push(Some(if rural { (4000.0 * dice.part(), 2500.0 * dice.part()) } else { place }));
    }
    let potential =
        (0..accounts).map(|_| (5_000.0 + 60_000.0 * -(1.0 - dice.part()).ln()).min(250_000.0).round()).collect();
    let workload = (0..accounts).map(|_| (20.0 + 60.0 * dice.part()).round()).collect();
    let attributes = vec![
        Attribute { name: "potential".to_owned(), values: potential },
        Attribute { name: "workload".to_owned(), values: workload },
    ];
    let mut instance = Instance::of(points, attributes, vec![Slot::default(); reps]);
    instance.current = (0..accounts).map(|_| Some(dice.below(reps) as u32)).collect();
    instance
}

/// A published case.
pub struct Case {
    pub inputs: serde_json::Value,
    pub expected: serde_json::Value,
}

impl Case {
    pub fn named(id: &str) -> Case {
        let all: serde_json::Value = serde_json::from_str(include_str!("../fixtures/conformance/cases.json")).unwrap();
        let case = all.as_array().unwrap().iter().find(|case| case["id"] == id).unwrap();
        Case { inputs: case["inputs"].clone(), expected: case["expected"].clone() }
    }
}
