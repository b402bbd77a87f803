//! Ratios of whole numbers, in which pay is computed until it is rounded once.

use crate::units::rounding::{product as fitting, quotient};
use crate::units::{Currency, Money, Rate, Rounding};

/// A ratio of whole numbers. It is reduced only where a product would not fit otherwise: most never need it.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// Above the line.
    pub num: i128,
    /// Below the line; never negative.
    pub den: i128,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Ratio = Ratio { num: 0, den: 1 };

    /// `num / den`. A zero `den` gives zero.
    pub fn new(num: i128, den: i128) -> Ratio {
        match den {
            0 => Ratio::ZERO,
            _ if den < 0 => Ratio { num: num.saturating_neg(), den: den.saturating_neg() },
            _positive => Ratio { num, den },
        }
    }

    /// The same value in lowest terms.
    pub fn reduced(self) -> Ratio {
        match gcd(self.num.unsigned_abs(), self.den.unsigned_abs()) {
            0 | 1 => self,
            divisor => {
                let divisor = i128::try_from(divisor).unwrap_or(i128::MAX);
                Ratio { num: quotient(self.num, divisor), den: quotient(self.den, divisor) }
            }
        }
    }

    /// The product. Where it does not fit even in lowest terms it is the nearest ratio of floats: no sum of money is that large,
    /// and nothing panics.
    pub fn times(self, other: Ratio) -> Ratio {
        let product = |left: Ratio, right: Ratio| {
            Some(Ratio { num: fitting(left.num, right.num)?, den: fitting(left.den, right.den)? })
        };
        product(self, other)
            .or_else(|| product(Ratio::new(self.num, other.den).reduced(), Ratio::new(other.num, self.den).reduced()))
            .unwrap_or_else(|| Ratio::nearest(self.to_f64() * other.to_f64()))
    }

    /// The product in lowest terms, of a ratio that is in lowest terms. Each pair that can have a factor in common is reduced before it
    /// is multiplied, so that the divisors are looked for among small numbers.
    pub fn times_lowest(self, other: Ratio) -> Ratio {
        let other = other.reduced();
        let (num, other_den) = (Ratio { num: self.num, den: other.den }).reduced().parts();
        let (other_num, den) = (Ratio { num: other.num, den: self.den }).reduced().parts();
        match (fitting(num, other_num), fitting(den, other_den)) {
            (Some(num), Some(den)) => Ratio { num, den },
            (None, _) | (_, None) => self.times(other).reduced(),
        }
    }

    fn parts(self) -> (i128, i128) {
        (self.num, self.den)
    }

    /// The sum, with the same care.
    pub fn plus(self, other: Ratio) -> Ratio {
        if self.num == 0 {
            return other;
        }
        let sum = |left: Ratio, right: Ratio| {
            if left.den == right.den {
                return Some(Ratio { num: left.num.checked_add(right.num)?, den: left.den });
            }
            let num = fitting(left.num, right.den)?.checked_add(fitting(right.num, left.den)?)?;
            Some(Ratio { num, den: fitting(left.den, right.den)? })
        };
        sum(self, other)
            .or_else(|| sum(self.reduced(), other.reduced()))
            .unwrap_or_else(|| Ratio::nearest(self.to_f64() + other.to_f64()))
    }

    /// The same amount the other way.
    pub fn negative(self) -> Ratio {
        Ratio { num: self.num.saturating_neg(), den: self.den }
    }

    /// Whether it is at least a rate.
    pub fn reaches(self, rate: Rate) -> bool {
        match (self.num.checked_mul(i128::from(Rate::SCALE)), self.den.checked_mul(i128::from(rate.ppm()))) {
            (Some(left), Some(right)) => left >= right,
            (None, _) | (_, None) => self.to_f64() >= rate.to_f64(),
        }
    }

    /// The value as a float.
    pub fn to_f64(self) -> f64 {
        if self.den == 0 { 0.0 } else { self.num as f64 / self.den as f64 }
    }

    /// A float as a ratio, with all the digits it has, however small it is.
    fn nearest(value: f64) -> Ratio {
        let mut shift = 0;
        while shift < 100 && (value * 2f64.powi(shift)).abs() < 2f64.powi(60) {
            shift += 10;
        }
        Ratio { num: (value * 2f64.powi(shift)) as i128, den: 1i128 << shift }
    }

    /// An amount of thousandths as money, rounded once to the currency's minor unit.
    pub fn to_money(self, currency: Currency, rounding: Rounding) -> Money {
        // A denominator so large that it cannot be multiplied by a coin would be cut short.
        let fits = |ratio: Ratio| ratio.den < i128::MAX / 1_000;
        // Most fit as they are, and reducing costs more than the rest.
        let amount = if fits(self) {
            self
        } else {
            Some(self.reduced()).filter(|it| fits(*it)).unwrap_or_else(|| Ratio::nearest(self.to_f64()))
        };
        if amount.den == 0 { Money::ZERO } else { currency.round_ratio(amount.num, amount.den, rounding) }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    // Most operands fit 64 bits, where no remainder is needed at all.
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_small(small_a, small_b));
        }
        (a, b) = (b, a % b);
    }
    a
}

/// By halving and subtracting (Stein), which takes a few cycles a step where a division takes dozens.
fn gcd_small(a: u64, b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    let (mut a, mut b) = (a >> a.trailing_zeros(), b >> b.trailing_zeros());
    while a != b {
        if a > b {
            (a, b) = (b, a);
        }
        b -= a;
        b >>= b.trailing_zeros();
    }
    a << twos
}

#[cfg(test)]
mod tests {
    use super::{Ratio, gcd, gcd_small};

    #[test]
    fn a_product_in_lowest_terms_is_the_product_reduced() {
        let mut seed = 1u64;
        let mut draw = |bits: u32| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i128::from((seed ^ (seed >> 31)) >> (64 - bits))
        };
        for round in 0..20_000 {
            let small = 1 + round % 40;
            let first = Ratio::new(draw(small) - draw(small), draw(47).max(1)).reduced();
            let other = Ratio::new(draw(44), draw(small).max(1));
            let (fast, slow) = (first.times_lowest(other), first.times(other).reduced());
            assert_eq!((fast.num, fast.den), (slow.num, slow.den), "{first:?} {other:?}");
        }
        let none = Ratio::new(0, 9).reduced().times_lowest(Ratio::new(5, 3));
        assert_eq!((none.num, none.den), (0, 1));
        let nobody = Ratio::new(7, 9).times_lowest(Ratio::new(5, 0));
        assert_eq!((nobody.num, nobody.den), (0, 1));
    }

    #[test]
    fn halving_finds_the_divisor_that_remainders_find() {
        let euclid = |mut a: u64, mut b: u64| {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            a
        };
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut draw = |bits: u32| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed ^ (seed >> 29)) >> (64 - bits)
        };
        for round in 1..20_000 {
            let (a, b, c) = (draw(1 + round % 31), draw(1 + round % 29), draw(1 + round % 33));
            let (a, b) = (a.saturating_mul(c), b.saturating_mul(c));
            assert_eq!(gcd_small(a, b), euclid(a, b), "{a} {b}");
        }
        for (a, b) in [(0, 0), (0, 7), (7, 0), (1, u64::MAX), (u64::MAX, u64::MAX), (1 << 63, 1 << 20)] {
            assert_eq!(gcd_small(a, b), euclid(a, b), "{a} {b}");
        }
        // Beyond 64 bits remainders bring it down first.
        assert_eq!(gcd(3 * (1 << 90), 9 * (1 << 80)), 3 * (1 << 80));
    }
}
