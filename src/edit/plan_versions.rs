//! Commands for the versions of a plan over time: each holds from the first of a month until the next one begins.

use crate::edit::command::Command;
use crate::model::Document;
use crate::model::comp::{Plan, PlanVersion};
use crate::text::tr;
use crate::units::{Month, PlanId, show_month};
use chrono::Datelike;

/// Why a version cannot begin in a month, with its number counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionError {
    /// Another version begins then.
    Taken {
        /// Which.
        number: usize,
        /// In which month.
        month: Month,
    },
    /// The plan begins then or later, so the versions before would never hold.
    BeforeThePlan {
        /// The first month of the plan.
        first: Month,
    },
    /// It would begin before the one before it.
    TooEarly {
        /// The one before.
        number: usize,
        /// From when that holds.
        month: Month,
    },
    /// It would begin after the one behind it.
    TooLate {
        /// The one behind.
        number: usize,
        /// From when that holds.
        month: Month,
    },
    /// The plan or the version is gone.
    Gone,
}

/// The first month in which a version holds: one that begins inside a month holds from the next. None: from the beginning.
pub fn begins(version: &PlanVersion) -> Option<Month> {
    let from = version.from?;
    Some(if from.day() == 1 { Month::of(from) } else { Month::of(from).plus(1) })
}

/// Adds a version from a month on, as a copy of the one that holds then. Gives its position.
pub fn add_version(document: &Document, plan: &PlanId, month: Month) -> Result<(usize, Command), VersionError> {
    let mut plan: Plan = document.plan(plan).ok_or(VersionError::Gone)?.clone();
    let first = document.settings.first_month;
    if month <= first && !plan.versions.is_empty() {
        return Err(VersionError::BeforeThePlan { first });
    }
    if let Some(at) = plan.versions.iter().position(|it| begins(it) == Some(month)) {
        return Err(VersionError::Taken { number: at + 1, month });
    }
    // Behind every version that has begun by then. The first one holds from the beginning whatever it says.
    let begun = |(at, it): (usize, &PlanVersion)| at == 0 || begins(it).is_none_or(|begins| begins < month);
    let at = plan.versions.iter().enumerate().filter(|it| begun(*it)).map(|it| it.0 + 1).next_back().unwrap_or(0);
    let like = at.checked_sub(1).and_then(|at| plan.versions.get(at)).cloned().unwrap_or_default();
    plan.versions.insert(at, PlanVersion { from: Some(month.first_day()), ..like });
    let label = tr!("{}: new version from {}", plan.name, show_month(month));
    Ok((at, Command::batch(label, vec![plan.into()])))
}

/// A month that a new version may begin in: the middle of a year, else a quarter, else a month of the planned ones that is free; the one
/// after them where none is.
pub fn free_month(document: &Document, plan: &PlanId) -> Month {
    let (first, months) = (document.settings.first_month, document.settings.horizon_months as i32);
    let every = |step: i32| (1..months).filter(move |it| it % step == 0);
    let mut offered = every(6).chain(every(3)).chain(every(1)).map(|it| first.plus(it));
    offered.find(|month| add_version(document, plan, *month).is_ok()).unwrap_or(first.plus(months))
}

/// Lets a version (counted from 0) begin in another month, between its neighbours.
pub fn redate_version(document: &Document, plan: &PlanId, at: usize, month: Month) -> Result<Command, VersionError> {
    let mut plan: Plan = document.plan(plan).ok_or(VersionError::Gone)?.clone();
    let taken = plan.versions.iter().enumerate().find(|(other, it)| *other != at && begins(it) == Some(month));
    if let Some((other, _)) = taken {
        return Err(VersionError::Taken { number: other + 1, month });
    }
    let first = document.settings.first_month;
    if at > 0 && month <= first {
        return Err(VersionError::BeforeThePlan { first });
    }
    if let Some((number, before)) =
        at.checked_sub(1).and_then(|before| Some((before + 1, begins(plan.versions.get(before)?)?)))
        && month < before
    {
        return Err(VersionError::TooEarly { number, month: before });
    }
    if let Some(behind) = plan.versions.get(at + 1).and_then(begins)
        && month > behind
    {
        return Err(VersionError::TooLate { number: at + 2, month: behind });
    }
    plan.versions.get_mut(at).ok_or(VersionError::Gone)?.from = Some(month.first_day());
    let label = tr!("{}: version {} from {}", plan.name, at + 1, show_month(month));
    Ok(Command::batch(label, vec![plan.into()]))
}

