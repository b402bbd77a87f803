//! Commands for what people do at once: hire several, remove a seat with its loose ends, import customers, move the split.

use crate::edit::command::{Command, Which};
use crate::edit::hiring::{Hires, new_seats};
use crate::model::comp::{PlanVersion, Pot};
use crate::model::{Account, Document, OpeningBook, Person, Role, Seat, Segment, StintEnd, TerritorySettings};
use crate::text::tr;
use crate::units::{Month, PersonId, Rate, RoleId, SeatId, SegmentId, rounding, show_month};
use chrono::NaiveDate;
use std::sync::Arc;

/// Makes `count` seats of a role that start on the first of a month and have no holder yet, 200 at most. Each reports to the fitting
/// leader with the fewest reports, as everywhere where people are hired (`edit/hiring.rs`).
pub fn hire(document: &Document, role: &RoleId, segment: Option<&SegmentId>, count: u32, month: Month) -> Command {
    let hires = Hires { role: role.clone(), segment: segment.cloned(), month, count: count.min(200) };
    let seats = new_seats(document, &[(&hires, hires.count)], &[]);
    let name = document.role(role).map_or_else(|| role.to_string(), |role| role.name.clone());
    Command::batch(
        tr!("hire {count} {name} from {}", show_month(month)),
        seats.into_iter().map(Command::from).collect(),
    )
}

/// Removes seats; those who reported to them report to their managers, and their accounts fall to the pool. Deals that credit them stay
/// credited, under the names of those who held them: what somebody closed is nobody else's.
pub fn remove_seats(document: &Document, ids: &[SeatId]) -> Command {
    let mut commands = Vec::new();
    for seat in document.seats.iter().filter(|seat| !ids.contains(&seat.id)) {
        let mut manager = seat.manager.clone();
        let mut steps = 0;
        while let Some(gone) = manager.clone().filter(|it| ids.contains(it)) {
            manager = document.seat(&gone).and_then(|it| it.manager.clone());
            steps += 1;
            if steps > document.seats.len() {
                manager = None;
            }
        }
        if manager != seat.manager {
            commands.push(Seat { manager, ..seat.clone() }.into());
        }
    }
    let owned = |account: &Account| {
        let owners = &account.owners;
        [&owners.sales, &owners.account_management, &owners.customer_success]
            .into_iter()
            .flatten()
            .any(|id| ids.contains(id))
    };
    if document.accounts.iter().any(owned) {
        let mut accounts = (*document.accounts).clone();
        for account in &mut accounts {
            let owners = &mut account.owners;
            for owner in [&mut owners.sales, &mut owners.account_management, &mut owners.customer_success] {
                if owner.as_ref().is_some_and(|id| ids.contains(id)) {
                    *owner = None;
                }
            }
        }
        commands.push(Command::Accounts(Arc::new(accounts)));
    }
    commands.extend(crate::edit::deals::keep_names(document, ids));
    commands
        .extend(ids.iter().filter(|id| document.seat(id).is_some()).map(|id| Command::Remove(Which::Seat(id.clone()))));
    let label = if ids.len() == 1 { tr!("remove a seat").to_owned() } else { tr!("remove {} seats", ids.len()) };
    Command::batch(label, commands)
}

/// Names the holder of a seat's last stint; an empty name makes it a hire to come.
pub fn rename_holder(document: &Document, seat: &Seat, name: &str) -> Command {
    let name = name.trim();
    let mut seat = seat.clone();
    let mut commands = Vec::new();
    if let Some(stint) = seat.stints.last_mut() {
        match (&stint.person, name.is_empty()) {
            (Some(id), false) => commands.push(Person { id: id.clone(), name: name.into() }.into()),
            (None, false) => {
                let id = PersonId::fresh(name, document.people.iter().map(|person| &person.id));
                commands.push(Person { id: id.clone(), name: name.into() }.into());
                stint.person = Some(id);
                // Who has a name comes for certain.
                stint.likelihood = Rate::ONE;
            }
            (_, true) => stint.person = None,
        }
    }
    commands.push(seat.into());
    Command::batch(tr!("name of a holder"), commands)
}

/// Moves the first day of a seat's last stint.
pub fn set_start(seat: &Seat, from: NaiveDate) -> Command {
    let mut seat = seat.clone();
    if let Some(stint) = seat.stints.last_mut() {
        stint.from = from;
    }
    seat.into()
}

/// Sets or clears the known last day of a seat's last stint.
pub fn set_last_day(seat: &Seat, last: Option<NaiveDate>) -> Command {
    let mut seat = seat.clone();
    if let Some(stint) = seat.stints.last_mut() {
        stint.to = last.map_or(StintEnd::Open, StintEnd::Known);
    }
    seat.into()
}

/// Removes people who hold no seat.
pub fn remove_people_without_seat(document: &Document) -> Command {
    let holds = |id: &PersonId| {
        document.seats.iter().flat_map(|seat| &seat.stints).any(|stint| stint.person.as_ref() == Some(id))
    };
    let loose = document.people.iter().filter(|person| !holds(&person.id));
    Command::batch(
        tr!("remove people without a seat"),
        loose.map(|person| Command::Remove(Which::Person(person.id.clone()))).collect(),
    )
}

