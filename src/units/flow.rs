//! Expected money before it becomes payable.

use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// An expected amount in major units of the scenario's currency, unrounded: capacity, book of business, fractional people.
///
/// Hazards and tenure make these irrational. A flow becomes [`crate::units::Money`] once, at the finest leaf of an outcome, through
/// [`crate::units::Currency::settle`].
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Flow(f64);

impl Flow {
    /// Nothing.
    pub const ZERO: Flow = Flow(0.0);

    /// From major units. What is not finite becomes zero, so that no flow is ever a NaN or an infinity.
    pub fn new(major: f64) -> Flow {
        Flow(if major.is_finite() { major } else { 0.0 })
    }

    /// Major units.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The smaller of two flows.
    pub fn min(self, other: Flow) -> Flow {
        Flow(self.0.min(other.0))
    }

    /// The larger of two flows.
    pub fn max(self, other: Flow) -> Flow {
        Flow(self.0.max(other.0))
    }
}

impl From<crate::units::Money> for Flow {
    fn from(money: crate::units::Money) -> Flow {
        Flow(money.to_major())
    }
}

impl Add for Flow {
    type Output = Flow;
    fn add(self, other: Flow) -> Flow {
        Flow::new(self.0 + other.0)
    }
}

impl Sub for Flow {
    type Output = Flow;
    fn sub(self, other: Flow) -> Flow {
        Flow::new(self.0 - other.0)
    }
}

impl Neg for Flow {
    type Output = Flow;
    fn neg(self) -> Flow {
        Flow(-self.0)
    }
}

impl Mul<f64> for Flow {
    type Output = Flow;
    fn mul(self, factor: f64) -> Flow {
        Flow::new(self.0 * factor)
    }
}

impl AddAssign for Flow {
    fn add_assign(&mut self, other: Flow) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Flow {
    fn sum<I: Iterator<Item = Flow>>(items: I) -> Flow {
        items.fold(Flow::ZERO, Add::add)
    }
}
