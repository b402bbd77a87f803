//! SPIFs: dated sums beside the plan.

use super::Desk;
use super::scope::Shared;
use crate::engine::outcome::{ComponentPay, Payee};
use crate::engine::pay::Earned;
use crate::engine::staff::{Holder, Post, share_of_month};
use crate::model::Proration;
use crate::model::comp::{Scope, Spif, SpifPays};
use crate::units::{Flow, Money, Rate, rounding};

impl Desk<'_> {
    /// Pays a SPIF of the months a version holds. Without deals to count, a forecast's credit counts as deals of the mean size, and a
    /// month that is only partly within the days counts in part.
    pub(super) fn spif(
        &self,
        (post, holder, at): (&Post<'_>, &Holder, usize),
        spif: &Spif,
        (from, to): (usize, usize),
        payee: &mut Payee,
        shared: &mut Shared,
    ) {
        let currency = self.document.settings.currency;
        let mut by_month: Vec<(usize, i64, Money)> = Vec::new();
        if let Some(deals) = self.deals {
            for piece in deals.pieces(&[at], spif.measure) {
                let inside = (from..=to).contains(&piece.rated.month) && (spif.from..=spif.to).contains(&piece.day);
                if inside {
                    let pays = match spif.pays {
                        SpifPays::PerDeal { least } if piece.rated.credit >= least.mills().max(1) => spif.amount,
                        SpifPays::PerDeal { .. } | SpifPays::Once { .. } => Money::ZERO,
                    };
                    by_month.push((piece.rated.month, piece.rated.credit, pays));
                }
            }
        } else {
            let credit = self.credit(holder.post, at, Scope::Own, spif.measure, shared);
            let size = if spif.measure.is_count() { 1_000 } else { self.mean_deal(at, post.segment).max(1) };
            for (month, day) in self.months.iter().enumerate().take(to + 1).skip(from) {
                let share = share_of_month(*day, spif.from, spif.to, Proration::CalendarDays);
                let counted = credit.get(month).copied().unwrap_or(0) as f64 * share;
                let pays = match spif.pays {
                    SpifPays::PerDeal { least } if size >= least.mills() => {
                        currency.settle(Flow::new(spif.amount.to_major() * counted / size as f64))
                    }
                    SpifPays::PerDeal { .. } | SpifPays::Once { .. } => Money::ZERO,
                };
                if counted > 0.0 {
                    by_month.push((month, rounding::nearest_unit(counted) as i64, pays));
                }
            }
        }
        if let SpifPays::Once { at: wanted } = spif.pays {
            // Paid in the month in which the sum is reached.
            let mut sum = 0i64;
            for (_, credit, pays) in &mut by_month {
                let before = sum;
                sum = sum.saturating_add(*credit);
                if before < wanted.mills() && sum >= wanted.mills() {
                    *pays = spif.amount;
                    break;
                }
            }
        }
        let mut earned: Vec<Earned> = Vec::new();
        for (month, credit, pays) in by_month {
            match earned.last_mut().filter(|last| last.at == month) {
                Some(last) => {
                    last.credit = last.credit.saturating_add(credit);
                    last.amount += pays;
                }
                None => {
                    let (from, weight) = (month, Rate::ZERO);
                    earned.push(Earned { at: month, from, credit, quota: 0, attainment: None, weight, amount: pays })
                }
            }
        }
        earned.retain(|it| !it.amount.is_zero());
        if earned.is_empty() {
            return;
        }
        for period in &earned {
            if let Some(place) = payee.variable.get_mut(period.at) {
                *place += period.amount;
            }
        }
        payee.components.push(ComponentPay {
            id: spif.id.clone(),
            measure: spif.measure,
            pot: spif.measure.pot(),
            earned,
        });
    }
}
