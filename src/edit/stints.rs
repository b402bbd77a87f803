//! Commands for the holders of a seat: days, names, leave, earlier and later holders. What cannot be is refused with its reason.

use crate::edit::command::Command;
use crate::model::{Document, Leave, Person, RosterChange, Seat, Stint, StintEnd};
use crate::text::tr;
use crate::units::{PersonId, SeatId};
use chrono::{Days, Months, NaiveDate};

/// Why a day of a holder cannot be what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StintError {
    /// The seat, the holder or the leave is gone.
    Gone,
    /// The first day would come after the last.
    StartsAfterEnd {
        /// The last day.
        last: NaiveDate,
    },
    /// The last day would come before the first.
    EndsBeforeStart {
        /// The first day.
        from: NaiveDate,
    },
    /// The holder before is still there.
    HolderBefore {
        /// Their last day; none if they stay.
        last: Option<NaiveDate>,
    },
    /// The next holder is there already.
    HolderAfter {
        /// Their first day.
        from: NaiveDate,
    },
    /// A leave would lie outside the holder's time in the seat.
    LeaveOutside {
        /// The first day in the seat.
        from: NaiveDate,
        /// The last one, if there is one.
        last: Option<NaiveDate>,
    },
    /// A leave would share days with another one.
    LeavesOverlap {
        /// The other one.
        other: Leave,
    },
}

impl StintError {
    /// The reason in words, with dates shown by `day`.
    pub fn told(self, day: impl Fn(NaiveDate) -> String) -> String {
        match self {
            StintError::Gone => tr!("This is no longer there.").to_owned(),
            StintError::StartsAfterEnd { last } => tr!("It ends on {}; the first day cannot be later.", day(last)),
            StintError::EndsBeforeStart { from } => {
                tr!("It begins on {}; the last day cannot be earlier.", day(from))
            }
            StintError::HolderBefore { last: Some(last) } => {
                tr!("The holder before stays to {}; begin after that, or end theirs first.", day(last))
            }
            StintError::HolderBefore { last: None } => {
                tr!("The holder before has no last day; enter that first.").to_owned()
            }
            StintError::HolderAfter { from } => {
                tr!("The next holder begins on {}; end before that, or move their start first.", day(from))
            }
            StintError::LeaveOutside { from, last: Some(last) } => {
                tr!("They are in the seat from {} to {}; leave lies within.", day(from), day(last))
            }
            StintError::LeaveOutside { from, last: None } => {
                tr!("They are in the seat from {} on; leave cannot begin earlier.", day(from))
            }
            StintError::LeavesOverlap { other } => {
                tr!("Another leave runs from {} to {}; the same day cannot be in both.", day(other.from), day(other.to))
            }
        }
    }
}

/// Which end of a leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveEnd {
    /// The first day.
    From,
    /// The last day.
    To,
}

fn put(mut seat: Seat, label: &str, change: impl FnOnce(&mut Vec<Stint>)) -> Command {
    change(&mut seat.stints);
    Command::batch(label, vec![seat.into()])
}

/// Changes one holder of a seat (counted from 0) as it is asked. None if there is no such holder.
pub fn change_stint(
    document: &Document,
    seat: &SeatId,
    at: usize,
    label: &str,
    change: impl FnOnce(&mut Stint),
) -> Option<Command> {
    let mut seat = document.seat(seat)?.clone();
    change(seat.stints.get_mut(at)?);
    Some(Command::batch(label, vec![seat.into()]))
}

/// Says whether a seat is filled again when somebody leaves; it keeps to its terms where these say the same.
pub fn set_refill(document: &Document, seat: &SeatId, on: bool) -> Option<Command> {
    let mut seat = document.seat(seat)?.clone();
    seat.backfill = document.terms_of(&seat).is_none_or(|terms| terms.backfill != on).then_some(on);
    Some(Command::batch(tr!("whether a seat is filled again"), vec![seat.into()]))
}

