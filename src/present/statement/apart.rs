//! Why a component pays something else at its target than its share of the target variable above the rows.

use super::Words;
use super::place::target_pay;
use crate::engine::{ComponentStatement, TargetFrom};
use crate::model::comp::Rated;
use crate::present::number;
use crate::text::tr;
use crate::units::{Money, Rate};

impl Words<'_> {
    /// A sentence for each component whose target pay differs from its share of target variable. Target variable goes by the time in the
    /// seat, target pay by the quota of the periods that close: season, ramp and leave move that one only.
    pub(super) fn targets_apart(&self) -> Vec<String> {
        self.statement.components.iter().filter_map(|it| self.target_apart(it)).collect()
    }

    fn target_apart(&self, component: &ComponentStatement) -> Option<String> {
        let weight = component.weight?;
        let ends = component.periods.first().zip(component.periods.last());
        let (first, last) = ends.map(|(first, last)| (first.earned.from, last.earned.at))?;
        // A rate of one's own has nothing to do with target variable, and what runs on from earlier says so in its line.
        let alone = |rated: Rated| matches!(rated, Rated::Period | Rated::EachDeal);
        if component.own_rate.is_some() || !self.planned(component).is_some_and(|it| alone(it.rated)) {
            return None;
        }
        let pays: Money = component.periods.iter().map(target_pay).sum::<Option<Money>>()?;
        let share = self.statement.target.to_major() * weight.to_f64();
        let coin = 0.01 * (component.periods.len() + 1) as f64;
        if share <= 0.0 || (pays.to_major() - share).abs() < coin {
            return None;
        }
        let why = if (first, last) == (self.statement.span.from, self.statement.span.to) {
            self.quota_apart(component, pays.to_major() / share)?
        } else {
            let months: Vec<_> = self.document.settings.months().collect();
            let (first, last) = months.get(first).zip(months.get(last))?;
            tr!("it is that of {}, the periods that close here", number::show_months(*first, *last))
        };
        let money = |amount| self.locale.money_full_named(amount, self.currency);
        Some(tr!(
            "{} pays {} exactly at its target, while {} of target variable is {}: {why}.",
            component.name,
            money(pays),
            self.locale.rate(weight),
            money(Money::from_major_f64(share))
        ))
    }

    /// What makes the quota of these months another share of a year's than their time is, `times` as much.
    fn quota_apart(&self, component: &ComponentStatement, times: f64) -> Option<String> {
        let (mut away, mut ramp) = (0, 0);
        for period in &component.periods {
            let Some(TargetFrom::Quota { away: gone, ramp: less, .. }) = period.target else { return None };
            (away, ramp) = (away + gone, ramp + less);
        }
        // Weights of several versions do not go by the one that is told.
        let weights = self.versions().iter().flat_map(|it| &it.components).filter(|it| it.id == component.id);
        if weights.into_iter().any(|it| Some(it.weight) != component.weight) {
            return None;
        }
        let even = |seasons: &[Rate]| seasons.windows(2).all(|pair| pair.first() == pair.last());
        let what = match (even(&self.document.assumptions.seasonality), ramp != 0) {
            (false, false) => tr!("its quota follows the season"),
            (false, true) => tr!("its quota follows the season and is smaller for the ramp"),
            (true, true) => tr!("its quota is smaller for the ramp"),
            (true, false) if away != 0 => tr!("its quota is smaller for time away"),
            (true, false) => return None,
        };
        let time = self.statement.share_of_year;
        let share = |share: f64| self.locale.percent_trimmed(share, 2);
        Some(tr!("{what}, {} of a year\u{2019}s in {} of a year", share(times * time), share(time)))
    }
}
