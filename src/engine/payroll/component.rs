//! One component of a holder: its months of credit and quota, its gate, and what it earns.

use super::scope::Shared;
use super::{Desk, over_months, scaled};
use crate::engine::outcome::{ComponentPay, Payee};
use crate::engine::pay::{ComponentTerms, Earned, PayMonth, earn};
use crate::engine::staff::{Holder, Post};
use crate::model::RampAccelerators;
use crate::model::comp::{Component, Gate, Measure, Target};
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
            deal_size: self.mean_deal(post.segment),
            calendar: settings.fiscal_calendar(),
            currency: settings.currency,
            rounding: settings.rounding,
        };
        let first = self.months.get(from).copied().unwrap_or(settings.first_month);
        let gate_months =
            component.gate.map(|gate| (gate, self.gate_months(post, holder, at, component, gate, shared)));
        let gate = |low: usize, high: usize| {
            gate_months
                .as_ref()
                .is_none_or(|(gate, series)| gate_met(gate, series.get(from + low..=from + high).unwrap_or(&[])))
        };
        let span = months.get(from..=to).unwrap_or(&[]);
        let mut earned = earn(component, &terms, first, span, &gate);
        for period in &mut earned {
            period.at += from;
            period.from += from;
        }
        earned
    }

    /// Mean deal of a segment; of all segments that have one, for a seat that serves all.
    fn mean_deal(&self, segment: Option<usize>) -> i64 {
        let size = |segment: &crate::model::Segment| segment.pipeline.deal_size.mills();
        if let Some(own) = segment.and_then(|at| self.document.segments.get(at)) {
            return size(own);
        }
        let sizes = || self.document.segments.iter().map(size).filter(|size| *size > 0).map(i128::from);
        let mean = sizes().sum::<i128>() / (sizes().count() as i128).max(1);
        i64::try_from(mean).unwrap_or(i64::MAX)
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
            if component.measure != Measure::Objectives {
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
        (months, quota_year)
    }

    fn gate_months(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        at: usize,
        component: &Component,
        gate: Gate,
        shared: &mut Shared,
    ) -> Vec<PayMonth> {
        let looked_at = Component { measure: gate.measure, target: Target::Quota, ..component.clone() };
        self.pay_months(post, holder, at, &looked_at, shared).0
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

fn gate_met(gate: &Gate, months: &[PayMonth]) -> bool {
    let (part, whole, credit, quota) = months.iter().fold((0.0, 0.0, 0i64, 0i64), |sum, month| {
        (
            sum.0 + month.part,
            sum.1 + month.whole,
            sum.2.saturating_add(month.credit),
            sum.3.saturating_add(month.ramped),
        )
    });
    if gate.measure.is_ratio() {
        // A gate on what never fell due is open: nobody failed it.
        whole <= 0.0 || part / whole + 1e-12 >= gate.at.to_f64()
    } else {
        i128::from(credit) * i128::from(Rate::SCALE) >= i128::from(quota) * i128::from(gate.at.ppm())
    }
}
