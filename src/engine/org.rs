//! Reporting lines as a tree, with what each leader's people come to. Every figure of a leader is the sum of those of the seats.

use crate::engine::outcome::Outcome;
use crate::engine::plan_staff::payee_lines;
use crate::engine::row::Span;
use crate::engine::staff;
use crate::engine::team::{Crew, TeamSize, teams};
use crate::model::{self, Document, Quota};
use crate::units::{Money, Yearly};

/// A seat among its reporting lines.
#[derive(Clone, Debug, PartialEq)]
pub struct OrgNode {
    /// Position of the seat it reports to; absent at the top, also where a loop was cut or the leader is unknown.
    pub leader: Option<usize>,
    /// Positions of its direct reports, in the order of the document.
    pub reports: Vec<usize>,
    /// Whether its role leads others, with or without reports.
    pub leads: bool,
    /// The usual span of its terms.
    pub span: Option<model::Span>,
    /// Direct reports in seats filled at the end of the plan, against that span.
    pub size: TeamSize,
    /// The first and last month in which someone reports here but nobody is in the seat.
    pub unled: Option<(usize, usize)>,
    /// The seat and everyone below it.
    pub all: Crew,
    /// Quotas in ARR of a year, of the seat and everyone below it that does not lead; a leader's quota is made of these and never added.
    pub quota: Yearly<Money>,
    /// Mean attainment of everyone below (of the seat itself, if nobody is), by target variable, over the span asked for.
    pub attainment: Option<f64>,
    /// Why it is where it is, if something is wrong.
    pub flaw: Option<OrgFlaw>,
    /// It leads and carries a quota in ARR of its own.
    pub carries_quota: bool,
}

/// Why a seat stands at the top although it should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrgFlaw {
    /// It reports to someone who reports to it, directly or through others; the loop is cut here.
    Loop,
    /// The seat it reports to does not exist.
    UnknownLeader,
    /// It reports to nobody, and does not lead all.
    Nobody,
}

/// All seats, by position in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Org {
    /// A node for each seat.
    pub nodes: Vec<OrgNode>,
    /// Positions of those at the top, in the order of the document.
    pub top: Vec<usize>,
}

impl Org {
    /// Positions of a seat and everyone below it.
    pub fn below(&self, seat: usize) -> Vec<usize> {
        let mut found = vec![seat];
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            if let Some(node) = self.nodes.get(next) {
                found.extend(&node.reports);
            }
            at += 1;
        }
        found
    }
}

/// The reporting lines of a document, with sums over a span.
pub fn org(document: &Document, outcome: &Outcome, span: Span) -> Org {
    let posts = staff::posts(document);
    // Weighted attainment of each seat: target, target x attainment.
    let mut rated = vec![(0.0, 0.0); posts.len()];
    for line in payee_lines(document, outcome, None, span) {
        if let (Some(place), Some(attainment)) = (rated.get_mut(line.seat), line.attainment) {
            place.0 += line.target.to_major();
            place.1 += line.target.to_major() * attainment;
        }
    }
    let mut own = Vec::with_capacity(posts.len());
    let mut nodes: Vec<OrgNode> = Vec::with_capacity(posts.len());
    for (at, post) in posts.iter().enumerate() {
        let leads = post.function.leads();
        let arr = post.seat.stints.last().and_then(|stint| stint.overrides.quota_arr);
        let arr = arr.or_else(|| post.terms.and_then(|terms| terms.quota.as_ref()).map(Quota::arr_year));
        let arr = arr.map_or(Money::ZERO, |it| it.amount());
        let flaw = match (&post.seat.manager, post.manager) {
            (_, Some(_)) => None,
            (None, None) if post.function == model::Function::Executive => None,
            (None, None) => Some(OrgFlaw::Nobody),
            (Some(id), None) if document.seat(id).is_some() => Some(OrgFlaw::Loop),
            (Some(_), None) => Some(OrgFlaw::UnknownLeader),
        };
        own.push(if leads { Money::ZERO } else { arr });
        nodes.push(OrgNode {
            leader: post.manager,
            reports: Vec::new(),
            leads,
            span: post.terms.and_then(|terms| terms.span).filter(|_| leads),
            size: TeamSize::Fits,
            unled: None,
            all: Crew::of(outcome, [at], span),
            quota: Yearly::new(Money::ZERO),
            attainment: None,
            flaw,
            carries_quota: leads && !arr.is_zero(),
        });
    }
    let mut top = Vec::new();
    for team in teams(document, outcome) {
        match team.leader.and_then(|leader| nodes.get_mut(leader)) {
            Some(node) => {
                node.reports = team.reports;
                node.span = team.span;
                node.size = team.size;
                node.unled = team.unled;
            }
            None => top = team.reports,
        }
    }
    let mut org = Org { nodes, top };
    // From the top down, then summed from the bottom up: each seat is added to its leader once all below it are in.
    let mut order: Vec<usize> = Vec::with_capacity(posts.len());
    for root in &org.top {
        order.extend(org.below(*root));
    }
    for at in order.into_iter().rev() {
        let quota = own.get(at).copied().unwrap_or_default();
        let (target, weighed) = rated.get(at).copied().unwrap_or_default();
        let Some(node) = org.nodes.get_mut(at) else { continue };
        node.quota = Yearly::new(quota);
        node.attainment = (target > 0.0).then(|| weighed / target);
        let (leader, all) = (node.leader, node.all);
        let Some(leader) = leader else { continue };
        if let Some(boss) = org.nodes.get_mut(leader) {
            boss.all = together(boss.all, all);
        }
        if let Some(place) = own.get_mut(leader) {
            *place += quota;
        }
    }
    // Attainment of a team is that of those below who do not lead, so that no credit counts at two levels.
    for at in 0..org.nodes.len() {
        let below: Vec<usize> = org.below(at).into_iter().skip(1).collect();
        if below.is_empty() {
            continue;
        }
        let rank_and_file = below.into_iter().filter(|it| org.nodes.get(*it).is_some_and(|node| !node.leads));
        let (target, weighed) =
            rank_and_file.filter_map(|it| rated.get(it)).fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        if let Some(node) = org.nodes.get_mut(at) {
            node.attainment = (target > 0.0).then(|| weighed / target);
        }
    }
    org
}

