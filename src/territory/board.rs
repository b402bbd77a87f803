//! A plan rep by rep, and how fair it is: what the board beside the map shows, before and after.

use super::Plan;
use super::areas::{Piece, pieces};
use super::instance::Instance;
use super::measure::{Score, Sums, deviation, distance, over_band, score_of};

/// One rep's part of a plan. Lists run over the attributes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RepLine {
    /// Accounts.
    pub accounts: u32,
    /// Sum of each attribute.
    pub sums: Vec<f64>,
    /// The sum against the rep's share, 100 is just that; none where the rep has no share or there is nothing to share.
    pub index: Vec<Option<f64>>,
    /// Sum of distances from the accounts to the territory's mean centre, in kilometres.
    pub distance_km: f64,
    /// Mean of those distances, over the accounts with a place.
    pub spread_km: Option<f64>,
    /// The mean centre.
    pub centre: Option<(f64, f64)>,
    /// Mean distance from the rep's home to the accounts, in kilometres, where both are known.
    pub from_home_km: Option<f64>,
    /// Accounts with a place.
    pub placed: u32,
    /// Accounts that come to the rep, against today.
    pub gained: u32,
    /// Accounts that leave the rep, against today.
    pub lost: u32,
    /// Their value.
    pub lost_value: f64,
    /// The value of what comes.
    pub gained_value: f64,
}

/// How fairly one attribute is shared out, each rep's sum taken per share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fairness {
    /// The coefficient of variation: standard deviation (of all reps, not of a sample) over mean. 0 is equal.
    pub cv: f64,
    /// The Gini coefficient, 0 (equal) to 1: mean absolute difference of all pairs over twice the mean.
    pub gini: f64,
    /// The largest over the smallest; none where somebody has nothing.
    pub max_over_min: Option<f64>,
    /// The largest per share, as an index: 100 is fair.
    pub largest: f64,
    /// The smallest per share, as an index.
    pub smallest: f64,
}

impl Fairness {
    /// The same where anybody has anything of the attribute: of nothing there is no spread, and none is better or worse.
    pub fn of_something(&self) -> Option<&Fairness> {
        (self.largest > 0.0).then_some(self)
    }
}

/// A plan at a glance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// Rep by rep, in the order of [`Instance::reps`].
    pub reps: Vec<RepLine>,
    /// Attribute by attribute.
    pub fairness: Vec<Fairness>,
    /// The plan as the objective sees it.
    pub score: Score,
    /// Accounts with nobody.
    pub unassigned: u32,
    /// The pieces of each territory, that with most accounts first, where territories must hang together; else nothing.
    pub pieces: Vec<Vec<Piece>>,
}

/// A sum of a rep that lies outside the band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffShare {
    /// Place of the attribute.
    pub attribute: usize,
    /// Place of the rep.
    pub rep: usize,
    /// How far it is from the share, in parts of it: below zero it is too little.
    pub deviation: f64,
}

impl Board {
    /// The sums outside the band, the farthest from its share first; none where the objective knows no band.
    pub fn outside(&self, instance: &Instance) -> Vec<OffShare> {
        let of_rep = |(rep, line): (usize, &RepLine)| {
            let share = instance.share(rep);
            let sums = line.sums.iter().enumerate().filter_map(move |(attribute, amount)| {
                let whole = instance.per_share(attribute);
                let found = (whole > 0.0).then(|| deviation(share, whole, *amount))?;
                over_band(instance, found).map(|_| OffShare { attribute, rep, deviation: found })
            });
            sums.collect::<Vec<_>>()
        };
        let mut all: Vec<OffShare> = self.reps.iter().enumerate().flat_map(of_rep).collect();
        all.sort_by(|a, b| b.deviation.abs().total_cmp(&a.deviation.abs()));
        all
    }

