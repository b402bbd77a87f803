//! The area round the points of a territory.

use super::Spot;

/// The share of a territory's points that its hull encloses: a few stray ones would make it cover half the map.
const MOST: f64 = 0.96;

/// The convex hull of points, in order round it, by A. M. Andrew's monotone chain (1979). Fewer than three points give themselves.
pub fn hull(spots: &[Spot]) -> Vec<Spot> {
    let mut sorted: Vec<Spot> = spots.iter().copied().filter(|it| it.x.is_finite() && it.y.is_finite()).collect();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let mut lower = chain(sorted.iter().copied());
    let mut upper = chain(sorted.iter().rev().copied());
    // The end of each is the beginning of the other.
    lower.pop();
    upper.pop();
    lower.append(&mut upper);
    lower
}

/// One side of a hull: turns one way only.
fn chain(spots: impl Iterator<Item = Spot>) -> Vec<Spot> {
    let mut kept: Vec<Spot> = Vec::new();
    for spot in spots {
        while let [.., a, b] = kept.as_slice()
            && (b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x) <= 0.0
        {
            kept.pop();
        }
        kept.push(spot);
    }
    kept
}

/// The hull of the points nearest to their middle, 96 in 100 of them (all, where there are fewer than 25), and that middle.
pub fn hull_of_most(spots: &[Spot]) -> Option<(Vec<Spot>, Spot)> {
    let count = spots.len() as f64;
    let middle = |spots: &[Spot]| {
        let count = spots.len() as f64;
        Spot::new(spots.iter().map(|it| it.x).sum::<f64>() / count, spots.iter().map(|it| it.y).sum::<f64>() / count)
    };
    if spots.is_empty() {
        return None;
    }
    let mean = middle(spots);
    // Which are nearest matters, not in which order.
    let mut near: Vec<(f64, Spot)> =
        spots.iter().map(|it| ((it.x - mean.x) * (it.x - mean.x) + (it.y - mean.y) * (it.y - mean.y), *it)).collect();
    let kept = (count * MOST).ceil() as usize;
    if kept < near.len() {
        near.select_nth_unstable_by(kept, |a, b| a.0.total_cmp(&b.0));
        near.truncate(kept);
    }
    let near: Vec<Spot> = near.into_iter().map(|it| it.1).collect();
    let mean = middle(&near);
    Some((hull(&near), mean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::map::inside;

    fn spots(list: &[(f64, f64)]) -> Vec<Spot> {
        list.iter().map(|(x, y)| Spot::new(*x, *y)).collect()
    }

    #[test]
    fn a_hull_has_the_corners_and_nothing_between_them() {
        let square =
            spots(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 2.0), (1.0, 1.0), (0.0, 2.0), (0.0, 1.0), (0.0, 0.0)]);
        let mut corners = hull(&square);
        corners.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        assert_eq!(corners, spots(&[(0.0, 0.0), (0.0, 2.0), (2.0, 0.0), (2.0, 2.0)]));
    }

    #[test]
    fn few_points_and_points_on_a_line_are_hulls_of_themselves() {
        assert!(hull(&[]).is_empty());
        assert_eq!(hull(&spots(&[(1.0, 1.0), (1.0, 1.0)])), spots(&[(1.0, 1.0)]));
        assert_eq!(hull(&spots(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)])), spots(&[(0.0, 0.0), (2.0, 2.0)]));
    }

    #[test]
    fn every_point_lies_in_its_hull() {
        let many: Vec<Spot> = (0..200).map(|i| Spot::new(f64::from(i * 37 % 101), f64::from(i * 53 % 89))).collect();
        let ring = hull(&many);
        let middle = Spot::new(50.0, 44.0);
        // Shrunk towards the middle by a hair, so that corners are inside too.
        let drawn_in =
            |it: &Spot| Spot::new(middle.x + (it.x - middle.x) * 0.999, middle.y + (it.y - middle.y) * 0.999);
        assert!(many.iter().all(|it| inside(&ring, drawn_in(it))));
    }

    #[test]
    fn one_stray_account_among_fifty_does_not_stretch_the_hull() {
        let mut many: Vec<Spot> = (0..50).map(|i| Spot::new(f64::from(i % 7), f64::from(i % 5))).collect();
        many.push(Spot::new(5000.0, 0.0));
        let (ring, middle) = hull_of_most(&many).unwrap();
        assert!(ring.iter().all(|it| it.x < 10.0) && middle.x < 4.0);
        assert_eq!(hull_of_most(&[]), None);
    }
}
