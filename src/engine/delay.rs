//! How long opportunities take to close: shares by months since they were created.

use crate::model::{CycleShape, LONGEST_CYCLE, Pipeline, Source};

/// Share of opportunities that close 0, 1, 2, ... months after they were created; adds up to 1.
///
/// A typed table counts in proportion where it misses the whole; one without any share is taken as the mean cycle.
pub fn delay(pipeline: &Pipeline, source: Option<&Source>) -> Vec<f64> {
    let months = source.and_then(|it| it.cycle_months).unwrap_or(pipeline.cycle_months) as usize;
    match pipeline.cycle_shape {
        CycleShape::AtMean => at_mean(months),
        CycleShape::Spread => spread(months),
        CycleShape::Own => {
            let shares: Vec<f64> =
                pipeline.cycle_shares.iter().take(LONGEST_CYCLE + 1).map(|share| share.to_f64().max(0.0)).collect();
            let sum: f64 = shares.iter().sum();
            if sum > 0.0 { shares.iter().map(|share| share / sum).collect() } else { at_mean(months) }
        }
    }
}

/// Mean of a delay, in months.
pub fn mean_delay(shares: &[f64]) -> f64 {
    shares.iter().enumerate().map(|(months, share)| months as f64 * share).sum()
}

fn at_mean(months: usize) -> Vec<f64> {
    // One month beyond the longest plan is as far away as any.
    let months = months.min(LONGEST_CYCLE);
    let mut shares = vec![0.0; months + 1];
    if let Some(last) = shares.last_mut() {
        *last = 1.0;
    }
    shares
}

/// A gamma distribution of shape 4, so that its standard deviation is half its mean; each month has what lies within half a month of
/// it, the last one (three times the mean) what is beyond.
fn spread(months: usize) -> Vec<f64> {
    let mean = months.min(LONGEST_CYCLE) as f64;
    if months == 0 {
        return at_mean(0);
    }
    let below = |time: f64| {
        let x = 4.0 * time / mean;
        1.0 - (-x).exp() * (1.0 + x + x * x / 2.0 + x * x * x / 6.0)
    };
    let last = (3 * months).min(LONGEST_CYCLE);
    let mut so_far = 0.0;
    (0..=last)
        .map(|month| {
            let until = if month == last { 1.0 } else { below(month as f64 + 0.5) };
            let share = until - so_far;
            so_far = until;
            share
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Rate;

    fn shaped(shape: CycleShape, months: u32, shares: &[i64]) -> Vec<f64> {
        let shares = shares.iter().map(|share| Rate::percent(*share)).collect();
        let pipeline =
            Pipeline { cycle_months: months, cycle_shape: shape, cycle_shares: shares, ..Pipeline::default() };
        delay(&pipeline, None)
    }

    #[test]
    fn every_shape_adds_up_to_all_opportunities_and_keeps_the_mean() {
        for months in 0..=20 {
            let all = shaped(CycleShape::AtMean, months, &[]);
            assert_eq!((all.iter().sum::<f64>(), mean_delay(&all)), (1.0, f64::from(months)));
            let spread = shaped(CycleShape::Spread, months, &[]);
            assert!((spread.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(spread.iter().all(|share| *share >= 0.0));
            let off = (mean_delay(&spread) - f64::from(months)).abs();
            assert!(off <= 0.02 * f64::from(months), "{months} months: {off}");
        }
    }

    #[test]
    fn a_spread_cycle_has_half_its_mean_as_standard_deviation() {
        let shares = shaped(CycleShape::Spread, 12, &[]);
        let mean = mean_delay(&shares);
        let variance: f64 = shares.iter().enumerate().map(|(month, share)| (month as f64 - mean).powi(2) * share).sum();
        assert!((variance.sqrt() - 6.0).abs() < 0.15, "{}", variance.sqrt());
    }

    #[test]
    fn a_table_of_ones_own_counts_in_proportion_and_an_empty_one_is_the_mean() {
        assert_eq!(shaped(CycleShape::Own, 3, &[0, 25, 25]), [0.0, 0.5, 0.5]);
        assert_eq!(shaped(CycleShape::Own, 2, &[0, 0]), [0.0, 0.0, 1.0]);
        assert_eq!(shaped(CycleShape::Own, 2, &[]), [0.0, 0.0, 1.0]);
    }

    #[test]
    fn a_source_may_have_a_cycle_of_its_own_unless_the_segment_has_a_table() {
        let mut pipeline = Pipeline { cycle_months: 3, ..Pipeline::default() };
        let partner = Source { cycle_months: Some(5), ..Source::default() };
        assert_eq!(mean_delay(&delay(&pipeline, Some(&partner))), 5.0);
        assert_eq!(mean_delay(&delay(&pipeline, Some(&Source::default()))), 3.0);
        (pipeline.cycle_shape, pipeline.cycle_shares) = (CycleShape::Own, vec![Rate::ONE]);
        assert_eq!(mean_delay(&delay(&pipeline, Some(&partner))), 0.0);
    }
}
