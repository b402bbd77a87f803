//! What follows from a document. Every total is a sum of leaves that are whole minor units.

use crate::engine::Span;
use crate::engine::book::Moves;
use crate::engine::incentives::IncentiveLine;
use crate::engine::metric::Metric;
use crate::engine::pay::Earned;
use crate::engine::pipeline::NewBusiness;
use crate::model::comp::{Measure, Pot};
use crate::model::{Function, Problem, Recurring};
use crate::units::{ComponentId, Currency, FiscalCalendar, Flow, Money, Month, Rate, SeatId, SegmentId};

/// ARR at the two ends of a period, and what moved it. Contraction and churn are positive amounts that are subtracted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Movements {
    /// At the start.
    pub opening: Money,
    /// From new customers.
    pub new: Money,
    /// From existing customers, price apart.
    pub expansion: Money,
    /// From price uplift at renewal.
    pub price: Money,
    /// From customers who came back.
    pub reactivation: Money,
    /// Given up by customers who stayed.
    pub contraction: Money,
    /// Given up by customers who left.
    pub churn: Money,
}

impl Movements {
    /// A month of a segment in coins, each movement rounded once: what moved in the book, what was signed and what came back.
    ///
    /// Parts of coins are not carried on, so a book that dies out could lose a coin more than it holds. No more is lost than was there
    /// as the month began; churn gives way first, as it is the larger of the two where a book dies out.
    pub(crate) fn in_coins(opening: Money, moves: &Moves, new: f64, back: f64, currency: Currency) -> Movements {
        let settle = |amount: f64| currency.settle(Flow::new(amount));
        let there = opening.max(Money::ZERO);
        let contraction = settle(moves.contraction).min(there);
        Movements {
            opening,
            new: settle(new),
            expansion: settle(moves.expansion),
            price: settle(moves.price),
            reactivation: settle(back),
            contraction,
            churn: settle(moves.churn).min(there - contraction),
        }
    }

    /// At the end: opening + new + expansion + price + reactivation - contraction - churn.
    pub fn closing(&self) -> Money {
        self.opening + self.net_new()
    }

    /// Closing less opening.
    pub fn net_new(&self) -> Money {
        self.new + self.expansion + self.price + self.reactivation - self.contraction - self.churn
    }

    /// The same period of two scopes, together.
    pub fn beside(self, other: Movements) -> Movements {
        Movements { opening: self.opening + other.opening, ..self.then(other) }
    }

    /// Two successive periods of one scope, as one.
    pub fn then(self, later: Movements) -> Movements {
        Movements {
            opening: self.opening,
            new: self.new + later.new,
            expansion: self.expansion + later.expansion,
            price: self.price + later.price,
            reactivation: self.reactivation + later.reactivation,
            contraction: self.contraction + later.contraction,
            churn: self.churn + later.churn,
        }
    }
}

/// The twelve months to the end of a month (fewer near the plan's start), seen from the customers there were at its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetentionWindow {
    /// Months in the window.
    pub months: usize,
    /// ARR of those customers at its start.
    pub then: Money,
    /// Their ARR now.
    pub now: Money,
    /// Their churn and contraction in between.
    pub lost: Money,
    /// The smaller of then and now, customer by customer; absent where it cannot be known.
    pub kept: Option<Money>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentOutcome {
    /// Which.
    pub id: SegmentId,
    /// Months from the first that are closed: what happened in them was reported, not forecast.
    pub closed: usize,
    /// New business, unrounded.
    pub new_business: NewBusiness,
    /// ARR and its movements, month by month.
    pub ledger: Vec<Movements>,
    /// Of the ARR with which the plan begins, what is typed as the opening balance; the rest are contracts of the table.
    pub opening_typed: Money,
    /// ARR that fell due in each month; in closed months also what left before its term.
    pub due: Vec<Money>,
    /// Retention windows that end in each month.
    pub windows: Vec<RetentionWindow>,
    /// Customers as the plan begins.
    pub customers_before: f64,
    /// Customers at the end of each month (expected, fractional).
    pub customers: Vec<f64>,
    /// Customers won in each month.
    pub customers_won: Vec<f64>,
    /// Customers lost in each month.
    pub customers_lost: Vec<f64>,
    /// Share of the book looked after in each month, where known.
    pub coverage: Vec<Option<f64>>,
}

/// One seat: its holders together.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatOutcome {
    /// Which.
    pub id: SeatId,
    /// What its role does.
    pub function: Function,
    /// Position of the segment it serves; absent: all.
    pub segment: Option<usize>,
    /// Whether a named or planned holder is in the seat at the end of each month.
    pub filled: Vec<bool>,
    /// Expected heads in each month.
    pub heads: Vec<f64>,
    /// Ramped equivalents in each month.
    pub ramped: Vec<f64>,
    /// People expected to leave in each month, backfills that leave again included.
    pub leaving: Vec<f64>,
    /// Selling capacity in each month, in major units of ARR.
    pub capacity: Vec<f64>,
    /// Pay of each month: base and earned variable.
    pub cost: Vec<Money>,
    /// Share of that cost that is acquisition.
    pub acquisition_share: f64,
}

