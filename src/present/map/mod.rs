//! The map of territories, up to the pixels: outlines, projection, view, what is under the pointer, hulls, marks.
//!
//! Invariant: coordinates on the sheet are those of the projection, y downwards; those on screen are CSS pixels of the map's frame. Only
//! [`View`] turns one into the other.

mod colour;
mod hit;
mod hull;
mod labels;
mod lasso;
mod outline;
mod projection;
mod scene;
mod view;

pub use colour::{TINTS, is_dashed, tint_of};
pub use hit::HitGrid;
pub use hull::{hull, hull_of_most};
pub use labels::{LabelPlace, place_labels};
pub use lasso::{Lasso, inside};
pub use outline::{Outline, OutlineError, OutlineLine};
pub use projection::{Projection, is_us_state};
pub use scene::{Dot, Mark, Region, Scene, radius};
pub use view::View;

/// A place on the sheet or on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Spot {
    /// A place.
    pub fn new(x: f64, y: f64) -> Spot {
        Spot { x, y }
    }

    /// How far it is from another one.
    pub fn distance(self, other: Spot) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// A rectangle that holds places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Frame {
    /// The smallest frame round some places; none without places.
    pub fn round(spots: impl IntoIterator<Item = Spot>) -> Option<Frame> {
        spots.into_iter().filter(|it| it.x.is_finite() && it.y.is_finite()).fold(None, |frame, it| {
            let frame = frame.unwrap_or(Frame { left: it.x, top: it.y, right: it.x, bottom: it.y });
            Some(Frame {
                left: frame.left.min(it.x),
                top: frame.top.min(it.y),
                right: frame.right.max(it.x),
                bottom: frame.bottom.max(it.y),
            })
        })
    }

    /// Its width.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle.
    pub fn middle(self) -> Spot {
        Spot::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// Whether a place lies in it, edges included.
    pub fn holds(self, spot: Spot) -> bool {
        spot.x >= self.left && spot.x <= self.right && spot.y >= self.top && spot.y <= self.bottom
    }

    /// The same with a margin on each side.
    pub fn grown(self, by: f64) -> Frame {
        Frame { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether it shares a place with another one.
    pub fn meets(self, other: Frame) -> bool {
        self.left <= other.right && other.left <= self.right && self.top <= other.bottom && other.top <= self.bottom
    }
}
