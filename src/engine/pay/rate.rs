//! From credit to pay, exactly: one component, one rating.
//!
//! Credit, quota and target are thousandths of money or of units (or billionths of a ratio, where the measure is one). Everything
//! stays a ratio of whole numbers until one rounding at the end (PRODUCT 11); what a table means is in [`crate::model::comp::Rates`].

use crate::engine::pay::step::{StepKind, Steps};
use crate::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Milestone, Rates, Reach, ThresholdStart, Tier, TierFrom, TierValue,
};
use crate::units::{Currency, Money, Rate, Rounding};

/// A ratio of whole numbers. It is reduced only where a product would not fit otherwise: most never need it.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// Above the line.
    pub num: i128,
    /// Below the line; never negative.
    pub den: i128,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Ratio = Ratio { num: 0, den: 1 };

    /// `num / den`. A zero `den` gives zero.
    pub fn new(num: i128, den: i128) -> Ratio {
        match den {
            0 => Ratio::ZERO,
            _ if den < 0 => Ratio { num: -num, den: -den },
            _positive => Ratio { num, den },
        }
    }

    /// The same value in lowest terms.
    pub fn reduced(self) -> Ratio {
        let divisor = gcd(self.num.unsigned_abs(), self.den.unsigned_abs()).max(1) as i128;
        Ratio { num: self.num / divisor, den: self.den / divisor }
    }

    /// The product. Where it does not fit even in lowest terms it is the nearest ratio of floats: no sum of money is that large,
    /// and nothing panics.
    pub fn times(self, other: Ratio) -> Ratio {
        let product = |left: Ratio, right: Ratio| {
            Some(Ratio { num: left.num.checked_mul(right.num)?, den: left.den.checked_mul(right.den)? })
        };
        product(self, other)
            .or_else(|| product(Ratio::new(self.num, other.den).reduced(), Ratio::new(other.num, self.den).reduced()))
            .unwrap_or_else(|| Ratio::nearest(self.to_f64() * other.to_f64()))
    }

    /// The sum, with the same care.
    pub fn plus(self, other: Ratio) -> Ratio {
        if self.num == 0 {
            return other;
        }
        if self.den == other.den {
            return Ratio { num: self.num.saturating_add(other.num), den: self.den };
        }
        let sum = |left: Ratio, right: Ratio| {
            let num = left.num.checked_mul(right.den)?.checked_add(right.num.checked_mul(left.den)?)?;
            Some(Ratio { num, den: left.den.checked_mul(right.den)? })
        };
        sum(self, other)
            .or_else(|| sum(self.reduced(), other.reduced()))
            .unwrap_or_else(|| Ratio::nearest(self.to_f64() + other.to_f64()))
    }

    /// The same amount the other way.
    pub fn negative(self) -> Ratio {
        Ratio { num: self.num.saturating_neg(), den: self.den }
    }

    /// Whether it is at least a rate.
    pub fn reaches(self, rate: Rate) -> bool {
        match (self.num.checked_mul(CUT), self.den.checked_mul(i128::from(rate.ppm()))) {
            (Some(left), Some(right)) => left >= right,
            (None, _) | (_, None) => self.to_f64() >= rate.to_f64(),
        }
    }

    /// The value as a float.
    pub fn to_f64(self) -> f64 {
        if self.den == 0 { 0.0 } else { self.num as f64 / self.den as f64 }
    }

    /// The nearest ratio with a denominator of a million.
    fn nearest(value: f64) -> Ratio {
        Ratio { num: (value * 1e6) as i128, den: 1_000_000 }
    }

    /// An amount of thousandths as money, rounded once to the currency's minor unit.
    pub fn to_money(self, currency: Currency, rounding: Rounding) -> Money {
        if self.den == 0 { Money::ZERO } else { currency.round_ratio(self.num, self.den, rounding) }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    // Most operands fit 64 bits, where a remainder is far cheaper.
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            let (mut a, mut b) = (small_a, small_b);
            while b != 0 {
                (a, b) = (b, a % b);
            }
            return u128::from(a);
        }
        (a, b) = (b, a % b);
    }
    a
}

/// What a credit is rated against.
#[derive(Clone, Copy, Debug)]
pub struct Basis {
    /// What 100 % is, in the credit's own thousandths.
    pub quota: i64,
    /// Derived rate: target pay per unit of credit (variable x weight / quota), never rounded.
    pub rate: Ratio,
}

impl Basis {
    /// Pay at exactly 100 %.
    pub fn target_pay(&self) -> Ratio {
        self.rate.times(Ratio { num: i128::from(self.quota), den: 1 })
    }
}

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
const CUT: i128 = Rate::SCALE as i128;

