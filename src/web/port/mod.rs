//! The only place that talks to the browser's own interfaces.

pub mod clock;
pub mod dom;
pub mod drag;
pub mod store;
pub mod worker;
