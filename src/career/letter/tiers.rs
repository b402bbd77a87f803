//! Accelerators: how many times as much is paid from which attainment, as a sentence, a list or a table says it.

use super::amounts::places;
use super::phrases::{push, sentence};
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::units::Rate;

/// Words that more is paid from here.
const FASTER: [&str; 20] = [
    "accelerator",
    "accelerators",
    "accelerated",
    "accelerate",
    "accelerates",
    "above quota",
    "over quota",
    "beyond quota",
    "above 100",
    "over 100",
    "beyond 100",
    "beschleuniger",
    "beschleunigung",
    "übererfüllung",
    "oberhalb",
    "über quote",
    "über der quote",
    "über ziel",
    "über 100",
    "ab 100",
];

/// Words before an attainment that is an end and no beginning.
const UP_TO: [&str; 11] =
    ["up to", "below", "under", "until", "less than", "to", "through", "bis", "bis zu", "unter", "bis unter"];

/// Words before an attainment from which something holds.
const FROM: [&str; 18] = [
    "from",
    "above",
    "over",
    "beyond",
    "at",
    "after",
    "between",
    "past",
    "exceeding",
    "of",
    ">",
    "≥",
    "über",
    "ab",
    "von",
    "zwischen",
    "oberhalb",
    "oberhalb von",
];

/// Words before an attainment above which more is paid.
const ABOVE: [&str; 8] = ["above", "over", "beyond", "past", "exceeding", "über", "ab", "oberhalb von"];

/// Between two attainments that are one stretch.
const STRETCH: [&str; 9] = ["-", "–", "—", "to", "up to", "bis", "bis zu", "and", "und"];

/// Words of a sentence that goes on where the one before ended.
const ON: [&str; 8] =
    ["thereafter", "beyond", "above", "beyond that", "above that", "darüber", "danach", "darüber hinaus"];

/// Words that a tier reaches back to the first of what was sold.
const REACHES_BACK: [&str; 8] = [
    "retroactive",
    "retroactively",
    "back to dollar one",
    "back to the first dollar",
    "from dollar one",
    "from the first dollar",
    "rückwirkend",
    "ab dem ersten euro",
];

/// An attainment that a tier begins or ends with.
struct Bound<'a> {
    token: &'a Token,
    rate: Rate,
    ends: bool,
}

/// What a text says of them: each tier, and whether it reaches back.
pub(super) fn tiers(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    // A cap is no tier.
    let capped: Vec<usize> = found.iter().filter(|it| matches!(it.fact, Fact::Cap(_))).map(|it| it.from).collect();
    let all: Vec<&Token> = all.iter().filter(|it| !capped.contains(&it.from)).collect();
    let mut named: Vec<usize> = FASTER.iter().flat_map(|word| places(lower, word, 0, lower.len())).collect();
    // "2x above 120 %" needs no other word.
    let above = |it: &&&Token| {
        let (from, to) = sentence(lower, it.from);
        let multiple = all.iter().any(|it| it.kind == Kind::Times && it.from >= from && it.to <= to);
        multiple && it.kind == Kind::Percent && it.value >= 100.0 && ends_with(words_before(lower, from, it), &ABOVE)
    };
    named.extend(all.iter().filter(above).map(|it| it.from));
    named.sort_unstable();
    for at in named {
        let (from, mut to) = sentence(lower, at);
        let mut read = Read::default();
        read.stretch(lower, &all, (from, to));
        // A heading has its tiers in the lines below, and a sentence may go on in the next.
        while let Some((next, end)) = next_sentence(lower, to) {
            let bound = all.iter().any(|it| it.kind == Kind::Percent && it.from >= next && it.to <= end);
            let goes_on = bound || ON.iter().any(|word| places(lower, word, next, end).next().is_some());
            if !goes_on || !read.stretch(lower, &all, (next, end)) {
                break;
            }
            to = end;
        }
        if read.tiers.iter().any(|it| matches!(it.fact, Fact::Above(rate, _) if rate > Rate::ONE)) {
            found.extend(read.tiers);
            let after = next_sentence(lower, to).map_or(to, |it| it.1);
            reaches_back(lower, (from, after), found);
            return;
        }
    }
}

