//! Who can be moved where, and the words for it.

use crate::engine::{MoveError, may_report};
use crate::model::{Document, Seat};
use crate::present::staffing;
use crate::text::tr;
use crate::units::SeatId;

/// Most leaders offered at once; a few letters narrow them.
const MOST: usize = 60;

/// A place in the reporting lines that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The new leader; absent: nobody.
    pub seat: Option<SeatId>,
    /// What it is called.
    pub name: String,
    /// How many report there now.
    pub hint: String,
    /// Why it cannot be chosen.
    pub refused: Option<String>,
}

/// The leaders seats can be moved to whose name or role has a text in it; those who lead by their role or lead somebody come first,
/// others only when their name is written.
pub fn targets(document: &Document, ids: &[SeatId], text: &str) -> Vec<Target> {
    let wanted = text.trim().to_lowercase();
    let reports = |seat: &Seat| document.seats.iter().filter(|it| it.manager.as_ref() == Some(&seat.id)).count();
    let mut leaders = Vec::new();
    let mut others = Vec::new();
    for seat in &document.seats {
        let name = staffing::leader_name(document, seat);
        if !wanted.is_empty() && !name.to_lowercase().contains(&wanted) {
            continue;
        }
        let count = reports(seat);
        let leads = count > 0 || document.role(&seat.role).is_some_and(|role| role.function.leads());
        if !leads && wanted.is_empty() {
            continue;
        }
        let range = document.terms_of(seat).and_then(|terms| terms.span).filter(|_| leads);
        let range = range.map(|span| tr!(", usually {} to {}", span.low, span.high)).unwrap_or_default();
        let noun = if count == 1 { tr!("report") } else { tr!("reports") };
        let refused = may_report(document, ids, Some(&seat.id)).err().map(|error| move_refused(document, &error));
        let target = Target { seat: Some(seat.id.clone()), name, hint: format!("{count} {noun}{range}"), refused };
        if leads { leaders.push(target) } else { others.push(target) }
    }
    let nobody = (wanted.is_empty() || tr!("nobody").contains(&wanted)).then(|| Target {
        seat: None,
        name: tr!("Nobody").into(),
        hint: tr!("at the top").into(),
        refused: may_report(document, ids, None).err().map(|error| move_refused(document, &error)),
    });
    leaders.into_iter().chain(others).take(MOST).chain(nobody).collect()
}

/// Why seats are not moved, as a sentence.
pub fn move_refused(document: &Document, error: &MoveError) -> String {
    let name = |id: &SeatId| document.seat(id).map_or_else(|| id.to_string(), |seat| document.called(seat));
    match error {
        MoveError::Gone => tr!("This seat is no longer there.").to_owned(),
        MoveError::Itself(id) => tr!("{} cannot report to itself.", name(id)),
        MoveError::Below(id) => tr!("Reports to {} already; that would close a circle.", name(id)),
        MoveError::Same => tr!("That is where they report now.").to_owned(),
    }
}

/// What was moved, as a sentence: `Ama Abara reports to Lena Moss now.`
pub fn move_told(document: &Document, ids: &[SeatId], to: Option<&SeatId>) -> String {
    let name = |id: &SeatId| document.seat(id).map_or_else(|| id.to_string(), |seat| document.called(seat));
    let to = to.map_or_else(|| tr!("nobody").to_owned(), name);
    match ids {
        [one] => tr!("{} reports to {to} now.", name(one)),
        some => tr!("{} seats report to {to} now.", some.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn a_list_of_leaders_says_who_cannot_be_one_and_why() {
        let document = sample::company();
        let list = targets(&document, &[SeatId::new("sm-smb")], "");
        let of = |name: &str| list.iter().find(|it| it.name.starts_with(name)).unwrap();
        assert_eq!(of("Ravi Sato").refused.as_deref(), Some("Ravi Sato cannot report to itself."));
        assert_eq!(of("Ines Calder").refused.as_deref(), Some("That is where they report now."));
        assert_eq!(of("Lena Moss").refused, None);
        assert!(of("Lena Moss").hint.starts_with("8 reports, usually "));
        assert_eq!(list.last().unwrap().seat, None);
        // A seller leads nobody, so only the name finds him, and he is below.
        assert!(list.iter().all(|it| !it.name.starts_with("Ama Abara")));
        let found = targets(&document, &[SeatId::new("sm-smb")], "abara");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].refused.as_deref(), Some("Reports to Ravi Sato already; that would close a circle."));
    }

    #[test]
    fn a_move_is_told_by_name() {
        let document = sample::company();
        let (rep, lead) = (SeatId::new("ae-smb-1"), SeatId::new("sm-mm"));
        assert_eq!(
            move_told(&document, std::slice::from_ref(&rep), Some(&lead)),
            "Ama Abara reports to Lena Moss now."
        );
        assert_eq!(move_told(&document, &[rep, lead], None), "2 seats report to nobody now.");
    }
}
