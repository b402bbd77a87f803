//! What a bridge can be about, and of which months.

use crate::engine::metric::Metric;
use crate::engine::outcome::Outcome;
use crate::engine::row::{Row, Span};
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod, Money, Month};

/// An amount of the outcome that changes can be told to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// ARR at the end of the months.
    ClosingArr,
    /// ARR signed with new customers.
    NewArr,
    /// Recognised revenue.
    Revenue,
    /// Variable pay earned.
    VariablePay,
    /// Base and earned variable pay of everyone: what CCOS divides.
    CompCost,
    /// Comp cost with taxes and benefits, marketing, and other sales and marketing cost.
    SalesMarketing,
    /// All cost less revenue.
    NetBurn,
}

impl Measure {
    /// All of them, in the order in which a difference is looked for.
    pub const ALL: [Measure; 7] = [
        Measure::ClosingArr,
        Measure::NewArr,
        Measure::Revenue,
        Measure::VariablePay,
        Measure::CompCost,
        Measure::SalesMarketing,
        Measure::NetBurn,
    ];

    /// The metric that it is; net burn is a part of others only.
    pub const fn metric(self) -> Option<Metric> {
        match self {
            Measure::ClosingArr => Some(Metric::ClosingArr),
            Measure::NewArr => Some(Metric::NewArr),
            Measure::Revenue => Some(Metric::Revenue),
            Measure::VariablePay => Some(Metric::VariablePay),
            Measure::CompCost => Some(Metric::CompCost),
            Measure::SalesMarketing => Some(Metric::SalesMarketing),
            Measure::NetBurn => None,
        }
    }

    /// Name in addresses and on the command line.
    pub fn key(self) -> &'static str {
        self.metric().map_or("net_burn", Metric::key)
    }

    /// The measure with this key.
    pub fn from_key(key: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Name on screen.
    pub fn name(self) -> &'static str {
        self.metric().map_or_else(|| tr!("Net burn"), Metric::name)
    }

    /// Formula in words.
    pub fn formula(self) -> &'static str {
        self.metric().map_or_else(
            || tr!("cost of revenue, sales and marketing cost and operating cost, less recognised revenue"),
            Metric::formula,
        )
    }

    /// Whether more of it is welcome (1), unwelcome (-1) or neither (0).
    pub fn welcome(self) -> i8 {
        self.metric().map_or(-1, Metric::welcome)
    }

    /// What has to be entered for it to have a value; none where it always has one.
    pub fn needs(self) -> Option<&'static str> {
        match self {
            Measure::ClosingArr | Measure::NewArr | Measure::Revenue | Measure::VariablePay | Measure::CompCost => None,
            Measure::SalesMarketing => Some(tr!("needs marketing and other sales and marketing cost")),
            Measure::NetBurn => Some(tr!("needs a gross margin, marketing, other and operating cost")),
        }
    }

    /// Whether it is a balance at the end of the months and does not flow in them.
    pub const fn is_balance(self) -> bool {
        matches!(self, Measure::ClosingArr)
    }

    /// Whether nobody's pay is in it, so that none need be reckoned.
    pub(super) const fn is_without_pay(self) -> bool {
        matches!(self, Measure::ClosingArr | Measure::NewArr | Measure::Revenue)
    }

    /// Its value in a row; none where an input that it needs is not entered.
    pub fn in_row(self, row: &Row) -> Option<Money> {
        match self {
            Measure::ClosingArr => Some(row.movements.closing()),
            Measure::NewArr => Some(row.movements.new),
            Measure::Revenue => Some(row.revenue),
            Measure::VariablePay => Some(row.variable()),
            Measure::CompCost => Some(row.comp_cost()),
            Measure::SalesMarketing => row.sales_marketing(),
            Measure::NetBurn => row.net_burn(),
        }
    }

    /// Its value in months of an outcome. A plan that has none of these months has no flow in them; of a balance, the last it has counts.
    pub fn value(self, outcome: &Outcome, months: Months) -> Option<Money> {
        match months.span(outcome) {
            Some(span) => self.in_row(&Row::of(outcome, span)),
            None if self.is_balance() => {
                let last = outcome.whole().to;
                self.in_row(&Row::of(outcome, Span { from: last, to: last }))
            }
            None => Some(Money::ZERO),
        }
    }

    /// The values of all of them, in the order of [`Measure::ALL`].
    pub(super) fn all_values(outcome: &Outcome, months: Months) -> [Option<Money>; Measure::ALL.len()] {
        match months.span(outcome).map(|span| Row::of(outcome, span)) {
            Some(row) => Measure::ALL.map(|it| it.in_row(&row)),
            None => Measure::ALL.map(|it| it.value(outcome, months)),
        }
    }

    /// The first that differs between two outcomes; closing ARR where none does.
    pub fn first_moved(before: &Outcome, after: &Outcome, months: Months) -> Measure {
        let row = |outcome: &Outcome| months.span(outcome).map(|span| Row::of(outcome, span)).unwrap_or_default();
        let (before, after) = (row(before), row(after));
        let moved = |it: &Measure| it.in_row(&before) != it.in_row(&after);
        Measure::ALL.into_iter().find(moved).unwrap_or(Measure::ClosingArr)
    }
}

/// A run of calendar months, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    /// First month.
    pub first: Month,
    /// Last month.
    pub last: Month,
}

impl Months {
    /// The months that both outcomes plan, if there are any.
    pub fn shared(a: &Outcome, b: &Outcome) -> Option<Months> {
        let of = |outcome: &Outcome| Some(Months { first: *outcome.months.first()?, last: *outcome.months.last()? });
        of(a)?.both(of(b)?)
    }

    /// The last fiscal year of both outcomes, by the second's calendar, as far as both plan it.
    pub fn last_year(a: &Outcome, b: &Outcome) -> Option<Months> {
        let shared = Months::shared(a, b)?;
        shared.within(&b.calendar.period_of(shared.last, Cadence::Year))
    }

    /// Those of them that lie in a fiscal period.
    pub fn within(self, period: &FiscalPeriod) -> Option<Months> {
        self.both(Months { first: period.first, last: period.last() })
    }

    fn both(self, other: Months) -> Option<Months> {
        let both = Months { first: self.first.max(other.first), last: self.last.min(other.last) };
        (both.first <= both.last).then_some(both)
    }

    /// Their places in an outcome, as far as it plans them.
    pub fn span(self, outcome: &Outcome) -> Option<Span> {
        let lies = |month: &Month| (self.first..=self.last).contains(month);
        let from = outcome.months.iter().position(lies)?;
        let to = outcome.months.iter().rposition(lies)?;
        Some(Span { from, to })
    }
}
