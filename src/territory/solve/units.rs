//! The instance as the search wants it: families as one unit, sums in parts of a share, lists by number.

use super::super::instance::{Instance, Objective};
use std::collections::BTreeMap;

/// No rep.
pub(super) const NOBODY: u32 = u32::MAX;

/// The most attributes the search looks after; the rest are measured and not steered.
pub(super) const ATTRIBUTES_AT_MOST: usize = 15;

/// Kilometres below which two places are one.
pub(super) const SAME_PLACE: f64 = 1e-6;

/// What moves as one: an account, or a family.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    /// Its accounts.
    pub(super) accounts: Vec<u32>,
    /// Where they lie, as far as they have places.
    pub(super) points: Vec<(f64, f64)>,
    /// Each attribute in parts of a whole share; the last is the number of accounts in parts of their mean, where maxima are set.
    pub(super) amounts: Vec<f64>,
    /// The rep it is locked to.
    pub(super) locked: Option<u32>,
    /// Reps it must not meet.
    pub(super) barred: Vec<u32>,
    /// Units it must not share a rep with.
    pub(super) apart: Vec<u32>,
    /// Areas with its accounts in each, where territories must hang together.
    pub(super) areas: Vec<(u8, u32)>,
    /// With whom its accounts are today: rep, accounts, value.
    pub(super) today: Vec<(u32, f64, f64)>,
}

impl Unit {
    /// The mean of its places.
    pub(super) fn middle(&self) -> Option<(f64, f64)> {
        let count = self.points.len() as f64;
        let (x, y) = self.points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
        (count > 0.0).then(|| (x / count, y / count))
    }

    /// Accounts and value that change hands if a rep has it.
    pub(super) fn moved(&self, rep: u32) -> (f64, f64) {
        let others = self.today.iter().filter(|(today, _, _)| *today != rep);
        others.fold((0.0, 0.0), |(count, value), it| (count + it.1, value + it.2))
    }

    pub(super) fn may(&self, rep: u32) -> bool {
        self.locked.is_none_or(|locked| locked == rep) && !self.barred.contains(&rep)
    }
}

/// The whole instance in units.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    pub(super) units: Vec<Unit>,
    pub(super) reps: usize,
    /// Shares of the reps; a whole one is 1.
    pub(super) shares: Vec<f64>,
    /// How many of the amounts are attributes.
    pub(super) attributes: usize,
    /// The most of the amount that counts accounts, by rep, where maxima are set.
    pub(super) most: Vec<Option<f64>>,
    /// Accounts in that amount's unit.
    pub(super) per_account: f64,
    pub(super) band: f64,
    pub(super) objective: Objective,
    /// Accounts and value that may change hands, and of how many and how much.
    pub(super) hands: Option<Hands>,
    pub(super) accounts: usize,
    /// Whether conditions contradict each other, so that some had to be left out here.
    pub(super) contradicted: bool,
    /// From each area, those one comes to; empty where territories need not hang together.
    pub(super) ways: Vec<super::super::areas::Mask>,
    /// Where each rep is at home, or the middle of what is locked to the rep, or of what the rep has today.
    pub(super) anchors: Vec<Option<(f64, f64)>>,
    /// Where each rep is at home, if that is known.
    pub(super) homes: Vec<Option<(f64, f64)>>,
}

/// What may change hands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hands {
    pub(super) accounts_at_most: f64,
    pub(super) value_at_most: f64,
    pub(super) accounts: f64,
    pub(super) value: f64,
    pub(super) limited: bool,
}

