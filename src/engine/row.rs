//! One period in one scope: sums of the outcome's leaves, and the metrics made of them.

use crate::engine::actual_pay::PayChange;
use crate::engine::economics;
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::outcome::{Movements, Outcome, RetentionWindow};
use crate::model::Function;
use crate::model::comp::Pot;
use crate::text::{mark, tr};
use crate::units::{Cadence, Currency, FiscalPeriod, Flow, Money};

/// A run of months, by their positions in the plan, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// First month.
    pub from: usize,
    /// Last month.
    pub to: usize,
}

impl Span {
    /// Months in it.
    pub fn len(self) -> usize {
        (self.to + 1).saturating_sub(self.from)
    }

    /// Whether it has no month.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl Outcome {
    /// The whole plan.
    pub fn whole(&self) -> Span {
        Span { from: 0, to: self.months.len().saturating_sub(1) }
    }

    /// Fiscal periods of a length, with the months of the plan that lie in each.
    pub fn periods(&self, cadence: Cadence) -> Vec<(FiscalPeriod, Span)> {
        let mut periods: Vec<(FiscalPeriod, Span)> = Vec::new();
        for (at, month) in self.months.iter().enumerate() {
            let period = self.calendar.period_of(*month, cadence);
            match periods.last_mut() {
                Some((last, span)) if *last == period => span.to = at,
                Some(_) | None => periods.push((period, Span { from: at, to: at })),
            }
        }
        periods
    }
}

/// Sums of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// ARR and its movements.
    pub movements: Movements,
    /// The retention window that ends with the period.
    pub window: RetentionWindow,
    /// All movements of that window, customers won inside it included.
    pub bridge: Movements,
    /// Seats with a holder at the end.
    pub seats: u32,
    /// Expected heads at the end.
    pub heads: f64,
    /// Ramped sellers of new business at the end.
    pub ramped: f64,
    /// Expected heads that sell new business at the end, ramped or not.
    pub sellers: f64,
    /// People expected to leave.
    pub leaving: f64,
    /// Selling capacity.
    pub capacity: Money,
    /// What could close.
    pub pipeline: Money,
    /// The same of as many months before, where the plan has them.
    pub pipeline_before: Option<Money>,
    /// ARR that fell due.
    pub due: Money,
    /// Excess pipeline lost.
    pub lost_pipeline: Money,
    /// Capacity without pipeline.
    pub idle_capacity: Money,
    /// Base pay; in closed months as reported.
    pub base: Money,
    /// By how much reported pay is more than planned; it is in base pay, variable pay and what is made of them.
    pub reported: PayChange,
    /// Variable pay earned, by purpose in the order of [`Pot::ALL`].
    pub by_pot: [Money; 4],
    /// Reductions by plan caps.
    pub capped: Money,
    /// Variable pay paid.
    pub paid: Money,
    /// Variable pay expensed; what was reported more or less of a closed month, in that month.
    pub expensed: Money,
    /// Recognised revenue.
    pub revenue: Money,
    /// Customers at the end.
    pub customers: f64,
    /// Customers won.
    pub customers_won: f64,
    /// Customers lost.
    pub customers_lost: f64,
    /// Customers at the start.
    pub customers_before: f64,
    /// Months in the period.
    pub months: usize,
    /// Expected heads that sell new business, mean of the months.
    pub mean_sellers: f64,
    /// Expected heads of account management at the end.
    pub keepers: f64,
    /// Taxes and benefits on pay.
    pub burden: Money,
    /// Marketing, if entered.
    pub marketing: Option<Money>,
    /// Other sales and marketing cost, if entered.
    pub other_sales_marketing: Option<Money>,
    /// The part of pay with burden that is acquisition.
    pub acquisition_pay: Money,
    /// Marketing and other cost that is acquisition.
    pub acquisition_other: Option<Money>,
    currency: Currency,
    /// Whether it is a segment's: cost besides pay is known for the company only.
    of_segment: bool,
    gross_margin: Option<f64>,
    ccos_on_revenue: bool,
    magic: Option<(Money, Money, Money)>,
    magic_arr: Option<(Money, Money)>,
    net_burn: Option<Money>,
}

