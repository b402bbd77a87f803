//! Documents to start from: a worked company, and an empty plan with the catalogue of roles.
//!
//! Pay, quota, ramp and attrition by role are picks inside the cited ranges of the benchmark table in `docs/benchmarks.md`; deal
//! sizes, conversion, cycle and cost are illustrative.

mod accounts;
mod catalogue;
mod company;
mod parts;
mod templates;

pub use catalogue::{default_segments, plans, roles};
pub use company::company;
pub use parts::Ready;
pub use templates::{PlanTemplate, templates};

use crate::model::Document;
use crate::text::tr;

/// A document to start from: its name, a sentence on it, and how it is made.
pub type Sample = (&'static str, &'static str, fn() -> Document);

/// The documents that can be started from, by name, with a sentence on each.
pub const SAMPLES: [Sample; 2] = [
    ("company", "a worked company of about 45 people, three segments, 450 customers and 150 prospects", company),
    ("empty", "no people and no customers; segments, roles and pay plans to start from", empty),
];

/// The document of this name.
pub fn named(name: &str) -> Option<Document> {
    SAMPLES.iter().find(|(known, ..)| *known == name).map(|(_, _, make)| make())
}

/// An empty plan: segments without customers, the catalogue of roles and plans, no seats.
pub fn empty() -> Document {
    Document {
        name: tr!("New plan").into(),
        segments: default_segments(),
        roles: roles(),
        plans: plans(),
        ..Document::default()
    }
}
