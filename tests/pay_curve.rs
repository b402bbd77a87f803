//! The payout curve against the full rating: what it says for a year at an attainment is what a person is paid whose credits come to
//! that attainment, month by month.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

#[path = "pay_curve/bends.rs"]
mod bends;
#[path = "pay_curve/by_hand.rs"]
mod by_hand;
#[path = "pay_oracle/chance.rs"]
mod chance;
#[path = "pay_curve/rating.rs"]
mod rating;
mod support;
#[path = "pay_curve/versions.rs"]
mod versions;

use chance::Dice;
use chrono::NaiveDate;
use remit::engine::pay::{ComponentTerms, DealPiece, Feed, Heads, PayMonth, Ratio, earn};
use remit::engine::{
    CostColumn, Env, PaidAs, Source, Span, Value, YearPay, cost_of_year, cost_why, evaluate, one_person, pay_at,
    pay_breaks, pay_floor, statement,
};
use remit::model::comp::{
    Boundary, Component, Draw, DrawKind, Factor, Gate, Kicker, KickerPays, KickerWhen, Measure, Milestone, Multiplier,
    MultiplierBy, Plan, PlanVersion, RatePreset, Rated, Rates, Reach, RoundingAt, Target, Threshold, ThresholdStart,
    Tier, TierFrom, TierValue,
};
use remit::model::{
    Deal, Document, Function, OtherMeasures, Quota, RampAccelerators, Role, Seat, Segment, Stint, Terms,
};
use remit::units::{Cadence, ComponentId, FiscalPeriod, Money, Month, Monthly, PlanId, Rate, RoleId, SeatId, Yearly};
use std::sync::Arc;

const QUOTA: i64 = 1_200_000;
const VARIABLE: i64 = 120_000;

fn terms(quota: Money, variable: Money) -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(80_000)),
        ote: Yearly::new(Money::from_major(80_000) + variable),
        quota: Some(Quota::Arr { amount: quota, per: Cadence::Year }),
        ..Terms::default()
    }
}

fn usual() -> Terms {
    terms(Money::from_major(QUOTA), Money::from_major(VARIABLE))
}

fn alone(component: Component) -> PlanVersion {
    PlanVersion { components: vec![component], ..PlanVersion::default() }
}

fn assuming(other_measures: OtherMeasures) -> Document {
    let mut document = Document::default();
    document.assumptions.other_measures = other_measures;
    document
}

fn major(amount: Money) -> i64 {
    assert_eq!(amount.mills() % 1_000, 0, "{amount} is no whole amount");
    amount.mills() / 1_000
}

/// What a plan of one component pays at some attainments, in whole units.
fn pays(document: &Document, component: &Component, at: &[f64]) -> Vec<i64> {
    let version = alone(component.clone());
    at.iter().map(|at| major(pay_at(document, &version, &usual(), *at).total)).collect()
}

/// A plan of several components rated as `remit rate` does: one seat, real deals, a statement.
fn statement_of(versions: &[PlanVersion], terms: &Terms, deals: Vec<Deal>) -> Money {
    let (role, plan, seat) = (RoleId::new("person"), PlanId::new("plan"), SeatId::new("person"));
    let mut document = Document {
        roles: vec![Role {
            id: role.clone(),
            function: Function::NewBusiness,
            terms: vec![Terms { plan: Some(plan.clone()), segment: None, ..terms.clone() }],
            ..Role::default()
        }],
        seats: vec![Seat {
            id: seat.clone(),
            role,
            stints: vec![Stint { from: NaiveDate::from_ymd_opt(1970, 1, 1).unwrap(), ..Stint::default() }],
            ..Seat::default()
        }],
        plans: vec![Plan { id: plan, name: String::new(), versions: versions.to_vec() }],
        deals: Arc::new(deals),
        ..Document::default()
    };
    document.settings.first_month = Month::new(2027, 1);
    document.settings.horizon_months = 12;
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(outcome.months.len(), 12);
    let told = statement(&document, &seat, Span { from: 0, to: 11 }, Source::Deals).unwrap();
    told.earned
}

/// A plan of two components that look at the deals of the person alone.
fn drawn_version(dice: &mut Dice) -> PlanVersion {
    let mut components = Vec::new();
    for (index, measure) in [Measure::NewArr, Measure::ExpansionArr].into_iter().enumerate() {
        let drawn = chance::component(dice);
        // The other measure is not assumed but made: new ARR, by the deals of the person against the same quota.
        let rates = match drawn.rates.clone() {
            Rates::Matrix { rows, columns, cells, .. } => Rates::Matrix { by: Measure::NewArr, rows, columns, cells },
            other => other,
        };
        components.push(Component {
            id: ComponentId::new(if index == 0 { "new" } else { "more" }),
            measure,
            target: Target::Quota,
            rates,
            gate: drawn.gate.map(|it| Gate { measure: Measure::NewArr, ..it }),
            multiplier: drawn.multiplier.clone().map(|it| Multiplier { measure: Measure::NewArr, ..it }),
            attained_by: drawn.attained_by.map(|_| Measure::NewArr),
            // Real deals earn a kicker or not; expected shares are for where there are none.
            kickers: Vec::new(),
            rounding_at: RoundingAt::Component,
            rated: if drawn.rated == Rated::EachDeal { Rated::Period } else { drawn.rated },
            ..drawn
        });
    }
    PlanVersion { components, cap: dice.once_in(3).then(|| dice.rate(50, 200)), ..PlanVersion::default() }
}

/// A deal of each measure in every month of 2027, each at this many per cent of the quota of the month.
fn even_deals(quota: Money, at: i64) -> Vec<Deal> {
    let mut deals = Vec::new();
    for month in 1..=12 {
        for measure in [Measure::NewArr, Measure::ExpansionArr] {
            let id = format!("{measure:?}-{month}");
            let amount = Money::from_mills(quota.mills() / 1_200 * at);
            let deal = support::deal(&id, &format!("2027-{month:02}-15"), 0.0, &[("person", 1.0, false)]);
            deals.push(Deal { measure, amount, ..deal });
        }
    }
    deals
}
