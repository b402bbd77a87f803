//! Taking whole topics from another scenario.

use super::command::{Command, Entity, Which};
use crate::engine::compare::{Part, Topic, differing, holders};
use crate::model::{Document, Seat};
use crate::text::tr;
use std::collections::HashSet;

/// What taking topics from another scenario amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct Adopted {
    /// The change; none if the scenarios already agree in these topics.
    pub command: Option<Command>,
    /// What comes along because the topics refer to it and the scenario does not have it: segments, roles and plans.
    pub along: Vec<Part>,
}

/// The change that takes topics from another document. Whatever they refer to and this document lacks comes along; what it has stays
/// as it is.
pub fn adopt(document: &Document, from: &Document, topics: &[Topic]) -> Adopted {
    let mut parts: Vec<Part> =
        differing(document, from).into_iter().filter(|part| topics.contains(&part.topic())).collect();
    let mut along = Vec::new();
    loop {
        let missing: Vec<Part> = referred(&parts, from)
            .into_iter()
            .filter(|part| !parts.contains(part) && !has(document, part) && has(from, part))
            .collect();
        if missing.is_empty() {
            break;
        }
        along.extend(missing.iter().cloned());
        parts.extend(missing);
    }
    parts.sort_by_key(Part::topic);
    let mut reached = document.clone();
    for part in &parts {
        part.take(&mut reached, from);
    }
    let commands = commands(document, &reached, from, &parts);
    let label = tr!("take over from {}", from.name);
    Adopted { command: (!commands.is_empty()).then(|| Command::batch(label, commands)), along }
}

/// Segments, roles and plans that these parts of a document refer to.
fn referred(parts: &[Part], from: &Document) -> Vec<Part> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Seats(role) => {
                found.push(Part::Role(role.clone()));
                for seat in from.seats.iter().filter(|it| it.role == *role) {
                    found.extend(seat.segment.clone().map(Part::Segment));
                    found.extend(seat.plan.clone().map(Part::Plan));
                }
            }
            Part::Role(id) => {
                for terms in from.role(id).iter().flat_map(|role| &role.terms) {
                    found.extend(terms.segment.clone().map(Part::Segment));
                    found.extend(terms.plan.clone().map(Part::Plan));
                }
            }
            Part::Customers => found.extend(from.accounts.iter().map(|it| Part::Segment(it.segment.clone()))),
            Part::Actuals => found.extend(from.actuals.iter().filter_map(|it| it.segment.clone().map(Part::Segment))),
            Part::Settings
            | Part::Assumptions
            | Part::Segment(_)
            | Part::Plan(_)
            | Part::Costs
            | Part::Territories
            | Part::Deals
            | Part::Goal => {}
        }
    }
    let mut seen = HashSet::new();
    found.retain(|part| seen.insert(part.clone()));
    found
}

fn has(document: &Document, part: &Part) -> bool {
    match part {
        Part::Segment(id) => document.segment(id).is_some(),
        Part::Role(id) => document.role(id).is_some(),
        Part::Plan(id) => document.plan(id).is_some(),
        Part::Settings
        | Part::Assumptions
        | Part::Seats(_)
        | Part::Costs
        | Part::Customers
        | Part::Territories
        | Part::Deals
        | Part::Actuals
        | Part::Goal => true,
    }
}

/// The commands that make these parts of a document what they are in another.
fn commands(document: &Document, reached: &Document, from: &Document, parts: &[Part]) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut roles = Vec::new();
    for part in parts {
        match part {
            Part::Settings => commands.push(Command::Settings(Box::new(reached.settings.clone()))),
            Part::Assumptions => commands.push(Command::Assumptions(Box::new(reached.assumptions.clone()))),
            Part::Costs => commands.push(Command::Costs(Box::new(reached.costs.clone()))),
            Part::Customers => commands.push(Command::Accounts(reached.accounts.clone())),
            Part::Territories => {
                commands.push(Command::Territory(Box::new(reached.territory.clone())));
                commands.push(Command::TerritoryPlan(reached.territory_plan.clone()));
            }
            Part::Goal => commands.push(Command::Goals(reached.goals().cloned().collect())),
            Part::Deals => commands.push(Command::Deals(reached.deals.clone())),
            Part::Actuals => commands.push(Command::Actuals(reached.actuals.clone())),
            Part::Segment(id) => commands.push(match reached.segment(id) {
                Some(it) => it.clone().into(),
                None => Command::Remove(Which::Segment(id.clone())),
            }),
            Part::Role(id) => commands.push(match reached.role(id) {
                Some(it) => it.clone().into(),
                None => Command::Remove(Which::Role(id.clone())),
            }),
            Part::Plan(id) => commands.push(match reached.plan(id) {
                Some(it) => it.clone().into(),
                None => Command::Remove(Which::Plan(id.clone())),
            }),
            Part::Seats(role) => roles.push(role),
        }
    }
    // Seats in the order of the scenario they come from, whatever the order of roles.
    let gone = |seat: &&Seat| roles.contains(&&seat.role) && reached.seat(&seat.id).is_none();
    commands.extend(document.seats.iter().filter(gone).map(|it| Command::Remove(Which::Seat(it.id.clone()))));
    for seat in from.seats.iter().filter(|it| roles.contains(&&it.role)) {
        for person in holders(reached, seat).filter(|it| document.person(&it.id) != Some(*it)) {
            commands.push(person.clone().into());
        }
        if document.seat(&seat.id) != Some(seat) {
            commands.push(Command::Put { at: None, entity: Box::new(Entity::Seat(seat.clone())) });
        }
    }
    commands
}
