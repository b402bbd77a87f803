//! Commands for the roster and for the terms of roles: add and copy seats, read typed cells, ramps, terms of a segment.

use crate::edit::command::{Command, Which};
use crate::model::{Document, Ramp, Role, RosterChange, Seat, Terms};
use crate::text::tr;
use crate::units::{RoleId, SeatId, SegmentId};

impl RosterChange {
    /// The change as one step.
    pub fn command(self, label: impl Into<String>) -> Command {
        let mut commands: Vec<Command> = self.people.into_iter().map(Command::from).collect();
        for (at, seat) in self.seats {
            let entity = Box::new(crate::edit::Entity::Seat(seat));
            commands.push(Command::Put { at, entity });
        }
        Command::batch(label, commands)
    }
}

/// A seat to fill below another one: same role, segment and leader, no holder, the start of that one or of the plan, whichever is
/// later. Without a seat to follow, one of the first role that sells.
pub fn add_seat(document: &Document, below: Option<&SeatId>) -> Command {
    let first_day = document.settings.first_month.first_day();
    let sells = document.roles.iter().find(|role| role.function.sells_new_business()).or(document.roles.first());
    let mut like = below.and_then(|id| document.seat(id)).cloned().unwrap_or_else(|| {
        let role = sells.map_or_else(|| RoleId::new("role"), |role| role.id.clone());
        Seat { id: SeatId::new(&format!("{role}-0")), role, ..Seat::default() }
    });
    if let Some(stint) = like.stints.last_mut() {
        stint.from = stint.from.max(first_day);
        stint.overrides = Default::default();
    }
    let mut change = RosterChange::default();
    change.add_seat(document, &like);
    change.command(tr!("add a seat"))
}

/// Copies of seats, to be filled: same role, segment, leader, start and pay.
pub fn duplicate_seats(document: &Document, ids: &[SeatId]) -> Command {
    let mut change = RosterChange::default();
    for seat in document.seats.iter().filter(|seat| ids.contains(&seat.id)) {
        change.add_seat(document, seat);
    }
    let label = if ids.len() == 1 { tr!("copy a seat").to_owned() } else { tr!("copy {} seats", ids.len()) };
    change.command(label)
}

/// Changes the terms of a role in a segment (or its general terms).
pub fn change_terms(
    document: &Document,
    role: &RoleId,
    segment: Option<&SegmentId>,
    change: impl FnOnce(&mut Terms),
) -> Option<Command> {
    let mut role: Role = document.role(role)?.clone();
    change(role.terms.iter_mut().find(|terms| terms.segment.as_ref() == segment)?);
    Some(role.into())
}

/// Gives terms a ramp of even steps over so many months, for productivity and quota alike.
pub fn set_ramp_months(
    document: &Document,
    role: &RoleId,
    segment: Option<&SegmentId>,
    months: u32,
) -> Option<Command> {
    let ramp = |terms: &mut Terms| {
        terms.ramp = Ramp { accelerators: terms.ramp.accelerators, ..Ramp::linear(months) };
    };
    let command = change_terms(document, role, segment, ramp)?;
    let label = if months == 1 { tr!("ramp of one month").to_owned() } else { tr!("ramp of {months} months") };
    Some(Command::batch(label, vec![command]))
}

/// Terms of its own for a role in a segment, to begin with those that hold there now. None if it has them already.
pub fn add_terms(document: &Document, role: &RoleId, segment: Option<&SegmentId>) -> Option<Command> {
    let mut role: Role = document.role(role)?.clone();
    if role.terms.iter().any(|terms| terms.segment.as_ref() == segment) {
        return None;
    }
    let like = role.terms_for(segment).or(role.terms.first()).cloned().unwrap_or_default();
    role.terms.push(Terms { segment: segment.cloned(), ..like });
    let label = tr!("terms of {}", role.name);
    Some(Command::batch(label, vec![role.into()]))
}

/// Removes the terms of a role in a segment; its general terms hold there from then on. None if nothing would be left.
pub fn remove_terms(document: &Document, role: &RoleId, segment: Option<&SegmentId>) -> Option<Command> {
    let mut role: Role = document.role(role)?.clone();
    role.terms.retain(|terms| terms.segment.as_ref() != segment);
    let label = tr!("remove terms of {}", role.name);
    (!role.terms.is_empty()).then(|| Command::batch(label, vec![role.into()]))
}

/// Seats of a role.
pub fn seats_of_role(document: &Document, role: &RoleId) -> Vec<SeatId> {
    document.seats.iter().filter(|seat| seat.role == *role).map(|seat| seat.id.clone()).collect()
}

