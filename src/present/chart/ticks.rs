//! Round numbers beside an axis.

/// Round numbers between `low` and `high`, both ends included: multiples of 1, 2, 2.5 or 5 times a power of ten, at most `most` of
/// them, as many as that allows. Ends in either order; ends that are no numbers count as nothing.
pub fn nice_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    if !low.is_finite() || !high.is_finite() || most == 0 {
        return Vec::new();
    }
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    let span = high - low;
    // Too close to tell apart, or too far apart to be counted.
    if !span.is_finite() || span <= low.abs().max(high.abs()) * 1e-12 {
        return if low <= 0.0 && high >= 0.0 { vec![0.0] } else { Vec::new() };
    }
    // The step that would give twice as many as wanted is surely too fine; coarser ones follow until they are few enough.
    let finest = between((span / (most as f64 + 1.0) / 2.0).log10().floor(), -300.0, 300.0) as i32;
    for exponent in finest..finest + 4 {
        for mantissa in [1.0, 2.0, 2.5, 5.0] {
            let ticks = multiples(low, high, mantissa, exponent, most);
            if let Some(ticks) = ticks {
                return ticks;
            }
        }
    }
    Vec::new()
}

/// The multiples of `mantissa` x 10^`exponent` from `low` to `high`; none if they are more than `most`.
fn multiples(low: f64, high: f64, mantissa: f64, exponent: i32, most: usize) -> Option<Vec<f64>> {
    // 0.1 is not a binary number but 10 is: dividing keeps ticks such as 0.3 free of dust.
    let scale = 10f64.powi(exponent.abs());
    let value = |index: f64| if exponent < 0 { index * mantissa / scale } else { index * mantissa * scale };
    let step = value(1.0);
    // A tick that an end misses by rounding alone still counts.
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    let count = last - first + 1.0;
    if count > most as f64 {
        return None;
    }
    let ticks = (0..count.max(0.0) as usize).map(|offset| value(first + offset as f64) + 0.0);
    Some(ticks.collect())
}

/// The range of an axis and the round numbers beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<f64>,
}

impl Scale {
    /// Around values whose differences matter: with some air at both ends, and not from zero unless zero is near.
    pub fn around(values: impl Iterator<Item = f64>, most: usize) -> Scale {
        let Some((low, high)) = extent(values) else { return Scale::nothing() };
        let span = high - low;
        if span <= high.abs().max(low.abs()) * 1e-9 {
            let air = if high == 0.0 { 1.0 } else { high.abs() * 0.1 };
            return Scale::with_ticks(low - air, high + air, most);
        }
        let air = span * 0.06;
        // Where zero is a short way off, an axis from zero is the honest one.
        let near_zero = low >= 0.0 && low < span * 0.25;
        Scale::with_ticks(if near_zero { 0.0 } else { low - air }, high + air, most)
    }

    /// From zero, for what is measured by its length; with some air where values end.
    pub fn from_zero(values: impl Iterator<Item = f64>, most: usize) -> Scale {
        let Some((low, high)) = extent(values.chain([0.0])) else { return Scale::nothing() };
        if low == high {
            return Scale::nothing();
        }
        let air = (high - low) * 0.06;
        Scale::with_ticks(if low < 0.0 { low - air } else { 0.0 }, if high > 0.0 { high + air } else { 0.0 }, most)
    }

    /// An axis for no values at all: zero at its foot.
    fn nothing() -> Scale {
        Scale { low: 0.0, high: 1.0, ticks: vec![0.0] }
    }

    pub fn with_ticks(low: f64, high: f64, most: usize) -> Scale {
        Scale { low, high, ticks: nice_ticks(low, high, most) }
    }
}

