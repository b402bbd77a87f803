//! What lies under the pointer.

use super::{Frame, Spot};

/// Points of a sheet sorted into square cells, so that the nearest one is found without looking at all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitGrid {
    cell: f64,
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    /// For each cell where its points begin in `order`, and where the last one ends.
    starts: Vec<u32>,
    order: Vec<u32>,
    spots: Vec<Spot>,
}

impl HitGrid {
    /// Sorts points: `None` is a point without a place.
    pub fn new(spots: &[Option<Spot>]) -> HitGrid {
        let Some(frame) = Frame::round(spots.iter().copied().flatten()) else { return HitGrid::default() };
        let side = (spots.len() as f64 / 4.0).sqrt().ceil().clamp(1.0, 256.0);
        let cell = (frame.width().max(frame.height()) / side).max(1e-9);
        let count = |length: f64| ((length / cell).floor() as usize).saturating_add(1);
        let (columns, rows) = (count(frame.width()), count(frame.height()));
        let mut grid = HitGrid {
            cell,
            left: frame.left,
            top: frame.top,
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            order: Vec::new(),
            spots: spots.iter().map(|it| it.unwrap_or(Spot::new(f64::NAN, f64::NAN))).collect(),
        };
        let mut sorted: Vec<(usize, u32)> = (0_u32..)
            .zip(spots)
            .filter_map(|(at, spot)| {
                let spot = (*spot)?;
                (spot.x.is_finite() && spot.y.is_finite()).then(|| (grid.cell_of(spot), at))
            })
            .collect();
        sorted.sort_unstable();
        for (cell, _) in &sorted {
            if let Some(end) = grid.starts.get_mut(cell + 1) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for start in &mut grid.starts {
            sum += *start;
            *start = sum;
        }
        grid.order = sorted.into_iter().map(|(_, at)| at).collect();
        grid
    }

    fn cell_of(&self, spot: Spot) -> usize {
        self.column(spot.x) + self.columns * self.row(spot.y)
    }

    fn column(&self, x: f64) -> usize {
        (((x - self.left) / self.cell).floor().max(0.0) as usize).min(self.columns.saturating_sub(1))
    }

    fn row(&self, y: f64) -> usize {
        (((y - self.top) / self.cell).floor().max(0.0) as usize).min(self.rows.saturating_sub(1))
    }

    /// The points in a frame, in no particular order.
    pub fn within(&self, frame: Frame) -> impl Iterator<Item = u32> {
        let columns = self.column(frame.left)..=self.column(frame.right);
        let rows = (!self.order.is_empty()).then(|| self.row(frame.top)..=self.row(frame.bottom));
        rows.into_iter()
            .flatten()
            .flat_map(move |row| {
                let first = row * self.columns + columns.start();
                let last = row * self.columns + columns.end() + 1;
                let start = self.starts.get(first).map_or(0, |it| *it as usize);
                let end = self.starts.get(last).map_or(0, |it| *it as usize);
                self.order.get(start..end).unwrap_or_default().iter().copied()
            })
            .filter(move |at| self.spots.get(*at as usize).is_some_and(|spot| frame.holds(*spot)))
    }

    /// The point nearest to a place, if one is no further than `reach`; the first of those equally near.
    pub fn nearest(&self, to: Spot, reach: f64) -> Option<u32> {
        let about = Frame { left: to.x, top: to.y, right: to.x, bottom: to.y }.grown(reach);
        let distance = |at: u32| self.spots.get(at as usize).map_or(f64::INFINITY, |spot| spot.distance(to));
        let found = self.within(about).map(|at| (distance(at), at)).filter(|(far, _)| *far <= reach);
        found.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, at)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places that look random and are the same in every run.
    fn scattered(count: u64) -> Vec<Option<Spot>> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / (1_u64 << 24) as f64
        };
        (0..count)
            .map(|at| (at % 17 != 3).then(|| Spot::new(4000.0 * draw() - 1000.0, 900.0 * draw() * draw())))
            .collect()
    }

    #[test]
    fn the_nearest_point_is_the_one_that_a_look_at_all_of_them_finds() {
        let spots = scattered(2000);
        let grid = HitGrid::new(&spots);
        for to in scattered(300).into_iter().flatten() {
            for reach in [2.0, 20.0, 500.0] {
                let all = spots.iter().enumerate().filter_map(|(at, it)| Some((it.as_ref()?.distance(to), at as u32)));
                let best = all.filter(|it| it.0 <= reach).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                assert_eq!(grid.nearest(to, reach), best.map(|it| it.1));
            }
        }
    }

    #[test]
    fn a_frame_holds_what_a_look_at_all_points_finds() {
        let spots = scattered(500);
        let grid = HitGrid::new(&spots);
        let frame = Frame { left: -200.0, top: 100.0, right: 900.0, bottom: 300.0 };
        let mut found: Vec<u32> = grid.within(frame).collect();
        found.sort_unstable();
        let all = (0_u32..).zip(&spots).filter(|(_, it)| it.is_some_and(|it| frame.holds(it))).map(|it| it.0);
        assert_eq!(found, all.collect::<Vec<_>>());
        assert!(!found.is_empty());
    }

    #[test]
    fn without_points_or_with_all_at_one_place_nothing_goes_wrong() {
        assert_eq!(HitGrid::new(&[]).nearest(Spot::default(), 5.0), None);
        assert_eq!(HitGrid::new(&[None, None]).nearest(Spot::default(), 5.0), None);
        let one = HitGrid::new(&[None, Some(Spot::new(3.0, 3.0)), Some(Spot::new(3.0, 3.0))]);
        assert_eq!(one.nearest(Spot::new(3.5, 3.0), 1.0), Some(1));
        assert_eq!(one.nearest(Spot::new(9.0, 3.0), 1.0), None);
    }
}
