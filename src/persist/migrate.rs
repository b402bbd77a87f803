//! What older versions of Remit wrote, brought up to date one schema at a time.

use super::kind::Kind;
use crate::text::tr;
use serde_json::Value;
use std::fmt;

/// The step that makes data of schema `to` from data of the schema before it.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The schema it leads to.
    pub to: u32,
    /// What it does, in a few words for the person whose data it is.
    pub name: &'static str,
    /// The step itself, on the whole document. It must not need the types of the model, which know the newest schema only.
    pub apply: fn(Value) -> Result<Value, MigrationError>,
}

/// Every step for scenarios, oldest first. Schema 1 is where it begins.
pub const MIGRATIONS: &[Migration] = &[];

/// Every step for profiles, oldest first. Schema 1 is where it begins.
pub const PROFILE_MIGRATIONS: &[Migration] = &[];

/// The steps for each kind of document that this program knows.
#[derive(Clone, Copy, Debug)]
pub struct Ladders {
    /// For scenarios.
    pub scenario: &'static [Migration],
    /// For profiles.
    pub profile: &'static [Migration],
}

impl Ladders {
    /// Those of this version of Remit.
    pub const NOW: Ladders = Ladders { scenario: MIGRATIONS, profile: PROFILE_MIGRATIONS };

    /// The steps for one kind. The index has none: what it says can be rebuilt.
    pub fn of(&self, kind: Kind) -> &'static [Migration] {
        match kind {
            Kind::Scenario | Kind::Snapshot => self.scenario,
            Kind::Profile => self.profile,
            Kind::Index => &[],
        }
    }

    /// The newest schema of a kind: the one that is written.
    pub fn schema(&self, kind: Kind) -> u32 {
        self.of(kind).last().map_or(1, |migration| migration.to)
    }

    /// Brings data of this kind from an older schema up to the newest.
    pub fn bring_up(&self, kind: Kind, from: u32, data: Value) -> Result<Value, MigrationError> {
        bring_up(self.of(kind), from, data)
    }
}

/// Applies, in order, every step that leads beyond schema `from`. The error names the step that failed.
pub fn bring_up(steps: &[Migration], from: u32, data: Value) -> Result<Value, MigrationError> {
    steps.iter().filter(|step| step.to > from).try_fold(data, |data, step| {
        (step.apply)(data)
            .map_err(|error| MigrationError { what: tr!("step {} ({}): {}", step.to, step.name, error.what) })
    })
}

/// Why a step could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationError {
    /// What is in the way, and where.
    pub what: String,
}

impl MigrationError {
    /// The error with this text.
    pub fn new(what: impl Into<String>) -> Self {
        MigrationError { what: what.into() }
    }
}

impl fmt::Display for MigrationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for MigrationError {}
