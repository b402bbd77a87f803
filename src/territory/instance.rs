//! The problem in plain numbers: accounts with places and amounts, reps with shares, and what a plan must keep to.

mod faults;

pub use faults::Fault;

use super::areas::Areas;
use serde::{Deserialize, Serialize};

/// What a plan is to be good at. The band holds for [`Objective::Compact`] and [`Objective::LeastDisruption`]; the other three are about
/// balance themselves, and compactness decides between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// The least sum of distances from each account to the mean centre of its territory, every attribute within the band.
    #[default]
    Compact,
    /// The largest sum, per share, is as small as can be.
    MinLargest,
    /// The smallest sum, per share, is as large as can be.
    MaxSmallest,
    /// The largest and the smallest sum, per share, differ as little as can be.
    MinSpread,
    /// As little value as can be changes hands, every attribute within the band.
    LeastDisruption,
}

impl Objective {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Objective; 5] = [
        Objective::Compact,
        Objective::MinLargest,
        Objective::MaxSmallest,
        Objective::MinSpread,
        Objective::LeastDisruption,
    ];

    /// Whether sums must lie within the band.
    pub const fn keeps_band(self) -> bool {
        match self {
            Objective::Compact | Objective::LeastDisruption => true,
            Objective::MinLargest | Objective::MaxSmallest | Objective::MinSpread => false,
        }
    }
}

/// An amount of every account that is to be shared out fairly: potential, hours of work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// What it is called.
    pub name: String,
    /// One amount per account, none negative.
    pub values: Vec<f64>,
}

/// A rep, as far as a plan is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// The part of a whole share this rep is to have: 1 for most, 0.5 for one who ramps or works half days.
    pub share: f64,
    /// Where the rep lives, in kilometres on the plane of the accounts.
    pub home: Option<(f64, f64)>,
    /// At most this many accounts.
    pub max_accounts: Option<u32>,
}

impl Default for Slot {
    fn default() -> Slot {
        Slot { share: 1.0, home: None, max_accounts: None }
    }
}

/// How much may change hands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disruption {
    /// At most this share of the accounts that have a rep today; 1 sets no limit.
    pub accounts: f64,
    /// At most this share of their value; 1 sets no limit.
    pub value: f64,
    /// What value is: a place in [`Instance::attributes`].
    pub value_of: usize,
}

/// Accounts and reps. Every list about accounts has one entry per account, in one order; a rep is a place in [`Instance::reps`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// Where each account lies, in kilometres; an account without a place takes part in the balance only.
    pub points: Vec<Option<(f64, f64)>>,
    /// What is to be balanced.
    pub attributes: Vec<Attribute>,
    /// The reps.
    pub reps: Vec<Slot>,
    /// Who has each account today.
    pub current: Vec<Option<u32>>,
    /// With whom an account must be.
    pub locked: Vec<Option<u32>>,
    /// Accounts of one number stay together.
    pub family: Vec<Option<u32>>,
    /// Account and rep that must not meet.
    pub forbidden: Vec<(u32, u32)>,
    /// Two accounts that must not have the same rep.
    pub apart: Vec<(u32, u32)>,
    /// How far a rep's sum may be from the rep's share, as a part of it: 0.05 for 5 %.
    pub band: f64,
    /// What a plan is to be good at.
    pub objective: Objective,
    /// How much may change hands, if that is limited.
    pub disruption: Option<Disruption>,
    /// What counts as value where something changes hands, such as ARR that is not to be balanced: one amount per account. Empty: the
    /// attribute that the limit names, or the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worth: Vec<f64>,
    /// Areas within which every territory must hang together, if it must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub areas: Option<Areas>,
}

impl Instance {
    /// Accounts without any condition, to be filled in: nobody has them, and nothing is locked.
    pub fn of(points: Vec<Option<(f64, f64)>>, attributes: Vec<Attribute>, reps: Vec<Slot>) -> Instance {
        let accounts = points.len();
        Instance {
            points,
            attributes,
            reps,
            current: vec![None; accounts],
            locked: vec![None; accounts],
            family: vec![None; accounts],
            band: 0.05,
            ..Instance::default()
        }
    }

    /// How many accounts there are.
    pub fn accounts(&self) -> usize {
        self.points.len()
    }

    /// Where an account lies, if its place is a number.
    pub fn point(&self, account: usize) -> Option<(f64, f64)> {
        self.points.get(account).copied().flatten().filter(|(x, y)| x.is_finite() && y.is_finite())
    }

    /// An account's amount of an attribute; what is missing, negative or no number counts as nothing.
    pub fn amount(&self, attribute: usize, account: usize) -> f64 {
        let value = self.attributes.get(attribute).and_then(|it| it.values.get(account)).copied().unwrap_or(0.0);
        if value.is_finite() && value > 0.0 { value } else { 0.0 }
    }

    /// The sum of an attribute over all accounts.
    pub fn total(&self, attribute: usize) -> f64 {
        (0..self.accounts()).map(|account| self.amount(attribute, account)).sum()
    }

    /// A rep's part of a whole share, at least 0.
    pub fn share(&self, rep: usize) -> f64 {
        let share = self.reps.get(rep).map_or(0.0, |it| it.share);
        if share.is_finite() && share > 0.0 { share } else { 0.0 }
    }

    /// The sum of the shares of all reps.
    pub fn shares(&self) -> f64 {
        (0..self.reps.len()).map(|rep| self.share(rep)).sum()
    }

    /// What one whole share of an attribute is: the total over the sum of shares.
    pub fn per_share(&self, attribute: usize) -> f64 {
        let shares = self.shares();
        if shares > 0.0 { self.total(attribute) / shares } else { 0.0 }
    }

    /// The band, at least 0.
    pub fn half_width(&self) -> f64 {
        if self.band.is_finite() && self.band > 0.0 { self.band } else { 0.0 }
    }

    /// Who has an account today, if that is one of the reps.
    pub fn today(&self, account: usize) -> Option<u32> {
        self.rep_in(&self.current, account)
    }

    /// With whom an account must be, if that is one of the reps.
    pub fn lock(&self, account: usize) -> Option<u32> {
        self.rep_in(&self.locked, account)
    }

    /// The family of an account.
    pub fn family_of(&self, account: usize) -> Option<u32> {
        self.family.get(account).copied().flatten()
    }

    /// What counts as value where something changes hands: its worth, else the attribute the limit names, or the first. Without any of
    /// these every account counts 1.
    pub fn value(&self, account: usize) -> f64 {
        if let Some(worth) = self.worth.get(account) {
            return if worth.is_finite() && *worth > 0.0 { *worth } else { 0.0 };
        }
        let attribute = self.disruption.map_or(0, |limit| limit.value_of);
        if self.attributes.get(attribute).is_some() { self.amount(attribute, account) } else { 1.0 }
    }

    /// Today's plan.
    pub fn plan_of_today(&self) -> super::Plan {
        (0..self.accounts()).map(|account| self.today(account)).collect()
    }

    fn rep_in(&self, list: &[Option<u32>], account: usize) -> Option<u32> {
        list.get(account).copied().flatten().filter(|rep| (*rep as usize) < self.reps.len())
    }
}
