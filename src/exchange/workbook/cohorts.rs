//! ARR of every cohort as each month begins: the typed opening book, the account table, and those who join in each month.

use super::closed::ClosedLines;
use super::ledger::{Desk, TAB};
use super::opening::OpeningShares;
use super::place::{Head, Line, Spot};
use super::sheets::{Form, Look, Sheets};
use crate::engine::AccountGroup;

impl Desk<'_> {
    /// ARR of every cohort as each month begins.
    pub(super) fn cohorts(
        &self,
        sheets: &mut Sheets,
        shares: &OpeningShares,
        accounts: &[(&AccountGroup, &Spot)],
        (renewal, growth, closed): (Line, Line, Option<&ClosedLines>),
        (bookings, back): (Line, Line),
    ) {
        let Desk { source, cells, plan, at, .. } = self;
        let seat = |at: Option<usize>| at.and_then(|at| source.posts.get(at)).map_or("-", |post| post.seat.id.as_str());
        sheets.gap(TAB, 1);
        let rows = plan.cohorts();
        for index in 0..rows {
            let line = Line { tab: TAB, row: sheets.next_row(TAB) };
            let (first_due, term, points) = (line.key(3), line.key(4), line.key(5));
            let joined = index.checked_sub(plan.opening_cohorts + plan.account_cohorts);
            let account = index.checked_sub(plan.opening_cohorts).and_then(|it| accounts.get(it));
            // How many of the app's cohorts stand in this row.
            let counted = |month: usize| match (joined, account) {
                (Some(_), _) => format!("({}>0)", line.at(month)),
                (None, Some(_)) => "1".to_owned(),
                (None, None) => {
                    let (arr, term) = (cells.opening_arr, cells.term);
                    let after = source.horizon;
                    let here =
                        if index < after { format!("({term}>{index})") } else { format!("MAX(0,{term}-{after})") };
                    format!("({arr}<>0)*{here}")
                }
            };
            // A month goes on from the one before, and what fell due in that has been renewed.
            let go_on = |month: usize| {
                let before = month.checked_sub(1)?;
                let place = Head::Place.at(before);
                let falls = format!("AND({place}>={first_due},MOD({place}-{first_due},{term})=0)");
                if let Some(told) = ClosedLines::filter(closed, before) {
                    return Some(told.goes_on(&line.at(before), &falls, &counted(before), before));
                }
                let kept = format!("MAX(0,{}-{points})*{}", renewal.at(before), growth.at(before));
                Some(format!("{}*IF({falls},{kept},1)", line.at(before)))
            };
            let (label, owners) = match (joined, account) {
                (Some(month), _) => (format!("Joined in month {month}"), ["-", "-"]),
                (None, Some((group, _))) => (
                    format!("Customers, next due in month {}", group.first_due),
                    [seat(group.keepers.account_management), seat(group.keepers.customer_success)],
                ),
                (None, None) if index < source.horizon => (format!("Typed balance, due in month {index}"), ["-", "-"]),
                (None, None) => ("Typed balance, due after the plan".to_owned(), ["-", "-"]),
            };
            let form = (Look::Plain, Form::Coin);
            sheets.line(TAB, [&label, owners[0], owners[1]], form, |month| match (joined, account) {
                (Some(start), _) if month <= start => None,
                (Some(start), _) if month == start + 1 => Some(format!("{}+{}", bookings.at(start), back.at(start))),
                (None, Some((_, arr))) if month == 0 => Some(arr.to_string()),
                (None, None) if month == 0 && index < source.horizon => {
                    Some(format!("{}*{}", cells.opening_arr, shares.at(*at, index)))
                }
                (None, None) if month == 0 => {
                    Some(format!("{}*SUM({})", cells.opening_arr, shares.from(*at, source.horizon)))
                }
                (Some(_), _) | (None, Some(_)) | (None, None) => go_on(month),
            });
            match (joined, account) {
                (Some(start), _) => {
                    sheets.formula(first_due, Look::Plain, Form::Count, format!("{start}+{}", cells.term));
                    sheets.formula(term, Look::Plain, Form::Count, cells.term.to_string());
                    sheets.number(points, Look::Plain, Form::Share, 0.0);
                }
                (None, Some((group, _))) => {
                    sheets.number(first_due, Look::Plain, Form::Count, group.first_due as f64);
                    sheets.number(term, Look::Plain, Form::Count, group.term as f64);
                    sheets.number(points, Look::Plain, Form::Share, group.points);
                }
                (None, None) => {
                    let due = if index < source.horizon { index as f64 } else { 9_999.0 };
                    sheets.number(first_due, Look::Plain, Form::Count, due);
                    sheets.formula(term, Look::Plain, Form::Count, cells.term.to_string());
                    sheets.number(points, Look::Plain, Form::Share, 0.0);
                }
            }
        }
    }
}
