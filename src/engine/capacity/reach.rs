//! Hires and leads that reach what a plan is for, and what they change.

use super::{LeadLever, PlannedHires};
use crate::units::Flow;

/// Leads that are raised.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedLeads {
    /// Where they are typed.
    pub lever: LeadLever,
    /// Leads of the first month that are asked for.
    pub then: u32,
    /// New ARR that the segment signs over the plan without them, hires included.
    pub without: Flow,
    /// The same with them.
    pub with: Flow,
}

/// Hires and leads that reach the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Hires, by segment.
    pub hires: Vec<PlannedHires>,
    /// Leads that are raised, by segment.
    pub leads: Vec<RaisedLeads>,
    /// What is to be reached: closing ARR where `closing`, new ARR of the targeted quarters otherwise.
    pub target: f64,
    /// Whether it is closing ARR.
    pub closing: bool,
    /// What the plan comes to as it is.
    pub before: f64,
    /// What it comes to with all of it.
    pub after: f64,
    /// What people cost over the whole plan as it is.
    pub cost_before: Flow,
    /// The same with the hires.
    pub cost_after: Flow,
}

impl Reach {
    /// Whether the target is reached, to the coin.
    pub fn is_reached(&self) -> bool {
        self.after >= self.target
    }

    /// What people cost more with it: those who are hired, and what others earn on what they sign more.
    pub fn cost(&self) -> Flow {
        self.cost_after - self.cost_before
    }

    /// The part of that cost that is not the hires': what others earn more, or less.
    pub fn cost_of_others(&self) -> Flow {
        self.cost() - self.hires.iter().map(|it| it.cost).sum()
    }

    /// Hires in all.
    pub fn count(&self) -> u32 {
        self.hires.iter().map(|it| it.count).sum()
    }
}
