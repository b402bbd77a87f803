//! A ramp fitted from what past hires attained in their first months.

/// No fitted month is worth more than this.
const MOST: f64 = 2.0;

/// Productivity by tenure month, 1 being a ramped seller, from the attainment of past hires: one list for each of them, a share of full
/// quota for each tenure month, nothing where it is not known.
///
/// Of each month it is the median of those known, divided by the attainment of ramped sellers: 60 % where these reach 80 % is three
/// quarters of the way. A month nobody is known of lies on the line between its neighbours, counted from nothing before the first month.
/// The curve ends with the last month known, or earlier where all that follows is whole. It may fall from one month to the next: what
/// people did is not smoothed. Nothing to fit, or nothing to hold it against: an empty curve.
pub fn fit_ramp(hires: &[Vec<Option<f64>>], ramped: f64) -> Vec<f64> {
    if !ramped.is_finite() || ramped <= 0.0 {
        return Vec::new();
    }
    let months = hires.iter().map(Vec::len).max().unwrap_or(0);
    let medians: Vec<Option<f64>> = (0..months)
        .map(|month| {
            let known = hires.iter().filter_map(|it| it.get(month).copied().flatten());
            median(known.filter(|it| it.is_finite()).map(|it| it.max(0.0)).collect())
        })
        .collect();
    let mut curve: Vec<f64> = Vec::new();
    // Months are counted from 1; before them stands nothing.
    let mut before = (0, 0.0);
    for (at, median) in medians.iter().enumerate() {
        let Some(median) = median else { continue };
        let (from, level) = before;
        let (to, now) = (at + 1, (median / ramped).min(MOST));
        for month in from + 1..=to {
            let way = (month - from) as f64 / (to - from) as f64;
            curve.push(level + (now - level) * way);
        }
        before = (to, now);
    }
    while curve.last().is_some_and(|it| (*it - 1.0).abs() < 1e-9) {
        curve.pop();
    }
    curve
}

/// The middle one; of an even number the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle).copied()?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some((values.get(middle.checked_sub(1)?).copied()? + upper) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_month_is_the_median_against_those_who_are_ramped() {
        let some = |values: &[f64]| values.iter().map(|it| Some(*it)).collect::<Vec<_>>();
        let hires = [some(&[0.0, 0.2, 0.8]), some(&[0.1, 0.4, 0.6]), some(&[0.2, 0.9, 0.7])];
        // Medians 10, 40 and 70 %, where ramped sellers reach 80 %.
        let fitted = fit_ramp(&hires, 0.8);
        for (is, should) in fitted.iter().zip([0.125, 0.5, 0.875]) {
            assert!((is - should).abs() < 1e-12, "{fitted:?}");
        }
        assert_eq!(fitted.len(), 3);
        // Of two, the mean; somebody who left early is missing later.
        assert_eq!(fit_ramp(&[some(&[0.25, 0.5]), some(&[0.75])], 1.0), [0.5, 0.5]);
    }

    #[test]
    fn a_month_nobody_is_known_of_lies_between_its_neighbours_and_a_dip_stays() {
        let fitted = fit_ramp(&[vec![None, Some(0.5), None, Some(0.9), Some(0.7), Some(1.0), None]], 1.0);
        let should = [0.25, 0.5, 0.7, 0.9, 0.7];
        assert_eq!(fitted.len(), should.len(), "the whole month at the end is no ramp: {fitted:?}");
        for (is, should) in fitted.iter().zip(should) {
            assert!((is - should).abs() < 1e-12, "{fitted:?}");
        }
    }

    #[test]
    fn nothing_known_fits_nothing_and_no_figure_breaks_it() {
        assert!(fit_ramp(&[], 0.8).is_empty());
        assert!(fit_ramp(&[vec![None, None]], 0.8).is_empty());
        assert!(fit_ramp(&[vec![Some(0.5)]], 0.0).is_empty());
        assert_eq!(fit_ramp(&[vec![Some(f64::NAN), Some(99.0), Some(-1.0)]], 1.0), [1.0, 2.0, 0.0]);
    }
}
