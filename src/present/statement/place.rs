//! A stretch of credit at one rate, in words.

use super::Words;
use crate::engine::pay::StepKind;
use crate::engine::{Line, PeriodStatement, TargetFrom};
use crate::model::comp::{Measure, TierValue};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Money, Rate};

/// A number of things, kept in thousandths: `12`, `12.75`.
pub(super) fn things(count: f64, locale: &Locale) -> String {
    locale.number_trimmed(count, (0, 3))
}

/// The most decimals a rate is written with, of the unit it is written in.
const MOST: u32 = 6;

/// The fewest decimals with which a rate times what it is paid on gives an amount to the thousandth, from some on; the most where
/// none do. `shown` is what it is paid on as it is written, `amount` what that pays.
fn decimals(rate: f64, (shown, amount): (f64, f64), least: u32) -> u32 {
    let product = |decimals: u32| {
        let unit = 10f64.powi(decimals as i32);
        (rate * unit).round() / unit * shown
    };
    (least..MOST).find(|it| (product(*it) - amount).abs() < 1.001e-3).unwrap_or(MOST)
}

/// A share of an amount, in so many decimals as it takes to find again what it pays of that: `10 %`, `11.111111 %`.
pub(super) fn share_of(share: f64, (shown, amount): (f64, f64), locale: &Locale) -> String {
    locale.percent_trimmed(share, decimals(share * 100.0, (shown / 100.0, amount), 2))
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
    /// An amount as it is written, to its last minor unit, in major units.
    pub(super) fn coins(&self, amount: Money) -> f64 {
        let unit = 10f64.powi(self.currency.minor_digits() as i32);
        (amount.to_major() * unit).round() / unit
    }

    /// `150,000.00 at 11.111111 %`, and where it lies: `up to 150,000.00, the target rate`.
    pub(super) fn stretch(&self, measure: Measure, period: &PeriodStatement, it: &Stretch) -> (String, String) {
        let width = it.to - it.from;
        let amount = width * it.each / 1e3;
        // What is paid on, in the unit it is written in.
        let (what, shown) = if measure.is_ratio() {
            let points = (width / 1e3).round() / 1e4;
            let word = if points == 1.0 { tr!("point") } else { tr!("points") };
            (format!("{} {word}", self.locale.number_trimmed(points, (2, 4))), points)
        } else {
            let width = Money::from_mills(width.round() as i64);
            let shown = if measure.is_count() { width.to_major() } else { self.coins(width) };
            (self.measured(measure, width.mills()), shown)
        };
        let money = |each: f64| {
            let decimals = decimals(each, (shown, amount), self.currency.minor_digits());
            self.locale.money_fine_named(each, decimals, self.currency)
        };
        let rate = if measure.is_ratio() {
            tr!("{} a point", money(it.each * 1e4))
        } else if measure.is_count() || matches!(it.value, TierValue::PerUnit(_)) {
            tr!("{} each", money(it.each))
        } else {
            match it.value {
                TierValue::Share(share) => self.locale.rate(share),
                TierValue::Multiple(_) | TierValue::PerUnit(_) => share_of(it.each, (shown, amount), self.locale),
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
