//! What an offer takes for granted where its letter is silent, in words.

use super::letter::{a_period, months};
use crate::career::{Assumed, Offer, Usual};
use crate::model::comp::Measure;
use crate::present::Locale;
use crate::present::words_pay::{draw, measure, measured};
use crate::text::tr;
use crate::units::Rate;

/// What was filled in, as label and value.
pub fn assumption(what: &Assumed, offer: &Offer, locale: &Locale) -> (&'static str, String) {
    match what {
        Assumed::Role => (tr!("Role"), offer.role.name().to_owned()),
        Assumed::Split(parts) => (tr!("Variable pay hangs on"), split(parts, locale)),
        Assumed::Ratio(usual) => (measure(usual.measure), ratio(usual, locale)),
        Assumed::QuotaOfAYear => (tr!("Quota"), tr!("that of a year").to_owned()),
        Assumed::Reckoned(cadence) => (tr!("Reckoned by"), a_period(*cadence).trim_start_matches("a ").to_owned()),
        Assumed::PaidAfter(lag) => (tr!("Paid after"), months(*lag)),
        Assumed::OnSignature => (tr!("Paid on"), tr!("signature").to_owned()),
        Assumed::SameRate => (tr!("Above quota"), tr!("the same rate").to_owned()),
        Assumed::NoCap => (tr!("Cap"), tr!("none" in "cap").to_owned()),
        Assumed::FromZero => (tr!("Pay at the threshold"), tr!("begins at zero").to_owned()),
        Assumed::Draw(kind) => (tr!("Draw or guarantee"), draw(Some(*kind)).0.to_owned()),
        Assumed::DrawForGood => (tr!("Draw for"), tr!("good").to_owned()),
        Assumed::NeverTakenBack => (tr!("Taken back"), tr!("never").to_owned()),
        Assumed::NoRamp => (tr!("Ramp"), tr!("none").to_owned()),
        Assumed::FullQuota => (tr!("Quota while ramping"), tr!("full").to_owned()),
        Assumed::SignOnKept => (tr!("Sign-on on leaving"), tr!("kept").to_owned()),
        Assumed::SignOnPart => (tr!("Sign-on on leaving"), tr!("less goes back each month").to_owned()),
        Assumed::Vesting(vests, cliff) => (tr!("Equity"), vesting(*vests, *cliff)),
        Assumed::AtQuota(share) => (tr!("At quota"), tr!("{} of people", locale.percent(share.to_f64(), 0))),
    }
}

/// Shares of variable pay and what they hang on, in a row.
pub(super) fn split(parts: &[(Measure, Rate)], locale: &Locale) -> String {
    let part = |(of, weight): &(Measure, Rate)| format!("{} {}", locale.percent(weight.to_f64(), 0), measured(*of));
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// What pay on a ratio was filled in with, in a row.
pub(super) fn ratio(usual: &Usual, locale: &Locale) -> String {
    let percent = |rate: Rate| locale.percent(rate.to_f64(), 0);
    let said = [
        usual.target.map(|it| tr!("target {}", locale.rate(it))),
        usual.floor.map(|it| tr!("paid from {} on", locale.rate(it))),
        usual.above.map(|it| tr!("{} the rate above target", locale.multiple(it.to_f64(), 1))),
        usual.cap.map(|it| tr!("at most {} of its target pay", percent(it))),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// When equity is one's own, in a row.
pub(super) fn vesting(vests: Option<u32>, cliff: Option<u32>) -> String {
    let said =
        [
            vests.map(|it| {
                if it == 1 { tr!("one's own after 1 month").to_owned() } else { tr!("one's own after {it} months") }
            }),
            cliff.map(|it| {
                if it == 1 { tr!("none of it before 1 month").to_owned() } else { tr!("none of it before {it} months") }
            }),
        ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
