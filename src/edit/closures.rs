//! Commands that close a gap between target and capacity: what the engine computed, applied as one step.

use crate::edit::command::Command;
use crate::edit::hiring::{Hires, set_hires};
use crate::edit::ops::hire;
use crate::engine::capacity::{
    AccountShift, AllGaps, HireOption, QuotaChange, ShiftClosure, StretchClosure, SupportLine,
};
use crate::engine::hiring_lines;
use crate::model::{Document, QuarterTarget, Role, Seat, Segment, Terms};
use crate::text::tr;
use crate::units::{AccountId, FiscalPeriod, Money, RoleId, SeatId, SegmentId};
use std::collections::HashMap;
use std::sync::Arc;

/// Hires one option of a closure. None where it hires nobody.
pub fn hire_as_closure(
    document: &Document,
    role: &RoleId,
    segment: &SegmentId,
    option: &HireOption,
) -> Option<Command> {
    (option.count > 0).then(|| hire(document, role, Some(segment), option.count, option.start))
}

/// Stretches the quotas of a segment's sellers. A role whose terms hold in several segments gets terms of its own in this one, so that
/// nobody else's quota moves.
pub fn stretch_as_closure(document: &Document, closure: &StretchClosure) -> Option<Command> {
    let mut roles: Vec<Role> = Vec::new();
    let mut seats: Vec<Seat> = Vec::new();
    for change in &closure.quotas {
        match change {
            QuotaChange::Terms { role, then, .. } => {
                let mut role = document.role(role)?.clone();
                let now = role.terms_for(Some(&closure.segment))?.clone();
                let own = role.terms.iter_mut().find(|terms| terms.segment.as_ref() == Some(&closure.segment));
                match own {
                    Some(terms) => terms.quota = Some(*then),
                    None => {
                        let segment = Some(closure.segment.clone());
                        role.terms.push(Terms { segment, quota: Some(*then), ..now });
                    }
                }
                roles.push(role);
            }
            QuotaChange::Holder { seat, stint, then, .. } => {
                let at = match seats.iter().position(|it| it.id == *seat) {
                    Some(at) => at,
                    None => {
                        seats.push(document.seat(seat)?.clone());
                        seats.len() - 1
                    }
                };
                if let Some(stint) = seats.get_mut(at).and_then(|it| it.stints.get_mut(*stint)) {
                    stint.overrides.quota_arr = Some(*then);
                }
            }
        }
    }
    let commands: Vec<Command> =
        roles.into_iter().map(Command::from).chain(seats.into_iter().map(Command::from)).collect();
    let name = document.segment(&closure.segment).map_or("", |it| it.name.as_str());
    (!commands.is_empty()).then(|| Command::batch(tr!("stretch quotas of {name}"), commands))
}

/// Moves the seats of a closure to the segment that lacks capacity. Their leaders stay.
pub fn shift_as_closure(document: &Document, closure: &ShiftClosure) -> Option<Command> {
    let moved = closure.moves.iter().filter_map(|it| {
        let seat = document.seat(&it.seat)?;
        Some(Seat { segment: Some(it.to.clone()), ..seat.clone() }.into())
    });
    let commands: Vec<Command> = moved.collect();
    let label = if commands.len() == 1 { tr!("move a seat").to_owned() } else { tr!("move {} seats", commands.len()) };
    (!commands.is_empty()).then(|| Command::batch(label, commands))
}

/// Gives customers to those who have room for them. Only the owner in the function of the shift changes.
pub fn shift_accounts(document: &Document, shift: &AccountShift) -> Option<Command> {
    let to: HashMap<&AccountId, &SeatId> = shift.moves.iter().map(|it| (&it.account, &it.to)).collect();
    if to.is_empty() {
        return None;
    }
    let mut accounts = (*document.accounts).clone();
    for account in &mut accounts {
        if let Some(seat) = to.get(&account.id) {
            *shift.keeping.owner_mut(&mut account.owners) = Some((*seat).clone());
        }
    }
    let label = if to.len() == 1 { tr!("move an account").to_owned() } else { tr!("move {} accounts", to.len()) };
    Some(Command::batch(label, vec![Command::Accounts(Arc::new(accounts))]))
}

/// Makes all the hires of a plan that closes the gaps, as one step. They report to the fitting leaders with the fewest reports.
pub fn hire_for_all_gaps(document: &Document, plan: &AllGaps) -> Option<Command> {
    let first = document.settings.first_month;
    let lines = hiring_lines(document);
    let wanted: Vec<Hires> = plan
        .hires
        .iter()
        .map(|it| {
            let line = lines.iter().find(|line| line.role == it.role && line.segment.as_ref() == Some(&it.segment));
            let starts =
                usize::try_from(it.start.since(first)).ok().zip(line).and_then(|(at, line)| line.starts.get(at));
            Hires {
                role: it.role.clone(),
                segment: Some(it.segment.clone()),
                month: it.start,
                count: starts.map_or(0, |seats| seats.len() as u32) + it.count,
            }
        })
        .collect();
    set_hires(document, &wanted).command
}

/// Makes the seats that a support ratio suggests, each from its own first month. They serve the segment of the terms.
pub fn hire_supports(document: &Document, line: &SupportLine) -> Option<Command> {
    let mut made: Vec<SeatId> = Vec::new();
    let mut commands = Vec::new();
    let mut with_new = document.clone();
    for need in &line.hires {
        let command = hire(&with_new, &line.role, line.segment.as_ref(), need.count, need.start);
        // The next hires are named after those made before.
        if let Command::Batch { commands: seats, .. } = command {
            for command in seats {
                if let Command::Put { entity, .. } = &command
                    && let crate::edit::Entity::Seat(seat) = &**entity
                {
                    made.push(seat.id.clone());
                    with_new.seats.push(seat.clone());
                }
                commands.push(command);
            }
        }
    }
    let name = document.role(&line.role).map_or_else(|| line.role.to_string(), |role| role.name.clone());
    (!made.is_empty()).then(|| Command::batch(tr!("hire {} {name}", made.len()), commands))
}

/// Sets the targets of a segment by fiscal quarter: `None` takes a quarter's target away, quarters not named stay. They are put in order
/// of time, and quarters typed twice become one.
pub fn set_targets(document: &Document, segment: &Segment, quarters: &[(FiscalPeriod, Option<Money>)]) -> Command {
    let calendar = document.settings.fiscal_calendar();
    let mut targets: Vec<QuarterTarget> = Vec::new();
    for old in &segment.targets {
        let quarter = calendar.period_of(old.quarter, crate::units::Cadence::Quarter);
        if quarters.iter().any(|(it, _)| it.first == quarter.first) {
            continue;
        }
        match targets.iter_mut().find(|it| it.quarter == quarter.first) {
            Some(known) => known.arr += old.arr,
            None => targets.push(QuarterTarget { quarter: quarter.first, arr: old.arr }),
        }
    }
    targets.extend(quarters.iter().filter_map(|(it, arr)| Some(QuarterTarget { quarter: it.first, arr: (*arr)? })));
    targets.sort_by_key(|it| it.quarter);
    let label = tr!("targets of {}", segment.name);
    Command::batch(label, vec![Segment { targets, ..segment.clone() }.into()])
}
