//! Two changes of one JSON value brought together.

use super::diff::known_by;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What comes of two changes of one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The value with both changes; where they meet, with mine.
    pub value: Value,
    /// How many of their changes were taken over.
    pub taken: usize,
    /// Where both changed the same in different ways, by path.
    pub met: Vec<String>,
}

/// What `mine` becomes when what `theirs` changed since `old` is taken over, where mine did not change the same. Members of objects are
/// merged by name, lists of things with an id by that, lists of one length by place; any other list counts as a whole.
pub fn merge(old: &Value, theirs: &Value, mine: &Value) -> Merged {
    let mut met = Meetings { taken: 0, met: Vec::new() };
    let value = met.merge(old, theirs, mine, "");
    Merged { value, taken: met.taken, met: met.met }
}

struct Meetings {
    taken: usize,
    met: Vec<String>,
}

impl Meetings {
    fn merge(&mut self, old: &Value, theirs: &Value, mine: &Value, path: &str) -> Value {
        if theirs == old || theirs == mine {
            return mine.clone();
        }
        if mine == old && !(old.is_object() && theirs.is_object()) && !is_named_list(old, theirs, mine) {
            self.taken += 1;
            return theirs.clone();
        }
        match (old, theirs, mine) {
            (Value::Object(old), Value::Object(theirs), Value::Object(mine)) => {
                Value::Object(self.objects(old, theirs, mine, path))
            }
            (Value::Array(a), Value::Array(b), Value::Array(c)) if is_named_list(old, theirs, mine) => {
                Value::Array(self.named(a, b, c, path))
            }
            (Value::Array(old), Value::Array(theirs), Value::Array(mine))
                if old.len() == theirs.len() && old.len() == mine.len() =>
            {
                let places = old.iter().zip(theirs).zip(mine).enumerate();
                places
                    .map(|(at, ((old, theirs), mine))| self.merge(old, theirs, mine, &below(path, &at.to_string())))
                    .collect()
            }
            _otherwise => {
                self.met.push(path.to_owned());
                mine.clone()
            }
        }
    }

    /// One thing that may be missing in any of the three.
    fn one(&mut self, old: Option<&Value>, theirs: Option<&Value>, mine: Option<&Value>, path: &str) -> Option<Value> {
        match (old, theirs, mine) {
            (Some(old), Some(theirs), Some(mine)) => Some(self.merge(old, theirs, mine, path)),
            _some_missing if theirs == old || theirs == mine => mine.cloned(),
            _theirs_changed if mine == old => {
                self.taken += 1;
                theirs.cloned()
            }
            _both_changed => {
                self.met.push(path.to_owned());
                mine.cloned()
            }
        }
    }

    fn objects(
        &mut self,
        old: &Map<String, Value>,
        theirs: &Map<String, Value>,
        mine: &Map<String, Value>,
        path: &str,
    ) -> Map<String, Value> {
        let added = theirs.keys().filter(|name| !mine.contains_key(*name));
        let names: Vec<&String> = mine.keys().chain(added).collect();
        let mut all = Map::new();
        for name in names {
            let one = self.one(old.get(name), theirs.get(name), mine.get(name), &below(path, name));
            all.extend(one.map(|one| (name.clone(), one)));
        }
        all
    }

    fn named(&mut self, old: &[Value], theirs: &[Value], mine: &[Value], path: &str) -> Vec<Value> {
        let by_name = |list: &[Value]| list.iter().map(|it| (known_by(it), it.clone())).collect::<HashMap<_, _>>();
        let (olds, their) = (by_name(old), by_name(theirs));
        let my = by_name(mine);
        let added = theirs.iter().filter(|it| !my.contains_key(&known_by(it)));
        let mut all = Vec::with_capacity(mine.len());
        for name in mine.iter().chain(added).map(known_by) {
            let shown = below(path, name.trim_start_matches('#'));
            all.extend(self.one(olds.get(&name), their.get(&name), my.get(&name), &shown));
        }
        all
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { [path, "/", name].concat() }
}

/// Whether all three are lists of things with an id, each once.
fn is_named_list(old: &Value, theirs: &Value, mine: &Value) -> bool {
    let named = |list: &Value| {
        let Value::Array(list) = list else { return false };
        let mut seen = std::collections::HashSet::new();
        list.iter().all(|it| it.is_object() && it.get("id").is_some_and(Value::is_string) && seen.insert(known_by(it)))
    };
    named(old) && named(theirs) && named(mine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_of_different_things_come_together() {
        let old = json!({"win": 20, "cost": 5, "seats": [{"id": "a", "pay": 1, "quota": 9}, {"id": "b"}], "rates": [1, 2, 3]});
        let theirs = json!({"win": 25, "cost": 5, "seats": [{"id": "a", "pay": 2, "quota": 9}, {"id": "b"}, {"id": "c"}], "rates": [1, 2, 4]});
        let mine = json!({"win": 20, "cost": 6, "seats": [{"id": "x"}, {"id": "a", "pay": 1, "quota": 8}], "rates": [0, 2, 3]});
        let merged = merge(&old, &theirs, &mine);
        assert_eq!(
            merged.value,
            json!({"win": 25, "cost": 6, "seats": [{"id": "x"}, {"id": "a", "pay": 2, "quota": 8}, {"id": "c"}], "rates": [0, 2, 4]})
        );
        assert_eq!((merged.taken, merged.met), (4, vec![]));
    }

    #[test]
    fn where_both_changed_the_same_mine_stays_and_it_is_told() {
        let old = json!({"win": 20, "seats": [{"id": "a", "pay": 1}, {"id": "b", "pay": 1}]});
        let theirs = json!({"win": 25, "seats": [{"id": "a", "pay": 2}]});
        let mine = json!({"win": 30, "seats": [{"id": "b", "pay": 3}]});
        let merged = merge(&old, &theirs, &mine);
        assert_eq!(merged.value, mine);
        assert_eq!(
            (merged.taken, merged.met),
            (0, vec!["seats/b".to_owned(), "seats/a".to_owned(), "win".to_owned()]).clone()
        );
    }

    #[test]
    fn what_only_one_changed_is_as_that_one_left_it() {
        let (old, new) = (json!({"a": [1, 2], "b": {"id": "x"}}), json!({"a": [1, 2, 3], "c": null}));
        assert_eq!(merge(&old, &new, &old).value, new);
        assert_eq!(merge(&old, &old, &new).value, new);
        assert_eq!(merge(&old, &new, &new), Merged { value: new, taken: 0, met: vec![] });
    }
}
