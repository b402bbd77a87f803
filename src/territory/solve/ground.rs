//! One rep's territory as the search sees it: centre, sums, and what a change costs.

use super::units::SAME_PLACE;

/// A bound that binds nobody.
pub(super) const FAR: f64 = 1e300;

/// How a unit pulls at a centre: the sum of its distances, the sum of the ways to it, and the sum of unit vectors away from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pull {
    pub(super) far: f64,
    pub(super) way: (f64, f64),
    pub(super) away: (f64, f64),
    pub(super) points: f64,
}

impl Pull {
    /// Of one point at this centre.
    #[inline]
    pub(super) fn of(x: f64, y: f64, cx: f64, cy: f64) -> Pull {
        let way = (x - cx, y - cy);
        let far = (way.0 * way.0 + way.1 * way.1).sqrt();
        let inverse = if far > SAME_PLACE { 1.0 / far } else { 0.0 };
        Pull { far, way, away: (-way.0 * inverse, -way.1 * inverse), points: 1.0 }
    }

    pub(super) fn and(self, other: Pull) -> Pull {
        Pull {
            far: self.far + other.far,
            way: (self.way.0 + other.way.0, self.way.1 + other.way.1),
            away: (self.away.0 + other.away.0, self.away.1 + other.away.1),
            points: self.points + other.points,
        }
    }

    #[inline]
    pub(super) fn less(self, other: Pull) -> Pull {
        Pull {
            far: self.far - other.far,
            way: (self.way.0 - other.way.0, self.way.1 - other.way.1),
            away: (self.away.0 - other.away.0, self.away.1 - other.away.1),
            points: self.points - other.points,
        }
    }
}

/// The larger of two numbers. WebAssembly has no instruction for what `f64::max` does with what is no number, and calls a function.
#[inline]
pub(super) fn larger(one: f64, other: f64) -> f64 {
    if one > other { one } else { other }
}

/// A territory with `A` amounts, in parts of a whole share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<const A: usize> {
    /// The mean centre.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Points.
    pub(super) points: f64,
    /// How the sum of distances grows as the centre moves.
    pub(super) slope: (f64, f64),
    /// How the slope grows as the centre moves, the same in all directions: half the sum of inverse distances.
    pub(super) bend: f64,
    pub(super) sums: [f64; A],
    pub(super) low: [f64; A],
    pub(super) high: [f64; A],
    /// What a whole share outside the bounds weighs.
    pub(super) weight: [f64; A],
}

impl<const A: usize> Ground<A> {
    pub(super) fn empty() -> Ground<A> {
        Ground {
            x: 0.0,
            y: 0.0,
            points: 0.0,
            slope: (0.0, 0.0),
            bend: 0.0,
            sums: [0.0; A],
            low: [-FAR; A],
            high: [FAR; A],
            weight: [0.0; A],
        }
    }

    /// How much more lies outside the bounds, weighed, with this much more in the sums.
    #[inline]
    pub(super) fn outside(&self, more: &[f64; A]) -> f64 {
        let mut worse = 0.0;
        let bounds = self.low.iter().zip(&self.high).zip(&self.weight);
        for ((sum, more), ((low, high), weight)) in self.sums.iter().zip(more).zip(bounds) {
            let is = sum + more;
            let was_out = larger(larger(sum - high, low - sum), 0.0);
            let is_out = larger(larger(is - high, low - is), 0.0);
            worse += (is_out - was_out) * weight;
        }
        worse
    }

    /// How much farther everybody is from the centre when this comes (and what it was made `less` by goes): the centre moves towards it, which
    /// slope and bend account for.
    #[inline]
    pub(super) fn farther(&self, pull: &Pull) -> f64 {
        let points = self.points + pull.points;
        if points < 0.5 {
            return pull.far;
        }
        let slope = (self.slope.0 + pull.away.0, self.slope.1 + pull.away.1);
        let step = (pull.way.0 / points, pull.way.1 / points);
        let bent = 0.5 * self.bend * (step.0 * step.0 + step.1 * step.1);
        pull.far + slope.0 * step.0 + slope.1 * step.1 + bent
    }