impl Units {
    pub(super) fn of(instance: &Instance) -> Units {
        let reps = instance.reps.len();
        let steered: Vec<(usize, f64)> = (0..instance.attributes.len())
            .map(|attribute| (attribute, instance.per_share(attribute)))
            .filter(|(_, whole)| *whole > 0.0)
            .take(ATTRIBUTES_AT_MOST)
            .collect();
        let has_maxima = instance.reps.iter().any(|slot| slot.max_accounts.is_some());
        let per_account = reps as f64 / (instance.accounts().max(1) as f64);
        let mut units: Vec<Unit> = Vec::new();
        let mut contradicted = false;
        let mut of_account = Vec::with_capacity(instance.accounts());
        let mut families: BTreeMap<u32, usize> = BTreeMap::new();
        for account in 0..instance.accounts() {
            let next = units.len();
            let at = instance.family_of(account).map_or(next, |family| *families.entry(family).or_insert(next));
            if at == next {
                units.push(Unit { amounts: vec![0.0; steered.len() + usize::from(has_maxima)], ..Unit::default() });
            }
            of_account.push(at as u32);
            let Some(unit) = units.get_mut(at) else { continue };
            unit.accounts.push(account as u32);
            unit.points.extend(instance.point(account));
            for (sum, (attribute, whole)) in unit.amounts.iter_mut().zip(&steered) {
                *sum += instance.amount(*attribute, account) / whole;
            }
            if let Some(count) = unit.amounts.last_mut().filter(|_| has_maxima) {
                *count += per_account;
            }
            if let Some(area) = instance.areas.as_ref().and_then(|areas| areas.area(account)) {
                match unit.areas.iter_mut().find(|it| it.0 == area) {
                    Some(it) => it.1 += 1,
                    None => unit.areas.push((area, 1)),
                }
            }
            let lock = instance.lock(account);
            contradicted |= unit.locked.is_some() && lock.is_some() && lock != unit.locked;
            unit.locked = unit.locked.or(lock);
            if let Some(today) = instance.today(account) {
                let value = instance.value(account);
                match unit.today.iter_mut().find(|it| it.0 == today) {
                    Some(it) => (it.1, it.2) = (it.1 + 1.0, it.2 + value),
                    None => unit.today.push((today, 1.0, value)),
                }
            }
        }
        for (account, rep) in &instance.forbidden {
            let unit = of_account.get(*account as usize).and_then(|at| units.get_mut(*at as usize));
            if let Some(unit) = unit.filter(|unit| !unit.barred.contains(rep)) {
                unit.barred.push(*rep);
            }
        }
        for (one, other) in &instance.apart {
            let both = (of_account.get(*one as usize).copied(), of_account.get(*other as usize).copied());
            contradicted |= both.0.is_some() && both.0 == both.1 && one_family(instance, *one, *other);
            if let (Some(one), Some(other)) = both
                && one != other
            {
                for (unit, apart) in [(one, other), (other, one)] {
                    if let Some(unit) = units.get_mut(unit as usize) {
                        unit.apart.push(apart);
                    }
                }
            }
        }
        for unit in &mut units {
            // Barred from everybody is barred from nobody, and a lock stands above a bar: somebody has to have it, and the score says what is
            // wrong.
            let open = (0..reps as u32).any(|rep| !unit.barred.contains(&rep));
            if !open || unit.locked.is_some_and(|rep| unit.barred.contains(&rep)) {
                contradicted |= reps > 0;
                unit.barred.clear();
            }
        }
        let held = units.iter().flat_map(|unit| &unit.today);
        let (accounts, value) = held.fold((0.0, 0.0), |(count, value), it| (count + it.1, value + it.2));
        let hands = Hands {
            accounts_at_most: instance.disruption.map_or(accounts, |it| (it.accounts * accounts).clamp(0.0, accounts)),
            value_at_most: instance.disruption.map_or(value, |it| (it.value * value).clamp(0.0, value)),
            accounts,
            value,
            limited: instance.disruption.is_some_and(|it| it.accounts < 1.0 || it.value < 1.0),
        };
        let matter = hands.limited || instance.objective == Objective::LeastDisruption;
        let most = |rep: usize| instance.reps.get(rep).and_then(|slot| slot.max_accounts);
        let mut found = Units {
            reps,
            shares: (0..reps).map(|rep| instance.share(rep)).collect(),
            attributes: steered.len(),
            most: (0..if has_maxima { reps } else { 0 })
                .map(|rep| most(rep).map(|it| f64::from(it) * per_account))
                .collect(),
            per_account,
            band: instance.half_width(),
            objective: instance.objective,
            hands: (matter && accounts > 0.0).then_some(hands),
            accounts: instance.accounts(),
            contradicted,
            ways: instance.areas.as_ref().map(super::super::areas::Areas::ways).unwrap_or_default(),
            anchors: Vec::new(),
            homes: instance.reps.iter().map(|slot| slot.home.filter(|(x, y)| x.is_finite() && y.is_finite())).collect(),
            units,
        };
        found.anchors = found.anchors_of();
        found
    }

    fn anchors_of(&self) -> Vec<Option<(f64, f64)>> {
        let mut sums = vec![[(0.0, 0.0, 0.0); 2]; self.reps];
        for unit in &self.units {
            let Some((x, y)) = unit.middle() else { continue };
            let reps = unit.locked.map(|rep| (0, rep)).into_iter().chain(unit.today.iter().map(|it| (1, it.0)));
            for (kind, rep) in reps {
                if let Some(sum) = sums.get_mut(rep as usize).and_then(|it| it.get_mut(kind)) {
                    *sum = (sum.0 + x, sum.1 + y, sum.2 + 1.0);
                }
            }
        }
        let mean = |sum: &(f64, f64, f64)| (sum.2 > 0.0).then(|| (sum.0 / sum.2, sum.1 / sum.2));
        sums.iter()
            .enumerate()
            .map(|(rep, [locked, today])| {
                let home = self.homes.get(rep).copied().flatten();
                mean(locked).or(home).or_else(|| mean(today))
            })
            .collect()
    }

    /// The plan of accounts that gives each unit to this rep.
    pub(super) fn plan(&self, reps: &[u32]) -> super::super::Plan {
        let mut plan = vec![None; self.accounts];
        for (unit, rep) in self.units.iter().zip(reps) {
            for account in &unit.accounts {
                if let Some(place) = plan.get_mut(*account as usize) {
                    *place = (*rep != NOBODY).then_some(*rep);
                }
            }
        }
        plan
    }
}

/// Two accounts, not one twice.
fn one_family(instance: &Instance, one: u32, other: u32) -> bool {
    one != other && instance.family_of(one as usize).is_some()
}
