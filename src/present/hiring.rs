//! Words about the hiring plan: what its lines are called, what the hires come to, what a pasted plan did.

use crate::engine::{Crew, HiringLine, Outcome};
use crate::model::Document;
use crate::present::Locale;
use crate::present::number::show_month;
use crate::text::tr;
use std::ops::Range;

/// What a line is called: `Account executive, SMB`; the segment is left out where the role has no other line.
pub fn line_name(document: &Document, lines: &[HiringLine], line: &HiringLine) -> String {
    let role = document.role(&line.role).map_or(line.role.as_str(), |role| role.name.as_str());
    let alone = lines.iter().filter(|it| it.role == line.role).count() == 1;
    match &line.segment {
        Some(id) => format!("{role}, {}", document.segment(id).map_or(id.as_str(), |it| it.name.as_str())),
        None if alone => role.to_owned(),
        None => tr!("{role}, all segments"),
    }
}

/// The line a name at the head of a pasted row means, by its own name or that of a role with one line.
pub fn line_named(document: &Document, lines: &[HiringLine], text: &str) -> Option<usize> {
    let plain =
        |text: &str| text.split([',', ' ']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = plain(text);
    let role_of = |line: &HiringLine| document.role(&line.role).map(|role| plain(&role.name)).unwrap_or_default();
    let exact = lines.iter().position(|line| plain(&line_name(document, lines, line)) == wanted);
    exact.or_else(|| {
        let mut of_role = lines.iter().enumerate().filter(|(_, line)| role_of(line) == wanted).map(|(at, _)| at);
        of_role.next().filter(|_| of_role.next().is_none())
    })
}

/// What the hires of some months come to: `5 seats start in FY2027, 2 of them with a name; by Dec 2028 they can sell $2.4M.`
pub fn hires_say(
    document: &Document,
    outcome: &Outcome,
    lines: &[HiringLine],
    months: Range<usize>,
    when: &str,
    locale: &Locale,
) -> String {
    let hires: Vec<usize> = lines.iter().flat_map(|line| line.hires(months.clone())).collect();
    if hires.is_empty() {
        return tr!(
            "Nobody starts in {when}. Type how many seats of a role start in a month, or paste a plan from a spreadsheet."
        );
    }
    let named = |at: &&usize| {
        document.seats.get(**at).is_some_and(|seat| seat.stints.iter().any(|stint| stint.person.is_some()))
    };
    let named = hires.iter().filter(named).count();
    let crew = Crew::of(outcome, hires.iter().copied(), outcome.whole());
    let mut text = match hires.len() {
        1 => tr!("One seat starts in {when}"),
        some => tr!("{} seats start in {when}", locale.count(some as i64)),
    };
    if named > 0 {
        text.push_str(&tr!(", {} with a name", locale.count(named as i64)));
    }
    if let Some(last) = outcome.months.last().filter(|_| !crew.capacity.is_zero()) {
        let capacity = locale.money_compact(crew.capacity, outcome.currency);
        text.push_str(&tr!("; to the end of {} the hires can sell {capacity}", show_month(*last)));
    }
    text.push('.');
    text
}

/// What a typed or pasted plan did: `3 seats added, 1 removed.`
pub fn step_told(added: usize, removed: usize) -> Option<String> {
    let seats = |count: usize| if count == 1 { tr!("One seat").to_owned() } else { tr!("{count} seats") };
    match (added, removed) {
        (0, 0) => None,
        (added, 0) => Some(tr!("{} added.", seats(added))),
        (0, removed) => Some(tr!("{} removed.", seats(removed))),
        (added, removed) => Some(tr!("{} added, {removed} removed.", seats(added))),
    }
}

/// What of a pasted block met no cell: `of` is what the grid has.
pub fn left_out_say(count: usize, of: &str) -> String {
    match count {
        1 => tr!("One pasted value lies beyond {of} and was left out."),
        some => tr!("{some} pasted values lie beyond {of} and were left out."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, hiring_lines};
    use crate::model::sample;

    #[test]
    fn a_line_is_found_again_by_its_name_and_by_its_role_where_that_is_enough() {
        let document = sample::company();
        let lines = hiring_lines(&document);
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(line_named(&document, &lines, &line_name(&document, &lines, line)), Some(at));
        }
        let ae = line_named(&document, &lines, "  account executive  Mid-market ");
        assert_eq!(ae.map(|at| line_name(&document, &lines, &lines[at])), Some("Account executive, Mid-market".into()));
        // Several lines of that role: it would be a guess.
        assert_eq!(line_named(&document, &lines, "Account executive"), None);
        assert_eq!(
            line_named(&document, &lines, &document.role(&crate::units::RoleId::new("cro")).unwrap().name),
            lines.iter().position(|it| it.role.as_str() == "cro")
        );
        assert_eq!(line_named(&document, &lines, "Astronaut"), None);
    }

    #[test]
    fn the_sentence_counts_hires_and_says_what_they_can_sell() {
        let mut document = sample::company();
        let say = |document: &Document| {
            let outcome = evaluate(document, &Env::default());
            hires_say(document, &outcome, &hiring_lines(document), 0..24, "the plan", &Locale::EN_US)
        };
        let starts = document.seats.iter().filter(|it| it.stints[0].from >= document.settings.first_month.first_day());
        let text = say(&document);
        assert!(
            text.starts_with(&format!(
                "{} seats start in the plan; to the end of Dec 2028 the hires can sell $",
                starts.count()
            )),
            "{text}"
        );
        document.seats.clear();
        assert!(say(&document).starts_with("Nobody starts in the plan."));
    }
}
