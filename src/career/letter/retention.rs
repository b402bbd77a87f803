//! What is said of pay on retention apart from its parts: "Bonus on NRR. Target NRR is 108 %; payout starts at 100 %."

use super::amounts::places;
use super::parts::{NAMES, named};
use super::phrases::{push, sentence};
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::model::comp::Measure;
use crate::units::Rate;

/// Words for what 100 % is.
const GOALS: [&str; 8] = ["target", "goal", "ziel", "zielwert", "target for", "ziel für", "zielwert für", "target of"];

/// Words between a ratio or the word for its target and the figure.
const IS: [&str; 22] = [
    "is", "of", "at", "for", "the", "target", "goal", "ziel", "zielwert", "von", "bei", "beträgt", "liegt", "ist",
    "set", "auf", "für", "to", "rate", "ratio", "your", "eine",
];

/// Words right before the ratio from which something is paid.
const BEGINS: [&str; 16] = [
    "starts at",
    "start at",
    "begins at",
    "begin at",
    "starts from",
    "begins from",
    "paid from",
    "payable from",
    "kicks in at",
    "beginnt bei",
    "beginnt ab",
    "startet bei",
    "startet ab",
    "gezahlt ab",
    "ausbezahlt ab",
    "auszahlung ab",
];

/// Words behind a percentage that make it a share of the target and no ratio.
const OF_TARGET: [&str; 8] =
    ["of target", "of the target", "of goal", "attainment", "of quota", "zielerreichung", "des ziels", "achievement"];

/// Words of what hangs on results.
const BONUS: [&str; 9] = [
    "bonus",
    "variable pay",
    "variable compensation",
    "incentive",
    "commission",
    "variable vergütung",
    "variable lohn",
    "prämie",
    "provision",
];

/// The only ratio that a stretch names.
pub(super) fn the_ratio(lower: &str, (from, to): (usize, usize)) -> Option<Measure> {
    let mut all = named(lower).into_iter().filter(|it| it.0 >= from && it.1 <= to).map(|it| it.2);
    let first = all.next()?;
    (first.is_ratio() && all.all(|it| it == first)).then_some(first)
}

/// Whether a percentage is a share of a target.
pub(super) fn is_of_target(lower: &str, token: &Token) -> bool {
    let after = lower.get(token.to..).unwrap_or_default().trim_start();
    OF_TARGET.iter().any(|word| after.starts_with(word))
}

/// What a text says of it, beside the parts that were found already.
pub(super) fn retention(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    alone(lower, found);
    let free = |found: &[Found], it: &Token| !found.iter().any(|other| other.from < it.to && other.to > it.from);
    for token in all.iter().filter(|it| it.kind == Kind::Percent) {
        if !free(found, token) || is_of_target(lower, token) {
            continue;
        }
        let (from, to) = sentence(lower, token.from);
        let Some(measure) = the_ratio(lower, (from, to)) else { continue };
        let before = lower.get(from..token.from).unwrap_or_default().trim_end_matches([' ', '\u{a0}', ':', '(', '=']);
        let ends = |words: &[&str]| words.iter().find(|word| before.ends_with(**word)).map(|word| word.len());
        let again = |of: fn(&Fact) -> Option<Measure>| found.iter().any(|it| of(&it.fact) == Some(measure));
        let floor = |it: &Fact| if let Fact::Floor(measure, _) = it { Some(*measure) } else { None };
        let goal = |it: &Fact| {
            if let Fact::Goal(of, _) | Fact::Part(of, _, Some(_)) = it { Some(*of) } else { None }
        };
        if let Some(length) = ends(&BEGINS).filter(|_| !again(floor)) {
            let at = from + before.len() - length;
            push(found, Fact::Floor(measure, token.rate()), at, token.to);
        } else if let Some(at) = target_before(lower, (from, from + before.len()), measure).filter(|_| !again(goal)) {
            push(found, Fact::Goal(measure, token.rate()), at, token.to);
        }
    }
}

/// Where the words begin that make what follows them the target of a ratio: "target NRR is", "NRR target:", "Ziel für die NRR beträgt".
fn target_before(lower: &str, (from, to): (usize, usize), measure: Measure) -> Option<usize> {
    let words = |at: usize, to: usize| {
        let gap = lower.get(at..to).unwrap_or_default();
        gap.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect::<Vec<_>>()
    };
    let (at, end) = NAMES
        .iter()
        .filter(|it| it.1 == measure)
        .flat_map(|(word, _)| places(lower, word, from, to).map(move |at| (at, at + word.len())))
        .max_by_key(|it| it.1)?;
    let behind = words(end, to);
    let plain =
        behind.iter().all(|it| IS.contains(it)) && !lower.get(end..to).is_some_and(|it| it.contains([',', ';']));
    let named = behind.iter().any(|it| GOALS.contains(it));
    let front = lower.get(from..at).unwrap_or_default().trim_end_matches([' ', '-', '\u{a0}']);
    let front = ["the", "die", "your", "our"].iter().find_map(|it| front.strip_suffix(it)).unwrap_or(front).trim_end();
    let target = GOALS.iter().filter(|word| front.ends_with(**word)).max_by_key(|it| it.len());
    match (plain, named, target) {
        (true, true, _) => Some(at),
        (true, false, Some(word)) => Some(from + front.len() - word.len()),
        _other => None,
    }
}

/// A bonus said to hang on one ratio, where the text names nothing else that it could hang on.
fn alone(lower: &str, found: &mut Vec<Found>) {
    if found.iter().any(|it| matches!(it.fact, Fact::Part(..))) {
        return;
    }
    let all = named(lower);
    let Some((_, _, measure)) = all.first().copied() else { return };
    if !measure.is_ratio() || all.iter().any(|it| it.2 != measure) {
        return;
    }
    // Where something else is named, too, nobody knows what share of it this is.
    let others = ["quota", "quotas", "quote", "jahresziel", "umsatzziel", "objectives", "mbo", "mbos", "ziele"];
    if others.iter().any(|word| places(lower, word, 0, lower.len()).next().is_some()) {
        return;
    }
    let on = ["on", "based on", "tied to", "on your", "auf", "auf die", "hängt an der", "hängt von der", "nach"];
    let told = all.iter().find(|(at, end, _)| {
        let (from, to) = sentence(lower, *at);
        let after = lower.get(*end..to).unwrap_or_default();
        let more = ["and", "und", "&", "sowie", "as", "plus", "rest"];
        let more = after.split([' ', ',']).any(|it| more.contains(&it));
        let before = lower.get(from..*at).unwrap_or_default().trim_end();
        let bound =
            on.iter().any(|word| before.strip_suffix(word).is_some_and(|it| !it.ends_with(char::is_alphanumeric)));
        let bonus = BONUS.iter().any(|word| places(lower, word, from, to).next().is_some());
        // A share right before it is one of several, whatever the others are.
        let share = before.rsplit([',', ';', ':', '(']).next().is_some_and(|it| it.contains('%'));
        bound && bonus && !share && !more
    });
    if let Some((at, end, _)) = told.copied() {
        push(found, Fact::Part(measure, Rate::ONE, None), at, end);
    }
}
