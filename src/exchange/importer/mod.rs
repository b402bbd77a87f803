//! The table of importers, and the one way all of them work: guess which column is which, let the user correct it, preview, run,
//! report.
//!
//! An importer is a row of [`IMPORTERS`] (its fields and what it cannot do without) and a type that implements [`ImportRow`] (what a row
//! becomes). Mapping, values, problems, duplicates and the report are the same for all.
//!
//! Invariant: a bad row never aborts the rest, and rows + joined + refused + duplicates + set aside + skipped is the number of records in the file.

pub mod actuals;
mod choices;
pub mod customers;
pub mod deals;
mod guess;
mod likely;
mod mapping;
mod names;
mod preview;
mod report;
pub mod roster;
mod run;

pub use actuals::{ACTUALS, ActualRow};
pub use choices::{ChoiceMap, UnknownChoice, match_choice};
pub use customers::{CUSTOMERS, CustomerRow};
pub use deals::{DEALS, DealColumns, DealOwner, DealRow, DealSplit};
pub use guess::guess_mapping;
pub use likely::likely;
pub use mapping::{ColumnRule, Found, Mapping, Value};
pub use names::{compact, header_signature, words};
pub use preview::{PreviewCell, PreviewRow, preview};
pub use report::{Duplicate, ImportReport, Join, Notice, ProblemCode, RowProblem, Severity, Skipped};
pub use roster::{ROSTER, RosterRow};
pub use run::{Cells, Import, ImportRow, MissingColumns, run};

use super::value::Hints;
use crate::units::{Currency, Month};

/// All importers, in the order in which they are offered.
pub static IMPORTERS: [&Importer; 4] = [&CUSTOMERS, &ROSTER, &DEALS, &ACTUALS];

/// The importer with this key.
pub fn importer(key: &str) -> Option<&'static Importer> {
    IMPORTERS.into_iter().find(|importer| importer.key == key)
}

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, such as a name.
    Text,
    /// A code that may look like a number and is kept as it stands: ids, postal codes.
    Code,
    /// An amount of money.
    Money,
    /// A month; a day counts as its month.
    Month,
    /// A day; a month counts as its first day.
    Date,
    /// A whole number.
    Count,
    /// A share: 0.6 or 60 %.
    Rate,
    /// A length of time in months.
    Term,
    /// A number with decimals that is neither money nor a share: coordinates.
    Number,
    /// One of the names the plan knows, such as a segment.
    Choice,
}

/// The position of a field in its importer's list.
pub type Slot = usize;

/// A field an importer can fill.
#[derive(Debug)]
pub struct Field {
    /// Stable name, used in remembered mappings.
    pub key: &'static str,
    /// Name on screen, with the unit.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Names of columns that mean it, in English and German and as common systems export them. Spelling, case and spaces do not matter.
    pub synonyms: &'static [&'static str],
    /// Names that mean it only where no better column is there: `Amount`.
    pub weak: &'static [&'static str],
    /// Names of columns whose values must be multiplied to mean it: a column of monthly amounts, by 12.
    pub scaled: &'static [(&'static [&'static str], i64)],
    /// Names that look like it and mean something else.
    pub never: &'static [&'static str],
    /// Whether its column may be found by its values alone where no name fits.
    pub by_values: bool,
}

impl Field {
    /// A field that is only found by its name.
    const fn new(key: &'static str, label: &'static str, kind: Kind, synonyms: &'static [&'static str]) -> Field {
        Field { key, label, kind, synonyms, weak: &[], scaled: &[], never: &[], by_values: false }
    }
}

/// What an importer cannot do without: all fields of one of these sets.
#[derive(Debug)]
pub struct Requirement {
    /// What is needed, in words: `ARR (or MRR)`.
    pub label: &'static str,
    /// Sets of fields; one complete set is enough.
    pub any_of: &'static [&'static [Slot]],
    /// It is needed only where a column fills one of these; empty: always.
    pub with: &'static [Slot],
}

/// A kind of file that can be imported.
#[derive(Debug)]
pub struct Importer {
    /// Stable name, used in remembered mappings.
    pub key: &'static str,
    /// What it imports, for a heading.
    pub label: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// What it cannot do without.
    pub requirements: &'static [Requirement],
}

impl Importer {
    /// The position of the field with this key.
    pub fn slot(&self, key: &str) -> Option<Slot> {
        self.fields.iter().position(|field| field.key == key)
    }

    /// Whether the import cannot be done without this very field.
    pub fn is_required(&self, slot: Slot) -> bool {
        self.requirements.iter().any(|requirement| requirement.any_of.iter().all(|set| set.contains(&slot)))
    }
}

/// What the plan knows that an import can be held against. Everything may be empty.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Names of the plan's segments.
    pub segments: Vec<String>,
    /// The plan's currency.
    pub currency: Option<Currency>,
    /// The plan's first month.
    pub first_month: Option<Month>,
    /// How the user writes numbers and dates.
    pub hints: Hints,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_column_name_means_one_field_of_an_importer() {
        for importer in IMPORTERS {
            let mut meaning: HashMap<String, &str> = HashMap::new();
            for field in importer.fields {
                let scaled = field.scaled.iter().flat_map(|(names, _)| names.iter());
                // Weak names may be those of other fields as well: they count where that field has a column of its own.
                for name in field.synonyms.iter().chain(scaled) {
                    let other = meaning.insert(compact(name), field.key);
                    assert!(
                        other.is_none_or(|key| key == field.key),
                        "{}: {name} means {other:?} and {}",
                        importer.key,
                        field.key
                    );
                }
                assert!(!field.synonyms.is_empty() && !field.label.is_empty());
            }
            assert_eq!(super::importer(importer.key).map(|found| found.label), Some(importer.label));
            for slot in
                importer.requirements.iter().flat_map(|requirement| requirement.any_of.iter().copied().flatten())
            {
                assert!(*slot < importer.fields.len());
            }
        }
    }
}
