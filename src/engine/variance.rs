//! Plan against actual: why closing ARR at the end of a run of closed months is not what was planned, by cause, to the coin.
//!
//! Of each segment s and month m, with the plan's ARR per customer won P = the mean deal:
//!
//! - price      = new ARR - customers won x P
//! - more sold  = (new ARR - planned new ARR) - price, which is (customers won - planned customers won) x P
//! - timing     = what months sold more and other months of the span sold less of the same segment: it came earlier or later, and
//!   adds up to nothing over the span. The smaller side is timing as a whole, the larger one in proportion.
//! - volume     = customers won more (timing apart) x the mean P of the plan, weighted by the customers it planned to win
//! - mix        = what is left of more sold: customers won where a deal is worth more or less than the mean
//! - base       = ARR that fell due beyond plan x the plan's losses of ARR due (churn and contraction), counted against
//! - churn, contraction = the rest of what was lost beyond plan: of what fell due, another share left or shrank
//! - expansion, price uplift, reactivation = actual less plan
//! - before     = the difference with which the span begins
//! - not told   = differences where the report left a value empty, so that the cause cannot be known
//!
//! Each cause is rounded once or is a difference of rounded amounts, so that they add up exactly.

use crate::engine::deal_size;
use crate::engine::metric::Scope;
use crate::engine::outcome::{Outcome, SegmentOutcome};
use crate::engine::row::Span;
use crate::engine::{Env, evaluate};
use crate::model::{ActualField, ActualMonth, Document, closed_months};
use crate::units::{Currency, Flow, Money};
use std::sync::Arc;

/// Why ARR is not what was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The difference with which the span begins.
    Before,
    /// More or fewer customers won.
    Volume,
    /// More or less ARR per customer won.
    Price,
    /// Customers won where deals are larger or smaller.
    Mix,
    /// Customers won earlier or later within the span.
    Timing,
    /// Growth of customers, price apart.
    Expansion,
    /// Price uplift at renewal.
    Uplift,
    /// Customers who came back.
    Reactivation,
    /// More or less ARR fell due, and lost what the plan expects of as much.
    Base,
    /// Customers who stayed with less, of what fell due.
    Contraction,
    /// Customers who left, of what fell due: the rate of renewal.
    Churn,
    /// The report left a value empty.
    NotTold,
}

impl Cause {
    /// All, in the order of a bridge from plan to actual.
    pub const ALL: [Cause; 12] = [
        Cause::Before,
        Cause::Volume,
        Cause::Price,
        Cause::Mix,
        Cause::Timing,
        Cause::Expansion,
        Cause::Uplift,
        Cause::Reactivation,
        Cause::Base,
        Cause::Contraction,
        Cause::Churn,
        Cause::NotTold,
    ];
}

/// Amounts by cause; what adds to ARR is positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Causes([Money; Cause::ALL.len()]);

impl Causes {
    /// The amount of a cause.
    pub fn get(&self, cause: Cause) -> Money {
        self.0.get(cause as usize).copied().unwrap_or(Money::ZERO)
    }

    /// All causes together.
    pub fn sum(&self) -> Money {
        self.0.iter().copied().sum()
    }

    fn add(&mut self, cause: Cause, amount: Money) {
        if let Some(place) = self.0.get_mut(cause as usize) {
            *place += amount;
        }
    }
}

/// Why closing ARR is not what was planned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variance {
    /// Planned ARR at the end of the span.
    pub plan: Money,
    /// ARR at the end of the span.
    pub actual: Money,
    /// By month of the span; the difference with which it begins stands in the first.
    pub months: Vec<Causes>,
    /// Of the whole span: `actual` less `plan`.
    pub total: Causes,
    /// New ARR that came in other months of the span than planned.
    pub moved: Money,
}

/// The plan as it stands without its actual months.
pub fn planned(document: &Document, env: &Env) -> Outcome {
    let mut document = document.clone();
    document.actuals = Arc::default();
    evaluate(&document, env)
}

