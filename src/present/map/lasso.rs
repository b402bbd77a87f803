//! A line drawn freely round points.

use super::{Frame, Spot};

/// Whether a place is inside a closed line: a ray to the right crosses it an odd number of times. The line closes by itself.
pub fn inside(ring: &[Spot], spot: Spot) -> bool {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let crossings = ring
        .iter()
        .zip(before)
        .filter(|(a, b)| (a.y > spot.y) != (b.y > spot.y) && spot.x < (b.x - a.x) * (spot.y - a.y) / (b.y - a.y) + a.x);
    crossings.count() % 2 == 1
}

/// A lasso while it is drawn, in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lasso {
    /// The line so far.
    pub points: Vec<Spot>,
}

impl Lasso {
    /// Draws on, unless the pointer has hardly moved.
    pub fn draw_to(&mut self, spot: Spot) {
        if self.points.last().is_none_or(|last| last.distance(spot) >= 2.0) {
            self.points.push(spot);
        }
    }

    /// The frame of what it encloses; none while it is a dot or a stroke that encloses nothing worth a look.
    pub fn frame(&self) -> Option<Frame> {
        let frame = Frame::round(self.points.iter().copied())?;
        (self.points.len() >= 3 && frame.width().max(frame.height()) >= 6.0).then_some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_follows_dents_and_holes_of_a_line_that_crosses_itself() {
        // A U: its gap lies outside.
        let u = [(0.0, 0.0), (1.0, 0.0), (1.0, 2.0), (2.0, 2.0), (2.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0)];
        let u: Vec<Spot> = u.iter().map(|(x, y)| Spot::new(*x, *y)).collect();
        assert!(inside(&u, Spot::new(0.5, 1.0)) && inside(&u, Spot::new(2.5, 1.0)) && inside(&u, Spot::new(1.5, 2.5)));
        assert!(
            !inside(&u, Spot::new(1.5, 1.0)) && !inside(&u, Spot::new(3.5, 1.0)) && !inside(&u, Spot::new(1.5, -1.0))
        );
        assert!(!inside(&[], Spot::default()) && !inside(&[Spot::default()], Spot::default()));
    }

    #[test]
    fn a_click_is_no_lasso() {
        let mut lasso = Lasso::default();
        for x in [0.0, 0.5, 1.0, 2.5] {
            lasso.draw_to(Spot::new(x, 0.0));
        }
        assert_eq!(lasso.points.len(), 2);
        assert_eq!(lasso.frame(), None);
        lasso.draw_to(Spot::new(10.0, 12.0));
        assert_eq!(lasso.frame(), Some(Frame { left: 0.0, top: 0.0, right: 10.0, bottom: 12.0 }));
    }
}