fn together(a: Crew, b: Crew) -> Crew {
    Crew {
        places: a.places + b.places,
        seats: a.seats + b.seats,
        heads: a.heads + b.heads,
        ramped: a.ramped + b.ramped,
        leaving: a.leaving + b.leaving,
        capacity: a.capacity + b.capacity,
        cost: a.cost + b.cost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, whole_crew};
    use crate::model::sample;
    use crate::units::SeatId;

    fn of(document: &Document) -> (Outcome, Org) {
        let outcome = evaluate(document, &Env::default());
        let found = org(document, &outcome, outcome.whole());
        (outcome, found)
    }

    fn at(document: &Document, id: &str) -> usize {
        document.seats.iter().position(|seat| seat.id.as_str() == id).unwrap()
    }

    #[test]
    fn the_top_is_the_whole_company_and_every_leader_the_sum_of_his_people() {
        let document = sample::company();
        let (outcome, org) = of(&document);
        assert_eq!(org.top, vec![at(&document, "cro")]);
        let all = org.nodes[org.top[0]].all;
        let whole = whole_crew(&outcome, outcome.whole());
        assert_eq!(
            (all.places, all.seats, all.cost, all.capacity),
            (whole.places, whole.seats, whole.cost, whole.capacity)
        );
        for (seat, node) in org.nodes.iter().enumerate() {
            let by_hand = Crew::of(&outcome, org.below(seat), outcome.whole());
            assert_eq!(
                (node.all.cost, node.all.capacity, node.all.places),
                (by_hand.cost, by_hand.capacity, by_hand.places)
            );
        }
    }

    #[test]
    fn a_leader_s_own_quota_is_not_added_to_those_of_his_people() {
        let mut document = sample::company();
        let manager = at(&document, "sm-smb");
        let quota = of(&document).1.nodes[manager].quota;
        // Seven account executives with 540,000 each.
        assert_eq!(quota, Yearly::new(Money::from_major(7 * 540_000)));
        document.seats[manager].stints[0].overrides.quota_arr = Some(Yearly::new(Money::from_major(1_000_000)));
        let (_, org) = of(&document);
        assert_eq!(org.nodes[manager].quota, quota);
        assert!(org.nodes[manager].carries_quota);
    }

    #[test]
    fn loops_unknown_leaders_and_seats_without_one_are_told_apart() {
        let mut document = sample::company();
        let (cro, rep, other) = (at(&document, "cro"), at(&document, "ae-smb-1"), at(&document, "ae-smb-2"));
        document.seats[cro].manager = Some(SeatId::new("sm-smb"));
        document.seats[rep].manager = Some(SeatId::new("gone"));
        document.seats[other].manager = None;
        let (_, org) = of(&document);
        assert_eq!(org.nodes.iter().filter(|node| node.flaw == Some(OrgFlaw::Loop)).count(), 1);
        assert_eq!(org.nodes[rep].flaw, Some(OrgFlaw::UnknownLeader));
        assert_eq!(org.nodes[other].flaw, Some(OrgFlaw::Nobody));
        let mut seen: Vec<usize> = org.top.iter().flat_map(|root| org.below(*root)).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..document.seats.len()).collect::<Vec<_>>());
    }
}
