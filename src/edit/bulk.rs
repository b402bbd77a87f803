//! One change for several seats.

use crate::edit::command::Command;
use crate::engine::{MoveError, may_report};
use crate::model::{Document, Seat};
use crate::text::tr;
use crate::units::{PlanId, RoleId, SeatId, SegmentId};
use chrono::NaiveDate;

/// What several seats are to have alike. What is absent stays as it is at each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkChange {
    /// The role.
    pub role: Option<RoleId>,
    /// The segment; none of its own: all of them.
    pub segment: Option<Option<SegmentId>>,
    /// The seat they report to; none: nobody.
    pub manager: Option<Option<SeatId>>,
    /// The plan of pay; none of its own: that of the role's terms.
    pub plan: Option<Option<PlanId>>,
    /// The first day of the last holder.
    pub start: Option<NaiveDate>,
}

/// Changes several seats as one step; nothing if nothing would change. A leader that would close a loop for one of them is refused for all.
pub fn change_seats(document: &Document, ids: &[SeatId], change: &BulkChange) -> Result<Option<Command>, MoveError> {
    if let Some(to) = &change.manager {
        match may_report(document, ids, to.as_ref()) {
            Ok(()) | Err(MoveError::Same) => {}
            Err(error) => return Err(error),
        }
    }
    let mut commands: Vec<Command> = Vec::new();
    for seat in document.seats.iter().filter(|seat| ids.contains(&seat.id)) {
        let mut new: Seat = seat.clone();
        if let Some(role) = &change.role {
            new.role = role.clone();
        }
        if let Some(segment) = &change.segment {
            new.segment = segment.clone();
        }
        if let Some(manager) = &change.manager {
            new.manager = manager.clone();
        }
        if let Some(plan) = &change.plan {
            new.plan = plan.clone();
        }
        if let (Some(start), Some(stint)) = (change.start, new.stints.last_mut()) {
            stint.from = start;
        }
        if new != *seat {
            commands.push(new.into());
        }
    }
    let label =
        if commands.len() == 1 { tr!("change a seat").to_owned() } else { tr!("change {} seats", commands.len()) };
    Ok((!commands.is_empty()).then(|| Command::batch(label, commands)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample;

    #[test]
    fn several_seats_get_what_is_set_and_keep_the_rest() {
        let before = sample::company();
        let ids = [SeatId::new("ae-smb-1"), SeatId::new("ae-mm-1")];
        let change = BulkChange {
            segment: Some(Some(SegmentId::new("enterprise"))),
            manager: Some(Some(SeatId::new("sm-ent"))),
            start: Some("2027-02-01".parse().unwrap()),
            ..BulkChange::default()
        };
        let mut after = before.clone();
        let inverse = apply(&mut after, change_seats(&before, &ids, &change).unwrap().unwrap()).unwrap();
        for id in &ids {
            let (old, new) = (before.seat(id).unwrap(), after.seat(id).unwrap());
            assert_eq!(new.segment, Some(SegmentId::new("enterprise")));
            assert_eq!(new.manager, Some(SeatId::new("sm-ent")));
            assert_eq!(new.stints[0].from, "2027-02-01".parse().unwrap());
            assert_eq!((&new.role, &new.plan, &new.stints[0].person), (&old.role, &old.plan, &old.stints[0].person));
        }
        assert!(change_seats(&after, &ids, &change).unwrap().is_none());
        apply(&mut after, inverse).unwrap();
        assert_eq!(after, before);
    }

    #[test]
    fn a_leader_who_is_among_them_is_refused_for_all() {
        let document = sample::company();
        let ids = [SeatId::new("ae-smb-1"), SeatId::new("sm-smb")];
        let under = |id: &str| BulkChange { manager: Some(Some(SeatId::new(id))), ..BulkChange::default() };
        assert_eq!(change_seats(&document, &ids, &under("sm-smb")), Err(MoveError::Itself(SeatId::new("sm-smb"))));
        assert_eq!(change_seats(&document, &ids, &under("ae-smb-2")), Err(MoveError::Below(SeatId::new("sm-smb"))));
    }
}
