//! Standing capacity from quarter to quarter.

use super::gap::group;
use super::{CapacityFigure, StandingFigure, Why, WhyLink, money, share};
use crate::engine::capacity::{CapacityPlan, Group, Waterfall};
use crate::engine::explain::Op;
use crate::engine::metric::{Scope, Value};
use crate::engine::row::Span;
use crate::text::tr;
use crate::units::{Cadence, Flow};

fn amount(fall: &Waterfall, what: StandingFigure) -> Flow {
    let bridge = &fall.capacity;
    match what {
        StandingFigure::Opening => bridge.opening.amount(),
        StandingFigure::Gain => bridge.gain.amount(),
        StandingFigure::Loss => bridge.loss.amount(),
        StandingFigure::Recovered => bridge.recovered.amount(),
        StandingFigure::Leave => bridge.leave.amount(),
        StandingFigure::Response => bridge.response.amount(),
        StandingFigure::Closing => bridge.closing.amount(),
        StandingFigure::Unrecovered => bridge.loss.amount() - bridge.recovered.amount(),
        StandingFigure::BackfillRate | StandingFigure::LossRate | StandingFigure::Ramped => Flow::ZERO,
    }
}

impl CapacityPlan<'_> {
    pub(super) fn why_standing(&self, what: StandingFigure, scope: Scope, span: Span) -> Why {
        let falls = self.waterfall(&group(scope), Cadence::Quarter);
        let Some(at) = falls.iter().position(|it| it.span == span) else {
            return Why::of(Value::Undefined(tr!("asked of a fiscal quarter")));
        };
        let Some(fall) = falls.get(at) else { return Why::of(Value::Undefined(tr!("asked of a fiscal quarter"))) };
        let of = |what| CapacityFigure::Standing(what, scope, span);
        let mut why = Why::of(money(amount(fall, what)));
        match what {
            StandingFigure::Opening => match at.checked_sub(1).and_then(|at| falls.get(at)) {
                Some(before) => {
                    self.term(
                        &mut why,
                        Op::Plus,
                        CapacityFigure::Standing(StandingFigure::Closing, scope, before.span),
                    );
                }
                None => {
                    why.input(Op::Plus, tr!("Those in their seats the month before the plan"), why.value, "seat");
                    why.note(match self.responds() {
                        false => tr!("Quota of a year x ramp x expected attainment x selling time, seat by seat."),
                        true => tr!("Quota of a year x ramp x expected attainment x selling time x response to pay of the plan's first month, seat by seat."),
                    });
                }
            },
            StandingFigure::Gain | StandingFigure::Loss | StandingFigure::Recovered | StandingFigure::Leave => {
                self.by_role(&mut why, what, (scope, span), at);
            }
            StandingFigure::Response => {
                self.by_role(&mut why, what, (scope, span), at);
                why.note(tr!(
                    "What those who were there sign more or less since the split of their pay changed, as assumed."
                ));
            }
            StandingFigure::Closing => {
                self.term(&mut why, Op::Plus, of(StandingFigure::Opening));
                self.term(&mut why, Op::Plus, of(StandingFigure::Gain));
                self.term(&mut why, Op::Minus, of(StandingFigure::Loss));
                self.term(&mut why, Op::Plus, of(StandingFigure::Recovered));
                self.term(&mut why, Op::Plus, of(StandingFigure::Leave));
                if self.responds() {
                    self.term(&mut why, Op::Plus, of(StandingFigure::Response));
                }
            }
            StandingFigure::Unrecovered => {
                self.term(&mut why, Op::Plus, of(StandingFigure::Loss));
                self.term(&mut why, Op::Minus, of(StandingFigure::Recovered));
            }
            StandingFigure::BackfillRate => {
                why.value = share(fall.backfill_rate());
                self.term(&mut why, Op::Plus, of(StandingFigure::Recovered));
                self.term(&mut why, Op::Over, of(StandingFigure::Loss));
            }
            StandingFigure::Ramped => {
                let heads = &fall.ramped;
                why.value = Value::Count(heads.closing);
                for (op, label, count) in [
                    (Op::Plus, tr!("Ramped heads at the start"), heads.opening),
                    (Op::Plus, tr!("Gained"), heads.gain),
                    (Op::Minus, tr!("Lost"), heads.loss),
                    (Op::Plus, tr!("Recovered"), heads.recovered),
                    (Op::Plus, tr!("Leave"), heads.leave),
                ] {
                    why.put(op, label, Value::Count(count), WhyLink::None);
                }
            }
            StandingFigure::LossRate => {
                why.value = share(fall.loss_rate());
                self.term(&mut why, Op::Plus, of(StandingFigure::Loss));
                self.term(&mut why, Op::Over, of(StandingFigure::Opening));
            }
        }
        why
    }

    /// Company figures by role; a segment's come from its seats.
    fn by_role(&self, why: &mut Why, what: StandingFigure, (scope, _): (Scope, Span), at: usize) {
        let path = match what {
            StandingFigure::Loss | StandingFigure::Recovered => "role",
            StandingFigure::Response => "assumptions/incentives",
            StandingFigure::Opening
            | StandingFigure::Gain
            | StandingFigure::Leave
            | StandingFigure::Closing
            | StandingFigure::Unrecovered
            | StandingFigure::BackfillRate
            | StandingFigure::LossRate
            | StandingFigure::Ramped => "seat",
        };
        if scope != Scope::Company {
            why.input(Op::Plus, tr!("Seats of the segment, month by month"), why.value, path);
            return;
        }
        for role in self.document.roles.iter().filter(|it| it.function.sells_new_business()) {
            let falls = self.waterfall(&Group::Role(role.id.clone()), Cadence::Quarter);
            if let Some(fall) = falls.get(at) {
                why.put(Op::Plus, role.name.clone(), money(amount(fall, what)), WhyLink::Input(path.to_owned()));
            }
        }
    }
}
