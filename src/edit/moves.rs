//! Moving people and teams to another leader.

use crate::edit::command::Command;
use crate::engine::{MoveError, may_report};
use crate::model::{Document, Seat};
use crate::text::tr;
use crate::units::SeatId;

/// Has seats report to another one, or to nobody, as one step. Whoever reports to them moves along. A move that would close a loop is
/// refused.
pub fn move_seats(document: &Document, ids: &[SeatId], to: Option<&SeatId>) -> Result<Command, MoveError> {
    may_report(document, ids, to)?;
    let seats = document.seats.iter().filter(|seat| ids.contains(&seat.id) && seat.manager.as_ref() != to);
    let commands: Vec<Command> = seats.map(|seat| Seat { manager: to.cloned(), ..seat.clone() }.into()).collect();
    let label = if commands.len() == 1 { tr!("move a seat").to_owned() } else { tr!("move {} seats", commands.len()) };
    Ok(Command::batch(label, commands))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample;

    #[test]
    fn a_team_moves_with_its_leader_and_one_undo_brings_it_back() {
        let before = sample::company();
        let (team, to) = (SeatId::new("sm-smb"), SeatId::new("sm-mm"));
        let mut document = before.clone();
        let inverse =
            apply(&mut document, move_seats(&before, std::slice::from_ref(&team), Some(&to)).unwrap()).unwrap();
        assert!(document.reports_to(&SeatId::new("ae-smb-1"), &to));
        assert_eq!(document.seat(&SeatId::new("ae-smb-1")).unwrap().manager, Some(team));
        apply(&mut document, inverse).unwrap();
        assert_eq!(document, before);
    }

    #[test]
    fn no_move_closes_a_loop() {
        let document = sample::company();
        // Whoever is moved under whomever: either it is refused, or everybody still reaches the top.
        for seat in &document.seats {
            for leader in &document.seats {
                let Ok(command) = move_seats(&document, std::slice::from_ref(&seat.id), Some(&leader.id)) else {
                    continue;
                };
                let mut after = document.clone();
                apply(&mut after, command).unwrap();
                assert!(after.seats.iter().all(|it| !after.reports_to(&it.id, &it.id)), "{} {}", seat.id, leader.id);
            }
        }
        let (cro, rep) = (SeatId::new("cro"), SeatId::new("ae-smb-1"));
        assert_eq!(move_seats(&document, std::slice::from_ref(&cro), Some(&rep)), Err(MoveError::Below(cro.clone())));
        assert_eq!(move_seats(&document, std::slice::from_ref(&cro), Some(&cro)), Err(MoveError::Itself(cro.clone())));
        assert_eq!(move_seats(&document, std::slice::from_ref(&cro), None), Err(MoveError::Same));
        assert_eq!(move_seats(&document, &[cro], Some(&SeatId::new("gone"))), Err(MoveError::Gone));
    }
}
