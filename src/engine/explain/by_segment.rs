//! Figures that are sums of segments, and what those of one segment are made of.

use super::{Link, Op, Sheet};
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::outcome::{Movements, SegmentOutcome};
use crate::engine::row::{Row, Span};
use crate::text::tr;
use crate::units::{Cadence, Money, show_months};

/// More months than these are told by fiscal year.
const MOST: usize = 12;

impl Sheet<'_> {
    /// Company figures are sums of segments; a segment's own figure comes from its inputs.
    pub(super) fn by_segment(&mut self, metric: Metric) {
        match self.scope {
            Scope::Company => {
                let mut sum = 0.0;
                for (at, segment) in self.outcome.segments.iter().enumerate() {
                    let scope = Scope::Segment(at);
                    let value = Row::scoped(self.outcome, scope, self.span).value(metric);
                    sum += value.to_f64().unwrap_or(0.0);
                    self.put(Op::Plus, segment.id.as_str(), value, Link::Metric(metric, scope));
                }
                let whole = self.row.value(metric).to_f64().unwrap_or(0.0);
                // Less than this is what adding in another order leaves.
                if is_of_seats(metric) && (whole - sum).abs() > 1e-6 {
                    let rest = match self.row.value(metric) {
                        Value::Money(money) => Value::Money(money - Money::from_major_f64(sum)),
                        Value::Share(_)
                        | Value::Count(_)
                        | Value::Months(_)
                        | Value::Multiple(_)
                        | Value::Undefined(_) => Value::Count(whole - sum),
                    };
                    self.put(Op::Plus, tr!("seats that serve all segments"), rest, Link::Inputs("seat"));
                }
            }
            Scope::Segment(at) => self.of_segment(metric, at),
        }
    }

    fn of_segment(&mut self, metric: Metric, at: usize) {
        let Some(segment) = self.outcome.segments.get(at) else { return };
        let path = Link::Inputs(if is_of_seats(metric) { "seat" } else { input_of(metric) });
        if metric == Metric::OpeningArr {
            self.opening_arr(segment);
        } else if metric == Metric::Customers {
            self.customers(segment);
        } else if self.span.len() > 1 && is_flow(metric) {
            self.by_month(metric, &path);
        } else {
            self.put(Op::Plus, metric.formula(), self.row.value(metric), path);
        }
    }

    fn customers(&mut self, segment: &SegmentOutcome) {
        let before = self.span.from.checked_sub(1).and_then(|it| segment.customers.get(it).copied());
        let opening = format!("segment/{}/opening/customers", segment.id);
        let link = if before.is_none() { Link::Input(opening) } else { Link::None };
        let before = before.unwrap_or(segment.customers_before);
        let amount = |metric| self.row.value(metric).to_f64().unwrap_or(0.0);
        let moved = amount(Metric::CustomersWon) - amount(Metric::CustomersLost);
        let back = amount(Metric::Customers) - before - moved;
        self.put(Op::Plus, tr!("Customers as the period begins"), Value::Count(before), link);
        self.metric(Op::Plus, Metric::CustomersWon);
        self.metric(Op::Minus, Metric::CustomersLost);
        // Less than this is what adding in another order leaves.
        if back.abs() > 1e-6 {
            self.put(Op::Plus, tr!("Customers who came back"), Value::Count(back), Link::None);
        }
    }

    /// What the plan begins with, and how it moved until the period begins.
    fn opening_arr(&mut self, segment: &SegmentOutcome) {
        let whole = segment.ledger.first().map_or(Money::ZERO, |it| it.opening);
        let typed = segment.opening_typed;
        let path = format!("segment/{}/opening/arr", segment.id);
        self.money(Op::Plus, tr!("Opening balance as typed"), typed, Link::Input(path));
        // Less than a whole coin is what rounding leaves.
        let label = if (whole - typed).to_major().abs() < 1.0 {
            tr!("Rounding to the smallest coin")
        } else {
            tr!("Contracts in the list of customers")
        };
        if whole != typed {
            self.money(Op::Plus, label, whole - typed, Link::Inputs("accounts"));
        }
        let before = segment.ledger.get(..self.span.from).unwrap_or_default();
        let sum = |moved: fn(&Movements) -> Money| -> Money { before.iter().map(moved).sum() };
        for (op, label, amount) in [
            (Op::Plus, tr!("New ARR since the plan begins"), sum(|it| it.new)),
            (Op::Plus, tr!("Expansion since then"), sum(|it| it.expansion)),
            (Op::Plus, tr!("Price uplift since then"), sum(|it| it.price)),
            (Op::Plus, tr!("Reactivated since then"), sum(|it| it.reactivation)),
            (Op::Minus, tr!("Contraction since then"), sum(|it| it.contraction)),
            (Op::Minus, tr!("Churn since then"), sum(|it| it.churn)),
        ] {
            if !amount.is_zero() {
                self.money(op, label, amount, Link::None);
            }
        }
    }

    /// An amount of several months by month, of more than a year by fiscal year.
    fn by_month(&mut self, metric: Metric, link: &Link) {
        let (from, to) = (self.span.from, self.span.to);
        let months = |from: usize, to: usize| -> String {
            let month = |at: usize| self.outcome.months.get(at).copied();
            month(from).zip(month(to)).map(|(first, last)| show_months(first, last)).unwrap_or_default()
        };
        let runs: Vec<Span> = if self.span.len() <= MOST {
            (from..=to).map(|at| Span { from: at, to: at }).collect()
        } else {
            let years = self.outcome.periods(Cadence::Year).into_iter().map(|it| it.1);
            let inside = years.map(|it| Span { from: it.from.max(from), to: it.to.min(to) });
            inside.filter(|it| it.from <= it.to).collect()
        };
        let terms: Vec<(String, Value)> = runs
            .into_iter()
            .map(|it| (months(it.from, it.to), Row::scoped(self.outcome, self.scope, it).value(metric)))
            .collect();
        for (label, value) in terms {
            self.put(Op::Plus, label, value, link.clone());
        }
    }
}

/// Whether people make the figure.
fn is_of_seats(metric: Metric) -> bool {
    matches!(metric, Metric::Seats | Metric::Heads | Metric::Ramped | Metric::Attrition | Metric::Capacity)
}

/// Whether the figure of several months is the sum of theirs.
fn is_flow(metric: Metric) -> bool {
    matches!(
        metric,
        Metric::ExpansionArr
            | Metric::PriceArr
            | Metric::ReactivationArr
            | Metric::ContractionArr
            | Metric::ChurnArr
            | Metric::Revenue
            | Metric::Capacity
    )
}

/// The input of a segment that moves a metric of it first.
fn input_of(metric: Metric) -> &'static str {
    if metric == Metric::Pipeline {
        "segment/*/pipeline/leads_month"
    } else if metric == Metric::Revenue {
        "segment/*/opening/arr"
    } else if metric == Metric::ExpansionArr {
        "segment/*/retention/expansion"
    } else if metric == Metric::PriceArr {
        "segment/*/retention/price_uplift"
    } else if metric == Metric::ReactivationArr {
        "segment/*/retention/reactivation"
    } else if metric == Metric::ContractionArr {
        "segment/*/retention/contraction"
    } else {
        "segment/*/retention/renewal"
    }
}
