//! From JSON to a document and back, without losing what this version does not know.

use crate::model::{Document, Problem};
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

/// Reads a document. Fields that this version does not know are kept in [`Document::unknown`] and reported, not lost.
pub fn open(value: &Value) -> Result<(Document, Vec<Problem>), OpenError> {
    let mut document = read(value)?;
    // Missing weights count as 1; writing them out makes every month addressable.
    document.assumptions.seasonality.resize(12, Rate::ONE);
    for segment in &mut document.segments {
        segment.opening.renewal_months.resize(12, Rate::ONE);
    }
    let known = serde_json::to_value(&document).unwrap_or(Value::Null);
    let mut unknown = Vec::new();
    if let Some(at) = list_for_object(value, &known, "") {
        return Err(OpenError { at, text: "a list stands where named fields belong".into() });
    }
    collect_unknown(value, &known, String::new(), &mut unknown);
    let problems = unknown
        .iter()
        .map(|(pointer, _)| {
            let text = "this version of Remit does not know this field; it is kept as it is and has no effect";
            Problem::warning(pointer.trim_start_matches('/'), "unknown_field", text)
        })
        .collect();
    document.unknown = std::sync::Arc::new(unknown);
    Ok((document, problems))
}

/// The document as JSON, with the unknown fields of the file it came from back in their places.
pub fn to_value(document: &Document) -> Value {
    let mut value = serde_json::to_value(document).unwrap_or(Value::Null);
    for (pointer, lost) in document.unknown.iter() {
        let Some((parent, key)) = pointer.rsplit_once('/') else { continue };
        if let Some(Value::Object(object)) = value.pointer_mut(parent) {
            object.entry(unescape(key)).or_insert_with(|| lost.clone());
        }
    }
    value
}

/// Reads the fields, and names the very field that cannot be read.
#[cfg(not(target_arch = "wasm32"))]
fn read(value: &Value) -> Result<Document, OpenError> {
    serde_path_to_error::deserialize(value)
        .map_err(|error| OpenError { at: error.path().to_string(), text: error.inner().to_string() })
}

/// Reads the fields, and names the entity that cannot be read: following every field would cost the browser program 50 KB.
#[cfg(target_arch = "wasm32")]
fn read(value: &Value) -> Result<Document, OpenError> {
    use serde::Deserialize;
    Document::deserialize(value).map_err(|error| OpenError { at: unreadable(value), text: error.to_string() })
}

/// The first part of a document that cannot be read by itself.
#[cfg(target_arch = "wasm32")]
fn unreadable(value: &Value) -> String {
    use serde::Deserialize;
    let Value::Object(fields) = value else { return ".".to_owned() };
    for (key, field) in fields {
        let alone =
            |field: Value| Document::deserialize(&Value::Object(Map::from_iter([(key.clone(), field)]))).is_err();
        if alone(field.clone()) {
            let items = field.as_array().map(Vec::as_slice).unwrap_or_default();
            let bad = items.iter().position(|item| alone(Value::Array(vec![item.clone()])));
            return bad.map_or_else(|| key.clone(), |at| format!("{key}[{at}]"));
        }
    }
    ".".to_owned()
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
        let error = open(&json!({"segments": [{"id": "smb", "opening": {"arr": "a lot"}}]})).unwrap_err();
        let list = open(&json!({"settings": []})).unwrap_err();
        assert_eq!(list.to_string(), "at settings: a list stands where named fields belong");
        assert_eq!(error.to_string(), "at segments[0].opening.arr: “a lot” is not an amount; write it like 1234.56");
    }
}
