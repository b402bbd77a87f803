//! Each seat over the months of the plan: who is ramping, full, away, gone, and when a backfill comes.

use crate::engine::staff::{Post, posts};
use crate::model::{Document, Seat, Settings, StintEnd, Terms};
use crate::units::Month;
use chrono::{Datelike, Days, NaiveDate};

/// What a holder does in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not yet at full productivity or quota.
    Ramping,
    /// At full productivity and quota.
    Full,
    /// On leave.
    Away,
}

/// A stretch of a seat's time, in months from the first day of the plan; 1.5 is the middle of the second month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What happens then.
    pub phase: Phase,
    /// Which of the seat's stints; absent: a backfill that has no name and date of its own.
    pub stint: Option<usize>,
}

/// A seat over the plan. Expected attrition is not drawn: it thins a seat and has no date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeatTimeline {
    /// Its stretches, in order; none overlap unless the stints do.
    pub stretches: Vec<Stretch>,
    /// Last days that are set, with whether they are certain.
    pub exits: Vec<(NaiveDate, bool)>,
    /// The first day of its last holder, if it lies in the plan.
    pub hire: Option<NaiveDate>,
    /// The month in which a backfill without a name starts.
    pub backfill: Option<Month>,
}

impl SeatTimeline {
    /// Whether something happens in the plan: a hire, an exit, a leave, a backfill.
    pub fn moves(&self) -> bool {
        self.hire.is_some()
            || !self.exits.is_empty()
            || self.backfill.is_some()
            || self.stretches.iter().any(|it| it.phase == Phase::Away)
    }
}

/// Months from the first day of a month to a day.
fn position(first: Month, day: NaiveDate) -> f64 {
    let month = Month::of(day);
    f64::from(month.since(first)) + f64::from(day.day0()) / f64::from(month.days())
}

/// The timelines of all seats, in the order of the document.
pub fn timelines(document: &Document) -> Vec<SeatTimeline> {
    let first = document.settings.first_month;
    let end = document.settings.horizon() as f64;
    let posts = posts(document);
    let last_day = document.settings.last_month().last_day();
    let mut all = Vec::with_capacity(posts.len());
    for post in &posts {
        let mut line = SeatTimeline::default();
        for (at, stint) in post.seat.stints.iter().enumerate() {
            let last = stint.to.date();
            let to = last.and_then(|day| day.checked_add_days(Days::new(1))).map_or(end, |day| position(first, day));
            let away: Vec<(f64, f64)> = stint
                .leave
                .iter()
                .map(|leave| {
                    let after = leave.to.checked_add_days(Days::new(1)).unwrap_or(leave.to);
                    (position(first, leave.from), position(first, after))
                })
                .collect();
            let from = position(first, stint.from);
            let full = f64::from(post.full_from(Some(at), Month::of(stint.from)).since(first));
            lay(&mut line.stretches, (from, to), full, &away, Some(at), end);
            if let Some(last) = last.filter(|day| *day >= first.first_day() && *day <= last_day) {
                line.exits.push((last, matches!(stint.to, StintEnd::Known(_))));
            }
        }
        let stint = post.seat.stints.last();
        let inside = |day: &NaiveDate| *day >= first.first_day() && *day <= last_day;
        line.hire = stint.map(|it| it.from).filter(inside);
        let leaves = stint.and_then(|it| it.to.date()).filter(inside);
        line.backfill = leaves.and_then(|_| refilled(post)).filter(|month| *month <= document.settings.last_month());
        if let Some(month) = line.backfill {
            let full = f64::from(post.full_from(None, month).since(first));
            lay(&mut line.stretches, (f64::from(month.since(first)), end), full, &[], None, end);
        }
        all.push(line);
    }
    all
}

/// The month in which a seat is filled again after its last holder; none where nobody leaves, or it stays empty.
pub(crate) fn refilled(post: &Post<'_>) -> Option<Month> {
    Some(arrival(post.seat.stints.last()?.to.date()?, post.terms.filter(|_| post.refills())?))
}

/// The month in which whoever fills a seat again begins, after a last day.
fn arrival(last: NaiveDate, terms: &Terms) -> Month {
    Month::of(last).plus(1 + terms.backfill_lag_months.min(Settings::MAX_HORIZON) as i32)
}

