//! The kinds of document that are kept.

use crate::text::tr;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What an envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A plan: people, pay, accounts, assumptions.
    Scenario,
    /// What belongs to the person and not to a plan: offers, fit, settings.
    Profile,
    /// What a scenario was at some moment; never a file.
    Snapshot,
    /// The list of scenarios in storage; never a file.
    Index,
}

impl Kind {
    /// The word for it in envelopes and files.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Scenario => "scenario",
            Kind::Profile => "profile",
            Kind::Snapshot => "snapshot",
            Kind::Index => "index",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Kind> {
        [Kind::Scenario, Kind::Profile, Kind::Snapshot, Kind::Index].into_iter().find(|kind| kind.word() == word)
    }

    /// The kind with its article, as a sentence needs it.
    pub fn with_article(self) -> &'static str {
        match self {
            Kind::Scenario => tr!("a scenario"),
            Kind::Profile => tr!("a profile"),
            Kind::Snapshot => tr!("a snapshot"),
            Kind::Index => tr!("a list of scenarios"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
