//! Seats with everything about them looked up, and who is in them month by month.

mod days;

pub(crate) use days::share_of_month;

use crate::model::comp::{Component, Plan, PlanVersion};
use crate::model::{Document, Function, Proration, Quota, Seat, Settings, Stint, StintEnd, Terms};
use crate::units::{Money, Month, Yearly};
use chrono::NaiveDate;
use days::Days;
use std::borrow::Cow;
use std::collections::HashMap;

/// A seat whose references are looked up. Seats with an unknown role have no terms and contribute nothing but a head.
pub(crate) struct Post<'a> {
    pub seat: &'a Seat,
    pub function: Function,
    pub terms: Option<&'a Terms>,
    pub plan: Option<&'a Plan>,
    /// Position of its segment; absent: it serves all.
    pub segment: Option<usize>,
    /// Position of its manager's seat, unless that would close a loop.
    pub manager: Option<usize>,
    /// Stints whose holder comes from another seat of the company.
    pub moved: Vec<usize>,
}

/// What a holder, or the expected backfill, of a seat contributes month by month.
pub(crate) struct Holder {
    pub post: usize,
    /// Which stint; absent: the expected backfill of attrition.
    pub stint: Option<usize>,
    /// Expected share of the month employed and not on leave.
    pub active: Vec<f64>,
    /// The same of somebody who is in the seat for certain; whole where a backfill is expected. What is expected of it is `active`.
    pub present: Vec<f64>,
    /// The same, times productivity ramp.
    pub productive: Vec<f64>,
    /// The same, times quota ramp.
    pub ramped: Vec<f64>,
    /// Expected share of a head that leaves at the end of the month, or on a last day within it.
    pub leaving: Vec<f64>,
    /// Expected share of the month on leave, and the same times productivity ramp; both empty where nobody is ever away.
    pub away: Vec<f64>,
    pub away_productive: Vec<f64>,
}

/// All seats of a document, looked up.
pub(crate) fn posts(document: &Document) -> Vec<Post<'_>> {
    let segments: HashMap<&str, usize> =
        document.segments.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let seats: HashMap<&str, usize> = document.seats.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
    let moves = Moves::of(document);
    let mut posts: Vec<Post<'_>> = document
        .seats
        .iter()
        .map(|seat| Post {
            seat,
            function: document.role(&seat.role).map_or(Function::NewBusiness, |role| role.function),
            terms: document.terms_of(seat),
            plan: document.plan_of(seat),
            segment: seat.segment.as_ref().and_then(|id| segments.get(id.as_str()).copied()),
            manager: seat.manager.as_ref().and_then(|id| seats.get(id.as_str()).copied()),
            moved: moves.to_seat(seat),
        })
        .collect();
    // A loop of managers is cut where it closes, so that every walk upwards ends. Who reports into a loop keeps the manager.
    for start in 0..posts.len() {
        let mut at = start;
        for _ in 0..posts.len() {
            let Some(manager) = posts.get(at).and_then(|post| post.manager) else { break };
            if manager == start {
                if let Some(post) = posts.get_mut(start) {
                    post.manager = None;
                }
                break;
            }
            at = manager;
        }
    }
    posts
}

/// Who is in which seats, to see who changes from one to another.
struct Moves<'a> {
    /// By person, in seats: first and last day.
    held: HashMap<&'a str, Vec<(&'a str, NaiveDate, NaiveDate)>>,
}

