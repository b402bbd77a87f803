//! Accounts, their tiers and workload, and the way from a document to a territory plan and back.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "territories/account_plans.rs"]
mod account_plans;
#[path = "territories/balances.rs"]
mod balances;
#[path = "territories/plan.rs"]
mod plan;
#[path = "territories/scores.rs"]
mod scores;
#[path = "territories/table.rs"]
mod table;

use remit::edit::{
    AccountChange, Command, History, adopt_plan, after_plan, apply, change_accounts, change_alike, move_accounts,
    remove_accounts, set_plan,
};
use remit::engine::{Env, evaluate};
use remit::model::{
    Account, AccountsOf, Balanced, Contract, Document, Location, Normalise, Owner, Ratings, Rep, ScoreWeights, Tier,
    TierCut, Touch, TouchKind, sample, validate,
};
use remit::present::Locale;
use remit::present::accounts::{AccountColumn, Derived, cell};
use remit::present::assign::{Base, changes};
use remit::territory::board::Board;
use remit::territory::from_document::{Known, lay_out};
use remit::territory::position::positions;
use remit::territory::segment::{distribution, segment};
use remit::territory::workload::{all_hours, hours, selling_hours, sums};
use remit::units::{AccountId, Money, Month, Rate, SeatId, SegmentId};
use std::sync::Arc;

fn account(id: &str, arr: Option<i64>, potential: Option<i64>) -> Account {
    Account {
        contract: arr.map(|arr| Contract {
            arr: Money::from_major(arr),
            renewal: Month::new(2027, 6),
            term_months: 12,
        }),
        potential: potential.map(Money::from_major),
        ..Account::new(AccountId::new(id), SegmentId::new("smb"))
    }
}

fn with(accounts: Vec<Account>) -> Document {
    Document { accounts: Arc::new(accounts), ..sample::company() }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

fn owned(id: &str, segment: &str, owner: Option<&str>, potential: i64) -> Account {
    let mut account = Account { segment: SegmentId::new(segment), ..account(id, None, Some(potential)) };
    account.owners.sales = owner.map(SeatId::new);
    account
}

fn judged(engagement: Option<i64>, usage: Option<i64>) -> remit::model::Health {
    remit::model::Health {
        engagement: engagement.map(Rate::percent),
        usage: usage.map(Rate::percent),
        ..remit::model::Health::default()
    }
}

/// One customer of 1,000 in January and one in June; a renewal rate of 90 %, nothing else happens.
fn two_customers() -> Document {
    let mut document = with(vec![account("a", Some(1_000), None), account("b", Some(1_000), None)]);
    document.territory.typed_book = false;
    document.assumptions.coverage.response = remit::model::CoverageResponse::Off;
    for segment in &mut document.segments {
        segment.opening.arr = Money::ZERO;
        segment.opening.customers = 0;
        segment.pipeline.leads_month = 0;
        segment.pipeline.opening.clear();
        segment.retention =
            remit::model::Retention { renewal: Rate::percent(90), ..remit::model::Retention::default() };
    }
    document.seats.clear();
    let accounts = Arc::make_mut(&mut document.accounts);
    let plan = remit::model::AccountPlan { health: judged(Some(50), None), ..remit::model::AccountPlan::default() };
    accounts[0].care = Some(Box::new(plan));
    document
}

fn tier() -> Tier {
    let touch = |kind, times_year, minutes, travel_minutes| Touch { kind, times_year, minutes, travel_minutes };
    Tier {
        id: "a".into(),
        name: "A".into(),
        touches: vec![
            touch(TouchKind::Visit, 4, 90, 150),
            touch(TouchKind::Call, 12, 30, 0),
            touch(TouchKind::Support, 24, 60, 0),
        ],
        ..Tier::default()
    }
}

fn laid(document: &Document) -> remit::territory::from_document::Laid {
    lay_out(document, &evaluate(document, &Env::default()))
}
