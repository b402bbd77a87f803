//! What happens to a holder's variable pay once its components are added up: the cap of the plan, expense and draw.

use super::{Desk, Shift};
use crate::engine::outcome::Payee;
use crate::engine::pay::{DrawLine, Dues, EarnedOver, settle_draw, settle_forgiven, settle_guarantee};
use crate::engine::staff::{Holder, Post};
use crate::model::comp::{Draw, DrawKind, Pot};
use crate::units::{Cadence, Currency, FiscalPeriod, Flow, Money, Month, Rate, Rounding, Yearly};

impl Desk<'_> {
    /// The plan's cap on variable pay of a fiscal year. A month under a version without one neither counts nor is cut.
    pub(super) fn cap(&self, post: &Post<'_>, holder: &Holder, payee: &mut Payee) {
        let settings = &self.document.settings;
        let calendar = settings.fiscal_calendar();
        let planned = post.plan.is_some_and(|plan| plan.versions.iter().any(|version| version.cap.is_some()));
        if !planned && post.overrides(holder.stint).is_none_or(|own| own.cap.is_none()) {
            return;
        }
        let (mut year, mut sum, mut most) = (None, Money::ZERO, None);
        for (index, month) in self.months.iter().enumerate() {
            let fiscal = calendar.period_of(*month, Cadence::Year);
            if year != Some(fiscal) {
                let cap = YearCap::of(post, holder.stint, &fiscal);
                (year, sum) = (Some(fiscal), Money::ZERO);
                let heads = holder.heads_in(|at| self.months.get(at).is_some_and(|month| fiscal.contains(*month)));
                most = cap.map(|cap| {
                    let most = cap.most(post.variable(holder.stint), settings.currency, settings.rounding);
                    // Of somebody who is only expected in part, so is the most.
                    if heads == 1.0 { most } else { settings.currency.settle(Flow::new(most.to_major() * heads)) }
                });
            }
            let Some(most) = most.filter(|_| cap_in(post, holder.stint, *month).is_some()) else { continue };
            let (Some(amount), Some(capped)) = (payee.variable.get_mut(index), payee.capped.get_mut(index)) else {
                continue;
            };
            let over = (sum + *amount - most).max(Money::ZERO).min((*amount).max(Money::ZERO));
            *amount -= over;
            *capped = over;
            sum += *amount;
        }
    }

    /// Draws settled on what is due, before clawback and payout (PRODUCT 14); none where there is no draw. A guarantee is settled over the
    /// shortest period that the plan reckons in, other draws month by month, which comes to the same once a period closes; one that is
    /// forgiven at its end, when the period closes in which it ends. What waits for the invoice or the cash is set against a draw in the
    /// month in which it falls due: a draw is what is paid at least. Each
    /// version's draw has its amounts by month of tenure and says when they are paid; what the first version with a draw says of recovery
    /// holds throughout. An
    /// amount agreed with the person stands in place of the plan's amounts, in the months in which the plan has a draw; agreed with the
    /// person alone, it is a guarantee that is paid as late as commission. The expected backfill has no tenure and no draw.
    pub(super) fn draws(
        &self,
        post: &Post<'_>,
        holder: &Holder,
        payee: &Payee,
        due: &[Money],
        shifts: &[Shift],
    ) -> Option<(DrawKind, Vec<DrawLine>)> {
        let own = post.overrides(holder.stint).and_then(|it| it.draw);
        if own.is_none() && post.plan.is_none_or(|plan| plan.versions.iter().all(|version| version.draw.is_none())) {
            return None;
        }
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
            .zip(&payee.active)
            .map(|(month, active)| {
                let tenure = u32::try_from(month.since(from) + 1).unwrap_or(0);
                let planned = draw_in(month).filter(|_| tenure > 0).and_then(|draw| draw.amount_in(tenure));
                planned.map_or(Money::ZERO, |planned| {
                    let amount = own.unwrap_or(planned).amount();
                    settings.currency.settle(Flow::new(amount.to_major() * active))
                })
            })
            .collect();
        let periods = payee.components.iter().flat_map(|it| &it.earned);
        let over: Vec<EarnedOver> =
            periods.map(|it| EarnedOver { from: it.from, at: it.at, amount: it.amount }).collect();
        let mut late = vec![Money::ZERO; if shifts.is_empty() { 0 } else { due.len() }];
        for shift in shifts {
            if let Some(place) = shift.due_at.and_then(|at| late.get_mut(at)) {
                *place += shift.amount;
            }
        }
        let dues = Dues { amounts: due, late: &late, active: &payee.active, over: &over };
        let mut lines = match first.kind {
            DrawKind::GuaranteeTopUp if over.iter().any(|it| it.from < it.at) => {
                settle_guarantee(&amounts, &dues, &self.periods_begin(post), settings.currency)
            }
            DrawKind::RecoverableForgiven => settle_forgiven(&amounts, &dues, settings.currency),
            kind @ (DrawKind::GuaranteeTopUp
            | DrawKind::Additional
            | DrawKind::Recoverable
            | DrawKind::DelayedRecovery { .. }) => {
                settle_draw(kind, &amounts, due, settings.currency, settings.rounding)
            }
        };
        for (line, month) in lines.iter_mut().zip(&self.months) {
            line.with_month = draw_in(month).map_or(Money::ZERO, |draw| line.now(draw.paid));
        }
        Some((first.kind, lines))
    }

    /// Where the period begins that each month lies in: the shortest that the version of the plan reckons in, cut where another version
    /// begins; the month itself where nothing is reckoned.
    fn periods_begin(&self, post: &Post<'_>) -> Vec<usize> {
        let calendar = self.document.settings.fiscal_calendar();
        let mut begins: Vec<usize> = (0..self.months.len()).collect();
        for (version, from, to) in self.versions(post) {
            let cadences = version.components.iter().map(|it| it.cadence);
            let shortest = cadences.min_by_key(|it| it.months()).unwrap_or(Cadence::Month);
            for (index, month) in self.months.iter().enumerate().take(to + 1).skip(from) {
                let into = month.since(calendar.period_of(*month, shortest).first).max(0) as usize;
                if let Some(place) = begins.get_mut(index) {
                    *place = index.saturating_sub(into).max(from);
                }
            }
        }
        begins
    }
}

