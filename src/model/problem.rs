//! What is wrong or worth knowing, where, and how to mend it.

use serde::Serialize;

/// How much a [`Problem`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Figures are wrong or missing until this is mended.
    Error,
    /// Figures are computed, but probably not as meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// One thing to mend or to know. The rest of the document is computed all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where: the path of an input (`role/ae/smb/quota`) or of an entity (`seat/ae-3`).
    pub at: String,
    /// A stable name of the kind of problem, for tests and filters.
    pub code: &'static str,
    /// What is wrong and how to mend it, in one sentence.
    pub text: String,
}

impl Problem {
    /// Puts errors first, then warnings, then notes; those of a kind stay as they stand. One place, as a sort weighs 4 KB in the browser.
    pub fn sort(problems: &mut [Problem]) {
        problems.sort_by_key(|problem| problem.severity);
    }

    /// An error.
    pub fn error(at: impl Into<String>, code: &'static str, text: impl Into<String>) -> Problem {
        Problem { severity: Severity::Error, at: at.into(), code, text: text.into() }
    }

    /// A warning.
    pub fn warning(at: impl Into<String>, code: &'static str, text: impl Into<String>) -> Problem {
        Problem { severity: Severity::Warning, at: at.into(), code, text: text.into() }
    }

    /// A note.
    pub fn note(at: impl Into<String>, code: &'static str, text: impl Into<String>) -> Problem {
        Problem { severity: Severity::Note, at: at.into(), code, text: text.into() }
    }
}

/// `error at role/ae/smb/quota: ...`, as the headless command prints it.
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        write!(f, "{severity} at {}: {}", self.at, self.text)
    }
}
