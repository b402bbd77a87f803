//! The only rooms that touch the browser's own interfaces.

pub mod dom;
