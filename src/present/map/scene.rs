//! What a map shows: outline, accounts, territories.

use super::{Frame, HitGrid, Outline, Projection, Spot, hull_of_most};
use std::sync::Arc;

/// An account on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where it lies on the sheet; none where its place is not known.
    pub spot: Option<Spot>,
    /// Radius in pixels.
    pub radius: f64,
    /// Whose it is, as the place of a territory; none while it is nobody's.
    pub owner: Option<u32>,
    /// It changes hands, and gets a ring.
    pub moves: bool,
}

/// A territory on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    /// What its label says.
    pub label: String,
    /// Its colour, from 0 to [`super::TINTS`] - 1.
    pub tint: u8,
    /// Its area has a dashed line.
    pub dashed: bool,
    /// The area where most of its accounts lie.
    pub hull: Vec<Spot>,
    /// Where its label stands.
    pub middle: Option<Spot>,
}

/// Everything on the map at its place on the sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Accounts, by their place in the list they come from.
    pub dots: Vec<Dot>,
    /// The order in which they are drawn: large ones first, so that small ones lie on top.
    pub order: Arc<Vec<u32>>,
    /// Territories.
    pub regions: Vec<Region>,
    /// Lines of the land: whether they enclose it, and their points. Shared, as it stays while accounts change hands.
    pub land: Arc<Vec<(bool, Vec<Spot>)>>,
    /// Finds accounts by place.
    pub grid: Arc<HitGrid>,
    /// What is worth seeing.
    pub whole: Option<Frame>,
}

/// What is known of an account before it has a place on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Longitude and latitude in degrees.
    pub place: Option<(f64, f64)>,
    /// What its size says, such as potential a year: at least 0.
    pub size: f64,
    /// Whose it is.
    pub owner: Option<u32>,
    /// It changes hands.
    pub moves: bool,
}

/// The radius of an account's dot in pixels: areas are in proportion to what they stand for, the largest of `largest`, as far as dots of
/// less than two pixels across could still be seen.
pub fn radius(size: f64, largest: f64, count: usize) -> f64 {
    // Many dots are small ones.
    let most = if count > 3000 { 4.5 } else { 7.0 };
    let share = if largest > 0.0 && size.is_finite() { (size / largest).clamp(0.0, 1.0) } else { 0.25 };
    (most * share.sqrt()).max(1.8)
}

impl Scene {
    /// Lays accounts on a sheet; `labels` name the territories.
    pub fn new(marks: &[Mark], labels: &[String], projection: Projection) -> Scene {
        // One giant would shrink all others to specks: sizes are those below the largest one in a hundred.
        let mut sizes: Vec<f64> = marks.iter().map(|it| it.size).filter(|it| it.is_finite()).collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 100)).copied().unwrap_or(0.0);
        let dots: Vec<Dot> = marks
            .iter()
            .map(|it| Dot {
                spot: it.place.map(|(lon, lat)| projection.project(lon, lat)),
                radius: radius(it.size, largest, marks.len()),
                owner: it.owner,
                moves: it.moves,
            })
            .collect();
        let size = |at: &u32| dots.get(*at as usize).map_or(0.0, |it| it.radius);
        let mut order: Vec<u32> = (0..u32::try_from(dots.len()).unwrap_or(0)).collect();
        order.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let spots: Vec<Option<Spot>> = dots.iter().map(|it| it.spot).collect();
        let mut scene = Scene {
            grid: Arc::new(HitGrid::new(&spots)),
            whole: Frame::round(spots.iter().copied().flatten()),
            order: Arc::new(order),
            dots,
            ..Scene::default()
        };
        scene.divide(labels);
        scene
    }

    /// Gives the accounts to other owners; places and sizes stay. `None` is nobody.
    pub fn with_owners(&self, owners: &[(Option<u32>, bool)], labels: &[String]) -> Scene {
        let mut scene = self.clone();
        for (dot, (owner, moves)) in scene.dots.iter_mut().zip(owners) {
            (dot.owner, dot.moves) = (*owner, *moves);
        }
        scene.divide(labels);
        scene
    }

    /// Draws the territories anew.
    fn divide(&mut self, labels: &[String]) {
        let mut members: Vec<Vec<Spot>> = vec![Vec::new(); labels.len()];
        for dot in &self.dots {
            if let (Some(owner), Some(spot)) = (dot.owner, dot.spot)
                && let Some(members) = members.get_mut(owner as usize)
            {
                members.push(spot);
            }
        }
        let regions = (0_u32..).zip(labels).zip(members).map(|((place, label), members)| {
            let hull = hull_of_most(&members);
            let (hull, middle) = hull.map_or((Vec::new(), None), |(hull, middle)| (hull, Some(middle)));
            Region { label: label.clone(), tint: super::tint_of(place), dashed: super::is_dashed(place), hull, middle }
        });
        self.regions = regions.collect();
    }

    /// Puts the land below. With the states of the US, all of them are worth seeing; elsewhere the land about the accounts is.
    pub fn on_land(mut self, outline: &Outline, projection: Projection) -> Scene {
        self.land = Arc::new(land(outline, projection));
        if projection == Projection::Us {
            let spots = self.land.iter().flat_map(|it| it.1.iter().copied());
            self.whole =
                Frame::round(spots.chain(
                    self.whole.iter().flat_map(|it| [Spot::new(it.left, it.top), Spot::new(it.right, it.bottom)]),
                ));
        } else if let Some(whole) = self.whole {
            self.whole = Some(whole.grown(whole.width().max(whole.height()) * 0.06));
        }
        self
    }

    /// The accounts inside a closed line on the sheet, in their own order.
    pub fn inside(&self, ring: &[Spot]) -> Vec<u32> {
        let Some(frame) = Frame::round(ring.iter().copied()) else { return Vec::new() };
        let spot = |at: u32| self.dots.get(at as usize).and_then(|it| it.spot);
        let mut found: Vec<u32> =
            self.grid.within(frame).filter(|at| spot(*at).is_some_and(|it| super::inside(ring, it))).collect();
        found.sort_unstable();
        found
    }
}

