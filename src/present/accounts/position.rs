//! How positions were found, in words.

use crate::present::Locale;
use crate::territory::position::{Coverage, Found, Position};
use crate::text::tr;

/// How a position was found, in a cell.
pub fn short(position: Position) -> String {
    match position.found {
        Found::Exact => super::column::location_text(position.at),
        Found::PostalCode => tr!("by postal code").to_owned(),
        Found::State => tr!("by state").to_owned(),
        Found::Country => tr!("by country").to_owned(),
    }
}

/// How the positions of all accounts were found, in a sentence; empty without accounts.
pub fn coverage(coverage: &Coverage, locale: &Locale) -> String {
    let ways = [
        tr!("by latitude and longitude"),
        tr!("by the first three digits of the postal code"),
        tr!("by state"),
        tr!("by country"),
    ];
    let mut parts: Vec<String> = coverage
        .found
        .iter()
        .zip(ways)
        .filter(|(count, _)| **count > 0)
        .map(|(count, way)| format!("{} {way}", locale.count(*count as i64)))
        .collect();
    if coverage.none > 0 {
        let none = locale.count(coverage.none as i64);
        let noun = if coverage.none == 1 { tr!("has") } else { tr!("have") };
        parts.push(tr!("{none} {noun} none and {noun} no place on the map"));
    }
    if parts.is_empty() { String::new() } else { tr!("Positions: {}.", parts.join(", ")) }
}
