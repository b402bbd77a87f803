//! What happens to a holder's variable pay once its components are added up: the cap of the plan, expense and draw.

use super::Desk;
use crate::engine::outcome::Payee;
use crate::engine::pay::settle_draw;
use crate::engine::staff::{Holder, Post};
use crate::model::comp::Pot;
use crate::units::{Cadence, Currency, Flow, Money, Month, Rate};

impl Desk<'_> {
    /// The plan's cap on variable pay of a fiscal year.
    pub(super) fn cap(&self, post: &Post<'_>, holder: &Holder, payee: &mut Payee) {
        let settings = &self.document.settings;
        let calendar = settings.fiscal_calendar();
        let variable = post.variable(holder.stint).amount();
        let (mut year, mut sum) = (None, Money::ZERO);
        for (index, month) in self.months.iter().enumerate() {
            let fiscal = calendar.period_of(*month, Cadence::Year);
            if year != Some(fiscal) {
                (year, sum) = (Some(fiscal), Money::ZERO);
            }
            let Some(cap) = post.version(*month).and_then(|version| version.cap) else { continue };
            let most = settings.currency.round_ratio(
                i128::from(variable.mills()) * i128::from(cap.ppm()),
                i128::from(Rate::SCALE),
                settings.rounding,
            );
            let (Some(amount), Some(capped)) = (payee.variable.get_mut(index), payee.capped.get_mut(index)) else {
                continue;
            };
            let over = (sum + *amount - most).max(Money::ZERO).min((*amount).max(Money::ZERO));
            *amount -= over;
            *capped = over;
            sum += *amount;
        }
    }

    /// Draws apply to what is paid, month by month, in the tenure months the plan names.
    pub(super) fn draw(&self, post: &Post<'_>, holder: &Holder, payee: &mut Payee) {
        let Some(draw) = self.months.first().and_then(|month| post.version(*month)).and_then(|version| version.draw)
        else {
            return;
        };
        let from = holder.stint.and_then(|at| post.seat.stints.get(at)).map(|stint| Month::of(stint.from));
        let Some(from) = from else { return };
        let settings = &self.document.settings;
        let amounts: Vec<Money> = self
            .months
            .iter()
            .zip(&payee.active)
            .map(|(month, active)| {
                let tenure = month.since(from);
                let covered = tenure >= 0 && draw.months.is_none_or(|months| (tenure as u32) < months);
                if covered {
                    settings.currency.settle(Flow::new(draw.amount.amount().to_major() * active))
                } else {
                    Money::ZERO
                }
            })
            .collect();
        let lines = settle_draw(draw.kind, &amounts, &payee.paid, settings.currency, settings.rounding);
        for (place, line) in payee.paid.iter_mut().zip(lines) {
            *place = line.paid;
        }
    }
}

/// New-business commission is expensed over its months from the one it was earned in; everything else at once.
pub(super) fn expense(payee: &mut Payee, over: u32, currency: Currency) {
    let Payee { components, variable, expensed, .. } = payee;
    expensed.clone_from(variable);
    let over = over.min(120);
    if over < 2 {
        return;
    }
    for period in components.iter().filter(|it| it.pot == Pot::NewBusiness).flat_map(|it| &it.earned) {
        if let Some(place) = expensed.get_mut(period.at) {
            *place -= period.amount;
        }
        for (offset, part) in currency.split(period.amount, &vec![1.0; over as usize]).into_iter().enumerate() {
            if let Some(place) = expensed.get_mut(period.at + offset) {
                *place += part;
            }
        }
    }
}
