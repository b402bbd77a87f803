//! People of a file as seats of a document: those who are there already are updated, others become new seats.

mod pay;

use super::titles::{Post, guess_title};
use super::{in_currency, note_foreign};
use crate::exchange::importer::{RosterRow, compact, match_choice};
use crate::model::{Document, Function, Person, Role, Seat, Stint, StintEnd, Terms};
use crate::units::{Money, PersonId, Rate, RoleId, SeatId, SegmentId, Yearly, slug};
use chrono::NaiveDate;
use pay::Told;
pub(crate) use pay::carries_arr;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What the user said about a file's titles, managers and currencies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterChoices {
    /// What people with a job title become, by the title as the file has it; a title not named here is guessed.
    pub titles: BTreeMap<String, Post>,
    /// Who a manager is who is in neither the file nor the plan, by name.
    pub managers: BTreeMap<String, ManagerIs>,
    /// What one unit of a currency is worth in the document's, by code.
    pub rates: BTreeMap<String, Rate>,
}

/// Who a manager is whom neither the file nor the plan knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManagerIs {
    /// The holder of this seat.
    Seat(SeatId),
    /// Someone with a seat of this role that is not there yet.
    New(RoleId),
}

/// People of a file as seats, with what there is to tell about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterIntake {
    /// Seats as they are to be: those that change, and new ones.
    pub seats: Vec<Seat>,
    /// People as they are to be.
    pub people: Vec<Person>,
    /// Roles the document does not have yet.
    pub roles: Vec<Role>,
    /// How many people come in, known or new.
    pub count: usize,
    /// How many of them are in the plan already.
    pub updated: usize,
    /// How many of those change in no way.
    pub unchanged: usize,
    /// People by title: what they become, and how many there are.
    pub titles: BTreeMap<String, (Option<Post>, usize)>,
    /// Managers who are in neither the file nor the plan, and how many report to them.
    pub unknown_managers: BTreeMap<String, usize>,
    /// People who left before the plan begins; they stay out.
    pub left: usize,
    /// People who stay out because their title has no role.
    pub without_role: usize,
    /// People whose name several in the plan or the file have, and whom no id tells apart: they come in as new.
    pub ambiguous: Vec<String>,
    /// People whose reporting line would have closed a circle; they report to nobody.
    pub circles: Vec<String>,
    /// People whose pay is in another currency than the plan's, by its code, with a plan rate or without.
    pub foreign: BTreeMap<String, usize>,
    /// Pay left out because its currency has no plan rate, by currency.
    pub without_rate: BTreeMap<String, usize>,
    /// Segments that the file has a column for, as the plan knows them.
    pub segments: BTreeSet<SegmentId>,
    /// What the file says and the plan cannot use.
    pub unused: Unused,
}

/// What a file says of people and the plan cannot use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unused {
    /// Segments the plan does not know, and people of each: they get the segment their title names.
    pub segments: BTreeMap<String, usize>,
    /// Quotas of people whose role has none in ARR of its own.
    pub quotas: usize,
    /// OTEs below base pay.
    pub otes: usize,
}

/// Names that stand for nobody yet.
const OPEN: [&str; 8] = ["tobehired", "open", "vacant", "tbh", "tbd", "openposition", "requisition", "openreq"];

/// Whether a name stands for a seat still to be filled.
fn is_open(name: &str) -> bool {
    OPEN.contains(&compact(name).as_str())
}

/// Makes seats of people. Whoever is in the plan, by employee id or by a name nobody else has, is updated; what the file has no column
/// for stays. People get a base, an OTE and a quota of their own only where these differ from the role's; a base without an OTE has the
/// role's target variable on top.
pub fn roster(document: &Document, rows: &[RosterRow], choices: &RosterChoices) -> RosterIntake {
    let mut desk = Desk::new(document, rows, choices);
    for row in rows {
        desk.take(row);
    }
    desk.report(rows);
    desk.intake.seats = std::mem::take(&mut desk.seats);
    desk.intake.seats.retain(|seat| document.seat(&seat.id) != Some(seat));
    desk.intake.people.retain(|person| document.person(&person.id) != Some(person));
    let changed: HashSet<&SeatId> = desk.intake.seats.iter().map(|seat| &seat.id).collect();
    let renamed: HashSet<&PersonId> = desk.intake.people.iter().map(|person| &person.id).collect();
    let same = desk.placed.iter().filter(|(_, seat)| {
        document.seat(seat).is_some_and(|it| {
            let held = it.stints.last().and_then(|stint| stint.person.as_ref());
            !changed.contains(seat) && held.is_none_or(|id| !renamed.contains(id))
        })
    });
    desk.intake.unchanged = same.count();
    desk.intake
}

