//! From earned to paid: lag, instalments and holdback.

use crate::model::Settings;
use crate::model::comp::Payout;
use crate::units::{Currency, Money, Rate, Rounding};

/// Pays out what was earned at month `at` into `paid` (one place per month). What falls after the last month stays owed: it is the
/// answer.
pub fn pay_out(
    rule: &Payout,
    earned: Money,
    at: usize,
    paid: &mut [Money],
    currency: Currency,
    rounding: Rounding,
) -> Money {
    // The usual case, without holdback and in one payment, needs no splitting.
    if rule.instalments <= 1 && rule.holdback == Rate::ZERO {
        return match paid.get_mut(at.saturating_add(rule.lag_months as usize)) {
            Some(place) => {
                *place += earned;
                Money::ZERO
            }
            None => earned,
        };
    }
    let held = currency.round_ratio(
        i128::from(earned.mills()) * i128::from(rule.holdback.ppm()),
        i128::from(Rate::SCALE),
        rounding,
    );
    // No plan is longer than 60 months; a damaged file may ask for more instalments than there is memory.
    let count = rule.instalments.clamp(1, Settings::MAX_HORIZON) as usize;
    let parts = currency.split(earned - held, &vec![1.0; count]);
    let mut owed = Money::ZERO;
    let first = at.saturating_add(rule.lag_months as usize);
    let due = parts.into_iter().enumerate().map(|(index, part)| (first.saturating_add(index), part));
    for (month, part) in due.chain([(first.saturating_add(rule.holdback_months as usize), held)]) {
        match paid.get_mut(month) {
            Some(place) => *place += part,
            None => owed += part,
        }
    }
    owed
}
