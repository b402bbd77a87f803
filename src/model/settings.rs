//! Currency, calendar, and the meanings a scenario chose where tools disagree.

use crate::units::{Currency, FiscalCalendar, Money, Month, Rate, Rounding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a part of a period counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Proration {
    /// Days employed over days in the month, both ends included.
    #[default]
    CalendarDays,
    /// Every month has 30 days, every year 360.
    Thirty360,
    /// A month in which someone is employed for at least one day counts whole.
    WholeMonths,
}

/// What compensation cost of sales is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CcosDenominator {
    /// New and expansion ARR of the period.
    #[default]
    NewAndExpansionArr,
    /// Revenue recognised in the period.
    RecognisedRevenue,
}

/// Which form of net revenue retention stands in the headline. Both are always computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NrrForm {
    /// The ARR now of those who were customers twelve months ago, over their ARR then.
    #[default]
    Cohort,
    /// All movements of the window over the opening ARR, those of customers won inside it included.
    Bridge,
}

/// Which form of gross revenue retention stands in the headline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GrrForm {
    /// Every churn and contraction counts, also of customers who grew otherwise.
    #[default]
    Event,
    /// Each customer counts at the smaller of then and now.
    CustomerMinimum,
}

/// How recurring revenue is shown. It is entered and reckoned by the year either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recurring {
    /// Annual recurring revenue.
    #[default]
    Arr,
    /// Monthly recurring revenue: a twelfth of it.
    Mrr,
}

impl Recurring {
    /// Whether it is what a scenario starts with.
    pub fn is_arr(&self) -> bool {
        *self == Recurring::Arr
    }
}

/// Settings of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Settings {
    /// The reporting currency.
    pub currency: Currency,
    /// Plan rates: what one unit of another currency is worth in the reporting currency.
    pub plan_rates: BTreeMap<String, Rate>,
    /// First month of the plan.
    pub first_month: Month,
    /// Months planned, 12 to 60.
    pub horizon_months: u32,
    /// Calendar month (1 to 12) with which the fiscal year starts.
    pub fiscal_year_start: u32,
    /// Closing ARR to reach by the end of the plan, if one is set.
    pub target_arr: Option<Money>,
    /// What happens to half a minor unit.
    pub rounding: Rounding,
    /// How a part of a month counts.
    pub proration: Proration,
    /// What compensation cost of sales is divided by.
    pub ccos_denominator: CcosDenominator,
    /// Net revenue retention in the headline.
    pub nrr_form: NrrForm,
    /// Gross revenue retention in the headline.
    pub grr_form: GrrForm,
    /// Months over which new-business commission is expensed; 0 expenses it when earned.
    pub commission_expensed_over_months: u32,
    /// How recurring revenue is shown.
    #[serde(skip_serializing_if = "Recurring::is_arr")]
    pub recurring: Recurring,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            currency: Currency::USD,
            plan_rates: BTreeMap::new(),
            first_month: Month::new(2027, 1),
            horizon_months: 24,
            fiscal_year_start: 1,
            target_arr: None,
            rounding: Rounding::default(),
            proration: Proration::default(),
            ccos_denominator: CcosDenominator::default(),
            nrr_form: NrrForm::default(),
            grr_form: GrrForm::default(),
            commission_expensed_over_months: 0,
            recurring: Recurring::Arr,
        }
    }
}

impl Settings {
    /// Shortest plan, in months.
    pub const MIN_HORIZON: u32 = 12;
    /// Longest plan, in months.
    pub const MAX_HORIZON: u32 = 60;

    /// The horizon the engine plans, whatever was typed.
    pub fn horizon(&self) -> usize {
        self.horizon_months.clamp(Self::MIN_HORIZON, Self::MAX_HORIZON) as usize
    }

    /// Fiscal periods of this scenario.
    pub fn fiscal_calendar(&self) -> FiscalCalendar {
        FiscalCalendar::starting(self.fiscal_year_start)
    }

    /// The months planned, in order.
    pub fn months(&self) -> impl Iterator<Item = Month> + use<> {
        let first = self.first_month;
        (0..self.horizon() as i32).map(move |offset| first.plus(offset))
    }

    /// The last month planned.
    pub fn last_month(&self) -> Month {
        self.first_month.plus(self.horizon() as i32 - 1)
    }
}
