//! The document: what a user entered, as plain data, and nothing that follows from it.
//!
//! Invariant: nothing here computes an outcome, reads a clock or changes itself; half-entered input is a valid document.

mod account;
mod account_plan;
mod actual;
mod assumptions;
pub mod comp;
mod costs;
mod deal;
mod file;
mod goal;
mod incentives;
mod inputs;
mod lean;
mod misfit;
mod problem;
mod reader;
mod role;
mod roster_change;
pub mod sample;
mod seat;
mod segment;
mod settings;
mod source;
mod territory;
mod validate;

pub use account::{Account, Contract, Location, Owners, Ratings, customers_of};
pub use account_plan::{AccountPlan, GrowthStep, HandoverItem, Health, HealthSignal, Stakeholder, Stance};
pub use actual::{ActualField, ActualMonth, closed_months};
pub use assumptions::{
    Assumptions, AttainmentBucket, AttainmentSpread, Coverage, CoverageResponse, Handover, OtherMeasures, PastQuarter,
};
pub use costs::Costs;
pub use deal::{Deal, DealCredit};
pub use file::{OpenError, SCHEMA, list_in_place, open, put_back, read_part, to_value, unknown_field, unknown_fields};
pub use goal::{GoalLever, PlanGoal};
pub use incentives::{Incentives, PaySplit};
pub use inputs::{
    Bounds, Input, InputError, InputUnit, InputValue, get_input, idle, inputs, inputs_apart_from_seats, set_input,
};
pub use lean::lean;
pub use problem::{Problem, Severity};
pub use role::{Function, Quota, Ramp, RampAccelerators, Role, Span, Support, Terms, ramp_share};
pub use roster_change::{RosterChange, numbered_seat};
pub use seat::{Leave, Overrides, Person, Seat, Stint, StintEnd, duty};
pub use segment::{OpenPipeline, OpeningBook, Pipeline, QuarterTarget, Retention, Segment};
pub use settings::{CcosDenominator, GrrForm, NrrForm, Proration, Recurring, Settings};
pub use source::{CycleShape, LONGEST_CYCLE, Source, SourceKind, Stage};
pub use territory::{
    AccountsOf, Balanced, DisruptionLimit, HealthModel, Normalise, Owner, PlanObjective, Rep, ScoreWeights,
    TerritorySettings, Tier, TierCut, Touch, TouchKind,
};
pub use validate::{brings_in, validate};

use crate::units::{AccountId, PersonId, PlanId, RoleId, SeatId, SegmentId};
use comp::Plan;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One scenario: everything a user entered. Plain data; what follows from it is an [`crate::engine::Outcome`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Document {
    /// What the scenario is called.
    pub name: String,
    /// Currency, calendar and chosen meanings.
    pub settings: Settings,
    /// Assumptions that hold for the whole company.
    pub assumptions: Assumptions,
    /// Markets, each with its opening book, pipeline and retention.
    pub segments: Vec<Segment>,
    /// Roles with their terms of pay, quota and ramp.
    pub roles: Vec<Role>,
    /// Compensation plans.
    pub plans: Vec<Plan>,
    /// The people who hold seats.
    pub people: Vec<Person>,
    /// Positions with their dated holders.
    pub seats: Vec<Seat>,
    /// Costs besides pay, and what is needed for efficiency metrics.
    pub costs: Costs,
    /// Customers and prospects. Shared, because a keystroke must not copy ten thousand of them.
    pub accounts: Arc<Vec<Account>>,
    /// Results as they came in, for statements of pay; shared likewise.
    pub deals: Arc<Vec<Deal>>,
    /// Closed months as they came in: the plan goes on from the last of them.
    #[serde(skip_serializing_if = "no_actuals")]
    pub actuals: Arc<Vec<ActualMonth>>,
    /// How accounts are rated, served and shared out.
    #[serde(skip_serializing_if = "TerritorySettings::is_default")]
    pub territory: TerritorySettings,
    /// Owners to be, where they differ from today's: the territory plan, of the function that [`TerritorySettings::owner`] names.
    #[serde(skip_serializing_if = "no_moves")]
    pub territory_plan: Arc<Vec<(AccountId, SeatId)>>,
    /// The goal that was set, and what is tried to reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<Box<PlanGoal>>,
    /// Further goals, in the order in which they were set; a file of one goal has only that above. Ask [`Document::goals`] for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_goals: Vec<PlanGoal>,
    /// Fields of the file that this version does not know, by JSON pointer; kept so that saving loses nothing.
    #[serde(skip)]
    pub unknown: Arc<Vec<(String, serde_json::Value)>>,
}

// A file without actual months reads as it always did.
fn no_actuals(actuals: &Arc<Vec<ActualMonth>>) -> bool {
    actuals.is_empty()
}

fn no_moves(moves: &Arc<Vec<(AccountId, SeatId)>>) -> bool {
    moves.is_empty()
}

impl Document {
    /// The segment with this id.
    pub fn segment(&self, id: &SegmentId) -> Option<&Segment> {
        self.segments.iter().find(|it| it.id == *id)
    }

    /// The role with this id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|it| it.id == *id)
    }

    /// All goals, in the order in which they were set.
    pub fn goals(&self) -> impl Iterator<Item = &PlanGoal> {
        self.goal.as_deref().into_iter().chain(&self.further_goals)
    }

    /// Puts these goals in place of all there are, and gives those back.
    pub fn set_goals(&mut self, goals: Vec<PlanGoal>) -> Vec<PlanGoal> {
        let before = self.goals().cloned().collect();
        let mut goals = goals.into_iter();
        self.goal = goals.next().map(Box::new);
        self.further_goals = goals.collect();
        before
    }

    /// The plan with this id.
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        self.plans.iter().find(|it| it.id == *id)
    }

    /// The seat with this id.
    pub fn seat(&self, id: &SeatId) -> Option<&Seat> {
        self.seats.iter().find(|it| it.id == *id)
    }

    /// The person with this id.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|it| it.id == *id)
    }

    /// The terms that hold for a seat: those of its role and segment, else those of its role.
    pub fn terms_of(&self, seat: &Seat) -> Option<&Terms> {
        self.role(&seat.role)?.terms_for(seat.segment.as_ref())
    }

    /// The plan a seat is paid by: its own, else that of its terms.
    pub fn plan_of(&self, seat: &Seat) -> Option<&Plan> {
        let id = match &seat.plan {
            Some(own) => own,
            None => self.terms_of(seat)?.plan.as_ref()?,
        };
        self.plan(id)
    }
}
