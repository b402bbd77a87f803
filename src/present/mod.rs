//! What a reader sees, as text: numbers and dates in the locale, sentences, and charts as SVG.
//!
//! Invariant: nothing here touches a browser. A chart is a string; the web layer lays it on the page, and a test reads it.

pub mod accounts;
pub mod acquisition;
pub mod actuals;
pub mod assign;
pub mod beginning;
pub mod benchmark;
pub mod capacity;
pub mod career;
pub mod chart;
pub mod compare;
pub mod deals;
pub mod figure;
pub mod finder;
pub mod forecast;
pub mod goals;
pub mod grid;
pub mod guide;
pub mod hiring;
pub mod hold;
pub mod incentives;
pub mod locale;
pub mod map;
pub mod meanings;
pub mod metric_line;
pub mod not_taken;
pub mod number;
pub mod org;
pub mod own_terms;
pub mod plan_charts;
pub mod problem;
pub mod recurring;
pub mod report;
pub mod roster_order;
pub mod roster_text;
pub mod route;
pub mod seek;
pub mod share;
pub mod split;
pub mod staffing;
pub mod statement;
pub mod taken;
pub mod territory;
pub mod territory_faults;
pub mod timeline;
pub mod usual;
pub mod words;
pub mod words_pay;

pub use locale::Locale;
pub use route::{
    DataPart, ForecastPart, Page, Paper, PayPart, PlanOf, ReportChoice, ReportSection, RolesPart, Route, TeamPart,
    TerritoriesPart,
};
