//! What a table of rates says for a credit: slices of tiers, interpolated tiers, curves, milestones, matrices. What each means is in
//! [`crate::model::comp::Rates`].

use crate::engine::pay::step::{StepKind, Steps};
use crate::engine::pay::{Basis, Ratio};
use crate::model::comp::{Accumulates, Boundary, CurvePoint, Milestone, Rates, Reach, Tier, TierFrom, TierValue};
use crate::units::Rate;
use crate::units::rounding::saturating_product;

/// A stretch of credit paid at one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    /// Where it begins, in millionths of the credit's thousandths.
    pub from: i128,
    /// Where it ends.
    pub to: i128,
    /// What it pays.
    pub value: TierValue,
}

/// Slices are cut in millionths of a thousandth, so that a bound at a typed share of quota is exact.
pub(super) const CUT: i128 = Rate::SCALE as i128;

/// A table with what it needs to say what a credit pays, without threshold and caps. All credit is in millionths of its thousandths.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub rates: &'a Rates,
    pub basis: &'a Basis,
    /// Where the other measure of a matrix stands; absent: on target.
    pub other: Option<Ratio>,
}

impl Table<'_> {
    /// Pay for `total`, or for what is not settled of it.
    pub fn pay(&self, total: i128, settled: Option<i128>, steps: &mut Steps<'_>) -> Ratio {
        let Rates::Tiers { tiers, boundary } = self.rates else {
            let pay = match (self.rates, settled) {
                // A curve can pay at no credit at all: that belongs to the first of several periods, which alone has nothing settled.
                (_, None) => self.up_to(total),
                // The rate that is reached holds for the credit of this period only.
                (Rates::Interpolated { tiers, accumulates: Accumulates::Rate }, Some(settled)) => {
                    let rate = interpolated(tiers, Accumulates::Rate, total.max(settled), self.basis);
                    rate.times(Ratio { num: total - settled, den: CUT })
                }
                (_, Some(settled)) => self.up_to(total).plus(self.up_to(settled).negative()),
            };
            let kind = || match self.rates {
                Rates::Milestones { steps } => self.milestones_between(steps, total, settled.unwrap_or(0)),
                _other if settled.is_none() => self.cell(total),
                Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Matrix { .. } => None,
            };
            steps.add_with(|| (kind().unwrap_or(StepKind::Table), pay));
            return pay;
        };
        let mut sum = Tally::default();
        cut_finely(tiers, *boundary, total, settled.unwrap_or(0), self.basis, &mut |slice| {
            self.add(&mut sum, slice, steps);
        });
        sum.pay(self.basis)
    }

    /// What the table pays above quota more than for what leads just up to it: the slices above, and what tiers above give for credit
    /// below. `total` is above quota, `settled` below.
    pub fn beyond_quota(&self, total: i128, settled: i128, steps: &mut Steps<'_>) -> Ratio {
        let quota = i128::from(self.basis.quota) * CUT;
        let Rates::Tiers { tiers, boundary } = self.rates else {
            let mut unseen = Steps::unseen();
            let up_to_quota = self.pay(quota, Some(settled), &mut unseen).negative();
            let pay = self.pay(total, Some(settled), &mut unseen).plus(up_to_quota);
            steps.add(StepKind::Table, pay);
            return pay;
        };
        let (mut below, mut above) = (Vec::new(), Vec::new());
        cut_finely(tiers, *boundary, total, settled, self.basis, &mut |slice| {
            if slice.to > quota {
                above.push(Slice { from: slice.from.max(quota), ..slice });
            }
            if slice.from < quota {
                below.push(Slice { to: slice.to.min(quota), ..slice });
            }
        });
        let mut instead = Vec::new();
        cut_finely(tiers, Boundary::Lower, quota, settled, self.basis, &mut |slice| instead.push(slice));
        if below == instead {
            below.clear();
            instead.clear();
        }
        let mut sum = Tally::default();
        let taken_off = instead.into_iter().map(|slice| Slice { from: slice.to, to: slice.from, value: slice.value });
        for slice in above.into_iter().chain(below).chain(taken_off) {
            self.add(&mut sum, slice, steps);
        }
        sum.pay(self.basis)
    }

    fn add(&self, sum: &mut Tally, slice: Slice, steps: &mut Steps<'_>) {
        sum.add(&slice);
        steps.add_with(|| {
            let mut one = Tally::default();
            one.add(&slice);
            let place = |at: i128| at as f64 / CUT as f64;
            let (from, to, pay) = (place(slice.from), place(slice.to), one.pay(self.basis));
            (StepKind::Slice { from, to, value: slice.value, each: pay.to_f64() / (to - from) }, pay)
        });
    }

    /// The milestones that lie between what is settled and a total, whichever is more.
    fn milestones_between(&self, steps: &[Milestone], total: i128, settled: i128) -> Option<StepKind> {
        let passed = |it: &&Milestone| {
            reached(it, total.max(settled), self.basis) && !reached(it, total.min(settled), self.basis)
        };
        let passed: Vec<&Milestone> = steps.iter().filter(passed).collect();
        let (low, high) = passed.first().zip(passed.last())?;
        Some(StepKind::Milestones { count: passed.len(), low: low.at, high: high.at })
    }

    /// The cell of a matrix that a total reaches, and what it is a share of.
    fn cell(&self, total: i128) -> Option<StepKind> {
        let Rates::Matrix { by, rows, columns, cells } = self.rates else { return None };
        let cell = cell(rows, columns, cells, total, self.basis, self.other);
        Some(StepKind::Matrix {
            by: *by,
            at: self.other.map(Ratio::to_f64),
            cell,
            target: self.basis.target_pay().to_f64(),
        })
    }

    /// What a table of sums says for a total.
    fn up_to(&self, total: i128) -> Ratio {
        match self.rates {
            // Paid slice by slice.
            Rates::Tiers { .. } => Ratio::ZERO,
            Rates::Interpolated { tiers, accumulates: Accumulates::Amount } => {
                interpolated(tiers, Accumulates::Amount, total, self.basis)
            }
            Rates::Interpolated { tiers, accumulates: Accumulates::Rate } => {
                interpolated(tiers, Accumulates::Rate, total, self.basis).times(Ratio { num: total, den: CUT })
            }
            Rates::Curve { points } => on_curve(points, total, self.basis),
            Rates::Milestones { steps } => milestones(steps, total, self.basis),
            Rates::Matrix { rows, columns, cells, .. } => {
                let share = cell(rows, columns, cells, total, self.basis, self.other);
                self.basis.target_pay().times(Ratio::new(i128::from(share.ppm()), CUT))
            }
        }
    }
}

