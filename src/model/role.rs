//! Roles, and the terms of pay, quota, ramp and attrition that hold in them.

use crate::text::tr;
use crate::units::{Cadence, Money, PlanId, Rate, RoleId, SegmentId, Yearly};
use serde::{Deserialize, Serialize};

/// What a role does. It decides what a seat contributes: selling capacity, opportunities, care of the book, or support.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Finds opportunities (SDR).
    SalesDevelopment,
    /// Closes new business (AE).
    #[default]
    NewBusiness,
    /// Renews and expands (AM).
    AccountManagement,
    /// Keeps customers successful (CSM).
    CustomerSuccess,
    /// One person who closes new business and looks after the resulting book.
    Hybrid,
    /// Supports deals technically (SE).
    SalesEngineering,
    /// Leads sellers.
    SalesManagement,
    /// Leads account management.
    AccountLeadership,
    /// Leads all of it (CRO).
    Executive,
}

impl Function {
    /// All functions, hunters first.
    pub const ALL: [Function; 9] = [
        Function::SalesDevelopment,
        Function::NewBusiness,
        Function::Hybrid,
        Function::SalesEngineering,
        Function::SalesManagement,
        Function::AccountManagement,
        Function::CustomerSuccess,
        Function::AccountLeadership,
        Function::Executive,
    ];

    /// Name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Function::SalesDevelopment => tr!("Sales development"),
            Function::NewBusiness => tr!("New business"),
            Function::AccountManagement => tr!("Account management"),
            Function::CustomerSuccess => tr!("Customer success"),
            Function::Hybrid => tr!("New business and accounts"),
            Function::SalesEngineering => tr!("Sales engineering"),
            Function::SalesManagement => tr!("Sales management"),
            Function::AccountLeadership => tr!("Account leadership"),
            Function::Executive => tr!("Executive"),
        }
    }

    /// Whether seats of this function carry selling capacity for new business. Managers never do: their quota is their people's.
    pub const fn sells_new_business(self) -> bool {
        matches!(self, Function::NewBusiness | Function::Hybrid)
    }

    /// Whether seats of this function lead others.
    pub const fn leads(self) -> bool {
        matches!(self, Function::SalesManagement | Function::AccountLeadership | Function::Executive)
    }

    /// Whether seats of this function look after a book of customers.
    pub const fn looks_after_customers(self) -> bool {
        matches!(self, Function::AccountManagement | Function::CustomerSuccess | Function::Hybrid)
    }
}

/// A quota and the period it is set for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Quota {
    /// ARR to bring in.
    Arr {
        /// How much.
        amount: Money,
        /// In which period.
        per: Cadence,
    },
    /// Things to deliver: qualified opportunities, meetings.
    Units {
        /// How many.
        count: u32,
        /// In which period.
        per: Cadence,
    },
}

impl Quota {
    /// ARR a year; zero for a quota in units.
    pub fn arr_year(&self) -> Yearly<Money> {
        match self {
            Quota::Arr { amount, per } => {
                Yearly::new(Money::from_mills(amount.mills().saturating_mul(i64::from(per.per_year()))))
            }
            Quota::Units { .. } => Yearly::new(Money::ZERO),
        }
    }

    /// Units a year; zero for a quota in ARR.
    pub fn units_year(&self) -> f64 {
        match self {
            Quota::Arr { .. } => 0.0,
            Quota::Units { count, per } => f64::from(*count) * f64::from(per.per_year()),
        }
    }
}

/// What accelerators do while a quota is ramped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RampAccelerators {
    /// Attainment, and so accelerators, count against the ramped quota.
    #[default]
    OnRampedQuota,
    /// Attainment counts against the full quota.
    OnFullQuota,
    /// Attainment counts against the ramped quota, but nothing is accelerated while ramping.
    OffWhileRamping,
}

/// Two curves by tenure month, equal unless the second is given. Tenure month 1 is the first calendar month employed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Ramp {
    /// Productivity in tenure month 1, 2, ...; whole afterwards. Shapes capacity.
    pub productivity: Vec<Rate>,
    /// Share of full quota in tenure month 1, 2, ...; whole afterwards. Shapes pay. Absent: as productivity.
    pub quota: Option<Vec<Rate>>,
    /// What accelerators do meanwhile.
    pub accelerators: RampAccelerators,
}

/// The most months of a ramp of even steps.
const LONGEST_RAMP: u32 = 60;

impl Ramp {
    /// Even steps: in month k of n, k / (n + 1).
    pub fn linear(months: u32) -> Ramp {
        let step = |month: u32| Rate::from_f64(f64::from(month) / f64::from(months + 1));
        Ramp {
            productivity: (1..=months.min(LONGEST_RAMP)).map(step).collect(),
            quota: None,
            accelerators: RampAccelerators::default(),
        }
    }

    /// Productivity in a tenure month, counted from 1.
    pub fn productivity_at(&self, tenure: u32) -> f64 {
        curve_at(&self.productivity, tenure)
    }

    /// Share of quota in a tenure month, counted from 1.
    pub fn quota_at(&self, tenure: u32) -> f64 {
        curve_at(self.quota.as_ref().unwrap_or(&self.productivity), tenure)
    }

