//! `docs/file-fields.md`, made of the JSON Schema that `remit schema` prints.

use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The whole page.
pub fn page(schema: &Value) -> String {
    let mut out = String::from(
        "# Every field of a file\n\nAll fields of a scenario, and the values they may have. Made of the JSON Schema, which is made of the program \
         (`UPDATE_GOLDEN=1 cargo test --test cli --test guide`). How values are written, and what stands around them: \
         [The file format](file-format.md). A field that is left out has the value it has in an empty plan; “needed” ones cannot be left out.\n\n\
         ## A scenario\n\n",
    );
    object(&mut out, &schema["properties"]["data"]);
    for (name, kind) in schema["$defs"].as_object().unwrap() {
        write!(out, "\n## {name}\n\n").unwrap();
        if let Some(text) = kind["description"].as_str() {
            write!(out, "{}\n\n", prose(text)).unwrap();
        }
        define(&mut out, kind);
    }
    out
}

fn define(out: &mut String, kind: &Value) {
    if kind.get("properties").is_some() {
        object(out, kind);
    }
    if let Some(choices) = kind["oneOf"].as_array() {
        choose(out, choices);
    }
    if kind.get("properties").is_none() && kind.get("oneOf").is_none() {
        let pattern = kind["pattern"].as_str().map(|it| format!(", such as `{}`", it.replace('|', "\\|")));
        writeln!(
            out,
            "Written as {}{}.",
            shape(kind),
            pattern.unwrap_or_default().replace(", such as", " of the form")
        )
        .unwrap();
    }
}

/// The fields of an object.
fn object(out: &mut String, kind: &Value) {
    let Some(fields) = kind["properties"].as_object().filter(|it| !it.is_empty()) else { return };
    out.push_str("| field | kind | meaning |\n|---|---|---|\n");
    for (name, field) in fields {
        writeln!(out, "| `{name}` | {} | {} |", shape(field), meaning(kind, name, field)).unwrap();
    }
}

fn is_needed(kind: &Value, name: &str) -> bool {
    kind["required"].as_array().is_some_and(|it| it.iter().any(|it| it == name))
}

fn meaning(kind: &Value, name: &str, field: &Value) -> String {
    let mut text = field["description"].as_str().map(cell).unwrap_or_default();
    let mut add = |more: &str| {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(more);
    };
    if is_needed(kind, name) {
        add("Needed.");
    }
    match &field["default"] {
        Value::Bool(it) => add(&format!("Left out: `{it}`.")),
        Value::Number(it) => add(&format!("Left out: `{it}`.")),
        Value::String(it) if !it.is_empty() => add(&format!("Left out: `\"{it}\"`.")),
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => {}
    }
    text
}

/// The values of a choice: words, or objects that are told apart by a word or by their one field.
fn choose(out: &mut String, choices: &[Value]) {
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str("| value | with | meaning |\n|---|---|---|\n");
    for choice in choices {
        let text = choice["description"].as_str().map(cell).unwrap_or_default();
        if let Some(word) = choice["const"].as_str() {
            writeln!(out, "| `\"{word}\"` | | {text} |").unwrap();
            continue;
        }
        if let Some(words) = choice["enum"].as_array() {
            let words: Vec<String> = words.iter().map(|it| format!("`{it}`")).collect();
            writeln!(out, "| {} | | {text} |", words.join(", ")).unwrap();
            continue;
        }
        let none = Map::new();
        let fields = choice["properties"].as_object().unwrap_or(&none);
        let word = fields.iter().find_map(|(name, it)| Some((name, it["const"].as_str()?)));
        let with: Vec<String> = fields
            .iter()
            .filter(|(name, _)| word.is_none_or(|it| it.0 != *name))
            .map(|(name, it)| format!("`{name}`: {}", shape(it)))
            .collect();
        let value = match word {
            Some((name, word)) => format!("`{name}`: `\"{word}\"`"),
            None if with.is_empty() => shape(choice),
            None => String::new(),
        };
        writeln!(out, "| {value} | {} | {text} |", with.join("; ")).unwrap();
    }
}

/// What a value is, in words.
fn shape(field: &Value) -> String {
    if let Some(name) = field["$ref"].as_str().and_then(|it| it.strip_prefix("#/$defs/")) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(choices) = field["anyOf"].as_array().or_else(|| field["oneOf"].as_array()) {
        let shapes: Vec<String> = choices.iter().map(shape).collect();
        return shapes.join(" or ");
    }
    if let Some(word) = field.get("const") {
        return format!("`{word}`");
    }
    if let Some(words) = field["enum"].as_array() {
        return words.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" or ");
    }
    if let Some(kinds) = field["type"].as_array() {
        let shapes: Vec<String> = kinds.iter().map(|it| simple(it.as_str().unwrap_or_default(), field)).collect();
        return shapes.join(" or ");
    }
    simple(field["type"].as_str().unwrap_or("any"), field)
}

fn simple(kind: &str, field: &Value) -> String {
    match kind {
        "array" if field["prefixItems"].is_array() => {
            let shapes: Vec<String> = field["prefixItems"].as_array().unwrap().iter().map(shape).collect();
            format!("[{}]", shapes.join(", "))
        }
        "array" => format!("list of {}", shape(&field["items"])),
        "object" => {
            match (field["properties"].as_object(), field.get("additionalProperties").filter(|it| it.is_object())) {
                (Some(fields), _) => {
                    let fields: Vec<String> =
                        fields.iter().map(|(name, it)| format!("`{name}`: {}", shape(it))).collect();
                    fields.join(", ")
                }
                (None, Some(values)) => format!("by name: {}", shape(values)),
                (None, None) => "object".to_owned(),
            }
        }
        "string" if field["format"] == "date" => "day".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "null" => "`null`".to_owned(),
        other => other.to_owned(),
    }
}

/// A comment of the source as prose: links of rustdoc become names.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        out.push_str(before);
        let Some((name, behind)) = after.split_once("`]") else {
            rest = after;
            continue;
        };
        let name = name.rsplit("::").next().unwrap_or(name);
        write!(out, "`{name}`").unwrap();
        rest = behind;
    }
    out.push_str(rest);
    let paragraphs = out.split("\n\n").map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn cell(text: &str) -> String {
    prose(text).replace("\n\n", " ").replace('|', "\\|")
}