    /// The board of a plan. At 10,000 accounts it takes well below a millisecond, so that it can be made anew with every move.
    pub fn of(instance: &Instance, plan: &[Option<u32>]) -> Board {
        let sums = Sums::of(instance, plan);
        let score = score_of(instance, plan, &sums);
        let wholes: Vec<f64> = (0..instance.attributes.len()).map(|attribute| instance.per_share(attribute)).collect();
        let mut reps: Vec<RepLine> = (0..instance.reps.len()).map(|rep| line(instance, &sums, &wholes, rep)).collect();
        let mut homes = vec![(0.0, 0u32); instance.reps.len()];
        for account in 0..instance.accounts() {
            let rep = plan.get(account).copied().flatten().map(|rep| rep as usize);
            let today = instance.today(account).map(|rep| rep as usize);
            if rep != today {
                let value = instance.value(account);
                if let Some(line) = today.and_then(|today| reps.get_mut(today)) {
                    line.lost += 1;
                    line.lost_value += value;
                }
                if let Some(line) = rep.and_then(|rep| reps.get_mut(rep)) {
                    line.gained += 1;
                    line.gained_value += value;
                }
            }
            let home = rep.and_then(|rep| instance.reps.get(rep)).and_then(|slot| slot.home);
            if let (Some(point), Some(home), Some(sum)) =
                (instance.point(account), home, rep.and_then(|rep| homes.get_mut(rep)))
            {
                *sum = (sum.0 + distance(point, home), sum.1 + 1);
            }
        }
        for (line, (sum, count)) in reps.iter_mut().zip(homes) {
            line.from_home_km = (count > 0).then(|| sum / f64::from(count));
        }
        let fairness = sums.amounts.iter().zip(&wholes).map(|(amounts, whole)| fairness(instance, amounts, *whole));
        let pieces = pieces(instance, plan);
        Board { reps, fairness: fairness.collect(), unassigned: score.breaches.unassigned, score, pieces }
    }

    /// The board of today.
    pub fn of_today(instance: &Instance) -> Board {
        let plan: Plan = instance.plan_of_today();
        Board::of(instance, &plan)
    }
}

fn line(instance: &Instance, sums: &Sums, wholes: &[f64], rep: usize) -> RepLine {
    let share = instance.share(rep);
    let of_rep: Vec<f64> = sums.amounts.iter().map(|amounts| amounts.get(rep).copied().unwrap_or(0.0)).collect();
    let index = of_rep.iter().zip(wholes).map(|(sum, whole)| {
        let fair = whole * share;
        (fair > 0.0).then(|| 100.0 * sum / fair)
    });
    let distance_km = sums.distances.get(rep).copied().unwrap_or(0.0);
    let placed = sums.placed.get(rep).copied().unwrap_or(0);
    RepLine {
        accounts: sums.counts.get(rep).copied().unwrap_or(0),
        index: index.collect(),
        sums: of_rep,
        distance_km,
        spread_km: (placed > 0).then(|| distance_km / f64::from(placed)),
        placed,
        centre: sums.centres.get(rep).copied().flatten(),
        ..RepLine::default()
    }
}

/// Reps without a share are left out: nothing is due to them.
fn fairness(instance: &Instance, amounts: &[f64], whole: f64) -> Fairness {
    let per_share = amounts.iter().enumerate().filter_map(|(rep, amount)| {
        let share = instance.share(rep);
        (share > 0.0).then(|| amount / share)
    });
    let mut per_share: Vec<f64> = per_share.collect();
    per_share.sort_by(f64::total_cmp);
    let count = per_share.len() as f64;
    let (Some(smallest), Some(largest)) = (per_share.first().copied(), per_share.last().copied()) else {
        return Fairness::default();
    };
    let mean = per_share.iter().sum::<f64>() / count;
    if mean <= 0.0 || whole <= 0.0 {
        return Fairness::default();
    }
    let variance = per_share.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / count;
    // In rising order the value at place k (from 1) is the larger of k-1 pairs and the smaller of n-k.
    let weighted: f64 = per_share.iter().zip(1u32..).map(|(it, k)| it * (2.0 * f64::from(k) - count - 1.0)).sum();
    Fairness {
        cv: variance.sqrt() / mean,
        gini: weighted / (count * count * mean),
        max_over_min: (smallest > 0.0).then(|| largest / smallest),
        largest: 100.0 * largest / whole,
        smallest: 100.0 * smallest / whole,
    }
}

