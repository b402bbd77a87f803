//! Tables whose figures explain themselves: which figure stands in which cell, and what an explanation is called.

use super::Teller;
use crate::engine::capacity::{
    AllGaps, BackfillFigure, BackfillRate, BudgetFigure, BudgetYear, CapacityFigure, ClosingFigure, CostFamily,
    CostFigure, CostOf, GapFigure, HireBy, HireByFigure, HiresFigure, LevelFigure, LevelLine, PeopleOf, QuarterRisk,
    RiskFigure, RoleCost, StandingFigure, TurnoverFigure, TurnoverLine, Waterfall, When, cost_holder_name,
};
use crate::engine::{Scope, Span};
use crate::present::chart::Table;
use crate::present::figure;
use crate::present::number::{period_label, show_month, show_months};
use crate::present::staffing::leader_name;
use crate::text::tr;
use crate::units::{Cadence, Month};

use super::cost::family_name;
use super::standing::any_response;

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
    let responds = any_response(falls);
    let all = [
        StandingFigure::Opening,
        StandingFigure::Gain,
        StandingFigure::Loss,
        StandingFigure::Recovered,
        StandingFigure::Leave,
        StandingFigure::Response,
        StandingFigure::Closing,
        StandingFigure::Unrecovered,
        StandingFigure::BackfillRate,
        StandingFigure::LossRate,
        StandingFigure::Ramped,
    ];
    let shown = all.into_iter().filter(|it| responds || *it != StandingFigure::Response);
    let row = |fall: &Waterfall| shown.clone().map(|it| Some(CapacityFigure::Standing(it, scope, fall.span))).collect();
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

/// The figures of the table of capacity at risk.
pub fn risk_figures(tell: &Teller<'_>, risks: &[QuarterRisk]) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [
        RiskFigure::Opening,
        RiskFigure::Planned,
        RiskFigure::TrailingFour,
        RiskFigure::PriorQuarter,
        RiskFigure::LastYear,
    ];
    let spans = tell.outcome.periods(Cadence::Quarter);
    let row = |risk: &QuarterRisk| {
        let span = spans.iter().find(|(period, _)| *period == risk.period).map(|it| it.1);
        all.map(|it| Some(CapacityFigure::Risk(it, span?))).to_vec()
    };
    risks.iter().map(row).collect()
}

/// The figures of the table of backfill rates.
pub fn backfill_figures(rates: &[BackfillRate]) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [BackfillFigure::Quarter, BackfillFigure::RollingFour];
    rates.iter().map(|rate| all.map(|it| Some(CapacityFigure::Backfill(it, rate.period.first))).to_vec()).collect()
}

/// The figures of the table of quotas by level.
pub fn level_figures(tell: &Teller<'_>, levels: &[LevelLine], span: Span) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [
        LevelFigure::Sellers,
        LevelFigure::Ramped,
        LevelFigure::Street,
        LevelFigure::Below,
        LevelFigure::Own,
        LevelFigure::OverAssignment,
        LevelFigure::Cushion,
        LevelFigure::Capacity,
        LevelFigure::Attainment,
    ];
    let row = |line: &LevelLine| {
        let seat = tell.document.seats.get(line.seat).map(|it| it.id.clone());
        all.map(|it| Some(CapacityFigure::Level(it, seat.clone()?, span))).to_vec()
    };
    levels.iter().map(row).collect()
}

/// The figures of the table of when to hire.
pub fn hire_by_figures(lines: &[HireBy], wanted: Month) -> Vec<Vec<Option<CapacityFigure>>> {
    let all = [
        HireByFigure::Ramp,
        HireByFigure::OpenBy,
        HireByFigure::Start,
        HireByFigure::CostToFull,
        HireByFigure::BreakEven,
        HireByFigure::BreakEven,
    ];
    let row = |line: &HireBy| {
        let of = (line.role.clone(), line.segment.clone());
        all.map(|it| Some(CapacityFigure::HireBy(it, of.clone(), wanted))).to_vec()
    };
    lines.iter().map(row).collect()
}

/// The figures of the table of hires that close all gaps.
pub fn hires_figures(plan: &AllGaps) -> Vec<Vec<Option<CapacityFigure>>> {
    let keys = plan.hires.iter().map(|it| Some((it.segment.clone(), it.start))).chain([None]);
    let figure = |what, of: &Option<_>| Some(CapacityFigure::Hires(what, of.clone()));
    keys.map(|of| vec![None, figure(HiresFigure::Count, &of), None, figure(HiresFigure::Cost, &of)]).collect()
}

