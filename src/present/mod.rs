//! What a reader sees, as text: numbers and dates in the locale, sentences, and charts as SVG.
//!
//! Invariant: nothing here touches a browser. A chart is a string; the web layer lays it on the page, and a test reads it.

pub mod accounts;
pub mod actuals;
pub mod capacity;
pub mod chart;
pub mod deals;
pub mod figure;
pub mod forecast;
pub mod grid;
pub mod hiring;
pub mod locale;
pub mod number;
pub mod org;
pub mod own_terms;
pub mod route;
mod route_territories;
pub mod seek;
pub mod split;
pub mod staffing;
pub mod statement;
pub mod territory;
pub mod timeline;
pub mod usual;
pub mod words;
pub mod words_pay;

pub use locale::Locale;
pub use route::{ForecastPart, Page, PayPart, Route, TeamPart};
pub use route_territories::TerritoriesPart;
