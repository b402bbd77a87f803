//! Draws a scene: once on a layer larger than the frame, and from that layer while the map is only moved.

use crate::present::map::{Frame, Scene, Spot, TINTS, View};
use crate::web::port::canvas::{Shape, Surface, colour_of, pixel_ratio};
use crate::web::port::dom;
use std::sync::Arc;

/// How far the layer reaches beyond the frame on each side, as a share of its size.
const BEYOND: f64 = 0.45;
/// Radii of dots come in steps of this many pixels.
const STEP: f64 = 0.4;
/// The radius of the smallest dot, and how many steps there are above it.
const SMALLEST: f64 = 1.8;
const SIZES: usize = 14;
/// Half the side of a stamp: the largest dot with its ring.
const REACH: f64 = 12.0;
/// Rows of the sheet of stamps below those of the colours: nobody's, ring of what moves, ring of what is selected.
const NOBODY: usize = TINTS;
const MOVES: usize = TINTS + 1;
const SELECTED: usize = TINTS + 2;

/// The colours of the map, as the style sheets say them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Inks {
    land: String,
    line: String,
    ink: String,
    accent: String,
    panel: String,
    nobody: String,
    tints: Vec<String>,
}

impl Inks {
    fn read(probe: &dom::Element) -> Inks {
        let of = |class: &str| {
            let element = dom::find(probe, &[".", class].concat());
            element.and_then(|it| colour_of(&it)).unwrap_or_else(|| "gray".to_owned())
        };
        Inks {
            land: of("map-land"),
            line: of("map-line"),
            ink: of("map-ink"),
            accent: of("map-accent"),
            panel: of("map-panel"),
            nobody: of("map-nobody"),
            tints: (1..=TINTS).map(|at| of(&["c-t", &at.to_string()].concat())).collect(),
        }
    }

    fn tint(&self, tint: u8) -> &str {
        self.tints.get(usize::from(tint)).map_or("gray", String::as_str)
    }
}

/// The land as shapes, with the lines they were made of.
struct Land {
    of: Arc<Vec<(bool, Vec<Spot>)>>,
    ground: Shape,
    borders: Shape,
}

/// What is picked out on the map.
pub(super) struct Accents<'a> {
    /// Selected accounts.
    pub selected: &'a [u32],
    /// The territory in the foreground.
    pub chosen: Option<u32>,
    /// The account under the pointer.
    pub under: Option<u32>,
    /// The line of a lasso, in pixels.
    pub lasso: &'a [Spot],
}

/// The surfaces of a map.
pub(super) struct Painter {
    front: Surface,
    layer: Surface,
    stamps: Surface,
    ratio: f64,
    inks: Inks,
    land: Option<Land>,
    /// The view the layer was drawn for.
    laid: Option<View>,
}

impl Painter {
    pub(super) fn new(front: Surface) -> Option<Painter> {
        let (layer, stamps) = (Surface::off_page()?, Surface::off_page()?);
        Some(Painter { front, layer, stamps, ratio: 0.0, inks: Inks::default(), land: None, laid: None })
    }

    /// Reads the colours and the density of the screen; the layer is drawn anew.
    pub(super) fn look(&mut self, probe: &dom::Element) {
        self.inks = Inks::read(probe);
        self.ratio = pixel_ratio();
        self.laid = None;
        self.stamps.resize(2.0 * REACH * SIZES as f64, 2.0 * REACH * (TINTS + 3) as f64, self.ratio);
        self.stamps.clear();
        for size in 0..SIZES {
            let radius = SMALLEST + STEP * size as f64;
            let x = (2 * size + 1) as f64 * REACH;
            let y = |row: usize| (2 * row + 1) as f64 * REACH;
            let tints = self.inks.tints.iter().map(String::as_str).chain([self.inks.nobody.as_str()]);
            for (row, tint) in tints.enumerate() {
                self.stamps.disc((x, y(row)), radius + 0.6, Some(&self.inks.panel), "", 0.0);
                self.stamps.disc((x, y(row)), radius, Some(tint), "", 0.0);
            }
            self.stamps.disc((x, y(MOVES)), radius + 2.2, None, &self.inks.ink, 1.0);
            self.stamps.disc((x, y(SELECTED)), radius + 2.2, None, &self.inks.panel, 4.0);
            self.stamps.disc((x, y(SELECTED)), radius + 2.2, None, &self.inks.accent, 2.2);
        }
    }

    /// What the layer shows must be drawn anew.
    pub(super) fn forget(&mut self) {
        self.laid = None;
    }

    /// Shows a view, and tells the view the layer now stands for.
    pub(super) fn show(&mut self, scene: &Scene, view: View, accents: &Accents<'_>) -> View {
        let moved = |laid: &View| {
            let (a, b) = (laid.to_screen(view.middle), laid.to_screen(laid.middle));
            (b.x - a.x, b.y - a.y)
        };
        let covers = |laid: &View| {
            let (dx, dy) = moved(laid);
            laid.scale == view.scale
                && laid.size == view.size
                && dx.abs() <= BEYOND * view.size.0
                && dy.abs() <= BEYOND * view.size.1
        };
        let laid = match self.laid {
            Some(laid) if covers(&laid) => laid,
            _old => {
                self.lay(scene, view, accents);
                self.laid = Some(view);
                view
            }
        };
        let (dx, dy) = moved(&laid);
        self.front.resize(view.size.0, view.size.1, self.ratio);
        self.front.clear();
        self.front.lay(&self.layer, dx - BEYOND * view.size.0, dy - BEYOND * view.size.1);
        self.accent(scene, view, accents);
        laid
    }

