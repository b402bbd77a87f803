//! Chance that is the same everywhere: a generator of our own, and logarithms from a table that only additions, products and quotients make.

/// How many steps the table of [`Waits`] has.
const STEPS: usize = 4096;

/// xoshiro256++ by Blackman and Vigna (2019, public domain), seeded by splitmix64.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    state: [u64; 4],
}

impl Chance {
    pub(super) fn new(seed: u64) -> Chance {
        let mut mixed = seed;
        let state = [(); 4].map(|()| {
            mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = mixed;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        });
        Chance { state }
    }

    /// 64 bits.
    #[inline]
    pub(super) fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let drawn = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        drawn
    }

    /// A whole number below `bound`, which fits 32 bits.
    #[inline]
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        scale(self.next(), bound)
    }
}

/// The upper half of the bits as a whole number below `bound`.
#[inline]
pub(super) fn scale(bits: u64, bound: u32) -> u32 {
    (((bits >> 32) * u64::from(bound)) >> 32) as u32
}

/// How much worse a step may be at temperature 1: minus the logarithm of a chance, so that a step that costs `c` is taken with probability
/// exp(-c / temperature) where it is compared with `temperature * wait`.
#[derive(Clone, Debug)]
pub(super) struct Waits {
    table: Vec<f64>,
}

impl Waits {
    pub(super) fn new() -> Waits {
        Waits { table: (0..STEPS).map(|step| -logarithm((step as f64 + 0.5) / STEPS as f64)).collect() }
    }

    /// Drawn by the lowest bits.
    #[inline]
    pub(super) fn by(&self, bits: u64) -> f64 {
        self.table.get((bits as usize) & (STEPS - 1)).copied().unwrap_or(0.0)
    }
}

/// The natural logarithm of a positive number: halved or doubled into the range of a series, ln x = 2 artanh((x-1)/(x+1)).
pub(super) fn logarithm(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 || !x.is_finite() {
        return 0.0;
    }
    let (mut x, mut doublings) = (x, 0.0);
    while x > 1.5 {
        x /= 2.0;
        doublings += 1.0;
    }
    while x < 0.75 {
        x *= 2.0;
        doublings -= 1.0;
    }
    let ratio = (x - 1.0) / (x + 1.0);
    let square = ratio * ratio;
    let (mut power, mut sum) = (ratio, 0.0);
    for k in 0..18 {
        sum += power / f64::from(2 * k + 1);
        power *= square;
    }
    2.0 * sum + doublings * std::f64::consts::LN_2
}

/// The exponential of a number, by squaring its series.
pub(super) fn exponential(x: f64) -> f64 {
    let part = x / 1024.0;
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..=12 {
        term *= part / f64::from(k);
        sum += term;
    }
    for _ in 0..10 {
        sum *= sum;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // The first numbers of xoshiro256++ from the state 1, 2, 3, 4, as its authors' C program prints them.
        let mut chance = Chance { state: [1, 2, 3, 4] };
        let drawn = [chance.next(), chance.next(), chance.next(), chance.next()];
        assert_eq!(drawn, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn numbers_below_a_bound_are_spread_evenly() {
        let mut chance = Chance::new(7);
        let mut seen = [0u32; 6];
        (0..60_000).for_each(|_| seen[chance.below(6) as usize] += 1);
        assert!(seen.iter().all(|count| (9_600..10_400).contains(count)), "{seen:?}");
    }

    #[test]
    fn logarithm_and_exponential_are_those_of_the_books() {
        for x in [1e-9, 0.1, 0.74, 0.75, 1.0, 1.5, 2.0, 10.0, 12345.678] {
            assert!((logarithm(x) - f64::ln(x)).abs() < 1e-13 * (1.0 + f64::ln(x).abs()), "{x}");
        }
        for x in [-20.0, -1.0, 0.0, 0.5, 3.0, 10.0] {
            assert!((exponential(x) / f64::exp(x) - 1.0).abs() < 1e-10, "{x}");
        }
    }

    #[test]
    fn a_wait_is_longer_than_c_with_chance_exp_minus_c() {
        let waits = Waits::new();
        let mut chance = Chance::new(3);
        let longer = (0..100_000).filter(|_| waits.by(chance.next()) > 1.0).count();
        assert!((longer as f64 / 100_000.0 - f64::exp(-1.0)).abs() < 0.006, "{longer}");
    }
}
