//! The table of two measures: made of another table within what its measures can reach; rows and columns come and go.

use crate::edit::rate_tables::{beyond, reached, usual};
use crate::engine::{TablePoint, as_typed};
use crate::model::comp::{Component, Measure, Rates};
use crate::units::Rate;

/// The most that a measure can come to, where it cannot come to everything.
fn most(measure: Measure) -> Option<Rate> {
    (measure == Measure::GrossRetention).then_some(Rate::ONE)
}

/// The highest attainment of its target that a component can come to: gross retention with a target of 90 % comes to 111.11 %.
pub(super) fn highest(component: &Component) -> Option<Rate> {
    let most = most(component.measure)?.to_f64();
    let target = component.ratio_target().filter(|it| *it > Rate::ZERO)?.to_f64();
    Some(Rate::from_f64((most / target * 10_000.0).floor() / 10_000.0))
}

/// Points of a table that a ratio can reach. The last of a table lies as far beyond its last bound as that lies from the one before,
/// which of a ratio is twice its target: five points beyond the bound take its place, or half of what room there is.
pub(super) fn within_reach(mut points: Vec<TablePoint>, component: &Component) -> Vec<TablePoint> {
    const STEP: f64 = 0.05;
    if !component.measure.is_ratio() {
        return points;
    }
    let highest = highest(component).map_or(f64::INFINITY, Rate::to_f64);
    let last = points.len().saturating_sub(1);
    let kept = points.iter().take(last).filter(|it| it.at <= highest).count();
    let Some((low, high)) = kept.checked_sub(1).and_then(|at| points.get(at).copied().zip(points.get(kept).copied()))
    else {
        return points;
    };
    points.truncate(kept);
    let step = if low.at + STEP <= highest { STEP } else { (highest - low.at) / 2.0 };
    let at = as_typed(low.at + step).to_f64();
    if at > low.at && at < high.at {
        let pay = reached(&low) + (high.below - reached(&low)) * (at - low.at) / (high.at - low.at);
        points.push(TablePoint { at, below: pay, there: pay, above: pay });
    }
    points
}

/// A row for each bound that pays; both columns pay what the table paid, so nothing changes until a cell does.
pub(super) fn matrix(points: &[TablePoint], by: Measure) -> Rates {
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    for point in points.iter().filter(|it| it.at > 0.0) {
        let pay = as_typed(reached(point).max(0.0));
        if pay > Rate::ZERO && cells.last() != Some(&vec![pay, pay]) {
            rows.push(as_typed(point.at));
            cells.push(vec![pay, pay]);
        }
    }
    if rows.is_empty() {
        (rows, cells) = (vec![Rate::ONE], vec![vec![Rate::ONE; 2]]);
    }
    Rates::Matrix { by, rows, columns: vec![Rate::ZERO, usual(by)], cells }
}

/// The next bound of a matrix by what it is about: five points further for a ratio, and no further than it can come, in shares of
/// what it is measured against.
pub(super) fn next_bound(bounds: &[Rate], measure: Measure, highest: Option<Rate>) -> Rate {
    if !measure.is_ratio() {
        return beyond(bounds);
    }
    let last = bounds.last().copied().unwrap_or(Rate::percent(75));
    let next = last + Rate::percent(5);
    highest.filter(|most| *most > last).map_or(next, |most| next.min(most))
}

/// Adds a column to a matrix, paying what the last one does.
pub fn add_matrix_column(component: &mut Component) {
    if let Rates::Matrix { by, columns, cells, .. } = &mut component.rates {
        columns.push(next_bound(columns, *by, most(*by)));
        for row in cells {
            row.push(row.last().copied().unwrap_or(Rate::ONE));
        }
    }
}

/// Removes a column of a matrix (counted from 0); the last one left stays.
pub fn remove_matrix_column(component: &mut Component, at: usize) {
    if let Rates::Matrix { columns, cells, .. } = &mut component.rates
        && columns.len() > 1
        && at < columns.len()
    {
        columns.remove(at);
        for row in cells.iter_mut().filter(|row| at < row.len()) {
            row.remove(at);
        }
    }
}

/// Gives a matrix exactly the cells its rows and columns ask for: missing ones pay nothing, those beyond go.
pub fn mend_matrix(component: &mut Component) {
    if let Rates::Matrix { rows, columns, cells, .. } = &mut component.rates {
        cells.resize(rows.len(), Vec::new());
        for row in cells {
            row.resize(columns.len(), Rate::ZERO);
        }
    }
}

