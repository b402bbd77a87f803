//! What every stored value is wrapped in: whose it is, which schema, when, and a check sum.
//!
//! ```json
//! {"remit":"scenario","schema":1,"saved":"2027-01-05T14:02:00Z","id":"…","name":"…","part":"core",
//!  "parts":{"accounts":"1-k3f9","core":"2-k3f9"},"data":{…},"check":"…"}
//! ```
//!
//! In place of `data` there may be `squeezed`, a text that [`squeeze`] made of the same; or `diff` with `over`, what differs from the part
//! of that name of a snapshot. The check sum is that of the data (or the difference) as JSON, however it is written.

use super::key::Revision;
use super::kind::Kind;
use super::migrate::Ladders;
use super::parts::Part;
use super::squeeze::{squeeze, unsqueeze};
use super::stamp::Stamp;
use crate::text::tr;
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// One part of a document with all that one must know to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// What it belongs to.
    pub kind: Kind,
    /// The schema of the data.
    pub schema: u32,
    /// When it was saved.
    pub saved: Stamp,
    /// The scenario it belongs to.
    pub id: String,
    /// The scenario's name when it was saved. The index knows the name now; this one serves if the index is lost.
    pub name: String,
    /// All parts that the scenario had when this one was saved, and the saves that wrote them. With it the list of scenarios can be made
    /// anew, and a save that did not come to its end is told from one that did. Empty for what has no parts.
    pub parts: BTreeMap<String, Revision>,
    /// The snapshot that the data is only a difference from, as [`super::Snapshot::reference`] writes it.
    pub over: Option<String>,
    /// The data (or the difference) and the part's name.
    pub part: Part,
}

/// What a stored text turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Sound and of the newest schema.
    Fine(Envelope),
    /// Sound and of an older schema: it must be brought up to date before use.
    Older(Envelope),
    /// Of a schema that this version does not know. It is never changed.
    Newer(NewerHeader),
    /// Not readable. It is never changed.
    Damaged(Damage),
}

/// What can be said of a text of a newer schema, whose shape may be another.
#[derive(Clone, Debug, PartialEq)]
pub struct NewerHeader {
    /// What it belongs to.
    pub kind: Kind,
    /// Its schema.
    pub schema: u32,
    /// The scenario's name, if it is where we look for it.
    pub name: Option<String>,
    /// When it was saved, if that is where we look for it.
    pub saved: Option<Stamp>,
    /// The parts of the scenario, if they are where we look for them.
    pub parts: BTreeMap<String, Revision>,
}

/// Why a stored text cannot be read. Its text is a clause, to stand behind the name of what is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is no JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It ends before it is complete.
    CutShort,
    /// It is JSON, but no envelope of ours.
    NotOurs,
    /// Its data is not what the check sum was made of.
    Altered,
    /// It is sound but belongs elsewhere.
    Misplaced,
    /// It differs from a snapshot that is not there or cannot be read.
    NoBase,
    /// It is not there at all.
    Missing,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::NotJson { line, column } => f.write_str(&tr!("is not JSON (line {line}, column {column})")),
            Damage::CutShort => f.write_str(tr!("ends too early")),
            Damage::NotOurs => f.write_str(tr!("was not written by Remit")),
            Damage::Altered => f.write_str(tr!("was altered after it was saved (its check sum does not fit)")),
            Damage::Misplaced => f.write_str(tr!("belongs to something else")),
            Damage::NoBase => f.write_str(tr!("lacks the snapshot that it differs from")),
            Damage::Missing => f.write_str(tr!("is missing")),
        }
    }
}

impl Damage {
    /// What a JSON error says about a text.
    pub(super) fn of(error: &serde_json::Error) -> Damage {
        match error.classify() {
            Category::Eof => Damage::CutShort,
            Category::Data => Damage::NotOurs,
            Category::Syntax | Category::Io => Damage::NotJson { line: error.line(), column: error.column() },
        }
    }
}

