//! The book with which a plan begins, as cohorts.

mod carved;

use super::growth::Growth;
use super::{Cohort, Keepers, term_of};
use crate::engine::growth::forecast_steps;
use crate::engine::health::forecast_points;
use crate::model::{Document, Problem};
use crate::text::tr;
use crate::units::{Month, Rate, SeatId};
use std::collections::{BTreeMap, HashMap};

/// Customers who share a cohort: segment, owners, offset of the next renewal, term, millionths of renewal rate lost to their risk; the place
/// from 1 of an account that grows by steps of its own.
type Group = (usize, Keepers, usize, usize, i64, usize);

/// In place of an account, in cohorts of the typed balance: what is known by its customers never shares a cohort with what is not.
const TYPED: usize = usize::MAX;

/// Cohorts of the opening book with the offset at which each first falls due: imported customers, then typed balances.
pub(super) fn cohorts(document: &Document, problems: &mut Vec<Problem>) -> Vec<(Cohort, usize)> {
    let first = document.settings.first_month;
    let segments: HashMap<&str, usize> =
        document.segments.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let seats: HashMap<&str, usize> = document.seats.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let seat = |id: &Option<SeatId>| id.as_ref().and_then(|id| seats.get(id.as_str()).copied());
    let mut groups: BTreeMap<Group, (f64, f64)> = BTreeMap::new();
    let mut steps: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    let mut overdue: Vec<&str> = Vec::new();
    let carved = carved::Carved::of(document, &segments);
    for (at, account) in (1..).zip(document.accounts.iter()) {
        let (Some(contract), Some(segment)) = (&account.contract, segments.get(account.segment.as_str())) else {
            continue;
        };
        let Some(part) = carved.part(document, *segment, account) else { continue };
        let term = term_of(contract.term_months) as i32;
        let mut offset = contract.renewal.since(first);
        if offset < 0 {
            overdue.push(account.id.as_str());
            offset = offset.rem_euclid(term);
        }
        let keepers = Keepers {
            account_management: seat(&account.owners.account_management),
            customer_success: seat(&account.owners.customer_success),
        };
        let points = forecast_points(account, &document.territory.health);
        let own_steps = forecast_steps(document, account);
        let own = if own_steps.is_empty() { 0 } else { at };
        if own > 0 {
            steps.insert(own, own_steps);
        }
        let group = (*segment, keepers, offset as usize, term as usize, points, own);
        let place = groups.entry(group).or_default();
        place.0 += contract.arr.to_major() * part;
        place.1 += 1.0;
    }
    if !overdue.is_empty() {
        const SHOWN: usize = 3;
        let more = overdue.len().saturating_sub(SHOWN);
        let named = overdue.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        let rest = if more > 0 { tr!(" and {more} more") } else { String::new() };
        let text = tr!(
            "{} of the customers fell due before the plan starts ({named}{rest}); each is taken to have renewed and to fall due again one term later",
            overdue.len()
        );
        problems.push(Problem::warning("accounts", "renewal_before_start", text));
    }
    carved.tell(document, problems);
    for (index, segment) in document.segments.iter().enumerate() {
        let opening = &segment.opening;
        if opening.arr.is_zero() {
            continue;
        }
        let term = term_of(segment.retention.term_months);
        let weight =
            |month: Month| opening.renewal_months.get(month.index0()).map_or(1.0, |rate| rate.to_f64().max(0.0));
        // A term of n months spreads the book over the next n months, in proportion to the weights of their calendar months.
        let weights: Vec<f64> = (0..term).map(|offset| weight(first.plus(offset as i32))).collect();
        let sum: f64 = weights.iter().sum();
        let (arr, customers) = carved.rest(index, opening);
        for (offset, weight) in weights.iter().enumerate() {
            let share = if sum > 0.0 { weight / sum } else { 1.0 / term as f64 };
            let place = groups.entry((index, Keepers::default(), offset, term, 0, TYPED)).or_default();
            place.0 += arr * share;
            place.1 += customers * share;
        }
    }
    groups
        .into_iter()
        .map(|((segment, keepers, offset, term, points, own), (arr, customers))| {
            let mut cohort = Cohort::joining(segment, -1, term, arr, customers);
            cohort.keepers = keepers;
            cohort.points = points as f64 / Rate::SCALE as f64;
            cohort.growth = steps.remove(&own).and_then(Growth::of);
            (cohort, offset)
        })
        .collect()
}

/// Customers of the account table who share their segment, owners, renewal and term: position of the segment, owners, months from the
/// start of the plan to their renewal, term, points of renewal rate lost to their risk, ARR and how many they are.
pub(crate) struct AccountGroup {
    pub segment: usize,
    pub keepers: Keepers,
    pub first_due: usize,
    pub term: usize,
    pub points: f64,
    pub arr: f64,
    /// How many they are.
    pub customers: f64,
}

/// The opening book of the account table, without typed balances.
pub(crate) fn account_groups(document: &Document) -> Vec<AccountGroup> {
    let mut listed = document.clone();
    for segment in &mut listed.segments {
        segment.opening.arr = crate::units::Money::ZERO;
    }
    let group = |(cohort, first_due): (Cohort, usize)| AccountGroup {
        segment: cohort.segment,
        keepers: cohort.keepers,
        first_due,
        term: cohort.term,
        points: cohort.points,
        arr: cohort.arr,
        customers: cohort.customers,
    };
    cohorts(&listed, &mut Vec::new()).into_iter().map(group).collect()
}
