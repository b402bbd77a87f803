//! From JSON to a document and back, without losing what this version does not know.

use crate::model::{Document, Problem, misfit, reader};
use crate::text::tr;
use crate::units::Rate;
use serde_json::{Map, Value};

/// Version of the document's shape. Raised together with a migration.
pub const SCHEMA: u32 = 1;

/// Why JSON is no document: where, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// Path within the document.
    pub at: String,
    /// What is wrong.
    pub text: String,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.at == "." { write!(f, "{}", self.text) } else { write!(f, "at {}: {}", self.at, self.text) }
    }
}

impl std::error::Error for OpenError {}

/// Reads any part of a document; an error comes with its place.
pub fn read_part<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, OpenError> {
    reader::read(value).map_err(|(at, error)| OpenError { at, text: misfit::in_words(&error.to_string()) })
}

/// Reads a document. Fields that this version does not know are kept in [`Document::unknown`] and reported, not lost.
pub fn open(value: &Value) -> Result<(Document, Vec<Problem>), OpenError> {
    let mut document: Document = read_part(value)?;
    // Missing weights count as 1; writing them out makes every month addressable.
    document.assumptions.seasonality.resize(12, Rate::ONE);
    for segment in &mut document.segments {
        segment.opening.renewal_months.resize(12, Rate::ONE);
    }
    let known = serde_json::to_value(&document).unwrap_or(Value::Null);
    let mut unknown = Vec::new();
    list_in_place(value, &known)?;
    collect_unknown(value, &known, String::new(), &mut unknown);
    let mut problems: Vec<Problem> = unknown.iter().map(|(pointer, _)| unknown_field(pointer)).collect();
    document.unknown = std::sync::Arc::new(unknown);
    for plan in &mut document.plans {
        for (old, new) in plan.part_ids() {
            let text = tr!(
                "a SPIF had the id \u{201c}{old}\u{201d} of a component of its plan; pay is known by these ids, so it is \u{201c}{new}\u{201d} now"
            );
            problems.push(Problem::warning(format!("plan/{}", plan.id), "spif_id_taken", text));
        }
    }
    Ok((document, problems))
}

/// What is said of a field that this version does not know.
pub fn unknown_field(pointer: &str) -> Problem {
    let text = tr!("this version of Remit does not know this field; it is kept as it is and has no effect");
    Problem::warning(pointer.trim_start_matches('/'), "unknown_field", text)
}

/// An error where a list was given instead of named fields.
pub fn list_in_place(given: &Value, known: &Value) -> Result<(), OpenError> {
    let text = || tr!("a list stands where named fields belong").to_owned();
    list_for_object(given, known, "").map_or(Ok(()), |at| Err(OpenError { at, text: text() }))
}

/// The fields of a value that are not among those known, each with its JSON pointer; empty ones are none.
pub fn unknown_fields(given: &Value, known: &Value) -> Vec<(String, Value)> {
    let mut unknown = Vec::new();
    collect_unknown(given, known, String::new(), &mut unknown);
    unknown
}

/// Puts a field that was unknown back at its pointer, if what it stood in is still there.
pub fn put_back(value: &mut Value, pointer: &str, lost: &Value) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    if let Some(Value::Object(object)) = value.pointer_mut(parent) {
        object.entry(unescape(key)).or_insert_with(|| lost.clone());
    }
}

/// The document as JSON, with the unknown fields of the file it came from back in their places.
pub fn to_value(document: &Document) -> Value {
    let mut value = serde_json::to_value(document).unwrap_or(Value::Null);
    for (pointer, lost) in document.unknown.iter() {
        put_back(&mut value, pointer, lost);
    }
    value
}

/// Where a list was given instead of named fields: serde would read it by position.
fn list_for_object(given: &Value, known: &Value, at: &str) -> Option<String> {
    let below = |key: &str| if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
    match (given, known) {
        (Value::Array(_), Value::Object(_)) => Some(if at.is_empty() { ".".to_owned() } else { at.to_owned() }),
        (Value::Object(given), Value::Object(known)) => {
            given.iter().find_map(|(key, value)| list_for_object(value, known.get(key)?, &below(key)))
        }
        (Value::Array(given), Value::Array(known)) => {
            let pairs = given.iter().zip(known).enumerate();
            pairs
                .map(|(index, (given, known))| list_for_object(given, known, &format!("{at}[{index}]")))
                .find_map(|it| it)
        }
        _scalars => None,
    }
}

