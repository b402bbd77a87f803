//! `remit migrate`: a file as this version writes it.

use super::args::{Invocation, Opt};
use super::file::{self, Opened};
use super::{Exit, Failure, Ports, profile, set};
use crate::career::Profile;
use crate::model::SCHEMA;
use std::ffi::OsStr;

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let place = invocation.value(Opt::Output).unwrap_or(OsStr::new("-"));
    if let Some(read) = profile::read(invocation.file()) {
        profile::put(&read?, place, ports)?;
        ports.say(&format!("{}: written in schema {}", file::called(invocation.file()), Profile::SCHEMA));
        return Ok(Exit::Fine);
    }
    let Opened { document, problems } = file::read(invocation.file(), ports.stdin)?;
    for problem in &problems {
        ports.say(&problem.to_string());
    }
    set::put(&document, place, ports)?;
    ports.say(&format!("{}: written in schema {SCHEMA}", file::called(invocation.file())));
    Ok(Exit::Fine)
}
