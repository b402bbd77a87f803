//! People who come in from a file, as one step.

use crate::edit::command::Command;
use crate::model::{Person, Role, Seat};
use crate::text::tr;

/// Puts roles, people and seats in, replacing those that are there.
pub fn import_roster(roles: &[Role], people: &[Person], seats: &[Seat], count: usize) -> Command {
    let roles = roles.iter().cloned().map(Command::from);
    let people = people.iter().cloned().map(Command::from);
    let seats = seats.iter().cloned().map(Command::from);
    let label = if count == 1 { tr!("import a person").to_owned() } else { tr!("import {count} people") };
    Command::batch(label, roles.chain(people).chain(seats).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::{Function, sample};
    use crate::units::{PersonId, RoleId, SeatId};

    #[test]
    fn an_import_is_one_step_and_goes_back_as_one() {
        let before = sample::company();
        let role = Role {
            id: RoleId::new("partner"),
            name: "Partner manager".into(),
            function: Function::NewBusiness,
            ..Role::default()
        };
        let person = Person { id: PersonId::new("emp-7"), name: "Jo Park".into() };
        let moved = Seat { role: role.id.clone(), ..before.seats[5].clone() };
        let new = Seat { id: SeatId::new("partner-1"), ..moved.clone() };
        let mut after = before.clone();
        let inverse = apply(&mut after, import_roster(&[role], &[person], &[moved, new], 2)).unwrap();
        assert_eq!((after.seats.len(), after.roles.len()), (before.seats.len() + 1, before.roles.len() + 1));
        apply(&mut after, inverse).unwrap();
        assert_eq!(after, before);
    }
}
