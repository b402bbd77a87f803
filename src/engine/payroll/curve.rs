//! A plan rated over one year in which everything comes evenly: what stands behind the payout curve, the cost table and expected cost.
//!
//! It is the full rating ([`crate::engine::pay::earn`]) on twelve months of credit, not a formula beside it: periods, to-date
//! ratings, gates, kickers, deals of the mean size, multipliers, caps and coins are those of a statement. What such a year leaves out:
//! season, ramp and leave, SPIFs, draws and clawback.

use super::finish::YearCap;
use crate::engine::deal_size::mean_deal;
use crate::engine::pay::{ComponentTerms, Feed, Heads, PayMonth, Ratio, earn};
use crate::model::comp::{Component, Measure, PlanVersion, Rated, Target};
use crate::model::{Document, OtherMeasures, Quota, RampAccelerators, Terms};
use crate::units::{Cadence, Currency, Money, Rate};

/// Months of a year.
const YEAR: usize = 12;
/// All of them, first and last.
const WHOLE: (usize, usize) = (0, YEAR - 1);
/// A ratio is rated in billionths.
const BILLION: i64 = 1_000_000_000;

/// Where someone stands in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Standing {
    /// Attainment of every amount.
    pub amounts: f64,
    /// Attainment of every ratio's target.
    pub ratios: f64,
}

impl Standing {
    /// Everything at one attainment.
    pub fn all(at: f64) -> Standing {
        Standing { amounts: at, ratios: at }
    }

    fn of(self, measure: Measure) -> f64 {
        let at = if measure.is_ratio() { self.ratios } else { self.amounts };
        if at.is_finite() { at.max(0.0) } else { 0.0 }
    }
}

/// Variable pay a year against attainment, with every component at the same attainment of its own target.
#[derive(Clone, Debug, PartialEq)]
pub struct PayCurve {
    /// Attainment of each point.
    pub attainment: Vec<f64>,
    /// Total variable pay at each point, before the plan's cap.
    pub total: Vec<Money>,
    /// Pay by component, in the order of the plan.
    pub components: Vec<Vec<Money>>,
}

/// The payout curve of a version of a plan under terms, from nothing to `most` in equal steps.
pub fn pay_curve(document: &Document, version: &PlanVersion, terms: &Terms, most: f64, steps: usize) -> PayCurve {
    let attainment: Vec<f64> = (0..=steps).map(|step| most * step as f64 / steps.max(1) as f64).collect();
    let year = EvenYear::new(document, version, terms);
    let pay = |index: usize| attainment.iter().map(|at| year.part_pay(index, Standing::all(*at))).collect();
    let components: Vec<Vec<Money>> = (0..version.components.len()).map(pay).collect();
    let total = (0..attainment.len())
        .map(|at| components.iter().filter_map(|series: &Vec<Money>| series.get(at).copied()).sum())
        .collect();
    PayCurve { attainment, total, components }
}

/// A plan under terms, over a year in which everything comes evenly.
#[derive(Clone, Copy)]
pub(crate) struct EvenYear<'a> {
    document: &'a Document,
    version: &'a PlanVersion,
    terms: &'a Terms,
    currency: Currency,
    /// The deal that is rated where each is rated alone.
    deal_size: i64,
}

impl<'a> EvenYear<'a> {
    /// Paid in the coins of the scenario.
    pub fn new(document: &'a Document, version: &'a PlanVersion, terms: &'a Terms) -> EvenYear<'a> {
        let by_deal = version.components.iter().any(|it| it.rated == Rated::EachDeal);
        let deal_size = if by_deal { curve_deal(document, terms) } else { 0 };
        EvenYear { document, version, terms, currency: document.settings.currency, deal_size }
    }

    /// Weighed and not paid: cut to thousandths only, so that coins do not make steps of a straight line.
    pub fn weighed(self) -> EvenYear<'a> {
        EvenYear { currency: Currency::FINEST, ..self }
    }

    /// What a component earns, together.
    pub fn part_pay(&self, index: usize, stands: Standing) -> Money {
        self.part(index, stands, WHOLE).into_iter().sum()
    }

    /// What each component earns, and variable pay after the plan's cap, which runs through the year as results come in.
    pub fn pay(&self, stands: Standing) -> (Vec<Money>, Money) {
        let (mut components, total) = pay_in_turn(&[(*self, WHOLE)], stands);
        (components.pop().unwrap_or_default(), total)
    }