    /// Months until both curves are whole.
    pub fn months(&self) -> u32 {
        self.productivity.len().max(self.quota.as_ref().map_or(0, Vec::len)) as u32
    }
}

fn curve_at(curve: &[Rate], tenure: u32) -> f64 {
    let index = tenure.saturating_sub(1) as usize;
    curve.get(index).map_or(1.0, |rate| ramp_share(*rate))
}

/// A share of a ramp as it is meant. Files keep six digits; six digits that are those of a fraction of up to 61 parts stand for the
/// fraction, so 0.833333 is 5/6 and the even steps of [`Ramp::linear`] are even. What is typed with fewer digits, such as 83.33 %, is what
/// it says: no such fraction is that near to it.
pub fn ramp_share(rate: Rate) -> f64 {
    if rate.ppm() % 100 != 0 && rate.ppm() > 0 {
        for parts in 2..=LONGEST_RAMP + 1 {
            let fraction = (rate.to_f64() * f64::from(parts)).round() / f64::from(parts);
            if Rate::from_f64(fraction) == rate {
                return fraction;
            }
        }
    }
    rate.to_f64().max(0.0)
}

/// The usual number of direct reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Span {
    /// Fewest.
    pub low: u32,
    /// Most.
    pub high: u32,
}

/// How many sellers one seat of a role supports: one SDR for 2.5 AEs, one SE for 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Support {
    /// What those who are supported do.
    pub of: Function,
    /// Ramped heads of that function that one ramped seat supports.
    pub heads: Rate,
}

/// Terms of a role, in one segment or in all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Terms {
    /// The segment they hold in; absent: wherever no segment's own terms do.
    pub segment: Option<SegmentId>,
    /// Base pay.
    pub base: Yearly<Money>,
    /// On-target earnings: base and target variable.
    pub ote: Yearly<Money>,
    /// The role's own quota, if it carries one.
    pub quota: Option<Quota>,
    /// Share of quota a fully ramped person is expected to reach. Shapes capacity.
    pub expected_attainment: Rate,
    /// Productivity and quota while new.
    pub ramp: Ramp,
    /// Share of people who leave in a year.
    pub attrition_year: Rate,
    /// Whether a seat is filled again when its holder leaves.
    pub backfill: bool,
    /// Months a seat stays empty then.
    pub backfill_lag_months: u32,
    /// ARR one ramped person can look after, for roles that look after customers.
    pub book_capacity: Option<Money>,
    /// Usual number of direct reports, for roles that lead.
    pub span: Option<Span>,
    /// The plan that pays the variable part.
    pub plan: Option<PlanId>,
    /// Share of the cost that counts as acquisition; absent: by the weights of the pay plan.
    pub acquisition_share: Option<Rate>,
    /// Customers one ramped person can look after, beside the ARR of `book_capacity`: the tighter of the two sets the need.
    pub accounts_per_head: Option<u32>,
    /// Share of the book, by ARR and by customers, that this role looks after, where it shares the book with another one; absent: all
    /// of it.
    pub book_share: Option<Rate>,
    /// Whom a seat of this role supports, and how many of them.
    pub support: Option<Support>,
    /// Share of the ramp that someone who comes from another seat of the company still goes through: its last months.
    pub ramp_on_move: Rate,
}

impl Default for Terms {
    fn default() -> Self {
        Terms {
            segment: None,
            base: Yearly::new(Money::ZERO),
            ote: Yearly::new(Money::ZERO),
            quota: None,
            expected_attainment: Rate::percent(80),
            ramp: Ramp::default(),
            attrition_year: Rate::ZERO,
            backfill: true,
            backfill_lag_months: 2,
            book_capacity: None,
            span: None,
            plan: None,
            acquisition_share: None,
            accounts_per_head: None,
            book_share: None,
            support: None,
            ramp_on_move: Rate::ONE,
        }
    }
}

impl Terms {
    /// Months of ramp that someone who comes from another seat of the company does not go through again: the share of
    /// `ramp_on_move` is rounded up to whole months.
    pub fn months_skipped_on_move(&self) -> u32 {
        let left = f64::from(self.ramp.months()) * self.ramp_on_move.to_f64().clamp(0.0, 1.0);
        self.ramp.months().saturating_sub((left - 1e-9).ceil().max(0.0) as u32)
    }

    /// Target variable: on-target earnings less base, never negative.
    pub fn variable(&self) -> Yearly<Money> {
        Yearly::new(Money::from_mills((self.ote - self.base).amount().mills().max(0)))
    }
}

/// A role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Role {
    /// Stable name.
    pub id: RoleId,
    /// Name on screen.
    pub name: String,
    /// What it does.
    pub function: Function,
    /// Terms, at most one row without a segment and one per segment.
    pub terms: Vec<Terms>,
}

impl Default for Role {
    fn default() -> Self {
        Role {
            id: RoleId::new("role"),
            name: String::new(),
            function: Function::default(),
            terms: vec![Terms::default()],
        }
    }
}

impl Role {
    /// The terms in a segment: its own row, else the row without a segment.
    pub fn terms_for(&self, segment: Option<&SegmentId>) -> Option<&Terms> {
        let own = self.terms.iter().find(|it| it.segment.is_some() && it.segment.as_ref() == segment);
        own.or_else(|| self.terms.iter().find(|it| it.segment.is_none()))
    }
}
