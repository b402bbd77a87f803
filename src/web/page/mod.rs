//! The pages.
//!
//! Invariant: no page knows another; what two of them need stands beside them in `web`.

mod data;
mod forecast;
mod overview;
mod pay;
mod team;
mod territories;

pub use data::Data;
pub use forecast::Forecast;
pub use overview::Overview;
pub use pay::Pay;
pub use team::Team;
pub use territories::Territories;
