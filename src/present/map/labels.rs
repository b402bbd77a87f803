//! Where the names of territories stand without covering each other.

use super::{Frame, Scene, Spot, View};

/// Height of a label in pixels.
const HEIGHT: f64 = 22.0;
/// Width of a character, on average, and of the ends of a label.
const CHARACTER: f64 = 6.9;
const ENDS: f64 = 20.0;

/// A label's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelPlace {
    /// The territory, as its place in the scene.
    pub region: u32,
    /// The middle of the label in pixels.
    pub at: Spot,
    /// There is room for it; otherwise it appears when it is reached by key.
    pub has_room: bool,
}

/// Places the labels: the chosen territory first, then in order. A label that would cover another one moves up, down or aside a little; if
/// that does not help, it has no room.
pub fn place_labels(scene: &Scene, view: View, chosen: Option<u32>) -> Vec<LabelPlace> {
    let mut taken: Vec<Frame> = Vec::new();
    let sheet = Frame { left: 0.0, top: 0.0, right: view.size.0, bottom: view.size.1 };
    let mut order: Vec<u32> = (0..u32::try_from(scene.regions.len()).unwrap_or(0)).collect();
    order.sort_by_key(|at| Some(*at) != chosen);
    let mut places = Vec::with_capacity(order.len());
    for region in order {
        let Some(entry) = scene.regions.get(region as usize) else { continue };
        let Some(middle) = entry.middle else { continue };
        let at = view.to_screen(middle);
        let half = (entry.label.chars().count() as f64 * CHARACTER + ENDS) / 2.0;
        let tries = [(0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.6, -0.6), (-0.6, 0.6), (0.0, -2.0), (0.0, 2.0)];
        let free = tries.iter().find_map(|(dx, dy)| {
            let spot = Spot::new(at.x + dx * half, at.y + dy * (HEIGHT + 3.0));
            let frame = Frame {
                left: spot.x - half,
                top: spot.y - HEIGHT / 2.0,
                right: spot.x + half,
                bottom: spot.y + HEIGHT / 2.0,
            };
            (!taken.iter().any(|it| it.meets(frame))).then_some((spot, frame))
        });
        // Beyond the edge nothing needs room.
        if let Some((_, frame)) = free.filter(|it| sheet.meets(it.1)) {
            taken.push(frame);
        }
        places.push(LabelPlace { region, at: free.map_or(at, |it| it.0), has_room: free.is_some() });
    }
    places.sort_by_key(|it| it.region);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::map::Region;

    fn scene(middles: &[(f64, f64)]) -> Scene {
        let region = |(x, y): &(f64, f64)| Region {
            label: "Juhl 98".into(),
            middle: Some(Spot::new(*x, *y)),
            ..Region::default()
        };
        Scene { regions: middles.iter().map(region).collect(), ..Scene::default() }
    }

    fn view() -> View {
        View::fit(Frame { left: 0.0, top: 0.0, right: 400.0, bottom: 400.0 }, (436.0, 436.0))
    }

    #[test]
    fn labels_stand_in_the_middle_where_there_is_room() {
        let places = place_labels(&scene(&[(50.0, 50.0), (300.0, 50.0)]), view(), None);
        assert_eq!(places[0].at, Spot::new(68.0, 68.0));
        assert!(places.iter().all(|it| it.has_room));
    }

    #[test]
    fn crowded_labels_move_aside_and_the_chosen_one_keeps_its_place() {
        let crowd = scene(&[(100.0, 100.0); 12]);
        let places = place_labels(&crowd, view(), Some(7));
        assert_eq!(places[7].at, Spot::new(118.0, 118.0));
        let shown: Vec<_> = places.iter().filter(|it| it.has_room).collect();
        assert!(shown.len() >= 4 && shown.len() < 12);
        for (a, b) in shown.iter().enumerate().flat_map(|(i, a)| shown.iter().take(i).map(move |b| (a, b))) {
            assert!((a.at.x - b.at.x).abs() >= 68.0 || (a.at.y - b.at.y).abs() >= HEIGHT, "{a:?} {b:?}");
        }
    }
}