/// Removes a version (counted from 0); the one before it goes on holding. If it was the first, the next one holds from the beginning.
/// The last one left stays.
pub fn remove_version(document: &Document, plan: &PlanId, at: usize) -> Option<Command> {
    let mut plan: Plan = document.plan(plan)?.clone();
    if plan.versions.len() < 2 || at >= plan.versions.len() {
        return None;
    }
    let gone = plan.versions.remove(at);
    if let Some(first) = plan.versions.first_mut().filter(|_| at == 0) {
        first.from = gone.from;
    }
    let label = tr!("{}: remove version {}", plan.name, at + 1);
    Some(Command::batch(label, vec![plan.into()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample::company;

    fn month(number: u32) -> Month {
        Month::new(2027, number)
    }

    #[test]
    fn a_new_version_is_offered_inside_the_plan_while_a_month_is_free() {
        let (mut document, plan) = with_versions(&[]);
        document.settings.first_month = month(1);
        document.settings.horizon_months = 12;
        let mut offered = Vec::new();
        for _ in 0..12 {
            let month = free_month(&document, &plan);
            offered.push(month);
            let (_, command) = add_version(&document, &plan, month).unwrap();
            apply(&mut document, command).unwrap();
        }
        // The half year, the other quarters, every other month; then the one after the plan.
        let numbers = [7, 4, 10, 2, 3, 5, 6, 8, 9, 11, 12];
        let mut meant: Vec<Month> = numbers.map(month).to_vec();
        meant.push(Month::new(2028, 1));
        assert_eq!(offered, meant);
    }

    fn with_versions(months: &[u32]) -> (Document, PlanId) {
        let (mut document, ae) = (company(), PlanId::new("ae"));
        for at in months {
            let (_, command) = add_version(&document, &ae, month(*at)).unwrap();
            apply(&mut document, command).unwrap();
        }
        (document, ae)
    }

    fn froms(document: &Document, plan: &PlanId) -> Vec<Option<Month>> {
        document.plan(plan).unwrap().versions.iter().map(begins).collect()
    }

    #[test]
    fn a_new_version_begins_as_a_copy_of_the_one_before_and_finds_its_place_in_time() {
        let (mut document, ae) = with_versions(&[10]);
        let before = document.clone();
        if let Some(version) = document.plans[0].versions.get_mut(1) {
            version.components[0].name = "later".into();
        }
        let (at, command) = add_version(&document, &ae, month(7)).unwrap();
        let undo = apply(&mut document, command).unwrap();
        assert_eq!(at, 1);
        assert_eq!(froms(&document, &ae), [None, Some(month(7)), Some(month(10))]);
        let plan = document.plan(&ae).unwrap();
        assert_eq!(plan.versions[1].components, plan.versions[0].components);
        assert_eq!(plan.versions[2].components[0].name, "later");
        apply(&mut document, undo).unwrap();
        assert_eq!(froms(&document, &ae), froms(&before, &ae));
    }

    #[test]
    fn a_month_that_is_taken_or_out_of_order_is_refused_with_its_neighbour() {
        let (document, ae) = with_versions(&[4, 7, 10]);
        assert_eq!(
            add_version(&document, &ae, month(7)).unwrap_err(),
            VersionError::Taken { number: 3, month: month(7) }
        );
        assert_eq!(add_version(&document, &ae, month(1)).unwrap_err(), VersionError::BeforeThePlan { first: month(1) });
        let redate = |at, to| redate_version(&document, &ae, at, month(to));
        assert_eq!(redate(2, 10).unwrap_err(), VersionError::Taken { number: 4, month: month(10) });
        assert_eq!(redate(2, 12).unwrap_err(), VersionError::TooLate { number: 4, month: month(10) });
        assert_eq!(redate(2, 2).unwrap_err(), VersionError::TooEarly { number: 2, month: month(4) });
        assert_eq!(redate(1, 1).unwrap_err(), VersionError::BeforeThePlan { first: month(1) });
        let mut moved = document.clone();
        let undo = apply(&mut moved, redate(2, 8).unwrap()).unwrap();
        assert_eq!(froms(&moved, &ae)[2], Some(month(8)));
        apply(&mut moved, undo).unwrap();
        assert_eq!(moved, document);
    }

    #[test]
    fn a_version_goes_and_its_neighbour_holds_instead() {
        let (document, ae) = with_versions(&[4, 7]);
        let without = |at| {
            let mut left = document.clone();
            let undo = apply(&mut left, remove_version(&document, &ae, at).unwrap()).unwrap();
            let found = froms(&left, &ae);
            apply(&mut left, undo).unwrap();
            assert_eq!(left, document);
            found
        };
        assert_eq!(without(1), [None, Some(month(7))]);
        assert_eq!(without(0), [None, Some(month(7))]);
        assert_eq!(without(2), [None, Some(month(4))]);
        assert_eq!(remove_version(&company(), &ae, 0), None, "the last one stays");
    }
}
