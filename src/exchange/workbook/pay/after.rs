//! What becomes of a holder's components, as formulas: base pay beside them, the cap of the plan, a draw, payment and expense.

use super::{EarnedLine, PayDesk, Run};
use crate::exchange::workbook::coins::{settled, to_the_coin};
use crate::exchange::workbook::place::{Head, Line, Spot, Tab};
use crate::exchange::workbook::plans::DrawCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::comp::{DrawKind, DrawPaid, Pot};
use crate::units::{Cadence, FiscalPeriod, Rounding};

/// Lines of a holder's pay.
#[derive(Clone)]
pub(crate) struct AfterLines {
    pub base: Line,
    pub capped: Line,
    pub variable: Line,
    pub paid: Line,
    pub expensed: Line,
}

pub(super) const TAB: Tab = Tab::Payout;
const COIN: (Look, Form) = (Look::Plain, Form::Coin);

pub(super) struct Work<'a> {
    pub desk: &'a PayDesk<'a>,
    at: usize,
    who: String,
    pub runs: Vec<Run<'a>>,
    pub digits: u32,
    rounding: Rounding,
}

/// Writes a holder's pay from what was earned on components.
pub(crate) fn after(desk: &PayDesk<'_>, sheets: &mut Sheets, at: usize, earned: &[EarnedLine]) -> Option<AfterLines> {
    let holder = desk.source.holders.get(at)?;
    let seat = desk.source.post(holder).map_or("", |it| it.seat.id.as_str());
    let who = format!("{seat}: {}", desk.source.name(holder));
    sheets.heading(TAB, who.clone());
    let rounding = desk.source.document.settings.rounding;
    let work = Work { desk, at, who, runs: desk.runs(holder.post), digits: sheets.digits, rounding };
    let base = work.base(sheets);
    let gross = work.line(sheets, "Components", |month| {
        let all: Vec<String> = earned.iter().map(|it| it.line.at(month)).collect();
        if all.is_empty() { "0".to_owned() } else { format!("SUM({})", all.join(",")) }
    });
    let (capped, variable) = work.capped(sheets, gross);
    let settled = work.draw(sheets, variable, earned);
    let (payable, with_month) = settled.map_or((variable, None), |it| work.with_month(sheets, it));
    let paid = work.paid(sheets, payable, with_month);
    let expensed = work.expensed(sheets, variable, earned);
    Some(AfterLines { base, capped, variable, paid, expensed })
}