impl Row {
    /// The company in a period.
    pub fn of(outcome: &Outcome, span: Span) -> Row {
        Row::scoped(outcome, Scope::Company, span)
    }

    /// A segment or the company in a period. Pay and cost of a segment are those of its own seats.
    pub fn scoped(outcome: &Outcome, scope: Scope, span: Span) -> Row {
        let mut row = Row {
            currency: outcome.currency,
            of_segment: scope != Scope::Company,
            ccos_on_revenue: outcome.costs.ccos_on_revenue,
            gross_margin: outcome.costs.gross_margin,
            months: span.len(),
            ..Row::default()
        };
        row.book(outcome, scope, span);
        row.people(outcome, scope, span);
        row.pipeline_before = economics::pipeline_before(outcome, scope, span);
        if scope == Scope::Company {
            row.efficiency(outcome, span);
        }
        row
    }

    pub(super) fn book(&mut self, outcome: &Outcome, scope: Scope, span: Span) {
        let inside = |at: usize| match scope {
            Scope::Company => true,
            Scope::Segment(only) => only == at,
        };
        let mut kept = Some(Money::ZERO);
        for (_, segment) in outcome.segments.iter().enumerate().filter(|(at, _)| inside(*at)) {
            let ledger = |from: usize, to: usize| {
                let mut months = segment.ledger.get(from..=to).unwrap_or(&[]).iter().copied();
                let first = months.next().unwrap_or_default();
                months.fold(first, Movements::then)
            };
            self.movements = self.movements.beside(ledger(span.from, span.to));
            if let Some(window) = segment.windows.get(span.to) {
                self.bridge = self.bridge.beside(ledger(span.to + 1 - window.months.min(span.to + 1), span.to));
                self.window.months = window.months;
                self.window.then += window.then;
                self.window.now += window.now;
                self.window.lost += window.lost;
                kept = kept.and_then(|sum| Some(sum + window.kept?));
            }
            let money = |flow: &Flow| outcome.currency.settle(*flow);
            let new = &segment.new_business;
            let sum = |series: &[Flow]| series.get(span.from..=span.to).unwrap_or(&[]).iter().map(money).sum::<Money>();
            self.due += segment.due.get(span.from..=span.to).unwrap_or(&[]).iter().copied().sum::<Money>();
            self.capacity += sum(&new.capacity);
            self.lost_pipeline += sum(&new.lost);
            self.pipeline += sum(&new.bookings) + sum(&new.lost) + new.carried.get(span.to).map_or(Money::ZERO, money);
            let idle = new.capacity.iter().zip(&new.bookings).skip(span.from).take(span.len());
            self.idle_capacity +=
                idle.map(|(capacity, booked)| money(&(*capacity - *booked).max(Flow::ZERO))).sum::<Money>();
            self.customers += segment.customers.get(span.to).copied().unwrap_or(0.0);
            self.customers_before += match span.from.checked_sub(1) {
                Some(before) => segment.customers.get(before).copied().unwrap_or(0.0),
                None => segment.customers_before,
            };
            self.customers_won += segment.customers_won.iter().skip(span.from).take(span.len()).sum::<f64>();
            self.customers_lost += segment.customers_lost.iter().skip(span.from).take(span.len()).sum::<f64>();
            for month in segment.ledger.get(span.from..=span.to).unwrap_or(&[]) {
                self.revenue += outcome.currency.settle(Flow::new((month.opening + month.closing()).to_major() / 24.0));
            }
        }
        self.window.kept = kept;
    }

