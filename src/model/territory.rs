//! How accounts are rated, served and shared out among people.

mod usual;

use crate::model::{Function, Location};
use crate::units::{AccountId, Rate, SeatId, SegmentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much each dimension counts in the score of an account. In proportion: only their ratios matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ScoreWeights {
    /// What it pays today.
    pub revenue: Rate,
    /// What it could pay.
    pub potential: Rate,
    /// How fast it grows.
    pub growth: Rate,
    /// What is left after serving it.
    pub profitability: Rate,
    /// What it is worth beyond its revenue.
    pub strategic: Rate,
    /// Whether it brings others.
    pub referral: Rate,
}

impl Default for ScoreWeights {
    fn default() -> Self {
        ScoreWeights {
            revenue: Rate::percent(25),
            potential: Rate::percent(35),
            growth: Rate::percent(15),
            profitability: Rate::percent(10),
            strategic: Rate::percent(10),
            referral: Rate::percent(5),
        }
    }
}

/// How values of one dimension become numbers between 0 and 1 that can be added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// By rank: the share of accounts that are no better. One giant does not press all others to the ground.
    #[default]
    Rank,
    /// By range: the smallest is 0, the largest 1, in proportion between.
    Range,
}

/// What the bounds of tiers are measured on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TierCut {
    /// The best so many per cent of accounts are in the first tier.
    #[default]
    Share,
    /// Accounts from so high a score are in the first tier.
    Score,
}

/// What is done for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TouchKind {
    /// Somebody goes there.
    Visit,
    /// A call or a meeting on screen.
    Call,
    /// E-mail and other messages.
    Message,
    /// A business review, prepared and held.
    Review,
    /// Help by customer success, set aside for this account.
    Support,
}

impl TouchKind {
    /// All kinds, in the order shown.
    pub const ALL: [TouchKind; 5] =
        [TouchKind::Visit, TouchKind::Call, TouchKind::Message, TouchKind::Review, TouchKind::Support];

    /// Its name in paths.
    pub const fn key(self) -> &'static str {
        match self {
            TouchKind::Visit => "visit",
            TouchKind::Call => "call",
            TouchKind::Message => "message",
            TouchKind::Review => "review",
            TouchKind::Support => "support",
        }
    }
}

/// How often something is done for an account, and how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Touch {
    /// What.
    pub kind: TouchKind,
    /// How often a year.
    pub times_year: u32,
    /// Minutes each time, preparation included.
    pub minutes: u32,
    /// Minutes of travel each time.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub travel_minutes: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Touch {
    /// Minutes a year of it.
    pub fn minutes_year(self) -> u64 {
        u64::from(self.times_year) * (u64::from(self.minutes) + u64::from(self.travel_minutes))
    }
}

/// Accounts that are served alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Tier {
    /// Stable name.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// Share of accounts in it, counted from the best; the last tier takes the rest. Used with [`TierCut::Share`].
    pub share: Rate,
    /// Score from which an account is in it; the last tier takes the rest. Used with [`TierCut::Score`].
    pub score: Rate,
    /// What is done for each of its accounts.
    pub touches: Vec<Touch>,
}

impl Tier {
    /// How often and how long something is done; never, where nothing is said.
    pub fn touch(&self, kind: TouchKind) -> Touch {
        let none = Touch { kind, times_year: 0, minutes: 0, travel_minutes: 0 };
        self.touches.iter().find(|it| it.kind == kind).copied().unwrap_or(none)
    }
}

/// Whose accounts are shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Those who sell.
    #[default]
    Sales,
    /// Those who renew and expand.
    AccountManagement,
    /// Those who keep customers successful.
    CustomerSuccess,
}

impl Owner {
    /// All, in the order offered.
    pub const ALL: [Owner; 3] = [Owner::Sales, Owner::AccountManagement, Owner::CustomerSuccess];

    /// Whether people of this function own accounts so.
    pub const fn is_done_by(self, function: Function) -> bool {
        match self {
            Owner::Sales => function.sells_new_business(),
            Owner::AccountManagement => matches!(function, Function::AccountManagement | Function::Hybrid),
            Owner::CustomerSuccess => matches!(function, Function::CustomerSuccess),
        }
    }
}

/// Which accounts are shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountsOf {
    /// All of them.
    #[default]
    All,
    /// Those with a contract.
    Customers,
    /// Those without.
    Prospects,
}

/// What is to be even among people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Balanced {
    /// What accounts could pay.
    Potential,
    /// Hours a year.
    Workload,
    /// What accounts pay today.
    Arr,
    /// Number of accounts.
    Accounts,
}

impl Balanced {
    /// All of them, in the order shown.
    pub const ALL: [Balanced; 4] = [Balanced::Potential, Balanced::Workload, Balanced::Arr, Balanced::Accounts];
}

/// What makes one plan better than another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanObjective {
    /// Short distances, with every attribute inside the band.
    #[default]
    Compact,
    /// The largest territory as small as possible.
    MinLargest,
    /// The smallest territory as large as possible.
    MaxSmallest,
    /// As little between the largest and the smallest as possible.
    MinSpread,
    /// As few changes of owner as possible, with every attribute inside the band.
    LeastDisruption,
}

