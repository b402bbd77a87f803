//! Pay as it was reported, in place of the plan's, in the cost of closed months.
//!
//! A report gives the pay of a month for the company or a segment, not whose it was. So it replaces sums only: base pay, variable pay earned and
//! expensed, and what is made of them (comp cost, taxes and benefits, acquisition cost, CCOS, CAC). What people earn and are paid, and their
//! statements, stay as planned.
//!
//! - A month counts as far as its book is closed: for the company, as far as any of its segments is.
//! - The company's own row counts for the company. Without one, the rows of segments replace what the plan has for their seats and their
//!   parts of the seats that serve all segments; the rest stays as planned. Where all segments are reported, the company is their sum.
//! - A segment's part of the seats that serve all is that of its ARR: what it holds as the month opens and what could close in it; even where
//!   no segment has any. Parts are cut from the first segment to the last, so that their coins add up.
//! - Of what is paid more or less, acquisition is the same part as of the pay planned for that month.

use crate::engine::metric::{Metric, Scope};
use crate::engine::outcome::{Outcome, SeatOutcome};
use crate::engine::row::{Row, Span};
use crate::model::{ActualField, ActualMonth, Document};
use crate::text::tr;
use crate::units::{Flow, Money, Month};

/// By how much reported pay is more than planned, in one month of one scope; negative where it is less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PayChange {
    /// Whether any pay was reported.
    pub told: bool,
    /// Base pay.
    pub base: Money,
    /// Variable pay earned.
    pub variable: Money,
    /// Taxes and benefits on both.
    pub burden: Money,
    /// The part of all of it that is acquisition.
    pub acquisition: Money,
    /// Whether a segment's report stands for its part of seats that serve all segments too.
    pub shared: bool,
}

impl PayChange {
    fn add(&mut self, other: &PayChange) {
        self.told |= other.told;
        self.shared |= other.shared;
        self.base += other.base;
        self.variable += other.variable;
        self.burden += other.burden;
        self.acquisition += other.acquisition;
    }
}

/// Changes of pay by month, from the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportedPay {
    /// Of the company.
    pub company: Vec<PayChange>,
    /// Of each segment, in the order of the document.
    pub segments: Vec<Vec<PayChange>>,
}

/// What was reported of pay, against an outcome that has the plan's.
pub(super) fn reported_pay(document: &Document, outcome: &Outcome) -> ReportedPay {
    let told_any =
        |row: &ActualMonth| [ActualField::BasePay, ActualField::VariablePay].iter().any(|it| row.get(*it).is_some());
    if !document.actuals.iter().any(told_any) {
        return ReportedPay::default();
    }
    let row = |month: Month, segment: Option<usize>| {
        let id = segment.and_then(|at| document.segments.get(at)).map(|it| &it.id);
        document.actuals.iter().find(|it| it.month == month && it.segment.as_ref() == id)
    };
    let closed = |segment: usize| outcome.segments.get(segment).map_or(0, |it| it.closed);
    let all = (0..document.segments.len()).map(closed).max().unwrap_or(0);
    let mut result = ReportedPay { segments: vec![Vec::new(); document.segments.len()], ..ReportedPay::default() };
    for (at, month) in outcome.months.iter().enumerate().take(all) {
        let everywhere = Planned::of(outcome, at, |seat| seat.segment.is_none());
        let bounds = bounds(outcome, at);
        let mut sum = PayChange::default();
        for (segment, places) in result.segments.iter_mut().enumerate().filter(|(segment, _)| at < closed(*segment)) {
            let Some(told) = row(*month, Some(segment)).filter(|row| told_any(row)) else {
                places.push(PayChange::default());
                continue;
            };
            let own = Planned::of(outcome, at, |seat| seat.segment == Some(segment));
            let from = segment.checked_sub(1).and_then(|before| bounds.get(before)).copied().unwrap_or(0.0);
            let part = everywhere.part(outcome, from, bounds.get(segment).copied().unwrap_or(from));
            let both = own.and(&part);
            places.push(change(outcome, told, &own, &both));
            sum.add(&PayChange { shared: part.cost > 0.0, ..change(outcome, told, &both, &both) });
        }
        let own = row(*month, None).filter(|row| told_any(row));
        let company = || Planned::of(outcome, at, |_| true);
        result.company.push(own.map_or(sum, |row| change(outcome, row, &company(), &company())));
    }
    result
}

/// Which part of the seats that serve all segments goes to each segment and those before it, in a month.
fn bounds(outcome: &Outcome, month: usize) -> Vec<f64> {
    let segments = &outcome.segments;
    let weights = segments.iter().map(|it| {
        let held = it.ledger.get(month).map_or(0.0, |it| it.opening.to_major());
        let could = it.new_business.pipeline.get(month).map_or(0.0, |it| it.value());
        held.max(0.0) + could.max(0.0)
    });
    let so_far = |sum: &mut f64, more: f64| {
        *sum += more;
        Some(*sum)
    };
    let sums: Vec<f64> = weights.scan(0.0, so_far).collect();
    let all = sums.last().copied().unwrap_or(0.0);
    let even = |at: usize| (at + 1) as f64 / segments.len() as f64;
    sums.iter().enumerate().map(|(at, sum)| if all > 0.0 { sum / all } else { even(at) }).collect()
}

/// Pay that is planned for some seats in a month.
#[derive(Clone, Copy, Debug, Default)]
struct Planned {
    base: Money,
    variable: Money,
    /// Both, in major units.
    cost: f64,
    /// The part of it that is acquisition.
    winning: f64,
}

