//! When variable pay is reckoned and paid, what it waits for, and when it is taken back.

use super::amounts::places;
use super::besides::of_the_sign_on;
use super::months::counted;
use super::phrases::{first, months_beside, push, sentence};
use super::stops::GERMAN_MONTHS;
use super::{Fact, Found};
use crate::model::comp::PayoutTrigger;
use crate::units::{Cadence, Month};

/// Words that something is paid.
const PAYING: [&str; 16] = [
    "ausgezahlt",
    "ausbezahlt",
    "auszahlung",
    "gezahlt",
    "bezahlt",
    "zahlbar",
    "fällig",
    "überwiesen",
    "abgerechnet",
    "abrechnung",
    "paid",
    "payable",
    "payment",
    "payout",
    "calculated",
    "settled",
];

/// Words of what hangs on results.
const VARIABLE: [&str; 12] = [
    "commission",
    "commissions",
    "bonus",
    "incentive",
    "incentives",
    "variable",
    "variablen",
    "variabler",
    "variabel",
    "provision",
    "provisionen",
    "prämie",
];

/// Words of what does not.
const FIXED: [&str; 10] =
    ["salary", "base", "grundgehalt", "fixgehalt", "gehalt", "fixum", "lohn", "fixlohn", "grundlohn", "draw"];

/// How often, in a word.
const OFTEN: [(&str, Cadence); 13] = [
    ("monthly", Cadence::Month),
    ("monatlich", Cadence::Month),
    ("quarterly", Cadence::Quarter),
    ("vierteljährlich", Cadence::Quarter),
    ("quartalsweise", Cadence::Quarter),
    ("half-yearly", Cadence::Half),
    ("semi-annually", Cadence::Half),
    ("halbjährlich", Cadence::Half),
    ("annually", Cadence::Year),
    ("yearly", Cadence::Year),
    ("once a year", Cadence::Year),
    ("jährlich", Cadence::Year),
    ("einmal jährlich", Cadence::Year),
];

/// Words that commission waits for nothing but the signature.
const SIGNED: [&str; 8] = [
    "earned on booking",
    "earned upon booking",
    "earned on signature",
    "earned upon signature",
    "earned when the contract is signed",
    "bei vertragsabschluss verdient",
    "mit vertragsabschluss verdient",
    "mit unterzeichnung verdient",
];

fn says(lower: &str, (from, to): (usize, usize), words: &[&str]) -> bool {
    words.iter().any(|word| places(lower, word, from, to).next().is_some())
}

/// Whether a sentence is about paying what hangs on results, and about nothing else that is paid.
fn pays_variable(lower: &str, within: (usize, usize)) -> bool {
    says(lower, within, &PAYING) && says(lower, within, &VARIABLE) && !says(lower, within, &FIXED)
}

/// The first of some phrases that is said of what hangs on results: of the words before it that tell what is paid, the nearest counts.
fn of_the_variable(lower: &str, words: &[&str]) -> Option<(usize, usize)> {
    let all = words.iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len())));
    let is = |(at, end): &(usize, usize)| {
        let (from, to) = sentence(lower, *at);
        let last = |words: &[&str]| words.iter().flat_map(|word| places(lower, word, from, *end)).max();
        match (last(&FIXED), last(&VARIABLE)) {
            (Some(fixed), Some(variable)) => variable > fixed,
            (Some(_), None) => false,
            (None, Some(_)) => true,
            (None, None) => !says(lower, (from, to), &FIXED) || says(lower, (from, to), &VARIABLE),
        }
    };
    all.filter(is).min()
}

/// How often, told apart from the word for paying: "Auszahlung der Provision monatlich". A sentence that names two is none.
fn often_apart(lower: &str) -> Option<((usize, usize), Cadence)> {
    let mut named: Vec<(usize, usize, Cadence)> = OFTEN
        .iter()
        .flat_map(|(word, often)| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len(), *often)))
        .collect();
    named.sort_unstable_by_key(|it| it.0);
    named.iter().copied().find_map(|(at, end, often)| {
        let (from, to) = sentence(lower, at);
        let alone = named.iter().all(|it| it.0 < from || it.0 >= to || it.2 == often);
        let amount = super::tokens::tokens(lower.get(from..to).unwrap_or_default())
            .iter()
            .any(|it| it.kind == super::tokens::Kind::Amount);
        (alone && !amount && pays_variable(lower, (from, to))).then_some(((at, end), often))
    })
}

