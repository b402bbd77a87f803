//! From a document to the problem in plain numbers, and from a plan back to owners.
//!
//! * Reps are the seats of the chosen function, but those that stay out. Their share of a full load is the one typed, else their ramped
//!   equivalents over the first twelve months of the plan ([`Outcome::seats`]): who ramps, starts late or leaves has less.
//! * Potential is that of the account; where none is told, what it pays today. Workload is in hours a year of the owner.
//! * Who may have an account: seats of its segment, and those that serve all; what is typed for a seat comes first.
//! * Out of it stay accounts of segments that no rep serves, and those of owners who stay out; they keep their owners.

use super::Plan;
use super::instance::{Attribute, Disruption, Instance, Objective, Slot};
use super::plane::Plane;
use super::position::{Position, States, positions};
use super::segment::{Segmentation, segment};
use super::workload::{Hours, all_hours};
use crate::engine::Outcome;
use crate::model::{Account, AccountsOf, Balanced, Document, Owner, PlanObjective, Seat};
use crate::units::{AccountId, SeatId, SegmentId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Months over which a rep's share of a full load is looked at.
const WINDOW: usize = 12;

/// The problem, with what its numbers stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// The problem.
    pub instance: Instance,
    /// Place in the document of each account of the problem.
    pub accounts: Vec<usize>,
    /// The seat of each rep.
    pub seats: Vec<SeatId>,
    /// What each attribute is.
    pub attributes: Vec<Balanced>,
    /// Where each account of the problem lies; the plane is [`Laid::plane`].
    pub positions: Vec<Option<Position>>,
    /// The plane of the points.
    pub plane: Plane,
    /// The plan that the document has, as the problem sees it.
    pub plan: Plan,
    /// Accounts that stay out, and why.
    pub out: LeftOut,
}

/// Accounts that stay out of it, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Customers, or prospects, where only the others are shared out.
    pub other_kind: usize,
    /// No rep may have accounts of their segment.
    pub no_rep: usize,
    /// Their owner stays out and keeps them.
    pub owner_out: usize,
}

/// What is worked out of accounts beforehand, in their order, where the caller has it.
pub struct Known<'a> {
    /// Hours.
    pub hours: &'a [Hours],
    /// Positions.
    pub positions: &'a [Option<Position>],
    /// The one segment to look at: its accounts, and those who serve it. None: all of them at once.
    pub segment: Option<&'a SegmentId>,
}

/// Segments that have accounts: those that somebody serves first, then by number of accounts.
pub fn segments_with_accounts(document: &Document) -> Vec<SegmentId> {
    let mut counts: BTreeMap<&SegmentId, usize> = BTreeMap::new();
    for account in document.accounts.iter() {
        *counts.entry(&account.segment).or_default() += 1;
    }
    let served =
        |id: &SegmentId| document.seats.iter().any(|seat| is_rep(document, seat) && serves(document, seat, id));
    let mut found: Vec<(bool, usize, &SegmentId)> =
        counts.into_iter().map(|(id, count)| (served(id), count, id)).collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
    found.into_iter().map(|it| it.2.clone()).collect()
}

/// Whether a seat is given accounts at all.
fn is_rep(document: &Document, seat: &Seat) -> bool {
    let settings = &document.territory;
    let fits = document.role(&seat.role).is_some_and(|role| settings.owner.is_done_by(role.function));
    fits && !settings.reps.get(&seat.id).is_some_and(|it| it.out)
}

/// Lays the document out as a problem.
pub fn lay_out(document: &Document, outcome: &Outcome) -> Laid {
    let segmentation: Segmentation = segment(document);
    let hours = all_hours(document, &segmentation);
    let positions = positions(&document.accounts);
    lay_out_known(document, outcome, &Known { hours: &hours, positions: &positions, segment: None })
}

