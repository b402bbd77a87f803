//! From degrees to a flat sheet.
//!
//! Formulas: J. P. Snyder, Map Projections - A Working Manual, USGS Professional Paper 1395 (1987), chapters 12 (equidistant cylindrical)
//! and 14 (Albers' equal-area conic); B. Šavrič et al., A polynomial equation for the Natural Earth projection, Cartography and Geographic
//! Information Science 38 (2011).

use super::Spot;

/// Mean radius of the earth in kilometres, IUGG.
const EARTH_KM: f64 = 6371.0088;

/// How degrees become a place on the sheet. A step on the sheet is about a kilometre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// The US: areas are true. Alaska, shrunk, and Hawaii stand below the south-west.
    Us,
    /// A region: equirectangular about its middle.
    Region {
        /// Longitude of the middle, in degrees.
        lon: f64,
        /// Latitude of the middle, in degrees: distances along it are true.
        lat: f64,
    },
    /// Most of the world, as Natural Earth draws it.
    World,
}

/// Albers' equal-area conic with two parallels of true scale, in radians, about a middle.
struct Albers {
    n: f64,
    c: f64,
    rho0: f64,
    lon0: f64,
}

impl Albers {
    fn new(south: f64, north: f64, lon0: f64, lat0: f64) -> Albers {
        let (south, north, lat0) = (south.to_radians(), north.to_radians(), lat0.to_radians());
        let n = (south.sin() + north.sin()) / 2.0;
        let c = south.cos().powi(2) + 2.0 * n * south.sin();
        Albers { n, c, rho0: (c - 2.0 * n * lat0.sin()).max(0.0).sqrt() / n, lon0 }
    }

    fn project(&self, lon: f64, lat: f64) -> Spot {
        // Across the date line Alaska goes on to the west.
        let east = (lon - self.lon0 + 540.0).rem_euclid(360.0) - 180.0;
        let rho = (self.c - 2.0 * self.n * lat.to_radians().sin()).max(0.0).sqrt() / self.n;
        let turn = self.n * east.to_radians();
        Spot::new(EARTH_KM * rho * turn.sin(), -EARTH_KM * (self.rho0 - rho * turn.cos()))
    }
}

fn is_alaska(lon: f64, lat: f64) -> bool {
    lat > 50.5 && lat < 72.0 && !(-129.5..=172.0).contains(&lon)
}

fn is_hawaii(lon: f64, lat: f64) -> bool {
    lat > 18.0 && lat < 29.0 && lon > -179.0 && lon < -154.0
}

/// The border with Mexico as longitude and latitude, from the Pacific to the Gulf.
const SOUTHERN_BORDER: [(f64, f64); 10] = [
    (-125.0, 32.52),
    (-114.8, 32.48),
    (-111.07, 31.32),
    (-106.6, 31.73),
    (-104.5, 29.4),
    (-103.1, 28.9),
    (-101.4, 29.75),
    (-99.5, 27.4),
    (-98.3, 26.03),
    (-97.1, 25.8),
];

/// Whether a place lies in one of the states of the US, as far as a few lines can tell: the ends of Canada that reach south count too.
pub fn is_us_state(lon: f64, lat: f64) -> bool {
    let lower = (24.3..=49.5).contains(&lat) && (-125.0..=-66.8).contains(&lon);
    let border = SOUTHERN_BORDER.windows(2).find_map(|ends| match ends {
        [(west, a), (east, b)] if lon >= *west && lon <= *east => Some(a + (b - a) * (lon - west) / (east - west)),
        _ => None,
    });
    (lower && border.is_none_or(|border| lat >= border)) || is_alaska(lon, lat) || is_hawaii(lon, lat)
}

