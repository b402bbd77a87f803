//! Target, capacity, pipeline and quotas.

use super::{CapacityFigure, GapFigure, TermsOf, Why, WhyLink, money, share, terms_path};
use crate::engine::capacity::{CapacityPlan, Group};
use crate::engine::explain::Op;
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::row::Span;
use crate::model::Seat;
use crate::text::tr;
use crate::units::Flow;

impl CapacityPlan<'_> {
    pub(super) fn why_gap(&self, what: GapFigure, scope: Scope, span: Span) -> Why {
        let line = self.gap(scope, span);
        let of = |what: GapFigure| CapacityFigure::Gap(what, scope, span);
        let none = Value::Undefined(tr!("no target is typed"));
        match what {
            GapFigure::Target => {
                let mut why = Why::of(line.target.map_or(none, money));
                match scope {
                    Scope::Company => {
                        for (at, segment) in self.document.segments.iter().enumerate() {
                            if let Some(target) = self.target(Scope::Segment(at), span) {
                                let link = CapacityFigure::Gap(GapFigure::Target, Scope::Segment(at), span);
                                why.put(Op::Plus, segment.name.clone(), money(target), WhyLink::Figure(link));
                            }
                        }
                    }
                    Scope::Segment(_) => {
                        let typed = line.target.map_or(none, money);
                        why.input(Op::Plus, tr!("Targets typed for these months"), typed, &self.target_path(scope));
                    }
                }
                why
            }
            GapFigure::Capacity => self.why_capacity(scope, span, line.capacity),
            GapFigure::Over => {
                let mut why = Why::of(line.gap().map_or(none, |gap| money(-gap)));
                self.term(&mut why, Op::Plus, of(GapFigure::Capacity));
                if line.untargeted.value() >= 1.0 {
                    let label = tr!("Capacity of segments and months without a target");
                    why.input(Op::Minus, label, money(line.untargeted), &self.target_path(scope));
                }
                self.term(&mut why, Op::Minus, of(GapFigure::Target));
                why.note(tr!(
                    "Below nothing the team is too small: it cannot sign the target, whatever the pipeline holds."
                ));
                why
            }
            GapFigure::Pipeline => {
                let mut why = Why::of(money(line.pipeline));
                let inside = |at: usize| scope == Scope::Company || scope == Scope::Segment(at);
                let segments = self.outcome.segments.iter().enumerate().filter(|(at, _)| inside(*at));
                let sum: Flow = segments
                    .flat_map(|(_, it)| it.new_business.pipeline.iter().skip(span.from).take(span.len()))
                    .copied()
                    .sum();
                why.put(
                    Op::Plus,
                    tr!("What could close, month by month"),
                    money(sum),
                    WhyLink::Metric(Metric::Pipeline, scope),
                );
                let waits = sum - line.pipeline;
                if waits.value() >= 0.01 {
                    why.input(
                        Op::Minus,
                        tr!("Waits from one of these months for the next"),
                        money(waits),
                        "segment/*/pipeline/leads_month",
                    );
                }
                if let (Some(gap), Scope::Segment(_)) = (line.pipeline_gap().filter(|it| it.value() >= 1.0), scope) {
                    why.put(Op::Aside, tr!("It lacks for the target"), money(gap), WhyLink::None);
                }
                why
            }
            GapFigure::Street => {
                let of = self.line(&group(scope), span);
                let mut why = Why::of(money(line.street));
                why.input(
                    Op::Plus,
                    tr!("Full quota of every planned seat"),
                    money(of.planned),
                    &self.seller_path(scope, "quota"),
                );
                why.input(Op::Times, tr!("Share of the time somebody is in it"), share(of.presence()), "seat");
                let ramp = crate::engine::capacity::ratio(of.street.value(), of.present.value());
                why.input(Op::Times, tr!("Quota ramp of those who are"), share(ramp), &self.seller_path(scope, "ramp"));
                why
            }
            GapFigure::AttainmentFactor | GapFigure::OverAssignment => {
                let over_assigned = what == GapFigure::OverAssignment;
                let (over, under) = match over_assigned {
                    true => (GapFigure::Street, GapFigure::Target),
                    false => (GapFigure::Target, GapFigure::Street),
                };
                let mut why = Why::of(match over_assigned {
                    true => line.over_assignment().map_or(none, Value::Multiple),
                    false => line.attainment_factor().map_or(none, Value::Share),
                });
                self.term(&mut why, Op::Plus, of(over));
                self.term(&mut why, Op::Over, of(under));
                why
            }
            GapFigure::Hedge => {
                let mut why = Why::of(line.hedge().map_or(none, Value::Share));
                why.put(Op::Plus, tr!("All quotas"), Value::Share(1.0), WhyLink::None);
                self.term(&mut why, Op::Minus, of(GapFigure::AttainmentFactor));
                why
            }
            GapFigure::Seats => {
                let Some(need) = self.need(scope, span) else { return Why::of(none) };
                let mut why = Why::of(Value::Count(need.right));
                self.term(&mut why, Op::Plus, of(GapFigure::Target));
                why.input(
                    Op::Over,
                    tr!("Mean full quota of a planned seat"),
                    money(need.quota),
                    &self.seller_path(scope, "quota"),
                );
                why.put(
                    Op::Subtotal,
                    tr!("Target \u{f7} quota: the usual mistake"),
                    Value::Count(need.naive),
                    WhyLink::None,
                );
                why.input(
                    Op::Over,
                    tr!("Share of the time somebody is in the seat"),
                    Value::Share(need.presence),
                    "seat",
                );
                why.input(
                    Op::Over,
                    tr!("Ramp of those who are"),
                    Value::Share(need.ramp),
                    &self.seller_path(scope, "ramp"),
                );
                let attainment = self.seller_path(scope, "expected_attainment");
                why.input(Op::Over, self.attainment_label(), Value::Share(need.attainment), &attainment);
                let path = "assumptions/productive_time";
                why.input(Op::Over, tr!("Selling time"), Value::Share(need.selling_time), path);
                why
            }
        }
    }

    fn why_capacity(&self, scope: Scope, span: Span, capacity: Flow) -> Why {
        let line = self.line(&group(scope), span);
        let mut why = Why::of(money(capacity));
        why.input(
            Op::Plus,
            tr!("Full quota of every planned seat, by season"),
            money(line.planned),
            &self.seller_path(scope, "quota"),
        );
        if line.planned.value() > 0.0 {
            why.input(Op::Times, tr!("Share of the time somebody is in it"), share(line.presence()), "seat");
            why.input(Op::Times, tr!("Ramp of those who are"), share(line.ramp()), &self.seller_path(scope, "ramp"));
            why.input(
                Op::Times,
                self.attainment_label(),
                share(line.attainment()),
                &self.seller_path(scope, "expected_attainment"),
            );
            why.input(Op::Times, tr!("Selling time"), share(line.selling_time()), "assumptions/productive_time");
        }
        why.note(tr!("Vacant months, hires to come, leave, attrition and open requisitions by their chance are in the share of the time."));
        why
    }

    /// What expected attainment is called: where results respond to the split of pay, that is in it.
    pub(super) fn attainment_label(&self) -> &'static str {
        if self.responds() { tr!("Expected attainment, with the response to pay") } else { tr!("Expected attainment") }
    }

    /// The path of an input of the terms that most sellers of a segment have; of any terms, where the company is asked or nobody sells.
    fn seller_path(&self, scope: Scope, key: &str) -> String {
        let Scope::Segment(at) = scope else { return ["role/*/", key].concat() };
        let Some(segment) = self.document.segments.get(at) else { return ["role/*/", key].concat() };
        let sells = |seat: &&Seat| {
            seat.segment.as_ref() == Some(&segment.id)
                && self.document.role(&seat.role).is_some_and(|it| it.function.sells_new_business())
        };
        let mut of: Vec<(TermsOf, usize)> = Vec::new();
        for seat in self.document.seats.iter().filter(sells) {
            let Some(terms) = self.document.terms_of(seat) else { continue };
            let terms = (seat.role.clone(), terms.segment.clone());
            match of.iter_mut().find(|(it, _)| *it == terms) {
                Some((_, count)) => *count += 1,
                None => of.push((terms, 1)),
            }
        }
        // The first of those that as many have.
        let most = of.iter().rev().max_by_key(|(_, count)| *count);
        most.map_or_else(|| ["role/*/", key].concat(), |(terms, _)| terms_path(terms, key))
    }

    fn target_path(&self, scope: Scope) -> String {
        let id = match scope {
            Scope::Company => None,
            Scope::Segment(at) => self.document.segments.get(at).map(|it| it.id.clone()),
        };
        format!("segment/{}/target", id.map_or_else(|| "*".to_owned(), |it| it.to_string()))
    }
}

pub(super) fn group(scope: Scope) -> Group {
    match scope {
        Scope::Company => Group::Company,
        Scope::Segment(at) => Group::Segment(at),
    }
}
