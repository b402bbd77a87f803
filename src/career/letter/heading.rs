//! What a letter says first: who writes, for which role, and the first day.

use super::amounts::{GERMAN_MONTHS, floor, places};
use super::phrases::{first, sentence};
use super::{Fact, Found};
use crate::career::kind::RoleKind;
use crate::units::Month;
use chrono::NaiveDate;

/// The first date beside words of beginning.
pub(super) fn start(lower: &str) -> Option<Found> {
    let (at, _) = first(
        lower,
        &[
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
        ],
    )?;
    let (_, to) = sentence(lower, at);
    let line = lower.get(at..to)?;
    let words: Vec<(usize, &str)> = line
        .split(|it: char| !it.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "of" | "the"))
        .map(|word| (at + (word.as_ptr() as usize - line.as_ptr() as usize), word))
        .collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let day_of = |word: &str| {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let suffix = word.get(digits.len()..).unwrap_or_default();
        matches!(suffix, "" | "st" | "nd" | "rd" | "th").then(|| number(&digits)).flatten()
    };
    let month_of = |word: &str| {
        if let Some(at) = GERMAN_MONTHS.iter().position(|name| *name == word) {
            return Some(at as u32 + 1);
        }
        let short = word.get(..3).filter(|_| word.chars().all(char::is_alphabetic))?;
        Month::NAMES.iter().position(|name| name.to_lowercase().starts_with(short)).map(|it| it as u32 + 1)
    };
    let year = |word: &str| number(word).filter(|it| (2000..2100).contains(it)).map(|it| it as i32);
    for window in words.windows(3) {
        let [(from, one), (_, two), (last, three)] = window else { continue };
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
        if let Some(date) = date {
            return Some(Found { fact: Fact::Start(date), from: *from, to: last + three.len() });
        }
    }
    // A month alone means its first day.
    words.windows(2).find_map(|window| {
        let [(from, one), (last, two)] = window else { return None };
        let date = NaiveDate::from_ymd_opt(year(two)?, month_of(one)?, 1)?;
        Some(Found { fact: Fact::Start(date), from: *from, to: last + two.len() })
    })
}

/// Titles, the most telling first.
const TITLES: &[(&str, RoleKind)] = &[
    ("sales development representative", RoleKind::Sdr),
    ("business development representative", RoleKind::Sdr),
    ("sdr", RoleKind::Sdr),
    ("bdr", RoleKind::Sdr),
    ("enterprise account executive", RoleKind::AeEnterprise),
    ("account executive, enterprise", RoleKind::AeEnterprise),
    ("strategic account executive", RoleKind::AeEnterprise),
    ("smb account executive", RoleKind::AeSmb),
    ("account executive, smb", RoleKind::AeSmb),
    ("account executive", RoleKind::AeMidMarket),
    ("senior account manager", RoleKind::SeniorAm),
    ("strategic account manager", RoleKind::SeniorAm),
    ("key account manager", RoleKind::SeniorAm),
    ("junior account manager", RoleKind::JuniorAm),
    ("account coordinator", RoleKind::JuniorAm),
    ("director of account management", RoleKind::AmDirector),
    ("account manager", RoleKind::Am),
    ("vp customer success", RoleKind::VpSuccess),
    ("vice president, customer success", RoleKind::VpSuccess),
    ("customer success manager", RoleKind::Csm),
    ("csm", RoleKind::Csm),
    ("regional sales director", RoleKind::SalesDirector),
    ("sales director", RoleKind::SalesDirector),
    ("sales manager", RoleKind::SalesManager),
    ("chief revenue officer", RoleKind::Cro),
    ("chief customer officer", RoleKind::Cco),
    ("sales representative", RoleKind::AeMidMarket),
    ("sales executive", RoleKind::AeMidMarket),
    ("vertriebsdirektor", RoleKind::SalesDirector),
    ("vertriebsleiter", RoleKind::SalesManager),
    ("kundenbetreuer", RoleKind::Am),
    ("vertriebsmitarbeiter", RoleKind::AeMidMarket),
];

pub(super) fn role(lower: &str) -> Option<Found> {
    let (word, kind) = TITLES.iter().find(|(word, _)| first(lower, &[word]).is_some())?;
    let (from, to) = first(lower, &[word])?;
    Some(Found { fact: Fact::Role(*kind), from, to })
}

/// What the names of German companies end with.
const LEGAL_FORMS: [&str; 5] = ["GmbH", "AG", "SE", "KG", "UG"];

/// Capitalised words behind "join", "at" or "with" in the first lines.
pub(super) fn company(text: &str, lower: &str) -> Option<Found> {
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
                let core = name.trim_end_matches(|it: char| !it.is_alphanumeric());
                let line_ends = part.contains('\n');
                let core = core.split('\n').next().unwrap_or(core);
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
