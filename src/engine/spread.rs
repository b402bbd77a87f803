//! How attainment is spread over people, and the mean of a function of attainment over that spread.
//!
//! How the mean is taken: attainment is cut at every break of the pay function (bounds of tiers, thresholds, caps) and in between
//! into cells; inside a cell pay is the straight line through two of its inner points, whose mean over the cell has a closed form
//! (from the normal distribution function and its density). A cell in which pay is no such line is halved until it is or no longer
//! matters. Straight stretches and the cliffs between them are therefore exact, curves to less than a cent.

use crate::model::AttainmentSpread;

/// Beyond so many standard deviations there is nobody (fewer than one in 10^18).
const FAR: f64 = 9.0;
/// The widest cell, in attainment.
const WIDE: f64 = 0.1;
/// How often a cell is halved at most: the last one is narrower than one dollar in a million of quota.
const HALVINGS: u32 = 24;
/// How often cells are halved at most, all together: a cliff takes twenty-four. What is rough everywhere, as huge pay on credits of whole
/// coins is a stair of millions of steps, is taken as the line it follows.
const ALL_HALVINGS: u32 = 1 << 14;

/// Part of the people. Shares of all parts add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// Normal above nothing; `scale` makes up for what is cut off.
    Normal { mean: f64, deviation: f64, scale: f64 },
    /// Evenly between two attainments.
    Even { from: f64, to: f64, share: f64 },
    /// All at one attainment.
    Point { at: f64, share: f64 },
}

/// A spread of attainment, ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    parts: Vec<Part>,
}

impl Spread {
    /// From what was entered; none where no group has a share. Groups that end before they begin count as the other way round, and
    /// shares that miss the whole in proportion.
    pub fn of(entered: &AttainmentSpread) -> Option<Spread> {
        let parts = match entered {
            AttainmentSpread::Normal { mean, deviation } if deviation.ppm() > 0 => {
                let (mean, deviation) = (mean.to_f64().max(0.0), deviation.to_f64());
                vec![Part::Normal { mean, deviation, scale: 1.0 / upper_tail(-mean / deviation) }]
            }
            AttainmentSpread::Normal { mean, .. } => vec![Part::Point { at: mean.to_f64().max(0.0), share: 1.0 }],
            AttainmentSpread::Buckets { buckets } => {
                let whole: i64 = buckets.iter().map(|it| it.share.ppm().max(0)).sum();
                let part = |it: &&crate::model::AttainmentBucket| {
                    let share = it.share.ppm() as f64 / whole.max(1) as f64;
                    let (from, to) = (it.from.min(it.to).to_f64().max(0.0), it.from.max(it.to).to_f64().max(0.0));
                    if to > from { Part::Even { from, to, share } } else { Part::Point { at: from, share } }
                };
                buckets.iter().filter(|it| it.share.ppm() > 0).map(|it| part(&it)).collect()
            }
        };
        (!parts.is_empty()).then_some(Spread { parts })
    }

    /// Everyone at one attainment.
    pub fn at(attainment: f64) -> Spread {
        Spread { parts: vec![Part::Point { at: attainment.max(0.0), share: 1.0 }] }
    }

    /// The attainment above which there is nobody.
    pub fn most(&self) -> f64 {
        let end = |part: &Part| match *part {
            Part::Normal { mean, deviation, .. } => mean + FAR * deviation,
            Part::Even { to, .. } => to,
            Part::Point { at, .. } => at,
        };
        self.parts.iter().map(end).fold(0.0, f64::max)
    }

    /// Mean attainment. For a normal spread it lies above the middle, since what is below nothing is cut off.
    pub fn mean(&self) -> f64 {
        self.parts.iter().map(|part| part.moments(0.0, f64::INFINITY).1).sum()
    }

    /// Share of people strictly below an attainment.
    pub fn below(&self, attainment: f64) -> f64 {
        self.between(0.0, attainment)
    }

