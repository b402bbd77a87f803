//! The only place that talks to the browser's own interfaces.

pub mod store;
