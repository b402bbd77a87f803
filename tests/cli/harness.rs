//! Running the command without a process, and comparing with what is kept under `tests/golden/cli`.

use remit::engine::Env;
use std::ffi::OsString;
use std::path::PathBuf;

/// What a run said and how it ended.
#[derive(Debug, PartialEq)]
pub struct Run {
    pub code: u8,
    pub out: String,
    pub err: String,
}

/// Runs a command line on bytes at standard input, on the day for which the engine's defaults stand.
pub fn remit(args: &[&str], stdin: &[u8]) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = args.iter().map(OsString::from);
    let code = remit::cli::run(args, Env::default(), &mut &*stdin, &mut out, &mut err);
    Run { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// The worked sample as a file.
pub fn sample() -> Vec<u8> {
    remit(&["sample"], b"").out.into_bytes()
}

/// The sample with inputs changed.
pub fn sample_with(assignments: &[&str]) -> Vec<u8> {
    let args: Vec<&str> = ["set", "-"].iter().chain(assignments).copied().collect();
    let run = remit(&args, &sample());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out.into_bytes()
}

/// A folder of its own for a test, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Compares with the kept output; `UPDATE_GOLDEN=1` keeps this one instead.
pub fn golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cli").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let pairs = kept.lines().map(Some).chain(std::iter::repeat(None)).zip(text.lines().map(Some).chain([None]));
    if let Some((at, (kept, now))) = pairs.enumerate().find(|(_, (kept, now))| kept != now) {
        panic!(
            "{name} differs from line {}:\n  kept: {kept:?}\n  now:  {now:?}\nIf that is meant, run with UPDATE_GOLDEN=1.",
            at + 1
        );
    }
    assert_eq!(kept.len(), text.len(), "{name} has other line ends");
}