    /// Share of people from an attainment on, it included.
    pub fn reaching(&self, attainment: f64) -> f64 {
        1.0 - self.below(attainment)
    }

    /// Share of people strictly above an attainment.
    pub fn above(&self, attainment: f64) -> f64 {
        let points = self.parts.iter().map(|part| match *part {
            Part::Point { at, share } if at == attainment => share,
            Part::Point { .. } | Part::Normal { .. } | Part::Even { .. } => 0.0,
        });
        (self.reaching(attainment) - points.sum::<f64>()).max(0.0)
    }

    /// Share of people from one attainment to another, the first included and the second not.
    pub fn between(&self, from: f64, to: f64) -> f64 {
        if to <= from { 0.0 } else { self.parts.iter().map(|part| part.moments(from, to).0).sum() }
    }

    /// Shares of people in steps of attainment from nothing to `most`, for a drawing: (from, to, share).
    pub fn steps(&self, width: f64, most: f64) -> Vec<(f64, f64, f64)> {
        if !(width > 0.0 && most.is_finite()) {
            return Vec::new();
        }
        let count = (most / width).round().clamp(0.0, 10_000.0) as u32;
        let bound = |index: u32| f64::from(index) * width;
        (0..count).map(|at| (bound(at), bound(at + 1), self.between(bound(at), bound(at + 1)))).collect()
    }

    /// Whether everyone stands in groups and not along a curve.
    pub fn is_grouped(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Even { .. } | Part::Point { .. }))
    }

    /// The mean of a function of attainment that may bend or jump at `breaks`, in its own unit. See the head of this file for how.
    pub fn expect(&self, breaks: &[f64], value: &dyn Fn(f64) -> f64) -> f64 {
        let of = |part: &Part| {
            let (from, to) = match *part {
                Part::Point { at, share } => return share * value(at),
                Part::Even { from, to, .. } => (from, to),
                Part::Normal { mean, deviation, .. } => ((mean - FAR * deviation).max(0.0), mean + FAR * deviation),
            };
            let mut stops = vec![from, to];
            stops.extend(breaks.iter().copied().filter(|at| *at > from && *at < to));
            let cells = ((to - from) / WIDE).ceil().clamp(1.0, 1_000.0) as u32;
            stops.extend((1..cells).map(|at| from + (to - from) * f64::from(at) / f64::from(cells)));
            stops.sort_by(f64::total_cmp);
            stops.dedup();
            // Every cell has its own part of them, so that none is rough because another was.
            let own = (ALL_HALVINGS / cells).clamp(32, 1_024);
            let of = |(a, b): (&f64, &f64)| {
                let mut often = own;
                cell(part, *a, *b, value, (HALVINGS, &mut often))
            };
            stops.iter().zip(stops.iter().skip(1)).map(of).sum()
        };
        self.parts.iter().map(of).sum::<f64>()
    }
}

impl Part {
    /// Share of people from `a` to below `b`, and the sum of their attainments times share.
    fn moments(&self, a: f64, b: f64) -> (f64, f64) {
        match *self {
            Part::Point { at, share } if (a..b).contains(&at) => (share, share * at),
            Part::Point { .. } => (0.0, 0.0),
            Part::Even { from, to, share } => {
                let (low, high) = (a.max(from), b.min(to));
                let mass = share * ((high - low) / (to - from)).max(0.0);
                (mass, mass * (low + high) / 2.0)
            }
            Part::Normal { mean, deviation, scale } => {
                let (low, high) = ((a.max(0.0) - mean) / deviation, (b.max(0.0) - mean) / deviation);
                let mass = scale * normal_between(low, high);
                (mass, mean * mass + scale * deviation * (density(low) - density(high)))
            }
        }
    }
}

