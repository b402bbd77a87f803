//! Tables of rates: one kind becomes another and keeps what it pays where it bends; rows and columns come and go.

use crate::edit::matrix;
use crate::edit::plan::{add_tier, remove_tier};
use crate::engine::{TablePoint, TableScale, as_typed, table_points};
use crate::model::comp::{
    Accumulates, Component, CurvePoint, Measure, Milestone, RateKind, Rates, Reach, Scope, ThresholdStart, Tier,
    TierFrom, TierValue,
};
use crate::units::{Money, Rate};

/// A measure of another purpose, to bend pay with. Where own results count it is one that whoever is paid on the first has, too: sellers
/// look after no book.
pub fn other_measure(component: &Component) -> Measure {
    let own = component.scope == Scope::Own;
    match component.measure {
        Measure::GrossRetention | Measure::NetRetention | Measure::RenewedArr => Measure::ExpansionArr,
        Measure::Opportunities if own => Measure::Meetings,
        Measure::Meetings if own => Measure::Objectives,
        Measure::NewArr | Measure::GrossMargin | Measure::Units | Measure::Objectives if own => Measure::Satisfaction,
        Measure::Satisfaction if own => Measure::Objectives,
        Measure::Opportunities | Measure::Meetings | Measure::Objectives | Measure::Satisfaction => Measure::NewArr,
        Measure::NewArr
        | Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::GrossMargin
        | Measure::Units => Measure::GrossRetention,
    }
}

/// Turns a table into another kind. Tiers keep their bounds and values and only reach back differently; any other change keeps what
/// the table pays at its bounds (and, between them, as far as the new kind can).
pub fn set_rate_kind(component: &mut Component, kind: RateKind, scale: &TableScale) {
    if RateKind::of(&component.rates) == Some(kind) {
        return;
    }
    if let (Rates::Tiers { tiers, .. }, RateKind::Tiers(preset)) = (&mut component.rates, kind) {
        preset.apply(tiers);
        return;
    }
    let points = table_points(component, scale);
    component.rates = match kind {
        RateKind::Tiers(preset) => {
            let mut tiers = slopes(&points);
            preset.apply(&mut tiers);
            Rates::Tiers { tiers, boundary: Default::default() }
        }
        RateKind::Interpolated(accumulates) => Rates::Interpolated { tiers: fills(&points, accumulates), accumulates },
        RateKind::Curve => Rates::Curve { points: corners(&points) },
        RateKind::Milestones => Rates::Milestones { steps: sums(&points, scale) },
        RateKind::Matrix => matrix::matrix(&matrix::within_reach(points, component), other_measure(component)),
    };
    let start = threshold_start(component);
    if let Some(threshold) = &mut component.threshold {
        threshold.start = start.unwrap_or(threshold.start);
    }
}

/// How pay has to start at a threshold of a table of steps: a straight rise to target pay would pay in place of them. None: either way.
pub(super) fn threshold_start(component: &Component) -> Option<ThresholdStart> {
    component.rates.pays_by_steps().then_some(ThresholdStart::Share)
}

/// Where a place is met, what is paid: at a jump, what it pays once it is reached.
pub(super) fn reached(point: &TablePoint) -> f64 {
    if (point.above - point.there).abs() > 5e-4 { point.above } else { point.there }
}

fn legs(points: &[TablePoint]) -> impl Iterator<Item = (f64, f64, f64, f64)> {
    points.iter().zip(points.iter().skip(1)).map(|(low, high)| (low.at, high.at, reached(low), reached(high)))
}

/// Tiers with the mean slope between bounds; two with the same slope are one.
fn slopes(points: &[TablePoint]) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = Vec::new();
    for (from, to, low, high) in legs(points) {
        let value = TierValue::Multiple(as_typed((high - low) / (to - from)));
        if tiers.last().is_none_or(|last| last.value != value) {
            tiers.push(Tier { from: TierFrom::Quota(as_typed(from)), value, reach: Reach::OwnBound });
        }
    }
    tiers
}

/// Pro-rata tiers that pay the same at each bound.
fn fills(points: &[TablePoint], accumulates: Accumulates) -> Vec<Tier> {
    let worth = |at: f64, pay: f64| match accumulates {
        Accumulates::Amount => pay,
        Accumulates::Rate if at > 0.0 => pay / at,
        Accumulates::Rate => 0.0,
    };
    legs(points)
        .map(|(from, to, low, high)| Tier {
            from: TierFrom::Quota(as_typed(from)),
            value: TierValue::Multiple(as_typed(worth(to, high) - worth(from, low))),
            reach: Reach::OwnBound,
        })
        .collect()
}

