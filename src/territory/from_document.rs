//! From a document to the problem in plain numbers: which accounts and which seats take part, and why others do not.

use super::instance::{Attribute, Disruption, Instance, Objective, Slot};
use super::plane::Plane;
use super::position::Position;
use super::workload::Hours;
use crate::model::{Account, AccountsOf, Balanced, Document, Owner, PlanObjective, Seat};
use crate::units::{Month, SeatId, SegmentId};
use std::collections::HashMap;

/// Months over which a seat's share is the mean of what its holder can do.
const MONTHS: i32 = 12;

/// The problem, and what its places stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// Accounts and reps in plain numbers.
    pub instance: Instance,
    /// The place in the document of each account.
    pub rows: Vec<u32>,
    /// The seat of each rep.
    pub seats: Vec<SeatId>,
    /// Accounts of the segment that stay out because somebody owns them who takes no part.
    pub kept_by_others: usize,
    /// Accounts whose owner of today is no seat of the document.
    pub owner_unknown: usize,
}

/// Segments that have accounts and somebody to give them to, the one with most accounts first.
pub fn segments_to_assign(document: &Document) -> Vec<SegmentId> {
    let mut counts: HashMap<&SegmentId, usize> = HashMap::new();
    for account in document.accounts.iter().filter(|it| takes_part(document, it)) {
        *counts.entry(&account.segment).or_default() += 1;
    }
    let mut found: Vec<(&SegmentId, usize)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut with_people: Vec<SegmentId> = Vec::new();
    let mut without: Vec<SegmentId> = Vec::new();
    for (segment, _) in found {
        let somebody = document.seats.iter().any(|seat| share(document, seat, segment).is_some());
        if somebody { with_people.push(segment.clone()) } else { without.push(segment.clone()) }
    }
    with_people.append(&mut without);
    with_people
}

fn takes_part(document: &Document, account: &Account) -> bool {
    match document.territory.accounts {
        AccountsOf::All => true,
        AccountsOf::Customers => account.contract.is_some(),
        AccountsOf::Prospects => account.contract.is_none(),
    }
}

/// A seat's part of a whole share in a segment: what is typed, else the mean of its holders' productivity over the first twelve months.
/// None for who takes no part in it.
fn share(document: &Document, seat: &Seat, segment: &SegmentId) -> Option<f64> {
    let settings = &document.territory;
    if !settings.owner.is_done_by(document.role(&seat.role)?.function) {
        return None;
    }
    let own = settings.reps.get(&seat.id);
    if own.is_some_and(|it| it.out) {
        return None;
    }
    let eligible = match own {
        Some(own) if !own.segments.is_empty() => own.segments.contains(segment),
        _no_choice => seat.segment.as_ref().is_none_or(|it| it == segment),
    };
    let share = match own.and_then(|it| it.share) {
        Some(share) => share.to_f64(),
        None => productivity(document, seat),
    };
    (eligible && share > 0.0).then_some(share)
}

fn productivity(document: &Document, seat: &Seat) -> f64 {
    let first = document.settings.first_month;
    let ramp = document.terms_of(seat).map(|it| &it.ramp);
    let in_month = |month: Month| {
        let holds = |it: &&crate::model::Stint| {
            it.from <= month.last_day() && it.to.date().is_none_or(|to| to >= month.first_day())
        };
        seat.stints.iter().find(holds).map_or(0.0, |stint| {
            let tenure = u32::try_from(month.since(Month::of(stint.from)) + 1).unwrap_or(1);
            ramp.map_or(1.0, |it| it.productivity_at(tenure))
        })
    };
    let sum: f64 = (0..MONTHS).map(|at| in_month(first.plus(at))).sum();
    // To a whole per cent, so that what is shown is what counts.
    (100.0 * sum / f64::from(MONTHS)).round() / 100.0
}

/// An account's amount of what is to be even, a year; hours are those of its owner in a function.
pub fn amount(account: &Account, hours: Hours, owner: Owner, of: Balanced) -> f64 {
    match of {
        Balanced::Potential => account.potential.map_or(0.0, |it| it.to_major()),
        Balanced::Workload => match owner {
            Owner::Sales | Owner::AccountManagement => hours.owner,
            Owner::CustomerSuccess => hours.support,
        },
        Balanced::Arr => account.arr().to_major(),
        Balanced::Accounts => 1.0,
    }
}

fn name(of: Balanced) -> &'static str {
    match of {
        Balanced::Potential => "potential",
        Balanced::Workload => "workload",
        Balanced::Arr => "ARR",
        Balanced::Accounts => "accounts",
    }
}

