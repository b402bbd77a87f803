//! The hiring plan typed as numbers: so many seats of a role start in a month.

use crate::edit::command::Command;
use crate::edit::ops::remove_seats;
use crate::engine::hiring_lines;
use crate::model::{Document, Function, Seat, Stint, numbered_seat};
use crate::text::tr;
use crate::units::{Month, RoleId, SeatId, SegmentId, show_month};
use std::collections::HashMap;
use std::fmt;

/// Most seats of a role that can start in one month.
const MOST: u32 = 200;

/// How many seats of a role in a segment are to start in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hires {
    /// The role.
    pub role: RoleId,
    /// The segment; absent: all of them.
    pub segment: Option<SegmentId>,
    /// The month in which they start.
    pub month: Month,
    /// How many.
    pub count: u32,
}

/// Why a number of hires is not taken. The seats are as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiresError {
    /// So many of them have a name already, and a named person is only removed in the roster.
    Named(u32),
    /// More than can start in one month.
    TooMany,
    /// The month is not part of the plan.
    OutsidePlan,
}

impl fmt::Display for HiresError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HiresError::Named(1) => f.write_str(tr!(
                "One person with a name starts then; only open seats go from here, people in the roster"
            )),
            HiresError::Named(count) => f.write_str(&tr!(
                "{count} people with names start then; only open seats go from here, people in the roster"
            )),
            HiresError::TooMany => f.write_str(&tr!("At most {MOST} in a month")),
            HiresError::OutsidePlan => f.write_str(tr!("This month is not in the plan")),
        }
    }
}

/// What a typed or pasted hiring plan comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct HiringStep {
    /// The step; absent if nothing changes.
    pub command: Option<Command>,
    /// Seats that are new.
    pub added: usize,
    /// Seats that go.
    pub removed: usize,
    /// Numbers that were not taken, by their position, and why.
    pub refused: Vec<(usize, HiresError)>,
}

/// Makes seats, or takes open ones away, until so many start in each of these months. A new seat starts on the first of its month, has
/// no holder, and reports to the fitting leader with the fewest reports. Seats with a named person never go.
pub fn set_hires(document: &Document, wanted: &[Hires]) -> HiringStep {
    let lines = hiring_lines(document);
    let mut refused = Vec::new();
    let mut gone: Vec<SeatId> = Vec::new();
    let mut new: Vec<(&Hires, u32)> = Vec::new();
    for (at, hires) in wanted.iter().enumerate() {
        let offset = usize::try_from(hires.month.since(document.settings.first_month)).ok();
        let Some(offset) = offset.filter(|it| *it < document.settings.horizon()) else {
            refused.push((at, HiresError::OutsidePlan));
            continue;
        };
        if hires.count > MOST {
            refused.push((at, HiresError::TooMany));
            continue;
        }
        let line = lines.iter().find(|it| it.role == hires.role && it.segment == hires.segment);
        let now: Vec<&Seat> = line
            .and_then(|it| it.starts.get(offset))
            .map(|seats| seats.iter().filter_map(|at| document.seats.get(*at)).collect())
            .unwrap_or_default();
        let count = now.len() as u32;
        if hires.count >= count {
            if hires.count > count {
                new.push((hires, hires.count - count));
            }
            continue;
        }
        let mut open: Vec<&Seat> = now.into_iter().filter(|seat| is_open(seat)).collect();
        let named = count - open.len() as u32;
        if named > hires.count {
            refused.push((at, HiresError::Named(named)));
            continue;
        }
        // Seats nobody depends on first, then the youngest.
        open.reverse();
        open.sort_by_key(|seat| depends(document, &seat.id));
        gone.extend(open.into_iter().take((count - hires.count) as usize).map(|seat| seat.id.clone()));
    }
    let mut commands: Vec<Command> = Vec::new();
    if !gone.is_empty() {
        commands.push(remove_seats(document, &gone));
    }
    let seats = new_seats(document, &new, &gone);
    let added = seats.len();
    commands.extend(seats.into_iter().map(Command::from));
    let called = |(hires, count): &(&Hires, u32)| {
        let name = document.role(&hires.role).map_or(hires.role.as_str(), |role| role.name.as_str());
        tr!("{count} {name} from {}", show_month(hires.month))
    };
    let names: Vec<String> = new.iter().map(called).collect();
    let removed = gone.len();
    let label = match (names.as_slice(), removed) {
        ([one], 0) => tr!("hire {one}"),
        ([], 1) => tr!("remove a hire").to_owned(),
        ([], removed) => tr!("remove {removed} hires"),
        (_, 0) => tr!("hire {added}"),
        (_, removed) => tr!("hiring plan: {added} more, {removed} fewer"),
    };
    let command = (!commands.is_empty()).then(|| Command::batch(label, commands));
    HiringStep { command, added, removed, refused }
}

