//! What a table of rates pays for a credit, in exact fractions: the credit is walked stretch by stretch, and for every stretch the last
//! tier that reaches it is looked up.

use num_rational::BigRational;
use remit::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Milestone, Rates, Reach, Threshold, ThresholdStart, Tier, TierFrom,
    TierValue,
};
use remit::units::Rate;

/// An exact fraction.
pub type Exact = BigRational;

pub fn whole(number: i64) -> Exact {
    Exact::from_integer(number.into())
}

pub fn fraction(num: i64, den: i64) -> Exact {
    Exact::new(num.into(), den.into())
}

pub fn share(rate: Rate) -> Exact {
    fraction(rate.ppm(), 1_000_000)
}

pub fn less(a: Exact, b: Exact) -> Exact {
    if b < a { b } else { a }
}

pub fn more(a: Exact, b: Exact) -> Exact {
    if b > a { b } else { a }
}

/// What credit is rated against: thousandths of money or of units, or billionths of a ratio.
pub struct Rater<'a> {
    pub component: &'a Component,
    /// What 100 % is.
    pub quota: Exact,
    /// What 100 % pays.
    pub target: Exact,
    /// Whether anything may pay more than the derived rate.
    pub accelerates: bool,
    /// Where the other measure of a matrix stands.
    pub other: Exact,
}

