//! Where sentences end, and where a dot only looks like it: short forms, ordinals, dates.

/// Where sentences end inside a line. Dots that lead to a figure are none.
pub(super) fn stops_in(line: &str) -> impl Iterator<Item = usize> + '_ {
    line.match_indices(". ").map(|(at, _)| at).filter(|at| {
        let before = line.get(..*at).unwrap_or_default();
        let after = line.get(*at + 2..).unwrap_or_default();
        let inside = is_a_day(before, after) || is_an_ordinal(before) || is_short(before, after);
        !before.is_empty() && !before.ends_with(['.', ' ', '…']) && !inside
    })
}

/// Words before a number that a dot makes an ordinal: "das 13. Monatsgehalt", "zum 1. des Monats".
const BEFORE_ORDINALS: [&str; 17] = [
    "das", "der", "die", "dem", "den", "des", "am", "zum", "vom", "ab", "bis", "im", "ein", "eines", "einem", "und",
    "jedem",
];

/// Whether a text up to a dot ends with an ordinal of German.
fn is_an_ordinal(before: &str) -> bool {
    let mut words = before.rsplit(' ');
    let number = words.next().is_some_and(|it| it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit()));
    number && words.next().is_some_and(|it| BEFORE_ORDINALS.contains(&it))
}

/// Short forms with a dot that no sentence ends with.
const SHORT: [&str; 30] = [
    "mio", "mrd", "tsd", "ca", "bzw", "inkl", "exkl", "ggf", "evtl", "max", "mind", "nr", "abs", "dr", "mr", "mrs",
    "ms", "prof", "st", "approx", "incl", "z.b", "d.h", "u.a", "o.g", "e.g", "i.e", "zzgl", "vgl", "str",
];

/// Ends of the names of companies, behind which a sentence ends only where another one begins.
const NAME_ENDS: [&str; 4] = ["inc", "ltd", "corp", "co"];

/// Words that begin a sentence.
const BEGINS: [&str; 19] = [
    "we", "you", "your", "our", "the", "this", "it", "i", "in", "as", "if", "dear", "please", "base", "wir", "sie",
    "ihr", "ihre", "die",
];

/// Whether a dot belongs to a short form: "3,1 Mio. Euro", "z. B.", "Larkspur, Inc. of Leeds".
fn is_short(before: &str, after: &str) -> bool {
    let word = before.rsplit([' ', '(', '\u{a0}']).next().unwrap_or_default();
    let next = after.split([' ', ',', '\'', '’']).next().unwrap_or_default();
    // "z. B.", "d. h.": one letter and a dot, twice.
    let one = |it: &str| it.chars().count() == 1 && it.chars().all(char::is_alphabetic);
    let pair = one(word) && next.strip_suffix('.').is_some_and(one);
    let second = one(word)
        && before.strip_suffix(word).is_some_and(|it| {
            ["z. ", "d. ", "u. ", "o. "].iter().any(|first| it == *first || it.ends_with(&[" ", first].concat()))
        });
    SHORT.contains(&word) || pair || second || NAME_ENDS.contains(&word) && !BEGINS.contains(&next)
}

/// Months of German dates.
pub(super) const GERMAN_MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// Whether a dot stands in a date such as "1. März".
fn is_a_day(before: &str, after: &str) -> bool {
    before.ends_with(|it: char| it.is_ascii_digit()) && GERMAN_MONTHS.iter().any(|month| after.starts_with(month))
}
