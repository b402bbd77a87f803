//! Pay of a year as pieces of straight lines over attainment: what odds, quantiles and crossings are read off.

use crate::engine::Spread;

/// How close to a jump its two sides are looked at, in attainment: a thousandth of a dollar on a quota of a million.
const NEAR: f64 = 1e-9;
/// Pay beside a jump is asked for this far from it, as shares are rated to the billionth.
const BESIDE: f64 = 1e-7;
/// Pieces into which a stretch is cut that is no straight line.
const CUTS: u32 = 24;

/// A straight piece: from (attainment, pay) to (attainment, pay).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Where it begins, included.
    pub from: (f64, f64),
    /// Where it ends, not included.
    pub to: (f64, f64),
}

impl Piece {
    /// Pay at an attainment inside.
    pub fn at(&self, at: f64) -> f64 {
        let wide = self.to.0 - self.from.0;
        if wide <= 0.0 {
            return self.from.1;
        }
        self.from.1 + (self.to.1 - self.from.1) * ((at - self.from.0) / wide)
    }

    /// The attainments inside at which pay is below an amount.
    fn below(&self, amount: f64) -> (f64, f64) {
        let ((x0, y0), (x1, y1)) = (self.from, self.to);
        match (y0 < amount, y1 < amount) {
            (true, true) => (x0, x1),
            (false, false) => (x0, x0),
            (first_below, _) => {
                let meets = x0 + (x1 - x0) * ((amount - y0) / (y1 - y0)).clamp(0.0, 1.0);
                if first_below { (x0, meets) } else { (meets, x1) }
            }
        }
    }
}

/// Pay of a year over attainment, without gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PayLine {
    /// In order of attainment.
    pub pieces: Vec<Piece>,
    /// Where pay jumps: attainment, pay below, pay above.
    pub jumps: Vec<(f64, f64, f64)>,
}

impl PayLine {
    /// Follows a function from nothing to `most`; it may bend or jump at `breaks`.
    pub fn trace(most: f64, breaks: &[f64], pay: &dyn Fn(f64) -> f64) -> PayLine {
        let mut line = PayLine::default();
        if !(most.is_finite() && most > 0.0) {
            return line;
        }
        let mut knots: Vec<f64> = Vec::new();
        for at in breaks.iter().copied().filter(|at| *at > 4.0 * BESIDE && *at < most - 4.0 * BESIDE) {
            if knots.last().is_none_or(|last| at - last > 4.0 * BESIDE) {
                knots.push(at);
            }
        }
        knots.push(most);
        let largest = knots.iter().map(|at| pay(*at).abs()).fold(1.0, f64::max);
        let (straight, jump) = (largest * 1e-6, (largest * 1e-5).max(0.05));
        let (mut from, mut start) = (0.0, pay(0.0));
        for to in knots {
            let last = to >= most;
            let exact = pay(to);
            // Pay just beside it, taken on to it by how it goes there.
            let beside = |by: f64| 2.0 * pay(to + by) - pay(to + 2.0 * by);
            let (before_it, after) = if last { (exact, exact) } else { (beside(-BESIDE), beside(BESIDE)) };
            let jumps = (after - before_it).abs() > jump;
            let end = if jumps { before_it } else { exact };
            let chord = |share: f64| (from + (to - from) * share, start + (end - start) * share);
            let bends =
                [0.13, 0.37, 0.61, 0.87].into_iter().map(chord).any(|(at, flat)| (pay(at) - flat).abs() > straight);
            let mut before = (from, start);
            if bends {
                for step in 1..CUTS {
                    let at = chord(f64::from(step) / f64::from(CUTS)).0;
                    let next = (at, pay(at));
                    line.pieces.push(Piece { from: before, to: next });
                    before = next;
                }
            }
            line.pieces.push(Piece { from: before, to: (to, end) });
            (from, start) = (to, end);
            if jumps {
                // On the bound itself pay is one of the two.
                line.pieces.push(Piece { from: (to, exact), to: (to + NEAR, exact) });
                line.jumps.push((to, end, after));
                (from, start) = (to + NEAR, after);
            }
        }
        line
    }

