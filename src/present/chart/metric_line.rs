//! One metric over time, with its target and what other companies have of it.

use super::arr::Target;
use super::canvas::{Canvas, MIDDLE, TARGET, drawn, drawn_or_gap};
use super::ink::{Dash, Ink, Pen};
use super::label::{Places, baseline, written_at};
use super::svg::Letters;
use super::ticks::{Scale, between};
use super::{Chart, Frame, Hit, HitRow, Key, Mark, Show, Size, Table, ground, time};
use crate::text::tr;
use crate::units::Month;

/// A month, quarter or year with the metric in it.
#[derive(Clone, Debug)]
pub struct LinePoint {
    /// Its first month.
    pub start: Month,
    /// Its name in full.
    pub name: String,
    /// Its name beside the axis.
    pub tick: String,
    /// The metric; not a number where it has no value.
    pub value: f64,
}

/// What is usual.
#[derive(Clone, Debug)]
pub struct LineBand {
    /// The lower end, if there is one.
    pub low: Option<f64>,
    /// The upper end, if there is one.
    pub high: Option<f64>,
    /// What is written in it: the range and who says so, the longest wording first.
    pub labels: Vec<String>,
    /// The range, for readings.
    pub range: String,
}

/// The data of the chart.
pub struct MetricLine<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The metric's name.
    pub metric: &'a str,
    /// The periods in order.
    pub points: &'a [LinePoint],
    /// How many of them are closed.
    pub closed: f64,
    /// A level to reach.
    pub target: Option<Target>,
    /// What is usual.
    pub band: Option<LineBand>,
    /// Writes a value beside the axis.
    pub axis: Show<'a>,
    /// Writes a value in readings and the table.
    pub amount: Show<'a>,
}

