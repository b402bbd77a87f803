//! How many cases a property is tried on. Plain `cargo test` draws the same cases every time (the seed stands in `.cargo/config.toml`), so
//! that a change fails for its own sake only; `./dev hunt` draws other ones, and many more.

/// How many times as many cases as usual: `REMIT_CASES_TIMES`, 1 without it.
pub fn times() -> u64 {
    std::env::var("REMIT_CASES_TIMES").ok().and_then(|it| it.parse().ok()).unwrap_or(1)
}

/// So many cases of a property, or as often as many as [`times`] says.
#[allow(dead_code)]
pub fn cases(cases: u32) -> proptest::test_runner::Config {
    let times = u32::try_from(times()).unwrap_or(u32::MAX);
    proptest::test_runner::Config {
        cases: cases.saturating_mul(times),
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    }
}
