//! The best moves now: single accounts that change hands, and pairs that change places, with what each does.
//!
//! For whoever moves accounts by hand: after every move the list is made anew. Every move is first judged by its first-order effect (sums
//! exactly, distances with the centres moving a little), the best of these by what they do to the territories they touch (`Gauge`), and those that
//! are shown from scratch. Where territories must hang together, a whole piece that lies apart may go to somebody at once.

mod gauge;
mod land;
mod near;

use super::Plan;
use super::instance::{Instance, Objective};
use super::measure::{Score, Sums, distance, score, score_of};
use gauge::Gauge;
use land::Land;
use near::near_reps;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// How many of the nearest reps each rep looks at.
const NEIGHBOURS: usize = 16;
/// How many reps, those farthest from their share first, look for swaps.
const SWAPPING_REPS: usize = 8;
/// How many accounts of either side are tried in swaps.
const SWAPPED: usize = 40;
/// How many more than asked for are measured from scratch.
const MEASURED_TIMES: usize = 4;
/// And how many are measured at all, so that the list is there at once.
const MEASURED_AT_MOST: usize = 300;
/// How many of the best ideas are put in order at first.
const BEST_FIRST: usize = 2_000;

/// One account that changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reassignment {
    /// The account.
    pub account: u32,
    /// Who has it in the plan.
    pub from: Option<u32>,
    /// Who is to have it.
    pub to: u32,
}

/// A piece of advice: what to change, and the plan's score without and with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// One account or a family, two that change places, or a piece of a territory that lies apart from it.
    pub changes: Vec<Reassignment>,
    /// The plan as it is.
    pub before: Score,
    /// The plan with the change.
    pub after: Score,
}

impl Advice {
    /// Lays the change over a plan.
    pub fn apply(&self, plan: &mut Plan) {
        for change in &self.changes {
            if let Some(rep) = plan.get_mut(change.account as usize) {
                *rep = Some(change.to);
            }
        }
    }
}

/// The best changes of a plan, best first, at most so many and no account twice. Each stands for itself: together they may do more or less.
pub fn advise(instance: &Instance, plan: &[Option<u32>], most: usize) -> Vec<Advice> {
    let sums = Sums::of(instance, plan);
    let before = score_of(instance, plan, &sums);
    let desk = Desk::new(instance, plan, &sums);
    let mut ideas = Vec::new();
    let mut pieces = Vec::new();
    desk.moves(&mut ideas);
    desk.swaps(&mut ideas);
    desk.pieces(plan, &mut ideas, &mut pieces);
    let mut gauge = Gauge::new(instance, plan, &sums, before);
    let mut found: Vec<(Score, Vec<Reassignment>)> = Vec::new();
    let mut touched = BTreeSet::new();
    let mut measured = 0;
    // Of tens of thousands few are looked at: the best are put in order first, the others only if these do not do.
    let few = BEST_FIRST.min(ideas.len().saturating_sub(1));
    if few > 0 {
        ideas.select_nth_unstable_by(few, Idea::compare);
    }
    let (best, others) = ideas.split_at_mut(few);
    'looking: for part in [best, others] {
        part.sort_unstable_by(Idea::compare);
        for idea in part.iter() {
            if found.len() >= most.saturating_mul(MEASURED_TIMES) || measured >= MEASURED_AT_MOST {
                break 'looking;
            }
            if idea.groups(&pieces).any(|(group, _)| touched.contains(&group)) {
                continue;
            }
            measured += 1;
            let changes = desk.changes(idea.groups(&pieces));
            let after = gauge.after(&changes);
            if after.compare(&before) == Ordering::Less {
                touched.extend(idea.groups(&pieces).map(|(group, _)| group));
                found.push((after, changes));
            }
        }
    }
    found.sort_by(|a, b| a.0.compare(&b.0));
    found.truncate(most);
    let mut changed = plan.to_vec();
    let mut told = Vec::with_capacity(found.len());
    for (_, changes) in found {
        let lay = |changed: &mut Plan, changes: &[Reassignment], undo: bool| {
            for change in changes {
                if let Some(rep) = changed.get_mut(change.account as usize) {
                    *rep = if undo { change.from } else { Some(change.to) };
                }
            }
        };
        lay(&mut changed, &changes, false);
        let after = score(instance, &changed);
        lay(&mut changed, &changes, true);
        if after.compare(&before) == Ordering::Less {
            told.push(Advice { changes, before, after });
        }
    }
    told.sort_by(|a, b| a.after.compare(&b.after));
    told
}

