//! Which part of the sheet is on screen.

use super::{Frame, Spot};

/// Zooms in at most this far beyond the whole map.
const CLOSEST: f64 = 400.0;
/// Free pixels round what is fitted.
const MARGIN: f64 = 18.0;

/// A part of the sheet, shown in a frame of some pixels. Every change keeps a piece of the map in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Pixels for one step of the sheet.
    pub scale: f64,
    /// The place of the sheet in the middle of the frame.
    pub middle: Spot,
    /// Width and height of the frame in pixels.
    pub size: (f64, f64),
    /// What can be looked at.
    pub whole: Frame,
}

impl View {
    /// Shows all of a part of the sheet.
    pub fn fit(whole: Frame, size: (f64, f64)) -> View {
        View { scale: fitting(whole, size), middle: whole.middle(), size, whole }
    }

    /// The same middle and width in another frame.
    pub fn resized(self, size: (f64, f64)) -> View {
        let zoom = self.scale / fitting(self.whole, self.size);
        View { size, scale: fitting(self.whole, size) * zoom, ..self }.kept()
    }

    /// How much closer than the whole map: 1 is all of it.
    pub fn zoom(self) -> f64 {
        self.scale / fitting(self.whole, self.size)
    }

    /// Where a place of the sheet is on screen.
    pub fn to_screen(self, spot: Spot) -> Spot {
        Spot::new(
            (spot.x - self.middle.x) * self.scale + self.size.0 / 2.0,
            (spot.y - self.middle.y) * self.scale + self.size.1 / 2.0,
        )
    }

    /// Which place of the sheet is at a pixel.
    pub fn to_sheet(self, pixel: Spot) -> Spot {
        Spot::new(
            (pixel.x - self.size.0 / 2.0) / self.scale + self.middle.x,
            (pixel.y - self.size.1 / 2.0) / self.scale + self.middle.y,
        )
    }

    /// Zooms by a factor; what is at the pixel stays there, as far as the bounds allow.
    pub fn zoomed(self, factor: f64, at: Spot) -> View {
        let least = fitting(self.whole, self.size);
        let scale = (self.scale * factor).clamp(least, least * CLOSEST);
        let held = self.to_sheet(at);
        let middle =
            Spot::new(held.x - (at.x - self.size.0 / 2.0) / scale, held.y - (at.y - self.size.1 / 2.0) / scale);
        View { scale, middle, ..self }.kept()
    }

    /// Moves what is seen by some pixels: to the right and down are positive.
    pub fn panned(self, dx: f64, dy: f64) -> View {
        let middle = Spot::new(self.middle.x - dx / self.scale, self.middle.y - dy / self.scale);
        View { middle, ..self }.kept()
    }

    /// Shows a part of the whole, such as one territory, with some room about it.
    pub fn closed_in(self, on: Frame) -> View {
        let least = fitting(self.whole, self.size);
        let scale = (fitting(on, self.size) * 0.8).clamp(least, least * CLOSEST);
        View { scale, middle: on.middle(), ..self }.kept()
    }

    /// The part of the sheet that is on screen.
    pub fn seen(self) -> Frame {
        let (a, b) = (self.to_sheet(Spot::default()), self.to_sheet(Spot::new(self.size.0, self.size.1)));
        Frame { left: a.x, top: a.y, right: b.x, bottom: b.y }
    }

    fn kept(self) -> View {
        // The middle of the frame stays on the map, and at the whole map in its middle.
        let free = (1.0 - 1.0 / self.zoom()).clamp(0.0, 1.0);
        let (middle, half) = (self.whole.middle(), (self.whole.width() / 2.0 * free, self.whole.height() / 2.0 * free));
        let x = self.middle.x.clamp(middle.x - half.0, middle.x + half.0);
        let y = self.middle.y.clamp(middle.y - half.1, middle.y + half.1);
        View { middle: Spot::new(x, y), ..self }
    }
}

/// Pixels for a step at which a part of the sheet just fits.
fn fitting(whole: Frame, size: (f64, f64)) -> f64 {
    let room = |px: f64| (px - 2.0 * MARGIN).max(20.0);
    // A single place has no width: then some thirty kilometres are shown.
    let scale = (room(size.0) / whole.width().max(30.0)).min(room(size.1) / whole.height().max(30.0));
    if scale.is_finite() { scale } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> View {
        View::fit(Frame { left: -2000.0, top: -1000.0, right: 2000.0, bottom: 1000.0 }, (836.0, 536.0))
    }

    fn near(a: Spot, b: Spot) -> bool {
        a.distance(b) < 1e-6
    }

    #[test]
    fn the_whole_map_fits_with_a_margin() {
        let view = whole();
        // 4,000 steps on 836 - 36 pixels.
        assert!((view.scale - 0.2).abs() < 1e-9);
        assert!(near(view.to_screen(Spot::new(-2000.0, 0.0)), Spot::new(18.0, 268.0)));
        assert!(near(view.to_sheet(view.to_screen(Spot::new(12.0, -700.0))), Spot::new(12.0, -700.0)));
    }

    #[test]
    fn zooming_holds_the_place_under_the_pointer() {
        let at = Spot::new(500.0, 300.0);
        let view = whole();
        let closer = view.zoomed(3.0, at);
        assert!(near(closer.to_sheet(at), view.to_sheet(at)));
        assert!((closer.zoom() - 3.0).abs() < 1e-9);
        assert!(near(closer.zoomed(1.0 / 3.0, at).middle, view.middle), "and back again");
    }

    #[test]
    fn one_cannot_lose_the_map() {
        let view = whole();
        assert_eq!(view.panned(500.0, 500.0), view, "all of it is in sight: there is nowhere to go");
        let far = view.zoomed(4.0, Spot::new(418.0, 268.0)).panned(1e9, -1e9);
        assert!(far.whole.holds(far.middle));
        assert!(view.zoomed(1e12, Spot::default()).zoom() <= CLOSEST + 1e-6);
        assert!((view.zoomed(1e-12, Spot::default()).zoom() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_drag_moves_the_map_by_its_pixels() {
        let view = whole().zoomed(4.0, Spot::new(418.0, 268.0));
        let before = view.to_screen(Spot::new(10.0, 10.0));
        let after = view.panned(30.0, -20.0).to_screen(Spot::new(10.0, 10.0));
        assert!(near(after, Spot::new(before.x + 30.0, before.y - 20.0)));
    }

    #[test]
    fn another_size_of_the_frame_keeps_middle_and_zoom() {
        let view = whole().zoomed(5.0, Spot::new(600.0, 200.0));
        let narrow = view.resized((390.0, 300.0));
        assert!(near(narrow.middle, view.middle) && (narrow.zoom() - view.zoom()).abs() < 1e-9);
    }

    #[test]
    fn a_single_place_or_none_at_all_can_be_shown() {
        let one = View::fit(Frame { left: 5.0, top: 5.0, right: 5.0, bottom: 5.0 }, (0.0, 0.0));
        assert!(one.scale > 0.0 && one.scale.is_finite());
        assert!(one.panned(10.0, 10.0).zoomed(2.0, Spot::new(3.0, 3.0)).middle.x.is_finite());
    }
}