/// Removes a role that no seat has. None while one has it.
pub fn remove_role(document: &Document, role: &RoleId) -> Option<Command> {
    let name = document.role(role)?.name.clone();
    seats_of_role(document, role)
        .is_empty()
        .then(|| Command::batch(tr!("remove role {name}"), vec![Command::Remove(Which::Role(role.clone()))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample;
    use crate::units::Rate;

    /// Applies, checks that the inverse restores everything, and gives the changed document.
    fn changed(before: &Document, command: Command) -> Document {
        let mut document = before.clone();
        let inverse = apply(&mut document, command).unwrap();
        let mut back = document.clone();
        apply(&mut back, inverse).unwrap();
        assert_eq!(back, *before);
        document
    }

    #[test]
    fn a_new_seat_stands_below_the_one_it_is_like_and_has_no_holder() {
        let before = sample::company();
        let below = SeatId::new("ae-smb-2");
        let after = changed(&before, add_seat(&before, Some(&below)));
        let at = after.seats.iter().position(|seat| seat.id == below).unwrap();
        let (old, new) = (&after.seats[at], &after.seats[at + 1]);
        assert_eq!(new.id.as_str(), "ae-smb-8");
        assert_eq!((&new.role, &new.segment, &new.manager), (&old.role, &old.segment, &old.manager));
        assert_eq!(new.stints[0].person, None);
        assert_eq!(new.stints[0].from, before.settings.first_month.first_day());
        let empty = sample::empty();
        assert_eq!(changed(&empty, add_seat(&empty, None)).seats.len(), 1);
    }

    #[test]
    fn copies_of_several_seats_are_one_step_and_never_share_an_id() {
        let before = sample::company();
        let ids = [SeatId::new("cro"), SeatId::new("ae-mm-1"), SeatId::new("ae-mm-2")];
        let after = changed(&before, duplicate_seats(&before, &ids));
        assert_eq!(after.seats.len(), before.seats.len() + 3);
        let mut seats: Vec<_> = after.seats.iter().map(|seat| seat.id.clone()).collect();
        seats.sort();
        seats.dedup();
        assert_eq!(seats.len(), after.seats.len());
        // Each copy stands below its original.
        let at = after.seats.iter().position(|seat| seat.id == ids[1]).unwrap();
        assert_eq!(after.seats[at + 1].segment, after.seats[at].segment);
        assert_eq!(after.seats[at + 2].id, ids[2]);
    }

    #[test]
    fn several_names_at_once_make_several_people() {
        let before = sample::company();
        let mut change = RosterChange::default();
        change.name_holder(&before, &SeatId::new("ae-mm-7"), "Jo Park");
        change.name_holder(&before, &SeatId::new("ae-mm-8"), "Jo Park");
        change.name_holder(&before, &SeatId::new("ae-mm-1"), "");
        let after = changed(&before, change.command("names"));
        let holder = |id: &str| after.seat(&SeatId::new(id)).unwrap().stints[0].person.clone();
        assert_ne!(holder("ae-mm-7"), holder("ae-mm-8"));
        assert_eq!(holder("ae-mm-1"), None);
        assert_eq!(after.person(&holder("ae-mm-8").unwrap()).unwrap().name, "Jo Park");
    }

    #[test]
    fn a_number_of_ramp_months_makes_an_even_ramp() {
        let before = sample::company();
        let (role, segment) = (RoleId::new("ae"), SegmentId::new("smb"));
        let after = changed(&before, set_ramp_months(&before, &role, Some(&segment), 4).unwrap());
        let ramp = &after.role(&role).unwrap().terms_for(Some(&segment)).unwrap().ramp;
        assert_eq!(ramp.productivity, [20, 40, 60, 80].map(Rate::percent));
    }

    #[test]
    fn terms_of_a_segment_begin_as_those_that_held_there() {
        let before = sample::company();
        let (role, segment) = (RoleId::new("sdr"), SegmentId::new("enterprise"));
        let after = changed(&before, add_terms(&before, &role, Some(&segment)).unwrap());
        let sdr = after.role(&role).unwrap();
        assert_eq!(sdr.terms.len(), 2);
        assert_eq!(sdr.terms[1].base, sdr.terms[0].base);
        assert!(add_terms(&after, &role, Some(&segment)).is_none());
        assert_eq!(changed(&after, remove_terms(&after, &role, Some(&segment)).unwrap()), before);
        assert!(remove_terms(&before, &role, None).is_none());
    }

    #[test]
    fn a_role_goes_only_when_no_seat_has_it() {
        let mut before = sample::company();
        let role = RoleId::new("csm");
        assert!(remove_role(&before, &role).is_none());
        before.seats.retain(|seat| seat.role != role);
        let after = changed(&before, remove_role(&before, &role).unwrap());
        assert!(after.role(&role).is_none());
    }
}
