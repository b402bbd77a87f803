//! How attainment is spread where an offer comes from: what the company says, what the team averages, or what one believes oneself.

use crate::engine::Spread;
use crate::model::AttainmentSpread;
use crate::text::mark;
use crate::units::Rate;
use serde::{Deserialize, Serialize};

/// Who says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Nobody: an assumption to begin with.
    #[default]
    Assumed,
    /// A survey that can be named.
    Survey,
    /// The company.
    Company,
    /// Oneself.
    Own,
}

/// What is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum View {
    /// The share of people who reached quota last year.
    AtQuota {
        /// That share.
        share: Rate,
        /// How far people lie apart: a standard deviation, in attainment.
        width: Rate,
    },
    /// What the team attained on average.
    Average {
        /// That average.
        mean: Rate,
        /// How far people lie apart.
        width: Rate,
    },
    /// Any spread.
    Spread {
        /// Which.
        spread: AttainmentSpread,
    },
}

/// A view, and who holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attainment {
    /// Who says so.
    pub basis: Basis,
    /// What is said.
    pub view: View,
}

impl Default for Attainment {
    /// Half of the people reach quota, thirty points apart: illustrative.
    fn default() -> Self {
        Attainment { basis: Basis::Assumed, view: View::AtQuota { share: HALF, width: WIDTH } }
    }
}

/// The share of people at quota where nobody says; illustrative.
const HALF: Rate = Rate::percent(50);

/// How far people lie apart where nobody says; illustrative, no survey gives it.
pub const WIDTH: Rate = Rate::percent(30);

/// The share of sellers at quota in a survey that may be named: 20 to 28 % in BenchSights 2020, its middle.
pub const SURVEY_AT_QUOTA: Rate = Rate::percent(24);

/// Who made that survey, with its range.
pub const SURVEY: &str = mark!("BenchSights 2020: 20 to 28 % of sellers at quota");

impl Attainment {
    /// The share of people at quota, where that is what is known.
    pub fn at_quota(&self) -> Option<Rate> {
        match &self.view {
            View::AtQuota { share, .. } => Some(*share),
            View::Average { .. } | View::Spread { .. } => None,
        }
    }

    /// The same where somebody told it.
    pub fn told_at_quota(&self) -> Option<Rate> {
        self.at_quota().filter(|_| self.basis != Basis::Assumed)
    }

    /// Takes the share of people at quota as told, or as told by nobody.
    pub fn tell_at_quota(&mut self, told: Option<Rate>) {
        if let View::AtQuota { share, .. } = &mut self.view {
            *share = told.unwrap_or(HALF).min(Rate::ONE);
            self.basis = self.basis.once(told.is_some());
        }
    }

    /// What people attain on average, where that is what somebody told.
    pub fn told_average(&self) -> Option<Rate> {
        match &self.view {
            View::Average { mean, .. } | View::Spread { spread: AttainmentSpread::Normal { mean, .. } } => {
                Some(*mean).filter(|_| self.basis != Basis::Assumed)
            }
            View::AtQuota { .. } | View::Spread { spread: AttainmentSpread::Buckets { .. } } => None,
        }
    }

    /// Takes what people attain on average as told, or as told by nobody; a view of one's own stays one.
    pub fn tell_average(&mut self, told: Option<Rate>) {
        let width = self.width().unwrap_or(WIDTH);
        self.view = View::Average { mean: told.unwrap_or(Rate::ONE).min(Rate::percent(500)), width };
        if self.basis != Basis::Own {
            self.basis = self.basis.once(told.is_some());
        }
    }

    /// How far people lie apart, where one figure says it.
    pub fn width(&self) -> Option<Rate> {
        match &self.view {
            View::AtQuota { width, .. } | View::Average { width, .. } => Some(*width),
            View::Spread { spread: AttainmentSpread::Normal { deviation, .. } } => Some(*deviation),
            View::Spread { spread: AttainmentSpread::Buckets { .. } } => None,
        }
    }

    /// Takes how far people lie apart as told; told by nobody, it is what is usual.
    pub fn tell_width(&mut self, told: Option<Rate>) {
        let new = told.unwrap_or(WIDTH).min(Rate::percent(300));
        match &mut self.view {
            View::AtQuota { width, .. } | View::Average { width, .. } => *width = new,
            View::Spread { spread: AttainmentSpread::Normal { deviation, .. } } => *deviation = new,
            View::Spread { spread: AttainmentSpread::Buckets { .. } } => {}
        }
    }
}

impl Basis {
    /// Who says a figure once it is told or left open.
    fn once(self, told: bool) -> Basis {
        match self {
            _ if !told => Basis::Assumed,
            Basis::Assumed => Basis::Company,
            Basis::Survey | Basis::Company | Basis::Own => self,
        }
    }
}

/// The spread that a view means.
pub fn spread_of(view: &View) -> AttainmentSpread {
    match view {
        View::AtQuota { share, width } => {
            let width = *width;
            AttainmentSpread::Normal { mean: mean_for(*share, width), deviation: width }
        }
        View::Average { mean, width } => AttainmentSpread::Normal { mean: *mean, deviation: *width },
        View::Spread { spread } => spread.clone(),
    }
}

/// The middle at which so many people reach 100 %. What lies below nothing is cut off, so there is no closed form: it is halved to.
fn mean_for(share: Rate, width: Rate) -> Rate {
    let wanted = share.to_f64().clamp(0.001, 0.999);
    if width.ppm() <= 0 {
        return if share.ppm() >= 500_000 { Rate::ONE } else { Rate::percent(99) };
    }
    let reaches = |mean: f64| {
        let normal = AttainmentSpread::Normal { mean: Rate::from_f64(mean), deviation: width };
        Spread::of(&normal).map_or(0.0, |spread| spread.reaching(1.0))
    };
    let (mut low, mut high) = (0.0, 5.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if reaches(middle) < wanted { low = middle } else { high = middle }
    }
    Rate::from_f64((low + high) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_at_quota_is_the_share_that_reaches_quota() {
        for percent in [5, 24, 50, 71, 95] {
            for width in [10, 30, 60] {
                let view = View::AtQuota { share: Rate::percent(percent), width: Rate::percent(width) };
                let spread = Spread::of(&spread_of(&view)).unwrap();
                let found = spread.reaching(1.0);
                // A very wide spread is cut off at nothing, where few can be at quota at all.
                assert!(
                    (found - percent as f64 / 100.0).abs() < 2e-3 || (percent == 5 && width == 60),
                    "{percent} {found}"
                );
            }
        }
    }
}
