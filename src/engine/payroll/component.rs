//! One component of a holder: its months of credit and quota, its gate, and what it earns.

use super::scope::Shared;
use super::{Desk, over_months, scaled};
use crate::engine::outcome::{ComponentPay, Payee};
use crate::engine::pay::{ComponentTerms, Earned, Feed, PayMonth, Ratio, earn};
use crate::engine::staff::{Holder, Post};
use crate::model::comp::{Component, Measure, Rates, Target};
use crate::model::{Document, RampAccelerators};
use crate::units::Rate;

impl Desk<'_> {
    /// What one component earns over the months its version of the plan holds, first and last.
    pub(super) fn component(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        (from, to): (usize, usize),
        shared: &mut Shared,
    ) -> Vec<Earned> {
        let settings = &self.document.settings;
        let (months, quota_year) = self.pay_months(post, holder, at, component, shared);
        let terms = ComponentTerms {
            variable: post.variable(holder.stint),
            quota_year,
            accelerators: post.terms.map_or(RampAccelerators::default(), |terms| terms.ramp.accelerators),
            deal_size: mean_deal(self.document, post.segment),
            calendar: settings.fiscal_calendar(),
            currency: settings.currency,
            rounding: settings.rounding,
        };
        let first = self.months.get(from).copied().unwrap_or(settings.first_month);
        let others: Vec<(Measure, Vec<PayMonth>)> = looked_at(component)
            .map(|measure| (measure, self.months_of(post, holder, at, component, measure, shared)))
            .collect();
        let look = |measure: Measure, low: usize, high: usize| {
            let (_, series) = others.iter().find(|it| it.0 == measure)?;
            stands(measure, series.get(from + low..=from + high).unwrap_or(&[]))
        };
        let span = months.get(from..=to).unwrap_or(&[]);
        let mut earned = earn(component, &terms, &Feed { first, months: span, deals: None, look: &look });
        for period in &mut earned {
            period.at += from;
            period.from += from;
        }
        earned
    }

    /// Months of a component: credit in scope, and what it is measured against.
    fn pay_months(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        shared: &mut Shared,
    ) -> (Vec<PayMonth>, i64) {
        let mut months: Vec<PayMonth> =
            holder.active.iter().map(|active| PayMonth { active: *active, ..PayMonth::default() }).collect();
        if component.measure.is_ratio() {
            let target = match component.target {
                Target::Ratio { ratio } => ratio,
                Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => Rate::ONE,
            };
            let quota_year = target.ppm() * 1_000;
            if !component.measure.is_score() {
                let moves = self.moves(holder.post, at, component.scope, shared);
                for (month, moved) in months.iter_mut().zip(moves.iter()) {
                    month.whole = moved.due;
                    month.part = moved.due - moved.churn - moved.contraction;
                    if component.measure == Measure::NetRetention {
                        month.part += moved.price + moved.expansion;
                    }
                }
            }
            return (months, quota_year);
        }
        let credit = self.credit(holder.post, at, component.scope, component.measure, shared);
        for (month, credit) in months.iter_mut().zip(credit.iter()) {
            month.credit = *credit;
        }
        let quota_year = match component.target {
            Target::Quota => {
                if let Some(quotas) = self.quotas.get(at) {
                    for ((month, ramped), full) in months.iter_mut().zip(&quotas.ramped).zip(&quotas.full) {
                        (month.ramped, month.full) = (*ramped, *full);
                    }
                }
                post.quota_year(holder.stint)
            }
            Target::Amount { amount, per } => {
                let year = amount.mills().saturating_mul(i64::from(per.per_year()));
                let (ramped, full) = self.thinned(holder, &over_months(year, &self.season_weights));
                for ((month, ramped), full) in months.iter_mut().zip(ramped).zip(full) {
                    (month.ramped, month.full) = (ramped, full);
                }
                year
            }
            Target::SumOfQuotas { share } => {
                let sum = self.quota_sum(holder.post, component.scope, component.measure, shared);
                for (month, sum) in months.iter_mut().zip(sum.iter()) {
                    month.full = scaled(*sum, share.to_f64());
                    month.ramped = month.full;
                }
                0
            }
            Target::Ratio { .. } => 0,
        };
        if component.measure == Measure::Meetings {
            // The forecast makes none: they count as held as planned.
            months.iter_mut().for_each(|month| month.credit = month.ramped);
        }
        (months, quota_year)
    }

    /// Months of another measure in the scope of a component, against the quota of the seat where it is an amount.
    fn months_of(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        measure: Measure,
        shared: &mut Shared,
    ) -> Vec<PayMonth> {
        let other = Component { measure, target: Target::Quota, ..component.clone() };
        self.pay_months(post, holder, at, &other, shared).0
    }

    pub(super) fn book_component(&self, payee: &mut Payee, component: &Component, earned: Vec<Earned>) {
        for period in &earned {
            if let Some(place) = payee.variable.get_mut(period.at) {
                *place += period.amount;
            }
        }
        match payee.components.iter_mut().find(|it| it.id == component.id && it.measure == component.measure) {
            Some(known) => known.earned.extend(earned),
            None => payee.components.push(ComponentPay {
                id: component.id.clone(),
                measure: component.measure,
                pot: component.measure.pot(),
                weight: component.weight.to_f64(),
                earned,
            }),
        }
    }
}

/// Mean deal of a segment, in thousandths; of all segments that have one, for a seat that serves all.
pub(crate) fn mean_deal(document: &Document, segment: Option<usize>) -> i64 {
    let size = |segment: &crate::model::Segment| segment.pipeline.deal_size.mills();
    if let Some(own) = segment.and_then(|at| document.segments.get(at)) {
        return size(own);
    }
    let sizes = || document.segments.iter().map(size).filter(|size| *size > 0).map(i128::from);
    let mean = sizes().sum::<i128>() / (sizes().count() as i128).max(1);
    i64::try_from(mean).unwrap_or(i64::MAX)
}

/// The other measures a component looks at: its gate, its multiplier, the second side of its matrix, what its attainment is of.
fn looked_at(component: &Component) -> impl Iterator<Item = Measure> {
    let matrix = match &component.rates {
        Rates::Matrix { by, .. } => Some(*by),
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
    };
    let gate = component.gate.map(|it| it.measure);
    let multiplier = component.multiplier.as_ref().map(|it| it.measure);
    [gate, multiplier, matrix, component.attained_by].into_iter().flatten()
}

/// Where a measure stands over some months: attainment of the quota, or the ratio itself. Nothing where nothing fell due or no quota
/// is set: nobody failed that.
fn stands(measure: Measure, months: &[PayMonth]) -> Option<Ratio> {
    let (part, whole, credit, quota) = months.iter().fold((0.0, 0.0, 0i64, 0i64), |sum, month| {
        (
            sum.0 + month.part,
            sum.1 + month.whole,
            sum.2.saturating_add(month.credit),
            sum.3.saturating_add(month.ramped),
        )
    });
    if measure.is_ratio() {
        return (whole > 0.0).then(|| Ratio::new((part / whole * 1e9).round() as i128, 1_000_000_000));
    }
    (quota > 0).then(|| Ratio::new(i128::from(credit), i128::from(quota)))
}
