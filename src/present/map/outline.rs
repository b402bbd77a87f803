//! Outlines of land and borders, as `tools/outlines.mjs` writes them.

/// One line of an outline, in degrees.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineLine {
    /// It encloses land; otherwise it is a border inside of it.
    pub is_land: bool,
    /// Longitude and latitude of its points.
    pub points: Vec<(f64, f64)>,
}

/// The outline of a part of the world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Its lines.
    pub lines: Vec<OutlineLine>,
}

/// Why a file is no outline: the number of the line that cannot be read, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineError(pub usize);

impl Outline {
    /// Reads an outline.
    pub fn read(text: &str) -> Result<Outline, OutlineError> {
        let mut lines = text.lines();
        let steps = lines.next().and_then(|it| it.strip_prefix("outlines 1 ")).and_then(|it| it.parse::<u32>().ok());
        let steps = steps.filter(|it| *it > 0).ok_or(OutlineError(1))?;
        let lines = lines.enumerate().map(|(at, line)| read_line(line, f64::from(steps)).ok_or(OutlineError(at + 2)));
        Ok(Outline { lines: lines.collect::<Result<_, _>>()? })
    }
}

fn read_line(line: &str, steps: f64) -> Option<OutlineLine> {
    let (kind, rest) = line.split_at_checked(1)?;
    let is_land = match kind {
        "l" => true,
        "b" => false,
        _ => return None,
    };
    let mut numbers = Vec::new();
    let (mut number, mut shift) = (0_i64, 0_u32);
    for byte in rest.bytes() {
        // Characters 63 to 94 end a number, 95 to 126 go on.
        let digit = i64::from(byte.checked_sub(63)?);
        if digit > 63 || shift > 30 {
            return None;
        }
        number |= (digit & 31) << shift;
        shift += 5;
        if digit < 32 {
            numbers.push(if number % 2 == 0 { number / 2 } else { -(number + 1) / 2 });
            (number, shift) = (0, 0);
        }
    }
    if shift > 0 || numbers.len() % 2 != 0 || numbers.len() < 4 {
        return None;
    }
    let (mut lon, mut lat) = (0_i64, 0_i64);
    let points = numbers.chunks_exact(2).map(|step| {
        if let [x, y] = step {
            (lon, lat) = (lon + x, lat + y);
        }
        (lon as f64 / steps, lat as f64 / steps)
    });
    Some(OutlineLine { is_land, points: points.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_by_the_rule_that_stands_in_the_tool() {
        // 1 is 2 -> '?'+2 = 'A'; -1 is 1 -> '@'; 0 is '?'; 20 is 40 = 8 + 1*32 -> 95+8 = 'g', 63+1 = '@'.
        let outline = Outline::read("outlines 1 10\nbA@g@?\n").unwrap();
        assert_eq!(outline.lines, [OutlineLine { is_land: false, points: vec![(0.1, -0.1), (2.1, -0.1)] }]);
    }

    #[test]
    fn what_is_no_outline_is_refused_with_its_line() {
        for (text, line) in [
            ("", 1),
            ("<!doctype html>", 1),
            ("outlines 1 0\n", 1),
            ("outlines 2 10\n", 1),
            ("outlines 1 10\nlAAAA\nxAAAA\n", 3),
            ("outlines 1 10\nlAAA\n", 2),
            ("outlines 1 10\nlAAA~\n", 2),
            ("outlines 1 10\nl  AA\n", 2),
            ("outlines 1 10\nlAAAé\n", 2),
            ("outlines 1 10\n\n", 2),
            ("outlines 1 10\nl~~~~~~~~~~~~~~~~AAAA\n", 2),
        ] {
            assert_eq!(Outline::read(text), Err(OutlineError(line)), "{text}");
        }
    }

    fn shipped(name: &str) -> Outline {
        let path = [env!("CARGO_MANIFEST_DIR"), "/assets/geo/", name].concat();
        Outline::read(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// Whether a place lies on the land of an outline: it is inside of an odd number of rings.
    fn on_land(outline: &Outline, lon: f64, lat: f64) -> bool {
        let rings = outline.lines.iter().filter(|it| it.is_land);
        let inside = |it: &&OutlineLine| {
            let ring: Vec<_> = it.points.iter().map(|(x, y)| crate::present::map::Spot::new(*x, *y)).collect();
            crate::present::map::inside(&ring, crate::present::map::Spot::new(lon, lat))
        };
        rings.filter(inside).count() % 2 == 1
    }

    #[test]
    fn cities_lie_on_the_land_that_is_shipped_and_oceans_do_not() {
        let (us, world) = (shipped("us.txt"), shipped("world.txt"));
        for (lon, lat) in [(-104.99, 39.74), (-87.75, 41.85), (-147.7, 64.84), (-155.5, 19.6), (-80.4, 25.8)] {
            assert!(on_land(&us, lon, lat), "{lon} {lat}");
        }
        for (lon, lat) in [(-98.0, 52.0), (-100.0, 22.0), (-130.0, 40.0), (-70.0, 35.0), (2.35, 48.86)] {
            assert!(!on_land(&us, lon, lat), "{lon} {lat}");
        }
        for (lon, lat) in [(2.35, 48.86), (-104.99, 39.74), (37.6, 55.75), (133.9, -25.0), (28.0, -29.3)] {
            assert!(on_land(&world, lon, lat), "{lon} {lat}");
        }
        for (lon, lat) in [(-30.0, 40.0), (-150.0, 0.0), (80.0, -30.0), (50.5, 42.0)] {
            assert!(!on_land(&world, lon, lat), "{lon} {lat}");
        }
        assert!(us.lines.iter().any(|it| !it.is_land) && world.lines.iter().any(|it| !it.is_land));
    }
}
