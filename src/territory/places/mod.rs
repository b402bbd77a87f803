//! Where postal codes, states and countries lie.

mod border;
mod country;
mod state;
mod zip3;

use crate::model::Location;
use country::COUNTRIES;
use state::STATES;
use zip3::ZIP3;

fn place(lat: i16, lon: i16) -> Location {
    Location { lat: f64::from(lat) / 100.0, lon: f64::from(lon) / 100.0 }
}

/// The first three digits of a US postal code. `certain`: that it lies in the US, whatever a spreadsheet made of it.
fn prefix(text: &str, certain: bool) -> Option<usize> {
    let (head, tail) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(head) || !digits(tail) || !matches!(tail.len(), 0 | 4) {
        return None;
    }
    match head.len() {
        5 => head.get(..3)?.parse().ok(),
        4 if certain => head.get(..2)?.parse().ok(),
        _another => None,
    }
}

/// The middle of the area of a US postal code: of all codes that begin with its first three digits. `98101` and `98101-2345` are such codes; so
/// is `2139`, a code whose leading zero a spreadsheet has eaten, where `certain` says that it lies in the US.
pub fn us_postal_code(text: &str, certain: bool) -> Option<Location> {
    let (lat, lon) = *ZIP3.get(prefix(text, certain)?)?;
    ((lat, lon) != (0, 0)).then(|| place(lat, lon))
}

/// The middle of a US state, by its code or name.
pub fn us_state(text: &str) -> Option<Location> {
    let text = text.trim();
    let (.., lat, lon) =
        STATES.iter().find(|(code, name, ..)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text))?;
    Some(place(*lat, *lon))
}

/// Codes of the US states, in the order of their places.
pub fn state_codes() -> Vec<String> {
    STATES.iter().map(|it| it.0.to_owned()).collect()
}

/// The place of a US state, by its code or name.
pub fn state_place(text: &str) -> Option<u8> {
    let text = text.trim();
    let known =
        |(code, name, ..): &(&str, &str, i16, i16)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text);
    STATES.iter().position(known).and_then(|at| u8::try_from(at).ok())
}

/// Pairs of US states that touch, by their places; those without a neighbour on land hang together with the state one leaves from.
pub fn state_borders() -> Vec<(u8, u8)> {
    let pairs = [border::TOUCHING, border::BY_SEA];
    let pair = |text: &str| {
        let (one, other) = text.trim().split_once(' ')?;
        Some((state_place(one)?, state_place(other)?))
    };
    pairs.into_iter().flat_map(|list| list.split(',')).filter_map(pair).collect()
}

/// States by the first three digits of a postal code.
pub struct PostalStates {
    by_prefix: Vec<Option<u8>>,
}

impl Default for PostalStates {
    fn default() -> PostalStates {
        let mut by_prefix = vec![None; 1_000];
        for line in border::PREFIXES.split(',') {
            let mut parts = line.trim().split([' ', '-']);
            let state = parts.next().and_then(state_place);
            let mut number = || parts.next().and_then(|text| text.parse::<usize>().ok());
            let (Some(from), Some(to)) = (number(), number()) else { continue };
            by_prefix.iter_mut().take(to + 1).skip(from).for_each(|place| *place = state);
        }
        PostalStates { by_prefix }
    }
}

impl PostalStates {
    /// The state of a US postal code. `certain`: that it lies in the US.
    pub fn of(&self, text: &str, certain: bool) -> Option<u8> {
        self.by_prefix.get(prefix(text, certain)?).copied().flatten()
    }

    /// The state of the postal area whose middle is nearest, if one is within some 200 km: near a border it may be the neighbour's.
    pub fn nearest(&self, at: Location) -> Option<u8> {
        let wide = at.lat.to_radians().cos();
        let mut found = (4.0, None);
        for ((lat, lon), state) in
            ZIP3.iter().zip(&self.by_prefix).filter(|(place, state)| **place != (0, 0) && state.is_some())
        {
            let (north, east) = (f64::from(*lat) / 100.0 - at.lat, (f64::from(*lon) / 100.0 - at.lon) * wide);
            let far = north * north + east * east;
            if far < found.0 {
                found = (far, *state);
            }
        }
        found.1
    }
}

/// The country a text names: its two-letter code. By code, English name, or what people write.
pub fn country_code(text: &str) -> Option<&'static str> {
    let plain: String = text.trim().chars().filter(|letter| *letter != '.').flat_map(char::to_lowercase).collect();
    let plain = plain.strip_prefix("the ").unwrap_or(&plain);
    if plain.is_empty() {
        return None;
    }
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == plain).map(|(_, code)| *code);
    let known = |(two, three, name, ..): &&(&str, &str, &str, i16, i16)| {
        Some(*two) == other || two.eq_ignore_ascii_case(plain) || three.eq_ignore_ascii_case(plain) || *name == plain
    };
    COUNTRIES.iter().find(known).map(|it| it.0)
}

/// The middle of the largest piece of a country, by its two-letter code.
pub fn country(code: &str) -> Option<Location> {
    let (.., lat, lon) = COUNTRIES.iter().find(|it| it.0 == code)?;
    Some(place(*lat, *lon))
}

