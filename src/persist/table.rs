//! A long list of records, stored as a table: the names of the columns once, then a row of values for each record.
//!
//! Ten thousand accounts repeat a dozen names ten thousand times; without these they take half the room, and fit into a browser's storage.
//! A column is the path of a value, such as `contract.arr`. Columns that most records have come first, so that rows can end early.

use serde_json::{Map, Value, json};
use std::collections::HashMap;

const COLUMNS: &str = "columns";
const ROWS: &str = "rows";

/// A list of records as a table; anything else, and a list that could not be told apart again (a null, a name with a dot), as it is.
pub fn pack(list: Value) -> Value {
    let Value::Array(records) = &list else { return list };
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut rows: Vec<Vec<(usize, &Value)>> = Vec::with_capacity(records.len());
    for record in records {
        let Value::Object(members) = record else { return list };
        let mut cells = Vec::new();
        if members.is_empty()
            || !flatten(members, "", &mut |path, value| {
                let at = *places.entry(path.to_owned()).or_insert_with(|| {
                    counts.push((path.to_owned(), 0));
                    counts.len() - 1
                });
                if let Some((_, count)) = counts.get_mut(at) {
                    *count += 1;
                }
                cells.push((at, value));
            })
        {
            return list;
        }
        rows.push(cells);
    }
    if records.is_empty() {
        return list;
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(counts.get(*at).map_or(0, |it| it.1)));
    let mut rank = vec![0; order.len()];
    for (place, at) in order.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*at) {
            *rank = place;
        }
    }
    let columns: Vec<&str> = order.iter().filter_map(|at| counts.get(*at)).map(|it| it.0.as_str()).collect();
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|cells| {
            let placed: Vec<(usize, &Value)> =
                cells.into_iter().filter_map(|(at, value)| Some((*rank.get(at)?, value))).collect();
            let length = placed.iter().map(|it| it.0 + 1).max().unwrap_or(0);
            let mut row = vec![Value::Null; length];
            for (at, value) in placed {
                if let Some(cell) = row.get_mut(at) {
                    *cell = value.clone();
                }
            }
            Value::Array(row)
        })
        .collect();
    json!({ COLUMNS: columns, ROWS: rows })
}

/// Visits every value of a record with its path; whether all of them can be stored so.
fn flatten<'v>(members: &'v Map<String, Value>, at: &str, visit: &mut impl FnMut(&str, &'v Value)) -> bool {
    members.iter().all(|(name, value)| {
        if name.is_empty() || name.contains('.') {
            return false;
        }
        let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
        match value {
            Value::Null => false,
            Value::Object(members) if !members.is_empty() => flatten(members, &path, visit),
            Value::Object(_) | Value::Array(_) | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                visit(&path, value);
                true
            }
        }
    })
}

/// The list that was packed; what is no table as it is.
pub fn unpack(stored: Value) -> Value {
    let Value::Object(members) = &stored else { return stored };
    let (Some(Value::Array(columns)), Some(Value::Array(rows)), 2) =
        (members.get(COLUMNS), members.get(ROWS), members.len())
    else {
        return stored;
    };
    let paths: Vec<Vec<&str>> = columns.iter().map(|it| it.as_str().unwrap_or_default().split('.').collect()).collect();
    let record = |row: &Value| {
        let mut record = Map::new();
        for (path, value) in paths.iter().zip(row.as_array().into_iter().flatten()) {
            if !value.is_null() {
                put(&mut record, path, value);
            }
        }
        Value::Object(record)
    };
    Value::Array(rows.iter().map(record).collect())
}

fn put(record: &mut Map<String, Value>, path: &[&str], value: &Value) {
    match path {
        [] => {}
        [name] => {
            record.insert((*name).to_owned(), value.clone());
        }
        [name, rest @ ..] => {
            let inner = record.entry(*name).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_records_comes_back_as_it_was() {
        let list = json!([
            {"id": "a", "contract": {"arr": "5", "term": 12}, "tags": ["x", {"y": 1}]},
            {"id": "b", "owners": {"sales": "s"}, "empty": {}},
            {"id": "c", "locked": true, "contract": {"arr": "7"}},
        ]);
        let packed = pack(list.clone());
        // Each name stands once.
        assert_eq!(packed.to_string().matches("arr").count(), 1);
        assert_eq!(packed["columns"][0], "id");
        assert_eq!(packed["rows"][2].as_array().map(Vec::len).map(|it| it < 8), Some(true));
        assert_eq!(unpack(packed), list);
    }

    #[test]
    fn what_could_not_be_told_apart_again_stays_a_list() {
        for list in [
            json!([]),
            json!([{"a": null}]),
            json!([{"a.b": 1}]),
            json!([1, 2]),
            json!([{}]),
            json!({"a": 1}),
            json!(7),
        ] {
            assert_eq!(pack(list.clone()), list);
            assert_eq!(unpack(list.clone()), list);
        }
    }

    #[test]
    fn a_damaged_table_breaks_nothing() {
        assert_eq!(
            unpack(json!({"columns": ["a", "a.b", 3], "rows": [[1, 2, 3, 4], 5, []]})),
            json!([{"a": 1, "": 3}, {}, {}])
        );
    }
}
