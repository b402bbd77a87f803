//! Whatever comes in from outside is read or refused in words: no panic, no hang, no loss.
//!
//! Plain `cargo test` sends the kept inputs (`tests/fixtures/fuzz/`) and some thousand made ones through every door. `./dev fuzz` goes on
//! for as long, or as often, as it is told. What breaks is saved in `target/fuzz/`; put it into `tests/fixtures/fuzz/DOOR/` once mended.
#![cfg(not(target_arch = "wasm32"))]
// In a test a panic is how one says that something is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm
)]

mod chance;
mod doors;
mod mutate;

use chance::Chance;
use doors::{DOORS, Door, House};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The turn of a door before the next has its own: so many inputs, and when there is more to do, so long besides. Doors that take inputs
/// quickly take more of them.
const TURN: u64 = 50;
const LONG_TURN: Duration = Duration::from_millis(300);

/// An input that takes longer is a fault. Unoptimised code on a busy machine may take its time.
fn slow() -> Duration {
    Duration::from_secs(if std::env::var_os("REMIT_FUZZ").is_some() { 1 } else { 20 })
}

/// An input that has not come back after this never does.
const HUNG: Duration = Duration::from_secs(60);

/// How long the hammer goes on.
#[derive(Clone, Copy)]
enum Until {
    Inputs(u64),
    Seconds(u64),
}

/// `REMIT_FUZZ=5000000` inputs or `REMIT_FUZZ=600s`; some thousand inputs without it.
fn until() -> Until {
    let Ok(text) = std::env::var("REMIT_FUZZ") else { return Until::Inputs(4_000) };
    match text.strip_suffix('s') {
        Some(seconds) => {
            Until::Seconds(seconds.parse().expect("REMIT_FUZZ is a number of inputs, or of seconds such as 600s"))
        }
        None => Until::Inputs(text.parse().expect("REMIT_FUZZ is a number of inputs, or of seconds such as 600s")),
    }
}

fn number_of(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// Where an input that broke something is kept; its path.
fn save(door: &str, input: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../fuzz").join(door);
    std::fs::create_dir_all(&folder).unwrap();
    let name = input
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let path = folder.join(format!("{name:016x}"));
    std::fs::write(&path, input).unwrap();
    path
}

/// What is under way, for whoever watches the clock.
type UnderWay = Arc<Mutex<Option<(Instant, &'static str, Vec<u8>)>>>;

/// Ends the program when one input does not come back: a loop cannot be interrupted from inside.
fn watch(under_way: UnderWay) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = under_way.lock().unwrap();
            if let Some((since, door, input)) = now.as_ref()
                && since.elapsed() > HUNG
            {
                eprintln!("{door}: an input does not come back; it is in {}", save(door, input).display());
                std::process::exit(101);
            }
        }
    });
}

/// Sends one input through a door. What went wrong, if anything did.
fn send(door: &'static Door, house: &House, input: &[u8]) -> Option<String> {
    let start = Instant::now();
    let fate = catch_unwind(AssertUnwindSafe(|| (door.take)(house, input)));
    let took = start.elapsed();
    let what = match fate {
        Err(why) => why
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| why.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "a panic without words".to_owned()),
        // A busy machine makes anything slow once.
        Ok(()) if took > slow() => {
            let again = Instant::now();
            (door.take)(house, input);
            if again.elapsed() <= slow() {
                return None;
            }
            format!("took {:.1} s", again.elapsed().as_secs_f64())
        }
        Ok(()) => return None,
    };
    Some(format!("{}: {what}\n    the input is in {}", door.name, save(door.name, input).display()))
}

#[test]
fn whatever_comes_in_is_read_or_refused_in_words() {
    // Deep JSON needs a deep stack in unoptimised code, as the main thread of a program has one.
    let hammer = std::thread::Builder::new().stack_size(16 << 20).spawn(hammer).unwrap();
    if let Err(why) = hammer.join() {
        std::panic::resume_unwind(why);
    }
}

fn hammer() {
    let house = House::new();
    let seed = number_of("REMIT_FUZZ_SEED", 1);
    let only = std::env::var("REMIT_FUZZ_DOOR").ok();
    let mut tally: Vec<(&'static Door, u64, Duration)> = DOORS
        .iter()
        .filter(|door| only.as_ref().is_none_or(|it| it == door.name))
        .map(|door| (door, 0, Duration::ZERO))
        .collect();
    assert!(!tally.is_empty(), "there is no door called {only:?}");
    // The faults that are caught are told at the end, each once.
    let told = std::env::var("REMIT_FUZZ_TELL").is_ok();
    if !told {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let under_way = UnderWay::default();
    watch(Arc::clone(&under_way));
    let mut faults = Vec::new();
    for (door, path, input) in &house.kept_inputs {
        let door = DOORS.iter().find(|it| it.name == *door).unwrap();
        faults.extend(send(door, &house, input).map(|fault| format!("{fault} (kept as {path})")));
    }
    let start = Instant::now();
    let mut said = Instant::now();
    let until = until();
    let from = number_of("REMIT_FUZZ_FROM", 0);
    let turn = if matches!(until, Until::Inputs(few) if few < 10_000) { Duration::ZERO } else { LONG_TURN };
    'all: loop {
        for (door, sent, took) in &mut tally {
            let turn_start = Instant::now();
            let mut mine = 0;
            while mine < TURN || turn_start.elapsed() < turn {
                mine += 1;
                let mut chance = Chance::of(seed, door.name, from + *sent);
                let input = (door.make)(&house, &mut chance);
                *under_way.lock().unwrap() = Some((Instant::now(), door.name, input.clone()));
                faults.extend(send(door, &house, &input));
                *sent += 1;
            }
            *under_way.lock().unwrap() = None;
            *took += turn_start.elapsed();
            if faults.len() > 20 {
                break 'all;
            }
        }
        let sent: u64 = tally.iter().map(|it| it.1).sum();
        let over = match until {
            Until::Inputs(inputs) => sent >= inputs,
            Until::Seconds(seconds) => start.elapsed().as_secs() >= seconds,
        };
        if over {
            break;
        }
        if said.elapsed().as_secs() >= 30 {
            said = Instant::now();
            println!("{sent} inputs in {} s, {} faults", start.elapsed().as_secs(), faults.len());
            faults.iter().for_each(|fault| println!("  {fault}"));
        }
    }
    if !told {
        drop(std::panic::take_hook());
    }
    for (door, sent, took) in &tally {
        println!("{:10} {sent:>10} inputs, {:>7.0} a second", door.name, *sent as f64 / took.as_secs_f64().max(1e-9));
    }
    println!("seed {seed}, from {from}: {} inputs, {} faults", tally.iter().map(|it| it.1).sum::<u64>(), faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_hammer_knows_sound_inputs_and_makes_others() {
    let house = House::new();
    assert!(remit::persist::from_file(&doors::plan_file(&house), remit::persist::Kind::Scenario).is_ok());
    for door in DOORS {
        let made: Vec<Vec<u8>> =
            (0..50).map(|number| (door.make)(&house, &mut Chance::of(1, door.name, number))).collect();
        let again = (door.make)(&house, &mut Chance::of(1, door.name, 7));
        assert_eq!(made[7], again, "{}: an input follows from its number", door.name);
        let different: std::collections::HashSet<_> = made.iter().collect();
        assert!(different.len() > 30, "{}: inputs differ", door.name);
    }
}