/// What people write for a country, in lower case and without dots, beside its English name.
const OTHER_NAMES: [(&str, &str); 45] = [
    ("us of a", "US"),
    ("united states", "US"),
    ("america", "US"),
    ("vereinigte staaten", "US"),
    ("uk", "GB"),
    ("great britain", "GB"),
    ("britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("vereinigtes k\u{f6}nigreich", "GB"),
    ("deutschland", "DE"),
    ("\u{f6}sterreich", "AT"),
    ("schweiz", "CH"),
    ("suisse", "CH"),
    ("svizzera", "CH"),
    ("frankreich", "FR"),
    ("italien", "IT"),
    ("italia", "IT"),
    ("spanien", "ES"),
    ("espa\u{f1}a", "ES"),
    ("niederlande", "NL"),
    ("nederland", "NL"),
    ("holland", "NL"),
    ("belgien", "BE"),
    ("belgique", "BE"),
    ("belgi\u{eb}", "BE"),
    ("polen", "PL"),
    ("polska", "PL"),
    ("tschechien", "CZ"),
    ("czechia", "CZ"),
    ("czech republic", "CZ"),
    ("d\u{e4}nemark", "DK"),
    ("danmark", "DK"),
    ("schweden", "SE"),
    ("sverige", "SE"),
    ("norwegen", "NO"),
    ("norge", "NO"),
    ("brasil", "BR"),
    ("russia", "RU"),
    ("turkey", "TR"),
    ("t\u{fc}rkei", "TR"),
    ("korea", "KR"),
    ("uae", "AE"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Kilometres between two places, near enough over a few hundred of them.
    fn km(one: Location, lat: f64, lon: f64) -> f64 {
        let east = (one.lon - lon) * lat.to_radians().cos();
        111.2 * ((one.lat - lat).powi(2) + east.powi(2)).sqrt()
    }

    #[test]
    fn well_known_cities_lie_where_they_do() {
        // Positions from an atlas: Seattle, Cambridge (Mass.), Chicago, Miami, Honolulu.
        for (zip, lat, lon) in [
            ("98101", 47.61, -122.33),
            ("02139-4307", 42.37, -71.11),
            ("60601", 41.88, -87.63),
            ("33101", 25.77, -80.19),
            ("96813", 21.31, -157.86),
        ] {
            let found = us_postal_code(zip, false).unwrap();
            assert!(km(found, lat, lon) < 120.0, "{zip}: {found:?}");
        }
        assert!(km(us_postal_code("2139", true).unwrap(), 42.37, -71.11) < 50.0);
        assert_eq!(us_postal_code("2139", false), None);
        for nothing in ["", "00000", "SW1A 1AA", "1234567", "98101-12", "9810a"] {
            assert_eq!(us_postal_code(nothing, true), None, "{nothing}");
        }
    }

    #[test]
    fn states_touch_as_on_any_map() {
        let borders = state_borders();
        // 105 pairs of the 48 states, two of the District of Columbia, and three by sea; none twice.
        assert_eq!(borders.len(), 110);
        let sorted: std::collections::BTreeSet<(u8, u8)> =
            borders.iter().map(|(one, other)| ((*one).min(*other), (*one).max(*other))).collect();
        assert_eq!(sorted.len(), 110);
        let neighbours = |code: &str| {
            let at = state_place(code).unwrap();
            borders.iter().filter(|(one, other)| *one == at || *other == at).count()
        };
        // Tennessee and Missouri have most, eight each; Maine has one; every state has some.
        for (code, count) in
            [("TN", 8), ("MO", 8), ("ME", 1), ("FL", 3), ("CO", 6), ("MI", 3), ("HI", 1), ("KY", 7), ("NY", 5)]
        {
            assert_eq!(neighbours(code), count, "{code}");
        }
        assert!(state_codes().iter().all(|code| neighbours(code) > 0));
        let touch = |one: &str, other: &str| {
            let (one, other) = (state_place(one).unwrap(), state_place(other).unwrap());
            borders.contains(&(one, other)) || borders.contains(&(other, one))
        };
        assert!(touch("Texas", "ok") && !touch("AZ", "CO") && !touch("NM", "UT"));
    }

    #[test]
    fn a_postal_code_tells_its_state() {
        let states = PostalStates::default();
        let of = |text: &str| states.of(text, true).map(|at| STATES[usize::from(at)].0);
        for (zip, state) in
            [("98101", "WA"), ("02139-4307", "MA"), ("60601", "IL"), ("2139", "MA"), ("20001", "DC"), ("88510", "TX")]
        {
            assert_eq!(of(zip), Some(state), "{zip}");
        }
        assert_eq!((of("00100"), of("SW1A 1AA")), (None, None));
        // Denver, Boston and Honolulu by their coordinates; the middle of the Atlantic lies in no state.
        let nearest = |lat, lon| states.nearest(Location { lat, lon }).map(|at| STATES[usize::from(at)].0);
        assert_eq!((nearest(39.74, -104.99), nearest(42.36, -71.06)), (Some("CO"), Some("MA")));
        assert_eq!((nearest(21.31, -157.86), nearest(35.0, -40.0)), (Some("HI"), None));
    }

    #[test]
    fn states_and_countries_are_known_by_code_and_by_name() {
        assert_eq!(us_state("tx"), us_state("Texas"));
        assert!(km(us_state("CO").unwrap(), 39.1, -105.4) < 150.0);
        assert_eq!(us_state("Bayern"), None);
        for text in ["US", "usa", "U.S.A.", "United States", "the United States of America", " us "] {
            assert_eq!(country_code(text), Some("US"), "{text}");
        }
        assert_eq!(country_code("Deutschland"), country_code("deu"));
        assert_eq!(country_code("UK"), Some("GB"));
        assert_eq!(country_code("Atlantis"), None);
        assert!(km(country("FR").unwrap(), 46.6, 2.4) < 150.0);
        for (name, code) in OTHER_NAMES {
            assert_eq!(country_code(name), Some(code), "{name}");
        }
    }
}
