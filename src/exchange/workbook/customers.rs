//! Customers as formulas: the same cohorts as ARR, counted. Who renews stays; who does not is lost, and some come back.

use super::actuals::Reported;
use super::closed::ClosedLines;
use super::funnel::SegmentFunnel;
use super::inputs::SegmentCells;
use super::ledger::{CohortPlace, SegmentBookLines, falls_due};
use super::opening::OpeningShares;
use super::place::{Block, Head, Line, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;
use crate::model::ActualField;

const TAB: Tab = Tab::Customers;
const COUNT: (Look, Form) = (Look::Plain, Form::Factor);

/// Lines of a segment.
#[derive(Clone, Copy)]
pub(crate) struct CustomerLines {
    /// As the month begins.
    pub opening: Line,
    pub won: Line,
    pub lost: Line,
    /// At the end of the month.
    pub closing: Line,
}

pub(crate) fn customers(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (cells, reported): (&[SegmentCells], &[Option<Reported>]),
    shares: &OpeningShares,
    funnel: &[SegmentFunnel],
    books: &[SegmentBookLines],
) -> Vec<CustomerLines> {
    let all = cells.iter().zip(books).zip(funnel).enumerate();
    all.map(|(at, ((cells, book), funnel))| {
        sheets.heading(TAB, format!("{}: customers", cells.name));
        let reported = reported.get(at).and_then(Option::as_ref);
        Desk { source, at, cells, shares, funnel, reported }.live(sheets, &book.cohorts)
    })
    .collect()
}

/// Shares of customers who leave in closed months.
#[derive(Clone, Copy)]
struct Leaving {
    months: usize,
    due: Line,
    other: Line,
}

struct Desk<'a> {
    source: &'a Source<'a>,
    at: usize,
    cells: &'a SegmentCells,
    shares: &'a OpeningShares,
    funnel: &'a SegmentFunnel,
    reported: Option<&'a Reported>,
}

