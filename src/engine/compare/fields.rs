//! What differs between two entities field by field, as they stand in files.

use serde_json::{Map, Value};

/// One step on the way to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldStep {
    /// A field, by its name in files.
    Field(String),
    /// An entry of a list, by its own name, or its id where it has none.
    Entry(String),
    /// An entry of a list by its place, counted from 1.
    Nth(usize),
}

/// A field that differs, by the fields and entries it lies in, the entity's own name left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The way to it, outermost first.
    pub at: Vec<FieldStep>,
    /// What the first document has there.
    pub old: Option<Value>,
    /// What the second has.
    pub new: Option<Value>,
}

/// Every field that differs. Lists whose entries have ids are compared by these, others by position.
pub fn fields(old: &Value, new: &Value) -> Vec<Field> {
    let mut found = Vec::new();
    walk(&mut Vec::new(), Some(old), Some(new), &mut found);
    found
}

fn walk(at: &mut Vec<FieldStep>, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Field>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Some(Value::Object(before)), Some(Value::Object(after))) if !is_other_kind(before, after) => {
            for (name, value) in after {
                below(at, FieldStep::Field(name.clone()), before.get(name), Some(value), found);
            }
            for (name, value) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
                below(at, FieldStep::Field(name.clone()), Some(value), None, found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => match (ids(before), ids(after)) {
            (Some(old_ids), Some(new_ids)) => {
                for (id, value) in new_ids.iter().zip(after) {
                    let was = old_ids.iter().position(|it| it == id).and_then(|at| before.get(at));
                    below(at, entry(value, id), was, Some(value), found);
                }
                for (id, value) in old_ids.iter().zip(before).filter(|(id, _)| !new_ids.contains(id)) {
                    below(at, entry(value, id), Some(value), None, found);
                }
            }
            _ => {
                for index in 0..before.len().max(after.len()) {
                    below(at, FieldStep::Nth(index + 1), before.get(index), after.get(index), found);
                }
            }
        },
        (None, Some(Value::Array(list))) if has_ids(list) => walk(at, Some(&Value::Array(Vec::new())), new, found),
        (Some(Value::Array(list)), None) if has_ids(list) => walk(at, old, Some(&Value::Array(Vec::new())), found),
        _ => found.push(Field { at: at.clone(), old: old.cloned(), new: new.cloned() }),
    }
}

/// Whether a choice fell on another kind of value, such as a share in place of a multiple: files write the kind as the one name in it.
fn is_other_kind(before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    before.len() == 1 && after.len() == 1 && before.keys().ne(after.keys())
}

/// Whether the entries of a list are known by their ids, so that each is told by itself also where the other side has none.
fn has_ids(list: &[Value]) -> bool {
    !list.is_empty() && ids(list).is_some()
}

fn below(at: &mut Vec<FieldStep>, step: FieldStep, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Field>) {
    at.push(step);
    // What is empty on one side and absent on the other is the same to a reader.
    if !(is_nothing(old) && is_nothing(new)) {
        walk(at, old, new, found);
    }
    at.pop();
}

fn is_nothing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(fields)) => fields.is_empty(),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_)) => false,
    }
}

fn ids(list: &[Value]) -> Option<Vec<&str>> {
    list.iter().map(|it| it.get("id")?.as_str()).collect()
}

fn entry(value: &Value, id: &str) -> FieldStep {
    let name = value.get("name").and_then(Value::as_str).filter(|it| !it.is_empty());
    FieldStep::Entry(name.unwrap_or(id).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(old: Value, new: Value) -> Vec<String> {
        let word = |step: &FieldStep| match step {
            FieldStep::Field(name) | FieldStep::Entry(name) => name.clone(),
            FieldStep::Nth(place) => place.to_string(),
        };
        fields(&old, &new).iter().map(|it| it.at.iter().map(word).collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn what_is_empty_on_one_side_and_absent_on_the_other_is_no_difference() {
        let empty = json!({ "list": [], "nothing": null, "fields": {} });
        assert_eq!(told(json!({}), empty.clone()), Vec::<String>::new());
        assert_eq!(told(empty, json!({})), Vec::<String>::new());
        // Nothing, no and the empty text are not the same as no answer.
        assert_eq!(told(json!({}), json!({ "count": 0, "on": false, "name": "" })), ["count", "name", "on"]);
    }

    #[test]
    fn a_value_of_another_kind_is_one_difference() {
        let pays = |value: Value| json!({ "pays": value });
        assert_eq!(told(pays(json!({ "multiple": 1 })), pays(json!({ "share": 0.25 }))), ["pays"]);
        assert_eq!(told(pays(json!({ "share": 0.2 })), pays(json!({ "share": 0.25 }))), ["pays/share"]);
    }

    #[test]
    fn lists_with_ids_are_compared_by_these_and_others_by_their_place() {
        let list =
            |ids: &[(&str, u32)]| json!(ids.iter().map(|(id, n)| json!({ "id": id, "n": n })).collect::<Vec<_>>());
        // The order says nothing; one changed, one came, one went.
        assert_eq!(
            told(list(&[("a", 1), ("b", 2), ("c", 3)]), list(&[("d", 4), ("b", 5), ("a", 1)])),
            ["d", "b/n", "c"]
        );
        assert_eq!(told(json!([1, 2, 3]), json!([1, 5])), ["2", "3"]);
        // The first entries of a list are told like those that come later; a list of plain values is one thing.
        let within = |list: Value| json!({ "list": list });
        for none in [json!({}), within(json!([]))] {
            assert_eq!(told(none.clone(), within(list(&[("a", 1), ("b", 2)]))), ["list/a", "list/b"]);
            assert_eq!(told(within(list(&[("a", 1)])), none), ["list/a"]);
        }
        assert_eq!(told(json!({}), within(json!([1, 2]))), ["list"]);
        // An entry is called by its name where it has one.
        let named = |name: &str| json!([{ "id": "a", "name": name }]);
        assert_eq!(told(named("Old"), named("New")), ["New/name"]);
    }
}
