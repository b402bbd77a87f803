//! Quotas level by level.

use super::{CapacityFigure, LevelFigure, Why, WhyLink, money, share};
use crate::engine::capacity::level::Sums;
use crate::engine::capacity::{CapacityPlan, LevelLine};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::row::Span;
use crate::model::comp::Target;
use crate::text::tr;
use crate::units::{Flow, SeatId};

/// What is added up from level to level.
struct Sum {
    figure: LevelFigure,
    of_seller: fn(&Sums) -> f64,
    of_leader: fn(&LevelLine) -> f64,
    value: fn(f64) -> Value,
}

fn amount(value: f64) -> Value {
    money(Flow::new(value))
}

impl CapacityPlan<'_> {
    pub(super) fn why_level(&self, what: LevelFigure, id: &SeatId, span: Span) -> Why {
        let Some(seat) = self.posts.iter().position(|post| post.seat.id == *id) else {
            return Why::of(Value::Undefined(tr!("the seat is gone")));
        };
        let lines = self.levels(span);
        let Some(line) = lines.iter().find(|it| it.seat == seat) else {
            return Why::of(Value::Undefined(tr!("nobody reports to this seat")));
        };
        let none = Value::Undefined(tr!("the plan that pays the leader sets no quota on new ARR"));
        let of = |what| CapacityFigure::Level(what, id.clone(), span);
        let ratio = |value: Value, over: LevelFigure, under: LevelFigure| {
            let mut why = Why::of(value);
            self.term(&mut why, Op::Plus, of(over));
            self.term(&mut why, Op::Over, of(under));
            why
        };
        let all = |sum: Sum| self.added_up(sum, (seat, span), &lines);
        match what {
            LevelFigure::Sellers => all(Sum {
                figure: what,
                of_seller: |it| f64::from(it.sellers),
                of_leader: |it| f64::from(it.sellers),
                value: Value::Count,
            }),
            LevelFigure::Ramped => {
                all(Sum { figure: what, of_seller: |it| it.ramped, of_leader: |it| it.ramped, value: Value::Count })
            }
            LevelFigure::Street => {
                let of_leader = |it: &LevelLine| it.street.value();
                let mut why = all(Sum { figure: what, of_seller: |it| it.street, of_leader, value: amount });
                why.note(tr!("A leader's quota is compared with it and never added to it."));
                why
            }
            LevelFigure::Capacity => {
                let of_leader = |it: &LevelLine| it.capacity.value();
                all(Sum { figure: what, of_seller: |it| it.capacity, of_leader, value: amount })
            }
            LevelFigure::Below => self.why_below(line, (seat, span), &lines),
            LevelFigure::Own => self.why_own_quota(line, span, none),
            LevelFigure::OverAssignment => {
                ratio(line.over_assignment().map_or(none, Value::Multiple), LevelFigure::Below, LevelFigure::Own)
            }
            LevelFigure::OwnShare => {
                let value = line.cushion().map_or(none, |it| Value::Share(1.0 - it));
                ratio(value, LevelFigure::Own, LevelFigure::Below)
            }
            LevelFigure::Cushion => {
                let mut why = Why::of(line.cushion().map_or(none, Value::Share));
                why.put(Op::Plus, tr!("All quotas below"), Value::Share(1.0), WhyLink::None);
                self.term(&mut why, Op::Minus, of(LevelFigure::OwnShare));
                why
            }
            LevelFigure::Attainment => {
                ratio(share_or(line.expected_attainment(), none), LevelFigure::Capacity, LevelFigure::Own)
            }
        }
    }

    /// Seats that report directly.
    fn direct(&self, seat: usize) -> impl Iterator<Item = usize> + '_ {
        self.posts.iter().enumerate().filter(move |(_, post)| post.manager == Some(seat)).map(|(at, _)| at)
    }

    /// Those who report directly as one term, and each leader among them with everyone below as one that explains itself.
    fn added_up(&self, sum: Sum, (seat, span): (usize, Span), lines: &[LevelLine]) -> Why {
        let own = self.sums_of_seats(span);
        let line = lines.iter().find(|it| it.seat == seat);
        let mut why = Why::of((sum.value)(line.map_or(0.0, sum.of_leader)));
        let direct: f64 = self.direct(seat).filter_map(|at| own.get(at)).map(sum.of_seller).sum();
        why.input(Op::Plus, tr!("Sellers who report directly"), (sum.value)(direct), "seat");
        for at in self.direct(seat) {
            let Some(below) = lines.iter().find(|it| it.seat == at).filter(|it| it.sellers > 0) else { continue };
            let link = self.posts.get(at).map(|post| CapacityFigure::Level(sum.figure, post.seat.id.clone(), span));
            let label = tr!("Below {}", self.called(at));
            why.put(Op::Plus, label, (sum.value)((sum.of_leader)(below)), link.map_or(WhyLink::None, WhyLink::Figure));
        }
        why
    }

    fn why_below(&self, line: &LevelLine, (seat, span): (usize, Span), lines: &[LevelLine]) -> Why {
        let own = self.sums_of_seats(span);
        let mut why = Why::of(money(line.below));
        let street = |at: usize| own.get(at).map_or(0.0, |it| it.street);
        // Of a leader with a quota it is that; what a leader without one sells counts with the sellers.
        let held = |at: usize| lines.iter().find(|it| it.seat == at).and_then(|it| it.own);
        let direct: f64 = self.direct(seat).filter(|at| held(*at).is_none()).map(street).sum();
        why.input(Op::Plus, tr!("Quotas of sellers who report directly"), amount(direct), "seat");
        for at in self.direct(seat) {
            let Some((below, post)) = lines.iter().find(|it| it.seat == at).zip(self.posts.get(at)) else { continue };
            let (figure, value, what) = match below.own {
                Some(own) => (LevelFigure::Own, money(own), tr!("Own quota of")),
                None if below.sellers > 0 => (LevelFigure::Street, money(below.street), tr!("Street quota below")),
                None => continue,
            };
            let link = WhyLink::Figure(CapacityFigure::Level(figure, post.seat.id.clone(), span));
            why.put(Op::Plus, format!("{what} {}", self.called(at)), value, link);
        }
        why
    }

    fn why_own_quota(&self, line: &LevelLine, span: Span, none: Value) -> Why {
        let (Some(own), Some(component)) = (line.own, self.level_component(line.seat, span)) else {
            return Why::of(none);
        };
        let mut why = Why::of(money(own));
        let year = |why: &mut Why, label: &str, year: f64, path: &str| {
            why.input(Op::Plus, label, amount(year), path);
            why.put(Op::Over, tr!("Months in a year"), Value::Count(12.0), WhyLink::None);
            why.put(Op::Times, tr!("Months, by season"), Value::Count(self.seasons_of(span)), WhyLink::None);
        };
        match component.target {
            Target::SumOfQuotas { share } => {
                let street = self.street_in_scope(line.seat, component.scope, span);
                why.input(Op::Plus, tr!("Street quota in the scope of the plan"), amount(street), "seat");
                why.input(Op::Times, tr!("Share of it that the plan asks for"), Value::Share(share.to_f64()), "plan");
            }
            Target::Amount { amount: typed, per } => {
                year(&mut why, tr!("Target of the plan, a year"), typed.to_major() * f64::from(per.per_year()), "plan");
            }
            Target::Quota => {
                let quota = self.posts.get(line.seat).and_then(|post| post.terms?.quota);
                let a_year = quota.map_or(0.0, |it| it.arr_year().amount().to_major());
                year(&mut why, tr!("Quota of the role, a year"), a_year, "role");
            }
            Target::Ratio { .. } => {}
        }
        why
    }

    /// What a seat is called among terms: its last holder, or its role.
    fn called(&self, seat: usize) -> String {
        let Some(post) = self.posts.get(seat) else { return String::new() };
        let person = post.seat.stints.last().and_then(|it| it.person.as_ref());
        let name = person.and_then(|id| self.document.person(id)).map(|it| it.name.clone()).filter(|it| !it.is_empty());
        let role =
            || self.document.role(&post.seat.role).map_or_else(|| post.seat.id.to_string(), |it| it.name.clone());
        name.unwrap_or_else(role)
    }
}

fn share_or(value: Option<f64>, none: Value) -> Value {
    if value.is_some() { share(value) } else { none }
}