struct Desk<'a> {
    document: &'a Document,
    choices: &'a RosterChoices,
    intake: RosterIntake,
    /// Seats touched so far.
    seats: Vec<Seat>,
    /// Their places by id.
    at: HashMap<SeatId, usize>,
    /// Lines of the file and the seats they became.
    placed: Vec<(u32, SeatId)>,
    /// How often each name stands in the file.
    in_file: HashMap<String, usize>,
    /// Seats of the document by the name of their last holder.
    by_name: HashMap<String, Vec<SeatId>>,
    taken_seats: HashSet<SeatId>,
    taken_people: HashSet<PersonId>,
    first_day: NaiveDate,
    new_roles: HashMap<String, RoleId>,
}

impl<'a> Desk<'a> {
    fn new(document: &'a Document, rows: &[RosterRow], choices: &'a RosterChoices) -> Desk<'a> {
        let mut in_file: HashMap<String, usize> = HashMap::new();
        for row in rows {
            *in_file.entry(compact(&row.name)).or_default() += 1;
        }
        let mut by_name: HashMap<String, Vec<SeatId>> = HashMap::new();
        for seat in &document.seats {
            let person = seat.stints.last().and_then(|stint| stint.person.as_ref());
            if let Some(person) = person.and_then(|id| document.person(id)) {
                by_name.entry(compact(&person.name)).or_default().push(seat.id.clone());
            }
        }
        Desk {
            document,
            choices,
            intake: RosterIntake::default(),
            seats: Vec::new(),
            at: HashMap::new(),
            placed: Vec::new(),
            in_file,
            by_name,
            taken_seats: document.seats.iter().map(|seat| seat.id.clone()).collect(),
            taken_people: document.people.iter().map(|person| person.id.clone()).collect(),
            first_day: document.settings.first_month.first_day(),
            new_roles: HashMap::new(),
        }
    }

    fn take(&mut self, row: &RosterRow) {
        let chosen = self.choices.titles.get(&row.title).cloned();
        let post = chosen.or_else(|| guess_title(self.document, &row.title, row.department.as_deref()));
        let told = self.intake.titles.entry(row.title.clone()).or_insert((post.clone(), 0));
        told.1 += 1;
        let (role, segment) = match post {
            Some(Post::Role(role, segment)) => (role, segment),
            Some(Post::New(function)) => (self.new_role(&row.title, function), None),
            Some(Post::Out) | None => {
                self.intake.without_role += 1;
                return;
            }
        };
        if row.end.is_some_and(|end| end < self.first_day) {
            self.intake.left += 1;
            return;
        }
        self.intake.count += 1;
        let segment = self.segment(row).or(segment);
        let known = self.known(row);
        let mut seat = match &known {
            Some(id) => match self.document.seat(id) {
                Some(seat) => seat.clone(),
                None => return,
            },
            None => self.new_seat(&role, segment.as_ref()),
        };
        self.intake.updated += usize::from(known.is_some());
        seat.role = role;
        seat.segment = segment;
        let held = seat.stints.last().and_then(|stint| stint.person.clone());
        let person = if is_open(&row.name) { None } else { Some(held.unwrap_or_else(|| self.new_person(row))) };
        if let Some(id) = &person {
            self.intake.people.push(Person { id: id.clone(), name: row.name.clone() });
        }
        let told = self.told(row, &seat.role);
        let terms = self.terms(&seat.role, seat.segment.as_ref());
        if seat.stints.is_empty() {
            seat.stints.push(Stint::default());
        }
        if let Some(stint) = seat.stints.last_mut() {
            stint.person = person;
            stint.from = row.start;
            if let Some(end) = row.end {
                stint.to = StintEnd::Known(end);
            }
            let used = told.put(&mut stint.overrides, terms.as_ref());
            self.intake.unused.otes += usize::from(!used);
        }
        self.placed.push((row.line, seat.id.clone()));
        self.put(seat);
    }

    fn put(&mut self, seat: Seat) {
        match self.at.get(&seat.id).and_then(|at| self.seats.get_mut(*at)) {
            Some(place) => *place = seat,
            None => {
                self.at.insert(seat.id.clone(), self.seats.len());
                self.seats.push(seat);
            }
        }
    }

    /// The seat of the plan someone of the file holds already.
    fn known(&mut self, row: &RosterRow) -> Option<SeatId> {
        let free = |id: &SeatId| !self.at.contains_key(id);
        let ids = [slug(&row.id), format!("emp-{}", slug(&row.id))];
        let by_id = self.document.seats.iter().find(|seat| {
            let person = seat.stints.last().and_then(|stint| stint.person.as_ref());
            match person {
                Some(person) => row.id != row.name && ids.iter().any(|id| person.as_str() == id),
                None => is_open(&row.name) && seat.id.as_str() == row.id,
            }
        });
        if let Some(seat) = by_id.filter(|seat| free(&seat.id)) {
            return Some(seat.id.clone());
        }
        let key = compact(&row.name);
        match self.by_name.get(&key).map(Vec::as_slice) {
            Some([one]) if self.in_file.get(&key) == Some(&1) && free(one) => Some(one.clone()),
            Some([_, ..]) => {
                // Someone who came from an HR system before has an id, and it is another one.
                self.intake.ambiguous.push(row.name.clone());
                None
            }
            Some([]) | None => None,
        }
    }

    fn new_seat(&mut self, role: &RoleId, segment: Option<&SegmentId>) -> Seat {
        let stem = segment.map_or_else(|| role.to_string(), |segment| format!("{role}-{segment}"));
        let mut number = 1_u32;
        let id = loop {
            let id = SeatId::new(&format!("{stem}-{number}"));
            if self.taken_seats.insert(id.clone()) {
                break id;
            }
            number += 1;
        };
        Seat { id, role: role.clone(), segment: segment.cloned(), ..Seat::default() }
    }

    fn new_person(&mut self, row: &RosterRow) -> PersonId {
        let wished = PersonId::new(&format!("emp-{}", slug(&row.id)));
        let id = if row.id != row.name && !self.taken_people.contains(&wished) {
            wished
        } else {
            PersonId::fresh(&row.name, self.taken_people.iter())
        };
        self.taken_people.insert(id.clone());
        id
    }

    fn new_role(&mut self, title: &str, function: Function) -> RoleId {
        if let Some(id) = self.new_roles.get(title) {
            return id.clone();
        }
        let taken: Vec<&RoleId> =
            self.document.roles.iter().map(|it| &it.id).chain(self.intake.roles.iter().map(|it| &it.id)).collect();
        let id = RoleId::fresh(title, taken.into_iter());
        let like = self.document.roles.iter().find(|role| role.function == function);
        let terms = like.and_then(|role| role.terms_for(None).or(role.terms.first())).cloned().unwrap_or_default();
        self.intake.roles.push(Role {
            id: id.clone(),
            name: title.to_owned(),
            function,
            terms: vec![Terms { segment: None, ..terms }],
        });
        self.new_roles.insert(title.to_owned(), id.clone());
        id
    }

    fn role(&self, id: &RoleId) -> Option<&Role> {
        self.document.role(id).or_else(|| self.intake.roles.iter().find(|it| it.id == *id))
    }

    fn terms(&self, role: &RoleId, segment: Option<&SegmentId>) -> Option<Terms> {
        self.role(role)?.terms_for(segment).cloned()
    }

    /// The segment a row names.
    fn segment(&mut self, row: &RosterRow) -> Option<SegmentId> {
        let named = row.segment.as_ref()?;
        let names: Vec<&str> = self.document.segments.iter().map(|it| it.name.as_str()).collect();
        let found = match_choice(named, &names).and_then(|at| self.document.segments.get(at)).map(|it| it.id.clone());
        match &found {
            Some(id) => self.intake.segments.extend([id.clone()]),
            None => *self.intake.unused.segments.entry(named.clone()).or_default() += 1,
        }
        found
    }

    /// Pay and quota of a row in the plan's currency.
    fn told(&mut self, row: &RosterRow, role: &RoleId) -> Told {
        if row.base.or(row.ote).or(row.quota).is_none() {
            return Told::default();
        }
        note_foreign(&mut self.intake.foreign, row.currency, self.document);
        let own = self.document.settings.currency;
        let convert = |it: Option<Yearly<Money>>| {
            in_currency(it?.amount(), row.currency, own, &self.choices.rates).map(Yearly::new)
        };
        let quota = row.quota.filter(|_| self.role(role).is_some_and(carries_arr));
        let told = Told { base: convert(row.base), ote: convert(row.ote), quota: convert(quota) };
        self.intake.unused.quotas += usize::from(row.quota.is_some() && quota.is_none());
        // One row has one currency: all of it comes in, or nothing.
        if told.base.or(told.ote).or(told.quota).is_none() && row.base.or(row.ote).or(quota).is_some() {
            let code = row.currency.map(|it| it.code().to_owned()).unwrap_or_default();
            *self.intake.without_rate.entry(code).or_default() += 1;
        }
        told
    }

    /// Who reports to whom, once everyone has a seat.
    fn report(&mut self, rows: &[RosterRow]) {
        let lines: HashMap<u32, SeatId> = self.placed.iter().cloned().collect();
        let mut by_name: HashMap<String, Vec<SeatId>> = HashMap::new();
        let mut by_id: HashMap<String, SeatId> = HashMap::new();
        for row in rows {
            let Some(seat) = lines.get(&row.line) else { continue };
            by_name.entry(compact(&row.name)).or_default().push(seat.clone());
            by_id.insert(row.id.clone(), seat.clone());
        }
        for (name, seats) in &self.by_name {
            by_name.entry(name.clone()).or_insert_with(|| seats.clone());
        }
        let mut made: HashMap<String, SeatId> = HashMap::new();
        for row in rows {
            let Some(own) = lines.get(&row.line) else { continue };
            let known = row.manager_id.as_ref().and_then(|id| {
                by_id.get(id).cloned().or_else(|| {
                    let ids = [slug(id), format!("emp-{}", slug(id))];
                    let held = self.document.seats.iter().find(|seat| {
                        let person = seat.stints.last().and_then(|stint| stint.person.as_ref());
                        person.map_or_else(|| seat.id.as_str() == id, |it| ids.iter().any(|id| it.as_str() == id))
                    });
                    held.map(|seat| seat.id.clone())
                })
            });
            let Some(name) = &row.manager else {
                if let Some(leader) = known {
                    self.lead(own, Some(leader), &row.name);
                }
                continue;
            };
            let leader = match (known, by_name.get(&compact(name)).map(Vec::as_slice)) {
                (Some(leader), _) => Some(leader),
                (None, Some([one])) => Some(one.clone()),
                (None, Some(_)) => None,
                (None, None) => {
                    *self.intake.unknown_managers.entry(name.clone()).or_default() += 1;
                    match self.choices.managers.get(name) {
                        Some(ManagerIs::Seat(seat)) => Some(seat.clone()),
                        Some(ManagerIs::New(role)) => Some(self.new_leader(&mut made, name, role, row.start)),
                        None => continue,
                    }
                }
            };
            match leader {
                // The top of the company reports to itself in many files.
                Some(leader) if leader == *own => self.lead(own, None, &row.name),
                Some(leader) => self.lead(own, Some(leader), &row.name),
                None => {}
            }
        }
    }

    fn new_leader(
        &mut self,
        made: &mut HashMap<String, SeatId>,
        name: &str,
        role: &RoleId,
        start: NaiveDate,
    ) -> SeatId {
        if let Some(id) = made.get(name) {
            // Whoever leads has been there as long as those who report.
            if let Some(stint) =
                self.at.get(id).and_then(|at| self.seats.get_mut(*at)).and_then(|it| it.stints.last_mut())
            {
                stint.from = stint.from.min(start);
            }
            return id.clone();
        }
        let mut seat = self.new_seat(role, None);
        let person = PersonId::fresh(name, self.taken_people.iter());
        self.taken_people.insert(person.clone());
        self.intake.people.push(Person { id: person.clone(), name: name.to_owned() });
        seat.stints = vec![Stint { person: Some(person), from: start, ..Stint::default() }];
        let id = seat.id.clone();
        made.insert(name.to_owned(), id.clone());
        self.put(seat);
        id
    }

    /// Has a seat report to another one, unless that would close a circle.
    fn lead(&mut self, own: &SeatId, leader: Option<SeatId>, name: &str) {
        let mut above = leader.clone();
        for _ in 0..=self.seats.len() + self.document.seats.len() {
            let Some(at) = above else { break };
            if at == *own {
                self.intake.circles.push(name.to_owned());
                self.set_manager(own, None);
                return;
            }
            let touched = self.at.get(&at).and_then(|at| self.seats.get(*at));
            above = touched.or_else(|| self.document.seat(&at)).and_then(|seat| seat.manager.clone());
        }
        self.set_manager(own, leader);
    }

    fn set_manager(&mut self, own: &SeatId, leader: Option<SeatId>) {
        if let Some(seat) = self.at.get(own).and_then(|at| self.seats.get_mut(*at)) {
            seat.manager = leader;
        }
    }
}

#[cfg(test)]
mod tests;