/// A curve through the same points; a jump becomes two points at one attainment.
fn corners(points: &[TablePoint]) -> Vec<CurvePoint> {
    let mut curve: Vec<CurvePoint> = Vec::new();
    for point in points {
        let attainment = as_typed(point.at);
        for pay in [point.below, reached(point)] {
            let next = CurvePoint { attainment, pay: as_typed(pay.max(0.0)) };
            if curve.last() != Some(&next) && (point.at > 0.0 || curve.is_empty()) {
                curve.push(next);
            }
        }
    }
    curve
}

/// A fixed sum at each bound that pays more than the one before.
fn sums(points: &[TablePoint], scale: &TableScale) -> Vec<Milestone> {
    let mut paid = 0.0;
    let mut steps = Vec::new();
    for point in points.iter().filter(|it| it.at > 0.0) {
        let due = (scale.target.to_major() * reached(point) * 100.0).round() / 100.0;
        if due > paid {
            let at = TierFrom::Quota(as_typed(point.at));
            steps.push(Milestone { at, pay: Money::from_major_f64(due - paid) });
            paid = due;
        }
    }
    if steps.is_empty() {
        steps.push(Milestone { at: TierFrom::Quota(Rate::ONE), pay: scale.target });
    }
    steps
}

/// A value of a measure that is usually reached: attainment, or the ratio itself.
pub(super) fn usual(measure: Measure) -> Rate {
    match measure {
        Measure::GrossRetention => Rate::percent(90),
        Measure::NewArr
        | Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::RenewedArr
        | Measure::NetRetention
        | Measure::Opportunities
        | Measure::Objectives
        | Measure::GrossMargin
        | Measure::Units
        | Measure::Meetings
        | Measure::Satisfaction => Rate::ONE,
    }
}

/// The next bound after some: as far beyond the last as that is from the one before, at least five points.
pub(super) fn beyond(bounds: &[Rate]) -> Rate {
    let last = bounds.last().copied().unwrap_or(Rate::percent(75));
    let before = bounds.len().checked_sub(2).and_then(|at| bounds.get(at)).copied();
    let gap = before.map_or(25, |before| (last.ppm() - before.ppm()) / 10_000);
    last + Rate::percent(gap.clamp(5, 100))
}

/// Adds a row at the end of a table.
pub fn add_rate_row(component: &mut Component) {
    let (measure, highest) = (component.measure, matrix::highest(component));
    match &mut component.rates {
        Rates::Tiers { .. } | Rates::Interpolated { .. } => add_tier(component),
        Rates::Curve { points } => {
            let places: Vec<Rate> = points.iter().map(|it| it.attainment).collect();
            let pays: Vec<Rate> = points.iter().map(|it| it.pay).collect();
            points.push(CurvePoint { attainment: beyond(&places), pay: beyond(&pays) });
        }
        Rates::Milestones { steps } => {
            let next = steps
                .last()
                .map_or(Milestone { at: TierFrom::Quota(Rate::ONE), pay: Money::from_major(1_000) }, |last| {
                    Milestone { at: next_place(last.at), pay: last.pay }
                });
            steps.push(next);
        }
        Rates::Matrix { rows, columns, cells, .. } => {
            rows.push(matrix::next_bound(rows, measure, highest));
            let next = cells.last().map_or_else(
                || vec![Rate::ONE; columns.len()],
                |last| last.iter().map(|cell| *cell + Rate::percent(25)).collect(),
            );
            cells.push(next);
        }
    }
}

fn next_place(from: TierFrom) -> TierFrom {
    match from {
        TierFrom::Quota(share) => TierFrom::Quota(share + Rate::percent(25)),
        TierFrom::Amount(amount) => TierFrom::Amount(amount + amount.max(Money::from_major(100_000))),
        TierFrom::Units(units) => TierFrom::Units(units.saturating_add(units.max(5))),
    }
}

