//! Capacity at risk, and backfill rates.

use super::{BackfillFigure, CapacityFigure, RiskFigure, StandingFigure, Why, WhyLink, money, share};
use crate::engine::capacity::{AtRisk, CapacityPlan, backfill_rate};
use crate::engine::explain::Op;
use crate::engine::metric::{Scope, Value};
use crate::engine::row::Span;
use crate::text::tr;
use crate::units::{Flow, Month};

/// Where quarters before the plan are typed.
const TYPED: &str = "assumptions/capacity_history";

impl CapacityPlan<'_> {
    pub(super) fn why_risk(&self, what: RiskFigure, span: Span) -> Why {
        let risks = self.risks();
        let first = self.document.settings.first_month.plus(span.from as i32);
        let Some(risk) = risks.iter().find(|it| it.period.contains(first)) else {
            return Why::of(Value::Undefined(tr!("asked of a fiscal quarter")));
        };
        let quarter = |what: StandingFigure, amount: Flow| {
            let mut why = Why::of(money(amount));
            self.term(&mut why, Op::Plus, CapacityFigure::Standing(what, Scope::Company, span));
            why.put(Op::Over, tr!("Quarters in a year"), Value::Count(4.0), WhyLink::None);
            why
        };
        match what {
            RiskFigure::Opening => quarter(StandingFigure::Opening, risk.opening.amount()),
            RiskFigure::Planned => quarter(StandingFigure::Loss, risk.planned.amount()),
            RiskFigure::TrailingFour => self.at_risk(risk.trailing_four, &[1, 2, 3, 4], risk.period.first, span),
            RiskFigure::PriorQuarter => self.at_risk(risk.prior_quarter, &[1], risk.period.first, span),
            RiskFigure::LastYear => self.at_risk(risk.same_quarter_last_year, &[4], risk.period.first, span),
        }
    }

    fn at_risk(&self, found: Option<AtRisk>, back: &[i32], first: Month, span: Span) -> Why {
        let Some(found) = found else {
            let mut why = Why::of(Value::Undefined(tr!("the quarters it looks back on are not known")));
            why.note(tr!(
                "Quarters before the plan are typed below the table; those of the plan are known once they are over."
            ));
            return why;
        };
        let mut why = Why::of(money(found.capacity.amount()));
        let (opened, lost, _) = self.quarters_back(back, first);
        let (lost_label, opened_label) = match back {
            [_one] => (tr!("Lost in that quarter"), tr!("Capacity on its first day")),
            _several => (tr!("Lost in the four quarters"), tr!("Capacity on the first day of each, added up")),
        };
        why.input(Op::Plus, lost_label, money(Flow::new(lost)), TYPED);
        why.input(Op::Over, opened_label, money(Flow::new(opened)), TYPED);
        why.put(Op::Subtotal, tr!("Share that was lost"), Value::Share(found.rate), WhyLink::None);
        self.term(&mut why, Op::Times, CapacityFigure::Risk(RiskFigure::Opening, span));
        if let Some(people) = found.people {
            why.put(Op::Aside, tr!("In people: / standard quota of a quarter"), Value::Count(people), WhyLink::None);
        }
        why
    }

    pub(super) fn why_backfill(&self, what: BackfillFigure, quarter: Month) -> Why {
        let back: &[i32] = match what {
            BackfillFigure::Quarter => &[0],
            BackfillFigure::RollingFour => &[0, 1, 2, 3],
        };
        let known = self.are_known(back, quarter);
        let (_, lost, recovered) = self.quarters_back(back, quarter);
        if !known {
            return Why::of(Value::Undefined(tr!("not all of the four quarters are known")));
        }
        let rate = backfill_rate(recovered, lost);
        let mut why = Why::of(rate.map_or(Value::Undefined(tr!("nothing was lost")), |it| share(Some(it))));
        why.input(Op::Plus, tr!("Capacity recovered"), money(Flow::new(recovered)), TYPED);
        why.input(Op::Over, tr!("Capacity lost"), money(Flow::new(lost)), TYPED);
        why.note(tr!("Quarters before the plan are typed; those of the plan are a quarter of what the waterfall shows for a year."));
        why
    }
}