impl Projection {
    /// The projection that suits places, given as longitude and latitude in degrees.
    pub fn for_places(places: &[(f64, f64)]) -> Projection {
        // A few just over the border, or whose coordinates are rough, do not make it a map of the continent.
        let at_home = places.iter().filter(|(lon, lat)| is_us_state(*lon, *lat)).count();
        let about = |(lon, lat): &(f64, f64)| (15.0..=72.0).contains(lat) && (*lon <= -60.0 || *lon >= 172.0);
        if at_home * 20 >= places.len() * 19 && places.iter().all(about) {
            return Projection::Us;
        }
        let frame = super::Frame::round(places.iter().map(|(lon, lat)| Spot::new(*lon, *lat)));
        match frame {
            Some(frame) if frame.width() <= 70.0 && frame.height() <= 45.0 => {
                let middle = frame.middle();
                Projection::Region { lon: middle.x, lat: middle.y }
            }
            _wide => Projection::World,
        }
    }

    /// Where a place lies on the sheet, north upwards.
    pub fn project(self, lon: f64, lat: f64) -> Spot {
        match self {
            Projection::Us if is_alaska(lon, lat) => {
                let spot = Albers::new(55.0, 65.0, -154.0, 62.0).project(lon, lat);
                Spot::new(-1840.0 + 0.35 * spot.x, 1250.0 + 0.35 * spot.y)
            }
            Projection::Us if is_hawaii(lon, lat) => {
                let spot = Albers::new(19.0, 22.0, -157.4, 20.6).project(lon, lat);
                Spot::new(-1130.0 + spot.x, 1390.0 + spot.y)
            }
            // As the US Geological Survey draws the 48 states.
            Projection::Us => Albers::new(29.5, 45.5, -96.0, 37.5).project(lon, lat),
            Projection::Region { lon: lon0, lat: lat0 } => {
                let east = (lon - lon0).to_radians() * lat0.to_radians().cos();
                Spot::new(EARTH_KM * east, -EARTH_KM * (lat - lat0).to_radians())
            }
            Projection::World => {
                let (x, y) = (lon.to_radians(), lat.to_radians());
                let (a, b) = (y * y, y.powi(4));
                let wide = 0.8707 - 0.131979 * a + b * (-0.013791 + b * (0.003971 * a - 0.001529 * b));
                let high = 1.007226 + a * (0.015085 + b * (-0.044475 + 0.028874 * a - 0.005916 * b));
                Spot::new(EARTH_KM * x * wide, -EARTH_KM * y * high)
            }
        }
    }

