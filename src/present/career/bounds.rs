//! Where variable pay of an offer begins and where it ends, part by part, in words.

use crate::career::Offer;
use crate::model::comp::{Component, Measure};
use crate::present::Locale;
use crate::present::words_pay::short;
use crate::text::tr;
use crate::units::Rate;

fn of_target(rate: Rate, locale: &Locale) -> String {
    tr!("{} of target", locale.percent(rate.to_f64(), 0))
}

/// What each part says, each thing once.
fn listed(offer: &Offer, say: impl Fn(&Component) -> Option<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for said in offer.plan.components.iter().filter(|it| it.weight > Rate::ZERO).filter_map(say) {
        if !all.contains(&said) {
            all.push(said);
        }
    }
    all
}

/// Below what nothing is paid: a share of the target, or the ratio itself where pay hangs on one; none where there is no such bound.
pub(super) fn nothing_below(offer: &Offer, locale: &Locale) -> Option<String> {
    let all = listed(offer, |part| {
        let at = part.threshold?.at;
        let ratio = part.measure.is_ratio();
        Some(if ratio { [&locale.rate(at), " ", short(part.measure)].concat() } else { of_target(at, locale) })
    });
    (!all.is_empty()).then(|| all.join(", "))
}

/// Where pay ends: that of the plan, and those of its parts.
pub(super) fn cap(offer: &Offer, locale: &Locale) -> String {
    let several = offer.plan.components.len() > 1;
    let parts = listed(offer, |part| {
        let ends = part.cap.map(|it| of_target(it, locale)).or_else(|| {
            let most = part.attainment_cap?;
            Some(tr!("what {} pays", locale.percent(most.to_f64(), 0)))
        })?;
        Some(if several { [short(part.measure), " ", &ends].concat() } else { ends })
    });
    let all: Vec<String> = offer.plan.cap.map(|it| of_target(it, locale)).into_iter().chain(parts).collect();
    if all.is_empty() { tr!("none" in "cap").to_owned() } else { all.join(", ") }
}

/// The unit of a threshold of pay on a measure: the ratio itself, or a share of quota.
pub fn threshold_unit(measure: Option<Measure>) -> &'static str {
    match measure {
        Some(Measure::NetRetention) => "% NRR",
        Some(Measure::GrossRetention) => "% GRR",
        Some(it) if it.is_score() => tr!("% of the score"),
        Some(_) | None => tr!("% of quota"),
    }
}
