//! What a table of rates pays at the places where it bends, whatever its kind: so that one kind can be turned into another, and a
//! table can say beside each row what it comes to.

use crate::engine::pay::{Basis, Ratio, rate};
use crate::engine::payroll::curve_basis;
use crate::model::Terms;
use crate::model::comp::{Component, Rated, Rates, Target, TierFrom};
use crate::units::{Cadence, Money, Rate};

/// What a table is read against: one period as it is rated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableScale {
    /// What 100 % is, in thousandths of money or of units (for a ratio, in billionths).
    pub whole: i64,
    /// Target pay of the period.
    pub target: Money,
    /// Whether what 100 % is is known; where it is the sum of others' quotas it is not, and any round number stands for it.
    pub known: bool,
}

/// Months that are rated at once.
fn months_rated(component: &Component) -> u32 {
    let cadence = component.cadence.months();
    match component.rated {
        Rated::EachDeal | Rated::Period => cadence,
        Rated::QuarterToDate => cadence.max(Cadence::Quarter.months()),
        Rated::YearToDate => Cadence::Year.months(),
    }
}

/// The scale of a component's table under terms, season apart.
pub fn table_scale(component: &Component, terms: &Terms) -> TableScale {
    let (year, _) = curve_basis(component, terms);
    let months = i64::from(months_rated(component));
    let whole = if component.measure.is_ratio() { year } else { year / 12 * months + year % 12 * months / 12 };
    let variable = terms.variable().amount().to_major() * component.weight.to_f64();
    let known = match component.target {
        Target::Quota => terms.quota.is_some(),
        Target::Amount { .. } | Target::Ratio { .. } => true,
        Target::SumOfQuotas { .. } => false,
    };
    TableScale { whole: whole.max(1), target: Money::from_major_f64(variable * months as f64 / 12.0), known }
}

impl TableScale {
    /// Attainment at a place in a table.
    pub fn attainment(&self, from: TierFrom) -> f64 {
        match from {
            TierFrom::Quota(share) => share.to_f64(),
            TierFrom::Amount(amount) => amount.mills() as f64 / self.whole as f64,
            TierFrom::Units(units) => f64::from(units) * 1_000.0 / self.whole as f64,
        }
    }

    /// Derived rate: money per unit of credit, in major units of both.
    pub fn derived(&self) -> f64 {
        self.target.to_major() / (self.whole as f64 / 1_000.0)
    }
}

/// A place where a table bends or jumps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TablePoint {
    /// Attainment.
    pub at: f64,
    /// Share of target pay just below it.
    pub below: f64,
    /// Share of target pay exactly there.
    pub there: f64,
    /// Share of target pay just above it.
    pub above: f64,
}

/// Where the rows of a table begin, as attainment.
fn bounds(rates: &Rates, scale: &TableScale) -> Vec<f64> {
    match rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => {
            tiers.iter().map(|tier| scale.attainment(tier.from)).collect()
        }
        Rates::Curve { points } => points.iter().map(|point| point.attainment.to_f64()).collect(),
        Rates::Milestones { steps } => steps.iter().map(|step| scale.attainment(step.at)).collect(),
        Rates::Matrix { rows, .. } => rows.iter().map(|row| row.to_f64()).collect(),
    }
}

/// What a component's table pays, in thousandths of money, for a credit in thousandths, with so much of target pay; threshold, caps and
/// modifiers apart. Another measure that a matrix asks for counts as 100 %.
fn table_pay(component: &Component, scale: &TableScale, target: i64) -> impl Fn(f64) -> f64 + use<> {
    let bare = Component { measure: component.measure, rates: component.rates.clone(), ..Component::default() };
    let basis = Basis { quota: scale.whole, rate: Ratio::new(i128::from(target), i128::from(scale.whole)) };
    move |credit: f64| rate(&bare, credit as i64, 0, &basis, true).to_f64()
}

/// What a component's table pays at nothing, at each row, and one row's width beyond the last; threshold, caps and modifiers apart.
/// Another measure that a matrix asks for counts as 100 %.
pub fn table_points(component: &Component, scale: &TableScale) -> Vec<TablePoint> {
    let mut places = bounds(&component.rates, scale);
    places.retain(|at| at.is_finite() && *at > 0.0);
    places.push(0.0);
    places.sort_by(f64::total_cmp);
    places.dedup();
    let last = places.last().copied().unwrap_or(0.0);
    let before = places.iter().rev().nth(1).copied();
    places.push(last + before.map_or(1.0, |before| last - before));
    // Without any target pay only proportions count.
    let target = if scale.target.is_zero() { scale.whole } else { scale.target.mills() };
    let paid = table_pay(component, scale, target);
    let pay = |credit: f64| paid(credit) / target as f64;
    let point = |at: f64| {
        let credit = (at * scale.whole as f64).round();
        TablePoint { at, below: pay((credit - 1.0).max(0.0)), there: pay(credit), above: pay(credit + 1.0) }
    };
    places.into_iter().map(point).collect()
}