/// Where what follows the end of a sentence begins.
fn next_start(lower: &str, to: usize) -> usize {
    let rest = lower.get(to..).unwrap_or_default();
    to + (rest.len() - rest.trim_start_matches(['.', ' ', '\n', '\r', '\t', '-', '•', '*', '|']).len())
}

/// The next sentence.
fn next_sentence(lower: &str, to: usize) -> Option<(usize, usize)> {
    let start = next_start(lower, to);
    let (_, end) = sentence(lower, start);
    (start < lower.len() && end > start).then_some((start, end))
}

fn reaches_back(lower: &str, (from, to): (usize, usize), found: &mut Vec<Found>) {
    let said = REACHES_BACK.iter().flat_map(|word| places(lower, word, from, to).map(move |at| (at, at + word.len())));
    if let Some((at, end)) = said.min() {
        let before = lower.get(from..at).unwrap_or_default().trim_end_matches([' ', '-']);
        if !["not", "non", "no", "nicht", "never"].iter().any(|word| before.ends_with(word)) {
            push(found, Fact::ReachesBack, at, end);
        }
    }
}

/// Tiers as they are read, and where the last one ends.
#[derive(Default)]
struct Read {
    tiers: Vec<Found>,
    end: Option<Rate>,
    multiple: Option<(usize, usize)>,
}

impl Read {
    /// Reads the tiers of a stretch of text, each with the attainment that stands nearest to it on its side; whether there are any.
    fn stretch(&mut self, lower: &str, all: &[&Token], (from, to): (usize, usize)) -> bool {
        let inside: Vec<&Token> = all.iter().copied().filter(|it| it.from >= from && it.to <= to).collect();
        let multiples = multiples(lower, &inside, from);
        let bounds = bounds(lower, &inside, &multiples, from);
        let Some(first) = multiples.first() else { return false };
        let multiple_first = bounds.first().is_none_or(|it| it.token.from > first.from);
        for (index, multiple) in multiples.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|it| multiples.get(it));
            let after = multiples.get(index + 1);
            let mine = |it: &&Bound<'_>| {
                let place = it.token.from;
                // "1.5x up to 125 %, 2x beyond": an end right behind a multiple is its own.
                let ends = |of: &Token| {
                    let gap = lower.get(of.to..place).unwrap_or(",");
                    it.ends && !gap.contains([',', ';', ':', '\n', '|'])
                };
                // "Accelerates to 1.5x above 100 %": so is a beginning right behind the last one.
                let begins = |of: &Token| {
                    let gap = lower.get(of.to..place).unwrap_or_default().trim();
                    !it.ends && ABOVE.contains(&gap)
                };
                let before_the_next = after.is_none_or(|it| place < it.from);
                if multiple_first {
                    place > multiple.from && before_the_next
                } else if place < multiple.from {
                    before.is_none_or(|it| place > it.from && !ends(it))
                } else {
                    ends(multiple) && before_the_next || after.is_none() && begins(multiple)
                }
            };
            let of: Vec<&Bound<'_>> = bounds.iter().filter(mine).collect();
            self.tier(multiple, &of);
        }
        true
    }

    fn tier(&mut self, multiple: &Token, of: &[&Bound<'_>]) {
        // "Paid from 50 %; above 100 % at 1.5x": of two beginnings the nearer one is its own.
        let apart = |it: &&&Bound<'_>| it.token.from.abs_diff(multiple.from);
        let first = of.iter().filter(|it| !it.ends).min_by_key(apart);
        let last = of.iter().find(|it| it.ends);
        let (start, stop) = (first.map(|it| it.rate), last.map(|it| it.rate));
        let usual = if stop.is_some_and(|it| it <= Rate::ONE) { Rate::ZERO } else { Rate::ONE };
        let begins = start.or(self.end).unwrap_or(usual);
        // An end that the next beginning does not meet leaves open what is paid between them: its figure stays quoted.
        let meets = |(start, end): (Rate, Rate)| (start.to_f64() - end.to_f64()).abs() < 0.011;
        if !start.zip(self.end).is_none_or(meets)
            && let (Some(last), Some((from, to))) = (self.tiers.last_mut(), self.multiple)
        {
            (last.from, last.to) = (from, to);
        }
        self.end = stop.or(self.end);
        self.multiple = Some((multiple.from, multiple.to));
        let rate = multiple.rate();
        let again = self.tiers.iter().any(|it| matches!(it.fact, Fact::Above(_, at) if at == begins));
        if rate > Rate::ZERO && rate <= Rate::percent(1_000) && !again {
            // Its own words only: what else stands in the sentence says something else.
            let own = || first.into_iter().chain(last).map(|it| it.token);
            let from = own().fold(multiple.from, |least, it| least.min(it.from));
            let to = own().fold(multiple.to, |most, it| most.max(it.to));
            self.tiers.push(Found { fact: Fact::Above(rate, begins), from, to });
        }
    }
}

