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
const BACK: [&str; 21] = [
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

/// What a text says of them.
pub(super) fn besides(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    let back = BACK.iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len())));
    let back = back.filter(|it| of_the_sign_on(lower, it.0)).min();
    if let Some((at, end)) = back {
        let here = sentence(lower, at);
        // Of several times, the one beside the words for leaving.
        let leaving =
            LEAVING.iter().flat_map(|word| places(lower, word, here.0, here.1).map(|at| (at, at + word.len())));
        let beside = leaving.min().unwrap_or((at, end));
        if let Some((months, from, to)) = months_near(lower, beside, here) {
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
