//! Charts as SVG text.
//!
//! Each chart is a function from plain data and a size in pixels to a [`Chart`]: the drawing, and what a page needs to lay hover,
//! keyboard and a table over it. Drawn with plotters through an own backend; see [`Ink`] for how colours stay with the stylesheet
//! (`style/charts.css`).
//!
//! Invariants: no style attributes, no colours, no ids in the output; no input makes a chart fail (what is no number is left out).

mod arr;
mod beside;
mod bridge;
mod canvas;
mod capacity;
mod capacity_waterfall;
mod cash;
mod fall;
mod ground;
mod heat;
mod ink;
mod label;
mod ladder;
mod metric_line;
mod offers;
mod payout;
mod payout_curve;
mod scores;
mod sheet;
mod spark;
mod stack;
mod svg;
pub(in crate::present) mod text;
mod ticks;
mod time;
mod waterfall;
mod years;

pub use arr::{ArrChart, ArrPeriod, Compared, Limit, Target, arr_chart};
pub use beside::{Beside, BesideLine, BesidePeriod, beside};
pub use bridge::{Bridge, BridgeStep, bridge};
pub use capacity::{CapacityChart, CapacityPeriod, capacity_chart};
pub use capacity_waterfall::{CapacityWaterfall, StandingPeriod, capacity_waterfall};
pub use cash::{CASH_KINDS, CashChart, CashRow, cash_chart};
pub use heat::{HeatMap, HeatRow, heat_map};
pub use ink::{Dash, Ink};
pub use ladder::ladder_chart;
pub use metric_line::{LineBand, LinePoint, MetricLine, metric_line};
pub use offers::{OfferCurve, OffersChart, Overtake, offers_chart};
pub use payout::{Crowd, Least, Marker, PayoutChart, payout_chart};
pub use payout_curve::{Jump, PayoutCurve};
pub use scores::{ScoreChart, score_chart};
pub use sheet::{Attributes, Caption, Picture, attributes, painted, picture};
pub use spark::sparkline;
pub use stack::{StackChart, StackPeriod, StackSeries, StackTarget, stack_chart};
pub use ticks::nice_ticks;
pub use waterfall::{Waterfall, WaterfallPeriod, waterfall};
pub use years::{YearsChart, YearsRow, years_chart};

/// Writes a value for the reader.
pub type Show<'a> = &'a dyn Fn(f64) -> String;

/// The room for a chart, in CSS pixels. Charts are drawn anew for each width, not scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width in pixels; charts are designed for 320 to 1,400.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A drawn chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The drawing: one `<svg>` element with the role of an image and a name.
    pub svg: String,
    /// Where values can be read off, from left to right (in a waterfall of rows: from top to bottom).
    pub hits: Vec<Hit>,
    /// The same data as a table.
    pub table: Table,
    /// The legend, for the page to write above the chart.
    pub key: Vec<Key>,
    /// The part of the drawing in which data lies, in pixels.
    pub plot: Frame,
    /// The size it was drawn for. A waterfall of rows may be higher than was asked.
    pub size: Size,
}

/// A rectangle, in pixels from the upper left corner of the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Frame {
    /// From the left edge to the right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From the upper edge to the lower.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// A place of a chart that can be pointed at or stepped to, with what is to be read there.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The area that belongs to it.
    pub area: Frame,
    /// Where a guide line stands, in pixels from the left.
    pub x: f64,
    /// Points on lines to be marked.
    pub marks: Vec<Mark>,
    /// What the place is: a period, an attainment.
    pub title: String,
    /// What is to be read there.
    pub rows: Vec<HitRow>,
}

/// A point on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Pixels from the top.
    pub y: f64,
    /// The line's ink.
    pub ink: Ink,
}

/// One reading.
#[derive(Clone, Debug, PartialEq)]
pub struct HitRow {
    /// The ink of the mark it belongs to.
    pub ink: Ink,
    /// What it is.
    pub label: String,
    /// How much.
    pub value: String,
}

/// A chart's data in rows and columns, formatted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Headings; the first is of the column that names the rows.
    pub header: Vec<String>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// What it is.
    pub label: String,
    /// Its ink.
    pub ink: Ink,
    /// How it is drawn.
    pub shape: KeyShape,
}

/// How an entry of the legend is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyShape {
    /// A filled square.
    Area,
    /// A hatched square.
    Hatch,
    /// A line.
    Line(Dash),
    /// A filled circle.
    Dot,
}

impl Key {
    fn area(ink: Ink, label: &str) -> Key {
        Key { label: label.to_owned(), ink, shape: KeyShape::Area }
    }

    fn line(ink: Ink, dash: Dash, label: &str) -> Key {
        Key { label: label.to_owned(), ink, shape: KeyShape::Line(dash) }
    }
}

impl HitRow {
    fn of(ink: Ink, label: &str, value: String) -> HitRow {
        HitRow { ink, label: label.to_owned(), value }
    }
}