    /// Pay at an attainment; beyond the end it stays.
    pub fn at(&self, at: f64) -> f64 {
        // Pieces stand in order and without gaps.
        let found = self.pieces.get(self.pieces.partition_point(|it| it.to.0 <= at));
        found.or(self.pieces.last()).map_or(0.0, |it| it.at(at.min(it.to.0)))
    }

    /// The stretches of attainment in which pay is below an amount, in order; the last may have no end.
    pub fn stretches_below(&self, amount: f64) -> Vec<(f64, f64)> {
        let ends = self.pieces.iter().map(|it| it.below(amount));
        let beyond = self.pieces.last().filter(|it| it.to.1 < amount).map(|it| (it.to.0, f64::INFINITY));
        let mut found: Vec<(f64, f64)> = Vec::new();
        for (from, to) in ends.chain(beyond).filter(|(from, to)| to > from) {
            match found.last_mut() {
                Some(before) if before.1 >= from => before.1 = to,
                Some(_) | None => found.push((from, to)),
            }
        }
        found
    }

    /// The share of a spread that earns less than an amount.
    pub fn below(&self, spread: &Spread, amount: f64) -> f64 {
        self.among(spread).below(amount)
    }

    /// The amount that so many of a spread earn at most: the least one that at least that share does not exceed.
    pub fn quantile(&self, spread: &Spread, share: f64) -> f64 {
        self.among(spread).quantile(share)
    }

    /// The line among people, to be asked more than once.
    pub fn among<'a>(&'a self, spread: &'a Spread) -> Among<'a> {
        let masses = self.pieces.iter().map(|it| spread.between(it.from.0, it.to.0)).collect();
        let beyond = self.pieces.last().map_or(0.0, |it| spread.reaching(it.to.0));
        Among { line: self, spread, masses, beyond }
    }
}

/// A line of pay among people spread over attainment: how many stand on each of its pieces is counted once.
#[derive(Clone, Debug)]
pub struct Among<'a> {
    line: &'a PayLine,
    spread: &'a Spread,
    /// The share of people on each piece.
    masses: Vec<f64>,
    /// The share of people from the end of the last piece on.
    beyond: f64,
}

