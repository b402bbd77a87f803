//! Rounding, wide products and splits that add up exactly.

use serde::{Deserialize, Serialize};

/// What happens to an amount that falls exactly between two minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 0.5 becomes 1 and -0.5 becomes -1 (the usual commercial rule).
    #[default]
    HalfAwayFromZero,
    /// 0.5 becomes 0 and 1.5 becomes 2 (banker's rounding).
    HalfEven,
}

/// `value / den`, rounded once. A zero denominator gives zero: callers ask beforehand whether a ratio is defined.
pub fn div_round(value: i128, den: i128, rounding: Rounding) -> i128 {
    if den == 0 {
        return 0;
    }
    let (value, den) = if den < 0 { (-value, -den) } else { (value, den) };
    let quotient = quotient(value, den);
    // One division of 128 bits gives both: WebAssembly has none of its own.
    let remainder = value - quotient * den;
    let step = if value < 0 { -1 } else { 1 };
    // 2|r| against den, written so that it cannot overflow.
    let distance = den - remainder.abs();
    match remainder.abs().cmp(&distance) {
        std::cmp::Ordering::Less => quotient,
        std::cmp::Ordering::Greater => quotient + step,
        std::cmp::Ordering::Equal => match rounding {
            Rounding::HalfAwayFromZero => quotient + step,
            Rounding::HalfEven => quotient + step * (quotient % 2).abs(),
        },
    }
}

/// `value / den` towards zero, for a positive `den`. Most amounts fit 64 bits, and WebAssembly divides no more at a time: 128 bits
/// take it ten times as long.
pub fn quotient(value: i128, den: i128) -> i128 {
    match (i64::try_from(value), i64::try_from(den)) {
        (Ok(value), Ok(den)) => i128::from(value.checked_div(den).unwrap_or_default()),
        (Err(_), _) | (_, Err(_)) => value.checked_div(den).unwrap_or_default(),
    }
}

/// `a * b` where it fits. Products that surely fit are told by their lengths, which is several times as fast in WebAssembly as a
/// multiplication that watches for overflow.
pub fn product(a: i128, b: i128) -> Option<i128> {
    match a.unsigned_abs().leading_zeros() + b.unsigned_abs().leading_zeros() {
        // Both together have at most 62 digits, and so has their product: one multiplication.
        194.. => Some(i128::from((a as i64).wrapping_mul(b as i64))),
        // At most 126.
        130.. => Some(a.wrapping_mul(b)),
        _ => a.checked_mul(b),
    }
}

/// Parts of a unit that are told apart before a float becomes whole units, see [`nearest_unit`].
const PARTS: f64 = 1e6;

/// Floats from here on have no sixteenth digit to be told apart: spreadsheets count as many.
const DIGITS: f64 = 1e15;

/// The whole number of units (coins, thousandths) nearest to what floats made of them, halves away from zero.
///
/// A twelfth of a year times half a month is half a coin to people, and a hair more or less to floats. So the amount is first taken to a
/// millionth of a unit, as fine as a whole amount times a [`Rate`](crate::units::Rate) can be, or to fifteen digits where these are fewer:
/// what is then half is half. The workbook's `ROUND(ROUND(amount, digits + 6), digits)` is the same, whatever way its floats took.
pub fn nearest_unit(value: f64) -> f64 {
    let mut parts = PARTS;
    while parts > 1.0 && value.abs() * parts >= DIGITS {
        parts /= 10.0;
    }
    // What lies half a part below a half is taken to the half.
    let half = if parts > 1.0 { 0.5 - 0.5 / parts } else { 0.5 };
    let whole = value.trunc();
    if (value - whole).abs() >= half { whole + value.signum() } else { whole }
}

/// `a * b`, or the end of `i128` nearest to it.
pub fn saturating_product(a: i128, b: i128) -> i128 {
    product(a, b).unwrap_or(if (a < 0) == (b < 0) { i128::MAX } else { i128::MIN })
}

