//! Versions of a plan in words.

use crate::present::number::{show_date, show_months};
use crate::text::tr;
use crate::units::Month;

/// The months of the plan in which a version holds, first and last; none if it never does.
pub type Held = Option<(Month, Month)>;

/// When a version holds: `Jan to Jun 2027, 6 months of the plan`.
pub fn held(held: Held) -> String {
    match held {
        None => tr!("holds in no month of the plan").to_owned(),
        Some((first, last)) => {
            let count = last.since(first) + 1;
            let word = if count == 1 { tr!("month") } else { tr!("months") };
            tr!("holds {}, {count} {word} of the plan", show_months(first, last))
        }
    }
}

/// What the chosen version means, and what a change inside a year does.
pub fn version(from: Option<Month>, count: usize, year_begins: bool) -> String {
    match from {
        None if count < 2 => {
            tr!("One version holds throughout. A new one begins as a copy of it, from a month on.").to_owned()
        }
        None => tr!("Chosen: the version that holds from the beginning.").to_owned(),
        Some(from) if year_begins => {
            tr!("Chosen: the version from {}, with the fiscal year.", show_date(from.first_day()))
        }
        Some(from) => tr!(
            "Chosen: the version from {}. Quota and target variable are prorated by month; credit before counts under the version before.",
            show_date(from.first_day())
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_inside_a_year_says_that_it_prorates() {
        let july = Month::new(2027, 7);
        assert!(version(Some(july), 2, false).starts_with("Chosen: the version from 1 Jul 2027. Quota and target"));
        assert!(!version(Some(july), 2, true).contains("prorated"));
        assert_eq!(held(Some((july, Month::new(2027, 12)))), "holds Jul to Dec 2027, 6 months of the plan");
        assert_eq!(held(None), "holds in no month of the plan");
    }
}