/// What each row of a table comes to in money over the period that is rated, when credit has just reached its end: for a curve and for
/// milestones the place of the row itself, for tiers the place where the next one begins. Nothing for the last tier, which has no end.
pub fn row_pay(component: &Component, terms: &Terms) -> Vec<Option<Money>> {
    let scale = table_scale(component, terms);
    let places = bounds(&component.rates, &scale);
    // Sums and rates in money are paid without any target pay, too.
    let paid = table_pay(component, &scale, scale.target.mills());
    let pay_at = |at: f64, above: bool| {
        let credit = (at.max(0.0) * scale.whole as f64).round();
        let there = paid(credit);
        let pay = if above { there.max(paid(credit + 1.0)) } else { there };
        at.is_finite().then(|| Money::from_mills(pay.round() as i64))
    };
    match &component.rates {
        Rates::Tiers { .. } | Rates::Interpolated { .. } => {
            let ends = places.iter().skip(1).map(|at| pay_at(*at, false));
            ends.chain([None]).take(places.len()).collect()
        }
        Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => {
            places.iter().map(|at| pay_at(*at, true)).collect()
        }
    }
}

/// A share to the hundredth of a per cent, as one would type it.
pub fn as_typed(share: f64) -> Rate {
    Rate::from_f64((share * 10_000.0).round() / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{Milestone, RatePreset};
    use crate::model::{Quota, sample};
    use crate::units::{RoleId, Yearly};

    fn commission() -> (Component, Terms) {
        let document = sample::company();
        let mut terms = document.role(&RoleId::new("ae")).unwrap().terms[0].clone();
        terms.base = Yearly::new(Money::from_major(90_000));
        terms.ote = Yearly::new(Money::from_major(210_000));
        terms.quota = Some(Quota::Arr { amount: Money::from_major(1_200_000), per: Cadence::Year });
        (Component { cadence: Cadence::Quarter, ..Component::default() }, terms)
    }

    #[test]
    fn a_quarter_is_read_against_a_quarter_of_quota_and_of_target_pay() {
        let (mut component, terms) = commission();
        let scale = table_scale(&component, &terms);
        assert_eq!((scale.whole, scale.target), (300_000_000, Money::from_major(30_000)));
        assert_eq!(scale.derived(), 0.1);
        component.rated = Rated::YearToDate;
        assert_eq!(table_scale(&component, &terms).whole, 1_200_000_000);
    }

    #[test]
    fn a_table_is_known_by_what_it_pays_below_at_and_above_each_bound() {
        let (mut component, terms) = commission();
        component.rates = RatePreset::Retroactive.rates(&[(Rate::ONE, Rate::percent(150))]);
        let points = table_points(&component, &table_scale(&component, &terms));
        let at: Vec<f64> = points.iter().map(|it| it.at).collect();
        assert_eq!(at, [0.0, 1.0, 2.0]);
        let jump = points[1];
        assert!((jump.there - 1.0).abs() < 1e-9 && (jump.above - 1.5).abs() < 1e-6, "{jump:?}");
        assert!((points[2].there - 3.0).abs() < 1e-9);
    }

    #[test]
    fn milestones_add_up_and_a_tier_says_what_is_earned_at_its_end() {
        let (mut component, terms) = commission();
        let sum = |at, pay| Milestone { at: TierFrom::Quota(Rate::percent(at)), pay: Money::from_major(pay) };
        component.rates = Rates::Milestones { steps: vec![sum(50, 5_000), sum(100, 25_000)] };
        let money = |major| Some(Money::from_major(major));
        assert_eq!(row_pay(&component, &terms), [money(5_000), money(30_000)]);
        // Sums that the plan names are paid even where no part of target variable stands behind them.
        component.weight = Rate::ZERO;
        assert_eq!(row_pay(&component, &terms), [money(5_000), money(30_000)]);
        component.weight = Rate::ONE;
        component.rates =
            RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(200), Rate::ONE)]);
        assert_eq!(row_pay(&component, &terms), [money(30_000), money(75_000), None]);
    }
}
