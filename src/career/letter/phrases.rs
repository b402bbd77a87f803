//! Terms that phrases name: cap, accelerator, threshold, ramp, draw, clawback, payout, share at quota, dates, role, company.

use super::amounts::{places, stops_in};
use super::besides::{besides, of_the_sign_on};
use super::tokens::{Kind, Token, months_near, tokens};
use super::{Fact, Found};
use crate::career::kind::RoleKind;
use crate::model::comp::PayoutTrigger;
use crate::units::{Cadence, Month, Rate};
use chrono::NaiveDate;

/// Everything that phrases tell.
pub(super) fn phrases(text: &str, lower: &str) -> Vec<Found> {
    let all = tokens(lower);
    let mut found = Vec::new();
    limits(lower, &all, &mut found);
    ramp_and_draw(lower, &mut found);
    paid(lower, &mut found);
    people(lower, &all, &mut found);
    besides(lower, &all, &mut found);
    found.extend(start(lower));
    found.extend(role(lower));
    found.extend(company(text, lower));
    found
}

/// The first of some phrases that stands in the text.
pub(super) fn first(lower: &str, words: &[&str]) -> Option<(usize, usize)> {
    words.iter().filter_map(|word| places(lower, word, 0, lower.len()).next().map(|at| (at, at + word.len()))).min()
}

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
fn near<'a>(lower: &str, all: &'a [Token], at: usize, kinds: &[Kind]) -> Option<&'a Token> {
    let (from, to) = sentence(lower, at);
    let inside = all.iter().filter(|it| it.from >= from && it.to <= to && kinds.contains(&it.kind));
    inside.min_by_key(|it| if it.from >= at { it.from - at } else { at - it.to.min(at) })
}

pub(super) fn push(found: &mut Vec<Found>, fact: Fact, from: usize, to: usize) {
    found.push(Found { fact, from, to });
}

fn limits(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    if let Some((from, to)) = first(lower, &["uncapped", "no cap", "without a cap", "not capped", "no ceiling"]) {
        push(found, Fact::Cap(None), from, to);
    } else if let Some((at, _)) =
        first(lower, &["capped at", "cap of", "cap at", "ceiling of", "maximum payout", "cap:"])
        && let Some(token) = near(lower, all, at, &[Kind::Percent, Kind::Times])
    {
        push(found, Fact::Cap(Some(token.rate())), token.from, token.to);
    }
    let faster = [
        "accelerator",
        "accelerators",
        "accelerated",
        "accelerate",
        "above quota",
        "over quota",
        "beyond quota",
        "above 100",
        "over 100",
        "beyond 100",
    ];
    if let Some((at, _)) = first(lower, &faster) {
        let (from, to) = sentence(lower, at);
        let inside = || all.iter().filter(|it| it.from >= from && it.to <= to);
        let times = inside().find(|it| it.kind == Kind::Times);
        // "150 % of the rate from 100 %": the multiple is the one above a hundred that no "from" or "above" stands before.
        let percent = inside().find(|it| {
            let before = lower.get(from..it.from).unwrap_or_default().trim_end();
            let bound = ["from", "above", "over", "beyond", "at", "between", "to", "past"]
                .iter()
                .any(|word| before.ends_with(word));
            it.kind == Kind::Percent && it.value > 100.0 && !bound
        });
        if let Some(token) = times.or(percent).filter(|it| it.rate() > Rate::ONE && it.rate() <= Rate::percent(1_000)) {
            let bound = inside()
                .find(|it| it.kind == Kind::Percent && it.from != token.from && it.value >= 100.0 && it.value < 300.0);
            let from_place = bound.map_or(Rate::ONE, |it| it.rate());
            push(found, Fact::Above(token.rate(), from_place), token.from, token.to);
        }
    }
    let floors = [
        "threshold",
        "below",
        "minimum attainment",
        "until you reach",
        "once you reach",
        "nothing is paid under",
        "gate of",
    ];
    let least = floors.iter().filter_map(|word| {
        let (at, _) = first(lower, &[word])?;
        near(lower, all, at, &[Kind::Percent]).filter(|it| it.value < 100.0 && it.from.abs_diff(at) < 60)
    });
    if let Some(token) = least.min_by_key(|it| it.from) {
        push(found, Fact::Threshold(token.rate()), token.from, token.to);
    }
    if let Some((at, _)) = first(lower, &["credited", "credit for", "deal credit", "quota credit", "credit of"])
        && let Some(token) =
            near(lower, all, at, &[Kind::Percent]).filter(|it| it.value <= 100.0 && it.from.abs_diff(at) < 50)
    {
        push(found, Fact::Credit(token.rate()), token.from, token.to);
    }
}

/// A number of months (or years) told beside one of some words: "six-month ramp", "ramp of 3 months", "within 90 days".
fn months_beside(lower: &str, words: &[&str]) -> Option<(u32, usize, usize)> {
    // What is said of the sign-on is said of nothing else.
    let at = |word: &&str| places(lower, word, 0, lower.len()).find(|at| !of_the_sign_on(lower, *at));
    let (at, end) = words.iter().filter_map(|word| at(word).map(|at| (at, at + word.len()))).min()?;
    months_near(lower, (at, end), sentence(lower, at))
}

