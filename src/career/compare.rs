//! Where one offer overtakes another: every attainment at which the two change places.

use crate::career::pay_line::PayLine;
use crate::career::reckon::{FARTHEST, Reckoned};
use crate::units::Money;

/// An attainment at which one offer overtakes another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakEven {
    /// Attainment of each offer's own target.
    pub at: f64,
    /// Pay of the first there.
    pub first: Money,
    /// Pay of the second there.
    pub second: Money,
    /// Whether the first pays more above it.
    pub first_leads_above: bool,
    /// Whether the one leaps over the other there, so that they are not equal at it.
    pub jump: bool,
}

/// How close two amounts are to be called equal, in major units: a coin of each.
const EQUAL: f64 = 0.02;

/// How far from where two lines cross the crossing of their plans is looked for first.
const NEAR: f64 = 1e-6;

/// All break-evens of two offers up to three times target, in order. Where they pay the same over a stretch, the two change places at
/// its end, if they do. None where one of them does not say what it pays, or is in another
/// currency without a rate.
pub fn break_evens(first: &Reckoned, second: &Reckoned) -> Vec<BreakEven> {
    // The lines say between which places to look; there both plans are asked themselves.
    let apart = |at: f64| first.line.at(at) - second.line.at(at);
    let difference = |at: f64| (first.pay(at) - second.pay(at)).to_major();
    let mut found = Vec::new();
    if !(first.compares() && second.compares()) {
        return found;
    }
    // Where one last led, and which.
    let mut last: Option<(f64, bool)> = None;
    for stop in stops(&first.line, &second.line) {
        let gap = apart(stop);
        if gap.abs() <= EQUAL {
            continue;
        }
        let leads = gap > 0.0;
        if let Some((before, _)) = last.filter(|(_, led)| *led != leads) {
            found.push(narrowed(first, second, &difference, (before, stop), leads));
        }
        last = Some((stop, leads));
    }
    found
}

/// The places to look at, in order: both lines' ends, and a little to either side of each.
fn stops(one: &PayLine, other: &PayLine) -> Vec<f64> {
    let ends = one.pieces.iter().chain(&other.pieces).flat_map(|it| [it.from.0, it.to.0]);
    let mut all: Vec<f64> = ends.flat_map(|at| [at - 1e-6, at, at + 1e-6]).collect();
    all.extend([0.0, FARTHEST]);
    all.retain(|at| (0.0..=FARTHEST).contains(at));
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// A crossing is told this finely: a thousandth of a cent on a quota of a million.
const FINE: f64 = 1e-11;

/// Halves the way between a place where one leads and one where the other does.
fn narrowed(
    first: &Reckoned,
    second: &Reckoned,
    difference: &dyn Fn(f64) -> f64,
    (mut low, mut high): (f64, f64),
    leads: bool,
) -> BreakEven {
    let above = |at: f64| if leads { difference(at) > 0.0 } else { difference(at) < 0.0 };
    // Where the lines cross the plans do, to within coins: what lies far from there need not be asked.
    let gap = |at: f64| first.line.at(at) - second.line.at(at);
    let (at_low, at_high) = (gap(low), gap(high));
    let met = low + (high - low) * (at_low / (at_low - at_high));
    if met.is_finite() {
        for (at, far) in [(met - NEAR, low), (met + NEAR, high)] {
            if (low..high).contains(&at) && at != far {
                if above(at) { high = at } else { low = at }
            }
        }
    }
    while high - low > FINE {
        let middle = (low + high) / 2.0;
        if above(middle) { high = middle } else { low = middle }
    }
    let told = |at: f64| {
        let (first, second) = (first.pay(at), second.pay(at));
        let jump = (first - second).to_major().abs() > EQUAL;
        BreakEven { at, first, second, first_leads_above: leads, jump }
    };
    // The one leads by a coin already at the upper end, and at the lower one both pay the same; where the one leaps, it is the upper end.
    let (below, above) = (told(low), told(high));
    let nearer = (below.first - below.second).abs() <= (above.first - above.second).abs();
    if nearer && !above.jump { below } else { above }
}
