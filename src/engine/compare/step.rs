//! The steps that lead from one document to another.

use super::diff::{InputChange, changed_inputs};
use super::difference::fields_between;
use super::fields::Field;
use super::part::{Part, differing};
use crate::model::{Document, set_input};
use std::collections::BTreeMap;

/// One step on the way from a document to another.
#[derive(Clone, Debug, PartialEq)]
pub struct BridgeStep {
    /// Where it lies.
    pub part: Part,
    /// What it does.
    pub change: StepChange,
}

/// What a step changes.
#[derive(Clone, Debug, PartialEq)]
pub enum StepChange {
    /// One input.
    Input(InputChange),
    /// All of the part that is still different: the fields that are no inputs, where these are not too many to tell.
    Whole(Vec<Field>),
}

/// More inputs than this in one part are one step: nobody reads fifty.
const MOST_INPUTS: usize = 4;

/// The steps from one document to another, in the order of topics: single inputs where a part differs in few of them, else the part
/// as a whole. Made one after the other they give the second document, but for its name and the order of its lists.
pub fn steps(old: &Document, new: &Document) -> Vec<BridgeStep> {
    let mut by_part: BTreeMap<Part, Vec<InputChange>> = BTreeMap::new();
    for change in changed_inputs(old, new).into_iter().filter(|it| it.old.is_some() && it.new.is_some()) {
        if let Some(part) = Part::of_input(&change.path, old, new) {
            by_part.entry(part).or_default().push(change);
        }
    }
    let mut steps = Vec::new();
    for part in differing(old, new) {
        let inputs = by_part.remove(&part).unwrap_or_default();
        if inputs.len() > MOST_INPUTS {
            steps.push(BridgeStep { part, change: StepChange::Whole(Vec::new()) });
            continue;
        }
        let mut reached = old.clone();
        for change in inputs {
            set(&mut reached, &change);
            steps.push(BridgeStep { part: part.clone(), change: StepChange::Input(change) });
        }
        if !part.is_same(&reached, new) {
            let fields = fields_between(&part, &reached, new);
            steps.push(BridgeStep { part, change: StepChange::Whole(fields) });
        }
    }
    steps
}

impl BridgeStep {
    /// Makes the step.
    pub(super) fn make(&self, document: &mut Document, new: &Document) {
        match &self.change {
            StepChange::Input(change) => set(document, change),
            StepChange::Whole(_) => self.part.take(document, new),
        }
    }
}

fn set(document: &mut Document, change: &InputChange) {
    if let Some(value) = change.new {
        // An input that another step has not made yet is set by that step, with all of its part.
        let _ = set_input(document, &change.path, value);
    }
}