    /// Takes it in.
    #[inline]
    pub(super) fn take(&mut self, pull: &Pull, more: &[f64; A]) {
        for (sum, more) in self.sums.iter_mut().zip(more) {
            *sum += more;
        }
        let points = self.points + pull.points;
        if points < 0.5 {
            self.points = 0.0;
            self.slope = (0.0, 0.0);
            return;
        }
        let step = (pull.way.0 / points, pull.way.1 / points);
        self.x += step.0;
        self.y += step.1;
        self.slope.0 += pull.away.0 + self.bend * step.0;
        self.slope.1 += pull.away.1 + self.bend * step.1;
        self.points = points;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Ground<2> {
        // Four points round (0, 0), one far: nobody at the centre itself.
        let points = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        let mut ground = Ground::empty();
        for (x, y) in points {
            let pull = Pull::of(x, y, 0.0, 0.0);
            ground.slope = (ground.slope.0 + pull.away.0, ground.slope.1 + pull.away.1);
            ground.bend += 0.5 / pull.far;
            ground.points += 1.0;
        }
        ground
    }

    fn spread(points: &[(f64, f64)]) -> f64 {
        let count = points.len() as f64;
        let (x, y) = points.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        points.iter().map(|it| Pull::of(it.0, it.1, x / count, y / count).far).sum()
    }

    #[test]
    fn leaving_and_coming_cost_what_the_moved_centre_makes_of_them() {
        let ground = square();
        let before = spread(&[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]);
        let with = spread(&[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (3.0, 0.5)]) - before;
        let coming = ground.farther(&Pull::of(3.0, 0.5, 0.0, 0.0));
        assert!((coming - with).abs() < 0.02 * with, "{coming} {with}");
        // The centre held still would say 3.04; the truth is well below.
        assert!((coming - with).abs() < 0.1 * (3.04 - with).abs());
        let without = spread(&[(1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]) - before;
        let leaving = ground.farther(&Pull::default().less(Pull::of(-1.0, -1.0, 0.0, 0.0)));
        assert!((leaving - without).abs() < 0.06 * without.abs(), "{leaving} {without}");
    }

    #[test]
    fn the_last_to_leave_takes_all_distance_along() {
        let mut ground: Ground<2> = Ground::empty();
        let first = Pull::of(5.0, 5.0, 0.0, 0.0);
        assert!(ground.farther(&first).abs() < 1e-12, "the first stands at the centre itself");
        ground.take(&first, &[1.0, 0.0]);
        assert_eq!((ground.x, ground.y, ground.points), (5.0, 5.0, 1.0));
        let second = Pull::of(8.0, 9.0, 5.0, 5.0);
        ground.take(&second, &[1.0, 0.0]);
        let gone = Pull::default().less(Pull::of(5.0, 5.0, ground.x, ground.y));
        ground.take(&gone, &[-1.0, 0.0]);
        assert!((ground.x - 8.0).abs() < 1e-12 && (ground.y - 9.0).abs() < 1e-12);
    }

    #[test]
    fn only_what_is_outside_the_bounds_weighs() {
        let mut ground: Ground<2> = Ground::empty();
        ground.sums = [1.0, 1.0];
        (ground.low, ground.high, ground.weight) = ([0.9, 0.0], [1.1, 1.0], [10.0, 2.0]);
        assert_eq!(ground.outside(&[0.05, 0.0]), 0.0);
        assert!((ground.outside(&[0.3, 0.5]) - (0.2 * 10.0 + 0.5 * 2.0)).abs() < 1e-12);
        ground.sums = [0.8, 1.0];
        assert!((ground.outside(&[0.1, 0.0]) + 0.1 * 10.0).abs() < 1e-12);
    }
}
