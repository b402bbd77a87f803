//! The first half of a component's sentence where its table is not made of plain tiers: curves, pro-rata tiers, milestones, matrices.

use super::component::Words;
use super::mechanics::{attained, counted, standing};
use crate::model::comp::{
    Accumulates, Component, CurvePoint, MarginOver, Measure, Milestone, Rates, Tier, TierFrom, TierValue,
};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Cadence, Rate};

impl Words<'_> {
    /// Tiers that the margin of each deal picks.
    pub(super) fn by_margin(&self, tiers: &[Tier], over: MarginOver) -> String {
        let rates = self.rates();
        let tier = |(at, it): (usize, &Tier)| tr!("{} from {}", self.pays(it, rates.get(at)), self.of_target(it.from));
        let shown: Vec<String> = tiers.iter().enumerate().map(tier).collect();
        let divisor = match over {
            MarginOver::Amount => tr!("amount"),
            MarginOver::Cost => tr!("cost"),
        };
        let what = counted(self.component.measure);
        tr!(
            "Pays for {what} of each deal the rate that its margin in per cent of its {divisor} picks: {}",
            listed(&shown)
        )
    }

    /// A share of 100 %: `100 %`, `125 %`; of what is said once, before.
    fn of_target(&self, from: TierFrom) -> String {
        match from {
            TierFrom::Quota(share) => self.locale.rate(share),
            TierFrom::Amount(_) | TierFrom::Units(_) => self.bound(from),
        }
    }

    pub(super) fn curve(&self, points: &[CurvePoint]) -> String {
        let what = attained(self.component.measure);
        let point = |it: &CurvePoint| tr!("{} of it at {}", self.locale.rate(it.pay), self.locale.rate(it.attainment));
        let shown: Vec<String> = points.iter().map(point).collect();
        let line = listed(&shown);
        tr!("Pays {} along a curve of attainment of {what}: {line}", self.target_pay())
    }

    pub(super) fn pro_rata(&self, tiers: &[Tier], accumulates: Accumulates) -> String {
        let what = counted(self.component.measure);
        let rates = self.rates();
        let parts: Vec<String> = tiers
            .iter()
            .enumerate()
            .map(|(at, tier)| {
                let adds = match (accumulates, tier.value) {
                    (Accumulates::Rate, _) => self.pays(tier, rates.get(at)),
                    (Accumulates::Amount, TierValue::Multiple(share)) => {
                        tr!("{} of target pay", self.locale.rate(share))
                    }
                    (Accumulates::Amount, TierValue::Share(share)) => {
                        tr!("{} of its width", self.locale.rate(share))
                    }
                    (Accumulates::Amount, TierValue::PerUnit(amount)) => {
                        self.locale.money_full_named(amount, self.currency)
                    }
                };
                match tiers.get(at + 1).map(|next| next.from).or_else(|| full_at(tiers)) {
                    Some(end) => tr!("{adds} up to {}", self.of_target(end)),
                    None => tr!("{adds} beyond"),
                }
            })
            .collect();
        let parts = listed(&parts);
        match accumulates {
            Accumulates::Rate => {
                tr!("Pays all of {what} at one rate, to which each tier adds as far as it is filled: {parts}")
            }
            Accumulates::Amount => tr!("Pays for {what} what each tier adds as far as it is filled: {parts}"),
        }
    }

    pub(super) fn milestones(&self, steps: &[Milestone]) -> String {
        let what = counted(self.component.measure);
        let each = |(at, step): (usize, &Milestone)| {
            let whole = step.pay.to_major().fract() == 0.0;
            let show = if whole { Locale::money_whole_named } else { Locale::money_full_named };
            let sum = show(self.locale, step.pay, self.currency);
            let place = self.of_target(step.at);
            if at == 0 { tr!("{sum} at {place}") } else { tr!("{sum} more at {place}") }
        };
        let sums: Vec<String> = steps.iter().enumerate().map(each).collect();
        let period = match self.component.cadence {
            Cadence::Month => tr!("month"),
            Cadence::Quarter => tr!("quarter"),
            Cadence::Half => tr!("half-year"),
            Cadence::Year => tr!("year"),
        };
        tr!("Pays fixed sums for {what} in each {period}: {}", listed(&sums))
    }

    /// The corners of a matrix say enough: what its first row and column pay, and its last.
    pub(super) fn matrix(&self, by: Measure, rows: &[Rate], columns: &[Rate], cells: &[Vec<Rate>]) -> String {
        let (own, other) = (standing(self.component.measure), standing(by));
        let mut text = tr!("Pays a share of {} by {own} and {other} together", self.target_pay());
        let corner = |row: Option<&Rate>, column: Option<&Rate>, cell: Option<&Rate>| {
            let (row, column, cell) = (row?, column?, cell?);
            let row = self.component.ratio_at(*row).unwrap_or(*row);
            Some((self.locale.rate(*cell), self.locale.rate(row), self.locale.rate(*column)))
        };
        let low = corner(rows.first(), columns.first(), cells.first().and_then(|row| row.first()));
        let high = corner(rows.last(), columns.last(), cells.last().and_then(|row| row.last()));
        if let (Some(low), Some(high)) = (low, high) {
            let ((cell, row, column), (most, top, right)) = (low, high);
            text.push_str(&tr!(": {cell} from {row} and {column}, up to {most} from {top} and {right}"));
        }
        text
    }
}

/// What the rows of a matrix begin at. Of a ratio they are shares of its target, with a word on what 100 % is, and on what columns and a
/// threshold are: `% of target (90 %)`, `100 % of it is gross retention of 90 %. Columns are net retention itself.`
pub fn matrix_rows(component: &Component, locale: &Locale) -> (String, String) {
    let Some(target) = component.ratio_target() else { return (standing(component.measure), String::new()) };
    let (target, whole) = (locale.rate(target), locale.rate(Rate::ONE));
    let what = standing(component.measure);
    let mut text = tr!("Rows are shares of the target: {whole} of it is {what} of {target}.");
    if let Rates::Matrix { by, .. } = &component.rates {
        text.push_str(&if by.is_ratio() {
            tr!(" Columns are {} itself.", standing(*by))
        } else {
            tr!(" Columns are {}, in shares of its target.", standing(*by))
        });
    }
    if component.threshold.is_some() {
        text.push_str(&tr!(" The threshold is {what} itself, no share of the target."));
    }
    (tr!("% of target ({target})"), text)
}

/// Where the last tier of a pro-rata table is full: as wide as the one before it, or as 100 % where there is none.
fn full_at(tiers: &[Tier]) -> Option<TierFrom> {
    let (last, before) = (tiers.last()?.from, tiers.iter().rev().nth(1).map(|it| it.from));
    match (last, before) {
        (TierFrom::Quota(last), Some(TierFrom::Quota(before))) => Some(TierFrom::Quota(last + (last - before))),
        (TierFrom::Quota(last), None) => Some(TierFrom::Quota(last + Rate::ONE)),
        (TierFrom::Amount(last), Some(TierFrom::Amount(before))) => Some(TierFrom::Amount(last + (last - before))),
        (TierFrom::Units(last), Some(TierFrom::Units(before))) => {
            Some(TierFrom::Units(last.saturating_add(last.saturating_sub(before))))
        }
        (TierFrom::Quota(_) | TierFrom::Amount(_) | TierFrom::Units(_), _) => None,
    }
}

/// Parts of a list with commas and a last `and`.
fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => tr!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => tr!("nothing yet").to_owned(),
    }
}
