//! Two scenarios side by side, in words.

mod bridge;
mod choices;
mod field;
mod fields;
mod figures;
mod steps;
mod thing;

pub use bridge::{
    bridge_answer_title, bridge_changes, bridge_chart, bridge_none, bridge_rows, bridge_say, method_words,
};

use crate::engine::compare::{Difference, InputChange, Part, Topic, Version, What};
use crate::model::{Document, InputUnit, InputValue};
use crate::present::number::{show_date, show_month};
use crate::present::seek::valued;
use crate::present::{Locale, Route};
use crate::text::{going_on, tr};
use crate::units::{Month, PlanId, RoleId, SegmentId};
use chrono::Datelike;
pub use fields::field_name;
pub use figures::{
    COMPARED, Course, Named, Rows, by_figure, by_period, course, figure_answer_title, figure_column, overlay, span_of,
};
pub use steps::{StepPart, step, step_parts};

/// A topic's name.
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Settings => tr!("Settings"),
        Topic::Assumptions => tr!("Assumptions"),
        Topic::Segments => tr!("Segments"),
        Topic::Roles => tr!("Roles and terms"),
        Topic::Plans => tr!("Pay plans"),
        Topic::Team => tr!("Team"),
        Topic::Costs => tr!("Other costs"),
        Topic::Customers => tr!("Accounts"),
        Topic::Territories => tr!("Territories"),
        Topic::Goal => tr!("Goal"),
        Topic::Deals => tr!("Deals"),
        Topic::Actuals => tr!("Closed months"),
    }
}