/// The check sum of a text: FNV-1a, 64 bits, as 16 hexadecimal digits. It finds damage and change, not malice.
pub fn check_sum(text: &str) -> String {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// The envelope as compact JSON, with its members always in the same order.
pub fn encode(envelope: &Envelope) -> String {
    written(envelope, false)
}

/// The same in as few characters as it takes.
pub fn encode_squeezed(envelope: &Envelope) -> String {
    written(envelope, true)
}

fn written(envelope: &Envelope, small: bool) -> String {
    let Envelope { kind, schema, saved, id, name, parts, over, part } = envelope;
    let (id, name, part_name) = (Value::from(id.as_str()), Value::from(name.as_str()), Value::from(part.name()));
    let check = check_sum(part.json());
    let (member, data) = match (small, over) {
        (true, _) => ("squeezed", Cow::Owned(format!("\"{}\"", squeeze(part.json())))),
        (false, Some(_)) => ("diff", Cow::Borrowed(part.json())),
        (false, None) => ("data", Cow::Borrowed(part.json())),
    };
    let over = over.as_ref().map_or_else(String::new, |over| format!(r#""over":{},"#, Value::from(over.as_str())));
    let listed: Vec<String> =
        parts.iter().map(|(name, revision)| format!("{}:\"{revision}\"", Value::from(name.as_str()))).collect();
    let parts = if listed.is_empty() { String::new() } else { format!(r#""parts":{{{}}},"#, listed.join(",")) };
    format!(
        r#"{{"remit":"{kind}","schema":{schema},"saved":"{saved}","id":{id},"name":{name},"part":{part_name},{parts}{over}"{member}":{data},"check":"{check}"}}"#
    )
}

/// The envelope as it stands in the text.
#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    remit: Cow<'a, str>,
    schema: u32,
    saved: Stamp,
    id: String,
    name: String,
    #[serde(borrow)]
    part: Cow<'a, str>,
    #[serde(default)]
    parts: BTreeMap<String, Revision>,
    #[serde(default)]
    over: Option<String>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(borrow, default)]
    diff: Option<&'a RawValue>,
    #[serde(borrow, default)]
    squeezed: Option<Cow<'a, str>>,
    #[serde(borrow)]
    check: Cow<'a, str>,
}

/// The only two members that every schema to come will have.
#[derive(Deserialize)]
struct Header {
    remit: String,
    schema: u32,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    saved: Value,
    #[serde(default)]
    parts: Value,
}

/// What the head of a stored text says under this name, though the text as a whole may not be readable: names and moments stand before data.
pub(super) fn told(text: &str, member: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\"{member}\":"))?;
    serde_json::Deserializer::from_str(rest).into_iter::<String>().next()?.ok()
}

/// Reads an envelope. What the data means is for the caller to find out; what the envelope says of itself holds.
pub fn decode(text: &str, ladders: &Ladders) -> Reading {
    let wire = match serde_json::from_str::<Wire>(text) {
        Ok(wire) => wire,
        // The shape of a newer schema may be another, so only the header is asked.
        Err(error) => return newer_header(text, ladders).map_or(Reading::Damaged(Damage::of(&error)), Reading::Newer),
    };
    let Some(kind) = Kind::from_word(&wire.remit).filter(|_| wire.schema > 0) else {
        return Reading::Damaged(Damage::NotOurs);
    };
    let newest = ladders.schema(kind);
    if wire.schema > newest {
        return Reading::Newer(NewerHeader {
            kind,
            schema: wire.schema,
            name: Some(wire.name),
            saved: Some(wire.saved),
            parts: wire.parts,
        });
    }
    let data = match (wire.data, wire.diff, wire.squeezed, &wire.over) {
        (Some(data), None, None, None) | (None, Some(data), None, Some(_)) => data.to_owned(),
        (None, None, Some(squeezed), _) => match unsqueeze(&squeezed).map(RawValue::from_string) {
            Some(Ok(data)) => data,
            Some(Err(_)) | None => return Reading::Damaged(Damage::Altered),
        },
        _other => return Reading::Damaged(Damage::NotOurs),
    };
    if check_sum(data.get()) != wire.check {
        return Reading::Damaged(Damage::Altered);
    }
    let part = Part::from_raw(&wire.part, data);
    let envelope = Envelope {
        kind,
        schema: wire.schema,
        saved: wire.saved,
        id: wire.id,
        name: wire.name,
        parts: wire.parts,
        over: wire.over,
        part,
    };
    if envelope.schema < newest { Reading::Older(envelope) } else { Reading::Fine(envelope) }
}

/// The header of a text of a newer schema; nothing where the text is something else.
fn newer_header(text: &str, ladders: &Ladders) -> Option<NewerHeader> {
    let header: Header = serde_json::from_str(text).ok()?;
    let kind = Kind::from_word(&header.remit).filter(|kind| header.schema > ladders.schema(*kind))?;
    let name = header.name.as_str().map(str::to_owned);
    let saved = header.saved.as_str().and_then(|saved| saved.parse().ok());
    let parts = serde_json::from_value(header.parts).unwrap_or_default();
    Some(NewerHeader { kind, schema: header.schema, name, saved, parts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_published_one() {
        // The reference values of the function's authors for "" and "foobar".
        assert_eq!(check_sum(""), "cbf29ce484222325");
        assert_eq!(check_sum("foobar"), "85944171f73967e8");
    }
}
