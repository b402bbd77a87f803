//! Words about people: what a hiring plan yields, who leads whom, what a seat is called.

use crate::engine::{Crew, Outcome, Row, Span, Team, TeamSize};
use crate::model::{self, Document, Seat, Stint, Terms};
use crate::present::Locale;
use crate::present::number::{UNDEFINED, show_months};
use crate::text::tr;
use crate::units::Money;
use std::collections::HashMap;

/// One sentence on the capacity of a period against its pipeline.
pub fn yields(outcome: &Outcome, name: &str, span: Span, locale: &Locale) -> String {
    let row = Row::of(outcome, span);
    let money = |amount: Money| locale.money_compact(amount, outcome.currency);
    if row.capacity.is_zero() {
        return tr!("Nobody sells new business in {name}: hire someone with a quota.");
    }
    let sells = tr!("In {name} the team can sell {}.", money(row.capacity));
    let idle = row.idle_capacity.mills() > 0;
    let lost = row.lost_pipeline.mills() > 0;
    match (idle, lost) {
        (true, true) => tr!(
            "{sells} {} of it finds no pipeline; elsewhere {} of pipeline is lost for want of people.",
            money(row.idle_capacity),
            money(row.lost_pipeline)
        ),
        (true, false) => {
            tr!("{sells} {} of it finds no pipeline: more leads, not more people.", money(row.idle_capacity))
        }
        (false, true) => {
            tr!("{sells} {} of pipeline is lost for want of people to close it.", money(row.lost_pipeline))
        }
        (false, false) => tr!("{sells} All of it finds pipeline, and none is lost."),
    }
}

/// What a seat is called: its holder, else that it is to be filled.
pub fn holder_name<'a>(document: &'a Document, seat: &Seat) -> Option<&'a str> {
    let person = seat.stints.last()?.person.as_ref()?;
    document.person(person).map(|person| person.name.as_str()).filter(|name| !name.is_empty())
}

/// Names of all holders, looked up once: whoever names hundreds of seats would look through hundreds of people for each of them.
pub struct Names<'a> {
    document: &'a Document,
    people: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    /// The people of a document. Of several with the same id the first counts, as in [`Document::person`].
    pub fn of(document: &'a Document) -> Names<'a> {
        let people = document.people.iter().rev().map(|it| (it.id.as_str(), it.name.as_str())).collect();
        Names { document, people }
    }

    /// [`holder_name`].
    pub fn holder(&self, seat: &Seat) -> Option<&'a str> {
        self.person(seat.stints.last()?)
    }

    /// Who has a stint, where that is known.
    pub fn person(&self, stint: &Stint) -> Option<&'a str> {
        let person = stint.person.as_ref()?;
        self.people.get(person.as_str()).copied().filter(|name| !name.is_empty())
    }

    /// What a stint of a seat is called (none: a backfill without a name): `Ravi Sato (Sales manager, SMB)`, `Open: Sales manager, SMB`.
    pub fn stint(&self, seat: &Seat, stint: Option<usize>) -> String {
        let name = stint.and_then(|at| seat.stints.get(at)).and_then(|it| self.person(it));
        called(name, &duty(self.document, seat))
    }

    /// [`leader_name`].
    pub fn leader(&self, seat: &Seat) -> String {
        called(self.holder(seat), &duty(self.document, seat))
    }
}

/// What a seat does and where: `Account executive, SMB`.
pub fn duty(document: &Document, seat: &Seat) -> String {
    model::duty(&document.roles, &document.segments, &seat.role, seat.segment.as_ref())
}

/// What a leader is called in a list: `Ravi Sato (Sales manager, SMB)`, `Open: Sales manager, SMB`.
pub fn leader_name(document: &Document, seat: &Seat) -> String {
    called(holder_name(document, seat), &duty(document, seat))
}

/// The same of the seat that a path such as `seat/ae-1/base` begins with; nothing where it names none.
pub fn seat_named_in(document: &Document, path: &str) -> Option<String> {
    let id = path.strip_prefix("seat/")?.split('/').next()?;
    document.seats.iter().find(|it| it.id.as_str() == id).map(|seat| leader_name(document, seat))
}

fn called(holder: Option<&str>, duty: &str) -> String {
    match holder {
        Some(name) => format!("{name} ({duty})"),
        None => tr!("Open: {duty}"),
    }
}

