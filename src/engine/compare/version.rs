//! Versions of one plan in two documents, matched by when they begin.

use super::difference::What;
use super::fields::FieldStep;
use crate::model::Document;
use crate::model::comp::{Plan, PlanVersion};
use crate::units::PlanId;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A version of a plan in two documents. Only one of them may have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number from 1 in the second document, or in the first where only that has it.
    pub number: usize,
    /// The day on which it begins there; none: from the beginning.
    pub from: Option<NaiveDate>,
    /// The number of the version that goes on holding in the document that does not have it; none where both have it.
    pub instead: Option<usize>,
    /// Its place in the first document, counted from 0, and the day on which it begins there.
    old: Option<(usize, Option<NaiveDate>)>,
    /// Its place in the second document, counted from 0.
    new: Option<usize>,
}

/// The versions of a plan in two documents, in order of time. The first ones belong together, as both hold from the beginning; others do if
/// they begin on one day, and what is left between such pairs is taken as moved to another day, one by one.
pub(super) fn versions(old: &Plan, new: &Plan) -> Vec<Version> {
    let mut all = Vec::new();
    let (mut before, mut after) = (0, 0);
    let place = |plan: &Plan, at: usize| plan.versions.get(at).map(|it| (at, it.from));
    for (at, version) in new.versions.iter().enumerate() {
        let same = |(other, it): (usize, &PlanVersion)| match (other, at) {
            (0, 0) => true,
            (0, _) | (_, 0) => false,
            (_, _) => it.from == version.from,
        };
        let rest = old.versions.iter().enumerate().skip(before);
        if let Some(found) = rest.into_iter().find(|it| same(*it)).map(|it| it.0) {
            between(&mut all, (before..found, old), (after..at, new));
            all.push((place(old, found), Some(at)));
            (before, after) = (found + 1, at + 1);
        }
    }
    between(&mut all, (before..old.versions.len(), old), (after..new.versions.len(), new));
    let before_it = old;
    let told = |(old, now): (Option<(usize, Option<NaiveDate>)>, Option<usize>)| {
        let (at, from) = now.and_then(|at| place(new, at)).or(old)?;
        let other = match (old, now) {
            (None, _) => Some(before_it),
            (Some(_), None) => Some(new),
            (Some(_), Some(_)) => None,
        };
        let instead = other.and_then(|it| holds(it, from)).map(|at| at + 1);
        Some(Version { number: at + 1, from, instead, old, new: now })
    };
    all.into_iter().filter_map(told).collect()
}

type Places = (Option<(usize, Option<NaiveDate>)>, Option<usize>);

/// Versions that stand between two pairs: one by one, then those that are left.
fn between(
    all: &mut Vec<Places>,
    (mut old, before): (std::ops::Range<usize>, &Plan),
    (mut new, _): (std::ops::Range<usize>, &Plan),
) {
    while !(old.is_empty() && new.is_empty()) {
        let was = old.next().and_then(|at| Some((at, before.versions.get(at)?.from)));
        all.push((was, new.next()));
    }
}

impl Version {
    /// Whether only the second document has it.
    pub fn is_added(&self) -> bool {
        self.old.is_none()
    }

    /// Whether only the first document has it.
    pub fn is_removed(&self) -> bool {
        self.new.is_none()
    }

    /// Whether both documents have it at the same place.
    pub(super) fn is_in_place(&self) -> bool {
        self.old.map(|it| it.0) == self.new
    }

    /// Makes the version of a plan on the way from the first document to the second what it is in the second.
    pub(super) fn make(&self, plan: &mut Plan, new: &Plan) {
        let there = self.old.and_then(|(at, from)| {
            let is_it = |other: usize| plan.versions.get(other).is_some_and(|it| it.from == from);
            if at == 0 || is_it(at) { Some(at) } else { (1..plan.versions.len()).find(|it| is_it(*it)) }
        });
        let version = self.new.and_then(|at| new.versions.get(at)).cloned();
        match (there, version) {
            (Some(at), Some(version)) => {
                if let Some(place) = plan.versions.get_mut(at) {
                    *place = version;
                }
            }
            (Some(at), None) if at < plan.versions.len() => {
                plan.versions.remove(at);
            }
            (None, Some(version)) => plan.versions.push(version),
            (Some(_) | None, None) => {}
        }
        if let Some((_, later)) = plan.versions.split_first_mut() {
            later.sort_by_key(|it| it.from);
        }
    }
}

/// Two documents in which every plan that both have has as many versions, those beside each other that belong together. Where only one has a
/// version, the other pays by what holds there on the day on which it begins, so that stands beside it.
pub(super) struct Beside<'a> {
    /// The first document.
    pub old: Cow<'a, Document>,
    /// The second.
    pub new: Cow<'a, Document>,
    /// Versions of plans that have several in one of the documents.
    versions: BTreeMap<PlanId, Vec<Version>>,
}

