//! Commands and their inverses.

use crate::edit::accounts::{RowEdit, apply_rows};
use crate::model::comp::Plan;
use crate::model::{
    Account, ActualMonth, Assumptions, Costs, Deal, Document, InputError, InputValue, Person, PlanGoal, Role, Seat,
    Segment, Settings, TerritorySettings, get_input, set_input,
};
use crate::text::tr;
use crate::units::{AccountId, SeatId};
use std::sync::Arc;

/// A change of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Sets one input of the registry.
    Set {
        /// Its path.
        path: String,
        /// Its new value.
        value: InputValue,
    },
    /// Renames the scenario.
    Rename(String),
    /// Replaces the settings.
    Settings(Box<Settings>),
    /// Replaces company-wide assumptions.
    Assumptions(Box<Assumptions>),
    /// Replaces the costs.
    Costs(Box<Costs>),
    /// Puts an entity: replaces the one of the same id, or inserts it at a position (at the end, if none is given).
    Put {
        /// Where, if it is new.
        at: Option<usize>,
        /// The entity.
        entity: Box<Entity>,
    },
    /// Removes an entity.
    Remove(Which),
    /// Replaces the account table.
    Accounts(Arc<Vec<Account>>),
    /// Changes rows of the account table, one after the other.
    AccountRows(Vec<RowEdit>),
    /// Replaces how accounts are rated, served and shared out.
    Territory(Box<TerritorySettings>),
    /// Replaces the territory plan.
    TerritoryPlan(Arc<Vec<(AccountId, SeatId)>>),
    /// Replaces the table of deals.
    Deals(Arc<Vec<Deal>>),
    /// Replaces the table of actual months.
    Actuals(Arc<Vec<ActualMonth>>),
    /// Replaces the goals kept with the scenario.
    Goals(Vec<PlanGoal>),
    /// Replaces everything but the name, as when a snapshot is restored.
    Whole(Box<Document>),
    /// Several changes as one step.
    Batch {
        /// What they do together, for the undo list.
        label: String,
        /// In this order.
        commands: Vec<Command>,
    },
}

/// An entity of any kind that has an id.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "commands hold it boxed")]
pub enum Entity {
    /// A segment.
    Segment(Segment),
    /// A role.
    Role(Role),
    /// A plan.
    Plan(Plan),
    /// A person.
    Person(Person),
    /// A seat.
    Seat(Seat),
}

/// Names an entity of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// A segment.
    Segment(crate::units::SegmentId),
    /// A role.
    Role(crate::units::RoleId),
    /// A plan.
    Plan(crate::units::PlanId),
    /// A person.
    Person(crate::units::PersonId),
    /// A seat.
    Seat(crate::units::SeatId),
}

/// Why a command was not applied. The document is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum EditError {
    /// An input was not set.
    Input(String, InputError),
    /// The entity is no longer there.
    Gone(Which),
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            EditError::Input(path, error) => write!(f, "{path}: {error}"),
            EditError::Gone(which) => f.write_str(&tr!("{which} is no longer there; nothing was changed")),
        }
    }
}

impl std::error::Error for EditError {}

impl std::fmt::Display for Which {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Which::Segment(id) => f.write_str(&tr!("segment {id}")),
            Which::Role(id) => f.write_str(&tr!("role {id}")),
            Which::Plan(id) => f.write_str(&tr!("plan {id}")),
            Which::Person(id) => f.write_str(&tr!("person {id}")),
            Which::Seat(id) => f.write_str(&tr!("seat {id}")),
        }
    }
}

impl From<Segment> for Command {
    fn from(segment: Segment) -> Command {
        Command::Put { at: None, entity: Box::new(Entity::Segment(segment)) }
    }
}

impl From<Role> for Command {
    fn from(role: Role) -> Command {
        Command::Put { at: None, entity: Box::new(Entity::Role(role)) }
    }
}

