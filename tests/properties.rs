//! What holds for every document, tried on random ones.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "properties/absurd.rs"]
mod absurd;
#[path = "support/cases.rs"]
mod cases;
#[path = "properties/identities.rs"]
mod identities;
#[path = "properties/pay.rs"]
mod pay;
mod support;

use cases::cases;
use proptest::prelude::*;
use remit::engine::pay::{Basis, Feed, Ratio, earn, pay_out, rate, settle_draw};
use remit::engine::{Env, Metric, Op, Outcome, Row, Scope, Span, Value, evaluate, explain};
use remit::model::comp::{
    Boundary, Component, DrawKind, Measure, Payout, RatePreset, Rated, Rates, Reach, Threshold, ThresholdStart, Tier,
    TierFrom, TierValue, TrueUp,
};
use remit::model::{CoverageResponse, Document, Function, InputValue, Terms, idle, inputs, open, set_input, to_value};
use remit::units::{Cadence, Currency, Flow, Money, Month, PlanId, Rate, Rounding};
use std::sync::Arc;
use support::random::{self, Random, amount, percent};
use support::{pay_month, pay_terms, pays, plan};

const AWAY: Rounding = Rounding::HalfAwayFromZero;

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn spans(outcome: &Outcome) -> Vec<Span> {
    let by = |cadence| outcome.periods(cadence).into_iter().map(|(_, span)| span);
    Cadence::ALL.into_iter().flat_map(by).chain([outcome.whole()]).collect()
}

fn scopes(outcome: &Outcome) -> Vec<Scope> {
    std::iter::once(Scope::Company).chain((0..outcome.segments.len()).map(Scope::Segment)).collect()
}

fn whole_coins(outcome: &Outcome, money: Money) -> bool {
    money.mills() % outcome.currency.quantum().mills() == 0
}