impl PlanObjective {
    /// All, in the order offered.
    pub const ALL: [PlanObjective; 5] = [
        PlanObjective::Compact,
        PlanObjective::MinLargest,
        PlanObjective::MaxSmallest,
        PlanObjective::MinSpread,
        PlanObjective::LeastDisruption,
    ];
}

/// How much may change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DisruptionLimit {
    /// Share of the owned accounts.
    pub accounts: Rate,
    /// Share of their ARR; where ARR is not balanced, of the first attribute that is.
    pub arr: Rate,
}

impl Default for DisruptionLimit {
    fn default() -> Self {
        DisruptionLimit { accounts: Rate::percent(20), arr: Rate::percent(20) }
    }
}

/// What is particular about one who is given accounts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Rep {
    /// Where they live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<Location>,
    /// Their share of a full load; without it ramp and time in place say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Rate>,
    /// Most accounts they can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_accounts: Option<u32>,
    /// Segments whose accounts they can have; none: that of the seat, or all where the seat has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<SegmentId>,
    /// Whether they stay out of it, and keep what they have.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub out: bool,
}

/// How much each health signal counts, and whether the forecast listens. Weights in proportion: only their ratios matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct HealthModel {
    /// Weight of engagement.
    pub engagement: Rate,
    /// Weight of late payment.
    pub late_payment: Rate,
    /// Weight of usage.
    pub usage: Rate,
    /// Weight of tickets.
    pub tickets: Rate,
    /// Points of renewal rate lost at full risk.
    pub renewal_at_stake: Rate,
    /// Whether the forecast renews customers by their risk. Off: by the rate of their segment alone.
    pub in_forecast: bool,
}

impl Default for HealthModel {
    fn default() -> Self {
        HealthModel {
            engagement: Rate::percent(30),
            late_payment: Rate::percent(15),
            usage: Rate::percent(35),
            tickets: Rate::percent(20),
            renewal_at_stake: Rate::percent(30),
            in_forecast: false,
        }
    }
}

/// How accounts are rated, served and shared out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TerritorySettings {
    /// Weights of the score.
    pub weights: ScoreWeights,
    /// How values become comparable.
    pub normalise: Normalise,
    /// What tiers are cut by.
    pub cut: TierCut,
    /// Tiers, the best first, with their service model.
    pub tiers: Vec<Tier>,
    /// Working hours of one person a year, holidays taken off.
    pub hours_year: u32,
    /// Share of them that goes into accounts.
    pub productive: Rate,
    /// Whose accounts are shared out.
    pub owner: Owner,
    /// Which accounts.
    pub accounts: AccountsOf,
    /// What is to be even.
    pub balance: Vec<Balanced>,
    /// How far a territory may be off its share of each.
    pub band: Rate,
    /// What makes a plan better.
    pub objective: PlanObjective,
    /// Whether every territory must hang together: from each US state in it one comes to every other through states in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub contiguous: bool,
    /// How much may change hands; without it anything may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disruption: Option<DisruptionLimit>,
    /// Accounts that a seat must not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forbidden: Vec<(AccountId, SeatId)>,
    /// Accounts that must not have the same owner, such as competitors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(AccountId, AccountId)>,
    /// What is particular about those who are given accounts, by seat.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reps: BTreeMap<SeatId, Rep>,
    /// The seed of the search; the same one gives the same plan.
    pub seed: u32,
    /// Health of customers.
    pub health: HealthModel,
    /// Whether the growth steps of account plans are expansion in the forecast. Off: customers expand by the rate of their segment alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub growth_in_forecast: bool,
    /// Whether the typed opening balances of segments already hold the customers of the table: then these are no further ARR of the
    /// forecast. Those that it follows one by one (for their health or growth) are taken out of the balance of their segment.
    pub typed_book: bool,
}

impl Default for TerritorySettings {
    fn default() -> Self {
        TerritorySettings {
            weights: ScoreWeights::default(),
            normalise: Normalise::default(),
            cut: TierCut::default(),
            tiers: usual::tiers(),
            hours_year: 1_760,
            productive: Rate::percent(65),
            owner: Owner::default(),
            accounts: AccountsOf::default(),
            balance: vec![Balanced::Potential, Balanced::Workload],
            band: Rate::percent(5),
            objective: PlanObjective::default(),
            contiguous: false,
            disruption: None,
            forbidden: Vec::new(),
            apart: Vec::new(),
            reps: BTreeMap::new(),
            seed: 1,
            health: HealthModel::default(),
            growth_in_forecast: false,
            typed_book: false,
        }
    }
}

impl TerritorySettings {
    /// Whether everything is as it is by default.
    pub fn is_default(&self) -> bool {
        *self == TerritorySettings::default()
    }

    /// The tier with this id.
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers.iter().find(|it| it.id == id)
    }
}
