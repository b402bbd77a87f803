//! `remit sample`: documents to start from.

use super::args::{Invocation, Opt};
use super::nearest::nearest;
use super::{Exit, Failure, Ports, file, help};
use crate::model::sample::{SAMPLES, named};

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    if invocation.has(Opt::List) {
        if invocation.word(0).is_some() {
            return Err(Failure::Usage("give a NAME or --list, not both".to_owned()));
        }
        let list: String = SAMPLES.iter().map(|(name, about, _)| format!("{name}: {about}\n")).collect();
        ports.print(&list)?;
        return Ok(Exit::Fine);
    }
    let default = SAMPLES.first().map_or("", |(name, ..)| name);
    let name = invocation.word(0).map_or(default.into(), |word| word.to_string_lossy());
    let Some(document) = named(&name) else {
        let names: Vec<&str> = SAMPLES.iter().map(|(name, ..)| *name).collect();
        let offer = match nearest(&name, names.iter().copied()) {
            Some(near) => format!("did you mean \u{201c}{near}\u{201d}?"),
            None => format!("there are {}", help::alternatives(&names).replace(" or ", " and ")),
        };
        return Err(Failure::Usage(format!("there is no sample \u{201c}{name}\u{201d}; {offer}")));
    };
    ports.print(&file::to_text(&document))?;
    Ok(Exit::Fine)
}
