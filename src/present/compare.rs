//! Two scenarios side by side, in words.

mod bridge;
mod choices;
mod fields;
mod figures;

pub use bridge::{
    bridge_answer_title, bridge_changes, bridge_chart, bridge_none, bridge_rows, bridge_say, method_words,
};

use crate::engine::compare::{BridgeStep, Difference, Field, FieldStep, InputChange, Part, StepChange, Topic, What};
use crate::engine::refilled_in;
use crate::model::comp::DrawPaid;
use crate::model::{Document, InputValue, Seat, get_input};
use crate::present::number::show_month;
use crate::present::seek::valued;
use crate::present::staffing::{holder_name, leader_name};
use crate::present::words_pay::draw_paid;
use crate::present::{Locale, Route};
use crate::text::tr;
use crate::units::{PlanId, RoleId, SegmentId};
use choices::choice_name;
pub use fields::field_name;
pub use figures::{
    COMPARED, Course, Named, Rows, by_figure, by_period, course, figure_answer_title, figure_column, overlay, span_of,
};
use serde_json::Value as Json;

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
        let (what, before, after) = match &it.what {
            What::Added => (tr!("all of it").to_owned(), String::new(), tr!("added").to_owned()),
            What::Removed => (tr!("all of it").to_owned(), tr!("there").to_owned(), tr!("removed").to_owned()),
            What::Input(change) => {
                (change.label.clone(), side(old, change, change.old, locale), side(new, change, change.new, locale))
            }
            What::Field(field) => {
                let (before, after) = field_sides(&it.part, field, old, new);
                (place(&it.part, field, old, new), before, after)
            }
            What::Rows { added, removed, changed } => {
                let count = |n: &usize, word: &str| {
                    (*n > 0).then(|| format!("{} {word}", locale.count(i64::try_from(*n).unwrap_or(i64::MAX))))
                };
                let told = [count(added, tr!("added")), count(removed, tr!("removed")), count(changed, tr!("changed"))];
                let told: Vec<String> = told.into_iter().flatten().collect();
                let told = if told.is_empty() { tr!("another order").to_owned() } else { told.join(", ") };
                (tr!("rows").to_owned(), String::new(), told)
            }
        };
        let path = if let What::Input(change) = &it.what { change.path.clone() } else { it.part.path() };
        DifferenceRow { topic: it.part.topic(), path, part: part(&it.part, old, new), what, old: before, new: after }
    };
    differences.iter().map(row).collect()
}

/// What a step of a bridge changes: `Mid-market: win rate, 22 % to 25 %`.
pub fn step(step: &BridgeStep, old: &Document, new: &Document, locale: &Locale) -> String {
    match &step.change {
        StepChange::Input(change) => [&change.label, ": ", &change_sides(change, (old, new), locale)].concat(),
        StepChange::Whole(fields) => {
            let name = part(&step.part, old, new);
            let Some(first) = fields.first() else { return name };
            let (before, after) = field_sides(&step.part, first, old, new);
            let place = place(&step.part, first, old, new);
            let what = match before.as_str() {
                "" if after == tr!("there") => [&place, ", ", tr!("added")].concat(),
                "" => [&place, ", ", tr!("none"), " \u{2192} ", &after].concat(),
                before => [&place, ", ", before, " \u{2192} ", &after].concat(),
            };
            match fields.len() - 1 {
                0 => [&name, ": ", &what].concat(),
                more => tr!("{name}: {what}, and {more} more"),
            }
        }
    }
}

/// The same without values.
fn step_short(step: &BridgeStep, old: &Document, new: &Document) -> String {
    match &step.change {
        StepChange::Input(change) => change.label.clone(),
        StepChange::Whole(fields) => match fields.as_slice() {
            [field] => place(&step.part, field, old, new),
            _several => part(&step.part, old, new),
        },
    }
}

/// The values of an input that differs, of the first document and the second.
pub fn change_sides(change: &InputChange, (old, new): (&Document, &Document), locale: &Locale) -> String {
    let (before, after) = (side(old, change, change.old, locale), side(new, change, change.new, locale));
    [&before, " \u{2192} ", &after].concat()
}

fn side(document: &Document, change: &InputChange, value: Option<InputValue>, locale: &Locale) -> String {
    match (value, get_input(document, &change.path)) {
        (None | Some(InputValue::Empty), _) | (_, None) => tr!("none").to_owned(),
        (Some(value), Some(input)) => valued(value, input.unit, locale, document.settings.currency),
    }
}

/// The values of a field that differs, of the first document and the second.
fn field_sides(part: &Part, field: &Field, old: &Document, new: &Document) -> (String, String) {
    let before = field.old.as_ref().map_or_else(|| unsaid(&field.at, ""), |it| value(it, &field.at, old));
    let after = field.new.as_ref().map_or_else(|| unsaid(&field.at, tr!("removed")), |it| value(it, &field.at, new));
    (before, after + &refilled(part, field, new))
}

/// What a field that is absent says: when a draw is paid is a choice also where files do not name it.
fn unsaid(at: &[FieldStep], otherwise: &str) -> String {
    let is = |step: &FieldStep, wanted: &str| matches!(step, FieldStep::Field(name) if name == wanted);
    let of_a_draw = matches!(at, [.., draw, paid] if is(draw, "draw") && is(paid, "paid"));
    if of_a_draw { draw_paid(DrawPaid::default()).0.to_owned() } else { otherwise.to_owned() }
}

