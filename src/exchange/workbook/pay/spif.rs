//! SPIFs as formulas: dated sums beside the plan. A forecast has no deals, so credit counts as deals of the mean size, and a month that is
//! only partly within the days counts in part.

use super::{PayDesk, Run};
use crate::exchange::workbook::coins::settled;
use crate::exchange::workbook::credits::deal_size;
use crate::exchange::workbook::place::{Head, Line, Tab};
use crate::exchange::workbook::plans::SpifCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::comp::{Spif, SpifPays};

/// Months under an earlier version of the plan that has a SPIF too.
#[derive(Clone, Copy)]
pub(super) struct Earlier {
    pub from: usize,
    pub to: usize,
    /// What it pays, if it pays once there.
    pub once: Option<Line>,
}

impl PayDesk<'_> {
    pub(super) fn spif(
        &self,
        sheets: &mut Sheets,
        (at, who): (usize, &str),
        run: &Run<'_>,
        (spif, cells): (&Spif, &SpifCells),
        earlier: &[Earlier],
    ) -> Line {
        let digits = sheets.digits;
        let inside = |month: usize| (run.from..=run.to).contains(&month);
        let once = matches!(spif.pays, SpifPays::Once { .. });
        let counts = |month: usize| {
            let before = once && earlier.iter().any(|it| (it.from..=it.to).contains(&month));
            before || inside(month)
        };
        let days = |month: usize| {
            let (first, last) = (Head::First.at(month), Head::Last.at(month));
            format!("MAX(0,MIN({},{last})-MAX({},{first})+1)", cells.to, cells.from)
        };
        let counted =
            sheets.line(Tab::Pay, ["Credit within its days", who, ""], (Look::Plain, Form::Factor), |month| {
                let credit = self.blocks.of(spif.measure).filter(|_| counts(month))?.line(at).at(month);
                let (first, last) = (Head::First.at(month), Head::Last.at(month));
                Some(format!("{credit}*{}/({last}-{first}+1)", days(month)))
            });
        let name = if spif.name.is_empty() { spif.id.as_str() } else { &spif.name };
        let style = (Look::Total, Form::Coin);
        match spif.pays {
            SpifPays::PerDeal { .. } => {
                let segment = self.source.holders.get(at).and_then(|it| self.source.post(it)).and_then(|it| it.segment);
                let size = if spif.measure.is_count() {
                    "1".to_owned()
                } else {
                    format!("MAX(0.001,{})", deal_size(self.hands, &self.funnel.segments, segment))
                };
                sheets.line(Tab::Pay, [name, who, "earned"], style, |month| {
                    inside(month).then(|| {
                        let pays = settled(&format!("{}*{}/{size}", cells.amount, counted.at(month)), digits);
                        format!("IF({size}>={},{pays},0)", cells.limit)
                    })
                })
            }
            SpifPays::Once { .. } => {
                let sum_at = Line { tab: Tab::Pay, row: sheets.next_row(Tab::Pay) };
                let before = |month: usize| {
                    (0..month).rev().find(|it| counts(*it)).map_or("0".to_owned(), |before| sum_at.at(before))
                };
                let sum = sheets.line(Tab::Pay, ["Credit so far", who, ""], (Look::Plain, Form::Factor), |month| {
                    counts(month).then(|| format!("{}+{}", before(month), settled(&counted.at(month), 3)))
                });
                let staff = self.hands.staff.get(at);
                let active = staff.map(|it| it.active);
                // Where a part of somebody is expected, so is that part of what is wanted and of what is paid.
                let open_days =
                    sheets.line(Tab::Pay, ["Within its days", who, "1 or 0"], (Look::Plain, Form::Count), |month| {
                        Some(format!("IF({}>0,1,0)", days(month)))
                    });
                let all = |line: Line| line.span(0, sheets.horizon - 1);
                let heads = staff.map_or("1".to_owned(), |staff| {
                    let of = |line: Line| format!("SUMPRODUCT({},{})", all(line), all(open_days));
                    let (expected, present) = (of(staff.active), of(staff.present));
                    format!("IF({present}>0,{expected}/{present},1)")
                });
                let own = Line { tab: Tab::Pay, row: sheets.next_row(Tab::Pay) };
                sheets.line(Tab::Pay, [name, who, "earned"], style, |month| {
                    if !inside(month) {
                        return None;
                    }
                    let (counted, sum) = (counted.at(month), sum.at(month));
                    let limit = settled(&format!("{}*{heads}", cells.limit), 3);
                    let amount = settled(&format!("{}*{heads}", cells.amount), digits);
                    if earlier.is_empty() {
                        let now = format!("AND({counted}>0,{}<{limit},{sum}>={limit})", before(month));
                        return Some(format!("IF({now},{amount},0)"));
                    }
                    // What earlier versions counted may be enough from the first day on.
                    let open = active.map_or("FALSE".to_owned(), |it| format!("{}*{}>0", days(month), it.at(month)));
                    let paid = earlier.iter().filter_map(|it| it.once.map(|line| line.span(it.from, it.to)));
                    let paid = paid.chain((month > run.from).then(|| own.span(run.from, month - 1)));
                    let unpaid: String = paid.map(|it| format!(",SUM({it})=0")).collect();
                    let now = format!("AND(OR({counted}>0,{open}),{limit}>0,{sum}>={limit}{unpaid})");
                    Some(format!("IF({now},{amount},0)"))
                })
            }
        }
    }
}