impl Among<'_> {
    /// The share that earns less than an amount.
    pub fn below(&self, amount: f64) -> f64 {
        let mut share = 0.0;
        for (piece, mass) in self.line.pieces.iter().zip(&self.masses) {
            let (from, to) = piece.below(amount);
            let whole = from == piece.from.0 && to == piece.to.0;
            share += if whole { *mass } else { self.spread.between(from, to) };
        }
        // The end of the last piece, and whoever is beyond it.
        if self.line.pieces.last().is_some_and(|it| it.to.1 < amount) {
            share += self.beyond;
        }
        share.clamp(0.0, 1.0)
    }

    /// The amount that so many earn at most: the least one that at least that share does not exceed.
    pub fn quantile(&self, share: f64) -> f64 {
        let ends = || self.line.pieces.iter().flat_map(|it| [it.from.1, it.to.1]);
        let (mut low, mut high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(0.0, f64::max));
        if !low.is_finite() {
            return 0.0;
        }
        // Whoever earns exactly an amount counts as not exceeding it.
        let reached = |amount: f64| self.below(amount + 0.005) >= share - 1e-9;
        if reached(low) {
            return low;
        }
        for _ in 0..48 {
            let middle = (low + high) / 2.0;
            if reached(middle) { high = middle } else { low = middle }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttainmentBucket, AttainmentSpread};
    use crate::units::Rate;

    fn even(from: i64, to: i64) -> Spread {
        let bucket = AttainmentBucket { from: Rate::percent(from), to: Rate::percent(to), share: Rate::ONE };
        Spread::of(&AttainmentSpread::Buckets { buckets: vec![bucket] }).unwrap()
    }

    #[test]
    fn odds_and_tenths_are_read_off_the_line() {
        // 60,000, and 500 for each per cent, from nothing to 200 %.
        let line = PayLine::trace(2.0, &[1.0], &|at| 60_000.0 + 50_000.0 * at);
        let spread = even(0, 200);
        assert!((line.below(&spread, 85_000.0) - 0.25).abs() < 1e-6);
        assert!((line.quantile(&spread, 0.1) - 70_000.0).abs() < 0.01);
        assert!((line.quantile(&spread, 0.5) - 110_000.0).abs() < 0.01);
        assert_eq!(line.below(&spread, 1.0), 0.0);
        assert_eq!(line.below(&spread, 1e9), 1.0);
    }

    #[test]
    fn pay_beside_a_jump_is_what_is_paid_there_to_the_cent_however_steep_it_is() {
        // 500,000 a year's target, and 20,000 more from 100 % on.
        let pay = |at: f64| 50_000.0 + 500_000.0 * at + if at < 1.0 { 0.0 } else { 20_000.0 };
        let line = PayLine::trace(2.0, &[1.0], &pay);
        assert!((line.at(1.0 - 1e-10) - 550_000.0).abs() < 0.002, "{}", line.at(1.0 - 1e-10));
        assert!((line.at(1.0 + 1e-8) - 570_000.0).abs() < 0.008, "{}", line.at(1.0 + 1e-8));
        assert!((line.jumps[0].2 - 570_000.0).abs() < 0.002, "{:?}", line.jumps);
    }

    #[test]
    fn odds_are_those_of_people_drawn_one_by_one_whatever_the_line() {
        // A line that bends, jumps up and stays: counted person by person, each a thousandth of the spread.
        let pay = |at: f64| match at {
            at if at < 0.5 => 40_000.0 + 20_000.0 * at,
            at if at < 1.0 => 60_000.0 + 80_000.0 * (at - 0.5),
            at if at < 1.4 => 110_000.0 + 30_000.0 * (at - 1.0),
            _above => 122_000.0,
        };
        let line = PayLine::trace(2.0, &[0.5, 1.0, 1.4], &pay);
        let spread = even(0, 200);
        let people: Vec<f64> = (0..20_000).map(|at| pay((f64::from(at) + 0.5) / 10_000.0)).collect();
        let among = line.among(&spread);
        for amount in [39_000.0, 45_000.0, 55_000.0, 60_000.1, 83_000.0, 105_000.0, 111_000.0, 121_999.0, 122_001.0] {
            let counted = people.iter().filter(|it| **it < amount).count() as f64 / 20_000.0;
            assert!((among.below(amount) - counted).abs() < 2e-4, "{amount}: {} {counted}", among.below(amount));
        }
        // Not at the half itself, where pay jumps and either side of the jump would be right.
        for share in [0.1, 0.3, 0.45, 0.55, 0.9] {
            let at = ((share * 20_000.0) as usize).min(19_999);
            let counted = people[at];
            assert!((among.quantile(share) - counted).abs() < 10.0, "{share}: {} {counted}", among.quantile(share));
        }
        for at in 0..200 {
            let at = f64::from(at) / 100.0 + 0.003;
            assert!((line.at(at) - pay(at)).abs() < 0.02, "{at}");
        }
    }

    #[test]
    fn below_a_cliff_many_earn_the_same_and_that_is_the_amount_of_their_tenth() {
        let pay = |at: f64| if at >= 0.6 { 100_000.0 } else { 70_000.0 };
        let line = PayLine::trace(2.0, &[0.6], &pay);
        let spread = even(0, 100);
        assert_eq!(line.jumps.len(), 1);
        assert!((line.below(&spread, 80_000.0) - 0.6).abs() < 1e-6);
        assert_eq!(line.quantile(&spread, 0.5), 70_000.0);
        assert!((line.quantile(&spread, 0.9) - 100_000.0).abs() < 0.02);
        assert_eq!(line.at(0.6), 100_000.0, "a threshold is met when it is reached");
    }
}
