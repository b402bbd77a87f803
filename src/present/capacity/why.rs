//! Tables whose figures explain themselves: which figure stands in which cell, and what an explanation is called.

use super::Teller;
use crate::engine::capacity::{
    BudgetFigure, BudgetYear, CapacityFigure, CostFamily, CostFigure, CostOf, GapFigure, RoleCost, StandingFigure,
    TurnoverFigure, TurnoverLine, Waterfall,
};
use crate::engine::{Scope, Span};
use crate::present::chart::Table;
use crate::present::figure;
use crate::present::number::{show_month, show_months};

use super::cost::family_name;

/// A table; beside each text, the figure that it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AskTable {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Texts by row, the first names it.
    pub rows: Vec<Vec<(String, Option<CapacityFigure>)>>,
}

impl AskTable {
    /// A table with the figures of its cells, row by row after the name; where there are fewer, the rest explains nothing.
    pub fn of(table: Table, figures: Vec<Vec<Option<CapacityFigure>>>) -> AskTable {
        let mut all = figures.into_iter();
        let row = |texts: Vec<String>| {
            let mut own = all.next().unwrap_or_default().into_iter();
            let cell = |(at, text): (usize, String)| (text, if at == 0 { None } else { own.next().flatten() });
            texts.into_iter().enumerate().map(cell).collect()
        };
        AskTable { header: table.header, rows: table.rows.into_iter().map(row).collect() }
    }
}

/// The figures of a row of the table of gaps.
pub fn gap_figures(scope: Scope, span: Span) -> Vec<Option<CapacityFigure>> {
    let all = [GapFigure::Target, GapFigure::Capacity, GapFigure::Over, GapFigure::Pipeline];
    all.map(|it| Some(CapacityFigure::Gap(it, scope, span))).to_vec()
}

/// The figures of a row of the table of quotas.
pub fn quota_figures(scope: Scope, span: Span) -> Vec<Option<CapacityFigure>> {
    let all = [
        GapFigure::Target,
        GapFigure::Street,
        GapFigure::AttainmentFactor,
        GapFigure::OverAssignment,
        GapFigure::Hedge,
    ];
    all.map(|it| Some(CapacityFigure::Gap(it, scope, span))).to_vec()
}

/// The figures of the table of standing capacity.
pub fn standing_figures(scope: Scope, falls: &[Waterfall]) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [
        StandingFigure::Opening,
        StandingFigure::Gain,
        StandingFigure::Loss,
        StandingFigure::Recovered,
        StandingFigure::Leave,
        StandingFigure::Closing,
        StandingFigure::Unrecovered,
        StandingFigure::BackfillRate,
        StandingFigure::LossRate,
    ];
    let row = |fall: &Waterfall| all.map(|it| Some(CapacityFigure::Standing(it, scope, fall.span))).to_vec();
    falls.iter().map(row).collect()
}

/// The figures of the table of cost by family and role.
pub fn cost_figures(roles: &[RoleCost], span: Span) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [
        CostFigure::Heads,
        CostFigure::Base,
        CostFigure::Variable,
        CostFigure::Burden,
        CostFigure::Tools,
        CostFigure::Recruiting,
        CostFigure::Total,
        CostFigure::Share,
        CostFigure::Ramping,
        CostFigure::PerRamped,
    ];
    let row = |of: CostOf| all.map(|it| Some(CapacityFigure::Cost(it, of.clone(), span))).to_vec();
    let mut rows = Vec::new();
    for family in CostFamily::ALL {
        let mut inside = roles.iter().filter(|it| it.family == family).peekable();
        if inside.peek().is_some() {
            rows.push(row(CostOf::Family(family)));
            rows.extend(inside.map(|it| row(CostOf::Role(it.role.clone()))));
        }
    }
    rows.push(row(CostOf::All));
    rows
}

/// The figures of the table of cost by family and period.
pub fn month_figures(roles: &[RoleCost], periods: &[(String, Span)]) -> Vec<Vec<Option<CapacityFigure>>> {
    let row = |of: CostOf| -> Vec<_> {
        let total = |span: Span| Some(CapacityFigure::Cost(CostFigure::Total, of.clone(), span));
        periods.iter().map(|(_, span)| total(*span)).collect()
    };
    let used = CostFamily::ALL.into_iter().filter(|family| roles.iter().any(|it| it.family == *family));
    used.map(CostOf::Family).chain([CostOf::All]).map(row).collect()
}

/// The figures of the table of budgets.
pub fn budget_figures(years: &[BudgetYear]) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [BudgetFigure::Cost, BudgetFigure::Budget, BudgetFigure::Left];
    years.iter().map(|year| all.map(|it| Some(CapacityFigure::Budget(it, year.span))).to_vec()).collect()
}

/// The figures of the table of turnover.
pub fn turnover_figures(lines: &[TurnoverLine], span: Span) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [
        TurnoverFigure::Leaving,
        TurnoverFigure::Recruiting,
        TurnoverFigure::Ramp,
        TurnoverFigure::MonthsLost,
        TurnoverFigure::ArrLost,
        TurnoverFigure::ProfitLost,
        TurnoverFigure::Total,
        TurnoverFigure::Each,
    ];
    let whose = lines.iter().map(|it| Some((it.role.clone(), it.segment.clone()))).chain([None]);
    whose.map(|of| all.map(|it| Some(CapacityFigure::Turnover(it, of.clone(), span))).to_vec()).collect()
}

/// What an explanation is called: the figure, whose it is, when, and its value.
pub fn why_title(tell: &Teller<'_>, asked: &CapacityFigure, value: crate::engine::Value) -> String {
    let of = match asked {
        CapacityFigure::Gap(_, scope, _) | CapacityFigure::Standing(_, scope, _) => tell.scope(*scope),
        CapacityFigure::Cost(_, CostOf::All, _) | CapacityFigure::Turnover(_, None, _) | CapacityFigure::Budget(..) => {
            "everyone".to_owned()
        }
        CapacityFigure::Cost(_, CostOf::Family(family), _) => family_name(*family).to_owned(),
        CapacityFigure::Cost(_, CostOf::Role(role), _) => tell.role(role),
        CapacityFigure::Turnover(_, Some((role, segment)), _) => tell.role_in(role, segment.as_ref()),
    };
    let span = asked.span();
    let month = |at: usize| tell.outcome.months.get(at).copied().unwrap_or(tell.document.settings.first_month);
    let when = if span.len() > 1 { show_months(month(span.from), month(span.to)) } else { show_month(month(span.to)) };
    let value = figure::in_full(value, tell.locale, tell.outcome.currency);
    format!("{}, {of}, {when}: {value}", asked.name())
}