/// Open seats that start on the first of a month, so many of each. Each reports to the fitting leader with the fewest reports, those of
/// seats that go not counted.
pub(super) fn new_seats(document: &Document, wanted: &[(&Hires, u32)], gone: &[SeatId]) -> Vec<Seat> {
    let mut taken = document.taken_seats();
    let mut load: HashMap<SeatId, usize> = HashMap::new();
    for manager in document.seats.iter().filter(|seat| !gone.contains(&seat.id)).filter_map(|it| it.manager.as_ref()) {
        *load.entry(manager.clone()).or_default() += 1;
    }
    let mut seats = Vec::new();
    for (hires, count) in wanted {
        let fitting = leaders_for(document, hires, gone);
        let stem = match &hires.segment {
            Some(segment) => format!("{}-{segment}-1", hires.role),
            None => format!("{}-1", hires.role),
        };
        for _ in 0..*count {
            let manager = fitting.iter().min_by_key(|id| load.get(*id).copied().unwrap_or_default()).cloned();
            if let Some(manager) = &manager {
                *load.entry(manager.clone()).or_default() += 1;
            }
            let id = numbered_seat(&stem, &taken);
            taken.push(id.clone());
            seats.push(Seat {
                id,
                role: hires.role.clone(),
                segment: hires.segment.clone(),
                manager,
                stints: vec![Stint { from: hires.month.first_day(), ..Stint::default() }],
                ..Seat::default()
            });
        }
    }
    seats
}

fn is_open(seat: &Seat) -> bool {
    seat.stints.iter().all(|stint| stint.person.is_none())
}

/// How many seats report to a seat and how many accounts it has.
fn depends(document: &Document, id: &SeatId) -> usize {
    let reports = document.seats.iter().filter(|seat| seat.manager.as_ref() == Some(id)).count();
    let owns = document.accounts.iter().filter(|account| {
        let owners = &account.owners;
        [&owners.sales, &owners.account_management, &owners.customer_success].into_iter().flatten().any(|it| it == id)
    });
    reports + owns.count()
}

