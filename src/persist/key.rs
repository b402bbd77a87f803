//! Where things lie in storage. Everything of ours begins with [`PREFIX`]; keys of others are never touched.

use crate::text::tr;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What every key of ours begins with.
pub const PREFIX: &str = "remit/v1/";

/// The key of the list of scenarios. A change of its value is the commit of a save, and what other tabs listen for.
pub const INDEX_KEY: &str = "remit/v1/index";

/// The key of the profile.
pub const PROFILE_KEY: &str = "remit/v1/profile";

/// A key of ours, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The list of scenarios.
    Index,
    /// The profile.
    Profile,
    /// One revision of one part of a scenario.
    Part {
        /// The scenario.
        id: String,
        /// The part.
        part: String,
        /// The revision.
        revision: Revision,
    },
    /// One snapshot of a scenario.
    Snapshot {
        /// The scenario.
        id: String,
        /// Which one.
        revision: Revision,
    },
    /// An unreadable value that had to make room, word for word.
    SetAside(String),
    /// Below our prefix, but nothing that this version writes.
    Unknown(String),
}

impl Key {
    /// The key in this text; nothing where it is not one of ours.
    pub fn parse(text: &str) -> Option<Key> {
        let rest = text.strip_prefix(PREFIX)?;
        let mut steps = rest.split('/');
        let key = match (steps.next(), steps.next(), steps.next(), steps.next(), steps.next()) {
            (Some("index"), None, ..) => Key::Index,
            (Some("profile"), None, ..) => Key::Profile,
            (Some("kept"), Some(name), None, ..) => Key::SetAside(name.to_owned()),
            (Some("s"), Some(id), Some(part), Some(revision), None) => match Revision::parse(revision) {
                Some(revision) => Key::Part { id: id.to_owned(), part: part.to_owned(), revision },
                None => Key::Unknown(text.to_owned()),
            },
            (Some("h"), Some(id), Some(revision), None, None) => match Revision::parse(revision) {
                Some(revision) => Key::Snapshot { id: id.to_owned(), revision },
                None => Key::Unknown(text.to_owned()),
            },
            _ => Key::Unknown(text.to_owned()),
        };
        Some(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Index => f.write_str(INDEX_KEY),
            Key::Profile => f.write_str(PROFILE_KEY),
            Key::Part { id, part, revision } => write!(f, "{PREFIX}s/{id}/{part}/{revision}"),
            Key::Snapshot { id, revision } => write!(f, "{PREFIX}h/{id}/{revision}"),
            Key::SetAside(name) => write!(f, "{PREFIX}kept/{name}"),
            Key::Unknown(text) => f.write_str(text),
        }
    }
}

/// Which save wrote something: a number that grows with every save of a scenario, and the tab that saved. Two tabs that save at the
/// same moment thus never write to the same key. Written `12-k3f9`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision {
    /// Counts the saves of the scenario, from 1.
    pub number: u64,
    /// The tab.
    pub writer: String,
}

impl Revision {
    pub(super) fn parse(text: &str) -> Option<Revision> {
        let (number, writer) = text.split_once('-')?;
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let revision = Revision { number: number.parse().ok()?, writer: writer.to_owned() };
        (digits && is_writer(writer)).then_some(revision)
    }
}

/// Whether a text can name a tab: ASCII letters in lower case, and digits.
pub(super) fn is_writer(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.number, self.writer)
    }
}

impl Serialize for Revision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Revision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Revision::parse(&text).ok_or_else(|| D::Error::custom(tr!("{text:?} is not a revision such as 12-k3f9")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_written() {
        for text in [
            "remit/v1/index",
            "remit/v1/profile",
            "remit/v1/s/t3x9/core/12-k3f9",
            "remit/v1/h/t3x9/3-k3f9",
            "remit/v1/kept/index-1",
        ] {
            let key = Key::parse(text).unwrap();
            assert!(!matches!(key, Key::Unknown(_)), "{text}");
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn what_is_not_ours_is_no_key_and_what_we_do_not_know_is_unknown() {
        assert_eq!(Key::parse("theme"), None);
        assert_eq!(Key::parse("remit/v2/index"), None);
        for text in [
            "remit/v1/index/2",
            "remit/v1/s/a/core",
            "remit/v1/s/a/core/x",
            "remit/v1/s/a/core/+1-a",
            "remit/v1/s/a/b/1-A",
        ] {
            assert_eq!(Key::parse(text), Some(Key::Unknown(text.to_owned())));
        }
    }
}
