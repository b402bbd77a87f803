//! When to hire, hires that close gaps, and what stays open or is the market's to give.

use super::{
    CapacityFigure, ClosingFigure, GapFigure, HireByFigure, HiresFigure, TermsOf, Why, WhyLink, money, terms_path,
};
use crate::engine::capacity::response::weighted;
use crate::engine::capacity::{AllGaps, Asked, CapacityPlan, HireBy, MOST_HIRES, PlannedHires};
use crate::engine::explain::Op;
use crate::engine::metric::{Scope, Value};
use crate::engine::row::Span;
use crate::model::Terms;
use crate::text::tr;
use crate::units::{Flow, Month, SegmentId, period_label};

impl CapacityPlan<'_> {
    pub(super) fn why_hire_by(&self, what: HireByFigure, of: &TermsOf, wanted: Month) -> Why {
        let found = self.hire_by(wanted).into_iter().find(|it| it.role == of.0 && it.segment == of.1);
        let Some((line, terms)) = found.zip(self.terms_at(of)) else {
            return Why::of(Value::Undefined(tr!("nobody has these terms")));
        };
        let ramp = f64::from(line.ramp_months);
        let figure = |what| CapacityFigure::HireBy(what, of.clone(), wanted);
        let mut why = Why::of(Value::Months(ramp));
        match what {
            HireByFigure::Ramp => {
                let label = tr!("Months with productivity below 100 %");
                why.input(Op::Plus, label, Value::Months(ramp), &terms_path(of, "ramp"));
            }
            HireByFigure::Start => {
                self.term(&mut why, Op::Plus, figure(HireByFigure::Ramp));
                why.note(tr!("So many months before {wanted}: {}.", line.latest_start));
            }
            HireByFigure::OpenBy => {
                let fill = f64::from(terms.backfill_lag_months.min(600));
                why.value = Value::Months(ramp + fill);
                self.term(&mut why, Op::Plus, figure(HireByFigure::Ramp));
                let path = terms_path(of, "backfill_lag_months");
                why.input(Op::Plus, tr!("Months it takes to fill a seat"), Value::Months(fill), &path);
                why.note(tr!("So many months before {wanted}: {}.", line.open_by));
            }
            HireByFigure::CostToFull => {
                why.value = money(line.cost_to_full);
                self.cost_terms(&mut why, of, terms, ramp);
            }
            HireByFigure::BreakEven => self.why_break_even(&mut why, &line, of, terms),
        }
        why
    }

    /// Cost of so many months of a head and of recruiting one.
    fn cost_terms(&self, why: &mut Why, of: &TermsOf, terms: &Terms, months: f64) {
        let month = money(self.cost_of_month(terms, 1.0));
        let label = tr!("Cost of a month: base, variable at expected attainment, taxes and benefits, tools");
        why.input(Op::Plus, label, month, &terms_path(of, "base"));
        why.put(Op::Times, tr!("Months"), Value::Months(months), WhyLink::None);
        why.input(Op::Plus, tr!("Recruiting"), money(self.cost_of_recruiting(terms)), "costs/recruiting");
        if self.responds() {
            why.note(tr!("Expected attainment as typed, before the response to the split of pay; what is really earned is in the cost of people."));
        }
    }

    /// What is still missing as the month begins in which it is covered, and what of that month it takes.
    fn why_break_even(&self, why: &mut Why, line: &HireBy, of: &TermsOf, terms: &Terms) {
        let Some(after) = line.break_even_after else {
            why.value = Value::Undefined(tr!("not within five years, or they do not sell"));
            return;
        };
        why.value = Value::Months(f64::from(after));
        let before = after.saturating_sub(1);
        let profit = |months: u32| self.signed_after(&of.0, terms, months) * self.margin();
        let month = self.cost_of_month(terms, 1.0);
        let (recruiting, so_far) = (self.cost_of_recruiting(terms), month * f64::from(before));
        let missing = recruiting + so_far - profit(before);
        let brings = profit(after) - profit(before) - month;
        why.input(Op::Plus, tr!("Recruiting"), money(recruiting), "costs/recruiting");
        why.input(Op::Plus, tr!("Cost of the first {before} months of work"), money(so_far), &terms_path(of, "base"));
        let label = tr!("Gross profit of a first year on what they signed in them, ramp included");
        why.input(Op::Minus, label, money(profit(before)), &terms_path(of, "quota"));
        // A first month that pays for itself with nothing to make up begins at its start.
        if missing.value() > 0.0 {
            why.put(Op::Subtotal, tr!("Still missing then"), money(missing), WhyLink::None);
            let label = tr!("Gross profit of month {after} less its cost");
            why.input(Op::Over, label, money(brings), &terms_path(of, "quota"));
        }
        let part = why.recombine().unwrap_or(0.0);
        why.put(Op::Plus, tr!("Months before"), Value::Months(f64::from(before)), WhyLink::None);
        why.put(Op::Plus, tr!("Up to the end of the month"), Value::Months(1.0 - part), WhyLink::None);
        let signed = money(self.signed_after(&of.0, terms, after));
        why.input(Op::Aside, tr!("New ARR signed by then, ramp included"), signed, &terms_path(of, "quota"));
        why.input(Op::Aside, self.margin_label(), Value::Share(self.margin()), "costs/gross_margin");
        why.note(tr!("Every month counts as a mean month."));
        if self.responds() {
            why.note(tr!("New ARR has the mean response of the role to the split of its pay in it; cost has expected attainment as typed."));
        }
    }

    pub(super) fn why_closing(&self, what: ClosingFigure, segment: usize, span: Span) -> Why {
        let scope = Scope::Segment(segment);
        let gap = |what| CapacityFigure::Gap(what, scope, span);
        let figure = |what| CapacityFigure::Closing(what, segment, span);
        let line = self.gap(scope, span);
        let none = Value::Undefined(tr!("no target is typed"));
        let need = self.lead_need(segment, span);
        let lead_none = Value::Undefined(tr!("the pipeline lacks nothing, or what it takes is not typed"));
        let of_need = |value: Option<Value>| Why::of(value.unwrap_or(lead_none));
        let base = self.lead_base(segment, span);
        let root = self.document.segments.get(segment).map(|it| format!("segment/{}/pipeline", it.id));
        let path = |key: &str| [root.as_deref().unwrap_or_default(), "/", key].concat();
        match what {
            ClosingFigure::Gap => {
                let mut why = Why::of(line.gap().map_or(none, money));
                self.term(&mut why, Op::Plus, gap(GapFigure::Target));
                self.term(&mut why, Op::Minus, gap(GapFigure::Capacity));
                if line.untargeted.value() >= 1.0 {
                    let label = tr!("Capacity of months without a target");
                    why.put(Op::Plus, label, money(line.untargeted), WhyLink::None);
                }
                why
            }
            ClosingFigure::Left => self.why_left(line.gap(), segment, span),
            ClosingFigure::Pipeline => {
                let mut why = Why::of(line.pipeline_gap().map_or(none, money));
                self.term(&mut why, Op::Plus, gap(GapFigure::Target));
                self.term(&mut why, Op::Minus, gap(GapFigure::Pipeline));
                why
            }
            ClosingFigure::Deals => {
                let mut why = of_need(need.and_then(|it| it.deals).map(Value::Count));
                self.term(&mut why, Op::Plus, figure(ClosingFigure::Pipeline));
                let deal = base.map_or(0.0, |it| it.deal_size);
                why.input(Op::Over, tr!("Deal size"), money(Flow::new(deal)), &path("deal_size"));
                why
            }
            ClosingFigure::Opportunities => {
                let mut why = of_need(need.and_then(|it| it.opportunities).map(Value::Count));
                let Some(base) = base else { return why };
                self.term(&mut why, Op::Plus, figure(ClosingFigure::Pipeline));
                why.input(Op::Over, tr!("Win rate"), Value::Share(base.win_rate), &path("win_rate"));
                let deal = crate::engine::capacity::ratio(base.won, base.win_rate).unwrap_or(0.0);
                why.input(Op::Over, tr!("Deal size of what is won"), money(Flow::new(deal)), &path("deal_size"));
                let label = tr!("Months in which they can close in time, by season");
                why.put(Op::Over, label, Value::Count(base.season), WhyLink::None);
                why.put(
                    Op::Times,
                    tr!("Months in which they can be found"),
                    Value::Count(base.months as f64),
                    WhyLink::None,
                );
                why.note(tr!("A sales cycle before they close; as many in each of the months."));
                why
            }
            ClosingFigure::Leads => {
                let mut why = of_need(need.and_then(|it| it.leads_month).map(Value::Count));
                let Some(base) = base else { return why };
                self.term(&mut why, Op::Plus, figure(ClosingFigure::Opportunities));
                why.put(
                    Op::Over,
                    tr!("Months in which they can be found"),
                    Value::Count(base.months as f64),
                    WhyLink::None,
                );
                let label = tr!("Leads that become opportunities");
                why.input(Op::Over, label, Value::Share(base.conversion), &path("lead_to_opportunity"));
                let now = self.document.segments.get(segment).map_or(0.0, |it| f64::from(it.pipeline.leads_month));
                why.input(Op::Aside, tr!("Leads a month as typed"), Value::Count(now), &path("leads_month"));
                why.note(tr!("It is the market that gives them: they are told here and typed on the Forecast page."));
                why
            }
            ClosingFigure::WinRate => {
                let mut why = of_need(need.and_then(|it| it.win_rate).map(Value::Share));
                let Some(base) = base else { return why };
                self.term(&mut why, Op::Plus, figure(ClosingFigure::Pipeline));
                let all = money(Flow::new(base.fresh * base.deal_size));
                why.put(Op::Over, tr!("Opportunities planned, if all were won"), all, WhyLink::None);
                why.input(Op::Plus, tr!("Win rate as typed"), Value::Share(base.win_rate), &path("win_rate"));
                why
            }
        }
    }

    /// What the hires leave of a gap. Nobody of theirs starts before the plan.
    fn why_left(&self, gap: Option<Flow>, segment: usize, span: Span) -> Why {
        let Some(gap) = gap else { return Why::of(Value::Undefined(tr!("no target is typed"))) };
        let mut why = Why::of(money(gap));
        self.term(&mut why, Op::Plus, CapacityFigure::Closing(ClosingFigure::Gap, segment, span));
        let Some(id) = self.document.segments.get(segment).map(|it| &it.id) else { return why };
        let all = self.all_gaps();
        let mut left = gap;
        let response = self.response_to(&all.hires);
        for hires in all.hires.iter().filter(|it| it.segment == *id) {
            let months = self.one_under(&hires.role, &hires.segment, hires.start, &response);
            let adds = Flow::new(weighted(&months, |_| f64::from(hires.count), span));
            if adds.value() < 1e-9 {
                continue;
            }
            left = left - adds;
            let role = self.document.role(&hires.role).map_or_else(|| hires.role.to_string(), |it| it.name.clone());
            let link = CapacityFigure::Hires(HiresFigure::Count, Some((id.clone(), hires.start)));
            // What they add is not their number: the link leads to who they are.
            let label = tr!("Added by {} \u{d7} {role} who start in {}", hires.count, hires.start);
            why.put(Op::Minus, label, money(adds), WhyLink::Input("role".to_owned()));
            why.put(Op::Aside, tr!("People"), Value::Count(f64::from(hires.count)), WhyLink::Figure(link));
        }
        let drawn = Flow::new(weighted(&self.drawn_along(segment, &response), |_| 1.0, span));
        if drawn.value().abs() >= 1e-9 {
            left = left - drawn;
            let label = tr!("More (or less) from those who are there, as the split of their role's pay changes");
            why.input(Op::Minus, label, money(drawn), "assumptions/incentives");
        }
        why.value = money(left);
        why
    }

    pub(super) fn why_hires(&self, what: HiresFigure, of: Option<&(SegmentId, Month)>) -> Why {
        let all = self.all_gaps();
        let Some((segment, start)) = of else { return self.why_all_hires(what, &all) };
        let found = all.hires.iter().find(|it| it.segment == *segment && it.start == *start);
        let Some(hires) = found else { return Why::of(Value::Undefined(tr!("nobody is to be hired then"))) };
        let count = Value::Count(f64::from(hires.count));
        let of = (hires.role.clone(), Some(segment.clone()));
        match what {
            HiresFigure::Count => {
                let mut why = Why::of(count);
                let at = self.document.segments.iter().position(|it| it.id == *segment);
                for asked in &hires.asked {
                    self.why_asked(&mut why, at, hires, asked);
                }
                if hires.asked.len() > 1 {
                    why.note(tr!("Several quarters ask for this start month; their people are added up."));
                }
                if self.responds() {
                    why.note(tr!("What one adds has the response to the split of pay in it, with all the hires."));
                }
                why
            }
            HiresFigure::Cost => {
                let mut why = Why::of(money(hires.cost));
                if let Some(terms) = self.terms_at(&of) {
                    let last = self.document.settings.first_month.plus(self.seasons.len() as i32 - 1);
                    self.cost_terms(&mut why, &of, terms, f64::from(last.since(*start).max(-1) + 1));
                    why.put(Op::Times, tr!("People"), count, WhyLink::None);
                }
                why
            }
        }
    }

    /// People one quarter asks for: what it lacks over what one adds, in whole people. Alone, the terms make their number; where
    /// several quarters ask, each number is a term.
    fn why_asked(&self, why: &mut Why, segment: Option<usize>, hires: &PlannedHires, asked: &Asked) {
        let whole = Value::Count(f64::from(asked.count));
        let alone = hires.asked.len() == 1;
        let op = |op: Op| if alone { op } else { Op::Aside };
        let name = |text: &str| {
            if alone { text.to_owned() } else { format!("{}: {text}", period_label(&asked.period, false)) }
        };
        if let Some(segment) = segment {
            let gap = CapacityFigure::Closing(ClosingFigure::Gap, segment, asked.span);
            let missing = self.why(&gap).value;
            let before = missing.to_f64().unwrap_or(0.0) - asked.short.value();
            why.put(op(Op::Plus), name(gap.name()), missing, WhyLink::Figure(gap));
            if before.abs() >= 0.005 {
                let label = name(tr!("Closed by hires for earlier quarters"));
                why.put(op(Op::Minus), label, money(Flow::new(before)), WhyLink::None);
            }
        }
        let label = name(tr!("One of them adds in that quarter"));
        why.put(op(Op::Over), label, money(asked.each), WhyLink::Input("role".to_owned()));
        if alone {
            // Of the terms as they stand there, so that they make the number again.
            let rounded = f64::from(asked.count) - why.recombine().unwrap_or(0.0);
            let label = if rounded >= 0.0 {
                tr!("Rounded up to whole people")
            } else if asked.count < MOST_HIRES {
                tr!("Beyond what some quarter needs of ramped people: not hired")
            } else {
                tr!("More in one month than any plan hires")
            };
            why.put(Op::Plus, label, Value::Count(rounded), WhyLink::None);
        } else {
            why.put(Op::Plus, tr!("People for {}", period_label(&asked.period, false)), whole, WhyLink::None);
        }
    }

    fn why_all_hires(&self, what: HiresFigure, all: &AllGaps) -> Why {
        let mut why = Why::of(match what {
            HiresFigure::Count => Value::Count(f64::from(all.count())),
            HiresFigure::Cost => money(all.cost()),
        });
        if all.hires.is_empty() {
            why.put(Op::Plus, tr!("There is no gap that hires would close"), why.value, WhyLink::None);
        }
        for hires in &all.hires {
            let segment = self.document.segment(&hires.segment).map_or_else(String::new, |it| it.name.clone());
            let value = match what {
                HiresFigure::Count => Value::Count(f64::from(hires.count)),
                HiresFigure::Cost => money(hires.cost),
            };
            let link = CapacityFigure::Hires(what, Some((hires.segment.clone(), hires.start)));
            why.put(Op::Plus, tr!("{segment}, from {}", hires.start), value, WhyLink::Figure(link));
        }
        why
    }

    /// The plan that closes all gaps, as its panel shows it.
    fn all_gaps(&self) -> AllGaps {
        self.close_all(self.document.settings.first_month)
    }

    /// The terms of a role in a segment.
    fn terms_at(&self, of: &TermsOf) -> Option<&Terms> {
        self.document.role(&of.0)?.terms_for(of.1.as_ref())
    }
}