/// The same with hours and positions that are known already.
pub fn lay_out_known(document: &Document, outcome: &Outcome, known: &Known<'_>) -> Laid {
    let settings = &document.territory;
    let (seats, shares) = reps(document, outcome, known.segment);
    let rep_of: HashMap<&str, u32> = seats.iter().enumerate().map(|(at, it)| (it.id.as_str(), at as u32)).collect();
    // What each rep may have, by segment.
    let segments: HashMap<&str, Vec<bool>> = document
        .segments
        .iter()
        .map(|it| (it.id.as_str(), seats.iter().map(|seat| serves(document, seat, &it.id)).collect()))
        .collect();
    let mut out = LeftOut::default();
    let mut accounts = Vec::new();
    for (at, account) in document.accounts.iter().enumerate() {
        if known.segment.is_some_and(|it| account.segment != *it) {
            continue;
        }
        let kind = match settings.accounts {
            AccountsOf::All => true,
            AccountsOf::Customers => account.contract.is_some(),
            AccountsOf::Prospects => account.contract.is_none(),
        };
        let owner = account.owners.of(settings.owner);
        // A lock holds with whoever owns the account, rep or not.
        let kept = owner.is_some_and(|id| {
            settings.reps.get(id).is_some_and(|it| it.out) || (account.locked && !rep_of.contains_key(id.as_str()))
        });
        let served = segments.get(account.segment.as_str()).is_some_and(|may| may.contains(&true));
        match (kind, kept, served) {
            (false, ..) => out.other_kind += 1,
            (true, true, _) => out.owner_out += 1,
            (true, false, false) => out.no_rep += 1,
            (true, false, true) => accounts.push(at),
        }
    }
    let positions: Vec<Option<Position>> =
        accounts.iter().map(|at| known.positions.get(*at).copied().flatten()).collect();
    let homes = settings.reps.values().filter_map(|it| it.home);
    let places = positions.iter().flatten().map(|it| (it.at.lat, it.at.lon));
    let plane = match positions.iter().flatten().next() {
        Some(_) => Plane::of(places),
        None => Plane::of(homes.map(|it| (it.lat, it.lon))),
    };
    let attributes: Vec<Balanced> =
        if settings.balance.is_empty() { vec![Balanced::Accounts] } else { settings.balance.clone() };
    let mut instance = Instance::of(
        positions.iter().map(|it| it.map(|it| plane.to_km(it.at.lat, it.at.lon))).collect(),
        attributes.iter().map(|it| attribute(document, *it, &accounts, known.hours)).collect(),
        seats.iter().zip(shares).map(|(seat, share)| slot(document, seat, share, plane)).collect(),
    );
    if settings.contiguous {
        let states = States::default();
        let of = |at: &usize| document.accounts.get(*at).and_then(|account| states.of_account(account));
        instance.areas = Some(States::areas(accounts.iter().map(of).collect()));
    }
    instance.band = settings.band.to_f64();
    instance.objective = objective(settings.objective);
    conditions(document, &mut instance, &accounts, &rep_of, &segments);
    limit(document, &mut instance, &attributes);
    instance.worth = attribute(document, Balanced::Arr, &accounts, known.hours).values;
    if instance.worth.iter().all(|it| *it <= 0.0) {
        // Nobody pays anything yet: then the first attribute is what a change of owner puts at stake.
        instance.worth = Vec::new();
    }
    let plan = planned(document, &instance, &accounts, &rep_of);
    Laid {
        instance,
        accounts,
        seats: seats.iter().map(|it| it.id.clone()).collect(),
        attributes,
        positions,
        plane,
        plan,
        out,
    }
}

