//! Where pay begins and ends: cap, threshold, and what share of a deal is credited.

use super::amounts::places;
use super::phrases::{first, near, push, sentence};
use super::retention::{is_of_target, the_ratio};
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::model::comp::ThresholdStart;

/// What a cap is told in.
const LIMITS: [Kind; 2] = [Kind::Percent, Kind::Times];

/// Words that nothing is paid.
const NOTHING: [&str; 10] = [
    "nothing",
    "no bonus",
    "no payout",
    "no payment",
    "not paid",
    "nichts",
    "kein bonus",
    "keinen bonus",
    "keine provision",
    "keine auszahlung",
];

/// The limit right behind a place.
fn behind(all: &[Token], end: usize) -> Option<&Token> {
    all.iter().find(|it| it.from >= end && it.from - end <= 10 && LIMITS.contains(&it.kind))
}

/// Where pay begins once a threshold is reached, as its sentence or the next one says it.
fn begins(lower: &str, at: usize, found: &mut Vec<Found>) {
    let (from, to) = sentence(lower, at);
    let to = lower.get(to..).filter(|it| it.starts_with(". ")).map_or(to, |_| sentence(lower, to + 2).1);
    let share = [
        "from the first dollar",
        "from the first euro",
        "from dollar one",
        "from the first pound",
        "from the first franc",
        "ab dem ersten franken",
        "back to dollar one",
        "back to the first dollar",
        "vom ersten euro an",
        "ab dem ersten euro",
    ];
    let zero = [
        "from zero",
        "only on what is above",
        "only for what is above",
        "only on the excess",
        "only on the amount above",
        "von null an",
        "von null",
        "ab null",
        "bei null",
        "nur für den teil darüber",
        "nur auf den teil darüber",
        "nur für den übersteigenden teil",
    ];
    let kinds = [(&share[..], ThresholdStart::Share), (&zero[..], ThresholdStart::Zero)];
    let named = kinds.into_iter().find_map(|(words, start)| {
        let all = words.iter().flat_map(|word| places(lower, word, from, to).map(|at| (at, at + word.len())));
        Some((all.min()?, start))
    });
    if let Some(((from, to), start)) = named {
        push(found, Fact::Begins(start), from, to);
    }
}

/// Whether pay is said to begin at an attainment: "commission starts at 40 % attainment", "wird ab 50 % Zielerreichung gezahlt".
fn is_paid_from(lower: &str, token: &Token) -> bool {
    let (from, to) = sentence(lower, token.from);
    let before = lower.get(from..token.from).unwrap_or_default().trim_end();
    let after = lower.get(token.to..to).unwrap_or_default();
    let of = after.trim_start();
    let attained = [
        "attainment",
        "of quota",
        "of target",
        "of goal",
        "of your quota",
        "of the quota",
        "zielerreichung",
        "der quote",
        "quotenerreichung",
        "des ziels",
    ];
    let begins =
        ["starts at", "start at", "begins at", "begin at", "starts from", "paid from", "payable from", "kicks in at"];
    let paid = ["gezahlt", "bezahlt", "ausgezahlt", "fällig", "vergütet"];
    let clause = after.split([';', ',']).next().unwrap_or_default();
    // "Die Auszahlung beginnt ab einer Zielerreichung von 50 %."
    let reached = [
        "ab einer zielerreichung von",
        "ab einer quotenerreichung von",
        "ab einem zielerreichungsgrad von",
        "ab einer erreichung von",
        "from an attainment of",
        "at an attainment of",
        "from attainment of",
    ];
    let paying = [
        "auszahl",
        "gezahlt",
        "bezahlt",
        "fällig",
        "vergütet",
        "beginnt",
        "paid",
        "payable",
        "payout",
        "starts",
        "begins",
    ];
    let sentence = lower.get(from..to).unwrap_or_default();
    if reached.iter().any(|word| before.ends_with(word)) && paying.iter().any(|word| sentence.contains(word)) {
        return true;
    }
    let in_german = before.ends_with(" ab") && paid.iter().any(|word| clause.contains(word));
    attained.iter().any(|word| of.starts_with(word)) && (begins.iter().any(|word| before.ends_with(word)) || in_german)
}

/// What a text says of them.
pub(super) fn limits(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    if let Some((from, to)) = first(
        lower,
        &[
            "uncapped",
            "no cap",
            "without a cap",
            "not capped",
            "no ceiling",
            "nicht gedeckelt",
            "ungedeckelt",
            "ohne deckel",
            "ohne deckelung",
            "keine deckelung",
            "ohne obergrenze",
        ],
    ) {
        push(found, Fact::Cap(None), from, to);
    } else if let Some((at, end)) = first(
        lower,
        &[
            "capped at",
            "cap of",
            "cap is",
            "cap at",
            "ceiling of",
            "maximum payout",
            "cap:",
            "gedeckelt",
            "deckelung",
            "deckel",
            "obergrenze",
            "plafoniert",
            "auf maximal",
            "begrenzt",
        ],
    ) && let Some(token) = behind(all, end).or_else(|| near(lower, all, at, &LIMITS))
    {
        push(found, Fact::Cap(Some(token.rate())), token.from, token.to);
    }
    let floors = [
        "threshold",
        "below",
        "minimum attainment",
        "until you reach",
        "once you reach",
        "nothing is paid under",
        "gate of",
        "schwelle",
        "mindesterreichung",
        "unter",
        "unterhalb",
        "erst ab",
    ];
    let spoken =
        all.iter().filter(|it| it.kind == Kind::Percent && it.value < 100.0).find(|it| is_paid_from(lower, it));
    // All of the target, or more of a ratio, is a threshold only where nothing is said to be paid below.
    let bounds = |it: &Token| {
        let within = sentence(lower, it.from);
        let nothing = NOTHING.iter().any(|word| places(lower, word, within.0, within.1).next().is_some());
        let ratio = || !is_of_target(lower, it) && the_ratio(lower, within).is_some();
        it.value < 100.0 || nothing && (it.value <= 100.0 || it.value <= 200.0 && ratio())
    };
    let least = floors.iter().filter_map(|word| {
        let (at, _) = first(lower, &[word])?;
        near(lower, all, at, &[Kind::Percent]).filter(|it| bounds(it) && it.from.abs_diff(at) < 60)
    });
    if let Some(token) = least.chain(spoken).min_by_key(|it| it.from) {
        // What is said of a ratio is that ratio, and no share of a quota.
        let ratio = the_ratio(lower, sentence(lower, token.from)).filter(|_| !is_of_target(lower, token));
        let fact = ratio.map_or(Fact::Threshold(token.rate()), |measure| Fact::Floor(measure, token.rate()));
        push(found, fact, token.from, token.to);
        begins(lower, token.from, found);
    }
    if let Some((at, _)) = first(lower, &["credited", "credit for", "deal credit", "quota credit", "credit of"])
        && let Some(token) =
            near(lower, all, at, &[Kind::Percent]).filter(|it| it.value <= 100.0 && it.from.abs_diff(at) < 50)
    {
        push(found, Fact::Credit(token.rate()), token.from, token.to);
    }
}