/// One component of one payee's pay.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentPay {
    /// Which component.
    pub id: ComponentId,
    /// What it looks at.
    pub measure: Measure,
    /// The purpose it serves.
    pub pot: Pot,
    /// Periods as they closed, each with the weight that held in it.
    pub earned: Vec<Earned>,
}

impl ComponentPay {
    /// Share of target variable over the periods that closed in a run of months: that of each by its months, as versions of a plan
    /// may give the component different ones. That of the last period before, where none closed.
    pub fn weight(&self, span: Span) -> f64 {
        let closed = self.earned.iter().filter(|it| (span.from..=span.to).contains(&it.at));
        let (months, sum) = closed.fold((0i64, 0i64), |(months, sum), it| {
            let length = (it.at.saturating_sub(it.from) + 1) as i64;
            (months + length, sum.saturating_add(it.weight.ppm().saturating_mul(length)))
        });
        if months > 0 {
            return sum as f64 / months as f64 / Rate::SCALE as f64;
        }
        let last = self.earned.iter().rev().find(|it| it.at < span.from).or(self.earned.first());
        last.map_or(0.0, |it| it.weight.to_f64())
    }

    /// Whether it is a SPIF: outside target variable in every period.
    pub(crate) fn is_spif(&self) -> bool {
        self.earned.iter().all(|it| it.weight == Rate::ZERO)
    }
}

/// Pay of one holder of a seat, or of the expected backfill of a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Payee {
    /// Position of the seat.
    pub seat: usize,
    /// Which of its stints; absent: the expected backfill.
    pub stint: Option<usize>,
    /// Expected share of each month in the seat.
    pub active: Vec<f64>,
    /// Base pay of each month.
    pub base: Vec<Money>,
    /// Components with what they earned.
    pub components: Vec<ComponentPay>,
    /// Reductions by the plan's cap, in the month they fall.
    pub capped: Vec<Money>,
    /// Variable pay earned in each month: components less cap.
    pub variable: Vec<Money>,
    /// Variable pay paid in each month, after draw, lag, instalments and holdback.
    pub paid: Vec<Money>,
    /// Variable pay expensed in each month.
    pub expensed: Vec<Money>,
}

/// Everything that follows from a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Months planned.
    pub months: Vec<Month>,
    /// Reporting currency.
    pub currency: Currency,
    /// Fiscal periods.
    pub calendar: FiscalCalendar,
    /// By segment, in the order of the document.
    pub segments: Vec<SegmentOutcome>,
    /// By seat, in the order of the document.
    pub seats: Vec<SeatOutcome>,
    /// By holder.
    pub payees: Vec<Payee>,
    /// Other cost per month: marketing, other sales and marketing, other operating.
    pub costs: MonthlyCosts,
    /// Pay of closed months as it was reported, against what is planned.
    pub reported_pay: crate::engine::ReportedPay,
    /// How the split of pay moves results; empty where it does not.
    pub incentives: Vec<IncentiveLine>,
    /// How recurring revenue is to be shown; every figure here is annual.
    pub recurring: Recurring,
    /// What is wrong or worth knowing.
    pub problems: Vec<Problem>,
}

/// Costs besides pay, per month, as entered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MonthlyCosts {
    /// Gross margin.
    pub gross_margin: Option<f64>,
    /// Taxes and benefits as a share of pay.
    pub burden: f64,
    /// Marketing in a month.
    pub marketing: Option<Money>,
    /// Share of it that is acquisition.
    pub marketing_acquisition: f64,
    /// Other sales and marketing cost in a month.
    pub other_sales_marketing: Option<Money>,
    /// Share of it that is acquisition.
    pub other_acquisition: f64,
    /// Operating cost outside sales and marketing in a month.
    pub other_operating: Option<Money>,
    /// Sales and marketing cost of the quarter before.
    pub prior_sales_marketing: Option<Money>,
    /// Revenue of the quarter before.
    pub prior_revenue: Option<Money>,
    /// Whether CCOS is over recognised revenue rather than new and expansion ARR.
    pub ccos_on_revenue: bool,
}

impl Outcome {
    /// The company's ledger of a month.
    pub fn company_month(&self, month: usize) -> Movements {
        let segments = self.segments.iter().filter_map(|segment| segment.ledger.get(month).copied());
        segments.fold(Movements::default(), Movements::beside)
    }

    /// A metric that has a value, or what it needs.
    pub fn metric(&self, metric: Metric, span: crate::engine::Span) -> crate::engine::Value {
        crate::engine::Row::of(self, span).value(metric)
    }
}
