//! Draws of a plan that reckons in periods longer than a month, as formulas. A guarantee: what is paid before a period closes is an advance
//! against its commission, and what the guarantee of its months exceeds the commission for these months by is kept. A draw that is
//! forgiven at its end: what is owed is forgiven when the period closes in which it ends.

use super::EarnedLine;
use super::after::{TAB, Work};
use crate::exchange::workbook::coins::settled;
use crate::exchange::workbook::place::Line;
use crate::exchange::workbook::sheets::Sheets;
use crate::units::Cadence;

/// What falls due with the longer periods that close in a month and begin in the same one, for a month worked in full.
struct Longer {
    /// By month of closing: where they begin.
    from: Vec<Option<usize>>,
    line: Line,
}

/// The months worked in a run of months.
fn time(active: Line, from: usize, at: usize) -> String {
    format!("SUM({})", active.span(from, at))
}

impl Work<'_> {
    /// What is due with the guarantee, line by line; as the engine's `settle_guarantee`.
    pub(super) fn guarantee(
        &self,
        sheets: &mut Sheets,
        guaranteed: Line,
        due: Line,
        active: Line,
        earned: &[EarnedLine],
    ) -> Line {
        let (begun, longer) = self.longer(sheets, due, active, earned);
        let time = |from: usize, at: usize| time(active, from, at);
        let own = self.line(sheets, "Due for the month itself", |at| {
            let shares = longer.iter().filter_map(|it| {
                let from = it.from.get(at).copied().flatten()?;
                Some(format!("-{}*{}", it.line.at(at), time(from, at)))
            });
            [due.at(at), shares.collect()].concat()
        });
        // What counts for a month, as known by the end of another.
        let counted = |month: usize, by: usize| {
            let closed = longer.iter().flat_map(|it| {
                let closes = it.from.iter().enumerate().take(by + 1);
                let covers = closes.filter(move |(at, from)| from.is_some_and(|from| from <= month) && month <= *at);
                covers.map(|(at, _)| it.line.at(at))
            });
            let closed: Vec<String> = closed.collect();
            if closed.is_empty() {
                return own.at(month);
            }
            format!("{}+{}*({})", own.at(month), active.at(month), closed.join("+"))
        };
        let begins = self.periods_begin();
        let begin = |month: usize| begins.get(month).copied().unwrap_or(month);
        // What is added to the pay of a period, as known by the end of a month.
        let added = |from: usize, by: usize| {
            let months = || (from..=by).take_while(|month| begin(*month) == from);
            let lacks = |month: usize| format!("({0}>0)*({0}-({1}))", guaranteed.at(month), counted(month, by));
            let below = |month: usize| format!("+({}<=0)*MAX(0,-({}))", guaranteed.at(month), counted(month, by));
            let lacks: Vec<String> = months().map(lacks).collect();
            let below: String = months().map(below).collect();
            settled(&format!("(MAX(0,{}){below})", lacks.join("+")), self.digits)
        };
        let change = self.line(sheets, "Added by the guarantee, or set off", |at| {
            let touched = begun.get(at).and_then(|it| it.first()).copied().unwrap_or(at);
            let mut text = String::new();
            for from in (begin(touched)..=at).filter(|month| begin(*month) == *month) {
                text.push_str(&format!("+{}", added(from, at)));
                if from < at {
                    text.push_str(&format!("-{}", added(from, at - 1)));
                }
            }
            format!("ROUND({},{})", text.trim_start_matches('+'), self.digits)
        });
        self.line(sheets, "Due with the guarantee", |at| {
            format!("ROUND({}+{},{})", due.at(at), change.at(at), self.digits)
        })
    }

    /// What falls due with longer periods, for each of their months, and where those begin that close in a month.
    fn longer(
        &self,
        sheets: &mut Sheets,
        due: Line,
        active: Line,
        earned: &[EarnedLine],
    ) -> (Vec<Vec<usize>>, Vec<Longer>) {
        let horizon = self.desk.source.horizon;
        // Where the longer periods that close in a month begin.
        let froms = |at: usize| {
            let all = earned.iter().flat_map(|it| &it.periods).filter(|it| it.1 == at && it.0 < at);
            let mut froms: Vec<usize> = all.map(|it| it.0).collect();
            froms.sort_unstable();
            froms.dedup();
            froms
        };
        let begun: Vec<Vec<usize>> = (0..horizon).map(froms).collect();
        let mut longer: Vec<Longer> = Vec::new();
        for rank in 0..begun.iter().map(Vec::len).max().unwrap_or(0) {
            let from: Vec<Option<usize>> = begun.iter().map(|it| it.get(rank).copied()).collect();
            let line = self.line(sheets, "Due for each month of the longer period", |at| {
                let Some(from) = from.get(at).copied().flatten() else { return "0".to_owned() };
                let amount = |it: &EarnedLine| format!("ABS({})", it.line.at(at));
                let whole: Vec<String> = earned.iter().map(amount).collect();
                let closes = earned.iter().filter(|it| it.periods.contains(&(from, at)));
                let part: Vec<String> = closes.map(amount).collect();
                let (whole, part, time) = (whole.join("+"), part.join("+"), time(active, from, at));
                format!("IF(AND({whole}>0,{time}>0),{}*({part})/({whole})/{time},0)", due.at(at))
            });
            longer.push(Longer { from, line });
        }
        (begun, longer)
    }

    /// What is due with a draw that is forgiven at its end, line by line; as the engine's `settle_forgiven`.
    pub(super) fn forgiven(
        &self,
        sheets: &mut Sheets,
        draw: Line,
        due: Line,
        active: Line,
        earned: &[EarnedLine],
    ) -> Line {
        let (_, longer) = self.longer(sheets, due, active, earned);
        let last = self.desk.source.horizon - 1;
        let under = self.line(sheets, "The draw lasts (1) or has ended (0)", |month| {
            format!("IF(SUM({})>0,1,0)", draw.span(month, last))
        });
        let advanced = self.line(sheets, "Advanced", |month| {
            format!("ROUND(MAX(0,{}-{}),{})", draw.at(month), due.at(month), self.digits)
        });
        let row = sheets.next_row(TAB);
        let owed = Line { tab: TAB, row: row + 1 };
        let before = |month: usize| month.checked_sub(1).map_or("0".to_owned(), |before| owed.at(before));
        let recovered = self.line(sheets, "Recovered", |month| {
            let surplus = format!("ROUND(MAX(0,{}-{}),{})", due.at(month), draw.at(month), self.digits);
            // Once the draw has ended, only what falls due for its months repays it.
            let parts = longer.iter().filter_map(|it| {
                let from = it.from.get(month).copied().flatten()?;
                let worked = format!("SUMPRODUCT({}*{})", active.span(from, month), under.span(from, month));
                Some(format!("{}*{worked}", it.line.at(month)))
            });
            let parts: Vec<String> = parts.collect();
            let counted = if parts.is_empty() { "0".to_owned() } else { parts.join("+") };
            let counted = settled(&format!("MAX(0,{counted})"), self.digits);
            let (under, ever) = (under.at(month), under.at(0));
            format!("MIN({},IF(AND({under}=0,{ever}=1),MIN({surplus},{counted}),{surplus}))", before(month))
        });
        self.line(sheets, "Still owed", |month| {
            // The first month of a period that is still open: no draw in it so far, or its commission is waited for.
            let open = earned.iter().flat_map(|it| &it.periods).filter(|it| it.0 <= month && month < it.1);
            let open = open.map(|it| it.0).min();
            let open = open.map_or(String::new(), |from| format!(",SUM({})=0", draw.span(from, month)));
            let ahead = if month < last { format!(",{}=0", under.at(month + 1)) } else { String::new() };
            let (before, ever) = (before(month), under.at(0));
            let sum = format!("ROUND({before}+{}-{},{})", advanced.at(month), recovered.at(month), self.digits);
            format!("IF(AND({ever}=1{ahead}{open}),0,{sum})")
        });
        self.line(sheets, "Due after the draw", |month| {
            format!("ROUND({}+{}-{},{})", due.at(month), advanced.at(month), recovered.at(month), self.digits)
        })
    }

    /// Where the period begins that each month lies in: the shortest that the version of the plan reckons in.
    fn periods_begin(&self) -> Vec<usize> {
        let calendar = self.desk.source.document.settings.fiscal_calendar();
        let mut begins: Vec<usize> = (0..self.desk.source.horizon).collect();
        for run in &self.runs {
            let cadences = run.version.components.iter().map(|it| it.cadence);
            let shortest = cadences.min_by_key(|it| it.months()).unwrap_or(Cadence::Month);
            for (at, place) in begins.iter_mut().enumerate().take(run.to + 1).skip(run.from) {
                let Some(month) = self.desk.months.get(at) else { continue };
                let into = month.since(calendar.period_of(*month, shortest).first).max(0) as usize;
                *place = at.saturating_sub(into).max(run.from);
            }
        }
        begins
    }
}
