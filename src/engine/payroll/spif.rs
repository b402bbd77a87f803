//! SPIFs: dated sums beside the plan.

use super::scope::Shared;
use super::{Desk, book, scaled};
use crate::engine::outcome::{ComponentPay, Payee};
use crate::engine::pay::Earned;
use crate::engine::staff::{Holder, Post, share_of_month};
use crate::model::Proration;
use crate::model::comp::{PlanVersion, Scope, Spif, SpifPays};
use crate::units::{Flow, Money, Month, Rate, rounding};

/// Credit of a SPIF's days: of one deal, or of a month of the forecast.
struct Counted {
    /// Position of the month.
    month: usize,
    /// How much, in thousandths.
    credit: i64,
    /// What it pays where each deal pays.
    pays: Money,
}

impl Desk<'_> {
    /// Pays a SPIF in the months of the last of some versions of a plan, which has it. A sum that is paid once counts credit of months
    /// under the earlier ones too, if they have the SPIF, and is not paid again where one of them has paid it.
    pub(super) fn spif(
        &self,
        (post, holder, at): (&Post<'_>, &Holder, usize),
        spif: &Spif,
        runs: &[(&PlanVersion, usize, usize)],
        payee: &mut Payee,
        shared: &mut Shared,
    ) {
        let Some(((_, from, to), before)) = runs.split_last() else { return };
        let of_id = |(version, from, to): &(&PlanVersion, usize, usize)| {
            let same = version.spifs.iter().find(|it| it.id == spif.id)?;
            Some((matches!(same.pays, SpifPays::Once { .. }), *from..=*to))
        };
        let earlier: Vec<_> = before.iter().filter_map(of_id).collect();
        let mut counted = self.counted((post, holder, at), spif, shared);
        counted.retain(|it| (*from..=*to).contains(&it.month) || earlier.iter().any(|run| run.1.contains(&it.month)));
        if let SpifPays::Once { at: wanted } = spif.pays {
            let once = |at: &usize| earlier.iter().any(|run| run.0 && run.1.contains(at));
            let mut paid = payee.components.iter().filter(|it| it.id == spif.id && it.is_spif());
            if paid.any(|it| it.earned.iter().any(|it| once(&it.at))) {
                return;
            }
            // Days of the SPIF on which the seat is held.
            let open = |at: usize| {
                let days = self.months.get(at).map_or(0.0, |it| within(*it, spif));
                days > 0.0 && holder.active.get(at).is_some_and(|it| *it > 0.0)
            };
            // Where a part of somebody is expected, so is that part of what is wanted and of what is paid.
            let of_days = |at: usize| self.months.get(at).is_some_and(|it| within(*it, spif) > 0.0);
            let heads = if self.deals.is_none() { holder.heads_in(of_days) } else { 1.0 };
            if let Some(month) = reached(&counted, scaled(wanted.mills(), heads), (*from, *to), &open) {
                let currency = self.document.settings.currency;
                let pays =
                    if heads == 1.0 { spif.amount } else { currency.settle(Flow::new(spif.amount.to_major() * heads)) };
                counted.push(Counted { month, credit: 0, pays });
            }
        }
        let mut earned: Vec<Earned> = Vec::new();
        for Counted { month, credit, pays } in counted.into_iter().filter(|it| it.month >= *from) {
            match earned.iter_mut().rfind(|known| known.at == month) {
                Some(known) => {
                    known.credit = known.credit.saturating_add(credit);
                    known.amount += pays;
                }
                None => {
                    let (from, weight) = (month, Rate::ZERO);
                    earned.push(Earned { at: month, from, credit, quota: 0, attainment: None, weight, amount: pays })
                }
            }
        }
        earned.retain(|it| !it.amount.is_zero());
        if !earned.is_empty() {
            book(payee, &spif.id, spif.measure, earned, ComponentPay::is_spif);
        }
    }

    /// Credit of a SPIF's days in the order of days. Without deals to count, a forecast's credit counts as deals of the mean size, and a
    /// month that is only partly within the days counts in part.
    fn counted(
        &self,
        (post, holder, at): (&Post<'_>, &Holder, usize),
        spif: &Spif,
        shared: &mut Shared,
    ) -> Vec<Counted> {
        if let Some(deals) = self.deals {
            let pieces = deals.pieces(&[at], spif.measure).into_iter();
            let inside = pieces.filter(|piece| (spif.from..=spif.to).contains(&piece.day)).map(|piece| {
                let (month, credit) = (piece.rated.month, piece.rated.credit);
                let pays = match spif.pays {
                    SpifPays::PerDeal { least } if credit >= least.mills().max(1) => spif.amount,
                    SpifPays::PerDeal { .. } | SpifPays::Once { .. } => Money::ZERO,
                };
                Counted { month, credit, pays }
            });
            return inside.collect();
        }
        let credit = self.credit(holder.post, at, Scope::Own, spif.measure, shared);
        let size = if spif.measure.is_count() { 1_000 } else { self.mean_deal(at, post.segment).max(1) };
        let currency = self.document.settings.currency;
        let of_month = |(month, (day, credit)): (usize, (&Month, &i64))| {
            let counted = *credit as f64 * within(*day, spif);
            let pays = match spif.pays {
                SpifPays::PerDeal { least } if size >= least.mills() => {
                    currency.settle(Flow::new(spif.amount.to_major() * counted / size as f64))
                }
                SpifPays::PerDeal { .. } | SpifPays::Once { .. } => Money::ZERO,
            };
            let credit = rounding::nearest_unit(counted) as i64;
            (counted > 0.0).then_some(Counted { month, credit, pays })
        };
        self.months.iter().zip(credit.iter()).enumerate().filter_map(of_month).collect()
    }
}

/// Share of a month that lies within the days of a SPIF.
fn within(month: Month, spif: &Spif) -> f64 {
    share_of_month(month, spif.from, spif.to, Proration::CalendarDays)
}

/// The month between two in which credit first stands at what is wanted: that of the credit that brings it there, or, where earlier
/// credit has, the first month that is open.
fn reached(
    counted: &[Counted],
    wanted: i64,
    (from, to): (usize, usize),
    open: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let of = |month: usize| counted.iter().filter(move |it| it.month == month).map(|it| it.credit);
    let mut sum = counted.iter().filter(|it| it.month < from).fold(0i64, |sum, it| sum.saturating_add(it.credit));
    (from..=to).filter(|_| wanted > 0).find(|month| {
        let mut stands = sum >= wanted && open(*month);
        for credit in of(*month) {
            sum = sum.saturating_add(credit);
            stands |= sum >= wanted;
        }
        stands
    })
}
