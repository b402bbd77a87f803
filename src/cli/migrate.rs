//! `remit migrate`: a file as this version writes it.

use super::args::{Invocation, Opt};
use super::file::{self, Opened};
use super::{Exit, Failure, Ports, set};
use crate::model::SCHEMA;
use std::ffi::OsStr;

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let Opened { document, problems } = file::read(invocation.file(), ports.stdin)?;
    for problem in &problems {
        ports.say(&problem.to_string());
    }
    set::put(&document, invocation.value(Opt::Output).unwrap_or(OsStr::new("-")), ports)?;
    ports.say(&format!("{}: written in schema {SCHEMA}", file::called(invocation.file())));
    Ok(Exit::Fine)
}
