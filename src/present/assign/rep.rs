//! What is particular about one who is given accounts, in words: where they live, and whose accounts they may have.

use crate::model::{Document, Location};
use crate::present::accounts::{location, location_text};
use crate::territory::position::{Found, named};
use crate::text::tr;
use crate::units::SeatId;

/// Reads where somebody lives: latitude and longitude, a US postal code, a US state or a country; nothing where nothing is written.
pub fn read_home(text: &str) -> Result<Option<Location>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(place) = named(text) {
        return Ok(Some(place.at));
    }
    let looks_like_degrees = text.chars().any(|it| it.is_ascii_digit()) && text.contains([',', ';', ' ']);
    if looks_like_degrees {
        return location(text);
    }
    Err(tr!(
        "\u{201c}{text}\u{201d} is no place we know; write a US postal code, a US state, a country, or latitude and longitude such as 47.6, -122.3."
    ))
}

/// The home as it is typed; empty where it is not known.
pub fn home_text(home: Option<Location>) -> String {
    home.map(location_text).unwrap_or_default()
}

/// What a text for a home was taken for, in a sentence; empty for degrees.
pub fn home_taken_for(text: &str) -> String {
    let what = match named(text.trim()).map(|it| it.found) {
        Some(Found::PostalCode) => tr!("the middle of the area of that postal code"),
        Some(Found::State) => tr!("the middle of that state"),
        Some(Found::Country) => tr!("the middle of that country"),
        Some(Found::Exact) | None => return String::new(),
    };
    tr!("Taken as {what}.")
}

/// Whose accounts somebody may have, in a sentence.
pub fn serves_say(document: &Document, seat: &SeatId) -> String {
    let own = document.territory.reps.get(seat).map(|it| it.segments.as_slice()).unwrap_or_default();
    let name = |id| document.segment(id).map_or_else(|| format!("{id}"), |it| it.name.clone());
    if !own.is_empty() {
        return tr!("May have accounts of {} only.", own.iter().map(name).collect::<Vec<_>>().join(", "));
    }
    match document.seats.iter().find(|it| it.id == *seat).and_then(|it| it.segment.as_ref()) {
        Some(segment) => tr!("None is chosen, so it follows from the team: {}.", name(segment)),
        None => tr!("None is chosen, and the team names no segment: may have accounts of all.").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_is_read_by_degrees_or_by_place() {
        let home = |text: &str| read_home(text).map(|it| it.map(|at| (at.lat, at.lon)));
        assert_eq!(home(" "), Ok(None));
        assert_eq!(home("47.6, -122.3"), Ok(Some((47.6, -122.3))));
        let seattle = read_home("98101").unwrap().unwrap();
        assert!((seattle.lat - 47.6).abs() < 0.3 && (seattle.lon + 122.3).abs() < 0.3, "{seattle:?}");
        assert!(read_home("Texas").is_ok_and(|it| it.is_some()) && read_home("France").is_ok_and(|it| it.is_some()));
        assert!(home("Narnia").is_err_and(|text| text.contains("no place we know")));
        assert!(home("97, 200").is_err_and(|text| text.contains("latitude")));
        assert_eq!(home_taken_for("98101"), "Taken as the middle of the area of that postal code.");
        assert_eq!(home_taken_for("47.6, -122.3"), "");
    }
}
