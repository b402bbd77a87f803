//! Teams and groups of seats: what several seats contribute together, and who leads whom.

use crate::engine::outcome::Outcome;
use crate::engine::row::Span;
use crate::engine::staff;
use crate::model::{Document, Function};
use crate::units::{Flow, Money};

/// What some seats contribute together in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Crew {
    /// How many seats there are, filled or not.
    pub places: u32,
    /// Seats with a holder at the end.
    pub seats: u32,
    /// Expected heads at the end.
    pub heads: f64,
    /// Ramped equivalents at the end, whatever the seats do.
    pub ramped: f64,
    /// People expected to leave.
    pub leaving: f64,
    /// Selling capacity.
    pub capacity: Money,
    /// Base and earned variable pay.
    pub cost: Money,
}

impl Crew {
    /// The seats at these positions of the document, in a period.
    pub fn of(outcome: &Outcome, seats: impl IntoIterator<Item = usize>, span: Span) -> Crew {
        let mut crew = Crew::default();
        for seat in seats.into_iter().filter_map(|at| outcome.seats.get(at)) {
            let sum = |series: &[f64]| series.iter().skip(span.from).take(span.len()).sum::<f64>();
            crew.places += 1;
            crew.seats += u32::from(seat.filled.get(span.to).copied().unwrap_or(false));
            crew.heads += seat.heads.get(span.to).copied().unwrap_or(0.0);
            crew.ramped += seat.ramped.get(span.to).copied().unwrap_or(0.0);
            crew.leaving += sum(&seat.leaving);
            crew.capacity += outcome.currency.settle(Flow::new(sum(&seat.capacity)));
            crew.cost += seat.cost.iter().skip(span.from).take(span.len()).copied().sum::<Money>();
        }
        crew
    }
}

/// Everyone, in a period.
pub fn whole_crew(outcome: &Outcome, span: Span) -> Crew {
    Crew::of(outcome, 0..outcome.seats.len(), span)
}

/// Seats by what they do, in a period: functions that have a seat.
pub fn crews_by_function(outcome: &Outcome, span: Span) -> Vec<(Function, Crew)> {
    let of = |function: Function| {
        let seats = outcome.seats.iter().enumerate().filter(move |(_, seat)| seat.function == function);
        (function, Crew::of(outcome, seats.map(|(at, _)| at), span))
    };
    Function::ALL.into_iter().map(of).filter(|(_, crew)| crew.places > 0).collect()
}

/// How the number of direct reports compares with the usual span of a leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamSize {
    /// Within the span, or no span is given.
    Fits,
    /// So many fewer than the span has.
    Below(u32),
    /// So many more than the span has.
    Above(u32),
}

/// Those who report to one seat, or to nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Position of the leader's seat; absent: those who report to nobody.
    pub leader: Option<usize>,
    /// Positions of the direct reports, in the order of the document.
    pub reports: Vec<usize>,
    /// The usual span of the leader's terms.
    pub span: Option<crate::model::Span>,
    /// Direct reports in seats filled at the end of the plan, against that span.
    pub size: TeamSize,
    /// The first and last month in which someone is in the team but nobody in the leader's seat.
    pub unled: Option<(usize, usize)>,
}

