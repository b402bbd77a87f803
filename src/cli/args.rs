//! The command line: which command, on which file, with which options.

use super::Failure;
use super::nearest::did_you_mean;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

/// What `remit` can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Sample,
    Schema,
    Check,
    Evaluate,
    Capacity,
    Set,
    Inputs,
    Statement,
    Rate,
    Curve,
    Forecast,
    Explain,
    Seek,
    Diff,
    Migrate,
    Export,
    Assign,
    Help,
    Version,
}

/// An option a command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Opt {
    Format,
    By,
    Today,
    Output,
    List,
    Seat,
    Period,
    Deals,
    From,
    Credits,
    Plan,
    Role,
    To,
    Step,
    Metric,
    At,
    Target,
    Input,
    Hire,
    Renewal,
    Contiguous,
    Leads,
    Segment,
    Min,
    Max,
    Others,
    Against,
    Bridge,
    Measure,
    Mrr,
    Of,
    Reps,
    Balance,
    Band,
    Objective,
    Seconds,
    Iterations,
    Seed,
    Locks,
    Disruption,
    Report,
    Xlsx,
    Csv,
}

impl Opt {
    /// The long name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Opt::Format => "--format",
            Opt::By => "--by",
            Opt::Today => "--today",
            Opt::Output => "--output",
            Opt::List => "--list",
            Opt::Seat => "--seat",
            Opt::Period => "--period",
            Opt::Deals => "--deals",
            Opt::From => "--from",
            Opt::Credits => "--credits",
            Opt::Plan => "--plan",
            Opt::Role => "--role",
            Opt::To => "--to",
            Opt::Step => "--step",
            Opt::Metric => "--metric",
            Opt::At => "--at",
            Opt::Target => "--target",
            Opt::Input => "--input",
            Opt::Hire => "--hire",
            Opt::Renewal => "--renewal",
            Opt::Contiguous => "--contiguous",
            Opt::Leads => "--with-leads",
            Opt::Segment => "--segment",
            Opt::Min => "--min",
            Opt::Max => "--max",
            Opt::Others => "--others",
            Opt::Against => "--against",
            Opt::Bridge => "--bridge",
            Opt::Measure => "--measure",
            Opt::Mrr => "--mrr",
            Opt::Of => "--of",
            Opt::Reps => "--reps",
            Opt::Balance => "--balance",
            Opt::Band => "--band",
            Opt::Objective => "--objective",
            Opt::Seconds => "--seconds",
            Opt::Iterations => "--iterations",
            Opt::Seed => "--seed",
            Opt::Locks => "--locks",
            Opt::Disruption => "--disruption",
            Opt::Report => "--report",
            Opt::Xlsx => "--xlsx",
            Opt::Csv => "--csv",
        }
    }

    const fn takes_value(self) -> bool {
        !matches!(self, Opt::List | Opt::Contiguous | Opt::Renewal | Opt::Leads | Opt::Mrr)
    }
}

impl Command {
    /// All commands, in the order of the help.
    pub(super) const ALL: [Command; 19] = [
        Command::Sample,
        Command::Schema,
        Command::Check,
        Command::Evaluate,
        Command::Capacity,
        Command::Set,
        Command::Inputs,
        Command::Statement,
        Command::Rate,
        Command::Curve,
        Command::Forecast,
        Command::Explain,
        Command::Seek,
        Command::Diff,
        Command::Migrate,
        Command::Export,
        Command::Assign,
        Command::Help,
        Command::Version,
    ];

