//! How an account that matters is kept and grown.

use crate::units::{Money, Month, Rate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What may be wrong with a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HealthSignal {
    /// Nobody there answers, or the sponsor has gone.
    Engagement,
    /// Invoices are paid late.
    LatePayment,
    /// What was bought is used little, or less than before.
    Usage,
    /// Tickets are many, grave or old.
    Tickets,
}

impl HealthSignal {
    /// All signals, in the order shown.
    pub const ALL: [HealthSignal; 4] =
        [HealthSignal::Engagement, HealthSignal::LatePayment, HealthSignal::Usage, HealthSignal::Tickets];
}

/// How bad each signal is, from 0 (no worry) to 1 (as bad as it gets). What nobody has judged does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Health {
    /// How little they talk to us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement: Option<Rate>,
    /// How late they pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_payment: Option<Rate>,
    /// How little they use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<Rate>,
    /// How much is broken for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tickets: Option<Rate>,
}

impl Health {
    /// Whether nothing is judged.
    pub fn is_empty(&self) -> bool {
        *self == Health::default()
    }

    /// How bad a signal is.
    pub fn of(&self, signal: HealthSignal) -> Option<Rate> {
        match signal {
            HealthSignal::Engagement => self.engagement,
            HealthSignal::LatePayment => self.late_payment,
            HealthSignal::Usage => self.usage,
            HealthSignal::Tickets => self.tickets,
        }
    }

    /// Judges a signal, or takes the judgement back.
    pub fn set(&mut self, signal: HealthSignal, level: Option<Rate>) {
        let place = match signal {
            HealthSignal::Engagement => &mut self.engagement,
            HealthSignal::LatePayment => &mut self.late_payment,
            HealthSignal::Usage => &mut self.usage,
            HealthSignal::Tickets => &mut self.tickets,
        };
        *place = level;
    }
}

/// A step by which an account is to grow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct GrowthStep {
    /// What is to be done: seats, a module, another country.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// The month in which it is to be signed.
    pub month: Month,
    /// ARR it adds.
    pub arr: Money,
    /// How likely it is.
    #[serde(default = "certain")]
    pub likelihood: Rate,
}

fn certain() -> Rate {
    Rate::ONE
}

/// Somebody at the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Stakeholder {
    /// Name.
    pub name: String,
    /// What they do there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Where they stand.
    pub stance: Stance,
}

/// Where somebody at the account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Speaks for us.
    Champion,
    /// Is content.
    Supporter,
    /// Has not made up their mind, or is not known.
    #[default]
    Neutral,
    /// Would rather buy elsewhere.
    Critic,
}

impl Stance {
    /// All of them, in the order offered.
    pub const ALL: [Stance; 4] = [Stance::Champion, Stance::Supporter, Stance::Neutral, Stance::Critic];
}

/// One thing to do when the owner changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct HandoverItem {
    /// What.
    pub what: String,
    /// Whether it is done.
    pub done: bool,
}

/// The plan for one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct AccountPlan {
    /// What may be wrong.
    #[serde(skip_serializing_if = "Health::is_empty")]
    pub health: Health,
    /// How it is to grow, over the next one or two years.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub growth: Vec<GrowthStep>,
    /// Who matters there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stakeholders: Vec<Stakeholder>,
    /// Who of our executives stands in for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sponsor: String,
    /// The day of the next review.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>"))]
    pub next_review: Option<NaiveDate>,
    /// What to do when the owner changes; empty: the usual list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handover: Vec<HandoverItem>,
}

impl AccountPlan {
    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        *self == AccountPlan::default()
    }
}
