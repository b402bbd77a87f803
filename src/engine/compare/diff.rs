//! What differs between two documents, input by input.

use crate::model::{Document, InputUnit, InputValue, inputs};
use std::collections::BTreeMap;

/// An input that differs. An input that only one document has is absent on the other side.
#[derive(Clone, Debug, PartialEq)]
pub struct InputChange {
    /// Path of the input.
    pub path: String,
    /// Its label.
    pub label: String,
    /// What it is measured in, in the first document and in the second.
    pub units: (InputUnit, InputUnit),
    /// Value in the first document.
    pub old: Option<InputValue>,
    /// Value in the second.
    pub new: Option<InputValue>,
}

/// Inputs that differ, in the order of the second document, then those that only the first has.
pub fn changed_inputs(old: &Document, new: &Document) -> Vec<InputChange> {
    let mut before: BTreeMap<String, (String, InputUnit, InputValue)> =
        inputs(old).into_iter().map(|it| (it.path, (it.label, it.unit, it.value))).collect();
    let mut changes = Vec::new();
    for input in inputs(new) {
        let was = before.remove(&input.path);
        let (unit, old) = was.map_or((input.unit, None), |(_, unit, value)| (unit, Some(value)));
        if old != Some(input.value) {
            let units = (unit, input.unit);
            changes.push(InputChange { path: input.path, label: input.label, units, old, new: Some(input.value) });
        }
    }
    changes.extend(before.into_iter().map(|(path, (label, unit, value))| InputChange {
        path,
        label,
        units: (unit, unit),
        old: Some(value),
        new: None,
    }));
    changes
}
