//! Terms that phrases name: cap, accelerator, threshold, ramp, draw, clawback, payout, share at quota, dates, role, company.

use super::amounts::places;
use super::besides::{besides, of_the_sign_on};
use super::heading::{company, start};
use super::limits::limits;
use super::months::months_near;
use super::parts::parts;
use super::payout::payout;
use super::rate::{of_base, shares};
use super::relief::relief;
use super::retention::retention;
use super::stops::stops_in;
use super::terms::terms;
use super::tiers::tiers;
use super::title::role;
use super::tokens::{Kind, Token, tokens};
use super::{Fact, Found};
use crate::career::offer::Hours;
use crate::units::{Cadence, Rate};

/// Everything that phrases tell.
pub(super) fn phrases(text: &str, lower: &str) -> Vec<Found> {
    let all = tokens(lower);
    let mut found = Vec::new();
    limits(lower, &all, &mut found);
    tiers(lower, &all, &mut found);
    ramp_and_draw(lower, &mut found);
    relief(lower, &all, &mut found);
    found.extend(parts(lower, &all));
    payout(lower, &mut found);
    retention(lower, &all, &mut found);
    found.extend(of_base(lower, &all));
    found.extend(shares(lower, &all));
    people(lower, &all, &mut found);
    besides(lower, &all, &mut found);
    found.extend(start(lower));
    found.extend(role(lower));
    found.extend(terms(text, lower));
    found.extend(company(text, lower));
    found
}

/// The first of some phrases that stands in the text.
pub(super) fn first(lower: &str, words: &[&str]) -> Option<(usize, usize)> {
    words.iter().filter_map(|word| places(lower, word, 0, lower.len()).next().map(|at| (at, at + word.len()))).min()
}

/// Words that what was paid in advance is set against commission.
const RECOVERABLE: [&str; 18] = [
    "offset against",
    "set off against",
    "credited against",
    "against future commission",
    "against future commissions",
    "angerechnet",
    "recoverable",
    "recouped",
    "repayable",
    "verrechnet",
    "verrechenbar",
    "verrechenbare",
    "verrechenbaren",
    "verrechenbarer",
    "rückzahlbar",
    "rückzahlbare",
    "rückzahlbaren",
    "rückzahlbarer",
];

/// The sentence around a place, within its line.
pub(super) fn sentence(lower: &str, at: usize) -> (usize, usize) {
    let before = lower.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    let from = before.get(line..).and_then(|it| stops_in(it).last()).map_or(line, |it| line + it + 1);
    let after = lower.get(at..).unwrap_or_default();
    let end = after.find('\n').map_or(lower.len(), |it| at + it);
    let to = lower.get(at..end).and_then(|it| stops_in(it).next()).map_or(end, |it| at + it);
    (from, to)
}

/// The number of a kind nearest to a place in its sentence.
pub(super) fn near<'a>(lower: &str, all: &'a [Token], at: usize, kinds: &[Kind]) -> Option<&'a Token> {
    let (from, to) = sentence(lower, at);
    let inside = all.iter().filter(|it| it.from >= from && it.to <= to && kinds.contains(&it.kind));
    inside.min_by_key(|it| if it.from >= at { it.from - at } else { at - it.to.min(at) })
}

pub(super) fn push(found: &mut Vec<Found>, fact: Fact, from: usize, to: usize) {
    found.push(Found { fact, from, to });
}

/// A number of months (or years) told beside one of some words: "six-month ramp", "ramp of 3 months", "within 90 days". What is said of
/// the sign-on is said of nothing else.
pub(super) fn months_beside(lower: &str, words: &[&str]) -> Option<(u32, usize, usize)> {
    months_at(lower, words, |at| !of_the_sign_on(lower, at))
}

/// A number of months told beside one of some words, at a place that counts. A heading may name it first; the first with months tells,
/// or the sentence behind the heading.
fn months_at(lower: &str, words: &[&str], counts: impl Fn(usize) -> bool) -> Option<(u32, usize, usize)> {
    let all = words.iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len())));
    let mut found: Vec<(usize, usize)> = all.filter(|it| counts(it.0)).collect();
    found.sort_unstable();
    let beside = |(at, end): (usize, usize)| months_near(lower, (at, end), sentence(lower, at));
    let behind = |(at, end): (usize, usize)| {
        let (from, to) = sentence(lower, at);
        let heading = lower.get(from..to).is_some_and(|it| it.split_whitespace().count() <= 2);
        let next = lower.get(to..).filter(|it| heading && it.starts_with(". ")).map(|_| sentence(lower, to + 2))?;
        months_near(lower, (at, end), next)
    };
    found.iter().copied().find_map(beside).or_else(|| found.into_iter().find_map(behind))
}

