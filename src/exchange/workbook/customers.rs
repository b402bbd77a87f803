//! Customers as formulas: the same cohorts as ARR, counted. Who renews stays; who does not is lost, and some come back.

use super::funnel::SegmentFunnel;
use super::inputs::SegmentCells;
use super::ledger::{CohortPlace, SegmentBookLines, falls_due};
use super::opening::OpeningShares;
use super::place::{Block, Head, Line, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;

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
    cells: &[SegmentCells],
    shares: &OpeningShares,
    funnel: &[SegmentFunnel],
    books: &[SegmentBookLines],
) -> Vec<CustomerLines> {
    let all = cells.iter().zip(books).zip(funnel).enumerate();
    all.map(|(at, ((cells, book), funnel))| {
        sheets.heading(TAB, format!("{}: customers", cells.name));
        let desk = Desk { source, at, cells, shares, funnel };
        match &book.cohorts {
            Some(place) => desk.live(sheets, place),
            None => desk.closed(sheets),
        }
    })
    .collect()
}

struct Desk<'a> {
    source: &'a Source<'a>,
    at: usize,
    cells: &'a SegmentCells,
    shares: &'a OpeningShares,
    funnel: &'a SegmentFunnel,
}

impl Desk<'_> {
    /// Figures of the app, by month.
    fn of_app(
        &self,
        sheets: &mut Sheets,
        label: &str,
        figure: impl Fn(&crate::engine::SegmentOutcome) -> &Vec<f64>,
    ) -> Line {
        let figures = self.source.outcome.segments.get(self.at).map_or(&[][..], |it| figure(it).as_slice());
        sheets.app_line(TAB, [label, &self.cells.name, "customers"], Form::Factor, figures)
    }

    /// A segment with closed months: reports are laid on its cohorts, so its customers are the app's.
    fn closed(&self, sheets: &mut Sheets) -> CustomerLines {
        let won = self.of_app(sheets, "Customers won", |it| &it.customers_won);
        let lost = self.of_app(sheets, "Customers lost", |it| &it.customers_lost);
        let closing = self.of_app(sheets, "Customers at the end", |it| &it.customers);
        let opening = self.opening(sheets, won, lost, closing);
        CustomerLines { opening, won, lost, closing }
    }

    /// Customers as each month begins: those at the end of the month before, and the opening book first.
    fn opening(&self, sheets: &mut Sheets, won: Line, lost: Line, closing: Line) -> Line {
        sheets.line(TAB, ["Customers at the start", &self.cells.name, "customers"], COUNT, |month| {
            Some(match month.checked_sub(1) {
                Some(before) => closing.at(before),
                None => format!("{}-{}+{}", closing.at(0), won.at(0), lost.at(0)),
            })
        })
    }

    fn live(&self, sheets: &mut Sheets, place: &CohortPlace) -> CustomerLines {
        let (cells, name) = (self.cells, self.cells.name.as_str());
        let arr = place.block;
        // Four lines and one empty row stand before the cohorts.
        let block = Block { tab: TAB, row: sheets.next_row(TAB) + 6, rows: arr.rows };
        let line = |sheets: &mut Sheets, label: &str, formula: &dyn Fn(usize) -> String| {
            sheets.line(TAB, [label, name, "customers"], COUNT, |month| Some(formula(month)))
        };
        let renewal = place.renewal;
        let lost = line(sheets, "Customers lost", &|month| {
            let own = format!("({}-{})", renewal.at(month), arr.key(5));
            let leaves = format!("(1-{own}*({own}>0))");
            format!("SUMPRODUCT({}*{}*{leaves})", falls_due(arr, &Head::Place.at(month)), block.at(month))
        });
        let won = line(sheets, "Customers won", &|month| match self.funnel.won {
            Some(won) => won.at(month),
            None => format!("IF({0}>0,{1}/{0},0)", cells.deal_size, self.funnel.bookings.at(month)),
        });
        let back = line(sheets, "Customers who come back", &|month| {
            let Some(before) = month.checked_sub(1) else { return "0".to_owned() };
            let place = format!("({}-{}+1)", Head::Place.at(month), cells.reactivation_lag);
            format!("IF({place}<1,0,INDEX({},{place})*{})", lost.span(0, before), cells.reactivation)
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
        self.cohorts(sheets, place, won, back);
        debug_assert_eq!(block.row + block.rows, sheets.next_row(TAB), "cohorts stand where they were looked for");
        CustomerLines { opening, won, lost, closing }
    }

    /// Customers of every cohort as each month begins, row for row as the Book sheet has their ARR.
    fn cohorts(&self, sheets: &mut Sheets, place: &CohortPlace, won: Line, back: Line) {
        let (cells, horizon) = (self.cells, self.source.horizon);
        for index in 0..place.block.rows {
            let arr = place.block.line(index);
            let line = Line { tab: TAB, row: sheets.next_row(TAB) };
            let (first_due, term, points) = (arr.key(3), arr.key(4), arr.key(5));
            let go_on = |month: usize| {
                let before = month.checked_sub(1)?;
                let at = Head::Place.at(before);
                let falls = format!("AND({at}>={first_due},MOD({at}-{first_due},{term})=0)");
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
