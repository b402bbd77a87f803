//! The guide: the texts in `docs/`, as the app shows them.
//!
//! Invariant: a text is written once, as a Markdown file. The site carries the files beside the program (`index.html` names them), and
//! the page lays out the one that is asked for.

mod html;
mod place;
mod topic;

pub use html::{Heading, Laid, lay_out};
pub use place::place;
pub use topic::{Group, Topic};
