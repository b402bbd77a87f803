//! `remit forecast --of sources` and `--of managers`: where new business comes from, and whose ARR it is.

use super::figures;
use super::json::Json;
use crate::engine::{ManagerTeam, Origin, Outcome, Scope, by_manager, source_rows};
use crate::model::{Document, Recurring};
use crate::present::recurring;
use crate::units::{Cadence, Money};

/// A cell of a table that is printed as CSV or as JSON.
enum Cell {
    Text(String),
    Arr(Money),
    Number(Option<f64>),
}

/// A table: keys of the columns, and rows as long.
pub(super) struct Table {
    view: Recurring,
    columns: Vec<(&'static str, &'static str)>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// As CSV.
    pub(super) fn csv(&self) -> String {
        let header = self.columns.iter().map(|column| self.key(*column).to_owned()).collect();
        let line = |row: &Vec<Cell>| row.iter().map(|cell| self.digits(cell)).collect();
        figures::csv(&std::iter::once(header).chain(self.rows.iter().map(line)).collect::<Vec<Vec<String>>>())
    }

    /// As JSON: a list of objects.
    pub(super) fn json(&self) -> String {
        let object = |row: &Vec<Cell>| {
            let members = self.columns.iter().zip(row).map(|(column, cell)| {
                let value = match cell {
                    Cell::Text(text) => Json::text(text),
                    Cell::Arr(_) => Json::text(self.digits(cell)),
                    Cell::Number(Some(number)) => figures::number(*number, figures::COARSE),
                    Cell::Number(None) => Json::Null,
                };
                (self.key(*column), value)
            });
            Json::Object(members.collect())
        };
        Json::List(self.rows.iter().map(object).collect()).print()
    }

    /// The key of a column: by the year, and by the month.
    fn key(&self, (arr, mrr): (&'static str, &'static str)) -> &'static str {
        match self.view {
            Recurring::Arr => arr,
            Recurring::Mrr => mrr,
        }
    }

    fn digits(&self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) => text.clone(),
            Cell::Arr(money) => recurring::money(self.view, *money).to_string(),
            Cell::Number(number) => number.map_or_else(String::new, |it| figures::decimals(it, figures::COARSE)),
        }
    }
}

/// One row per period, segment and source; those of a segment add up to its new ARR.
pub(super) fn sources(document: &Document, outcome: &Outcome, by: Cadence, view: Recurring) -> Table {
    let same = |key: &'static str| (key, key);
    let columns = vec![
        same("period"),
        same("segment"),
        same("source"),
        same("kind"),
        same("leads"),
        same("opportunities"),
        ("closing_arr", "closing_mrr"),
        same("customers_won"),
        ("new_arr", "new_mrr"),
        same("leads_behind"),
        same("leads_needed"),
    ];
    let mut rows = Vec::new();
    for (period, span) in outcome.periods(by) {
        for row in source_rows(outcome, Scope::Company, span) {
            let Some(segment) = document.segments.get(row.segment) else { continue };
            let (source, kind) = match row.origin {
                Origin::Source(at) => {
                    segment.pipeline.sources.get(at).map_or(("", ""), |it| (it.id.as_str(), it.kind.key()))
                }
                Origin::Leads => ("leads", ""),
                Origin::Development => ("sales_development", "sales_development"),
                Origin::Opening => ("opening_pipeline", ""),
                Origin::Reported => ("reported", ""),
            };
            rows.push(vec![
                Cell::Text(period.key()),
                Cell::Text(segment.id.to_string()),
                Cell::Text(source.to_owned()),
                Cell::Text(kind.to_owned()),
                Cell::Number(Some(row.leads)),
                Cell::Number(Some(row.opportunities)),
                Cell::Arr(outcome.currency.settle(row.fresh)),
                Cell::Number(Some(row.won)),
                Cell::Arr(row.bookings),
                Cell::Number(Some(row.ripe_leads)),
                Cell::Number(row.leads_needed),
            ]);
        }
    }
    Table { view, columns, rows }
}

/// One row per period and manager, then the pool; they add up to the company.
pub(super) fn managers(document: &Document, outcome: &Outcome, by: Cadence, view: Recurring) -> Table {
    let columns = vec![
        ("period", "period"),
        ("manager", "manager"),
        ("opening_arr", "opening_mrr"),
        ("new_arr", "new_mrr"),
        ("handed_over_arr", "handed_over_mrr"),
        ("taken_over_arr", "taken_over_mrr"),
        ("expansion_arr", "expansion_mrr"),
        ("price_arr", "price_mrr"),
        ("reactivation_arr", "reactivation_mrr"),
        ("contraction_arr", "contraction_mrr"),
        ("churn_arr", "churn_mrr"),
        ("closing_arr", "closing_mrr"),
    ];
    let teams = by_manager(document, Scope::Company);
    let mut rows = Vec::new();
    for (period, span) in outcome.periods(by) {
        for team in &teams {
            let whose = match &team.team {
                ManagerTeam::Of(seat) => seat.to_string(),
                ManagerTeam::Unmanaged => "(nobody)".to_owned(),
                ManagerTeam::Pool => "(pool)".to_owned(),
            };
            let sum = team.over(span);
            let amounts = [
                sum.moved.opening,
                sum.moved.new,
                sum.handed_over,
                sum.taken_over,
                sum.moved.expansion,
                sum.moved.price,
                sum.moved.reactivation,
                sum.moved.contraction,
                sum.moved.churn,
                sum.closing(),
            ];
            let mut cells = vec![Cell::Text(period.key()), Cell::Text(whose)];
            cells.extend(amounts.map(Cell::Arr));
            rows.push(cells);
        }
    }
    Table { view, columns, rows }
}
