//! Whatever a file holds, the command ends with a status and words, never with a panic.

use super::harness::{remit, sample};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every command that reads a file.
const READERS: [&[&str]; 6] = [
    &["check", "-"],
    &["check", "-", "--format", "json"],
    &["evaluate", "-", "--by", "year"],
    &["evaluate", "-", "--format", "csv"],
    &["inputs", "-", "--format", "csv"],
    &["set", "-", "settings/horizon_months=36", "segment/smb/retention/renewal="],
];

/// Runs them all: what cannot be read is said in words, and what is printed as JSON is JSON.
fn survives(file: &[u8]) {
    for args in READERS {
        let run = remit(args, file);
        assert!(run.code <= 2);
        if args.contains(&"json") || args.contains(&"year") {
            let read = serde_json::from_str::<Value>(&run.out);
            assert!(run.code == 2 || read.is_ok(), "{args:?}: {read:?}");
        }
        assert!(run.code != 2 || (run.out.is_empty() && run.err.starts_with("remit: ")), "{args:?}: {}", run.err);
    }
}

/// Pointers to every value in the sample that holds no others.
fn leaves(value: &Value, here: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| leaves(value, format!("{here}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| leaves(value, format!("{here}/{at}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push(here),
    }
}

/// The sample with values replaced: each a place, counted round the leaves, how many levels above it, and the new value.
fn mutated(changes: &[(usize, usize, Value)]) -> Vec<u8> {
    let mut file: Value = serde_json::from_slice(&sample()).unwrap();
    let mut places = Vec::new();
    leaves(&file, String::new(), &mut places);
    for (place, up, value) in changes {
        let mut place = places[place % places.len()].as_str();
        for _ in 0..*up {
            place = place.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
        if let Some(found) = file.pointer_mut(place) {
            *found = value.clone();
        }
    }
    file.to_string().into_bytes()
}

/// Values of every kind, among them such that fit a field's kind but make no sense in it.
fn strange() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        Value::Null,
        json!(true),
        json!(""),
        json!("smb"),
        json!("ten"),
        json!([]),
        json!({}),
        json!(-1),
        json!(0),
        json!(0.5),
        json!(3),
        json!(1_000),
        json!("-250000.5"),
        json!("0"),
        json!("9000000000"),
        json!("1900-01"),
        json!("2200-12"),
        json!("2027-02-28"),
        json!("-9999-01-01"),
        json!("+99999-12-31"),
    ])
}

/// The sample over one year: what a field may hold does not depend on how long the plan is.
fn short() -> Value {
    let mut file: Value = serde_json::from_slice(&sample()).unwrap();
    *file.pointer_mut("/data/settings/horizon_months").unwrap() = json!(12);
    file
}

/// Leaves that are the same field of different entities, such as every `/data/segments/*/retention/term_months`.
fn fields() -> Vec<(String, Vec<String>)> {
    let mut places = Vec::new();
    leaves(&serde_json::from_slice(&sample()).unwrap(), String::new(), &mut places);
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for place in places.into_iter().filter(|place| place.starts_with("/data/")) {
        let star = |part: &str| if part.parse::<usize>().is_ok() { "*".to_owned() } else { part.to_owned() };
        let name = place.split('/').map(star).collect::<Vec<_>>().join("/");
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, places)) => places.push(place),
            None => fields.push((name, vec![place])),
        }
    }
    fields
}

/// Values that the field can hold, at the ends of what it can.
fn extremes(present: &Value) -> Vec<Value> {
    const MOST: &str = "9223372036854775.807";
    match present {
        Value::Number(_) => vec![json!(0), json!(-1e9), json!(1e9), json!(u32::MAX)],
        Value::Bool(value) => vec![json!(!value)],
        Value::String(text) if text.parse::<f64>().is_ok() => vec![json!("0"), json!(MOST), json!(format!("-{MOST}"))],
        Value::String(text) if text.parse::<chrono::NaiveDate>().is_ok() => {
            vec![json!("-262142-01-01"), json!("+262142-12-31")]
        }
        Value::String(text) if text.parse::<remit::units::Month>().is_ok() => vec![json!("1900-01"), json!("2200-12")],
        Value::String(_) => vec![json!(""), json!("smb")],
        Value::Null => vec![json!(MOST), json!({"amount": MOST, "per": "year"}), json!(1e9)],
        Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

#[test]
fn any_field_may_hold_the_most_it_can() {
    let sound = short();
    let mut read = 0;
    for (field, places) in fields() {
        for value in extremes(sound.pointer(&places[0]).unwrap()) {
            let mut file = sound.clone();
            for place in &places {
                *file.pointer_mut(place).unwrap() = value.clone();
            }
            let run = remit(&["evaluate", "-", "--by", "year"], file.to_string().as_bytes());
            assert!(run.code == 2 || serde_json::from_str::<Value>(&run.out).is_ok(), "{field} = {value}: {}", run.err);
            read += usize::from(run.code != 2);
        }
    }
    assert!(read > 100, "only {read} of the documents could be read");
}

fn changes(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<(usize, usize, Value)>> {
    prop::collection::vec((any::<usize>(), prop_oneof![8 => Just(0usize), 1 => 1..4usize], value), 1..8)
}

proptest! {
    #![proptest_config(crate::cases::cases(32))]

    #[test]
    fn any_bytes_are_answered_in_words(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn a_sample_cut_anywhere_is_answered_in_words(at in any::<prop::sample::Index>()) {
        let whole = sample();
        survives(&whole[..at.index(whole.len())]);
    }

    #[test]
    fn a_sample_with_strange_values_is_answered(changes in changes(strange())) {
        survives(&mutated(&changes));
    }

    #[test]
    fn fields_at_their_ends_in_any_combination_are_answered(picks in prop::collection::vec((any::<usize>(), any::<usize>()), 1..6)) {
        let fields = fields();
        let sound = short();
        let mut file = sound.clone();
        for (field, value) in picks {
            let (_, places) = &fields[field % fields.len()];
            let values = extremes(sound.pointer(&places[0]).unwrap());
            for place in places {
                *file.pointer_mut(place).unwrap() = values[value % values.len()].clone();
            }
        }
        survives(file.to_string().as_bytes());
    }

    #[test]
    fn any_command_line_is_answered_in_words(args in prop::collection::vec("(check|set|evaluate|--by|--format|-|=|--|[a-z=/-]{0,12})", 0..5)) {
        // Nothing may be written where the words happen to name a file.
        prop_assume!(!args.iter().any(|arg| arg.starts_with("-o") || arg.starts_with("--output")));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = remit(&args, &sample());
        prop_assert!(run.code == 0 || !run.err.is_empty());
    }
}
