//! What a bonus hangs on: "50 % on GRR (target 92 %), 50 % on NRR (target 108 %)".

use super::amounts::places;
use super::phrases::{first, sentence};
use super::tokens::{Kind, Token};
use super::{Fact, Found};
use crate::model::comp::Measure;
use crate::units::Rate;

/// Words for retention, and the measure they name.
const NAMES: [(&str, Measure); 10] = [
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
];

/// Whether a text in small letters names retention at all.
pub(super) fn names_retention(lower: &str) -> bool {
    let names: Vec<&str> = NAMES.iter().map(|it| it.0).collect();
    first(lower, &names).is_some()
}

/// The parts of a bonus on retention, with their targets where told. They are read only where they make a whole.
pub(super) fn parts(lower: &str, all: &[Token]) -> Vec<Found> {
    let mut named: Vec<(usize, usize, Measure)> = NAMES
        .iter()
        .flat_map(|(word, measure)| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len(), *measure)))
        .collect();
    named.sort_by_key(|it| it.0);
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
        let percents: Vec<&Token> =
            all.iter().filter(|it| it.kind == Kind::Percent && it.from >= from && it.to <= to).collect();
        let gap = |from: usize, to: usize| lower.get(from..to).unwrap_or_default().trim();
        let before = percents.iter().rfind(|it| {
            it.to <= at
                && matches!(
                    gap(it.to, at),
                    "" | "on" | "of" | "for" | "from" | "by" | "auf" | "für" | "on the" | "for the"
                )
        });
        let after =
            percents.iter().find(|it| it.from >= end && matches!(gap(end, it.from), "" | ":" | "(" | "=" | "at" | "-"));
        let Some(weight) = before.or(after).filter(|it| it.value <= 100.0) else { continue };
        let is_target = |it: &&&Token| {
            let words = gap(end, it.from);
            it.from >= end && ["target", "goal", "ziel"].iter().any(|word| words.contains(word))
        };
        let target = percents.iter().filter(|it| it.from != weight.from).find(is_target).map(|it| it.rate());
        sum = sum + weight.rate();
        found.push(Found {
            fact: Fact::Part(measure, weight.rate(), target),
            from: weight.from.min(at),
            to: end.max(weight.to),
        });
    }
    if sum == Rate::ONE { found } else { Vec::new() }
}
