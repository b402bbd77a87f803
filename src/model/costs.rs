//! Costs besides pay, and the figures from before the plan that efficiency metrics need.

use crate::units::{Money, Monthly, Quarterly, Rate, Yearly};
use serde::{Deserialize, Serialize};

/// Each may be absent: then the metrics that need it are undefined and say what they need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Costs {
    /// Gross margin on recurring revenue.
    pub gross_margin: Option<Rate>,
    /// Taxes and benefits on pay, as a share of it.
    pub burden: Rate,
    /// Marketing.
    pub marketing: Option<Monthly<Money>>,
    /// Share of marketing that is acquisition.
    pub marketing_acquisition_share: Rate,
    /// Other cost of sales and marketing: tools, travel, recruiting.
    pub other_sales_marketing: Option<Monthly<Money>>,
    /// Share of that other cost that is acquisition.
    pub other_acquisition_share: Rate,
    /// Operating cost outside sales and marketing.
    pub other_operating: Option<Monthly<Money>>,
    /// Sales and marketing cost of the quarter before the plan.
    pub prior_quarter_sales_marketing: Option<Quarterly<Money>>,
    /// Recognised revenue of the quarter before the plan.
    pub prior_quarter_revenue: Option<Quarterly<Money>>,
    /// Tools and licences of one head. Detail of the cost of people; the efficiency metrics have it in `other_sales_marketing`.
    pub tools: Option<Yearly<Money>>,
    /// Recruiting of one hire, as a share of first-year base pay, which is how agencies charge and how budgets are made: it scales with
    /// the role. Likewise part of `other_sales_marketing` in the efficiency metrics.
    pub recruiting: Rate,
    /// What people may cost in a fiscal year: pay, taxes and benefits, tools and recruiting.
    pub headcount_budget: Option<Yearly<Money>>,
}

impl Default for Costs {
    fn default() -> Self {
        Costs {
            gross_margin: None,
            burden: Rate::ZERO,
            marketing: None,
            marketing_acquisition_share: Rate::ONE,
            other_sales_marketing: None,
            other_acquisition_share: Rate::percent(70),
            other_operating: None,
            prior_quarter_sales_marketing: None,
            prior_quarter_revenue: None,
            tools: None,
            recruiting: Rate::ZERO,
            headcount_budget: None,
        }
    }
}
