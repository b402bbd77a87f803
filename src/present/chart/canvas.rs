//! The sheet a chart is drawn on, and the plots on it.

use super::ink::{Dash, Ink, Pen};
use super::svg::{Letters, Sheet, Svg, UNITS, escape};
use super::text;
use super::ticks::{Scale, between};
use super::{Frame, Show, Size};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};
use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

/// How far a text's middle lies above its baseline, in pixels.
pub(super) const MIDDLE: f64 = 4.0;

impl Letters {
    pub const fn of(ink: Ink) -> Letters {
        Letters { ink, bold: false, small: false, halo: false, anchor: HPos::Left }
    }

    pub const fn bold(self) -> Letters {
        Letters { bold: true, ..self }
    }

    pub const fn small(self) -> Letters {
        Letters { small: true, ..self }
    }

    pub const fn halo(self) -> Letters {
        Letters { halo: true, ..self }
    }

    pub const fn centred(self) -> Letters {
        Letters { anchor: HPos::Center, ..self }
    }

    pub const fn ending(self) -> Letters {
        Letters { anchor: HPos::Right, ..self }
    }

    fn size(self) -> f64 {
        if self.small { 11.0 } else { 12.0 }
    }

    /// How wide a text will be.
    pub fn width(self, text: &str) -> f64 {
        text::width(text, self.size(), self.bold)
    }
}

/// A text at a point: the element that plotters hands to the backend.
struct Label<'a>(&'a str, BackendCoord, Letters);

impl<'a> PointCollection<'a, BackendCoord> for &'a Label<'_> {
    type Point = &'a BackendCoord;
    type IntoIter = std::iter::Once<&'a BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.1)
    }
}

impl Drawable<Svg> for Label<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        points.next().map_or(Ok(()), |at| backend.draw_text(self.0, &self.2, at))
    }
}

/// The sheet.
pub(super) struct Canvas {
    sheet: Rc<RefCell<Sheet>>,
    root: DrawingArea<Svg, Shift>,
    pub width: f64,
    pub height: f64,
    size: Size,
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

fn point((x, y): (f64, f64)) -> BackendCoord {
    (units(x), units(y))
}

impl Canvas {
    /// A sheet of this size; sizes without sense become the nearest with some.
    pub fn new(size: Size) -> Canvas {
        let size = Size { width: size.width.clamp(40, 4_000), height: size.height.clamp(12, 4_000) };
        let sheet = Rc::new(RefCell::new(Sheet::default()));
        let svg = Svg { sheet: Rc::clone(&sheet), size: (size.width * UNITS as u32, size.height * UNITS as u32) };
        Canvas {
            sheet,
            root: svg.into_drawing_area(),
            width: f64::from(size.width),
            height: f64::from(size.height),
            size,
        }
    }

    pub fn size(&self) -> Size {
        self.size
    }

    /// Whether it is as narrow as on a phone, so that texts have to be short and ticks few.
    pub fn is_narrow(&self) -> bool {
        self.width < 520.0
    }

    // A backend that writes text cannot fail: its error has no value. What plotters adds is a second borrow of the backend, which does
    // not happen within one call.

    pub fn text(&self, text: &str, x: f64, y: f64, letters: Letters) {
        if !text.is_empty() {
            let _ = self.root.draw(&Label(text, point((x, y)), letters));
        }
    }

    /// The same, cut with an ellipsis where it would be wider than `room`.
    pub fn text_within(&self, text: &str, x: f64, y: f64, letters: Letters, room: f64) {
        self.text(&text::shortened(text, room, letters.size(), letters.bold), x, y, letters);
    }

    pub fn line(&self, points: &[(f64, f64)], pen: Pen) {
        let points: Vec<_> = points.iter().copied().map(point).collect();
        let _ = self.root.draw(&PathElement::new(points, pen.style()));
    }

    pub fn rect(&self, frame: Frame, pen: Pen) {
        let corners = [point((frame.left, frame.top)), point((frame.right, frame.bottom))];
        let _ = self.root.draw(&Rectangle::new(corners, pen.style().filled()));
    }

    /// An area inside a line that closes itself.
    pub fn area(&self, points: &[(f64, f64)], pen: Pen) {
        let points: Vec<_> = points.iter().copied().map(point).collect();
        let _ = self.root.draw(&Polygon::new(points, pen.style().filled()));
    }

    /// A circle, filled or with paper inside.
    pub fn dot(&self, x: f64, y: f64, radius: f64, pen: Pen, filled: bool) {
        let style = if filled { pen.style().filled() } else { pen.style() };
        let _ = self.root.draw(&Circle::new(point((x, y)), units(radius), style));
    }

    /// Oblique strokes in a rectangle. They are drawn one by one: a pattern would need an id, and ids collide on a page.
    pub fn hatch(&self, frame: Frame, pen: Pen) {
        const APART: f64 = 6.0;
        if frame.width() <= 0.0 || frame.height() <= 0.0 {
            return;
        }
        let first = ((frame.left + frame.top) / APART).ceil() as i32;
        let last = ((frame.right + frame.bottom) / APART).floor() as i32;
        for sum in (first..=last).map(|index| f64::from(index) * APART) {
            let from = frame.left.max(sum - frame.bottom);
            let to = frame.right.min(sum - frame.top);
            if to - from > 0.5 {
                self.line(&[(from, sum - from), (to, sum - to)], pen);
            }
        }
    }