impl<'a> Moves<'a> {
    fn of(document: &'a Document) -> Moves<'a> {
        let mut held: HashMap<&str, Vec<(&str, NaiveDate, NaiveDate)>> = HashMap::new();
        for seat in &document.seats {
            for stint in &seat.stints {
                if let Some(person) = &stint.person {
                    let last = stint.to.date().unwrap_or(NaiveDate::MAX);
                    held.entry(person.as_str()).or_default().push((seat.id.as_str(), stint.from, last));
                }
            }
        }
        Moves { held }
    }

    /// Stints of a seat whose holder was in another seat before and never away from the company for more than a month: whoever comes
    /// back later starts anew.
    fn to_seat(&self, seat: &Seat) -> Vec<usize> {
        const BREAK_DAYS: i64 = 31;
        let comes_from_another = |stint: &Stint| {
            let held = stint.person.as_ref().and_then(|person| self.held.get(person.as_str()));
            held.is_some_and(|held| {
                held.iter().any(|(other, from, last)| {
                    *other != seat.id.as_str()
                        && *from < stint.from
                        && (*last >= stint.from || (stint.from - *last).num_days() <= BREAK_DAYS)
                })
            })
        };
        let moved = seat.stints.iter().enumerate().filter(|(_, stint)| comes_from_another(stint));
        moved.map(|(at, _)| at).collect()
    }
}

impl Post<'_> {
    /// Whether the seat is filled again when somebody leaves: as it says itself, else as its terms do.
    pub fn refills(&self) -> bool {
        self.terms.is_some_and(|terms| self.seat.backfill.unwrap_or(terms.backfill))
    }

    /// The tenure month of a stint's holder, counted from 1. Who comes from another seat of the company begins further on.
    pub fn tenure(&self, index: usize, stint: &Stint, month: Month) -> u32 {
        let served = month.since(Month::of(stint.from)).max(0) as u32 + 1;
        if self.moved.contains(&index) { served + self.terms.map_or(0, Terms::months_skipped_on_move) } else { served }
    }

    /// The first month of full productivity and quota of somebody who starts in a month, in a stint or (none) as its backfill.
    pub fn full_from(&self, stint: Option<usize>, start: Month) -> Month {
        let ramp = self.terms.map_or(0, |terms| terms.ramp.months());
        let known = self.terms.filter(|_| stint.is_some_and(|at| self.moved.contains(&at)));
        start.plus(ramp.saturating_sub(known.map_or(0, Terms::months_skipped_on_move)) as i32)
    }

    /// The version of the plan that holds at a month.
    pub fn version(&self, month: Month) -> Option<&PlanVersion> {
        match self.plan?.versions.as_slice() {
            // The usual case needs no look at the calendar.
            [only] => Some(only),
            _several => self.plan?.version_on(month.first_day()),
        }
    }

    /// Components of the version that holds at a month.
    pub fn components(&self, month: Month) -> &[Component] {
        self.version(month).map_or(&[], |version| &version.components)
    }

    /// The stint of a holder; none of an expected backfill.
    pub fn stint(&self, stint: Option<usize>) -> Option<&Stint> {
        self.seat.stints.get(stint?)
    }

    /// What a holder has instead of the terms of the role.
    pub fn overrides(&self, stint: Option<usize>) -> Option<&crate::model::Overrides> {
        self.stint(stint).map(|stint| &stint.overrides)
    }

    /// Base pay a year of a holder.
    pub fn base(&self, stint: Option<usize>) -> Yearly<Money> {
        let own = self.stint(stint).and_then(|it| it.overrides.base);
        own.or_else(|| self.terms.map(|it| it.base)).unwrap_or_default()
    }

    /// Target variable a year of a holder.
    pub fn variable(&self, stint: Option<usize>) -> Yearly<Money> {
        let own = self.stint(stint).and_then(|it| it.overrides.ote);
        let ote = own.or_else(|| self.terms.map(|it| it.ote)).unwrap_or_default();
        Yearly::new(Money::from_mills((ote - self.base(stint)).amount().mills().max(0)))
    }

