//! What a bonus hangs on: "50 % on GRR (target 92 %), 50 % on NRR (target 108 %)", "40 % on expansion ARR, target 400,000 a year".

use super::amounts::places;
use super::phrases::{first, sentence};
use super::quota::quota_period;
use super::tokens::{Kind, Token};
use super::{Fact, Found, Goal};
use crate::model::comp::Measure;
use crate::units::{Cadence, Rate};

/// Words for what a part of a bonus hangs on, and the measure they name.
pub(super) const NAMES: [(&str, Measure); 43] = [
    ("grr", Measure::GrossRetention),
    ("gross retention", Measure::GrossRetention),
    ("gross revenue retention", Measure::GrossRetention),
    ("gross dollar retention", Measure::GrossRetention),
    ("bruttobindung", Measure::GrossRetention),
    ("nrr", Measure::NetRetention),
    ("net retention", Measure::NetRetention),
    ("net revenue retention", Measure::NetRetention),
    ("net dollar retention", Measure::NetRetention),
    ("nettobindung", Measure::NetRetention),
    ("expansion", Measure::ExpansionArr),
    ("expansion arr", Measure::ExpansionArr),
    ("expansion bookings", Measure::ExpansionArr),
    ("expansion revenue", Measure::ExpansionArr),
    ("upsell", Measure::ExpansionArr),
    ("upsell arr", Measure::ExpansionArr),
    ("upsells", Measure::ExpansionArr),
    ("expansions-arr", Measure::ExpansionArr),
    ("ausbau", Measure::ExpansionArr),
    ("ausbaugeschäft", Measure::ExpansionArr),
    ("neugeschäft im bestand", Measure::ExpansionArr),
    ("neugeschäft in bestandskunden", Measure::ExpansionArr),
    ("neugeschäft mit bestandskunden", Measure::ExpansionArr),
    ("neugeschäft bei bestandskunden", Measure::ExpansionArr),
    ("bestandsgeschäft", Measure::ExpansionArr),
    ("new business in existing accounts", Measure::ExpansionArr),
    ("new business with existing customers", Measure::ExpansionArr),
    ("new business from existing customers", Measure::ExpansionArr),
    ("new arr from existing customers", Measure::ExpansionArr),
    ("new arr", Measure::NewArr),
    ("new business", Measure::NewArr),
    ("new business arr", Measure::NewArr),
    ("new logos", Measure::NewArr),
    ("new logo arr", Measure::NewArr),
    ("neugeschäft", Measure::NewArr),
    ("neue arr", Measure::NewArr),
    ("neuen arr", Measure::NewArr),
    ("renewals", Measure::RenewedArr),
    ("renewed arr", Measure::RenewedArr),
    ("verlängerungen", Measure::RenewedArr),
    ("mbos", Measure::Objectives),
    ("personal objectives", Measure::Objectives),
    ("persönliche ziele", Measure::Objectives),
];

/// The last word between a share and what it is a share on.
const ON: [&str; 26] = [
    "", "on", "of", "for", "from", "by", "to", "upon", "against", "the", "your", "our", "own", "auf", "für", "an",
    "am", "von", "vom", "der", "die", "das", "dem", "den", "-", "weight",
];

/// Words for what 100 % is.
const GOALS: [&str; 6] = ["target", "goal", "quota", "ziel", "zielwert", "quote"];

/// Words of an attainment that is asked for and no share.
const ASKED: [&str; 8] = ["target", "goal", "ziel", "above", "below", "over", "über", "unter"];

/// Whether a text in small letters names retention at all.
pub(super) fn names_retention(lower: &str) -> bool {
    let retention = |it: &&(&str, Measure)| matches!(it.1, Measure::GrossRetention | Measure::NetRetention);
    let names: Vec<&str> = NAMES.iter().filter(retention).map(|it| it.0).collect();
    first(lower, &names).is_some()
}

