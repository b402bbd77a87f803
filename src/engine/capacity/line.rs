//! The capacity table: what a group can sell in a period, and what each step takes from its quotas on the way.

use super::{CapacityPlan, Group, at, ratio, worth};
use crate::engine::row::Span;
use crate::model::{Settings, Stint};
use crate::units::{Cadence, FiscalPeriod, Flow, Month};

/// Sellers of a group in a period. Each amount is the one above it times one more factor, so that the loss at each step shows:
/// `planned` -> in the seat -> `present` -> ramp -> `productive` -> attainment -> `expected` -> selling time -> `capacity`.
#[derive(Clone, Debug, PartialEq)]
pub struct CapacityLine {
    /// Which period.
    pub period: FiscalPeriod,
    /// Its months in the plan.
    pub span: Span,
    /// Seats that are planned, filled or not, mean of the months.
    pub seats: f64,
    /// Expected heads, mean of the months.
    pub heads: f64,
    /// Ramped-rep equivalents: heads x productivity ramp, mean of the months.
    pub ramped: f64,
    /// Full quota of every planned seat over the period, by season.
    pub planned: Flow,
    /// Full quota of those in their seats: without vacancy, leave, attrition and hires that do not come.
    pub present: Flow,
    /// Street quota: what people in their seats are held to, their quota ramp included.
    pub street: Flow,
    /// Quota x productivity ramp of those in their seats.
    pub productive: Flow,
    /// The same x expected attainment.
    pub expected: Flow,
    /// The same x productive selling time: what the group can sign in the period, in ARR.
    pub capacity: Flow,
}

impl CapacityLine {
    /// Share of planned seats, by quota, that somebody is in.
    pub fn presence(&self) -> Option<f64> {
        ratio(self.present.value(), self.planned.value())
    }

    /// Productivity of those in their seats, by quota.
    pub fn ramp(&self) -> Option<f64> {
        ratio(self.productive.value(), self.present.value())
    }

    /// Expected attainment, by quota, with what the response to pay makes of it.
    pub fn attainment(&self) -> Option<f64> {
        ratio(self.expected.value(), self.productive.value())
    }

    /// Share of working time that goes into selling.
    pub fn selling_time(&self) -> Option<f64> {
        ratio(self.capacity.value(), self.expected.value())
    }

    /// What a planned seat yields of its full quota: capacity / planned.
    pub fn yields(&self) -> Option<f64> {
        ratio(self.capacity.value(), self.planned.value())
    }
}

/// Sums of a month.
#[derive(Clone, Copy, Default)]
struct Sums {
    seats: f64,
    heads: f64,
    ramped: f64,
    planned: f64,
    present: f64,
    street: f64,
    productive: f64,
    expected: f64,
    capacity: f64,
}

impl CapacityPlan<'_> {
    /// Capacity of a group, period by period.
    pub fn lines(&self, group: &Group, by: Cadence) -> Vec<CapacityLine> {
        let months = self.months_of(group);
        let periods = self.outcome.periods(by);
        periods.into_iter().map(|(period, span)| add_up(&months, period, span)).collect()
    }

    /// Capacity of a group over a run of months.
    pub fn line(&self, group: &Group, span: Span) -> CapacityLine {
        let first = self.document.settings.first_month;
        let month = first.plus(span.from as i32);
        let period = self.outcome.calendar.period_of(month, Cadence::Month);
        add_up(&self.months_of(group), period, span)
    }

    fn months_of(&self, group: &Group) -> Vec<Sums> {
        let mut months = vec![Sums::default(); self.seasons.len()];
        for (holder, worth) in self.holders.iter().zip(&self.worth) {
            let sells = self.posts.get(holder.post).is_some_and(|post| post.function.sells_new_business());
            if !sells || !self.belongs(holder.post, group) {
                continue;
            }
            for (month, sums) in months.iter_mut().enumerate() {
                let part = self.part(holder.post, group, month);
                let quota = part * worth.quota * at(&self.seasons, month);
                let (active, productive) = (at(&holder.active, month), at(&holder.productive, month));
                sums.heads += part * active;
                sums.ramped += part * productive;
                sums.present += quota * active;
                sums.street += quota * at(&holder.ramped, month);
                sums.productive += quota * productive;
                let expected = quota * productive * worth.attainment * self.effort(holder.post, month);
                sums.expected += expected;
                sums.capacity += expected * self.selling_time;
            }
        }
        self.add_seats(group, &mut months);
        months
    }

    /// Seats as planned: from the first holder on, to the end if the seat is filled again, else to the last known day.
    fn add_seats(&self, group: &Group, months: &mut [Sums]) {
        for (index, post) in self.posts.iter().enumerate() {
            if !post.function.sells_new_business() || !self.belongs(index, group) {
                continue;
            }
            let Some(first) = post.seat.stints.first() else { continue };
            let refills = post.refills();
            let ends = post.seat.stints.last().and_then(|it| it.to.date()).filter(|_| !refills);
            for (month, sums) in months.iter_mut().enumerate() {
                let date = self.document.settings.first_month.plus(month as i32);
                let share = crate::engine::staff::share_of_month(
                    date,
                    first.from,
                    ends.unwrap_or(chrono::NaiveDate::MAX),
                    self.document.settings.proration,
                );
                if share > 0.0 {
                    let part = self.part(index, group, month) * share;
                    sums.seats += part;
                    let quota = worth(post, stint_at(&post.seat.stints, date)).quota;
                    sums.planned += part * quota * at(&self.seasons, month);
                }
            }
        }
    }
}

/// The stint that holds at a month: the last that has begun.
fn stint_at(stints: &[Stint], month: Month) -> Option<usize> {
    stints.iter().rposition(|stint| Month::of(stint.from) <= month)
}

fn add_up(months: &[Sums], period: FiscalPeriod, span: Span) -> CapacityLine {
    let inside = || months.iter().take((span.to + 1).min(Settings::MAX_HORIZON as usize)).skip(span.from);
    let sum = |of: fn(&Sums) -> f64| inside().map(of).sum::<f64>();
    let count = inside().count().max(1) as f64;
    CapacityLine {
        period,
        span,
        seats: sum(|it| it.seats) / count,
        heads: sum(|it| it.heads) / count,
        ramped: sum(|it| it.ramped) / count,
        planned: Flow::new(sum(|it| it.planned)),
        present: Flow::new(sum(|it| it.present)),
        street: Flow::new(sum(|it| it.street)),
        productive: Flow::new(sum(|it| it.productive)),
        expected: Flow::new(sum(|it| it.expected)),
        capacity: Flow::new(sum(|it| it.capacity)),
    }
}