impl From<Plan> for Command {
    fn from(plan: Plan) -> Command {
        Command::Put { at: None, entity: Box::new(Entity::Plan(plan)) }
    }
}

impl From<Person> for Command {
    fn from(person: Person) -> Command {
        Command::Put { at: None, entity: Box::new(Entity::Person(person)) }
    }
}

impl From<Seat> for Command {
    fn from(seat: Seat) -> Command {
        Command::Put { at: None, entity: Box::new(Entity::Seat(seat)) }
    }
}

impl Command {
    /// Several commands as one step.
    pub fn batch(label: impl Into<String>, commands: Vec<Command>) -> Command {
        Command::Batch { label: label.into(), commands }
    }

    /// Sets one input.
    pub fn set(path: impl Into<String>, value: InputValue) -> Command {
        Command::Set { path: path.into(), value }
    }

    /// What the command does, for the undo list: `Mid-market: win rate`.
    pub fn label(&self, document: &Document) -> String {
        match self {
            Command::Set { path, .. } => get_input(document, path).map_or_else(|| path.clone(), |input| input.label),
            Command::Rename(name) => tr!("rename to {name}"),
            Command::Settings(_) => tr!("settings").into(),
            Command::Assumptions(_) => tr!("assumptions").into(),
            Command::Costs(_) => tr!("costs").into(),
            Command::Put { entity, .. } => match &**entity {
                Entity::Segment(it) => tr!("segment {}", it.name),
                Entity::Role(it) => tr!("role {}", it.name),
                Entity::Plan(it) => tr!("plan {}", it.name),
                Entity::Person(it) => tr!("person {}", it.name),
                Entity::Seat(it) => tr!("seat {}", it.id),
            },
            Command::Remove(which) => tr!("remove {which}"),
            Command::Accounts(_) | Command::AccountRows(_) => tr!("accounts").into(),
            Command::Territory(_) => tr!("territories").into(),
            Command::TerritoryPlan(_) => tr!("territory plan").into(),
            Command::Deals(_) => tr!("deals").into(),
            Command::Actuals(_) => tr!("actual months").into(),
            Command::Whole(_) => tr!("the whole scenario").into(),
            Command::Goals(_) => tr!("goals").into(),
            Command::Batch { label, .. } => label.clone(),
        }
    }
}

/// Applies a command and gives its inverse. If any part fails, the document is left as it was.
pub fn apply(document: &mut Document, command: Command) -> Result<Command, EditError> {
    match command {
        Command::Set { path, value } => match set_input(document, &path, value) {
            Ok(before) => Ok(Command::Set { path, value: before }),
            Err(error) => Err(EditError::Input(path, error)),
        },
        Command::Rename(name) => Ok(Command::Rename(std::mem::replace(&mut document.name, name))),
        Command::Settings(settings) => {
            Ok(Command::Settings(Box::new(std::mem::replace(&mut document.settings, *settings))))
        }
        Command::Assumptions(it) => {
            Ok(Command::Assumptions(Box::new(std::mem::replace(&mut document.assumptions, *it))))
        }
        Command::Costs(costs) => Ok(Command::Costs(Box::new(std::mem::replace(&mut document.costs, *costs)))),
        Command::Accounts(accounts) => Ok(Command::Accounts(std::mem::replace(&mut document.accounts, accounts))),
        Command::AccountRows(edits) => Ok(Command::AccountRows(apply_rows(&mut document.accounts, edits))),
        Command::Territory(it) => Ok(Command::Territory(Box::new(std::mem::replace(&mut document.territory, *it)))),
        Command::TerritoryPlan(plan) => {
            Ok(Command::TerritoryPlan(std::mem::replace(&mut document.territory_plan, plan)))
        }
        Command::Deals(deals) => Ok(Command::Deals(std::mem::replace(&mut document.deals, deals))),
        Command::Actuals(actuals) => Ok(Command::Actuals(std::mem::replace(&mut document.actuals, actuals))),
        Command::Whole(other) => {
            let name = document.name.clone();
            let before = std::mem::replace(document, *other);
            document.name = name;
            Ok(Command::Whole(Box::new(before)))
        }
        Command::Goals(goals) => Ok(Command::Goals(document.set_goals(goals))),
        Command::Put { at, entity } => Ok(put(document, at, *entity)),
        Command::Remove(which) => remove(document, which),
        Command::Batch { label, commands } => {
            let mut inverses = Vec::with_capacity(commands.len());
            for command in commands {
                match apply(document, command) {
                    Ok(inverse) => inverses.push(inverse),
                    Err(error) => {
                        for inverse in inverses.into_iter().rev() {
                            // Inverses of what was just applied always apply.
                            let _ = apply(document, inverse);
                        }
                        return Err(error);
                    }
                }
            }
            inverses.reverse();
            Ok(Command::Batch { label, commands: inverses })
        }
    }
}

