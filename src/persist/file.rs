//! Documents as files.
//!
//! ```json
//! {
//!   "remit": "scenario",
//!   "schema": 1,
//!   "data": { … }
//! }
//! ```

use super::kind::Kind;
use super::migrate::{Ladders, MigrationError};
use crate::text::{quoted, tr};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::Category;
use std::fmt;

/// A document as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileDocument {
    /// What it is.
    pub kind: Kind,
    /// The schema that the file was written in.
    pub schema: u32,
    /// The document, of the newest schema.
    pub data: Value,
}

/// Why a file is not read, in words for the person who picked it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is nothing in it.
    Empty,
    /// It is no JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// It is JSON up to its end, which comes too early.
    CutShort {
        /// Its last line, from 1.
        line: usize,
    },
    /// It is JSON, but not written by Remit.
    NotOurs,
    /// It is of a newer schema than this version knows.
    Newer {
        /// Its schema.
        schema: u32,
        /// The newest schema that this version knows.
        reads: u32,
    },
    /// It is ours, but something else than was asked for.
    WrongKind {
        /// What it is.
        found: Kind,
        /// What was asked for.
        wanted: Kind,
    },
    /// It is one part of a scenario, as storage keeps it.
    OnePart {
        /// The part.
        part: String,
    },
    /// It is of an older schema, and bringing it up to date failed.
    Migration {
        /// Its schema.
        schema: u32,
        /// What failed.
        error: MigrationError,
    },
}

/// The file's members in their order.
#[derive(Serialize)]
struct Written<'a> {
    remit: &'a str,
    schema: u32,
    data: &'a Value,
}

/// The members that we look for; a file may have more.
#[derive(Deserialize)]
struct Read {
    remit: String,
    schema: u32,
    #[serde(default)]
    part: Option<Value>,
    data: Option<Value>,
}

/// A document as the text of a file, for people to read and programs to compare.
pub fn to_file(kind: Kind, schema: u32, data: &Value) -> String {
    let written = Written { remit: kind.word(), schema, data };
    // A `Value` has string keys and finite numbers only, so there is nothing in it that could fail to become text.
    let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
    text.push('\n');
    text
}

/// The same without spaces and line ends, for a link. It is read by [`from_file`].
pub fn to_compact(kind: Kind, schema: u32, data: &Value) -> String {
    let written = Written { remit: kind.word(), schema, data };
    serde_json::to_string(&written).unwrap_or_default()
}

/// Reads the text of a file that should hold a document of this kind.
pub fn from_file(text: &str, wanted: Kind) -> Result<FileDocument, FileError> {
    from_file_with(text, wanted, &Ladders::NOW)
}

/// The same with other migrations than those of this version: for tests of what a later version will do.
pub fn from_file_with(text: &str, wanted: Kind, ladders: &Ladders) -> Result<FileDocument, FileError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    let read: Read = serde_json::from_str(text).map_err(|error| FileError::of(&error))?;
    let kind = Kind::from_word(&read.remit).filter(|_| read.schema > 0).ok_or(FileError::NotOurs)?;
    if kind != wanted {
        return Err(FileError::WrongKind { found: kind, wanted });
    }
    let reads = ladders.schema(kind);
    if read.schema > reads {
        return Err(FileError::Newer { schema: read.schema, reads });
    }
    if let Some(part) = read.part.as_ref().and_then(Value::as_str).filter(|_| kind == Kind::Scenario) {
        return Err(FileError::OnePart { part: part.to_owned() });
    }
    let data = read.data.ok_or(FileError::NotOurs)?;
    let migrated = ladders.bring_up(kind, read.schema, data);
    let data = migrated.map_err(|error| FileError::Migration { schema: read.schema, error })?;
    Ok(FileDocument { kind, schema: read.schema, data })
}

impl FileError {
    fn of(error: &serde_json::Error) -> FileError {
        match error.classify() {
            Category::Eof => FileError::CutShort { line: error.line() },
            Category::Data => FileError::NotOurs,
            Category::Syntax | Category::Io => {
                let said = error.to_string();
                // The library's text ends in the place, which the sentence names itself.
                let what = said.split(" at line ").next().unwrap_or(&said).to_owned();
                FileError::NotJson { line: error.line(), column: error.column(), what }
            }
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Empty => f.write_str(tr!("The file is empty. Choose a file that Remit has written (its name ends in .json).")),
            FileError::NotJson { line, column, what } => f.write_str(&tr!("The file is not JSON: line {line}, column {column}: {what}. Choose a file that Remit has written, or mend that place. \
                 Tables (.csv) go in through \u{201c}Import\u{201d}."
            )),
            FileError::CutShort { line } => f.write_str(&tr!("The file is cut short: it ends in line {line} before the document does. Copy or download it again from where it came from."
            )),
            FileError::NotOurs => f.write_str(
                tr!("The file is JSON, but Remit did not write it: such a file begins with \"remit\" and \"schema\" and holds \"data\". \
                 Choose another file."),
            ),
            FileError::Newer { schema, reads } => f.write_str(&tr!("The file was made by a newer Remit (schema {schema}, this one reads up to {reads}). Reload to get the newest Remit, then \
                 open the file again."
            )),
            FileError::WrongKind { found, wanted } => {
                let kind = *found;
                let (found, wanted) = (found.with_article(), wanted.with_article());
                f.write_str(&tr!("The file holds {found}, but {wanted} is wanted here. "))?;
                f.write_str(match kind {
                    Kind::Profile => tr!("Open it under \u{201c}Offers and answers\u{201d} on the Data page, or on Roles and offers."),
                    Kind::Scenario => tr!("Open it under \u{201c}Files\u{201d} on the Data page."),
                    Kind::Snapshot | Kind::Index => tr!("Choose another file."),
                })
            }
            FileError::OnePart { part } => f.write_str(&tr!("The file holds only the part {} of a scenario, as it was downloaded from storage, and a scenario cannot be opened from \
                 one part.",
                quoted(part)
            )),
            FileError::Migration { schema, error } => f.write_str(&tr!("The file was made by an older Remit (schema {schema}) and could not be brought up to date: {error}. It was not opened; \
                 nothing was changed."
            )),
        }
    }
}

impl std::error::Error for FileError {}
