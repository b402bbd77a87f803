//! One number for a plan, and the plans that must be the same natively and in a browser.

use remit::territory::{Attribute, Instance, Run, Slot};

/// FNV-1a of the reps.
pub fn of(plan: &[Option<u32>]) -> u64 {
    let bytes = plan.iter().flat_map(|rep| rep.map_or(u32::MAX, |rep| rep).to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The plan of the benchmark's smaller file after so many passes, hashed.
pub fn of_benchmark(passes: u64) -> u64 {
    let rows: Vec<Vec<f64>> = include_str!("../fixtures/territory/acct500_12.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect())
        .collect();
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<f64>>();
    // From degrees, so that the plane takes part.
    let degrees: Vec<(f64, f64)> = column(1).into_iter().zip(column(2)).collect();
    let plane = remit::territory::plane::Plane::of(degrees.iter().copied());
    let points = degrees.iter().map(|(latitude, longitude)| Some(plane.to_km(*latitude, *longitude))).collect();
    let attribute = |at: usize| Attribute { name: String::new(), values: column(at) };
    let mut instance = Instance::of(points, vec![attribute(5), attribute(6)], vec![Slot::default(); 12]);
    instance.current = column(7).iter().map(|rep| Some(*rep as u32)).collect();
    let mut run = Run::new(&instance, 42);
    run.step(passes);
    of(&run.best().0)
}

/// What it is, on every machine.
pub const KNOWN: u64 = 14_113_142_689_135_631_244;