fn collect_unknown(given: &Value, known: &Value, pointer: String, unknown: &mut Vec<(String, Value)>) {
    match (given, known) {
        (Value::Object(given), Value::Object(known)) => {
            for (key, value) in given {
                let here = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                match known.get(key) {
                    Some(known) => collect_unknown(value, known, here, unknown),
                    // Known fields that are empty are left out when written.
                    None if is_empty(value) => {}
                    None => unknown.push((here, value.clone())),
                }
            }
        }
        (Value::Array(given), Value::Array(known)) => {
            for (index, (given, known)) in given.iter().zip(known).enumerate() {
                collect_unknown(given, known, format!("{pointer}/{index}"), unknown);
            }
        }
        _scalars_have_no_fields => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(map) => map.values().all(is_empty) && map == &Map::new(),
        Value::Array(_) | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn unescape(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_unknown_field_is_a_problem_and_not_a_loss() {
        let given = json!({"name": "Plan", "mood": "good", "settings": {"currency": "EUR", "zodiac": 7}});
        let (document, problems) = open(&given).unwrap();
        let places: Vec<&str> = problems.iter().map(|it| it.at.as_str()).collect();
        assert_eq!(places, ["mood", "settings/zodiac"]);
        let written = to_value(&document);
        assert_eq!((&written["mood"], &written["settings"]["zodiac"]), (&json!("good"), &json!(7)));
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        let told = |given: Value| open(&given).unwrap_err().to_string();
        let arr = json!({"name": "Plan", "segments": [{"id": "smb"}, {"id": "mid", "opening": {"arr": "a lot"}}]});
        assert_eq!(told(arr), "at segments[1].opening.arr: “a lot” is not an amount; write it like 1234.56");
        let list = json!({"settings": []});
        assert_eq!(told(list), "at settings: a list stands where named fields belong");
        let horizon = json!({"seats": [{"id": "a"}], "settings": {"currency": "EUR", "horizon_months": "long"}});
        assert_eq!(
            told(horizon),
            "at settings.horizon_months: “long” stands where a whole number of at least 0 belongs"
        );
        let from = json!({"accounts": [{"id": "A1", "segment": "smb", "contract": {"arr": "10", "renewal": "soon"}}]});
        assert!(told(from).starts_with("at accounts[0].contract.renewal: “soon” is not a month"));
        assert_eq!(told(json!([])), "a list stands where named fields belong");
        assert_eq!(told(json!(7)), "“7” stands where an object belongs");
    }

    /// Every scalar of the sample in turn, spoilt: the error names that very place, or the nearest thing around it that is read as one.
    #[test]
    fn whichever_value_is_spoilt_its_place_is_named() {
        // A few accounts of each kind stand for hundreds that are alike.
        let mut sample = crate::model::sample::company();
        let accounts = std::sync::Arc::make_mut(&mut sample.accounts);
        let mut kept = 0;
        accounts.retain(|it| {
            kept += 1;
            kept < 4 || it.family.is_some() || it.care.as_ref().is_some_and(|care| !care.growth.is_empty())
        });
        accounts.truncate(8);
        let sound = to_value(&sample);
        let mut places = Vec::new();
        scalars(&sound, String::new(), String::new(), &mut places);
        assert!(places.len() > 500);
        let mut exact = 0;
        for (pointer, place) in &places {
            let mut spoilt = sound.clone();
            *spoilt.pointer_mut(pointer).unwrap() = json!({"neither": 1, "nor": 2});
            let Err(error) = open(&spoilt) else { continue };
            // An optional amount is read as one, and then the field within it is at fault.
            let within = error.at.starts_with(place.as_str());
            assert!(within || place.starts_with(&error.at), "{place} was spoilt, {} is named", error.at);
            exact += usize::from(within);
        }
        // What is read whole, such as an amount with its period or a choice with its fields, is named whole.
        assert!(exact * 10 > places.len() * 8, "{exact} of {}", places.len());
    }

    fn scalars(value: &Value, pointer: String, place: String, into: &mut Vec<(String, String)>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                    scalars(value, format!("{pointer}/{key}"), place, into);
                }
            }
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    scalars(value, format!("{pointer}/{at}"), format!("{place}[{at}]"), into);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => into.push((pointer, place)),
        }
    }
}