impl Work<'_> {
    pub fn line(&self, sheets: &mut Sheets, label: &str, formula: impl Fn(usize) -> String) -> Line {
        sheets.line(TAB, [label, &self.who, "money"], COIN, |month| Some(formula(month)))
    }

    fn base(&self, sheets: &mut Sheets) -> Line {
        let Work { desk, at, digits, .. } = self;
        let cells = desk.hands.holders.get(*at).copied();
        let active = desk.hands.staff.get(*at).map(|it| it.active);
        sheets.line(TAB, ["Base pay", &self.who, "money"], (Look::Total, Form::Coin), |month| {
            let (base, active, of_year) = (cells?.base(), active?.at(month), Head::OfYear.at(month));
            // Cut to the coin at every month's end, so that a whole year is the base pay of the year.
            let up_to = |months: String| to_the_coin(&format!("{base}*{months}/12"), *digits, self.rounding);
            let whole = format!("{}-{}", up_to(of_year.clone()), up_to(format!("({of_year}-1)")));
            Some(settled(&format!("({whole})*{active}"), *digits))
        })
    }

    fn run(&self, month: usize) -> Option<&Run<'_>> {
        self.runs.iter().find(|run| (run.from..=run.to).contains(&month))
    }

    fn own_cap(&self) -> Option<Spot> {
        let holder = self.desk.source.holders.get(self.at)?;
        let stint = holder.stint?;
        self.desk.source.post(holder)?.seat.stints.get(stint)?.overrides.cap?;
        Some(self.desk.stints.get(holder.post)?.get(stint)?.cap())
    }

    /// The cap that holds in a month, whether in the plan's months or beside them.
    fn cap_in(&self, month: crate::units::Month) -> Option<Spot> {
        if let Some(own) = self.own_cap() {
            return Some(own);
        }
        let holder = self.desk.source.holders.get(self.at)?;
        let plan = self.desk.source.post(holder)?.plan?;
        let version = match plan.versions.as_slice() {
            [only] => only,
            _several => plan.version_on(month.first_day())?,
        };
        version.cap?;
        let at = plan.versions.iter().position(|it| std::ptr::eq(it, version))?;
        let of_plan = self.desk.source.document.plans.iter().position(|it| std::ptr::eq(it, plan))?;
        self.desk.plans.get(of_plan)?.get(at)?.cap
    }

    /// The plan's cap on variable pay of a fiscal year.
    fn capped(&self, sheets: &mut Sheets, gross: Line) -> (Line, Line) {
        let calendar = self.desk.source.document.settings.fiscal_calendar();
        let months = &self.desk.months;
        let row = sheets.next_row(TAB);
        let variable = Line { tab: TAB, row: row + 1 };
        let capped_in = |month: usize| months.get(month).is_some_and(|it| self.cap_in(*it).is_some());
        let target = self.desk.hands.holders.get(self.at).map_or("0".to_owned(), |it| it.variable().to_string());
        let most = |year: &FiscalPeriod| {
            let caps: Vec<Spot> = (0..12).filter_map(|at| self.cap_in(year.first.plus(at))).collect();
            let all: Vec<String> = caps.iter().map(Spot::to_string).collect();
            let most = to_the_coin(&format!("{target}*({})/12", all.join("+")), self.digits, self.rounding);
            // Of somebody who is only expected in part, so is the most.
            let inside = |at: &usize| months.get(*at).is_some_and(|it| year.contains(*it));
            let first = (0..months.len()).find(inside);
            let staff = self.desk.hands.staff.get(self.at).zip(first.zip((0..months.len()).rfind(inside)));
            staff.map_or(most.clone(), |(staff, (first, last))| {
                let [expected, present] = [staff.active, staff.present].map(|it| it.span(first, last));
                let heads = format!("IF(SUM({present})>0,SUM({expected})/SUM({present}),1)");
                settled(&format!("{most}*{heads}"), self.digits)
            })
        };
        let capped = self.line(sheets, "Cut by the cap of the plan", |month| {
            let Some(now) = months.get(month).filter(|_| capped_in(month)) else { return "0".to_owned() };
            let year = calendar.period_of(*now, Cadence::Year);
            let earlier =
                (0..month).filter(|it| capped_in(*it) && months.get(*it).is_some_and(|it| year.contains(*it)));
            let sum: Vec<String> = earlier.map(|it| format!("{}+", variable.at(it))).collect();
            let (now, most) = (gross.at(month), most(&year));
            format!("MAX(0,MIN(ROUND({}{now}-{most},{}),MAX(0,{now})))", sum.concat(), self.digits)
        });
        let made = sheets.line(TAB, ["Variable pay earned", &self.who, "money"], (Look::Total, Form::Coin), |month| {
            Some(format!("ROUND({}-{},{})", gross.at(month), capped.at(month), self.digits))
        });
        (capped, made)
    }

    /// What follows the payout of the plan, and what a draw pays with its month before that; as the engine's `DrawLine::now`.
    fn with_month(&self, sheets: &mut Sheets, (draw, due): (Line, Line)) -> (Line, Option<Line>) {
        let pays = |month: usize| {
            let version = self.run(month).and_then(|run| run.version.draw.as_ref());
            version.is_some_and(|draw| draw.paid == DrawPaid::WithMonth)
        };
        if !(0..self.desk.source.horizon).any(pays) {
            return (due, None);
        }
        let now = self.line(sheets, "Paid with its month", |month| match pays(month) {
            true => format!("MAX(0,MIN({},{}))", due.at(month), draw.at(month)),
            false => "0".to_owned(),
        });
        let rest = self.line(sheets, "Paid as commission is", |month| {
            format!("ROUND({}-{},{})", due.at(month), now.at(month), self.digits)
        });
        (rest, Some(now))
    }

    /// A draw, settled month by month, or a guarantee over the periods of the plan: its amounts, and what is due with it; none where there
    /// is none.
    fn draw(&self, sheets: &mut Sheets, due: Line, earned: &[EarnedLine]) -> Option<(Line, Line)> {
        let source = self.desk.source;
        let holder = source.holders.get(self.at)?;
        let post = source.post(holder)?;
        let own = post.overrides(holder.stint).and_then(|it| it.draw);
        if own.is_none() && post.plan.is_none_or(|plan| plan.versions.iter().all(|version| version.draw.is_none())) {
            return None;
        }
        let cells = self.desk.stints.get(holder.post)?.get(holder.stint?)?;
        let of_plan =
            |month: usize| self.run(month).and_then(|run| run.version.draw.as_ref().zip(run.cells.draw.as_ref()));
        let kinds = (0..source.horizon).find_map(|month| match of_plan(month) {
            Some((draw, cells)) => Some((draw.kind, Some(cells))),
            None => own.map(|_| (DrawKind::GuaranteeTopUp, None)),
        });
        let (kind, kind_cells) = kinds?;
        let own = own.map(|_| cells.draw());
        let active = self.desk.hands.staff.get(self.at)?.active;
        let from = cells.from();
        let draw = self.line(sheets, "Draw", |month| {
            let first = Head::First.at(month);
            let tenure = format!("((YEAR({first})-YEAR({from}))*12+MONTH({first})-MONTH({from})+1)");
            let planned = match (of_plan(month), own) {
                (Some((_, cells)), own) => steps(cells, &tenure, own),
                (None, Some(own)) => own.to_string(),
                (None, None) => return "0".to_owned(),
            };
            format!("IF({tenure}>0,{},0)", settled(&format!("{planned}*{}", active.at(month)), self.digits))
        });
        Some((draw, self.due_with(sheets, (kind, kind_cells), (draw, due, active), earned)))
    }

    /// What is due with a draw of a kind.
    fn due_with(
        &self,
        sheets: &mut Sheets,
        (kind, kind_cells): (DrawKind, Option<&DrawCells>),
        (draw, due, active): (Line, Line, Line),
        earned: &[EarnedLine],
    ) -> Line {
        if kind == DrawKind::Additional {
            return self.line(sheets, "Due with the draw", |month| {
                format!("ROUND({}+{},{})", due.at(month), draw.at(month), self.digits)
            });
        }
        if kind == DrawKind::GuaranteeTopUp && earned.iter().flat_map(|it| &it.periods).any(|it| it.0 < it.1) {
            return self.guarantee(sheets, draw, due, active, earned);
        }
        if kind == DrawKind::RecoverableForgiven {
            return self.forgiven(sheets, draw, due, active, earned);
        }
        let advanced = self.line(sheets, "Advanced", |month| {
            format!("ROUND(MAX(0,{}-{}),{})", draw.at(month), due.at(month), self.digits)
        });
        if kind == DrawKind::GuaranteeTopUp {
            let sum = |month: usize| format!("ROUND({}+{},{})", due.at(month), advanced.at(month), self.digits);
            return self.line(sheets, "Due with the guarantee", sum);
        }
        let row = sheets.next_row(TAB);
        let owed = Line { tab: TAB, row: row + 1 };
        let before = |month: usize| month.checked_sub(1).map_or("0".to_owned(), |before| owed.at(before));
        let recovered = self.line(sheets, "Recovered", |month| {
            let surplus = format!("MAX(0,{}-{})", due.at(month), draw.at(month));
            match (kind, kind_cells) {
                (
                    DrawKind::DelayedRecovery { .. },
                    Some(DrawCells { start: Some(start), share: Some(share), last: until, .. }),
                ) => {
                    let number = format!("({}+1)", Head::Place.at(month));
                    let until = until.map_or(String::new(), |until| format!(",{number}<={until}"));
                    let part = to_the_coin(&format!("{surplus}*{share}"), self.digits, self.rounding);
                    format!("IF(AND({number}>={start}{until}),MIN({part},{}),0)", before(month))
                }
                (
                    DrawKind::GuaranteeTopUp
                    | DrawKind::Additional
                    | DrawKind::Recoverable
                    | DrawKind::RecoverableForgiven
                    | DrawKind::DelayedRecovery { .. },
                    _,
                ) => format!("MIN(ROUND({surplus},{}),{})", self.digits, before(month)),
            }
        });
        self.line(sheets, "Still owed", |month| {
            format!("ROUND({}+{}-{},{})", before(month), advanced.at(month), recovered.at(month), self.digits)
        });
        self.line(sheets, "Due after the draw", |month| {
            format!("ROUND({}+{}-{},{})", due.at(month), advanced.at(month), recovered.at(month), self.digits)
        })
    }

    /// What is paid in each month: by lag, in instalments, less what is held back, plus what was, and what a draw pays with the month.
    fn paid(&self, sheets: &mut Sheets, payable: Line, with_month: Option<Line>) -> Line {
        let scale = 10u32.pow(self.digits);
        let held = self.line(sheets, "Held back", |month| match self.run(month) {
            Some(run) => {
                to_the_coin(&format!("{}*{}", payable.at(month), run.cells.holdback), self.digits, self.rounding)
            }
            None => "0".to_owned(),
        });
        let coins = sheets.line(
            TAB,
            ["Coins to be paid in instalments", &self.who, "coins"],
            (Look::Plain, Form::Count),
            |month| Some(format!("ROUND(({}-{})*{scale},0)", payable.at(month), held.at(month))),
        );
        sheets.line(TAB, ["Variable pay paid", &self.who, "money"], (Look::Total, Form::Coin), |month| {
            let now = Head::Place.at(month);
            let mut parts: Vec<String> = with_month.iter().map(|line| line.at(month)).collect();
            for run in self.runs.iter().filter(|run| run.from <= month) {
                let to = run.to.min(month);
                let (places, coins) = (Head::Place.span(run.from, to), coins.span(run.from, to));
                let (lag, count) = (run.cells.lag, run.cells.instalments);
                let index = format!("({now}-{lag}-{places})");
                let part = format!("(TRUNC({coins}/{count})+SIGN({coins})*({index}<MOD(ABS({coins}),{count})))");
                parts.push(format!("SUMPRODUCT(({index}>=0)*({index}<{count})*{part})/{scale}"));
                let freed = format!("({places}={now}-{lag}-{})", run.cells.holdback_months);
                parts.push(format!("SUMPRODUCT({freed}*{})", held.span(run.from, to)));
            }
            Some(if parts.is_empty() { "0".to_owned() } else { format!("ROUND({},{})", parts.join("+"), self.digits) })
        })
    }

    /// New-business commission over its months from the one it was earned in; everything else at once.
    fn expensed(&self, sheets: &mut Sheets, variable: Line, earned: &[EarnedLine]) -> Line {
        let over = self.desk.source.document.settings.commission_expensed_over_months.min(120);
        let scale = 10u32.pow(self.digits);
        self.line(sheets, "Variable pay expensed", |month| {
            if over < 2 {
                return variable.at(month);
            }
            let mut text = variable.at(month);
            for line in earned.iter().filter(|it| it.pot == Pot::NewBusiness).map(|it| it.line) {
                let first = (month + 1).saturating_sub(over as usize);
                let coins = format!("ROUND({}*{scale},0)", line.span(first, month));
                let index = format!("({}-{})", Head::Place.at(month), Head::Place.span(first, month));
                let part = format!("(TRUNC({coins}/{over})+SIGN({coins})*({index}<MOD(ABS({coins}),{over})))");
                text.push_str(&format!("-SUM({})+SUMPRODUCT({part})/{scale}", line.span(month, month)));
            }
            format!("ROUND({text},{})", self.digits)
        })
    }
}

/// The amount of a draw in a month of tenure; one's own in its place, where the plan has any then.
fn steps(cells: &DrawCells, tenure: &str, own: Option<Spot>) -> String {
    let mut text = "0".to_owned();
    for index in (0..cells.steps.len()).rev() {
        let Some((amount, months)) = cells.steps.get(index) else { continue };
        let amount = own.unwrap_or(*amount);
        if months.is_none() {
            text = amount.to_string();
            continue;
        }
        let up_to: Vec<String> =
            cells.steps.iter().take(index + 1).filter_map(|(_, months)| months.map(|it| it.to_string())).collect();
        text = format!("IF({tenure}<={},{amount},{text})", up_to.join("+"));
    }
    text
}
