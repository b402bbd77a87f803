//! Where the target of a period comes from: a quota less the ramp and time away, or the quotas of others.

use super::component::{PaidOn, paid_on};
use super::scope::Shared;
use super::{Desk, over_months, scaled};
use crate::engine::pay::Earned;
use crate::engine::staff::{Holder, Post};
use crate::model::comp::{Component, Rated, Target};
use crate::units::{Cadence, Rate};

/// What a target is made of, in thousandths of money or of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetFrom {
    /// A quota or an amount of the months that are rated.
    Quota {
        /// For somebody ramped who is there all the time.
        whole: i64,
        /// Less for time not in the seat, or on leave.
        away: i64,
        /// Less for the ramp.
        ramp: i64,
    },
    /// A share of the quotas in scope.
    Quotas {
        /// The share.
        share: Rate,
        /// The quotas of the months in the seat.
        sum: i64,
    },
}

impl Desk<'_> {
    /// What the target of a period is made of; `first` is the first month of the version. None for a ratio, and where its parts do not
    /// add up to it.
    pub(super) fn target_from(
        &self,
        (post, holder): (&Post<'_>, &Holder),
        component: &Component,
        first: usize,
        period: &Earned,
        shared: &mut Shared,
    ) -> Option<TargetFrom> {
        let calendar = self.document.settings.fiscal_calendar();
        let since = |cadence| {
            let begins = calendar.period_of(*self.months.get(period.from)?, cadence).first;
            usize::try_from(begins.since(*self.months.first()?).max(0)).ok()
        };
        let from = match component.rated {
            Rated::EachDeal | Rated::Period => period.from,
            Rated::QuarterToDate => since(Cadence::Quarter)?,
            Rated::YearToDate => since(Cadence::Year)?,
        };
        let span = from.max(first)..=period.at;
        let sum = |series: &[i64]| -> i64 { series.get(span.clone()).unwrap_or(&[]).iter().sum() };
        let year = match component.target {
            Target::Quota => post.quota_year(holder.stint),
            Target::Amount { amount, per } => amount.mills().saturating_mul(i64::from(per.per_year())),
            Target::SumOfQuotas { share } => {
                let quotas = self.quota_sum(holder.post, component.scope, component.measure, shared);
                let in_seat = |(quota, present): (&i64, &f64)| match paid_on(component.measure, component.scope) {
                    PaidOn::Own => *quota,
                    PaidOn::Others => scaled(*quota, *present),
                };
                let quotas: Vec<i64> = quotas.iter().zip(&holder.present).map(in_seat).collect();
                return Some(TargetFrom::Quotas { share, sum: sum(&quotas) });
            }
            Target::Ratio { .. } => return None,
        };
        let by_month = over_months(year, &self.season_weights);
        let (ramped, full) = holder.whole();
        let (ramped, full) = self.over_holder(&by_month, (&ramped, full));
        let months = self.months.get(span.clone()).unwrap_or(&[]);
        let whole: i64 = months.iter().filter_map(|month| by_month.get(month.index0())).sum();
        let (ramped, full) = (sum(&ramped), sum(&full));
        // A role may measure a ramping person against the quota without ramp.
        let known = !component.measure.is_ratio() && (period.quota == ramped || period.quota == full);
        known.then_some(TargetFrom::Quota { whole, away: whole - full, ramp: full - period.quota })
    }
}
