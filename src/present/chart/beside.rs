//! One figure of several things over time: a line each, apart by ink and by how it is interrupted.

use super::canvas::{Canvas, MIDDLE, drawn_or_gap};
use super::ink::{Dash, Ink, Pen};
use super::svg::Letters;
use super::ticks::Scale;
use super::{Chart, Frame, Hit, HitRow, Key, Mark, Show, Size, Table, time};
use crate::text::tr;
use crate::units::Month;

/// A month, quarter or year.
#[derive(Clone, Debug)]
pub struct BesidePeriod {
    /// Its first month.
    pub start: Month,
    /// Its name in full.
    pub name: String,
    /// Its name beside the axis.
    pub tick: String,
}

/// A line.
#[derive(Clone, Debug)]
pub struct BesideLine {
    /// Whose it is.
    pub name: String,
    /// The figure in each period; not a number where it has no value.
    pub values: Vec<f64>,
}

/// The data of the chart.
pub struct Beside<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The periods in order.
    pub periods: &'a [BesidePeriod],
    /// The lines; the first is what the others are measured against.
    pub lines: &'a [BesideLine],
    /// Writes a value beside the axis.
    pub axis: Show<'a>,
    /// Writes a value in readings and the table.
    pub amount: Show<'a>,
}

/// Draws the chart.
pub fn beside(data: &Beside, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let count = data.periods.len();
    let all = || data.lines.iter().flat_map(|line| line.values.iter().copied().map(drawn_or_gap));
    let scale = Scale::around(all(), if canvas.is_narrow() { 4 } else { 6 });
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - 12.0).max(left + 10.0),
        top: 14.0,
        bottom: (canvas.height - 26.0).max(40.0),
    };
    let plot = canvas.plot(frame, (0.0, count.max(1) as f64), &scale);
    canvas.value_axis(&plot, &scale, data.axis, false);
    // The first line last, so that nothing covers it.
    for (at, line) in data.lines.iter().enumerate().rev() {
        let course = line.values.iter().enumerate().map(|(at, value)| (at as f64 + 0.5, drawn_or_gap(*value)));
        plot.line(course, Pen::of(Ink::of_thing(at)).dash(Dash::of_thing(at)).width(if at == 0 { 22 } else { 18 }));
        if count <= 4 {
            for (at_period, value) in line.values.iter().enumerate().filter(|it| it.1.is_finite()) {
                canvas.dot(plot.x(at_period as f64 + 0.5), plot.y(*value), 3.0, Pen::of(Ink::of_thing(at)), true);
            }
        }
    }
    let starts: Vec<Month> = data.periods.iter().map(|it| it.start).collect();
    let ticks: Vec<&str> = data.periods.iter().map(|it| it.tick.as_str()).collect();
    let chosen = time::labelled(&starts, &ticks, frame.width() / count.max(1) as f64);
    time::write(&canvas, &chosen, &ticks, |index| plot.x(index as f64 + 0.5), frame.bottom + 2.0);
    if !all().any(f64::is_finite) {
        let letters = Letters::of(Ink::Text3).centred();
        let middle = (frame.top + frame.bottom) / 2.0 + MIDDLE;
        canvas.text(tr!("No value in any period"), (frame.left + frame.right) / 2.0, middle, letters);
    }
    let value = |line: &BesideLine, at: usize| line.values.get(at).copied().unwrap_or(f64::NAN);
    let hits: Vec<Hit> = (data.periods.iter().enumerate())
        .map(|(at, period)| Hit {
            area: Frame { left: plot.x(at as f64), right: plot.x(at as f64 + 1.0), ..frame },
            x: plot.x(at as f64 + 0.5),
            marks: (data.lines.iter().enumerate())
                .filter(|(_, line)| value(line, at).is_finite())
                .map(|(index, line)| Mark { y: plot.y(drawn_or_gap(value(line, at))), ink: Ink::of_thing(index) })
                .collect(),
            title: period.name.clone(),
            rows: (data.lines.iter().enumerate())
                .map(|(index, line)| {
                    let shown = value(line, at);
                    let shown = if shown.is_finite() { (data.amount)(shown) } else { "\u{2013}".to_owned() };
                    HitRow::of(Ink::of_thing(index), &line.name, shown)
                })
                .collect(),
        })
        .collect();
    let header = [tr!("Period").to_owned()].into_iter().chain(data.lines.iter().map(|it| it.name.clone())).collect();
    let rows = hits
        .iter()
        .map(|hit| [hit.title.clone()].into_iter().chain(hit.rows.iter().map(|row| row.value.clone())).collect());
    let table = Table { rows: rows.collect(), header };
    let key = (data.lines.iter().enumerate())
        .map(|(at, line)| Key::line(Ink::of_thing(at), Dash::of_thing(at), &line.name))
        .collect();
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}
