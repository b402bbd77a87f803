//! Which planted mistake is switched on in this process, and which functions with mistakes in them a test comes by.
//!
//! Part of the copy that `./dev mutants` makes, never of the program.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::OnceLock;

static CHOSEN: OnceLock<u32> = OnceLock::new();
static LOG: OnceLock<Option<std::fs::File>> = OnceLock::new();

thread_local! {
    static SEEN: RefCell<BTreeSet<u32>> = const { RefCell::new(BTreeSet::new()) };
}

/// The number of the mistake that is switched on: 0 for none, as it always is while compiling.
pub const fn chosen(function: u32) -> u32 {
    core::intrinsics::const_eval_select((function,), none, running)
}

const fn none(_function: u32) -> u32 {
    0
}

fn running(function: u32) -> u32 {
    let chosen = *CHOSEN.get_or_init(|| std::env::var("REMIT_MUTANT").map_or(0, |it| it.parse().unwrap()));
    if chosen == 0 {
        note(function);
    }
    chosen
}

/// Each thread of a test notes a function once.
fn note(function: u32) {
    let Some(mut log) = LOG
        .get_or_init(|| {
            let path = std::env::var("REMIT_MUTANT_LOG").ok()?;
            Some(std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap())
        })
        .as_ref()
    else {
        return;
    };
    // After the end of a thread there is nothing to note any more.
    let is_new = SEEN.try_with(|seen| seen.borrow_mut().insert(function)).unwrap_or(false);
    if is_new {
        let line = format!("{}\t{function}\n", std::thread::current().name().unwrap_or("?"));
        log.write_all(line.as_bytes()).unwrap();
    }
}
