//! One plan against another under the same terms: where the other pays more, and by how much.

use crate::engine::plan_breaks::pay_breaks;
use crate::engine::plan_view::pay_at;
use crate::model::comp::PlanVersion;
use crate::model::{Document, Terms};
use crate::units::Money;

/// The attainments at which the difference is told.
const TOLD: [f64; 3] = [0.5, 1.0, 1.5];

/// How another plan compares with one.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Attainment, and what the other pays above the one (below nothing: less).
    pub gaps: Vec<(f64, Money)>,
    /// Where the other pays more: from, to.
    pub ahead: Vec<(f64, f64)>,
    /// Where it pays less.
    pub behind: Vec<(f64, f64)>,
}

/// Compares variable pay of a year from nothing to `most`. Differences of less than a thousandth of target variable are none.
pub fn plan_rival(document: &Document, one: &PlanVersion, other: &PlanVersion, terms: &Terms, most: f64) -> Rival {
    let gap = |at: f64| pay_at(document, other, terms, at).total - pay_at(document, one, terms, at).total;
    let least = (terms.variable().amount().to_major() / 1_000.0).max(1.0);
    let side = |at: f64| {
        let gap = gap(at).to_major();
        if gap.abs() < least { 0 } else { gap.signum() as i8 }
    };
    let mut stops: Vec<f64> = (0..=250).map(|step| most * f64::from(step) / 250.0).collect();
    for version in [one, other] {
        // Both sides of a bound, so that a jump is not missed.
        let breaks = pay_breaks(document, version, terms, most);
        stops.extend(breaks.into_iter().flat_map(|at| [at - 1e-4, at, at + 1e-4]));
    }
    stops.retain(|at| (0.0..=most).contains(at));
    stops.sort_by(f64::total_cmp);
    let mut rival = Rival { gaps: TOLD.map(|at| (at, gap(at))).to_vec(), ahead: Vec::new(), behind: Vec::new() };
    let (mut from, mut now) = (0.0, side(0.0));
    let mut close = |from: f64, to: f64, side: i8| match side {
        1 => rival.ahead.push((from, to)),
        -1 => rival.behind.push((from, to)),
        _even => {}
    };
    for (a, b) in stops.iter().zip(stops.iter().skip(1)) {
        let next = side(*b);
        if next == now {
            continue;
        }
        let (mut low, mut high) = (*a, *b);
        for _ in 0..30 {
            let middle = (low + high) / 2.0;
            if side(middle) == now { low = middle } else { high = middle }
        }
        close(from, high, now);
        (from, now) = (high, next);
    }
    close(from, most, now);
    rival
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{Component, RatePreset};
    use crate::units::{Rate, Yearly};

    fn plan(preset: RatePreset, accelerators: &[(i64, i64)]) -> PlanVersion {
        let table: Vec<_> = accelerators.iter().map(|it| (Rate::percent(it.0), Rate::percent(it.1))).collect();
        let component = Component { rates: preset.rates(&table), ..Component::default() };
        PlanVersion { components: vec![component], ..PlanVersion::default() }
    }

    fn terms() -> Terms {
        Terms { ote: Yearly::new(Money::from_major(100_000)), ..Terms::default() }
    }

    #[test]
    fn the_same_plan_is_nowhere_ahead() {
        let plan = plan(RatePreset::Marginal, &[(100, 150)]);
        let rival = plan_rival(&Document::default(), &plan, &plan, &terms(), 2.5);
        assert_eq!((rival.ahead, rival.behind), (vec![], vec![]));
        assert!(rival.gaps.iter().all(|it| it.1.is_zero()));
    }

    #[test]
    fn an_accelerator_that_starts_later_but_steeper_overtakes() {
        // One: 1.5x from 100 %. Other: 2.5x from 120 %, behind from 100 % to where 0.5 (a - 1) = 1.5 (a - 1.2): at 130 %.
        let one = plan(RatePreset::Marginal, &[(100, 150)]);
        let other = plan(RatePreset::Marginal, &[(120, 250)]);
        let rival = plan_rival(&Document::default(), &one, &other, &terms(), 2.5);
        let gaps: Vec<_> = rival.gaps.iter().map(|it| it.1.mills() / 1_000).collect();
        // At 150 %: 100 + 20 + 75 - (100 + 75) thousand... of 100,000: 1.2 + 0.3 x 2.5 = 1.95 against 1 + 0.5 x 1.5 = 1.75.
        assert_eq!(gaps, [0, 0, 20_000]);
        assert_eq!((rival.ahead.len(), rival.behind.len()), (1, 1));
        assert!((rival.behind[0].0 - 1.0).abs() < 0.01 && (rival.behind[0].1 - 1.3).abs() < 0.01, "{rival:?}");
        assert!((rival.ahead[0].0 - 1.3).abs() < 0.01 && rival.ahead[0].1 == 2.5, "{rival:?}");
    }

    #[test]
    fn a_chord_is_ahead_of_the_curve_below_it_though_no_bound_lies_between() {
        use crate::model::comp::{CurvePoint, Measure, Multiplier, MultiplierBy, Rates};
        // Between 50 and 90 % one pays the square of attainment, since what is expanded moves along; the other a line from 24.5 % of target
        // pay to 80.5 %, which is below the square at both ends.
        let by = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(90) };
        let multiplier = Some(Multiplier { measure: Measure::ExpansionArr, by });
        let alone = |component| PlanVersion { components: vec![component], ..PlanVersion::default() };
        let rates = RatePreset::Marginal.rates(&[]);
        let one = alone(Component { rates, multiplier, ..Component::default() });
        let point = |at, pay| CurvePoint { attainment: Rate::percent(at), pay: Rate::from_ppm(pay) };
        let points = vec![point(50, 245_000), point(90, 805_000)];
        let other = alone(Component { rates: Rates::Curve { points }, ..Component::default() });
        let mut document = Document::default();
        document.assumptions.other_measures = crate::model::OtherMeasures::SameAttainment;
        let rival = plan_rival(&document, &one, &other, &terms(), 2.5);
        // More where x x - 1.4 x + 0.455 < 0: from 51.3 to 88.7 %, give or take what a thousandth of target pay makes there.
        let between = rival.ahead.iter().find(|it| it.0 > 0.5 && it.1 < 0.9).unwrap();
        assert!((between.0 - 0.512_9).abs() < 0.003 && (between.1 - 0.887_1).abs() < 0.003, "{rival:?}");
    }

    #[test]
    fn a_jump_puts_the_retroactive_plan_ahead_at_once() {
        let one = plan(RatePreset::Marginal, &[(100, 150)]);
        let other = plan(RatePreset::Retroactive, &[(100, 150)]);
        let rival = plan_rival(&Document::default(), &one, &other, &terms(), 2.5);
        assert_eq!(rival.ahead.len(), 1);
        assert!((rival.ahead[0].0 - 1.0).abs() < 1e-3, "{rival:?}");
        assert_eq!(rival.gaps[2].1, Money::from_major(50_000), "half of target pay, reached back");
    }
}
