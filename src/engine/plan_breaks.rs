//! Where what a plan pays may bend or jump: bounds of tables, thresholds, caps, and where another measure that moves along meets a gate,
//! a step of a multiplier or a column.

use crate::engine::payroll::{EvenYear, Standing, curve_basis, curve_deal, ratio_target};
use crate::engine::plan_view::threshold_attainment;
use crate::model::comp::{Component, Measure, MultiplierBy, PlanVersion, Rated, Rates, TierFrom};
use crate::model::{Document, OtherMeasures, Terms};
use crate::units::{Cadence, Money, Rate};

/// Where each deal is rated alone and so many or more are made, the edge of one deal no longer shows.
const MOST_DEALS: f64 = 60.0;

/// The attainments up to `most` at which pay may bend or jump, in ascending order.
pub fn pay_breaks(document: &Document, version: &PlanVersion, terms: &Terms, most: f64) -> Vec<f64> {
    breaks(document, version, terms, most, 1.0)
}

/// Where ratios stand, with amounts at an attainment and ratios moving `narrow` times as far.
pub(crate) fn narrowed(at: f64, narrow: f64) -> f64 {
    1.0 + (at - 1.0) * narrow
}

/// Where amounts stand, with a ratio at an attainment; none where ratios do not move.
pub(crate) fn widened(at: f64, narrow: f64) -> Option<f64> {
    (narrow > 0.0).then(|| 1.0 + (at - 1.0) / narrow)
}

/// The same for people whose ratios move `narrow` times as far as their amounts: attainments of amounts.
pub(crate) fn breaks(document: &Document, version: &PlanVersion, terms: &Terms, most: f64, narrow: f64) -> Vec<f64> {
    let mut breaks = vec![1.0];
    for component in &version.components {
        let at = |ratio: bool, at: f64| if ratio { widened(at, narrow) } else { Some(at) };
        let own = own_breaks(document, component, terms, most);
        breaks.extend(own.into_iter().filter_map(|it| at(component.measure.is_ratio(), it)));
        let others = other_breaks(document, version, component, terms);
        breaks.extend(others.into_iter().filter_map(|(measure, it)| at(measure.is_ratio(), it)));
    }
    let sorted = |breaks: &mut Vec<f64>| {
        breaks.retain(|at| *at > 0.0 && *at < most);
        breaks.sort_by(f64::total_cmp);
        breaks.dedup();
    };
    sorted(&mut breaks);
    // Where a cap on pay is reached depends on the whole table; it is found between the other breaks.
    let stops: Vec<f64> = std::iter::once(0.0).chain(breaks.iter().copied()).chain([most]).collect();
    let year = EvenYear::new(document, version, terms);
    let stands = |at: f64| Standing { amounts: at, ratios: narrowed(at, narrow) };
    for (index, _) in version.components.iter().enumerate().filter(|it| it.1.cap.is_some()) {
        breaks.extend(caps(&stops, &|at| year.part_pay(index, stands(at))));
    }
    if version.cap.is_some() {
        breaks.extend(caps(&stops, &|at| year.pay(stands(at)).1));
    }
    sorted(&mut breaks);
    breaks
}

/// Attainments of a component's own target.
fn own_breaks(document: &Document, component: &Component, terms: &Terms, most: f64) -> Vec<f64> {
    let (quota, _) = curve_basis(component, terms);
    let mut found = Vec::new();
    for months in months_rated(component) {
        let whole = quota as f64 * f64::from(months) / 12.0;
        // Where the margin of a deal picks its tier, no attainment does.
        let mut places = if component.margin_over().is_some() { Vec::new() } else { bounds(&component.rates, whole) };
        places.extend(threshold_attainment(component, quota));
        places.extend(component.attainment_cap.map(Rate::to_f64));
        let by_deal = component.rated == Rated::EachDeal && !component.measure.is_ratio();
        let deal = if by_deal { curve_deal(document, terms) as f64 } else { 0.0 };
        if deal > 0.0 {
            // A number of whole deals, and the place in the table that the rest of one reaches.
            let deal = deal / whole.max(1.0);
            let count = (most / deal).min(MOST_DEALS);
            let edges = places.iter().copied().filter(|it| *it < deal).chain([0.0]);
            found.extend(edges.flat_map(|edge| (0..=count as u32).map(move |it| f64::from(it) * deal + edge)));
        } else {
            found.extend(places);
        }
    }
    found
}