/// A change that is thought about: groups (families or single accounts) and their new reps.
struct Idea {
    breaches: f64,
    objective: f64,
    /// The order in which they came up decides between equals.
    number: u32,
    what: What,
}

/// What changes.
#[derive(Clone, Copy)]
enum What {
    /// A group goes to a rep.
    Move(u32, u32),
    /// Two groups change places: each with its new rep.
    Swap([(u32, u32); 2]),
    /// A piece goes over as a whole: its place in the list of pieces.
    Piece(u32),
}

/// At most two groups, with their new reps.
type Few = [Option<(u32, u32)>; 2];

/// Groups that go over together, with their new reps.
type Together = Vec<(u32, u32)>;

impl Idea {
    fn groups(&self, pieces: &[Together]) -> impl Iterator<Item = (usize, u32)> {
        let (few, many): (Few, &[(u32, u32)]) = match self.what {
            What::Move(group, to) => ([Some((group, to)), None], &[]),
            What::Swap([one, other]) => ([Some(one), Some(other)], &[]),
            What::Piece(at) => ([None, None], pieces.get(at as usize).map_or(&[], Vec::as_slice)),
        };
        few.into_iter().flatten().chain(many.iter().copied()).map(|(group, to)| (group as usize, to))
    }

    fn compare(&self, other: &Idea) -> Ordering {
        let first = self.breaches.total_cmp(&other.breaches).then(self.objective.total_cmp(&other.objective));
        first.then(self.number.cmp(&other.number))
    }
}

/// Takes an idea up if it promises anything.
fn note(ideas: &mut Vec<Idea>, what: What, breaches: f64, objective: f64) {
    // What rounding makes is no improvement.
    let breaches = if breaches.abs() < 1e-9 { 0.0 } else { breaches };
    if breaches < 0.0 || (breaches <= 0.0 && objective < -1e-9) {
        ideas.push(Idea { breaches, objective, number: ideas.len() as u32, what });
    }
}

/// Accounts that move together.
#[derive(Default)]
struct Group {
    accounts: Vec<u32>,
    rep: Option<u32>,
    amounts: Vec<f64>,
    /// Value with each rep of today, over the accounts somebody has, where it matters.
    today: Vec<(u32, f64)>,
    /// Areas with its accounts in each, where territories must hang together.
    areas: Vec<(u8, u32)>,
}

struct Desk<'a> {
    instance: &'a Instance,
    sums: &'a Sums,
    wholes: Vec<f64>,
    groups: Vec<Group>,
    of_rep: Vec<Vec<usize>>,
    near: Vec<Vec<u32>>,
    /// How the sum of distances of each rep changes as its centre moves.
    slopes: Vec<(f64, f64)>,
    forbidden: BTreeSet<(u32, u32)>,
    land: Option<Land>,
}