/// The sums of all milestones that are reached.
fn milestones(steps: &[Milestone], total: i128, basis: &Basis) -> Ratio {
    let reached = steps.iter().filter(|it| reached(it, total, basis));
    Ratio::new(reached.map(|it| i128::from(it.pay.mills())).sum(), 1)
}

fn reached(step: &Milestone, total: i128, basis: &Basis) -> bool {
    total >= bound(step.at, basis) && total > 0 && exists(step.at, basis)
}

/// The cell of the highest row and column reached, as a share of target pay; nothing below the first of either.
fn cell(
    rows: &[Rate],
    columns: &[Rate],
    cells: &[Vec<Rate>],
    total: i128,
    basis: &Basis,
    other: Option<Ratio>,
) -> Rate {
    let other = other.unwrap_or(Ratio { num: 1, den: 1 });
    let row = rows.iter().rposition(|from| total >= i128::from(basis.quota) * i128::from(from.ppm()));
    let column = columns.iter().rposition(|from| other.reaches(*from));
    let cells = row.and_then(|row| cells.get(row));
    cells.zip(column).and_then(|(cells, column)| cells.get(column)).copied().unwrap_or_default()
}

/// Sums of slices by what they are multiplied with.
#[derive(Default)]
struct Tally {
    multiples: i128,
    shares: i128,
    units: i128,
}

impl Tally {
    fn add(&mut self, slice: &Slice) {
        let width = slice.to - slice.from;
        let (place, factor) = match slice.value {
            TierValue::Multiple(rate) => (&mut self.multiples, rate.ppm()),
            TierValue::Share(rate) => (&mut self.shares, rate.ppm()),
            TierValue::PerUnit(amount) => (&mut self.units, amount.mills()),
        };
        *place = place.saturating_add(saturating_product(width, i128::from(factor)));
    }

    fn pay(&self, basis: &Basis) -> Ratio {
        let mut pay = Ratio::ZERO;
        if self.multiples != 0 {
            pay = pay.plus(Ratio::new(self.multiples, CUT * CUT).times(basis.rate));
        }
        if self.shares != 0 {
            pay = pay.plus(Ratio::new(self.shares, CUT * CUT));
        }
        if self.units != 0 {
            pay = pay.plus(Ratio::new(self.units, CUT * 1_000));
        }
        pay
    }
}

/// Pay for all of a credit (millionths of its thousandths) at the tier that a share, `part` of `whole`, picks. Where there is no whole
/// the part has outgrown every share.
pub(super) fn at_share(
    (tiers, boundary): (&[Tier], Boundary),
    (part, whole): (i64, i64),
    credit: i128,
    basis: &Basis,
) -> Ratio {
    let (part, whole) = match whole {
        1.. => (i128::from(part), i128::from(whole)),
        _ => (if part > 0 { 1 } else { -1 }, 0),
    };
    let picked = tiers.iter().enumerate().rev().find(|(index, tier)| match tier.from {
        TierFrom::Quota(Rate::ZERO) if *index == 0 => true,
        TierFrom::Quota(share) => match boundary {
            Boundary::Lower => part * CUT > whole * i128::from(share.ppm()),
            Boundary::Upper => part * CUT >= whole * i128::from(share.ppm()),
        },
        TierFrom::Amount(_) | TierFrom::Units(_) => false,
    });
    let mut sum = Tally::default();
    if let Some((_, tier)) = picked {
        sum.add(&Slice { from: 0, to: credit, value: tier.value });
    }
    sum.pay(basis)
}

