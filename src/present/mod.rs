//! present
pub mod grid;
pub mod split;
