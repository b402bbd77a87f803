//! How long the search for a territory plan takes, and how good the plan is. Natively, and in the browser with
//! `--target wasm32-unknown-unknown --profile worker`, optimised as the worker is; `./dev bench` runs both.
//!
//! Goals, in the browser: 500 accounts of 12 reps at most 142,200 km within 0.5 s; 10,000 of 100 feasible within 0.5 s, and at most
//! 776,000 km within 5 s; advice and board after a move by hand within 50 ms.

#![cfg_attr(target_arch = "wasm32", no_main)]

use remit::territory::advice::advise;
use remit::territory::{Attribute, Board, Instance, Run, Slot};
use std::hint::black_box;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

fn instance(text: &str, reps: usize) -> Instance {
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|cell| cell.parse().unwrap_or_default()).collect())
        .collect();
    let column = |at: usize| rows.iter().map(|row| row.get(at).copied().unwrap_or_default()).collect::<Vec<f64>>();
    let attribute = |name: &str, at: usize| Attribute { name: name.to_owned(), values: column(at) };
    let points = column(3).into_iter().zip(column(4)).map(Some).collect();
    let attributes = vec![attribute("potential", 5), attribute("workload", 6)];
    let mut instance = Instance::of(points, attributes, vec![Slot::default(); reps]);
    instance.current = column(7).into_iter().map(|rep| Some(rep as u32)).collect();
    instance
}

fn small() -> Instance {
    instance(include_str!("../tests/fixtures/territory/acct500_12.csv"), 12)
}

fn large() -> Instance {
    instance(include_str!("../tests/fixtures/territory/acct10k_100.csv"), 100)
}

#[cfg(not(target_arch = "wasm32"))]
fn now() -> f64 {
    use std::time::{SystemTime, UNIX_EPOCH};
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}

#[cfg(target_arch = "wasm32")]
fn now() -> f64 {
    js_sys::Date::now() / 1000.0
}

/// Runs for so long and says what was reached when.
fn reached(name: &str, instance: &Instance, seconds: f64, seed: u64) -> String {
    let start = now();
    let mut run = Run::new(instance, seed);
    let mut feasible = None;
    while now() - start < seconds {
        run.step(1);
        if feasible.is_none() && run.best().1.breaches.none() {
            feasible = Some(now() - start);
        }
    }
    let (_, score) = run.best();
    let first = feasible.map_or("never".to_owned(), |it| format!("after {it:.2} s"));
    format!(
        "{name}, seed {seed}: {:.0} km after {} passes in {seconds} s, feasible {first}, largest deviation {:.2} %",
        score.distance_km,
        run.iterations(),
        100.0 * score.breaches.largest_deviation
    )
}

fn reports() -> Vec<String> {
    let (small, large) = (small(), large());
    let mut lines: Vec<String> = (1..=8).map(|seed| reached("500 x 12", &small, 0.5, seed)).collect();
    lines.extend((1..=3).map(|seed| reached("10,000 x 100", &large, 5.0, seed)));
    lines
}

#[cfg(not(target_arch = "wasm32"))]
fn search(criterion: &mut criterion::Criterion) {
    for line in reports() {
        println!("{line}");
    }
    let (small, large) = (small(), large());
    let mut group = criterion.benchmark_group("territory");
    group.sample_size(10);
    let mut run = Run::new(&small, 1);
    group.bench_function("a pass, 500 x 12", |bencher| bencher.iter(|| run.step(1)));
    let mut run = Run::new(&large, 1);
    group.bench_function("a pass, 10,000 x 100", |bencher| bencher.iter(|| run.step(1)));
    group.bench_function("setting out, 10,000 x 100", |bencher| bencher.iter(|| Run::new(black_box(&large), 1)));
    run.step(40);
    let plan = run.best().0;
    group.bench_function("board, 10,000 x 100", |bencher| bencher.iter(|| Board::of(&large, black_box(&plan))));
    group.bench_function("advice, 10,000 x 100", |bencher| bencher.iter(|| advise(&large, black_box(&plan), 10)));
    group.finish();
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_group!(benches, search);
#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(benches);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn search(criterion: &mut Criterion) {
    for line in reports() {
        wasm_bindgen_test::console_log!("{line}");
    }
    let large = large();
    let mut run = Run::new(&large, 1);
    run.step(40);
    let plan = run.best().0;
    criterion.bench_function("board, 10,000 x 100", |bencher| bencher.iter(|| Board::of(&large, black_box(&plan))));
    criterion.bench_function("advice, 10,000 x 100", |bencher| bencher.iter(|| advise(&large, black_box(&plan), 10)));
}