/// The leaders a new seat could report to, of the first kind that has any: those who lead the same role in the same segment, those
/// who lead the same role, those whose function leads such a role, the heads of all.
fn leaders_for(document: &Document, hires: &Hires, gone: &[SeatId]) -> Vec<SeatId> {
    let first_day = hires.month.first_day();
    let there = |seat: &&Seat| {
        !gone.contains(&seat.id)
            && seat.stints.last().is_some_and(|stint| stint.to.date().is_none_or(|last| last >= first_day))
    };
    let leads = |role: bool, segment: bool| -> Vec<SeatId> {
        let alike = |seat: &&Seat| (!role || seat.role == hires.role) && (!segment || seat.segment == hires.segment);
        let of: Vec<&SeatId> = document.seats.iter().filter(alike).filter_map(|seat| seat.manager.as_ref()).collect();
        document.seats.iter().filter(there).filter(|seat| of.contains(&&seat.id)).map(|seat| seat.id.clone()).collect()
    };
    let by_function = |wanted: Function, near: bool| -> Vec<SeatId> {
        let seats = document.seats.iter().filter(there).filter(|seat| {
            document.role(&seat.role).is_some_and(|role| role.function == wanted && role.id != hires.role)
                && (!near || seat.segment == hires.segment)
        });
        seats.map(|seat| seat.id.clone()).collect()
    };
    let function = document.role(&hires.role).map(|role| role.function).unwrap_or_default();
    let mut kinds = vec![leads(true, true), leads(true, false)];
    match function {
        Function::SalesDevelopment | Function::NewBusiness | Function::Hybrid | Function::SalesEngineering => {
            kinds.push(by_function(Function::SalesManagement, true));
            kinds.push(by_function(Function::SalesManagement, false));
        }
        Function::AccountManagement | Function::CustomerSuccess => {
            kinds.push(by_function(Function::AccountLeadership, true));
            kinds.push(by_function(Function::AccountLeadership, false));
        }
        Function::SalesManagement | Function::AccountLeadership | Function::Executive => {}
    }
    kinds.push(by_function(Function::Executive, false));
    kinds.into_iter().find(|it| !it.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::{Person, sample};
    use crate::units::PersonId;

    fn ae(month: (i32, u32), count: u32) -> Hires {
        Hires {
            role: RoleId::new("ae"),
            segment: Some(SegmentId::new("mid-market")),
            month: Month::new(month.0, month.1),
            count,
        }
    }

    /// Applies, checks that one inverse restores everything, and gives the changed document.
    fn changed(before: &Document, step: &HiringStep) -> Document {
        let mut document = before.clone();
        let inverse = apply(&mut document, step.command.clone().unwrap()).unwrap();
        let mut back = document.clone();
        apply(&mut back, inverse).unwrap();
        assert_eq!(back, *before);
        document
    }

    fn count(document: &Document, hires: &Hires) -> usize {
        let alike = |seat: &&Seat| {
            seat.role == hires.role && seat.segment == hires.segment && Month::of(seat.stints[0].from) == hires.month
        };
        document.seats.iter().filter(alike).count()
    }

    #[test]
    fn a_number_makes_so_many_seats_start_and_a_smaller_one_takes_the_open_ones_away() {
        let before = sample::company();
        let three = ae((2027, 4), 3);
        let had = count(&before, &three);
        let step = set_hires(&before, std::slice::from_ref(&three));
        assert_eq!((step.added, step.removed), (3 - had, 0));
        let after = changed(&before, &step);
        assert_eq!(count(&after, &three), 3);
        assert_eq!(after.seats.len(), before.seats.len() + step.added);
        assert!(set_hires(&after, &[three]).command.is_none());
        let one = ae((2027, 4), 1);
        let less = set_hires(&after, std::slice::from_ref(&one));
        assert_eq!((less.added, less.removed), (0, 2));
        assert_eq!(count(&changed(&after, &less), &one), 1);
    }

    #[test]
    fn someone_with_a_name_never_goes() {
        let before = sample::company();
        let two = ae((2027, 4), 2);
        let mut document = changed(&before, &set_hires(&before, &[two]));
        let id = PersonId::new("jo");
        document.people.push(Person { id: id.clone(), name: "Jo Park".into() });
        let at = document.seats.iter().position(|it| it.stints[0].from == Month::new(2027, 4).first_day()).unwrap();
        document.seats[at].stints[0].person = Some(id);
        let none = set_hires(&document, &[ae((2027, 4), 0)]);
        assert_eq!((none.command, none.refused), (None, vec![(0, HiresError::Named(1))]));
        let one = set_hires(&document, &[ae((2027, 4), 1)]);
        let after = changed(&document, &one);
        assert!(after.seats.iter().any(|seat| seat.id == document.seats[at].id));
    }

    #[test]
    fn new_seats_go_to_the_leader_of_their_kind_who_has_the_fewest() {
        let mut document = sample::company();
        let leader = document.seats.iter().find(|seat| seat.id.as_str() == "ae-mm-1").unwrap().manager.clone().unwrap();
        let mut second = document.seat(&leader).unwrap().clone();
        second.id = SeatId::new("second");
        document.seats.push(second.clone());
        // One of the team has moved, so both lead such seats; the newcomer has fewer.
        document.seats.iter_mut().find(|seat| seat.id.as_str() == "ae-mm-1").unwrap().manager = Some(second.id.clone());
        let reports = |document: &Document, id: &SeatId| {
            document.seats.iter().filter(|seat| seat.manager.as_ref() == Some(id)).count()
        };
        let (first_had, second_had) = (reports(&document, &leader), reports(&document, &second.id));
        assert!(first_had > second_had + 2);
        let after = changed(&document, &set_hires(&document, &[ae((2027, 4), 2)]));
        assert_eq!((reports(&after, &leader), reports(&after, &second.id)), (first_had, second_had + 2));
    }

    #[test]
    fn a_pasted_plan_is_one_step_and_says_what_it_did_not_take() {
        let before = sample::company();
        let wanted = [ae((2027, 2), 1), ae((2027, 3), 2), ae((2026, 1), 1), ae((2027, 5), 201)];
        let step = set_hires(&before, &wanted);
        assert_eq!(step.refused, vec![(2, HiresError::OutsidePlan), (3, HiresError::TooMany)]);
        let after = changed(&before, &step);
        assert_eq!(count(&after, &wanted[0]) + count(&after, &wanted[1]), 3);
    }

    #[test]
    fn a_first_seat_of_a_role_reports_to_whoever_leads_its_function() {
        let mut document = sample::company();
        document.seats.retain(|seat| seat.role.as_str() != "csm");
        let csm = Hires { role: RoleId::new("csm"), segment: None, month: Month::new(2027, 6), count: 1 };
        let after = changed(&document, &set_hires(&document, &[csm]));
        let seat = after.seats.iter().find(|seat| seat.role.as_str() == "csm").unwrap();
        let leader = after.seat(seat.manager.as_ref().unwrap()).unwrap();
        assert_eq!(after.role(&leader.role).unwrap().function, Function::AccountLeadership);
    }
}
