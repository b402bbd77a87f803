//! The only place that talks to the browser's own interfaces.

pub mod address;
pub mod asset;
pub mod canvas;
pub mod clock;
pub mod dom;
pub mod draft;
pub mod drag;
mod files;
pub mod focus;
pub mod keep;
pub mod later;
pub mod locks;
pub mod offline;
pub mod paper;
pub mod place;
pub mod pointer;
pub mod preference;
pub mod row;
pub mod save;
pub mod spare;
pub mod store;
pub mod worker;
