//! Who may report to whom.

use crate::model::Document;
use crate::units::SeatId;

/// Why seats cannot report to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveError {
    /// One of the seats is no longer there.
    Gone,
    /// A seat cannot report to itself.
    Itself(SeatId),
    /// The new leader reports to this one of the seats, directly or through others.
    Below(SeatId),
    /// All of them report there already.
    Same,
}

/// Whether seats can report to another one, or to nobody, without closing a loop.
pub fn may_report(document: &Document, ids: &[SeatId], to: Option<&SeatId>) -> Result<(), MoveError> {
    let mut above: Vec<&SeatId> = Vec::new();
    let mut next = to;
    while let Some(id) = next.filter(|id| !above.contains(id)) {
        // An unknown leader further up is a loose end, not a reason to refuse.
        let Some(seat) = document.seat(id) else { break };
        above.push(id);
        next = seat.manager.as_ref();
    }
    if to.is_some() && above.is_empty() {
        return Err(MoveError::Gone);
    }
    let mut same = true;
    for id in ids {
        let seat = document.seat(id).ok_or(MoveError::Gone)?;
        if to == Some(id) {
            return Err(MoveError::Itself(id.clone()));
        }
        if above.contains(&id) {
            return Err(MoveError::Below(id.clone()));
        }
        same &= seat.manager.as_ref() == to;
    }
    if same { Err(MoveError::Same) } else { Ok(()) }
}
