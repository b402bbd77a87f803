//! Customers of the account table: on the sheet of the opening book, and what happens to what each seat owns.

use super::closed::ClosedLines;
use super::funnel::Hands;
use super::inputs::SegmentCells;
use super::ledger::{AMOUNT, MoveLines, Plan, TAB, falls_due};
use super::place::{Block, Head, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets, quoted};
use super::source::Source;
use crate::engine::AccountGroup;

/// Groups of customers of the account table on the sheet of the opening book; gives the cell of each one's ARR.
pub(super) fn list_accounts(
    source: &Source<'_>,
    sheets: &mut Sheets,
    hands: &Hands<'_>,
    groups: &[AccountGroup],
) -> Vec<Spot> {
    if groups.is_empty() {
        return Vec::new();
    }
    sheets.heading(Tab::Opening, "Customers of the account table who share segment, owners, renewal and term");
    let heads = [
        "Segment",
        "Account management",
        "Customer success",
        "Months to renewal",
        "Term",
        "Points of renewal at risk",
        "ARR",
    ];
    let row = sheets.next_row(Tab::Opening);
    for (column, head) in heads.into_iter().enumerate() {
        sheets.text(Spot::new(Tab::Opening, row, column), Look::Heading, head);
    }
    let seat = |at: Option<usize>| at.and_then(|at| source.posts.get(at)).map_or("", |post| post.seat.id.as_str());
    let mut spots = Vec::new();
    for group in groups {
        let spot = Spot::new(Tab::Opening, sheets.next_row(Tab::Opening), 0);
        let segment = hands.segments.get(group.segment).map_or("", |it| it.name.as_str());
        let owners = [segment, seat(group.keepers.account_management), seat(group.keepers.customer_success)];
        for (column, text) in owners.into_iter().enumerate() {
            sheets.text(spot.right(column), Look::Fixed, text);
        }
        sheets.number(spot.right(3), Look::Fixed, Form::Count, group.first_due as f64);
        sheets.number(spot.right(4), Look::Fixed, Form::Count, group.term as f64);
        sheets.number(spot.right(5), Look::Fixed, Form::Share, group.points);
        sheets.number(spot.right(6), Look::Input, Form::Coin, group.arr);
        spots.push(spot.right(6));
    }
    spots
}

/// What happened to what each seat owns.
pub(super) fn owned(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (plan, closed): (Plan, Option<&ClosedLines>),
    cells: &SegmentCells,
    groups: &[AccountGroup],
    segment: usize,
) -> Vec<(bool, usize, MoveLines)> {
    let mut owners: Vec<(bool, usize)> = Vec::new();
    for group in groups.iter().filter(|it| it.segment == segment && plan.account_cohorts > 0) {
        let both = [(false, group.keepers.account_management), (true, group.keepers.customer_success)];
        for (success, seat) in both.into_iter().filter_map(|(success, seat)| Some((success, seat?))) {
            if !owners.contains(&(success, seat)) {
                owners.push((success, seat));
            }
        }
    }
    let whole = plan.block();
    let block = Block { row: whole.row + plan.opening_cohorts, rows: plan.account_cohorts, ..whole };
    let line = |offset: usize| plan.line(offset);
    let (renewal, contraction, expansion) = (line(2), line(3), line(4));
    let mut made = Vec::new();
    for (success, seat) in owners {
        let id = source.posts.get(seat).map_or("", |post| post.seat.id.as_str());
        sheets.heading(TAB, format!("{}: what {id} looks after", cells.name));
        let labels = |what| [what, id, "ARR"];
        let mine = format!("({}={})", block.key(if success { 2 } else { 1 }), quoted(id));
        let falls = |month: usize| format!("{mine}*{}*{}", falls_due(block, &Head::Place.at(month)), block.at(month));
        let told = |month: usize| ClosedLines::filter(closed, month);
        // In closed months also what left before its term counts as due.
        let parts = closed.map(|closed| {
            let stays =
                |month: usize| format!("{mine}*(1-{})*{}", falls_due(block, &Head::Place.at(month)), block.at(month));
            let by_term = sheets.line(TAB, labels("Due by term"), AMOUNT, |month| {
                (month < closed.months).then(|| format!("SUMPRODUCT({})", falls(month)))
            });
            let other = sheets.line(TAB, labels("Not due"), AMOUNT, |month| {
                (month < closed.months).then(|| format!("SUMPRODUCT({})", stays(month)))
            });
            (by_term, other)
        });
        let told = |month: usize| {
            let (by_term, other) = parts?;
            Some((told(month)?, by_term.at(month), other.at(month)))
        };
        let mine_of = |group: &&AccountGroup| {
            let keepers = if success { group.keepers.customer_success } else { group.keepers.account_management };
            group.segment == segment && keepers == Some(seat)
        };
        let cohorts = groups.iter().filter(mine_of).count();
        let due = sheets.line(TAB, labels("Due"), AMOUNT, |month| {
            Some(match told(month) {
                Some((told, due, other)) => format!("{due}+{other}*{}", told.lost_other.at(month)),
                None => format!("SUMPRODUCT({})", falls(month)),
            })
        });
        let churn_at = Line { tab: TAB, row: due.row + 2 };
        let renewed = sheets.line(TAB, labels("Renewed"), AMOUNT, |month| {
            if told(month).is_some() {
                return Some(format!("{}-{}", due.at(month), churn_at.at(month)));
            }
            let rate = renewal.at(month);
            Some(format!("SUMPRODUCT({}*({rate}-{points})*({rate}>{points}))", falls(month), points = block.key(5)))
        });
        let churn = sheets.line(TAB, labels("Churn"), AMOUNT, |month| {
            Some(match told(month) {
                Some((told, due, other)) => {
                    format!("{}*{}", told.lost_of(&due, &other, month), told.churn_part.at(month))
                }
                None => format!("{}-{}", due.at(month), renewed.at(month)),
            })
        });
        let contracted = sheets.line(TAB, labels("Contraction"), AMOUNT, |month| {
            Some(match told(month) {
                Some((told, due, other)) => {
                    format!("{}*(1-{})", told.lost_of(&due, &other, month), told.churn_part.at(month))
                }
                None => format!("{}*{}", renewed.at(month), contraction.at(month)),
            })
        });
        let price = sheets.line(TAB, labels("Price uplift"), AMOUNT, |month| {
            Some(match told(month) {
                Some((told, due, other)) => told.price_of(&due, &other, cohorts, month),
                None => format!("({}-{})*{}", renewed.at(month), contracted.at(month), cells.price),
            })
        });
        let expanded = sheets.line(TAB, labels("Expansion"), AMOUNT, |month| {
            let (renewed, contracted) = (renewed.at(month), contracted.at(month));
            Some(match told(month) {
                Some((told, due, other)) => told.expansion_of(&due, &other, cohorts, month),
                None => format!("({renewed}-{contracted}+{})*{}", price.at(month), expansion.at(month)),
            })
        });
        made.push((success, seat, MoveLines { due, churn, contraction: contracted, price, expansion: expanded }));
    }
    made
}
