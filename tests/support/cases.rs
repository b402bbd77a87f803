//! How many cases a property is tried on. Plain `cargo test` draws the same cases every time (the seed stands in `.cargo/config.toml`), so
//! that a change fails for its own sake only; `./dev hunt` draws other ones, and many more.

/// How many times as many cases as usual: `REMIT_CASES_TIMES`, 1 without it.
pub fn times() -> u64 {
    std::env::var("REMIT_CASES_TIMES").ok().and_then(|it| it.parse().ok()).unwrap_or(1)
}

/// So many cases, times [`times`]. `./dev mutants`, which runs the tests once for each mistake, asks for one in `REMIT_CASES_FEWER`.
#[allow(dead_code)]
pub fn so_many(cases: u64) -> u64 {
    let fewer = std::env::var("REMIT_CASES_FEWER").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    cases.saturating_mul(times()).div_ceil(fewer)
}

/// As many cases of a property as [`so_many`] says.
#[allow(dead_code)]
pub fn cases(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: u32::try_from(so_many(u64::from(cases))).unwrap_or(u32::MAX),
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    }
}
