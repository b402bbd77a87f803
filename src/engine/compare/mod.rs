//! Two scenarios side by side: what was entered differently, and which of it moved the outcome by how much.
//!
//! [`differences`] lists what differs; [`bridge`] says what each difference does to closing ARR and adds up to the coin. Whole parts can be
//! taken from one document to another with [`Part::take`].

mod bridge;
mod diff;
mod difference;
mod fields;
mod part;
mod step;

pub use bridge::{Bridge, BridgeMethod, MOST_SHAPLEY, bridge, last_common_month};
pub use diff::{InputChange, changed_inputs};
pub use difference::{Difference, What, differences};
pub use fields::Field;
pub use part::{Part, Topic, differing, holders};
pub use step::{BridgeStep, StepChange, steps};
