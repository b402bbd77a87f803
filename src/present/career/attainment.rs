//! The ways in which one can say how others attain, to choose from.

use crate::career::{Attainment, Basis, SURVEY, SURVEY_AT_QUOTA, View, WIDTH, spread_of};
use crate::model::{AttainmentBucket, AttainmentSpread};
use crate::text::mark;
use crate::units::Rate;

/// What can be chosen for the spread of attainment: key, name, what it means.
pub const ATTAINMENTS: [(&str, &str, &str); 6] = [
    ("assumed", mark!("Half reach quota"), mark!("To begin with; illustrative.")),
    ("survey", mark!("As in a survey"), SURVEY),
    ("company", mark!("Share at quota, as told"), mark!("What the company says of last year.")),
    ("average", mark!("Team's average, as told"), mark!("What people attained on average.")),
    ("own", mark!("My own view"), mark!("A middle and how far from it.")),
    ("groups", mark!("In groups"), mark!("Shares of people by attainment.")),
];

/// The key of a view.
pub fn view_words(attainment: &Attainment) -> &'static str {
    match (&attainment.view, attainment.basis) {
        (View::AtQuota { .. }, Basis::Assumed) => "assumed",
        (View::AtQuota { .. }, Basis::Survey) => "survey",
        (View::AtQuota { .. }, Basis::Company | Basis::Own) => "company",
        (View::Average { .. }, Basis::Own) => "own",
        (View::Average { .. }, _) => "average",
        (View::Spread { spread: AttainmentSpread::Normal { .. } }, _) => "own",
        (View::Spread { spread: AttainmentSpread::Buckets { .. } }, _) => "groups",
    }
}

/// The view with this key, with what is known already carried over.
pub fn attainment_preset(key: &str, was: &Attainment) -> Attainment {
    let (mean, width) = match spread_of(&was.view) {
        AttainmentSpread::Normal { mean, deviation } => (mean, deviation),
        AttainmentSpread::Buckets { .. } => (Rate::percent(90), WIDTH),
    };
    let at_quota = |share: Rate, basis: Basis| Attainment { basis, view: View::AtQuota { share, width } };
    let known = was.at_quota().unwrap_or(Rate::percent(50));
    match key {
        "assumed" => Attainment::default(),
        "survey" => at_quota(SURVEY_AT_QUOTA, Basis::Survey),
        "company" => at_quota(known, Basis::Company),
        "average" => Attainment { basis: Basis::Company, view: View::Average { mean: whole(mean), width } },
        "groups" => Attainment {
            basis: Basis::Own,
            view: View::Spread { spread: AttainmentSpread::Buckets { buckets: groups() } },
        },
        _own => Attainment { basis: Basis::Own, view: View::Average { mean: whole(mean), width } },
    }
}

/// A share in whole per cent.
fn whole(share: Rate) -> Rate {
    Rate::percent((share.to_f64() * 100.0).round() as i64)
}

/// Groups to begin with: illustrative.
fn groups() -> Vec<AttainmentBucket> {
    let group = |from, to, share| AttainmentBucket {
        from: Rate::percent(from),
        to: Rate::percent(to),
        share: Rate::percent(share),
    };
    vec![group(0, 50, 20), group(50, 100, 40), group(100, 150, 40)]
}
