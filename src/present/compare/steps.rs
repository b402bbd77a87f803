//! A step of a bridge in words.

use super::{Said, in_plan, input_name, input_sides, part, said, version_name};
use crate::engine::compare::{BridgeStep, StepChange, What};
use crate::model::Document;
use crate::present::Locale;
use crate::text::{going_on, tr};

/// What a step of a bridge changes: `Mid-market: win rate: 22 % \u{2192} 25 %`. A step of several changes is called by where they lie and how
/// many they are: which of them moves the amount is not known, and any one of them would stand for all.
pub fn step(step: &BridgeStep, old: &Document, new: &Document, locale: &Locale) -> String {
    let parts = step_parts(step, (old, new), locale);
    let StepChange::Whole(whats) = &step.change else {
        return parts.first().map_or_else(String::new, |it| [&it.what, ": ", &it.sides].concat());
    };
    let name = whose(step, (old, new));
    let change = match parts.as_slice() {
        [] => None,
        [only] => Some([&only.what, ", ", &only.sides].concat()),
        several => Some(locale.counted(several.len(), tr!("change"), tr!("changes"))),
    };
    let comes = whats.iter().find_map(|it| match it {
        What::Added => Some(tr!("added")),
        What::Removed => Some(tr!("removed")),
        What::Rows { .. } | What::Input(_) | What::Field(_) => None,
    });
    match (comes, change) {
        (None, None) => name,
        (Some(comes), None) => [&name, ": ", comes].concat(),
        (None, Some(change)) => [&name, ": ", &change].concat(),
        (Some(comes), Some(change)) => [&name, ": ", comes, "; ", &change].concat(),
    }
}

/// The same without values.
pub(super) fn step_short(step: &BridgeStep, (old, new): (&Document, &Document), locale: &Locale) -> String {
    match (&step.change, &step.version) {
        (StepChange::Input(change), version) => input_name(change, &step.part, version.as_ref(), (old, new)),
        (StepChange::Whole(whats), None) => match whats.as_slice() {
            [what @ What::Field(_)] => said(&step.part, what, (old, new), locale).what,
            _other => part(&step.part, old, new),
        },
        (StepChange::Whole(_), Some(_)) => whose(step, (old, new)),
    }
}

/// Where a step lies: a part, or a version of a plan.
fn whose(step: &BridgeStep, (old, new): (&Document, &Document)) -> String {
    let name = part(&step.part, old, new);
    match &step.version {
        Some(version) => [&name, ", ", &going_on(&version_name(version))].concat(),
        None => name,
    }
}

/// One of the changes that a step makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepPart {
    /// What is changed.
    pub what: String,
    /// Its values, of the first document and the second.
    pub sides: String,
    /// The path of the input, if it is one.
    pub path: Option<String>,
}

/// The changes that a step makes, one by one. That a part or version comes or goes as a whole is none of them.
pub fn step_parts(step: &BridgeStep, (old, new): (&Document, &Document), locale: &Locale) -> Vec<StepPart> {
    let arrow = |old: &str, new: &str| [if old.is_empty() { tr!("none") } else { old }, " \u{2192} ", new].concat();
    match &step.change {
        StepChange::Input(change) => {
            let what = input_name(change, &step.part, step.version.as_ref(), (old, new));
            let (before, after) = input_sides(change, (old, new), locale);
            vec![StepPart { what, sides: arrow(&before, &after), path: Some(change.path.clone()) }]
        }
        StepChange::Whole(whats) => {
            let told = |it: &What| {
                let Said { what, old: before, new: after } = said(&step.part, it, (old, new), locale);
                Some(match it {
                    What::Added | What::Removed => return None,
                    What::Rows { .. } => StepPart { what, sides: after, path: None },
                    What::Field(_) => StepPart { what, sides: arrow(&before, &after), path: None },
                    What::Input(change) => {
                        // The plan is named once, before.
                        let rest =
                            in_plan(change, &step.part, (old, new)).map(|it| it.1.trim_start_matches([',', ':', ' ']));
                        let what = rest.map_or(what, str::to_owned);
                        StepPart { what, sides: arrow(&before, &after), path: Some(change.path.clone()) }
                    }
                })
            };
            whats.iter().filter_map(told).collect()
        }
    }
}