/// Seats that are given accounts, with their share of a full load.
fn reps<'a>(document: &'a Document, outcome: &Outcome, segment: Option<&SegmentId>) -> (Vec<&'a Seat>, Vec<f64>) {
    let settings = &document.territory;
    let mut seats = Vec::new();
    let mut shares = Vec::new();
    for seat in &document.seats {
        if !is_rep(document, seat) || segment.is_some_and(|it| !serves(document, seat, it)) {
            continue;
        }
        let own = settings.reps.get(&seat.id);
        let typed = own.and_then(|it| it.share).map(|it| it.to_f64());
        let share = typed.unwrap_or_else(|| {
            let ramped = outcome.seats.iter().find(|it| it.id == seat.id).map(|it| it.ramped.as_slice());
            let months = ramped.map_or(&[][..], |it| it.get(..WINDOW.min(it.len())).unwrap_or_default());
            if months.is_empty() { 1.0 } else { months.iter().sum::<f64>() / months.len() as f64 }
        });
        if share > 0.0 {
            seats.push(seat);
            shares.push(share);
        }
    }
    (seats, shares)
}

/// Whether a seat may have accounts of a segment.
fn serves(document: &Document, seat: &Seat, segment: &SegmentId) -> bool {
    let own = document.territory.reps.get(&seat.id).map(|it| it.segments.as_slice()).unwrap_or_default();
    if own.is_empty() { seat.segment.as_ref().is_none_or(|it| it == segment) } else { own.contains(segment) }
}

fn slot(document: &Document, seat: &Seat, share: f64, plane: Plane) -> Slot {
    let own = document.territory.reps.get(&seat.id);
    let home = own.and_then(|it| it.home).filter(|it| it.is_on_globe());
    Slot { share, home: home.map(|it| plane.to_km(it.lat, it.lon)), max_accounts: own.and_then(|it| it.max_accounts) }
}

/// What an account counts for in an attribute.
pub fn value(account: &Account, attribute: Balanced, hours: Hours) -> f64 {
    match attribute {
        Balanced::Potential => account.potential.unwrap_or_else(|| account.arr()).to_major().max(0.0),
        Balanced::Workload => hours.owner,
        Balanced::Arr => account.arr().to_major().max(0.0),
        Balanced::Accounts => 1.0,
    }
}

/// Hours of an account that its owner in the chosen function spends: customer success has those set aside for support.
pub fn hours_of_owner(document: &Document, hours: Hours) -> Hours {
    match document.territory.owner {
        Owner::Sales | Owner::AccountManagement => hours,
        Owner::CustomerSuccess => Hours { owner: hours.support, ..hours },
    }
}

fn attribute(document: &Document, what: Balanced, accounts: &[usize], hours: &[Hours]) -> Attribute {
    let one = |at: &usize| {
        let hours = hours_of_owner(document, hours.get(*at).copied().unwrap_or_default());
        document.accounts.get(*at).map_or(0.0, |account| value(account, what, hours))
    };
    let name = match what {
        Balanced::Potential => "potential",
        Balanced::Workload => "workload",
        Balanced::Arr => "arr",
        Balanced::Accounts => "accounts",
    };
    Attribute { name: name.to_owned(), values: accounts.iter().map(one).collect() }
}

fn objective(objective: PlanObjective) -> Objective {
    match objective {
        PlanObjective::Compact => Objective::Compact,
        PlanObjective::MinLargest => Objective::MinLargest,
        PlanObjective::MaxSmallest => Objective::MaxSmallest,
        PlanObjective::MinSpread => Objective::MinSpread,
        PlanObjective::LeastDisruption => Objective::LeastDisruption,
    }
}