/// Removes a row (counted from 0); the last one left stays.
pub fn remove_rate_row(component: &mut Component, at: usize) {
    fn take<T>(rows: &mut Vec<T>, at: usize) {
        if rows.len() > 1 && at < rows.len() {
            rows.remove(at);
        }
    }
    match &mut component.rates {
        Rates::Tiers { .. } | Rates::Interpolated { .. } => remove_tier(component, at),
        Rates::Curve { points } => take(points, at),
        Rates::Milestones { steps } => take(steps, at),
        Rates::Matrix { rows, cells, .. } => {
            if rows.len() > 1 && at < rows.len() && at < cells.len() {
                cells.remove(at);
            }
            take(rows, at);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::edit::{add_matrix_column, remove_matrix_column};
    use crate::engine::table_scale;
    use crate::model::comp::{RatePreset, table_rows};
    use crate::model::{Quota, Terms, sample};
    use crate::units::{Cadence, RoleId, Yearly};

    /// Target variable 120,000 a year, quota 1.2 million: 30,000 and 300,000 a quarter, 10 % derived.
    pub(in crate::edit) fn seller() -> (Component, Terms) {
        let mut terms = sample::company().role(&RoleId::new("ae")).unwrap().terms[0].clone();
        terms.base = Yearly::new(Money::from_major(90_000));
        terms.ote = Yearly::new(Money::from_major(210_000));
        terms.quota = Some(Quota::Arr { amount: Money::from_major(1_200_000), per: Cadence::Year });
        let rates =
            RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(125), Rate::percent(200))]);
        (Component { cadence: Cadence::Quarter, rates, ..Component::default() }, terms)
    }

    fn pays_at(component: &Component, terms: &Terms) -> Vec<(f64, f64)> {
        let points = table_points(component, &table_scale(component, terms));
        points.iter().map(|it| (it.at, (reached(it) * 1e4).round() / 1e4)).collect()
    }

    #[test]
    fn every_kind_pays_at_the_bounds_what_the_table_before_it_paid() {
        let (was, terms) = seller();
        // 100 % at 1x, a quarter at 1.5x, another at 2x.
        let expected = [(1.0, 1.0), (1.25, 1.375), (1.5, 1.875)];
        for kind in RateKind::ALL.into_iter().filter(|it| !matches!(it, RateKind::Tiers(_))) {
            let mut component = was.clone();
            set_rate_kind(&mut component, kind, &table_scale(&was, &terms));
            assert_eq!(RateKind::of(&component.rates), Some(kind));
            let now = pays_at(&component, &terms);
            for point in expected {
                assert!(now.contains(&point), "{kind:?} pays {now:?}, not {point:?}");
            }
        }
    }

    #[test]
    fn a_curve_made_from_tiers_becomes_the_same_tiers_again() {
        let (was, terms) = seller();
        let mut component = was.clone();
        set_rate_kind(&mut component, RateKind::Curve, &table_scale(&was, &terms));
        set_rate_kind(&mut component, RateKind::Tiers(RatePreset::Marginal), &table_scale(&was, &terms));
        assert_eq!(component.rates, was.rates);
    }

    #[test]
    fn a_jump_becomes_two_points_at_one_attainment() {
        let (mut component, terms) = seller();
        component.rates = RatePreset::Retroactive.rates(&[(Rate::ONE, Rate::percent(150))]);
        let scale = table_scale(&component, &terms);
        set_rate_kind(&mut component, RateKind::Curve, &scale);
        let Rates::Curve { points } = &component.rates else { panic!("it is a curve") };
        let shown: Vec<_> = points.iter().map(|it| (it.attainment.ppm() / 10_000, it.pay.ppm() / 10_000)).collect();
        assert_eq!(shown, [(0, 0), (100, 100), (100, 150), (200, 300)]);
    }

    #[test]
    fn milestones_made_from_tiers_are_sums_of_the_period() {
        let (mut component, terms) = seller();
        let scale = table_scale(&component, &terms);
        set_rate_kind(&mut component, RateKind::Milestones, &scale);
        let Rates::Milestones { steps } = &component.rates else { panic!("they are milestones") };
        let shown: Vec<_> = steps.iter().map(|it| (it.at, it.pay)).collect();
        let at = |percent| TierFrom::Quota(Rate::percent(percent));
        assert_eq!(
            shown,
            [
                (at(100), Money::from_major(30_000)),
                (at(125), Money::from_major(11_250)),
                (at(150), Money::from_major(15_000))
            ]
        );
    }

    #[test]
    fn rows_and_columns_come_and_go_and_one_of_each_stays() {
        let (was, terms) = seller();
        for kind in RateKind::ALL {
            let mut component = was.clone();
            set_rate_kind(&mut component, kind, &table_scale(&was, &terms));
            let before = component.clone();
            add_rate_row(&mut component);
            assert_ne!(component, before, "{kind:?}");
            assert!(crate::model::validate(&with(&component)).iter().all(|it| it.code != "out_of_order"), "{kind:?}");
            let count = table_rows(&component.rates);
            remove_rate_row(&mut component, count - 1);
            assert_eq!(component, before, "{kind:?}");
            for _ in 0..9 {
                remove_rate_row(&mut component, 0);
            }
            assert_eq!(table_rows(&component.rates), 1, "{kind:?}");
        }
        let mut component = was.clone();
        set_rate_kind(&mut component, RateKind::Matrix, &table_scale(&was, &terms));
        let before = component.clone();
        add_matrix_column(&mut component);
        remove_matrix_column(&mut component, 2);
        assert_eq!(component, before);
        for _ in 0..5 {
            remove_matrix_column(&mut component, 0);
        }
        let Rates::Matrix { columns, cells, .. } = &component.rates else { panic!("it is a matrix") };
        assert!(columns.len() == 1 && cells.iter().all(|row| row.len() == 1));
    }

    fn with(component: &Component) -> crate::model::Document {
        let mut document = sample::company();
        document.plans[0].versions[0].components = vec![component.clone()];
        document
    }
}