/// Lengths of what is rated at once, in months: to date there are several in a year.
fn months_rated(component: &Component) -> impl Iterator<Item = u32> {
    let one = component.cadence.months().max(1);
    let most = match component.rated {
        Rated::EachDeal | Rated::Period => one,
        Rated::QuarterToDate => one.max(Cadence::Quarter.months()),
        Rated::YearToDate => Cadence::Year.months(),
    };
    (1..=most / one).map(move |periods| periods * one)
}

/// Where the rows of a table begin, as attainment of what is rated at once.
fn bounds(rates: &Rates, whole: f64) -> Vec<f64> {
    let place = |from: TierFrom| match from {
        TierFrom::Quota(share) => share.to_f64(),
        TierFrom::Amount(amount) => amount.mills() as f64 / whole.max(1.0),
        TierFrom::Units(units) => f64::from(units) * 1_000.0 / whole.max(1.0),
    };
    match rates {
        Rates::Tiers { tiers, .. } => tiers.iter().map(|tier| place(tier.from)).collect(),
        Rates::Interpolated { tiers, .. } => {
            let mut found: Vec<f64> = tiers.iter().map(|tier| place(tier.from)).collect();
            // The last tier is full at the width of the one before.
            let width = match found.as_slice() {
                [.., before, last] => Some(last + (last - before)),
                [only] => Some(only + 1.0),
                [] => None,
            };
            found.extend(width);
            found
        }
        Rates::Curve { points } => points.iter().map(|point| point.attainment.to_f64()).collect(),
        Rates::Milestones { steps } => steps.iter().map(|step| place(step.at)).collect(),
        Rates::Matrix { rows, .. } => rows.iter().map(|row| row.to_f64()).collect(),
    }
}

/// Attainments of other measures at which they change what a component pays, for those that move along.
fn other_breaks(
    document: &Document,
    version: &PlanVersion,
    component: &Component,
    terms: &Terms,
) -> Vec<(Measure, f64)> {
    let mut met: Vec<(Measure, f64)> = component.gate.iter().map(|it| (it.measure, it.at.to_f64())).collect();
    if let Some(multiplier) = &component.multiplier {
        let values: Vec<Rate> = match &multiplier.by {
            MultiplierBy::Steps { steps } => steps.iter().map(|it| it.from).collect(),
            MultiplierBy::Attainment { least, most } => vec![*least, *most],
        };
        met.extend(values.into_iter().map(|it| (multiplier.measure, it.to_f64())));
    }
    if let Rates::Matrix { by, columns, .. } = &component.rates {
        met.extend(columns.iter().map(|it| (*by, it.to_f64())));
    }
    if let Some(measure) = component.attained_by {
        let (quota, _) = curve_basis(component, terms);
        let places = months_rated(component).flat_map(|months| {
            let mut places = bounds(&component.rates, quota as f64 * f64::from(months) / 12.0);
            places.extend(threshold_attainment(component, quota));
            places.extend(component.attainment_cap.map(Rate::to_f64));
            places
        });
        met.extend(places.map(|it| (measure, it)));
    }
    let moves = |measure: Measure| {
        measure == component.measure || matches!(document.assumptions.other_measures, OtherMeasures::SameAttainment)
    };
    let attained = |(measure, value): (Measure, f64)| {
        let target = ratio_target(version, component, measure).map_or(1.0, Rate::to_f64);
        (measure, value / target)
    };
    met.into_iter().filter(|it| moves(it.0)).map(attained).filter(|it| it.1.is_finite()).collect()
}

/// Where pay stops rising inside a stretch that ends level.
fn caps(stops: &[f64], pay: &dyn Fn(f64) -> Money) -> Option<f64> {
    for (from, to) in stops.iter().zip(stops.iter().skip(1)) {
        let top = pay(*to);
        let almost = pay(to - (to - from) * 1e-3);
        if almost != top || pay(from + (to - from) * 1e-6) == top {
            continue;
        }
        let (mut low, mut high) = (*from, *to);
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if pay(middle) < top { low = middle } else { high = middle }
        }
        return Some(high);
    }
    None
}