/// Names a holder; an empty name leaves it open.
pub fn name_stint(document: &Document, seat: &SeatId, at: usize, name: &str) -> Option<Command> {
    let name = name.trim();
    let mut change = RosterChange::default();
    let held = document.seat(seat)?.stints.get(at)?.person.clone();
    let person = match (held, name.is_empty()) {
        (_, true) => None,
        (Some(held), false) => Some(held),
        (None, false) => Some(PersonId::fresh(name, document.people.iter().map(|it| &it.id))),
    };
    change.people.extend(person.iter().map(|id| Person { id: id.clone(), name: name.into() }));
    change.seat(document, seat)?.stints.get_mut(at)?.person = person;
    Some(change.command(tr!("name of a holder")))
}

/// Moves the first day of a holder.
pub fn start_stint(document: &Document, seat: &SeatId, at: usize, from: NaiveDate) -> Result<Command, StintError> {
    let seat = document.seat(seat).ok_or(StintError::Gone)?;
    let stint = seat.stints.get(at).ok_or(StintError::Gone)?;
    if let Some(last) = stint.to.date().filter(|last| *last < from) {
        return Err(StintError::StartsAfterEnd { last });
    }
    if let Some(before) = at.checked_sub(1).and_then(|before| seat.stints.get(before))
        && before.to.date().is_none_or(|last| last >= from)
    {
        return Err(StintError::HolderBefore { last: before.to.date() });
    }
    Ok(put(seat.clone(), tr!("first day of a holder"), |stints| {
        if let Some(stint) = stints.get_mut(at) {
            stint.from = from;
        }
    }))
}

/// Moves, sets or clears the end of a holder's time, expected or known.
pub fn end_stint(document: &Document, seat: &SeatId, at: usize, to: StintEnd) -> Result<Command, StintError> {
    let seat = document.seat(seat).ok_or(StintError::Gone)?;
    let stint = seat.stints.get(at).ok_or(StintError::Gone)?;
    if to.date().is_some_and(|last| last < stint.from) {
        return Err(StintError::EndsBeforeStart { from: stint.from });
    }
    if let Some(after) = seat.stints.get(at + 1)
        && to.date().is_none_or(|last| last >= after.from)
    {
        return Err(StintError::HolderAfter { from: after.from });
    }
    Ok(put(seat.clone(), tr!("last day of a holder"), |stints| {
        if let Some(stint) = stints.get_mut(at) {
            stint.to = to;
        }
    }))
}

/// The last day a holder could have: the one before the next holder begins, else the last of the plan; never before the first day.
pub fn usual_end(document: &Document, seat: &SeatId, at: usize) -> Option<NaiveDate> {
    let seat = document.seat(seat)?;
    let stint = seat.stints.get(at)?;
    let before_next = seat.stints.get(at + 1).and_then(|after| after.from.checked_sub_days(Days::new(1)));
    Some(before_next.unwrap_or(document.settings.last_month().last_day()).max(stint.from))
}

/// Adds a holder before the first one: for the year that ends the day before, with nothing of their own.
pub fn add_holder_before(document: &Document, seat: &SeatId) -> Option<Command> {
    let seat = document.seat(seat)?.clone();
    let first = seat.stints.first()?.from;
    let (last, from) = (first.checked_sub_days(Days::new(1))?, first.checked_sub_months(Months::new(12))?);
    let stint = Stint { from, to: StintEnd::Known(last), ..Stint::default() };
    Some(put(seat, tr!("add an earlier holder"), |stints| stints.insert(0, stint)))
}

/// Adds a holder after the last one, from the day after the last day on. None while the last one has no last day.
pub fn add_holder_after(document: &Document, seat: &SeatId) -> Option<Command> {
    let seat = document.seat(seat)?.clone();
    let from = match seat.stints.last() {
        Some(last) => last.to.date()?.checked_add_days(Days::new(1))?,
        None => document.settings.first_month.first_day(),
    };
    Some(put(seat, tr!("add a holder"), |stints| stints.push(Stint { from, ..Stint::default() })))
}

/// Removes a holder; the only one stays.
pub fn remove_holder(document: &Document, seat: &SeatId, at: usize) -> Option<Command> {
    let seat = document.seat(seat)?.clone();
    (seat.stints.len() > 1 && at < seat.stints.len()).then(|| {
        put(seat, tr!("remove a holder"), |stints| {
            stints.remove(at);
        })
    })
}