/// A time after which something is paid that is only called later: "paid monthly, one month later".
fn later(lower: &str) -> Option<(u32, usize, usize)> {
    let words = ["later", "später", "thereafter", "danach", "in arrears"];
    let mut named: Vec<usize> = words.iter().flat_map(|word| places(lower, word, 0, lower.len())).collect();
    named.sort_unstable();
    named.into_iter().find_map(|at| {
        let within = sentence(lower, at);
        // "for six months, thereafter" is another time.
        let right_before = |to: usize| lower.get(to..at).is_some_and(|gap| gap.len() <= 2 && gap.trim().is_empty());
        let time = counted(lower, within).find(|it| it.months <= 24 && right_before(it.to))?;
        pays_variable(lower, within).then_some((time.months, time.from, time.to))
    })
}

/// What stands for base pay where it only says how much variable pay is.
const OF_FIXED: [&str; 6] = ["of base", "of your base", "of salary", "of your salary", "vom grundgehalt", "vom fixum"];

/// The month of the calendar in which a stretch says that what hangs on results is paid, with its place: "annual bonus, paid in March".
pub(super) fn month_of_payment(lower: &str, (from, to): (usize, usize)) -> Option<(u32, usize, usize)> {
    let said = lower.get(from..to).unwrap_or_default();
    let said = OF_FIXED.iter().fold(said.to_owned(), |said, it| said.replace(it, ""));
    if !pays_variable(&said, (0, said.len())) {
        return None;
    }
    let english = Month::NAMES.iter().map(|it| it.to_lowercase());
    let names = (1..).zip(english).chain((1..).zip(GERMAN_MONTHS.iter().map(|it| (*it).to_owned())));
    let within = |name: &str| ["in ", "every ", "each ", "im "].map(|it| [it, name].concat());
    let all = names.flat_map(|(month, name)| within(&name).map(|words| (month, words)));
    let found = all.flat_map(|(month, words)| {
        places(lower, &words, from, to).map(|at| (month, at, at + words.len())).collect::<Vec<_>>()
    });
    // "In March 2028" is once.
    let once = |end: usize| lower.get(end..).is_some_and(|it| it.trim_start().starts_with("20"));
    let (month, at, end) = found.filter(|it| !once(it.2) && !of_the_sign_on(lower, it.1)).min_by_key(|it| it.1)?;
    let next = [" des folgejahres", " of the following year", " of the next year", " following the year"];
    let behind = lower.get(end..to).unwrap_or_default();
    let more = next.iter().find(|it| behind.starts_with(**it)).map_or(0, |it| it.len());
    Some((month, at, end + more))
}

/// When a bonus of a year is paid that has its month: how many months after the end of the year, where the words for the year stand, and
/// where the month does. One late in the year may be of the year that goes on.
fn once_a_year(lower: &str) -> Option<(u32, [(usize, usize); 2])> {
    let year =
        ["annual", "annually", "yearly", "once a year", "einmal im jahr", "einmal jährlich", "jährlich", "jahresbonus"];
    let mut words: Vec<(usize, usize)> =
        year.iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len()))).collect();
    words.sort_unstable();
    words.into_iter().find_map(|word| {
        let (month, at, end) = month_of_payment(lower, sentence(lower, word.0)).filter(|it| it.0 <= 6)?;
        Some((month, [word, (at, end)]))
    })
}

