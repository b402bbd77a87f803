//! `remit set`: a document with inputs changed, all or none of them.

use super::args::{Invocation, Opt};
use super::file::{self, Opened};
use super::nearest::nearest;
use super::{Exit, Failure, Ports};
use crate::model::{Document, InputError, get_input, inputs, set_input};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let Opened { mut document, .. } = file::read(invocation.file(), ports.stdin)?;
    let mut refused = Vec::new();
    for assignment in invocation.words_from(1) {
        let assignment = assignment.to_string_lossy();
        if let Err(reason) = assign(&mut document, &assignment) {
            refused.push(reason);
        }
    }
    if !refused.is_empty() {
        for reason in &refused {
            ports.say(&format!("remit: {reason}"));
        }
        ports.say("remit: nothing was written");
        return Ok(Exit::Errors);
    }
    put(&document, invocation.value(Opt::Output).unwrap_or(OsStr::new("-")), ports)?;
    Ok(Exit::Fine)
}

/// Writes a document to a file, or to standard output where it is `-`.
pub(super) fn put(document: &Document, place: &OsStr, ports: &mut Ports<'_>) -> Result<(), Failure> {
    put_text(&file::to_text(document), place, ports)
}

/// Writes a text to a file, or to standard output where it is `-`.
pub(super) fn put_text(text: &str, place: &OsStr, ports: &mut Ports<'_>) -> Result<(), Failure> {
    if place == "-" { ports.print(text) } else { write(place, text.as_bytes()) }
}

/// Carries out `PATH=VALUE`, or says why not.
fn assign(document: &mut Document, assignment: &str) -> Result<(), String> {
    let Some((path, value)) = assignment.split_once('=') else {
        return Err(format!("\u{201c}{assignment}\u{201d} is no assignment; write PATH=VALUE"));
    };
    let path = path.trim();
    let Some(input) = get_input(document, path) else {
        return Err(match nearest(path, inputs(document).iter().map(|input| input.path.as_str())) {
            Some(near) => format!("there is no input \u{201c}{path}\u{201d}; did you mean \u{201c}{near}\u{201d}?"),
            None => InputError::Unknown(path.to_owned()).to_string(),
        });
    };
    let done = input.parse(value).and_then(|value| set_input(document, path, value));
    done.map(|_before| ()).map_err(|error| format!("{path}={}: {error}", value.trim()))
}

/// Writes a file as a whole: it is written beside its place and then put there, so that what stood there before is never half gone.
pub(super) fn write(place: &OsStr, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::Write(place.to_string_lossy().into_owned(), error);
    // A link stays a link, and what is no ordinary file (a pipe, a terminal) is written to as it is.
    let path = fs::canonicalize(place).unwrap_or_else(|_| Path::new(place).to_owned());
    let there = fs::metadata(&path).ok();
    if there.as_ref().is_some_and(|it| !it.is_file()) {
        return fs::write(&path, bytes).map_err(failed);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".remit-new");
    let beside = path.with_file_name(name);
    let put = || {
        fs::write(&beside, bytes)?;
        if let Some(there) = &there {
            fs::set_permissions(&beside, there.permissions())?;
        }
        fs::rename(&beside, &path)
    };
    put().map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}
