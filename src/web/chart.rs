//! From a drawn chart of the `present` room to what the chart frame lays on the page.

use crate::present::chart::{Chart, Dash, KeyShape};
use crate::web::ui::{ChartView, HitView, KeyItem, KeyMark};

/// A drawing with its readings and its table.
pub fn view(chart: Chart) -> ChartView {
    let hits = chart
        .hits
        .into_iter()
        .map(|hit| HitView {
            area: (hit.area.left, hit.area.top, hit.area.right, hit.area.bottom),
            x_px: hit.x,
            marks: hit.marks.iter().map(|mark| (mark.y, mark.ink.class())).collect(),
            title: hit.title,
            lines: hit.rows.into_iter().map(|row| (row.ink.class(), row.label, row.value)).collect(),
        })
        .collect();
    let plot = chart.plot;
    ChartView {
        svg: chart.svg,
        hits,
        header: chart.table.header,
        rows: chart.table.rows,
        plot: (plot.left, plot.top, plot.right, plot.bottom),
        size: (chart.size.width, chart.size.height),
        key: chart.key,
    }
}

/// The legend of a drawing.
pub fn key(chart: &Chart) -> Vec<KeyItem> {
    let mark = |shape: KeyShape| match shape {
        KeyShape::Area => KeyMark::Block,
        KeyShape::Line(Dash::Solid) => KeyMark::Line,
        KeyShape::Line(Dash::Dots) => KeyMark::Dots,
        KeyShape::Line(Dash::Dashes | Dash::DashDots) => KeyMark::Dash,
        KeyShape::Dot => KeyMark::Dot,
        KeyShape::Hatch => KeyMark::Hatch,
    };
    chart
        .key
        .iter()
        .map(|key| KeyItem { label: key.label.clone(), class: key.ink.class(), mark: mark(key.shape) })
        .collect()
}
