//! How long keeping takes: what a save costs the page, and what opening a scenario costs. Natively, and in the browser with
//! `--target wasm32-unknown-unknown --profile release`, optimised as the release is; `./dev bench` runs both.
//!
//! Goals in the browser: 5 ms to save 200 seats, 30 ms to open them, 300 ms to open a scenario with 10,000 accounts. The store is the one
//! in memory; the browser's own takes about as long as it takes to copy the text.

#![cfg_attr(target_arch = "wasm32", no_main)]

mod large;

use remit::model::{Document, open, to_value};
use remit::persist::{Library, MemoryStore, Part, SaveOutcome, Stamp, Why, join, split};
use std::hint::black_box;
use std::sync::Arc;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

fn documents() -> [(&'static str, Document); 2] {
    let mut seats = large::company_of(200, 36);
    seats.accounts = Arc::default();
    [("200 seats", seats), ("10,000 accounts, 200 seats", large::company_with(10_000, 200, 36))]
}

fn parts(document: &Document) -> Vec<Part> {
    split(&to_value(document)).unwrap_or_default()
}

fn at(second: i64) -> Stamp {
    Stamp::from_unix_seconds(1_799_150_400 + second)
}

/// A library with this document, and its id.
fn library(document: &Document) -> Option<(Library, String)> {
    let mut library = Library::open(Arc::new(MemoryStore::new()), "bench").ok()?;
    let id = library.create("Plan", &parts(document), at(0)).ok()?.id;
    Some((library, id))
}

/// Everything between a stored text and a document on screen.
fn opened(library: &mut Library, id: &str) -> usize {
    let document =
        library.load(id).ok().and_then(|loaded| join(&loaded.parts).ok()).and_then(|value| open(&value).ok());
    document.map_or(0, |(document, _)| document.seats.len())
}

/// Everything between a changed document and its stored text; the horizon changes each time, so that there is something to save.
fn saved(library: &mut Library, id: &str, document: &mut Document) -> bool {
    document.settings.horizon_months = 12 + (document.settings.horizon_months + 1) % 48;
    matches!(library.save(id, "Plan", &parts(document), at(1)), Ok(SaveOutcome::Saved(_)))
}

fn all(criterion: &mut Bench<'_>) {
    for (name, mut document) in documents() {
        let Some((mut library, id)) = library(&document) else { continue };
        criterion.run(&format!("save: {name}"), &mut || assert!(saved(&mut library, &id, &mut document)));
        criterion.run(&format!("open: {name}"), &mut || assert!(opened(&mut library, black_box(&id)) == 200));
        let _ = library.compact(&id, at(2));
        criterion.run(&format!("open, squeezed: {name}"), &mut || assert!(opened(&mut library, &id) == 200));
        let mut number = 0;
        criterion.run(&format!("snapshot: {name}"), &mut || {
            number += 1;
            document.settings.horizon_months = 12 + number % 48;
            let why = Why::Before("bench".to_owned());
            assert!(library.take_snapshot(&id, "Plan", &parts(&document), why, at(3)).is_ok());
        });
        let Ok(branch) = library.branch(&id, "Branch", &parts(&document), at(4)) else { continue };
        criterion
            .run(&format!("save a branch: {name}"), &mut || assert!(saved(&mut library, &branch.id, &mut document)));
    }
}

/// Criterion, native or in the browser.
struct Bench<'a>(
    #[cfg(not(target_arch = "wasm32"))] &'a mut criterion::Criterion,
    #[cfg(target_arch = "wasm32")] &'a mut Criterion,
);

impl Bench<'_> {
    fn run(&mut self, name: &str, act: &mut dyn FnMut()) {
        self.0.bench_function(name, |bencher| bencher.iter(&mut *act));
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let mut criterion = criterion::Criterion::default().sample_size(20).configure_from_args();
    all(&mut Bench(&mut criterion));
    criterion.final_summary();
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn browser(criterion: &mut Criterion) {
    all(&mut Bench(criterion));
}
