//! Turnover, and the budget.

use super::{BudgetFigure, CapacityFigure, CostFigure, CostOf, TurnoverFigure, Why, WhyLink, money};
use crate::engine::capacity::{CapacityPlan, Turnover, TurnoverLine, ratio};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::row::Span;
use crate::text::tr;
use crate::units::{Cadence, Flow, RoleId, SegmentId};

fn turned(sum: &Turnover, what: TurnoverFigure) -> Value {
    match what {
        TurnoverFigure::Leaving => Value::Count(sum.leaving),
        TurnoverFigure::Recruiting => money(sum.recruiting),
        TurnoverFigure::Ramp => money(sum.ramp),
        TurnoverFigure::MonthsLost => Value::Months(sum.months_lost),
        TurnoverFigure::ArrLost => money(sum.arr_lost),
        TurnoverFigure::ProfitLost => money(sum.profit_lost),
        TurnoverFigure::Total => money(sum.total()),
        TurnoverFigure::Each => sum.each().map_or(Value::Undefined(tr!("nobody is expected to leave")), money),
    }
}

impl CapacityPlan<'_> {
    pub(super) fn why_turnover(
        &self,
        what: TurnoverFigure,
        of: Option<&(RoleId, Option<SegmentId>)>,
        span: Span,
    ) -> Why {
        let lines = self.turnover(span);
        let found = of.and_then(|(role, segment)| lines.iter().find(|it| it.role == *role && it.segment == *segment));
        let term = |what| CapacityFigure::Turnover(what, of.cloned(), span);
        let sum = match (of, found) {
            (None, _) => lines.iter().map(|it| it.sum).fold(Turnover::default(), Turnover::and),
            (Some(_), found) => found.map(|it| it.sum).unwrap_or_default(),
        };
        let mut why = Why::of(turned(&sum, what));
        match what {
            TurnoverFigure::Total => {
                self.term(&mut why, Op::Plus, term(TurnoverFigure::Recruiting));
                self.term(&mut why, Op::Plus, term(TurnoverFigure::Ramp));
                self.term(&mut why, Op::Plus, term(TurnoverFigure::ProfitLost));
                why.put(
                    Op::Aside,
                    tr!("Base pay that vacant seats save meanwhile, not taken off"),
                    money(sum.saved),
                    WhyLink::None,
                );
                why.note(tr!("All of it counts in the month in which they leave; months are mean months."));
            }
            TurnoverFigure::Each => {
                self.term(&mut why, Op::Plus, term(TurnoverFigure::Total));
                self.term(&mut why, Op::Over, term(TurnoverFigure::Leaving));
            }
            TurnoverFigure::Leaving
            | TurnoverFigure::Recruiting
            | TurnoverFigure::Ramp
            | TurnoverFigure::MonthsLost
            | TurnoverFigure::ArrLost
            | TurnoverFigure::ProfitLost => match found {
                Some(line) => self.why_leaver(&mut why, what, line, span),
                None => {
                    for line in &lines {
                        let of = Some((line.role.clone(), line.segment.clone()));
                        let link = WhyLink::Figure(CapacityFigure::Turnover(what, of, span));
                        why.put(Op::Plus, self.terms_name(line), turned(&line.sum, what), link);
                    }
                }
            },
        }
        why
    }

    fn terms_name(&self, line: &TurnoverLine) -> String {
        let role = self.document.role(&line.role).map_or_else(|| line.role.to_string(), |it| it.name.clone());
        match line.segment.as_ref().and_then(|id| self.document.segment(id)) {
            Some(segment) => format!("{role}, {}", segment.name),
            None => role,
        }
    }

    /// A figure of people with the same terms: how many leave x what one of them does.
    fn why_leaver(&self, why: &mut Why, what: TurnoverFigure, line: &TurnoverLine, span: Span) {
        let path = format!("role/{}/{}", line.role, line.segment.as_ref().map_or("any", |it| it.as_str()));
        let of = Some((line.role.clone(), line.segment.clone()));
        let term = |what| CapacityFigure::Turnover(what, of.clone(), span);
        let input = |name: &str| [path.as_str(), "/", name].concat();
        let terms = self.document.role(&line.role).and_then(|role| role.terms_for(line.segment.as_ref()));
        match what {
            TurnoverFigure::Leaving => {
                why.input(Op::Plus, tr!("By attrition and known last days"), why.value, &input("attrition_year"));
            }
            TurnoverFigure::Recruiting => {
                self.term(why, Op::Plus, term(TurnoverFigure::Leaving));
                let base = terms.map_or(Flow::ZERO, |it| it.base.amount().into());
                why.input(Op::Times, tr!("First-year base pay"), money(base), &input("base"));
                let rate = Value::Share(self.document.costs.recruiting.to_f64());
                why.input(Op::Times, tr!("Recruiting, of first-year base pay"), rate, "costs/recruiting");
            }
            TurnoverFigure::Ramp => {
                self.term(why, Op::Plus, term(TurnoverFigure::Leaving));
                let lag = terms.map_or(0.0, |it| f64::from(it.backfill_lag_months));
                let idle = line.one.months_lost - lag;
                let month = ratio(line.one.ramp.value(), idle).map_or(Flow::ZERO, Flow::new);
                why.input(
                    Op::Times,
                    tr!("Base pay of a month with its taxes and benefits, and tools"),
                    money(month),
                    &input("base"),
                );
                why.input(Op::Times, tr!("Months that productivity lacks while ramping"), Value::Months(idle), &path);
            }
            TurnoverFigure::MonthsLost => {
                let lag = terms.map_or(0.0, |it| f64::from(it.backfill_lag_months));
                let vacant = Value::Months(lag);
                why.input(Op::Plus, tr!("Months vacant"), vacant, &input("backfill_lag_months"));
                let idle = Value::Months(line.one.months_lost - lag);
                why.input(Op::Plus, tr!("Months that productivity lacks while ramping"), idle, &path);
                let leaving = WhyLink::Figure(term(TurnoverFigure::Leaving));
                why.put(Op::Times, TurnoverFigure::Leaving.name(), Value::Count(line.sum.leaving), leaving);
            }
            TurnoverFigure::ArrLost => {
                self.term(why, Op::Plus, term(TurnoverFigure::MonthsLost));
                let response = self.usual_response(&line.role, span);
                let whole = line.one.months_lost * response;
                let month = ratio(line.one.arr_lost.value(), whole).map_or(Flow::ZERO, Flow::new);
                let label = tr!("New ARR of a month: quota / 12 x expected attainment x selling time");
                why.input(Op::Times, label, money(month), &path);
                if self.responds() {
                    let label = tr!("Response to the split of pay, mean of these months");
                    why.input(Op::Times, label, Value::Multiple(response), "assumptions/incentives");
                }
                why.note(tr!("Nothing for those who do not sell new business."));
            }
            TurnoverFigure::ProfitLost => {
                self.term(why, Op::Plus, term(TurnoverFigure::ArrLost));
                why.input(Op::Times, self.margin_label(), Value::Share(self.margin()), "costs/gross_margin");
                why.note(tr!("A first year of gross profit; without a margin all of it counts."));
            }
            TurnoverFigure::Total | TurnoverFigure::Each => {}
        }
    }

    pub(super) fn why_budget(&self, what: BudgetFigure, span: Span) -> Why {
        let Some(year) = self.budget().into_iter().find(|it| it.span == span) else {
            return Why::of(Value::Undefined(tr!("asked of a fiscal year")));
        };
        let none = Value::Undefined(tr!("no budget is typed"));
        match what {
            BudgetFigure::Cost => self.why_cost(CostFigure::Total, &CostOf::All, span),
            BudgetFigure::Budget => {
                let mut why = Why::of(year.budget.map_or(none, money));
                let typed = self.document.costs.headcount_budget.map_or(none, |it| Value::Money(it.amount()));
                why.input(Op::Plus, tr!("Budget of a year"), typed, "costs/headcount_budget");
                why.put(Op::Times, tr!("Months planned"), Value::Count(span.len() as f64), WhyLink::None);
                why.put(
                    Op::Over,
                    tr!("Months in a year"),
                    Value::Count(f64::from(12 / Cadence::Year.per_year())),
                    WhyLink::None,
                );
                why
            }
            BudgetFigure::Left => {
                let mut why = Why::of(year.left().map_or(none, money));
                self.term(&mut why, Op::Plus, CapacityFigure::Budget(BudgetFigure::Budget, span));
                self.term(&mut why, Op::Minus, CapacityFigure::Cost(CostFigure::Total, CostOf::All, span));
                why
            }
        }
    }
}
