//! Variable pay of one person over an even year as a function of attainment: what an offer, or anyone's prospects, are weighed by.
//!
//! The attainment is that of amounts such as new ARR. Ratios such as retention move less, by the scenario's `ratio_spread`, as they do in
//! [`expected_cost`](crate::engine::expected_cost); of amounts only a share may be credited.

use crate::engine::payroll::{EvenYear, Standing};
use crate::engine::plan_breaks::{breaks, narrowed};
use crate::model::comp::PlanVersion;
use crate::model::{Document, Terms};
use crate::units::Money;

/// A version of a plan under terms, ready to be asked.
#[derive(Clone, Copy)]
pub struct YearPay<'a> {
    document: &'a Document,
    version: &'a PlanVersion,
    terms: &'a Terms,
    year: EvenYear<'a>,
    narrow: f64,
    credit: f64,
}

impl<'a> YearPay<'a> {
    /// With `credit` the share of what is sold that is credited, 1 for all of it.
    pub fn new(document: &'a Document, version: &'a PlanVersion, terms: &'a Terms, credit: f64) -> YearPay<'a> {
        let narrow = document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0);
        let credit = if credit.is_finite() { credit.max(0.0) } else { 0.0 };
        YearPay { document, version, terms, year: EvenYear::new(document, version, terms), narrow, credit }
    }

    fn standing(&self, at: f64) -> Standing {
        Standing { amounts: at * self.credit, ratios: narrowed(at, self.narrow) }
    }

    /// Variable pay of the year, to the thousandth, so that the coins of its periods make no steps: what means are taken of.
    pub fn weighed(&self, at: f64) -> Money {
        self.year.weighed().pay(self.standing(at)).1
    }

    /// Attainments up to `most` at which that may bend or jump, in ascending order.
    pub fn breaks(&self, most: f64) -> Vec<f64> {
        let reach = if self.credit > 0.0 { most * self.credit.max(1.0) } else { most };
        let found = breaks(self.document, self.version, self.terms, reach, self.narrow);
        let mut all = found.clone();
        if self.credit > 0.0 && self.credit != 1.0 {
            // A bound of an amount is met where the credited share of what is sold meets it; bounds of ratios stay.
            all.extend(found.iter().map(|at| at / self.credit));
        }
        all.retain(|at| *at > 0.0 && *at < most);
        all.sort_by(f64::total_cmp);
        all.dedup();
        all
    }
}
