//! Two scenarios side by side: what was entered differently, and which of it moved the outcome by how much.
//!
//! [`differences`] lists what differs; [`bridge`] says what each difference does to an amount of the outcome and adds up to the coin. Whole parts can be
//! taken from one document to another with [`Part::take`].

mod bridge;
mod diff;
mod difference;
mod fields;
mod measure;
mod part;
mod step;
mod version;
mod why;

pub use bridge::{Bridge, BridgeMethod, Bridging, Evaluated, MOST_SHAPLEY, Made, bridge};
pub use diff::{InputChange, changed_inputs};
pub use difference::{Difference, What, differences};
pub use fields::{Field, FieldStep};
pub use measure::{Measure, Months};
pub use part::{Part, Topic, differing, holders};
pub use step::{BridgeStep, StepChange, steps};
pub use version::Version;
pub use why::{BridgeFigure, FigureColumn, Planned, bridge_why, figure_why};
