//! What a letter says first: who writes, and the first day.

use super::amounts::{floor, places};
use super::phrases::sentence;
use super::stops::GERMAN_MONTHS;
use super::{Fact, Found};
use crate::units::Month;
use chrono::NaiveDate;

/// Words beside which the first day stands.
const BEGINNING: [&str; 26] = [
    "stellenantritt",
    "dienstantritt",
    "vertragsbeginn",
    "antritt",
    "employment begins",
    "stellenbeginn",
    "start date",
    "starting",
    "start on",
    "first day",
    "commence",
    "commencing",
    "begin on",
    "start",
    "begins on",
    "joining date",
    "eintrittsdatum",
    "eintrittstermin",
    "eintritt",
    "startdatum",
    "arbeitsbeginn",
    "beginn",
    "beginnt",
    "beginnen",
    "erster arbeitstag",
    "arbeitsantritt",
];

/// Words right before a date from which something holds.
const FROM: [&str; 13] = [
    "per",
    "ab dem",
    "ab",
    "zum",
    "vom",
    "mit wirkung zum",
    "mit wirkung vom",
    "effective",
    "effective from",
    "effective as of",
    "as of",
    "with effect from",
    "from",
];

/// What a sentence speaks of where such a date is the first day.
const WORK: [&str; 14] = [
    "position",
    "stelle",
    "rolle",
    "funktion",
    "tätig",
    "anstell",
    "einstell",
    "arbeitsverhältnis",
    "anbieten",
    "bieten",
    "employ",
    "join",
    "role",
    "offer you",
];

/// The first date beside words of beginning, else one from which a position is offered.
pub(super) fn start(lower: &str) -> Option<Found> {
    let found = |(day, from, to): (NaiveDate, usize, usize)| Found { fact: Fact::Start(day), from, to };
    let mut beside: Vec<usize> = BEGINNING.iter().flat_map(|word| places(lower, word, 0, lower.len())).collect();
    beside.sort_unstable();
    // "Bei Eintritt bis zum 1. Februar" is a deadline.
    let until = |from: usize, at: usize| {
        let before = lower.get(from..at).unwrap_or_default().trim_end();
        let before = before.strip_suffix("the").map_or(before, str::trim_end);
        ["bis zum", "until", "bis", "spätestens", "by", "before", "vor dem", "no later than"]
            .iter()
            .any(|word| before.strip_suffix(word).is_some_and(|it| !it.ends_with(char::is_alphanumeric)))
    };
    let told = beside.into_iter().find_map(|at| {
        let stretch = (at, sentence(lower, at).1);
        let first = dates(lower, stretch).into_iter().next().or_else(|| month_in(lower, stretch));
        first.filter(|it| !until(at, it.1))
    });
    let offered = || {
        dates(lower, (0, lower.len())).into_iter().find(|(_, from, _)| {
            let (begins, ends) = sentence(lower, *from);
            let before = lower.get(begins..*from).unwrap_or_default().trim_end();
            let holds =
                FROM.iter().any(|word| places(before, word, 0, before.len()).any(|at| at + word.len() == before.len()));
            let work = lower.get(begins..ends).is_some_and(|it| WORK.iter().any(|word| it.contains(word)));
            holds && !until(begins, *from) && work
        })
    };
    told.or_else(offered).map(found)
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok()
}

fn day_of(word: &str) -> Option<u32> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let suffix = word.get(digits.len()..).unwrap_or_default();
    matches!(suffix, "" | "st" | "nd" | "rd" | "th").then(|| number(&digits)).flatten()
}

fn month_of(word: &str) -> Option<u32> {
    if let Some(at) = GERMAN_MONTHS.iter().position(|name| *name == word) {
        return Some(at as u32 + 1);
    }
    let short = word.get(..3).filter(|_| word.chars().all(char::is_alphabetic))?;
    Month::NAMES.iter().position(|name| name.to_lowercase().starts_with(short)).map(|it| it as u32 + 1)
}

fn year(word: &str) -> Option<i32> {
    number(word).filter(|it| (2000..2100).contains(it)).map(|it| it as i32)
}

/// The words of a stretch, with their places.
fn words(lower: &str, (from, to): (usize, usize)) -> Vec<(usize, &str)> {
    let line = lower.get(from..to).unwrap_or_default();
    line.split(|it: char| !it.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "of" | "the"))
        .map(|word| (from + (word.as_ptr() as usize - line.as_ptr() as usize), word))
        .collect()
}

