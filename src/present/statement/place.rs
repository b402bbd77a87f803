//! A stretch of credit at one rate, in words.

use super::Words;
use crate::engine::pay::StepKind;
use crate::engine::{Line, PeriodStatement};
use crate::model::comp::{Measure, TierValue};
use crate::present::Locale;
use crate::units::{Money, Rate};

/// A number of things: `12`, `3.5`.
pub(super) fn things(count: f64, locale: &Locale) -> String {
    let text = locale.number(count, 1);
    if (count - count.round()).abs() < 0.05 { locale.number(count.round(), 0) } else { text }
}

/// A share to so many decimals, without zeros at the end: `50 %`, `11.11 %`.
pub(super) fn part(share: f64, decimals: u32, locale: &Locale) -> String {
    let unit = 10f64.powi(decimals as i32 + 2);
    let rounded = Rate::from_f64((share.abs() * unit * (1.0 + f64::EPSILON)).round() / unit * share.signum());
    locale.rate(rounded)
}

/// What the derived rate of a period comes to in its measure's own unit: money for each unit of credit, or for each percentage point of a
/// ratio. Read off the widest stretch, whose thousandths say it best.
pub(super) fn target_rate(measure: Measure, period: &PeriodStatement) -> Option<f64> {
    let slices = period.lines.iter().filter_map(|line| match line.kind {
        StepKind::Slice { from, to, value: TierValue::Multiple(multiple) } if multiple.ppm() != 0 && from != to => {
            Some(((to - from).abs(), line.amount.to_major() / (width(measure, from, to) * multiple.to_f64())))
        }
        StepKind::Slice { .. }
        | StepKind::RiseToTarget
        | StepKind::Table
        | StepKind::AttainedBy { .. }
        | StepKind::Kicker
        | StepKind::DealCap
        | StepKind::Multiplier { .. }
        | StepKind::CarriedIn
        | StepKind::Cap
        | StepKind::Gate
        | StepKind::Settled
        | StepKind::Rounding => None,
    });
    slices.max_by(|a, b| a.0.total_cmp(&b.0)).map(|it| it.1)
}

/// A stretch in major units of money, in things, or in percentage points.
fn width(measure: Measure, from: f64, to: f64) -> f64 {
    let unit = if measure.is_ratio() { 1e7 } else { 1e3 };
    (to - from) / unit
}

impl Words<'_> {
    /// `150,000.00 at 11.11 %`, and where it lies: `up to 150,000.00, the target rate`.
    pub(super) fn slice(
        &self,
        measure: Measure,
        period: &PeriodStatement,
        (from, to, value): (f64, f64, TierValue),
        line: &Line,
    ) -> (String, String) {
        let wide = width(measure, from, to);
        let what = if measure.is_ratio() {
            let word = if wide == 1.0 { "point" } else { "points" };
            format!("{} {word}", self.locale.number(wide, 2))
        } else {
            self.measured(measure, (to - from).round() as i64)
        };
        let money = |major: f64| {
            let amount = Money::from_major_f64(major);
            self.locale.money_full_named(amount, self.currency)
        };
        let each = match value {
            TierValue::Multiple(multiple) => match target_rate(measure, period) {
                Some(rate) => rate * multiple.to_f64(),
                None => line.amount.to_major() / wide,
            },
            TierValue::Share(share) if measure.is_ratio() => share.to_f64() / 100.0,
            TierValue::Share(share) => share.to_f64(),
            TierValue::PerUnit(amount) if measure.is_ratio() => amount.to_major() / 100.0,
            TierValue::PerUnit(amount) => amount.to_major(),
        };
        let rate = if measure.is_ratio() {
            format!("{} a point", money(each))
        } else {
            match value {
                TierValue::Share(share) => self.locale.rate(share),
                TierValue::PerUnit(_) => format!("{} each", money(each)),
                TierValue::Multiple(_) if measure.is_count() => format!("{} each", money(each)),
                TierValue::Multiple(_) => part(each, 2, self.locale),
            }
        };
        let place = |at: f64| self.measured(measure, at.round() as i64);
        let mut notes = Vec::new();
        if to < from {
            notes.push("taken back".to_owned());
        } else if from > 0.0 {
            notes.push(format!("from {} to {}", place(from), place(to)));
        } else if period.lines.iter().any(|it| matches!(it.kind, StepKind::Slice { from, .. } if from > 0.0)) {
            notes.push(format!("up to {}", place(to)));
        }
        if let TierValue::Multiple(multiple) = value {
            notes.push(if multiple.ppm() == Rate::SCALE {
                "the target rate".to_owned()
            } else {
                format!("{}x the target rate", self.locale.multiple_typed(multiple))
            });
        }
        (format!("{what} at {rate}"), notes.join(", "))
    }
}