impl<'a> Beside<'a> {
    /// Puts two documents beside each other.
    pub(super) fn of(old: &'a Document, new: &'a Document) -> Beside<'a> {
        let mut beside = Beside { old: Cow::Borrowed(old), new: Cow::Borrowed(new), versions: BTreeMap::new() };
        for plan in &new.plans {
            let Some(before) = old.plan(&plan.id).filter(|it| it.versions.len().max(plan.versions.len()) > 1) else {
                continue;
            };
            let all = versions(before, plan);
            if !all.iter().all(Version::is_in_place) {
                let stand = |of: &Plan, at: &dyn Fn(&Version) -> Option<usize>| {
                    all.iter().filter_map(|it| stands(of, at(it), it.from)).collect::<Vec<_>>()
                };
                let (was, now) = (stand(before, &|it| it.old.map(|it| it.0)), stand(plan, &|it| it.new));
                put(&mut beside.old, &plan.id, was);
                put(&mut beside.new, &plan.id, now);
            }
            beside.versions.insert(plan.id.clone(), all);
        }
        beside
    }

    /// What differs in a plan, each with its version, in order of time; then what belongs to no version. A plan without several versions has
    /// none to name.
    pub(super) fn by_version(&self, plan: &PlanId, mut whats: Vec<What>) -> Vec<(Option<Version>, What)> {
        let Some(versions) = self.versions.get(plan) else {
            whats.iter_mut().for_each(|it| unnumbered(it, plan, 1));
            return whats.into_iter().map(|it| (None, it)).collect();
        };
        let mut told = Vec::new();
        for (at, version) in versions.iter().enumerate() {
            told.extend(version.is_added().then_some((Some(*version), What::Added)));
            told.extend(version.is_removed().then_some((Some(*version), What::Removed)));
            let (own, rest) = whats.into_iter().partition(|it| place_of(it, plan) == Some(at));
            whats = rest;
            told.extend(own.into_iter().map(|mut it: What| {
                unnumbered(&mut it, plan, version.number);
                (Some(*version), it)
            }));
        }
        told.extend(whats.into_iter().map(|it| (None, it)));
        told
    }

    /// Whether a version of a plan stands at the same place in both documents and all between them: it does not come, go or move, nor does one
    /// before it.
    pub(super) fn stays(&self, plan: &PlanId, version: &Version) -> bool {
        let versions = self.versions.get(plan).map_or(&[][..], Vec::as_slice);
        versions.iter().take_while(|it| it.old == it.new.map(|at| (at, it.from))).any(|it| it == version)
    }
}

/// The place of the version of a plan that holds on a day, counted from 0; without a day of the last one.
fn holds(plan: &Plan, day: Option<NaiveDate>) -> Option<usize> {
    let found = day.map_or_else(|| plan.versions.last(), |day| plan.version_on(day))?;
    plan.versions.iter().position(|it| std::ptr::eq(it, found))
}

/// The version of a plan at a place; where it has none there, the one that holds on a day, as from that day.
fn stands(plan: &Plan, at: Option<usize>, from: Option<NaiveDate>) -> Option<PlanVersion> {
    if let Some(at) = at {
        return plan.versions.get(at).cloned();
    }
    let version = plan.versions.get(holds(plan, from)?)?;
    Some(PlanVersion { from, ..version.clone() })
}

fn put(document: &mut Cow<'_, Document>, id: &PlanId, versions: Vec<PlanVersion>) {
    if let Some(plan) = document.to_mut().plans.iter_mut().find(|it| it.id == *id) {
        plan.versions = versions;
    }
}

/// The place of the version, counted from 0, in which a difference of a plan lies.
fn place_of(what: &What, plan: &PlanId) -> Option<usize> {
    match what {
        What::Input(change) => version_path(&change.path, plan)?.0.checked_sub(1),
        What::Field(field) => match field.at.as_slice() {
            [FieldStep::Field(list), FieldStep::Nth(number), ..] if list == "versions" => number.checked_sub(1),
            _elsewhere => None,
        },
        What::Added | What::Removed | What::Rows { .. } => None,
    }
}

/// The number of the version in a path of a plan, and what follows it.
fn version_path<'p>(path: &'p str, plan: &PlanId) -> Option<(usize, &'p str)> {
    let rest = path.strip_prefix("plan/")?.strip_prefix(plan.as_str())?.strip_prefix('/')?;
    let (number, rest) = rest.split_once('/')?;
    Some((number.parse().ok()?, rest))
}