impl Desk<'_> {
    fn live(&self, sheets: &mut Sheets, place: &CohortPlace) -> CustomerLines {
        let (cells, name) = (self.cells, self.cells.name.as_str());
        let arr = place.block;
        // Five lines, two more with closed months, and one empty row stand before the cohorts.
        let besides = if self.reported.is_some() { 2 } else { 0 };
        let block = Block { tab: TAB, row: sheets.next_row(TAB) + 6 + besides, rows: arr.rows };
        let leaving = self.reported.zip(place.closed).map(|told| self.leaving(sheets, told, (arr, block)));
        let line = |sheets: &mut Sheets, label: &str, formula: &dyn Fn(usize) -> String| {
            sheets.line(TAB, [label, name, "customers"], COUNT, |month| Some(formula(month)))
        };
        let renewal = place.renewal;
        let lost = line(sheets, "Customers lost", &|month| {
            if let Some(leaving) = leaving.filter(|it| month < it.months) {
                let falls = falls_due(arr, &Head::Place.at(month));
                let who = format!("({}>0)", arr.at(month));
                let who = self
                    .reported
                    .map_or(who.clone(), |it| it.or_by(ActualField::CustomersLost, month, |_| "1".to_owned(), &who));
                let leaves = format!("({falls}*{}+(1-{falls})*{})", leaving.due.at(month), leaving.other.at(month));
                return format!("SUMPRODUCT({}*{leaves}*{who})", block.at(month));
            }
            let own = format!("({}-{})", renewal.at(month), arr.key(5));
            let leaves = format!("(1-{own}*({own}>0))");
            format!("SUMPRODUCT({}*{}*{leaves})", falls_due(arr, &Head::Place.at(month)), block.at(month))
        });
        let told =
            |field: ActualField, month: usize, made: &dyn Fn(&str) -> String, expected: String| match self.reported {
                Some(reported) => reported.or_by(field, month, made, &expected),
                None => expected,
            };
        let won = line(sheets, "Customers won", &|month| {
            let expected = match self.funnel.won {
                Some(won) => won.at(month),
                None => format!("IF({0}>0,{1}/{0},0)", cells.deal_size, self.funnel.bookings.at(month)),
            };
            told(ActualField::CustomersWon, month, &|cell| cell.to_owned(), expected)
        });
        let back = line(sheets, "Customers who come back", &|month| {
            let expected = month.checked_sub(1).map_or_else(
                || "0".to_owned(),
                |before| {
                    let place = format!("({}-{}+1)", Head::Place.at(month), cells.reactivation_lag);
                    format!("IF({place}<1,0,INDEX({},{place})*{})", lost.span(0, before), cells.reactivation)
                },
            );
            // As many customers as the ARR is of what was expected, else of a mean deal.
            let (arr, size) = (place.expected_back.at(month), cells.deal_size);
            let made = |cell: &str| format!("IF({arr}>0,{expected}*{cell}/{arr},IF({size}>0,{cell}/{size},0))");
            told(ActualField::Reactivation, month, &made, expected.clone())
        });
        let opening = line(sheets, "Customers at the start", &|month| format!("SUM({})", block.at(month)));
        let closing = line(sheets, "Customers at the end", &|month| {
            format!("{}+{}+{}-{}", opening.at(month), won.at(month), back.at(month), lost.at(month))
        });
        sheets.remark(
            lost.key(0),
            "Of the cohorts that fall due the share that does not renew, as the Book sheet has it.",
        );
        sheets.remark(won.key(0), "New ARR over the ARR of a mean deal, each source by its own.");
        sheets.gap(TAB, 1);
        self.cohorts(sheets, place, leaving, (won, back));
        debug_assert_eq!(block.row + block.rows, sheets.next_row(TAB), "cohorts stand where they were looked for");
        CustomerLines { opening, won, lost, closing }
    }

    /// Shares of customers who leave in closed months: as many as were counted, first of those who fell due; else as much as of their ARR.
    fn leaving(
        &self,
        sheets: &mut Sheets,
        (reported, closed): (&Reported, ClosedLines),
        (arr, block): (Block, Block),
    ) -> Leaving {
        let name = self.cells.name.as_str();
        let months = closed.months;
        let mut line = |label: &str, formula: &dyn Fn(usize) -> String| {
            let labels = [label, name, "closed months"];
            sheets.line(TAB, labels, COUNT, |month| (month < months).then(|| formula(month)))
        };
        let falls = |month: usize| falls_due(arr, &Head::Place.at(month));
        let held = |month: usize| format!("SUMPRODUCT({}*{})", falls(month), block.at(month));
        let others = |month: usize| format!("SUMPRODUCT((1-{})*{})", falls(month), block.at(month));
        let by_arr = |share: Line, month: usize| format!("{}*{}", share.at(month), closed.churn_part.at(month));
        let due = line("Customers who leave of those due", &|month| {
            let held = held(month);
            let counted = |cell: &str| format!("IF({held}>0,MIN({cell},{held})/{held},0)");
            reported.or_by(ActualField::CustomersLost, month, counted, &by_arr(closed.lost_due, month))
        });
        let other = line("Customers who leave of the others", &|month| {
            let (held, others) = (held(month), others(month));
            let counted = |cell: &str| format!("IF({others}>0,MIN({cell}-MIN({cell},{held}),{others})/{others},0)");
            reported.or_by(ActualField::CustomersLost, month, counted, &by_arr(closed.lost_other, month))
        });
        Leaving { months, due, other }
    }

    /// Customers of every cohort as each month begins, row for row as the Book sheet has their ARR.
    fn cohorts(&self, sheets: &mut Sheets, place: &CohortPlace, leaving: Option<Leaving>, (won, back): (Line, Line)) {
        let (cells, horizon) = (self.cells, self.source.horizon);
        for index in 0..place.block.rows {
            let arr = place.block.line(index);
            let line = Line { tab: TAB, row: sheets.next_row(TAB) };
            let (first_due, term, points) = (arr.key(3), arr.key(4), arr.key(5));
            let go_on = |month: usize| {
                let before = month.checked_sub(1)?;
                let at = Head::Place.at(before);
                let falls = format!("AND({at}>={first_due},MOD({at}-{first_due},{term})=0)");
                if let Some(leaving) = leaving.filter(|it| before < it.months) {
                    let told = self.reported.map_or_else(String::new, |it| it.is(ActualField::CustomersLost, before));
                    let (due, other) = (leaving.due.at(before), leaving.other.at(before));
                    let leaves = format!("IF(OR({told},{}>0),IF({falls},{due},{other}),0)", arr.at(before));
                    return Some(format!("{}*(1-{leaves})", line.at(before)));
                }
                let kept = format!("MAX(0,{}-{points})", place.renewal.at(before));
                Some(format!("{}*IF({falls},{kept},1)", line.at(before)))
            };
            let joined = index.checked_sub(place.opening_cohorts + place.accounts.len());
            let account = index.checked_sub(place.opening_cohorts).and_then(|at| place.accounts.get(at));
            // A balance without ARR brings no customers.
            let typed = format!("IF({}<>0,{},0)", cells.opening_arr, cells.opening_customers);
            let label = format!("Row {} of the Book sheet", arr.row + 1);
            sheets.line(TAB, [&label, &cells.name, "customers"], COUNT, |month| match (joined, account) {
                (Some(start), _) if month <= start => None,
                (Some(start), _) if month == start + 1 => Some(format!("{}+{}", won.at(start), back.at(start))),
                (None, Some(count)) if month == 0 => Some(format!("{count}")),
                (None, None) if month == 0 && index < horizon => {
                    Some(format!("{typed}*{}", self.shares.at(self.at, index)))
                }
                (None, None) if month == 0 => Some(format!("{typed}*SUM({})", self.shares.from(self.at, horizon))),
                (Some(_), _) | (None, Some(_)) | (None, None) => go_on(month),
            });
        }
    }
}
