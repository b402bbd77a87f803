//! Where an account lies, by the best of what is known of it.

use super::areas::Areas;
use super::places;
use crate::model::{Account, Location};
use std::collections::HashMap;

/// How a position was found, the most exact way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// By latitude and longitude.
    Exact,
    /// By the first three digits of a US postal code.
    PostalCode,
    /// By the US state.
    State,
    /// By the country.
    Country,
}

impl Found {
    /// All ways, the most exact first.
    pub const ALL: [Found; 4] = [Found::Exact, Found::PostalCode, Found::State, Found::Country];
}

/// Where an account lies, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Where.
    pub at: Location,
    /// How it was found.
    pub found: Found,
}

/// Where an account lies. A position off the globe, or just at (0, 0), where files put what they do not know, is none.
pub fn position(account: &Account) -> Option<Position> {
    if let Some(at) = account.location.filter(|at| at.is_on_globe() && (at.lat, at.lon) != (0.0, 0.0)) {
        return Some(Position { at, found: Found::Exact });
    }
    let (country, region) = (account.country.as_deref(), account.region.as_deref());
    coarse(account.postal_code.as_deref(), region, country)
}

/// Where a postal code, a region and a country lead to. Without a country, a text is taken for American only if nothing speaks against it.
fn coarse(postal_code: Option<&str>, region: Option<&str>, country: Option<&str>) -> Option<Position> {
    let written = country.filter(|text| !text.trim().is_empty());
    let code = written.and_then(places::country_code);
    let state = region.and_then(places::us_state);
    let american = code == Some("US") || code == Some("PR");
    let foreign = written.is_some() && !american;
    // A region that is no state, and no country: five digits may just as well be a German postal code.
    let strange = written.is_none() && region.is_some_and(|text| !text.trim().is_empty()) && state.is_none();
    if !foreign && !strange {
        let found = |at, found| Position { at, found };
        let by_code = postal_code.and_then(|text| places::us_postal_code(text, american || state.is_some()));
        if let Some(at) = by_code {
            return Some(found(at, Found::PostalCode));
        }
        if let Some(at) = state {
            return Some(found(at, Found::State));
        }
    }
    Some(Position { at: places::country(code?)?, found: Found::Country })
}

/// Where a text leads to by itself: a US postal code, else a US state, else a country.
pub fn named(text: &str) -> Option<Position> {
    let found = |at, found| Position { at, found };
    let by_code = places::us_postal_code(text, true).map(|at| found(at, Found::PostalCode));
    let by_state = || places::us_state(text).map(|at| found(at, Found::State));
    let by_country = || places::country(places::country_code(text)?).map(|at| found(at, Found::Country));
    by_code.or_else(by_state).or_else(by_country)
}

/// Positions of all accounts, in their order.
pub fn positions(accounts: &[Account]) -> Vec<Option<Position>> {
    // Thousands of accounts share a few hundred places; each is looked up once.
    type Place<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);
    let mut known: HashMap<Place<'_>, Option<Position>> = HashMap::new();
    let mut all = Vec::with_capacity(accounts.len());
    for account in accounts {
        let place = (account.postal_code.as_deref(), account.region.as_deref(), account.country.as_deref());
        let exact = account.location.and_then(|_| position(account));
        all.push(exact.or_else(|| *known.entry(place).or_insert_with(|| coarse(place.0, place.1, place.2))));
    }
    all
}

/// Where accounts lie as states of the US, for territories that must hang together: by state, else by postal code, else, where only
/// coordinates are known, by the nearest postal area.
#[derive(Default)]
pub struct States {
    postal: places::PostalStates,
}

impl States {
    /// The state, as a place in [`States::areas`]; none outside the US.
    pub fn of(
        &self,
        region: Option<&str>,
        postal_code: Option<&str>,
        country: Option<&str>,
        at: Option<Location>,
    ) -> Option<u8> {
        let written = |text: Option<&'_ str>| text.is_some_and(|text| !text.trim().is_empty());
        let code = country.filter(|_| written(country)).and_then(places::country_code);
        let american = code == Some("US") || code == Some("PR");
        if written(country) && !american {
            return None;
        }
        let state = region.and_then(places::state_place);
        if state.is_some() {
            return state;
        }
        if written(region) && !american {
            return None;
        }
        let by_code = postal_code.and_then(|text| self.postal.of(text, american));
        by_code.or_else(|| self.postal.nearest(at.filter(|at| at.is_on_globe() && (at.lat, at.lon) != (0.0, 0.0))?))
    }

