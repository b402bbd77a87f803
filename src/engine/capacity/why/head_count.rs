//! Head count: everyone by function, a function by role, a role seat by seat.

use super::{CapacityFigure, PeopleFigure, PeopleOf, Why, WhyLink};
use crate::engine::capacity::CapacityPlan;
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::outcome::SeatOutcome;
use crate::engine::row::Span;
use crate::model::Function;
use crate::text::tr;

/// More seats than these are told by where they are, not one by one.
const MOST_SEATS: usize = 30;

impl CapacityPlan<'_> {
    pub(super) fn why_head_count(&self, what: PeopleFigure, of: &PeopleOf, span: Span) -> Why {
        let of_seat = |seat: &SeatOutcome| match what {
            PeopleFigure::Seats => f64::from(u8::from(seat.filled.get(span.to).copied().unwrap_or(false))),
            PeopleFigure::Heads => seat.heads.get(span.to).copied().unwrap_or(0.0),
            PeopleFigure::Ramped => seat.ramped.get(span.to).copied().unwrap_or(0.0),
        };
        let seats = || self.outcome.seats.iter().zip(&self.document.seats);
        let sum = |of: &PeopleOf| -> f64 {
            let inside = seats().filter(|(seat, own)| match of {
                PeopleOf::All => true,
                PeopleOf::Function(function) => seat.function == *function,
                PeopleOf::Role(role) => own.role == *role,
            });
            inside.map(|(seat, _)| of_seat(seat)).sum()
        };
        let mut why = Why::of(Value::Count(sum(of)));
        let mut part = |name: &str, of: PeopleOf| {
            let value = sum(&of);
            why.put(Op::Plus, name, Value::Count(value), WhyLink::Figure(CapacityFigure::People(what, of, span)));
        };
        match of {
            PeopleOf::All => {
                for function in Function::ALL {
                    if self.outcome.seats.iter().any(|seat| seat.function == function) {
                        part(function.name(), PeopleOf::Function(function));
                    }
                }
            }
            PeopleOf::Function(function) => {
                for role in self.document.roles.iter().filter(|it| it.function == *function) {
                    if self.document.seats.iter().any(|seat| seat.role == role.id) {
                        part(&role.name, PeopleOf::Role(role.id.clone()));
                    }
                }
            }
            PeopleOf::Role(role) => {
                let counted: Vec<_> = seats().filter(|(seat, own)| own.role == *role && of_seat(seat) > 0.0).collect();
                if counted.len() <= MOST_SEATS {
                    for (seat, own) in counted {
                        let named = own.stints.iter().rev().find_map(|it| self.document.person(it.person.as_ref()?));
                        let name = named.map_or_else(|| own.id.to_string(), |it| it.name.clone());
                        why.input(Op::Plus, name, Value::Count(of_seat(seat)), &format!("seat/{}", own.id));
                    }
                } else {
                    let places = std::iter::once(None).chain(self.document.segments.iter().map(|it| Some(&it.id)));
                    for place in places {
                        let here = counted.iter().filter(|(_, own)| own.segment.as_ref() == place);
                        let sum: f64 = here.map(|(seat, _)| of_seat(seat)).sum();
                        if sum > 0.0 {
                            let name = place.and_then(|id| self.document.segment(id)).map(|it| it.name.clone());
                            let name = name.unwrap_or_else(|| tr!("All segments").to_owned());
                            why.input(Op::Plus, name, Value::Count(sum), "seat");
                        }
                    }
                }
            }
        }
        if why.terms.is_empty() {
            why.input(Op::Plus, tr!("Nobody at the end of these months"), Value::Count(0.0), "seat");
        }
        why
    }
}
