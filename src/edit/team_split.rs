//! The split of variable pay over all plans: read as one, moved as one.
//!
//! Moving a share from one purpose to another touches the plans that hold both. Each of them gives up the same part of what it pays
//! for the first purpose, to the second one, so that the sum moves by what is wanted; nothing leaves a plan, and what a plan pays for
//! other purposes stays. If these plans hold less than what is wanted, all of it moves and no more.

use crate::edit::ops::{component_split, set_component_split};
use crate::engine::{Outcome, Span, payee_lines, plan_totals};
use crate::model::Document;
use crate::model::comp::{Plan, Pot};
use crate::units::{Money, PlanId, Rate, rounding};

/// One plan within the team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamPlan {
    /// Which.
    pub id: PlanId,
    /// Position of the version that holds at the end of the months.
    pub version: usize,
    /// Target variable of its payees for their time in the seat.
    pub target: Money,
    /// Seats with a payee in these months.
    pub seats: usize,
    /// Shares of it by purpose, in the order of [`Pot::ALL`].
    pub shares: [Rate; 4],
    /// Purposes it has a component for.
    pub has: [bool; 4],
}

/// Where target variable of all plans goes in some months.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamSplit {
    /// Plans that pay somebody.
    pub plans: Vec<TeamPlan>,
}

impl TeamSplit {
    /// The split of a document.
    pub fn of(document: &Document, outcome: &Outcome, span: Span) -> TeamSplit {
        let last = outcome.months.get(span.to).copied().unwrap_or(document.settings.first_month).first_day();
        let plans = document.plans.iter().filter_map(|plan| {
            let totals = plan_totals(payee_lines(document, outcome, Some(&plan.id), span).iter());
            let (target, seats) = (totals.target, totals.seats);
            let holds = plan.version_on(last)?;
            let version = plan.versions.iter().position(|it| std::ptr::eq(it, holds))?;
            let has = Pot::ALL.map(|pot| holds.components.iter().any(|it| it.measure.pot() == pot));
            (target.mills() > 0).then(|| TeamPlan {
                id: plan.id.clone(),
                version,
                target,
                seats,
                shares: component_split(holds),
                has,
            })
        });
        TeamSplit { plans: plans.collect() }
    }

    /// Target variable by purpose, in the order of [`Pot::ALL`].
    pub fn amounts(&self) -> [f64; 4] {
        let mut sums = [0.0; 4];
        for plan in &self.plans {
            for (sum, share) in sums.iter_mut().zip(plan.shares) {
                *sum += plan.target.to_major() * share.to_f64();
            }
        }
        sums
    }

    /// Shares of the whole by purpose; they add up to it exactly. Nothing where nothing is paid.
    pub fn shares(&self) -> [Rate; 4] {
        let amounts = self.amounts();
        let mut shares = [Rate::ZERO; 4];
        if amounts.iter().sum::<f64>() > 0.0 {
            for (place, part) in shares.iter_mut().zip(rounding::split(Rate::SCALE, &amounts, 1)) {
                *place = Rate::from_ppm(part);
            }
        }
        shares
    }

    /// The split closest to what is wanted.
    pub fn moved(&self, wanted: [Rate; 4]) -> TeamSplit {
        let mut split = self.clone();
        let whole: f64 = split.amounts().iter().sum();
        let mut missing: Vec<f64> =
            wanted.iter().zip(split.amounts()).map(|(wanted, is)| wanted.to_f64() * whole - is).collect();
        for from in 0..missing.len() {
            for to in 0..missing.len() {
                let (gives, takes) =
                    (-missing.get(from).copied().unwrap_or(0.0), missing.get(to).copied().unwrap_or(0.0));
                // Shares are told apart by the millionth: less is only their rounding.
                if gives <= whole * 2e-6 || takes <= whole * 2e-6 {
                    continue;
                }
                let moved = split.shift(from, to, gives.min(takes));
                if let Some(place) = missing.get_mut(from) {
                    *place += moved;
                }
                if let Some(place) = missing.get_mut(to) {
                    *place -= moved;
                }
            }
        }
        split
    }