/// The value, or the end of a range beyond which it lies. Unlike `f64::clamp` it cannot panic, whatever the ends are.
pub(super) fn between(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// Puts a number in its place among rising ones. (Lists are short here, and a sort weighs kilobytes of WebAssembly.)
pub(super) fn insert_rising(list: &mut Vec<f64>, value: f64) {
    let place = list.partition_point(|it| it.total_cmp(&value).is_lt());
    list.insert(place, value);
}

/// The least and the greatest of the numbers among some values, as far as they can be drawn.
pub(super) fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|it| it.is_finite()).map(|it| between(it, -1e15, 1e15)).fold(None, |found, value| match found {
        None => Some((value, value)),
        Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_as_many_as_allowed() {
        let cases: [(f64, f64, usize, &[f64]); 10] = [
            (0.0, 10.0, 6, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (0.0, 10.0, 5, &[0.0, 2.5, 5.0, 7.5, 10.0]),
            (18.2e6, 40.4e6, 5, &[20e6, 25e6, 30e6, 35e6, 40e6]),
            (18.2e6, 40.4e6, 3, &[20e6, 30e6, 40e6]),
            (-0.35, 0.2, 6, &[-0.3, -0.2, -0.1, 0.0, 0.1, 0.2]),
            (0.0, 2.0, 5, &[0.0, 0.5, 1.0, 1.5, 2.0]),
            (10.0, 0.0, 3, &[0.0, 5.0, 10.0]),
            (0.0, 1e-7, 2, &[0.0, 1e-7]),
            (999_999.0, 1_000_001.0, 3, &[999_999.0, 1_000_000.0, 1_000_001.0]),
            (3.1, 3.9, 1, &[3.5]),
        ];
        for (low, high, most, ticks) in cases {
            assert_eq!(nice_ticks(low, high, most), ticks, "{low} to {high}, at most {most}");
        }
    }

    #[test]
    fn what_cannot_be_counted_has_no_ticks() {
        assert_eq!(nice_ticks(5.0, 5.0, 4), Vec::<f64>::new());
        assert_eq!(nice_ticks(0.0, 0.0, 4), [0.0]);
        assert_eq!(nice_ticks(f64::NAN, 1.0, 4), Vec::<f64>::new());
        assert_eq!(nice_ticks(f64::MIN, f64::MAX, 4), [0.0], "the distance has no number");
        assert_eq!(nice_ticks(0.0, 1.0, 0), Vec::<f64>::new());
    }

    #[test]
    fn an_axis_leaves_air_and_keeps_zero_where_it_is_near() {
        let arr = Scale::around([18.2e6, 40.4e6].into_iter(), 5);
        assert!(arr.low > 16e6 && arr.high > 40.4e6, "{arr:?}");
        assert_eq!(Scale::around([1.0, 10.0].into_iter(), 5).low, 0.0);
        let level = Scale::around([7.0, 7.0].into_iter(), 5);
        assert!(level.low < 7.0 && level.high > 7.0 && !level.ticks.is_empty());
        assert_eq!(Scale::from_zero([f64::NAN, 0.0].into_iter(), 5), Scale::nothing());
        let losses = Scale::from_zero([-5.0, -1.0].into_iter(), 5);
        assert!(losses.low < -5.0 && losses.high == 0.0);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ticks_lie_inside_rise_evenly_and_are_not_too_many(a in -1e12f64..1e12, b in -1e12f64..1e12, most in 1usize..12) {
            let ticks = nice_ticks(a, b, most);
            let (low, high) = (a.min(b), a.max(b));
            let dust = (high - low) * 1e-6;
            prop_assert!(ticks.len() <= most);
            prop_assert!(ticks.iter().all(|it| (low - dust..=high + dust).contains(it)));
            let steps: Vec<f64> = ticks.windows(2).map(|pair| pair[1] - pair[0]).collect();
            prop_assert!(steps.windows(2).all(|pair| (pair[0] - pair[1]).abs() < pair[0].abs() * 1e-6));
            // With room for four, at least two are found: an axis can be read.
            prop_assert!(most < 4 || ticks.len() >= 2 || high - low < 1e-6, "{:?}", ticks);
        }

        #[test]
        fn no_ends_whatever_break_an_axis(a in any::<f64>(), b in any::<f64>(), most in 0usize..20) {
            nice_ticks(a, b, most);
            Scale::around([a, b].into_iter(), most);
            Scale::from_zero([a, b].into_iter(), most);
        }
    }
}
