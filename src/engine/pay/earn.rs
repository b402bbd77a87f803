//! What one component earns over a run of months, period by period, in the fixed order (PRODUCT 14): attainment, gate, rate, deal
//! kickers, cap of a deal, multiplier, cap, rounding.

use crate::engine::pay::Ratio;
use crate::engine::pay::heads::Heads;
use crate::engine::pay::step::{Step, Steps};
use crate::engine::pay::window::{Carry, Window, derived_rate, trued_up};
use crate::model::RampAccelerators;
use crate::model::comp::{Component, Measure, Rated};
use crate::units::{Cadence, Currency, FiscalCalendar, Money, Month, Rate, Rounding, Yearly};

/// One month of one component: credits and what they are measured against, in thousandths of money or of units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PayMonth {
    /// Credit of the month.
    pub credit: i64,
    /// What it has beyond whole thousandths, in millionths of one: nothing, but where someone asks for an attainment exactly.
    pub beyond: i64,
    /// Quota of the month for the share of it in the seat, ramped.
    pub ramped: i64,
    /// The same quota without ramp.
    pub full: i64,
    /// Share of the month in the seat, as [`Heads`] says.
    pub active: f64,
    /// For a ratio: what was kept of the ARR due.
    pub part: f64,
    /// For a ratio: the ARR due.
    pub whole: f64,
}

/// What one deal adds to a component's credit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DealPiece {
    /// Position of the month.
    pub month: usize,
    /// Credit, in the component's thousandths; negative where one is taken back.
    pub credit: i64,
    /// Months it was signed for.
    pub term_months: u32,
    /// Whether it is paid in advance.
    pub prepaid: bool,
    /// Amount and gross margin of the whole deal, in thousandths, if it says its margin.
    pub margin: Option<(i64, i64)>,
}

/// Where another measure stands over a run of months, first and last: attainment, or the ratio itself; nothing if there is none.
pub type Look<'a> = dyn Fn(Measure, usize, usize) -> Option<Ratio> + 'a;

/// What a component is fed with.
#[derive(Clone, Copy)]
pub struct Feed<'a> {
    /// The first month.
    pub first: Month,
    /// Month by month.
    pub months: &'a [PayMonth],
    /// The deals behind the credit; absent where a forecast made it, which has none.
    pub deals: Option<&'a [DealPiece]>,
    /// Other measures.
    pub look: &'a Look<'a>,
    /// What is expected of whoever is paid.
    pub heads: Heads<'a>,
}

impl<'a> Feed<'a> {
    /// Credit of a forecast, with no other measure to look at.
    pub fn of(first: Month, months: &'a [PayMonth]) -> Feed<'a> {
        Feed { first, months, deals: None, look: &|_, _, _| None, heads: Heads::Certain }
    }
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
    /// The company's gross margin, for deals that say none.
    pub margin: Rate,
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
    /// Share of target variable that the component had in the version of the plan that held; zero for a SPIF.
    pub weight: Rate,
    /// Earned.
    pub amount: Money,
}

/// Rates a component period by period.
pub fn earn(component: &Component, terms: &ComponentTerms, feed: &Feed<'_>) -> Vec<Earned> {
    run(component, terms, feed, None)
}

/// The same, with every step of every period.
pub fn earn_in_steps(component: &Component, terms: &ComponentTerms, feed: &Feed<'_>) -> Vec<(Earned, Vec<Step>)> {
    let mut noted = Vec::new();
    let closed = run(component, terms, feed, Some(&mut noted));
    closed.into_iter().zip(noted).collect()
}

fn run(
    component: &Component,
    terms: &ComponentTerms,
    feed: &Feed<'_>,
    mut noted: Option<&mut Vec<Vec<Step>>>,
) -> Vec<Earned> {
    let months = feed.months;
    let period_at = |at: usize, cadence: Cadence| terms.calendar.period_of(feed.first.plus(at as i32), cadence);
    let begins = |at: usize, cadence: Cadence| period_at(at, cadence).first.since(feed.first).max(0) as usize;
    let mut closed: Vec<Earned> = Vec::new();
    let mut carry = Carry { brought: Ratio::ZERO, left: Ratio::ZERO };
    let (derived, takes_off) = (derived_rate(component, terms), trued_up(component));
    let mut from = 0;
    while from < months.len() {
        let to = (period_at(from, component.cadence).last().since(feed.first).max(0) as usize).min(months.len() - 1);
        let year_from = begins(from, Cadence::Year);
        let window_from = match component.rated {
            Rated::EachDeal | Rated::Period => from,
            Rated::QuarterToDate => begins(from, Cadence::Quarter),
            Rated::YearToDate => year_from,
        };
        let paid_from = if takes_off { window_from } else { from };
        // What a cap cut is carried within a fiscal year, into what begins to be paid for.
        if year_from == from {
            carry.left = Ratio::ZERO;
        }
        if paid_from == from {
            carry.brought = carry.left;
        }
        if months.get(from..=to).is_some_and(|span| span.iter().any(|month| month.active > 0.0 || month.credit != 0)) {
            // Only what is taken off again has to be known, and the periods of the window are the last ones.
            let settled: Money = match takes_off {
                true => closed.iter().rev().take_while(|it| it.at >= window_from).map(|it| it.amount).sum(),
                false => Money::ZERO,
            };
            let mut steps = Vec::new();
            let in_seat: f64 = months.get(window_from..=to).unwrap_or(&[]).iter().map(|month| month.active).sum();
            let heads = feed.heads.in_pay(in_seat, window_from..=to);
            // A deal is as large whoever is expected to sell it.
            let of_deal = component.rated == Rated::EachDeal && !component.measure.is_ratio();
            let scaled = if of_deal { None } else { feed.heads.rates(&component.rates, in_seat, window_from..=to) };
            let scaled = scaled.map(|rates| Component { rates, ..component.clone() });
            let component = scaled.as_ref().unwrap_or(component);
            let window = Window { component, terms, feed, window_from, from, to, paid_from, settled, derived, heads };
            let earned = window.earned(&mut carry, Steps::into(noted.as_ref().map(|_| &mut steps)));
            closed.push(earned);
            if let Some(noted) = &mut noted {
                noted.push(steps);
            }
        }
        from = to + 1;
    }
    closed
}
