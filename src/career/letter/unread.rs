//! What was not read: sentences that speak of pay or hold a figure that nothing recognised tells.

use super::amounts::places;
use super::besides::sign_on_goes_back;
use super::heading::dates;
use super::months::counted;
use super::payout::month_of_payment;
use super::phrases::REACHED;
use super::stops::stops_in;
use super::title::offered;
use super::tokens::{Kind, Token, tokens};
use super::{Fact, Found, lowered};
use chrono::NaiveDate;

/// Words of pay and of what bounds it.
const PAY: [&str; 66] = [
    "ausbezahlt",
    "lohn",
    "löhne",
    "spesen",
    "base",
    "ote",
    "salary",
    "compensation",
    "variable",
    "commission",
    "commissions",
    "bonus",
    "bonuses",
    "incentive",
    "incentives",
    "paid",
    "payable",
    "payment",
    "repay",
    "repaid",
    "repayable",
    "quota",
    "quotas",
    "attainment",
    "accelerator",
    "accelerators",
    "decelerator",
    "spiff",
    "spiffs",
    "kicker",
    "kickers",
    "cap",
    "capped",
    "threshold",
    "ramp",
    "draw",
    "guarantee",
    "guaranteed",
    "clawback",
    "clawed back",
    "sign-on",
    "equity",
    "options",
    "rsus",
    "benefits",
    "severance",
    "per diem",
    "gehalt",
    "grundgehalt",
    "fixum",
    "vergütung",
    "provision",
    "provisionen",
    "prämie",
    "prämien",
    "boni",
    "quote",
    "zielerreichung",
    "beschleuniger",
    "schwelle",
    "deckel",
    "garantie",
    "vorschuss",
    "ausgezahlt",
    "rückzahlung",
    "abfindung",
];

/// Ends of German compounds of pay.
const PAY_ENDS: [&str; 8] =
    ["gehalt", "lohn", "gehalts", "gehälter", "gehältern", "vergütung", "urlaubsgeld", "weihnachtsgeld"];

/// Words of a period that something waits for.
const LATER: [&str; 10] = [
    "folgemonat",
    "folgemonats",
    "folgequartal",
    "folgequartals",
    "folgejahr",
    "folgejahres",
    "following month",
    "following quarter",
    "following year",
    "quarter following",
];

/// The sentences of a text that speak of pay and of which nothing was recognised, and those with a figure that no fact tells; each as it
/// is written and once.
pub fn unread(text: &str, found: &[Found]) -> Vec<String> {
    let lower = lowered(text);
    let all = tokens(&lower);
    let mut open: Vec<String> = Vec::new();
    for (from, to) in sentences(&lower) {
        if is_open(&lower, &all, found, (from, to)) {
            let bullet = |it: char| it.is_whitespace() || matches!(it, '-' | '–' | '•' | '*' | '·');
            let said = text.get(from..to).unwrap_or_default().trim_start_matches(bullet).trim();
            if !open.iter().any(|it| it == said) {
                open.push(said.to_owned());
            }
        }
    }
    open
}

/// Where the sentences of a text lie; none goes over the end of its line.
fn sentences(lower: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut line_at = 0;
    for line in lower.split_inclusive('\n') {
        let mut at = 0;
        // The stop belongs to what it ends.
        for stop in stops_in(line).map(|it| it + 1).chain([line.len()]) {
            all.push((line_at + at, line_at + stop));
            at = stop;
        }
        line_at += line.len();
    }
    all
}

