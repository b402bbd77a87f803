//! What a change does to the reps it touches: sums exactly, distances to first order.

use super::super::instance::{Instance, Objective};
use super::super::measure::{Sums, distance};
use super::{Desk, Group};

/// How a rep stands before any change.
pub(super) struct Standing {
    /// By attribute, how far the sum is from the share, as a part of it; and what one more of the attribute adds to that. Both are 0 where there
    /// is nothing to share.
    offs: Vec<(f64, f64)>,
    outside: f64,
    uneven: f64,
    max_accounts: Option<f64>,
}

impl Standing {
    pub(super) fn of(instance: &Instance, sums: &Sums, wholes: &[f64], rep: usize) -> Standing {
        let share = instance.share(rep);
        let off = |(amounts, whole): (&Vec<f64>, &f64)| {
            let amount = amounts.get(rep).copied().unwrap_or(0.0);
            match (*whole > 0.0, share > 0.0) {
                (false, _) => (0.0, 0.0),
                (true, true) => (amount / (whole * share) - 1.0, 1.0 / (whole * share)),
                (true, false) => (amount / whole, 1.0 / whole),
            }
        };
        let offs: Vec<(f64, f64)> = sums.amounts.iter().zip(wholes).map(off).collect();
        let max_accounts = instance.reps.get(rep).and_then(|slot| slot.max_accounts).map(f64::from);
        let outside = offs.iter().map(|it| (it.0.abs() - instance.half_width()).max(0.0)).sum();
        let uneven = offs.iter().map(|it| it.0 * it.0).sum();
        Standing { offs, outside, uneven, max_accounts }
    }
}

/// Accounts that come to a rep or go, and what their distances add: as they are, and as they pull the centre.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    accounts: f64,
    placed: f64,
    farther: f64,
    pull: (f64, f64),
}

impl Way {
    pub(super) fn and(&self, other: &Way) -> Way {
        Way {
            accounts: self.accounts + other.accounts,
            placed: self.placed + other.placed,
            farther: self.farther + other.farther,
            pull: (self.pull.0 + other.pull.0, self.pull.1 + other.pull.1),
        }
    }
}

impl Desk<'_> {
    /// What groups that come (1) and go (-1) do to a rep: to its breaches, and to the objective.
    pub(super) fn effect(&self, rep: usize, changes: &[(&Group, f64)]) -> (f64, f64) {
        let more = |at: usize| changes.iter().map(|(group, sign)| sign * group.amount(at)).sum();
        let way = changes.iter().fold(Way::default(), |all, (group, sign)| all.and(&self.way(rep, group, *sign)));
        self.outcome(rep, more, way)
    }

    /// The same of what is known to come and go: of each attribute, and as accounts and distances.
    pub(super) fn outcome(&self, rep: usize, more: impl Fn(usize) -> f64, way: Way) -> (f64, f64) {
        let Some(standing) = self.standings.get(rep) else { return (0.0, 0.0) };
        let band = self.instance.half_width();
        let (mut outside, mut uneven) = (-standing.outside, -standing.uneven);
        for (at, (off, scale)) in standing.offs.iter().enumerate() {
            let is = off + scale * more(at);
            outside += (is.abs() - band).max(0.0);
            uneven += is * is;
        }
        let mut breaches = if self.instance.objective.keeps_band() { outside } else { 0.0 };
        if let Some(most) = standing.max_accounts {
            let count = f64::from(self.sums.counts.get(rep).copied().unwrap_or(0));
            let over = |count: f64| (count - most).max(0.0);
            breaches += over(count + way.accounts) - over(count);
        }
        let objective = match self.instance.objective {
            Objective::Compact => self.travel(rep, &way),
            Objective::MinLargest | Objective::MaxSmallest | Objective::MinSpread => uneven,
            Objective::LeastDisruption => 0.0,
        };
        (breaches, objective)
    }

    /// What a group adds to the distances of a rep as it comes (1) or takes away as it goes (-1).
    pub(super) fn way(&self, rep: usize, group: &Group, sign: f64) -> Way {
        let mut way = Way { accounts: sign * group.accounts.len() as f64, ..Way::default() };
        let Some(Some(centre)) = self.sums.centres.get(rep) else { return way };
        for point in group.accounts.iter().filter_map(|account| self.instance.point(*account as usize)) {
            way.farther += sign * distance(point, *centre);
            way.pull = (way.pull.0 + sign * (point.0 - centre.0), way.pull.1 + sign * (point.1 - centre.1));
            way.placed += sign;
        }
        way
    }

    /// How the sum of distances changes, to first order.
    fn travel(&self, rep: usize, way: &Way) -> f64 {
        let count = f64::from(self.sums.placed.get(rep).copied().unwrap_or(0)) + way.placed;
        let slope = self.slopes.get(rep).copied().unwrap_or_default();
        let pulled = slope.0 * way.pull.0 + slope.1 * way.pull.1;
        if count >= 1.0 { way.farther + pulled / count } else { way.farther }
    }

    /// What the objective loses when value changes hands.
    pub(super) fn hands(&self, group: &Group, to: u32) -> f64 {
        if self.instance.objective != Objective::LeastDisruption {
            return 0.0;
        }
        let moved = |rep: Option<u32>| -> f64 {
            group.today.iter().filter(|(today, _)| Some(*today) != rep).map(|(_, value)| value).sum()
        };
        moved(Some(to)) - moved(group.rep)
    }
}
