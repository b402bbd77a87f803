//! Closing a gap by stretching: higher quotas at the attainment planned, which is the same as a higher attainment of today's quotas.

use super::{CapacityPlan, arr_quota, at, ratio};
use crate::engine::row::Span;
use crate::model::Quota;
use crate::units::{Flow, Money, RoleId, SeatId, SegmentId, Yearly};

/// A quota that is to change.
#[derive(Clone, Debug, PartialEq)]
pub enum QuotaChange {
    /// The quota of a role in the segment.
    Terms {
        /// Which role.
        role: RoleId,
        /// Today's.
        now: Quota,
        /// The stretched one.
        then: Quota,
    },
    /// The own quota of a holder.
    Holder {
        /// Which seat.
        seat: SeatId,
        /// Which of its stints.
        stint: usize,
        /// Today's.
        now: Yearly<Money>,
        /// The stretched one.
        then: Yearly<Money>,
    },
}

/// A stretch that closes a gap. The quotas hold for the whole plan, so other periods get more as well.
#[derive(Clone, Debug, PartialEq)]
pub struct StretchClosure {
    /// Where.
    pub segment: SegmentId,
    /// What quotas, or attainment of them, are multiplied by.
    pub factor: f64,
    /// Expected attainment as planned, by quota, with what the response to pay makes of it.
    pub attainment_now: f64,
    /// Attainment of today's quotas it takes: that times the factor. Above 1 nobody should believe it.
    pub attainment_needed: f64,
    /// Quotas that reach the target at the attainment planned, rounded up to whole units of money.
    pub quotas: Vec<QuotaChange>,
}

impl CapacityPlan<'_> {
    /// The stretch of a segment's own sellers that closes a gap of this size over a run of months. None where the segment has no
    /// sellers of its own with capacity in these months, or the gap is none.
    pub fn stretch_closure(&self, segment: usize, span: Span, gap: Flow) -> Option<StretchClosure> {
        if gap.value() <= 0.0 {
            return None;
        }
        let id = self.document.segments.get(segment).map(|it| it.id.clone())?;
        let (mut own, mut weighted, mut productive) = (0.0, 0.0, 0.0);
        let counts = self.where_targeted(segment, vec![1.0; self.seasons.len()]);
        for (index, (holder, worth)) in self.holders.iter().zip(&self.worth).enumerate() {
            if self.posts.get(holder.post).is_none_or(|post| post.segment != Some(segment)) {
                continue;
            }
            for month in span.from..=span.to {
                own += at(&counts, month) * self.capacity_of(index, month);
                let quota = at(&holder.productive, month) * worth.quota * at(&self.seasons, month);
                productive += quota;
                weighted += quota * worth.attainment * self.effort(holder.post, month);
            }
        }
        let factor = 1.0 + ratio(gap.value(), own)?;
        let attainment_now = ratio(weighted, productive)?;
        Some(StretchClosure {
            segment: id,
            factor,
            attainment_now,
            attainment_needed: attainment_now * factor,
            quotas: self.stretched(segment, factor),
        })
    }

    fn stretched(&self, segment: usize, factor: f64) -> Vec<QuotaChange> {
        let mut quotas = Vec::new();
        let sellers =
            self.posts.iter().filter(|post| post.segment == Some(segment) && post.function.sells_new_business());
        for post in sellers {
            let of_role = post.terms.and_then(|terms| terms.quota);
            if let Some(now) = of_role.filter(|quota| arr_quota(Some(quota))) {
                let known = |it: &QuotaChange| matches!(it, QuotaChange::Terms { role, .. } if *role == post.seat.role);
                let uses = post.seat.stints.iter().any(|stint| stint.overrides.quota_arr.is_none());
                if uses && !quotas.iter().any(known) {
                    quotas.push(QuotaChange::Terms { role: post.seat.role.clone(), now, then: times(now, factor) });
                }
            }
            for (stint, own) in post.seat.stints.iter().enumerate() {
                if let Some(now) = own.overrides.quota_arr {
                    let then = Yearly::new(raised(now.amount(), factor));
                    quotas.push(QuotaChange::Holder { seat: post.seat.id.clone(), stint, now, then });
                }
            }
        }
        quotas
    }
}

fn times(quota: Quota, factor: f64) -> Quota {
    match quota {
        Quota::Arr { amount, per } => Quota::Arr { amount: raised(amount, factor), per },
        Quota::Units { count, per } => Quota::Units { count, per },
    }
}

/// An amount times a factor, rounded up to a whole unit, so that the target is reached and not just missed.
fn raised(amount: Money, factor: f64) -> Money {
    Money::from_major_f64((amount.to_major() * factor - 1e-6).ceil().min(1e12))
}