/// Rates `credit` and gives unrounded pay in thousandths, the component's cap applied. `already` is cumulative credit whose pay is
/// settled: only what lies above it is rated (0 for a rating from the start). Another measure that the table asks for counts as on
/// target.
pub fn rate(component: &Component, credit: i64, already: i64, basis: &Basis, accelerates: bool) -> Ratio {
    let asked = Asked { credit, already, accelerates, other: None };
    limit(component, rate_uncapped(component, &asked, basis, &mut Steps::unseen()), basis)
}

/// What is rated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub credit: i64,
    pub already: i64,
    pub accelerates: bool,
    /// Where the other measure of a matrix stands; absent: on target.
    pub other: Option<Ratio>,
}

/// The table and the threshold, before any cap on pay.
pub(super) fn rate_uncapped(component: &Component, asked: &Asked, basis: &Basis, steps: &mut Steps<'_>) -> Ratio {
    let Asked { credit, already, accelerates, other } = *asked;
    let mut most = i64::MAX;
    if let Some(cap) = component.attainment_cap
        && basis.quota > 0
    {
        let place = i128::from(basis.quota) * i128::from(cap.ppm()) / CUT;
        most = i64::try_from(place).unwrap_or(i64::MAX);
    }
    if !accelerates && basis.quota > 0 {
        most = most.min(basis.quota);
    }
    // Credit above the limit counts neither now nor as what is settled: else reaching it would look like a refund.
    let (credit, already) = (credit.min(most), already.min(most));
    if let Some(threshold) = component.threshold {
        let start = threshold_place(component, threshold.at, basis);
        if i128::from(credit) * CUT < start {
            return Ratio::ZERO;
        }
        if threshold.start == ThresholdStart::Zero {
            return from_zero(component, credit, already, basis, start, steps);
        }
    }
    by_table(component, credit, already, basis, other, steps)
}

/// Where a threshold lies, in millionths of the credit's thousandths.
fn threshold_place(component: &Component, at: Rate, basis: &Basis) -> i128 {
    if component.measure.is_ratio() {
        // A ratio is rated in billionths, and its threshold is that ratio itself.
        return i128::from(at.ppm()) * 1_000 * CUT;
    }
    i128::from(basis.quota) * i128::from(at.ppm())
}

/// Pay that starts from zero at the threshold, reaches target pay at 100 %, and follows the table beyond.
fn from_zero(
    component: &Component,
    credit: i64,
    already: i64,
    basis: &Basis,
    start: i128,
    steps: &mut Steps<'_>,
) -> Ratio {
    let quota = i128::from(basis.quota) * CUT;
    let (scaled, settled) = (i128::from(credit) * CUT, i128::from(already) * CUT);
    let up_to_quota = if quota > start {
        let risen = scaled.min(quota) - settled.clamp(start, quota);
        basis.target_pay().times(Ratio::new(risen, quota - start))
    } else if settled < start {
        basis.target_pay()
    } else {
        Ratio::ZERO
    };
    steps.add(StepKind::RiseToTarget, up_to_quota);
    if scaled <= quota {
        return up_to_quota;
    }
    up_to_quota.plus(by_table(component, credit, already.max(basis.quota), basis, None, steps))
}

/// Applies the cap on pay.
pub(super) fn limit(component: &Component, pay: Ratio, basis: &Basis) -> Ratio {
    let Some(cap) = component.cap else { return pay };
    let most = basis.target_pay().times(Ratio { num: i128::from(cap.ppm()), den: CUT });
    if pay.to_f64() > most.to_f64() { most } else { pay }
}

fn by_table(
    component: &Component,
    credit: i64,
    already: i64,
    basis: &Basis,
    other: Option<Ratio>,
    steps: &mut Steps<'_>,
) -> Ratio {
    if let Rates::Tiers { tiers, boundary } = &component.rates {
        let mut sum = Tally::default();
        cut(tiers, *boundary, credit, already, basis, &mut |slice| {
            sum.add(&slice);
            steps.add_with(|| {
                let mut one = Tally::default();
                one.add(&slice);
                let place = |at: i128| at as f64 / CUT as f64;
                (StepKind::Slice { from: place(slice.from), to: place(slice.to), value: slice.value }, one.pay(basis))
            });
        });
        return sum.pay(basis);
    }
    let up_to = |credit: i64| match &component.rates {
        // Cut above.
        Rates::Tiers { .. } => Ratio::ZERO,
        Rates::Interpolated { tiers, accumulates } => interpolated(tiers, *accumulates, credit, basis),
        Rates::Curve { points } => on_curve(points, credit, basis),
        Rates::Milestones { steps } => milestones(steps, credit, basis),
        Rates::Matrix { rows, columns, cells, .. } => matrix(rows, columns, cells, credit, basis, other),
    };
    let mut pay = up_to(credit);
    if already != 0 {
        pay = pay.plus(up_to(already).negative());
    }
    steps.add(StepKind::Table, pay);
    pay
}

