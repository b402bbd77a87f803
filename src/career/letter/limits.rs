//! Where pay bends: cap, accelerator, threshold, and what share of a deal is credited.

use super::phrases::{first, near, push, sentence};
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::units::Rate;

/// What a text says of them.
pub(super) fn limits(lower: &str, all: &[Token], found: &mut Vec<Found>) {
    if let Some((from, to)) = first(
        lower,
        &[
            "uncapped",
            "no cap",
            "without a cap",
            "not capped",
            "no ceiling",
            "nicht gedeckelt",
            "ungedeckelt",
            "ohne deckel",
            "ohne deckelung",
            "keine deckelung",
            "ohne obergrenze",
        ],
    ) {
        push(found, Fact::Cap(None), from, to);
    } else if let Some((at, _)) = first(
        lower,
        &[
            "capped at",
            "cap of",
            "cap at",
            "ceiling of",
            "maximum payout",
            "cap:",
            "gedeckelt",
            "deckelung",
            "deckel",
            "obergrenze",
        ],
    ) && let Some(token) = near(lower, all, at, &[Kind::Percent, Kind::Times])
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
        "beschleuniger",
        "übererfüllung",
        "oberhalb",
        "über quote",
        "über der quote",
        "über ziel",
        "über dem ziel",
        "über 100",
        "ab 100",
    ];
    if let Some((at, _)) = first(lower, &faster) {
        let (from, to) = sentence(lower, at);
        let inside = || all.iter().filter(|it| it.from >= from && it.to <= to);
        let times = inside().find(|it| it.kind == Kind::Times);
        // "150 % of the rate from 100 %": the multiple is the one above a hundred that no "from" or "above" stands before.
        let percent = inside().find(|it| {
            let before = lower.get(from..it.from).unwrap_or_default().trim_end();
            let bound =
                ["from", "above", "over", "beyond", "at", "between", "to", "past", "über", "ab", "oberhalb von", "auf"]
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
        "schwelle",
        "mindesterreichung",
        "unter",
        "erst ab",
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
