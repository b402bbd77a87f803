//! The tables of the report: ARR, people, pay, capacity.

use super::ReportTable;
use crate::engine::capacity::{CapacityPlan, CostSum};
use crate::engine::{Crew, Scope, Span};
use crate::present::capacity::{Teller, cost_table, gap_header, gap_row};
use crate::present::number::period_label;
use crate::present::plan_charts::{years_header, years_rows};
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod};

/// So many columns of periods fit on paper; longer plans are told by year.
const MOST_QUARTERS: usize = 8;

/// All tables, in order.
pub fn tables(tell: &Teller<'_>, plan: &CapacityPlan<'_>) -> Vec<ReportTable> {
    let mut all = vec![years(tell, Cadence::Year), years(tell, Cadence::Quarter)];
    if !tell.outcome.seats.is_empty() {
        all.extend([heads(tell), pay(tell, plan)]);
        all.extend(cost(tell, plan));
    }
    all.push(capacity(tell, plan));
    all
}

fn years(tell: &Teller<'_>, by: Cadence) -> ReportTable {
    ReportTable {
        title: if by == Cadence::Year { tr!("ARR and cost by fiscal year") } else { tr!("ARR and cost by quarter") }
            .to_owned(),
        say: tr!("NRR by cohort, GRR by event, over the twelve months to the end of a period or since the plan began; stocks and other ratios are those at the end of a period.").to_owned(),
        header: years_header(tell.outcome),
        rows: years_rows(tell.outcome, by, tell.locale),
        sum: true,
        ..ReportTable::default()
    }
}

/// Quarters, or years where quarters would be too many.
pub(super) fn periods(tell: &Teller<'_>) -> Vec<(FiscalPeriod, Span)> {
    let quarters = tell.outcome.periods(Cadence::Quarter);
    if quarters.len() <= MOST_QUARTERS { quarters } else { tell.outcome.periods(Cadence::Year) }
}

/// Filled seats by role at the end of each period, and the heads expected.
fn heads(tell: &Teller<'_>) -> ReportTable {
    let periods = periods(tell);
    let line = |name: String, of: &dyn Fn(Span) -> String| -> Vec<String> {
        std::iter::once(name).chain(periods.iter().map(|(_, span)| of(*span))).collect()
    };
    let crew = |inside: &dyn Fn(usize) -> bool, span: Span| {
        Crew::of(tell.outcome, (0..tell.outcome.seats.len()).filter(|at| inside(*at)), span)
    };
    let count = |seats: u32| tell.locale.count(i64::from(seats));
    let held = |at: usize| tell.document.seats.get(at).map(|it| &it.role);
    let mut rows: Vec<Vec<String>> = tell
        .document
        .roles
        .iter()
        .filter(|role| tell.document.seats.iter().any(|it| it.role == role.id))
        .map(|role| line(role.name.clone(), &|span| count(crew(&|at| held(at) == Some(&role.id), span).seats)))
        .collect();
    rows.push(line(tr!("Expected heads, all").to_owned(), &|span| tell.locale.people(crew(&|_| true, span).heads)));
    rows.push(line(tr!("All filled seats").to_owned(), &|span| count(crew(&|_| true, span).seats)));
    let names = periods.iter().map(|(it, _)| period_label(it, false));
    ReportTable {
        title: tr!("Head count by role").to_owned(),
        say: tr!("Seats that have a holder at the end of each period, by plan; expected heads are after attrition, with backfill.").to_owned(),
        header: std::iter::once(tr!("Role").to_owned()).chain(names).collect(),
        rows,
        sum: true,
        ..ReportTable::default()
    }
}

/// Base and earned variable pay by role and fiscal year.
fn pay(tell: &Teller<'_>, plan: &CapacityPlan<'_>) -> ReportTable {
    let years = tell.outcome.periods(Cadence::Year);
    let roles = plan.costs();
    let row = |name: String, of: &dyn Fn(Span) -> CostSum| {
        let mut cells = vec![name];
        for (_, span) in &years {
            let sum = of(*span);
            cells.extend([sum.base, sum.variable, sum.base + sum.variable].map(|it| tell.figure(it)));
        }
        cells
    };
    let mut rows: Vec<Vec<String>> = roles.iter().map(|it| row(tell.role(&it.role), &|span| it.sum(span))).collect();
    rows.push(row(tr!("Everyone").to_owned(), &|span| {
        roles.iter().map(|it| it.sum(span)).fold(CostSum::default(), CostSum::and)
    }));
    let mut header = vec![tr!("Role, {}", tell.outcome.currency)];
    for (year, _) in &years {
        let year = period_label(year, false);
        header.extend([tr!("base"), tr!("variable"), tr!("pay")].map(|what| format!("{year} {what}")));
    }
    ReportTable {
        title: tr!("Pay by role").to_owned(),
        say: tr!("Base pay by days employed, variable pay as earned.").to_owned(),
        header,
        rows,
        sum: true,
        ..ReportTable::default()
    }
}

/// What people cost in the last fiscal year, by function and role.
fn cost(tell: &Teller<'_>, plan: &CapacityPlan<'_>) -> Option<ReportTable> {
    let (year, span) = tell.outcome.periods(Cadence::Year).last().copied()?;
    let table = cost_table(tell, &plan.costs(), span);
    Some(ReportTable {
        title: tr!("Cost of people by function and role, {}", period_label(&year, false)),
        say: tr!("Ramp is what is paid for productivity that is not there yet; it is part of the total.").to_owned(),
        header: table.header,
        rows: table.rows,
        sum: true,
        ..ReportTable::default()
    })
}

/// Capacity against targets of new ARR, quarter by quarter.
fn capacity(tell: &Teller<'_>, plan: &CapacityPlan<'_>) -> ReportTable {
    let lines = plan.gaps_of(Scope::Company, Cadence::Quarter);
    let none = lines.iter().all(|it| it.target.is_none());
    ReportTable {
        title: tr!("Capacity against target, by quarter").to_owned(),
        say: if none {
            tr!("No targets of new ARR are typed, so nothing is over or short.")
        } else {
            tr!("New ARR the team can sign and the pipeline holds, against the typed targets.")
        }
        .to_owned(),
        header: gap_header(tr!("Quarter")),
        rows: lines.iter().map(|it| gap_row(tell, period_label(&it.period, false), it)).collect(),
        ..ReportTable::default()
    }
}
