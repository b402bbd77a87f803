//! Names and sentences of an assignment.

use super::Base;
use crate::model::{Balanced, Owner, PlanObjective};
use crate::present::Locale;
use crate::present::territory_faults::breaches;
use crate::territory::Board;
use crate::territory::advice::Advice;
use crate::text::tr;

/// What is shared out evenly, as a name.
pub fn balanced_name(it: Balanced) -> &'static str {
    match it {
        Balanced::Potential => tr!("Potential"),
        Balanced::Workload => tr!("Workload"),
        Balanced::Arr => "ARR",
        Balanced::Accounts => tr!("Number of accounts"),
    }
}

/// The same within a sentence.
pub fn balanced_within(it: Balanced) -> &'static str {
    match it {
        Balanced::Potential => tr!("potential"),
        Balanced::Workload => tr!("workload"),
        Balanced::Arr => "ARR",
        Balanced::Accounts => tr!("accounts"),
    }
}

/// The same in code.
pub fn balanced_key(it: Balanced) -> &'static str {
    match it {
        Balanced::Potential => "potential",
        Balanced::Workload => "workload",
        Balanced::Arr => "arr",
        Balanced::Accounts => "accounts",
    }
}

/// What a plan is to be good at, as a name.
pub fn objective_name(it: PlanObjective) -> &'static str {
    match it {
        PlanObjective::Compact => tr!("Compact, within the band"),
        PlanObjective::MinLargest => tr!("Smallest largest territory"),
        PlanObjective::MaxSmallest => tr!("Largest smallest territory"),
        PlanObjective::MinSpread => tr!("Least spread"),
        PlanObjective::LeastDisruption => tr!("Least disruption, within the band"),
    }
}

/// The same in code.
pub fn objective_key(it: PlanObjective) -> &'static str {
    match it {
        PlanObjective::Compact => "compact",
        PlanObjective::MinLargest => "min_largest",
        PlanObjective::MaxSmallest => "max_smallest",
        PlanObjective::MinSpread => "min_spread",
        PlanObjective::LeastDisruption => "least_disruption",
    }
}

/// What it means.
pub fn objective_help(it: PlanObjective) -> &'static str {
    match it {
        PlanObjective::Compact => tr!("The least travel, with everybody inside the band."),
        PlanObjective::MinLargest => tr!("Nobody is overloaded: the fullest territory is as small as can be."),
        PlanObjective::MaxSmallest => tr!("Nobody is starved: the leanest territory is as large as can be."),
        PlanObjective::MinSpread => tr!("The fullest and the leanest differ as little as can be."),
        PlanObjective::LeastDisruption => tr!("As little as can be changes hands, with everybody inside the band."),
    }
}

/// Whose accounts are assigned.
pub fn owner_name(it: Owner) -> &'static str {
    match it {
        Owner::Sales => tr!("Sales"),
        Owner::AccountManagement => tr!("Account management"),
        Owner::CustomerSuccess => tr!("Customer success"),
    }
}

fn accounts(count: usize, locale: &Locale) -> String {
    if count == 1 { tr!("1 account").to_owned() } else { tr!("{} accounts", locale.count(count as i64)) }
}

/// Where a plan does not keep to its conditions, in sentences; empty if it does.
pub fn breaches_in_words(base: &Base, board: &Board, locale: &Locale) -> String {
    base.with_names(locale, |names| breaches(&base.instance, board, names).join(" "))
}

/// A piece of advice in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveWords {
    /// The accounts.
    pub what: String,
    /// From whom to whom, for each account: places of reps (none: nobody).
    pub ways: Vec<(Option<u32>, u32)>,
    /// How far all sums together lie outside the band, in points of a share; within the band, and for objectives without one, how far
    /// whoever is farthest from a fair share is from it.
    pub spread: String,
    /// Whether that shrinks.
    pub spread_is_good: bool,
    /// How travel changes.
    pub travel: String,
    /// How many accounts lie apart from their territories no longer, in words; empty where none.
    pub joins: String,
}

fn one_family(base: &Base, advice: &Advice) -> bool {
    let mut families = advice.changes.iter().map(|it| base.instance.family_of(it.account as usize));
    let first = families.next().flatten();
    first.is_some() && families.all(|it| it == first)
}

/// The areas of the accounts, such as `OH, PA`.
fn places(base: &Base, advice: &Advice) -> String {
    let Some(areas) = &base.instance.areas else { return String::new() };
    let found = advice.changes.iter().filter_map(|it| areas.area(it.account as usize));
    let found: std::collections::BTreeSet<&str> = found.map(|area| areas.name(area)).collect();
    found.into_iter().collect::<Vec<_>>().join(", ")
}

/// Says what a piece of advice does.
pub fn move_words(advice: &Advice, base: &Base, locale: &Locale) -> MoveWords {
    let name = |at: u32| base.accounts.get(at as usize).map_or("?", String::as_str);
    let what = match advice.changes.as_slice() {
        [] => String::new(),
        [one] => name(one.account).to_owned(),
        [one, other] => tr!("{} and {}", name(one.account), name(other.account)),
        [one, rest @ ..] if one_family(base, advice) => {
            tr!("{} and {} of its family", name(one.account), accounts(rest.len(), locale))
        }
        many => tr!("{} in {}", accounts(many.len(), locale), places(base, advice)),
    };
    let mut ways: Vec<(Option<u32>, u32)> = Vec::new();
    for change in &advice.changes {
        if !ways.contains(&(change.from, change.to)) {
            ways.push((change.from, change.to));
        }
    }
    let (was, is) = (&advice.before.breaches, &advice.after.breaches);
    let spread = if was.band > 0.0 { is.band - was.band } else { is.largest_deviation - was.largest_deviation };
    let travel = advice.after.distance_km - advice.before.distance_km;
    MoveWords {
        what,
        ways,
        spread: locale.points_delta(spread, 1),
        spread_is_good: spread < -5e-4,
        travel: [locale.number_delta(travel, 0).as_str(), "\u{a0}km"].concat(),
        joins: match was.split.saturating_sub(is.split) {
            0 => String::new(),
            1 => tr!("1 account fewer lies apart").to_owned(),
            many => tr!("{} accounts fewer lie apart", locale.count(i64::from(many))),
        },
    }
}