/// Months from the first that are closed for the company or a segment; for the company, those closed for any of its segments.
pub fn closed_in(outcome: &Outcome, scope: Scope) -> usize {
    inside(outcome, scope).map(|(_, segment)| segment.closed).max().unwrap_or(0)
}

fn inside(outcome: &Outcome, scope: Scope) -> impl Iterator<Item = (usize, &SegmentOutcome)> {
    let wanted = move |at: usize| scope == Scope::Company || scope == Scope::Segment(at);
    outcome.segments.iter().enumerate().filter(move |(at, _)| wanted(*at))
}

/// What one segment sold in a month beyond plan, price apart.
struct Sold {
    segment: usize,
    month: usize,
    /// The mean deal as planned, in major units; above 0.
    size: f64,
    more: Money,
    timing: Money,
}

/// Why closing ARR at the end of a span is not what was planned. `plan` is [`planned`], `actual` the document with its actual months.
pub fn variance(document: &Document, plan: &Outcome, actual: &Outcome, scope: Scope, span: Span) -> Variance {
    let currency = actual.currency;
    let closed = closed_months(document);
    let mut result = Variance { months: vec![Causes::default(); span.len()], ..Variance::default() };
    let mut sold: Vec<Sold> = Vec::new();
    // Customers the plan wins, and their ARR, where customers won were told.
    let (mut planned_won, mut planned_arr) = (0.0, 0.0);
    let pairs = inside(plan, scope).zip(inside(actual, scope));
    for ((at, plan), (_, actual)) in pairs {
        let mean = document.segments.get(at).map_or(0, |it| deal_size::of_segment(it, &plan.new_business));
        let mean = Money::from_mills(mean).to_major();
        let by_source = document.segments.get(at).is_some_and(deal_size::mixed);
        let (fell_due, expected_due) = (&actual.due, &plan.due);
        for (offset, month) in (span.from..=span.to).enumerate() {
            let (Some(was), Some(is), Some(causes)) =
                (plan.ledger.get(month), actual.ledger.get(month), result.months.get_mut(offset))
            else {
                continue;
            };
            if offset == 0 {
                causes.add(Cause::Before, is.opening - was.opening);
            }
            let row = closed.get(at).and_then(|rows| rows.get(month)).copied();
            let told = |field| row.is_some_and(|row: &ActualMonth| row.get(field).is_some());
            for (field, cause, change) in [
                (ActualField::Expansion, Cause::Expansion, is.expansion - was.expansion),
                (ActualField::Price, Cause::Uplift, is.price - was.price),
                (ActualField::Reactivation, Cause::Reactivation, is.reactivation - was.reactivation),
            ] {
                causes.add(if told(field) { cause } else { Cause::NotTold }, change);
            }
            let due = |series: &[Money]| series.get(month).copied().unwrap_or_default();
            let due = (due(expected_due), due(fell_due));
            for (field, cause, was, is) in [
                (ActualField::Contraction, Cause::Contraction, was.contraction, is.contraction),
                (ActualField::Churn, Cause::Churn, was.churn, is.churn),
            ] {
                if told(field) {
                    let base = of_base(was, due, currency);
                    causes.add(Cause::Base, base);
                    causes.add(cause, was - is - base);
                } else {
                    causes.add(Cause::NotTold, was - is);
                }
            }
            let change = is.new - was.new;
            let won = actual.customers_won.get(month).copied().unwrap_or(0.0);
            let expected = plan.customers_won.get(month).copied().unwrap_or(0.0);
            // Where sources have sizes of their own, the mean deal is that of the month they planned.
            let size = if by_source && expected > 0.0 { was.new.to_major() / expected } else { mean };
            // ARR that nobody brought has no price.
            let priced = size > 0.0 && (won > 0.0 || is.new.is_zero());
            if !priced || !told(ActualField::New) || !told(ActualField::CustomersWon) {
                causes.add(Cause::NotTold, change);
                continue;
            }
            let price = is.new - currency.settle(Flow::new(won * size));
            causes.add(Cause::Price, price);
            planned_won += expected;
            planned_arr += expected * size;
            sold.push(Sold { segment: at, month: offset, size, more: change - price, timing: Money::ZERO });
        }
        result.plan += plan.ledger.get(span.to).map_or(Money::ZERO, |month| month.closing());
        result.actual += actual.ledger.get(span.to).map_or(Money::ZERO, |month| month.closing());
    }
    for own in sold.chunk_by_mut(|a, b| a.segment == b.segment) {
        result.moved += time(own, currency);
    }
    let mean = if planned_won > 0.0 { planned_arr / planned_won } else { 0.0 };
    for (offset, causes) in result.months.iter_mut().enumerate() {
        // Customers won more, as the mean deal would have them.
        let (mut more, mut volume) = (Money::ZERO, 0.0);
        for one in sold.iter().filter(|one| one.month == offset) {
            let own = one.more - one.timing;
            causes.add(Cause::Timing, one.timing);
            more += own;
            volume += if mean > 0.0 { own.to_major() / one.size * mean } else { own.to_major() };
        }
        let volume = currency.settle(Flow::new(volume));
        causes.add(Cause::Volume, volume);
        causes.add(Cause::Mix, more - volume);
    }
    for cause in Cause::ALL {
        result.total.add(cause, result.months.iter().map(|month| month.get(cause)).sum());
    }
    result
}