fn bound(from: TierFrom, basis: &Basis) -> i128 {
    match from {
        TierFrom::Quota(share) => i128::from(basis.quota) * i128::from(share.ppm()),
        TierFrom::Amount(amount) => i128::from(amount.mills()) * CUT,
        TierFrom::Units(units) => i128::from(units) * 1_000 * CUT,
    }
}

/// Without a quota no share of it is ever reached: only what the first tier says holds.
fn exists(from: TierFrom, basis: &Basis) -> bool {
    basis.quota > 0 || !matches!(from, TierFrom::Quota(_))
}

/// Cuts a credit into slices, highest first, each at the rate that holds for it once reach-back is done. Credit that is taken back (a
/// total below what is settled) makes slices that end before they begin, at the rates that were reached before.
pub fn cut(tiers: &[Tier], boundary: Boundary, credit: i64, already: i64, basis: &Basis, each: &mut dyn FnMut(Slice)) {
    cut_finely(tiers, boundary, i128::from(credit) * CUT, i128::from(already) * CUT, basis, each);
}

fn cut_finely(
    tiers: &[Tier],
    boundary: Boundary,
    total: i128,
    settled: i128,
    basis: &Basis,
    each: &mut dyn FnMut(Slice),
) {
    let (low, high) = (total.min(settled), total.max(settled));
    let mut slice = |from: i128, to: i128, value: TierValue| {
        each(if total < settled { Slice { from: to, to: from, value } } else { Slice { from, to, value } });
    };
    let mut limit = high;
    for (index, tier) in tiers.iter().enumerate().rev() {
        let begins = bound(tier.from, basis);
        let above = match boundary {
            Boundary::Lower => high > begins,
            Boundary::Upper => high >= begins,
        };
        if !above || !(index == 0 || exists(tier.from, basis)) {
            continue;
        }
        let start = match tier.reach {
            Reach::OwnBound => begins,
            Reach::Quota => begins.min(i128::from(basis.quota) * CUT),
            Reach::FirstDollar => 0,
        };
        let start = start.max(low).max(0);
        if start < limit {
            slice(start, limit, tier.value);
            limit = start;
        }
    }
    // What is owed after refunds counts at the first rate.
    if low < 0
        && let Some(first) = tiers.first()
    {
        slice(low, high.min(0), first.value);
    }
}

/// The sum of rates or amounts, where a part-filled tier counts pro rata.
fn interpolated(tiers: &[Tier], accumulates: Accumulates, total: i128, basis: &Basis) -> Ratio {
    let mut sum = Ratio::ZERO;
    let mut width_before = i128::from(basis.quota) * CUT;
    for (index, tier) in tiers.iter().enumerate() {
        let begins = bound(tier.from, basis);
        if total <= begins {
            break;
        }
        if !(index == 0 || exists(tier.from, basis)) {
            continue;
        }
        let width = tiers.get(index + 1).map_or(width_before, |next| bound(next.from, basis) - begins).max(1);
        width_before = width;
        let fill = Ratio::new((total - begins).min(width), width);
        let worth = match (tier.value, accumulates) {
            (TierValue::Multiple(rate), Accumulates::Rate) => Ratio::new(i128::from(rate.ppm()), CUT).times(basis.rate),
            (TierValue::Multiple(rate), Accumulates::Amount) => {
                Ratio::new(i128::from(rate.ppm()), CUT).times(basis.target_pay())
            }
            (TierValue::Share(rate), Accumulates::Rate) => Ratio::new(i128::from(rate.ppm()), CUT),
            (TierValue::Share(rate), Accumulates::Amount) => {
                Ratio::new(i128::from(rate.ppm()).saturating_mul(width), CUT * CUT)
            }
            (TierValue::PerUnit(amount), Accumulates::Rate) => Ratio::new(i128::from(amount.mills()), 1_000),
            (TierValue::PerUnit(amount), Accumulates::Amount) => Ratio::new(i128::from(amount.mills()), 1),
        };
        sum = sum.plus(worth.times(fill));
    }
    sum
}

/// Share of target pay on a curve through points; level before the first, the last slope continues.
fn on_curve(points: &[CurvePoint], total: i128, basis: &Basis) -> Ratio {
    let Some(first) = points.first() else { return Ratio::ZERO };
    let quota = i128::from(basis.quota);
    let place = |point: &CurvePoint| quota * i128::from(point.attainment.ppm());
    let target = basis.target_pay();
    let pay = |share: Ratio| target.times(share);
    let level = |point: &CurvePoint| pay(Ratio::new(i128::from(point.pay.ppm()), CUT));
    if total <= place(first) || points.len() == 1 {
        return level(first);
    }
    for (low, high) in points.iter().zip(points.iter().skip(1)) {
        let is_last = points.last() == Some(high);
        let (from, to) = (place(low), place(high));
        // Two points at the same attainment make a step, which a value on it has not yet climbed.
        if (total <= to || is_last) && to > from {
            let rise =
                Ratio::new(i128::from((high.pay - low.pay).ppm()), CUT).times(Ratio::new(total - from, to - from));
            return pay(Ratio::new(i128::from(low.pay.ppm()), CUT).plus(rise));
        }
        if is_last {
            return level(high);
        }
    }
    level(first)
}