fn ramp_and_draw(lower: &str, found: &mut Vec<Found>) {
    if let Some((months, from, to)) = months_beside(
        lower,
        &[
            "ramp",
            "ramp-up",
            "ramp period",
            "ramping",
            "einarbeitungszeit",
            "einarbeitungsphase",
            "einarbeitung",
            "anlaufzeit",
        ],
    )
    .filter(|it| it.0 <= 24)
    {
        push(found, Fact::Ramp(months), from, to);
    }
    if let Some((from, to)) = first(
        lower,
        &[
            "ramped quota",
            "reduced quota",
            "ramping quota",
            "prorated quota",
            "quota ramps",
            "quota is ramped",
            "reduzierte quote",
            "reduziertes ziel",
            "anteilige quote",
        ],
    ) {
        push(found, Fact::RampedQuota(true), from, to);
    } else if let Some((from, to)) = first(
        lower,
        &["full quota from", "full quota applies", "no ramp", "no quota relief", "volle quote", "volles ziel"],
    ) {
        push(found, Fact::RampedQuota(false), from, to);
    }
    let owed = first(
        lower,
        &[
            "non-recoverable",
            "nonrecoverable",
            "not recoverable",
            "unrecoverable",
            "forgivable draw",
            "nicht rückzahlbar",
            "nicht rückzahlbare",
            "nicht rückzahlbaren",
            "nicht rückzahlbarer",
            "nicht verrechenbar",
            "nicht verrechenbare",
            "nicht verrechenbaren",
            "nicht verrechenbarer",
            "nicht verrechnet",
        ],
    );
    if let Some((from, to)) = owed {
        push(found, Fact::Recoverable(false), from, to);
    } else if let Some((from, to)) = first(lower, &RECOVERABLE).filter(|it| !of_the_sign_on(lower, it.0)) {
        push(found, Fact::Recoverable(true), from, to);
    }
    if let Some((months, from, to)) = months_beside(
        lower,
        &[
            "draw",
            "guarantee",
            "guaranteed",
            "garantie",
            "provisionsgarantie",
            "garantieprovision",
            "garantierte",
            "vorschuss",
            "provisionsvorschuss",
        ],
    )
    .filter(|it| it.0 <= 24)
    {
        push(found, Fact::DrawMonths(months), from, to);
    }
}

/// Words that people reached what was asked of them.
pub(super) const REACHED: [&str; 14] = [
    "hit quota",
    "hit their quota",
    "reached quota",
    "made quota",
    "at quota",
    "attained quota",
    "achieved quota",
    "met quota",
    "hit target",
    "hit their number",
    "quote erreicht",
    "quote erreichen",
    "ziel erreicht",
    "ziel erreichen",
];

/// How short letters write hours of a week.
const A_WEEK: [&str; 10] = [
    "h per week",
    "h a week",
    "h/week",
    "h pro woche",
    "h/woche",
    "hrs",
    "hr week",
    "hr/week",
    "hr-week",
    "hr per week",
];

/// The share of people that a stretch counts as so many of so many, with its place: "7 von 12", "12 of our 20".
fn so_many_of(lower: &str, all: &[Token], (from, to): (usize, usize)) -> Option<(Rate, usize, usize)> {
    let of =
        ["of", "of our", "of the", "out of", "out of our", "out of the", "von", "von unseren", "der", "unserer", "/"];
    let inside: Vec<&Token> =
        all.iter().filter(|it| it.kind == Kind::Plain && it.from >= from && it.to <= to).collect();
    inside.windows(2).find_map(|pair| {
        let [some, every] = pair else { return None };
        let gap = lower.get(some.to..every.from)?.trim();
        let fits = of.contains(&gap) && every.value >= 1.0 && some.value <= every.value;
        fits.then(|| (Rate::from_f64(some.value / every.value), some.from, every.to))
    })
}

