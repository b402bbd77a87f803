//! The first rows of a file as an importer would read them, cell by cell.

use super::Importer;
use super::mapping::{ColumnRule, Mapping, Value};
use crate::exchange::Table;
use crate::exchange::table::Record;

/// A cell of the preview.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewCell {
    /// As the file has it.
    pub raw: String,
    /// As it is read; `None` where it is empty or cannot be read.
    pub value: Option<Value>,
    /// Why it cannot be read.
    pub problem: Option<String>,
}

/// A row of the preview: one cell per column of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    /// The line in which it starts.
    pub line: u32,
    /// What is wrong with its form.
    pub flaw: Option<String>,
    /// Its cells, in the order of the file's columns.
    pub cells: Vec<PreviewCell>,
}

/// The first rows as they would be read.
pub fn preview(importer: &Importer, table: &Table, mapping: &Mapping, rows: usize) -> Vec<PreviewRow> {
    let kind = |rule: &ColumnRule| {
        let slot = rule.field.as_deref().and_then(|key| importer.slot(key));
        slot.and_then(|slot| importer.fields.get(slot)).map(|field| field.kind)
    };
    let cell = |rule: &ColumnRule, raw: &str| {
        let read = kind(rule).map_or(Ok(None), |kind| rule.value(raw, kind));
        let (value, problem) = match read {
            Ok(value) => (value, None),
            Err(error) => (None, Some(format!("{error}."))),
        };
        PreviewCell { raw: raw.to_owned(), value, problem }
    };
    let row = |record: &Record| PreviewRow {
        line: record.line,
        flaw: record.flaw.as_ref().map(|flaw| format!("{flaw}.")),
        cells: mapping.columns.iter().enumerate().map(|(at, rule)| cell(rule, record.cell(at))).collect(),
    };
    table.sample().iter().take(rows).map(row).collect()
}