    /// Its name on the command line.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Command::Sample => "sample",
            Command::Schema => "schema",
            Command::Check => "check",
            Command::Evaluate => "evaluate",
            Command::Capacity => "capacity",
            Command::Set => "set",
            Command::Inputs => "inputs",
            Command::Statement => "statement",
            Command::Rate => "rate",
            Command::Curve => "curve",
            Command::Forecast => "forecast",
            Command::Explain => "explain",
            Command::Seek => "seek",
            Command::Diff => "diff",
            Command::Migrate => "migrate",
            Command::Export => "export",
            Command::Assign => "assign",
            Command::Help => "help",
            Command::Version => "version",
        }
    }

    /// The options it takes.
    pub(super) const fn options(self) -> &'static [Opt] {
        match self {
            Command::Sample => &[Opt::List],
            Command::Schema | Command::Help | Command::Version => &[],
            Command::Check => &[Opt::Format, Opt::Today],
            Command::Evaluate | Command::Capacity => &[Opt::Format, Opt::By, Opt::Today],
            Command::Set | Command::Migrate => &[Opt::Output],
            Command::Export => &[Opt::Xlsx, Opt::Csv, Opt::Today],
            Command::Diff => &[Opt::Format, Opt::By, Opt::Measure, Opt::Bridge],
            Command::Inputs => &[Opt::Format],
            Command::Statement => &[Opt::Seat, Opt::Period, Opt::From, Opt::Deals, Opt::Format],
            Command::Rate => &[Opt::Credits, Opt::Period, Opt::Format],
            Command::Curve => &[
                Opt::Plan,
                Opt::Against,
                Opt::Role,
                Opt::Period,
                Opt::From,
                Opt::To,
                Opt::Step,
                Opt::Others,
                Opt::Format,
            ],
            Command::Forecast => &[Opt::Format, Opt::By, Opt::Of, Opt::Mrr, Opt::Today],
            Command::Explain => &[Opt::Segment, Opt::Format, Opt::Today],
            Command::Assign => &[
                Opt::Reps,
                Opt::Balance,
                Opt::Band,
                Opt::Objective,
                Opt::Seconds,
                Opt::Iterations,
                Opt::Seed,
                Opt::Locks,
                Opt::Disruption,
                Opt::Contiguous,
                Opt::Report,
            ],
            Command::Seek => &[
                Opt::Metric,
                Opt::At,
                Opt::Target,
                Opt::Input,
                Opt::Renewal,
                Opt::Hire,
                Opt::Leads,
                Opt::From,
                Opt::Segment,
                Opt::Min,
                Opt::Max,
                Opt::Output,
                Opt::Format,
            ],
        }
    }

    /// How many words besides options it takes: at least, at most.
    const fn words(self) -> (usize, usize) {
        match self {
            Command::Sample | Command::Help => (0, 1),
            Command::Schema | Command::Version => (0, 0),
            Command::Check
            | Command::Evaluate
            | Command::Capacity
            | Command::Inputs
            | Command::Statement
            | Command::Rate
            | Command::Curve
            | Command::Forecast
            | Command::Seek
            | Command::Migrate
            | Command::Export
            | Command::Assign => (1, 1),
            Command::Diff => (2, 2),
            Command::Explain => (3, 3),
            Command::Set => (2, usize::MAX),
        }
    }

    fn from_name(name: &str) -> Option<Command> {
        Command::ALL.into_iter().find(|command| command.name() == name)
    }
}

/// A command line that makes sense.
#[derive(Debug)]
pub(super) struct Invocation {
    pub(super) command: Command,
    /// For help: on which command.
    pub(super) topic: Option<Command>,
    words: Vec<OsString>,
    options: BTreeMap<Opt, OsString>,
}

impl Invocation {
    /// The word at this position, the command left out.
    pub(super) fn word(&self, at: usize) -> Option<&OsStr> {
        self.words.get(at).map(OsString::as_os_str)
    }

    /// The words from this position on.
    pub(super) fn words_from(&self, at: usize) -> &[OsString] {
        self.words.get(at..).unwrap_or(&[])
    }

    /// The file to read. Commands that take one have it; see [`Command::words`].
    pub(super) fn file(&self) -> &OsStr {
        self.word(0).unwrap_or(OsStr::new("-"))
    }

    /// Whether an option was given.
    pub(super) fn has(&self, option: Opt) -> bool {
        self.options.contains_key(&option)
    }

    /// The value of an option.
    pub(super) fn value(&self, option: Opt) -> Option<&OsStr> {
        self.options.get(&option).map(OsString::as_os_str)
    }

    /// The value of an option as one of a few words; the first is what holds where it is not given.
    pub(super) fn choice<T: Copy>(&self, option: Opt, choices: &[(&'static str, T)], default: T) -> Result<T, Failure> {
        let Some(value) = self.value(option) else { return Ok(default) };
        let value = value.to_string_lossy();
        let known = choices.iter().find(|(name, _)| *name == value);
        known.map(|(_, choice)| *choice).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            Failure::Usage(format!(
                "\u{201c}{} {value}\u{201d} is not known; write {}",
                option.name(),
                super::help::alternatives(&names)
            ))
        })
    }
}