/// Adds a leave of a month in the first month that is free of one: after the latest leave, within the plan and the time in the seat.
/// None if no day is left.
pub fn add_leave(document: &Document, seat: &SeatId, at: usize) -> Option<Command> {
    let seat = document.seat(seat)?.clone();
    let stint = seat.stints.get(at)?;
    let after = stint.leave.iter().map(|it| it.to).max().and_then(|day| day.checked_add_days(Days::new(1)));
    let from = stint.from.max(document.settings.first_month.first_day()).max(after.unwrap_or(NaiveDate::MIN));
    let last = stint.to.date().unwrap_or(NaiveDate::MAX);
    let month = from.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
    (from <= last).then(|| {
        put(seat, tr!("add a leave"), |stints| {
            if let Some(stint) = stints.get_mut(at) {
                stint.leave.push(Leave { from, to: month.min(last) });
            }
        })
    })
}

/// Moves one end of a leave. A first day after the last one takes the last one along, so that the leave keeps its length.
pub fn move_leave(
    document: &Document,
    seat: &SeatId,
    at: usize,
    which: usize,
    (end, day): (LeaveEnd, NaiveDate),
) -> Result<Command, StintError> {
    let seat = document.seat(seat).ok_or(StintError::Gone)?;
    let stint = seat.stints.get(at).ok_or(StintError::Gone)?;
    let now = *stint.leave.get(which).ok_or(StintError::Gone)?;
    let moved = match end {
        LeaveEnd::From if day > now.to => {
            let length = (now.to - now.from).max(chrono::Duration::zero());
            Leave { from: day, to: day.checked_add_signed(length).unwrap_or(day) }
        }
        LeaveEnd::From => Leave { from: day, ..now },
        LeaveEnd::To => Leave { to: day, ..now },
    };
    if moved.to < moved.from {
        return Err(StintError::EndsBeforeStart { from: moved.from });
    }
    if moved.from < stint.from || stint.to.date().is_some_and(|last| moved.to > last) {
        return Err(StintError::LeaveOutside { from: stint.from, last: stint.to.date() });
    }
    let others = stint.leave.iter().enumerate().filter(|(other, _)| *other != which).map(|(_, it)| *it);
    if let Some(other) = others.filter(|it| it.from <= it.to).find(|it| it.from <= moved.to && it.to >= moved.from) {
        return Err(StintError::LeavesOverlap { other });
    }
    Ok(put(seat.clone(), "leave", |stints| {
        if let Some(leave) = stints.get_mut(at).and_then(|stint| stint.leave.get_mut(which)) {
            *leave = moved;
        }
    }))
}