impl Rater<'_> {
    /// The derived rate: target pay for each thousandth of quota.
    pub fn derived(&self) -> Exact {
        if self.quota == whole(0) { whole(0) } else { &self.target / &self.quota }
    }

    /// Pay for a credit from the first coin on; less than nothing pays the same the other way.
    pub fn pay(&self, credit: &Exact) -> Exact {
        if *credit < whole(0) { -self.pay_between(&whole(0), &-credit) } else { self.pay_between(&whole(0), credit) }
    }

    /// Pay for the credit above `settled`, at the rates that `total` reaches: attainment cap, threshold, table.
    pub fn pay_between(&self, settled: &Exact, total: &Exact) -> Exact {
        let most = self.component.attainment_cap.map(|cap| share(cap) * &self.quota);
        let counts = |credit: &Exact| most.clone().map_or(credit.clone(), |most| less(credit.clone(), most));
        let (settled, total) = (counts(settled), counts(total));
        match self.component.threshold {
            None => self.table(&settled, &total),
            Some(threshold) => self.behind_threshold(&threshold, &settled, &total),
        }
    }

    /// Where a threshold lies: a share of quota, or the ratio itself.
    fn lies_at(&self, threshold: &Threshold) -> Exact {
        if self.component.measure.is_ratio() {
            share(threshold.at) * whole(1_000_000_000)
        } else {
            share(threshold.at) * &self.quota
        }
    }

    fn behind_threshold(&self, threshold: &Threshold, settled: &Exact, total: &Exact) -> Exact {
        let at = self.lies_at(threshold);
        match threshold.start {
            ThresholdStart::Share if *total < at => whole(0),
            ThresholdStart::Share => self.table(settled, total),
            ThresholdStart::Zero => self.risen(&at, total) - self.risen(&at, settled),
        }
    }

    /// From zero at the threshold straight to target pay at target; beyond, what the table adds above quota.
    fn risen(&self, at: &Exact, credit: &Exact) -> Exact {
        if credit < at {
            whole(0)
        } else if *at >= self.quota {
            self.table(&whole(0), credit)
        } else if *credit <= self.quota {
            &self.target * (credit - at) / (&self.quota - at)
        } else {
            &self.target + self.table(&whole(0), credit) - self.table(&whole(0), &self.quota)
        }
    }

    /// The table alone.
    fn table(&self, settled: &Exact, total: &Exact) -> Exact {
        match &self.component.rates {
            Rates::Tiers { tiers, boundary } => self.tiers(tiers, *boundary, settled, total),
            Rates::Interpolated { tiers, accumulates: Accumulates::Rate } => {
                self.filled(tiers, total, |value| self.each(value)) * (total - settled)
            }
            Rates::Interpolated { tiers, accumulates: Accumulates::Amount } => {
                let sum = |credit| self.filled(tiers, credit, |value| self.amount(value));
                sum(total) - sum(settled)
            }
            Rates::Curve { points } => {
                &self.target * (self.on_curve(points, total) - self.on_curve(points, settled))
            }
            Rates::Milestones { steps } => self.reached(steps, total) - self.reached(steps, settled),
            Rates::Matrix { rows, columns, cells, .. } => {
                let own = if self.quota == whole(0) { whole(1) } else { total / &self.quota };
                let row = rows.iter().rposition(|it| share(*it) <= own);
                let column = columns.iter().rposition(|it| share(*it) <= self.other);
                match (row, column) {
                    (Some(row), Some(column)) => &self.target * share(cells[row][column]),
                    _ => whole(0),
                }
            }
        }
    }

    /// Where a tier or milestone begins.
    fn begins(&self, from: TierFrom) -> Exact {
        match from {
            TierFrom::Quota(at) => share(at) * &self.quota,
            TierFrom::Amount(amount) => whole(amount.mills()),
            TierFrom::Units(count) => whole(i64::from(count) * 1_000),
        }
    }

    /// What one thousandth of credit pays at a rate.
    fn each(&self, value: TierValue) -> Exact {
        let each = match value {
            TierValue::Multiple(multiple) => share(multiple) * self.derived(),
            TierValue::Share(of_credit) => share(of_credit),
            TierValue::PerUnit(amount) => fraction(amount.mills(), 1_000),
        };
        if self.accelerates { each } else { less(each, self.derived()) }
    }

    fn tiers(&self, tiers: &[Tier], boundary: Boundary, settled: &Exact, total: &Exact) -> Exact {
        // The tiers that the total reaches, each with the first coin it is applied to, lowest first.
        let mut reached = Vec::new();
        for tier in tiers {
            let begins = self.begins(tier.from);
            if begins < *total || (begins == *total && boundary == Boundary::Upper) {
                let first = match tier.reach {
                    Reach::OwnBound => begins,
                    Reach::Quota => self.quota.clone(),
                    Reach::FirstDollar => whole(0),
                };
                reached.push((first, self.each(tier.value)));
            }
        }
        // Between two neighbouring cuts the rate does not change.
        let (low, high) = if settled <= total { (settled, total) } else { (total, settled) };
        let mut cuts = vec![low.clone(), high.clone()];
        cuts.extend(reached.iter().map(|(first, _)| first.clone()).filter(|cut| low < cut && cut < high));
        cuts.sort();
        let mut pay = whole(0);
        for stretch in cuts.windows(2) {
            let rate = reached.iter().rev().find(|(first, _)| *first <= stretch[0]).map(|(_, rate)| rate.clone());
            pay += rate.unwrap_or_else(|| whole(0)) * (&stretch[1] - &stretch[0]);
        }
        if settled <= total { pay } else { -pay }
    }

    /// The sum of what tiers count, each as far as it is filled. The last is as wide as the one before.
    fn filled(&self, tiers: &[Tier], credit: &Exact, counts: impl Fn(TierValue) -> Exact) -> Exact {
        let begins: Vec<Exact> = tiers.iter().map(|tier| self.begins(tier.from)).collect();
        let mut sum = whole(0);
        for (at, tier) in tiers.iter().enumerate() {
            let width = match (begins.get(at + 1), at.checked_sub(1).map(|before| &begins[before])) {
                (Some(next), _) => next - &begins[at],
                (None, Some(before)) => &begins[at] - before,
                (None, None) => self.quota.clone(),
            };
            let into = credit - &begins[at];
            let part = if into <= whole(0) {
                whole(0)
            } else if into >= width {
                whole(1)
            } else {
                into / width
            };
            sum += part * counts(tier.value);
        }
        sum
    }

    /// What a full tier pays where amounts accumulate.
    fn amount(&self, value: TierValue) -> Exact {
        match value {
            TierValue::Multiple(multiple) => share(multiple) * &self.target,
            TierValue::Share(of_credit) => share(of_credit) * &self.quota,
            TierValue::PerUnit(amount) => whole(amount.mills()),
        }
    }

    /// Share of target pay at a credit.
    fn on_curve(&self, points: &[CurvePoint], credit: &Exact) -> Exact {
        let Some(first) = points.first() else { return whole(0) };
        let at = if self.quota == whole(0) { whole(1) } else { credit / &self.quota };
        if at <= share(first.attainment) {
            return share(first.pay);
        }
        let mut pay = share(first.pay);
        for (number, pair) in points.windows(2).enumerate() {
            let (from, to) = (share(pair[0].attainment), share(pair[1].attainment));
            let slope = (share(pair[1].pay) - share(pair[0].pay)) / (&to - &from);
            let last = number + 2 == points.len();
            let end = if last || at < to { at.clone() } else { to };
            if end > from {
                pay += slope * (end - from);
            }
        }
        pay
    }

    fn reached(&self, steps: &[Milestone], credit: &Exact) -> Exact {
        let reached = steps.iter().filter(|step| self.begins(step.at) <= *credit);
        reached.fold(whole(0), |sum, step| sum + whole(step.pay.mills()))
    }
}