    /// Whether a line between two neighbouring points is drawn: not where the sheet is torn between them.
    pub fn joins(self, a: (f64, f64), b: (f64, f64)) -> bool {
        match self {
            Projection::Us => is_alaska(a.0, a.1) == is_alaska(b.0, b.1),
            Projection::Region { .. } | Projection::World => (a.0 - b.0).abs() < 180.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of a great circle in km, by the haversine formula.
    fn great_circle(a: (f64, f64), b: (f64, f64)) -> f64 {
        let half = |x: f64| (x.to_radians() / 2.0).sin().powi(2);
        let h = half(b.1 - a.1) + a.1.to_radians().cos() * b.1.to_radians().cos() * half(b.0 - a.0);
        2.0 * EARTH_KM * h.sqrt().asin()
    }

    const DENVER: (f64, f64) = (-104.99, 39.74);
    const CHICAGO: (f64, f64) = (-87.63, 41.88);
    const DALLAS: (f64, f64) = (-96.80, 32.78);
    const SEATTLE: (f64, f64) = (-122.33, 47.61);
    const MIAMI: (f64, f64) = (-80.19, 25.76);

    #[test]
    fn distances_on_the_map_of_the_us_are_true_to_two_percent() {
        let at = |it: (f64, f64)| Projection::Us.project(it.0, it.1);
        for (a, b) in [(DENVER, CHICAGO), (CHICAGO, DALLAS), (SEATTLE, DENVER), (DALLAS, MIAMI)] {
            let (drawn, true_length) = (at(a).distance(at(b)), great_circle(a, b));
            assert!((drawn / true_length - 1.0).abs() < 0.02, "{drawn} {true_length}");
        }
        assert!(at(SEATTLE).y < at(DENVER).y && at(DENVER).x < at(CHICAGO).x, "north is up and east is right");
    }

    #[test]
    fn snyder_s_example_of_albers_comes_out() {
        // Snyder, p. 291: 35 N 75 W, parallels 29.5 and 45.5, origin 23 N 96 W, sphere of radius 1: x 0.2952720, y 0.2416774.
        let spot = Albers::new(29.5, 45.5, -96.0, 23.0).project(-75.0, 35.0);
        assert!((spot.x / EARTH_KM - 0.2952720).abs() < 1e-6 && (-spot.y / EARTH_KM - 0.2416774).abs() < 1e-6);
    }

    #[test]
    fn distances_in_a_region_are_true_to_four_percent() {
        let (paris, london, berlin) = ((2.35, 48.86), (-0.13, 51.51), (13.40, 52.52));
        let projection = Projection::for_places(&[paris, london, berlin]);
        assert!(matches!(projection, Projection::Region { .. }));
        let at = |it: (f64, f64)| projection.project(it.0, it.1);
        for (a, b) in [(paris, london), (paris, berlin), (london, berlin)] {
            assert!((at(a).distance(at(b)) / great_circle(a, b) - 1.0).abs() < 0.04);
        }
    }

    #[test]
    fn the_projection_follows_the_places() {
        assert_eq!(Projection::for_places(&[DENVER, MIAMI, (-149.9, 61.2), (-157.8, 21.3)]), Projection::Us);
        assert_eq!(Projection::for_places(&[DENVER, (2.35, 48.86)]), Projection::World);
        let mut many = vec![DENVER; 40];
        many.push((-103.0, 25.5));
        assert_eq!(Projection::for_places(&many), Projection::Us, "one of forty in Mexico");
        many.push((2.35, 48.86));
        assert_eq!(Projection::for_places(&many), Projection::World, "one in Paris");
        assert_eq!(
            Projection::for_places(&[(-99.13, 19.43), DENVER]),
            Projection::Region { lon: -102.06, lat: 29.585 }
        );
        assert!(!is_us_state(-106.07, 28.63), "Chihuahua");
        assert!(
            is_us_state(-117.16, 32.72) && is_us_state(-106.49, 31.77) && is_us_state(-97.5, 25.9),
            "the border towns"
        );
        // Nobody anywhere: the map of the US, empty.
        assert_eq!(Projection::for_places(&[]), Projection::Us);
    }

    #[test]
    fn the_world_is_symmetric_and_as_wide_as_published() {
        // The equator is 2 x 0.8707 x pi radii long, the pole line 0.5 times that of the equator within the rounding of the paper.
        let at = |lon, lat| Projection::World.project(lon, lat);
        assert!((at(180.0, 0.0).x / EARTH_KM - 0.8707 * std::f64::consts::PI).abs() < 1e-9);
        assert_eq!(at(-40.0, 30.0), Spot::new(-at(40.0, 30.0).x, at(40.0, 30.0).y));
        assert_eq!(at(40.0, -30.0), Spot::new(at(40.0, 30.0).x, -at(40.0, 30.0).y));
        assert!((at(180.0, 0.0).x / at(0.0, -90.0).y - 0.8707 / 0.4524).abs() < 0.02, "height of the map to its width");
    }

    #[test]
    fn alaska_and_hawaii_stand_beside_the_other_states_and_cover_none() {
        let at = |lon, lat| Projection::Us.project(lon, lat);
        let brownsville = at(-97.5, 25.9);
        for spot in [at(-141.0, 60.0), at(-130.1, 55.0), at(-156.0, 71.0), at(-155.0, 19.0), at(-159.5, 22.0)] {
            assert!(spot.x < brownsville.x, "{spot:?}");
            assert!(spot.y > at(-117.1, 32.5).y, "{spot:?}");
        }
        assert!(!Projection::Us.joins((-141.0, 60.0), (-120.0, 40.0)));
        assert!(!Projection::World.joins((179.9, 65.0), (-179.9, 65.0)));
    }
}
