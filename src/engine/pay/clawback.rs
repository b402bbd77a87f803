//! What is taken back when a customer leaves early.

use crate::model::comp::{Clawback, ClawbackBasis};
use crate::units::{Currency, Money, Rate, Rounding};

/// The amount taken back (zero or negative) of a deal on which `earned` was earned and `paid` of it is out, when the customer leaves
/// `months_served` months after signing.
pub fn claw_back(
    rule: &Clawback,
    earned: Money,
    paid: Money,
    months_served: u32,
    currency: Currency,
    rounding: Rounding,
) -> Money {
    if months_served >= rule.months {
        return Money::ZERO;
    }
    let share = i128::from(rule.share.ppm());
    let whole = i128::from(Rate::SCALE);
    let taken = match rule.basis {
        ClawbackBasis::None => return Money::ZERO,
        ClawbackBasis::Earned => currency.round_ratio(i128::from(earned.mills()) * share, whole, rounding),
        ClawbackBasis::Paid => currency.round_ratio(i128::from(paid.mills()) * share, whole, rounding),
        ClawbackBasis::ProRata => {
            let left = i128::from(rule.months - months_served);
            let num = (i128::from(earned.mills()) * share).saturating_mul(left);
            currency.round_ratio(num, whole * i128::from(rule.months.max(1)), rounding)
        }
    };
    -taken
}
