//! Ratios of a period that are made of other figures: each is told once, as terms, and its value is what the terms give.

use crate::engine::explain::{Link, Op};
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::outcome::Outcome;
use crate::engine::row::{Row, Span};
use crate::text::{mark, tr};
use crate::units::{Currency, Flow, Money};

/// What a term does, what it is, how much, and where it comes from.
pub(crate) type Part = (Op, &'static str, Value, Link);

const NO_START: &str = mark!("needs customers at the start of the period");
const NO_MARGIN: &str = mark!("needs a gross margin");

/// Fewer than a thousandth of a person or a customer is nobody: what is left of floats must not be divided by.
fn someone(count: f64, needs: &'static str) -> Result<f64, &'static str> {
    if count >= 0.001 { Ok(count) } else { Err(needs) }
}

impl Row {
    /// Such a ratio, or what it needs.
    pub(crate) fn ratio(&self, metric: Metric, currency: Currency) -> Value {
        let parts = match self.parts(metric, Scope::Company) {
            Ok(parts) => parts,
            Err(needs) => return Value::Undefined(needs),
        };
        let mut sum = 0.0;
        for (op, _, value, _) in parts {
            let value = match value {
                Value::Undefined(needs) => return Value::Undefined(needs),
                Value::Money(_) | Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) => {
                    value.to_f64().unwrap_or(0.0)
                }
            };
            sum = op.with(sum, value);
        }
        if !sum.is_finite() {
            return Value::Undefined(tr!("needs something above zero to divide by"));
        }
        if matches!(metric, Metric::CustomersWon | Metric::CustomersLost) {
            Value::Count(sum)
        } else if metric == Metric::CacPaybackArr {
            Value::Months(sum)
        } else if matches!(metric, Metric::LtvCac | Metric::MagicNumberArr) {
            Value::Multiple(sum)
        } else if matches!(
            metric,
            Metric::LogoChurn
                | Metric::LogoRetention
                | Metric::RuleOf40
                | Metric::ExpansionShare
                | Metric::Conversion
                | Metric::PipelineGrowth
                | Metric::RenewalRate
        ) {
            Value::Share(sum)
        } else {
            // What is left of them is money.
            Value::Money(currency.settle(Flow::new(sum)))
        }
    }

    /// The terms of such a ratio.
    pub(crate) fn parts(&self, metric: Metric, scope: Scope) -> Result<Vec<Part>, &'static str> {
        let link = |metric| Link::Metric(metric, scope);
        let of = |op, metric: Metric| (op, metric.name(), self.value(metric), link(metric));
        let count = |op, label, count| (op, label, Value::Count(count), Link::None);
        let moved = &self.movements;
        let start = (Op::Over, tr!("Customers at the start"), self.customers_before);
        let lost = |op| {
            (
                op,
                Metric::CustomersLost.name(),
                Value::Count(self.customers_lost),
                Link::Inputs("segment/*/retention/renewal"),
            )
        };
        let at_start = || someone(start.2, tr!(NO_START));
        Ok(match metric {
            Metric::CustomersWon => {
                vec![(Op::Plus, tr!("New ARR over deal size"), Value::Count(self.customers_won), link(Metric::NewArr))]
            }
            Metric::CustomersLost => vec![lost(Op::Plus)],
            Metric::LogoChurn => {
                at_start()?;
                vec![lost(Op::Plus), count(start.0, start.1, start.2)]
            }
            Metric::LogoRetention => {
                at_start()?;
                vec![count(Op::Plus, start.1, start.2), lost(Op::Minus), count(start.0, start.1, start.2)]
            }
            Metric::CacBlended => {
                someone(self.customers_won, tr!("needs customers won and a deal size"))?;
                vec![of(Op::Plus, Metric::SalesMarketing), of(Op::Over, Metric::CustomersWon)]
            }
            Metric::CacPaybackArr => {
                if moved.new.mills() <= 0 {
                    return Err(tr!("needs new ARR"));
                }
                vec![
                    of(Op::Plus, Metric::AcquisitionCost),
                    of(Op::Over, Metric::NewArr),
                    count(Op::Times, tr!("Months in a year"), 12.0),
                ]
            }
            Metric::LtvLogo | Metric::LtvRevenue => self.lifetime(metric, scope)?,
            Metric::LtvCac => vec![of(Op::Plus, Metric::LtvLogo), of(Op::Over, Metric::Cac)],
            Metric::MagicNumberArr => {
                let (net_new, cost) = self
                    .magic_arr()
                    .filter(|(_, cost)| cost.mills() > 0)
                    .ok_or(tr!("needs a full quarter, and sales and marketing cost of the quarter before"))?;
                let prior = Link::Input("costs/prior_quarter_sales_marketing".into());
                vec![
                    (Op::Plus, tr!("Net new ARR of the last quarter"), Value::Money(net_new), link(Metric::NetNewArr)),
                    (Op::Over, tr!("Sales and marketing of the quarter before"), Value::Money(cost), prior),
                ]
            }
            Metric::RuleOf40 => {
                let burn = self.net_burn().ok_or(tr!("needs a gross margin, marketing, other and operating cost"))?;
                if self.window.months < 12 || self.bridge.opening.mills() <= 0 {
                    return Err(tr!("needs ARR twelve months before"));
                }
                if self.revenue.mills() <= 0 {
                    return Err(tr!("needs revenue"));
                }
                let margin = -burn.to_major() / self.revenue.to_major();
                vec![
                    (Op::Plus, tr!("ARR at the end"), Value::Money(self.bridge.closing()), link(Metric::ClosingArr)),
                    (
                        Op::Over,
                        tr!("ARR twelve months before"),
                        Value::Money(self.bridge.opening),
                        link(Metric::OpeningArr),
                    ),
                    count(Op::Minus, tr!("What there was"), 1.0),
                    (Op::Plus, tr!("Revenue less all cost, over revenue"), Value::Share(margin), link(Metric::Revenue)),
                ]
            }
            Metric::ExpansionShare => {
                let both = moved.new + moved.expansion;
                if both.mills() <= 0 {
                    return Err(tr!("needs new or expansion ARR"));
                }
                vec![
                    of(Op::Plus, Metric::ExpansionArr),
                    (Op::Over, tr!("New and expansion ARR"), Value::Money(both), link(Metric::NewArr)),
                ]
            }
            Metric::Conversion => {
                if self.pipeline.mills() <= 0 {
                    return Err(tr!("needs pipeline"));
                }
                vec![of(Op::Plus, Metric::NewArr), of(Op::Over, Metric::Pipeline)]
            }
            Metric::PipelineGrowth => {
                let before = self.pipeline_before.ok_or(tr!("needs as many months of the plan before"))?;
                if before.mills() <= 0 {
                    return Err(tr!("needs pipeline before"));
                }
                vec![
                    of(Op::Plus, Metric::Pipeline),
                    (Op::Over, tr!("Pipeline of as many months before"), Value::Money(before), link(Metric::Pipeline)),
                    count(Op::Minus, tr!("What there was"), 1.0),
                ]
            }
            Metric::RenewalRate => {
                if self.due.mills() <= 0 {
                    return Err(tr!("needs ARR that falls due"));
                }
                let due = (Value::Money(self.due), Link::Inputs("segment/*/retention/renewal"));
                vec![
                    (Op::Plus, tr!("ARR that fell due"), due.0, due.1.clone()),
                    of(Op::Minus, Metric::ChurnArr),
                    (Op::Over, tr!("ARR that fell due"), due.0, due.1),
                ]
            }
            Metric::NewArrPerHead => {
                let heads = someone(self.mean_sellers, tr!("needs people who sell new business"))?;
                let heads =
                    (Op::Over, tr!("People who sell, mean of the months"), Value::Count(heads), Link::Inputs("seat"));
                vec![of(Op::Plus, Metric::NewArr), heads]
            }
            Metric::ArrPerAm => {
                let heads = someone(self.keepers, tr!("needs account managers"))?;
                let heads = (Op::Over, tr!("Account managers at the end"), Value::Count(heads), Link::Inputs("seat"));
                vec![of(Op::Plus, Metric::ClosingArr), heads]
            }
            // These are made in `Row::value`.
            Metric::OpeningArr
            | Metric::NewArr
            | Metric::ExpansionArr
            | Metric::PriceArr
            | Metric::ReactivationArr
            | Metric::ContractionArr
            | Metric::ChurnArr
            | Metric::ClosingArr
            | Metric::NetNewArr
            | Metric::NrrCohort
            | Metric::NrrBridge
            | Metric::GrrEvent
            | Metric::GrrCustomer
            | Metric::Customers
            | Metric::Seats
            | Metric::Heads
            | Metric::Ramped
            | Metric::Attrition
            | Metric::Capacity
            | Metric::Pipeline
            | Metric::BasePay
            | Metric::VariablePay
            | Metric::CompCost
            | Metric::PaidVariable
            | Metric::ExpensedVariable
            | Metric::Revenue
            | Metric::SalesMarketing
            | Metric::AcquisitionCost
            | Metric::Ccos
            | Metric::Cac
            | Metric::CacPayback
            | Metric::QuickRatio
            | Metric::MagicNumber
            | Metric::BurnMultiple => return Err(tr!("is no such ratio")),
        })
    }

    /// ARR of a customer x gross margin, over what leaves in a year.
    fn lifetime(&self, metric: Metric, scope: Scope) -> Result<Vec<Part>, &'static str> {
        let closing = self.movements.closing();
        let margin = self.gross_margin().ok_or(tr!(NO_MARGIN))?;
        let customers = someone(self.customers, tr!("needs customers"))?;
        if closing.mills() <= 0 {
            return Err(tr!("needs ARR"));
        }
        let (label, leaves, link) = if metric == Metric::LtvLogo {
            let before = someone(self.customers_before, tr!(NO_START))?;
            (tr!("Logo churn, as of a year"), self.customers_lost / before, Metric::LogoChurn)
        } else {
            let moved = &self.movements;
            if moved.opening.mills() <= 0 {
                return Err(tr!("needs ARR at the start of the period"));
            }
            let lost = (moved.churn + moved.contraction).to_major();
            (
                tr!("Churn and contraction of opening ARR, as of a year"),
                lost / moved.opening.to_major(),
                Metric::ChurnArr,
            )
        };
        let leaves = leaves * 12.0 / self.months.max(1) as f64;
        // Beyond a thousand years a lifetime is no figure to act on.
        if leaves < 0.001 {
            return Err(tr!("needs churn to divide by: hardly anybody leaves"));
        }
        Ok(vec![
            (Op::Plus, Metric::ClosingArr.name(), Value::Money(closing), Link::Metric(Metric::ClosingArr, scope)),
            (Op::Over, Metric::Customers.name(), Value::Count(customers), Link::Metric(Metric::Customers, scope)),
            (Op::Times, tr!("Gross margin"), Value::Share(margin), Link::Input("costs/gross_margin".into())),
            (Op::Over, label, Value::Share(leaves), Link::Metric(link, scope)),
        ])
    }
}

