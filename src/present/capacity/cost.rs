//! What people cost, by family, role and month, and against the budget.

use super::{Teller, none, table};
use crate::engine::capacity::{BudgetYear, CostFamily, CostSum, RoleCost};
use crate::engine::{Row, Scope, Span};
use crate::present::chart::Table;
use crate::present::number::period_label;
use crate::text::tr;
use crate::units::{Cadence, Flow};

/// What a family is called.
pub fn family_name(family: CostFamily) -> &'static str {
    match family {
        CostFamily::Acquisition => tr!("Acquisition"),
        CostFamily::AccountManagement => tr!("Account management"),
        CostFamily::Support => tr!("Support of deals"),
        CostFamily::Leadership => tr!("Leadership"),
    }
}

/// Families with their roles, then everyone. Ramp cost is part of what stands before it.
pub fn cost_table(tell: &Teller<'_>, roles: &[RoleCost], span: Span) -> Table {
    let header = [
        tr!("Role"),
        tr!("Heads"),
        tr!("Base"),
        tr!("Variable"),
        tr!("Taxes, benefits"),
        tr!("Tools"),
        tr!("Recruiting"),
        tr!("Total"),
        tr!("Share"),
        tr!("Of it, ramp"),
        tr!("Per ramped head, year"),
    ];
    let months = span.len().max(1) as f64;
    let all = roles.iter().map(|it| it.sum(span)).fold(CostSum::default(), CostSum::and);
    let whole = all.total().value();
    let row = |name: String, sum: CostSum| {
        let total = sum.total();
        vec![
            name,
            tell.locale.people(sum.head_months / months),
            tell.figure(sum.base),
            tell.figure(sum.variable),
            tell.figure(sum.burden),
            tell.figure(sum.tools),
            tell.figure(sum.recruiting),
            tell.figure(total),
            tell.share((whole > 0.0).then(|| total.value() / whole)),
            tell.figure(sum.ramping),
            sum.per_ramped_month().map_or_else(none, |it| tell.figure(it * 12.0)),
        ]
    };
    let mut rows = Vec::new();
    for family in CostFamily::ALL {
        let inside: Vec<&RoleCost> = roles.iter().filter(|it| it.family == family).collect();
        if inside.is_empty() {
            continue;
        }
        let sum = inside.iter().map(|it| it.sum(span)).fold(CostSum::default(), CostSum::and);
        rows.push(row(family_name(family).to_owned(), sum));
        let named = |it: &&RoleCost| row(format!("\u{2003}{}", tell.role(&it.role)), it.sum(span));
        rows.extend(inside.iter().map(named));
    }
    rows.push(row(tr!("Everyone").to_owned(), all));
    table(&header, rows)
}

/// Families by the periods given, then everyone.
pub fn month_table(tell: &Teller<'_>, roles: &[RoleCost], periods: &[(String, Span)]) -> Table {
    let mut header = vec![tr!("Function").to_owned()];
    header.extend(periods.iter().map(|it| it.0.clone()));
    let row = |name: &str, family: Option<CostFamily>| {
        let total = |span: Span| -> Flow {
            let inside = roles.iter().filter(|it| family.is_none_or(|family| it.family == family));
            inside.map(|it| it.sum(span).total()).sum()
        };
        let figures = periods.iter().map(|(_, span)| tell.figure(total(*span)));
        [name.to_owned()].into_iter().chain(figures).collect::<Vec<_>>()
    };
    let used = CostFamily::ALL.into_iter().filter(|family| roles.iter().any(|it| it.family == *family));
    let mut rows: Vec<Vec<String>> = used.map(|it| row(family_name(it), Some(it))).collect();
    rows.push(row(tr!("Everyone"), None));
    Table { header, rows }
}

/// Fiscal years against the budget.
pub fn budget_table(tell: &Teller<'_>, years: &[BudgetYear]) -> Table {
    let row = |it: &BudgetYear| {
        vec![
            period_label(&it.period, false),
            tell.figure(it.cost),
            it.budget.map_or_else(none, |budget| tell.figure(budget)),
            it.left().map_or_else(none, |left| tell.change(left)),
        ]
    };
    table(&[tr!("Year"), tr!("People cost"), tr!("Budget"), tr!("Left")], years.iter().map(row).collect())
}

/// Whether the budget holds, in a sentence.
pub fn budget_say(tell: &Teller<'_>, years: &[BudgetYear]) -> String {
    if years.iter().all(|it| it.budget.is_none()) {
        return tr!("No budget is typed; with one, each year is held against it.").to_owned();
    }
    let beyond = years.iter().filter_map(|it| Some((it, it.left()?))).find(|(_, left)| left.value() <= -1.0);
    match beyond {
        Some((year, left)) => {
            tr!("{} costs {} more than the budget.", period_label(&year.period, false), tell.money(-left))
        }
        None => tr!("Every year stays within the budget.").to_owned(),
    }
}

/// That people stand here as planned, and by how much the company's cost of closed months differs by what was reported of pay, by fiscal
/// year. Nothing where none was.
pub fn reported_say(tell: &Teller<'_>) -> Option<String> {
    let year = |(period, span)| {
        let told = Row::of(tell.outcome, span).reported;
        let more = told.base + told.variable + told.burden;
        let amount = tell.locale.money_delta(more, tell.outcome.currency);
        told.told.then(|| format!("{} {amount}", period_label(&period, false)))
    };
    let years: Vec<String> = tell.outcome.periods(Cadence::Year).into_iter().filter_map(year).collect();
    let months = tell.outcome.months_of_reported_pay(Scope::Company, tell.outcome.whole()).len();
    let month = if months == 1 { tr!("one closed month") } else { tr!("closed months") };
    (!years.is_empty()).then(|| {
        tr!(
            "Everything here is what people are planned to cost. Of {month} pay was reported, which Overview and Forecast count instead, taxes \
             and benefits included: {}.",
            years.join(", ")
        )
    })
}

/// What a ramped seller costs a year, alone and with everyone who supports, keeps and leads.
pub fn seller_cost_say(tell: &Teller<'_>, name: &str, own: Option<Flow>, loaded: Option<Flow>) -> String {
    match (own, loaded) {
        (Some(own), Some(loaded)) => tr!(
            "A ramped seller costs {} a year in {name}, and {} if sellers carry everyone else.",
            tell.money(own),
            tell.money(loaded)
        ),
        (_, _) => tr!("Nobody sells in {name}."),
    }
}
