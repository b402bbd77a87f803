//! The columns of a table of pay at every attainment, as on screen, and the ARR that its ratios divide by.

use super::{AttainmentTable, Person, Whose, next};
use crate::engine::CostColumn;
use crate::exchange::workbook::place::Spot;
use crate::exchange::workbook::plans::ComponentCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::Quota;
use crate::model::comp::{ArrKind, Component, Measure, PlanVersion, Scope, Target};
use std::collections::BTreeMap;

/// Where a table stands.
pub(super) struct TableCells {
    /// The first attainment; the others stand below.
    pub first: Spot,
    pub base: Spot,
    /// Target variable.
    pub target: Spot,
    /// ARR that is paid on at 100 %, and the new and expansion ARR of it.
    pub all_arr: Option<Spot>,
    pub grown: Option<Spot>,
    /// What stands so many columns right of the attainment.
    pub columns: Vec<(CostColumn, usize)>,
}

impl TableCells {
    /// A cell of a row.
    pub fn cell(&self, column: CostColumn, row: usize) -> Option<Spot> {
        let (_, at) = self.columns.iter().find(|it| it.0 == column)?;
        Some(self.first.down(row).right(*at))
    }

    pub fn table(&self, (plan, version): (usize, usize), whose: Whose) -> AttainmentTable {
        AttainmentTable { plan, version, whose, first: self.first, columns: self.columns.clone() }
    }

    /// A row of formulas; `made` has those of components and cap.
    pub fn row(
        &self,
        sheets: &mut Sheets,
        version: &PlanVersion,
        row: usize,
        made: &dyn Fn(CostColumn) -> Option<String>,
    ) {
        let at = |column: CostColumn| self.cell(column, row).map_or("0".to_owned(), |it| it.to_string());
        let sum = |wanted: fn(Measure) -> bool| {
            let parts = version.components.iter().enumerate().filter(|it| wanted(it.1.measure));
            let cells: Vec<String> = parts.map(|(part, _)| at(CostColumn::Component(part))).collect();
            if cells.is_empty() { "0".to_owned() } else { cells.join("+") }
        };
        let attained = self.first.down(row);
        let over = |pay: String, arr: Option<Spot>| {
            let arr = arr.map_or("0".to_owned(), |it| it.to_string());
            format!("IF({arr}*{attained}>0,({pay})/({arr}*{attained}),\"\")")
        };
        for (column, _) in &self.columns {
            let Some(spot) = self.cell(*column, row) else { continue };
            let (formula, form) = match column {
                CostColumn::Component(_) | CostColumn::Cap => {
                    (made(*column).unwrap_or_else(|| "0".to_owned()), Form::Coin)
                }
                CostColumn::Variable => {
                    let whole = sum(|_| true);
                    let cut = self.cell(CostColumn::Cap, row).map_or(String::new(), |cap| format!("+{cap}"));
                    (format!("ROUND({whole}{cut},{})", sheets.digits), Form::Coin)
                }
                CostColumn::OfTarget => {
                    let target = self.target;
                    (format!("IF({target}>0,{}/{target},\"\")", at(CostColumn::Variable)), Form::Share)
                }
                CostColumn::WithBase => (format!("{}+{}", self.base, at(CostColumn::Variable)), Form::Coin),
                CostColumn::Rate => (over(sum(|it| it.arr().is_some()), self.all_arr), Form::Share),
                CostColumn::Ccos => {
                    (over(format!("{}+{}", self.base, at(CostColumn::Variable)), self.grown), Form::Share)
                }
            };
            let look = if *column == CostColumn::Variable { Look::Total } else { Look::Plain };
            sheets.formula(spot, look, form, formula);
        }
    }
}

/// A named figure above a table, by a formula.
pub(super) fn figure(sheets: &mut Sheets, label: &str, formula: &str) -> Spot {
    let spot = next(sheets);
    sheets.text(spot, Look::Plain, label);
    sheets.formula(spot.right(1), Look::Plain, Form::Coin, formula);
    spot.right(1)
}

/// Which columns a table has.
pub(super) fn layout(version: &PlanVersion, has_rate: bool, has_ccos: bool) -> Vec<(CostColumn, usize)> {
    let mut all: Vec<CostColumn> = (0..version.components.len()).map(CostColumn::Component).collect();
    all.extend(version.cap.map(|_| CostColumn::Cap));
    all.extend([CostColumn::Variable, CostColumn::OfTarget, CostColumn::WithBase]);
    all.extend(has_rate.then_some(CostColumn::Rate));
    all.extend(has_ccos.then_some(CostColumn::Ccos));
    all.into_iter().enumerate().map(|(at, column)| (column, at + 1)).collect()
}

/// The names of the columns, as on screen; gives the cell of the first.
pub(super) fn head(sheets: &mut Sheets, version: &PlanVersion, columns: &[(CostColumn, usize)]) -> Spot {
    let spot = next(sheets);
    sheets.text(spot, Look::Heading, "Attainment");
    for (column, at) in columns {
        let name = match column {
            CostColumn::Component(part) => version
                .components
                .get(*part)
                .map_or("", |it| if it.name.is_empty() { it.id.as_str() } else { &it.name }),
            CostColumn::Cap => "Plan cap",
            CostColumn::Variable => "Variable pay",
            CostColumn::OfTarget => "Of target",
            CostColumn::WithBase => "With base",
            CostColumn::Rate => "Effective rate",
            CostColumn::Ccos => "CCOS",
        };
        sheets.text(spot.right(*at), Look::Heading, name);
    }
    spot
}

/// ARR that one person is credited with at 100 % in a year, by components on such ARR, as [`crate::engine::cost_table`] counts it:
/// two components on the same kind count it once, and what several people share is known for one person `alone` only. None where a
/// target is unknown.
pub(super) fn credit_of(
    components: &[Component],
    cells: &[ComponentCells],
    person: Person<'_>,
    alone: bool,
    counts: fn(ArrKind) -> bool,
) -> Option<String> {
    let mut by_kind: BTreeMap<ArrKind, Vec<String>> = BTreeMap::new();
    for (component, cells) in components.iter().zip(cells) {
        let Some(kind) = component.measure.arr().filter(|it| counts(*it)) else { continue };
        if !alone && component.scope != Scope::Own {
            return None;
        }
        let year = match (component.target, person.terms.quota, cells.target) {
            (Target::Quota, Some(Quota::Arr { .. }), _) => person.cells.quota_year().to_string(),
            (Target::Amount { per, .. }, _, Some(amount)) => format!("{amount}*{}", per.per_year()),
            (Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } | Target::Ratio { .. }, _, _) => {
                return None;
            }
        };
        by_kind.entry(kind).or_default().push(year);
    }
    let sums: Vec<String> = by_kind.into_values().map(|it| format!("MAX(0,{})", it.join(","))).collect();
    (!sums.is_empty()).then(|| sums.join("+"))
}
