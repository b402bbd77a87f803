//! How the split of variable pay moves results: an assumption of the user's, off until switched on.

use crate::units::{Rate, RoleId};
use serde::{Deserialize, Serialize};

/// Effort follows pay: (share of variable pay now / share at the reference) ^ elasticity. Output follows effort ^ returns, so that it is
/// concave: twice the effort brings less than twice the output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Incentives {
    /// Whether results respond at all.
    pub on: bool,
    /// Elasticity of effort on new business.
    pub new_business: Rate,
    /// Elasticity of effort on retention.
    pub retention: Rate,
    /// Elasticity of effort on expansion.
    pub expansion: Rate,
    /// Exponent with which output follows effort, at most 1.
    pub returns: Rate,
    /// Splits of variable pay by role at which the typed quotas, rates and conversions hold.
    pub reference: Vec<PaySplit>,
}

/// How the target variable pay of a role is split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PaySplit {
    /// Whose.
    pub role: RoleId,
    /// Share that rewards new business.
    #[serde(default)]
    pub new_business: Rate,
    /// Share that rewards retention.
    #[serde(default)]
    pub retention: Rate,
    /// Share that rewards expansion.
    #[serde(default)]
    pub expansion: Rate,
}

impl Default for Incentives {
    fn default() -> Self {
        Incentives {
            on: false,
            new_business: Rate::ZERO,
            retention: Rate::ZERO,
            expansion: Rate::ZERO,
            returns: Rate::percent(50),
            reference: Vec::new(),
        }
    }
}

impl Incentives {
    /// Whether it is left as it is by default.
    pub fn is_default(&self) -> bool {
        *self == Incentives::default()
    }

    /// Whether any result responds: switched on, with an elasticity above zero.
    pub fn responds(&self) -> bool {
        self.on && [self.new_business, self.retention, self.expansion].iter().any(|it| *it > Rate::ZERO)
    }
}