/// What a text says of it.
pub(super) fn payout(lower: &str, found: &mut Vec<Found>) {
    let back = [
        "clawback",
        "claw back",
        "clawed back",
        "charged back",
        "chargeback",
        "taken back",
        "zurückgefordert",
        "rückforderung",
        "storno",
        "stornohaftung",
    ];
    if let Some((months, from, to)) = months_beside(lower, &back) {
        push(found, Fact::Clawback(months), from, to);
    }
    let often = [
        (
            Cadence::Month,
            &[
                "paid monthly",
                "monthly commission",
                "commissions monthly",
                "calculated monthly",
                "paid each month",
                "monatlich ausgezahlt",
                "monatlich ausbezahlt",
                "monatlich abgerechnet",
                "monatliche provision",
            ][..],
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
                "vierteljährlich",
                "quartalsweise",
            ],
        ),
        (Cadence::Half, &["paid half-yearly", "paid twice a year", "paid semi-annually", "halbjährlich"]),
        (
            Cadence::Year,
            &[
                "paid annually",
                "paid yearly",
                "annual bonus paid",
                "paid once a year",
                "jährlich ausgezahlt",
                "jährlich ausbezahlt",
                "einmal im jahr",
            ],
        ),
    ];
    let named = often.into_iter().filter_map(|(cadence, words)| Some((of_the_variable(lower, words)?, cadence)));
    // What is paid so long after the end of a month or a quarter is settled by it.
    let settled = || {
        let by = [
            (
                Cadence::Month,
                &[
                    "the end of the month in which",
                    "des monats, in dem",
                    "the month of booking",
                    "the month of the booking",
                    "the month in which",
                    "den abschlussmonat",
                    "monat des abschlusses",
                ][..],
            ),
            (
                Cadence::Quarter,
                &[
                    "the end of the quarter in which",
                    "des quartals, in dem",
                    "the quarter of booking",
                    "the quarter in which",
                    "month following the quarter",
                    "month after the quarter",
                    "month following each quarter",
                    "month following the end of the quarter",
                    "month after the end of the quarter",
                ],
            ),
        ];
        by.into_iter().filter_map(|(cadence, words)| Some((first(lower, words)?, cadence))).min_by_key(|it| it.0)
    };
    if let Some(((from, to), cadence)) = named.min_by_key(|it| it.0).or_else(settled).or_else(|| often_apart(lower)) {
        push(found, Fact::Paid(cadence), from, to);
    }
    let paid = found.iter().find_map(|it| if let Fact::Paid(often) = it.fact { Some(often) } else { None });
    let in_its_month = once_a_year(lower).filter(|_| paid.is_none_or(|it| it == Cadence::Year));
    if let Some((_, [(from, to), _])) = in_its_month.filter(|_| paid.is_none()) {
        push(found, Fact::Paid(Cadence::Year), from, to);
    }
    let after = [
        "after the end of the quarter",
        "after quarter end",
        "after quarter-end",
        "after the close of the quarter",
        "after month end",
        "after the end of the month",
        "after the end of the period",
        "of quarter end",
        "of quarter-end",
        "of the end of the quarter",
        "of month end",
        "of month-end",
        "of the end of the month",
        "following the end of the quarter",
        "following the end of the month",
        "following quarter end",
        "following quarter-end",
        "following month end",
        "in arrears",
        "after booking",
        "after signature",
        "nach quartalsende",
        "nach ende des quartals",
        "nach monatsende",
        "nach ende des monats",
        "nach quartalsschluss",
        "nach ende des halbjahres",
        "nach halbjahresende",
        "nach ende des zeitraums",
        "nach abschluss",
    ];
    if let Some((months, from, to)) = months_beside(lower, &after).filter(|it| it.0 <= 24) {
        push(found, Fact::Lag(months), from, to);
    } else if let Some((months, from, to)) = later(lower) {
        push(found, Fact::Lag(months), from, to);
    } else if let Some((from, to)) = the_month_after(lower) {
        push(found, Fact::Lag(1), from, to);
    } else if let Some((months, [_, (from, to)])) = in_its_month {
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
        "zahlungseingang",
        "sobald der kunde zahlt",
    ];
    if let Some((from, to)) = first(lower, &cash) {
        push(found, Fact::Trigger(PayoutTrigger::Cash), from, to);
    } else if let Some((from, to)) =
        first(lower, &["once invoiced", "upon invoicing", "when invoiced", "rechnungsstellung"])
    {
        push(found, Fact::Trigger(PayoutTrigger::Invoice), from, to);
    } else if let Some((from, to)) = first(lower, &SIGNED) {
        push(found, Fact::Trigger(PayoutTrigger::Booking), from, to);
    }
}

/// Words that something is paid in the month after its period, where a sentence speaks of paying.
fn the_month_after(lower: &str) -> Option<(usize, usize)> {
    let next = [
        "folgemonat",
        "folgemonats",
        "folgemonates",
        "folgenden monat",
        "folgenden monats",
        "darauffolgenden monat",
        "darauffolgenden monats",
        "following month",
        "month following",
        "month after",
    ];
    let (at, end) = first(lower, &next)?;
    let (from, to) = sentence(lower, at);
    PAYING.iter().any(|word| places(lower, word, from, to).next().is_some()).then_some((at, end))
}