fn put(document: &mut Document, at: Option<usize>, entity: Entity) -> Command {
    let back = |entity: Entity| Command::Put { at: None, entity: Box::new(entity) };
    match entity {
        Entity::Segment(it) => {
            let id = it.id.clone();
            put_in(&mut document.segments, at, it, |it| &it.id)
                .map_or(Command::Remove(Which::Segment(id)), |it| back(Entity::Segment(it)))
        }
        Entity::Role(it) => {
            let id = it.id.clone();
            put_in(&mut document.roles, at, it, |it| &it.id)
                .map_or(Command::Remove(Which::Role(id)), |it| back(Entity::Role(it)))
        }
        Entity::Plan(it) => {
            let id = it.id.clone();
            put_in(&mut document.plans, at, it, |it| &it.id)
                .map_or(Command::Remove(Which::Plan(id)), |it| back(Entity::Plan(it)))
        }
        Entity::Person(it) => {
            let id = it.id.clone();
            put_in(&mut document.people, at, it, |it| &it.id)
                .map_or(Command::Remove(Which::Person(id)), |it| back(Entity::Person(it)))
        }
        Entity::Seat(it) => {
            let id = it.id.clone();
            put_in(&mut document.seats, at, it, |it| &it.id)
                .map_or(Command::Remove(Which::Seat(id)), |it| back(Entity::Seat(it)))
        }
    }
}

/// Replaces the item of the same id and gives the old one, or inserts it and gives nothing.
fn put_in<T, K: PartialEq>(items: &mut Vec<T>, at: Option<usize>, item: T, id: impl Fn(&T) -> &K) -> Option<T> {
    match items.iter_mut().find(|it| id(it) == id(&item)) {
        Some(place) => Some(std::mem::replace(place, item)),
        None => {
            let at = at.unwrap_or(items.len()).min(items.len());
            items.insert(at, item);
            None
        }
    }
}

fn remove(document: &mut Document, which: Which) -> Result<Command, EditError> {
    let back = |(at, entity): (usize, Entity)| Command::Put { at: Some(at), entity: Box::new(entity) };
    let taken = match &which {
        Which::Segment(id) => take(&mut document.segments, |it| it.id == *id, Entity::Segment),
        Which::Role(id) => take(&mut document.roles, |it| it.id == *id, Entity::Role),
        Which::Plan(id) => take(&mut document.plans, |it| it.id == *id, Entity::Plan),
        Which::Person(id) => take(&mut document.people, |it| it.id == *id, Entity::Person),
        Which::Seat(id) => take(&mut document.seats, |it| it.id == *id, Entity::Seat),
    };
    taken.map(back).ok_or(EditError::Gone(which))
}

fn take<T>(items: &mut Vec<T>, is: impl Fn(&T) -> bool, wrap: impl Fn(T) -> Entity) -> Option<(usize, Entity)> {
    let at = items.iter().position(is)?;
    Some((at, wrap(items.remove(at))))
}
