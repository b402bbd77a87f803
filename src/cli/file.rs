//! Documents as files, for the headless command: the envelope the app writes, or the bare document.
//!
//! ```json
//! {"remit": "scenario", "schema": 1, "data": {"name": "FY27 base plan", ...}}
//! ```

use super::words;
use crate::model::{self, Document, OpenError, Problem, SCHEMA};
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;
use std::ffi::OsStr;
use std::fmt;
use std::io::Read;

/// The word in an envelope that holds a scenario.
const SCENARIO: &str = "scenario";

/// A document that was read.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) document: Document,
    /// What of the file this version does not know.
    pub(super) problems: Vec<Problem>,
}

/// Why a file is no document, in words.
#[derive(Debug)]
pub(super) struct ReadError {
    /// What the file is called.
    place: String,
    reason: Reason,
}

/// The reasons. Each is a clause to stand behind the name of the file.
#[derive(Debug, PartialEq)]
enum Reason {
    /// The system says no.
    Io(String),
    /// It is no UTF-8.
    NotText { byte: usize },
    /// It is UTF-16, as some editors and shells write.
    Utf16,
    /// There is nothing in it.
    Empty,
    /// It is no JSON.
    NotJson { line: usize, column: usize, what: String },
    /// It is JSON up to its end, which comes too early.
    CutShort { line: usize, column: usize },
    /// It is JSON, but neither an envelope nor a document.
    NotOurs(&'static str),
    /// It is ours, but something else.
    WrongKind(String),
    /// Its schema is no version.
    NoSchema,
    /// It is of a newer schema.
    Newer(u64),
    /// A value is of the wrong kind.
    Field(OpenError),
    /// Somebody else says why, in a sentence.
    Said(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.place)?;
        match &self.reason {
            Reason::Io(what) => write!(f, "cannot be read: {what}"),
            Reason::NotText { byte } => {
                write!(f, "is not text: byte {byte} is not UTF-8; save it as UTF-8, or choose another file")
            }
            Reason::Utf16 => f.write_str("is text in UTF-16; save it as UTF-8"),
            Reason::Empty => f.write_str("is empty; `remit sample` prints a document to start from"),
            Reason::NotJson { line, column, what } => {
                write!(f, "is not JSON: line {line}, column {column}: {what}")
            }
            Reason::CutShort { line, column } => {
                write!(f, "is cut short: it ends at line {line}, column {column}, before the document does")
            }
            Reason::NotOurs(what) => write!(
                f,
                "is JSON, but no document of Remit: {what}; `remit schema` says what belongs there, `remit sample` prints an example"
            ),
            Reason::WrongKind(kind) => {
                write!(f, "holds \u{201c}{kind}\u{201d}, not a scenario, which is wanted here")
            }
            Reason::NoSchema => {
                f.write_str("does not say its version: \u{201c}schema\u{201d} must be a whole number from 1")
            }
            Reason::Newer(schema) => write!(
                f,
                "was written by a newer Remit (schema {schema}; this one reads up to {SCHEMA}); get the newest Remit to read it"
            ),
            Reason::Said(text) => write!(f, "cannot be read: {text}"),
            Reason::Field(OpenError { at, text }) => {
                if at == "." {
                    write!(f, "is no document: {text}")
                } else {
                    write!(f, "is no document: at {at}: {text}")
                }
            }
        }
    }
}

/// Reads the file at a place; `-` is standard input.
pub(super) fn read(place: &OsStr, stdin: &mut dyn Read) -> Result<Opened, ReadError> {
    open(&bytes(place, stdin)?).map_err(|reason| ReadError { place: called(place), reason })
}

/// What is in the file at a place; `-` is standard input.
pub(super) fn bytes(place: &OsStr, stdin: &mut dyn Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let read = if place == "-" {
        stdin.read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(place).map(|all| bytes = all)
    };
    match read {
        Ok(()) => Ok(bytes),
        Err(error) => Err(ReadError { place: called(place), reason: Reason::Io(words::of_io(&error)) }),
    }
}

/// A file that somebody else refused, with the reason as a sentence.
pub(super) fn refused(place: &OsStr, text: String) -> ReadError {
    ReadError { place: called(place), reason: Reason::Said(text) }
}

/// What a file is called in messages.
pub(super) fn called(place: &OsStr) -> String {
    if place == "-" { "standard input".to_owned() } else { place.to_string_lossy().into_owned() }
}

