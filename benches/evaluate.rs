//! How long one full evaluation takes: what a keystroke costs before anything is drawn.
//!
//! Goals, native: 2 ms for the sample over 36 months. In the browser: 4 ms for that, 16 ms for 200 seats over 60 months.

#[cfg(not(target_arch = "wasm32"))]
mod large;

#[cfg(not(target_arch = "wasm32"))]
fn evaluation(criterion: &mut criterion::Criterion) {
    use remit::engine::{Env, evaluate};
    use std::hint::black_box;
    let mut sample = remit::model::sample::company();
    sample.settings.horizon_months = 36;
    let documents = [
        ("sample, 36 months", sample),
        ("200 seats, 60 months", large::company_of(200, 60)),
        ("500 seats, 60 months", large::company_of(500, 60)),
    ];
    let mut group = criterion.benchmark_group("evaluate");
    for (name, document) in &documents {
        group.bench_function(*name, |bencher| bencher.iter(|| evaluate(black_box(document), &Env::default())));
    }
    group.finish();
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_group!(benches, evaluation);
#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(benches);

#[cfg(target_arch = "wasm32")]
fn main() {}
