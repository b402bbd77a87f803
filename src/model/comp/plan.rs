//! A plan, its versions, and what happens between earning and paying.

use crate::model::comp::{Component, Spif};
use crate::units::{ComponentId, Money, Monthly, PlanId, Rate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a draw does with what was advanced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DrawKind {
    /// Pay is topped up to the amount; nothing is owed.
    #[default]
    GuaranteeTopUp,
    /// The amount is paid on top of what is earned; nothing is owed.
    Additional,
    /// Pay is topped up; what was advanced is recovered from later pay above the amount.
    Recoverable,
    /// As recoverable; what is still owed at the end, once the commission of the draw's months is in, is forgiven.
    RecoverableForgiven,
    /// As recoverable, but recovery begins later and takes only a share.
    DelayedRecovery {
        /// The period (counted from 1) in which recovery begins.
        start_period: u32,
        /// Share of pay above the amount that is recovered.
        share: Rate,
        /// The last period in which anything is recovered.
        last_period: Option<u32>,
    },
}

/// When a draw is paid. It moves payment only: what is earned, advanced, recovered and owed is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DrawPaid {
    /// As late as commission: all pay of a month follows the payout of the plan.
    #[default]
    WithCommission,
    /// With the payroll of its month: of what pay comes to after the draw, the part up to the draw is paid at once, without lag,
    /// instalments or holdback; the rest follows the payout of the plan.
    WithMonth,
}

impl DrawPaid {
    fn is_with_commission(&self) -> bool {
        *self == DrawPaid::WithCommission
    }
}

/// One amount of a draw, and for how many months of tenure it holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DrawStep {
    /// How much.
    pub amount: Monthly<Money>,
    /// Months of tenure in which it holds, after those of the steps before; absent: for good.
    pub months: Option<u32>,
}

/// An advance on variable pay, by month of tenure: 4,000 for three months, then 2,500 for three more, then nothing. A draw of one
/// amount is one with a single step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Draw {
    /// Its kind.
    #[serde(flatten)]
    pub kind: DrawKind,
    /// The first amount.
    #[serde(flatten)]
    pub first: DrawStep,
    /// The amounts that follow it, in order of tenure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<DrawStep>,
    /// When it is paid; absent: as late as commission.
    #[serde(default, skip_serializing_if = "DrawPaid::is_with_commission")]
    pub paid: DrawPaid,
}

impl Draw {
    /// A draw of one amount, for so many months of tenure or for good, paid as late as commission.
    pub const fn level(kind: DrawKind, amount: Monthly<Money>, months: Option<u32>) -> Draw {
        Draw { kind, first: DrawStep { amount, months }, then: Vec::new(), paid: DrawPaid::WithCommission }
    }

    /// The same, paid with the payroll of its month, as new draws are.
    pub fn with_its_month(self) -> Draw {
        Draw { paid: DrawPaid::WithMonth, ..self }
    }

    /// Its amounts, in order of tenure.
    pub fn steps(&self) -> impl Iterator<Item = &DrawStep> {
        std::iter::once(&self.first).chain(&self.then)
    }

    /// The amount in a month of tenure (counted from 1); none once the draw is over.
    pub fn amount_in(&self, tenure: u32) -> Option<Monthly<Money>> {
        let mut before = 0u32;
        for step in self.steps() {
            let Some(months) = step.months else { return Some(step.amount) };
            before = before.saturating_add(months);
            if tenure <= before {
                return Some(step.amount);
            }
        }
        None
    }
}

/// What a clawback takes back of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClawbackBasis {
    /// Nothing is taken back.
    #[default]
    None,
    /// What was earned on the deal.
    Earned,
    /// Only what was already paid of it.
    Paid,
    /// What was earned, pro rata for the months not served.
    ProRata,
}

/// What is taken back when a customer leaves early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Clawback {
    /// Of what.
    pub basis: ClawbackBasis,
    /// Which share.
    pub share: Rate,
    /// Months after signing in which it can happen.
    pub months: u32,
    /// Whether the credit is taken back as well, so that attainment falls.
    pub takes_attainment: bool,
}

/// What starts payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayoutTrigger {
    /// The booking.
    #[default]
    Booking,
    /// The invoice.
    Invoice,
    /// The cash.
    Cash,
}

/// When what was earned is paid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Payout {
    /// What starts it.
    pub trigger: PayoutTrigger,
    /// Months from the end of the period to payment.
    pub lag_months: u32,
    /// Monthly instalments; they add up exactly.
    pub instalments: u32,
    /// Share held back.
    pub holdback: Rate,
    /// Months after which what was held back is paid.
    pub holdback_months: u32,
}

impl Default for Payout {
    fn default() -> Self {
        Payout {
            trigger: PayoutTrigger::Booking,
            lag_months: 1,
            instalments: 1,
            holdback: Rate::ZERO,
            holdback_months: 0,
        }
    }
}

/// A plan as it holds from a day on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PlanVersion {
    /// First day; absent: from the beginning.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<String>"))]
    pub from: Option<NaiveDate>,
    /// Its components.
    pub components: Vec<Component>,
    /// Short-term incentives beside them.
    pub spifs: Vec<Spif>,
    /// Most variable pay in a fiscal year, as a multiple of target variable.
    pub cap: Option<Rate>,
    /// An advance.
    pub draw: Option<Draw>,
    /// What is taken back.
    pub clawback: Clawback,
    /// When it is paid.
    pub payout: Payout,
}

/// A compensation plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Plan {
    /// Stable name.
    pub id: PlanId,
    /// Name on screen.
    pub name: String,
    /// Versions, in order of time.
    pub versions: Vec<PlanVersion>,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { id: PlanId::new("plan"), name: String::new(), versions: vec![PlanVersion::default()] }
    }
}

impl Plan {
    /// Gives each SPIF whose id a component of the plan has as well an id of its own, the same in every version that has the SPIF; pay is
    /// known by these ids. Gives the ids that changed, old and new.
    pub fn part_ids(&mut self) -> Vec<(ComponentId, ComponentId)> {
        let components: Vec<ComponentId> =
            self.versions.iter().flat_map(|it| &it.components).map(|it| it.id.clone()).collect();
        let mut taken: Vec<ComponentId> =
            self.versions.iter().flat_map(|it| &it.spifs).map(|it| it.id.clone()).chain(components.clone()).collect();
        let mut changed: Vec<(ComponentId, ComponentId)> = Vec::new();
        for spif in self.versions.iter_mut().flat_map(|it| &mut it.spifs) {
            if !components.contains(&spif.id) {
                continue;
            }
            let known = changed.iter().find(|it| it.0 == spif.id).map(|it| it.1.clone());
            let id = known.unwrap_or_else(|| {
                let id = ComponentId::fresh(&[spif.id.as_str(), "-spif"].concat(), taken.iter());
                taken.push(id.clone());
                changed.push((spif.id.clone(), id.clone()));
                id
            });
            spif.id = id;
        }
        changed
    }

    /// The version that holds on a day: the latest that began by then, else the first.
    pub fn version_on(&self, day: NaiveDate) -> Option<&PlanVersion> {
        let begun = |version: &&PlanVersion| version.from.is_none_or(|from| from <= day);
        self.versions.iter().rev().find(begun).or_else(|| self.versions.first())
    }
}