/// The month in which a seat whose last holder leaves is filled again by its terms; none where it has no terms, or nobody leaves. Whether
/// it is filled at all is the seat's to say.
pub fn refilled_in(document: &Document, seat: &Seat) -> Option<Month> {
    let last = seat.stints.last()?.to.date()?;
    Some(arrival(last, document.terms_of(seat)?))
}

/// Cuts the time of a holder into stretches within the plan.
fn lay(
    stretches: &mut Vec<Stretch>,
    (from, to): (f64, f64),
    full: f64,
    away: &[(f64, f64)],
    stint: Option<usize>,
    end: f64,
) {
    let mut cuts: Vec<f64> = vec![from, to, full];
    cuts.extend(away.iter().flat_map(|(from, to)| [*from, *to]));
    for cut in &mut cuts {
        *cut = cut.clamp(from.max(0.0).min(end), to.clamp(0.0, end).max(from.max(0.0).min(end)));
    }
    cuts.sort_by(f64::total_cmp);
    for pair in cuts.windows(2) {
        let [begin, stop] = pair else { continue };
        if stop <= begin {
            continue;
        }
        let middle = (begin + stop) / 2.0;
        let phase = if away.iter().any(|(from, to)| *from <= middle && middle < *to) {
            Phase::Away
        } else if middle < full {
            Phase::Ramping
        } else {
            Phase::Full
        };
        stretches.push(Stretch { from: *begin, to: *stop, phase, stint });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::{Leave, sample};
    use crate::units::Rate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_stretches_of_a_seat_add_up_to_the_heads_the_engine_counts() {
        let mut document = sample::company();
        for role in &mut document.roles {
            for terms in &mut role.terms {
                terms.attrition_year = Rate::ZERO;
            }
        }
        let leaver = document.seats.iter().position(|seat| seat.id.as_str() == "ae-smb-1").unwrap();
        document.seats[leaver].stints[0].to = StintEnd::Known(day("2027-09-17"));
        document.seats[leaver + 1].stints[0].leave = vec![Leave { from: day("2027-05-10"), to: day("2027-08-22") }];
        let outcome = evaluate(&document, &Env::default());
        for (line, seat) in timelines(&document).iter().zip(&outcome.seats) {
            for (month, heads) in seat.heads.iter().enumerate() {
                let (from, to) = (month as f64, month as f64 + 1.0);
                let there = line.stretches.iter().filter(|it| it.phase != Phase::Away);
                let share: f64 = there.map(|it| (it.to.min(to) - it.from.max(from)).max(0.0)).sum();
                assert!((share - heads).abs() < 1e-9, "{} {month}: {share} {heads}", seat.id);
            }
        }
        // Something happens where somebody leaves, is away or comes, and nowhere else.
        let moving: Vec<usize> =
            timelines(&document).iter().enumerate().filter(|it| it.1.moves()).map(|it| it.0).take(2).collect();
        assert_eq!(moving, [leaver, leaver + 1]);
        for (line, seat) in timelines(&document).iter().zip(&document.seats).skip(leaver + 2) {
            let first = document.settings.first_month.first_day();
            assert_eq!(line.moves(), seat.stints.iter().any(|it| it.from >= first), "{}", seat.id);
        }
        let line = &timelines(&document)[leaver];
        assert_eq!(line.exits, [(day("2027-09-17"), true)]);
        // Two months of lag after the month of leaving.
        assert_eq!(line.backfill, Some(Month::new(2027, 12)));
    }

    #[test]
    fn a_hire_ramps_from_its_first_day_to_the_end_of_its_ramp() {
        let document = sample::company();
        let at = document.seats.iter().position(|seat| seat.id.as_str() == "ae-mm-7").unwrap();
        let line = &timelines(&document)[at];
        let months = document.terms_of(&document.seats[at]).unwrap().ramp.months();
        assert_eq!(line.hire, Some(day("2027-03-01")));
        let phases: Vec<_> = line.stretches.iter().map(|it| (it.from, it.to, it.phase)).collect();
        let full = 2.0 + f64::from(months);
        assert_eq!(phases, [(2.0, full, Phase::Ramping), (full, 24.0, Phase::Full)]);
        assert!(line.moves());
    }
}
