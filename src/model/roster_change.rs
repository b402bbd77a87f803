//! A roster as it is to be: what is typed, pasted or added, seat by seat, before it becomes one step.

use crate::model::{Document, Person, Seat, Stint, StintEnd};
use crate::units::{PersonId, Rate, SeatId};

/// What a changed roster consists of: changed and new seats, and the people who got a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterChange {
    /// Seats as they are to be; new ones with the position at which they come in.
    pub seats: Vec<(Option<usize>, Seat)>,
    /// People as they are to be.
    pub people: Vec<Person>,
}

impl RosterChange {
    /// The seat as it stands after the changes so far.
    pub fn seat(&mut self, document: &Document, id: &SeatId) -> Option<&mut Seat> {
        let known = self.seats.iter().position(|(_, seat)| seat.id == *id);
        let at = match known {
            Some(at) => at,
            None => {
                self.seats.push((None, document.seat(id)?.clone()));
                self.seats.len() - 1
            }
        };
        self.seats.get_mut(at).map(|(_, seat)| seat)
    }

    /// Names the holder of a seat's last stint; an empty name makes it a hire to come.
    pub fn name_holder(&mut self, document: &Document, id: &SeatId, name: &str) {
        let name = name.trim();
        let Some(held) = self.seat(document, id).map(|seat| seat.stints.last().and_then(|it| it.person.clone())) else {
            return;
        };
        let person = match (held, name.is_empty()) {
            (_, true) => None,
            (Some(held), false) => Some(held),
            (None, false) => {
                let taken: Vec<PersonId> = document.people.iter().chain(&self.people).map(|it| it.id.clone()).collect();
                Some(PersonId::fresh(name, taken.iter()))
            }
        };
        if let Some(id) = &person {
            self.people.retain(|it| it.id != *id);
            self.people.push(Person { id: id.clone(), name: name.into() });
        }
        if let Some(stint) = self.seat(document, id).and_then(|seat| seat.stints.last_mut()) {
            // Who has a name comes for certain.
            if person.is_some() {
                stint.likelihood = Rate::ONE;
            }
            stint.person = person;
        }
    }

    /// A new seat without a holder, like another one and right below it; gives its id.
    pub fn add_seat(&mut self, document: &Document, like: &Seat) -> SeatId {
        let mut taken = document.taken_seats();
        taken.extend(self.seats.iter().map(|(_, seat)| seat.id.clone()));
        let id = next_id(&like.id, &taken);
        let stint = like.stints.last().map_or_else(Stint::default, |stint| Stint {
            person: None,
            to: StintEnd::Open,
            leave: Vec::new(),
            ..stint.clone()
        });
        let seat = Seat { id: id.clone(), stints: vec![stint], ..like.clone() };
        let new_before = self.seats.iter().filter(|(at, _)| at.is_some()).count();
        let at = document.seats.iter().position(|seat| seat.id == like.id).map_or(document.seats.len(), |at| at + 1);
        self.seats.push((Some(at + new_before), seat));
        id
    }
}

/// The next free id of a seat's series: after `ae-smb-3` comes `ae-smb-4`, or the first number that is free.
fn next_id(like: &SeatId, taken: &[SeatId]) -> SeatId {
    let base = like.as_str().trim_end_matches(|letter: char| letter.is_ascii_digit());
    let joint = if base.ends_with('-') { "" } else { "-" };
    numbered_seat(&[base, joint].concat(), taken)
}

/// The next free id of a stem that ends in a number: `ae-smb-1`, `ae-smb-2`, ...
pub fn numbered_seat(stem: &str, taken: &[SeatId]) -> SeatId {
    let base = stem.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let mut number = 1u32;
    loop {
        let id = SeatId::new(&format!("{base}{number}"));
        if !taken.contains(&id) {
            return id;
        }
        number += 1;
    }
}

impl Document {
    /// Ids no new seat may have: those of the seats, and those that deals name. A new seat must not come into the deals of one that
    /// was removed.
    pub fn taken_seats(&self) -> Vec<SeatId> {
        let mut taken: Vec<SeatId> = self.seats.iter().map(|seat| seat.id.clone()).collect();
        let removed = self.deals.iter().flat_map(|deal| &deal.credits).filter(|credit| credit.was.is_some());
        taken.extend(removed.map(|credit| credit.seat.clone()));
        taken
    }
}