/// Removes a leave.
pub fn remove_leave(document: &Document, seat: &SeatId, at: usize, which: usize) -> Option<Command> {
    document.seat(seat)?.stints.get(at)?.leave.get(which)?;
    change_stint(document, seat, at, tr!("remove a leave"), |stint| {
        stint.leave.remove(which);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A seller from March 2026 on, with what a command makes of it; the command is taken back again to see that it can be.
    struct Case {
        document: Document,
        seat: SeatId,
    }

    impl Case {
        fn new() -> Case {
            let (mut document, seat) = (sample::company(), SeatId::new("ae-smb-1"));
            let place = document.seats.iter_mut().find(|it| it.id == seat).unwrap();
            place.stints = vec![Stint { from: day("2026-03-01"), ..Stint::default() }];
            Case { document, seat }
        }

        fn make(&mut self, command: Command) {
            let before = self.document.clone();
            let undo = apply(&mut self.document, command.clone()).unwrap();
            let mut back = self.document.clone();
            apply(&mut back, undo).unwrap();
            assert_eq!(back, before, "one step, taken back whole");
        }

        fn stints(&self) -> &[Stint] {
            &self.document.seat(&self.seat).unwrap().stints
        }

        fn end(&mut self, at: usize, to: StintEnd) {
            self.make(end_stint(&self.document, &self.seat, at, to).unwrap());
        }
    }

    #[test]
    fn nobody_leaves_before_they_come_and_nobody_comes_while_another_is_there() {
        let mut case = Case::new();
        let end = |case: &Case, at, to| end_stint(&case.document, &case.seat, at, to).unwrap_err();
        let early = StintEnd::Known(day("2026-02-28"));
        assert_eq!(end(&case, 0, early), StintError::EndsBeforeStart { from: day("2026-03-01") });
        assert_eq!(add_holder_after(&case.document, &case.seat), None, "the holder stays");
        case.end(0, StintEnd::Expected(day("2027-06-30")));
        case.make(add_holder_after(&case.document, &case.seat).unwrap());
        assert_eq!(case.stints()[1].from, day("2027-07-01"));
        let taken = StintError::HolderAfter { from: day("2027-07-01") };
        assert_eq!(end(&case, 0, StintEnd::Known(day("2027-07-01"))), taken);
        assert_eq!(end(&case, 0, StintEnd::Open), taken);
        let start = |at, from: &str| start_stint(&case.document, &case.seat, at, day(from));
        assert_eq!(start(1, "2027-06-30").unwrap_err(), StintError::HolderBefore { last: Some(day("2027-06-30")) });
        assert_eq!(start(0, "2027-07-15").unwrap_err(), StintError::StartsAfterEnd { last: day("2027-06-30") });
        let later = start(1, "2027-09-01").unwrap();
        case.make(later);
        assert_eq!(usual_end(&case.document, &case.seat, 0), Some(day("2027-08-31")));
        case.make(remove_holder(&case.document, &case.seat, 1).unwrap());
        assert_eq!(remove_holder(&case.document, &case.seat, 0), None, "the only one stays");
    }

    #[test]
    fn an_earlier_holder_had_the_year_before() {
        let mut case = Case::new();
        case.make(add_holder_before(&case.document, &case.seat).unwrap());
        let first = &case.stints()[0];
        assert_eq!((first.from, first.to), (day("2025-03-01"), StintEnd::Known(day("2026-02-28"))));
        case.make(name_stint(&case.document, &case.seat, 0, " Jo Park ").unwrap());
        let person = case.stints()[0].person.clone().unwrap();
        assert_eq!(case.document.person(&person).unwrap().name, "Jo Park");
        assert_eq!(case.stints()[1].person, None);
        case.make(name_stint(&case.document, &case.seat, 0, "").unwrap());
        assert_eq!(case.stints()[0].person, None);
    }

    #[test]
    fn several_leaves_lie_within_the_time_in_the_seat_and_share_no_day() {
        let mut case = Case::new();
        case.make(add_leave(&case.document, &case.seat, 0).unwrap());
        case.make(add_leave(&case.document, &case.seat, 0).unwrap());
        let leave = |from: &str, to: &str| Leave { from: day(from), to: day(to) };
        assert_eq!(case.stints()[0].leave, [leave("2027-01-01", "2027-01-31"), leave("2027-02-01", "2027-02-28")]);
        let moved =
            |case: &Case, which, end, to: &str| move_leave(&case.document, &case.seat, 0, which, (end, day(to)));
        assert_eq!(
            moved(&case, 0, LeaveEnd::To, "2027-02-01").unwrap_err(),
            StintError::LeavesOverlap { other: leave("2027-02-01", "2027-02-28") }
        );
        assert_eq!(
            moved(&case, 1, LeaveEnd::To, "2027-01-31").unwrap_err(),
            StintError::EndsBeforeStart { from: day("2027-02-01") }
        );
        assert_eq!(
            moved(&case, 0, LeaveEnd::From, "2026-02-28").unwrap_err(),
            StintError::LeaveOutside { from: day("2026-03-01"), last: None }
        );
        let later = moved(&case, 1, LeaveEnd::From, "2027-05-10").unwrap();
        case.make(later);
        assert_eq!(case.stints()[0].leave[1], leave("2027-05-10", "2027-06-06"), "28 days, as before");
        case.make(remove_leave(&case.document, &case.seat, 0, 0).unwrap());
        assert_eq!(case.stints()[0].leave.len(), 1);
        case.end(0, StintEnd::Known(day("2027-06-06")));
        assert_eq!(add_leave(&case.document, &case.seat, 0), None, "no day is left");
        assert_eq!(
            moved(&case, 0, LeaveEnd::To, "2027-06-07").unwrap_err(),
            StintError::LeaveOutside { from: day("2026-03-01"), last: Some(day("2027-06-06")) }
        );
    }
}