/// Pipeline of as many months before a span, if the plan has them.
pub(super) fn pipeline_before(outcome: &Outcome, scope: Scope, span: Span) -> Option<Money> {
    let before = Span { from: span.from.checked_sub(span.len())?, to: span.from.checked_sub(1)? };
    let mut row = Row::default();
    row.book(outcome, scope, before);
    Some(row.pipeline)
}

/// Three months that end with `to`, with people if asked.
fn quarter(outcome: &Outcome, to: usize, people: bool) -> Option<Row> {
    let span = Span { from: to.checked_sub(2)?, to };
    let mut row = Row::default();
    row.book(outcome, Scope::Company, span);
    if people {
        row.people(outcome, Scope::Company, span);
        let three = |money: Option<Money>| money.map(|it| Money::from_mills(it.mills().saturating_mul(3)));
        row.marketing = three(outcome.costs.marketing);
        row.other_sales_marketing = three(outcome.costs.other_sales_marketing);
    }
    Some(row)
}

/// The last three months to `to` against the three before them; before the plan, against what was entered for that quarter.
pub(super) fn magic(outcome: &Outcome, to: usize) -> Option<(Money, Money, Money)> {
    let now = quarter(outcome, to, false)?.revenue;
    if to == 2 {
        return Some((now, outcome.costs.prior_revenue?, outcome.costs.prior_sales_marketing?));
    }
    let before = quarter(outcome, to.checked_sub(3)?, true)?;
    Some((now, before.revenue, before.sales_marketing()?))
}