/// All teams: those who report to nobody first, then each seat that leads, in the order of the document. Every seat is in exactly one.
pub fn teams(document: &Document, outcome: &Outcome) -> Vec<Team> {
    let posts = staff::posts(document);
    let mut reports: Vec<Vec<usize>> = vec![Vec::new(); posts.len()];
    let mut top = Vec::new();
    for (at, post) in posts.iter().enumerate() {
        match post.manager.and_then(|manager| reports.get_mut(manager)) {
            Some(team) => team.push(at),
            None => top.push(at),
        }
    }
    let filled = |seat: usize, month: usize| {
        outcome.seats.get(seat).and_then(|it| it.filled.get(month)).copied().unwrap_or(false)
    };
    let last = outcome.whole().to;
    let mut teams = Vec::new();
    if !top.is_empty() {
        teams.push(Team { leader: None, reports: top, span: None, size: TeamSize::Fits, unled: None });
    }
    for ((leader, post), reports) in posts.iter().enumerate().zip(reports) {
        if reports.is_empty() && !post.function.leads() {
            continue;
        }
        let span = post.terms.and_then(|terms| terms.span);
        let count = reports.iter().filter(|at| filled(**at, last)).count() as u32;
        let size = match span {
            Some(span) if count > span.high && span.high > 0 => TeamSize::Above(count - span.high),
            Some(span) if count < span.low => TeamSize::Below(span.low - count),
            Some(_) | None => TeamSize::Fits,
        };
        let mut unled: Option<(usize, usize)> = None;
        for month in 0..outcome.months.len() {
            if !filled(leader, month) && reports.iter().any(|at| filled(*at, month)) {
                unled = Some((unled.map_or(month, |(from, _)| from), month));
            }
        }
        teams.push(Team { leader: Some(leader), reports, span, size, unled });
    }
    teams
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, Metric, Row, evaluate};
    use crate::model::{Seat, StintEnd, sample};
    use crate::units::{Month, SeatId};

    fn outcome(document: &Document) -> Outcome {
        evaluate(document, &Env::default())
    }

    #[test]
    fn groups_of_seats_add_up_to_the_company() {
        let outcome = outcome(&sample::company());
        let whole = outcome.whole();
        let row = Row::of(&outcome, whole);
        let crews = crews_by_function(&outcome, whole);
        assert_eq!(crews.iter().map(|(_, crew)| crew.seats).sum::<u32>(), row.seats);
        assert_eq!(crews.iter().map(|(_, crew)| crew.cost).sum::<Money>(), row.comp_cost());
        let leaving: f64 = crews.iter().map(|(_, crew)| crew.leaving).sum();
        assert!((leaving - row.leaving).abs() < 1e-9);
        let all = whole_crew(&outcome, whole);
        assert_eq!((all.seats, all.cost, all.places), (row.seats, row.comp_cost(), outcome.seats.len() as u32));
        let sums = |of: fn(&Crew) -> f64| (crews.iter().map(|(_, crew)| of(crew)).sum::<f64>(), of(&all));
        for (parts, all) in [sums(|crew| crew.heads), sums(|crew| crew.ramped), sums(|crew| crew.leaving)] {
            assert!((parts - all).abs() < 1e-9 && all > 0.0);
        }
        assert_eq!(row.value(Metric::Attrition).to_f64(), Some(row.leaving));
    }

    #[test]
    fn heads_change_by_who_comes_and_who_leaves() {
        // One seller for a year, 30 % attrition, never replaced: 0.3 leave and 0.7 stay.
        let mut document = sample::company();
        document.settings.horizon_months = 12;
        document.seats.truncate(0);
        for role in &mut document.roles {
            for terms in &mut role.terms {
                terms.attrition_year = crate::units::Rate::percent(30);
                terms.backfill = false;
            }
        }
        let mut seat = Seat { role: crate::units::RoleId::new("ae"), ..Seat::default() };
        seat.stints[0].from = Month::new(2026, 1).first_day();
        document.seats.push(seat);
        let thinned = Row::of(&outcome(&document), Span { from: 0, to: 11 });
        assert!((thinned.leaving - 0.3).abs() < 1e-12);
        // A known last day is one leaver, whatever the attrition.
        document.seats[0].stints[0].to = StintEnd::Known(Month::new(2027, 6).last_day());
        let dated = Row::of(&outcome(&document), Span { from: 0, to: 11 });
        assert!((dated.leaving - 1.0).abs() < 1e-12);
    }

    #[test]
    fn every_seat_is_in_one_team_even_where_managers_form_a_loop() {
        let mut document = sample::company();
        document.seats[0].manager = Some(SeatId::new("sm-smb"));
        let outcome = outcome(&document);
        let teams = teams(&document, &outcome);
        let mut seen: Vec<usize> = teams.iter().flat_map(|team| team.reports.iter().copied()).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..document.seats.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_team_beyond_its_span_and_a_team_without_a_leader_are_told() {
        let mut document = sample::company();
        let manager = document.seats.iter().position(|seat| seat.id == SeatId::new("sm-smb")).unwrap();
        let of = |document: &Document| {
            let found = teams(document, &outcome(document));
            found.into_iter().find(|team| team.leader == Some(manager)).unwrap()
        };
        let before = of(&document);
        assert_eq!(before.unled, None);
        let span = before.span.unwrap();
        let template = document.seats.iter().find(|seat| seat.id == SeatId::new("ae-smb-1")).unwrap().clone();
        for at in 0..(span.high + 1 - before.reports.len() as u32) {
            document.seats.push(Seat { id: SeatId::new(&format!("extra-{at}")), ..template.clone() });
        }
        assert_eq!(of(&document).size, TeamSize::Above(1));
        document.seats[manager].stints[0].to = StintEnd::Known(Month::new(2027, 3).last_day());
        assert_eq!(of(&document).unled, Some((3, 23)));
    }
}