fn open(bytes: &[u8]) -> Result<Opened, Reason> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Reason::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Reason::NotText { byte: error.valid_up_to() + 1 })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    let value: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    let data = unwrap_envelope(value)?;
    let (document, problems) = model::open(&data).map_err(Reason::Field)?;
    Ok(Opened { document, problems })
}

fn not_json(error: &serde_json::Error) -> Reason {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        return Reason::CutShort { line, column };
    }
    let said = error.to_string();
    // The library's text ends in the place, which the sentence names itself.
    let what = said.split(" at line ").next().unwrap_or(&said).to_owned();
    Reason::NotJson { line, column, what }
}

/// The document in an envelope, or the value itself where it has parts of a document.
fn unwrap_envelope(value: Value) -> Result<Value, Reason> {
    let Value::Object(mut members) = value else {
        return Err(Reason::NotOurs("it is not an object"));
    };
    let Some(kind) = members.get("remit") else {
        let known = serde_json::to_value(Document::default()).unwrap_or_default();
        return if members.keys().any(|key| known.get(key).is_some()) {
            Ok(Value::Object(members))
        } else {
            Err(Reason::NotOurs("it has neither \u{201c}remit\u{201d} nor any part of a document"))
        };
    };
    match kind.as_str() {
        Some(SCENARIO) => {}
        Some(other) => return Err(Reason::WrongKind(other.to_owned())),
        None => return Err(Reason::NotOurs("\u{201c}remit\u{201d} does not name what the file holds")),
    }
    match members.get("schema").and_then(Value::as_u64) {
        None | Some(0) => return Err(Reason::NoSchema),
        Some(schema) if schema > u64::from(SCHEMA) => return Err(Reason::Newer(schema)),
        Some(_known) => {}
    }
    match members.remove("data") {
        Some(data @ Value::Object(_)) => Ok(data),
        Some(_) => Err(Reason::NotOurs("its \u{201c}data\u{201d} is not an object")),
        None => Err(Reason::NotOurs("it has no \u{201c}data\u{201d}")),
    }
}

/// The file's members in their order.
#[derive(Serialize)]
struct Envelope<'a> {
    remit: &'a str,
    schema: u32,
    data: &'a Value,
}

/// A document as the text of a file.
pub(super) fn to_text(document: &Document) -> String {
    let data = model::to_value(document);
    // A `Value` has string keys and finite numbers only, so there is nothing in it that could fail to become text.
    let envelope = Envelope { remit: SCENARIO, schema: SCHEMA, data: &data };
    let mut text = serde_json::to_string_pretty(&envelope).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema of a file.
pub(super) fn schema_text() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let document = generator.into_root_schema_for::<Document>();
    let mut data = document.to_value();
    let (mut definitions, mut dialect) = (Value::Null, Value::Null);
    if let Value::Object(members) = &mut data {
        definitions = members.remove("$defs").unwrap_or_default();
        dialect = members.remove("$schema").unwrap_or_default();
    }
    let schema = serde_json::json!({
        "$schema": dialect,
        "$defs": definitions,
        "title": "A scenario of Remit",
        "description": "What `remit sample` prints and the app downloads. A bare document (the value of \u{201c}data\u{201d}) is read too.",
        "type": "object",
        "properties": {
            "remit": { "const": SCENARIO, "description": "What the file holds" },
            "schema": { "const": SCHEMA, "description": "Version of the document's shape" },
            "data": data,
        },
        "required": ["remit", "schema", "data"],
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn a_written_document_reads_back_as_it_was() {
        for (name, _, make) in sample::SAMPLES {
            let document = make();
            let opened = open(to_text(&document).as_bytes()).unwrap();
            assert_eq!(opened.document, document, "{name}");
            assert!(opened.problems.is_empty(), "{name}: {:?}", opened.problems);
        }
    }

    #[test]
    fn a_bare_document_is_read_as_well() {
        let bare = model::to_value(&sample::company()).to_string();
        assert_eq!(open(bare.as_bytes()).unwrap().document, sample::company());
    }

    #[test]
    fn unknown_fields_survive() {
        let opened = open(br#"{"name": "Plan", "mood": "good"}"#).unwrap();
        assert_eq!(opened.problems.len(), 1);
        let text = to_text(&opened.document);
        assert!(text.contains(r#""mood": "good""#), "{text}");
    }
}