/// Where measures are named. A name with its short form behind it is one: "net revenue retention (NRR)".
pub(super) fn named(lower: &str) -> Vec<(usize, usize, Measure)> {
    let mut all: Vec<(usize, usize, Measure)> = NAMES
        .iter()
        .flat_map(|(word, measure)| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len(), *measure)))
        .collect();
    // Of two that begin at one place, the longer counts.
    all.sort_by_key(|it| (it.0, usize::MAX - it.1));
    let mut named: Vec<(usize, usize, Measure)> = Vec::new();
    for it in all {
        match named.last_mut() {
            Some(last) if it.0 < last.1 => {}
            Some(last)
                if it.2 == last.2
                    && lower.get(last.1..it.0).is_some_and(|gap| matches!(gap.trim(), "(" | "" | ",")) =>
            {
                last.1 = it.1 + usize::from(lower.get(it.1..).is_some_and(|rest| rest.starts_with(')')));
            }
            Some(_) | None => named.push(it),
        }
    }
    named
}

/// The parts of a bonus, with their targets where told. They are read only where they make a whole; one alone only on retention.
pub(super) fn parts(lower: &str, all: &[Token]) -> Vec<Found> {
    let named = named(lower);
    let mut found: Vec<Found> = Vec::new();
    let mut sum = Rate::ZERO;
    for (index, (at, end, measure)) in named.iter().copied().enumerate() {
        let known = |it: &Found| matches!(it.fact, Fact::Part(of, ..) if of == measure);
        if found.iter().any(known) {
            continue;
        }
        let (from, to) = sentence(lower, at);
        // A measure has what stands up to the next one; before it, what stands after the one before.
        let from = index.checked_sub(1).and_then(|it| named.get(it)).map_or(from, |it| it.1.max(from));
        let to = named.get(index + 1).map_or(to, |it| it.0.min(to));
        let inside = || all.iter().filter(|it| it.from >= from && it.to <= to);
        let percents: Vec<&Token> = inside().filter(|it| it.kind == Kind::Percent && it.value <= 100.0).collect();
        let gap = |from: usize, to: usize| lower.get(from..to).unwrap_or_default().trim();
        let before = percents.iter().copied().rfind(|it| {
            let words = gap(it.to, at);
            let last = words.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
            let asked = ASKED.iter().any(|word| words.contains(word));
            let told = lower.get(..it.from).unwrap_or_default().trim_end();
            let target = GOALS.iter().any(|word| told.ends_with(word));
            it.to <= at
                && words.len() <= 60
                && !words.contains([',', ';', ':'])
                && ON.contains(&last)
                && !asked
                && !target
        });
        let after = percents.iter().copied().find(|it| {
            it.from >= end
                && matches!(gap(end, it.from), "" | ":" | "(" | "=" | "at" | "-" | "–" | "—" | "|" | "mit" | "zu")
        });
        let Some(weight) = before.or(after) else { continue };
        let behind = end.max(weight.to);
        let target = inside().filter(|it| it.from >= behind).find_map(|it| {
            let words = gap(behind, it.from);
            if words.contains(|it: char| it.is_ascii_digit()) {
                return None;
            }
            let own = GOALS.iter().any(|word| words.contains(word));
            let short =
                before.is_some() && matches!(words, "of" | "of at least" | "≥" | ">=" | "von" | "von mindestens");
            let goal = match it.kind {
                Kind::Percent if measure.is_ratio() => Goal::Ratio(it.rate()),
                Kind::Amount if !measure.is_ratio() => {
                    Goal::Amount(it.money(), quota_period(lower, it).unwrap_or(Cadence::Year))
                }
                Kind::Percent | Kind::Amount | Kind::Times | Kind::Plain => return None,
            };
            (own || short).then_some((goal, it.to))
        });
        sum = sum + weight.rate();
        found.push(Found {
            fact: Fact::Part(measure, weight.rate(), target.map(|it| it.0)),
            from: weight.from.min(at),
            to: end.max(weight.to).max(target.map_or(0, |it| it.1)),
        });
    }
    let alone = matches!(found.as_slice(), [Found { fact: Fact::Part(measure, ..), .. }] if !measure.is_ratio());
    if sum == Rate::ONE && !alone { found } else { Vec::new() }
}