    /// Own quota of a holder a year, in thousandths of money or of units.
    pub fn quota_year(&self, stint: Option<usize>) -> i64 {
        if let Some(own) = self.stint(stint).and_then(|it| it.overrides.quota_arr) {
            return own.amount().mills();
        }
        match self.terms.and_then(|it| it.quota.as_ref()) {
            Some(quota @ Quota::Arr { .. }) => quota.arr_year().amount().mills(),
            Some(quota @ Quota::Units { .. }) => (quota.units_year() * 1_000.0).round() as i64,
            None => 0,
        }
    }
}

/// The hazard per month of an annual rate: 1 - (1 - annual)^(1/12).
pub(crate) fn monthly_hazard(annual: f64) -> f64 {
    1.0 - (1.0 - annual.clamp(0.0, 1.0)).powf(1.0 / 12.0)
}

/// Who is in every seat, month by month. Expected attrition thins holders and fills a backfill that has no name.
pub(crate) fn holders(document: &Document, posts: &[Post<'_>]) -> Vec<Holder> {
    let months: Vec<Days> = document.settings.months().map(Days::of).collect();
    let proration = document.settings.proration;
    let mut holders = Vec::with_capacity(posts.len() * 2);
    for (at, post) in posts.iter().enumerate() {
        let ramp = post.terms.map(|terms| &terms.ramp);
        let hazard = monthly_hazard(post.terms.map_or(0.0, |terms| terms.attrition_year.to_f64()));
        let refills = post.refills();
        // A backfill later than the plan never arrives, however late a damaged file says it is.
        let lag = post.terms.map_or(0, |terms| terms.backfill_lag_months.min(Settings::MAX_HORIZON)) as usize;
        let mut leavers = vec![0.0; months.len()];
        for (index, stint) in post.seat.stints.iter().enumerate() {
            let mut holder = Holder::empty(at, Some(index), months.len());
            let last_day = stint.to.date().unwrap_or(NaiveDate::MAX);
            let thins = hazard > 0.0 && !matches!(stint.to, StintEnd::Known(_));
            let mut alive = likelihood(stint);
            for (offset, days) in months.iter().enumerate() {
                let (month, month_begin, month_end) = (days.month, days.begin, days.end);
                let mut share = days.share(stint.from, last_day, proration);
                if share > 0.0 {
                    let employed = share;
                    for leave in &stint.leave {
                        let (from, to) = (leave.from.max(stint.from), leave.to.min(last_day));
                        share -= match proration {
                            Proration::CalendarDays | Proration::Thirty360 => days.share(from, to, proration),
                            // A month with a day of work in it counts whole: only an absence for all of it takes it away.
                            Proration::WholeMonths => {
                                let all = from <= month_begin.max(stint.from) && to >= month_end.min(last_day);
                                f64::from(u8::from(all))
                            }
                        };
                    }
                    let tenure = post.tenure(index, stint, month);
                    holder.add(offset, alive * share.max(0.0), ramp, tenure);
                    holder.is_present(offset, share.max(0.0));
                    if !stint.leave.is_empty() {
                        holder.miss(offset, alive * (employed - share.max(0.0)), ramp, tenure, months.len());
                    }
                }
                let employed_to_the_end = stint.from <= month_end && last_day >= month_end;
                if employed_to_the_end && thins {
                    leave_seat(&mut leavers, offset, alive * hazard);
                    leave_seat(&mut holder.leaving, offset, alive * hazard);
                    alive *= 1.0 - hazard;
                }
                // An end inside the plan empties the seat, unless a next holder is named.
                let ends_now = stint.from <= last_day && month_begin <= last_day && last_day <= month_end;
                if ends_now {
                    // Whoever comes in the same month sits there already: nobody else is looked for.
                    let later = post.seat.stints.iter().skip(index + 1);
                    if !later.into_iter().any(|next| (month_begin..=month_end).contains(&next.from)) {
                        leave_seat(&mut leavers, offset, alive);
                    }
                    leave_seat(&mut holder.leaving, offset, alive);
                    alive = 0.0;
                }
            }
            holders.push(holder);
        }
        if refills && leavers.iter().any(|share| *share > 0.0) {
            holders.push(backfill(at, post, &months, &leavers, hazard, lag));
        }
    }
    holders
}

/// The chance that a stint happens at all: whole where a person is named.
pub(crate) fn likelihood(stint: &Stint) -> f64 {
    if stint.person.is_some() { 1.0 } else { stint.likelihood.to_f64().clamp(0.0, 1.0) }
}

fn leave_seat(leavers: &mut [f64], offset: usize, share: f64) {
    if let Some(place) = leavers.get_mut(offset) {
        *place += share;
    }
}

/// The expected backfill: those who leave at the end of a month are replaced `lag` months later by someone in tenure month 1, who
/// may leave again. A named successor takes the seat over, and the expectation ends there.
fn backfill(at: usize, post: &Post<'_>, months: &[Days], leavers: &[f64], hazard: f64, lag: usize) -> Holder {
    let ramp = post.terms.map(|terms| &terms.ramp);
    let steps = ramp.map_or(0, |it| it.months()) as usize + 1;
    // Expected heads by tenure month; the last place holds everyone past the ramp.
    let mut pool = vec![0.0; steps];
    let factors: Vec<(f64, f64)> = (1..=steps as u32).map(|tenure| ramp_at(ramp, tenure)).collect();
    let mut arrivals = vec![0.0; months.len() + lag + 2];
    let mut holder = Holder::empty(at, None, months.len());
    for (offset, days) in months.iter().enumerate() {
        // Tenure moves on.
        let past = pool.pop().unwrap_or(0.0);
        if let Some(last) = pool.last_mut() {
            *last += past;
            pool.insert(0, 0.0);
        } else {
            pool.push(past);
        }
        let successor = post.seat.stints.iter().skip(1).any(|stint| (days.begin..=days.end).contains(&stint.from));
        if successor {
            pool.iter_mut().for_each(|share| *share = 0.0);
            arrivals.iter_mut().for_each(|share| *share = 0.0);
        }
        if let (Some(first), Some(new)) = (pool.first_mut(), arrivals.get(offset)) {
            *first += new;
        }
        for ((share, (productivity, quota)), tenure) in pool.iter().zip(&factors).zip(1_u32..) {
            // Nobody is in most tenure months of the first months.
            if *share > 0.0 {
                holder.add_ramped(offset, *share, *productivity, *quota);
                holder.is_present(offset, 1.0);
            } else {
                debug_assert!(*share == 0.0, "a share of a head is below nothing in tenure month {tenure}");
            }
        }
        let leaving_again = pool.iter().sum::<f64>() * hazard;
        leave_seat(&mut holder.leaving, offset, leaving_again);
        let leaving = leavers.get(offset).copied().unwrap_or(0.0) + leaving_again;
        pool.iter_mut().for_each(|share| *share *= 1.0 - hazard);
        if let Some(place) = arrivals.get_mut(offset + 1 + lag) {
            *place += leaving;
        }
    }
    holder
}

/// Everyone who could sit in a seat, whatever the numbers are: the holder of every stint, and the backfill of every seat that is
/// filled again. What they contribute is left empty; the order is that of [`holders`].
pub(crate) fn sitters(document: &Document, posts: &[Post<'_>]) -> Vec<Holder> {
    let months = document.settings.horizon();
    let mut sitters = Vec::with_capacity(posts.len() * 2);
    for (at, post) in posts.iter().enumerate() {
        sitters.extend((0..post.seat.stints.len()).map(|stint| Holder::empty(at, Some(stint), months)));
        if post.refills() && !post.seat.stints.is_empty() {
            sitters.push(Holder::empty(at, None, months));
        }
    }
    sitters
}

impl Holder {
    /// Somebody who contributes nothing.
    pub fn empty(post: usize, stint: Option<usize>, months: usize) -> Holder {
        let none = || vec![0.0; months];
        Holder {
            post,
            stint,
            active: none(),
            present: none(),
            productive: none(),
            ramped: none(),
            leaving: none(),
            away: Vec::new(),
            away_productive: Vec::new(),
        }
    }

    /// Shares of the months of one whole person with the same ramp: with quota ramp, and without.
    pub fn whole(&self) -> (Cow<'_, [f64]>, &[f64]) {
        if self.is_certain() {
            return (Cow::Borrowed(&self.ramped), &self.present);
        }
        let of_one = |((ramped, active), present): ((&f64, &f64), &f64)| {
            if *active > 0.0 { ramped / active * present } else { 0.0 }
        };
        (self.ramped.iter().zip(&self.active).zip(&self.present).map(of_one).collect(), &self.present)
    }

    /// Whether it is certain who is there and when, so that nothing is only expected.
    pub fn is_certain(&self) -> bool {
        self.active == self.present
    }

    /// The heads that are expected over some of the months, of one whole person in them.
    pub fn heads_in(&self, months: impl Fn(usize) -> bool) -> f64 {
        let sum = |series: &[f64]| -> f64 {
            series.iter().enumerate().filter(|(at, _)| months(*at)).map(|(_, share)| share).sum()
        };
        let present = sum(&self.present);
        if self.is_certain() || present <= 0.0 { 1.0 } else { sum(&self.active) / present }
    }

    fn is_present(&mut self, offset: usize, share: f64) {
        if let Some(place) = self.present.get_mut(offset) {
            *place = share;
        }
    }

    /// Notes time away.
    fn miss(&mut self, offset: usize, share: f64, ramp: Option<&crate::model::Ramp>, tenure: u32, months: usize) {
        let productivity = ramp.map_or(1.0, |ramp| ramp.productivity_at(tenure));
        for (series, factor) in [(&mut self.away, 1.0), (&mut self.away_productive, productivity)] {
            series.resize(months, 0.0);
            if let Some(place) = series.get_mut(offset) {
                *place += share * factor;
            }
        }
    }

    fn add(&mut self, offset: usize, share: f64, ramp: Option<&crate::model::Ramp>, tenure: u32) {
        let (productivity, quota) = ramp_at(ramp, tenure);
        self.add_ramped(offset, share, productivity, quota);
    }

    fn add_ramped(&mut self, offset: usize, share: f64, productivity: f64, quota: f64) {
        for (series, factor) in
            [(&mut self.active, 1.0), (&mut self.productive, productivity), (&mut self.ramped, quota)]
        {
            if let Some(place) = series.get_mut(offset) {
                *place += share * factor;
            }
        }
    }
}

/// Productivity and share of quota in a tenure month; whole without a ramp.
fn ramp_at(ramp: Option<&crate::model::Ramp>, tenure: u32) -> (f64, f64) {
    ramp.map_or((1.0, 1.0), |ramp| (ramp.productivity_at(tenure), ramp.quota_at(tenure)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_start_in_the_middle_of_a_month_counts_by_the_chosen_convention() {
        let january = Month::new(2025, 1);
        let share = |proration| share_of_month(january, day("2025-01-15"), NaiveDate::MAX, proration);
        assert!((share(Proration::CalendarDays) - 17.0 / 31.0).abs() < 1e-12);
        assert!((share(Proration::Thirty360) - 16.0 / 30.0).abs() < 1e-12);
        assert_eq!(share(Proration::WholeMonths), 1.0);
        let february = share_of_month(Month::new(2025, 2), day("2024-01-01"), NaiveDate::MAX, Proration::Thirty360);
        assert_eq!(february, 1.0);
    }

    #[test]
    fn twelve_months_of_hazard_are_the_annual_rate() {
        let kept = (1.0 - monthly_hazard(0.30)).powi(12);
        assert!((kept - 0.70).abs() < 1e-12);
        assert_eq!(monthly_hazard(1.0), 1.0);
    }
}