/// The cap that holds in a month: the person's own, else that of the version of the plan.
fn cap_in(post: &Post<'_>, stint: Option<usize>, month: Month) -> Option<Rate> {
    post.overrides(stint).and_then(|it| it.cap).or_else(|| post.version(month)?.cap)
}

/// The cap of a fiscal year. Where versions with different caps hold in parts of it, each counts for its share of the twelve months:
/// 150 % for six months and 200 % for six are 175 % of target variable. It is one cap on the whole of the year, so a version that only
/// copies the one before it moves nothing. Months under a version without a cap add nothing to it, and what is earned in them does not
/// count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearCap {
    /// Caps of the months added up, in millionths of target variable.
    sum: i64,
    /// Months that have one, of twelve.
    months: u32,
    /// Whether all twelve have the same.
    even: bool,
}

impl YearCap {
    /// The cap of a fiscal year for a holder; none where no month has one.
    pub(crate) fn of(post: &Post<'_>, stint: Option<usize>, year: &FiscalPeriod) -> Option<YearCap> {
        YearCap::of_months(&std::array::from_fn(|at| cap_in(post, stint, year.first.plus(at as i32))))
    }

    /// The cap of a year whose months have these; none where no month has one.
    pub(super) fn of_months(months: &[Option<Rate>; 12]) -> Option<YearCap> {
        let mut cap = YearCap { sum: 0, months: 0, even: true };
        for now in months {
            cap.even &= *now == months[0];
            if let Some(now) = now {
                cap.sum = cap.sum.saturating_add(now.ppm());
                cap.months += 1;
            }
        }
        (cap.months > 0).then_some(cap)
    }

    /// The most variable pay of the year.
    pub(super) fn most(self, variable: Yearly<Money>, currency: Currency, rounding: Rounding) -> Money {
        currency.round_ratio(
            i128::from(variable.amount().mills()) * i128::from(self.sum),
            i128::from(Rate::SCALE) * 12,
            rounding,
        )
    }

    /// The same as a share of target variable of the year.
    pub fn share(self) -> Rate {
        Rate::from_ppm(self.sum / 12)
    }

    /// Whether it is made of different caps.
    pub fn is_mixed(self) -> bool {
        !self.even
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
