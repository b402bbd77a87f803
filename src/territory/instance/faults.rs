//! What no plan can mend: input that makes no sense, and conditions that contradict each other.

use super::Instance;
use std::collections::{BTreeMap, BTreeSet};

/// Something a plan cannot mend. Accounts, reps and attributes are places in the lists of the [`Instance`].
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// There is nobody to assign to.
    NoReps,
    /// There is nothing to assign.
    NoAccounts,
    /// Some reps will have nothing.
    MoreRepsThanAccounts {
        /// Reps.
        reps: usize,
        /// Accounts.
        accounts: usize,
    },
    /// No account has a place: only the balance can be looked after.
    NoPlaces,
    /// Some accounts have no place and take part in the balance only.
    SomeWithoutPlace {
        /// How many.
        accounts: usize,
    },
    /// Territories are to hang together, and the area of no account is known.
    NoAreas,
    /// Territories are to hang together, and the areas of some accounts are not known: these hang together with everything.
    SomeWithoutArea {
        /// How many.
        accounts: usize,
    },
    /// An attribute is zero for every account, so there is nothing to balance.
    NothingToBalance {
        /// The attribute.
        attribute: usize,
    },
    /// An amount is negative or no number and counts as nothing.
    BadAmount {
        /// The attribute.
        attribute: usize,
        /// The first such account.
        account: usize,
        /// How many accounts.
        count: usize,
    },
    /// Nobody has a share above zero.
    NoShares,
    /// One account alone is more than any rep may have.
    AccountTooLarge {
        /// The attribute.
        attribute: usize,
        /// The largest account.
        account: usize,
        /// Its amount.
        amount: f64,
        /// The most any rep may have.
        most: f64,
    },
    /// What is locked to a rep is more than the rep may have.
    LockedTooMuch {
        /// The rep.
        rep: usize,
        /// The attribute.
        attribute: usize,
        /// The sum of what is locked.
        amount: f64,
        /// The most the rep may have.
        most: f64,
    },
    /// More accounts are locked to a rep than the rep may have.
    LockedTooMany {
        /// The rep.
        rep: usize,
        /// How many.
        accounts: u32,
        /// The most.
        most: u32,
    },
    /// The maxima of all reps together are fewer than the accounts.
    TooFewPlaces {
        /// The sum of the maxima.
        most: u64,
        /// Accounts.
        accounts: usize,
    },
    /// An account is locked to a rep it must not meet.
    LockedToForbidden {
        /// The account.
        account: usize,
        /// The rep.
        rep: u32,
    },
    /// Two accounts of one family are locked to two reps.
    FamilyLockedApart {
        /// One account.
        one: usize,
        /// The other.
        other: usize,
    },
    /// Two accounts that must be apart belong to one family.
    ApartInOneFamily {
        /// One account.
        one: usize,
        /// The other.
        other: usize,
    },
    /// Two accounts that must be apart are locked to one rep.
    ApartLockedTogether {
        /// One account.
        one: usize,
        /// The other.
        other: usize,
        /// The rep.
        rep: u32,
    },
    /// An account, or its family, must not meet any rep.
    ForbiddenToAll {
        /// The account.
        account: usize,
    },
    /// Locks alone change more hands than the limit lets.
    LocksOverDisruption {
        /// Accounts that must change hands.
        accounts: usize,
    },
}

impl Fault {
    /// Whether no plan at all can keep to every condition. Otherwise the fault is worth saying and nothing more.
    pub const fn is_final(&self) -> bool {
        match self {
            Fault::MoreRepsThanAccounts { .. }
            | Fault::NoPlaces
            | Fault::SomeWithoutPlace { .. }
            | Fault::NoAreas
            | Fault::SomeWithoutArea { .. }
            | Fault::NothingToBalance { .. }
            | Fault::BadAmount { .. }
            | Fault::NoAccounts => false,
            Fault::NoReps
            | Fault::NoShares
            | Fault::AccountTooLarge { .. }
            | Fault::LockedTooMuch { .. }
            | Fault::LockedTooMany { .. }
            | Fault::TooFewPlaces { .. }
            | Fault::LockedToForbidden { .. }
            | Fault::FamilyLockedApart { .. }
            | Fault::ApartInOneFamily { .. }
            | Fault::ApartLockedTogether { .. }
            | Fault::ForbiddenToAll { .. }
            | Fault::LocksOverDisruption { .. } => true,
        }
    }
}

