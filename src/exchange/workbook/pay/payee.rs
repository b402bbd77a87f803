//! Whose component is rated: a holder month by month, or somebody at attainments in a year that comes evenly.

use super::component::Work;
use super::{PayDesk, Run};
use crate::engine::{PaidOn, paid_on};
use crate::exchange::workbook::credits::deal_size;
use crate::exchange::workbook::groups::Groups;
use crate::exchange::workbook::place::{Line, Spot, Tab};
use crate::exchange::workbook::plans::ComponentCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::RampAccelerators;
use crate::model::comp::{Component, Rated, Target};
use crate::units::Rounding;

/// Whose component is rated, and where its lines stand.
pub(in crate::exchange::workbook) struct Payee<'a> {
    /// The sheet, and how many columns its lines have: months of the plan, or of a year at each attainment.
    pub tab: Tab,
    pub columns: usize,
    /// After so many columns what hangs on no attainment is the same again: those of a year at one attainment, else all there are.
    pub again: usize,
    pub who: &'a str,
    /// Target variable of a year.
    pub variable: String,
    pub accelerators: RampAccelerators,
    /// Share of each month in the seat, as what they are paid on has it.
    pub active: Option<Line>,
    /// Whom a backfill replaces.
    pub replaces: Option<Line>,
    /// The deal that is rated where each is rated alone.
    pub deal_size: String,
    /// Gross margin of the company.
    pub margin: Spot,
    pub rounding: Rounding,
}

/// What is expected of a holder; as [`crate::engine::pay::Heads`].
#[derive(Clone, Copy)]
pub(in crate::exchange::workbook) enum Heads {
    /// Credit and quota are in proportion: bounds and sums in money or in units have to be.
    InCredit,
    /// Credit and quota are whole: pay is in proportion.
    InPay,
}

impl Payee<'_> {
    /// The next line: what it is, and in which unit.
    pub(in crate::exchange::workbook) fn line(
        &self,
        sheets: &mut Sheets,
        [label, unit]: [&str; 2],
        style: (Look, Form),
        formula: impl Fn(usize) -> Option<String>,
    ) -> Line {
        sheets.line_of(self.tab, self.columns, [label, self.who, unit], style, formula)
    }

    /// The next line of something that hangs on no attainment: after the first year it only looks there.
    pub(in crate::exchange::workbook) fn steady_line(
        &self,
        sheets: &mut Sheets,
        labels: [&str; 2],
        style: (Look, Form),
        formula: impl Fn(usize) -> Option<String>,
    ) -> Line {
        let own = self.next_line(sheets);
        self.line(sheets, labels, style, |at| match at.checked_rem(self.again) {
            Some(first) if first < at => formula(first).map(|_| own.at(first)),
            Some(_) | None => formula(at),
        })
    }

    /// The first cell of the next row.
    pub(super) fn next(&self, sheets: &Sheets) -> Spot {
        Spot::new(self.tab, sheets.next_row(self.tab), 0)
    }

    /// The next line, before it is there.
    pub(super) fn next_line(&self, sheets: &Sheets) -> Line {
        Line { tab: self.tab, row: sheets.next_row(self.tab) }
    }
}

/// Whether a component pays by expected heads. A deal is as large whoever is expected to sell it.
fn heads_count(component: &Component, heads: Heads) -> bool {
    match heads {
        Heads::InPay => true,
        Heads::InCredit => component.rated != Rated::EachDeal && component.rates.names_amounts(),
    }
}

impl PayDesk<'_> {
    /// What a component earns a holder; the line has an amount in each month in which a period closes.
    pub(super) fn component(
        &self,
        sheets: &mut Sheets,
        groups: &mut Groups,
        (at, who): (usize, &str),
        run: &Run<'_>,
        (component, cells): (&Component, &ComponentCells),
    ) -> Line {
        let asked = (component.measure, component.scope, component.target);
        let feed = self.feed(sheets, groups, (at, who), asked, Some(cells));
        let holder = self.hands.holders.get(at);
        let post = self.source.holders.get(at).and_then(|it| self.source.post(it));
        let staff = self.hands.staff.get(at);
        let terms = post.and_then(|it| it.terms);
        let heads = match paid_on(component.measure, component.scope) {
            PaidOn::Own => Heads::InCredit,
            PaidOn::Others => Heads::InPay,
        };
        let payee = Payee {
            tab: Tab::Pay,
            columns: sheets.horizon,
            again: sheets.horizon,
            who,
            variable: holder.map_or("0".to_owned(), |it| it.variable().to_string()),
            accelerators: terms.map_or(RampAccelerators::default(), |terms| terms.ramp.accelerators),
            active: staff.map(|it| match heads {
                Heads::InCredit => it.active,
                Heads::InPay => it.present,
            }),
            replaces: staff.and_then(|it| it.replaces),
            deal_size: deal_size(self.hands, &self.funnel.segments, post.and_then(|it| it.segment)),
            margin: self.hands.company.gross_margin,
            rounding: self.source.document.settings.rounding,
        };
        let quota_year = match component.target {
            Target::Quota => holder.map(|it| it.quota().to_string()),
            Target::Amount { per, .. } => cells.target.map(|amount| format!("({amount}*{})", per.per_year())),
            Target::SumOfQuotas { .. } | Target::Ratio { .. } => None,
        };
        let periods = self.periods(component, run);
        let expected = staff.filter(|_| heads_count(component, heads)).map(|staff| {
            payee.line(sheets, ["Expected heads", ""], (Look::Plain, Form::Factor), |month| {
                let period = periods.iter().find(|it| it.to == month)?;
                let [expected, present] =
                    [staff.active, staff.present].map(|it| it.span(period.window_from, period.to));
                Some(format!("IF(SUM({present})>0,ROUND(SUM({expected})/SUM({present}),9),0)"))
            })
        });
        let heads = expected.map(|line| (heads, line));
        let work = Work { payee: &payee, component, cells, periods: &periods, feed, quota_year, heads };
        work.earned(sheets, &mut |sheets, measure| {
            self.stand(sheets, groups, (at, who), (component.scope, measure), |month| {
                periods.iter().find(|it| it.to == month).map(|it| (it.window_from, it.to))
            })
        })
    }
}
