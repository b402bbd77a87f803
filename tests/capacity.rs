//! Capacity planning: the table, gaps and what closes them, waterfall, levels, ratios, cost and risk. Figures come from hand
//! arithmetic or from changing the document and evaluating again, never from the code's own output.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

#[path = "support/cases.rs"]
mod cases;
#[path = "capacity/closing.rs"]
mod closing;
#[path = "capacity/closing_all.rs"]
mod closing_all;
#[path = "capacity/identities.rs"]
mod identities;
#[path = "capacity/people.rs"]
mod people;
#[path = "capacity/response.rs"]
mod response;
#[path = "capacity/second.rs"]
mod second;
mod support;
#[path = "capacity/why.rs"]
mod why;
#[path = "capacity/words.rs"]
mod words;

use remit::engine::{Env, Outcome, evaluate};
use remit::model::Document;

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn near(is: f64, should: f64) {
    assert!((is - should).abs() <= 1e-9 * should.abs().max(1.0), "{is} is not {should}");
}
