//! SPIFs as formulas: dated sums beside the plan. A forecast has no deals, so credit counts as deals of the mean size, and a month that is
//! only partly within the days counts in part.

use super::{PayDesk, Run};
use crate::exchange::workbook::coins::settled;
use crate::exchange::workbook::credits::deal_size;
use crate::exchange::workbook::place::{Head, Line, Tab};
use crate::exchange::workbook::plans::SpifCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::comp::{Spif, SpifPays};

impl PayDesk<'_> {
    pub(super) fn spif(
        &self,
        sheets: &mut Sheets,
        (at, who): (usize, &str),
        run: &Run<'_>,
        (spif, cells): (&Spif, &SpifCells),
    ) -> Line {
        let digits = sheets.digits;
        let inside = |month: usize| (run.from..=run.to).contains(&month);
        let counted =
            sheets.line(Tab::Pay, ["Credit within its days", who, ""], (Look::Plain, Form::Factor), |month| {
                let credit = self.blocks.of(spif.measure).filter(|_| inside(month))?.line(at).at(month);
                let (first, last) = (Head::First.at(month), Head::Last.at(month));
                let days = format!("MAX(0,MIN({},{last})-MAX({},{first})+1)", cells.to, cells.from);
                Some(format!("{credit}*{days}/({last}-{first}+1)"))
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
                let before = |month: usize| if month > run.from { sum_at.at(month - 1) } else { "0".to_owned() };
                let sum = sheets.line(Tab::Pay, ["Credit so far", who, ""], (Look::Plain, Form::Factor), |month| {
                    inside(month).then(|| format!("{}+{}", before(month), settled(&counted.at(month), 3)))
                });
                sheets.line(Tab::Pay, [name, who, "earned"], style, |month| {
                    inside(month).then(|| {
                        let (counted, before, sum) = (counted.at(month), before(month), sum.at(month));
                        let now = format!("AND({counted}>0,{before}<{limit},{sum}>={limit})", limit = cells.limit);
                        format!("IF({now},{},0)", cells.amount)
                    })
                })
            }
        }
    }
}