/// The dates in a stretch that name a day, with their places.
pub(super) fn dates(lower: &str, stretch: (usize, usize)) -> Vec<(NaiveDate, usize, usize)> {
    let words = words(lower, stretch);
    let dated = |window: &[(usize, &str)]| {
        let [(from, one), (_, two), (last, three)] = window else { return None };
        // No date goes over the end of a line.
        if lower.get(*from..*last).is_none_or(|it| it.contains('\n')) {
            return None;
        }
        let date = match (year(one), day_of(one), month_of(one), day_of(two), month_of(two), year(three), day_of(three))
        {
            (Some(year), .., Some(day)) => day_of(two).and_then(|month| NaiveDate::from_ymd_opt(year, month, day)),
            (_, Some(day), _, _, Some(month), Some(year), _) => NaiveDate::from_ymd_opt(year, month, day),
            (_, _, Some(month), Some(day), _, Some(year), _) => NaiveDate::from_ymd_opt(year, month, day),
            // Day, month and year with dots between them.
            (_, Some(day), _, Some(month), _, Some(year), _)
                if lower.get(*from..*last).is_some_and(|it| it.matches('.').count() == 2) =>
            {
                NaiveDate::from_ymd_opt(year, month, day)
            }
            _other => None,
        };
        date.map(|date| (date, *from, last + three.len()))
    };
    words.windows(3).filter_map(dated).collect()
}

/// A month alone means its first day.
fn month_in(lower: &str, stretch: (usize, usize)) -> Option<(NaiveDate, usize, usize)> {
    words(lower, stretch).windows(2).find_map(|window| {
        let [(from, one), (last, two)] = window else { return None };
        let date = NaiveDate::from_ymd_opt(year(two)?, month_of(one)?, 1)?;
        Some((date, *from, last + two.len()))
    })
}

/// What the names of German companies end with.
const LEGAL_FORMS: [&str; 8] = ["GmbH", "AG", "SE", "KG", "UG", "SA", "Sàrl", "OHG"];

/// Ends of the names of companies elsewhere, with or without a comma before them.
const OTHER_FORMS: [&str; 16] = [
    "Inc",
    "Inc.",
    "Incorporated",
    "Ltd",
    "Ltd.",
    "Limited",
    "LLC",
    "LLP",
    "Corp",
    "Corp.",
    "Corporation",
    "PLC",
    "plc",
    "SAS",
    "SARL",
    "B.V.",
];

/// The company of a letterhead: the first line with words begins with a name that ends with a legal form. A form behind a comma is no part
/// of the name.
fn letterhead(text: &str) -> Option<Found> {
    let line = text.lines().find(|it| !it.trim().is_empty())?;
    let from = line.as_ptr() as usize - text.as_ptr() as usize + (line.len() - line.trim_start().len());
    let line = line.trim();
    let parts: Vec<&str> = line.split([',', '|', '·', '•', '–', '—']).collect();
    let head = parts.first()?.trim();
    let own = head.rsplit_once(' ').is_some_and(|(name, form)| !name.is_empty() && is_form(form));
    let behind = parts.get(1).is_some_and(|it| is_form(it.trim()));
    let begins = |word: &str| word.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit() || it == '&');
    let small = ["of", "and", "the", "for", "für", "und"];
    let name = head.split_whitespace().all(|word| begins(word) || small.contains(&word) || is_form(word));
    let fits = (own || behind) && name && (2..=80).contains(&head.len());
    fits.then(|| Found { fact: Fact::Company(head.to_owned()), from, to: from + head.len() })
}

fn is_form(word: &str) -> bool {
    OTHER_FORMS.contains(&word) || LEGAL_FORMS.contains(&word)
}

/// A stretch of a text as a company, without the spaces around it.
fn named(text: &str, name: &str) -> Option<Found> {
    let name = name.trim().trim_end_matches([',', '.', ':', ';']);
    let from = (name.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let fits = (2..=80).contains(&name.chars().count());
    fits.then(|| Found { fact: Fact::Company(name.to_owned()), from, to: from + name.len() })
}

/// The company of a line that labels it: "Company: Tallow Software".
fn labelled(text: &str) -> Option<Found> {
    let labels = ["company:", "employer:", "firma:", "unternehmen:", "arbeitgeber:", "arbeitgeberin:"];
    text.lines().find_map(|line| {
        let line = line.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '-' | '•' | '*'));
        let label =
            labels.iter().find(|label| line.get(..label.len()).is_some_and(|it| it.to_lowercase() == **label))?;
        named(text, line.get(label.len()..)?)
    })
}

