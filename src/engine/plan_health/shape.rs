//! Cliffs and flat stretches of what a plan pays.

use super::{Cliff, Flat};
use crate::engine::Spread;
use crate::engine::plan_breaks::pay_breaks;
use crate::engine::plan_expected::{Person, pays_ratios, people_between};
use crate::engine::plan_view::pay_at;
use crate::model::comp::PlanVersion;
use crate::model::{Document, Terms};
use crate::units::Money;

/// How far a plan is looked at.
const MOST: f64 = 2.0;
/// How far to either side of a bound pay is looked at.
const STEP: f64 = 1e-6;

/// Jumps of pay at its breaks up to 200 %: what a bound moves beyond what the slopes beside it would.
pub fn cliffs(document: &Document, version: &PlanVersion, terms: &Terms) -> Vec<Cliff> {
    let pay = |at: f64| pay_at(document, version, terms, at).total.to_major();
    let target = terms.variable().amount().to_major();
    let jump = |at: f64| {
        let (low, high) = (pay(at - STEP), pay(at + STEP));
        let slope = ((pay(at + 3.0 * STEP) - high) + (low - pay(at - 3.0 * STEP))) / 2.0;
        let amount = high - low - slope;
        let of_target = amount / target;
        (of_target.abs() > 0.002).then_some(Cliff { at, amount: Money::from_major_f64(amount), of_target })
    };
    pay_breaks(document, version, terms, MOST).into_iter().filter_map(jump).collect()
}

/// Stretches between breaks, of at least five points, in which pay rests: above what is first paid and below the most. They are of
/// attainment of ratios where the plan pays for nothing else; else of amounts, ratios moving less as they do for everyone.
pub(super) fn flats(document: &Document, version: &PlanVersion, terms: &Terms, spread: &Spread) -> Vec<Flat> {
    let ratios = pays_ratios(version);
    let person = Person::new(document, version, terms);
    let pay = |at: f64| {
        if ratios { pay_at(document, version, terms, at).total.to_major() } else { person.pay(at) }
    };
    let most = pay(10.0);
    let mut stops = vec![0.0];
    stops.extend(if ratios { pay_breaks(document, version, terms, MOST) } else { person.breaks(MOST) });
    stops.push(MOST);
    let mut found: Vec<Flat> = Vec::new();
    for (from, to) in stops.iter().zip(stops.iter().skip(1)) {
        let at = |share: f64| pay(from + (to - from) * share);
        let (low, high) = (at(0.01), at(0.99));
        let rests = (high - low).abs() < 0.05 && (at(0.5) - low).abs() < 0.05;
        if !rests || low < 0.05 || low >= most - 0.05 {
            continue;
        }
        match found.last_mut() {
            Some(last) if (last.to - from).abs() < 1e-9 && (pay(last.from + 1e-4) - low).abs() < 0.05 => last.to = *to,
            Some(_) | None => found.push(Flat { from: *from, to: *to, share: 0.0 }),
        }
    }
    found.retain(|flat| flat.to - flat.from >= 0.05 - 1e-9);
    for flat in &mut found {
        flat.share = people_between(document, version, spread, (flat.from, flat.to));
    }
    found
}
