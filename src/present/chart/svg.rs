//! The drawing backend: what plotters draws becomes SVG text with classes.
//!
//! Plotters counts whole pixels; here a backend unit is a tenth of a pixel, so that coordinates have one decimal. Colours never reach
//! the output (a strict content security policy forbids inline styles, and a theme may change): a colour is a [`Pen`] in disguise.

use super::ink::{Ink, Pen};
use super::text;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};
use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

/// Backend units in a pixel.
pub(super) const UNITS: f64 = 10.0;

/// The text drawn so far. Marks of the same style that follow each other share one path, which keeps documents small.
#[derive(Default)]
pub(super) struct Sheet {
    done: String,
    class: String,
    path: String,
}

impl Sheet {
    fn add(&mut self, class: String, draw: impl FnOnce(&mut String)) {
        if self.class != class {
            self.close();
            self.class = class;
        }
        draw(&mut self.path);
    }

    fn close(&mut self) {
        if !self.path.is_empty() {
            let _ = write!(self.done, "<path class=\"{}\" d=\"{}\"/>", self.class, self.path);
            self.path.clear();
        }
        self.class.clear();
    }

    /// The whole of it.
    pub fn finish(&mut self) -> String {
        self.close();
        std::mem::take(&mut self.done)
    }
}

/// The backend. Clones of its sheet let the text be taken once plotters is done.
pub(super) struct Svg {
    pub sheet: Rc<RefCell<Sheet>>,
    /// Width and height in backend units.
    pub size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Svg {
    fn add(&self, class: String, draw: impl FnOnce(&mut String)) -> Drawn {
        if let Ok(mut sheet) = self.sheet.try_borrow_mut() {
            sheet.add(class, draw);
        }
        Ok(())
    }

    fn element(&self, draw: impl FnOnce(&mut String)) -> Drawn {
        if let Ok(mut sheet) = self.sheet.try_borrow_mut() {
            sheet.close();
            draw(&mut sheet.done);
        }
        Ok(())
    }
}

fn pen<S: BackendStyle>(style: &S) -> Pen {
    Pen::from_color(style.color().rgb, style.stroke_width())
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 10, at.1 + 10), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let pen = pen(style);
        let class = if fill { pen.fill_class() } else { pen.line_class() };
        self.add(class, |path| {
            trace(path, [from, (to.0, from.1), to, (from.0, to.1)]);
            path.push('Z');
        })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        self.add(pen(style).line_class(), |path| trace(path, points))
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let pen = pen(style);
        let class = if fill { pen.fill_class() } else { format!("{} open", pen.line_class()) };
        self.element(|out| {
            let _ = write!(out, "<circle class=\"{class}\" cx=\"");
            tenths(out, centre.0);
            out.push_str("\" cy=\"");
            tenths(out, centre.1);
            out.push_str("\" r=\"");
            tenths(out, i32::try_from(radius).unwrap_or_default());
            out.push_str("\"/>");
        })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        self.add(pen(style).fill_class(), |path| {
            trace(path, points);
            path.push('Z');
        })
    }

    /// The point is where the text's baseline starts, is centred, or ends.
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let Pen { ink, faint: halo, .. } = Pen::from_color(style.color().rgb, 10);
        let bold = if matches!(style.style(), FontStyle::Bold) { " b" } else { "" };
        let small = if style.size() < 12.0 { " sm" } else { "" };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        self.element(|out| {
            let _ = write!(out, "<text class=\"{}{bold}{small}{}\" x=\"", ink.class(), if halo { " halo" } else { "" });
            tenths(out, at.0);
            out.push_str("\" y=\"");
            tenths(out, at.1);
            let _ = write!(out, "\"{anchor}>");
            escape(out, text);
            out.push_str("</text>");
        })
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = text::width(text, style.size(), matches!(style.style(), FontStyle::Bold));
        Ok(((width * UNITS) as u32, (style.size() * UNITS) as u32))
    }
}

/// A path through points, with the short commands for level and upright lines.
fn trace(path: &mut String, points: impl IntoIterator<Item = BackendCoord>) {
    let mut last: Option<BackendCoord> = None;
    for (x, y) in points {
        match last {
            None => {
                path.push('M');
                tenths(path, x);
                path.push(' ');
                tenths(path, y);
            }
            Some(before) if before == (x, y) => {}
            Some((_, before)) if before == y => {
                path.push('H');
                tenths(path, x);
            }
            Some((before, _)) if before == x => {
                path.push('V');
                tenths(path, y);
            }
            Some(_) => {
                path.push('L');
                tenths(path, x);
                path.push(' ');
                tenths(path, y);
            }
        }
        last = Some((x, y));
    }
}

/// A count of tenths as a decimal.
fn tenths(out: &mut String, value: i32) {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    let _ = if rest == 0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{rest}") };
}

/// Text as XML bears it; characters that XML forbids vanish.
pub(super) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(letter),
        }
    }
}

/// How a label is written.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    pub ink: Ink,
    pub bold: bool,
    pub small: bool,
    /// Whether a rim of paper keeps it legible over lines.
    pub halo: bool,
    pub anchor: HPos,
}

impl BackendTextStyle for Letters {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (self.ink as u8, 0, u8::from(self.halo)) }
    }

    fn size(&self) -> f64 {
        if self.small { 11.0 } else { 12.0 }
    }

    fn style(&self) -> FontStyle {
        if self.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        Pos::new(self.anchor, VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::SansSerif
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let width = text::width(text, self.size(), self.bold) * UNITS;
        Ok(((0, 0), (width as i32, (self.size() * UNITS) as i32)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _at: BackendCoord,
        _draw: F,
    ) -> Result<Result<(), E>, Infallible> {
        // The backend writes texts itself; there are no glyphs to rasterise.
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_and_texts_are_written_as_xml_bears_them() {
        let mut out = String::new();
        for value in [-5, 0, 10, 123] {
            tenths(&mut out, value);
            out.push(' ');
        }
        escape(&mut out, "R&D <\"it's\">\u{7}");
        assert_eq!(out, "-0.5 0 1 12.3 R&amp;D &lt;&quot;it&#39;s&quot;&gt;");
    }

    #[test]
    fn level_and_upright_lines_are_short() {
        let mut path = String::new();
        trace(&mut path, [(0, 0), (100, 0), (100, 0), (100, 55), (120, 60)]);
        assert_eq!(path, "M0 0H10V5.5L12 6");
    }
}
