//! The ground under months that are closed: what stands there was reported, and what follows is forecast.

use super::Frame;
use super::canvas::Canvas;
use super::ink::{Ink, Pen};
use super::svg::Letters;
use super::text::first_fit;
use crate::text::tr;

/// Shades a plot from its left edge to `end`, where the forecast begins, and says what that is. Nothing where no period is closed.
pub(super) fn closed(canvas: &Canvas, plot: Frame, end: f64, closed: f64) {
    if closed <= 0.0 || end <= plot.left {
        return;
    }
    canvas.rect(Frame { right: end, ..plot }, Pen::of(Ink::Level));
    canvas.line(&[(end, plot.top), (end, plot.bottom)], Pen::of(Ink::Axis));
    let letters = Letters::of(Ink::Text3).small();
    let wordings = [tr!("closed, as reported"), tr!("as reported"), "closed"];
    match first_fit(&wordings, end - plot.left - 8.0, 11.0, false) {
        Some(text) => canvas.text(text, plot.left + 4.0, plot.top - 4.0, letters),
        // Wider than one month: it may reach over the forecast, which has no label.
        None => canvas.text("closed", plot.left, plot.top - 4.0, letters),
    }
}

/// The name of a row of a table: in a second line, whether its period is closed.
pub(super) fn row_name(name: &str, at: usize, closed: f64) -> String {
    if (at + 1) as f64 <= closed + 1e-9 { [name, "\nclosed"].concat() } else { name.to_owned() }
}
