//! Retention as the engine reads it: the twelve months to the end of each month, seen from the customers there were at their start.

use super::closed::ClosedLines;
use super::coins::settled;
use super::ledger::{AMOUNT, Desk, falls_due};
use super::place::{Block, Head, Line};
use super::sheets::Sheets;

impl Desk<'_> {
    /// The twelve months to the end of each month, seen from the customers there were at their start.
    pub(super) fn windows(
        &self,
        sheets: &mut Sheets,
        renewal: Line,
        contraction: Line,
        growth: Line,
        closed: Option<&ClosedLines>,
    ) -> [Line; 3] {
        let plan = self.plan;
        let digits = sheets.digits;
        let from = |month: usize| (month + 1).saturating_sub(12);
        // Cohorts that were there as the window began come first.
        let there = |month: usize| plan.block().first(plan.opening_cohorts + plan.account_cohorts + from(month));
        let then = self.line(sheets, "Customers of 12 months ago: ARR then", AMOUNT, |month| {
            Some(settled(&plan.opening().at(from(month)), digits))
        });
        let rate = |block: Block, renewal: &str| format!("(({renewal}-{0})*({renewal}>{0}))", block.key(5));
        let now = self.line(sheets, "Customers of 12 months ago: ARR now", AMOUNT, |month| {
            let block = there(month);
            if let Some(told) = ClosedLines::filter(closed, month) {
                // The next month begins with what this one leaves; after the last there is none.
                let end = if month + 1 < self.source.horizon {
                    format!("SUM({})", block.at(month + 1))
                } else {
                    told.end(block, month)
                };
                return Some(settled(&end, digits));
            }
            let kept = format!("{}*{}-1", rate(block, &renewal.at(month)), growth.at(month));
            let moved =
                format!("SUMPRODUCT({}*{}*({kept}))", falls_due(block, &Head::Place.at(month)), block.at(month));
            Some(settled(&format!("SUM({})+{moved}", block.at(month)), digits))
        });
        let lost = self.line(sheets, "Customers of 12 months ago: churn and contraction since", AMOUNT, |month| {
            let (block, begins) = (there(month), from(month));
            let open = closed.map_or(0, |it| it.months).max(begins);
            let told = closed.filter(|it| begins < it.months);
            let told = told.map(|it| it.lost_between(block, begins, month.min(it.months - 1)));
            if open > month {
                return told.map(|told| settled(&told, digits));
            }
            let (from, told) = (open, told.map_or_else(String::new, |told| format!("+{told}")));
            let renewed = rate(block, &renewal.span(from, month));
            let left = format!("1-{renewed}*(1-{})", contraction.span(from, month));
            let falls = falls_due(block, &Head::Place.span(from, month));
            Some(settled(&format!("SUMPRODUCT({falls}*{}*({left})){told}", block.span(from, month)), digits))
        });
        [then, now, lost]
    }
}