/// A new segment with the assumptions of the last one and no customers.
pub fn add_segment(document: &Document, name: &str) -> (SegmentId, Command) {
    let id = SegmentId::fresh(name, document.segments.iter().map(|segment| &segment.id));
    let mut segment = document.segments.last().cloned().unwrap_or_default();
    segment.id = id.clone();
    segment.name = name.into();
    segment.opening = OpeningBook::default();
    segment.pipeline.opening.clear();
    segment.pipeline.clear_leads();
    (id, Command::batch(tr!("add segment {name}"), vec![segment.into()]))
}

/// Removes a segment: its seats serve all segments from then on, and its accounts and terms go with it.
pub fn remove_segment(document: &Document, id: &SegmentId) -> Command {
    let mut commands = Vec::new();
    for seat in document.seats.iter().filter(|seat| seat.segment.as_ref() == Some(id)) {
        commands.push(Seat { segment: None, ..seat.clone() }.into());
    }
    for role in &document.roles {
        let mut role: Role = role.clone();
        let before = role.terms.len();
        role.terms.retain(|terms| terms.segment.as_ref() != Some(id));
        if role.terms.len() != before {
            commands.push(role.into());
        }
    }
    if document.accounts.iter().any(|account| account.segment == *id) {
        let kept: Vec<Account> = document.accounts.iter().filter(|account| account.segment != *id).cloned().collect();
        commands.push(Command::Accounts(Arc::new(kept)));
    }
    commands.push(Command::Remove(Which::Segment(id.clone())));
    let name = document.segment(id).map_or("", |segment: &Segment| segment.name.as_str());
    Command::batch(tr!("remove segment {name}"), commands)
}

/// A new role like an existing one.
pub fn add_role(document: &Document, like: &Role, name: &str) -> (RoleId, Command) {
    let id = RoleId::fresh(name, document.roles.iter().map(|role| &role.id));
    let role = Role { id: id.clone(), name: name.into(), ..like.clone() };
    (id, Command::batch(tr!("add role {name}"), vec![role.into()]))
}

/// Replaces the account table. `instead` names segments whose typed opening balance the accounts stand for: it is cleared.
pub fn import_accounts(
    document: &Document,
    accounts: Vec<Account>,
    segments: Vec<Segment>,
    instead: &[SegmentId],
) -> Command {
    let count = accounts.len();
    // Typed balances that held the customers of the table give way wherever the table has customers, as they all count from now on.
    let gives_way = document.territory.typed_book && !instead.is_empty();
    let held: Vec<SegmentId> =
        accounts.iter().filter(|it| gives_way && it.contract.is_some()).map(|it| it.segment.clone()).collect();
    let stood_for = |id: &SegmentId| instead.contains(id) || held.contains(id);
    let mut commands: Vec<Command> = segments.into_iter().map(Command::from).collect();
    for segment in document.segments.iter().filter(|segment| stood_for(&segment.id)) {
        let opening = OpeningBook { renewal_months: segment.opening.renewal_months.clone(), ..OpeningBook::default() };
        commands.push(Segment { opening, ..segment.clone() }.into());
    }
    if gives_way {
        let settings = TerritorySettings { typed_book: false, ..document.territory.clone() };
        commands.push(Command::Territory(Box::new(settings)));
    }
    commands.push(Command::Accounts(Arc::new(accounts)));
    let label = if count == 1 { tr!("import an account").to_owned() } else { tr!("import {count} accounts") };
    Command::batch(label, commands)
}

/// Shares of target variable by purpose, in the order of [`Pot::ALL`].
pub fn component_split(version: &PlanVersion) -> [Rate; 4] {
    let mut shares = [Rate::ZERO; 4];
    for component in &version.components {
        let at = Pot::ALL.iter().position(|pot| *pot == component.measure.pot());
        if let Some(place) = at.and_then(|at| shares.get_mut(at)) {
            *place = *place + component.weight;
        }
    }
    shares
}

/// Gives each purpose a new share of target variable. Components of one purpose keep their proportions; the weights add up to the
/// shares exactly. Purposes without a component are left out.
pub fn set_component_split(version: &mut PlanVersion, shares: [Rate; 4]) {
    for (pot, share) in Pot::ALL.iter().zip(shares) {
        let weights: Vec<f64> =
            version.components.iter().filter(|it| it.measure.pot() == *pot).map(|it| it.weight.to_f64()).collect();
        let even = weights.iter().all(|weight| *weight <= 0.0);
        let weights = if even { vec![1.0; weights.len()] } else { weights };
        let parts = rounding::split(share.ppm(), &weights, 1);
        for (component, part) in version.components.iter_mut().filter(|it| it.measure.pot() == *pot).zip(parts) {
            component.weight = Rate::from_ppm(part);
        }
    }
}
