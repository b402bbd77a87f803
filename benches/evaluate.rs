//! How long one full evaluation takes: what a keystroke costs before anything is drawn. Natively, and in the browser with
//! `--target wasm32-unknown-unknown --profile release`, optimised as the release is; `./dev bench` runs both.
//!
//! Goals, native: 2 ms for the sample over 36 months. In the browser: 4 ms for that, 16 ms for 200 seats over 60 months.

#![cfg_attr(target_arch = "wasm32", no_main)]

mod large;

use remit::engine::{Env, evaluate};
use remit::model::{Document, sample};
use std::hint::black_box;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

fn documents() -> [(&'static str, Document); 3] {
    let mut sample = sample::company();
    sample.settings.horizon_months = 36;
    [
        ("sample, 36 months", sample),
        ("200 seats, 60 months", large::company_of(200, 60)),
        ("500 seats, 60 months", large::company_of(500, 60)),
    ]
}

#[cfg(not(target_arch = "wasm32"))]
fn evaluation(criterion: &mut criterion::Criterion) {
    let mut group = criterion.benchmark_group("evaluate");
    for (name, document) in &documents() {
        group.bench_function(*name, |bencher| bencher.iter(|| evaluate(black_box(document), &Env::default())));
    }
    group.finish();
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_group!(benches, evaluation);
#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(benches);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn evaluation(criterion: &mut Criterion) {
    for (name, document) in &documents() {
        criterion.bench_function(name, |bencher| bencher.iter(|| evaluate(black_box(document), &Env::default())));
    }
}