    pub(super) fn people(&mut self, outcome: &Outcome, scope: Scope, span: Span) {
        let segment = match scope {
            Scope::Company => None,
            Scope::Segment(at) => Some(at),
        };
        let inside = |seat: usize| segment.is_none() || outcome.seats.get(seat).is_some_and(|it| it.segment == segment);
        for (_, seat) in outcome.seats.iter().enumerate().filter(|(at, _)| inside(*at)) {
            self.seats += u32::from(seat.filled.get(span.to).copied().unwrap_or(false));
            self.heads += seat.heads.get(span.to).copied().unwrap_or(0.0);
            if seat.function.sells_new_business() {
                self.ramped += seat.ramped.get(span.to).copied().unwrap_or(0.0);
                self.sellers += seat.heads.get(span.to).copied().unwrap_or(0.0);
                let months = seat.heads.iter().skip(span.from).take(span.len());
                self.mean_sellers += months.sum::<f64>() / span.len().max(1) as f64;
            }
            if matches!(seat.function, Function::AccountManagement | Function::Hybrid) {
                self.keepers += seat.heads.get(span.to).copied().unwrap_or(0.0);
            }
            self.leaving += seat.leaving.iter().skip(span.from).take(span.len()).sum::<f64>();
            // Burden and the acquisition share are settled month by month, so that a year is the sum of its months.
            for cost in seat.cost.iter().skip(span.from).take(span.len()) {
                let (cost, part) = (cost.to_major(), seat.acquisition_share);
                self.burden += outcome.currency.settle(Flow::new(cost * outcome.costs.burden));
                self.acquisition_pay += outcome.currency.settle(Flow::new(cost * (1.0 + outcome.costs.burden) * part));
            }
        }
        for payee in outcome.payees.iter().filter(|payee| inside(payee.seat)) {
            let sum = |series: &[Money]| series.iter().skip(span.from).take(span.len()).copied().sum::<Money>();
            self.base += sum(&payee.base);
            self.paid += sum(&payee.paid);
            self.expensed += sum(&payee.expensed);
            self.capped += sum(&payee.capped);
            for component in &payee.components {
                let at = Pot::ALL.iter().position(|pot| *pot == component.pot);
                let periods = component.earned.iter().filter(|it| (span.from..=span.to).contains(&it.at));
                if let Some(place) = at.and_then(|at| self.by_pot.get_mut(at)) {
                    *place += periods.map(|it| it.amount).sum::<Money>();
                }
            }
        }
        self.put_reported_pay(outcome, scope, span);
    }

    fn efficiency(&mut self, outcome: &Outcome, span: Span) {
        let costs = &outcome.costs;
        let times =
            |money: Option<Money>| money.map(|it| Money::from_mills(it.mills().saturating_mul(span.len() as i64)));
        self.marketing = times(costs.marketing);
        self.other_sales_marketing = times(costs.other_sales_marketing);
        let part = |money: Money, share: f64| outcome.currency.settle(Flow::new(money.to_major() * share));
        if let (Some(marketing), Some(other)) = (costs.marketing, costs.other_sales_marketing) {
            let month = part(marketing, costs.marketing_acquisition) + part(other, costs.other_acquisition);
            self.acquisition_other = times(Some(month));
        }
        if let (Some(margin), Some(operating), Some(sales)) =
            (costs.gross_margin, times(costs.other_operating), self.sales_marketing())
        {
            let delivery = part(self.revenue, 1.0 - margin);
            self.net_burn = Some(delivery + sales + operating - self.revenue);
        }
        self.magic = economics::magic(outcome, span.to);
        self.magic_arr = economics::magic_arr(outcome, span.to);
    }

    /// Variable pay earned; in closed months as reported.
    pub fn variable(&self) -> Money {
        self.by_pot.iter().copied().sum::<Money>() - self.capped + self.reported.variable
    }

    /// Base and earned variable pay.
    pub fn comp_cost(&self) -> Money {
        self.base + self.variable()
    }

    /// Sales and marketing cost, where marketing and other cost are entered.
    pub fn sales_marketing(&self) -> Option<Money> {
        Some(self.comp_cost() + self.burden + self.marketing? + self.other_sales_marketing?)
    }

