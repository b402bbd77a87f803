//! How long one full evaluation takes: what a keystroke costs before anything is drawn. Natively, and in the browser with
//! `--target wasm32-unknown-unknown --profile release`, optimised as the release is; `./dev bench` runs both.
//!
//! Goals, native: 2 ms for the sample over 36 months. In the browser: 4 ms for that, 16 ms for 200 seats over 60 months; with 10,000
//! customers over 60 months 50 ms to the headline, 150 ms for everything the Forecast page shows.

#![cfg_attr(target_arch = "wasm32", no_main)]

mod large;

#[cfg(not(target_arch = "wasm32"))]
use remit::engine::Span;
#[cfg(not(target_arch = "wasm32"))]
use remit::engine::capacity::{CapacityPlan, Group};
use remit::engine::{Env, Outcome, Row, Scope, binds, by_manager, cohorts, evaluate, source_rows};
#[cfg(not(target_arch = "wasm32"))]
use remit::model::QuarterTarget;
use remit::model::{Document, sample};
use remit::units::Cadence;
#[cfg(not(target_arch = "wasm32"))]
use remit::units::Money;
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

/// Everything the Forecast page shows: rows of each month, segment by segment, sources, what binds, cohorts, and ARR by manager.
fn whole_forecast(document: &Document) -> (Outcome, usize) {
    let outcome = evaluate(document, &Env::default());
    let mut shown = 0;
    for (_, span) in outcome.periods(Cadence::Month) {
        let scopes = (0..outcome.segments.len()).map(Scope::Segment).chain([Scope::Company]);
        shown += scopes.map(|scope| Row::scoped(&outcome, scope, span)).filter(|row| row.months == 1).count();
    }
    shown += source_rows(&outcome, Scope::Company, outcome.whole()).len();
    shown += binds(&outcome, Scope::Company, outcome.whole()).len();
    shown += cohorts(document, Scope::Company).rows.len() + by_manager(document, Scope::Company).len();
    (outcome, shown)
}

/// What stands above the page.
fn headline(document: &Document) -> Row {
    let outcome = evaluate(document, &Env::default());
    Row::of(&outcome, outcome.whole())
}

#[cfg(not(target_arch = "wasm32"))]
fn customers(criterion: &mut criterion::Criterion) {
    let document = large::company_with(10_000, 200, 60);
    let mut group = criterion.benchmark_group("10,000 customers, 60 months");
    group.bench_function("headline", |bencher| bencher.iter(|| headline(black_box(&document))));
    group.bench_function("whole forecast", |bencher| bencher.iter(|| whole_forecast(black_box(&document))));
    group.finish();
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn customers(criterion: &mut Criterion) {
    let document = large::company_with(10_000, 200, 60);
    criterion.bench_function("10,000 customers, headline", |bencher| bencher.iter(|| headline(black_box(&document))));
    criterion.bench_function("10,000 customers, whole forecast", |bencher| {
        bencher.iter(|| whole_forecast(black_box(&document)));
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn evaluation(criterion: &mut criterion::Criterion) {
    let mut group = criterion.benchmark_group("evaluate");
    for (name, document) in &documents() {
        group.bench_function(*name, |bencher| bencher.iter(|| evaluate(black_box(document), &Env::default())));
    }
    group.finish();
}

/// What the panels of the Team page ask once an outcome is there.
#[cfg(not(target_arch = "wasm32"))]
fn capacity(criterion: &mut criterion::Criterion) {
    let mut document = large::company_of(500, 60);
    let first = document.settings.first_month;
    for segment in &mut document.segments {
        segment.targets = (0..20)
            .map(|at| QuarterTarget { quarter: first.plus(3 * at), arr: Money::from_major(60_000_000) })
            .collect();
    }
    let outcome = evaluate(&document, &Env::default());
    let plan = CapacityPlan::of(&document, &outcome);
    let mut group = criterion.benchmark_group("capacity, 500 seats, 60 months");
    group.bench_function("look up", |bencher| bencher.iter(|| CapacityPlan::of(black_box(&document), &outcome)));
    group.bench_function("gaps by quarter", |bencher| bencher.iter(|| plan.gaps(Cadence::Quarter)));
    group.bench_function("waterfall", |bencher| bencher.iter(|| plan.waterfall(&Group::Company, Cadence::Quarter)));
    group.bench_function("levels", |bencher| bencher.iter(|| plan.levels(outcome.whole())));
    group.bench_function("support", |bencher| bencher.iter(|| plan.support()));
    group.bench_function("costs", |bencher| bencher.iter(|| plan.costs()));
    group.bench_function("risks", |bencher| bencher.iter(|| plan.risks()));
    let year = Span { from: 12, to: 23 };
    group.bench_function("closures of a year", |bencher| bencher.iter(|| plan.closures(0, year, first)));
    group.finish();
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_group!(benches, evaluation, customers, capacity);
#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(benches);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn evaluation(criterion: &mut Criterion) {
    for (name, document) in &documents() {
        criterion.bench_function(name, |bencher| bencher.iter(|| evaluate(black_box(document), &Env::default())));
    }
}
