//! The org chart without a browser: what stands on its cards, where they stand, what keys do, and who can be moved where.

mod card;
mod keys;
mod layout;
mod moving;

pub use card::{Card, cards};
pub use keys::{Step, TreeKey, step};
pub use layout::{Layout, Placed, Shape, layout};
pub use moving::{Target, move_refused, move_told, targets};
