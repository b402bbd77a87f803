//! Why a figure is what it is: the formula in words and its terms with their values, computed on demand.

mod by_segment;
mod told;

use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::outcome::Outcome;
use crate::engine::row::{Row, Span};
use crate::model::comp::Pot;
use crate::text::tr;
use crate::units::Money;
pub use told::{Explanation, Link, Op, Term};

/// Explains a metric of a scope in a period.
pub fn explain(outcome: &Outcome, metric: Metric, scope: Scope, span: Span) -> Explanation {
    let row = Row::scoped(outcome, scope, span);
    let mut sheet = Sheet { outcome, row: &row, scope, span, terms: Vec::new(), notes: Vec::new() };
    sheet.fill(metric);
    sheet.reported_pay(metric);
    for (label, multiplier) in crate::engine::incentives::responses(outcome, metric, span) {
        sheet.put(Op::Aside, label, Value::Multiple(multiplier), Link::Inputs("assumptions/incentives"));
    }
    let (terms, notes) = (sheet.terms, sheet.notes);
    let span = if Metric::RETENTION.contains(&metric) { row.window_span(span) } else { span };
    Explanation { metric, scope, span, value: row.value(metric), terms, notes }
}

struct Sheet<'a> {
    outcome: &'a Outcome,
    row: &'a Row,
    scope: Scope,
    span: Span,
    terms: Vec<Term>,
    notes: Vec<String>,
}

