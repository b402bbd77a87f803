//! The goal people have set on a plan, kept with it: which figure, when, how much, and what they look at to get there.

use crate::units::{Month, SegmentId};
use serde::{Deserialize, Serialize};

/// A goal. It changes no figure of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PlanGoal {
    /// The metric, by its key: `closing_arr`.
    pub metric: String,
    /// Of this segment; absent: of the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<SegmentId>,
    /// The fiscal period, as in `FY2028` or `FY2028-Q2`.
    pub period: String,
    /// The target on the metric's own scale: major units of money, 1 for 100 %, heads, months. Absent: none was typed yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// The month in which hires start; absent: the first of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hires_from: Option<Month>,
    /// Inputs that are tried beside the usual ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<GoalLever>,
}

/// An input that is tried, and between which values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct GoalLever {
    /// Its path in the registry of inputs.
    pub path: String,
    /// The smallest value, on the input's own scale; absent: the smallest it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The largest value; absent: the largest it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}