/// `a * b / den` with one rounding at the very end, exact even where `a * b` needs more than 128 bits.
///
/// Saturates at the ends of `i128` where the true quotient does not fit.
pub fn mul_div_round(a: i128, b: i128, den: i128, rounding: Rounding) -> i128 {
    if den == 0 {
        return 0;
    }
    if let Some(product) = product(a, b) {
        return div_round(product, den, rounding);
    }
    let negative = (a < 0) ^ (b < 0) ^ (den < 0);
    let (high, low) = wide_mul(a.unsigned_abs(), b.unsigned_abs());
    let Some((quotient, remainder)) = wide_div(high, low, den.unsigned_abs()) else {
        return if negative { i128::MIN } else { i128::MAX };
    };
    let distance = den.unsigned_abs() - remainder;
    let up = match remainder.cmp(&distance) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => match rounding {
            Rounding::HalfAwayFromZero => 1,
            Rounding::HalfEven => quotient & 1,
        },
    };
    let magnitude = i128::try_from(quotient.saturating_add(up)).unwrap_or(i128::MAX);
    if negative { -magnitude } else { magnitude }
}

/// The 256-bit product of two 128-bit numbers, as (high, low).
fn wide_mul(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a_low * b_low;
    let middle_a = a_high * b_low;
    let middle_b = a_low * b_high;
    let carry = (low >> 64) + (middle_a & LOW) + (middle_b & LOW);
    let high = a_high * b_high + (middle_a >> 64) + (middle_b >> 64) + (carry >> 64);
    (high, (low & LOW) | (carry << 64))
}

/// Binary long division of a 256-bit number; `None` where the quotient does not fit 128 bits.
fn wide_div(high: u128, low: u128, den: u128) -> Option<(u128, u128)> {
    if high >= den {
        return None;
    }
    let (mut remainder, mut quotient) = (high, 0u128);
    for bit in (0..128).rev() {
        let carry = remainder >> 127;
        remainder = (remainder << 1) | ((low >> bit) & 1);
        quotient <<= 1;
        if carry == 1 || remainder >= den {
            remainder = remainder.wrapping_sub(den);
            quotient |= 1;
        }
    }
    Some((quotient, remainder))
}