impl Problem {
    /// The problem of one segment. `positions` and `hours` are those of all accounts of the document, in their order.
    pub fn of(document: &Document, segment: &SegmentId, positions: &[Option<Position>], hours: &[Hours]) -> Problem {
        let settings = &document.territory;
        let shares = document.seats.iter().filter_map(|seat| Some((seat, share(document, seat, segment)?)));
        let (seats, shares): (Vec<&Seat>, Vec<f64>) = shares.unzip();
        let place: HashMap<&SeatId, u32> = seats.iter().map(|it| &it.id).zip(0_u32..).collect();
        let known: HashMap<&SeatId, &Seat> = document.seats.iter().map(|it| (&it.id, it)).collect();
        let mut problem = Problem { seats: seats.iter().map(|it| it.id.clone()).collect(), ..Problem::default() };
        let mut current = Vec::new();
        for (row, account) in (0_u32..).zip(document.accounts.iter()) {
            if account.segment != *segment || !takes_part(document, account) {
                continue;
            }
            let owner = account.owners.of(settings.owner);
            let at = owner.and_then(|it| place.get(it)).copied();
            if at.is_none() && owner.is_some_and(|it| known.contains_key(it)) {
                problem.kept_by_others += 1;
                continue;
            }
            problem.owner_unknown += usize::from(owner.is_some() && at.is_none());
            problem.rows.push(row);
            current.push(at);
        }
        let accounts: Vec<&Account> =
            problem.rows.iter().filter_map(|row| document.accounts.get(*row as usize)).collect();
        let position = |row: &u32| positions.get(*row as usize).copied().flatten().map(|it| it.at);
        let plane = Plane::of(problem.rows.iter().filter_map(position).map(|it| (it.lat, it.lon)));
        let points = problem.rows.iter().map(|row| position(row).map(|it| plane.to_km(it.lat, it.lon)));
        let hours_of = |row: u32| hours.get(row as usize).copied().unwrap_or_default();
        let values = |of: Balanced| {
            accounts
                .iter()
                .zip(&problem.rows)
                .map(|(account, row)| amount(account, hours_of(*row), settings.owner, of))
                .collect::<Vec<_>>()
        };
        let mut balance = settings.balance.clone();
        balance.sort();
        balance.dedup();
        let attributes = balance.iter().map(|of| Attribute { name: name(*of).to_owned(), values: values(*of) });
        let slots = seats.iter().zip(shares).map(|(seat, share)| {
            let own = settings.reps.get(&seat.id);
            Slot {
                share,
                home: own.and_then(|it| it.home).map(|it| plane.to_km(it.lat, it.lon)),
                max_accounts: own.and_then(|it| it.max_accounts),
            }
        });
        let mut instance = Instance::of(points.collect(), attributes.collect(), slots.collect());
        instance.worth = values(Balanced::Arr);
        if instance.worth.iter().all(|it| *it <= 0.0) {
            instance.worth = Vec::new();
        }
        instance.locked = accounts.iter().zip(&current).map(|(it, owner)| owner.filter(|_| it.locked)).collect();
        instance.current = current;
        instance.band = settings.band.to_f64();
        instance.objective = objective(settings.objective);
        instance.disruption = settings.disruption.map(|limit| Disruption {
            accounts: limit.accounts.to_f64(),
            value: limit.arr.to_f64(),
            value_of: 0,
        });
        families(&mut instance, &accounts);
        pairs(&mut instance, document, &accounts, &place);
        Problem { instance, ..problem }
    }
}

fn objective(it: PlanObjective) -> Objective {
    match it {
        PlanObjective::Compact => Objective::Compact,
        PlanObjective::MinLargest => Objective::MinLargest,
        PlanObjective::MaxSmallest => Objective::MaxSmallest,
        PlanObjective::MinSpread => Objective::MinSpread,
        PlanObjective::LeastDisruption => Objective::LeastDisruption,
    }
}

fn families(instance: &mut Instance, accounts: &[&Account]) {
    let mut known: HashMap<&str, u32> = HashMap::new();
    for (account, family) in accounts.iter().zip(&mut instance.family) {
        let name = account.family.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *family = name.map(|name| *known.entry(name).or_insert(next));
    }
}