/// The company that a title of the first lines ends or goes on with: "Arbeitsvertrag – Orbis Cloud AG, Zürich", "Angebot der Birkenfeld
/// GmbH". Only a legal form tells it.
fn in_a_title(text: &str) -> Option<Found> {
    let lines = text.lines().filter(|it| !it.trim().is_empty()).take(3);
    let parts = lines.flat_map(|line| line.split([',', '|', '·', '•', '–', '—', ':', '\t']));
    parts.map(str::trim).find_map(|part| {
        let words: Vec<&str> = part.split(' ').collect();
        let last = words.last().filter(|it| is_form(it))?;
        // The name is what stands before the form in capitals; it has a word of its own.
        let capital = |word: &str| word.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit() || it == '&');
        let own: Vec<&str> = words.iter().rev().skip(1).take_while(|it| capital(it)).copied().collect();
        // A sentence is no title.
        let first = own.last().filter(|_| words.len() <= own.len() + 4)?;
        let from = first.as_ptr() as usize - part.as_ptr() as usize;
        let to = last.as_ptr() as usize - part.as_ptr() as usize + last.len();
        let greeting = ["Dear", "Hi", "Hallo", "Liebe", "Lieber", "Base"].contains(first);
        named(text, part.get(from..to)?).filter(|_| !greeting)
    })
}

/// The company that a sentence begins with: "Quillback Software is pleased to offer you", "Hochalp SA bietet Ihnen".
fn who_offers(text: &str) -> Option<Found> {
    let glad = [
        " is pleased to",
        " is delighted to",
        " is happy to",
        " is excited to",
        " is thrilled to",
        " is proud to",
        " would like to offer",
        " offers you",
        " bietet Ihnen",
        " bietet dir",
        " freut sich",
    ];
    let head = text.get(..floor(text, 1_200)).unwrap_or(text);
    let at = glad.iter().filter_map(|words| head.find(words)).min()?;
    let before = head.get(..at)?;
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    let sentence = super::stops::stops_in(before.get(line..)?).last().map_or(line, |it| line + it + 2);
    let name = before.get(sentence..)?.trim();
    let name = ["Die ", "Der ", "The "].iter().find_map(|it| name.strip_prefix(it)).unwrap_or(name);
    let small = ["of", "and", "the", "for", "für", "und"];
    let capital = |word: &str| word.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit() || it == '&');
    let plain = name.split_whitespace().all(|word| capital(word) || small.contains(&word) || is_form(word));
    let known = ["We", "I", "Our", "Your", "It", "Wir", "Company", "Our Company", "Unternehmen"];
    (plain && !name.is_empty() && !known.contains(&name) && name.split_whitespace().count() <= 7)
        .then(|| named(text, name))?
}

/// The company of the letterhead, else capitalised words behind "join", "at" or "with" in the first lines.
pub(super) fn company(text: &str, lower: &str) -> Option<Found> {
    if let Some(found) =
        letterhead(text).or_else(|| labelled(text)).or_else(|| in_a_title(text)).or_else(|| who_offers(text))
    {
        return Some(found);
    }
    for word in ["join", "joining", "at", "with", "from", "bei", "bei der"] {
        for at in places(lower, word, 0, floor(lower, 600)) {
            let begins = at + word.len() + 1;
            let rest = text.get(begins..)?;
            let mut to = begins;
            for part in rest.split_inclusive(' ') {
                let name = part.trim_end();
                let capital = name.chars().next().is_some_and(char::is_uppercase);
                if !capital || part.starts_with('\n') {
                    break;
                }
                let line_ends = part.contains('\n');
                let core = name.split(['\n', '\r']).next().unwrap_or(name);
                let core = core.trim_end_matches(|it: char| !it.is_alphanumeric());
                let ends = core.len() < name.len() || line_ends;
                to = begins + (to - begins) + core.len();
                if ends {
                    break;
                }
                to += part.len() - name.len();
            }
            let name = text.get(begins..to)?.trim_end();
            let known = ["You", "The", "Your", "We", "Our", "A", "An", "OTE", "I"];
            // German nouns are capitalised: there only a legal form tells a company.
            let german = word.starts_with("bei") && !LEGAL_FORMS.iter().any(|form| name.ends_with(form));
            if name.len() >= 3
                && !german
                && !known.contains(&name)
                && Month::NAMES.iter().all(|month| !name.starts_with(month))
            {
                return Some(Found { fact: Fact::Company(name.to_owned()), from: begins, to: begins + name.len() });
            }
        }
    }
    None
}