impl Planned {
    fn of(outcome: &Outcome, month: usize, mine: impl Fn(&SeatOutcome) -> bool) -> Planned {
        let mut sum = Planned::default();
        for payee in outcome.payees.iter().filter(|it| outcome.seats.get(it.seat).is_some_and(&mine)) {
            sum.base += payee.base.get(month).copied().unwrap_or_default();
            sum.variable += payee.variable.get(month).copied().unwrap_or_default();
        }
        for seat in outcome.seats.iter().filter(|seat| mine(seat)) {
            let cost = seat.cost.get(month).map_or(0.0, |it| it.to_major());
            sum.cost += cost;
            sum.winning += cost * seat.acquisition_share;
        }
        sum
    }

    /// What lies between two parts of it.
    fn part(&self, outcome: &Outcome, from: f64, to: f64) -> Planned {
        let up_to = |amount: Money, part: f64| outcome.currency.settle(Flow::new(amount.to_major() * part));
        let between = |amount: Money| up_to(amount, to) - up_to(amount, from);
        Planned {
            base: between(self.base),
            variable: between(self.variable),
            cost: self.cost * (to - from),
            winning: self.winning * (to - from),
        }
    }

    fn and(&self, other: &Planned) -> Planned {
        Planned {
            base: self.base + other.base,
            variable: self.variable + other.variable,
            cost: self.cost + other.cost,
            winning: self.winning + other.winning,
        }
    }
}

/// What a row of a month changes of the pay it replaces; `whose` is that of everyone it stands for.
fn change(outcome: &Outcome, row: &ActualMonth, replaced: &Planned, whose: &Planned) -> PayChange {
    let told = |field| row.get(field);
    let base = told(ActualField::BasePay).map_or(Money::ZERO, |it| it - replaced.base);
    let variable = told(ActualField::VariablePay).map_or(Money::ZERO, |it| it - replaced.variable);
    let more = (base + variable).to_major();
    let share = if whose.cost > 0.0 { whose.winning / whose.cost } else { 0.0 };
    let settle = |amount: f64| outcome.currency.settle(Flow::new(amount));
    PayChange {
        told: told(ActualField::BasePay).is_some() || told(ActualField::VariablePay).is_some(),
        base,
        variable,
        burden: settle(more * outcome.costs.burden),
        acquisition: settle(more * (1.0 + outcome.costs.burden) * share),
        shared: false,
    }
}

impl Outcome {
    /// Months of a span in which reported pay stands in place of the plan's.
    pub fn months_of_reported_pay(&self, scope: Scope, span: Span) -> Vec<Month> {
        let told = self.pay_changes(scope).iter().zip(&self.months).skip(span.from).take(span.len());
        told.filter(|(change, _)| change.told).map(|(_, month)| *month).collect()
    }

    fn pay_changes(&self, scope: Scope) -> &[PayChange] {
        match scope {
            Scope::Company => &self.reported_pay.company,
            Scope::Segment(at) => self.reported_pay.segments.get(at).map_or(&[], Vec::as_slice),
        }
    }
}

impl Row {
    /// What an explanation has to tell of reported pay: the amount, where it is a term of its own, and a note. Absent where a metric has
    /// no pay in it, or none was reported.
    pub(super) fn reported_in(
        &self,
        metric: Metric,
        outcome: &Outcome,
        scope: Scope,
        span: Span,
    ) -> Option<(Option<Money>, String)> {
        if !self.reported.told {
            return None;
        }
        let months = outcome.months_of_reported_pay(scope, span).len();
        let month = if months == 1 { tr!("one closed month") } else { tr!("closed months") };
        let mut note = tr!(
            "In {month} of this period pay is what was reported, not what was planned. A report does not say whose it was: what people \
             earn and are paid, and their statements, stay as planned."
        );
        if self.reported.shared {
            note.push_str(tr!(
                " What was reported of a segment stands for its seats and its part of those that serve all segments, by the ARR that it \
                 holds and that could close."
            ));
        }
        let acquisition = tr!(
            "In {month} of this period pay is what was reported; of what is more or less than planned, the same part is acquisition as of \
             the pay planned for that month."
        );
        if metric == Metric::BasePay {
            Some((Some(self.reported.base), note))
        } else if matches!(metric, Metric::VariablePay | Metric::ExpensedVariable) {
            Some((Some(self.reported.variable), note))
        } else if matches!(
            metric,
            Metric::AcquisitionCost | Metric::Cac | Metric::CacPayback | Metric::CacPaybackArr | Metric::LtvCac
        ) {
            Some((None, acquisition))
        } else if matches!(
            metric,
            Metric::CompCost
                | Metric::SalesMarketing
                | Metric::Ccos
                | Metric::CacBlended
                | Metric::BurnMultiple
                | Metric::RuleOf40
        ) {
            Some((None, note))
        } else {
            None
        }
    }

    /// Puts reported pay in place of the plan's.
    pub(super) fn put_reported_pay(&mut self, outcome: &Outcome, scope: Scope, span: Span) {
        for change in outcome.pay_changes(scope).iter().skip(span.from).take(span.len()) {
            self.reported.add(change);
        }
        self.base += self.reported.base;
        self.expensed += self.reported.variable;
        self.burden += self.reported.burden;
        self.acquisition_pay += self.reported.acquisition;
    }
}
