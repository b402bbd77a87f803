//! What differs between two documents, input by input.

use crate::model::{Document, InputValue, inputs};
use std::collections::BTreeMap;

/// An input that differs. An input that only one document has is absent on the other side.
#[derive(Clone, Debug, PartialEq)]
pub struct InputChange {
    /// Path of the input.
    pub path: String,
    /// Its label.
    pub label: String,
    /// Value in the first document.
    pub old: Option<InputValue>,
    /// Value in the second.
    pub new: Option<InputValue>,
}

/// Inputs that differ, in the order of the second document, then those that only the first has.
pub fn changed_inputs(old: &Document, new: &Document) -> Vec<InputChange> {
    let mut before: BTreeMap<String, (String, InputValue)> =
        inputs(old).into_iter().map(|input| (input.path, (input.label, input.value))).collect();
    let mut changes = Vec::new();
    for input in inputs(new) {
        let old = before.remove(&input.path).map(|(_, value)| value);
        if old != Some(input.value) {
            changes.push(InputChange { path: input.path, label: input.label, old, new: Some(input.value) });
        }
    }
    changes.extend(before.into_iter().map(|(path, (label, value))| InputChange {
        path,
        label,
        old: Some(value),
        new: None,
    }));
    changes
}