    /// The part of it that is acquisition.
    pub fn acquisition_cost(&self) -> Option<Money> {
        Some(self.acquisition_pay + self.acquisition_other?)
    }

    /// By how much the bridge form of NRR exceeds the cohort form: what customers won inside the window since added or lost. Absent
    /// where there were no customers when the window began.
    pub fn bridge_beyond_cohort(&self) -> Option<Money> {
        // Both start from the same ARR, but for the rounding of the ledger's months, which is no difference of the forms.
        let rounding = self.bridge.opening - self.window.then;
        (self.window.then.mills() > 0).then(|| self.bridge.closing() - self.bridge.new - self.window.now - rounding)
    }

    /// By how much the customer-minimum form of GRR exceeds the event form: what customers gave up and made good again, each of
    /// them. Absent where the former is.
    pub fn kept_beyond_events(&self) -> Option<Money> {
        let kept = self.window.kept.filter(|_| self.window.then.mills() > 0)?;
        Some(kept - (self.window.then - self.window.lost))
    }

    /// What CCOS is over.
    pub fn ccos_denominator(&self) -> Money {
        if self.ccos_on_revenue { self.revenue } else { self.movements.new + self.movements.expansion }
    }

    /// Revenue of the last quarter, of the one before, and sales and marketing cost of the one before.
    pub fn magic_terms(&self) -> Option<(Money, Money, Money)> {
        self.magic
    }

    /// Net new ARR of the last quarter, and sales and marketing cost of the one before.
    pub fn magic_arr(&self) -> Option<(Money, Money)> {
        self.magic_arr
    }

    /// Cost of revenue, sales, marketing and operations less revenue.
    pub fn net_burn(&self) -> Option<Money> {
        self.net_burn
    }

    /// Gross margin, if entered.
    pub fn gross_margin(&self) -> Option<f64> {
        self.gross_margin
    }

    /// The months that retention looks back over from the end of a period: twelve, or those since the plan began.
    pub fn window_span(&self, span: Span) -> Span {
        Span { from: (span.to + 1).saturating_sub(self.window.months.max(1)), to: span.to }
    }

