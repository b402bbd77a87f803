//! What one component earns over a run of months.

use crate::engine::pay::{Basis, Ratio, rate};
use crate::model::RampAccelerators;
use crate::model::comp::{Component, Rated, RoundingAt, TrueUp};
use crate::units::{Cadence, Currency, FiscalCalendar, Money, Month, Rate, Rounding, Yearly};

/// One month of one component: credits and what they are measured against, in thousandths of money or of units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PayMonth {
    /// Credit of the month.
    pub credit: i64,
    /// Quota of the month for the share of it in the seat, ramped.
    pub ramped: i64,
    /// The same quota without ramp.
    pub full: i64,
    /// Share of the month in the seat.
    pub active: f64,
    /// For a ratio: what was kept of the ARR due.
    pub part: f64,
    /// For a ratio: the ARR due.
    pub whole: f64,
}

/// What does not change from month to month.
#[derive(Clone, Copy, Debug)]
pub struct ComponentTerms {
    /// Target variable of the person.
    pub variable: Yearly<Money>,
    /// What 100 % is in a full year, in thousandths of money or of units; for a ratio, in billionths.
    pub quota_year: i64,
    /// Accelerators while ramping.
    pub accelerators: RampAccelerators,
    /// Mean deal, where a plan rates each deal and there are no real ones.
    pub deal_size: i64,
    /// Fiscal periods.
    pub calendar: FiscalCalendar,
    /// Currency in which pay is rounded.
    pub currency: Currency,
    /// What happens to halves.
    pub rounding: Rounding,
}

/// What a component earned in a period that closed in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Earned {
    /// Position of the month in which the period closes.
    pub at: usize,
    /// Position of the month in which it begins.
    pub from: usize,
    /// Credit rated (of the period, or cumulative).
    pub credit: i64,
    /// What 100 % was.
    pub quota: i64,
    /// Attainment, if there was something to attain.
    pub attainment: Option<f64>,
    /// Earned.
    pub amount: Money,
}

/// Rates a component period by period. `gate` answers whether its condition held over a run of months.
pub fn earn(
    component: &Component,
    terms: &ComponentTerms,
    first: Month,
    months: &[PayMonth],
    gate: &dyn Fn(usize, usize) -> bool,
) -> Vec<Earned> {
    let mut closed: Vec<Earned> = Vec::new();
    let mut from = 0;
    while from < months.len() {
        let period = terms.calendar.period_of(first.plus(from as i32), component.cadence);
        let to = (period.last().since(first).max(0) as usize).min(months.len() - 1);
        let window_from = match component.rated {
            Rated::EachDeal | Rated::Period => from,
            Rated::QuarterToDate => window_start(terms, first, from, Cadence::Quarter),
            Rated::YearToDate => window_start(terms, first, from, Cadence::Year),
        };
        if months.get(from..=to).is_some_and(|span| span.iter().any(|month| month.active > 0.0 || month.credit != 0)) {
            let settled: Money = closed.iter().filter(|it| it.at >= window_from).map(|it| it.amount).sum();
            let mut earned =
                rate_window(component, terms, months, (window_from, from, to), settled, gate(window_from, to));
            earned.from = from;
            closed.push(earned);
        }
        from = to + 1;
    }
    closed
}

fn window_start(terms: &ComponentTerms, first: Month, at: usize, cadence: Cadence) -> usize {
    let period = terms.calendar.period_of(first.plus(at as i32), cadence);
    period.first.since(first).max(0) as usize
}

