//! The parts of a document that can be taken whole from another one.

use crate::model::{Document, Person};
use crate::units::{PlanId, RoleId, SegmentId};

/// What a part of a document is about, in the order in which plans are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Currency, calendar and chosen meanings.
    Settings,
    /// Assumptions that hold for the whole company.
    Assumptions,
    /// Segments with their opening book, pipeline, retention and targets.
    Segments,
    /// Roles with their terms of pay, quota and ramp.
    Roles,
    /// Pay plans.
    Plans,
    /// Seats and who holds them.
    Team,
    /// Costs besides pay.
    Costs,
    /// The account table.
    Customers,
    /// How accounts are rated, served and shared out, and the territory plan.
    Territories,
    /// Deals as they came in.
    Deals,
    /// Closed months.
    Actuals,
    /// The goal that was set.
    Goal,
}

impl Topic {
    /// All topics.
    pub const ALL: [Topic; 12] = [
        Topic::Settings,
        Topic::Assumptions,
        Topic::Segments,
        Topic::Roles,
        Topic::Plans,
        Topic::Team,
        Topic::Costs,
        Topic::Customers,
        Topic::Territories,
        Topic::Deals,
        Topic::Actuals,
        Topic::Goal,
    ];
}

/// A part of a document that can be taken whole from another one. Together they are all of it but its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The settings.
    Settings,
    /// Company-wide assumptions.
    Assumptions,
    /// A segment.
    Segment(SegmentId),
    /// A role with its terms.
    Role(RoleId),
    /// A pay plan.
    Plan(PlanId),
    /// The seats of a role and who holds them.
    Seats(RoleId),
    /// Costs besides pay.
    Costs,
    /// The account table.
    Customers,
    /// How accounts are rated, served and shared out, and the territory plan.
    Territories,
    /// The deals.
    Deals,
    /// Closed months.
    Actuals,
    /// The goal that was set.
    Goal,
}

impl Part {
    /// What it is about.
    pub const fn topic(&self) -> Topic {
        match self {
            Part::Settings => Topic::Settings,
            Part::Assumptions => Topic::Assumptions,
            Part::Segment(_) => Topic::Segments,
            Part::Role(_) => Topic::Roles,
            Part::Plan(_) => Topic::Plans,
            Part::Seats(_) => Topic::Team,
            Part::Costs => Topic::Costs,
            Part::Customers => Topic::Customers,
            Part::Territories => Topic::Territories,
            Part::Goal => Topic::Goal,
            Part::Deals => Topic::Deals,
            Part::Actuals => Topic::Actuals,
        }
    }

    /// The beginning of the paths of what lies in it, by which pages are found.
    pub fn path(&self) -> String {
        match self {
            Part::Settings => "settings".to_owned(),
            Part::Assumptions => "assumptions".to_owned(),
            Part::Segment(id) => format!("segment/{id}"),
            Part::Role(id) => format!("role/{id}"),
            Part::Plan(id) => format!("plan/{id}"),
            Part::Seats(_) => "seat".to_owned(),
            Part::Costs => "costs".to_owned(),
            Part::Customers => "accounts".to_owned(),
            Part::Territories => "territory".to_owned(),
            Part::Deals => "deals".to_owned(),
            Part::Actuals => "actuals".to_owned(),
            Part::Goal => "goal".to_owned(),
        }
    }

    /// Whether a document has it as something of its own. Seats of a role are told seat by seat.
    pub(super) fn exists(&self, document: &Document) -> bool {
        match self {
            Part::Segment(id) => document.segment(id).is_some(),
            Part::Role(id) => document.role(id).is_some(),
            Part::Plan(id) => document.plan(id).is_some(),
            Part::Settings
            | Part::Assumptions
            | Part::Costs
            | Part::Seats(_)
            | Part::Customers
            | Part::Territories
            | Part::Deals
            | Part::Actuals
            | Part::Goal => true,
        }
    }

    /// The part in which an input of the registry lies; none for a path of neither document.
    pub(super) fn of_input(path: &str, old: &Document, new: &Document) -> Option<Part> {
        let mut names = path.split('/');
        let (kind, id) = (names.next()?, names.next().unwrap_or_default());
        match kind {
            "settings" => Some(Part::Settings),
            "assumptions" => Some(Part::Assumptions),
            "costs" => Some(Part::Costs),
            "territory" => Some(Part::Territories),
            "segment" => Some(Part::Segment(SegmentId::new(id))),
            "role" => Some(Part::Role(RoleId::new(id))),
            "plan" => Some(Part::Plan(PlanId::new(id))),
            "seat" => {
                let seats = new.seats.iter().chain(&old.seats);
                seats.into_iter().find(|it| it.id.as_str() == id).map(|seat| Part::Seats(seat.role.clone()))
            }
            _ => None,
        }
    }

