//! What a few changes do to a plan, by the territories they touch: the others stay as they are. Sums are those of a measurement from scratch
//! but for the order of additions.

use super::super::Plan;
use super::super::areas::strays_of;
use super::super::instance::Instance;
use super::super::measure::{Balance, Score, Sums, count_pairs, distance, over_limit, owned};
use super::Reassignment;

/// A plan with its sums, and who has what.
pub(super) struct Gauge<'a> {
    instance: &'a Instance,
    before: Score,
    sums: Sums,
    wholes: Vec<f64>,
    members: Vec<Vec<u32>>,
    owned: (f64, f64),
    plan: Plan,
}

impl<'a> Gauge<'a> {
    pub(super) fn new(instance: &'a Instance, plan: &[Option<u32>], sums: &Sums, before: Score) -> Gauge<'a> {
        let mut members = vec![Vec::new(); instance.reps.len()];
        for (account, rep) in (0u32..).zip(plan.iter().take(instance.accounts())) {
            if let Some(members) = rep.and_then(|rep| members.get_mut(rep as usize)) {
                members.push(account);
            }
        }
        let wholes = (0..instance.attributes.len()).map(|attribute| instance.per_share(attribute)).collect();
        let owned = instance.disruption.map_or((0.0, 0.0), |_| owned(instance));
        Gauge { instance, before, sums: sums.clone(), wholes, members, owned, plan: plan.to_vec() }
    }

    /// The score with some changes made.
    pub(super) fn after(&mut self, changes: &[Reassignment]) -> Score {
        let mut reps: Vec<u32> = changes.iter().flat_map(|it| it.from.into_iter().chain([it.to])).collect();
        reps.sort_unstable();
        reps.dedup();
        self.lay(changes, false);
        let mut sums = self.sums.clone();
        for rep in &reps {
            self.sum_up(&mut sums, *rep, changes);
        }
        let score = self.measure(&sums, &reps, changes);
        self.lay(changes, true);
        score
    }

    fn lay(&mut self, changes: &[Reassignment], undo: bool) {
        for change in changes {
            if let Some(rep) = self.plan.get_mut(change.account as usize) {
                *rep = if undo { change.from } else { Some(change.to) };
            }
        }
    }

    /// The sums of one rep in the changed plan.
    fn sum_up(&self, sums: &mut Sums, rep: u32, changes: &[Reassignment]) {
        let at = rep as usize;
        let had = self.members.get(at).into_iter().flatten().copied();
        let stay = had.filter(|account| self.plan.get(*account as usize).copied().flatten() == Some(rep));
        let come = changes.iter().filter(|it| it.to == rep && it.from != Some(rep)).map(|it| it.account);
        let has: Vec<usize> = stay.chain(come).map(|account| account as usize).collect();
        for (attribute, amounts) in sums.amounts.iter_mut().enumerate() {
            if let Some(sum) = amounts.get_mut(at) {
                *sum = has.iter().map(|account| self.instance.amount(attribute, *account)).sum();
            }
        }
        let points = || has.iter().filter_map(|account| self.instance.point(*account));
        let (x, y, placed) = points().fold((0.0, 0.0, 0u32), |sum, it| (sum.0 + it.0, sum.1 + it.1, sum.2 + 1));
        let centre = (placed > 0).then(|| (x / f64::from(placed), y / f64::from(placed)));
        let far = centre.map_or(0.0, |centre| points().map(|point| distance(point, centre)).sum());
        let put = |list: &mut [f64], value: f64| list.get_mut(at).into_iter().for_each(|it| *it = value);
        put(&mut sums.distances, far);
        sums.counts.get_mut(at).into_iter().for_each(|it| *it = has.len() as u32);
        sums.placed.get_mut(at).into_iter().for_each(|it| *it = placed);
        sums.centres.get_mut(at).into_iter().for_each(|it| *it = centre);
    }

    fn measure(&self, sums: &Sums, reps: &[u32], changes: &[Reassignment]) -> Score {
        let mut score = Score { distance_km: sums.distances.iter().sum(), ..self.before };
        let step =
            |count: &mut u32, was: bool, is: bool| *count = (*count + u32::from(is)).saturating_sub(u32::from(was));
        for change in changes {
            let (account, to) = (change.account as usize, Some(change.to));
            step(&mut score.breaches.unassigned, change.from.is_none(), false);
            if let Some(locked) = self.instance.lock(account) {
                step(&mut score.breaches.locks, change.from != Some(locked), to != Some(locked));
            }
            if let Some(today) = self.instance.today(account) {
                let (was, is) = (change.from != Some(today), to != Some(today));
                step(&mut score.moved_accounts, was, is);
                let value = self.instance.value(account);
                score.moved_value += value * (f64::from(u8::from(is)) - f64::from(u8::from(was)));
            }
        }
        score.breaches.disruption = over_limit(self.instance, self.owned, score.moved_accounts, score.moved_value);
        for rep in reps.iter().map(|rep| *rep as usize) {
            let Some(most) = self.instance.reps.get(rep).and_then(|slot| slot.max_accounts) else { continue };
            let over = |sums: &Sums| sums.counts.get(rep).map_or(0, |count| count.saturating_sub(most));
            score.breaches.over_maximum = (score.breaches.over_maximum + over(sums)).saturating_sub(over(&self.sums));
        }
        if !self.instance.forbidden.is_empty() || !self.instance.apart.is_empty() || self.before.breaches.families > 0 {
            count_pairs(self.instance, &self.plan, &mut score.breaches);
        }
        if self.instance.areas.is_some() {
            score.breaches.split = strays_of(self.instance, &self.plan);
        }
        Balance::of(self.instance, &self.wholes, sums).write(self.instance, &mut score);
        score
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::instance::{Attribute, Disruption, Slot};
    use super::super::super::measure::score;
    use super::*;

    #[test]
    fn what_a_change_does_is_what_a_measurement_from_scratch_says() {
        let values = |step: u32| (0..60u32).map(|at| f64::from(at * step % 17)).collect();
        let attributes = vec![
            Attribute { name: "potential".to_owned(), values: values(7) },
            Attribute { name: "workload".to_owned(), values: values(5) },
        ];
        let points = (0..60u32).map(|at| (at % 9 != 0).then(|| (f64::from(at * 13 % 31), f64::from(at * 11 % 23))));
        let mut instance = Instance::of(points.collect(), attributes, vec![Slot::default(); 4]);
        instance.reps[1].max_accounts = Some(13);
        instance.reps[2].share = 0.5;
        instance.current = (0..60).map(|at| (at % 7 != 0).then_some(at % 4)).collect();
        instance.locked[8] = Some(0);
        instance.family = (0..60).map(|at| (at < 3).then_some(1)).collect();
        instance.forbidden = vec![(5, 1), (6, 2)];
        instance.apart = vec![(10, 14), (11, 12)];
        instance.disruption = Some(Disruption { accounts: 0.1, value: 0.05, value_of: 0 });
        let plan: Plan = (0..60u32).map(|at| (at % 11 != 0).then_some((at / 3) % 4)).collect();
        let before = score(&instance, &plan);
        let sums = Sums::of(&instance, &plan);
        let mut gauge = Gauge::new(&instance, &plan, &sums, before);
        for first in 0..60u32 {
            let other = (first * 17 + 5) % 60;
            let change = |account: u32, to: u32| Reassignment { account, from: plan[account as usize], to };
            let mut changes = vec![change(first, (first + 1) % 4)];
            if other != first && first % 2 == 0 {
                changes.push(change(other, (other + 2) % 4));
            }
            let mut changed = plan.clone();
            changes.iter().for_each(|it| changed[it.account as usize] = Some(it.to));
            let (quick, exact) = (gauge.after(&changes), score(&instance, &changed));
            assert_eq!((quick.moved_accounts, quick.breaches.locks), (exact.moved_accounts, exact.breaches.locks));
            assert_eq!(quick.breaches.families > 0, exact.breaches.families > 0);
            let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{changes:?}: {a} is not {b}");
            near(quick.breaches.total(), exact.breaches.total());
            near(quick.objective, exact.objective);
            near(quick.moved_value, exact.moved_value);
            near(quick.breaches.largest_deviation, exact.breaches.largest_deviation);
        }
    }
}