fn rate_window(
    component: &Component,
    terms: &ComponentTerms,
    months: &[PayMonth],
    (window_from, from, to): (usize, usize, usize),
    settled: Money,
    gate_met: bool,
) -> Earned {
    let span = |from: usize| months.get(from..=to).unwrap_or(&[]).iter();
    let (ramped, full): (i64, i64) = span(window_from).fold((0, 0), |(ramped, full): (i64, i64), month| {
        (ramped.saturating_add(month.ramped), full.saturating_add(month.full))
    });
    let credit_of = |from: usize| span(from).map(|month| month.credit).fold(0, i64::saturating_add);
    let active: f64 = span(window_from).map(|month| month.active).sum();
    let (credit, basis) = if component.measure.is_ratio() {
        let (part, whole) = span(window_from).fold((0.0, 0.0), |sum, month| (sum.0 + month.part, sum.1 + month.whole));
        // Nothing was due: the measure has no value, and the target is paid.
        let value = if whole > 0.0 { (part / whole * 1e9).round() as i64 } else { terms.quota_year };
        let pay = target_pay(component, terms, active / 12.0);
        (value, Basis { quota: terms.quota_year, rate: pay.times(Ratio::new(1, i128::from(terms.quota_year))) })
    } else {
        let credit = credit_of(window_from);
        (credit, amount_basis(component, terms, ramped, full, active))
    };
    let attainment = (basis.quota > 0).then(|| credit as f64 / basis.quota as f64);
    let held = component.gate.is_some_and(|it| !gate_met && !it.accelerators_only);
    let ramping = ramped < full && terms.accelerators == RampAccelerators::OffWhileRamping;
    let accelerates = !ramping && (gate_met || component.gate.is_none());
    let round = |pay: Ratio| pay.to_money(terms.currency, terms.rounding);
    let trued_up = matches!(component.rated, Rated::QuarterToDate | Rated::YearToDate)
        && component.true_up == TrueUp::CumulativeLessPaid;
    let amount = if held {
        // Only what is trued up takes back what earlier periods earned.
        if trued_up { -settled } else { Money::ZERO }
    } else {
        match (component.rated, component.true_up) {
            (Rated::EachDeal, _any_true_up) => each_deal(component, terms, credit, &basis, accelerates),
            (Rated::Period, _any_true_up) => round(rate(component, credit, 0, &basis, accelerates)),
            (Rated::QuarterToDate | Rated::YearToDate, TrueUp::CumulativeLessPaid) => {
                round(rate(component, credit, 0, &basis, accelerates)) - settled
            }
            (Rated::QuarterToDate | Rated::YearToDate, TrueUp::ThisPeriodOnly) => {
                let before = credit.saturating_sub(credit_of(from));
                round(rate(component, credit, before, &basis, accelerates))
            }
        }
    };
    Earned { at: to, from, credit, quota: basis.quota, attainment, amount }
}

/// Target pay of a part of the year, as a ratio: variable x weight x part.
fn target_pay(component: &Component, terms: &ComponentTerms, part_of_year: f64) -> Ratio {
    let year = target_pay_year(component, terms);
    year.times(Ratio::new((part_of_year * 12e9).round() as i128, 12_000_000_000))
}

fn target_pay_year(component: &Component, terms: &ComponentTerms) -> Ratio {
    let variable = i128::from(terms.variable.amount().mills());
    Ratio::new(variable * i128::from(component.weight.ppm()), i128::from(Rate::SCALE))
}

/// The derived rate is target pay of a year over quota of a year; while ramping, target pay is kept and the quota is smaller.
fn amount_basis(component: &Component, terms: &ComponentTerms, ramped: i64, full: i64, active: f64) -> Basis {
    let on_full = terms.accelerators == RampAccelerators::OnFullQuota;
    let quota = if on_full { full } else { ramped };
    let rate = if terms.quota_year > 0 {
        let derived = target_pay_year(component, terms).times(Ratio::new(1, i128::from(terms.quota_year))).reduced();
        if quota == full || quota == 0 {
            derived
        } else {
            derived.times(Ratio::new(i128::from(full), i128::from(quota))).reduced()
        }
    } else if quota > 0 {
        // A quota that is the sum of others': target pay of the time in the seat over that sum.
        target_pay(component, terms, active / 12.0).times(Ratio::new(1, i128::from(quota))).reduced()
    } else {
        Ratio::ZERO
    };
    Basis { quota, rate }
}

/// Rates each deal alone. The forecast has no real deals, so its credit counts as deals of the mean size and one smaller rest.
fn each_deal(component: &Component, terms: &ComponentTerms, credit: i64, basis: &Basis, accelerates: bool) -> Money {
    let size = if terms.deal_size > 0 { terms.deal_size } else { credit.max(1) };
    let (count, rest) = (credit / size, credit % size);
    let one = rate(component, size, 0, basis, accelerates);
    // A curve can pay at no credit at all, which would add a deal that is none.
    let last = if rest == 0 { Ratio::ZERO } else { rate(component, rest, 0, basis, accelerates) };
    let round = |pay: Ratio| pay.to_money(terms.currency, terms.rounding);
    match component.rounding_at {
        RoundingAt::Deal => Money::from_mills(round(one).mills().saturating_mul(count)) + round(last),
        RoundingAt::Component => round(one.times(Ratio::new(i128::from(count), 1)).plus(last)),
    }
}