impl<'a> Desk<'a> {
    fn new(instance: &'a Instance, plan: &[Option<u32>], sums: &'a Sums) -> Desk<'a> {
        let reps = instance.reps.len();
        let mut slopes = vec![(0.0, 0.0); reps];
        let mut groups: Vec<Group> = Vec::new();
        let mut families: BTreeMap<u32, usize> = BTreeMap::new();
        for account in 0..instance.accounts() {
            let rep = plan.get(account).copied().flatten().filter(|rep| (*rep as usize) < reps);
            let group = match instance.family_of(account) {
                Some(family) => *families.entry(family).or_insert(groups.len()),
                None => groups.len(),
            };
            if group == groups.len() {
                groups.push(Group { amounts: vec![0.0; instance.attributes.len()], rep, ..Group::default() });
            }
            if let Some(group) = groups.get_mut(group) {
                group.accounts.push(account as u32);
                if let Some(area) = instance.areas.as_ref().and_then(|areas| areas.area(account)) {
                    match group.areas.iter_mut().find(|it| it.0 == area) {
                        Some(it) => it.1 += 1,
                        None => group.areas.push((area, 1)),
                    }
                }
                if instance.objective == Objective::LeastDisruption {
                    group.today.extend(instance.today(account).map(|today| (today, instance.value(account))));
                }
                for (attribute, amount) in group.amounts.iter_mut().enumerate() {
                    *amount += instance.amount(attribute, account);
                }
            }
            if let Some(((point, rep), slope)) = instance
                .point(account)
                .zip(rep)
                .and_then(|(point, rep)| Some(((point, rep), slopes.get_mut(rep as usize)?)))
                && let Some(Some(centre)) = sums.centres.get(rep as usize)
            {
                let far = distance(point, *centre).max(1e-6);
                *slope = (slope.0 + (centre.0 - point.0) / far, slope.1 + (centre.1 - point.1) / far);
            }
        }
        let mut of_rep = vec![Vec::new(); reps];
        for (at, group) in groups.iter().enumerate() {
            let locked = group.accounts.iter().any(|account| {
                let lock = instance.lock(*account as usize);
                lock.is_some() && lock == group.rep
            });
            if let Some(list) = group.rep.and_then(|rep| of_rep.get_mut(rep as usize)).filter(|_| !locked) {
                list.push(at);
            }
        }
        Desk {
            instance,
            sums,
            wholes: (0..instance.attributes.len()).map(|attribute| instance.per_share(attribute)).collect(),
            groups,
            of_rep,
            near: near_reps(sums),
            slopes,
            forbidden: instance.forbidden.iter().copied().collect(),
            land: Land::of(instance, plan),
        }
    }

    fn changes(&self, groups: impl Iterator<Item = (usize, u32)>) -> Vec<Reassignment> {
        let groups = groups.filter_map(|(group, to)| Some((self.groups.get(group)?, to)));
        groups
            .flat_map(|(group, to)| {
                group.accounts.iter().map(move |account| Reassignment { account: *account, from: group.rep, to })
            })
            .collect()
    }

    fn may(&self, group: &Group, rep: u32) -> bool {
        group.accounts.iter().all(|account| {
            (self.forbidden.is_empty() || !self.forbidden.contains(&(*account, rep)))
                && self.instance.lock(*account as usize).is_none_or(|locked| locked == rep)
        })
    }

    fn moves(&self, ideas: &mut Vec<Idea>) {
        let everyone: Vec<u32> = (0..self.instance.reps.len() as u32).collect();
        for (at, group) in self.groups.iter().enumerate() {
            let near = group.rep.and_then(|rep| self.near.get(rep as usize)).unwrap_or(&everyone);
            // What it does to whoever has it is the same for all who might get it.
            let (gone, nearer) = match group.rep {
                Some(from) => self.effect(from as usize, &[(group, -1.0)]),
                None => (-(group.accounts.len() as f64), 0.0),
            };
            for to in near.iter().copied().filter(|to| Some(*to) != group.rep && self.may(group, *to)) {
                let (come, farther) = self.effect(to as usize, &[(group, 1.0)]);
                let breaches = self.splits(group, to) + gone + come;
                note(ideas, What::Move(at as u32, to), breaches, nearer + farther + self.hands(group, to));
            }
        }
    }

    fn swaps(&self, ideas: &mut Vec<Idea>) {
        let mut reps: Vec<(f64, usize)> = (0..self.instance.reps.len()).map(|rep| (self.deviation(rep), rep)).collect();
        reps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, one) in reps.into_iter().take(SWAPPING_REPS) {
            for other in self.near.get(one).into_iter().flatten().map(|rep| *rep as usize).filter(|rep| *rep != one) {
                let (here, there) = (self.nearest_to(one, other), self.nearest_to(other, one));
                for (a, group_a) in here.iter().filter_map(|at| Some((*at, self.groups.get(*at)?))) {
                    for (b, group_b) in there.iter().filter_map(|at| Some((*at, self.groups.get(*at)?))) {
                        let (breach_one, worse_one) = self.effect(one, &[(group_a, -1.0), (group_b, 1.0)]);
                        let (breach_other, worse_other) = self.effect(other, &[(group_a, 1.0), (group_b, -1.0)]);
                        let hands = self.hands(group_a, other as u32) + self.hands(group_b, one as u32);
                        let objective = worse_one + worse_other + hands;
                        let both = What::Swap([(a as u32, other as u32), (b as u32, one as u32)]);
                        let apart = self.splits(group_a, other as u32) + self.splits(group_b, one as u32);
                        note(ideas, both, breach_one + breach_other + apart, objective);
                    }
                }
            }
        }
    }

    /// How far the rep's sums are from its share, the farthest.
    fn deviation(&self, rep: usize) -> f64 {
        let parts = self.sums.amounts.iter().zip(&self.wholes).map(|(amounts, whole)| {
            let fair = whole * self.instance.share(rep);
            let amount = amounts.get(rep).copied().unwrap_or(0.0);
            if fair > 0.0 { (amount / fair - 1.0).abs() } else { 0.0 }
        });
        parts.fold(0.0, f64::max)
    }

    /// The groups of a rep that lie best for another rep, and may go there.
    fn nearest_to(&self, rep: usize, other: usize) -> Vec<usize> {
        let centre = |rep: usize| self.sums.centres.get(rep).copied().flatten();
        let farther = |group: &Group| -> f64 {
            let points = group.accounts.iter().filter_map(|account| self.instance.point(*account as usize));
            match (centre(rep), centre(other)) {
                (Some(here), Some(there)) => points.map(|point| distance(point, there) - distance(point, here)).sum(),
                _ => 0.0,
            }
        };
        let mut groups: Vec<(f64, usize)> = self
            .of_rep
            .get(rep)
            .into_iter()
            .flatten()
            .filter_map(|at| Some((*at, self.groups.get(*at)?)))
            .filter(|(_, group)| self.may(group, other as u32))
            .map(|(at, group)| (farther(group), at))
            .collect();
        groups.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        groups.truncate(SWAPPED);
        groups.into_iter().map(|(_, at)| at).collect()
    }

    /// What groups that come (1) and go (-1) do to a rep: to its breaches, and to the objective.
    fn effect(&self, rep: usize, changes: &[(&Group, f64)]) -> (f64, f64) {
        let (mut breaches, mut uneven) = (0.0, 0.0);
        let band = self.instance.half_width();
        for (attribute, (amounts, whole)) in self.sums.amounts.iter().zip(&self.wholes).enumerate() {
            if *whole <= 0.0 {
                continue;
            }
            let amount = amounts.get(rep).copied().unwrap_or(0.0);
            let change: f64 =
                changes.iter().map(|(group, sign)| sign * group.amounts.get(attribute).copied().unwrap_or(0.0)).sum();
            let share = self.instance.share(rep);
            let off = |sum: f64| if share > 0.0 { sum / (whole * share) - 1.0 } else { sum / whole };
            let (was, is) = (off(amount), off(amount + change));
            if self.instance.objective.keeps_band() {
                breaches += (is.abs() - band).max(0.0) - (was.abs() - band).max(0.0);
            } else {
                uneven += is * is - was * was;
            }
        }
        if let Some(most) = self.instance.reps.get(rep).and_then(|slot| slot.max_accounts) {
            let count = f64::from(self.sums.counts.get(rep).copied().unwrap_or(0));
            let change: f64 = changes.iter().map(|(group, sign)| sign * group.accounts.len() as f64).sum();
            let over = |count: f64| (count - f64::from(most)).max(0.0);
            breaches += over(count + change) - over(count);
        }
        let objective = match self.instance.objective {
            Objective::Compact => self.travel(rep, changes),
            Objective::MinLargest | Objective::MaxSmallest | Objective::MinSpread => uneven,
            Objective::LeastDisruption => 0.0,
        };
        (breaches, objective)
    }

    /// How the sum of distances changes, to first order.
    fn travel(&self, rep: usize, changes: &[(&Group, f64)]) -> f64 {
        let Some(Some(centre)) = self.sums.centres.get(rep) else { return 0.0 };
        let mut count = f64::from(self.sums.placed.get(rep).copied().unwrap_or(0));
        let slope = self.slopes.get(rep).copied().unwrap_or_default();
        let (mut farther, mut pull) = (0.0, (0.0, 0.0));
        for (group, sign) in changes {
            for point in group.accounts.iter().filter_map(|account| self.instance.point(*account as usize)) {
                farther += sign * distance(point, *centre);
                pull = (pull.0 + sign * (point.0 - centre.0), pull.1 + sign * (point.1 - centre.1));
                count += sign;
            }
        }
        if count >= 1.0 { farther + (slope.0 * pull.0 + slope.1 * pull.1) / count } else { farther }
    }

    /// What the objective loses when value changes hands.
    fn hands(&self, group: &Group, to: u32) -> f64 {
        if self.instance.objective != Objective::LeastDisruption {
            return 0.0;
        }
        let moved = |rep: Option<u32>| -> f64 {
            group.today.iter().filter(|(today, _)| Some(*today) != rep).map(|(_, value)| value).sum()
        };
        moved(Some(to)) - moved(group.rep)
    }
}

#[cfg(test)]
mod tests;
