//! Where postal codes, states and countries lie.

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

/// The middle of the area of a US postal code: of all codes that begin with its first three digits. `98101` and `98101-2345` are such codes; so
/// is `2139`, a code whose leading zero a spreadsheet has eaten, where `certain` says that it lies in the US.
pub fn us_postal_code(text: &str, certain: bool) -> Option<Location> {
    let (head, tail) = text.trim().split_once('-').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(head) || !digits(tail) || !matches!(tail.len(), 0 | 4) {
        return None;
    }
    let prefix: usize = match head.len() {
        5 => head.get(..3)?.parse().ok()?,
        4 if certain => head.get(..2)?.parse().ok()?,
        _another => return None,
    };
    let (lat, lon) = *ZIP3.get(prefix)?;
    ((lat, lon) != (0, 0)).then(|| place(lat, lon))
}

/// The middle of a US state, by its code or name.
pub fn us_state(text: &str) -> Option<Location> {
    let text = text.trim();
    let (.., lat, lon) =
        STATES.iter().find(|(code, name, ..)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text))?;
    Some(place(*lat, *lon))
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