/// The heading of a team: its leader, its size against the usual span, capacity and cost.
pub fn team_head(document: &Document, outcome: &Outcome, team: &Team, crew: &Crew, locale: &Locale) -> String {
    let count = locale.count(i64::from(crew.places));
    let people = if crew.places == 1 { tr!("seat") } else { tr!("seats") };
    let mut parts = match team.leader.and_then(|at| document.seats.get(at)) {
        None => vec![tr!("Reports to nobody").to_owned(), format!("{count} {people}")],
        Some(leader) => vec![leader_name(document, leader), format!("{count} {people}")],
    };
    if crew.seats != crew.places {
        parts.push(tr!("{} filled at the end", locale.count(i64::from(crew.seats))));
    }
    if !crew.capacity.is_zero() {
        parts.push(tr!("capacity {}", locale.money_compact(crew.capacity, outcome.currency)));
    }
    parts.push(tr!("cost {}", locale.money_compact(crew.cost, outcome.currency)));
    let span = team.span.map(|span| tr!("{} to {}", span.low, span.high)).unwrap_or_default();
    match team.size {
        TeamSize::Fits => {}
        TeamSize::Above(by) => parts.push(tr!("⚠ {by} above the usual {span} reports")),
        TeamSize::Below(by) => parts.push(tr!("⚠ {by} below the usual {span} reports")),
    }
    if let Some(text) = unled(outcome, team) {
        parts.push(format!("⚠ {text}"));
    }
    parts.join(" · ")
}

/// That nobody leads a team for some months.
pub fn unled(outcome: &Outcome, team: &Team) -> Option<String> {
    let (from, to) = team.unled?;
    let month = |at: usize| outcome.months.get(at).copied();
    let (first, last) = (month(from)?, month(to)?);
    let when = show_months(first, last);
    Some(if from == to { tr!("nobody leads in {when}") } else { tr!("nobody leads {when}") })
}

/// Base and variable share of on-target earnings: `50 : 50`.
pub fn pay_mix(terms: &Terms, locale: &Locale) -> String {
    let ote = terms.ote.amount().to_major();
    if ote <= 0.0 {
        return UNDEFINED.to_owned();
    }
    let base = (terms.base.amount().to_major() / ote * 100.0).clamp(0.0, 100.0).round();
    format!("{} : {}", locale.number(base, 0), locale.number(100.0 - base, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, teams};
    use crate::model::{StintEnd, sample};
    use crate::units::Month;

    #[test]
    fn the_heading_of_a_team_says_what_is_wrong_with_it() {
        let mut document = sample::company();
        let manager = document.seats.iter().position(|seat| seat.id.as_str() == "sm-smb").unwrap();
        document.seats[manager].stints[0].to = StintEnd::Known(Month::new(2027, 3).last_day());
        let outcome = evaluate(&document, &Env::default());
        let found = teams(&document, &outcome);
        let team = found.iter().find(|team| team.leader == Some(manager)).unwrap();
        let crew = Crew::of(&outcome, team.reports.iter().copied(), outcome.whole());
        let head = team_head(&document, &outcome, team, &crew, &Locale::EN_US);
        assert!(head.starts_with("Ravi Sato (Sales manager, SMB) · 7 seats · capacity $"), "{head}");
        assert!(head.ends_with("⚠ nobody leads Apr 2027 to Dec 2028"), "{head}");
    }

    #[test]
    fn an_open_seat_is_called_by_what_is_done_there() {
        let document = sample::company();
        let called = |id: &str| {
            let seat = document.seats.iter().find(|seat| seat.id.as_str() == id).unwrap();
            document.called(seat)
        };
        assert_eq!(called("sm-smb"), "Ravi Sato");
        assert_eq!(called("ae-mm-7"), "Open: Account executive, Mid-market");
    }

    #[test]
    fn the_sentence_on_capacity_names_what_is_short() {
        let mut document = sample::company();
        let say = |document: &Document| {
            let outcome = evaluate(document, &Env::default());
            yields(&outcome, "the plan", outcome.whole(), &Locale::EN_US)
        };
        assert!(say(&document).starts_with("In the plan the team can sell $"));
        document.seats.clear();
        assert_eq!(say(&document), "Nobody sells new business in the plan: hire someone with a quota.");
    }
}