/// The same by ARR, which needs no revenue of the quarter before.
pub(super) fn magic_arr(outcome: &Outcome, to: usize) -> Option<(Money, Money)> {
    let now = quarter(outcome, to, false)?.movements.net_new();
    if to == 2 {
        return Some((now, outcome.costs.prior_sales_marketing?));
    }
    Some((now, quarter(outcome, to.checked_sub(3)?, true)?.sales_marketing()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    #[test]
    fn differences_between_forms_of_retention_are_those_of_their_numerators() {
        let outcome = evaluate(&sample::company(), &Env::default());
        let row = Row::of(&outcome, outcome.whole());
        let then = row.window.then.to_major();
        let share = |metric| row.value(metric).to_f64().expect("defined");
        let beyond = row.bridge_beyond_cohort().expect("same start").to_major();
        assert!((share(Metric::NrrBridge) - share(Metric::NrrCohort) - beyond / then).abs() < 1e-6);
        let kept = row.kept_beyond_events().expect("known").to_major();
        assert!((share(Metric::GrrCustomer) - share(Metric::GrrEvent) - kept / then).abs() < 1e-9);
        assert!(kept > 0.0, "in the sample some customers shrink and grow again");
    }

    #[test]
    fn without_customers_there_is_no_difference_to_tell() {
        let mut document = sample::company();
        for segment in &mut document.segments {
            segment.opening.arr = Money::ZERO;
            segment.pipeline.leads_month = 0;
            segment.pipeline.opening.clear();
        }
        document.seats.clear();
        let outcome = evaluate(&document, &Env::default());
        let row = Row::of(&outcome, outcome.whole());
        assert_eq!((row.bridge_beyond_cohort(), row.kept_beyond_events()), (None, None));
    }
}
