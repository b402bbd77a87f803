//! A field that differs in words: where it lies, and what stands there.

use super::choices::choice_name;
use super::fields::field_name;
use super::thing::thing;
use crate::engine::compare::{Field, FieldStep, Part};
use crate::engine::refilled_in;
use crate::model::comp::DrawPaid;
use crate::model::{Document, Seat};
use crate::present::Locale;
use crate::present::number::{show_date, show_month};
use crate::present::staffing::{holder_name, leader_name};
use crate::present::words_pay::draw_paid;
use crate::text::tr;
use crate::units::{PlanId, Rate, RoleId, SegmentId};
use serde_json::Value as Json;

/// The values of a field that differs, of the first document and the second.
pub(super) fn sides(
    part: &Part,
    field: &Field,
    (old, new): (&Document, &Document),
    locale: &Locale,
) -> (String, String) {
    let side = |side: &Option<Json>, document: &Document, otherwise: &str| match side {
        Some(it) => value(it, &Place { part, at: &field.at, document, locale }),
        None => unsaid(&field.at, otherwise),
    };
    let is_thing = field.new.as_ref().is_some_and(|it| it.is_object() || it.is_array());
    let nothing = if is_thing { tr!("none") } else { "" };
    let (before, after) = (side(&field.old, old, nothing), side(&field.new, new, tr!("removed")));
    (before, after + &refilled(part, field, new))
}

/// What a field that is absent says: when a draw is paid is a choice also where files do not name it.
fn unsaid(at: &[FieldStep], otherwise: &str) -> String {
    let is = |step: &FieldStep, wanted: &str| matches!(step, FieldStep::Field(name) if name == wanted);
    let of_a_draw = matches!(at, [.., draw, paid] if is(draw, "draw") && is(paid, "paid"));
    if of_a_draw { draw_paid(DrawPaid::default()).0.to_owned() } else { otherwise.to_owned() }
}

/// Where a field lies, in words.
pub(super) fn place(part: &Part, field: &Field, old: &Document, new: &Document) -> String {
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
    if let Part::Plan(_) = part {
        names = of_a_plan(&field.at, names);
    }
    names.join(" \u{203a} ")
}

/// Where a field of a plan lies, as the forms show a plan: components stand by their names, and so do tiers by their numbers.
fn of_a_plan(at: &[FieldStep], mut names: Vec<String>) -> Vec<String> {
    let field = |place: usize, wanted: &str| matches!(at.get(place), Some(FieldStep::Field(name)) if name == wanted);
    // From the end, so that places stay what they are.
    if field(0, "components")
        && field(2, "rates")
        && field(3, "tiers")
        && let Some(FieldStep::Nth(tier)) = at.get(4)
    {
        if let (true, Some(name)) = (field(5, "value"), names.get_mut(5)) {
            tr!("Pays").clone_into(name);
        }
        names.splice(2..5, [tr!("Tier {tier}")]);
    }
    if field(0, "components") && at.len() > 1 {
        names.remove(0);
    }
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

/// Where a value stands.
pub(super) struct Place<'a> {
    /// In which part.
    pub part: &'a Part,
    /// The way to it.
    pub at: &'a [FieldStep],
    /// In which document.
    pub document: &'a Document,
    /// How numbers are written.
    pub locale: &'a Locale,
}

impl Place<'_> {
    /// The name of the field, or of the list in which it is an entry.
    pub(super) fn field(&self) -> &str {
        let name = |it: &FieldStep| matches!(it, FieldStep::Field(_));
        match self.at.iter().rev().find(|it| name(it)) {
            Some(FieldStep::Field(name)) => name,
            Some(FieldStep::Entry(_) | FieldStep::Nth(_)) | None => "",
        }
    }
}

/// A value as it stands in files, as words.
fn value(value: &Json, place: &Place<'_>) -> String {
    match value {
        Json::Null => tr!("none").to_owned(),
        Json::Bool(true) => tr!("yes").to_owned(),
        Json::Bool(false) => tr!("no").to_owned(),
        Json::Number(number) => match (place.field(), number.as_f64()) {
            ("share", Some(share)) => place.locale.rate(Rate::from_f64(share)),
            (_, Some(value)) if value.fract() != 0.0 => {
                let digits = number.to_string().split('.').nth(1).map_or(0, str::len);
                place.locale.number(value, digits as u32)
            }
            (_, _) => number.to_string(),
        },
        Json::String(text) => {
            let field = place.field();
            if field == "name" {
                return text.clone();
            }
            let chosen = choice_name(field, value).map(str::to_owned).or_else(|| name_of(field, text, place.document));
            chosen.or_else(|| when(value)).unwrap_or_else(|| plain(text))
        }
        Json::Array(list) if list.iter().all(|it| !it.is_object() && !it.is_array()) => {
            list.iter().map(|it| self::value(it, place)).collect::<Vec<_>>().join(", ")
        }
        Json::Array(list) => {
            let told: Option<Vec<String>> = list.iter().map(|it| thing(it, place)).collect();
            match (told.filter(|it| it.len() <= MOST_ENTRIES), list.len()) {
                (Some(told), _) => told.join("; "),
                (None, 1) => tr!("1 entry").to_owned(),
                (None, count) => tr!("{count} entries"),
            }
        }
        Json::Object(fields) => match (thing(value, place), fields.get("name"), fields.get("kind")) {
            (Some(told), ..) => told,
            (None, Some(Json::String(name)), _) => name.clone(),
            (None, None, Some(kind @ Json::String(name))) => {
                choice_name("kind", kind).map_or_else(|| plain(name), str::to_owned)
            }
            (None, ..) => tr!("there").to_owned(),
        },
    }
}

/// A day or a month, as both are told everywhere.
fn when(value: &Json) -> Option<String> {
    let day = || serde_json::from_value(value.clone()).ok().map(show_date);
    day().or_else(|| serde_json::from_value(value.clone()).ok().map(show_month))
}

/// A list of more things is counted.
const MOST_ENTRIES: usize = 6;

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
