//! `remit check`: what is wrong with a document, and what is worth knowing.

use super::args::{Invocation, Opt};
use super::file::{self, Opened};
use super::json::Json;
use super::{Exit, Failure, Ports, profile};
use crate::engine::{Env, Outcome, evaluate};
use crate::model::{Document, Problem, Severity};

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("text", Format::Text), ("json", Format::Json)], Format::Text)?;
    let problems = match profile::read(invocation.file()) {
        Some(read) => profile::problems(&read?, &env(invocation, ports.env)?),
        None => evaluated(invocation, ports)?.outcome.problems,
    };
    let problems = &problems;
    match format {
        Format::Text => ports.print(&problems.iter().map(|problem| format!("{problem}\n")).collect::<String>())?,
        Format::Json => {
            ports
                .print(&Json::Object(vec![("problems", Json::List(problems.iter().map(to_json).collect()))]).print())?;
        }
    }
    ports.say(&format!("{}: {}", file::called(invocation.file()), summary(problems)));
    Ok(exit(problems))
}

/// A document with everything that follows from it, and all its problems, those of the file included, errors first.
pub(super) struct Evaluated {
    pub(super) document: Document,
    pub(super) outcome: Outcome,
}

/// Reads and evaluates the file of a command line.
pub(super) fn evaluated(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Evaluated, Failure> {
    let env = env(invocation, ports.env)?;
    let Opened { document, mut problems } = file::read(invocation.file(), ports.stdin)?;
    let mut outcome = evaluate(&document, &env);
    problems.append(&mut outcome.problems);
    problems.sort_by_key(|problem| problem.severity);
    outcome.problems = problems;
    Ok(Evaluated { document, outcome })
}

/// What comes from outside the document: today, or the day that was named.
pub(super) fn env(invocation: &Invocation, env: Env) -> Result<Env, Failure> {
    let Some(text) = invocation.value(Opt::Today) else { return Ok(env) };
    let text = text.to_string_lossy();
    let today = text.parse().map_err(|_| {
        Failure::Usage(format!("\u{201c}{} {text}\u{201d} is no day; write it like 2027-01-31", Opt::Today.name()))
    })?;
    Ok(Env { today })
}

/// The exit status that a document's problems ask for.
pub(super) fn exit(problems: &[Problem]) -> Exit {
    if problems.iter().any(|problem| problem.severity == Severity::Error) { Exit::Errors } else { Exit::Fine }
}

/// A problem as an object.
pub(super) fn to_json(problem: &Problem) -> Json {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    Json::Object(vec![
        ("severity", Json::text(severity)),
        ("at", Json::text(&problem.at)),
        ("code", Json::text(problem.code)),
        ("text", Json::text(&problem.text)),
    ])
}

/// `2 errors, 1 warning`.
fn summary(problems: &[Problem]) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts: Vec<String> = kinds
        .into_iter()
        .filter_map(|(severity, name)| {
            let count = problems.iter().filter(|problem| problem.severity == severity).count();
            (count > 0).then(|| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        })
        .collect();
    if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") }
}
