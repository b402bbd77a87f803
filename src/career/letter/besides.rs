//! What is not pay: a sign-on that goes back if one leaves early, nights away.

use super::amounts::{floor, places};
use super::months::months_near;
use super::phrases::{first, push, sentence};
use super::tokens::Token;
use super::{Fact, Found};
use crate::career::worth::Repay;

/// Words that name the sign-on.
const SIGN_ON: [&str; 12] = [
    "antrittsprämie",
    "antrittsbonus",
    "einstiegsprämie",
    "startprämie",
    "willkommensbonus",
    "sign-on",
    "sign on",
    "signing bonus",
    "joining bonus",
    "welcome bonus",
    "signing payment",
    "joining payment",
];

/// Words that something is paid back.
const BACK: [&str; 27] = [
    "pay it back",
    "pay this back",
    "pay that back",
    "give it back",
    "zurück",
    "zurückerstatten",
    "recoverable",
    "recouped",
    "zurückzuzahlen",
    "zurückzahlen",
    "zurückgezahlt",
    "rückzahlbar",
    "rückzahlung",
    "repay",
    "repaid",
    "repayable",
    "repayment",
    "pay back",
    "pays back",
    "paid back",
    "goes back",
    "refund",
    "refunded",
    "returned",
    "clawback",
    "clawed back",
    "forfeited",
];

/// Words for leaving.
const LEAVING: [&str; 14] = [
    "leave",
    "leaving",
    "resign",
    "resignation",
    "terminate",
    "terminated",
    "quit",
    "depart",
    "austritt",
    "austreten",
    "ausscheiden",
    "verlassen",
    "kündigen",
    "kündigung",
];

/// Ordinals of a year of service.
const ORDINALS: [(&str, u32); 12] = [
    ("first", 1),
    ("1st", 1),
    ("second", 2),
    ("2nd", 2),
    ("third", 3),
    ("erste", 1),
    ("ersten", 1),
    ("erstes", 1),
    ("zweite", 2),
    ("zweiten", 2),
    ("dritte", 3),
    ("dritten", 3),
];

/// Words behind such an ordinal.
const YEARS: [&str; 10] = [
    "anniversary",
    "work anniversary",
    "year",
    "jahr",
    "jahres",
    "jahrestag",
    "dienstjahr",
    "dienstjahres",
    "beschäftigungsjahr",
    "beschäftigungsjahres",
];

/// Words of what else is paid back; they say that a sentence is about something else.
const OTHER: [&str; 8] =
    ["provision", "vorschuss", "kunde", "commission", "commissions", "draw", "customer", "customers"];

fn says(lower: &str, (from, to): (usize, usize), words: &[&str]) -> bool {
    words.iter().any(|word| places(lower, word, from, to).next().is_some())
}

/// Whether a place in the text is about the sign-on: its sentence names it, or the one before does and this one
/// says that it goes back.
pub(super) fn of_the_sign_on(lower: &str, at: usize) -> bool {
    let here = sentence(lower, at);
    if says(lower, here, &SIGN_ON) {
        return !says(lower, here, &OTHER);
    }
    let before = here.0.checked_sub(2).map(|end| sentence(lower, floor(lower, end)));
    let it = says(lower, here, &BACK) && !says(lower, here, &OTHER);
    it && before.is_some_and(|before| before.0 < here.0 && says(lower, before, &SIGN_ON))
}

/// Where a stretch of a text first says that the sign-on goes back.
pub(super) fn sign_on_goes_back(lower: &str, (from, to): (usize, usize)) -> Option<(usize, usize)> {
    let back = BACK.iter().flat_map(|word| places(lower, word, from, to).map(|at| (at, at + word.len())));
    back.filter(|it| of_the_sign_on(lower, it.0)).min()
}

/// Months to the end of a year of service that a stretch names nearest to a place, with where it stands: "before your first anniversary",
/// "im ersten Jahr".
fn years_near(lower: &str, (at, end): (usize, usize), (from, to): (usize, usize)) -> Option<(u32, usize, usize)> {
    let all = ORDINALS.iter().flat_map(|(word, count)| places(lower, word, from, to).map(move |at| (at, *word, count)));
    let named = all.filter_map(|(at, word, count)| {
        let behind = at + word.len() + 1;
        let year = YEARS.iter().find(|year| places(lower, year, behind, to).next() == Some(behind))?;
        Some((count * 12, at, behind + year.len()))
    });
    named.min_by_key(|it| if it.1 >= end { it.1 - end } else { at.saturating_sub(it.2) })
}

/// What a text says of them.
pub(super) fn besides(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    if let Some((at, end)) = sign_on_goes_back(lower, (0, lower.len())) {
        let here = sentence(lower, at);
        // Of several times, the one beside the words for leaving.
        let leaving =
            LEAVING.iter().flat_map(|word| places(lower, word, here.0, here.1).map(|at| (at, at + word.len())));
        let beside = leaving.min().unwrap_or((at, end));
        if let Some((months, from, to)) = years_near(lower, beside, here).or_else(|| months_near(lower, beside, here)) {
            let part = [
                "pro rata",
                "pro-rata",
                "prorated",
                "pro-rated",
                "proportion",
                "in proportion",
                "proportionally",
                "anteilig",
                "zeitanteilig",
            ];
            let how = if says(lower, here, &part) {
                Some(Repay::ProRata)
            } else {
                says(
                    lower,
                    here,
                    &["in full", "full amount", "all of it", "entire", "the whole", "vollständig", "in voller höhe"],
                )
                .then_some(Repay::Whole)
            };
            push(found, Fact::SignOnBack(months, how), from, to);
        }
    }
    if let Some((at, to)) = first(
        lower,
        &[
            "nights a month",
            "nights per month",
            "nights away",
            "nights each month",
            "nächte im monat",
            "nächte pro monat",
            "übernachtungen im monat",
            "übernachtungen pro monat",
        ],
    ) {
        // The number that ends right before it.
        let number = all.iter().filter(|it| it.to <= at && at - it.to <= 2).max_by_key(|it| it.to);
        if let Some(token) = number.filter(|it| it.value.fract() == 0.0 && (0.0..=31.0).contains(&it.value)) {
            push(found, Fact::Nights(token.value as u32), token.from, to);
        }
    }
}
