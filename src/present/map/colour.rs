//! Which colour tells a territory from its neighbours.

use super::Spot;

/// How many colours there are to tell territories apart: `--t1` and so on in `style/tokens.css`.
pub const TINTS: usize = 12;

/// A colour for each territory by its middle, from 0. Up to twelve have one each, in their own order; of more, each gets the colour
/// whose nearest bearer is furthest away, so that neighbours differ.
pub fn tints(middles: &[Option<Spot>]) -> Vec<u8> {
    let mut chosen: Vec<u8> = Vec::with_capacity(middles.len());
    for (at, middle) in middles.iter().enumerate() {
        let own = u8::try_from(at % TINTS).unwrap_or(0);
        let Some(middle) = middle.filter(|_| at >= TINTS) else {
            chosen.push(own);
            continue;
        };
        let mut nearest = [f64::INFINITY; TINTS];
        for (tint, other) in chosen.iter().zip(middles) {
            if let (Some(near), Some(other)) = (nearest.get_mut(usize::from(*tint)), other) {
                *near = near.min(middle.distance(*other));
            }
        }
        let best = nearest.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        chosen.push(best.and_then(|(tint, _)| u8::try_from(tint).ok()).unwrap_or(own));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_territories_have_twelve_colours() {
        let twelve: Vec<_> = (0..12).map(|i| Some(Spot::new(f64::from(i), 0.0))).collect();
        assert_eq!(tints(&twelve), (0..12).collect::<Vec<u8>>());
    }

    #[test]
    fn of_a_hundred_no_two_neighbours_look_alike() {
        let spot = |i: usize| Spot::new((i % 10) as f64, (i / 10) as f64);
        let chosen = tints(&(0..100).map(|i| Some(spot(i))).collect::<Vec<_>>());
        for a in 0..100 {
            for b in 0..a {
                assert!(spot(a).distance(spot(b)) > 1.01 || chosen[a] != chosen[b], "{a} {b}");
            }
        }
    }

    #[test]
    fn territories_without_a_place_take_turns() {
        assert_eq!(tints(&[None; 14])[12..], [0, 1]);
    }
}
