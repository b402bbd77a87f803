//! Where accounts lie, in kilometres on a plane.
//!
//! An equirectangular plane about the middle of the accounts: x runs east, shortened by the cosine of the mean latitude; y runs north. For
//! one country that is within some per cent of the distance on the globe, and it needs no map projection.

/// Kilometres of one degree of latitude: the mean radius of the Earth, 6,371 km (IUGG), times pi / 180.
pub const KM_PER_DEGREE: f64 = 6_371.0 * std::f64::consts::PI / 180.0;

/// A plane about a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    latitude: f64,
    longitude: f64,
    shortening: f64,
}

impl Plane {
    /// The plane about a latitude and a longitude in degrees.
    pub fn about(latitude: f64, longitude: f64) -> Plane {
        Plane { latitude, longitude, shortening: cosine(latitude) }
    }

    /// The plane about the mean latitude of these points (latitude, longitude in degrees) and the middle of the arc of longitudes they lie
    /// on, which may cross the date line.
    pub fn of(points: impl IntoIterator<Item = (f64, f64)>) -> Plane {
        let (latitudes, mut longitudes): (Vec<f64>, Vec<f64>) =
            points.into_iter().filter(|(latitude, longitude)| latitude.is_finite() && longitude.is_finite()).unzip();
        if latitudes.is_empty() {
            return Plane::about(0.0, 0.0);
        }
        let latitude = latitudes.iter().sum::<f64>() / latitudes.len() as f64;
        longitudes.sort_by(f64::total_cmp);
        Plane::about(latitude, middle_of_arc(&longitudes))
    }

    /// East and north of the plane's point, in kilometres.
    pub fn to_km(&self, latitude: f64, longitude: f64) -> (f64, f64) {
        let east = wrapped(longitude - self.longitude);
        (east * KM_PER_DEGREE * self.shortening, (latitude - self.latitude) * KM_PER_DEGREE)
    }

    /// Latitude and longitude in degrees of a point of the plane.
    pub fn to_degrees(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let east = if self.shortening > 0.0 { x / (KM_PER_DEGREE * self.shortening) } else { 0.0 };
        (self.latitude + y / KM_PER_DEGREE, wrapped(self.longitude + east))
    }
}

/// The middle of the shortest arc that holds all these longitudes, which are sorted.
fn middle_of_arc(sorted: &[f64]) -> f64 {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return 0.0 };
    // The arc is what the widest gap between neighbours leaves; the gap over the date line is the one to beat.
    let mut widest = first + 360.0 - last;
    let mut middle = (first + last) / 2.0;
    for (west, east) in sorted.iter().zip(sorted.iter().skip(1)) {
        if east - west > widest {
            widest = east - west;
            middle = (east + west + 360.0) / 2.0;
        }
    }
    wrapped(middle)
}

/// A difference of longitudes between -180 and 180.
fn wrapped(degrees: f64) -> f64 {
    let turned = degrees % 360.0;
    if turned > 180.0 {
        turned - 360.0
    } else if turned < -180.0 {
        turned + 360.0
    } else {
        turned
    }
}

/// The cosine of a latitude in degrees, at least 0, by its series: the system's own differs between machines in the last digit.
fn cosine(degrees: f64) -> f64 {
    let x = degrees.clamp(-90.0, 90.0) * std::f64::consts::PI / 180.0;
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..=14 {
        let k = f64::from(k);
        term *= -x * x / ((2.0 * k - 1.0) * (2.0 * k));
        sum += term;
    }
    sum.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_as_long_as_on_the_globe() {
        // A quarter of the meridian is 10,007.5 km on a sphere of 6,371 km.
        assert!((KM_PER_DEGREE * 90.0 - 10_007.543).abs() < 0.001);
        let plane = Plane::about(60.0, 10.0);
        let (x, y) = plane.to_km(61.0, 12.0);
        // The cosine of 60 degrees is a half.
        assert!((x - KM_PER_DEGREE).abs() < 1e-9 && (y - KM_PER_DEGREE).abs() < 1e-9, "{x} {y}");
        let (latitude, longitude) = plane.to_degrees((x, y));
        assert!((latitude - 61.0).abs() < 1e-12 && (longitude - 12.0).abs() < 1e-12);
    }

    #[test]
    fn the_cosine_is_that_of_the_books() {
        for degrees in -90..=90 {
            let angle = f64::from(degrees);
            assert!((cosine(angle) - angle.to_radians().cos().max(0.0)).abs() < 1e-14, "{degrees}");
        }
    }

    #[test]
    fn the_data_of_the_benchmark_lie_where_they_say() {
        // acct10k_100.csv, account 0, on the plane about 38 N, 96 W; its degrees are rounded to some ten metres.
        let (x, y) = Plane::about(38.0, -96.0).to_km(45.4523, -121.9121);
        assert!((x - -2270.494).abs() < 0.01 && (y - 828.659).abs() < 0.01, "{x} {y}");
    }

    #[test]
    fn accounts_on_both_sides_of_the_date_line_are_neighbours() {
        let plane = Plane::of([(0.0, 179.0), (0.0, -179.0), (0.0, 178.0)]);
        let (fiji, samoa) = (plane.to_km(0.0, 179.0).0, plane.to_km(0.0, -179.0).0);
        assert!((samoa - fiji - 2.0 * KM_PER_DEGREE).abs() < 1e-6, "{fiji} {samoa}");
        // Without the date line between them the middle is the plain one.
        assert_eq!(Plane::of([(10.0, -120.0), (30.0, -80.0)]), Plane::about(20.0, -100.0));
        assert_eq!(Plane::of([]).to_km(0.0, 0.0), (0.0, 0.0));
    }
}