    /// A metric of the period.
    pub fn value(&self, metric: Metric) -> Value {
        const MARKETING: &str = mark!("needs marketing and other sales and marketing cost");
        if self.of_segment && metric.needs_company_cost() {
            return Value::Undefined(tr!("cost besides pay is known for the company only"));
        }
        let moved = &self.movements;
        let window = &self.window;
        let share = |part: Money, whole: Money, needs: &'static str| {
            if whole.mills() > 0 { Value::Share(part.to_major() / whole.to_major()) } else { Value::Undefined(needs) }
        };
        let cost = |money: Option<Money>| money.map_or(Value::Undefined(tr!(MARKETING)), Value::Money);
        match metric {
            Metric::OpeningArr => Value::Money(moved.opening),
            Metric::NewArr => Value::Money(moved.new),
            Metric::ExpansionArr => Value::Money(moved.expansion),
            Metric::PriceArr => Value::Money(moved.price),
            Metric::ReactivationArr => Value::Money(moved.reactivation),
            Metric::ContractionArr => Value::Money(moved.contraction),
            Metric::ChurnArr => Value::Money(moved.churn),
            Metric::ClosingArr => Value::Money(moved.closing()),
            Metric::NetNewArr => Value::Money(moved.net_new()),
            Metric::NrrCohort => share(window.now, window.then, tr!("needs customers at the start of the window")),
            Metric::NrrBridge => {
                let kept = self.bridge.closing() - self.bridge.new;
                share(kept, self.bridge.opening, tr!("needs ARR at the start of the window"))
            }
            Metric::GrrEvent => {
                share(window.then - window.lost, window.then, tr!("needs customers at the start of the window"))
            }
            Metric::GrrCustomer => match window.kept {
                Some(kept) => share(kept, window.then, tr!("needs customers at the start of the window")),
                None => Value::Undefined(tr!(
                    "needs to know by how much shrinking customers shrink, and terms of a year or more"
                )),
            },
            Metric::Customers => Value::Count(self.customers),
            Metric::Seats => Value::Count(f64::from(self.seats)),
            Metric::Heads => Value::Count(self.heads),
            Metric::Ramped => Value::Count(self.ramped),
            Metric::Attrition => Value::Count(self.leaving),
            Metric::Capacity => Value::Money(self.capacity),
            Metric::Pipeline => Value::Money(self.pipeline),
            Metric::BasePay => Value::Money(self.base),
            Metric::VariablePay => Value::Money(self.variable()),
            Metric::CompCost => Value::Money(self.comp_cost()),
            Metric::PaidVariable => Value::Money(self.paid),
            Metric::ExpensedVariable => Value::Money(self.expensed),
            Metric::Revenue => Value::Money(self.revenue),
            Metric::SalesMarketing => cost(self.sales_marketing()),
            Metric::AcquisitionCost => cost(self.acquisition_cost()),
            Metric::Ccos => share(
                self.comp_cost(),
                self.ccos_denominator(),
                tr!("needs new or expansion ARR (or revenue) to divide by"),
            ),
            Metric::Cac => match self.acquisition_cost() {
                None => Value::Undefined(tr!(MARKETING)),
                Some(_) if self.customers_won <= 0.0 => Value::Undefined(tr!("needs customers won and a deal size")),
                Some(cost) => Value::Money(self.currency.settle(Flow::new(cost.to_major() / self.customers_won))),
            },
            Metric::CacPayback => match (self.acquisition_cost(), self.gross_margin) {
                (None, _) => Value::Undefined(tr!(MARKETING)),
                (_, None) => Value::Undefined(tr!("needs a gross margin")),
                (Some(cost), Some(margin)) => {
                    let margin_month = moved.new.to_major() * margin / 12.0;
                    if margin_month > 0.0 {
                        Value::Months(cost.to_major() / margin_month)
                    } else {
                        Value::Undefined(tr!("needs new ARR and a gross margin above zero"))
                    }
                }
            },
            Metric::QuickRatio => {
                let lost = moved.contraction + moved.churn;
                let won = moved.new + moved.expansion + moved.price + moved.reactivation;
                if lost.mills() > 0 {
                    Value::Multiple(won.to_major() / lost.to_major())
                } else {
                    Value::Undefined(tr!("needs contraction or churn to divide by: nothing was lost"))
                }
            }
            Metric::MagicNumber => match self.magic {
                Some((now, before, cost)) if cost.mills() > 0 => {
                    Value::Multiple((now - before).to_major() * 4.0 / cost.to_major())
                }
                Some(_) | None => Value::Undefined(tr!(
                    "needs a full quarter, and revenue and sales and marketing cost of the quarter before"
                )),
            },
            Metric::BurnMultiple => match self.net_burn {
                None => Value::Undefined(tr!("needs a gross margin, marketing, other and operating cost")),
                Some(burn) if burn.mills() <= 0 => {
                    Value::Undefined(tr!("needs net burn: the plan spends less than it earns"))
                }
                Some(_) if moved.net_new().mills() <= 0 => Value::Undefined(tr!("needs net new ARR above zero")),
                Some(burn) => Value::Multiple(burn.to_major() / moved.net_new().to_major()),
            },
            Metric::CustomersWon
            | Metric::CustomersLost
            | Metric::LogoChurn
            | Metric::LogoRetention
            | Metric::Conversion
            | Metric::PipelineGrowth
            | Metric::RenewalRate
            | Metric::ExpansionShare
            | Metric::NewArrPerHead
            | Metric::ArrPerAm
            | Metric::LtvLogo
            | Metric::LtvRevenue
            | Metric::CacBlended
            | Metric::CacPaybackArr
            | Metric::LtvCac
            | Metric::MagicNumberArr
            | Metric::RuleOf40 => self.ratio(metric, self.currency),
        }
    }
}
