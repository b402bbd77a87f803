//! What happens to a holder's variable pay once its components are added up: the cap of the plan, expense and draw.

use super::Desk;
use crate::engine::outcome::Payee;
use crate::engine::pay::{DrawLine, settle_draw};
use crate::engine::staff::{Holder, Post};
use crate::model::comp::{Draw, DrawKind, Pot};
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
            let own = post.overrides(holder.stint).and_then(|it| it.cap);
            let Some(cap) = own.or_else(|| post.version(*month)?.cap) else { continue };
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

    /// Draws settled on what is due, month by month, before clawback and payout (PRODUCT 14); none where there is no draw. Each
    /// version's draw has its amounts by month of tenure; what the first version with a draw says of recovery holds throughout. An
    /// amount agreed with the person stands in place of the plan's amounts, in the months in which the plan has a draw; agreed with the
    /// person alone, it is a guarantee. The expected backfill has no tenure and no draw.
    pub(super) fn draws(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        active: &[f64],
        due: &[Money],
    ) -> Option<Vec<DrawLine>> {
        let own = post.overrides(holder.stint).and_then(|it| it.draw);
        let agreed = own.map(|amount| Draw::level(DrawKind::GuaranteeTopUp, amount, None));
        let draw_in =
            |month: &Month| post.version(*month).and_then(|version| version.draw.as_ref()).or(agreed.as_ref());
        let stint = holder.stint.and_then(|at| post.seat.stints.get(at))?;
        let from = Month::of(stint.from);
        let first = self.months.iter().find_map(draw_in)?;
        let settings = &self.document.settings;
        let amounts: Vec<Money> = self
            .months
            .iter()
            .zip(active)
            .map(|(month, active)| {
                let tenure = u32::try_from(month.since(from) + 1).unwrap_or(0);
                let planned = draw_in(month).filter(|_| tenure > 0).and_then(|draw| draw.amount_in(tenure));
                planned.map_or(Money::ZERO, |planned| {
                    let amount = own.unwrap_or(planned).amount();
                    settings.currency.settle(Flow::new(amount.to_major() * active))
                })
            })
            .collect();
        Some(settle_draw(first.kind, &amounts, due, settings.currency, settings.rounding))
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
