//! Two scenarios side by side, in words.

use crate::engine::compare::{BridgeStep, Difference, Field, InputChange, Part, StepChange, Topic, What};
use crate::model::{Document, InputValue, get_input};
use crate::present::Locale;
use crate::present::seek::valued;
use crate::present::staffing::holder_name;
use serde_json::Value;

/// A topic's name.
pub const fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Settings => "Settings",
        Topic::Assumptions => "Assumptions",
        Topic::Segments => "Segments",
        Topic::Roles => "Roles and terms",
        Topic::Plans => "Pay plans",
        Topic::Team => "Team",
        Topic::Costs => "Other costs",
        Topic::Customers => "Customers",
        Topic::Deals => "Deals",
        Topic::Actuals => "Closed months",
    }
}

/// A part's name: `Segment Mid-market`. Names are those of the second document, or of the first where only that has the part.
pub fn part(part: &Part, old: &Document, new: &Document) -> String {
    let either = |find: &dyn Fn(&Document) -> Option<String>, id: &str| {
        find(new).or_else(|| find(old)).unwrap_or_else(|| id.to_owned())
    };
    match part {
        Part::Segment(id) => {
            ["Segment ", &either(&|it| it.segment(id).map(|it| it.name.clone()), id.as_str())].concat()
        }
        Part::Role(id) => ["Role ", &either(&|it| it.role(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Plan(id) => ["Plan ", &either(&|it| it.plan(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Seats(id) => ["Seats: ", &either(&|it| it.role(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Settings | Part::Assumptions | Part::Costs | Part::Customers | Part::Deals | Part::Actuals => {
            topic(part.topic()).to_owned()
        }
    }
}

/// A difference as a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What it is about.
    pub topic: Topic,
    /// In which part.
    pub part: String,
    /// What differs.
    pub what: String,
    /// In the first document; empty where there is nothing.
    pub old: String,
    /// In the second.
    pub new: String,
}

/// Differences as rows.
pub fn rows(differences: &[Difference], old: &Document, new: &Document, locale: &Locale) -> Vec<DifferenceRow> {
    let row = |it: &Difference| {
        let (what, before, after) = match &it.what {
            What::Added => ("all of it".to_owned(), String::new(), "added".to_owned()),
            What::Removed => ("all of it".to_owned(), "there".to_owned(), "removed".to_owned()),
            What::Input(change) => {
                (change.label.clone(), side(old, change, change.old, locale), side(new, change, change.new, locale))
            }
            What::Field(field) => (
                place(&it.part, field, old, new),
                field.old.as_ref().map_or_else(String::new, value),
                field.new.as_ref().map_or_else(|| "removed".to_owned(), value),
            ),
            What::Rows { added, removed, changed } => {
                let count = |n: &usize, word: &str| {
                    (*n > 0).then(|| format!("{} {word}", locale.count(i64::try_from(*n).unwrap_or(i64::MAX))))
                };
                let told = [count(added, "added"), count(removed, "removed"), count(changed, "changed")];
                let told: Vec<String> = told.into_iter().flatten().collect();
                let told = if told.is_empty() { "another order".to_owned() } else { told.join(", ") };
                ("rows".to_owned(), String::new(), told)
            }
        };
        DifferenceRow { topic: it.part.topic(), part: part(&it.part, old, new), what, old: before, new: after }
    };
    differences.iter().map(row).collect()
}

/// What a step of a bridge changes: `Mid-market: win rate, 22 % to 25 %`.
pub fn step(step: &BridgeStep, old: &Document, new: &Document, locale: &Locale) -> String {
    match &step.change {
        StepChange::Input(change) => {
            let (before, after) = (side(old, change, change.old, locale), side(new, change, change.new, locale));
            format!("{}: {before} \u{2192} {after}", change.label)
        }
        StepChange::Whole => part(&step.part, old, new),
    }
}

fn side(document: &Document, change: &InputChange, value: Option<InputValue>, locale: &Locale) -> String {
    match (value, get_input(document, &change.path)) {
        (None | Some(InputValue::Empty), _) | (_, None) => "none".to_owned(),
        (Some(value), Some(input)) => valued(value, input.unit, locale, document.settings.currency),
    }
}

/// Where a field lies, in words.
fn place(part: &Part, field: &Field, old: &Document, new: &Document) -> String {
    let mut names: Vec<String> = field.at.iter().map(|name| plain(name)).collect();
    if let (Part::Seats(_), Some(first)) = (part, names.first_mut()) {
        let held = |document: &Document| {
            let seat = document.seats.iter().find(|it| it.id.as_str() == first.as_str())?;
            holder_name(document, seat).map(str::to_owned)
        };
        if let Some(name) = held(new).or_else(|| held(old)) {
            *first = format!("{name} ({first})");
        }
    }
    names.join(" \u{203a} ")
}

/// The name of a field as words.
fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// A value as it stands in files, as words.
fn value(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => plain(text),
        Value::Array(list) if list.iter().all(|it| !it.is_object() && !it.is_array()) => {
            list.iter().map(self::value).collect::<Vec<_>>().join(", ")
        }
        Value::Array(list) => match list.len() {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        },
        Value::Object(fields) => match (fields.get("name"), fields.get("kind")) {
            (Some(Value::String(name)), _) | (None, Some(Value::String(name))) => plain(name),
            _ => "there".to_owned(),
        },
    }
}
