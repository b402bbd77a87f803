//! A document in parts, so that a change of one cell does not write ten thousand accounts again.

use super::table::{pack, unpack};
use crate::text::tr;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The part that holds every member without a part of its own.
pub const CORE: &str = "core";

/// The members of a document that are long enough to be parts of their own.
pub const OWN_PARTS: [&str; 4] = ["accounts", "deals", "actuals", "territory_plan"];

/// Those of them that are stored as tables, to fit.
const TABLES: [&str; 1] = ["accounts"];

/// A named part of a document, as compact JSON.
#[derive(Clone, Debug)]
pub struct Part {
    name: String,
    json: Box<RawValue>,
}

impl Part {
    /// The part with this name and value. Fails where the value cannot be JSON (a map whose keys are no strings), or where the name
    /// could not stand in a key (it is made of lower-case letters, digits, `-` and `_`).
    pub fn new(name: &str, value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let fits =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '_';
        if name.is_empty() || !name.chars().all(fits) {
            return Err(serde::ser::Error::custom(tr!("{name:?} cannot name a part")));
        }
        Ok(Part { name: name.to_owned(), json: serde_json::value::to_raw_value(value)? })
    }

    /// The part whose JSON this already is.
    pub(super) fn from_raw(name: &str, json: Box<RawValue>) -> Self {
        Part { name: name.to_owned(), json }
    }

    /// Its name: `core`, `accounts` and so on.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its JSON as it is.
    pub(super) fn raw(&self) -> &RawValue {
        &self.json
    }

    /// Its JSON.
    pub fn json(&self) -> &str {
        self.json.get()
    }

    /// Its value, read as a `T`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.json())
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.json() == other.json()
    }
}

/// A whole document in parts: `core`, and one for each of [`OWN_PARTS`] that it has.
pub fn split(document: &Value) -> Result<Vec<Part>, serde_json::Error> {
    let Value::Object(members) = document else {
        return Ok(vec![Part::new(CORE, document)?]);
    };
    let own = |name: &str| OWN_PARTS.contains(&name);
    let core: std::collections::BTreeMap<&String, &Value> = members.iter().filter(|(name, _)| !own(name)).collect();
    let mut parts = vec![Part::new(CORE, &core)?];
    for (name, value) in members.iter().filter(|(name, _)| own(name)) {
        parts.push(if TABLES.contains(&name.as_str()) {
            Part::new(name, &pack(value.clone()))?
        } else {
            Part::new(name, value)?
        });
    }
    Ok(parts)
}

/// The whole document of these parts.
pub fn join(parts: &[Part]) -> Result<Value, serde_json::Error> {
    let mut whole = Map::new();
    for part in parts {
        let value: Value = part.read()?;
        if part.name() != CORE {
            // Lists from before they were tables are read as they are.
            whole.insert(part.name().to_owned(), unpack(value));
        } else if let Value::Object(members) = value {
            whole.extend(members);
        } else {
            return Ok(value);
        }
    }
    Ok(Value::Object(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_is_the_sum_of_its_parts() {
        let document = json!({"name": "Plan", "accounts": [{"id": "c1"}], "seats": [], "deals": []});
        let parts = split(&document).unwrap();
        let texts: Vec<_> = parts.iter().map(|part| (part.name(), part.json())).collect();
        assert_eq!(
            texts,
            [
                ("core", r#"{"name":"Plan","seats":[]}"#),
                ("accounts", r#"{"columns":["id"],"rows":[["c1"]]}"#),
                ("deals", "[]")
            ]
        );
        assert_eq!(join(&parts).unwrap(), document);
        // As it was stored before there were tables.
        let before = [parts[0].clone(), Part::new("accounts", &json!([{"id": "c1"}])).unwrap(), parts[2].clone()];
        assert_eq!(join(&before).unwrap(), document);
        assert_eq!(join(&split(&json!([1])).unwrap()).unwrap(), json!([1]));
    }

    #[test]
    fn a_name_that_would_break_a_key_names_no_part() {
        assert_eq!(Part::new("a/b", &1).unwrap_err().to_string(), "\"a/b\" cannot name a part");
        assert!(Part::new("", &1).is_err());
    }
}
