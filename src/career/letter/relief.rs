//! A quota that is reduced while one ramps, by how much and for how long. An offer keeps an even ramp of so many months: steps are read where
//! they are those of such a ramp, and a half of the quota as a ramp of as many months, which is a half of it over all of them.

use super::amounts::places;
use super::months::months_near;
use super::phrases::{push, sentence};
use super::tokens::{Kind, Token};
use super::{Fact, Found};

/// Words of a quota.
const QUOTA: [&str; 8] =
    ["quota", "quotas", "sales target", "annual target", "quote", "jahresquote", "umsatzziel", "jahresziel"];

/// Words that steps belong to a ramp.
const RAMPED: [&str; 18] = [
    "ramp",
    "ramped",
    "ramping",
    "ramps",
    "ramp-up",
    "reduced",
    "prorated",
    "quota relief",
    "rampe",
    "quotenrampe",
    "gestaffelt",
    "gestaffelte",
    "gestaffelten",
    "reduziert",
    "reduzierte",
    "einarbeitung",
    "einarbeitungszeit",
    "anlaufzeit",
];

/// Words that a quota is a half of itself.
const HALVED: [&str; 13] = [
    "reduced by half",
    "reduced to half",
    "halved",
    "half quota",
    "half the quota",
    "half of the quota",
    "half of your quota",
    "half your quota",
    "halbiert",
    "halbe quote",
    "halben quote",
    "hälfte der quote",
    "um die hälfte",
];

/// Words before a percentage by which, or to which, it is reduced, with what has to follow.
const REDUCED: [(&str, &str); 6] = [
    ("reduced by", ""),
    ("reduced to", ""),
    ("lowered by", ""),
    ("lowered to", ""),
    ("um", "reduziert"),
    ("auf", "reduziert"),
];

/// How far a step may lie off that of an even ramp, in percentage points: 33 % is a third.
const OFF: f64 = 1.0;

/// What a text says of it, beside what was found already.
pub(super) fn relief(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    if found.iter().any(|it| it.fact == Fact::RampedQuota(false)) {
        return;
    }
    if let Some((months, given, from, to)) = steps(lower, all) {
        let told = found.iter().position(|it| matches!(it.fact, Fact::Ramp(_)));
        match told.and_then(|at| found.get_mut(at)) {
            // "A ramp of four months: 25, 50, 75 and 100 %" is over when the fourth begins.
            Some(it) if it.fact == Fact::Ramp(given) => it.fact = Fact::Ramp(months),
            Some(it) if it.fact != Fact::Ramp(months) => return,
            Some(_) => {}
            None => push(found, Fact::Ramp(months), from, to),
        }
        reduced(found, from, to);
    } else if let Some((from, to)) = half(lower, all) {
        reduced(found, from, to);
        let months = months_near(lower, (from, to), sentence(lower, from)).filter(|it| it.0 <= 24);
        if let Some((months, from, to)) = months.filter(|_| !found.iter().any(|it| matches!(it.fact, Fact::Ramp(_)))) {
            push(found, Fact::Ramp(months), from, to);
        }
    }
}

/// Notes that the quota is reduced, once.
fn reduced(found: &mut Vec<Found>, from: usize, to: usize) {
    found.retain(|it| it.fact != Fact::RampedQuota(true));
    push(found, Fact::RampedQuota(true), from, to);
}

fn says(lower: &str, (from, to): (usize, usize), words: &[&str]) -> bool {
    words.iter().any(|word| places(lower, word, from, to).next().is_some())
}

/// Steps of a quota that are those of an even ramp: its months, how many steps were given, and their place.
fn steps(lower: &str, all: &[Token]) -> Option<(u32, u32, usize, usize)> {
    let percents: Vec<&Token> = all.iter().filter(|it| it.kind == Kind::Percent || it.kind == Kind::Plain).collect();
    for run in percents.chunk_by(|one, two| beside(lower.get(one.to..two.from).unwrap_or("."))) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let within = sentence(lower, first.from);
        // "25/50/75 %" has its sign at the end.
        let fits = run.len() > 1 && last.kind == Kind::Percent && last.to <= within.1;
        let by_month = !says(lower, within, &["quarter", "quarters", "quarterly", "quartal", "quartale", "quartalen"]);
        if !fits || !by_month || !says(lower, within, &QUOTA) || !says(lower, within, &RAMPED) {
            continue;
        }
        let below: Vec<f64> = run.iter().map(|it| it.value).take_while(|it| *it < 100.0).collect();
        let full = run.iter().skip(below.len()).all(|it| it.value == 100.0);
        let even =
            |(at, value): (usize, &f64)| (value - 100.0 * (at + 1) as f64 / (below.len() + 1) as f64).abs() <= OFF;
        if full && !below.is_empty() && below.iter().enumerate().all(even) {
            return Some((below.len() as u32, run.len() as u32, first.from, last.to));
        }
    }
    None
}

/// Whether what stands between two steps only strings them together.
fn beside(gap: &str) -> bool {
    let sign = |it: char| it.is_whitespace() || matches!(it, ',' | '/' | '-' | '–' | '→' | '>');
    let words = gap.split(sign).filter(|it| !it.is_empty());
    gap.len() <= 12 && words.into_iter().all(|it| matches!(it, "and" | "und" | "then" | "dann"))
}

/// Where a quota is said to be a half of itself.
fn half(lower: &str, all: &[Token]) -> Option<(usize, usize)> {
    let named = HALVED.iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len())));
    let token = |it: &&Token| {
        let (from, to) = sentence(lower, it.from);
        let before = lower.get(from..it.from).unwrap_or_default().trim_end();
        let after = lower.get(it.to..to).unwrap_or_default();
        let reduced = |(word, behind): &(&str, &str)| before.ends_with(word) && after.contains(behind);
        it.kind == Kind::Percent && it.value == 50.0 && REDUCED.iter().any(reduced)
    };
    let counted = all.iter().filter(token).map(|it| (it.from, it.to));
    named.chain(counted).filter(|it| says(lower, sentence(lower, it.0), &QUOTA)).min()
}