    /// Moves an amount from one purpose to another in the plans that hold both; gives what could be moved.
    fn shift(&mut self, from: usize, to: usize, amount: f64) -> f64 {
        let both = |plan: &TeamPlan| plan.has.get(from) == Some(&true) && plan.has.get(to) == Some(&true);
        let share = |plan: &TeamPlan| plan.shares.get(from).copied().unwrap_or_default();
        let held: f64 =
            self.plans.iter().filter(|it| both(it)).map(|it| it.target.to_major() * share(it).to_f64()).sum();
        if held <= 0.0 {
            return 0.0;
        }
        let part = (amount / held).min(1.0);
        for plan in self.plans.iter_mut().filter(|it| both(it)) {
            let by = Rate::from_f64(share(plan).to_f64() * part);
            if let Some(place) = plan.shares.get_mut(from) {
                *place = *place - by;
            }
            if let Some(place) = plan.shares.get_mut(to) {
                *place = *place + by;
            }
        }
        held * part
    }

    /// All plans within which a share can move, with this split put in, whether it differs or not.
    pub fn put_in(&self, document: &Document) -> Vec<Plan> {
        let plans = self.movable().filter_map(|it| {
            let mut plan = document.plan(&it.id)?.clone();
            set_component_split(plan.versions.get_mut(it.version)?, it.shares);
            Some(plan)
        });
        plans.collect()
    }

    /// Plans that hold more than one purpose, so that a share can move within them.
    pub fn movable(&self) -> impl Iterator<Item = &TeamPlan> {
        self.plans.iter().filter(|plan| plan.has.iter().filter(|has| **has).count() > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample::company;
    use crate::units::Cadence;

    fn sample() -> (Document, TeamSplit) {
        let document = company();
        let outcome = evaluate(&document, &Env::default());
        let span = outcome.periods(Cadence::Year).pop().unwrap().1;
        let split = TeamSplit::of(&document, &outcome, span);
        (document, split)
    }

    fn changed(split: &TeamSplit, document: &Document) -> Vec<Plan> {
        split.put_in(document).into_iter().filter(|plan| document.plan(&plan.id) != Some(plan)).collect()
    }

    fn move_by(split: &TeamSplit, from: usize, to: usize, ppm: i64) -> TeamSplit {
        let mut wanted = split.shares();
        wanted[from] = Rate::from_ppm(wanted[from].ppm() - ppm);
        wanted[to] = Rate::from_ppm(wanted[to].ppm() + ppm);
        split.moved(wanted)
    }

    #[test]
    fn a_share_of_the_team_moves_by_what_is_asked_and_no_plan_loses_or_gains() {
        let (document, split) = sample();
        let moved = move_by(&split, 2, 1, 20_000);
        let (was, is) = (split.shares(), moved.shares());
        assert!((was[2].ppm() - is[2].ppm() - 20_000).abs() <= 3, "{was:?} {is:?}");
        assert!((is[1].ppm() - was[1].ppm() - 20_000).abs() <= 3);
        assert!((is[0].ppm() - was[0].ppm()).abs() <= 3);
        for plan in changed(&moved, &document) {
            let sum: i64 = plan.versions[0].components.iter().map(|it| it.weight.ppm()).sum();
            assert_eq!(sum, Rate::SCALE, "{}", plan.id);
        }
        // Account managers, their director and the CRO hold both purposes; each gives the same part of its expansion.
        let names: Vec<String> = changed(&moved, &document).iter().map(|it| it.id.to_string()).collect();
        assert_eq!(names, ["am", "am-director", "cro"]);
        let part = |id: &str| {
            let find =
                |split: &TeamSplit| split.plans.iter().find(|it| it.id.as_str() == id).unwrap().shares[2].to_f64();
            find(&moved) / find(&split)
        };
        assert!((part("am") - part("cro")).abs() < 1e-4 && part("am") < 1.0);
    }

    #[test]
    fn what_no_plan_holds_both_of_cannot_move_further() {
        let (document, split) = sample();
        let moved = move_by(&split, 0, 1, 500_000);
        // Sales managers and the CRO hold new business and retention: all of theirs moves.
        for plan in changed(&moved, &document) {
            assert!(["sales-manager", "cro"].contains(&plan.id.as_str()), "{}", plan.id);
            assert_eq!(component_split(&plan.versions[0])[0], Rate::ZERO);
        }
        assert!(moved.shares()[0].ppm() > 500_000, "sellers have nothing else to be paid for");
        assert_eq!(changed(&split.moved(split.shares()), &document), Vec::<Plan>::new());
    }
}