/// The figures of the table of quarters with a gap; a dash explains nothing.
pub fn closing_figures(tell: &Teller<'_>, plan: &AllGaps) -> Vec<Vec<Option<CapacityFigure>>> {
    let spans = tell.outcome.periods(Cadence::Quarter);
    let mut rows = Vec::new();
    for quarter in &plan.quarters {
        let span = spans.iter().find(|(period, _)| *period == quarter.period).map(|it| it.1);
        let figure = |what, shown: bool| Some(CapacityFigure::Closing(what, quarter.segment, span?)).filter(|_| shown);
        let need = quarter.pipeline.as_ref();
        rows.push(vec![
            figure(ClosingFigure::Gap, quarter.gap.value() >= 1.0),
            figure(ClosingFigure::Left, quarter.left.value() >= 1.0),
            figure(ClosingFigure::Pipeline, need.is_some()),
            figure(ClosingFigure::Deals, need.is_some_and(|it| it.deals.is_some())),
            figure(ClosingFigure::Opportunities, need.is_some_and(|it| it.opportunities.is_some())),
            figure(ClosingFigure::Leads, need.is_some_and(|it| it.leads_month.is_some())),
            None,
            figure(ClosingFigure::WinRate, need.is_some_and(|it| it.win_rate.is_some())),
        ]);
    }
    rows
}

/// What an explanation is called: the figure, whose it is, when, and its value.
pub fn why_title(tell: &Teller<'_>, asked: &CapacityFigure, value: crate::engine::Value) -> String {
    let of = match asked {
        CapacityFigure::Gap(_, scope, _) | CapacityFigure::Standing(_, scope, _) => tell.scope(*scope),
        CapacityFigure::Cost(_, CostOf::All, _)
        | CapacityFigure::Turnover(_, None, _)
        | CapacityFigure::Budget(..)
        | CapacityFigure::Hires(_, None) => tr!("everyone").to_owned(),
        CapacityFigure::Risk(..) | CapacityFigure::Backfill(..) => tell.scope(Scope::Company),
        CapacityFigure::Cost(_, CostOf::Family(family), _) => family_name(*family).to_owned(),
        CapacityFigure::Cost(_, CostOf::Role(role), _) => tell.role(role),
        CapacityFigure::Cost(_, CostOf::Holder(seat, stint), _) => cost_holder_name(tell.document, seat, *stint),
        CapacityFigure::Cost(_, CostOf::Terms((role, segment)), _)
        | CapacityFigure::Turnover(_, Some((role, segment)), _)
        | CapacityFigure::HireBy(_, (role, segment), _)
        | CapacityFigure::Support(_, (role, segment), _) => tell.role_in(role, segment.as_ref()),
        CapacityFigure::People(_, PeopleOf::All, _) => tr!("everyone").to_owned(),
        CapacityFigure::People(_, PeopleOf::Function(function), _) => function.name().to_owned(),
        CapacityFigure::People(_, PeopleOf::Role(role), _) => tell.role(role),
        CapacityFigure::Level(_, seat, _) => {
            tell.document.seat(seat).map_or_else(|| seat.to_string(), |it| leader_name(tell.document, it))
        }
        CapacityFigure::Closing(_, segment, _) => tell.scope(Scope::Segment(*segment)),
        CapacityFigure::Hires(_, Some((segment, _))) => tell.segment(segment),
    };
    let month = |at: usize| tell.outcome.months.get(at).copied().unwrap_or(tell.document.settings.first_month);
    let whole = tell.outcome.whole();
    let when = match asked.when() {
        When::Months(span) if span.len() > 1 => show_months(month(span.from), month(span.to)),
        When::Months(span) => show_month(month(span.to)),
        When::Month(month) => show_month(month),
        When::Quarter(first) => period_label(&tell.outcome.calendar.period_of(first, Cadence::Quarter), false),
        When::End => show_month(month(whole.to)),
        When::Plan => show_months(month(whole.from), month(whole.to)),
    };
    let value = figure::in_full(value, tell.locale, tell.outcome.currency);
    format!("{}, {of}, {when}: {value}", asked.name())
}