    /// Whether two documents have it alike.
    pub(super) fn is_same(&self, a: &Document, b: &Document) -> bool {
        match self {
            Part::Settings => a.settings == b.settings,
            Part::Assumptions => a.assumptions == b.assumptions,
            Part::Segment(id) => a.segment(id) == b.segment(id),
            Part::Role(id) => a.role(id) == b.role(id),
            Part::Plan(id) => a.plan(id) == b.plan(id),
            Part::Seats(role) => {
                let held = |document: &Document| -> Vec<_> {
                    let seats = document.seats.iter().filter(|it| it.role == *role);
                    let mut seats: Vec<_> = seats
                        .map(|seat| (seat.clone(), holders(document, seat).cloned().collect::<Vec<_>>()))
                        .collect();
                    seats.sort_by(|a, b| a.0.id.as_str().cmp(b.0.id.as_str()));
                    seats
                };
                held(a) == held(b)
            }
            Part::Costs => a.costs == b.costs,
            Part::Customers => a.accounts == b.accounts,
            Part::Territories => a.territory == b.territory && a.territory_plan == b.territory_plan,
            Part::Goal => a.goals().eq(b.goals()),
            Part::Deals => a.deals == b.deals,
            Part::Actuals => a.actuals == b.actuals,
        }
    }

    /// Puts this part of `from` in place of the one in `document`. What both have keeps its place in lists; what is new comes last.
    pub fn take(&self, document: &mut Document, from: &Document) {
        match self {
            Part::Settings => document.settings = from.settings.clone(),
            Part::Assumptions => document.assumptions = from.assumptions.clone(),
            Part::Segment(id) => put(&mut document.segments, from.segment(id).cloned(), |it| it.id == *id),
            Part::Role(id) => put(&mut document.roles, from.role(id).cloned(), |it| it.id == *id),
            Part::Plan(id) => put(&mut document.plans, from.plan(id).cloned(), |it| it.id == *id),
            Part::Seats(role) => take_seats(document, from, role),
            Part::Costs => document.costs = from.costs.clone(),
            Part::Customers => document.accounts = from.accounts.clone(),
            Part::Territories => {
                document.territory = from.territory.clone();
                document.territory_plan = from.territory_plan.clone();
            }
            Part::Goal => {
                document.set_goals(from.goals().cloned().collect());
            }
            Part::Deals => document.deals = from.deals.clone(),
            Part::Actuals => document.actuals = from.actuals.clone(),
        }
    }
}

/// Parts in which two documents differ, in the order of topics.
pub fn differing(old: &Document, new: &Document) -> Vec<Part> {
    let mut parts = vec![
        Part::Settings,
        Part::Assumptions,
        Part::Costs,
        Part::Customers,
        Part::Territories,
        Part::Deals,
        Part::Actuals,
        Part::Goal,
    ];
    for document in [new, old] {
        parts.extend(document.segments.iter().map(|it| Part::Segment(it.id.clone())));
        parts.extend(document.roles.iter().map(|it| Part::Role(it.id.clone())));
        parts.extend(document.plans.iter().map(|it| Part::Plan(it.id.clone())));
        parts.extend(document.seats.iter().map(|it| Part::Seats(it.role.clone())));
    }
    let mut seen = std::collections::HashSet::new();
    parts.retain(|part| seen.insert(part.clone()) && !part.is_same(old, new));
    parts.sort_by_key(Part::topic);
    parts
}

/// The people who hold a seat at any time.
pub fn holders<'a>(document: &'a Document, seat: &'a crate::model::Seat) -> impl Iterator<Item = &'a Person> + use<'a> {
    seat.stints.iter().filter_map(|stint| document.person(stint.person.as_ref()?))
}

fn put<T>(list: &mut Vec<T>, taken: Option<T>, is_it: impl Fn(&T) -> bool) {
    match (taken, list.iter_mut().find(|it| is_it(it))) {
        (Some(taken), Some(place)) => *place = taken,
        (Some(taken), None) => list.push(taken),
        (None, _) => list.retain(|it| !is_it(it)),
    }
}

fn take_seats(document: &mut Document, from: &Document, role: &RoleId) {
    let taken: Vec<_> = from.seats.iter().filter(|it| it.role == *role).collect();
    document.seats.retain(|seat| seat.role != *role || taken.iter().any(|it| it.id == seat.id));
    for seat in taken {
        put(&mut document.seats, Some(seat.clone()), |it| it.id == seat.id);
        for person in holders(from, seat) {
            put(&mut document.people, Some(person.clone()), |it| it.id == person.id);
        }
    }
}
