//! Draws and guarantees: five kinds of advance on variable pay.

use crate::model::comp::DrawKind;
use crate::units::{Currency, Money, Rate, Rounding};

/// One period of a draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrawLine {
    /// Earned before the draw.
    pub earned: Money,
    /// The draw of the period; zero where there is none.
    pub draw: Money,
    /// Paid on top of what was earned.
    pub advanced: Money,
    /// Taken from what was earned to repay earlier advances.
    pub recovered: Money,
    /// Paid.
    pub paid: Money,
    /// Still owed afterwards; never negative.
    pub owed: Money,
}

/// Settles a draw over successive periods. `draws` is the amount guaranteed in each period (zero where none is).
pub fn settle_draw(
    kind: DrawKind,
    draws: &[Money],
    earned: &[Money],
    currency: Currency,
    rounding: Rounding,
) -> Vec<DrawLine> {
    let mut owed = Money::ZERO;
    let last_draw = draws.iter().rposition(|amount| !amount.is_zero());
    let mut lines = Vec::with_capacity(earned.len());
    for (index, amount) in earned.iter().enumerate() {
        let draw = draws.get(index).copied().unwrap_or_default();
        let shortfall = Money::from_mills((draw - *amount).mills().max(0));
        let surplus = Money::from_mills((*amount - draw).mills().max(0));
        let mut line = DrawLine { earned: *amount, draw, ..DrawLine::default() };
        match kind {
            DrawKind::GuaranteeTopUp => line.advanced = shortfall,
            DrawKind::Additional => line.advanced = draw,
            DrawKind::Recoverable | DrawKind::RecoverableForgiven => {
                line.advanced = shortfall;
                line.recovered = surplus.min(owed);
                owed = owed + line.advanced - line.recovered;
                if kind == DrawKind::RecoverableForgiven && last_draw.is_some_and(|last| index >= last) {
                    owed = Money::ZERO;
                }
            }
            DrawKind::DelayedRecovery { start_period, share, last_period } => {
                let number = index as u32 + 1;
                line.advanced = shortfall;
                if number >= start_period && last_period.is_none_or(|last| number <= last) {
                    line.recovered = share_of(surplus, share, currency, rounding).min(owed);
                }
                owed = owed + line.advanced - line.recovered;
            }
        }
        line.paid = *amount + line.advanced - line.recovered;
        line.owed = owed;
        lines.push(line);
    }
    lines
}

fn share_of(amount: Money, share: Rate, currency: Currency, rounding: Rounding) -> Money {
    currency.round_ratio(i128::from(amount.mills()) * i128::from(share.ppm()), i128::from(Rate::SCALE), rounding)
}