fn people(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    // "Im letzten Jahr erreichten 55 % des Teams die Quote": the verb stands apart.
    let apart = || {
        let (at, end) = first(lower, &["erreichten"])?;
        let (from, to) = sentence(lower, at);
        let goal = ["quote", "ziel"].iter().any(|word| places(lower, word, from, to).next().is_some());
        goal.then_some((at, end))
    };
    if let Some((at, _)) = first(lower, &REACHED).or_else(apart) {
        if let Some(token) = near(lower, all, at, &[Kind::Percent]).filter(|it| it.value <= 100.0) {
            push(found, Fact::AtQuota(token.rate()), token.from, token.to);
        } else if let Some((share, from, to)) = so_many_of(lower, all, sentence(lower, at)) {
            push(found, Fact::AtQuota(share), from, to);
        }
    }
    for token in all.iter().filter(|it| it.kind == Kind::Plain) {
        let after = lower.get(token.to..).unwrap_or_default().trim_start_matches([' ', ')', '\u{a0}']);
        if (20.0..=80.0).contains(&token.value)
            && (after.starts_with("hours")
                || after.starts_with("-hour")
                || A_WEEK.iter().any(|it| after.trim_start_matches('-').starts_with(it))
                || after.trim_start_matches('-').starts_with("stunden")
                || after.starts_with("std"))
        {
            if let Some(hours) = Hours::from_f64(token.value) {
                push(found, Fact::Hours(hours), token.from, token.to);
            }
            break;
        }
    }
    let counted = ["qualified opportunities", "opportunities", "qualified meetings", "meetings"];
    for token in all.iter().filter(|it| it.kind == Kind::Plain && it.value >= 1.0 && it.value < 1_000.0) {
        let after = lower.get(token.to..).unwrap_or_default().trim_start_matches([' ', ')', '\u{a0}']);
        if let Some(word) = counted.iter().find(|word| after.starts_with(**word)) {
            let rest = after.get(word.len()..).unwrap_or_default();
            let rest: String = rest.chars().take(16).collect();
            let per = super::tokens::period(&rest).unwrap_or(Cadence::Month);
            push(found, Fact::Units(token.value as u32, per), token.from, token.to);
            break;
        }
    }
    if let Some((from, to)) = mix(lower) {
        let share =
            lower.get(from..to).and_then(|it| it.split(['/', ':']).next()).and_then(|it| it.trim().parse::<i64>().ok());
        if let Some(share) = share {
            push(found, Fact::BaseShare(Rate::percent(share)), from, to);
        }
    }
    if let Some((from, to)) = first(
        lower,
        &[
            "existing book",
            "book:",
            "portfolio:",
            "inherit",
            "inherited",
            "established book",
            "existing accounts",
            "existing customers",
            "bestehende kunden",
            "bestandskunden",
            "bestehender kundenstamm",
        ],
    ) {
        push(found, Fact::BookIsThere(true), from, to);
    } else if let Some((from, to)) =
        first(lower, &["greenfield", "build your own book", "build a book", "from scratch", "neuaufbau"])
    {
        push(found, Fact::BookIsThere(false), from, to);
    }
    equity(lower, all, found);
}

fn equity(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    let kinds: [(&[&str], bool); 2] = [
        (
            &["rsus", "rsu", "restricted stock units", "restricted stock", "restricted shares", "mitarbeiteraktien"],
            false,
        ),
        (&["stock options", "share options", "options", "aktienoptionen"], true),
    ];
    let named = kinds.into_iter().find_map(|(words, options)| Some((first(lower, words)?, options)));
    let Some(((from, to), options)) = named else { return };
    // How many of them stands right before.
    let count = all.iter().find(|it| it.currency.is_none() && it.to < from && it.to + 2 > from);
    push(found, Fact::Equity(None, options), count.map_or(from, |it| it.from), to);
    if let Some((months, from, to)) = months_at(lower, &["vest", "vests", "vesting", "unverfallbar"], |_| true) {
        push(found, Fact::Vests(months), from, to);
    }
    if let Some((months, from, to)) = months_at(lower, &["cliff", "wartefrist"], |_| true) {
        push(found, Fact::Cliff(months), from, to);
    }
}

/// A mix such as 50/50 or 60 : 40, whose parts make a hundred.
fn mix(lower: &str) -> Option<(usize, usize)> {
    let digits = |text: &str| text.parse::<u32>().ok().filter(|it| *it <= 100);
    for (at, mark) in lower.match_indices(['/', ':']) {
        let before = lower.get(..at)?.trim_end();
        let after = lower.get(at + mark.len()..)?;
        let skipped = after.len() - after.trim_start().len();
        let one: String =
            before.chars().rev().take_while(char::is_ascii_digit).collect::<String>().chars().rev().collect();
        let two: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
        if let (Some(first), Some(second)) = (digits(&one), digits(&two))
            && first + second == 100
            && first >= 20
            && one.len() == 2
        {
            return Some((before.len() - one.len(), at + mark.len() + skipped + two.len()));
        }
    }
    None
}
