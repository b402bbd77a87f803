//! Who covers which accounts: the problem in plain numbers, how a plan of it measures up, what to change, and the search for a better one.
//!
//! * [`plane`]: where an account lies, in kilometres.
//! * [`instance`]: accounts, reps, and what a plan must keep to.
//! * [`measure`]: what is wrong with a plan, and how good it is, computed from scratch.
//! * [`board`]: a plan rep by rep, and its fairness.
//! * [`areas`]: whether a territory hangs together.
//! * [`advice`]: the best single moves and swaps now.
//! * [`from_document`]: the problem of a segment of a document.
//! * [`position`], [`segment`], [`workload`]: where an account lies, what it is worth, and what serving it takes.
//! * [`solve`]: the search for a better plan, in steps.
//! * [`protocol`]: what page and worker say to each other meanwhile.
//!
//! Invariant: no clock, no file, no browser, no function of the system's mathematics library beyond the square root. The same instance, seed
//! and number of iterations give the same plan on every machine.

pub mod advice;
pub mod areas;
pub mod board;
pub mod from_document;
pub mod instance;
pub mod measure;
pub mod places;
pub mod plane;
pub mod position;
pub mod protocol;
pub mod segment;
pub mod solve;
pub mod workload;

pub use areas::Areas;
pub use board::{Board, OffShare};
pub use instance::{Attribute, Disruption, Fault, Instance, Objective, Slot};
pub use measure::{Breaches, Score, score};
pub use solve::{Progress, Run};

/// A plan: for each account the rep who has it, if anybody does. Reps are places in [`Instance::reps`].
pub type Plan = Vec<Option<u32>>;