    /// The state of an account.
    pub fn of_account(&self, account: &Account) -> Option<u8> {
        let (region, zip) = (account.region.as_deref(), account.postal_code.as_deref());
        self.of(region, zip, account.country.as_deref(), account.location)
    }

    /// These accounts in the states of the US.
    pub fn areas(of: Vec<Option<u8>>) -> Areas {
        Areas { names: places::state_codes(), borders: places::state_borders(), of }
    }
}

/// How many positions were found in each way, and how many accounts have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In the order of [`Found::ALL`].
    pub found: [usize; 4],
    /// Accounts whose place is not known.
    pub none: usize,
}

impl Coverage {
    /// Counts.
    pub fn of(positions: &[Option<Position>]) -> Coverage {
        let count = |way: Found| positions.iter().flatten().filter(|it| it.found == way).count();
        Coverage { found: Found::ALL.map(count), none: positions.iter().filter(|it| it.is_none()).count() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{AccountId, SegmentId};

    fn account(location: Option<(f64, f64)>, zip: &str, region: &str, country: &str) -> Account {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Account {
            location: location.map(|(lat, lon)| Location { lat, lon }),
            postal_code: text(zip),
            region: text(region),
            country: text(country),
            ..Account::new(AccountId::new("a"), SegmentId::new("smb"))
        }
    }

    fn found(location: Option<(f64, f64)>, zip: &str, region: &str, country: &str) -> Option<Found> {
        let account = account(location, zip, region, country);
        let one = position(&account);
        assert_eq!(positions(std::slice::from_ref(&account)), [one]);
        one.map(|it| it.found)
    }

    #[test]
    fn the_most_exact_of_what_is_known_counts() {
        assert_eq!(found(Some((40.0, -100.0)), "98101", "WA", "US"), Some(Found::Exact));
        assert_eq!(found(None, "98101", "WA", "US"), Some(Found::PostalCode));
        assert_eq!(found(None, "", "Washington", ""), Some(Found::State));
        assert_eq!(found(None, "", "", "USA"), Some(Found::Country));
        assert_eq!(found(None, "", "", ""), None);
    }

    #[test]
    fn a_position_that_cannot_be_is_looked_for_elsewhere() {
        assert_eq!(found(Some((0.0, 0.0)), "98101", "", ""), Some(Found::PostalCode));
        assert_eq!(found(Some((400.0, 10.0)), "", "TX", ""), Some(Found::State));
        assert_eq!(found(Some((400.0, 10.0)), "", "", ""), None);
    }

    #[test]
    fn a_foreign_postal_code_is_not_taken_for_an_american_one() {
        // 80331 is Munich, and a code in Colorado.
        assert_eq!(found(None, "80331", "", "Germany"), Some(Found::Country));
        assert_eq!(found(None, "80331", "Bayern", ""), None);
        assert_eq!(found(None, "2139", "", "Australia"), Some(Found::Country));
        assert_eq!(found(None, "2139", "MA", ""), Some(Found::PostalCode));
        // CA is California, unless the country says Canada.
        assert_eq!(found(None, "", "CA", "Canada"), Some(Found::Country));
    }

    #[test]
    fn a_place_is_found_by_its_name_alone() {
        let found = |text: &str| named(text).map(|it| it.found);
        assert_eq!(found("98101"), Some(Found::PostalCode));
        assert_eq!((found("WA"), found("texas")), (Some(Found::State), Some(Found::State)));
        assert_eq!((found("Germany"), found("Atlantis")), (Some(Found::Country), None));
    }

    #[test]
    fn a_state_is_known_by_name_by_postal_code_or_by_the_nearest_postal_area() {
        let states = States::default();
        let of = |location, zip, region, country| {
            states
                .of_account(&account(location, zip, region, country))
                .map(|at| places::state_codes()[usize::from(at)].clone())
        };
        assert_eq!(of(None, "98101", "Oregon", "").as_deref(), Some("OR"));
        assert_eq!(of(None, "98101", "", "").as_deref(), Some("WA"));
        assert_eq!(of(Some((32.78, -96.80)), "", "", "").as_deref(), Some("TX"));
        // Ontario, and California's letters in Canada, are no states.
        assert_eq!((of(Some((43.65, -79.38)), "", "Ontario", ""), of(None, "", "CA", "Canada")), (None, None));
    }

    #[test]
    fn how_positions_were_found_is_counted() {
        let all = [
            account(Some((1.0, 1.0)), "", "", ""),
            account(None, "98101", "", ""),
            account(None, "10001", "", ""),
            account(None, "", "", "France"),
            account(None, "", "", ""),
        ];
        assert_eq!(Coverage::of(&positions(&all)), Coverage { found: [1, 2, 0, 1], none: 1 });
    }
}
