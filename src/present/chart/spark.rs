//! A course without axes, as small as a word.

use super::Frame;
use super::Size;
use super::canvas::{Canvas, drawn_or_gap};
use super::ink::{Ink, Pen};
use super::ticks::{Scale, extent};

/// Draws a sparkline of values in order: a line and a dot at its end. Returns the `<svg>` element; without any value it is empty.
pub fn sparkline(name: &str, values: &[f64], ink: Ink, size: Size) -> String {
    let canvas = Canvas::new(size);
    let frame = Frame { left: 2.0, right: canvas.width - 4.0, top: 3.0, bottom: canvas.height - 3.0 };
    let (low, high) = extent(values.iter().copied()).unwrap_or((0.0, 1.0));
    // A level course runs through the middle.
    let air = if high > low { 0.0 } else { low.abs().max(1.0) };
    let scale = Scale { low: low - air, high: high + air, ticks: Vec::new() };
    let plot = canvas.plot(frame, (0.0, values.len().saturating_sub(1).max(1) as f64), &scale);
    let points = values.iter().enumerate().map(|(index, value)| (index as f64, drawn_or_gap(*value)));
    plot.line(points.clone(), Pen::of(ink).width(15));
    if let Some((x, y)) = points.rev().find(|it| it.1.is_finite()) {
        canvas.dot(plot.x(x), plot.y(y), 2.0, Pen::of(ink), true);
    }
    canvas.finish(name)
}
