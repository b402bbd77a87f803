//! A document without what reading it would put there anyway: the shortest JSON that is read as the same document.

use super::file::{open, to_value};
use super::{Document, OpenError};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The document as JSON, every field left out that a reader fills in by itself. [`open`] makes the same document of it.
///
/// What a reader fills in is asked of the reader: each kind of field is left out once, of one example, and the document read. So there is
/// no list of defaults that could be forgotten when a field is added.
pub fn lean(document: &Document) -> Value {
    let whole = to_value(document);
    let Value::Object(fields) = &whole else { return whole };
    let mut known = Known::default();
    let mut lean = Map::new();
    for (key, value) in fields {
        let value = known.lean_section(key, value);
        if !known.is_filled_in(key, &value) {
            lean.insert(key.clone(), value);
        }
    }
    let lean = Value::Object(lean);
    // A proof instead of trust: where a default hangs on another field, the document goes out whole.
    if same(open(&lean), open(&whole)) { lean } else { whole }
}

fn same<P>(one: Result<(Document, P), OpenError>, other: Result<(Document, P), OpenError>) -> bool {
    matches!((one, other), (Ok((one, _)), Ok((other, _))) if one == other)
}

/// What a reader makes of a field that is not there.
enum Absent {
    /// It refuses to read.
    Refused,
    /// It reads as this.
    Reads(Value),
    /// It reads as something that is not written either; a field that was written is something else.
    Unwritten,
}

/// What was asked of the reader so far, by the place of the field: its names from the top, without the positions in lists.
#[derive(Default)]
struct Known(HashMap<String, Absent>);

/// A value by itself in a document that holds nothing else.
struct Alone<'a> {
    section: &'a str,
    listed: bool,
}

impl Alone<'_> {
    fn document(&self, value: &Value) -> Value {
        let value = if self.listed { Value::Array(vec![value.clone()]) } else { value.clone() };
        Value::Object(Map::from_iter([(self.section.to_owned(), value)]))
    }

    /// Where a place within the value is within the document.
    fn pointer(&self, within: &str) -> String {
        format!("/{}{}{within}", escaped(self.section), if self.listed { "/0" } else { "" })
    }
}

impl Known {
    /// One member of the document. Items of a list are read one by one, as they do not know each other.
    fn lean_section(&mut self, section: &str, whole: &Value) -> Value {
        let lean = match whole {
            Value::Array(items) => {
                let alone = Alone { section, listed: true };
                Value::Array(items.iter().map(|item| self.lean_value(&alone, item)).collect())
            }
            Value::Object(_) => self.lean_value(&Alone { section, listed: false }, whole),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return whole.clone(),
        };
        let alone = Alone { section, listed: false };
        let (one, other) = (open(&alone.document(&lean)), open(&alone.document(whole)));
        if same(one, other) { lean } else { whole.clone() }
    }

    fn lean_value(&mut self, alone: &Alone, whole: &Value) -> Value {
        let mut lean = whole.clone();
        self.prune(alone, &mut lean, String::new(), &format!("/{}", alone.section));
        lean
    }

    /// Whether a member of the document is what a reader makes of an empty document.
    fn is_filled_in(&mut self, key: &str, value: &Value) -> bool {
        let empty = Value::Object(Map::new());
        let absent = self.0.entry(key.to_owned()).or_insert_with(|| match open(&empty) {
            Ok((document, _)) => match to_value(&document).get(key) {
                Some(value) => Absent::Reads(value.clone()),
                None => Absent::Unwritten,
            },
            Err(_) => Absent::Refused,
        });
        // An object that lost all its fields is read as if each were absent, which is what an absent one is.
        matches!(absent, Absent::Reads(default) if default == value)
            || matches!((value, &*absent), (Value::Object(map), Absent::Reads(_)) if map.is_empty())
    }

    /// Takes fields out of the object at a place, and of what is inside.
    fn prune(&mut self, alone: &Alone, item: &mut Value, at: String, kind_of_place: &str) {
        match item.pointer(&at) {
            Some(Value::Object(fields)) => {
                // What a choice leaves out may hang on what was chosen.
                let chosen = fields.get("kind").and_then(Value::as_str).unwrap_or_default();
                let kind_of_place = format!("{kind_of_place}({chosen})");
                let fields: Vec<(String, Value)> =
                    fields.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
                for (key, value) in fields {
                    let place = format!("{kind_of_place}/{key}");
                    if !self.0.contains_key(&place) {
                        let absent = ask(alone, item, &at, &key);
                        self.0.insert(place.clone(), absent);
                    }
                    if matches!(self.0.get(&place), Some(Absent::Reads(default)) if *default == value) {
                        take(item, &at, &key);
                    } else {
                        self.prune(alone, item, format!("{at}/{}", escaped(&key)), &place);
                    }
                }
            }
            Some(Value::Array(items)) => {
                for index in 0..items.len() {
                    self.prune(alone, item, format!("{at}/{index}"), kind_of_place);
                }
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
        }
    }
}

/// What the reader makes of the item without this field.
fn ask(alone: &Alone, item: &Value, at: &str, key: &str) -> Absent {
    let mut without = item.clone();
    take(&mut without, at, key);
    let Ok((document, _)) = open(&alone.document(&without)) else { return Absent::Refused };
    match to_value(&document).pointer(&alone.pointer(&format!("{at}/{}", escaped(key)))) {
        Some(value) => Absent::Reads(value.clone()),
        None => Absent::Unwritten,
    }
}

fn take(item: &mut Value, at: &str, key: &str) {
    if let Some(Value::Object(fields)) = item.pointer_mut(at) {
        fields.remove(key);
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use serde_json::json;

    #[test]
    fn a_lean_document_is_read_as_the_same_and_is_shorter() {
        for document in [sample::company(), sample::empty(), Document::default()] {
            let (whole, lean) = (to_value(&document), lean(&document));
            assert_eq!(open(&lean).unwrap().0, open(&whole).unwrap().0);
            assert!(lean.to_string().len() < whole.to_string().len());
        }
    }

    #[test]
    fn what_says_nothing_new_is_left_out() {
        let given = json!({
            "name": "Plan",
            "seats": [
                {"id": "a", "role": "ae", "plan": null, "stints": [{"person": "ann", "from": "2027-01-01", "likelihood": 1, "leave": []}]},
                {"id": "b", "role": "ae", "stints": [{"person": null, "from": "2027-01-01", "likelihood": 0.5}]},
            ],
        });
        let (document, _) = open(&given).unwrap();
        let lean = lean(&document);
        assert_eq!(
            lean["seats"][0],
            json!({"id": "a", "role": "ae", "stints": [{"from": "2027-01-01", "person": "ann"}]})
        );
        assert_eq!(lean["seats"][1]["stints"][0], json!({"from": "2027-01-01", "likelihood": 0.5}));
        assert_eq!(lean.get("segments"), None);
    }

    #[test]
    fn fields_of_a_later_version_stay() {
        let given = json!({"name": "Plan", "mood": "good", "seats": [{"id": "a", "desk": 4, "stints": []}]});
        let (document, _) = open(&given).unwrap();
        let lean = lean(&document);
        assert_eq!((&lean["mood"], &lean["seats"][0]["desk"]), (&json!("good"), &json!(4)));
        assert_eq!(open(&lean).unwrap().0, document);
    }
}