impl Sheet<'_> {
    fn put(&mut self, op: Op, label: impl Into<String>, value: Value, link: Link) {
        self.terms.push(Term { op, label: label.into(), value, link });
    }

    fn metric(&mut self, op: Op, metric: Metric) {
        let link = Link::Metric(metric, self.scope);
        self.put(op, metric.name(), self.row.value(metric), link);
    }

    fn money(&mut self, op: Op, label: &str, money: Money, link: Link) {
        self.put(op, label, Value::Money(money), link);
    }

    fn fill(&mut self, metric: Metric) {
        if self.scope != Scope::Company && metric.needs_company_cost() {
            return;
        }
        match metric {
            Metric::ClosingArr => {
                for (op, term) in [
                    (Op::Plus, Metric::OpeningArr),
                    (Op::Plus, Metric::NewArr),
                    (Op::Plus, Metric::ExpansionArr),
                    (Op::Plus, Metric::PriceArr),
                    (Op::Plus, Metric::ReactivationArr),
                    (Op::Minus, Metric::ContractionArr),
                    (Op::Minus, Metric::ChurnArr),
                ] {
                    self.metric(op, term);
                }
            }
            Metric::NetNewArr => {
                self.metric(Op::Plus, Metric::ClosingArr);
                self.metric(Op::Minus, Metric::OpeningArr);
            }
            Metric::OpeningArr
            | Metric::ExpansionArr
            | Metric::PriceArr
            | Metric::ReactivationArr
            | Metric::ContractionArr
            | Metric::ChurnArr
            | Metric::Revenue
            | Metric::Customers
            | Metric::Pipeline => self.by_segment(metric),
            Metric::NewArr => self.new_arr(),
            Metric::Capacity | Metric::Seats | Metric::Heads | Metric::Ramped | Metric::Attrition => {
                self.by_segment(metric);
            }
            Metric::NrrCohort | Metric::NrrBridge | Metric::GrrEvent | Metric::GrrCustomer => self.retention(metric),
            Metric::BasePay | Metric::PaidVariable | Metric::ExpensedVariable => self.by_function(metric),
            Metric::VariablePay => self.variable(),
            Metric::CompCost => {
                self.metric(Op::Plus, Metric::BasePay);
                self.metric(Op::Plus, Metric::VariablePay);
                self.notes
                    .push(tr!("Earned in the period, whenever it is paid. Taxes and benefits are not in it.").into());
            }
            Metric::SalesMarketing => {
                self.metric(Op::Plus, Metric::CompCost);
                self.money(Op::Plus, tr!("Taxes and benefits"), self.row.burden, Link::Input("costs/burden".into()));
                self.optional(tr!("Marketing"), self.row.marketing, "costs/marketing");
                self.optional(
                    tr!("Other sales and marketing"),
                    self.row.other_sales_marketing,
                    "costs/other_sales_marketing",
                );
            }
            Metric::AcquisitionCost => {
                self.money(
                    Op::Plus,
                    tr!("Pay with burden that wins customers"),
                    self.row.acquisition_pay,
                    Link::Inputs("role"),
                );
                self.optional(
                    tr!("Marketing and other cost that wins customers"),
                    self.row.acquisition_other,
                    "costs/marketing",
                );
                self.notes.push(
                    tr!("A role's cost counts by the share of its variable pay that rewards new business.").into(),
                );
            }
            Metric::Ccos => {
                self.metric(Op::Plus, Metric::CompCost);
                let (label, link) = if self.outcome.costs.ccos_on_revenue {
                    (tr!("Recognised revenue"), Metric::Revenue)
                } else {
                    (tr!("New and expansion ARR"), Metric::NewArr)
                };
                self.money(Op::Over, label, self.row.ccos_denominator(), Link::Metric(link, self.scope));
                self.notes
                    .push(tr!("Pay of all roles, leaders and support included, without taxes and benefits.").into());
            }
            Metric::Cac => {
                self.metric(Op::Plus, Metric::AcquisitionCost);
                self.put(
                    Op::Over,
                    tr!("Customers won"),
                    Value::Count(self.row.customers_won),
                    Link::Inputs("segment/*/pipeline/deal_size"),
                );
            }
            Metric::CacPayback => {
                self.metric(Op::Plus, Metric::AcquisitionCost);
                self.metric(Op::Over, Metric::NewArr);
                let margin =
                    self.row.gross_margin().map_or(Value::Undefined(tr!("needs a gross margin")), Value::Share);
                self.put(Op::Over, tr!("Gross margin"), margin, Link::Input("costs/gross_margin".into()));
                self.put(Op::Times, tr!("Months in a year"), Value::Count(12.0), Link::None);
                self.notes.push(
                    tr!("Cost and ARR of the same period: no lag between spending and signing is assumed.").into(),
                );
            }
            Metric::QuickRatio => {
                let moved = self.row.movements;
                let won = moved.new + moved.expansion + moved.price + moved.reactivation;
                self.money(Op::Plus, tr!("ARR gained"), won, Link::Metric(Metric::ClosingArr, self.scope));
                self.money(
                    Op::Over,
                    tr!("ARR lost"),
                    moved.contraction + moved.churn,
                    Link::Metric(Metric::ChurnArr, self.scope),
                );
            }
            Metric::MagicNumber => {
                if let Some((now, before, cost)) = self.row.magic_terms() {
                    self.money(
                        Op::Plus,
                        tr!("Revenue of the last quarter"),
                        now,
                        Link::Metric(Metric::Revenue, self.scope),
                    );
                    self.money(
                        Op::Minus,
                        tr!("Revenue of the quarter before"),
                        before,
                        Link::Input("costs/prior_quarter_revenue".into()),
                    );
                    self.put(Op::Times, tr!("Quarters in a year"), Value::Count(4.0), Link::None);
                    let link = Link::Input("costs/prior_quarter_sales_marketing".into());
                    self.money(Op::Over, tr!("Sales and marketing of the quarter before"), cost, link);
                }
            }
            Metric::BurnMultiple => {
                if let Some(burn) = self.row.net_burn() {
                    self.money(Op::Plus, tr!("Net burn"), burn, Link::Input("costs/other_operating".into()));
                }
                self.metric(Op::Over, Metric::NetNewArr);
            }
            Metric::CustomersWon | Metric::CustomersLost if self.scope == Scope::Company => self.by_segment(metric),
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
            | Metric::RuleOf40 => {
                // Where something is missing there is nothing to put together: the value says what.
                for (op, label, value, link) in self.row.parts(metric, self.scope).unwrap_or_default() {
                    self.put(op, label, value, link);
                }
            }
        }
    }

    /// By how much reported pay stands in place of the plan's, and that nobody's own pay changes.
    fn reported_pay(&mut self, metric: Metric) {
        let Some((more, note)) = self.row.reported_in(metric, self.outcome, self.scope, self.span) else { return };
        if let Some(more) = more {
            self.money(Op::Plus, tr!("Reported in closed months, less planned"), more, Link::Inputs("actuals"));
        }
        self.notes.push(note);
    }

    fn optional(&mut self, label: &str, money: Option<Money>, path: &str) {
        let value = money.map_or(Value::Undefined(tr!("not entered")), Value::Money);
        self.put(Op::Plus, label, value, Link::Input(path.into()));
    }

    fn new_arr(&mut self) {
        self.metric(Op::Plus, Metric::Capacity);
        let idle = self.row.idle_capacity;
        self.money(Op::Minus, tr!("Capacity without pipeline"), idle, Link::Metric(Metric::Pipeline, self.scope));
        let rounding = self.row.movements.new - (self.row.capacity - idle);
        if !rounding.is_zero() {
            self.money(Op::Plus, tr!("Rounding of months to the smallest coin"), rounding, Link::None);
        }
        self.put(
            Op::Aside,
            tr!("Pipeline lost for want of capacity"),
            Value::Money(self.row.lost_pipeline),
            Link::Metric(Metric::Pipeline, self.scope),
        );
        self.notes.push(tr!("Each month and segment signs the smaller of selling capacity and pipeline.").into());
    }

    fn retention(&mut self, metric: Metric) {
        let window = self.row.window;
        let months = window.months;
        let then = tr!("ARR then, of customers there were");
        if metric == Metric::NrrCohort {
            self.money(Op::Plus, tr!("Their ARR now"), window.now, Link::Metric(Metric::ClosingArr, self.scope));
            self.money(Op::Over, then, window.then, Link::Metric(Metric::OpeningArr, self.scope));
            let bridge = self.row.bridge;
            let inside = bridge.closing() - bridge.new - bridge.opening - (window.now - window.then);
            let note =
                tr!("Beside it: what the bridge form adds, of customers won inside the window and those who came back");
            self.put(Op::Aside, note, Value::Money(inside), Link::Metric(Metric::NrrBridge, self.scope));
        } else if metric == Metric::NrrBridge {
            let bridge = self.row.bridge;
            let (began, opening) = (tr!("ARR when the window began"), Link::Metric(Metric::OpeningArr, self.scope));
            self.money(Op::Plus, began, bridge.opening, opening.clone());
            for (op, label, amount, to) in [
                (Op::Plus, tr!("Expansion"), bridge.expansion, Metric::ExpansionArr),
                (Op::Plus, tr!("Price uplift"), bridge.price, Metric::PriceArr),
                (Op::Plus, tr!("Reactivated"), bridge.reactivation, Metric::ReactivationArr),
                (Op::Minus, tr!("Contraction"), bridge.contraction, Metric::ContractionArr),
                (Op::Minus, tr!("Churn"), bridge.churn, Metric::ChurnArr),
            ] {
                self.money(op, label, amount, Link::Metric(to, self.scope));
            }
            self.money(Op::Over, began, bridge.opening, opening);
        } else if metric == Metric::GrrCustomer {
            let kept = window.kept.map_or(Value::Undefined(tr!("not known")), Value::Money);
            self.put(
                Op::Plus,
                tr!("The smaller of then and now, customer by customer"),
                kept,
                Link::Inputs("segment/*/retention/renewal"),
            );
            self.money(Op::Over, then, window.then, Link::Metric(Metric::OpeningArr, self.scope));
            self.notes
                .push(tr!("Taken per outcome (left, shrunk, flat, grown), never on a customer's expected ARR.").into());
        } else {
            self.money(Op::Plus, then, window.then, Link::Metric(Metric::OpeningArr, self.scope));
            self.money(
                Op::Minus,
                tr!("Their churn and contraction since"),
                window.lost,
                Link::Metric(Metric::ChurnArr, self.scope),
            );
            self.money(Op::Over, then, window.then, Link::Metric(Metric::OpeningArr, self.scope));
        }
        self.notes.push(if months < 12 {
            match months {
                1 => tr!("Window: the one month since the plan began, not annualised.").to_owned(),
                months => tr!("Window: the {months} months since the plan began, not annualised."),
            }
        } else {
            tr!("Window: the twelve months to the end of the period.").to_owned()
        });
    }

    fn variable(&mut self) {
        for (pot, amount) in Pot::ALL.iter().zip(self.row.by_pot) {
            let label = match pot {
                Pot::NewBusiness => tr!("New-business commission"),
                Pot::Retention => tr!("Retention bonus"),
                Pot::Expansion => tr!("Expansion bonus"),
                Pot::Other => tr!("Objectives"),
            };
            if !amount.is_zero() || *pot != Pot::Other {
                self.money(Op::Plus, label, amount, Link::Inputs("plan/*/weight"));
            }
        }
        if !self.row.capped.is_zero() {
            self.money(Op::Minus, tr!("Above the cap of a plan"), self.row.capped, Link::Inputs("plan/*/cap"));
        }
        self.notes.push(
            tr!("Earned when a component's period closes, at the plan's attainment; rounded once per component and person.")
                .into(),
        );
    }

    fn by_function(&mut self, metric: Metric) {
        let mut sums: Vec<(crate::model::Function, Money)> = Vec::new();
        for payee in &self.outcome.payees {
            let Some(seat) = self.outcome.seats.get(payee.seat) else { continue };
            if let Scope::Segment(at) = self.scope
                && seat.segment != Some(at)
            {
                continue;
            }
            let series = if metric == Metric::PaidVariable {
                &payee.paid
            } else if metric == Metric::ExpensedVariable {
                &payee.expensed
            } else {
                &payee.base
            };
            let sum: Money = series.iter().skip(self.span.from).take(self.span.len()).copied().sum();
            match sums.iter_mut().find(|(function, _)| *function == seat.function) {
                Some((_, total)) => *total += sum,
                None => sums.push((seat.function, sum)),
            }
        }
        for (function, sum) in sums {
            self.money(Op::Plus, function.name(), sum, Link::Inputs("role"));
        }
    }
}
