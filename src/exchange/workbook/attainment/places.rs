//! Where figures at an attainment stand, and what the app has at the attainment that is typed there.

use super::team::value;
use super::{AttainmentTable, ROWS, Whose};
use crate::engine::{Outcome, cost_table, one_person, paid_team, payee_lines};
use crate::exchange::workbook::place::{Spot, letters};
use crate::exchange::workbook::{Place, Workbook};
use crate::model::Document;
use crate::units::Cadence;

impl Workbook {
    /// What each plan pays and costs at the attainments that stand on the sheet of them, table by table. Where the app has no figure,
    /// `app` is not a number.
    pub fn attainment(&self, document: &Document, outcome: &Outcome) -> Vec<Place> {
        self.attainment.iter().flat_map(|table| self.table(document, outcome, table).unwrap_or_default()).collect()
    }

    fn table(&self, document: &Document, outcome: &Outcome, table: &AttainmentTable) -> Option<Vec<Place>> {
        let plan = document.plans.get(table.plan)?;
        let version = plan.versions.get(table.version)?;
        let team = match table.whose {
            Whose::One(role, terms) => one_person(document.roles.get(role)?.terms.get(terms)?),
            Whose::Team | Whose::TeamOfApp => {
                let (_, span) = outcome.periods(Cadence::Year).pop()?;
                paid_team(document, &payee_lines(document, outcome, Some(&plan.id), span))
            }
        };
        let whose = match table.whose {
            Whose::One(role, terms) => {
                let role = document.roles.get(role)?;
                let segment = role.terms.get(terms)?.segment.as_ref().map_or("any", |it| it.as_str());
                format!("{} {segment}", role.id)
            }
            Whose::Team => "all".to_owned(),
            Whose::TeamOfApp => "all (of the app)".to_owned(),
        };
        let number = |spot: Spot| self.values.get(spot.tab as usize)?.get(spot.row)?.get(spot.column)?.number();
        let ats: Option<Vec<f64>> = (0..ROWS).map(|row| number(table.first.down(row))).collect();
        let costs = cost_table(document, version, &team, &ats?);
        let mut all = Vec::new();
        for (row, line) in costs.lines.iter().enumerate() {
            let (first, at) = (table.first.down(row), line.attainment);
            for (column, right) in &table.columns {
                let spot = first.right(*right);
                all.push(Place {
                    sheet: spot.tab.name(),
                    cell: [letters(spot.column), (spot.row + 1).to_string()].concat(),
                    what: format!("{column:?} of {}/{} for {whose} at {at}", plan.id, table.version + 1),
                    reckoned: number(spot),
                    app: value(&costs, line, *column).unwrap_or(f64::NAN),
                });
            }
        }
        Some(all)
    }

    /// The cells in which attainments are typed: sheet and cell, by plan and version from 1.
    pub fn attainment_cells(&self) -> impl Iterator<Item = ((usize, usize), (&'static str, String))> {
        let mut known = Vec::new();
        let first = self.attainment.iter().filter(move |it| {
            let is_new = !known.contains(&(it.plan, it.version));
            known.push((it.plan, it.version));
            is_new
        });
        first.flat_map(|table| {
            (0..ROWS).map(|row| {
                let spot = table.first.down(row);
                let cell = [letters(spot.column), (spot.row + 1).to_string()].concat();
                ((table.plan, table.version), (spot.tab.name(), cell))
            })
        })
    }
}