/// The words right before a number.
fn words_before<'a>(lower: &'a str, from: usize, token: &Token) -> &'a str {
    lower.get(from..token.from).unwrap_or_default().trim_end_matches([' ', '\u{a0}', '\n', '\r', '(', '-', '•', '*'])
}

fn ends_with(words: &str, any: &[&str]) -> bool {
    any.iter().any(|word| {
        let rest = words.strip_suffix(word);
        rest.is_some_and(|it| !it.ends_with(char::is_alphanumeric))
    })
}

/// The multiples: numbers with an x, else percentages of the rate, else the one above a hundred that no bound it is.
fn multiples<'a>(lower: &str, inside: &[&'a Token], from: usize) -> Vec<&'a Token> {
    let times: Vec<&Token> = inside.iter().copied().filter(|it| it.kind == Kind::Times).collect();
    if !times.is_empty() {
        return times;
    }
    let percents = || inside.iter().copied().filter(|it| it.kind == Kind::Percent);
    let of_the_rate = |it: &&Token| {
        let after = lower.get(it.to..).unwrap_or_default();
        let after: String = after.chars().take(40).take_while(|it| !matches!(it, ',' | ';' | '.' | '\n')).collect();
        let after = after.split(|it: char| it.is_ascii_digit()).next().unwrap_or_default().trim_start();
        let of = ["of", "rate", "des", "der", "vom"].iter().any(|word| after.starts_with(word));
        of && ["rate", "satz"].iter().any(|word| after.contains(word))
    };
    let named: Vec<&Token> = percents().filter(of_the_rate).collect();
    if !named.is_empty() {
        return named;
    }
    let is_bound = |it: &&Token| {
        let words = words_before(lower, from, it);
        ends_with(words, &FROM) || ends_with(words, &UP_TO) || ends_with(words, &["auf", "and", "und", "–", "—"])
    };
    percents().find(|it| it.value > 100.0 && !is_bound(it)).into_iter().collect()
}

/// The attainments beside them: all from a hundred on, lower ones only behind words that say so.
fn bounds<'a>(lower: &str, inside: &[&'a Token], multiples: &[&Token], from: usize) -> Vec<Bound<'a>> {
    let mut found: Vec<Bound<'a>> = Vec::new();
    let free = |it: &&Token| it.value < 300.0 && multiples.iter().all(|multiple| multiple.from != it.from);
    for (index, token) in inside.iter().copied().enumerate().filter(|it| free(&it.1)) {
        let gap = |one: &Token, two: &Token| lower.get(one.to..two.from).unwrap_or_default().trim();
        let next = inside.get(index + 1).filter(|it| it.kind == Kind::Percent);
        // The first of "100-125 %".
        let opens = token.kind == Kind::Plain
            && next.is_some_and(|next| STRETCH.contains(&gap(token, next)) && next.value > token.value);
        if token.kind != Kind::Percent && !opens {
            continue;
        }
        let words = words_before(lower, from, token);
        let closes = found.last().is_some_and(|it| {
            let between = gap(it.token, token);
            let between = between.strip_prefix("of quota").unwrap_or(between).trim();
            !it.ends && it.rate < Rate::from_f64(token.value / 100.0) && STRETCH.contains(&between)
        });
        let ends = closes || ends_with(words, &UP_TO);
        if token.value >= 100.0 || ends || opens || ends_with(words, &FROM) {
            found.push(Bound { token, rate: Rate::from_f64(token.value / 100.0), ends });
        }
    }
    found
}