#[cfg(test)]
mod tests {
    use super::super::instance::{Attribute, Slot};
    use super::*;

    /// Two reps; three accounts on a line, one at its own place.
    fn instance() -> Instance {
        let potential = Attribute { name: "potential".to_owned(), values: vec![10.0, 20.0, 30.0, 40.0] };
        let points = vec![Some((0.0, 0.0)), Some((6.0, 0.0)), Some((0.0, 8.0)), None];
        let mut instance =
            Instance::of(points, vec![potential], vec![Slot::default(), Slot { share: 0.5, ..Slot::default() }]);
        instance.reps[0].home = Some((3.0, 4.0));
        instance.current = vec![Some(0), Some(1), Some(1), None];
        instance
    }

    #[test]
    fn each_rep_has_sums_index_and_travel() {
        let board = Board::of(&instance(), &[Some(0), Some(0), Some(1), Some(0)]);
        let [one, other] = board.reps.as_slice() else { panic!("two reps") };
        assert_eq!((one.accounts, one.sums.as_slice()), (3, &[70.0][..]));
        // A whole share is 100 / 1.5; 70 of 66.67 is an index of 105, 30 of 33.33 one of 90.
        assert!((one.index[0].unwrap() - 105.0).abs() < 1e-9 && (other.index[0].unwrap() - 90.0).abs() < 1e-9);
        // The mean centre of (0,0) and (6,0) is 3 km from both; the account without a place counts nothing.
        assert_eq!((one.distance_km, one.spread_km, one.centre), (6.0, Some(3.0), Some((3.0, 0.0))));
        // From the home at (3,4) both are 5 km.
        assert_eq!((one.from_home_km, other.from_home_km), (Some(5.0), None));
        // Against today: account 1 comes from the other rep; account 3 was nobody's.
        assert_eq!((one.gained, one.lost, other.lost, other.lost_value), (2, 0, 1, 20.0));
        assert_eq!((board.score.moved_accounts, board.score.moved_value), (1, 20.0));
    }

    #[test]
    fn fairness_is_measured_per_share() {
        let mut instance = instance();
        instance.reps = vec![Slot::default(); 4];
        let board = Board::of(&instance, &[Some(0), Some(1), Some(2), Some(3)]);
        // 10, 20, 30, 40: mean 25, variance 125; the pairs differ by 10 (3 times), 20 (twice), 30: mean difference over all 16 pairs 12.5.
        let fairness = board.fairness[0];
        assert!((fairness.cv - 125.0f64.sqrt() / 25.0).abs() < 1e-12);
        assert!((fairness.gini - 0.25).abs() < 1e-12);
        assert_eq!(fairness.max_over_min, Some(4.0));
        assert!((fairness.largest - 160.0).abs() < 1e-9 && (fairness.smallest - 40.0).abs() < 1e-9);
    }

    #[test]
    fn half_a_share_with_half_the_sum_is_perfectly_fair() {
        let mut instance = instance();
        instance.attributes[0].values = vec![15.0, 15.0, 10.0, 20.0];
        let board = Board::of(&instance, &[Some(0), Some(1), Some(0), Some(0)]);
        assert!((board.reps[0].index[0].unwrap() - 112.5).abs() < 1e-9);
        let even = Board::of(&instance, &[Some(0), Some(0), Some(0), Some(1)]);
        assert!(even.fairness[0].cv < 1e-12 && even.fairness[0].gini.abs() < 1e-12);
        assert_eq!(even.reps[1].index, vec![Some(100.0)]);
    }

    #[test]
    fn nothing_at_all_is_a_board_too() {
        let nothing = Instance::default();
        assert_eq!(Board::of(&nothing, &[]), Board::default());
        let mut zero = instance();
        zero.attributes[0].values = vec![0.0; 4];
        let board = Board::of_today(&zero);
        assert_eq!((board.fairness[0], board.reps[0].index[0], board.unassigned), (Fairness::default(), None, 1));
    }
}
