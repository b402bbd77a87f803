//! One component of a holder: its months of credit and quota, what it looks at besides, and what it earns.

use super::scope::Shared;
use super::target::TargetFrom;
use super::{Desk, over_months, scaled};
use crate::engine::deal_credit::Piece;
use crate::engine::deal_size;
use crate::engine::pay::{ComponentTerms, DealPiece, Earned, Feed, Heads, PayMonth, Ratio, Step, earn, earn_in_steps};
use crate::engine::staff::{Holder, Post};
use crate::model::RampAccelerators;
use crate::model::comp::{Component, Measure, Rates, Scope, Target};
use crate::units::Rate;
use std::borrow::Cow;

/// A component, rated: its periods and, where they were asked for, the steps and the deals behind them.
pub(crate) struct Run {
    pub earned: Vec<Earned>,
    /// By period.
    pub steps: Vec<Vec<Step>>,
    /// What the target of each is made of, where the steps are asked for.
    pub targets: Vec<Option<TargetFrom>>,
    /// The deals that the steps name by place.
    pub pieces: Vec<Piece>,
}

impl Desk<'_> {
    /// What one component earns over the months its version of the plan holds, first and last.
    pub(super) fn component(
        &self,
        (post, holder, at): (&Post<'_>, &Holder, usize),
        component: &Component,
        (from, to): (usize, usize),
        shared: &mut Shared,
        in_steps: bool,
    ) -> Run {
        let settings = &self.document.settings;
        let own = post.overrides(holder.stint).and_then(|it| it.component(component));
        let component = own.as_ref().unwrap_or(component);
        let pieces = self.deals_of((post, holder, at), component.scope, component.measure, Some(component));
        let (months, quota_year) = self.pay_months(
            (post, holder, at),
            (component.measure, component.scope, component.target),
            pieces.as_deref(),
            shared,
        );
        let terms = ComponentTerms {
            variable: post.variable(holder.stint),
            quota_year,
            accelerators: post.terms.map_or(RampAccelerators::default(), |terms| terms.ramp.accelerators),
            deal_size: self.mean_deal(at, post.segment),
            margin: self.document.costs.gross_margin.unwrap_or_default(),
            calendar: settings.fiscal_calendar(),
            currency: settings.currency,
            rounding: settings.rounding,
        };
        let first = self.months.get(from).copied().unwrap_or(settings.first_month);
        let others: Vec<(Measure, Vec<PayMonth>)> = looked_at(component)
            .map(|measure| {
                let target = self.measured_against(at, component.scope, measure);
                let pieces = self.deals_of((post, holder, at), component.scope, measure, None);
                let looked = (measure, component.scope, target);
                (measure, self.pay_months((post, holder, at), looked, pieces.as_deref(), shared).0)
            })
            .collect();
        let look = |measure: Measure, low: usize, high: usize| {
            let (_, series) = others.iter().find(|it| it.0 == measure)?;
            stands(measure, series.get(from + low..=from + high).unwrap_or(&[]))
        };
        let span = months.get(from..=to).unwrap_or(&[]);
        // Positions count from the first month of the version.
        let rated: Option<Vec<DealPiece>> = pieces.as_ref().map(|pieces| {
            let inside = pieces.iter().map(|piece| piece.rated);
            inside
                .map(|piece| DealPiece { month: piece.month.checked_sub(from).unwrap_or(usize::MAX), ..piece })
                .collect()
        });
        let heads = match paid_on(component.measure, component.scope) {
            _ if holder.is_certain() => Heads::Certain,
            PaidOn::Own => Heads::InCredit { present: holder.present.get(from..=to).unwrap_or(&[]) },
            PaidOn::Others => Heads::InPay { expected: holder.active.get(from..=to).unwrap_or(&[]) },
        };
        let feed = Feed { first, months: span, deals: rated.as_deref(), look: &look, heads };
        let (mut earned, steps) = if in_steps {
            earn_in_steps(component, &terms, &feed).into_iter().unzip()
        } else {
            (earn(component, &terms, &feed), Vec::new())
        };
        for period in &mut earned {
            period.at += from;
            period.from += from;
        }
        let asked = if in_steps { earned.as_slice() } else { &[] };
        let made_of = |period: &Earned| self.target_from((post, holder), component, from, period, shared);
        let targets = asked.iter().map(made_of).collect();
        Run { earned, steps, targets, pieces: pieces.unwrap_or_default() }
    }

    /// What another measure is held against where it is an amount: the own quota if it is set in that measure, or all quotas in a wider
    /// scope that are. Without one the measure stands nowhere.
    fn measured_against(&self, at: usize, scope: Scope, measure: Measure) -> Target {
        let own = self.quotas.get(at).is_some_and(|quotas| quotas.measure == measure);
        if scope == Scope::Own && own { Target::Quota } else { Target::SumOfQuotas { share: Rate::ONE } }
    }

    /// Real deals in the scope of a seat, if there are real ones at all: for a component that pays on them, or for whatever else looks at
    /// them.
    fn deals_of(
        &self,
        (post, holder, at): (&Post<'_>, &Holder, usize),
        scope: Scope,
        measure: Measure,
        pays: Option<&Component>,
    ) -> Option<Vec<Piece>> {
        let deals = self.deals?;
        let holders = self.holders_in(holder.post, at, scope, measure);
        let mut pieces = deals.pieces(&holders, measure);
        if paid_on(measure, scope) == PaidOn::Others
            && !measure.is_ratio()
            && let Some(stint) = post.stint(holder.stint)
        {
            // What others sold before, after or while they were away is not theirs.
            let away = |day| stint.leave.iter().any(|leave| (leave.from..=leave.to).contains(&day));
            let held = |day| stint.from <= day && stint.to.date().is_none_or(|to| day <= to);
            pieces.retain(|it| held(it.day) && !away(it.day));
        }
        self.take_back(&mut pieces, post, pays);
        Some(pieces)
    }

    /// Months of a measure: credit in scope, and what it is measured against.
    fn pay_months(
        &self,
        (post, holder, at): (&Post<'_>, &Holder, usize),
        (measure, scope, target): (Measure, Scope, Target),
        pieces: Option<&[Piece]>,
        shared: &mut Shared,
    ) -> (Vec<PayMonth>, i64) {
        let others = paid_on(measure, scope) == PaidOn::Others;
        let (with_ramp, in_seat) =
            if others { holder.whole() } else { (Cow::Borrowed(&*holder.ramped), &*holder.active) };
        let mut months: Vec<PayMonth> =
            in_seat.iter().map(|active| PayMonth { active: *active, ..PayMonth::default() }).collect();
        if measure.is_ratio() {
            let target = match target {
                Target::Ratio { ratio } => ratio,
                Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => Rate::ONE,
            };
            let quota_year = target.ppm() * 1_000;
            if let Some(scores) = pieces.filter(|scores| !scores.is_empty()) {
                // Scores of several months count alike.
                for score in scores {
                    if let Some(month) = months.get_mut(score.rated.month) {
                        month.part += score.rated.credit as f64 / 1_000.0;
                        month.whole += 1.0;
                    }
                }
            } else if !measure.is_score() {
                let moves = self.moves(holder.post, at, scope, shared);
                for (month, moved) in months.iter_mut().zip(moves.iter()) {
                    month.whole = moved.due;
                    month.part = moved.due - moved.churn - moved.contraction;
                    if measure == Measure::NetRetention {
                        month.part += moved.price + moved.expansion;
                    }
                }
            }
            return (months, quota_year);
        }
        if let Some(pieces) = pieces {
            for piece in pieces {
                if let Some(month) = months.get_mut(piece.rated.month) {
                    month.credit = month.credit.saturating_add(piece.rated.credit);
                }
            }
        } else {
            let credit = self.credit(holder.post, at, scope, measure, shared);
            for (month, credit) in months.iter_mut().zip(credit.iter()) {
                month.credit = if others { scaled(*credit, month.active) } else { *credit };
            }
        }
        let quota_year = match target {
            Target::Quota if !others => {
                if let Some(quotas) = self.quotas.get(at) {
                    for ((month, ramped), full) in months.iter_mut().zip(&quotas.ramped).zip(&quotas.full) {
                        (month.ramped, month.full) = (*ramped, *full);
                    }
                }
                post.quota_year(holder.stint)
            }
            Target::Quota | Target::Amount { .. } => {
                let year = match target {
                    Target::Amount { amount, per } => amount.mills().saturating_mul(i64::from(per.per_year())),
                    Target::Quota | Target::SumOfQuotas { .. } | Target::Ratio { .. } => post.quota_year(holder.stint),
                };
                let by_month = over_months(year, &self.season_weights);
                let (ramped, full) = self.over_holder(&by_month, (&with_ramp, in_seat));
                for ((month, ramped), full) in months.iter_mut().zip(ramped).zip(full) {
                    (month.ramped, month.full) = (ramped, full);
                }
                year
            }
            Target::SumOfQuotas { share } => {
                let sum = self.quota_sum(holder.post, scope, measure, shared);
                for (month, sum) in months.iter_mut().zip(sum.iter()) {
                    let in_seat = if others { month.active } else { 1.0 };
                    month.full = scaled(scaled(*sum, share.to_f64()), in_seat);
                    month.ramped = month.full;
                }
                0
            }
            Target::Ratio { .. } => 0,
        };
        if measure == Measure::Meetings && pieces.is_none() {
            // The forecast makes none: they count as held as planned.
            months.iter_mut().for_each(|month| month.credit = month.ramped);
        }
        (months, quota_year)
    }
}

impl Desk<'_> {
    /// The mean deal of a holder, in thousandths: as the forecast has it.
    pub(super) fn mean_deal(&self, holder: usize, segment: Option<usize>) -> i64 {
        self.credits.deal_size(holder).unwrap_or_else(|| deal_size::mean_deal(self.document, segment))
    }
}

/// Whose results a component is paid on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PaidOn {
    /// Those of whoever is paid: where only a part of somebody is expected, so is their credit.
    Own,
    /// Those of others, or a ratio: they are what they are, whoever is there to be paid on them.
    Others,
}

/// Whose results a component on a measure in a scope is paid on.
pub(crate) fn paid_on(measure: Measure, scope: Scope) -> PaidOn {
    if scope == Scope::Own && !measure.is_ratio() { PaidOn::Own } else { PaidOn::Others }
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
