//! What a reader sees, as text: numbers and dates in the locale, and charts as SVG.
//!
//! Invariant: nothing here touches a browser. A chart is a string; the web layer lays it on the page, and a test reads it.

pub mod chart;
pub mod locale;
pub mod number;

pub use locale::Locale;
