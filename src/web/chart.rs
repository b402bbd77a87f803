//! From a drawn chart of the `present` room to what the chart frame lays on the page.

use crate::present::chart::Chart;
use crate::web::ui::{ChartView, HitView};

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
