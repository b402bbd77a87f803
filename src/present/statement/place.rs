//! A stretch of credit at one rate, in words.

use super::Words;
use crate::engine::pay::StepKind;
use crate::engine::{Line, PeriodStatement, TargetFrom};
use crate::model::comp::{Measure, TierValue};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Money, Rate};

/// A number of things: `12`, `3.5`.
pub(super) fn things(count: f64, locale: &Locale) -> String {
    let whole = (count - count.round()).abs() < 0.05;
    locale.number(if whole { count.round() } else { count }, if whole { 0 } else { 1 })
}

/// A share to so many decimals, without zeros at the end: `50 %`, `11.11 %`.
pub(super) fn part(share: f64, decimals: i32, locale: &Locale) -> String {
    let unit = 10f64.powi(decimals + 2);
    let rounded = (share.abs() * unit * (1.0 + f64::EPSILON)).round() / unit;
    locale.rate(Rate::from_f64(rounded.copysign(share)))
}

/// A stretch of credit as a step holds it.
pub(super) struct Stretch {
    from: f64,
    to: f64,
    value: TierValue,
    /// Thousandths of money for each thousandth of credit (billionth of a ratio).
    each: f64,
}

impl Stretch {
    /// That of a step, if it is one.
    pub(super) fn of(line: &Line) -> Option<Stretch> {
        match line.kind {
            StepKind::Slice { from, to, value, each } => Some(Stretch { from, to, value, each }),
            StepKind::RiseToTarget { .. }
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
        }
    }

    /// The derived rate behind it, where its rate is a multiple of that.
    fn target_rate(&self) -> Option<f64> {
        match self.value {
            TierValue::Multiple(multiple) if multiple.ppm() != 0 => Some(self.each / multiple.to_f64()),
            TierValue::Multiple(_) | TierValue::Share(_) | TierValue::PerUnit(_) => None,
        }
    }
}

/// The target of a period, and what it is made of where it is not simply the quota: `target 475,000.00 (quota of 600,000.00,
/// 125,000.00 less for the ramp)`.
pub(super) fn target(words: &Words<'_>, measure: Measure, period: &PeriodStatement) -> String {
    let shown = |value: i64| words.measured(measure, value);
    let target = tr!("target {}", shown(period.earned.quota));
    match period.target {
        Some(TargetFrom::Quota { whole, away, ramp }) if away != 0 || ramp != 0 => {
            let ramp = (ramp != 0).then(|| tr!("{} less for the ramp", shown(ramp)));
            let away = (away != 0).then(|| tr!("{} less for time not in the seat or on leave", shown(away)));
            let less: Vec<String> = ramp.into_iter().chain(away).collect();
            tr!("{target} (quota of {}, {})", shown(whole), less.join(", "))
        }
        Some(TargetFrom::Quotas { share, .. }) if share == Rate::ONE => tr!("{target} (the quotas in scope)"),
        Some(TargetFrom::Quotas { share, sum }) => {
            tr!("{target} ({} of the quotas in scope, {})", words.locale.rate(share), shown(sum))
        }
        Some(TargetFrom::Quota { .. }) | None => target,
    }
}

/// What a period pays exactly at its target, where a step tells.
pub(super) fn target_pay(period: &PeriodStatement) -> Option<Money> {
    let told = |line: &Line| match line.kind {
        StepKind::RiseToTarget { target, .. } => Some(target),
        StepKind::Slice { .. }
        | StepKind::Table
        | StepKind::AttainedBy { .. }
        | StepKind::Kicker
        | StepKind::DealCap
        | StepKind::Multiplier { .. }
        | StepKind::CarriedIn
        | StepKind::Cap
        | StepKind::Gate
        | StepKind::Settled
        | StepKind::Rounding => {
            let rate = Stretch::of(line).and_then(|it| it.target_rate())?;
            Some(rate * period.earned.quota as f64)
        }
    };
    let mills = period.lines.iter().find_map(told).filter(|_| period.earned.quota > 0)?;
    Some(Money::from_mills(mills.round() as i64))
}

impl Words<'_> {
    /// `150,000.00 at 11.11 %`, and where it lies: `up to 150,000.00, the target rate`.
    pub(super) fn stretch(&self, measure: Measure, period: &PeriodStatement, it: &Stretch) -> (String, String) {
        let what = if measure.is_ratio() {
            let points = (it.to - it.from) / 1e7;
            let word = if points == 1.0 { tr!("point") } else { tr!("points") };
            format!("{} {word}", self.locale.number(points, 2))
        } else {
            self.measured(measure, (it.to - it.from).round() as i64)
        };
        let money = |major: f64| self.locale.money_full_named(Money::from_major_f64(major), self.currency);
        let rate = if measure.is_ratio() {
            tr!("{} a point", money(it.each * 1e4))
        } else if measure.is_count() || matches!(it.value, TierValue::PerUnit(_)) {
            tr!("{} each", money(it.each))
        } else {
            match it.value {
                TierValue::Share(share) => self.locale.rate(share),
                TierValue::Multiple(_) | TierValue::PerUnit(_) => part(it.each, 2, self.locale),
            }
        };
        let place = |at: f64| self.measured(measure, at.round() as i64);
        let goes_on = || period.lines.iter().filter_map(Stretch::of).any(|other| other.from > 0.0);
        let mut notes = Vec::new();
        if it.to < it.from {
            notes.push(tr!("taken back").to_owned());
        } else if it.from > 0.0 {
            notes.push(tr!("from {} to {}", place(it.from), place(it.to)));
        } else if goes_on() {
            notes.push(tr!("up to {}", place(it.to)));
        }
        if let TierValue::Multiple(multiple) = it.value {
            notes.push(if multiple == Rate::ONE {
                tr!("the target rate").to_owned()
            } else {
                tr!("{}x the target rate", self.locale.multiple_typed(multiple))
            });
        }
        (tr!("{what} at {rate}"), notes.join(", "))
    }
}