/// Leaves the version out of where a field lies, and gives an input the path that it has in its document.
fn unnumbered(what: &mut What, plan: &PlanId, number: usize) {
    if place_of(what, plan).is_none() {
        return;
    }
    match what {
        What::Field(field) => {
            field.at.drain(..2);
        }
        What::Input(change) => {
            if let Some((_, rest)) = version_path(&change.path, plan) {
                change.path = format!("plan/{plan}/{number}/{rest}");
            }
        }
        What::Added | What::Removed | What::Rows { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::step::{BridgeStep, StepChange, steps};
    use super::*;
    use crate::model::sample::company;
    use crate::units::Rate;

    /// The sample company, its first plan in versions from these months of 2027, each with a weight of its first component in per cent.
    fn with(versions: &[(u32, i64)]) -> Document {
        let mut document = company();
        let first = document.plans[0].versions[0].clone();
        let version = |(at, (month, weight)): (usize, &(u32, i64))| {
            let mut version = first.clone();
            version.from = (at > 0).then(|| NaiveDate::from_ymd_opt(2027, *month, 1).unwrap());
            version.components[0].weight = Rate::percent(*weight);
            version
        };
        document.plans[0].versions = versions.iter().enumerate().map(version).collect();
        document
    }

    /// Months in which versions begin on both sides, 0 for the one that holds from the beginning.
    fn matched(old: &[u32], new: &[u32]) -> Vec<(Option<u32>, Option<u32>)> {
        let of = |months: &[u32]| with(&months.iter().map(|it| (*it, 100)).collect::<Vec<_>>());
        let all = versions(&of(old).plans[0], &of(new).plans[0]);
        let month = |months: &[u32], at: Option<usize>| at.map(|at| if at == 0 { 0 } else { months[at] });
        all.iter().map(|it| (month(old, it.old.map(|it| it.0)), month(new, it.new))).collect()
    }

    #[test]
    fn versions_belong_together_that_begin_on_one_day_or_were_moved_between_such() {
        assert_eq!(matched(&[0], &[0, 7]), [(Some(0), Some(0)), (None, Some(7))]);
        assert_eq!(matched(&[0, 7], &[0, 10]), [(Some(0), Some(0)), (Some(7), Some(10))]);
        assert_eq!(
            matched(&[0, 7], &[0, 4, 7, 9]),
            [(Some(0), Some(0)), (None, Some(4)), (Some(7), Some(7)), (None, Some(9))]
        );
        // July went, October stayed, December came: none of them was moved past another.
        assert_eq!(
            matched(&[0, 7, 10], &[0, 10, 12]),
            [(Some(0), Some(0)), (Some(7), None), (Some(10), Some(10)), (None, Some(12))]
        );
    }

    fn orders(steps: &[BridgeStep]) -> Vec<Vec<&BridgeStep>> {
        if steps.is_empty() {
            return vec![Vec::new()];
        }
        let mut all = Vec::new();
        for (at, first) in steps.iter().enumerate() {
            let rest: Vec<BridgeStep> = [&steps[..at], &steps[at + 1..]].concat();
            let found = orders(&rest).into_iter().map(|it| it.into_iter().cloned().collect::<Vec<_>>());
            for rest in found {
                let rest = rest.iter().filter_map(|it| steps.iter().find(|step| *step == it));
                all.push(std::iter::once(first).chain(rest).collect());
            }
        }
        all
    }

    #[test]
    fn the_steps_between_versions_lead_to_the_second_plan_in_any_order() {
        type Versions<'a> = &'a [(u32, i64)];
        let cases: [(Versions<'_>, Versions<'_>); 6] = [
            (&[(1, 100)], &[(1, 90), (7, 80)]),
            (&[(1, 100), (7, 80)], &[(1, 90)]),
            (&[(1, 100), (7, 80)], &[(1, 90), (4, 70), (7, 60)]),
            (&[(1, 100), (4, 70), (7, 80)], &[(1, 90), (7, 60), (9, 50)]),
            (&[(1, 100), (7, 80), (8, 85)], &[(1, 90), (9, 60), (10, 50)]),
            (&[(1, 100), (7, 80)], &[(1, 90), (7, 70)]),
        ];
        for (old, new) in cases {
            let (old, mut new) = (with(old), with(new));
            new.plans[0].name = "Renamed".to_owned();
            let steps = steps(&old, &new);
            let inputs = steps.iter().filter(|it| matches!(it.change, StepChange::Input(_))).count();
            assert!(inputs >= 1 && (3..=5).contains(&steps.len()), "{steps:#?}");
            let all = orders(&steps);
            assert_eq!(all.len(), (1..=steps.len()).product::<usize>());
            for order in all {
                let mut document = old.clone();
                order.iter().for_each(|it| it.make(&mut document, &new));
                assert_eq!(document.plans, new.plans);
            }
        }
    }
}
