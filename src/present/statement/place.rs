//! A stretch of credit at one rate, in words.

use super::Words;
use crate::engine::pay::Earned;
use crate::engine::pay::StepKind;
use crate::engine::{Line, PeriodStatement, TargetFrom};
use crate::model::comp::{Component, Measure, Rates, TierFrom, TierValue};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Money, Rate};

/// A number of things, kept in thousandths: `12`, `12.75`.
pub(super) fn things(count: f64, locale: &Locale) -> String {
    locale.number_trimmed(count, (0, 3))
}

/// The most decimals a factor is written with, of the unit it is written in.
const MOST: u32 = 6;

/// The fewest decimals, from some on, with which a factor times another gives an amount to the thousandth; the most where none do.
fn decimals(factor: f64, (other, amount): (f64, f64), least: u32) -> u32 {
    let product = |decimals: u32| {
        let unit = 10f64.powi(decimals as i32);
        (factor * unit).round() / unit * other
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
            | StepKind::Milestones { .. }
            | StepKind::Matrix { .. }
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

/// Attainment to a tenth of a per cent, and finer where that would read as a bound that is not reached: 59.999995 % of a tier from 60 %.
pub(super) fn attainment(planned: Option<&Component>, earned: &Earned, locale: &Locale) -> Option<String> {
    let attained = earned.attainment?;
    let mut bounds = vec![1.0];
    if let Some(planned) = planned {
        bounds.extend(begins(planned).into_iter().map(|from| place_of(from, earned)));
        let whole = planned.ratio_target().map_or(1.0, Rate::to_f64);
        bounds.extend(planned.threshold.map(|it| it.at.to_f64() / whole));
    }
    let reads_as = |decimals: i32| (attained * 10f64.powi(decimals + 2)).round() / 10f64.powi(decimals + 2);
    let misleads = |decimals: u32| bounds.iter().any(|it| attained < *it && reads_as(decimals as i32) >= *it - 1e-12);
    let decimals = (1..FINEST).find(|it| !misleads(*it)).unwrap_or(FINEST);
    Some(locale.percent(attained, decimals))
}

/// The most decimals of an attainment: a cent of a quota of a hundred million.
const FINEST: u32 = 8;

/// Where the rows of a component's table begin.
fn begins(component: &Component) -> Vec<TierFrom> {
    match &component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => tiers.iter().map(|it| it.from).collect(),
        Rates::Curve { points } => points.iter().map(|it| TierFrom::Quota(it.attainment)).collect(),
        Rates::Milestones { steps } => steps.iter().map(|it| it.at).collect(),
        Rates::Matrix { rows, .. } => rows.iter().map(|it| TierFrom::Quota(*it)).collect(),
    }
}

/// A place in a table as attainment of a period's target.
fn place_of(from: TierFrom, earned: &Earned) -> f64 {
    let whole = earned.quota as f64;
    match from {
        TierFrom::Quota(share) => share.to_f64(),
        TierFrom::Amount(amount) => amount.mills() as f64 / whole,
        TierFrom::Units(units) => f64::from(units) * 1e3 / whole,
    }
}

/// The place in a table from which it pays anything, where a period is below that or just there.
pub(super) fn first_paid(component: &Component, earned: &Earned) -> Option<TierFrom> {
    let from = match &component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => tiers.iter().find(|it| it.pays())?.from,
        Rates::Milestones { steps } => steps.iter().find(|it| !it.pay.is_zero())?.at,
        Rates::Curve { .. } | Rates::Matrix { .. } => return None,
    };
    (earned.quota > 0 && earned.credit as f64 <= place_of(from, earned) * earned.quota as f64).then_some(from)
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
        | StepKind::Milestones { .. }
        | StepKind::Matrix { .. }
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
    /// A place in a table: `60 %`, `$100,000`, `20`.
    pub(super) fn bound(&self, from: TierFrom) -> String {
        match from {
            TierFrom::Quota(share) => self.locale.rate(share),
            TierFrom::Amount(amount) => self.locale.money_whole_named(amount, self.currency),
            TierFrom::Units(units) => self.locale.count(i64::from(units)),
        }
    }

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
            let points = width / 1e7;
            let digits = decimals(points, (it.each * 1e4, amount), 2);
            let unit = 10f64.powi(digits as i32);
            let points = (points * unit).round() / unit;
            let word = if points == 1.0 { tr!("point") } else { tr!("points") };
            (format!("{} {word}", self.locale.number_trimmed(points, (2, digits))), points)
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