/// Reads a command line.
pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Invocation, Failure> {
    let mut args = args.into_iter();
    let Some(first) = args.next() else {
        return Err(Failure::Usage(format!("nothing to do: give a command\n\n{}", super::help::text(None).trim_end())));
    };
    let first = first.to_string_lossy().into_owned();
    let command = match first.as_str() {
        "-h" | "--help" => Command::Help,
        "-V" | "--version" => Command::Version,
        name => Command::from_name(name).ok_or_else(|| unknown_command(name))?,
    };
    let mut invocation = Invocation { command, topic: None, words: Vec::new(), options: BTreeMap::new() };
    let mut only_words = false;
    while let Some(arg) = args.next() {
        let text = arg.to_string_lossy().into_owned();
        let is_option = text.starts_with('-') && text != "-" && !only_words;
        if !is_option {
            invocation.words.push(arg);
        } else if text == "--" {
            only_words = true;
        } else if matches!(text.as_str(), "-h" | "--help") {
            return Ok(Invocation {
                command: Command::Help,
                topic: Some(command),
                words: Vec::new(),
                options: BTreeMap::new(),
            });
        } else {
            put_option(&mut invocation, &arg, &text, &mut args)?;
        }
    }
    check_words(&invocation)?;
    if invocation.command == Command::Help
        && let Some(word) = invocation.words.first()
    {
        let name = word.to_string_lossy();
        invocation.topic = Some(Command::from_name(&name).ok_or_else(|| unknown_command(&name))?);
    }
    Ok(invocation)
}

fn unknown_command(name: &str) -> Failure {
    let offer = did_you_mean(name, Command::ALL.map(Command::name));
    let offer = if offer.is_empty() { "; `remit help` lists them".to_owned() } else { offer };
    Failure::Usage(format!("there is no command \u{201c}{name}\u{201d}{offer}"))
}

/// Takes `--name value`, `--name=value` or `-o value`.
fn put_option(
    invocation: &mut Invocation,
    arg: &OsStr,
    text: &str,
    rest: &mut impl Iterator<Item = OsString>,
) -> Result<(), Failure> {
    let command = invocation.command;
    let (name, attached) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    };
    let long = if name == "-o" { Opt::Output.name() } else { name };
    let Some(option) = command.options().iter().copied().find(|option| option.name() == long) else {
        let known = command.options().iter().map(|option| option.name());
        let mut offer = did_you_mean(name, known.clone());
        if offer.is_empty() {
            let names: Vec<&str> = known.collect();
            offer = match names.as_slice() {
                [] => "; it takes none".to_owned(),
                names => format!("; it takes {}", names.join(", ")),
            };
        }
        return Err(Failure::Usage(format!("`remit {}` has no option \u{201c}{name}\u{201d}{offer}", command.name())));
    };
    let value = match (option.takes_value(), attached) {
        (true, Some(value)) => {
            // A file name need not be UTF-8, so it is taken from the argument as it came.
            let bytes = arg.as_encoded_bytes();
            let lossless = std::str::from_utf8(bytes).is_ok();
            if !lossless {
                return Err(Failure::Usage(format!("put a space instead of \u{201c}=\u{201d} after {name}")));
            }
            OsString::from(value)
        }
        (true, None) => rest.next().ok_or_else(|| {
            Failure::Usage(format!("{name} needs a value; `remit help {}` says which", command.name()))
        })?,
        (false, None) => OsString::new(),
        (false, Some(_)) => return Err(Failure::Usage(format!("{name} takes no value"))),
    };
    if invocation.options.insert(option, value).is_some() {
        return Err(Failure::Usage(format!("{name} is given twice")));
    }
    Ok(())
}

fn check_words(invocation: &Invocation) -> Result<(), Failure> {
    let (command, given) = (invocation.command, invocation.words.len());
    let (least, most) = command.words();
    let refuse = |what: &str| {
        Failure::Usage(format!("`remit {}` {what}; write `{}`", command.name(), super::help::synopsis(command)))
    };
    if given > most {
        let extra = invocation.word(most).unwrap_or_default().to_string_lossy();
        return Err(refuse(&format!("does not know what to do with \u{201c}{extra}\u{201d}")));
    }
    if given < least {
        let missing = match (given, command) {
            (0, _) => "a FILE (or - for standard input)",
            (_, Command::Explain) => "a METRIC and a PERIOD",
            _ => "at least one PATH=VALUE",
        };
        return Err(refuse(&format!("needs {missing}")));
    }
    Ok(())
}