impl Instance {
    /// What no plan of this instance can mend, what concerns everything first.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let (accounts, reps) = (self.accounts(), self.reps.len());
        if accounts == 0 {
            faults.push(Fault::NoAccounts);
        }
        if reps == 0 {
            faults.push(Fault::NoReps);
            return faults;
        }
        if reps > accounts && accounts > 0 {
            faults.push(Fault::MoreRepsThanAccounts { reps, accounts });
        }
        if self.shares() <= 0.0 {
            faults.push(Fault::NoShares);
        }
        match (0..accounts).filter(|account| self.point(*account).is_none()).count() {
            0 => {}
            without if without == accounts => faults.push(Fault::NoPlaces),
            without => faults.push(Fault::SomeWithoutPlace { accounts: without }),
        }
        if let Some(areas) = self.areas.as_ref().filter(|_| accounts > 0) {
            match (0..accounts).filter(|account| areas.area(*account).is_none()).count() {
                0 => {}
                without if without == accounts => faults.push(Fault::NoAreas),
                without => faults.push(Fault::SomeWithoutArea { accounts: without }),
            }
        }
        self.faults_of_amounts(&mut faults);
        self.faults_of_locks(&mut faults);
        self.faults_of_pairs(&mut faults);
        faults
    }

    fn faults_of_amounts(&self, faults: &mut Vec<Fault>) {
        for (attribute, it) in self.attributes.iter().enumerate() {
            let bad = |value: &f64| !value.is_finite() || *value < 0.0;
            let count = it.values.iter().filter(|value| bad(value)).count();
            if let Some(account) = it.values.iter().position(bad) {
                faults.push(Fault::BadAmount { attribute, account, count });
            }
            let whole = self.per_share(attribute);
            if whole <= 0.0 {
                if self.accounts() > 0 {
                    faults.push(Fault::NothingToBalance { attribute });
                }
                continue;
            }
            if !self.objective.keeps_band() {
                continue;
            }
            let largest = (0..self.accounts())
                .map(|account| (self.amount(attribute, account), account))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let widest = (0..self.reps.len()).map(|rep| self.share(rep)).fold(0.0, f64::max);
            let most = widest * whole * (1.0 + self.half_width());
            if let Some((amount, account)) = largest
                && amount > most * (1.0 + 1e-12)
            {
                faults.push(Fault::AccountTooLarge { attribute, account, amount, most });
            }
        }
    }

    fn faults_of_locks(&self, faults: &mut Vec<Fault>) {
        let mut held = vec![0u32; self.reps.len()];
        for account in 0..self.accounts() {
            if let Some(count) = self.lock(account).and_then(|rep| held.get_mut(rep as usize)) {
                *count += 1;
            }
        }
        for (rep, (slot, held)) in self.reps.iter().zip(&held).enumerate() {
            if let Some(most) = slot.max_accounts.filter(|most| held > most) {
                faults.push(Fault::LockedTooMany { rep, accounts: *held, most });
            }
        }
        if self.objective.keeps_band() {
            for attribute in 0..self.attributes.len() {
                let mut sums = vec![0.0; self.reps.len()];
                for account in 0..self.accounts() {
                    if let Some(sum) = self.lock(account).and_then(|rep| sums.get_mut(rep as usize)) {
                        *sum += self.amount(attribute, account);
                    }
                }
                for (rep, amount) in sums.into_iter().enumerate() {
                    let most = self.share(rep) * self.per_share(attribute) * (1.0 + self.half_width());
                    if amount > most * (1.0 + 1e-12) {
                        faults.push(Fault::LockedTooMuch { rep, attribute, amount, most });
                    }
                }
            }
        }
        let places: Option<u64> = self.reps.iter().map(|slot| slot.max_accounts.map(u64::from)).sum();
        if let Some(most) = places.filter(|most| *most < self.accounts() as u64) {
            faults.push(Fault::TooFewPlaces { most, accounts: self.accounts() });
        }
        if let Some(limit) = self.disruption {
            let moved = |account: &usize| {
                self.today(*account).zip(self.lock(*account)).is_some_and(|(today, locked)| today != locked)
            };
            let must: Vec<usize> = (0..self.accounts()).filter(moved).collect();
            let assigned = (0..self.accounts()).filter(|account| self.today(*account).is_some());
            let (count, value) =
                assigned.fold((0.0, 0.0), |(count, value), account| (count + 1.0, value + self.value(account)));
            let lost: f64 = must.iter().map(|account| self.value(*account)).sum();
            let over = |is: f64, most: f64| is > most * (1.0 + 1e-9);
            if over(must.len() as f64, limit.accounts * count) || over(lost, limit.value * value) {
                faults.push(Fault::LocksOverDisruption { accounts: must.len() });
            }
        }
    }

    fn faults_of_pairs(&self, faults: &mut Vec<Fault>) {
        let forbidden: BTreeSet<(u32, u32)> = self.forbidden.iter().copied().collect();
        let mut locked_in_family: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
        for account in 0..self.accounts() {
            let Some(rep) = self.lock(account) else { continue };
            if let Some(family) = self.family_of(account) {
                let (one, with) = *locked_in_family.entry(family).or_insert((account, rep));
                if with != rep {
                    faults.push(Fault::FamilyLockedApart { one, other: account });
                }
            }
        }
        // The lock of one is the lock of its family.
        let lock = |account: usize| {
            let of_family = self.family_of(account).and_then(|family| locked_in_family.get(&family)).map(|it| it.1);
            self.lock(account).or(of_family)
        };
        for (account, rep) in &forbidden {
            if lock(*account as usize) == Some(*rep) {
                faults.push(Fault::LockedToForbidden { account: *account as usize, rep: *rep });
            }
        }
        for (one, other) in self.apart.iter().map(|(one, other)| (*one as usize, *other as usize)) {
            if one == other || one.max(other) >= self.accounts() {
                continue;
            }
            if self.family_of(one).is_some() && self.family_of(one) == self.family_of(other) {
                faults.push(Fault::ApartInOneFamily { one, other });
            }
            if let Some(rep) = lock(one).filter(|rep| lock(other) == Some(*rep)) {
                faults.push(Fault::ApartLockedTogether { one, other, rep });
            }
        }
        // Who is forbidden to whom, a family as one.
        let mut barred: BTreeMap<(bool, u32), (usize, BTreeSet<u32>)> = BTreeMap::new();
        for (account, rep) in forbidden.iter().filter(|(_, rep)| (*rep as usize) < self.reps.len()) {
            let group = self.family_of(*account as usize).map_or((false, *account), |family| (true, family));
            barred.entry(group).or_insert_with(|| (*account as usize, BTreeSet::new())).1.insert(*rep);
        }
        for (account, reps) in barred.into_values() {
            if reps.len() == self.reps.len() {
                faults.push(Fault::ForbiddenToAll { account });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Attribute, Disruption, Slot};
    use super::*;

    fn four_accounts() -> Instance {
        let potential = Attribute { name: "potential".to_owned(), values: vec![40.0, 30.0, 20.0, 10.0] };
        Instance::of(vec![Some((0.0, 0.0)); 4], vec![potential], vec![Slot::default(); 2])
    }

    #[test]
    fn a_sound_instance_has_no_faults() {
        assert_eq!(four_accounts().faults(), []);
    }

    #[test]
    fn each_contradiction_is_named() {
        let with = |change: fn(&mut Instance)| {
            let mut instance = four_accounts();
            change(&mut instance);
            instance.faults()
        };
        assert_eq!(with(|it| it.reps.clear()), [Fault::NoReps]);
        assert_eq!(with(|it| it.points = vec![None; 4]), [Fault::NoPlaces]);
        assert_eq!(with(|it| it.points[1] = None), [Fault::SomeWithoutPlace { accounts: 1 }]);
        assert_eq!(
            with(|it| it.attributes[0].values[2] = -1.0)[0],
            Fault::BadAmount { attribute: 0, account: 2, count: 1 }
        );
        assert_eq!(with(|it| it.attributes[0].values = vec![0.0; 4]), [Fault::NothingToBalance { attribute: 0 }]);
        // 100 over two reps is 50 each; 52.5 with the band. 60 of 120 is 60 of 63.
        assert_eq!(
            with(|it| it.attributes[0].values[0] = 70.0),
            [Fault::AccountTooLarge { attribute: 0, account: 0, amount: 70.0, most: 65.0 * 1.05 }]
        );
        assert_eq!(
            with(|it| it.locked = vec![Some(1), Some(1), None, None]),
            [Fault::LockedTooMuch { rep: 1, attribute: 0, amount: 70.0, most: 52.5 }]
        );
        let full = |it: &mut Instance| it.reps.iter_mut().for_each(|slot| slot.max_accounts = Some(1));
        let mut instance = four_accounts();
        full(&mut instance);
        instance.locked = vec![None, None, Some(0), Some(0)];
        assert_eq!(
            instance.faults(),
            [Fault::LockedTooMany { rep: 0, accounts: 2, most: 1 }, Fault::TooFewPlaces { most: 2, accounts: 4 }]
        );
        assert_eq!(
            with(|it| {
                it.locked[3] = Some(1);
                it.forbidden = vec![(3, 1)];
            }),
            [Fault::LockedToForbidden { account: 3, rep: 1 }]
        );
        assert_eq!(
            with(|it| {
                it.family = vec![None, Some(7), None, Some(7)];
                it.locked = vec![None, Some(0), None, Some(1)];
                it.apart = vec![(1, 3)];
            }),
            [Fault::FamilyLockedApart { one: 1, other: 3 }, Fault::ApartInOneFamily { one: 1, other: 3 }]
        );
        assert_eq!(
            with(|it| {
                it.locked = vec![None, None, Some(0), Some(0)];
                it.apart = vec![(2, 3)];
            }),
            [Fault::ApartLockedTogether { one: 2, other: 3, rep: 0 }]
        );
        // One account of the family is kept from one rep, the other account from the other rep: together they have nowhere to go.
        assert_eq!(
            with(|it| {
                it.family = vec![Some(1), Some(1), None, None];
                it.forbidden = vec![(0, 0), (1, 1)];
            }),
            [Fault::ForbiddenToAll { account: 0 }]
        );
        assert_eq!(
            with(|it| {
                it.current = vec![Some(0), Some(0), Some(1), Some(1)];
                it.locked[0] = Some(1);
                it.disruption = Some(Disruption { accounts: 0.25, value: 0.39, value_of: 0 });
            }),
            [Fault::LocksOverDisruption { accounts: 1 }]
        );
    }
}
