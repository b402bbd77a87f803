//! The hiring plan: which seats start in which month, by role and segment.

use crate::engine::Crew;
use crate::engine::outcome::Outcome;
use crate::model::Document;
use crate::units::{Month, RoleId, SegmentId};
use std::ops::Range;

/// A role in a segment, and the seats of it that start in each month of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiringLine {
    /// The role.
    pub role: RoleId,
    /// The segment; absent: seats that serve all of them.
    pub segment: Option<SegmentId>,
    /// Positions of the seats whose first holder starts in a month, month by month.
    pub starts: Vec<Vec<usize>>,
    /// Positions of the seats that started before the plan.
    pub before: Vec<usize>,
}

impl HiringLine {
    /// Positions of the seats that start in some months of the plan.
    pub fn hires(&self, months: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.starts.iter().skip(months.start).take(months.len()).flatten().copied()
    }

    /// What the seats that start in some months contribute from then to the end of the plan; heads and ramped equivalents are those at
    /// its end.
    pub fn yields(&self, outcome: &Outcome, months: Range<usize>) -> Crew {
        Crew::of(outcome, self.hires(months), outcome.whole())
    }
}

/// A line for every role and segment that has terms or seats, in the order of roles and segments; seats that serve all segments last,
/// and only where there are some or the role has no other line.
pub fn hiring_lines(document: &Document) -> Vec<HiringLine> {
    let months = document.settings.horizon();
    let first = document.settings.first_month;
    let mut lines: Vec<HiringLine> = Vec::new();
    let rank = |segment: &Option<SegmentId>| match segment {
        Some(id) => document.segments.iter().position(|it| it.id == *id).unwrap_or(document.segments.len()),
        None => usize::MAX,
    };
    for role in &document.roles {
        let from = lines.len();
        let terms = role.terms.iter().map(|it| &it.segment);
        let seats = document.seats.iter().filter(|seat| seat.role == role.id).map(|seat| &seat.segment);
        for segment in terms.chain(seats) {
            if !lines.iter().skip(from).any(|line| line.segment == *segment) {
                lines.push(HiringLine {
                    role: role.id.clone(),
                    segment: segment.clone(),
                    starts: vec![Vec::new(); months],
                    before: Vec::new(),
                });
            }
        }
        // General terms that no seat has are no line where the role is filled by segment.
        let has_seats = document.seats.iter().any(|seat| seat.role == role.id && seat.segment.is_none());
        if lines.len() > from + 1 && !has_seats {
            let mut at = 0;
            lines.retain(|line| {
                at += 1;
                at <= from || line.segment.is_some()
            });
        }
        if let Some(own) = lines.get_mut(from..) {
            own.sort_by_key(|line| rank(&line.segment));
        }
    }
    for (at, seat) in document.seats.iter().enumerate() {
        let Some(stint) = seat.stints.first() else { continue };
        let line = lines.iter_mut().find(|it| it.role == seat.role && it.segment == seat.segment);
        let Some(line) = line else { continue };
        match usize::try_from(Month::of(stint.from).since(first)) {
            Ok(offset) => {
                if let Some(place) = line.starts.get_mut(offset) {
                    place.push(at);
                }
            }
            Err(_) => line.before.push(at),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    #[test]
    fn every_seat_starts_once_or_stood_before() {
        let document = sample::company();
        let lines = hiring_lines(&document);
        let mut seen: Vec<usize> =
            lines.iter().flat_map(|line| line.before.iter().copied().chain(line.hires(0..60))).collect();
        seen.sort_unstable();
        // The sample plans nobody after its end.
        assert_eq!(seen, (0..document.seats.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_horizon_beyond_all_bounds_takes_no_room() {
        let mut document = sample::company();
        document.settings.horizon_months = u32::MAX;
        let lines = hiring_lines(&document);
        assert!(lines.iter().all(|line| line.starts.len() == 60) && !lines.is_empty());
    }

    #[test]
    fn a_line_counts_seats_in_the_month_of_their_first_day() {
        let document = sample::company();
        let ae = hiring_lines(&document).into_iter().find(|line| {
            line.role.as_str() == "ae" && line.segment.as_ref().is_some_and(|it| it.as_str() == "mid-market")
        });
        let ae = ae.unwrap();
        for (offset, seats) in ae.starts.iter().enumerate() {
            let month = document.settings.first_month.plus(offset as i32);
            for at in seats {
                assert_eq!(Month::of(document.seats[*at].stints[0].from), month);
            }
        }
        assert!(ae.hires(0..24).count() > 0 && !ae.before.is_empty());
    }

    #[test]
    fn what_hires_yield_is_the_difference_they_make_to_capacity() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        for line in hiring_lines(&document) {
            let gone: Vec<usize> = line.hires(0..24).collect();
            let mut without = document.clone();
            let mut at = 0;
            without.seats.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
            let rest = evaluate(&without, &Env::default());
            let sum = |outcome: &Outcome| outcome.seats.iter().flat_map(|seat| seat.capacity.iter()).sum::<f64>();
            let by_hand = sum(&outcome) - sum(&rest);
            let told = line.yields(&outcome, 0..24).capacity.to_major();
            // Each seat's capacity is settled to the cent.
            assert!((told - by_hand).abs() < 0.01 * (gone.len() as f64 + 1.0), "{told} {by_hand}");
        }
    }
}