/// Splits `total` into whole multiples of `quantum` in proportion to `weights`, by largest remainder.
///
/// The parts add up to `total` exactly (what `total` itself leaves over a whole quantum goes to the heaviest part). Ties go to the
/// earlier part. Weights that are negative or not finite count as zero; if all are zero, the first part takes everything.
pub fn split(total: i64, weights: &[f64], quantum: i64) -> Vec<i64> {
    let quantum = quantum.max(1);
    let mut parts = vec![0i64; weights.len()];
    if parts.is_empty() {
        return parts;
    }
    let clean = |weight: f64| if weight.is_finite() && weight > 0.0 { weight } else { 0.0 };
    let sum: f64 = weights.iter().copied().map(clean).sum();
    if sum <= 0.0 {
        if let Some(first) = parts.first_mut() {
            *first = total;
        }
        return parts;
    }
    let units = total / quantum;
    let mut given = 0i128;
    let mut order: Vec<(usize, f64)> = Vec::with_capacity(parts.len());
    for (index, (part, weight)) in parts.iter_mut().zip(weights).enumerate() {
        let exact = units as f64 * (clean(*weight) / sum);
        let whole = exact.trunc();
        *part = whole as i64;
        given += i128::from(*part);
        order.push((index, (exact - whole).abs()));
    }
    let mut left = i128::from(units) - given;
    let step = left.signum() as i64;
    let larger = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    // Only who is among the first counts, not in which order they are, as long as none of them is passed over or asked twice.
    let few = usize::try_from(left.unsigned_abs()).ok().filter(|few| *few < order.len());
    match few {
        Some(0) => {}
        Some(few) => {
            order.select_nth_unstable_by(few - 1, larger);
            let passed_over = |at: usize| clean(weights.get(at).copied().unwrap_or(0.0)) <= 0.0;
            if order.iter().take(few).any(|(at, _)| passed_over(*at)) {
                order.sort_unstable_by(larger);
            }
        }
        None => order.sort_unstable_by(larger),
    }
    // Float noise can leave a unit more or less than there are parts with a remainder; cycling hands out all of it.
    for (index, _) in order.iter().cycle() {
        if left == 0 {
            break;
        }
        if clean(weights.get(*index).copied().unwrap_or(0.0)) > 0.0
            && let Some(part) = parts.get_mut(*index)
        {
            *part = part.saturating_add(step);
            left -= i128::from(step);
        }
    }
    for part in &mut parts {
        *part = part.saturating_mul(quantum);
    }
    let rest = total % quantum;
    let heaviest = weights.iter().enumerate().max_by(|a, b| clean(*a.1).total_cmp(&clean(*b.1)).then(b.0.cmp(&a.0)));
    if let Some((index, _)) = heaviest
        && let Some(part) = parts.get_mut(index)
    {
        *part = part.saturating_add(rest);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero_or_to_even() {
        let cases = [(5, 1, 0), (15, 2, 2), (25, 3, 2), (-5, -1, 0), (-15, -2, -2), (14, 1, 1), (16, 2, 2)];
        for (value, away, even) in cases {
            assert_eq!(div_round(value, 10, Rounding::HalfAwayFromZero), away, "{value}");
            assert_eq!(div_round(value, 10, Rounding::HalfEven), even, "{value}");
        }
    }

    #[test]
    fn wide_products_agree_with_narrow_ones() {
        let big = 1i128 << 100;
        assert_eq!(mul_div_round(big, big, big, Rounding::HalfAwayFromZero), big);
        assert_eq!(mul_div_round(-big, big * 3, big * 2, Rounding::HalfAwayFromZero), -(big * 3) / 2);
        assert_eq!(mul_div_round(i128::MAX, i128::MAX, 1, Rounding::HalfAwayFromZero), i128::MAX);
    }

    #[test]
    fn what_needs_more_than_128_bits_has_the_sign_of_its_factors_and_rounds_its_half() {
        // (2^127 - 1) x 4 / 8 is 2^126 - 1/2: away from zero and to the even number alike 2^126. Three halves less is 2^126 - 2, or
        // away from zero one more.
        let (most, half) = (i128::MAX, 1i128 << 126);
        for (a, b, den, sign) in [
            (most, 4, 8, 1),
            (-most, 4, 8, -1),
            (most, -4, 8, -1),
            (most, 4, -8, -1),
            (-most, -4, 8, 1),
            (-most, 4, -8, 1),
            (most, -4, -8, 1),
            (-most, -4, -8, -1),
        ] {
            assert_eq!(mul_div_round(a, b, den, Rounding::HalfAwayFromZero), sign * half, "{a} {b} {den}");
            assert_eq!(mul_div_round(a, b, den, Rounding::HalfEven), sign * half, "{a} {b} {den}");
        }
        assert_eq!(mul_div_round(most - 2, 4, 8, Rounding::HalfAwayFromZero), half - 1);
        assert_eq!(mul_div_round(most - 2, 4, 8, Rounding::HalfEven), half - 2);
        // A third down, two thirds up.
        assert_eq!(mul_div_round(most, 4, 12, Rounding::HalfEven), most / 3);
        assert_eq!(mul_div_round(most, 8, 12, Rounding::HalfEven), most / 3 * 2 + 1);
        for (a, b, end) in [(most, 2, i128::MAX), (-most, 2, i128::MIN), (most, -2, i128::MIN), (-most, -2, i128::MAX)]
        {
            assert_eq!(saturating_product(a, b), end);
        }
    }

    #[test]
    fn quotients_are_those_of_division_at_every_length() {
        let lengths: Vec<i128> = (0..127).flat_map(|bits| [(1i128 << bits) - 1, 1 << bits, -(1 << bits) - 1]).collect();
        for value in lengths.iter().chain(&[i128::MAX, i128::MIN]) {
            for den in lengths.iter().filter(|den| **den > 0) {
                assert_eq!(quotient(*value, *den), value / den, "{value} {den}");
            }
        }
    }

    #[test]
    fn what_floats_leave_of_an_exact_half_is_a_half() {
        // By hand: 1,000.01 / 12 x 0.6 is 50.0005, in coins of a thousandth 50,000.5; floats make it less.
        let coins: f64 = 1_000.01 / 12.0 * 0.6 * 1_000.0;
        assert!(coins < 50_000.5 && coins.round() == 50_000.0);
        assert_eq!((nearest_unit(coins), nearest_unit(-coins)), (50_001.0, -50_001.0));
        // A whole amount times a rate in millionths is exact to the millionth: the last one below a half goes down.
        for (value, wanted) in [(7.499_999, 7.0), (7.5, 8.0), (7.500_001, 8.0), (-7.499_999, -7.0), (0.0, 0.0)] {
            assert_eq!(nearest_unit(value), wanted, "{value}");
        }
        // Of large amounts floats hold fewer parts, down to none: 2^52 - 1/2 is the last half there is.
        for (value, wanted) in [
            (12_345_678_901.499_999, 12_345_678_902.0),
            (12_345_678_901.499_9, 12_345_678_901.0),
            (123_456_789_012_345.25, 123_456_789_012_345.0),
            (4_503_599_627_370_495.5, 4_503_599_627_370_496.0),
            (1e300, 1e300),
            (f64::INFINITY, f64::INFINITY),
        ] {
            assert_eq!((nearest_unit(value), nearest_unit(-value)), (wanted, -wanted), "{value}");
        }
        assert!(nearest_unit(f64::NAN).is_nan());
    }

    #[test]
    fn products_are_those_of_watched_multiplication_at_every_length() {
        let mut lengths: Vec<i128> = (0..127).flat_map(|bits| [(1i128 << bits) - 1, 1 << bits, -(1 << bits)]).collect();
        lengths.extend([i128::MAX, i128::MIN, i128::MIN + 1, 3, -7, 0]);
        for a in &lengths {
            for b in &lengths {
                assert_eq!(product(*a, *b), a.checked_mul(*b), "{a} {b}");
                assert_eq!(saturating_product(*a, *b), a.saturating_mul(*b), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_split_is_that_of_largest_remainders_one_by_one() {
        let mut seed = 7u64;
        let mut draw = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for round in 0..2_000 {
            let weights: Vec<f64> = (0..1 + draw(40)).map(|_| draw(6) as f64 * 0.37).collect();
            let total = draw(100_000) as i64 - 50_000;
            let sum: f64 = weights.iter().sum();
            if sum == 0.0 {
                continue;
            }
            // By the book: whole parts first, then one unit after the other to the largest remainder that has none yet.
            let exact: Vec<f64> = weights.iter().map(|it| total as f64 * (it / sum)).collect();
            let mut parts: Vec<i64> = exact.iter().map(|it| it.trunc() as i64).collect();
            let mut given = vec![false; parts.len()];
            while parts.iter().sum::<i64>() != total {
                let open = |at: &usize| !given[*at] && weights[*at] > 0.0;
                let rest = |at: usize| (exact[at] - exact[at].trunc()).abs();
                let best = (0..parts.len()).filter(open).max_by(|a, b| rest(*a).total_cmp(&rest(*b)).then(b.cmp(a)));
                let Some(at) = best else { panic!("more units than parts in round {round}") };
                given[at] = true;
                parts[at] += (total - parts.iter().sum::<i64>()).signum();
            }
            assert_eq!(split(total, &weights, 1), parts, "{total} {weights:?}");
        }
    }

    #[test]
    fn a_split_adds_up_and_favours_the_larger_remainder() {
        assert_eq!(split(100, &[1.0, 1.0, 1.0], 1), [34, 33, 33]);
        assert_eq!(split(-100, &[1.0, 1.0, 1.0], 1), [-34, -33, -33]);
        assert_eq!(split(1005, &[0.0, 2.0, 1.0], 10), [0, 675, 330]);
        assert_eq!(split(7, &[0.0, f64::NAN], 1), [7, 0]);
        assert!(split(7, &[], 1).is_empty());
    }
}