/// The sum of a function over the people in a cell, which may be halved so deep, and it and its halves so often.
fn cell(part: &Part, a: f64, b: f64, value: &dyn Fn(f64) -> f64, (deep, often): (u32, &mut u32)) -> f64 {
    let (mass, first) = part.moments(a, b);
    if mass <= 0.0 {
        return 0.0;
    }
    let at = |share: f64| a + (b - a) * share;
    let (low, high) = (value(at(0.25)), value(at(0.75)));
    let slope = (high - low) / (at(0.75) - at(0.25)).max(f64::MIN_POSITIVE);
    // Pay is rounded to the coin, so a line is one to within that; floats hold no coins of amounts beyond all bounds.
    let coin = (low.abs().max(high.abs()) * 1e-8).max(0.025);
    let off = |share: f64| (value(at(share)) - (low + slope * (at(share) - at(0.25)))).abs();
    // The probes at the ends see a jump wherever in the cell it is.
    let worst = [1e-6, 0.5, 1.0 - 1e-6].into_iter().map(off).fold(0.0, f64::max);
    if deep == 0 || *often == 0 || worst <= coin || worst * mass <= 1e-5 {
        return (low - slope * at(0.25)) * mass + slope * first;
    }
    *often -= 1;
    let middle = at(0.5);
    let left = cell(part, a, middle, value, (deep - 1, &mut *often));
    left + cell(part, middle, b, value, (deep - 1, often))
}

/// The density of the standard normal distribution.
fn density(z: f64) -> f64 {
    const ROOT_TWO_PI: f64 = 2.506_628_274_631_000_2;
    (-z * z / 2.0).exp() / ROOT_TWO_PI
}

/// The share of the standard normal distribution above `z`: a series near the middle, a continued fraction in the tail, both to the
/// last digits of a float (Abramowitz and Stegun 26.2.11 and 26.2.14).
fn upper_tail(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - upper_tail(-z);
    }
    if z > 38.0 {
        return 0.0;
    }
    if z < 3.0 {
        let (mut term, mut sum, mut odd) = (z, z, 1.0);
        while term > sum * 1e-17 {
            odd += 2.0;
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 - density(z) * sum;
    }
    let fraction = (1..=120).rev().fold(z, |below, step| z + f64::from(step) / below);
    density(z) / fraction
}

