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
    /// Target pay for each thousandth of quota.
    pub derived: Exact,
    /// Whether attainment above 100 % counts.
    pub accelerates: bool,
    /// Where the other measure of a matrix stands.
    pub other: Exact,
}

impl Rater<'_> {
    /// Pay for `total`, at the rates it reaches: attainment cap, threshold, table. Where some of it is settled, pay for the rest only.
    pub fn pay(&self, settled: Option<&Exact>, total: &Exact) -> Exact {
        let total = self.counted(total);
        let settled = settled.map(|it| self.counted(it));
        let Some(threshold) = self.component.threshold else { return self.table(settled.as_ref(), &total) };
        let at = self.lies_at(&threshold);
        if total < at {
            return whole(0);
        }
        match threshold.start {
            ThresholdStart::Share => self.table(settled.as_ref(), &total),
            ThresholdStart::Zero => {
                let settled = settled.unwrap_or_else(|| whole(0));
                self.risen(&at, &total) - self.risen(&at, &settled) + self.beyond_quota(&settled, &total)
            }
        }
    }

    /// As much of a credit as counts.
    fn counted(&self, credit: &Exact) -> Exact {
        let mut counts = credit.clone();
        if self.quota > whole(0) {
            if let Some(cap) = self.component.attainment_cap {
                counts = less(counts, share(cap) * &self.quota);
            }
            if !self.accelerates {
                counts = less(counts, self.quota.clone());
            }
        }
        counts
    }

    /// Where a threshold lies: a share of quota, or the ratio itself.
    fn lies_at(&self, threshold: &Threshold) -> Exact {
        if self.component.measure.is_ratio() {
            share(threshold.at) * whole(1_000_000_000)
        } else {
            share(threshold.at) * &self.quota
        }
    }

    /// From zero at the threshold straight to target pay at target, and no further.
    fn risen(&self, at: &Exact, credit: &Exact) -> Exact {
        if credit < at {
            whole(0)
        } else if *credit >= self.quota {
            self.target.clone()
        } else {
            &self.target * (credit - at) / (&self.quota - at)
        }
    }

    /// What the table pays for a total above quota, more than it pays for what leads just up to quota.
    fn beyond_quota(&self, settled: &Exact, total: &Exact) -> Exact {
        let (low, high, sign) = if settled <= total { (settled, total, 1) } else { (total, settled, -1) };
        let pay = if *high <= self.quota {
            whole(0)
        } else if *low >= self.quota {
            self.between(low, high, None)
        } else {
            self.between(low, high, None) - self.between(low, &self.quota, Some(Boundary::Lower))
        };
        pay * whole(sign)
    }

    /// The table alone.
    fn table(&self, settled: Option<&Exact>, total: &Exact) -> Exact {
        match (settled, &self.component.rates) {
            (None, Rates::Tiers { .. } | Rates::Interpolated { .. }) => self.table(Some(&whole(0)), total),
            (None, Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. }) => {
                self.share_of_target(total)
            }
            (Some(settled), _) if settled <= total => self.between(settled, total, None),
            (Some(settled), _) => -self.between(total, settled, None),
        }
    }

    /// What the coins between two totals earn, at the rates that the higher one reaches. Credit taken back loses what those coins earn.
    fn between(&self, low: &Exact, high: &Exact, boundary: Option<Boundary>) -> Exact {
        match &self.component.rates {
            Rates::Tiers { tiers, boundary: own } => self.tiers(tiers, boundary.unwrap_or(*own), low, high),
            Rates::Interpolated { tiers, accumulates: Accumulates::Rate } => {
                self.filled(tiers, high, |value, _| self.each(value)) * (high - low)
            }
            Rates::Interpolated { tiers, accumulates: Accumulates::Amount } => {
                let sum = |credit| self.filled(tiers, credit, |value, width| self.amount(value, width));
                sum(high) - sum(low)
            }
            Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => {
                self.share_of_target(high) - self.share_of_target(low)
            }
        }
    }

    /// What a table of sums says for a total.
    fn share_of_target(&self, total: &Exact) -> Exact {
        match &self.component.rates {
            Rates::Curve { points } => &self.target * self.on_curve(points, total),
            Rates::Milestones { steps } => self.reached(steps, total),
            Rates::Matrix { rows, columns, cells, .. } => {
                let row = rows.iter().rposition(|it| share(*it) * &self.quota <= *total);
                let column = columns.iter().rposition(|it| share(*it) <= self.other);
                match (row, column) {
                    (Some(row), Some(column)) => &self.target * share(cells[row][column]),
                    _ => whole(0),
                }
            }
            Rates::Tiers { .. } | Rates::Interpolated { .. } => unreachable!("they pay for each coin"),
        }
    }

    /// The mean rate at a total; where nothing is attained, the rate of the first coin, if the table has rates at all.
    pub fn mean_rate(&self, total: &Exact) -> Exact {
        if *total > whole(0) {
            return self.pay(None, total) / total;
        }
        match &self.component.rates {
            Rates::Tiers { .. } => {
                let least = fraction(1, 1_000_000);
                self.pay(None, &least) / least
            }
            _ => whole(0),
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

    /// Whether there is such a place: without a quota no share of it is ever reached.
    fn exists(&self, from: TierFrom) -> bool {
        self.quota > whole(0) || !matches!(from, TierFrom::Quota(_))
    }

    /// What one thousandth of credit pays at a rate.
    fn each(&self, value: TierValue) -> Exact {
        match value {
            TierValue::Multiple(multiple) => share(multiple) * &self.derived,
            TierValue::Share(of_credit) => share(of_credit),
            TierValue::PerUnit(amount) => fraction(amount.mills(), 1_000),
        }
    }

    fn tiers(&self, tiers: &[Tier], boundary: Boundary, low: &Exact, high: &Exact) -> Exact {
        let Some(lowest) = tiers.first() else { return whole(0) };
        // The tiers that are reached, each with the first coin it is applied to, lowest first.
        let mut reached = Vec::new();
        for (number, tier) in tiers.iter().enumerate() {
            let begins = self.begins(tier.from);
            let is_reached = begins < *high || (begins == *high && boundary == Boundary::Upper);
            if is_reached && (number == 0 || self.exists(tier.from)) {
                let first = match tier.reach {
                    Reach::OwnBound => begins,
                    Reach::Quota => less(begins, self.quota.clone()),
                    Reach::FirstDollar => whole(0),
                };
                reached.push((first, self.each(tier.value)));
            }
        }
        // Between two neighbouring cuts the rate does not change.
        let mut cuts = vec![low.clone(), high.clone(), whole(0)];
        cuts.extend(reached.iter().map(|(first, _)| first.clone()));
        cuts.retain(|cut| low <= cut && cut <= high);
        cuts.sort();
        let mut pay = whole(0);
        for stretch in cuts.windows(2) {
            let rate = if stretch[1] <= whole(0) {
                // What a person owes after refunds counts at the first rate.
                self.each(lowest.value)
            } else {
                let rate = reached.iter().rev().find(|(first, _)| *first <= stretch[0]);
                rate.map_or(whole(0), |(_, rate)| rate.clone())
            };
            pay += rate * (&stretch[1] - &stretch[0]);
        }
        pay
    }

    /// The sum of what tiers count, each as far as it is filled. The last is as wide as the one before.
    fn filled(&self, tiers: &[Tier], credit: &Exact, counts: impl Fn(TierValue, &Exact) -> Exact) -> Exact {
        let begins: Vec<Exact> = tiers.iter().map(|tier| self.begins(tier.from)).collect();
        let mut sum = whole(0);
        for (at, tier) in tiers.iter().enumerate() {
            let width = match (begins.get(at + 1), at.checked_sub(1).map(|before| &begins[before])) {
                (Some(next), _) => next - &begins[at],
                (None, Some(before)) => &begins[at] - before,
                (None, None) => self.quota.clone(),
            };
            let into = credit - &begins[at];
            let part = if into <= whole(0) || (at > 0 && !self.exists(tier.from)) {
                whole(0)
            } else if into >= width {
                whole(1)
            } else {
                into / &width
            };
            sum += part * counts(tier.value, &width);
        }
        sum
    }

    /// What a full tier pays where amounts accumulate.
    fn amount(&self, value: TierValue, width: &Exact) -> Exact {
        match value {
            TierValue::Multiple(multiple) => share(multiple) * &self.target,
            TierValue::Share(of_credit) => share(of_credit) * width,
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
        let reached =
            steps.iter().filter(|step| *credit > whole(0) && self.begins(step.at) <= *credit && self.exists(step.at));
        reached.fold(whole(0), |sum, step| sum + whole(step.pay.mills()))
    }
}
