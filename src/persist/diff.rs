//! What differs between two JSON values, as JSON, and the value made from the one and the difference.
//!
//! - `{"=": value}`: it is another value.
//! - `{"o": {name: difference}, "-": [name]}`: members of an object that differ, and those that are gone.
//! - `{"l": [step]}`: a list, made of steps: `[start, count]` copies that many from the old list, `{"i": place, "d": difference}` takes
//!   one from there and changes it, `{"v": value}` is new.
//!
//! Invariant: `apply(old, &diff(old, new)) == new`; nothing stands for "no difference".

use serde_json::{Map, Value, json};
use std::collections::{HashMap, VecDeque};

/// What must change in `old` so that it becomes `new`; nothing where they are equal.
pub fn diff(old: &Value, new: &Value) -> Option<Value> {
    if old == new {
        return None;
    }
    Some(match (old, new) {
        (Value::Object(old), Value::Object(new)) => diff_objects(old, new),
        (Value::Array(old), Value::Array(new)) => {
            let steps = json!({ "l": diff_lists(old, new) });
            let whole = json!({ "=": new });
            if steps.to_string().len() < whole.to_string().len() { steps } else { whole }
        }
        _otherwise => json!({ "=": new }),
    })
}

/// The value that the old one becomes with this difference; nothing where the difference was not made for it.
pub fn apply(old: &Value, change: &Value) -> Option<Value> {
    if let Some(whole) = change.get("=") {
        return Some(whole.clone());
    }
    if let Some(steps) = change.get("l") {
        return apply_steps(old.as_array()?, steps.as_array()?);
    }
    let mut members = old.as_object()?.clone();
    for name in change.get("-").and_then(Value::as_array).into_iter().flatten() {
        members.remove(name.as_str()?)?;
    }
    for (name, inner) in change.get("o").and_then(Value::as_object).into_iter().flatten() {
        // A member that is new has nothing to be changed, and is given whole.
        let value = apply(old.get(name).unwrap_or(&Value::Null), inner)?;
        members.insert(name.clone(), value);
    }
    Some(Value::Object(members))
}

fn diff_objects(old: &Map<String, Value>, new: &Map<String, Value>) -> Value {
    let mut changed = Map::new();
    for (name, value) in new {
        let change = match old.get(name) {
            Some(before) => diff(before, value),
            None => Some(json!({ "=": value })),
        };
        changed.extend(change.map(|change| (name.clone(), change)));
    }
    let gone: Vec<&String> = old.keys().filter(|name| !new.contains_key(*name)).collect();
    let mut told = Map::new();
    if !changed.is_empty() {
        told.insert("o".to_owned(), Value::Object(changed));
    }
    if !gone.is_empty() {
        told.insert("-".to_owned(), json!(gone));
    }
    Value::Object(told)
}

/// What an element of a list is known by, wherever it stands: its id, the first cell of a row, else all of it.
pub(super) fn known_by(element: &Value) -> String {
    let id = match element {
        Value::Object(members) => members.get("id"),
        Value::Array(cells) => cells.first(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    };
    match id.and_then(Value::as_str) {
        Some(id) => ["#", id].concat(),
        None => element.to_string(),
    }
}

fn diff_lists(old: &[Value], new: &[Value]) -> Vec<Value> {
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, element) in old.iter().enumerate() {
        places.entry(known_by(element)).or_default().push_back(at);
    }
    let mut taken = vec![false; old.len()];
    let found: Vec<Option<usize>> = new
        .iter()
        .map(|element| {
            let at = places.get_mut(&known_by(element)).and_then(VecDeque::pop_front)?;
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
            Some(at)
        })
        .collect();
    let mut steps = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    let end_run = |steps: &mut Vec<Value>, run: &mut Option<(usize, usize)>| {
        steps.extend(run.take().map(|(start, count)| json!([start, count])));
    };
    for (at, (element, found)) in new.iter().zip(found).enumerate() {
        // What is known by nothing else may be what stood in its place, changed.
        let from = found.or_else(|| taken.get(at).is_some_and(|taken| !taken).then_some(at));
        let before = from.and_then(|from| Some((from, old.get(from)?)));
        match before.map(|(from, before)| (from, diff(before, element))) {
            Some((from, None)) => match &mut run {
                Some((start, count)) if *start + *count == from => *count += 1,
                _other => {
                    end_run(&mut steps, &mut run);
                    run = Some((from, 1));
                }
            },
            Some((from, Some(change))) => {
                end_run(&mut steps, &mut run);
                steps.push(json!({ "i": from, "d": change }));
            }
            None => {
                end_run(&mut steps, &mut run);
                steps.push(json!({ "v": element }));
            }
        }
    }
    end_run(&mut steps, &mut run);
    steps
}

fn apply_steps(old: &[Value], steps: &[Value]) -> Option<Value> {
    let mut new = Vec::with_capacity(old.len());
    let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
    for step in steps {
        if let Some(value) = step.get("v") {
            new.push(value.clone());
        } else if let Some(at) = step.get("i") {
            new.push(apply(old.get(number(at)?)?, step.get("d")?)?);
        } else {
            let (start, count) = (number(step.get(0)?)?, number(step.get(1)?)?);
            new.extend_from_slice(old.get(start..start.checked_add(count)?)?);
        }
    }
    Some(Value::Array(new))
}
