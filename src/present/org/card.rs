//! What stands on the card of a seat.

use crate::engine::{Org, OrgFlaw, OrgNode, Outcome, TeamSize};
use crate::model::{Document, Seat};
use crate::present::number::show_months;
use crate::present::roster_text::TO_HIRE;
use crate::present::{Locale, staffing};
use crate::text::tr;

/// The card of a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its holder, or that somebody is to be hired.
    pub name: String,
    /// What it does and where.
    pub duty: String,
    /// Nobody with a name is in it.
    pub open: bool,
    /// Head count, quota, cost and attainment, of a seat that leads.
    pub lines: Vec<String>,
    /// What is wrong with it.
    pub marks: Vec<String>,
}

/// The cards of all seats, by position in the document.
pub fn cards(document: &Document, outcome: &Outcome, org: &Org, locale: &Locale) -> Vec<Card> {
    let nodes = document.seats.iter().zip(&org.nodes);
    nodes.map(|(seat, node)| card(document, outcome, seat, node, locale)).collect()
}

fn card(document: &Document, outcome: &Outcome, seat: &Seat, node: &OrgNode, locale: &Locale) -> Card {
    let name = staffing::holder_name(document, seat);
    let mut lines = Vec::new();
    if node.leads || !node.reports.is_empty() {
        let count = locale.count(node.reports.len() as i64);
        let range = node.span.map(|span| tr!(", usual {} to {}", span.low, span.high)).unwrap_or_default();
        let heads = node.all.places.saturating_sub(1);
        let noun = if node.reports.len() == 1 { tr!("report") } else { tr!("reports") };
        lines.push(format!("{count} {noun}{range}"));
        if heads as usize != node.reports.len() {
            lines.push(match heads {
                1 => tr!("1 person below").to_owned(),
                heads => tr!("{} people below", locale.count(i64::from(heads))),
            });
        }
        let money = |amount| locale.money_compact(amount, outcome.currency);
        let cost = tr!("cost {}", money(node.all.cost));
        let quota = node.quota.amount();
        lines.push(if quota.is_zero() { cost } else { tr!("quota {} · {cost}", money(quota)) });
        if let Some(attainment) = node.attainment {
            lines.push(tr!("attainment {}", locale.attained(attainment, 0)));
        }
    }
    let mut marks = Vec::new();
    match node.flaw {
        Some(OrgFlaw::Loop) => marks.push(tr!("Reports in a circle").to_owned()),
        Some(OrgFlaw::UnknownLeader) => marks.push(tr!("Its leader is gone").to_owned()),
        Some(OrgFlaw::Nobody) => marks.push(tr!("Reports to nobody").to_owned()),
        None => {}
    }
    if let Some((from, to)) = node.unled {
        let month = |at: usize| outcome.months.get(at).copied();
        if let (Some(from), Some(to)) = (month(from), month(to)) {
            marks.push(tr!("Vacant {}", show_months(from, to)));
        }
    }
    match node.size {
        TeamSize::Fits => {}
        TeamSize::Above(by) => marks.push(tr!("{by} above the range")),
        TeamSize::Below(by) => marks.push(tr!("{by} below the range")),
    }
    if node.carries_quota {
        marks.push(tr!("Own quota, not counted").to_owned());
    }
    Card {
        name: name.unwrap_or(tr!(TO_HIRE)).to_owned(),
        duty: staffing::duty(document, seat),
        open: name.is_none(),
        lines,
        marks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, org};
    use crate::model::{StintEnd, sample};
    use crate::units::{Month, SeatId};

    #[test]
    fn a_card_says_who_leads_how_many_and_what_is_wrong() {
        let mut document = sample::company();
        let at = document.seats.iter().position(|seat| seat.id.as_str() == "sm-smb").unwrap();
        let of = |document: &Document| {
            let outcome = evaluate(document, &Env::default());
            let org = org(document, &outcome, outcome.whole());
            cards(document, &outcome, &org, &Locale::EN_US)
        };
        let card = of(&document).swap_remove(at);
        assert_eq!((card.name.as_str(), card.duty.as_str(), card.open), ("Ravi Sato", "Sales manager, SMB", false));
        assert!(card.lines[0].starts_with("7 reports, usual 6 to 8"), "{card:?}");
        assert!(card.lines[1].starts_with("quota $3.78M · cost $"), "{card:?}");
        assert!(card.marks.is_empty());
        document.seats[at].stints[0].to = StintEnd::Known(Month::new(2027, 3).last_day());
        assert_eq!(of(&document)[at].marks, ["Vacant Apr 2027 to Dec 2028"]);
        document.seats[at].manager = Some(SeatId::new("gone"));
        assert_eq!(of(&document)[at].marks[0], "Its leader is gone");
        let open = document.seats.iter().position(|seat| seat.id.as_str() == "ae-mm-7").unwrap();
        assert!(of(&document)[open].open && of(&document)[open].lines.is_empty());
    }
}