/// A part's name: `Segment Mid-market`. Names are those of the second document, or of the first where only that has the part.
pub fn part(part: &Part, old: &Document, new: &Document) -> String {
    let either = |find: &dyn Fn(&Document) -> Option<String>, id: &str| {
        find(new).or_else(|| find(old)).unwrap_or_else(|| id.to_owned())
    };
    match part {
        Part::Segment(id) => {
            [tr!("Segment "), &either(&|it| it.segment(id).map(|it| it.name.clone()), id.as_str())].concat()
        }
        Part::Role(id) => [tr!("Role "), &either(&|it| it.role(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Plan(id) => [tr!("Plan "), &either(&|it| it.plan(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Seats(id) => [tr!("Seats: "), &either(&|it| it.role(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Settings
        | Part::Assumptions
        | Part::Costs
        | Part::Customers
        | Part::Territories
        | Part::Deals
        | Part::Actuals
        | Part::Goal => topic(part.topic()).to_owned(),
    }
}

/// A difference as a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What it is about.
    pub topic: Topic,
    /// The path of the input, or the beginning of the paths of its part, by which the page is found on which it is entered.
    pub path: String,
    /// In which part.
    pub part: String,
    /// What differs.
    pub what: String,
    /// In the first document; empty where there is nothing.
    pub old: String,
    /// In the second.
    pub new: String,
}

impl DifferenceRow {
    /// The cells of the row, under [`difference_header`].
    pub fn cells(&self) -> Vec<String> {
        vec![self.what.clone(), self.place(), self.old.clone(), self.new.clone()]
    }

    /// Where it is entered, in words.
    pub fn place(&self) -> String {
        match topic(self.topic) {
            name if name == self.part => name.to_owned(),
            name => [name, " \u{203a} ", &self.part].concat(),
        }
    }

    /// Where it can be changed in a scenario, if that has it.
    pub fn leads_to(&self, document: &Document) -> Option<Route> {
        let mut parts = self.path.split('/').skip(1);
        let id = parts.next().unwrap_or_default();
        let there = match self.topic {
            Topic::Segments => document.segment(&SegmentId::new(id)).is_some(),
            Topic::Roles => document.role(&RoleId::new(id)).is_some(),
            Topic::Plans => document.plan(&PlanId::new(id)).is_some(),
            Topic::Settings
            | Topic::Assumptions
            | Topic::Team
            | Topic::Costs
            | Topic::Customers
            | Topic::Territories
            | Topic::Deals
            | Topic::Actuals
            | Topic::Goal => true,
        };
        there.then(|| Route::of_input(&self.path))
    }
}

/// The columns of a table of differences between two scenarios with these names.
pub fn difference_header(old: &str, new: &str) -> Vec<String> {
    [tr!("What"), tr!("Where"), old, new].map(str::to_owned).to_vec()
}

/// Differences as rows.
pub fn rows(differences: &[Difference], old: &Document, new: &Document, locale: &Locale) -> Vec<DifferenceRow> {
    let row = |it: &Difference| {
        let said = said(&it.part, &it.what, (old, new), locale);
        let what = match (&it.version, &it.what) {
            (None, _) => said.what,
            (Some(version), What::Added | What::Removed) => version_name(version),
            (Some(version), What::Input(change)) => input_name(change, &it.part, Some(version), (old, new)),
            (Some(version), What::Field(_) | What::Rows { .. }) => {
                [&version_name(version), " \u{203a} ", &said.what].concat()
            }
        };
        let instead = it.version.and_then(|it| it.instead).map(|number| tr!("version {number} goes on"));
        let (old_said, new_said) = match (&it.what, instead) {
            (What::Added, Some(instead)) => (instead, said.new),
            (What::Removed, Some(instead)) => (said.old, [&said.new, ", ", &instead].concat()),
            (_, _) => (said.old, said.new),
        };
        let path = if let What::Input(change) = &it.what { change.path.clone() } else { it.part.path() };
        let part = part(&it.part, old, new);
        DifferenceRow { topic: it.part.topic(), path, part, what, old: old_said, new: new_said }
    };
    differences.iter().map(row).collect()
}

/// A difference in words.
struct Said {
    /// What differs, its version left out.
    what: String,
    /// In the first document; empty where there is nothing.
    old: String,
    /// In the second.
    new: String,
}

fn said(part: &Part, what: &What, (old, new): (&Document, &Document), locale: &Locale) -> Said {
    let all = || tr!("all of it").to_owned();
    match what {
        What::Added => Said { what: all(), old: String::new(), new: tr!("added").to_owned() },
        What::Removed => Said { what: all(), old: tr!("there").to_owned(), new: tr!("removed").to_owned() },
        What::Input(change) => {
            let (old, new) = input_sides(change, (old, new), locale);
            Said { what: change.label.clone(), old, new }
        }
        What::Field(it) => {
            let (before, after) = field::sides(part, it, (old, new), locale);
            Said { what: field::place(part, it, old, new), old: before, new: after }
        }
        What::Rows { added, removed, changed } => {
            let count = |n: &usize, word: &str| {
                (*n > 0).then(|| format!("{} {word}", locale.count(i64::try_from(*n).unwrap_or(i64::MAX))))
            };
            let told = [count(added, tr!("added")), count(removed, tr!("removed")), count(changed, tr!("changed"))];
            let told: Vec<String> = told.into_iter().flatten().collect();
            let told = if told.is_empty() { tr!("another order").to_owned() } else { told.join(", ") };
            Said { what: tr!("rows").to_owned(), old: String::new(), new: told }
        }
    }
}

/// What a version of a plan is called: `Version 2 from Jul 2027`.
fn version_name(version: &Version) -> String {
    let number = version.number;
    match version.from {
        None => tr!("Version {number}"),
        Some(day) => {
            let when = if day.day() == 1 { show_month(Month::of(day)) } else { show_date(day) };
            tr!("Version {number} from {when}")
        }
    }
}

/// What an input is called, in a plan with several versions with that in which it lies: `Account executive, version 2 from Jul 2027,
/// New business: tier 2 pays`.
fn input_name(
    change: &InputChange,
    part: &Part,
    version: Option<&Version>,
    documents: (&Document, &Document),
) -> String {
    match (version, in_plan(change, part, documents)) {
        (Some(version), Some((plan, rest))) => [plan, ", ", &going_on(&version_name(version)), rest].concat(),
        (_, _) => change.label.clone(),
    }
}

/// The name of the plan with which the label of an input begins, and what follows.
fn in_plan<'c>(change: &'c InputChange, part: &Part, (old, new): (&Document, &Document)) -> Option<(&'c str, &'c str)> {
    let Part::Plan(id) = part else { return None };
    let plans = [new.plan(id), old.plan(id)];
    let named = plans.into_iter().flatten().find(|it| change.label.starts_with(it.name.as_str()))?;
    change.label.split_at_checked(named.name.len())
}

/// The values of an input that differs, of the first document and the second.
fn input_sides(change: &InputChange, (old, new): (&Document, &Document), locale: &Locale) -> (String, String) {
    let side = |document: &Document, value: Option<InputValue>, unit: InputUnit| match value {
        None | Some(InputValue::Empty) => tr!("none").to_owned(),
        Some(value) => valued(value, unit, locale, document.settings.currency),
    };
    (side(old, change.old, change.units.0), side(new, change.new, change.units.1))
}
