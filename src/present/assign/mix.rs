//! How the customers of each are doing: their ARR by health.

use super::Base;
use crate::engine::{Condition, condition};
use crate::present::Locale;

/// ARR by health, a year. What nobody has judged is apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mix {
    /// Of customers at risk.
    pub at_risk: f64,
    /// Of those between.
    pub fair: f64,
    /// Of healthy ones.
    pub healthy: f64,
    /// Of those whose health nobody has judged.
    pub unjudged: f64,
}

impl Mix {
    /// Takes in a customer.
    fn add(&mut self, arr: f64, risk: Option<f64>) {
        *match risk.map(condition) {
            Some(Condition::AtRisk) => &mut self.at_risk,
            Some(Condition::Fair) => &mut self.fair,
            Some(Condition::Healthy) => &mut self.healthy,
            None => &mut self.unjudged,
        } += arr;
    }

    /// The sum of two.
    pub fn and(self, other: Mix) -> Mix {
        Mix {
            at_risk: self.at_risk + other.at_risk,
            fair: self.fair + other.fair,
            healthy: self.healthy + other.healthy,
            unjudged: self.unjudged + other.unjudged,
        }
    }

    /// ARR whose health is judged.
    pub fn judged(&self) -> f64 {
        self.at_risk + self.fair + self.healthy
    }

    /// `12 / 30 / 58`: per cent of the ARR judged that is at risk, between, and healthy; a dash where nothing is judged.
    pub fn text(&self, locale: &Locale) -> String {
        let all = self.judged();
        if all <= 0.0 {
            return "\u{2013}".to_owned();
        }
        let percent = |it: f64| locale.number(100.0 * it / all, 0);
        format!("{} / {} / {}", percent(self.at_risk), percent(self.fair), percent(self.healthy))
    }
}

/// The mix of each rep in a plan.
pub fn mixes(base: &Base, plan: &[Option<u32>]) -> Vec<Mix> {
    let mut mixes = vec![Mix::default(); base.seats.len()];
    for ((amounts, risk), owner) in base.amounts.iter().zip(&base.risks).zip(plan) {
        if let Some(mix) = owner.and_then(|at| mixes.get_mut(at as usize)).filter(|_| amounts.arr > 0.0) {
            mix.add(amounts.arr, *risk);
        }
    }
    mixes
}

/// The mix of these accounts together.
pub(super) fn mix_of(base: &Base, accounts: &[usize]) -> Mix {
    let mut mix = Mix::default();
    for at in accounts {
        if let (Some(amounts), Some(risk)) = (base.amounts.get(*at), base.risks.get(*at))
            && amounts.arr > 0.0
        {
            mix.add(amounts.arr, *risk);
        }
    }
    mix
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::base;
    use super::*;

    #[test]
    fn arr_is_counted_by_health_and_follows_the_owner() {
        let mut base = base();
        // ARR is 50, 100, 150 and 200; the last is not judged.
        base.risks = vec![Some(0.9), Some(0.5), Some(0.1), None];
        let today = mixes(&base, &base.instance.plan_of_today());
        assert_eq!(today[0], Mix { at_risk: 50.0, fair: 100.0, healthy: 150.0, unjudged: 0.0 });
        let english = Locale::for_tag("en-US");
        assert_eq!((today[0].text(&english).as_str(), today[1].text(&english).as_str()), ("17 / 33 / 50", "\u{2013}"));
        let after = mixes(&base, &[Some(1), Some(0), Some(0), Some(1)]);
        assert_eq!((after[1].at_risk, after[1].unjudged, after[0].judged()), (50.0, 200.0, 250.0));
        assert_eq!(after[0].and(after[1]), today[0].and(today[1]));
    }
}