/// What a loss is less than planned because less fell due, at the planned share of it. Nothing where nothing was to fall due.
fn of_base(lost: Money, (expected, fell_due): (Money, Money), currency: Currency) -> Money {
    if expected.mills() <= 0 {
        return Money::ZERO;
    }
    let share = lost.to_major() / expected.to_major();
    currency.settle(Flow::new((expected - fell_due).to_major() * share))
}

/// Finds what came in other months than planned, of one segment; gives how much it is.
fn time(sold: &mut [Sold], currency: Currency) -> Money {
    let side = |sold: &[Sold], above: bool| -> Money {
        let own = sold.iter().map(|it| it.more).filter(|more| (*more > Money::ZERO) == above);
        own.sum::<Money>().abs()
    };
    let (above, below) = (side(sold, true), side(sold, false));
    let moved = above.min(below);
    if moved.is_zero() {
        return moved;
    }
    for (of, sign) in [(true, 1), (false, -1)] {
        let own = |it: &Sold| (it.more > Money::ZERO) == of && !it.more.is_zero();
        let weights: Vec<f64> = sold.iter().map(|it| if own(it) { it.more.abs().to_major() } else { 0.0 }).collect();
        for (one, part) in sold.iter_mut().zip(currency.split(moved, &weights)) {
            one.timing += Money::from_mills(part.mills() * sign);
        }
    }
    moved
}

/// Heads and pay of a month, as reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActualPeople {
    /// Heads at the end of the month.
    pub heads: Option<u32>,
    /// Base pay.
    pub base: Option<Money>,
    /// Variable pay earned.
    pub variable: Option<Money>,
}

/// Heads and pay of each month of the plan, as reported: for the company, or the sum of its segments where only they are given.
pub fn actual_people(document: &Document) -> Vec<ActualPeople> {
    let value = |month, field: ActualField| -> Option<Money> {
        let rows = || document.actuals.iter().filter(move |row| row.month == month);
        let company = rows().find(|row| row.segment.is_none()).and_then(|row| row.get(field));
        let of = |segment: &crate::model::Segment| {
            rows().find(|row| row.segment.as_ref() == Some(&segment.id)).and_then(|row| row.get(field))
        };
        company.or_else(|| document.segments.iter().filter_map(of).reduce(|sum, one| sum + one))
    };
    let people = |month| ActualPeople {
        heads: value(month, ActualField::Heads).and_then(|heads| u32::try_from(heads.mills() / 1_000).ok()),
        base: value(month, ActualField::BasePay),
        variable: value(month, ActualField::VariablePay),
    };
    document.settings.months().map(people).collect()
}
