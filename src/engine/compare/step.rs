//! The steps that lead from one document to another.

use super::diff::InputChange;
use super::difference::{Difference, What, differences_beside};
use super::fields::FieldStep;
use super::part::{Part, differing};
use super::version::{Beside, Version};
use crate::model::{Document, set_input};

/// One step on the way from a document to another.
#[derive(Clone, Debug, PartialEq)]
pub struct BridgeStep {
    /// Where it lies.
    pub part: Part,
    /// In which version of a plan, where one of the documents has several.
    pub version: Option<Version>,
    /// What it does.
    pub change: StepChange,
}

/// What a step changes.
#[derive(Clone, Debug, PartialEq)]
pub enum StepChange {
    /// One input.
    Input(InputChange),
    /// All of the part, or of the version of a plan, that is still different.
    Whole(Vec<What>),
}

/// More inputs than this in one part are one step: nobody reads fifty.
const MOST_INPUTS: usize = 4;

/// The steps from one document to another, in the order of topics: single inputs where a part differs in few of them, else the part
/// as a whole, a plan with several versions version by version. Made one after the other they give the second document, but for its name and
/// the order of its lists.
pub fn steps(old: &Document, new: &Document) -> Vec<BridgeStep> {
    let beside = Beside::of(old, new);
    let found = differences_beside(&beside, old, new);
    let mut steps: Vec<BridgeStep> = Vec::new();
    for part in differing(old, new) {
        let of_part: Vec<&Difference> = found.iter().filter(|it| it.part == part).collect();
        let alone = |it: &Difference| is_input(it, &beside);
        let inputs = of_part.iter().filter(|it| alone(it)).count();
        let mut wholes: Vec<BridgeStep> = Vec::new();
        if of_part.is_empty() {
            // Such as another order of a list.
            wholes.push(BridgeStep { part: part.clone(), version: None, change: StepChange::Whole(Vec::new()) });
        }
        for difference in of_part {
            let Difference { part, version, what } = difference.clone();
            if let (What::Input(change), true) = (&what, inputs <= MOST_INPUTS && alone(difference)) {
                steps.push(BridgeStep { part, version, change: StepChange::Input(change.clone()) });
                continue;
            }
            match wholes.last_mut() {
                Some(BridgeStep { version: before, change: StepChange::Whole(whats), .. }) if *before == version => {
                    whats.push(what);
                }
                Some(_) | None => wholes.push(BridgeStep { part, version, change: StepChange::Whole(vec![what]) }),
            }
        }
        steps.extend(wholes);
    }
    steps
}

/// Whether it is an input that can be set by itself, whichever other steps were made before.
fn is_input(difference: &Difference, beside: &Beside<'_>) -> bool {
    match (&difference.part, &difference.version, &difference.what) {
        (Part::Plan(id), Some(version), What::Input(_)) => beside.stays(id, version),
        (_, _, what) => matches!(what, What::Input(_)),
    }
}

impl BridgeStep {
    /// Makes the step.
    pub(super) fn make(&self, document: &mut Document, new: &Document) {
        match (&self.change, &self.version, &self.part) {
            (StepChange::Input(change), ..) => set(document, change),
            (StepChange::Whole(_), Some(version), Part::Plan(id)) => {
                if let (Some(plan), Some(new)) = (document.plans.iter_mut().find(|it| it.id == *id), new.plan(id)) {
                    version.make(plan, new);
                }
            }
            (StepChange::Whole(whats), None, Part::Plan(id)) if is_name(whats) => {
                if let (Some(plan), Some(new)) = (document.plans.iter_mut().find(|it| it.id == *id), new.plan(id)) {
                    plan.name.clone_from(&new.name);
                }
            }
            (StepChange::Whole(_), ..) => self.part.take(document, new),
        }
    }
}

/// Whether nothing but a name differs. It stands beside the versions of a plan, which are steps of their own.
fn is_name(whats: &[What]) -> bool {
    let name = |it: &What| matches!(it, What::Field(field) if matches!(field.at.as_slice(), [FieldStep::Field(name)] if name == "name"));
    !whats.is_empty() && whats.iter().all(name)
}

fn set(document: &mut Document, change: &InputChange) {
    if let Some(value) = change.new {
        // An input that another step has not made yet is set by that step, with all of its part.
        let _ = set_input(document, &change.path, value);
    }
}