fn is_open(lower: &str, all: &[Token], found: &[Found], (from, to): (usize, usize)) -> bool {
    let touches = |it: &&Found| it.from < to && it.to > from;
    let told = |it: &&Found| !matches!(it.fact, Fact::Currency(_) | Fact::Company(_) | Fact::Role(_));
    let read = found.iter().filter(told).any(|it| touches(&it));
    let compound = |word: &str| PAY_ENDS.iter().any(|end| word.ends_with(end));
    let speaks = PAY.iter().any(|word| places(lower, word, from, to).next().is_some())
        || lower.get(from..to).is_some_and(|it| it.split(|it: char| !it.is_alphanumeric()).any(compound));
    let covered = |from: usize, to: usize| {
        found.iter().any(|it| !matches!(it.fact, Fact::Currency(_)) && it.from < to && it.to > from)
    };
    let figure = |it: &&Token| match it.kind {
        Kind::Amount => is_money(lower, it) || speaks && !is_a_date(lower, it),
        // All of something is said of a target as a rule.
        Kind::Percent => it.value != 100.0,
        Kind::Times => true,
        Kind::Plain => counts(lower, it),
    };
    // What is said again is known.
    let again = |it: &Token| {
        let same = |other: &&Token| other.kind == it.kind && other.value == it.value && covered(other.from, other.to);
        it.kind == Kind::Amount && all.iter().any(|other| same(&other))
    };
    let inside = || all.iter().filter(|it| it.from >= from && it.to <= to);
    let figures = inside().filter(figure).any(|it| !covered(it.from, it.to) && !again(it));
    // On how many days the hours of a week are worked says nothing more.
    let hours = found.iter().any(|it| matches!(it.fact, Fact::Hours(_)) && it.from < to && it.to > from);
    let a_week = |to: usize| {
        let after = lower.get(to..).unwrap_or_default();
        hours
            && [" a week", " per week", "/week", " pro woche", " in der woche", "/woche"]
                .iter()
                .any(|it| after.starts_with(it))
    };
    let times = counted(lower, (from, to)).any(|it| !covered(it.from, it.to) && !a_week(it.to));
    let named = found.iter().any(|it| touches(&it));
    let inside = |at: &usize| *at >= from && *at < to;
    let dated = || {
        let line = lower.get(from..to).unwrap_or_default();
        let known = |day: NaiveDate| found.iter().any(|it| it.fact == Fact::Start(day));
        dates(lower, (from, to)).into_iter().any(|(day, at, end)| !covered(at, end) && !known(day) && says_more(line))
    };
    let later = || LATER.iter().any(|word| places(lower, word, from, to).any(|at| !covered(at, at + word.len())));
    // Words that offer a role, and none that is known behind them.
    let untitled = || {
        let role = |it: &Found| matches!(it.fact, Fact::Role(_)) && it.from < to && it.to > from;
        !found.iter().any(role) && offered(lower).any(|(at, _)| inside(&at))
    };
    // A sign-on that goes back, and nobody knows until when.
    let goes_back = || {
        let known = found.iter().any(|it| matches!(it.fact, Fact::SignOnBack(..)));
        !known && sign_on_goes_back(lower, (from, to)).is_some()
    };
    // How many reached quota, told in a way that nobody counts.
    let people = || {
        let known = found.iter().any(|it| matches!(it.fact, Fact::AtQuota(_)) && touches(&it));
        let reached = REACHED.iter().any(|word| places(lower, word, from, to).next().is_some());
        !known && reached && all.iter().any(|it| it.kind == Kind::Plain && inside(&it.from) && !covered(it.from, it.to))
    };
    let month = || month_of_payment(lower, (from, to)).is_some_and(|(_, at, end)| !covered(at, end));
    figures
        || times
        || goes_back()
        || people()
        || month()
        || dated()
        || later()
        || untitled()
        || speaks && !read && is_a_sentence(lower.get(from..to).unwrap_or_default(), named)
}

/// Whether a line with a date says more than where and when it was written.
fn says_more(line: &str) -> bool {
    let words = line.split(|it: char| !it.is_alphabetic()).filter(|it| it.len() > 2).count();
    words > 3
}

/// Whether a bare number counts something that pay hangs on.
fn counts(lower: &str, token: &Token) -> bool {
    let words = [
        "customers",
        "accounts",
        "kunden",
        "kundinnen",
        "bestandskunden",
        "bestehende kunden",
        "rsus",
        "shares",
        "options",
        "aktien",
        "aktienoptionen",
        "stock options",
        "opportunities",
        "meetings",
        "nights",
        "nächte",
        "übernachtungen",
        "hours",
        "stunden",
        "h pro",
        "h per",
        "h/woche",
        "h/week",
        "hrs",
        "hr week",
        "hr weeks",
        "salaries",
        "gehälter",
    ];
    let after = lower.get(token.to..).unwrap_or_default().trim_start_matches([' ', '-', '\u{a0}']);
    words.iter().any(|word| after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether an amount is one on its own: with a currency, with a short for thousands, or grouped as amounts are.
fn is_money(lower: &str, token: &Token) -> bool {
    let written = lower.get(token.from..token.to).unwrap_or_default();
    let grouped = written.contains([',', '.', '\'', '’', '\u{a0}', '\u{202f}']) && !is_a_date(lower, token);
    token.currency.is_some() || grouped || written.ends_with(char::is_alphabetic)
}

/// Whether digits with dots are a day: 15.04.2027.
fn is_a_date(lower: &str, token: &Token) -> bool {
    let written = lower.get(token.from..token.to).unwrap_or_default();
    let widths: Vec<usize> = written.split('.').map(str::len).collect();
    matches!(widths.as_slice(), [1 | 2, 1 | 2, 4])
}

/// Whether a line says something; a heading only names what follows, and a title whom the letter is for.
fn is_a_sentence(line: &str, named: bool) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    !line.ends_with(':') && words > if named { 5 } else { 3 }
}