    /// What one component earns in each month of the year, where its periods close, if the version holds in these months, first and last.
    fn part(&self, index: usize, stands: Standing, (from, to): (usize, usize)) -> [Money; YEAR] {
        let EvenYear { document, version, terms, currency, deal_size } = *self;
        let mut paid = [Money::ZERO; YEAR];
        let Some(component) = version.components.get(index) else { return paid };
        let settings = &document.settings;
        let (quota, _) = curve_basis(component, terms);
        let months = year_of(component, quota, stands.of(component.measure));
        let months = months.get(from..=to).unwrap_or(&[]);
        let look = |measure: Measure, _: usize, _: usize| other(document, version, component, measure, stands);
        let calendar = settings.fiscal_calendar();
        let rated = ComponentTerms {
            variable: terms.variable(),
            quota_year: quota,
            // Nobody ramps in such a year.
            accelerators: RampAccelerators::default(),
            deal_size,
            margin: document.costs.gross_margin.unwrap_or_default(),
            calendar,
            currency,
            rounding: settings.rounding,
        };
        // Periods that the version cuts begin with it, as in a statement.
        let first = calendar.period_of(settings.first_month, Cadence::Year).first.plus(from as i32);
        // Where one period is as the next, it is rated once: a drawing asks hundreds of times.
        let one = alike(component, months, from).unwrap_or(YEAR);
        let span = months.get(..one).unwrap_or(months);
        for period in
            earn(component, &rated, &Feed { first, months: span, deals: None, look: &look, heads: Heads::Certain })
        {
            for place in paid.iter_mut().take(to + 1).skip(from + period.at).step_by(one) {
                *place += period.amount;
            }
        }
        paid
    }
}