    /// What follows the pointer, on top.
    fn accent(&self, scene: &Scene, view: View, accents: &Accents<'_>) {
        let dot = accents.under.and_then(|at| scene.dots.get(at as usize));
        if let Some((dot, spot)) = dot.and_then(|dot| Some((dot, dot.spot?))) {
            let at = view.to_screen(spot);
            self.front.disc((at.x, at.y), dot.radius + 3.0, None, &self.inks.ink, 1.6);
        }
        if accents.lasso.len() > 1
            && let Some(shape) = Shape::of([accents.lasso.iter().map(|it| (it.x, it.y))], true)
        {
            self.front.alpha(0.1);
            self.front.fill(&shape, &self.inks.accent);
            self.front.alpha(1.0);
            self.front.stroke(&shape, &self.inks.accent, 1.5, Some(1.0));
        }
    }

    fn lay(&mut self, scene: &Scene, view: View, accents: &Accents<'_>) {
        let (beyond_x, beyond_y) = (BEYOND * view.size.0, BEYOND * view.size.1);
        self.layer.resize(view.size.0 + 2.0 * beyond_x, view.size.1 + 2.0 * beyond_y, self.ratio);
        self.layer.clear();
        let origin = view.to_screen(Spot::default());
        self.layer.sheet(view.scale, origin.x + beyond_x, origin.y + beyond_y);
        self.lay_land(scene, view.scale);
        self.lay_hulls(scene, view.scale, accents.chosen);
        self.layer.pixels();
        self.lay_dots(scene, view, (beyond_x, beyond_y), accents);
    }

    fn lay_land(&mut self, scene: &Scene, scale: f64) {
        if self.land.as_ref().is_none_or(|it| !Arc::ptr_eq(&it.of, &scene.land)) {
            let lines = |land: bool| {
                let lines = scene.land.iter().filter(move |it| it.0 == land);
                lines.map(|it| it.1.iter().map(|spot| (spot.x, spot.y)))
            };
            self.land = Shape::of(lines(true), true)
                .zip(Shape::of(lines(false), false))
                .map(|(ground, borders)| Land { of: scene.land.clone(), ground, borders });
        }
        if let Some(land) = &self.land {
            self.layer.fill(&land.ground, &self.inks.land);
            self.layer.stroke(&land.borders, &self.inks.line, 0.7 / scale, None);
            self.layer.stroke(&land.ground, &self.inks.line, 1.1 / scale, None);
        }
    }

    fn lay_hulls(&self, scene: &Scene, scale: f64, chosen: Option<u32>) {
        for (at, region) in scene.regions.iter().enumerate() {
            if region.hull.len() < 2 {
                continue;
            }
            let in_front = chosen.is_some_and(|it| it as usize == at);
            let Some(shape) = Shape::of([region.hull.iter().map(|it| (it.x, it.y))], true) else { continue };
            let tint = self.inks.tint(region.tint);
            self.layer.alpha(if in_front {
                0.24
            } else if chosen.is_some() {
                0.04
            } else {
                0.11
            });
            self.layer.fill(&shape, tint);
            self.layer.alpha(if in_front {
                1.0
            } else if chosen.is_some() {
                0.25
            } else {
                0.65
            });
            self.layer.stroke(&shape, tint, if in_front { 2.2 } else { 1.1 } / scale, region.dashed.then_some(scale));
        }
        self.layer.alpha(1.0);
    }

    fn lay_dots(&self, scene: &Scene, view: View, beyond: (f64, f64), accents: &Accents<'_>) {
        let seen = Frame { left: 0.0, top: 0.0, right: view.size.0, bottom: view.size.1 };
        let seen = Frame {
            left: seen.left - beyond.0 - REACH,
            right: seen.right + beyond.0 + REACH,
            top: seen.top - beyond.1 - REACH,
            bottom: seen.bottom + beyond.1 + REACH,
        };
        self.layer.stamping();
        let side = (2.0 * REACH * self.ratio).round();
        let stamp = |row: usize, radius: f64, at: Spot| {
            let size = ((radius - SMALLEST) / STEP).round().clamp(0.0, (SIZES - 1) as f64);
            let from = ((size * 2.0 * REACH * self.ratio).round(), (row as f64 * 2.0 * REACH * self.ratio).round());
            self.layer.stamp(&self.stamps, from, side, (at.x + beyond.0, at.y + beyond.1));
        };
        // The territory in the foreground comes last and in full colour, the others step back.
        for in_front in [false, true] {
            if !in_front && accents.chosen.is_some() {
                self.layer.alpha(0.3);
            }
            for at in scene.order.iter() {
                let Some(dot) = scene.dots.get(*at as usize) else { continue };
                if (dot.owner == accents.chosen || accents.chosen.is_none()) != in_front {
                    continue;
                }
                let Some(spot) = dot.spot.map(|spot| view.to_screen(spot)).filter(|it| seen.holds(*it)) else {
                    continue;
                };
                let region = dot.owner.and_then(|owner| scene.regions.get(owner as usize));
                stamp(region.map_or(NOBODY, |it| usize::from(it.tint)), dot.radius, spot);
                if dot.moves {
                    stamp(MOVES, dot.radius, spot);
                }
            }
            self.layer.alpha(1.0);
        }
        for at in accents.selected {
            let Some(dot) = scene.dots.get(*at as usize) else { continue };
            if let Some(spot) = dot.spot.map(|spot| view.to_screen(spot)).filter(|it| seen.holds(*it)) {
                stamp(SELECTED, dot.radius, spot);
            }
        }
        self.layer.pixels();
    }
}