    /// A plot with its axes in a part of the sheet.
    pub fn plot(&self, frame: Frame, x: (f64, f64), y: &Scale) -> Plot {
        let pixels = (units(frame.left)..units(frame.right), units(frame.bottom)..units(frame.top));
        let end = if x.1 > x.0 { x.1 } else { x.0 + 1.0 };
        let coordinates = Cartesian2d::new(x.0..end, y.low..y.high, pixels);
        Plot { area: self.root.apply_coord_spec(coordinates), frame, x: (x.0, end), y: (y.low, y.high) }
    }

    /// How wide the widest label beside an axis is.
    pub fn axis_width(&self, scale: &Scale, show: Show) -> f64 {
        scale.ticks.iter().map(|tick| Letters::of(Ink::Text3).width(&show(*tick))).fold(0.0, f64::max)
    }

    /// The lines and labels of the values of a plot. Zero is drawn stronger where values are counted from it.
    pub fn value_axis(&self, plot: &Plot, scale: &Scale, show: Show, from_zero: bool) {
        let Frame { left, right, .. } = plot.frame;
        let level = |tick: f64| (plot.y(tick) - 0.5).round() + 0.5;
        let is_axis = |tick: f64| from_zero && tick == 0.0;
        for tick in scale.ticks.iter().copied().filter(|tick| !is_axis(*tick)) {
            self.line(&[(left, level(tick)), (right, level(tick))], Pen::of(Ink::Grid));
        }
        if from_zero {
            self.line(&[(left, level(0.0)), (right, level(0.0))], Pen::of(Ink::Axis));
        }
        for tick in scale.ticks.iter().copied() {
            self.text(&show(tick), left - 8.0, plot.y(tick) + MIDDLE, Letters::of(Ink::Text3).ending());
        }
    }

    /// What an axis counts, under its figures: the first of some wordings, longest first, that the sheet has room for.
    pub fn axis_title(&self, wordings: &[&str], plot: Frame) {
        let middle = (plot.left + plot.right) / 2.0;
        let room = 2.0 * middle.min(self.width - middle);
        let text = text::first_fit(wordings, room, 12.0, false).unwrap_or_default();
        self.text(text, middle, plot.bottom + 34.0, Letters::of(Ink::Text3).centred());
    }

    /// The drawing as text, named for those who cannot see it.
    pub fn finish(self, name: &str) -> String {
        let body = self.sheet.try_borrow_mut().map(|mut sheet| sheet.finish()).unwrap_or_default();
        let mut svg = String::with_capacity(body.len() + 200);
        let Size { width, height } = self.size;
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" aria-label=\""
        );
        escape(&mut svg, name);
        svg.push_str("\">");
        svg.push_str(&body);
        svg.push_str("</svg>");
        svg
    }
}

/// A part of a sheet with coordinates of its own: values, not pixels.
pub(super) struct Plot {
    area: DrawingArea<Svg, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    pub frame: Frame,
    x: (f64, f64),
    y: (f64, f64),
}

impl Plot {
    /// A point no farther off the plot than the plot is large, since plotters counts pixels in 32 bits.
    fn near(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let clamp = |value: f64, (low, high): (f64, f64)| between(value, low - (high - low), high + (high - low));
        (clamp(x, self.x), clamp(y, self.y))
    }

    /// Pixels from the left.
    pub fn x(&self, value: f64) -> f64 {
        f64::from(self.area.map_coordinate(&self.near((value, self.y.0))).0) / UNITS
    }

    /// Pixels from the top.
    pub fn y(&self, value: f64) -> f64 {
        f64::from(self.area.map_coordinate(&self.near((self.x.0, value))).1) / UNITS
    }

    /// A line through points, interrupted where a value is no number.
    pub fn line(&self, points: impl IntoIterator<Item = (f64, f64)>, pen: Pen) {
        let mut run = Vec::new();
        let draw = |run: &mut Vec<(f64, f64)>| {
            let run = std::mem::take(run);
            if run.len() > 1 {
                let _ = self.area.draw(&PathElement::new(run, pen.style()));
            }
        };
        for point in points {
            if point.0.is_finite() && point.1.is_finite() {
                run.push(self.near(point));
            } else {
                draw(&mut run);
            }
        }
        draw(&mut run);
    }

    /// A bar between two values.
    pub fn bar(&self, x: (f64, f64), y: (f64, f64), pen: Pen) {
        if y.0.is_finite() && y.1.is_finite() && y.0 != y.1 {
            let _ =
                self.area.draw(&Rectangle::new([self.near((x.0, y.0)), self.near((x.1, y.1))], pen.style().filled()));
        }
    }

    /// The pixels of a bar between two values.
    pub fn bar_frame(&self, x: (f64, f64), y: (f64, f64)) -> Frame {
        let (a, b) = (self.y(y.0), self.y(y.1));
        Frame { left: self.x(x.0), right: self.x(x.1), top: a.min(b), bottom: a.max(b) }
    }
}

/// A value as it can be drawn: what is no number counts as nothing, and what is off any chart ends at its edge.
pub(super) fn drawn(value: f64) -> f64 {
    if value.is_finite() { between(value, -1e15, 1e15) } else { 0.0 }
}

/// The same where a gap is better than a zero: not a number stays none.
pub(super) fn drawn_or_gap(value: f64) -> f64 {
    if value.is_finite() { between(value, -1e15, 1e15) } else { f64::NAN }
}

/// A line of a target: dotted, in its own ink.
pub(super) const TARGET: Pen = Pen::of(Ink::Target).width(15).dash(Dash::Dots);