fn pairs(instance: &mut Instance, document: &Document, accounts: &[&Account], place: &HashMap<&SeatId, u32>) {
    let settings = &document.territory;
    if settings.forbidden.is_empty() && settings.apart.is_empty() {
        return;
    }
    let at: HashMap<&str, u32> = accounts.iter().map(|it| it.id.as_str()).zip(0_u32..).collect();
    let account = |id: &crate::units::AccountId| at.get(id.as_str()).copied();
    instance.forbidden =
        settings.forbidden.iter().filter_map(|(id, seat)| Some((account(id)?, *place.get(seat)?))).collect();
    instance.apart = settings.apart.iter().filter_map(|(one, other)| Some((account(one)?, account(other)?))).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DisruptionLimit, Function, Location, Rep, Role, Stint, Terms};
    use crate::territory::position::positions;
    use crate::units::{AccountId, Money, Rate, RoleId};
    use std::sync::Arc;

    fn seat(id: &str, role: &str, from: Month) -> Seat {
        let stint = Stint { from: from.first_day(), ..Stint::default() };
        Seat {
            id: SeatId::new(id),
            role: RoleId::new(role),
            segment: Some(SegmentId::new("smb")),
            stints: vec![stint],
            ..Seat::default()
        }
    }

    fn account(id: &str, owner: Option<&str>) -> Account {
        let mut account = Account::new(AccountId::new(id), SegmentId::new("smb"));
        account.owners.sales = owner.map(SeatId::new);
        account.location = Some(Location::new(40.0, -100.0));
        account.potential = Some(Money::from_major(10));
        account
    }

    fn document() -> Document {
        let first = Month::new(2027, 1);
        let ramp = crate::model::Ramp { productivity: vec![Rate::ZERO; 6], ..Default::default() };
        let role = |id: &str, function| Role {
            id: RoleId::new(id),
            function,
            terms: vec![Terms { ramp: ramp.clone(), ..Terms::default() }],
            ..Role::default()
        };
        let mut document = Document {
            roles: vec![role("ae", Function::NewBusiness), role("sm", Function::SalesManagement)],
            seats: vec![
                seat("old", "ae", Month::new(2020, 1)),
                seat("new", "ae", first),
                seat("boss", "sm", Month::new(2020, 1)),
                seat("later", "ae", Month::new(2030, 1)),
            ],
            accounts: Arc::new(vec![
                account("a", Some("old")),
                account("b", Some("boss")),
                account("c", Some("gone")),
                account("d", None),
            ]),
            ..Document::default()
        };
        document.settings.first_month = first;
        document
    }

    fn problem(document: &Document) -> Problem {
        let hours = vec![Hours { owner: 4.0, support: 0.0 }; document.accounts.len()];
        Problem::of(document, &SegmentId::new("smb"), &positions(&document.accounts), &hours)
    }

    #[test]
    fn those_who_sell_take_part_by_what_they_can_do_in_the_first_year() {
        let found = problem(&document());
        assert_eq!(found.seats, [SeatId::new("old"), SeatId::new("new")]);
        // Six of twelve months at nothing, six at full speed.
        assert_eq!(found.instance.reps.iter().map(|it| it.share).collect::<Vec<_>>(), [1.0, 0.5]);
    }

    #[test]
    fn what_a_manager_owns_stays_out_and_what_nobody_owns_takes_part() {
        let found = problem(&document());
        assert_eq!(found.rows, [0, 2, 3]);
        assert_eq!((found.kept_by_others, found.owner_unknown), (1, 1));
        assert_eq!(found.instance.current, [Some(0), None, None]);
    }

    #[test]
    fn settings_become_conditions() {
        let mut document = document();
        document.territory.disruption = Some(DisruptionLimit::default());
        document.territory.forbidden =
            vec![(AccountId::new("d"), SeatId::new("new")), (AccountId::new("gone"), SeatId::new("new"))];
        document.territory.apart =
            vec![(AccountId::new("a"), AccountId::new("d")), (AccountId::new("a"), AccountId::new("b"))];
        document.territory.reps.insert(
            SeatId::new("new"),
            Rep { share: Some(Rate::percent(80)), max_accounts: Some(7), ..Rep::default() },
        );
        document.territory.reps.insert(SeatId::new("old"), Rep { out: true, ..Rep::default() });
        let accounts = Arc::make_mut(&mut document.accounts);
        accounts[2].family = Some("Acme".into());
        accounts[3].family = Some(" Acme".into());
        accounts[0].locked = true;
        let found = problem(&document);
        assert_eq!(found.seats, [SeatId::new("new")]);
        assert_eq!((found.instance.reps[0].share, found.instance.reps[0].max_accounts), (0.8, Some(7)));
        // Who is out keeps what is owned.
        assert_eq!((found.rows.as_slice(), found.kept_by_others), (&[2, 3][..], 2));
        assert_eq!(found.instance.family, [Some(0), Some(0)]);
        assert_eq!((found.instance.forbidden.as_slice(), found.instance.apart.len()), (&[(1, 0)][..], 0));
        assert!(found.instance.disruption.is_some_and(|it| (it.accounts - 0.2).abs() < 1e-9));
    }

    #[test]
    fn segments_without_anybody_to_give_accounts_to_come_last() {
        let mut document = document();
        for at in 0..9 {
            let lonely = Account::new(AccountId::new(&format!("e{at}")), SegmentId::new("ent"));
            Arc::make_mut(&mut document.accounts).push(lonely);
        }
        assert_eq!(segments_to_assign(&document), [SegmentId::new("smb"), SegmentId::new("ent")]);
    }

    #[test]
    fn an_empty_document_is_a_problem_of_nothing() {
        assert_eq!(problem(&Document::default()).instance.accounts(), 0);
        assert!(segments_to_assign(&Document::default()).is_empty());
    }
}