/// Owners of today, locks, families, and pairs that must not be.
fn conditions(
    document: &Document,
    instance: &mut Instance,
    accounts: &[usize],
    rep_of: &HashMap<&str, u32>,
    segments: &HashMap<&str, Vec<bool>>,
) {
    let settings = &document.territory;
    let mut families: HashMap<&str, u32> = HashMap::new();
    let mut place: HashMap<&str, u32> = HashMap::with_capacity(accounts.len());
    for (index, at) in accounts.iter().enumerate() {
        let Some(account) = document.accounts.get(*at) else { continue };
        let number = index as u32;
        place.insert(account.id.as_str(), number);
        let owner = account.owners.of(settings.owner).and_then(|id| rep_of.get(id.as_str()).copied());
        if let Some(current) = instance.current.get_mut(index) {
            *current = owner;
        }
        if let Some(locked) = instance.locked.get_mut(index).filter(|_| account.locked) {
            *locked = owner;
        }
        let next = families.len() as u32;
        let family = account.family.as_deref().map(|name| *families.entry(name).or_insert(next));
        if let Some(of) = instance.family.get_mut(index) {
            *of = family;
        }
        let may = segments.get(account.segment.as_str());
        let locked = owner.filter(|_| account.locked);
        let barred = may.into_iter().flatten().enumerate().filter(|(rep, may)| !**may && locked != Some(*rep as u32));
        for (rep, _) in barred {
            instance.forbidden.push((number, rep as u32));
        }
    }
    let pair = |account: &AccountId, seat: &SeatId| Some((*place.get(account.as_str())?, *rep_of.get(seat.as_str())?));
    instance.forbidden.extend(settings.forbidden.iter().filter_map(|(account, seat)| pair(account, seat)));
    let both = |one: &AccountId, other: &AccountId| Some((*place.get(one.as_str())?, *place.get(other.as_str())?));
    instance.apart =
        settings.apart.iter().filter(|(one, other)| one != other).filter_map(|(one, other)| both(one, other)).collect();
}

/// How much may change hands. The value that is limited is ARR.
fn limit(document: &Document, instance: &mut Instance, attributes: &[Balanced]) {
    let Some(limit) = document.territory.disruption else { return };
    instance.disruption = Some(Disruption {
        accounts: limit.accounts.to_f64(),
        value: limit.arr.to_f64(),
        value_of: attributes.iter().position(|it| *it == Balanced::Arr).unwrap_or(0),
    });
}

/// Today's owners with the document's plan laid over.
fn planned(document: &Document, instance: &Instance, accounts: &[usize], rep_of: &HashMap<&str, u32>) -> Plan {
    let moves: HashMap<&str, &SeatId> =
        document.territory_plan.iter().map(|(account, seat)| (account.as_str(), seat)).collect();
    let mut plan = instance.plan_of_today();
    for (place, at) in plan.iter_mut().zip(accounts) {
        let seat = document.accounts.get(*at).and_then(|account| moves.get(account.id.as_str()));
        if let Some(rep) = seat.and_then(|seat| rep_of.get(seat.as_str())) {
            *place = Some(*rep);
        }
    }
    plan
}

impl Laid {
    /// Owners by a plan, for every account of the problem that has one.
    pub fn owners(&self, document: &Document, plan: &[Option<u32>]) -> Vec<(AccountId, SeatId)> {
        let pairs = self.accounts.iter().zip(plan);
        pairs
            .filter_map(|(at, rep)| {
                let seat = self.seats.get((*rep)? as usize)?;
                Some((document.accounts.get(*at)?.id.clone(), seat.clone()))
            })
            .collect()
    }

    /// The place in the problem of each account of the document, by id.
    pub fn places<'a>(&self, document: &'a Document) -> BTreeMap<&'a str, usize> {
        let named = |(index, at): (usize, &usize)| Some((document.accounts.get(*at)?.id.as_str(), index));
        self.accounts.iter().enumerate().filter_map(named).collect()
    }

    /// Reps that stand in the problem.
    pub fn rep(&self, seat: &SeatId) -> Option<u32> {
        self.seats.iter().position(|it| it == seat).map(|at| at as u32)
    }
}

/// Owners of today that are no reps of the problem, for words about who keeps what.
pub fn other_owners(document: &Document, laid: &Laid) -> HashSet<SeatId> {
    let known: HashSet<&SeatId> = laid.seats.iter().collect();
    let owners = document.accounts.iter().filter_map(|it| it.owners.of(document.territory.owner));
    owners.filter(|it| !known.contains(it)).cloned().collect()
}