/// The share of the standard normal distribution between two values, taken on the side where it does not cancel.
fn normal_between(low: f64, high: f64) -> f64 {
    let share = if low > 0.0 { upper_tail(low) - upper_tail(high) } else { upper_tail(-high) - upper_tail(-low) };
    share.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AttainmentBucket;
    use crate::units::Rate;

    fn normal(mean: i64, deviation: i64) -> Spread {
        let (mean, deviation) = (Rate::percent(mean), Rate::percent(deviation));
        Spread::of(&AttainmentSpread::Normal { mean, deviation }).unwrap()
    }

    fn buckets(rows: &[(i64, i64, i64)]) -> Option<Spread> {
        let bucket = |(from, to, share): &(i64, i64, i64)| AttainmentBucket {
            from: Rate::percent(*from),
            to: Rate::percent(*to),
            share: Rate::percent(*share),
        };
        Spread::of(&AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() })
    }

    fn close(a: f64, b: f64, by: f64) {
        assert!((a - b).abs() <= by, "{a} is not {b}");
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        // Printed in every table of the distribution.
        for (z, tail) in [
            (0.0, 0.5),
            (1.0, 0.158_655_253_931_457),
            (1.96, 0.024_997_895_148_220),
            (2.999_999, 0.001_349_902_463_485),
            (3.0, 0.001_349_898_031_630),
            (5.0, 2.866_515_718_791_94e-7),
        ] {
            close(upper_tail(z) / tail, 1.0, 1e-11);
            close(upper_tail(-z), 1.0 - tail, 1e-14);
        }
        close(normal(100, 30).below(0.7), 0.158_655_253_931, 5e-4);
        close(normal(100, 30).reaching(1.0), 0.5, 5e-4);
    }

    #[test]
    fn what_is_below_nothing_is_cut_off_and_the_rest_is_the_whole() {
        let wide = normal(50, 50);
        close(wide.below(100.0), 1.0, 1e-12);
        // A normal value above -1 has the mean density(1) / (1 - tail(1)) = 0.241971 / 0.841345 = 0.287600 deviations.
        close(wide.mean(), 0.5 + 0.5 * 0.287_600, 1e-6);
        close(wide.below(0.5), (0.5 - 0.158_655_253_931) / 0.841_344_746_069, 1e-11);
    }

    #[test]
    fn a_line_means_its_value_at_the_mean_whatever_the_spread() {
        let line = |at: f64| 1_000.0 + 250.0 * at;
        for spread in [normal(90, 30), normal(20, 60), buckets(&[(0, 80, 30), (100, 100, 50), (90, 150, 20)]).unwrap()]
        {
            close(spread.expect(&[], &line), line(spread.mean()), 1e-6);
            close(spread.steps(0.05, 10.0).iter().map(|it| it.2).sum::<f64>(), 1.0, 1e-9);
        }
    }

    #[test]
    fn a_cliff_is_worth_its_amount_for_those_above_it_even_where_nobody_said_where_it_is() {
        let cliff = |at: f64| if at >= 0.837_1 { 12_000.0 } else { 0.0 };
        let spread = normal(100, 25);
        for breaks in [&[0.837_1][..], &[]] {
            close(spread.expect(breaks, &cliff), 12_000.0 * spread.reaching(0.837_1), 0.01);
        }
    }

    #[test]
    fn a_curve_is_followed() {
        // The mean of a square is the square of the mean plus the variance; four deviations of 20 points away from nothing the cut
        // moves neither by more than a millionth.
        let spread = normal(120, 20);
        let square = |at: f64| 100_000.0 * at * at;
        close(spread.expect(&[], &square), 100_000.0 * (1.44 + 0.04), 0.1);
        let even = buckets(&[(50, 150, 100)]).unwrap();
        // One plus a twelfth of the squared width.
        close(even.expect(&[], &square), 100_000.0 * (1.0 + 1.0 / 12.0), 0.1);
    }

    #[test]
    fn groups_count_in_proportion_and_the_wrong_way_round_too() {
        let half = buckets(&[(50, 50, 20), (150, 150, 20)]).unwrap();
        close(half.mean(), 1.0, 1e-12);
        assert_eq!((half.below(0.5), half.reaching(0.5), half.above(1.5), half.reaching(1.5)), (0.0, 1.0, 0.0, 0.5));
        assert_eq!(buckets(&[(120, 80, 100)]), buckets(&[(80, 120, 100)]));
        assert_eq!(buckets(&[(80, 120, 0)]), None);
        assert_eq!(buckets(&[]), None);
    }

    #[test]
    fn a_drawing_has_steps_of_one_width_and_the_share_of_people_in_each() {
        // Half evenly from nothing to 100 %, a quarter at 100 % and a quarter at 150 %; who stands on a bound is in the step it begins.
        let spread = buckets(&[(0, 100, 50), (100, 100, 25), (150, 150, 25)]).unwrap();
        let quarters = [(0.0, 0.5, 0.25), (0.5, 1.0, 0.25), (1.0, 1.5, 0.25), (1.5, 2.0, 0.25)];
        assert_eq!(spread.steps(0.5, 2.0), quarters);
        assert_eq!(spread.steps(0.5, 1.1), quarters[..2]);
        assert_eq!(
            (spread.steps(0.0, 2.0), spread.steps(0.5, f64::INFINITY), spread.steps(0.5, 0.0)),
            Default::default()
        );
    }

    #[test]
    fn nobody_is_above_the_end_of_a_spread() {
        // Nine deviations above the mean, the end of the highest group, the one point.
        close(normal(100, 30).most(), 3.7, 1e-12);
        close(normal(50, 10).most(), 1.4, 1e-12);
        assert_eq!(buckets(&[(0, 180, 10), (60, 120, 80), (150, 150, 10)]).unwrap().most(), 1.8);
        assert_eq!(buckets(&[(0, 80, 10), (150, 150, 10)]).unwrap().most(), 1.5);
    }

    /// The mean of a function and how often it was asked for its value.
    fn asked(spread: &Spread, breaks: &[f64], value: &dyn Fn(f64) -> f64) -> (f64, u32) {
        let often = std::cell::Cell::new(0);
        let mean = spread.expect(breaks, &|at| {
            often.set(often.get() + 1);
            value(at)
        });
        (mean, often.get())
    }

    #[test]
    fn cells_are_cut_where_pay_breaks_so_that_no_jump_has_to_be_searched() {
        let even = buckets(&[(0, 95, 100)]).unwrap();
        let line = |at: f64| 1_000.0 * at;
        // Ten cells, each asked at two inner points and probed at three.
        let (mean, often) = asked(&even, &[], &line);
        close(mean, 475.0, 1e-9);
        assert_eq!(often, 50);
        // A break within cuts one of them in two; those outside or at the ends cut none.
        assert_eq!(asked(&even, &[0.6], &line).1, 55);
        assert_eq!(asked(&even, &[-0.1, 0.0, 0.95, 1.2], &line).1, 50);
        // 12,000 for those from 60 % on, 35 of 95 points: exact and found at once, or searched for.
        let cliff = |at: f64| if at >= 0.6 { 12_000.0 } else { 0.0 };
        let (mean, often) = asked(&even, &[0.6], &cliff);
        close(mean, 12_000.0 * 35.0 / 95.0, 1e-9);
        assert_eq!(often, 55);
        assert!(asked(&even, &[], &cliff).1 > 100);
    }

    #[test]
    fn a_curve_of_people_is_cut_into_cells_as_far_as_there_are_any() {
        let line = |at: f64| 1_000.0 * at;
        // Nine deviations of 3 points to either side of 200 %: 54 points are six cells. Of 10 points around 50 %: from nothing to 140 %.
        assert_eq!(asked(&normal(200, 3), &[], &line).1, 30);
        let (mean, often) = asked(&normal(50, 10), &[], &line);
        close(mean, 500.0, 1e-3);
        assert!((70..=75).contains(&often), "{often}");
        // A cliff four deviations above the mean: 3.167 in 100,000 people, from the table of the distribution.
        let cliff = |at: f64| if at >= 0.9 { 1e9 } else { 0.0 };
        close(normal(50, 10).expect(&[0.9], &cliff), 1e9 * 3.167_124e-5, 1.0);
    }

    #[test]
    fn no_spread_at_all_is_one_attainment() {
        let point = normal(85, 0);
        assert_eq!((point.mean(), point.most(), point.expect(&[], &|at| at * 2.0)), (0.85, 0.85, 1.7));
        assert_eq!(point, Spread::at(0.85));
    }

    #[test]
    fn a_stair_of_millions_of_steps_is_taken_as_its_line_and_soon() {
        use std::cell::Cell;
        let spread =
            Spread::of(&AttainmentSpread::Normal { mean: Rate::ONE, deviation: Rate::percent(30) }).expect("a spread");
        let asked = Cell::new(0_u64);
        // Two hundred million for a quota of about a hundred thousand, credited in cents: every cent is a step of 20. The quota is no round
        // sum, or every place that is asked would lie on the edge of a step.
        let stair = |at: f64| {
            asked.set(asked.get() + 1);
            (at * 9_876_543.21).floor() * 20.0
        };
        let mean = spread.expect(&[], &stair);
        assert!((mean - 20.0 * 9_876_543.21 * spread.mean()).abs() < 40.0, "{mean}");
        assert!(asked.get() > 10_000, "it is no line: {}", asked.get());
        assert!(asked.get() < 500_000, "{}", asked.get());
    }
}
