//! The headless command.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use std::io::{stderr, stdin, stdout};
    let args = std::env::args_os().skip(1);
    remit::cli::run(args, remit::engine::Env { today: today() }, &mut stdin(), &mut stdout(), &mut stderr()).into()
}

/// Today in UTC. The one place of the headless command that looks at a clock; `--today` overrides it.
#[cfg(not(target_arch = "wasm32"))]
fn today() -> chrono::NaiveDate {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i32::try_from(since.as_secs() / 86_400).unwrap_or(0);
    chrono::NaiveDate::from_epoch_days(days).unwrap_or_default()
}

/// A browser has no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}
