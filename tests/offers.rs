//! Offers: what they pay by the engine of everyone's pay, proved from outside, by published cases, by hand and by simulation.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "offers/bad_input.rs"]
mod bad_input;
#[path = "offers/break_even.rs"]
mod break_even;
#[path = "offers/cash.rs"]
mod cash;
#[path = "offers/elsewhere.rs"]
mod elsewhere;
#[path = "offers/expected.rs"]
mod expected;
#[path = "offers/flags.rs"]
mod flags;
#[path = "offers/published.rs"]
mod published;
mod support;
#[path = "offers/why.rs"]
mod why;

use chrono::NaiveDate;
use remit::career::{
    Attainment, Basis, Flag, Issue, Level, Needs, Offer, Question, Raised, Reckoned, RoleKind, Tenth, Told, View,
    break_evens, example, flags, issues, offer_for, offer_of_role, questions, reckon,
};
use remit::model::comp::{
    Clawback, ClawbackBasis, Component, Draw, DrawKind, Measure, Payout, PayoutTrigger, PlanVersion, RatePreset, Rates,
    Scope, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue,
};
use remit::model::{AttainmentBucket, AttainmentSpread, Quota, sample};
use remit::units::{Cadence, ComponentId, Money, Monthly, Rate, RoleId, SegmentId, Yearly};
use serde_json::Value;
use support::dice::Dice;

fn january() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()
}

fn major(amount: i64) -> Money {
    Money::from_major(amount)
}

fn cents(amount: f64) -> Money {
    Money::from_major_f64(amount)
}

/// A seller's offer with one commission that follows quota, reckoned and paid each month at once.
fn plain(base: i64, variable: i64, quota: i64, tiers: &[(i64, i64)]) -> Offer {
    let steps: Vec<(Rate, Rate)> = tiers.iter().map(|it| (Rate::percent(it.0), Rate::percent(it.1))).collect();
    let own = Component { cadence: Cadence::Month, rates: RatePreset::Marginal.rates(&steps), ..Component::default() };
    let mut plan = PlanVersion { components: vec![own], ..PlanVersion::default() };
    plan.payout.lag_months = 0;
    Offer {
        id: 1,
        name: "Plain".into(),
        base: Some(Yearly::new(major(base))),
        variable: Some(Yearly::new(major(variable))),
        quota: Some(Quota::Arr { amount: major(quota), per: Cadence::Year }),
        plan,
        start: Some(january()),
        ..Offer::default()
    }
}

fn at_one_place(percent: i64) -> Attainment {
    groups(&[(percent, percent, 100)])
}

fn groups(rows: &[(i64, i64, i64)]) -> Attainment {
    let bucket = |it: &(i64, i64, i64)| AttainmentBucket {
        from: Rate::percent(it.0),
        to: Rate::percent(it.1),
        share: Rate::percent(it.2),
    };
    let spread = AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() };
    Attainment { basis: Basis::Own, view: View::Spread { spread } }
}

fn normal(mean: i64, width: i64) -> Attainment {
    let (mean, width) = (Rate::percent(mean), Rate::percent(width));
    Attainment { basis: Basis::Own, view: View::Average { mean, width } }
}

fn reckoned(offer: &Offer) -> Reckoned {
    reckon(offer, &Needs::default(), january())
}

fn case(id: &str) -> (Value, Value) {
    let all: Vec<Value> = serde_json::from_str(include_str!("fixtures/conformance/cases.json")).unwrap();
    let found = all.into_iter().find(|it| it["id"] == id).unwrap();
    (found["inputs"].clone(), found["expected"].clone())
}

fn f(value: &Value) -> f64 {
    value.as_f64().unwrap()
}
