//! Words and lines of the seats' timeline.

use crate::engine::{Outcome, Phase, SeatTimeline, refilled_in};
use crate::model::{Document, Seat};
use crate::present::number::{show_date, show_month};
use crate::text::tr;
use crate::units::Month;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

/// What happens to a seat in the plan, as a sentence for those who do not see the bars.
pub fn timeline_told(line: &SeatTimeline, first: Month) -> String {
    let mut parts = Vec::new();
    if let Some(hire) = line.hire {
        parts.push(tr!("starts {}", show_date(hire)));
    }
    let full = line.stretches.iter().find(|it| it.phase == Phase::Full && it.from > 0.0 && it.stint.is_some());
    let ramps = line.stretches.iter().any(|it| it.phase == Phase::Ramping && it.stint.is_some());
    if let Some(full) = full.filter(|_| ramps) {
        parts.push(tr!("full from {}", show_month(first.plus(full.from as i32))));
    }
    for away in line.stretches.iter().filter(|it| it.phase == Phase::Away) {
        let last = (away.to - 1e-9).max(away.from) as i32;
        parts.push(tr!("away {} to {}", show_month(first.plus(away.from as i32)), show_month(first.plus(last))));
    }
    for (day, certain) in &line.exits {
        parts.push(format!("{} {}", if *certain { tr!("leaves") } else { tr!("expected to leave") }, show_date(*day)));
    }
    if let Some(month) = line.backfill {
        parts.push(tr!("backfill from {}", show_month(month)));
    }
    if parts.is_empty() { tr!("here throughout").to_owned() } else { parts.join(", ") }
}

/// Whether a seat is filled again after its last holder leaves, and that in a sentence; none where nobody leaves, or it has no terms.
pub fn refill_say(document: &Document, seat: &Seat) -> Option<(bool, String)> {
    let month = refilled_in(document, seat)?;
    let on = seat.backfill.unwrap_or(document.terms_of(seat)?.backfill);
    let when = show_month(month);
    let text = match (on, month <= document.settings.last_month()) {
        (false, _) => tr!("The seat stays empty after that day.").to_owned(),
        (true, true) => tr!(
            "The seat is filled again from {when}, on the terms of the role, by somebody who ramps; switch that off to leave it empty."
        ),
        (true, false) => tr!("The seat is filled again from {when}, after the plan has ended."),
    };
    Some((on, text))
}

/// The same day some months later or earlier; the last day of a shorter month.
pub fn by_months(day: NaiveDate, months: i32) -> NaiveDate {
    let month = Month::of(day).plus(months);
    month.first_day().with_day(day.day()).unwrap_or(month.last_day())
}

/// Selling capacity of each month as a stepped line in a box of one unit a month and 100 units high, and the height of the box in money.
pub fn capacity_steps(outcome: &Outcome) -> (String, f64) {
    let months = outcome.months.len();
    let sums: Vec<f64> = (0..months)
        .map(|month| outcome.seats.iter().filter_map(|seat| seat.capacity.get(month)).sum::<f64>())
        .collect();
    let top = sums.iter().copied().fold(0.0, f64::max);
    let mut path = String::new();
    for (month, sum) in sums.iter().enumerate() {
        let y = if top > 0.0 { 100.0 - sum / top * 96.0 } else { 100.0 };
        let _ = write!(path, "{}{month} {y:.2}H{}", if month == 0 { 'M' } else { 'L' }, month + 1);
    }
    (path, top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, timelines};
    use crate::model::{StintEnd, sample};

    #[test]
    fn a_timeline_is_told_in_words() {
        let mut document = sample::company();
        let first = document.settings.first_month;
        let at = |document: &crate::model::Document, id: &str| {
            document.seats.iter().position(|it| it.id.as_str() == id).unwrap()
        };
        let (hire, stays) = (at(&document, "ae-mm-7"), at(&document, "cro"));
        let full = first.plus(2 + document.terms_of(&document.seats[hire]).unwrap().ramp.months() as i32);
        document.seats[hire].stints[0].to = StintEnd::Known("2028-06-30".parse().unwrap());
        let lines = timelines(&document);
        let text = timeline_told(&lines[hire], first);
        let start = format!("starts 1 Mar 2027, full from {}, leaves 30 Jun 2028, backfill from ", show_month(full));
        assert!(text.starts_with(&start), "{text}");
        assert_eq!(timeline_told(&lines[stays], first), "here throughout");
    }

    #[test]
    fn a_day_moves_by_months_and_never_out_of_its_month() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(by_months(day("2027-01-31"), 1), day("2027-02-28"));
        assert_eq!(by_months(day("2027-03-05"), -2), day("2027-01-05"));
    }

    #[test]
    fn the_line_has_a_step_for_each_month_and_its_top_is_the_best_month() {
        let outcome = evaluate(&sample::company(), &Env::default());
        let (path, top) = capacity_steps(&outcome);
        assert_eq!(path.matches('H').count(), outcome.months.len());
        let best = (0..outcome.months.len())
            .map(|month| outcome.seats.iter().map(|seat| seat.capacity[month]).sum::<f64>())
            .fold(0.0, f64::max);
        assert!((top - best).abs() < 1e-6 && path.contains(" 4.00H"));
    }
}