/// Where a field lies, in words.
fn place(part: &Part, field: &Field, old: &Document, new: &Document) -> String {
    let word = |step: &FieldStep| match step {
        FieldStep::Field(name) => field_name(name).map_or_else(|| plain(name), str::to_owned),
        FieldStep::Entry(name) => name.clone(),
        FieldStep::Nth(place) => place.to_string(),
    };
    let mut names: Vec<String> = field.at.iter().map(word).collect();
    if let (Part::Seats(_), Some(first)) = (part, names.first_mut()) {
        // Who has it now, or had it: an open seat is what is left of someone who is gone.
        let seat = |document: &Document| document.seats.iter().find(|it| it.id.as_str() == first.as_str()).cloned();
        let held = |document: &Document| seat(document).filter(|it| holder_name(document, it).is_some());
        let named = |document: &Document, seat: Option<Seat>| seat.map(|it| leader_name(document, &it));
        let name = named(new, held(new)).or_else(|| named(old, held(old)));
        if let Some(name) = name.or_else(|| named(new, seat(new))).or_else(|| named(old, seat(old))) {
            *first = name;
        }
    }
    if let (Part::Role(role), [FieldStep::Field(list), FieldStep::Nth(at), ..]) = (part, field.at.as_slice())
        && list == "terms"
        && let Some(name) = terms_of(role, *at, new).or_else(|| terms_of(role, *at, old))
    {
        // Terms have no name but that of their segment.
        names.splice(..2, [tr!("Terms: {name}")]);
    }
    if let Part::Plan(plan) = part {
        names = of_a_plan(plan, &field.at, names, (old, new));
    }
    names.join(" \u{203a} ")
}

/// Where a field of a plan lies, as the forms show a plan: an only version has no number there, components stand by their names, and so
/// do tiers by their numbers.
fn of_a_plan(
    plan: &PlanId,
    at: &[FieldStep],
    mut names: Vec<String>,
    (old, new): (&Document, &Document),
) -> Vec<String> {
    let field = |place: usize, wanted: &str| matches!(at.get(place), Some(FieldStep::Field(name)) if name == wanted);
    let (true, Some(FieldStep::Nth(number))) = (field(0, "versions"), at.get(1)) else { return names };
    // From the end, so that places stay what they are.
    if field(2, "components")
        && field(4, "rates")
        && field(5, "tiers")
        && let Some(FieldStep::Nth(tier)) = at.get(6)
    {
        names.splice(4..7, [tr!("Tier {tier}")]);
    }
    if field(2, "components") && at.len() > 3 {
        names.remove(2);
    }
    let only = |document: &Document| document.plan(plan).is_none_or(|it| it.versions.len() == 1);
    let version = (!(only(old) && only(new))).then(|| tr!("Version {number}"));
    names.splice(..2, version);
    names
}

/// The segment of a role's terms, by their place from 1; none where they hold for all.
fn terms_of(role: &RoleId, at: usize, document: &Document) -> Option<String> {
    let terms = document.role(role)?.terms.get(at.checked_sub(1)?)?;
    document.segment(terms.segment.as_ref()?).map(|it| it.name.clone())
}

/// Of a last day in a seat that is filled again: from when on. It is easily missed that somebody comes.
fn refilled(part: &Part, field: &Field, document: &Document) -> String {
    let [FieldStep::Entry(seat), FieldStep::Field(stints), .., FieldStep::Field(to), FieldStep::Field(date)] =
        field.at.as_slice()
    else {
        return String::new();
    };
    if !matches!(part, Part::Seats(_)) || [stints, to, date] != ["stints", "to", "date"] {
        return String::new();
    }
    let seat = document.seats.iter().find(|it| it.id.as_str() == seat.as_str());
    let filled = seat.filter(|it| it.backfill.or_else(|| Some(document.terms_of(it)?.backfill)) == Some(true));
    let month = filled.and_then(|seat| refilled_in(document, seat));
    month.map_or_else(String::new, |month| tr!(", filled again from {}", show_month(month)))
}

/// A name of a file that this program does not know, as words.
fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// A value as it stands in files, as words. `at` is the way to it.
fn value(value: &Json, at: &[FieldStep], document: &Document) -> String {
    match value {
        Json::Null => tr!("none").to_owned(),
        Json::Bool(true) => tr!("yes").to_owned(),
        Json::Bool(false) => tr!("no").to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => {
            let field = at.iter().rev().find_map(|it| if let FieldStep::Field(name) = it { Some(name) } else { None });
            let field = field.map_or("", String::as_str);
            if field == "name" {
                return text.clone();
            }
            let chosen = choice_name(field, value).map(str::to_owned).or_else(|| name_of(field, text, document));
            chosen.unwrap_or_else(|| plain(text))
        }
        Json::Array(list) if list.iter().all(|it| !it.is_object() && !it.is_array()) => {
            list.iter().map(|it| self::value(it, at, document)).collect::<Vec<_>>().join(", ")
        }
        Json::Array(list) => match list.len() {
            1 => tr!("1 entry").to_owned(),
            count => tr!("{count} entries"),
        },
        Json::Object(fields) => match (fields.get("name"), fields.get("kind")) {
            (Some(Json::String(name)), _) => name.clone(),
            (None, Some(kind @ Json::String(name))) => {
                choice_name("kind", kind).map_or_else(|| plain(name), str::to_owned)
            }
            _ => tr!("there").to_owned(),
        },
    }
}

/// What a field refers to, by its name.
fn name_of(field: &str, id: &str, document: &Document) -> Option<String> {
    match field {
        "plan" => document.plan(&PlanId::new(id)).map(|it| it.name.clone()),
        "role" => document.role(&RoleId::new(id)).map(|it| it.name.clone()),
        "segment" | "segments" => document.segment(&SegmentId::new(id)).map(|it| it.name.clone()),
        "manager" | "seat" | "sales" | "account_management" | "customer_success" => {
            document.seats.iter().find(|it| it.id.as_str() == id).map(|it| leader_name(document, it))
        }
        _other => None,
    }
}