/// What versions of a plan pay in a year, each in the months in which it holds, first and last: by version what each component earns, and
/// variable pay after the plan's cap.
pub(crate) fn pay_in_turn(versions: &[(EvenYear<'_>, (usize, usize))], stands: Standing) -> (Vec<Vec<Money>>, Money) {
    let mut months = [Money::ZERO; YEAR];
    let mut caps = [None; YEAR];
    let mut earned = Vec::with_capacity(versions.len());
    for (year, (from, to)) in versions {
        let mut part = |index: usize| {
            let paid = year.part(index, stands, (*from, *to));
            months.iter_mut().zip(paid).for_each(|(place, amount)| *place += amount);
            paid.into_iter().sum()
        };
        earned.push((0..year.version.components.len()).map(&mut part).collect());
        caps.get_mut(*from..=*to).unwrap_or(&mut []).fill(year.version.cap);
    }
    if let (Some(cap), Some((year, _))) = (YearCap::of_months(&caps), versions.first()) {
        let most = cap.most(year.terms.variable(), year.currency, year.document.settings.rounding);
        under_cap(&mut months, &caps, most);
    }
    (earned, months.into_iter().sum())
}

/// Months of a period, where every period of the months from the one at a position of the year on is whole, and rated alike and by itself.
fn alike(component: &Component, months: &[PayMonth], from: usize) -> Option<usize> {
    let by_itself = matches!(component.rated, Rated::EachDeal | Rated::Period) && !component.cap_carries;
    let one = (component.cadence.months() as usize).max(1);
    let whole = |months: &[PayMonth]| -> i128 { months.iter().map(|it| i128::from(it.full)).sum() };
    let mut periods = months.chunks(one).map(whole);
    let first = periods.next()?;
    let is_whole = from.is_multiple_of(one) && months.len().is_multiple_of(one);
    (by_itself && is_whole && periods.all(|it| it == first)).then_some(one)
}

/// The cap of a plan on variable pay of a year, month by month: what is above it is not paid. A month without a cap neither counts nor is
/// cut.
fn under_cap(months: &mut [Money; YEAR], caps: &[Option<Rate>; YEAR], most: Money) {
    let mut sum = Money::ZERO;
    for (amount, _) in months.iter_mut().zip(caps).filter(|it| it.1.is_some()) {
        let over = (sum + *amount - most).max(Money::ZERO).min((*amount).max(Money::ZERO));
        *amount -= over;
        sum += *amount;
    }
}

/// The deal that a plan rates where there are no real ones: the mean one of the segment the terms are for.
pub(crate) fn curve_deal(document: &Document, terms: &Terms) -> i64 {
    let segment = terms.segment.as_ref().and_then(|id| document.segments.iter().position(|it| it.id == *id));
    mean_deal(document, segment)
}

/// Twelve months at an attainment, each with its twelfth of the quota. Credit is exact to the millionth of a thousandth, so that a
/// bound at a typed share is met when that share is asked for, whatever the quota.
fn year_of(component: &Component, quota: i64, at: f64) -> [PayMonth; YEAR] {
    let up_to = |months: usize| (i128::from(quota) * months as i128 / YEAR as i128) as i64;
    std::array::from_fn(|month| {
        if component.measure.is_ratio() {
            let part = (quota as f64 * at).round();
            return PayMonth { active: 1.0, part, whole: BILLION as f64, ..PayMonth::default() };
        }
        let full = up_to(month + 1).saturating_sub(up_to(month));
        let fine = share_of(full, at);
        let scale = i128::from(Rate::SCALE);
        PayMonth {
            credit: i64::try_from(fine / scale).unwrap_or(i64::MAX),
            beyond: (fine % scale) as i64,
            ramped: full,
            full,
            active: 1.0,
            ..PayMonth::default()
        }
    })
}

/// A share of an amount in millionths of its unit; exact where the share is a whole number of millionths.
fn share_of(amount: i64, share: f64) -> i128 {
    match in_millionths(share) {
        Some(ppm) => i128::from(amount) * ppm,
        None => (amount as f64 * share * Rate::SCALE as f64).round() as i128,
    }
}

/// A share that was typed, not computed.
fn in_millionths(share: f64) -> Option<i128> {
    let ppm = share * Rate::SCALE as f64;
    ((ppm - ppm.round()).abs() < 1e-7).then(|| ppm.round() as i128)
}

/// Where a measure stands that a component looks at besides the one it pays on: the component's own where it is that, others as the
/// scenario assumes; nothing where nothing is known of it, which nobody fails.
fn other(
    document: &Document,
    version: &PlanVersion,
    component: &Component,
    measure: Measure,
    stands: Standing,
) -> Option<Ratio> {
    let own = measure == component.measure;
    let target = ratio_target(version, component, measure);
    let attained = |at: f64| match target {
        Some(target) => ratio((target.to_f64() * at * BILLION as f64).round() / BILLION as f64),
        None => ratio(at),
    };
    match document.assumptions.other_measures {
        OtherMeasures::SameAttainment => Some(attained(stands.of(measure))),
        OtherMeasures::OnTarget | OtherMeasures::At { .. } if own => Some(attained(stands.of(measure))),
        OtherMeasures::OnTarget if measure.is_ratio() => {
            target.map(|it| Ratio::new(i128::from(it.ppm()), i128::from(Rate::SCALE)))
        }
        OtherMeasures::OnTarget => Some(Ratio::new(1, 1)),
        OtherMeasures::At { value } => Some(Ratio::new(i128::from(value.ppm()), i128::from(Rate::SCALE))),
    }
}

/// The target that a plan sets for a ratio: by the component itself, else by the first that has one. None for an amount, whose target
/// is its quota.
pub(crate) fn ratio_target(version: &PlanVersion, component: &Component, measure: Measure) -> Option<Rate> {
    if !measure.is_ratio() {
        return None;
    }
    let all = std::iter::once(component).chain(&version.components).filter(|it| it.measure == measure);
    all.into_iter().find_map(|it| match it.target {
        Target::Ratio { ratio } => Some(ratio),
        Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => None,
    })
}

fn ratio(share: f64) -> Ratio {
    match in_millionths(share) {
        Some(ppm) => Ratio::new(ppm, i128::from(Rate::SCALE)),
        None => Ratio::new((share * BILLION as f64).round() as i128, i128::from(BILLION)),
    }
}

/// What 100 % is in a year, and what the derived rate divides by.
pub(crate) fn curve_basis(component: &Component, terms: &Terms) -> (i64, i64) {
    // Where the target is the sum of others' quotas, only the shape matters: any round number stands for it.
    const ANY: i64 = 1_000_000_000;
    let year = match component.target {
        Target::Ratio { ratio } => ratio.ppm() * 1_000,
        // A ratio without a target of its own is held against 100 %.
        Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } if component.measure.is_ratio() => BILLION,
        Target::Quota => match terms.quota {
            Some(quota @ Quota::Arr { .. }) => quota.arr_year().amount().mills(),
            Some(quota @ Quota::Units { .. }) => (quota.units_year() * 1_000.0).round() as i64,
            None => ANY,
        },
        Target::Amount { amount, per } => amount.mills().saturating_mul(i64::from(per.per_year())),
        Target::SumOfQuotas { .. } => ANY,
    };
    (year, year)
}
