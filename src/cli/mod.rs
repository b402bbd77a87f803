//! The headless command: the same engine behind files, standard output and words.
//!
//! [`run`] is the whole program with its ports handed in, so that tests run it without a process.
//!
//! Invariant: nothing here computes a figure; it reads, asks the engine, and writes.
//! Invariant: what was asked for goes to standard output, everything said about it to standard error.

mod against;
mod args;
mod assign;
mod capacity;
mod capacity_plans;
mod check;
mod curve;
mod diff;
mod evaluate;
mod explain;
mod export;
mod figures;
mod file;
mod forecast;
mod forecast_of;
mod help;
mod inputs;
mod json;
mod migrate;
mod nearest;
mod outcome;
mod profile;
mod rate;
mod sample;
mod seek;
mod set;
mod statement;
mod words;

use crate::engine::Env;
use args::{Command, Invocation};
use file::ReadError;
use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};

/// What the process says about its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; warnings and notes are fine.
    Fine,
    /// Done, but the document has errors; or an assignment was refused.
    Errors,
    /// Not done: the file cannot be read, the command line makes no sense, or the result cannot be written.
    Unreadable,
}

impl Exit {
    /// The exit status of the process.
    pub const fn code(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Errors => 1,
            Exit::Unreadable => 2,
        }
    }
}

/// Why a command was not carried out.
enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// The document cannot be read.
    Read(ReadError),
    /// The result cannot be written to this place.
    Write(String, std::io::Error),
    /// Who read the result stopped reading. That is their right.
    ClosedPipe,
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Read(error)
    }
}

/// What a command reads from and writes to.
struct Ports<'a> {
    env: Env,
    stdin: &'a mut dyn Read,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

impl Ports<'_> {
    /// Writes the result.
    fn print(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        written.map_err(|error| {
            if error.kind() == ErrorKind::BrokenPipe {
                Failure::ClosedPipe
            } else {
                Failure::Write("standard output".to_owned(), error)
            }
        })
    }

    /// Says something about the result. Whoever closed standard error does not want to know.
    fn say(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }
}

/// Carries out one command line, the name of the program left out, and gives the exit status: 0 fine, 1 there are errors,
/// 2 unreadable. `env` is what comes from outside the document: today.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    env: Env,
    stdin: &mut dyn Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let mut ports = Ports { env, stdin, out, err };
    let done = args::parse(args).and_then(|invocation| carry_out(invocation, &mut ports));
    let exit = match done {
        Ok(exit) => exit,
        Err(Failure::ClosedPipe) => Exit::Fine,
        Err(Failure::Usage(text)) => {
            ports.say(&format!("remit: {text}"));
            Exit::Unreadable
        }
        Err(Failure::Read(error)) => {
            ports.say(&format!("remit: {error}"));
            Exit::Unreadable
        }
        Err(Failure::Write(place, error)) => {
            ports.say(&format!("remit: {place} cannot be written: {}", words::of_io(&error)));
            Exit::Unreadable
        }
    };
    exit.code()
}

fn carry_out(invocation: Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    match invocation.command {
        Command::Sample => sample::run(&invocation, ports),
        Command::Schema => {
            ports.print(&file::schema_text())?;
            Ok(Exit::Fine)
        }
        Command::Check => check::run(&invocation, ports),
        Command::Evaluate => evaluate::run(&invocation, ports),
        Command::Capacity => capacity::run(&invocation, ports),
        Command::Set => set::run(&invocation, ports),
        Command::Inputs => inputs::run(&invocation, ports),
        Command::Statement => statement::run(&invocation, ports),
        Command::Rate => rate::run(&invocation, ports),
        Command::Curve => curve::run(&invocation, ports),
        Command::Forecast => forecast::run(&invocation, ports),
        Command::Explain => explain::run(&invocation, ports),
        Command::Seek => seek::run(&invocation, ports),
        Command::Diff => diff::run(&invocation, ports),
        Command::Migrate => migrate::run(&invocation, ports),
        Command::Export => export::run(&invocation, ports),
        Command::Assign => assign::run(&invocation, ports),
        Command::Help => {
            ports.print(&help::text(invocation.topic))?;
            Ok(Exit::Fine)
        }
        Command::Version => {
            ports.print(concat!("remit ", env!("CARGO_PKG_VERSION"), "\n"))?;
            Ok(Exit::Fine)
        }
    }
}