/// The lines of an outline on a sheet; torn ones in pieces.
fn land(outline: &Outline, projection: Projection) -> Vec<(bool, Vec<Spot>)> {
    let mut lines = Vec::with_capacity(outline.lines.len());
    for line in &outline.lines {
        let mut piece: Vec<Spot> = Vec::with_capacity(line.points.len());
        let mut last = None;
        for point in &line.points {
            if last.is_some_and(|last| !projection.joins(last, *point)) {
                lines.push((line.is_land, std::mem::take(&mut piece)));
            }
            piece.push(projection.project(point.0, point.1));
            last = Some(*point);
        }
        lines.push((line.is_land, piece));
    }
    lines.retain(|it| it.1.len() > 1);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> Vec<Mark> {
        let mark = |lon, lat, size, owner| Mark { place: Some((lon, lat)), size, owner, moves: false };
        vec![
            mark(-104.99, 39.74, 400.0, Some(0)),
            mark(-105.2, 40.0, 100.0, Some(0)),
            mark(-87.6, 41.9, 25.0, Some(1)),
            Mark { place: None, size: 1.0, owner: Some(1), moves: false },
        ]
    }

    fn labels() -> Vec<String> {
        vec!["Juhl".into(), "Fells".into(), "Nobody yet".into()]
    }

    #[test]
    fn areas_are_in_proportion_and_the_smallest_can_still_be_seen() {
        let scene = Scene::new(&marks(), &labels(), Projection::Us);
        let radius: Vec<f64> = scene.dots.iter().map(|it| it.radius).collect();
        assert_eq!(radius, [7.0, 3.5, 1.8, 1.8]);
        assert_eq!(super::radius(0.0, 0.0, 3), 3.5, "without any potential all are alike");
    }

    #[test]
    fn a_territory_stands_where_its_accounts_lie_and_one_without_places_nowhere() {
        let scene = Scene::new(&marks(), &labels(), Projection::Us);
        let denver = Projection::Us.project(-104.99, 39.74);
        assert!(scene.regions[0].middle.unwrap().distance(denver) < 40.0);
        assert_eq!(scene.regions[1].hull.len(), 1, "an account without a place belongs to it all the same");
        assert_eq!((scene.regions[2].middle, scene.regions[2].hull.len()), (None, 0));
    }

    #[test]
    fn accounts_change_hands_and_colours_stay() {
        let scene = Scene::new(&marks(), &labels(), Projection::Us);
        let after = scene.with_owners(&[(Some(1), true), (Some(0), false), (Some(1), false), (None, false)], &labels());
        assert!(after.dots[0].moves && after.dots[0].owner == Some(1));
        assert_eq!(after.regions[1].hull.len(), 2);
        assert_eq!(after.regions.iter().map(|it| it.tint).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn a_lasso_finds_the_accounts_inside_of_it() {
        let scene = Scene::new(&marks(), &labels(), Projection::Us);
        let at = Projection::Us.project(-105.0, 39.8);
        let ring =
            [(-90.0, -90.0), (90.0, -90.0), (90.0, 90.0), (-90.0, 90.0)].map(|(x, y)| Spot::new(at.x + x, at.y + y));
        assert_eq!(scene.inside(&ring), [0, 1]);
        assert!(scene.inside(&[]).is_empty());
    }

    #[test]
    fn land_is_torn_at_the_date_line_and_frames_the_states() {
        let outline = Outline::read("outlines 1 1\nl").err();
        assert!(outline.is_some());
        let line = super::super::OutlineLine {
            is_land: true,
            points: vec![(178.0, 60.0), (179.0, 61.0), (-179.0, 62.0), (-178.0, 63.0)],
        };
        let land = land(&Outline { lines: vec![line] }, Projection::World);
        assert_eq!(land.iter().map(|it| it.1.len()).collect::<Vec<_>>(), [2, 2]);
    }
}
