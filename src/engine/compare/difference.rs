//! What was entered differently in two documents, part by part.

use super::diff::{InputChange, changed_inputs};
use super::fields::{self, Field};
use super::part::{Part, differing};
use super::version::{Beside, Version};
use crate::model::{Document, set_input};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::mem::discriminant;

/// Something that was entered differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where.
    pub part: Part,
    /// In which version of a plan, where one of the documents has several.
    pub version: Option<Version>,
    /// What.
    pub what: What,
}

/// What differs.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Only the second document has the part or version.
    Added,
    /// Only the first document has the part or version.
    Removed,
    /// A number, by the registry of inputs.
    Input(InputChange),
    /// Anything else that can be entered: a choice, a date, a name. In a list of seats the first name is that of the seat.
    Field(Field),
    /// Rows of a table.
    Rows {
        /// Only in the second document.
        added: usize,
        /// Only in the first.
        removed: usize,
        /// In both, and different.
        changed: usize,
    },
}

/// Everything that was entered differently, in the order of topics; within a part or a version of a plan numbers first. Numbers of what only
/// one document has are left out: it is listed as a whole. A version that only one document has is told by where it differs from what
/// holds in the other then.
pub fn differences(old: &Document, new: &Document) -> Vec<Difference> {
    let beside = Beside::of(old, new);
    differences_beside(&beside, old, new)
}

/// The same of two documents that were put beside each other.
pub(super) fn differences_beside(beside: &Beside<'_>, old: &Document, new: &Document) -> Vec<Difference> {
    let mut inputs: HashMap<Part, Vec<InputChange>> = HashMap::new();
    for change in changed_inputs(&beside.old, &beside.new) {
        if let Some(part) = Part::of_input(&change.path, old, new) {
            inputs.entry(part).or_default().push(change);
        }
    }
    let mut found = Vec::new();
    for part in differing(old, new) {
        let whats = match (part.exists(old), part.exists(new)) {
            (false, true) => vec![What::Added],
            (true, false) => vec![What::Removed],
            (false, false) | (true, true) => {
                within(&part, &beside.old, &beside.new, inputs.remove(&part).unwrap_or_default())
            }
        };
        let whats = if let Part::Plan(id) = &part {
            beside.by_version(id, whats)
        } else {
            whats.into_iter().map(|it| (None, it)).collect()
        };
        found.extend(whats.into_iter().map(|(version, what)| Difference { part: part.clone(), version, what }));
    }
    found
}

fn within(part: &Part, old: &Document, new: &Document, inputs: Vec<InputChange>) -> Vec<What> {
    match part {
        Part::Customers => vec![rows(&old.accounts, &new.accounts, |it| it.id.as_str().to_owned())],
        Part::Deals => vec![rows(&old.deals, &new.deals, |it| it.id.as_str().to_owned())],
        Part::Actuals => vec![rows(&old.actuals, &new.actuals, |it| format!("{:?} {}", it.segment, it.month))],
        Part::Settings
        | Part::Assumptions
        | Part::Costs
        | Part::Segment(_)
        | Part::Role(_)
        | Part::Plan(_)
        | Part::Territories
        | Part::Goal
        | Part::Seats(_) => {
            // With the numbers set alike, what still differs is everything else.
            let mut reached = old.clone();
            let mut whats = Vec::new();
            for change in inputs {
                // A value of another kind, such as a share in place of a multiple, is no other value of one input.
                let is_alike = discriminant(&change.units.0) == discriminant(&change.units.1);
                if let (Some(_), Some(value), true) = (change.old, change.new, is_alike)
                    && set_input(&mut reached, &change.path, value).is_ok()
                {
                    whats.push(What::Input(change));
                }
            }
            if *part == Part::Territories && old.territory_plan != new.territory_plan {
                whats.push(rows(&old.territory_plan, &new.territory_plan, |it| it.0.as_str().to_owned()));
            }
            whats.extend(fields_between(part, &reached, new).into_iter().map(What::Field));
            whats
        }
    }
}

/// The fields of a part that differ; none of a table.
fn fields_between(part: &Part, old: &Document, new: &Document) -> Vec<Field> {
    fields::fields(&written(part, old), &written(part, new))
}

/// The part as it stands in files.
fn written(part: &Part, document: &Document) -> Value {
    match part {
        Part::Settings => json(&document.settings),
        Part::Assumptions => json(&document.assumptions),
        Part::Costs => json(&document.costs),
        Part::Territories => json(&document.territory),
        Part::Goal => json(&document.goals().collect::<Vec<_>>()),
        Part::Segment(id) => json(&document.segment(id)),
        Part::Role(id) => json(&document.role(id)),
        Part::Plan(id) => json(&document.plan(id)),
        Part::Seats(role) => {
            let seats = document.seats.iter().filter(|it| it.role == *role);
            Value::Array(
                seats
                    .map(|seat| {
                        let mut written = json(seat);
                        // The names of its holders stand in a list of their own; here they belong to the seat.
                        for (at, stint) in seat.stints.iter().enumerate() {
                            let name =
                                stint.person.as_ref().and_then(|id| document.person(id)).map(|it| json(&it.name));
                            if let (Some(name), Some(place)) =
                                (name, written.pointer_mut(&format!("/stints/{at}/person")))
                            {
                                *place = name;
                            }
                        }
                        written
                    })
                    .collect(),
            )
        }
        Part::Customers | Part::Deals | Part::Actuals => Value::Null,
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn rows<T: PartialEq>(old: &[T], new: &[T], key: impl Fn(&T) -> String) -> What {
    let before: HashMap<String, &T> = old.iter().map(|it| (key(it), it)).collect();
    let after: HashMap<String, &T> = new.iter().map(|it| (key(it), it)).collect();
    let kept = after.iter().filter_map(|(key, it)| Some((it, before.get(key)?)));
    What::Rows {
        added: after.keys().filter(|key| !before.contains_key(*key)).count(),
        removed: before.keys().filter(|key| !after.contains_key(*key)).count(),
        changed: kept.filter(|(new, old)| new != old).count(),
    }
}
