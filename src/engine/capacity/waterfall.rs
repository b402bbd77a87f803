//! The capacity waterfall: from what stood at the end of one quarter to what stands at the end of the next, and why.
//!
//! It looks at standing capacity: what people in their seats would sign in a year as they are, without season. Months are compared one
//! after the other, holder by holder; with share a of a head and productivity r, a1 r1 - a0 r0 = (a1 - a0) r0 + a1 (r1 - r0), so every
//! part has its cause and they add up exactly. Where results respond to the split of pay, each is taken at the response m of its month,
//! and a cause of its own is what a changed response makes of those who were there: p1 m1 - p0 m0 = (p1 - p0) m1 + p0 (m1 - m0)
//! (mod-us: capacity waterfall, loss capacity, recovered and unrecovered gap).

use super::{CapacityPlan, Group, at, ratio};
use crate::engine::row::Span;
use crate::engine::staff::{Holder, likelihood, share_of_month};
use crate::units::{Cadence, FiscalPeriod, Flow, Yearly};
use chrono::NaiveDate;

/// From one end of a period to the other. `closing` = `opening` + `gain` - `loss` + `recovered` + `leave` +
/// `response`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bridge<T> {
    /// At the end of the period before.
    pub opening: T,
    /// Gained: hires that begin, and everyone who ramps, backfills apart.
    pub gain: T,
    /// Lost with those who leave, known and expected: a positive amount that is subtracted.
    pub loss: T,
    /// Brought back in the seats they left: expected backfills and named successors, as they arrive and ramp.
    pub recovered: T,
    /// Change by leaves of absence; they are temporary and no loss. Negative when somebody goes, positive when they are back.
    pub leave: T,
    /// Change by the response to the split of pay, of those who were there; nothing where it is off, and never of heads.
    pub response: T,
    /// At the end of the period.
    pub closing: T,
}

impl<T: Copy + std::ops::Sub<Output = T>> Bridge<T> {
    /// What left and has not been brought back in the period: loss - recovered. Negative: more came back than left.
    pub fn unrecovered(&self) -> T {
        self.loss - self.recovered
    }
}

/// One quarter of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// Which period.
    pub period: FiscalPeriod,
    /// Its months in the plan.
    pub span: Span,
    /// In ramped-rep equivalents.
    pub ramped: Bridge<f64>,
    /// In ARR a year: standing capacity.
    pub capacity: Bridge<Yearly<Flow>>,
}

impl Waterfall {
    /// Backfill rate: recovered / lost capacity (mod-us; cap-21); none where nothing is lost.
    pub fn backfill_rate(&self) -> Option<f64> {
        ratio(self.capacity.recovered.amount().value(), self.capacity.loss.amount().value())
    }

    /// Attrition of capacity: lost / opening; none without an opening.
    pub fn loss_rate(&self) -> Option<f64> {
        ratio(self.capacity.loss.amount().value(), self.capacity.opening.amount().value())
    }
}

/// A month's change, by cause.
#[derive(Clone, Copy, Default)]
struct Change {
    gain: f64,
    loss: f64,
    recovered: f64,
    leave: f64,
    /// By the response to pay.
    response: f64,
    /// Productivity of those who stood there before, leave apart.
    stood: f64,
}

/// What stands at the end of a month.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// Share of a head, leave apart.
    heads: f64,
    /// The same x productivity.
    productive: f64,
    /// Productive share on leave.
    away: f64,
}

