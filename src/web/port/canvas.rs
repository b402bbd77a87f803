//! Drawing surfaces. Lengths are CSS pixels; a surface knows how many device pixels one has, so that lines are crisp on any screen.

use super::dom::HtmlElement;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, Path2d};

/// A shape in coordinates of its own, made once and drawn often.
#[derive(Clone)]
pub struct Shape(Path2d);

impl Shape {
    /// A shape of lines, each given point by point.
    pub fn of<L, P>(lines: L, close: bool) -> Option<Shape>
    where
        L: IntoIterator<Item = P>,
        P: IntoIterator<Item = (f64, f64)>,
    {
        let path = Path2d::new().ok()?;
        for line in lines {
            for (at, (x, y)) in line.into_iter().enumerate() {
                if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            if close {
                path.close_path();
            }
        }
        Some(Shape(path))
    }
}

/// A drawing surface, on the page or off it.
#[derive(Clone)]
pub struct Surface {
    canvas: HtmlCanvasElement,
    ink: CanvasRenderingContext2d,
    ratio: f64,
}

impl Surface {
    /// The surface of a canvas of the page.
    pub fn of(canvas: HtmlCanvasElement) -> Option<Surface> {
        let ink = canvas.get_context("2d").ok().flatten()?.dyn_into::<CanvasRenderingContext2d>().ok()?;
        Some(Surface { canvas, ink, ratio: 1.0 })
    }

    /// A surface that is not on the page, to draw on and then draw from.
    pub fn off_page() -> Option<Surface> {
        Surface::of(document().create_element("canvas").ok()?.dyn_into().ok()?)
    }

    /// Sets its size, which clears it, where it has another one.
    pub fn resize(&mut self, width: f64, height: f64, ratio: f64) {
        self.ratio = ratio;
        let device = |px: f64| (px * ratio).round().clamp(1.0, 16_000.0) as u32;
        if self.canvas.width() != device(width) {
            self.canvas.set_width(device(width));
        }
        if self.canvas.height() != device(height) {
            self.canvas.set_height(device(height));
        }
    }

    /// Makes it transparent.
    pub fn clear(&self) {
        self.plain();
        self.ink.clear_rect(0.0, 0.0, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.pixels();
    }

    /// From here on coordinates are CSS pixels.
    pub fn pixels(&self) {
        let _ = self.ink.set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, 0.0);
    }

    /// From here on coordinates are `scale` CSS pixels long, and 0,0 is at a pixel.
    pub fn sheet(&self, scale: f64, x: f64, y: f64) {
        let scaled = scale * self.ratio;
        let _ = self.ink.set_transform(scaled, 0.0, 0.0, scaled, x * self.ratio, y * self.ratio);
    }

    fn plain(&self) {
        // A matrix of plain numbers is always taken.
        let _ = self.ink.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    }

    /// How much what is drawn from here on covers, 0 to 1.
    pub fn alpha(&self, alpha: f64) {
        self.ink.set_global_alpha(alpha);
    }

    /// Fills a shape; where its lines cross, holes stay open.
    pub fn fill(&self, shape: &Shape, colour: &str) {
        self.ink.set_fill_style_str(colour);
        self.ink.fill_with_path_2d_and_winding(&shape.0, CanvasWindingRule::Evenodd);
    }

    /// Draws the line of a shape, as wide as some units of the coordinates; in dashes, where it is told how many pixels a unit has.
    pub fn stroke(&self, shape: &Shape, colour: &str, width: f64, dashes: Option<f64>) {
        let pattern = dashes
            .map_or_else(js_sys::Array::new, |scale| js_sys::Array::of2(&(4.0 / scale).into(), &(3.0 / scale).into()));
        let _ = self.ink.set_line_dash(&pattern);
        self.ink.set_line_join("round");
        self.ink.set_stroke_style_str(colour);
        self.ink.set_line_width(width);
        self.ink.stroke_with_path(&shape.0);
    }

    /// A disc with an edge, or with no filling just its edge.
    pub fn disc(&self, (x, y): (f64, f64), radius: f64, fill: Option<&str>, edge: &str, width: f64) {
        self.ink.begin_path();
        // A radius that is not negative is always taken.
        let _ = self.ink.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        if let Some(fill) = fill {
            self.ink.set_fill_style_str(fill);
            self.ink.fill();
        }
        if width > 0.0 {
            let _ = self.ink.set_line_dash(&js_sys::Array::new());
            self.ink.set_stroke_style_str(edge);
            self.ink.set_line_width(width);
            self.ink.stroke();
        }
    }

    /// Draws another surface with its corner at a pixel, on whole device pixels, so that nothing blurs.
    pub fn lay(&self, other: &Surface, x: f64, y: f64) {
        self.plain();
        let whole = |px: f64| (px * self.ratio).round();
        let _ = self.ink.draw_image_with_html_canvas_element(&other.canvas, whole(x), whole(y));
        self.pixels();
    }

    /// Begins stamping: until [`Surface::pixels`] only [`Surface::stamp`] may follow.
    pub fn stamping(&self) {
        self.plain();
    }

    /// Draws a square part of another surface with its middle at a pixel. `from` and `side` are device pixels of the other surface.
    pub fn stamp(&self, other: &Surface, from: (f64, f64), side: f64, (x, y): (f64, f64)) {
        let corner = |px: f64| (px * self.ratio - side / 2.0).round();
        let _ = self.ink.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            &other.canvas,
            from.0,
            from.1,
            side,
            side,
            corner(x),
            corner(y),
            side,
            side,
        );
    }
}

/// Device pixels for one CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(1.0, 4.0)
}

/// A length of an element that style sheets say in pixels, as a custom property such as `--paper: 822`.
pub fn pixels_of(element: &HtmlElement, property: &str) -> Option<f64> {
    let style = window().get_computed_style(element).ok().flatten()?;
    style.get_property_value(property).ok()?.trim().parse().ok().filter(|px: &f64| *px > 0.0)
}

/// Runs something as if the theme were light, as paper is: what reads the colours of style sheets to draw with them.
pub fn as_on_paper(run: impl FnOnce()) {
    const THEME: &str = "data-theme";
    let before = document().document_element().and_then(|root| root.get_attribute(THEME));
    super::dom::set_root_attribute(THEME, "light");
    run();
    match before {
        Some(theme) => super::dom::set_root_attribute(THEME, &theme),
        None => super::dom::remove_root_attribute(THEME),
    }
}

/// The colour of the text of an element, as the style sheets say it now.
pub fn colour_of(element: &HtmlElement) -> Option<String> {
    let style = window().get_computed_style(element).ok().flatten()?;
    style.get_property_value("color").ok().filter(|it| !it.is_empty())
}

/// Calls back when the look of the page changes: another theme or contrast, or the window moves to a screen of another density.
pub fn on_look(changed: impl Fn() + Clone + 'static) {
    for query in ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"] {
        let (changed, holds) = (changed.clone(), super::dom::media_signal(query));
        Effect::new(move |_| {
            holds.track();
            changed();
        });
    }
    super::dom::on_window("resize", move |_| changed());
}
