//! Plain documents to prove things on: nothing ramps, nobody leaves, nothing is seasonal, unless a test says so.
#![allow(dead_code)]

pub mod dice;
pub mod random;

use chrono::NaiveDate;
use remit::engine::Outcome;
use remit::engine::pay::{Basis, ComponentTerms, PayMonth, Ratio};
use remit::model::comp::{
    Boundary, Component, Measure, Plan, PlanVersion, RatePreset, Rates, Reach, Tier, TierFrom, TierValue,
};
use remit::model::{
    Account, ActualMonth, Assumptions, Contract, Deal, DealCredit, Document, Function, OpenPipeline, Pipeline, Quota,
    RampAccelerators, Retention, Role, Seat, Segment, Settings, Stint, Terms,
};
use remit::units::{
    AccountId, Cadence, Currency, DealId, FiscalCalendar, Money, Month, PlanId, Rate, RoleId, Rounding, SeatId,
    SegmentId, Yearly,
};
use std::sync::Arc;

pub fn money(major: f64) -> Money {
    Money::from_major_f64(major)
}

pub fn share(fraction: f64) -> Rate {
    Rate::from_f64(fraction)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Twelve months of 2027 with one segment called `all`, in which nothing happens.
pub fn quiet() -> Document {
    Document {
        settings: Settings { horizon_months: 12, ..Settings::default() },
        assumptions: Assumptions::default(),
        segments: vec![quiet_segment("all")],
        ..Document::default()
    }
}

/// A segment whose customers all stay as they are; what is in its opening pipeline closes.
pub fn quiet_segment(id: &str) -> Segment {
    Segment {
        id: SegmentId::new(id),
        name: id.to_owned(),
        pipeline: Pipeline { opening_win_rate: Rate::ONE, carry_over: Rate::ZERO, ..Pipeline::default() },
        retention: Retention { renewal: Rate::ONE, ..Retention::default() },
        ..Segment::default()
    }
}

/// Terms of someone who is fully productive, meets quota and stays.
pub fn steady(quota: Money, per: Cadence) -> Terms {
    Terms {
        quota: Some(Quota::Arr { amount: quota, per }),
        expected_attainment: Rate::ONE,
        backfill: false,
        ..Terms::default()
    }
}

pub fn role(id: &str, function: Function, terms: Terms) -> Role {
    Role { id: RoleId::new(id), name: id.to_owned(), function, terms: vec![terms] }
}

/// A seat of a role in all segments, held from a day on.
pub fn seat(id: &str, role: &str, from: &str) -> Seat {
    Seat {
        id: SeatId::new(id),
        role: RoleId::new(role),
        stints: vec![Stint { from: day(from), ..Stint::default() }],
        ..Seat::default()
    }
}

pub fn seats(count: usize, stem: &str, role: &str, from: &str) -> Vec<Seat> {
    (1..=count).map(|at| seat(&format!("{stem}-{at}"), role, from)).collect()
}

pub fn plan(id: &str, components: Vec<Component>) -> Plan {
    let payout = remit::model::comp::Payout { lag_months: 0, ..Default::default() };
    Plan {
        id: PlanId::new(id),
        name: id.to_owned(),
        versions: vec![PlanVersion { components, payout, ..PlanVersion::default() }],
    }
}

pub fn customer(id: &str, segment: &str, arr: Money, renewal: Month, term_months: u32) -> Account {
    Account {
        contract: Some(Contract { arr, renewal, term_months }),
        ..Account::new(AccountId::new(id), SegmentId::new(segment))
    }
}

/// Adds a segment with one customer whose ARR falls due in the first month, and lets `fate` say what becomes of it.
pub fn with_customer(document: &mut Document, id: &str, arr: Money, fate: impl FnOnce(&mut Retention)) {
    let mut segment = quiet_segment(id);
    fate(&mut segment.retention);
    document.segments.push(segment);
    let first = document.settings.first_month;
    Arc::make_mut(&mut document.accounts).push(customer(id, id, arr, first, 12));
}

/// Lets this much new ARR close in a month of the plan, with a seller in place who can close it.
pub fn with_new_arr(document: &mut Document, month: i32, arr: Money) {
    let month = document.settings.first_month.plus(month);
    document.segments[0].pipeline.opening.push(OpenPipeline { month, arr });
    if document.role(&RoleId::new("closer")).is_none() {
        document.roles.push(role(
            "closer",
            Function::NewBusiness,
            steady(Money::from_major(1_000_000_000), Cadence::Month),
        ));
        document.seats.push(seat("closer", "closer", "2020-01-01"));
    }
}

/// Tiers that begin at amounts and pay shares of the credit.
pub fn share_tiers(table: &[(f64, f64)], preset: RatePreset) -> Rates {
    let tier = |(from, pays): &(f64, f64)| Tier {
        from: TierFrom::Amount(money(*from)),
        value: TierValue::Share(share(*pays)),
        reach: Reach::OwnBound,
    };
    let mut tiers: Vec<Tier> = table.iter().map(tier).collect();
    preset.apply(&mut tiers);
    Rates::Tiers { tiers, boundary: Boundary::Lower }
}

/// A component with these rates and nothing else.
pub fn rated_by(rates: Rates) -> Component {
    Component { rates, ..Component::default() }
}

/// A quota in money and a derived rate given as a ratio of whole numbers.
pub fn basis(quota: Money, num: i128, den: i128) -> Basis {
    Basis { quota: quota.mills(), rate: Ratio { num, den } }
}

/// What `rate` pays for a credit, in money.
pub fn pays(component: &Component, credit: Money, basis: &Basis) -> Money {
    remit::engine::pay::rate(component, credit.mills(), 0, basis, true)
        .to_money(Currency::USD, Rounding::HalfAwayFromZero)
}

/// Terms of pay for `earn`: this target variable and quota a year, calendar years, dollars.
pub fn pay_terms(variable: Money, quota_year: Money) -> ComponentTerms {
    ComponentTerms {
        variable: Yearly::new(variable),
        quota_year: quota_year.mills(),
        accelerators: RampAccelerators::OnRampedQuota,
        deal_size: 0,
        margin: Rate::ZERO,
        calendar: FiscalCalendar::starting(1),
        currency: Currency::USD,
        rounding: Rounding::HalfAwayFromZero,
    }
}

/// A month in which someone is there for the whole of it, with this credit against this quota.
pub fn pay_month(credit: Money, quota: Money) -> PayMonth {
    let quota = quota.mills();
    PayMonth { credit: credit.mills(), ramped: quota, full: quota, active: 1.0, ..PayMonth::default() }
}

/// New ARR closed on a day and shared among seats: (seat, share, overlay).
pub fn deal(id: &str, closed: &str, amount: f64, credits: &[(&str, f64, bool)]) -> Deal {
    let credit = |(seat, part, overlay): &(&str, f64, bool)| DealCredit {
        seat: SeatId::new(seat),
        share: share(*part),
        overlay: *overlay,
        was: None,
    };
    Deal {
        id: DealId::new(id),
        name: String::new(),
        measure: Measure::NewArr,
        amount: money(amount),
        closed: day(closed),
        term_months: 12,
        prepaid: false,
        margin: None,
        invoiced: None,
        paid: None,
        cancelled: None,
        credits: credits.iter().map(credit).collect(),
    }
}

/// Fields of the book with the plan's value in a month.
pub fn as_planned(outcome: &Outcome, segment: usize, at: usize) -> ActualMonth {
    let it = &outcome.segments[segment];
    let moved = it.ledger[at];
    let mut row = ActualMonth::new(outcome.months[at], Some(it.id.clone()));
    row.new = Some(moved.new);
    row.expansion = Some(moved.expansion);
    row.price = Some(moved.price);
    row.reactivation = Some(moved.reactivation);
    row.contraction = Some(moved.contraction);
    row.churn = Some(moved.churn);
    row
}