/// Draws the chart.
pub fn metric_line(data: &MetricLine, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let count = data.points.len();
    let values = || data.points.iter().map(|it| drawn_or_gap(it.value));
    let target = data.target.as_ref().filter(|it| it.value.is_finite());
    let ends = data.band.iter().flat_map(|band| [band.low, band.high]).flatten();
    let scale = Scale::around(
        values().chain(target.map(|it| drawn(it.value))).chain(ends.map(drawn)),
        if canvas.is_narrow() { 4 } else { 6 },
    );
    let end = values().rfind(|it| it.is_finite()).map(|it| ((data.amount)(it), it));
    let bold = Letters::of(Ink::Main).bold();
    let end_width = end.as_ref().map_or(0.0, |(text, _)| bold.width(text));
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - end_width - 14.0).max(left + 10.0),
        top: 18.0,
        bottom: (canvas.height - 26.0).max(40.0),
    };
    let plot = canvas.plot(frame, (0.0, count.max(1) as f64), &scale);
    ground::closed(&canvas, frame, plot.x(data.closed.clamp(0.0, count as f64)), data.closed);
    if let Some(band) = &data.band {
        // An end that is not there is the edge of the plot.
        let top = band.high.map_or(frame.top, |it| plot.y(drawn(it))).max(frame.top);
        let bottom = band.low.map_or(frame.bottom, |it| plot.y(drawn(it))).min(frame.bottom);
        if bottom > top {
            canvas.rect(Frame { top, bottom, ..frame }, Pen::of(Ink::Good).faint());
        }
        for y in [band.high, band.low].into_iter().flatten().map(|it| plot.y(drawn(it))) {
            canvas.line(&[(frame.left, y), (frame.right, y)], Pen::of(Ink::Good).dash(Dash::Dashes));
        }
    }
    canvas.value_axis(&plot, &scale, data.axis, false);
    if let Some(target) = target {
        let y = plot.y(drawn(target.value));
        canvas.line(&[(frame.left, y), (frame.right, y)], TARGET);
    }
    let course: Vec<(f64, f64)> = values().enumerate().map(|(at, value)| (at as f64 + 0.5, value)).collect();
    plot.line(course.iter().copied(), Pen::of(Ink::Main).width(20));
    // A value between two gaps would be no line at all.
    for (at, (x, value)) in course.iter().enumerate() {
        let gap = |at: Option<usize>| at.and_then(|at| course.get(at)).is_none_or(|it| !it.1.is_finite());
        if value.is_finite() && gap(at.checked_sub(1)) && gap(Some(at + 1)) {
            canvas.dot(plot.x(*x), plot.y(*value), 3.0, Pen::of(Ink::Main), true);
        }
    }
    if let Some(((text, value), (x, _))) = end.as_ref().zip(course.iter().rev().find(|it| it.1.is_finite())) {
        canvas.dot(plot.x(*x), plot.y(*value), 3.5, Pen::of(Ink::Main), true);
        canvas.text(text, frame.right + 8.0, plot.y(*value) + MIDDLE, bold);
    }
    words(&canvas, &plot, data, frame, &course);

    let starts: Vec<Month> = data.points.iter().map(|it| it.start).collect();
    let ticks: Vec<&str> = data.points.iter().map(|it| it.tick.as_str()).collect();
    let chosen = time::labelled(&starts, &ticks, frame.width() / count.max(1) as f64);
    time::write(&canvas, &chosen, &ticks, |index| plot.x(index as f64 + 0.5), frame.bottom + 2.0);
    if !values().any(f64::is_finite) {
        let letters = Letters::of(Ink::Text3).centred();
        canvas.text(
            tr!("No value in any period"),
            (frame.left + frame.right) / 2.0,
            (frame.top + frame.bottom) / 2.0,
            letters,
        );
    }

    let hits: Vec<Hit> = (data.points.iter().enumerate())
        .map(|(index, point)| Hit {
            area: Frame { left: plot.x(index as f64), right: plot.x(index as f64 + 1.0), ..frame },
            x: plot.x(index as f64 + 0.5),
            marks: Some(drawn_or_gap(point.value))
                .filter(|it| it.is_finite())
                .map(|it| Mark { y: plot.y(it), ink: Ink::Main })
                .into_iter()
                .collect(),
            title: point.name.clone(),
            rows: readings(data, point),
        })
        .collect();
    let header = [tr!("Period").to_owned()].into_iter().chain(columns(data)).collect();
    let rows = hits.iter().enumerate().map(|(at, hit)| {
        let name = ground::row_name(&hit.title, at, data.closed);
        [name].into_iter().chain(hit.rows.iter().map(|row| row.value.clone())).collect()
    });
    let table = Table { rows: rows.collect(), header };
    let mut key = vec![Key::line(Ink::Main, Dash::Solid, data.metric)];
    key.extend(target.map(|it| Key::line(Ink::Target, Dash::Dots, &it.label)));
    key.extend(data.band.as_ref().map(|_| Key::area(Ink::Good, tr!("What is usual"))));
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// What the band and the target are, where the course is not. The band, which the legend names as well, goes without words where no
/// wording finds a place.
fn words(canvas: &Canvas, plot: &super::canvas::Plot, data: &MetricLine, frame: Frame, course: &[(f64, f64)]) {
    let mut places = Places::new(frame);
    for run in course.split(|it| !it.1.is_finite()) {
        let points: Vec<(f64, f64)> = run.iter().map(|it| (plot.x(it.0), plot.y(it.1))).collect();
        places.take_line(&points);
        places.take_line(&points.first().map_or(Vec::new(), |it| vec![*it, *it]));
    }
    let spots = |text: &str, heights: &[f64], letters: Letters| {
        let width = letters.width(text);
        let at = |y: f64| {
            let y = between(y, frame.top + 12.0, frame.bottom - 3.0);
            [frame.left + 4.0, frame.right - 4.0 - width].map(|left| written_at(left, y, width))
        };
        heights.iter().copied().flat_map(at).collect::<Vec<_>>()
    };
    if let Some(target) = data.target.as_ref().filter(|it| it.value.is_finite()) {
        let (y, letters) = (plot.y(drawn(target.value)), Letters::of(Ink::Text2).halo());
        let offered = spots(&target.label, &[y - 5.0, y + 14.0], letters);
        let first = offered.first().copied();
        if let Some(found) = places.place(offered).or(first) {
            canvas.text(&target.label, found.left, baseline(found), letters);
        }
    }
    if let Some(band) = &data.band {
        let letters = Letters::of(Ink::Good).small();
        // Inside of the band: under its upper end, or above its lower one.
        let ends = [band.high.map(|it| plot.y(drawn(it)) + 13.0), band.low.map(|it| plot.y(drawn(it)) - 5.0)];
        let heights: Vec<f64> = ends.into_iter().flatten().collect();
        for text in &band.labels {
            if let Some(found) = places.place(spots(text, &heights, letters)) {
                canvas.text(text, found.left, baseline(found), letters);
                break;
            }
        }
    }
}

fn columns(data: &MetricLine) -> impl Iterator<Item = String> {
    let target = data.target.as_ref().map(|_| tr!("Target").to_owned());
    let band = data.band.as_ref().map(|_| tr!("Usual").to_owned());
    [Some(data.metric.to_owned()), target, band].into_iter().flatten()
}

fn readings(data: &MetricLine, point: &LinePoint) -> Vec<HitRow> {
    let value = if point.value.is_finite() { (data.amount)(point.value) } else { "–".to_owned() };
    let mut rows = vec![HitRow::of(Ink::Main, data.metric, value)];
    rows.extend(data.target.as_ref().map(|it| HitRow::of(Ink::Target, tr!("Target"), (data.amount)(it.value))));
    rows.extend(data.band.as_ref().map(|it| HitRow::of(Ink::Good, tr!("Usual"), it.range.clone())));
    rows
}
