//! How positions were found, in words.

use crate::present::Locale;
use crate::territory::position::{Coverage, Found, Position};

/// How a position was found, in a cell.
pub fn short(position: Position) -> String {
    match position.found {
        Found::Exact => super::column::location_text(position.at),
        Found::PostalCode => "by postal code".to_owned(),
        Found::State => "by state".to_owned(),
        Found::Country => "by country".to_owned(),
    }
}

/// How the positions of all accounts were found, in a sentence; empty without accounts.
pub fn coverage(coverage: &Coverage, locale: &Locale) -> String {
    let ways = ["by latitude and longitude", "by the first three digits of the postal code", "by state", "by country"];
    let mut parts: Vec<String> = coverage
        .found
        .iter()
        .zip(ways)
        .filter(|(count, _)| **count > 0)
        .map(|(count, way)| format!("{} {way}", locale.count(*count as i64)))
        .collect();
    if coverage.none > 0 {
        let none = locale.count(coverage.none as i64);
        let noun = if coverage.none == 1 { "has" } else { "have" };
        parts.push(format!("{none} {noun} none and {noun} no place on the map"));
    }
    if parts.is_empty() { String::new() } else { format!("Positions: {}.", parts.join(", ")) }
}