impl CapacityPlan<'_> {
    /// The waterfall of a group's sellers, period by period. Of a segment: its own sellers; those of all segments are in the company's.
    pub fn waterfall(&self, group: &Group, by: Cadence) -> Vec<Waterfall> {
        let months = self.seasons.len();
        let mut ramped = (0.0, vec![Change::default(); months]);
        let mut capacity = (0.0, vec![Change::default(); months]);
        for (holder, worth) in self.holders.iter().zip(&self.worth) {
            let Some(post) = self.posts.get(holder.post).filter(|it| it.function.sells_new_business()) else {
                continue;
            };
            let inside = match group {
                Group::Segment(segment) => post.segment == Some(*segment),
                Group::Company | Group::Role(_) | Group::Function(_) | Group::Seat(_) | Group::Team(_) => {
                    self.belongs(holder.post, group)
                }
            };
            if !inside {
                continue;
            }
            let year = 12.0 * worth.quota * worth.attainment * self.selling_time;
            let eve = self.eve(holder);
            ramped.0 += eve.productive - eve.away;
            let mut before = self.effort(holder.post, 0);
            capacity.0 += (eve.productive - eve.away) * year * before;
            for (month, change) in self.changes(holder, eve).into_iter().enumerate() {
                let now = self.effort(holder.post, month);
                if let Some(place) = capacity.1.get_mut(month) {
                    place.response += change.stood * year * (now - before);
                }
                before = now;
                for (series, worth) in [(&mut ramped.1, 1.0), (&mut capacity.1, year * now)] {
                    if let Some(place) = series.get_mut(month) {
                        place.gain += change.gain * worth;
                        place.loss += change.loss * worth;
                        place.recovered += change.recovered * worth;
                        place.leave += change.leave * worth;
                    }
                }
            }
        }
        let heads = bridges(ramped.0, &ramped.1, &self.outcome.periods(by));
        let money = bridges(capacity.0, &capacity.1, &self.outcome.periods(by));
        let yearly = |value: f64| Yearly::new(Flow::new(value));
        let both = heads.into_iter().zip(money);
        both.map(|((period, span, ramped), (_, _, it))| Waterfall {
            period,
            span,
            ramped,
            capacity: Bridge {
                opening: yearly(it.opening),
                gain: yearly(it.gain),
                loss: yearly(it.loss),
                recovered: yearly(it.recovered),
                leave: yearly(it.leave),
                response: yearly(it.response),
                closing: yearly(it.closing),
            },
        })
        .collect()
    }

    /// What a holder stood for in the month before the plan, whole: attrition is expected from the plan's start on.
    fn eve(&self, holder: &Holder) -> Standing {
        let (Some(post), Some(index)) = (self.posts.get(holder.post), holder.stint) else { return Standing::default() };
        let Some(stint) = post.seat.stints.get(index) else { return Standing::default() };
        let month = self.document.settings.first_month.plus(-1);
        let proration = self.document.settings.proration;
        let last = stint.to.date().unwrap_or(NaiveDate::MAX);
        let employed = share_of_month(month, stint.from, last, proration);
        if employed <= 0.0 {
            return Standing::default();
        }
        let absent =
            stint.leave.iter().map(|it| share_of_month(month, it.from.max(stint.from), it.to.min(last), proration));
        let away = absent.sum::<f64>().min(employed);
        let ramp = post.terms.map_or(1.0, |terms| terms.ramp.productivity_at(post.tenure(index, stint, month)));
        let chance = likelihood(stint);
        Standing { heads: chance * employed, productive: chance * employed * ramp, away: chance * away * ramp }
    }

    /// What changes from month to month for a holder.
    fn changes(&self, holder: &Holder, eve: Standing) -> Vec<Change> {
        let mut before = eve;
        let mut changes = Vec::with_capacity(self.seasons.len());
        for month in 0..self.seasons.len() {
            let away = at(&holder.away_productive, month);
            let now = Standing {
                heads: at(&holder.active, month) + at(&holder.away, month),
                productive: at(&holder.productive, month) + away,
                away,
            };
            let mut change =
                Change { leave: before.away - now.away, stood: before.productive - before.away, ..Change::default() };
            let all = now.productive - before.productive;
            let left = match holder.stint {
                // Who leaves the expected backfill at the end of a month takes the mean productivity along.
                None => {
                    let gone = month.checked_sub(1).map_or(0.0, |it| at(&holder.leaving, it));
                    ratio(gone, before.heads).map_or(0.0, |share| share * before.productive)
                }
                Some(_) if now.heads < before.heads => {
                    ratio(before.heads - now.heads, before.heads).map_or(0.0, |share| share * before.productive)
                }
                Some(_) => 0.0,
            };
            change.loss = left;
            // Who takes a seat after somebody else brings capacity back; who is first in it adds some.
            match holder.stint {
                Some(0) => change.gain = all + left,
                Some(_) | None => change.recovered = all + left,
            }
            changes.push(change);
            before = now;
        }
        changes
    }
}

fn bridges(
    opening: f64,
    months: &[Change],
    periods: &[(FiscalPeriod, Span)],
) -> Vec<(FiscalPeriod, Span, Bridge<f64>)> {
    let mut opening = opening;
    let mut list = Vec::with_capacity(periods.len());
    for (period, span) in periods {
        let mut bridge = Bridge { opening, ..Bridge::default() };
        for change in months.iter().skip(span.from).take(span.len()) {
            bridge.gain += change.gain;
            bridge.loss += change.loss;
            bridge.recovered += change.recovered;
            bridge.leave += change.leave;
            bridge.response += change.response;
        }
        bridge.closing = bridge.opening + bridge.gain - bridge.loss + bridge.recovered + bridge.leave + bridge.response;
        opening = bridge.closing;
        list.push((*period, *span, bridge));
    }
    list
}
