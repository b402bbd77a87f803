//! Versions of a plan in words.

use super::cost::list;
use super::plan::seats;
use crate::engine::{CostRun, VersionColumn, VersionEffect, VersionRow};
use crate::model::comp::PlanVersion;
use crate::present::Locale;
use crate::present::number::{show_date, show_months};
use crate::text::tr;
use crate::units::{Currency, Month};
use std::collections::BTreeSet;

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

/// What a table of a whole year takes for granted where a plan has several versions: the one it shows holds all year.
pub fn version_all_year(versions: &[PlanVersion], at: usize) -> Option<String> {
    let next = versions.get(at + 1).and_then(|it| it.from);
    let from = versions.get(at).and_then(|it| it.from).filter(|_| at > 0);
    Some(match (from, next) {
        (Some(from), _) => tr!("As if version {}, from {}, held all year.", at + 1, show_date(from)),
        (None, Some(next)) => {
            tr!("As if the first version held all year; version {} holds from {}.", at + 2, show_date(next))
        }
        (None, None) => return None,
    })
}

/// A fiscal year to choose for a table, with the versions that hold in it, by their numbers: `FY2027: versions 1 and 2`.
pub fn version_year_choice(year: &str, numbers: &[usize]) -> String {
    match numbers {
        [only] => tr!("{year}: version {only}"),
        several => {
            let several = list(&several.iter().map(ToString::to_string).collect::<Vec<_>>());
            tr!("{year}: versions {several}")
        }
    }
}

/// What a table of a fiscal year takes of the versions of a plan, by their numbers, with their months where there are several.
pub fn version_year(year: &str, numbers: &[usize], runs: &[CostRun]) -> String {
    if let ([only], []) = (numbers, runs) {
        return tr!("Version {only} holds all of {year}.");
    }
    let held = runs.iter().map(|run| tr!("version {} {}", run.number, show_months(run.first, run.last)));
    let held = list(&held.collect::<Vec<_>>());
    tr!("{year} as planned: {held}. Each rates its months by itself, against their share of quota and target variable.")
}

/// A column of the table of what a version does to pay.
pub fn version_column(column: VersionColumn, number: usize) -> String {
    match column {
        VersionColumn::With => tr!("With version {number}"),
        VersionColumn::Before => tr!("If version {} had run on", number.saturating_sub(1)),
        VersionColumn::Difference => tr!("Difference").to_owned(),
    }
}

/// What a version does to pay of the year in which it begins, and why a copy does anything at all.
pub fn version_effect(effect: &VersionEffect, year: &str, locale: &Locale, currency: Currency) -> String {
    let seats = seats(effect.lines.iter().map(|it| it.seat).collect::<BTreeSet<_>>().len(), locale);
    let [with, before] = [VersionColumn::With, VersionColumn::Before].map(|it| effect.amount(VersionRow::Earned, it));
    let money = |amount| locale.money_whole_named(amount, currency);
    let (number, last) = (effect.number, effect.number.saturating_sub(1));
    let mut text = if with == before {
        tr!(
            "In {year} the plan pays {seats} {}, with version {number} as much as if version {last} had run on.",
            money(with)
        )
    } else {
        let side = if with > before { tr!("more") } else { tr!("less") };
        let apart = if with > before { with - before } else { before - with };
        tr!(
            "In {year} the plan pays {seats} {} with version {number}, {} {side} than if version {last} had run on.",
            money(with),
            money(apart)
        )
    };
    if effect.cuts {
        text.push_str(&tr!(
            " Periods that components are measured over are cut in two on {}: each part is rated by itself, against its share of quota.",
            show_date(effect.begins.first_day())
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_says_which_version_holds_when() {
        let run = |number, from, to| CostRun { number, first: Month::new(2027, from), last: Month::new(2027, to) };
        assert_eq!(version_year_choice("FY2027", &[1, 2, 3]), "FY2027: versions 1, 2 and 3");
        assert_eq!(version_year("FY2028", &[3], &[]), "Version 3 holds all of FY2028.");
        let told = version_year("FY2027", &[1, 2], &[run(1, 1, 11), run(2, 12, 12)]);
        assert!(
            told.starts_with("FY2027 as planned: version 1 Jan to Nov 2027 and version 2 Dec 2027. Each"),
            "{told}"
        );
    }

    #[test]
    fn a_change_inside_a_year_says_that_it_prorates() {
        let july = Month::new(2027, 7);
        assert!(version(Some(july), 2, false).starts_with("Chosen: the version from 1 Jul 2027. Quota and target"));
        assert!(!version(Some(july), 2, true).contains("prorated"));
        assert_eq!(held(Some((july, Month::new(2027, 12)))), "holds Jul to Dec 2027, 6 months of the plan");
        assert_eq!(held(None), "holds in no month of the plan");
    }
}
