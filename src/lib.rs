//! Remit plans sales compensation, headcount, territories and revenue from one live model.
//!
//! The rooms, in the order in which they may know each other (a room uses what stands above it, never what stands below):
//!
//! * [`text`]: every text in the language of the reader; every room may speak.
//! * [`units`]: every quantity has a type, and its period is part of that type.
//! * [`model`]: the document, that is, what a user entered.
//! * [`engine`]: `evaluate(&Document, &Env) -> Outcome`, pure and total.
//! * [`territory`]: who covers which accounts, and a better plan of it.
//! * [`career`]: roles and offers, rated by the same engine.
//! * [`edit`]: the one way a document changes, with undo.
//! * [`persist`]: envelopes, migrations and the store.
//! * [`exchange`]: files as users have them, in and out.
//! * [`present`]: numbers, tables, sentences and charts as text.
//! * `cli`: the headless command, compiled natively only.
//! * `web`: the browser application, compiled for WebAssembly only.

pub mod career;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod edit;
pub mod engine;
pub mod exchange;
pub mod model;
pub mod persist;
pub mod present;
pub mod territory;
pub mod text;
pub mod units;
#[cfg(target_arch = "wasm32")]
pub mod web;
