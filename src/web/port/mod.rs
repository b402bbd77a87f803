//! The only place that talks to the browser's own interfaces.

pub mod asset;
pub mod canvas;
pub mod clock;
pub mod dom;
pub mod drag;
pub mod keep;
pub mod pointer;
pub mod save;
pub mod store;
pub mod worker;