fn ramp_and_draw(lower: &str, found: &mut Vec<Found>) {
    if let Some((months, from, to)) =
        months_beside(lower, &["ramp", "ramp-up", "ramp period", "ramping"]).filter(|it| it.0 <= 24)
    {
        push(found, Fact::Ramp(months), from, to);
    }
    if let Some((from, to)) = first(
        lower,
        &["ramped quota", "reduced quota", "ramping quota", "prorated quota", "quota ramps", "quota is ramped"],
    ) {
        push(found, Fact::RampedQuota(true), from, to);
    } else if let Some((from, to)) =
        first(lower, &["full quota from", "full quota applies", "no ramp", "no quota relief"])
    {
        push(found, Fact::RampedQuota(false), from, to);
    }
    let owed = first(lower, &["non-recoverable", "nonrecoverable", "not recoverable", "unrecoverable"]);
    if let Some((from, to)) = owed {
        push(found, Fact::Recoverable(false), from, to);
    } else if let Some((from, to)) =
        first(lower, &["recoverable", "recouped", "repayable"]).filter(|it| !of_the_sign_on(lower, it.0))
    {
        push(found, Fact::Recoverable(true), from, to);
    }
    if let Some((months, from, to)) = months_beside(lower, &["draw", "guarantee", "guaranteed"]).filter(|it| it.0 <= 24)
    {
        push(found, Fact::DrawMonths(months), from, to);
    }
}

fn paid(lower: &str, found: &mut Vec<Found>) {
    let back = ["clawback", "claw back", "clawed back", "charged back", "chargeback", "taken back"];
    if let Some((months, from, to)) = months_beside(lower, &back) {
        push(found, Fact::Clawback(months), from, to);
    }
    let often = [
        (
            Cadence::Month,
            &["paid monthly", "monthly commission", "commissions monthly", "calculated monthly", "paid each month"][..],
        ),
        (
            Cadence::Quarter,
            &[
                "paid quarterly",
                "quarterly commission",
                "quarterly bonus",
                "commissions quarterly",
                "calculated quarterly",
                "paid each quarter",
            ],
        ),
        (Cadence::Half, &["paid half-yearly", "paid twice a year", "paid semi-annually"]),
        (Cadence::Year, &["paid annually", "paid yearly", "annual bonus paid", "paid once a year"]),
    ];
    let named = often.into_iter().filter_map(|(cadence, words)| Some((first(lower, words)?, cadence)));
    if let Some(((from, to), cadence)) = named.min_by_key(|it| it.0) {
        push(found, Fact::Paid(cadence), from, to);
    }
    let after = [
        "after the end of the quarter",
        "after quarter end",
        "after quarter-end",
        "after the close of the quarter",
        "after month end",
        "after the end of the month",
        "after the end of the period",
        "in arrears",
        "after booking",
        "after signature",
    ];
    if let Some((months, from, to)) = months_beside(lower, &after).filter(|it| it.0 <= 24) {
        push(found, Fact::Lag(months), from, to);
    }
    let cash = [
        "once the customer pays",
        "when the customer pays",
        "customer has paid",
        "on receipt of payment",
        "receipt of customer payment",
        "once cash is received",
        "upon cash receipt",
        "collected",
    ];
    if let Some((from, to)) = first(lower, &cash) {
        push(found, Fact::Trigger(PayoutTrigger::Cash), from, to);
    } else if let Some((from, to)) = first(lower, &["once invoiced", "upon invoicing", "when invoiced"]) {
        push(found, Fact::Trigger(PayoutTrigger::Invoice), from, to);
    }
}

fn people(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    let reached = [
        "hit quota",
        "reached quota",
        "made quota",
        "at quota",
        "attained quota",
        "achieved quota",
        "met quota",
        "hit target",
        "hit their number",
    ];
    if let Some((at, _)) = first(lower, &reached)
        && let Some(token) = near(lower, all, at, &[Kind::Percent]).filter(|it| it.value <= 100.0)
    {
        push(found, Fact::AtQuota(token.rate()), token.from, token.to);
    }
    for token in all.iter().filter(|it| it.kind == Kind::Plain) {
        let after = lower.get(token.to..).unwrap_or_default().trim_start();
        if (20.0..=80.0).contains(&token.value)
            && (after.starts_with("hours") || after.starts_with("-hour") || after.starts_with("h per week"))
        {
            push(found, Fact::Hours(token.value as u32), token.from, token.to);
            break;
        }
    }
    let counted = ["qualified opportunities", "opportunities", "qualified meetings", "meetings"];
    for token in all.iter().filter(|it| it.kind == Kind::Plain && it.value >= 1.0 && it.value < 1_000.0) {
        let after = lower.get(token.to..).unwrap_or_default().trim_start();
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
        &["existing book", "inherit", "inherited", "established book", "existing accounts", "existing customers"],
    ) {
        push(found, Fact::BookIsThere(true), from, to);
    } else if let Some((from, to)) =
        first(lower, &["greenfield", "build your own book", "build a book", "from scratch"])
    {
        push(found, Fact::BookIsThere(false), from, to);
    }
    if let Some((from, to)) = first(lower, &["rsus", "rsu", "restricted stock units"]) {
        push(found, Fact::Equity(None, false), from, to);
    } else if let Some((from, to)) = first(lower, &["stock options", "share options", "options"]) {
        push(found, Fact::Equity(None, true), from, to);
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

/// The first date beside words of beginning.
fn start(lower: &str) -> Option<Found> {
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
];

fn role(lower: &str) -> Option<Found> {
    let (word, kind) = TITLES.iter().find(|(word, _)| first(lower, &[word]).is_some())?;
    let (from, to) = first(lower, &[word])?;
    Some(Found { fact: Fact::Role(*kind), from, to })
}

/// Capitalised words behind "join", "at" or "with" in the first lines.
fn company(text: &str, lower: &str) -> Option<Found> {
    for word in ["join", "joining", "at", "with", "from"] {
        for at in places(lower, word, 0, lower.len().min(600)) {
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
            if name.len() >= 3 && !known.contains(&name) && Month::NAMES.iter().all(|month| !name.starts_with(month)) {
                return Some(Found { fact: Fact::Company(name.to_owned()), from: begins, to: begins + name.len() });
            }
        }
    }
    None
}
