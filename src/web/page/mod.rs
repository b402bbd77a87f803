//! The pages.
//!
//! Invariant: no page knows another; what two of them need stands beside them in `web`. One exception: an offer's plan is edited by the
//! editor of the Pay page ([`pay::PlanEditor`]), mounted on the offer's own document.

mod compare;
mod data;
mod forecast;
mod guide;
mod overview;
mod pay;
mod report;
mod roles;
mod team;
mod territories;

pub use compare::Compare;
pub use data::Data;
pub use forecast::Forecast;
pub use guide::Guide;
pub use overview::Overview;
pub use pay::Pay;
pub use report::Report;
pub use roles::Roles;
pub use team::Team;
pub use territories::Territories;
