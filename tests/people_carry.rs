//! What people carry themselves (draw by tenure, own rate, own cap) and plans that change within a year, worked by hand.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "people_carry/draws.rs"]
mod draws;
#[path = "people_carry/own_rates.rs"]
mod own_rates;
mod support;
#[path = "people_carry/versions.rs"]
mod versions;

use remit::career::{Offer, Shape, shape_of, with_shape};
use remit::edit::{Command, apply, cost_span};
use remit::engine::{
    Env, Payee, Source, Span, VersionColumn, VersionEffect, VersionRow, cost_table, evaluate, paid_team, payee_lines,
    plan_totals, statement, version_effect,
};
use remit::model::comp::{
    Component, Draw, DrawKind, DrawPaid, DrawStep, FixedRate, Measure, Payout, PlanVersion, RatePreset, Spif, SpifPays,
    Target, fix_rate,
};
use remit::model::{
    Document, Function, InputValue, OpenPipeline, Overrides, Ramp, Severity, Terms, inputs, open, to_value, validate,
};
use remit::present::Locale;
use remit::present::own_terms::own_terms;
use remit::present::statement::rows;
use remit::present::words_pay::{self, draw_line, draw_months, keeps_cost};
use remit::units::{Cadence, ComponentId, Currency, Money, Monthly, PlanId, Rate, SeatId, Yearly};
use support::*;

/// One seller with a quota of 10,000 a month and target pay of 1,000 a month, paid at once, and what closes month by month.
fn one_seller(component: Component, sold: &[f64]) -> Document {
    let mut document = quiet();
    document.plans = vec![plan("ae", vec![Component { cadence: Cadence::Month, ..component }])];
    document.plans[0].versions[0].payout = Payout { lag_months: 0, ..Payout::default() };
    let terms = Terms {
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(72_000.0)),
        expected_attainment: Rate::percent(300),
        plan: Some(PlanId::new("ae")),
        ..steady(money(10_000.0), Cadence::Month)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(1, "ae", "ae", "2027-01-01");
    let first = document.settings.first_month;
    let closing = |(at, arr): (usize, &f64)| OpenPipeline { month: first.plus(at as i32), arr: money(*arr) };
    document.segments[0].pipeline.opening = sold.iter().enumerate().map(closing).collect();
    document
}

fn payee(document: &Document) -> Payee {
    evaluate(document, &Env::default()).payees.swap_remove(0)
}

fn series(series: &[Money], months: usize) -> Vec<f64> {
    series.iter().take(months).map(|it| it.to_major()).collect()
}

fn step(amount: f64, months: Option<u32>) -> DrawStep {
    DrawStep { amount: Monthly::new(money(amount)), months }
}

/// 1,500 in months 1 and 2, 800 in months 3 and 4, nothing after.
fn falling(kind: DrawKind) -> Draw {
    Draw { then: vec![step(800.0, Some(2))], ..Draw::level(kind, Monthly::new(money(1_500.0)), Some(2)) }
}
