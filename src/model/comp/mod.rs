//! Compensation plans as data. A component is: measure x scope -> attainment -> table of rates -> modifiers in a fixed order.
//!
//! Where two tools disagree, the meaning is an explicit choice here (see the rules table in ARCHITECTURE.md).

mod component;
mod extras;
pub(crate) mod fixed;
mod kinds;
mod plan;
mod rates;

pub use component::{
    ArrKind, Component, Gate, Measure, Pot, Rated, RoundingAt, Scope, Target, Threshold, ThresholdStart, TrueUp,
};
pub use extras::{
    Factor, Kicker, KickerPays, KickerWhen, MarginOver, Milestone, Multiplier, MultiplierBy, Spif, SpifPays,
};
pub use fixed::{FixedRate, fix_rate, fixed_rate, pays_a_share, pays_fixed_amounts};
pub use kinds::{Begins, Modifier, Pays, RateKind, table_rows};
pub use plan::{Clawback, ClawbackBasis, Draw, DrawKind, DrawPaid, DrawStep, Payout, PayoutTrigger, Plan, PlanVersion};
pub use rates::{Accumulates, Boundary, CurvePoint, RatePreset, Rates, Reach, Tier, TierFrom, TierValue};