/// Lets a matrix look at another measure.
pub fn set_matrix_measure(component: &mut Component, measure: Measure) {
    if let Rates::Matrix { by, .. } = &mut component.rates {
        *by = measure;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::rate_tables::tests::seller;
    use crate::edit::{add_modifier, add_rate_row, set_measure, set_rate_kind};
    use crate::engine::table_scale;
    use crate::model::comp::{Modifier, RateKind, RatePreset, Scope, Target, Threshold, ThresholdStart};

    #[test]
    fn a_threshold_pays_nothing_below_it_and_no_more_than_that_once_the_table_is_a_matrix() {
        let (mut component, terms) = seller();
        component.measure = Measure::NetRetention;
        component.target = Target::Ratio { ratio: Rate::percent(105) };
        let at = Rate::percent(90);
        component.threshold = Some(Threshold { at, start: ThresholdStart::Zero });
        let scale = table_scale(&component, &terms);
        set_rate_kind(&mut component, RateKind::Curve, &scale);
        assert_eq!(component.threshold.map(|it| it.start), Some(ThresholdStart::Zero));
        set_rate_kind(&mut component, RateKind::Matrix, &scale);
        assert_eq!(component.threshold, Some(Threshold { at, start: ThresholdStart::Share }));
        // One that is added to a matrix on a ratio, or comes with another ratio, pays nothing below and no more.
        component.threshold = None;
        add_modifier(&mut component, Modifier::Threshold, &scale);
        assert_eq!(component.threshold.map(|it| it.start), Some(ThresholdStart::Share));
        set_measure(&mut component, Measure::NewArr);
        set_measure(&mut component, Measure::GrossRetention);
        assert_eq!(component.threshold.map(|it| it.start), Some(ThresholdStart::Share));
    }

    #[test]
    fn rows_of_a_matrix_on_a_ratio_lie_within_what_it_can_reach() {
        let (mut component, mut terms) = seller();
        terms.quota = None;
        component.rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(500))]);
        let rows_of = |measure: Measure, target: i64| {
            let ratio = Rate::percent(target);
            let mut component = Component { measure, target: Target::Ratio { ratio }, ..component.clone() };
            let scale = table_scale(&component, &terms);
            set_rate_kind(&mut component, RateKind::Matrix, &scale);
            let shown = |component: &Component| {
                let Rates::Matrix { rows, cells, .. } = &component.rates else { panic!("it is a matrix") };
                let percent = |rate: &Rate| rate.ppm() as f64 / 1e4;
                rows.iter().map(percent).zip(cells.iter().map(|row| percent(&row[0]))).collect::<Vec<_>>()
            };
            let made = shown(&component);
            add_rate_row(&mut component);
            (made, shown(&component).last().unwrap().0)
        };
        // Gross retention of 90 and of 94.5 %, at 1x and five points of attainment at 5x. 100 % over 90 % is 111.11 %.
        assert_eq!(rows_of(Measure::GrossRetention, 90), (vec![(100.0, 100.0), (105.0, 125.0)], 110.0));
        // Above 97 % there are three points left, 3.09 % of it; half of that is 1.55.
        assert_eq!(rows_of(Measure::GrossRetention, 97), (vec![(100.0, 100.0), (101.55, 107.75)], 103.09));
        assert_eq!(rows_of(Measure::NetRetention, 110), (vec![(100.0, 100.0), (105.0, 125.0)], 110.0));
        // Columns are the ratio itself: after 0 and 90 % comes 95 %.
        let scale = table_scale(&component, &terms);
        set_rate_kind(&mut component, RateKind::Matrix, &scale);
        component.scope = Scope::Segment;
        set_matrix_measure(&mut component, Measure::GrossRetention);
        let add = |component: &mut Component| {
            add_matrix_column(component);
            let Rates::Matrix { columns, .. } = &component.rates else { panic!("it is a matrix") };
            columns.last().unwrap().ppm() / 10_000
        };
        let Rates::Matrix { columns, .. } = &mut component.rates else { panic!("it is a matrix") };
        *columns = vec![Rate::ZERO, Rate::percent(90)];
        assert_eq!([add(&mut component), add(&mut component)], [95, 100]);
    }
}
