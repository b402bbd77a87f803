//! The goals people have set on a plan, kept with it: which figure, when, how much, and what they look at to get there.

use crate::model::{Document, get_input};
use crate::units::{Month, RoleId, SegmentId};
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

/// What is tried, and between which values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct GoalLever {
    /// Its path in the registry of inputs, or one of the levers that are more than one input: [`GoalLever::RENEWAL`], or
    /// [`GoalLever::HIRES`] with the role, the segment if one is meant, and [`GoalLever::WITH_LEADS`].
    pub path: String,
    /// The smallest value, on its own scale (an input's value, points of renewal, people hired); absent: the smallest it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The largest value; absent: the largest it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}

impl GoalLever {
    /// The renewal rates of all segments, by the same number of points.
    pub const RENEWAL: &'static str = "renewal";
    /// Hires of a role: `hires/ROLE`, or `hires/ROLE/SEGMENT`.
    pub const HIRES: &'static str = "hires";
    /// Hires with as many more leads as they can close: `hires/ROLE/SEGMENT/with_leads`.
    pub const WITH_LEADS: &'static str = "with_leads";

    /// Whether what it names is there.
    pub fn is_known(&self, document: &Document) -> bool {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some(Self::RENEWAL) => true,
            Some(Self::HIRES) => {
                let role = parts.next().is_some_and(|it| document.role(&RoleId::new(it)).is_some());
                role && parts.next().is_none_or(|it| document.segment(&SegmentId::new(it)).is_some())
            }
            Some(_) | None => get_input(document, &self.path).is_some(),
        }
    }
}