/// The sums of all milestones that are reached.
fn milestones(steps: &[Milestone], credit: i64, basis: &Basis) -> Ratio {
    let total = i128::from(credit) * CUT;
    let reached = steps.iter().filter(|it| total >= bound(it.at, basis) && credit > 0);
    Ratio::new(reached.map(|it| i128::from(it.pay.mills())).sum(), 1)
}

/// Target pay times the cell of the highest row and column reached.
fn matrix(
    rows: &[Rate],
    columns: &[Rate],
    cells: &[Vec<Rate>],
    credit: i64,
    basis: &Basis,
    other: Option<Ratio>,
) -> Ratio {
    let total = i128::from(credit) * CUT;
    let other = other.unwrap_or(Ratio { num: 1, den: 1 });
    let row = rows.iter().rposition(|from| total >= i128::from(basis.quota) * i128::from(from.ppm()));
    let column = columns.iter().rposition(|from| other.reaches(*from));
    let (Some(row), Some(column)) = (row, column) else { return Ratio::ZERO };
    let cell = cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or_default();
    basis.target_pay().times(Ratio::new(i128::from(cell.ppm()), CUT))
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
        *place = place.saturating_add(width.saturating_mul(i128::from(factor)));
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

fn bound(from: TierFrom, basis: &Basis) -> i128 {
    match from {
        TierFrom::Quota(share) => i128::from(basis.quota) * i128::from(share.ppm()),
        TierFrom::Amount(amount) => i128::from(amount.mills()) * CUT,
        TierFrom::Units(units) => i128::from(units) * 1_000 * CUT,
    }
}

/// Cuts a credit into slices, highest first, each at the rate that holds for it once reach-back is done.
pub fn cut(tiers: &[Tier], boundary: Boundary, credit: i64, already: i64, basis: &Basis, each: &mut dyn FnMut(Slice)) {
    let total = i128::from(credit) * CUT;
    let settled = i128::from(already) * CUT;
    if total < settled {
        // A refund takes back at the rate at which the lowest credit was paid.
        if let Some(first) = tiers.first() {
            each(Slice { from: settled, to: total, value: first.value });
        }
        return;
    }
    let mut limit = total;
    for (index, tier) in tiers.iter().enumerate().rev() {
        let begins = bound(tier.from, basis);
        // Without a quota no share of it can be reached: everything is paid at the first rate.
        let has_bound = basis.quota > 0 || !matches!(tier.from, TierFrom::Quota(_));
        let reached = index == 0
            || has_bound
                && match boundary {
                    Boundary::Lower => total > begins,
                    Boundary::Upper => total >= begins,
                };
        if !reached {
            continue;
        }
        let start = match tier.reach {
            Reach::OwnBound if index == 0 => begins.min(total),
            Reach::OwnBound => begins,
            Reach::Quota => begins.min(i128::from(basis.quota) * CUT),
            Reach::FirstDollar => 0,
        };
        let start = start.max(settled);
        if start < limit {
            each(Slice { from: start, to: limit, value: tier.value });
            limit = start;
        }
    }
}

/// A part-filled tier counts pro rata.
fn interpolated(tiers: &[Tier], accumulates: Accumulates, credit: i64, basis: &Basis) -> Ratio {
    let total = i128::from(credit) * CUT;
    let mut sum = Ratio::ZERO;
    let mut width_before = i128::from(basis.quota) * CUT;
    for (index, tier) in tiers.iter().enumerate() {
        let begins = bound(tier.from, basis);
        if total <= begins {
            break;
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
    match accumulates {
        Accumulates::Rate => sum.times(Ratio { num: i128::from(credit), den: 1 }),
        Accumulates::Amount => sum,
    }
}

/// Share of target pay on a curve through points; level before the first, the last slope continues.
fn on_curve(points: &[CurvePoint], credit: i64, basis: &Basis) -> Ratio {
    let Some(first) = points.first() else { return Ratio::ZERO };
    let quota = i128::from(basis.quota);
    let total = i128::from(credit) * CUT;
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
